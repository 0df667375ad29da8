//! The CJK-friendly amendment to CommonMark's emphasis, for `*` and `~~`.
//!
//! CommonMark lets a run of asterisks open or close by what stands on its two sides, a rule made for
//! languages with spaces: `学习**《工会法》**知识` opens nothing, because a letter is before the run and
//! punctuation after it. The amendment: a run with white space on neither side and a Chinese character on
//! one of them can do both. Where pulldown-cmark would see it otherwise, a letter that is not there goes
//! between the run and the punctuation. To be deleted on the day that pulldown-cmark follows the amendment.

use super::dividers::Dividers;
use super::{Patch, ranges, stars};
use crate::letters::is_common_han;
use crate::markdown::cjk::{is_cjk, is_shared_mark, is_wide_mark};
use crate::markdown::masks::hides_digits;
use memchr::memchr;

/// The changes that `*` needs: gaps, and asterisks that are signs or a mask. True if a run has white space on both
/// sides: to the parser it is a part of the text, and not given on its own.
pub(super) fn stars(text: &str, out: &mut Vec<Patch>) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mut loose = false;
    let runs: Vec<Run<'_>> = runs(text, b'*').collect();
    for (run, is_sign) in runs.iter().zip(stars::signs(&runs)) {
        loose |= blank(run.before) && blank(run.after);
        // 5*3*2=30 and 138****1234: one is multiplication, the other hides a number.
        if is_sign || hides_digits(&text[..run.start], run.end - run.start, &text[run.end..]) {
            out.extend((run.start..run.end).map(|at| Patch { at, cut: 1, put: "\u{fdd2}" }));
        } else if !run.is_between(is_common_han) {
            gaps(run, out);
        }
    }
    loose
}

/// The changes that `~` needs: gaps for `~~`, a single one never strikes, neither do two that were typed for a range,
/// and a line across with words in it begins no code.
pub(super) fn tildes(text: &str, out: &mut Vec<Patch>) {
    let tilde = |at| Patch { at, cut: 1, put: "\u{fdd3}" };
    // What stands behind `~~` that strikes, if nothing has ended that yet.
    let mut struck: Option<usize> = None;
    let mut dividers = Dividers::default();
    let mut runs = runs(text, b'~').peekable();
    while let Some(run) = runs.next() {
        match run.end - run.start {
            1 if !run.is_between(char::is_alphanumeric) => out.push(tilde(run.start)),
            2 => {
                let closes = struck.take().is_some_and(|from| ranges::is_one_text(&text[from..run.start]));
                let next = runs.peek().filter(|next| next.end - next.start == 2).map(|next| next.start);
                if !closes && ranges::is_range(text, run.start..run.end, next) {
                    out.extend((run.start..run.end).map(tilde));
                } else {
                    struck = (!closes).then_some(run.end);
                    gaps(&run, out);
                }
            }
            3.. => dividers.part(text, run.start..run.end, out),
            _ => {}
        }
    }
}

fn gaps(run: &Run<'_>, out: &mut Vec<Patch>) {
    let (Some(before), Some(after)) = (run.before, run.after) else { return };
    // A pipe is the edge of a cell, where the parser has rules of its own.
    if before.is_whitespace() || after.is_whitespace() || before == '|' || after == '|' {
        return;
    }
    let (left, right) = (Side::of(before), Side::of(after));
    if left == right && left != Side::Other || !run.is_chinese() {
        return;
    }
    // A run beside this one must still see punctuation there.
    if left != Side::Letter {
        let put = if is_delimiter(before) { "\u{2cfa}\u{fdd0}" } else { "\u{fdd0}" };
        out.push(Patch { at: run.start, cut: 0, put });
    }
    if right != Side::Letter {
        let put = if is_delimiter(after) { "\u{fdd0}\u{2cfa}" } else { "\u{fdd0}" };
        out.push(Patch { at: run.end, cut: 0, put });
    }
}

/// What the parser will take the character beside a run for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A letter or a digit beyond doubt.
    Letter,
    /// Punctuation beyond doubt, whatever its tables are.
    Mark,
    /// Another delimiter, or one or the other.
    Other,
}

impl Side {
    fn of(c: char) -> Side {
        match c {
            c if is_common_han(c) => Side::Letter,
            c if is_delimiter(c) || is_shared_mark(c) => Side::Other,
            c if c.is_ascii_punctuation() || is_wide_mark(c) => Side::Mark,
            c if c.is_alphanumeric() => Side::Letter,
            _ => Side::Other,
        }
    }
}

fn is_delimiter(c: char) -> bool {
    matches!(c, '*' | '_' | '~')
}

/// One or more of the same delimiter.
pub(super) struct Run<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub before: Option<char>,
    pub after: Option<char>,
}

impl<'a> Run<'a> {
    fn new(text: &'a str, start: usize, end: usize) -> Run<'a> {
        let before = text[..start].chars().next_back();
        Run { text, start, end, before, after: text[end..].chars().next() }
    }

    pub fn is_single(&self) -> bool {
        self.end - self.start == 1
    }

    fn is_between(&self, test: fn(char) -> bool) -> bool {
        self.before.is_some_and(test) && self.after.is_some_and(test)
    }

    /// Whether a Chinese character is on either side.
    fn is_chinese(&self) -> bool {
        self.before.is_some_and(is_cjk)
            || self.after.is_some_and(is_cjk)
            || chinese_first(self.text[..self.start].chars().rev())
            || chinese_first(self.text[self.end..].chars())
    }
}

/// The most marks in a row that are looked through for the character that says whose they are.
const MARKS_IN_A_ROW: usize = 8;

/// Whether the first character is Chinese: one that is, or a mark that Chinese shares beside one that is.
fn chinese_first(chars: impl Iterator<Item = char>) -> bool {
    chars
        // A variation selector belongs to the character before it.
        .filter(|c| !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'))
        .take(MARKS_IN_A_ROW)
        .find(|&c| !is_shared_mark(c))
        .is_some_and(is_cjk)
}

/// The runs of a delimiter, without one that a backslash makes text of.
pub(super) fn runs(text: &str, delimiter: u8) -> impl Iterator<Item = Run<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let first = at + memchr(delimiter, bytes.get(at..)?)?;
            let length = bytes[first..].iter().take_while(|&&b| b == delimiter).count();
            let slashes = bytes[..first].iter().rev().take_while(|&&b| b == b'\\').count();
            let start = first + slashes % 2;
            at = first + length;
            if start < at {
                return Some(Run::new(text, start, at));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::reserved::MARK;
    use crate::markdown::source::Source;

    /// The text that is parsed: `^` for a gap, `!` for a mark, `x` for an asterisk or tilde that is one.
    fn shown(text: &str) -> String {
        let mut patches = Vec::new();
        stars(text, &mut patches);
        tildes(text, &mut patches);
        let source = Source::new(text, 0);
        let changed = source.patched(patches);
        changed.text.replace('\u{fdd0}', "^").replace(MARK, "!").replace(['\u{fdd2}', '\u{fdd3}'], "x")
    }

    #[test]
    fn a_gap_goes_where_a_letter_meets_punctuation_across_a_run() {
        assert_eq!(shown("**“重点”**内容"), "**“重点”^**内容");
        assert_eq!(shown("请看**“重点”**内容"), "请看**^“重点”^**内容");
        assert_eq!(shown("想做的事。**所以**"), "想做的事。^**所以**");
        assert_eq!(shown("Go**“初学者”**班"), "Go**^“初学者”^**班");
        assert_eq!(shown("~~（已结束）~~报名"), "~~（已结束）^~~报名");
    }

    #[test]
    fn nothing_is_changed_where_nothing_need_be() {
        for text in ["请**注意**事项", "a **“b”** c", "Go**“b”**c", "**时间:**3月8日", "**重点** a", "a\\*（b"]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_run_beside_another_still_sees_punctuation() {
        assert_eq!(shown("请看**_重点_**内容"), "请看**^!_重点_!^**内容");
        assert_eq!(shown("甲~~**（乙）**~~丙"), "甲~~^!!^**^（乙）^**^!!^~~丙");
    }

    #[test]
    fn an_asterisk_between_digits_is_one() {
        assert_eq!(shown("5*3*2=30"), "5x3x2=30");
        assert_eq!(shown("138****1234"), "138xxxx1234");
        assert_eq!(shown("1381234****，尾号****1234"), "1381234xxxx，尾号xxxx1234");
        assert_eq!(shown("3**4**5"), "3**4**5");
    }

    #[test]
    fn two_tildes_of_a_range_are_two() {
        assert_eq!(shown("8:30~~11:30，14:00~~17:00"), "8:30xx11:30，14:00xx17:00");
        assert_eq!(shown("8:30~~11:30，在~~三楼~~二楼"), "8:30xx11:30，在~~三楼~~二楼");
        assert_eq!(shown("票价~~30~~20元，9~~11点"), "票价~~30~~20元，9xx11点");
    }

    #[test]
    fn a_single_tilde_is_one() {
        assert_eq!(shown("9:00~11:00"), "9:00~11:00");
        assert_eq!(shown("约~5（~6）~，"), "约~5（x6）x，");
    }
}
