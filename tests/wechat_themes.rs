//! Themes. Those from elsewhere, unchanged: in each dialect every declaration of a theme that uses all of its
//! selectors holds for something in an article that contains everything, or is told as dropped. Every article
//! of the demo keeps the platform's rules in every theme, and is legible in the light and in the dark.
//!
//! With `GONGSHENG_PROOFS=folder` pages are written for a browser to compare (`.ci/browser/themes.mjs`).
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::config::ArticleLook;
use gongsheng::output::wechat::rules::{self, Profile};
use gongsheng::output::wechat::tree::{Data, NodeId, Tree};
use gongsheng::output::wechat::{ArticleTheme, Dialect, Source, dark, sheets};
use gongsheng::{Clock, Request, prepare};
use std::collections::BTreeSet;
use std::fs;
use support::{Project, repository, said};

const EVERYTHING: &str = include_str!("fixtures/wechat-themes/everything.md");

/// A folder with an article that contains everything, a picture and a notice.
fn project() -> Project {
    let project = Project::with(&[
        ("content/posts/2026-3-1-all.md", EVERYTHING),
        (
            "content/events/2026-3-1-class.md",
            "---\n标题: 手工课\n日期: 2026-3-1\n开始: 2026-3-22 13:50\n地点: 职工之家\n---\n\n欢迎。\n",
        ),
    ]);
    let png = fs::read(repository().join("content/images/到培训点的路.png")).unwrap();
    for name in ["a", "b", "c", "d"] {
        project.write_bytes(&format!("content/posts/{name}.png"), &png);
    }
    project
}

fn sources(project: &Project) -> Vec<Source> {
    let now = Clock::Said("2026-11-21 12:00".to_owned());
    let prepared =
        prepare(&Request { root: project.root(), base_url: None, now, strict: false, cache: None, preview: None });
    assert!(prepared.diagnostics.iter().all(|told| !told.is_error()), "{:?}", prepared.diagnostics);
    prepared.site.entries.iter().map(|placed| Source::of(&prepared.site, placed)).collect()
}

fn theme(name: &str) -> (ArticleTheme, String) {
    let text = fs::read_to_string(repository().join(format!("tests/fixtures/wechat-themes/{name}.css"))).unwrap();
    (ArticleTheme::new(name, &text), text)
}

/// The declarations of a theme as a plain reader finds them: what stands between `{` or `;` and `;` or `}`.
fn declarations(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut at) = (0, 0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").unwrap() + 2;
            start = at;
            continue;
        }
        let c = rest.chars().next().unwrap();
        match c {
            '"' => at += 1 + rest[1..].find('"').unwrap(),
            '(' => at += rest.find(')').unwrap().min(rest.find(";}").unwrap_or(rest.len())),
            '{' => (depth, start) = (depth + 1, at + 1),
            ';' | '}' => {
                let piece = &text[start..at];
                let from = start + (piece.len() - piece.trim_start().len());
                if depth == 1 && !piece.trim().is_empty() {
                    found.push((from, start + piece.trim_end().len()));
                }
                depth -= usize::from(c == '}');
                start = at + 1;
            }
            _ => {}
        }
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

#[test]
fn nothing_in_a_theme_from_elsewhere_is_lost_without_a_word() {
    let project = project();
    let sources = sources(&project);
    for (name, dialect) in [("mdnice", Dialect::Mdnice), ("wenyan", Dialect::Wenyan), ("doocs", Dialect::Doocs)] {
        let (theme, text) = theme(name);
        assert_eq!(theme.dialect, dialect);
        let held: BTreeSet<usize> = sources.iter().flat_map(|source| source.held(&theme)).map(|(at, _)| at).collect();
        let told = theme.dropped();
        let all = declarations(&text);
        assert!(all.len() > 100, "{name}: {}", all.len());
        let lost: Vec<&str> = all
            .iter()
            .filter(|(from, to)| {
                !held.contains(from)
                    && !told.iter().any(|dropped| {
                        dropped.span.start == *from || (dropped.span.start < *to && dropped.span.end > *from)
                    })
                    // A rule whose selector matches nothing is told at its selector.
                    && !told.iter().any(|dropped| {
                        dropped.span.end < *from && !text[dropped.span.end..*from].contains('}')
                            && (text[dropped.span.clone()] == dropped.selector
                                || text[dropped.span.clone()].starts_with('@'))
                    })
            })
            .map(|(from, to)| &text[*from..*to])
            .collect();
        assert!(lost.is_empty(), "{name}: {lost:#?}");
    }
}

/// The themes of a folder of the repository: each with its text.
fn themes(folder: &str) -> Vec<(ArticleTheme, String)> {
    let mut paths: Vec<_> =
        fs::read_dir(repository().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "css"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        (ArticleTheme::new(path.file_stem().unwrap().to_str().unwrap(), &text), text)
    };
    paths.iter().map(read).collect()
}

/// Our own, and those from elsewhere.
fn all_themes() -> Vec<(ArticleTheme, String)> {
    let mut all = themes("templates/wechat/themes");
    assert_eq!(all.len(), 4);
    all.extend(themes("tests/fixtures/wechat-themes"));
    all
}

/// The demo's articles by their addresses, and the one that contains everything.
fn articles() -> Vec<(String, Source)> {
    let now = || Clock::Said("2026-11-21 12:00".to_owned());
    let demo = prepare(&Request {
        root: &repository(),
        base_url: None,
        now: now(),
        strict: false,
        cache: None,
        preview: None,
    });
    let mut all: Vec<_> =
        demo.site.entries.iter().map(|placed| (placed.address.clone(), Source::of(&demo.site, placed))).collect();
    let project = project();
    let made = prepare(&Request {
        root: project.root(),
        base_url: None,
        now: now(),
        strict: false,
        cache: None,
        preview: None,
    });
    all.extend(
        made.site.entries.iter().map(|placed| (format!("made/{}", placed.address), Source::of(&made.site, placed))),
    );
    all
}

#[test]
fn every_article_keeps_the_rules_and_is_legible_in_every_theme() {
    let themes: Vec<_> = all_themes().into_iter().map(|(theme, _)| theme).collect();
    are_fine_and_legible(&articles(), &themes);
}

#[test]
fn whatever_colour_is_asked_for_every_article_is_legible_in_it() {
    let mut themes = themes("templates/wechat/themes");
    themes.push(theme("doocs"));
    let articles = articles();
    // A pale yellow, a dark blue, a middling grey and green, black and white.
    for colour in ["#fff59d", "#0b1f5c", "#808080", "#07c160", "#000", "#fff"] {
        let look = ArticleLook { colour: Some(colour.to_owned()), size: Some(15), indent: true };
        let asked = themes.iter().map(|(theme, text)| ArticleTheme::looking(&theme.name, text, &look));
        are_fine_and_legible(&articles, &asked.collect::<Vec<_>>());
    }
}

/// Wants every article to keep the rules and to be legible in each of these themes.
fn are_fine_and_legible(articles: &[(String, Source)], themes: &[ArticleTheme]) {
    let mut wrong = Vec::new();
    for theme in themes {
        for (address, source) in articles {
            let tree = source.finished(theme);
            let told = rules::check(&tree, Profile::Paste);
            wrong.extend(told.iter().map(|one| format!("{} {address}: {}: {}", theme.name, one.rule, one.what.en)));
            let contrasts = dark::contrasts(&tree);
            for seen in contrasts.iter().filter(|seen| seen.ratio.min(seen.dark_ratio) < 4.5) {
                wrong.push(format!(
                    "{} {address}: {} on {} {:.2}, in the dark {} on {} {:.2}",
                    theme.name, seen.text, seen.behind, seen.ratio, seen.dark_text, seen.dark_behind, seen.dark_ratio
                ));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn a_theme_whose_colours_are_not_legible_in_the_dark_is_told_with_the_colours_that_it_says() {
    let project = Project::with(&[
        ("content/site.yaml", "名称: 县总工会\n网址: https://a.example.cn\n微信:\n  样式: pale\n"),
        ("content/posts/a.md", "---\n标题: 甲\n日期: 2017-3-1\n---\n\n正文。\n\n再说一段。\n"),
        ("content/posts/b.md", "---\n标题: 乙\n日期: 2017-3-1\n---\n\n正文。\n"),
        ("templates/wechat/themes/pale.css", "#nice p { color: #7a4b8f }\n"),
    ]);
    let built = project.build();
    let told: Vec<_> = built.diagnostics.iter().filter(|told| told.code.id == "wechat-contrast").collect();
    assert_eq!(told.len(), 1, "{}", said(&built.diagnostics));
    assert!(!told[0].is_error() && built.changes.is_some());
    assert_eq!(&*told[0].place.as_ref().unwrap().file, "templates/wechat/themes/pale.css");
    assert_eq!(
        told[0].message.zh,
        "推文样式“pale”：字的颜色#7a4b8f在深色模式下看不清：底色变成#191919，对比度只有2.7，至少要4.5（2篇）"
    );
}

/// Articles that a browser compares and shows: one of each kind, and what the demo has of each part.
const PROVED: &[&str] = &[
    "made/posts/all/",
    "posts/micro-wishes/",
    "posts/safety-team/",
    "posts/winter-guide-2026/",
    "events/craft-08/",
    "events/winter-chorus-2026/",
    "tickets/hotspring-2017/",
    "rankings/2017-03-townships/",
];

#[test]
fn pages_are_written_for_a_browser_to_compare() {
    let Some(folder) = std::env::var_os("GONGSHENG_PROOFS").map(std::path::PathBuf::from) else { return };
    fs::create_dir_all(&folder).unwrap();
    let articles = articles();
    for (theme, text) in all_themes() {
        let (below, above) = sheets(theme.dialect);
        let mut pages = Vec::new();
        for (address, source) in articles.iter().filter(|(address, _)| PROVED.contains(&address.as_str())) {
            let (document, fragment) = source.proof(&theme);
            let finished = source.finished(&theme);
            pages.push(serde_json::json!({
                "address": address, "document": document, "fragment": fragment,
                "light": html(&finished), "dark": html(&dark::darkened(&finished)),
            }));
        }
        assert!(pages.len() >= 6, "{}", pages.len());
        let own = theme.dialect == Dialect::Own;
        let page = serde_json::json!({
            "name": theme.name, "own": own, "below": below, "theme": without(&text, &theme), "above": above, "pages": pages,
        });
        fs::write(folder.join(format!("{}.json", theme.name)), page.to_string()).unwrap();
    }
}

/// A theme without those of its declarations that are told as dropped.
fn without(text: &str, theme: &ArticleTheme) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for dropped in theme.dropped() {
        let told = &text[dropped.span.clone()];
        // A margin is taken back by the platform's own sheet, and only from two of the sides.
        if told != dropped.selector && !told.starts_with(['@', 'm']) && told.contains(':') {
            bytes[dropped.span.clone()].fill(b' ');
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A tree as HTML.
fn html(tree: &Tree) -> String {
    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\u{a0}', "&nbsp;")
    }
    fn node(tree: &Tree, id: NodeId, out: &mut String) {
        match &tree.get(id).data {
            Data::Text(text) => out.push_str(&escaped(text)),
            Data::Element(element) => {
                let style: Vec<_> = element.style.iter().map(|(name, value)| format!("{name}:{value}")).collect();
                out.push_str(&format!("<{} style=\"{}\"", element.tag, escaped(&style.join(";"))));
                element
                    .attributes
                    .iter()
                    .for_each(|(name, value)| out.push_str(&format!(" {name}=\"{}\"", escaped(value))));
                out.push('>');
                if !matches!(&*element.tag, "br" | "hr" | "img") {
                    tree.children(id).for_each(|child| node(tree, child, out));
                    out.push_str(&format!("</{}>", element.tag));
                }
            }
        }
    }
    let mut out = String::new();
    node(tree, tree.root().unwrap(), &mut out);
    out
}
