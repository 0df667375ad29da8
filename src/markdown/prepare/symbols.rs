//! Signs of Word's own fonts, Wingdings and Symbol: to everyone else they are boxes. One that a line begins with is a
//! bullet; what another is, only the author knows.

use super::Patch;
use super::dividers::line_start;
use crate::both;
use crate::markdown::cjk::SPACES;
use crate::markdown::codes;
use crate::markdown::lines;
use crate::markdown::prose::begins_text;
use crate::markdown::source::Source;
use crate::markdown::tell::Teller;

/// Whether it is such a sign.
pub(super) fn is_symbol(c: char) -> bool {
    matches!(c, '\u{f020}'..='\u{f0ff}')
}

/// A bullet in its place, or nothing, which is told.
pub(super) fn without(body: &Source<'_>, at: usize, symbol: char, teller: &mut Teller<'_>) -> Patch {
    let patch = |put| Patch { at, cut: symbol.len_utf8(), put };
    let (before, after) = (&body.text[..at], &body.text[at + symbol.len_utf8()..]);
    if is_bullet(before, symbol, after) {
        return patch("•");
    }
    let span = body.span(&(at..at + symbol.len_utf8()));
    let code = u32::from(symbol);
    teller.tell(
        &codes::CHARACTER_REMOVED,
        span,
        both!(
            "这里有一个 Word 符号字体里的符号（U+{code:04X}），读者看到的是方块，已经去掉",
            "a sign of a font of Word (U+{code:04X}), a box to readers, was taken out"
        ),
        |told| {
            told.help(both!(
                "照原稿换成普通的符号，如 □、√、×；没有用就删去",
                "write a usual sign in its place, □, √ or ×, or delete it"
            ))
        },
    );
    let joins = before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    patch(if joins { " " } else { "" })
}

/// Whether a line begins with it, and has no other: boxes to tick are several.
fn is_bullet(before: &str, symbol: char, after: &str) -> bool {
    let line = || lines::first(after);
    line_start(before.trim_end_matches(['\t', '\u{a0}', '\u{3000}'])).is_some()
        && begins_text(line().trim_start_matches(SPACES))
        && !line().contains(symbol)
}
