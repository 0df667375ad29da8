//! White space as people type it, and how Chinese lines are joined.

use crate::letters::{is_common_han, is_unseen};

/// What is taken for a space: it is seen as one, or not seen at all. Control characters are not.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
        || is_unseen(c)
}

/// A space that YAML does not know, or knows only at other places.
pub(super) fn is_odd(c: char) -> bool {
    c != ' ' && is_space(c)
}

/// What a person calls it: 中文, English.
pub(super) fn name(c: char) -> (&'static str, &'static str) {
    match c {
        '\t' => ("制表符（Tab）", "a tab"),
        '\u{3000}' => ("全角空格", "a full-width space"),
        '\u{a0}' | '\u{202f}' => ("不换行空格", "a no-break space"),
        c if is_unseen(c) => ("看不见的字符", "a character that cannot be seen"),
        _ => ("特殊空格", "an odd space"),
    }
}

/// The column after a space, as an editor shows it.
pub(super) fn column_after(column: usize, c: char) -> usize {
    const TAB: usize = 4;
    match c {
        '\t' => (column / TAB + 1) * TAB,
        '\u{3000}' => column + 2,
        c if is_unseen(c) => column,
        _ => column + 1,
    }
}

/// What stands between two lines that become one: nothing between Chinese characters, else a space.
pub(super) fn glue(before: Option<char>, after: Option<char>) -> &'static str {
    match (before, after) {
        (Some(a), Some(b)) if is_chinese(a) && is_chinese(b) => "",
        (None, _) | (_, None) => "",
        _ => " ",
    }
}

/// Appends the next line of a folded text.
pub(super) fn fold(out: &mut String, next: &str) {
    let between = if out.ends_with('\n') { "" } else { glue(out.chars().next_back(), next.chars().next()) };
    out.push_str(between);
    out.push_str(next);
}

/// Characters that are set without spaces: 汉字, kana, and Chinese punctuation.
fn is_chinese(c: char) -> bool {
    is_common_han(c)
        || matches!(c,
        '\u{2e80}'..='\u{312f}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_lines_are_joined_without_a_space_and_english_ones_with_one() {
        for (a, b, joined) in [
            ("五一", "劳动", "五一劳动"),
            ("五一，", "劳动", "五一，劳动"),
            ("May", "Day", "May Day"),
            ("五一", "May", "五一 May"),
            ("段\n", "落", "段\n落"),
            ("", "劳动", "劳动"),
        ] {
            let mut out = a.to_owned();
            fold(&mut out, b);
            assert_eq!(out, joined);
        }
    }

    #[test]
    fn control_characters_are_no_spaces() {
        assert!([' ', '\t', '\u{a0}', '\u{3000}', '\u{feff}'].into_iter().all(is_space));
        assert!(!['\0', '\u{b}', '\u{c}', '\u{85}', '\n', '五'].into_iter().any(is_space));
    }
}
