//! Each example of `explain`, built: before is told by its code, after says nothing at all. And the page of
//! codes is what the program says (`ACCEPT=1 cargo test` writes it).
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::codes;
use gongsheng::codes::explain::{EXPLANATIONS, Explanation, Sample, explanation, page};
use gongsheng::diagnostic::{Severity, Text};
use gongsheng::kind::Kind;
use gongsheng::output::wechat::check_html;
use std::fs;
use std::sync::LazyLock;
use support::{Project, accepting, repository, said};

const SITE: &str = "名称: 示例县总工会\n网址: https://a.example.cn\n";
const POST: &str = "---\n标题: 甲\n日期: 2017-3-1\n---\n\n";

/// What the examples link to.
const NEIGHBOURS: &[(&str, &str)] = &[
    ("content/posts/放票.md", "---\n标题: 放票\n日期: 2017-3-1\n标签: 放票\n---\n\n周一放票。\n"),
    ("content/posts/草稿.md", "---\n标题: 安排\n日期: 2017-3-1\n草稿: 是\n---\n\n待定。\n"),
    ("content/posts/报名表.html", "<p>x"),
];

/// And what they show.
const PICTURES: &[(&str, &str)] = &[
    ("content/posts/hotspring.jpg", "jpeg"),
    ("content/posts/集体照.jpg", "jpeg"),
    ("content/posts/会场.jpg", "jpeg"),
    ("content/posts/没传完.jpg", "jpeg cut"),
    ("content/posts/一亿像素.png", "bomb 10000x10000"),
    ("content/posts/全景.jpg", "jpeg"),
    ("content/posts/坏.png", "png 300x200 torn"),
    ("content/posts/截图.png", "png 640x1136"),
    ("content/posts/舞狮.webp", "webp moving"),
    ("content/posts/舞狮.gif", "gif moving"),
    ("content/posts/海报.jpg", "png"),
    ("content/posts/海报.png", "png"),
    ("content/posts/名单.xlsx", "xlsx"),
    ("content/posts/报名表.pdf", "pdf"),
    ("content/posts/没传完.pdf", "pdf cut"),
    ("content/posts/加密.pdf", "pdf locked"),
    ("content/images/修订稿.docx", "docx changes"),
    ("content/images/署名.docx", "docx author"),
    ("content/posts/名单带号码.xlsx", "xlsx people"),
    ("content/posts/材料.rar", "rar"),
];

static MADE: LazyLock<Vec<(&str, Vec<u8>)>> =
    LazyLock::new(|| PICTURES.iter().map(|(path, spec)| (*path, support::sample::make(spec))).collect());

/// The fields that an entry of a kind must have.
fn required(kind: Kind) -> &'static [(&'static str, &'static str)] {
    match kind {
        Kind::Post => &[("标题", "标题: 甲\n"), ("日期", "日期: 2017-3-1\n")],
        Kind::Event => &[("标题", "标题: 甲\n"), ("日期", "日期: 2017-3-1\n"), ("开始", "开始: 2017-3-22\n")],
        Kind::Ticket => &[
            ("标题", "标题: 甲\n"),
            ("日期", "日期: 2017-3-1\n"),
            ("票种", "票种: 温泉票\n"),
            ("放票", "放票: 2017-3-8 10:00\n"),
            ("截止", "截止: 2017-3-12 18:00\n"),
            ("渠道", "渠道:\n  - 名称: 窗口\n    线下: 是\n"),
        ],
        Kind::Ranking => {
            &[("标题", "标题: 甲\n"), ("日期", "日期: 2017-3-1\n"), ("条目", "条目:\n  - 账号: 乙\n    主办单位: 乙\n")]
        }
        Kind::Page => &[("标题", "标题: 甲\n")],
    }
}

/// The project that an example is a piece of; None where it is told in words.
fn project(explained: &Explanation, example: &str) -> Option<Project> {
    // These two are about there being none.
    let without_site = example == explained.before && ["no-content", "no-site-yaml"].contains(&explained.code);
    let example = example.replace('␈', "\u{8}");
    let both = format!("{}\n{}", explained.before, explained.after);
    let lacks = |key: &str, english: &str| !both.contains(key) && !both.contains(english);
    let mut site = SITE.to_owned();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut neighbours = true;
    match explained.sample {
        Sample::Words | Sample::Html => return None,
        Sample::Fields(kind) => {
            let missing =
                required(kind).iter().filter(|(key, _)| lacks(key, if *key == "标题" { "title" } else { key }));
            let fields: String = missing.map(|(_, line)| *line).collect();
            let fields = format!("{fields}{example}\n");
            site.push_str("栏目:\n  - 名称: 法吧\n");
            files.push(match kind {
                Kind::Ranking => ("content/rankings/a.yaml".to_owned(), fields),
                _ => (format!("content/{}/a.md", kind.info().folder), format!("---\n{fields}---\n\n一。\n")),
            });
        }
        Sample::Body => files.push(("content/posts/a.md".to_owned(), format!("{POST}{example}\n"))),
        Sample::File => files.push(("content/posts/a.md".to_owned(), format!("{example}\n"))),
        Sample::Site => {
            let has = |key: &str| example.lines().any(|line| line.starts_with(key));
            let missing = SITE.lines().filter(|line| !has(line.split(':').next().unwrap()));
            site = missing.map(|line| format!("{line}\n")).chain([format!("{example}\n")]).collect();
        }
        Sample::Template => files.push(("templates/web/404.html".to_owned(), example)),
        Sample::Paths => {
            neighbours = false;
            for (at, line) in example.lines().enumerate() {
                let (path, field) = line.split_once("  ").unwrap_or((line, ""));
                let title = if field.contains("标题") { String::new() } else { format!("标题: 第{at}篇\n") };
                let text = match path.ends_with(".md") {
                    true => format!("---\n{title}日期: 2017-3-1\n{field}\n---\n\n一。\n"),
                    false => "x".to_owned(),
                };
                files.push((path.to_owned(), text));
            }
        }
    }
    let project = Project::empty();
    if neighbours {
        NEIGHBOURS.iter().for_each(|(path, text)| project.write(path, text));
        MADE.iter().for_each(|(path, bytes)| project.write_bytes(path, bytes));
    }
    files.iter().for_each(|(path, text)| project.write(path, text));
    if !without_site {
        project.write("content/site.yaml", &site);
    }
    Some(project)
}

#[test]
fn every_code_is_explained_and_no_explanation_lacks_a_code() {
    let codes: Vec<&str> = codes::all().map(|code| code.id).collect();
    let explained: Vec<&str> = EXPLANATIONS.iter().map(|explained| explained.code).collect();
    assert_eq!(explained, codes);
    assert!(codes.iter().all(|code| explanation(code).is_some()));
    assert!(explanation("no-such-code").is_none());
}

#[test]
fn each_example_is_told_before_and_fine_after() {
    let mut wrong = Vec::new();
    let mut built = 0;
    for explained in EXPLANATIONS {
        if explained.sample == Sample::Html {
            built += 1;
            let told = |html: &str| check_html(&Text::new("a.html", html), Severity::Warning);
            let (before, after) = (told(explained.before), told(explained.after));
            if !before.iter().any(|told| told.code.id == explained.code) || !after.is_empty() {
                wrong.push(format!("{}: {}\nafter: {}", explained.code, said(&before), said(&after)));
            }
            continue;
        }
        // Windows cannot have the file of this example.
        if cfg!(windows) && explained.code == "windows-name" {
            continue;
        }
        let Some(before) = project(explained, explained.before) else { continue };
        let Some(after) = project(explained, explained.after) else { continue };
        built += 1;
        let (before, after) = (before.check().diagnostics, after.check().diagnostics);
        if !before.iter().any(|told| told.code.id == explained.code) {
            wrong.push(format!("{}: before is not told by it\n{}", explained.code, said(&before)));
        }
        if !after.is_empty() {
            wrong.push(format!("{}: after is told too\n{}", explained.code, said(&after)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let words = EXPLANATIONS.iter().filter(|explained| explained.sample == Sample::Words).count();
    // Two of them are about two periods of a ranking, two about two builds, four about articles of WeChat: what only a theme does, or only
    // thousands of lines; one is about a style sheet.
    assert!(built + words + 1 >= EXPLANATIONS.len() && words <= 29, "{built} built, {words} in words");
}

#[test]
fn the_page_is_what_the_program_says() {
    let path = repository().join("docs/错误代码.md");
    let there = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if there != page() && accepting() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, page()).unwrap();
        return;
    }
    assert!(there == page(), "docs/错误代码.md is not what the program says (ACCEPT=1 cargo test writes it)");
}
