//! The numbers of a text: runs of digits of any look, and what joins them.

use crate::letters::{self, takes_no_room};
use crate::scan::first;
use std::ops::Range;

/// Every digit of a text.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// All digits, as ASCII.
    pub digits: Vec<u8>,
    /// The runs that they stand in, in order.
    pub runs: Vec<Run>,
}

/// A run of digits with nothing between them that can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its digits in [`Numbers::digits`].
    pub digits: Range<usize>,
    /// How it is joined to the run before it.
    pub gap: Option<Gap>,
    /// Whether its digits are drawn as signs: ①, ¹, 1️⃣.
    drawn: bool,
}

/// What people put between the parts of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    /// Several blanks, or a tab: a page shows one.
    Blanks,
    Hyphen,
    Dot,
}

impl Run {
    /// How many digits it has.
    pub fn len(&self) -> usize {
        self.digits.len()
    }
}

impl Numbers {
    /// The numbers of a text.
    pub fn of(text: &str) -> Numbers {
        let mut numbers = Numbers::default();
        // Most of a text is no digit, and this is asked of every one.
        let may_be =
            |byte: u8, next: u8| byte.is_ascii_digit() | is_wide_digit(byte, next) | is_drawn_digit(byte, next);
        let mut from = 0;
        while let Some(found) = first(text.as_bytes().get(from..).unwrap_or_default(), may_be) {
            let found = from + found;
            from = found + 1;
            let at = if text.is_char_boundary(found) { found } else { found.saturating_sub(1) };
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            let Some(digit) = digit(c) else { continue };
            let index = numbers.digits.len();
            numbers.digits.push(digit);
            let end = at + c.len_utf8();
            let drawn = letters::drawn_digit(c).is_some() || is_keycap(text.get(end..).unwrap_or_default());
            // ① counts the number behind it, and ¹ is a note on the one before: neither is a digit of it.
            let last = numbers.runs.last_mut().filter(|run| run.drawn == drawn);
            let between = last.as_ref().and_then(|run| text.get(run.span.end..at));
            match last {
                Some(run) if between.is_some_and(|between| between.chars().all(takes_no_room)) => {
                    run.span.end = end;
                    run.digits.end = index + 1;
                }
                _ => {
                    let gap = between.and_then(gap);
                    numbers.runs.push(Run { span: at..end, digits: index..index + 1, gap, drawn });
                }
            }
        }
        numbers
    }

    /// The digits of some runs that follow one another.
    pub fn digits(&self, runs: Range<usize>) -> &[u8] {
        let runs = self.runs.get(runs).unwrap_or_default();
        match (runs.first(), runs.last()) {
            (Some(first), Some(last)) => self.digits.get(first.digits.start..last.digits.end).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Whether these may be the last two of the three bytes of a full-width digit, U+FF10 to U+FF19. The first two are a
/// full-width comma's too, of which a text is full.
fn is_wide_digit(byte: u8, next: u8) -> bool {
    (byte == 0xbc) & (0x90..=0x99).contains(&next)
}

/// Whether these may be the last two bytes but one of a digit that is drawn as a sign, or the first two of a shorter one.
fn is_drawn_digit(byte: u8, next: u8) -> bool {
    let two = (byte == 0xc2) & ((next == 0xb2) | (next == 0xb3) | (next == 0xb9));
    let three = (byte == 0xe2) & ((next == 0x81) | (next == 0x82) | (next == 0x91) | (next == 0x93));
    let four = (byte == 0x9d) & (next == 0x9f) | (byte == 0x9f) & (next == 0xaf);
    two | three | four
}

/// Whether what follows a digit frames it: 1️⃣.
fn is_keycap(after: &str) -> bool {
    after.strip_prefix('\u{fe0f}').unwrap_or(after).starts_with('\u{20e3}')
}

/// What is dialled before a mobile number: the code of the country, a 0 from another city.
pub(super) const DIALLED_FIRST: &[&str] = &["0086", "86", "0"];

/// A digit as ASCII.
pub(super) fn digit(c: char) -> Option<u8> {
    letters::digit(c)
        .or_else(|| letters::drawn_digit(c))
        .and_then(|value| u8::try_from(value).ok())
        .map(|value| b'0' + value)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
}

/// What joins two runs has no more bytes than this.
pub(super) const GAP_MAX: usize = 16;
/// And no more blanks.
const BLANKS_MAX: usize = 4;

/// What joins two runs: blanks, a dot, or a hyphen with or without blanks around it.
pub(super) fn gap(between: &str) -> Option<Gap> {
    if between.len() > GAP_MAX {
        return None;
    }
    let seen = || between.chars().filter(|&c| !takes_no_room(c));
    let mut marks = seen().filter(|&c| !is_space(c));
    let (mark, others) = (marks.next(), marks.next());
    let blanks = seen().count() - usize::from(mark.is_some());
    match (mark, blanks) {
        _ if others.is_some() || blanks > BLANKS_MAX => None,
        (None, 0) => None,
        (None, 1) if !between.contains('\t') => Some(Gap::Space),
        (None, _) => Some(Gap::Blanks),
        (Some('.' | '．' | '·' | '•'), 0) => Some(Gap::Dot),
        (Some(mark), _) if letters::is_dash(mark) => Some(Gap::Hyphen),
        (Some(_), _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_holds_digits_of_both_widths_and_what_is_not_seen() {
        let numbers = Numbers::of("电话１3\u{200b}8，12");
        assert_eq!(numbers.digits, b"13812");
        assert_eq!(numbers.runs.iter().map(Run::len).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(numbers.runs[0].span, 6..14);
    }

    #[test]
    fn digits_that_are_drawn_are_digits_and_none_of_those_beside_them() {
        let keycaps: String = "138".chars().map(|digit| format!("{digit}\u{fe0f}\u{20e3}")).collect();
        for typed in
            ["①③⑧", "¹³⁸", "₁₃₈", "𝟏𝟑𝟖", "𝟣𝟥𝟪", "\u{1fbf1}\u{1fbf3}\u{1fbf8}", "1\u{20e3}3\u{20e3}8\u{20e3}", &keycaps]
        {
            let numbers = Numbers::of(&format!("束{typed}杯，第2"));
            assert_eq!(numbers.digits, b"1382", "{typed}");
            assert_eq!(numbers.runs.iter().map(Run::len).collect::<Vec<_>>(), [3, 1], "{typed}");
        }
        for beside in ["①138", "1\u{fe0f}\u{20e3}138", "138¹", "138⑤。"] {
            let numbers = Numbers::of(beside);
            assert!(numbers.runs.iter().any(|run| numbers.digits.get(run.digits.clone()) == Some(b"138")), "{beside}");
            assert!(numbers.runs.iter().all(|run| run.gap.is_none()), "{beside}");
        }
    }

    #[test]
    fn what_takes_no_room_divides_no_digits() {
        for c in
            ["\u{fe0f}", "\u{34f}", "\u{2061}", "\u{2064}", "\u{61c}", "\u{180e}", "\u{115f}", "\u{ad}", "\u{e0020}"]
        {
            assert_eq!(Numbers::of(&format!("138{c}00138000")).runs.len(), 1, "{c:?}");
        }
    }

    #[test]
    fn parts_are_joined_by_a_space_a_hyphen_or_a_dot() {
        let gaps = |text| Numbers::of(text).runs[1].gap;
        for hyphen in ["1-2", "1 - 2", "1  -  2", "1－2", "1—2"] {
            assert_eq!(gaps(hyphen), Some(Gap::Hyphen), "{hyphen}");
        }
        assert_eq!(
            (gaps("1 2"), gaps("1\u{3000}2"), gaps("1.2")),
            (Some(Gap::Space), Some(Gap::Space), Some(Gap::Dot))
        );
        for blanks in ["1  2", "1\u{3000}\u{3000}2", "1\u{a0} \u{a0} 2", "1\t2", "1 \t2"] {
            assert_eq!(gaps(blanks), Some(Gap::Blanks), "{blanks}");
        }
        for apart in ["1     2", "1\n2", "1 \n 2", "1，2", "1|2", "1****2", "1:2", "1--2", "1 . 2"] {
            assert_eq!(gaps(apart), None, "{apart}");
        }
    }
}
