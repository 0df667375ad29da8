//! Whether a text is prose: where it begins behind its marks, and whether that is Chinese.

use super::cjk::{is_cjk, is_shared_mark};
use super::reserved;

/// A line without the marks and blanks that stand before its text.
pub(super) fn bare(line: &str) -> &str {
    line.trim_start_matches(is_markup)
}

pub(super) fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | ' ' | '\t' | '\u{a0}' | '\u{2003}' | '\u{3000}') || reserved::meaning(c).is_some()
}

/// Whether a text that stands after a bullet makes an item of it.
pub(super) fn begins_text(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) || !text.is_empty() && begins_chinese(text)
}

/// Whether a text begins with Chinese, whatever marks are before it.
pub(super) fn begins_chinese(text: &str) -> bool {
    let mut chars = text.chars().filter(|&c| !is_shared_mark(c) && c != '*' && reserved::meaning(c).is_none());
    chars.next().is_some_and(is_cjk)
}

/// Whether an indented block is prose: a line of it begins with Chinese, or most of it is.
pub(super) fn is_chinese_prose(text: &str) -> bool {
    let begins = |line: &str| without_marks(line.trim_start()).starts_with(is_cjk);
    let chinese = text.chars().filter(|&c| is_cjk(c)).count();
    chinese > 0 && (text.lines().any(begins) || chinese >= text.chars().filter(char::is_ascii_graphic).count())
}

/// A line without the marks that text may begin with.
pub(super) fn without_marks(line: &str) -> &str {
    line.trim_start_matches(|c| is_shared_mark(c) || matches!(c, '*' | '_' | '~' | '['))
}
