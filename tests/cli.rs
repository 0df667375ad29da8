//! The program itself, as it is typed: exit status, languages, JSON, `new`, `init`, and that nothing around
//! it changes a byte of the site.
#![allow(
    clippy::disallowed_methods,
    clippy::type_complexity,
    reason = "tests read and write files; a table of cases is plain to read"
)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use support::{Project, Tree, tree};
use tempfile::TempDir;

const POST: &str = "---\n标题: 甲\n日期: 2017-3-1\n---\n\n一。\n";
const WRONG: &str = "---\ntitel: 甲\n日期: 2017-3-1\n---\n\n一。\n";
const DOUBTFUL: &str = "---\n标题：甲\n日期: 2017-3-1\n---\n\n一。\n";
const NOW: [&str; 2] = ["--now", "2017-3-9 12:00"];

/// The program, with an environment that says nothing.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongsheng"));
    command.current_dir(folder);
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "TZ", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    program(folder).args(args).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn project(post: &str) -> Project {
    Project::with(&[("content/posts/a.md", post)])
}

/// /dev/full is a disk on which there is no room.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_stops_nothing_and_the_exit_status_tells() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let cases: [&[&str]; 6] = [&["help"], &["--version"], &["explain", "wrong-word"], &["check"], &["fix"], &["build"]];
    for args in cases {
        let project = project(DOUBTFUL);
        let output = program(project.root()).args(args).stdout(full()).output().unwrap();
        assert_eq!((status(&output), err(&output).contains("panic")), (1, false), "{args:?}: {}", err(&output));
        let output = program(project.root()).args(args).stderr(full()).output().unwrap();
        assert_eq!(status(&output), 0, "{args:?}: {}", out(&output));
    }
    let project = project(DOUBTFUL);
    let output = program(project.root()).arg("build").stdout(full()).stderr(full()).output().unwrap();
    assert_eq!(status(&output), 1);
    assert!(project.page("posts/a/index.html").contains("甲"), "the site is built all the same");
}

#[test]
fn the_exit_status_says_how_it_went() {
    let cases: [(&str, &[&str], i32); 22] = [
        (POST, &["build"], 0),
        (POST, &["check"], 0),
        (DOUBTFUL, &["build"], 0),
        (DOUBTFUL, &["check"], 0),
        (DOUBTFUL, &["build", "--strict"], 1),
        (DOUBTFUL, &["check", "--strict"], 1),
        (WRONG, &["build"], 1),
        (WRONG, &["check"], 1),
        (POST, &["build", "--root", "nowhere"], 1),
        (POST, &["build", "--output", "."], 1),
        (POST, &["build", "--output", "content/posts"], 1),
        (POST, &["build", "--output", "/"], 1),
        (POST, &["help"], 0),
        (POST, &["--version"], 0),
        (POST, &[], 0),
        (POST, &["biuld"], 2),
        (POST, &["build", "--ouput", "x"], 2),
        (POST, &["build", "--output"], 2),
        (POST, &["build", "x"], 2),
        (POST, &["build", "--now", "2017-2-30"], 2),
        (POST, &["build", "--base-url", "a.cn"], 2),
        (POST, &["new", "活动"], 2),
    ];
    for (post, args, expected) in cases {
        let project = project(post);
        let output = run(project.root(), args);
        assert_eq!(status(&output), expected, "{args:?}\n{}{}", out(&output), err(&output));
        let published = project.site().join("index.html").exists();
        assert_eq!(published, expected == 0 && args.first() == Some(&"build"), "{args:?}");
    }
}

#[test]
fn a_site_with_mistakes_leaves_the_old_one_untouched() {
    let project = project(POST);
    assert_eq!(status(&run(project.root(), &["build"])), 0);
    let before = tree(&project.site());
    project.write("content/posts/a.md", WRONG);
    project.write("content/posts/b.md", &POST.replace("甲", "乙"));
    let output = run(project.root(), &["build"]);
    assert_eq!(status(&output), 1);
    assert!(err(&output).contains("原来的网站没有动"), "{}", err(&output));
    assert_eq!(tree(&project.site()), before);
}

#[test]
fn what_is_wrong_goes_to_one_stream_and_what_was_done_to_the_other() {
    let project = project(DOUBTFUL);
    let output = run(project.root(), &["build"]);
    assert!(err(&output).starts_with("警告[full-width-colon]"), "{}", err(&output));
    assert!(out(&output).starts_with("建好了：1篇，"), "{}", out(&output));
    let output = run(project.root(), &["build", "--quiet"]);
    assert!(err(&output).starts_with("警告[full-width-colon]"), "{}", err(&output));
    assert_eq!(out(&output), "");
}

#[test]
fn what_fix_mends_is_counted_and_what_it_does_not_is_told_last() {
    let words = "统一布署工作。\n\n".repeat(30);
    let project = project(&format!("---\n标题: 甲\n日期: 2026-3-1\n---\n\n3月32日放假。\n\n{words}"));
    let said = err(&run(project.root(), &["check", NOW[0], NOW[1]]));
    let told: Vec<&str> = said.lines().filter(|line| line.starts_with("警告[")).collect();
    assert_eq!(told.len(), 12, "{said}");
    assert_eq!(told[10], "警告[wrong-word] 从这里起还有 20 处同样的问题：错别字");
    assert_eq!(told[11], "警告[date-impossible] “3月32日”不存在");
    assert!(said.ends_with("\n31处警告，其中30处 gongsheng fix 能改\n"), "{said}");
    let json = out(&run(project.root(), &["check", "--format", "json", NOW[0], NOW[1]]));
    assert_eq!(json.lines().filter(|line| line.contains("\"wrong-word\"")).count(), 30, "{json}");
    run(project.root(), &["fix", "--yes"]);
    let said = err(&run(project.root(), &["check", NOW[0], NOW[1]]));
    assert!(said.ends_with("\n1处警告\n"), "{said}");
}

#[test]
fn it_speaks_the_language_that_is_asked_for() {
    let project = project(WRONG);
    let said = |args: &[&str], env: &[(&str, &str)]| {
        let output = program(project.root()).args(args).envs(env.iter().copied()).output().unwrap();
        err(&output)
    };
    let (zh, en) = ("错误[unknown-key] 不认识的字段“titel”", "error[unknown-key] there is no field “titel”");
    let cases: [(&[&str], &[(&str, &str)], &str); 9] = [
        (&["check"], &[], zh),
        (&["check"], &[("LANG", "C")], zh),
        (&["check"], &[("LANG", "zh_CN.UTF-8")], zh),
        (&["check"], &[("LANG", "en_US.UTF-8")], en),
        (&["check"], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], zh),
        (&["check"], &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_GB")], en),
        (&["check", "--lang", "zh"], &[("LANG", "en_US.UTF-8")], zh),
        (&["check", "--lang", "en"], &[("LANG", "zh_CN.UTF-8")], en),
        (&["--lang=en", "check"], &[], en),
    ];
    for (args, env, expected) in cases {
        let said = said(args, env);
        assert!(said.starts_with(expected), "{args:?} {env:?}\n{said}");
    }
    assert!(out(&run(project.root(), &["help", "--lang", "en"])).contains("Usage: gongsheng"));
    assert!(out(&run(project.root(), &["--help"])).contains("用法：gongsheng"));
    assert!(out(&run(project.root(), &["help", "构建"])).contains("用法：gongsheng"));
    let english = said(&["check", "--lang", "en"], &[]);
    let foreign: Vec<&str> =
        english.lines().filter(|line| line.starts_with("error") || line.contains("error")).collect();
    assert!(!foreign.iter().any(|line| line.contains("错误")), "{english}");
}

#[test]
fn wrong_use_is_told_in_the_language_asked_for_wherever_it_stands() {
    let folder = TempDir::new().unwrap();
    let output = run(folder.path(), &["build", "--nowhere", "--lang", "en"]);
    assert!(err(&output).starts_with("there is no option"), "{}", err(&output));
    let output = run(folder.path(), &["--lang", "en", "biuld"]);
    assert!(err(&output).contains("Did you mean build?"), "{}", err(&output));
}

#[test]
fn verbs_have_chinese_names() {
    let project = project(POST);
    assert_eq!(status(&run(project.root(), &["检查"])), 0);
    assert_eq!(status(&run(project.root(), &["构建"])), 0);
    assert!(project.site().join("posts/a/index.html").is_file());
    assert_eq!(status(&run(project.root(), &["新建", "文章", "春天"])), 0);
    assert_eq!(status(&run(project.root(), &["建站", "新站"])), 0);
    assert!(project.root().join("新站/content/site.yaml").is_file());
    assert!(out(&run(project.root(), &["帮助"])).contains("用法"));
}

/// A title of 37 characters: the platform takes 32.
const LONG: &str = "---\n标题: 示例县总工会关于组织开展二〇二六年春季职工技能竞赛暨先进集体表彰活动的通知\n日期: 2017-3-1\n---\n\n一。\n";

#[test]
fn what_wechat_does_not_take_is_an_error_for_whoever_asks() {
    let project = project(LONG);
    let output = run(project.root(), &["build"]);
    assert!(status(&output) == 0 && project.site().join("posts/a/index.html").is_file(), "{}", err(&output));
    assert!(err(&output).starts_with("警告[wechat-title-too-long]"), "{}", err(&output));
    for args in [["wechat", "check"], ["公众号", "检查"]] {
        let output = run(project.root(), &args);
        assert_eq!(status(&output), 1);
        let said = err(&output);
        assert!(said.starts_with("错误[wechat-title-too-long] "), "{said}");
        assert!(said.contains("\n  → content/posts/a.md:2:5\n"), "{said}");
        assert!(said.ends_with("1处错误\n"), "{said}");
    }
    // Whoever keeps the pages out of the site may still ask, and cannot silence what is lost.
    project.write(
        "content/site.yaml",
        "名称: 示例县总工会\n网址: https://a.cn\n微信: {公开: 否}\n检查: {不提示: wechat-title-too-long}\n",
    );
    let output = run(project.root(), &["build"]);
    assert_eq!((status(&output), err(&output).as_str()), (0, ""));
    assert_eq!(status(&run(project.root(), &["wechat", "check"])), 1);
    let fine = self::project(POST);
    let output = run(fine.root(), &["wechat", "check"]);
    assert_eq!((status(&output), out(&output).as_str()), (0, "检查完了：1篇，没有错误\n"));
    let output = run(fine.root(), &["wechat"]);
    assert!(status(&output) == 2 && err(&output).contains("gongsheng wechat check"), "{}", err(&output));
}

#[test]
fn html_from_anywhere_is_checked() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("fine.html", "<section><p>周一放票。</p></section>".as_bytes());
    write(
        "old.html",
        &encoding_rs::GBK
            .encode("<p>一</p>\n  <p style=\"font-family: 宋体\">周一</p>\n<p style=\"font-family: 黑体\">二</p>")
            .0,
    );
    let output = run(folder.path(), &["wechat", "check", "fine.html"]);
    assert_eq!(
        (status(&output), out(&output).as_str(), err(&output).as_str()),
        (0, "检查完了：1个文件，没有错误\n", "")
    );
    let output = run(folder.path(), &["wechat", "check", "fine.html", "old.html"]);
    assert_eq!(status(&output), 1);
    assert_eq!(
        err(&output),
        "错误[wechat-font-family] 公众号不让指定字体（font-family）（共2处）\n  → old.html:2:3\n  2 |   <p style=\"font-family: 宋体\">周一</p>\n    |   ^\n  改法：删去字体的设置，手机用自己的字体；字号用 font-size\n\n1处错误\n"
    );
    let output = run(folder.path(), &["wechat", "check", "old.html", "--format", "json"]);
    let lines: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines[0]["severity"].as_str(), lines[0]["place"]["line"].as_u64()), (Some("error"), Some(2)));
    assert_eq!((lines[1]["ok"].as_bool(), lines[1]["files"].as_u64()), (Some(false), Some(1)));
    let output = run(folder.path(), &["wechat", "check", "old.html", "--format", "github"]);
    assert!(
        out(&output).starts_with("::error file=old.html,line=2,col=3,title=wechat-font-family::"),
        "{}",
        out(&output)
    );
    let output = run(folder.path(), &["wechat", "check", "none.html", "."]);
    assert_eq!(status(&output), 1);
    assert!(err(&output).starts_with("错误[unreadable] 没有“none.html”这个文件"), "{}", err(&output));
    assert!(err(&output).contains("错误[unreadable] “.”不是文件"), "{}", err(&output));
    write("binary.html", b"\x89PNG\r\n\x1a\n\0\xff\xff");
    let output = run(folder.path(), &["wechat", "check", "binary.html"]);
    assert!(status(&output) == 1 && err(&output).starts_with("错误[unknown-encoding]"), "{}", err(&output));
}

#[test]
fn json_is_a_value_a_line() {
    let lines = |output: &Output| -> Vec<serde_json::Value> {
        out(output).lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    };
    let wrong = project(WRONG);
    let output = run(wrong.root(), &["build", "--format", "json"]);
    let all = lines(&output);
    assert_eq!(err(&output), "", "a program reads one stream");
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(all[0]["severity"], "error");
    assert_eq!(all[0]["code"], "unknown-key");
    assert_eq!(all[0]["place"]["file"], "content/posts/a.md");
    assert_eq!((all[0]["place"]["line"].as_u64(), all[0]["place"]["column"].as_u64()), (Some(2), Some(1)));
    assert_eq!(all[1]["built"], false);
    let fine = project(DOUBTFUL);
    let output = run(fine.root(), &["build", "--format=json", NOW[0], NOW[1]]);
    let all = lines(&output);
    assert_eq!((status(&output), all.len()), (0, 2));
    assert_eq!(all[0]["severity"], "warning");
    assert!(all[0]["edit"]["text"].is_string(), "{}", all[0]);
    assert_eq!(all[1]["built"], true);
    assert_eq!(all[1]["entries"], 1);
    let output = run(fine.root(), &["check", "--format", "json", "--strict"]);
    let all = lines(&output);
    assert_eq!((all[0]["severity"].as_str(), all[1]["ok"].as_bool()), (Some("error"), Some(false)));
    let output = run(fine.root(), &["build", "--format", "json", "--output", "."]);
    assert_eq!(lines(&output)[0]["code"], "refused-output");
}

#[test]
fn the_clock_is_given() {
    let project = project(&POST.replace("2017-3-1", "2017-3-9 12:00"));
    let page = project.site().join("posts/a/index.html");
    run(project.root(), &["build", "--now", "2017-3-9 11:59"]);
    assert!(!page.exists());
    let output = run(project.root(), &["build", "--now", "2017年3月9日 12:00"]);
    assert!(page.exists(), "{}", err(&output));
    run(project.root(), &["build", "--now", "2017-3-9 11:59"]);
    assert!(!page.exists());
    // 2017-03-09T04:00:00Z, which is noon at the site.
    let at = |seconds: &str| program(project.root()).arg("build").env("SOURCE_DATE_EPOCH", seconds).output().unwrap();
    at("1489031999");
    assert!(!page.exists());
    let output = at("1489032000");
    assert!(page.exists());
    assert!(out(&output).contains("此后不会自己变"), "{}", out(&output));
    let output = at("1489031999");
    assert!(out(&output).contains("下次自己会变：2017-03-09 12:00"), "{}", out(&output));
    let output = at("昨天");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("环境变量 SOURCE_DATE_EPOCH 是“昨天”，不是从1970年起的秒数"), "{}", err(&output));
    let with = |args: &[&str]| program(project.root()).args(args).env("SOURCE_DATE_EPOCH", "x").output().unwrap();
    assert!(err(&with(&["build", "--lang", "en"])).contains("SOURCE_DATE_EPOCH is “x”, which is no number"));
    assert_eq!(status(&with(&["build", "--now", "2017-3-9 12:00"])), 0, "nobody asks for it");
    assert_eq!(status(&with(&["help"])), 0);
    assert_eq!(status(&at("")), 0, "nothing is said");
}

#[test]
fn the_base_address_can_be_another() {
    let project = project(POST);
    run(project.root(), &["build", "--base-url", "https://b.example.cn/gh/"]);
    let page = project.page("posts/a/index.html");
    assert!(page.contains("https://b.example.cn/gh/posts/a/") && !page.contains("a.example.cn"), "{page}");
    // A wrong one in the file does not matter then.
    project.write("content/site.yaml", "名称: 示例\n网址: a.cn\n");
    assert_eq!(status(&run(project.root(), &["build", "--base-url", "https://b.example.cn"])), 0);
}

#[test]
fn root_and_output_can_be_elsewhere() {
    let project = project(POST);
    let elsewhere = TempDir::new().unwrap();
    let root = project.root().to_str().unwrap();
    let output = run(elsewhere.path(), &["build", "--root", root]);
    assert_eq!(status(&output), 0);
    assert!(project.site().join("index.html").is_file(), "site is beside content");
    assert_eq!(status(&run(elsewhere.path(), &["build", "--root", root, "-o", "out/网站"])), 0);
    assert_eq!(tree(&elsewhere.path().join("out/网站")), tree(&project.site()));
}

#[test]
fn home_is_not_published_into() {
    let project = project(POST);
    let home = TempDir::new().unwrap();
    let output = program(project.root())
        .args(["build", "--output", home.path().to_str().unwrap()])
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert_eq!(status(&output), 1);
    assert!(err(&output).starts_with("错误[refused-output]"), "{}", err(&output));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_pipe_is_plain() {
    let project = project(WRONG);
    project.write("content/posts/b.md", DOUBTFUL);
    for args in [&["build"][..], &["check"], &["help"], &["check", "--format", "json"], &["biuld"]] {
        let output = run(project.root(), args);
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{args:?}");
    }
}

#[test]
fn what_an_author_typed_cannot_drive_the_terminal() {
    let project = project("---\n标题: 甲\n日期: 2017-3-1\n\x1b]0;x\x07\u{202e}: 乙\n---\n\n一。\n");
    let output = program(project.root()).arg("check").env("CLICOLOR_FORCE", "1").output().unwrap();
    let said = err(&output);
    assert!(!said.contains("\x1b]0") && !said.contains('\u{202e}') && !said.contains('\x07'), "{said:?}");
}

/// What `new post` writes.
const NEW_POST: &str = "\
---
标题: 春天的课：第1讲
# 订阅和日历靠它认这一条，发布后不要改
编号: 418501
# 发布时间，如 2026-3-8 9:00；时间未到不发布
日期: 2017-03-09
# 写好以后删掉下面这一行
草稿: 是
# site.yaml 里的一个栏目
栏目:
# 几个词，用顿号分开
标签:
# 一两句话；不写就用正文第一段
摘要:
# 封面图片的文件名
封面:
# 网址的最后一段，只用小写字母、数字和短横线
网页名:
---

在这里写正文。
";

/// The fields of its own kind that `new event` and `new ticket` write between the draft line and the column.
const NEW_EVENT: &str = "\
# 开始时间，如 2026-3-22 13:50，必填
开始:
# 结束时间
结束:
# 地点
地点:
# 详细地址，导航用
地址:
# 主办单位
主办:
# 面向谁
对象:
# 名额，如 30 或 30人
名额:
# 报名：开始、截止、方式、电话、链接
报名:
  # 报名开始时间
  开始:
  # 报名截止时间
  截止:
  # 怎么报名
  方式:
  # 报名电话
  电话:
  # 报名网址
  链接:
# 费用，如 免费
费用:
# 要带什么
携带:
# 系列：名称、第几讲、共几讲
系列:
  # 系列的名称
  名称:
  # 第几讲
  第几讲:
  # 共几讲
  共几讲:
# 联系人或电话
联系:
# 只在取消、延期、已满时写
状态:
";

const NEW_TICKET: &str = "\
# 放的是什么票，必填
票种:
# 共多少，如 1000 或 1000套
数量:
# 放票时间，精确到分，必填
放票:
# 截止时间
截止:
# 每人限领几张
每人限领:
# 每张票可供谁用，如 两名成人和一名1.4米以下儿童
每票可用:
# 谁可以领
资格:
# 每个渠道写名称、数量，线下的写“线下: 是”
渠道:
    # 渠道名称
  - 名称:
    # 这个渠道多少张
    数量:
    # 不用手机就能领的写“是”
    线下:
    # 网址
    链接:
    # 电话
    电话:
# 领取：时段、地点、携带
领取:
  # 每个时段一行，如 3月15日、16日 9:00—16:00；也可以分成起、止
  时段:
    - 
  # 领取地点
  地点:
  # 领取时带什么
  携带:
# 哪天到哪天能用，如 3月16日至4月30日；也可以分成起、止
使用期:
# 咨询电话
联系:
# 只在领完、取消、延期时写
状态:
";

/// The whole of a new file.
fn golden(fields: &str) -> String {
    NEW_POST.replacen("草稿: 是\n", &format!("草稿: 是\n{fields}"), 1)
}

/// What somebody fills in: field → value, and the body.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut values: Vec<(&str, &str)> = values.to_vec();
    let mut out = String::new();
    for line in text.lines() {
        let given =
            values.iter().position(|(field, _)| line.trim_start().trim_start_matches("- ") == format!("{field}:"));
        match given {
            _ if line == "草稿: 是" => {}
            _ if line == "在这里写正文。" => out.push_str("来。\n"),
            Some(at) => out.push_str(&format!("{line} {}\n", values.remove(at).1)),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    assert!(values.is_empty(), "no line for {values:?} in\n{text}");
    out
}

#[test]
fn a_new_entry_is_a_draft_that_builds_and_is_never_written_over() {
    let cases: [(&str, &str, &str, &[(&str, &str)]); 3] = [
        ("post", "posts", "", &[]),
        ("event", "events", NEW_EVENT, &[("开始", "2017-3-22 13:50"), ("地点", "职工之家")]),
        (
            "ticket",
            "tickets",
            NEW_TICKET,
            &[
                ("票种", "温泉套票"),
                ("放票", "2017-3-10 10:00"),
                ("截止", "2017-3-12 18:00"),
                ("名称", "工会窗口"),
                ("线下", "是"),
            ],
        ),
    ];
    for (kind, folder, fields, values) in cases {
        let project = Project::with(&[]);
        let output = run(project.root(), &["new", kind, "春天的课：第1讲", NOW[0], NOW[1]]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let path = format!("content/{folder}/2017-03-09-春天的课-第1讲.md");
        assert!(out(&output).starts_with(&format!("新建了 {path}\n")), "{}", out(&output));
        let text = fs::read_to_string(project.root().join(&path)).unwrap();
        assert_eq!(text, golden(fields), "new {kind}");

        let output = run(project.root(), &["build", NOW[0], NOW[1]]);
        assert_eq!(status(&output), 0, "a new {kind} does not build:\n{}", err(&output));
        assert!(!err(&output).contains("错误"), "{}", err(&output));
        assert!(!project.page("index.html").contains("春天的课"), "a draft is nowhere");

        let again = run(project.root(), &["new", kind, "春天的课：第1讲", NOW[0], NOW[1]]);
        assert_eq!(status(&again), 1);
        assert!(err(&again).contains("没有动它"), "{}", err(&again));
        assert_eq!(fs::read_to_string(project.root().join(&path)).unwrap(), text);

        project.write(&path, &filled(&text, values));
        let output = run(project.root(), &["build", NOW[0], NOW[1]]);
        assert_eq!(err(&output), "", "a filled-in {kind} has nothing to be told");
        assert!(project.page(&format!("{folder}/feed.xml")).contains("春天的课：第1讲"));
    }
}

#[test]
fn what_was_written_and_removed_is_listed_for_whoever_uploads_by_hand() {
    let project = project(POST);
    project.write("content/posts/b.md", &POST.replace("甲", "乙"));
    let listed = |args: &[&str]| out(&run(project.root(), &[args, &["--list", NOW[0], NOW[1]]].concat()));
    let first = listed(&["build", "-q"]);
    let all: Vec<String> = tree(&project.site()).keys().map(|path| format!("+ {path}")).collect();
    assert_eq!(first.lines().collect::<Vec<_>>(), all);
    let again = listed(&["build"]);
    assert!(again.starts_with("建好了"), "{again}");

    project.remove("content/posts/b.md");
    let value: serde_json::Value = serde_json::from_str(&listed(&["build", "--format", "json"])).unwrap();
    let (written, removed) = (&value["paths"]["written"], &value["paths"]["removed"]);
    assert!(removed.as_array().unwrap().contains(&"posts/b/index.html".into()), "{value}");
    assert!(written.as_array().unwrap().contains(&"index.html".into()), "{value}");
    assert_eq!(value["removed"], removed.as_array().unwrap().len());
    assert_eq!(value["written"], written.as_array().unwrap().len());
    assert!(err(&run(project.root(), &["check", "--list"])).contains("check 用不着“--list”"));
}

#[test]
fn a_new_page_and_a_new_ranking_are_drafts_that_build_too() {
    let cases: [(&str, &str, &[(&str, &str)]); 2] = [
        ("页面", "pages/工会章程.md", &[]),
        (
            "榜单",
            "rankings/2017-03-09-工会章程.yaml",
            &[("发布单位", "市总工会"), ("账号", "甲县工会"), ("主办单位", "甲县总工会")],
        ),
    ];
    for (kind, path, values) in cases {
        let project = Project::with(&[]);
        let output = run(project.root(), &["new", kind, "工会章程", NOW[0], NOW[1]]);
        let path = format!("content/{path}");
        assert!(out(&output).starts_with(&format!("新建了 {path}\n")), "{}{}", out(&output), err(&output));
        let text = fs::read_to_string(project.root().join(&path)).unwrap();
        assert!(text.contains("标题: 工会章程\n") && text.contains("\n编号: ") && text.contains("\n草稿: 是\n"));
        assert_eq!((text.starts_with("---\n"), text.contains("日期:")), (kind == "页面", kind == "榜单"), "{text}");
        assert!(!text.contains("分组:"), "{text}");
        let output = run(project.root(), &["build", NOW[0], NOW[1]]);
        assert!(status(&output) == 0 && !err(&output).contains("错误"), "{}", err(&output));

        project.write(&path, &filled(&text, values));
        let output = run(project.root(), &["build", NOW[0], NOW[1]]);
        assert_eq!(err(&output), "", "a filled-in {kind} has nothing to be told");
    }
}

const LAST_YEAR: &str = "\
---
标题: 2016年温泉套票
编号: 616008
日期: 2016-3-8
网页名: hotspring-2016
栏目: 学吧
票种: 温泉套票
数量: 1000
放票: 2016年3月8日 10:00
# 到那天24:00
截止: 2016年3月10日
渠道:
  - 名称: 窗口
    线下: 是
领取:
  时段:
    - 起: 2016年3月15日 9:00
      止: 2016年3月15日 16:00
  地点: 一楼
使用期: {起: 2016-3-18, 止: 2016-6-30}
更正:
  - 时间: 2016-3-9
    内容: 改过
状态: 领完
微信:
  标题: 2016年的
  作者: 女职工部
  链接: https://mp.weixin.qq.com/s/old
---

带上会员卡。
";

/// What `new` makes of it.
const LIKE_LAST_YEAR: &str = "\
草稿: 是
栏目: 学吧
票种: 温泉套票
数量: 1000
# 原来：2016年3月8日 10:00
放票:
# 到那天24:00
# 原来：2016年3月10日
截止:
渠道:
  - 名称: 窗口
    线下: 是
领取:
  # 原来：起: 2016年3月15日 9:00
  # 止: 2016年3月15日 16:00
  时段:
  地点: 一楼
# 原来：{起: 2016-3-18, 止: 2016-6-30}
使用期:
微信:
  作者: 女职工部
---

带上会员卡。
";

#[test]
fn new_takes_an_older_entry_as_its_pattern_and_leaves_its_times_to_fill_in() {
    let old = "content/tickets/2016-03-08-hotspring.md";
    let site = "名称: 县总工会\n网址: https://a.example.cn\n栏目:\n  - 名称: 学吧\n    网页名: xueba\n";
    let project = Project::with(&[(old, LAST_YEAR), ("content/site.yaml", site)]);
    let output = run(project.root(), &["new", "放票", "2017年温泉套票", "--照", old, NOW[0], NOW[1]]);
    let path = "content/tickets/2017-03-09-2017年温泉套票.md";
    assert!(out(&output).starts_with(&format!("新建了 {path}\n填上时间")), "{}{}", out(&output), err(&output));
    let text = fs::read_to_string(project.root().join(path)).unwrap();
    assert!(text.starts_with("---\n标题: 2017年温泉套票\n") && text.contains("\n日期: 2017-03-09\n"), "{text}");
    assert!(!text.contains("616008") && text.ends_with(LIKE_LAST_YEAR), "{text}");
    assert_eq!(status(&run(project.root(), &["build", NOW[0], NOW[1]])), 0);

    // What must be there is asked for as soon as it is a draft no more.
    project.write(path, &text.replace("草稿: 是\n", ""));
    let output = run(project.root(), &["check", NOW[0], NOW[1]]);
    assert!(err(&output).contains("缺少“放票（release）”"), "{}", err(&output));

    let said = |args: &[&str]| err(&run(project.root(), args));
    assert!(said(&["new", "活动", "甲", "--like", old]).contains("把命令里的“活动”换成“放票”"));
    assert!(said(&["new", "放票", "甲", "--like", "没有.md"]).contains("content 里没有 没有.md 这一篇"));
    assert!(said(&["build", "--like", old]).contains("build 用不着“--like”"));
}

/// Its pictures, attachments and neighbours are named as seen from its folder.
#[test]
fn new_puts_an_entry_beside_the_one_that_it_is_like() {
    let old = "content/tickets/2016春/2016-03-08-hotspring.md";
    let linked = LAST_YEAR.replacen("---\n", "---\n附件:\n  - 名称: 登记表\n    文件: 登记表.csv\n", 1);
    let project = Project::with(&[(old, &linked)]);
    project.write("content/site.yaml", "名称: 县总工会\n网址: https://a.example.cn\n栏目:\n  - 名称: 学吧\n");
    project.write("content/tickets/2016春/登记表.csv", "姓名,单位\n");
    let output = run(project.root(), &["new", "放票", "2017年温泉套票", "--照", old, NOW[0], NOW[1]]);
    let made = "新建了 content/tickets/2016春/2017-03-09-2017年温泉套票.md\n";
    assert!(out(&output).starts_with(made), "{}{}", out(&output), err(&output));
    let output = run(project.root(), &["build", NOW[0], NOW[1]]);
    assert_eq!(status(&output), 0, "{}", err(&output));
}

#[test]
fn new_takes_any_title() {
    let titles = [
        "../../etc/passwd",
        "CON",
        "；）",
        "🎉",
        "“五一”放假: 通知 #1",
        "[通知] x",
        "\"引号\"",
        "\"五一\"活动",
        "一 / 二",
        "是",
        "2017",
        "'x",
        "'x' 和 'y'",
        "~",
        "null",
        "{{ x }}",
        "{a: b}",
        "a\\b",
        "@x",
        "# x",
        "标题: x",
        "*x*",
        "|",
        "> x",
        "?",
        "x：",
        "a\nb",
    ];
    let project = Project::with(&[]);
    let output = run(project.root(), &["new", "文章", "张三 13900001234", NOW[0], NOW[1]]);
    assert_eq!(status(&output), 0);
    assert!(tree(project.root()).keys().any(|path| path == "content/posts/2017-03-09-张三-139-1234.md"));
    let mut wrong = Vec::new();
    for title in titles {
        let project = Project::with(&[]);
        let output = run(project.root(), &["new", "文章", title, NOW[0], NOW[1]]);
        assert_eq!(status(&output), 0, "{title}: {}", err(&output));
        let made: Vec<String> = tree(project.root()).into_keys().filter(|path| path.ends_with(".md")).collect();
        assert!(made.len() == 1 && made[0].starts_with("content/posts/2017-03-09-"), "{title}: {made:?}");
        let text = fs::read_to_string(project.root().join(&made[0])).unwrap();
        project.write(&made[0], &filled(&text, &[]));
        let output = run(project.root(), &["build", NOW[0], NOW[1]]);
        if status(&output) != 0 || !err(&output).is_empty() {
            wrong.push(format!("{title:?} does not build:\n{}", err(&output)));
            continue;
        }
        let shown = title.replace(['\t', '\n'], " ").replace('&', "&amp;").replace('"', "&quot;").replace('>', "&gt;");
        let (shown, other) = (shown.replace('\'', "&#x27;"), shown.replace('\'', "&#39;"));
        let list = project.page("feed.xml");
        if ![shown, other].iter().any(|shown| list.contains(&format!("<title>{shown}</title>"))) {
            let title_line = text.lines().nth(1).unwrap_or_default();
            wrong.push(format!("{title:?} was not kept: {title_line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn two_titles_of_one_file_name_are_two_files() {
    let project = Project::with(&[]);
    for title in ["；）", "🎉"] {
        let output = run(project.root(), &["new", "文章", title, NOW[0], NOW[1]]);
        assert_eq!(status(&output), 0, "{title}: {}", err(&output));
    }
}

#[test]
fn two_new_entries_of_one_minute_have_two_ids() {
    let project = Project::with(&[]);
    for kind in ["文章", "活动", "放票"] {
        run(project.root(), &["new", kind, "同名", NOW[0], NOW[1]]);
    }
    let ids: std::collections::BTreeSet<String> = tree(project.root())
        .into_values()
        .filter_map(|bytes| {
            String::from_utf8(bytes).unwrap().lines().find_map(|line| line.strip_prefix("编号: ").map(str::to_owned))
        })
        .collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn a_new_site_builds_at_once_with_no_templates() {
    let folder = TempDir::new().unwrap();
    let output = run(folder.path(), &["init", "工会网站", NOW[0], NOW[1]]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let site = folder.path().join("工会网站");
    assert!(!site.join("templates").exists());
    let output = run(&site, &["build", NOW[0], NOW[1]]);
    assert_eq!((status(&output), err(&output).as_str()), (0, ""));
    assert!(site.join("site/index.html").is_file());
    assert!(tree(&site.join("site")).keys().any(|path| path.starts_with("posts/") && path != "posts/index.html"));

    let before = tree(&site);
    let again = run(folder.path(), &["init", "工会网站", NOW[0], NOW[1]]);
    assert_eq!(status(&again), 1);
    assert_eq!(tree(&site), before);
}

#[test]
fn init_writes_nothing_where_a_file_of_it_is_already() {
    let project = Project::with(&[]);
    let before = tree(project.root());
    let output = run(project.root(), &["init", "."]);
    assert_eq!(status(&output), 1);
    assert!(err(&output).contains("site.yaml"), "{}", err(&output));
    assert_eq!(tree(project.root()), before, "all or nothing");
}

#[test]
fn init_says_that_a_file_is_no_folder() {
    let project = Project::empty();
    project.write("站", "x");
    for folder in ["站", "站/里面"] {
        let output = run(project.root(), &["init", folder]);
        assert_eq!(status(&output), 1);
        assert!(err(&output).contains("那里有一个文件，和要用的文件夹同名"), "{}", err(&output));
    }
    assert_eq!(fs::read_to_string(project.root().join("站")).unwrap(), "x");
}

/// A folder that somebody has put under version control before.
#[test]
fn init_leaves_a_gitignore_that_is_there_and_goes_on() {
    let project = Project::empty();
    project.write(".gitignore", "*.bak\n");
    let output = run(project.root(), &["init", "."]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("原来的 .gitignore 没有动，里面加上这几行：\n/site/"), "{}", out(&output));
    assert_eq!(fs::read_to_string(project.root().join(".gitignore")).unwrap(), "*.bak\n");
    assert_eq!(status(&run(project.root(), &["build"])), 0);
}

#[test]
fn where_there_is_no_site_yaml_the_file_that_is_meant_is_named() {
    let project = Project::empty();
    let told = |args: &[&str]| {
        let output = run(project.root(), args);
        (status(&output), err(&output).contains("没有 content/site.yaml"), err(&output).contains("新建这个文件"))
    };
    assert!(!told(&["check"]).1, "without a folder of content nothing is missing in it");
    project.write("content/posts/a.md", POST);
    assert_eq!([told(&["check"]), told(&["fix"])], [(1, true, true); 2]);
    project.write("content/site.yml", "名称: 示例县总工会\n网址: https://a.example.cn\n");
    assert_eq!(told(&["check"]), (1, true, false));
    assert!(err(&run(project.root(), &["check"])).contains("把“content/site.yml”的名字改成 site.yaml"));
}

/// Who follows the manual's first steps sees the line that it shows.
#[test]
fn the_first_build_says_what_the_manual_shows() {
    let project = Project::empty();
    assert_eq!(status(&run(project.root(), &["init", "."])), 0);
    let said = out(&run(project.root(), &["build"]));
    let counted = said.lines().rfind(|line| line.starts_with("建好了：")).and_then(|line| line.split_once("个文件"));
    let counted = format!("{}个文件，", counted.unwrap().0);
    let manual = fs::read_to_string(support::repository().join("README.zh-CN.md")).unwrap();
    assert!(manual.contains(&counted), "{counted}");
}

/// A project with one of each, big enough for threads to differ.
fn big() -> Project {
    let project = Project::copy_of("tests/fixtures/small");
    fs::remove_dir_all(project.root().join("expected")).unwrap();
    for number in 0..40 {
        project.write(
            &format!("content/posts/many/p{number}.md"),
            &format!(
                "---\n标题: 第{number}篇\n日期: 2017-3-{} 00:30\n标签: 标{}、共\n---\n\n见[那篇](p{}.md)。\n",
                number % 9 + 1,
                number % 7,
                (number + 1) % 40
            ),
        );
    }
    project
}

fn built(command: &mut Command, project: &Project) -> Tree {
    let output = command.args(["build", NOW[0], NOW[1]]).output().unwrap();
    assert_eq!(status(&output), 0, "{}", err(&output));
    tree(&project.site())
}

#[test]
fn the_same_bytes_wherever_and_however() {
    let first = big();
    let expected = built(&mut program(first.root()), &first);
    let settings: [&[(&str, &str)]; 8] = [
        &[("TZ", "UTC")],
        &[("TZ", "Asia/Shanghai")],
        &[("TZ", "America/New_York")],
        &[("LANG", "en_US.UTF-8")],
        &[("LC_ALL", "zh_CN.GB18030")],
        &[("RAYON_NUM_THREADS", "1")],
        &[("RAYON_NUM_THREADS", "2")],
        &[("RAYON_NUM_THREADS", "7"), ("TZ", "Pacific/Kiritimati")],
    ];
    for setting in settings {
        let project = big();
        let actual = built(program(project.root()).envs(setting.iter().copied()), &project);
        assert!(actual == expected, "{setting:?}: {:?}", differ(&actual, &expected));
    }
}

#[test]
fn the_same_bytes_whatever_the_order_of_files() {
    let first = big();
    let expected = built(&mut program(first.root()), &first);
    let second = Project::empty();
    let files: Vec<(String, Vec<u8>)> =
        tree(first.root()).into_iter().filter(|(path, _)| path.starts_with("content/")).collect();
    for (path, bytes) in files.iter().rev() {
        second.write_bytes(path, bytes);
    }
    let actual = built(&mut program(second.root()), &second);
    assert!(actual == expected, "{:?}", differ(&actual, &expected));
}

#[cfg(unix)]
#[test]
fn the_same_bytes_and_rights_whatever_the_mask() {
    let first = big();
    let expected = built(&mut program(first.root()), &first);
    let second = big();
    let binary = env!("CARGO_BIN_EXE_gongsheng");
    let script = format!("umask 077 && exec '{binary}' build --now '{}'", NOW[1]);
    let output = Command::new("sh").args(["-c", &script]).current_dir(second.root()).output().unwrap();
    assert_eq!(status(&output), 0, "{}", err(&output));
    let actual = tree(&second.site());
    assert!(actual == expected, "{:?}", differ(&actual, &expected));
}

#[test]
fn nothing_of_this_machine_is_in_the_site() {
    let project = big();
    let all = built(&mut program(project.root()), &project);
    let root = project.root().to_str().unwrap().as_bytes();
    for (path, bytes) in all {
        assert!(!bytes.windows(root.len()).any(|part| part == root), "{path}");
    }
}

#[test]
fn building_again_writes_nothing() {
    let project = big();
    built(&mut program(project.root()), &project);
    let output = run(project.root(), &["build", NOW[0], NOW[1]]);
    assert!(out(&output).contains("这次写了0个，删了0个"), "{}", out(&output));
}

fn differ<'a>(one: &'a Tree, other: &'a Tree) -> Vec<&'a String> {
    one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).collect()
}
