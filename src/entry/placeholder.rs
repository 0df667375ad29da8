//! What `new` writes where the body belongs: readers should not get it.

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Text};
use std::ops::Range;

/// The line that stands for a body which is still to be written.
pub const PLACEHOLDER: &str = "在这里写正文。";

/// It stands there still.
pub static PLACEHOLDER_LEFT: Code =
    Code::warning("placeholder-left", "正文还没有写", "the body is still to be written");

/// Tells of it where it begins a line of a body.
pub(super) fn check(text: &Text, body: Range<usize>) -> Option<Diagnostic> {
    let typed = text.text.get(body.clone())?;
    let begins_a_line = |at: usize| {
        let before = typed[..at].trim_end_matches([' ', '\t', '\u{3000}']);
        before.is_empty() || before.ends_with(['\n', '\r'])
    };
    let (at, left) = typed.match_indices(PLACEHOLDER).find(|(at, _)| begins_a_line(*at))?;
    let start = body.start + at;
    let message = both!("正文里还留着“{left}”", "the body still holds “{left}”");
    let help = both!("换成正文；没有别的话要写，就删去这一句", "write the body in its place, or delete it");
    Some(Diagnostic::at(&PLACEHOLDER_LEFT, text.place(start..start + left.len()), message).help(help))
}
