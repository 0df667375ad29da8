//! A text as readers see its numbers: without the marks of Markdown and HTML that may stand between their digits.

use memchr::memmem;
use std::ops::Range;

/// A text without its marks.
pub(super) struct Unmarked {
    pub text: String,
    /// Where each byte of it was typed.
    typed: Vec<usize>,
}

/// What is done with the ends of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// They stay: a column of figures is no number.
    Apart,
    /// They are blanks, as within a paragraph.
    Joined,
}

/// Entities that are blanks; whoever pastes from a page has them between the parts of a number.
const BLANKS: &[&str] = &["&nbsp;", "&#160;", "&#xa0;", "&ensp;", "&emsp;", "&thinsp;"];
/// A tag has no more bytes than this, or it is none.
const TAG_MAX: usize = 80;
/// The address of a link and the mark of a note have no more.
const TARGET_MAX: usize = 1_000;
/// No digit has a longer number, in bytes.
const ENTITY_MAX: usize = 8;
/// What a line may begin with that is none of its text.
const PREFIX: &[char] = &[' ', '\t', '>', '\u{3000}'];

impl Unmarked {
    /// None where the text has no marks.
    pub fn of(text: &str, lines: Lines) -> Option<Unmarked> {
        let is_mark = |c: char| "*_~`\\<&[".contains(c) || lines == Lines::Joined && is_end(c);
        if !text.contains(is_mark) {
            return None;
        }
        let mut unmarked = Unmarked { text: String::with_capacity(text.len()), typed: Vec::with_capacity(text.len()) };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (seen, width) = seen(&text[at..], c, lines);
            if let Some(seen) = seen {
                unmarked.text.push(seen);
                unmarked.typed.extend((0..seen.len_utf8()).map(|byte| at + byte));
            }
            at += width;
        }
        Some(unmarked)
    }

    /// Where a part of it was typed.
    pub fn typed(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let last = self.typed.get(span.end.checked_sub(1)?)?;
        Some(*self.typed.get(span.start)?..last + 1)
    }
}

/// What readers see of what a text begins with, and how long that is.
fn seen(text: &str, first: char, lines: Lines) -> (Option<char>, usize) {
    let up_to = |end: &str, most: usize| {
        let within = text.as_bytes().get(..most).unwrap_or(text.as_bytes());
        memmem::find(within, end.as_bytes()).map(|at| at + end.len())
    };
    let hidden = match first {
        '*' | '_' | '~' | '`' | '\\' => Some(1),
        '<' => up_to(">", TAG_MAX),
        '[' if text.starts_with("[^") => up_to("]", TARGET_MAX),
        '[' => Some(1),
        ']' if text.starts_with("](") => up_to(")", TARGET_MAX),
        _ => None,
    };
    if let Some(width) = hidden {
        return (None, width);
    }
    match first {
        '&' => BLANKS
            .iter()
            .find(|blank| text.starts_with(**blank))
            .map(|blank| (' ', blank.len()))
            .or_else(|| entity(text)),
        c if lines == Lines::Joined && is_end(c) => {
            let next = text.trim_start_matches(is_end);
            Some((' ', text.len() - next.trim_start_matches(PREFIX).len()))
        }
        _ => None,
    }
    .map_or((Some(first), first.len_utf8()), |(seen, width)| (Some(seen), width))
}

/// A digit that is written by its number, `&#48;` or `&#x30;`, and how long that is.
fn entity(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix("&#")?;
    let number = rest.get(..rest.bytes().take(ENTITY_MAX).position(|byte| byte == b';')?)?;
    let value = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let digit = char::from_u32(value.ok()?).filter(char::is_ascii_digit)?;
    Some((digit, "&#;".len() + number.len()))
}

fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_digits_are_left_out_and_the_place_is_kept() {
        let typed = "拨**139**<b>1234</b>&nbsp;56\\78。";
        let unmarked = Unmarked::of(typed, Lines::Apart).unwrap();
        assert_eq!(unmarked.text, "拨1391234 5678。");
        let span = unmarked.typed(&(3..15)).unwrap();
        assert_eq!(&typed[span], "139**<b>1234</b>&nbsp;56\\78");
        assert!(Unmarked::of("拨13912345678。", Lines::Apart).is_none());
    }

    #[test]
    fn links_notes_and_digits_by_number_are_read_through() {
        for (typed, shown) in [
            ("[139](/posts/2017/)1234[^1]5678", "13912345678"),
            ("139&#49;2&#x33;4&#49999999;", "1391234&#49999999;"),
            ("[139] (1)", "139] (1)"),
        ] {
            assert_eq!(Unmarked::of(typed, Lines::Apart).unwrap().text, shown);
        }
    }

    #[test]
    fn the_lines_of_a_paragraph_are_joined_where_that_is_asked() {
        let typed = "> 拨139\r\n>　1234";
        assert!(Unmarked::of(typed, Lines::Apart).is_none());
        let unmarked = Unmarked::of(typed, Lines::Joined).unwrap();
        assert_eq!(unmarked.text, "> 拨139 1234");
        assert_eq!(&typed[unmarked.typed(&(5..13)).unwrap()], "139\r\n>　1234");
    }
}
