//! A text cut into lines.

use super::space::{column_after, is_odd, is_space};
use crate::diagnostic::ends_of_lines;
use std::ops::Range;

/// One line, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins.
    pub begin: usize,
    /// Its first character that is not a space.
    pub start: usize,
    /// Behind its last character that is not a space; `start` in a blank line.
    pub end: usize,
    /// Before the end of line.
    pub stop: usize,
    /// The column of `start`, from 0, as an editor shows it.
    pub column: usize,
    /// Whether other white space than spaces stands before `start`.
    pub odd: bool,
}

impl Line {
    /// Whether there is nothing on it.
    pub(super) fn is_blank(&self) -> bool {
        self.start == self.end
    }

    /// What stands on it, without the spaces around.
    pub(super) fn content(&self) -> Range<usize> {
        self.start..self.end
    }

    fn new(src: &str, begin: usize, stop: usize) -> Line {
        let whole = src.get(begin..stop).unwrap_or("");
        let (mut start, mut column, mut odd) = (begin, 0, false);
        for c in whole.chars().take_while(|&c| is_space(c)) {
            start += c.len_utf8();
            column = column_after(column, c);
            odd |= is_odd(c);
        }
        let end = (begin + whole.trim_end_matches(is_space).len()).max(start);
        Line { begin, start, end, stop, column, odd }
    }
}

/// The lines of a part of a text, whatever their ends: `\n`, `\r\n`, `\r`. Only where they begin is kept: a
/// file may be nothing but ends of line.
#[derive(Clone, Debug)]
pub(super) struct Lines<'s> {
    /// The whole text.
    pub src: &'s str,
    begins: Vec<usize>,
    end: usize,
}

impl<'s> Lines<'s> {
    pub(super) fn new(src: &'s str, range: Range<usize>) -> Lines<'s> {
        let part = src.get(range.clone()).unwrap_or("").as_bytes();
        let begins = [0].into_iter().chain(ends_of_lines(part)).filter(|&at| at < part.len());
        Lines { src, begins: begins.map(|at| range.start + at).collect(), end: range.start + part.len() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.begins.len()
    }

    /// One of them.
    pub(super) fn get(&self, index: usize) -> Option<Line> {
        let begin = *self.begins.get(index)?;
        let next = self.begins.get(index + 1).copied().unwrap_or(self.end);
        let whole = self.src.get(begin..next)?;
        Some(Line::new(self.src, begin, begin + whole.trim_end_matches(['\n', '\r']).len()))
    }

    /// Some of them.
    pub(super) fn each(&self, indices: Range<usize>) -> impl DoubleEndedIterator<Item = Line> {
        (indices.start..indices.end.min(self.len())).filter_map(|index| self.get(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_they_please() {
        let src = "一\r\n\u{3000}二 \r三\n\n\t四";
        let lines = Lines::new(src, 0..src.len());
        let seen: Vec<_> = lines.each(0..9).map(|l| (src.get(l.content()).unwrap(), l.column, l.odd)).collect();
        assert_eq!(seen, [("一", 0, false), ("二", 2, true), ("三", 0, false), ("", 0, false), ("四", 4, true)]);
    }
}
