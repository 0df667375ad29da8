//! Random texts through the whole line: `cargo bench --bench fuzz -- MINUTES` (one, where none is said).
//!
//! Posts, rankings and site.yaml are put together from pieces that break parsers; each batch is read, parsed,
//! assembled and rendered as page, feed and WeChat article. Counted are the inputs, panics (the first one
//! ends the run) and outputs in which anything could run in a reader's browser, found by an HTML parser.
//! Seeded: the same run tries the same texts. At the end, the time that the pathological inputs take.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, measures and prints")]

use gongsheng::output::Bytes;
use gongsheng::{Clock, Request, prepare};
use scraper::Html;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// xorshift64*: a few lines that give the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn of<'a>(&mut self, parts: &[&'a str], most: usize) -> String {
        let count = self.below(most + 1);
        (0..count).map(|_| parts[self.below(parts.len())]).collect::<Vec<&'a str>>().concat()
    }
}

const HEADS: &[&str] = &[
    "标题",
    "日期",
    "标签",
    "：",
    ":",
    ": ",
    "\n",
    "\n",
    "\n  ",
    "\n- ",
    "- ",
    "　",
    "\t",
    "\u{a0}",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "，",
    ",",
    "、",
    "#",
    "|",
    ">",
    "&a",
    "*a",
    "!x",
    "---",
    "———",
    "2017-3-8",
    "3月8日（周三）",
    "13:50",
    "是",
    "第7讲",
    "开始",
    "放票",
    "渠道",
    "名称",
    "数量",
    "1000套",
    "编号",
    "网页名",
    "../x",
    "%2e%2e",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=x>",
    "javascript:x",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\r",
    "🎉",
    "；）",
    "一百",
    ".nan",
    "1e999",
    "13900001234",
    "附件",
    "文件",
    "封面",
];

const BODIES: &[&str] = &[
    "汉字",
    "正文。",
    " ",
    "\n",
    "\n\n",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "`",
    "```",
    "“",
    "”",
    "（",
    "）",
    "，",
    "：",
    "《",
    "》",
    "#",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!提示]\n> ",
    "> [!问答] ",
    "> [!进展] 2017-3-8\n> ",
    "|",
    "| --- |",
    "\n---\n",
    "[^1]",
    "[^1]: ",
    "[",
    "](",
    ")",
    "![",
    "<",
    ">",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=\"javascript:alert(1)\">",
    "</a>",
    "<style>*{}</style>",
    "<iframe src=x>",
    "<math><annotation-xml>",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<br>",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>1</script>)",
    "[x](java\tscript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n",
    "[x][x]",
    "](/u '\"><script>')",
    "```\"><script>\n",
    "{{ 7*7 }}",
    "{% raw %}",
    "]]>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "\u{0}",
    "\u{fdd0}",
    "\u{e000}",
    "\u{fffe}",
    "\t",
    "    ",
    "　　",
    "\\",
    "https://a.cn/x，",
    "www.a.cn",
    "😀",
    "a",
    "5*3",
];

const ROWS: &[&str] = &[
    "条目:\n",
    "  - 账号: ",
    "甲",
    "（微博）",
    "(服务号)",
    "订阅号",
    "\n",
    "    得分: ",
    "98.5",
    ".nan",
    "1e999",
    "一百",
    "-3",
    "    主办单位: ",
    "<script>alert(1)</script>",
    "    上期: ",
    "3",
    "第3",
    "分组:\n",
    "  - 标题: ",
    "方式: 评分\n",
    "方式: 名单\n",
    "并列: 1,1,2\n",
    "[]",
    "{}",
    "    链接: ",
    "javascript:alert(1)",
    "https://a.cn/\"><script>",
    "    数据: {阅读数: 1, 点赞: x}\n",
    "\t",
    "：",
    "，",
    "\"",
    "'",
    "- ",
];

const BATCH: usize = 60;

fn main() {
    let minutes = std::env::args().filter_map(|arg| arg.parse::<f64>().ok()).next().unwrap_or(1.0);
    let limit = Duration::from_secs_f64(minutes * 60.0);
    let folder = tempfile::TempDir::new().expect("a folder for the texts");
    let (start, mut random, mut inputs, mut outputs, mut live) =
        (Instant::now(), Random(0x5eed), 0usize, 0usize, 0usize);
    while start.elapsed() < limit {
        inputs += write_batch(folder.path(), &mut random);
        let (made, found) = render(folder.path());
        outputs += made;
        live += found;
    }
    let took = start.elapsed().as_secs_f64() / 60.0;
    println!(
        "{inputs} inputs in {took:.1} minutes: 0 panics, {outputs} outputs, {live} of them with something that runs"
    );
    pathological(folder.path());
}

/// Sixty posts, events, releases and rankings with random text. Some heads are sound, so that their bodies
/// reach a reader.
fn write_batch(root: &Path, random: &mut Random) -> usize {
    let content = root.join("content");
    let _ = fs::remove_dir_all(&content);
    for folder in ["posts", "events", "tickets", "rankings"] {
        fs::create_dir_all(content.join(folder)).expect("a folder");
    }
    fs::write(content.join("site.yaml"), "名称: 县\n网址: https://a.example.cn\n").expect("site.yaml");
    for number in 0..BATCH {
        let sound = format!(
            "标题: {}篇{number}\n编号: {number}\n日期: 2017-3-1\n网页名: n{number}\n",
            random.of(BODIES, 4).replace(['\n', '\r'], " ")
        );
        let (folder, ending, text) = match number % 6 {
            0 => ("posts", "md", format!("---\n{}\n---\n{}", random.of(HEADS, 40), random.of(BODIES, 40))),
            1 => (
                "events",
                "md",
                format!(
                    "---\n{sound}开始: 2017-3-22 13:50\n地点: {}\n---\n{}",
                    random.of(HEADS, 3).replace(['\n', '\r'], " "),
                    random.of(BODIES, 60)
                ),
            ),
            2 => (
                "tickets",
                "md",
                format!(
                    "---\n{sound}票种: 票\n放票: 2017-3-8 10:00\n{}\n---\n{}",
                    random.of(HEADS, 12),
                    random.of(BODIES, 40)
                ),
            ),
            3 => ("rankings", "yaml", format!("{sound}{}", random.of(ROWS, 40))),
            _ => ("posts", "md", format!("---\n{sound}---\n\n{}", random.of(BODIES, 120))),
        };
        fs::write(content.join(folder).join(format!("n{number}.{ending}")), text).expect("a text");
    }
    BATCH
}

fn render(root: &Path) -> (usize, usize) {
    let request = Request {
        root,
        base_url: None,
        now: Clock::Said("2017-3-9 12:00".into()),
        strict: false,
        cache: None,
        preview: None,
    };
    let prepared = prepare(&request);
    let (mut outputs, mut live) = (0, 0);
    for artifact in &prepared.artifacts {
        let Bytes::Made(make) = &artifact.bytes else { continue };
        let Ok(bytes) = make(&prepared.theme) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        outputs += 1;
        let texts = if artifact.path.ends_with(".html") {
            vec![text]
        } else if artifact.path.ends_with("feed.xml") {
            // A reader takes what is inside for HTML.
            match roxmltree::Document::parse(&text) {
                Ok(document) => {
                    let html = ["description", "encoded"];
                    let taken = document.descendants().filter(|node| html.contains(&node.tag_name().name()));
                    taken.filter_map(|node| node.text()).map(str::to_owned).collect()
                }
                Err(error) => {
                    println!("{}: not well-formed: {error}", artifact.path);
                    live += 1;
                    Vec::new()
                }
            }
        } else {
            Vec::new()
        };
        for text in texts {
            if let Some(what) = runs(&text) {
                println!("{}: {what}", artifact.path);
                live += 1;
            }
        }
    }
    (outputs, live)
}

/// What in an HTML text could run, beside the theme's own script.
fn runs(text: &str) -> Option<String> {
    let page = Html::parse_document(text);
    for node in page.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        let name = element.name();
        if ["iframe", "object", "embed", "base", "form", "math", "video", "audio"].contains(&name) {
            return Some(format!("<{name}>"));
        }
        // Bars and QR codes are drawings of rectangles and paths.
        let drawn = ["rect", "path"];
        let inside =
            |parent: &str| node.parent().and_then(|node| node.value().as_element()?.name().into()) == Some(parent);
        if inside("svg") && !drawn.contains(&name) {
            return Some(format!("<svg><{name}>"));
        }
        if name == "script" && !scraper::ElementRef::wrap(node).is_some_and(|script| is_ours(&script)) {
            return Some("<script>".to_owned());
        }
        for (attribute, value) in element.attrs() {
            let value: String =
                value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
            let scheme = ["javascript:", "data:", "vbscript:"].iter().any(|scheme| value.starts_with(scheme));
            if attribute.starts_with("on") || (scheme && ["href", "src", "action"].contains(&attribute)) {
                return Some(format!("<{name} {attribute}>"));
            }
        }
    }
    None
}

/// Whether a script is one of the theme's, or data that no browser runs: JSON, whole.
fn is_ours(script: &scraper::ElementRef<'_>) -> bool {
    let ours = ["site", "ranking", "copy", "embed-frame"].map(|name| format!("/assets/{name}."));
    let text = script.text().collect::<String>();
    match script.value().attr("src") {
        Some(src) => text.is_empty() && ours.iter().any(|ours| src.starts_with(ours)),
        None => {
            script.value().attr("type") == Some("application/ld+json")
                && serde_json::from_str::<serde_json::Value>(&text).is_ok()
        }
    }
}

fn pathological(root: &Path) {
    let head = "---\n标题: 一\n日期: 2017-3-1\n---\n\n";
    let cases: [(&str, String); 9] = [
        ("50,000 >", format!("{head}{}字", ">".repeat(50_000))),
        ("10,000 nested lists", format!("{head}{}字", "- ".repeat(10_000))),
        ("a table of 200 kB in one line", format!("{head}|{}\n|{}\n", "甲|".repeat(50_000), "---|".repeat(50_000))),
        ("4 MB of emphasis", format!("{head}{}", "**甲*“".repeat(400_000))),
        ("6 MB", format!("{head}{}", "汉".repeat(2_000_000))),
        ("200,000 [", format!("{head}{}", "[".repeat(200_000))),
        (
            "10,000 levels of indentation",
            format!(
                "---\n标题: 一\n{}---\n",
                (0..10_000).map(|n| format!("{}a:\n", " ".repeat(n % 2_000))).collect::<String>()
            ),
        ),
        (
            "an alias bomb",
            format!(
                "---\n标题: 一\n日期: 2017-3-1\na: &a [x,x]\n{}---\n",
                (0..30).map(|n| format!("b{n}: [*a,*a]\n")).collect::<String>()
            ),
        ),
        ("a line of 1 MB in the head", format!("---\n标题: {}\n日期: 2017-3-1\n---\n", "长".repeat(350_000))),
    ];
    for (name, text) in cases {
        write_batch(root, &mut Random(1));
        let _ = fs::remove_dir_all(root.join("content/posts"));
        fs::create_dir_all(root.join("content/posts")).expect("a folder");
        for folder in ["events", "tickets", "rankings"] {
            let _ = fs::remove_dir_all(root.join("content").join(folder));
        }
        fs::write(root.join("content/posts/x.md"), text).expect("a text");
        let start = Instant::now();
        render(root);
        println!("  {name}: {:.0?}", start.elapsed());
    }
}
