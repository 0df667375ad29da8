//! Themes from elsewhere, unchanged: in each dialect every declaration of a theme that uses all of its
//! selectors holds for something in an article that contains everything, or is told as dropped.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::output::wechat::{ArticleTheme, Dialect, Source};
use gongsheng::{Clock, Request, prepare};
use std::collections::BTreeSet;
use std::fs;
use support::{Project, repository};

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
    for name in ["a", "b", "c", "d"] {
        project.write_bytes(&format!("content/posts/{name}.png"), &support::sample::make("png 8x8"));
    }
    project
}

fn sources(project: &Project) -> Vec<Source> {
    let now = Clock::Said("2026-11-21 12:00".to_owned());
    let prepared = prepare(&Request { root: project.root(), base_url: None, now, strict: false, cache: None });
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
