//! Each row of the rules, from what is typed to the tree.

mod amendment;
mod bounds;
mod lines;
mod quotes;
mod show;
mod slips;
mod tables;

use super::{Parsed, parse};
use crate::diagnostic::Text;
use show::show;

/// The tree of a body, in short.
fn tree(body: &str) -> String {
    show(&read(body).document)
}

fn read(body: &str) -> Parsed {
    parse(&Text::new("content/posts/a.md", body), 0..body.len())
}

/// What is told of a body: code, line and column, the text that is marked.
fn told(body: &str) -> Vec<String> {
    let diagnostics = read(body).diagnostics;
    let place = |d: &crate::diagnostic::Diagnostic| d.place.clone().unwrap();
    diagnostics
        .iter()
        .map(|d| format!("{} {}:{} {}", d.code.id, place(d).line, place(d).column, &body[place(d).span]))
        .collect()
}

/// A body with every mend made.
fn mended(body: &str) -> String {
    let mut out = body.to_owned();
    let mut edits: Vec<_> = read(body).diagnostics.into_iter().filter_map(|d| d.edit).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    for edit in edits {
        out.replace_range(edit.span, &edit.text);
    }
    out
}

/// Asserts what one thing is told as, and that its mend leaves nothing to tell.
#[track_caller]
fn assert_mend(body: &str, code: &str, becomes: &str) {
    let told = told(body);
    assert!(told.iter().all(|told| told.starts_with(code)) && !told.is_empty(), "{body}: {told:?}");
    assert_eq!(mended(body), becomes);
    assert_eq!(read(becomes).diagnostics, [], "{becomes}");
}
