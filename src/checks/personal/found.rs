//! A personal number that was found, and how much of it may be seen.

use super::digits::digit;
use std::ops::Range;

/// A kind of personal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Identity,
    Card,
    Mobile,
}

/// A number that belongs to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub what: What,
    /// Its bytes in the text, all that stands between its digits included.
    pub span: Range<usize>,
    /// Its digits alone, in ASCII, with an X in the end where it has one.
    pub number: String,
}

impl Found {
    /// How many digits are shown before and after the stars: of an identity number what public notices show,
    /// which leaves out the date of birth. All masks begin and end with digits, so that Markdown leaves their
    /// stars alone.
    pub fn shown(&self) -> (usize, usize) {
        match self.what {
            What::Identity if self.number.len() == 15 => (6, 3),
            What::Identity => (6, 4),
            What::Card => (4, 4),
            What::Mobile => (3, 4),
        }
    }

    /// The number as it may be published: 138****1234.
    pub fn masked(&self) -> String {
        self.hidden(&self.number)
    }

    /// The number as it was typed, with a star for each digit that is not shown: for all where others stand between
    /// its own, as in `&#48;`.
    pub fn hidden(&self, typed: &str) -> String {
        let digits = self.number.trim_end_matches('X').len();
        let alone = typed.chars().filter(|&c| digit(c).is_some()).count() <= digits;
        let (head, tail) = if alone { self.shown() } else { (0, 0) };
        let last = if alone { self.number.len().saturating_sub(tail) } else { usize::MAX };
        let mut index = 0;
        let one = |c: char| {
            // The X at the end is always shown.
            if digit(c).is_none() {
                return c;
            }
            index += 1;
            if index > head && index <= last { star(c) } else { c }
        };
        typed.chars().map(one).collect()
    }
}

/// The star that is as wide as a digit.
pub(super) fn star(digit: char) -> char {
    if digit.is_ascii() { '*' } else { '＊' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_keeps_its_columns() {
        let found = |what, number: &str| Found { what, span: 0..0, number: number.into() };
        let identity = found(What::Identity, "11010519491231002X");
        assert_eq!(identity.masked(), "110105********002X");
        assert_eq!(identity.hidden("110105 19491231 002x"), "110105 ******** 002x");
        assert_eq!(identity.hidden("1101&#48;519491231002X"), "****&#**;************X");
        assert_eq!(found(What::Mobile, "13800138000").hidden("１３８００１３８０００"), "１３８＊＊＊＊８０００");
        assert_eq!(found(What::Card, "6222021234567890128").masked(), "6222***********0128");
    }
}
