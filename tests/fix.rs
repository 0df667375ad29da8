//! `fix` on a copy of the demo that was broken on purpose, as hurried people break such files: what can be
//! mended ends at the demo's own bytes, and what cannot stays as it was typed.
//!
//! `cargo test --test fix -- --nocapture` prints what was found, fixed and left.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read, write, print and run")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};
use support::{Project, Tree, said, tree};

/// Well after the last entry of the demo.
const NOW: &str = "2026-11-21 12:00";

fn run(project: &Project, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongsheng"))
        .args(args)
        .current_dir(project.root())
        .env("LANG", "C")
        .env_remove("LC_ALL")
        .output()
        .unwrap()
}

fn content(project: &Project) -> Tree {
    tree(&project.root().join("content"))
}

fn text(tree: &Tree, path: &str) -> String {
    String::from_utf8(tree[path].clone()).unwrap()
}

/// The code, file and line of everything that is told, with how often.
fn told(project: &Project) -> BTreeMap<(String, &'static str), usize> {
    let mut all = BTreeMap::new();
    for told in project.build_at(NOW).diagnostics {
        let file = told.place.as_ref().map_or(String::new(), |place| place.file.to_string());
        *all.entry((file, told.code.id)).or_default() += 1;
    }
    all
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Each line of the fields of an entry, changed.
fn in_fields(text: &str, change: impl Fn(&str) -> String) -> String {
    let end = text.find("\n---\n").unwrap();
    let lines: Vec<String> = text[4..end].split('\n').map(change).collect();
    format!("---\n{}{}", lines.join("\n"), &text[end..])
}

/// The slips of somebody who types in Chinese: what they are, and how they break a file.
type Slip = (&'static str, fn(&str) -> String);

const SLIPS: [Slip; 8] = [
    ("full-width colons", |text| {
        in_fields(text, |line| match line.split_once(": ") {
            Some((key, value)) => format!("{key}：{value}"),
            None => line.strip_suffix(':').map_or(line.to_owned(), |key| format!("{key}：")),
        })
    }),
    ("no space after the colon", |text| in_fields(text, |line| line.replacen(": ", ":", 1))),
    ("spaces before a full-width colon", |text| in_fields(text, |line| line.replacen(": ", " ：", 1))),
    ("U+3000 and U+00A0 for spaces", |text| {
        in_fields(text, |line| {
            let odd = if line.len() % 2 == 0 { ":\u{3000}" } else { ":\u{a0}" };
            if line.contains(": {") || line.contains("- {") { line.to_owned() } else { line.replacen(": ", odd, 1) }
        })
    }),
    ("tabs", |text| {
        in_fields(text, |line| {
            let rest = line.trim_start_matches("  ");
            format!("{}{rest}", "\t".repeat((line.len() - rest.len()) / 2))
        })
    }),
    ("odd dashes", |text| {
        in_fields(text, |line| {
            let rest = line.trim_start();
            let indent = &line[..line.len() - rest.len()];
            rest.strip_prefix("- ").map_or(line.to_owned(), |rest| format!("{indent}－ {rest}"))
        })
    }),
    ("brackets and commas", |text| {
        in_fields(text, |line| match line.split_once(": [") {
            Some((key, list)) if list.contains(", ") => {
                format!("{key}: 【{}", list.replace(", ", "，").replace(']', "】"))
            }
            _ => line.to_owned(),
        })
    }),
    ("half-width punctuation", |text| {
        let start = text.find("\n---\n").unwrap() + 5;
        let mut out = text[..start].to_owned();
        let body: Vec<char> = text[start..].chars().collect();
        for (at, &c) in body.iter().enumerate() {
            let between = at > 0 && is_han(body[at - 1]) && body.get(at + 1).is_some_and(|&c| is_han(c));
            out.push(match c {
                '，' if between => ',',
                '；' if between => ';',
                c => c,
            });
        }
        out
    }),
];

/// Slips that are typed into one file, and what `fix` makes of each.
const TYPED: [(&str, &str); 16] = [
    ("＊＊网上700套＊＊", "**网上700套**"),
    ("__“重点”__内容", "**“重点”**内容"),
    ("**注意 **前面", "**注意**前面"),
    ("新时代,新工会", "新时代，新工会"),
    ("职工(会员)代表", "职工（会员）代表"),
    ("完了。。再说", "完了。再说"),
    ("部里布署了", "部里部署了"),
    ("帐号由工会管", "账号由工会管"),
    ("截止目前", "截至目前"),
    ("《关于印发《工会法》的通知》", "《关于印发〈工会法〉的通知》"),
    ("他说“学习“工会法”知识”。", "他说“学习‘工会法’知识”。"),
    ("王女士13800001234", "王女士138****1234"),
    ("王女士138 0000 1234", "王女士138****1234"),
    ("王女士１３８００００１２３４", "王女士138****1234"),
    ("#小标题", "# 小标题"),
    ("-第一\n-第二", "- 第一\n- 第二"),
];

/// What is not understood, or not certain, and so stays byte for byte; the code of each.
const LEFT: [(&str, &str); 16] = [
    ("1.第一\n2.第二", ""),
    ("<font color=\"red\">红字</font>", "html-removed"),
    ("[坏链接](javascript:alert)", "unsafe-link"),
    ("2017年3月8日（周五）见", "wrong-weekday"),
    ("[没有](没有.md)", "broken-link"),
    ("没有收尾的**粗体", "emphasis-left"),
    ("没有收尾的“引号", "quote-unpaired"),
    ("`帐号,布署` 13x00001234", ""),
    ("```\n帐号,布署。。\n```", ""),
    ("<https://a.example.cn/帐号,布署>", ""),
    ("20171年", "year-unlikely"),
    ("> [!笔记]\n> 不认识的框", "box-unknown"),
    ("第1名：张＊＊（东屏镇）；第2名：李＊＊。", ""),
    ("一等奖：张＊＊（东屏镇）。二等奖：李＊＊（石桥街道）。", ""),
    ("| 姓名 |\n|---|\n| 王＊＊（女）李＊＊ |", ""),
    ("王＊＊获得＊＊一等奖＊＊", "emphasis-full-width"),
];

#[test]
fn a_broken_demo_is_mended_to_the_demo() {
    let demo = Project::demo();
    let original = content(&demo);
    let of_demo = told(&demo);
    let entries: Vec<&String> = original.keys().filter(|path| path.ends_with(".md")).collect();
    println!("{:<36} files lines", "slip");
    for (name, slip) in SLIPS {
        let project = Project::demo();
        let (mut files, mut lines) = (0, 0);
        for path in &entries {
            let before = text(&original, path);
            let broken = slip(&before);
            files += usize::from(before != broken);
            lines += before.lines().zip(broken.lines()).filter(|(one, other)| one != other).count();
            project.write(&format!("content/{path}"), &broken);
        }
        assert!(files > 0, "{name} breaks nothing");
        let shown = run(&project, &["fix"]);
        assert!(shown.status.success());
        let output = run(&project, &["fix", "--yes"]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let after = content(&project);
        println!("{name:<36} {files:>5} {lines:>5}");
        // A tab becomes as many spaces as keep the lines apart, not the two of the demo.
        let shape = |text: String| -> Vec<String> {
            let from = |line: &str| if name == "tabs" { line.trim_start().to_owned() } else { line.to_owned() };
            text.split('\n').map(from).collect()
        };
        for path in original.keys().filter(|path| path.ends_with(".md")) {
            let (is, was) = (shape(text(&after, path)), shape(text(&original, path)));
            let odd: Vec<_> = is.iter().zip(&was).filter(|(one, other)| one != other).collect();
            assert!(is == was, "{name}: content/{path} ends otherwise: {odd:#?}");
        }
        assert_eq!(told(&project), of_demo, "{name}: {}", said(&project.build_at(NOW).diagnostics));
        run(&project, &["fix", "--yes"]);
        assert_eq!(content(&project), after, "{name}, again");
    }
}

#[test]
fn what_is_certain_is_mended_and_the_rest_is_left_as_it_was_typed() {
    let demo = Project::demo();
    let original = content(&demo);
    let of_demo = told(&demo);
    let project = Project::demo();
    let body: Vec<&str> = TYPED.iter().map(|(typed, _)| *typed).chain(LEFT.iter().map(|(typed, _)| *typed)).collect();
    let head = "标题：坏了的一篇\n日期:2017年3月2日\n网页名: broken\n颜色: 红\n下线: 不知道\n\t\n# 注：,,这是注释\n标签：【放票，女职工】";
    project.write("content/posts/broken.md", &format!("---\n{head}\n---\n\n## 开头\n\n{}\n", body.join("\n\n")));
    let before = content(&project);
    let found = told(&project);

    // Shown first, and nothing is written.
    let shown = run(&project, &["fix"]);
    assert_eq!(content(&project), before, "nothing is written without --yes");
    assert!(!String::from_utf8_lossy(&shown.stdout).contains("13800001234"), "what is shown is masked");

    assert!(run(&project, &["fix", "--yes"]).status.success());
    let after = content(&project);
    let mended = text(&after, "posts/broken.md");
    let left = told(&project);
    let count = |all: &BTreeMap<_, usize>| -> usize { all.values().sum() };
    println!("found {} fixed {} left {}", count(&found), count(&found) - count(&left), count(&left));
    for ((file, code), number) in &left {
        println!("left: {file} {code} × {number}");
    }

    let mut wrong = Vec::new();
    for (typed, wanted) in TYPED {
        if !mended.contains(&format!("\n\n{wanted}\n")) {
            wrong.push(format!("“{typed}” should be “{wanted}”"));
        }
    }
    for (typed, _) in LEFT {
        if !mended.contains(&format!("\n\n{typed}\n")) {
            wrong.push(format!("“{typed}” should be as it was"));
        }
    }
    for line in ["颜色: 红", "下线: 不知道", "# 注：,,这是注释"] {
        if !mended.contains(&format!("\n{line}\n")) {
            wrong.push(format!("“{line}” should be as it was"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{mended}", wrong.join("\n"));
    for (path, bytes) in &original {
        assert!(after[path] == *bytes, "{path} is not concerned");
    }

    // What is told of the mended copy is what the demo tells, and what was left.
    let mut wanted = of_demo;
    let broken = || "content/posts/broken.md".to_owned();
    for code in LEFT.iter().map(|(_, code)| *code).chain(["unknown-key", "bad-time"]).filter(|code| !code.is_empty()) {
        *wanted.entry((broken(), code)).or_default() += 1;
    }
    assert_eq!(left, wanted, "{}", said(&project.build_at(NOW).diagnostics));

    // Again, and nothing changes.
    let again = run(&project, &["fix", "--yes"]);
    assert!(again.status.success());
    assert_eq!(content(&project), after);
}

#[test]
fn another_encoding_stays_unless_it_is_asked_for() {
    let path = "content/posts/gbk.md";
    let good = "---\n标题: 五一放假\n日期: 2017-3-1\n---\n\n各单位，新时代，新工会。\n";
    let typed = "---\n标题：五一放假\n日期：2017-3-1\n---\n\n各单位，新时代,新工会。\n";
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(typed.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let plain = encoding_rs::GBK.encode(good).0.into_owned();
    for (what, bytes) in
        [("GBK", encoding_rs::GBK.encode(typed).0.into_owned()), ("UTF-16", wide), ("GBK, right", plain)]
    {
        let project = Project::with(&[]);
        project.write_bytes(path, &bytes);
        let read = || fs::read(project.root().join(path)).unwrap();
        for args in [&["fix"][..], &["fix", "--yes"], &["fix", "--utf8"]] {
            run(&project, args);
            assert_eq!(read(), bytes, "{what}: {args:?}");
        }
        let output = run(&project, &["fix", "--yes", "--utf8"]);
        assert!(output.status.success(), "{what}");
        assert_eq!(String::from_utf8(read()).unwrap(), good, "{what}");
        // What was just done is no longer asked for.
        let all = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(!all.contains("not-utf8"), "{what}: {all}");
        run(&project, &["fix", "--yes", "--utf8"]);
        assert_eq!(String::from_utf8(read()).unwrap(), good, "{what}, again");
        assert!(told(&project).is_empty(), "{what}");
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    for (mark, end) in [("", "\r\n"), ("\u{feff}", "\r\n"), ("\u{feff}", "\n"), ("", "\r")] {
        let lines = |colon: &str, comma: &str| {
            let text = format!("---\n标题{colon}五一\n日期{colon}2017-3-1\n---\n\n新时代{comma}新工会。");
            format!("{mark}{}", text.replace('\n', end))
        };
        let project = Project::with(&[("content/posts/a.md", &lines("：", ","))]);
        assert!(run(&project, &["fix", "--yes"]).status.success());
        assert_eq!(
            fs::read_to_string(project.root().join("content/posts/a.md")).unwrap(),
            lines(": ", "，"),
            "{mark:?} {end:?}"
        );
    }
}

/// `{名称:　公众号}`: within brackets too.
#[test]
fn odd_spaces_within_brackets_are_mended() {
    let post = |space: &str| {
        format!("---\n标题: 甲\n日期: 2017-3-1\n更正:\n  - {{时间:{space}2017-3-2, 内容:{space}改了}}\n---\n\n一。\n")
    };
    for space in ["\u{3000}", "\u{a0}"] {
        let project = Project::with(&[("content/posts/a.md", &post(space))]);
        assert!(run(&project, &["fix", "--yes"]).status.success());
        assert_eq!(fs::read_to_string(project.root().join("content/posts/a.md")).unwrap(), post(" "), "{space:?}");
    }
}

/// A file that is only converted was not “nothing to mend”.
#[test]
fn a_conversion_is_counted() {
    let project = Project::with(&[]);
    let (bytes, _, _) = encoding_rs::GBK.encode("---\n标题: 五一放假\n日期: 2017-3-1\n---\n\n各单位。\n");
    project.write_bytes("content/posts/a.md", &bytes);
    let output = run(&project, &["fix", "--yes", "--utf8"]);
    let all = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!all.contains("没有能确定改法的地方"), "{all}");
}

/// What is written, what is not, and what is promised are three things: `--yes` alone leaves what is not UTF-8.
#[test]
fn what_is_left_in_another_encoding_is_counted_and_said() {
    let post = |comma: &str| format!("---\n标题: 五一\n日期: 2017-3-1\n---\n\n新时代{comma}新工会。\n");
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let said = |files: &[(&str, Vec<u8>)], args: &[&str]| {
        let project = Project::with(&[]);
        for (path, bytes) in files {
            project.write_bytes(path, bytes);
        }
        let output = run(&project, args);
        let last = String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned();
        (last, output.status.code().unwrap())
    };
    let foreign = [("content/posts/a.md", gbk(&post(",")))];
    let all = [
        ("content/posts/a.md", gbk(&post(","))),
        ("content/posts/b.md", post(",").into_bytes()),
        ("content/posts/c.md", gbk(&post("，"))),
    ];
    let promised =
        "1个文件里有1处能确定改法。加 --yes 就写进文件：gongsheng fix --yes；其中1个文件不是 UTF-8，再加 --utf8 才会写";
    assert_eq!(said(&foreign, &["fix"]), (promised.to_owned(), 0));
    let left = "1个文件、1处能确定改法的没有写进去。";
    assert_eq!(said(&foreign, &["fix", "--yes"]), (left.to_owned(), 1));
    let both = format!("改了1个文件，1处。{left}其余的要自己改：gongsheng check");
    assert_eq!(said(&all, &["fix", "--yes"]), (both, 1));
    let promised = "2个文件里有2处能确定改法。1个文件可以改成 UTF-8。加 --yes 就写进文件：gongsheng fix --yes --utf8";
    assert_eq!(said(&all, &["fix", "--utf8"]), (promised.to_owned(), 0));
    let done = "改了2个文件，2处。1个文件改成了 UTF-8。其余的要自己改：gongsheng check";
    assert_eq!(said(&all, &["fix", "--yes", "--utf8"]), (done.to_owned(), 0));
    let fine = [("content/posts/a.md", post("，").into_bytes())];
    assert_eq!(said(&fine, &["fix", "--yes"]), ("没有能确定改法的地方".to_owned(), 0));
}

#[test]
fn nothing_that_turns_a_line_round_reaches_the_terminal() {
    let post = "---\n标题: 五一\n日期: 2017-3-1\n---\n\n布署\u{202e}乙甲\u{7}。\n";
    let project = Project::with(&[("content/posts/a\u{202e}.md", post)]);
    let output = run(&project, &["fix"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("- 布署\u{fffd}乙甲\u{fffd}。") && printed.contains("+ 部署\u{fffd}乙甲。"), "{printed}");
    assert!(printed.contains("posts/a\u{fffd}.md") && !printed.contains(['\u{202e}', '\u{7}']), "{printed}");
}

#[test]
fn what_is_shown_shows_no_part_of_a_number() {
    let name = "content/posts/2026-03-02-13800138000.md";
    let post = "---\n标题: \"电话\\u0031\\u0033800138000布署\"\n日期: 2017-3-1\n---\n\n\
        布署，身份证1101051949\n1231002X，布署\n\n布署 138&shy;0013&shy;8000，布署138\u{2028}0013 8004，共138家\n";
    let project = Project::with(&[(name, post)]);
    for args in [&["fix"][..], &["fix", "--yes"]] {
        let output = run(&project, args);
        let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(printed.contains("部署，身份证**********") && printed.contains("共138家"), "{printed}");
        assert!(printed.contains("2026-03-02-138****8000.md"), "{printed}");
        for part in ["0013", "8004", "1101051949", "1231002", "800138000"] {
            assert!(!printed.contains(part), "{part}: {printed}");
        }
    }
}
