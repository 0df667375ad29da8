//! The mark before a list item: `- `, and what people type for it.

use super::space::{is_odd, is_space};
use crate::letters::is_dash;
use std::ops::Range;

/// The mark at the start of a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dash {
    /// The mark itself.
    pub mark: Range<usize>,
    /// Where the item's own text begins.
    pub rest: usize,
    /// How many columns the mark and the spaces behind it take, once they are put right.
    pub width: usize,
    /// Whether it is a hyphen.
    pub hyphen: bool,
    /// Whether a space or nothing follows it.
    pub spaced: bool,
    /// Whether other white space than spaces follows it.
    pub odd: bool,
}

impl Dash {
    /// Whether it is as it should be, but for the kind of space.
    pub(super) fn is_proper(&self) -> bool {
        self.hyphen && self.spaced
    }
}

/// The mark at the start of a line's content. `**bold**`, `——`, `-5` and `--x` are text.
pub(super) fn dash(src: &str, content: Range<usize>) -> Option<Dash> {
    let line = src.get(content.clone())?;
    let mut chars = line.chars();
    let mark = chars.next()?;
    let next = chars.clone().next();
    let spaced = next.is_none_or(is_space);
    let hyphen = mark == '-';
    let wide = !hyphen && is_dash(mark);
    let dot = matches!(mark, '·' | '•' | '●' | '◦' | '▪' | '‧' | '∙' | '・');
    let known = hyphen || wide || dot || (mark == '*' && spaced);
    let doubled = next.is_some_and(|next| next == mark || matches!(next, '-' | '—'));
    if !known || doubled || (!spaced && is_number(chars.as_str())) {
        return None;
    }
    let spaces = chars.as_str().chars().take_while(|&c| is_space(c));
    let (mut bytes, mut column, mut odd) = (mark.len_utf8(), 1, false);
    for c in spaces {
        bytes += c.len_utf8();
        column += 1;
        odd |= is_odd(c);
    }
    let width = if hyphen && spaced && !odd { column } else { 2 };
    let mark = content.start..content.start + mark.len_utf8();
    Some(Dash { mark, rest: content.start + bytes, width, hyphen, spaced, odd })
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_for_a_dash_is_one() {
        for (line, rest) in [
            ("- 五一", "五一"),
            ("-", ""),
            ("-五一", "五一"),
            ("-\t五一", "五一"),
            ("— 五一", "五一"),
            ("– 五一", "五一"),
            ("－五一", "五一"),
            ("· 五一", "五一"),
            ("•五一", "五一"),
            ("* 五一", "五一"),
        ] {
            let dash = dash(line, 0..line.len()).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(line.get(dash.rest..), Some(rest), "{line}");
        }
    }

    #[test]
    fn text_that_begins_like_a_dash_is_text() {
        for line in ["——五一", "—-", "--", "-5", "-3.5%", "*五一*", "**五一**", "五一", ""] {
            assert_eq!(dash(line, 0..line.len()), None, "{line}");
        }
    }
}
