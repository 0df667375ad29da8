//! A place in a text, and the characters from there on as they are meant: half-width, one kind of blank,
//! of bracket and of dash.

use crate::letters::{half_width, is_common_han, is_numeral, number, takes_no_room};

/// A place in a text. A copy of it is a look ahead.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A number as it was written.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// Its value; one that no date holds is only known to be large.
    pub value: u32,
    /// How many digits it was written with. In Chinese numerals it has as many as its value.
    pub digits: usize,
}

/// More of what was typed does not help to find it again.
const SAID_MAX: usize = 24;

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// Bytes before the cursor.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What stands after the cursor, as typed.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What was typed between an earlier place and this one, for a message: its beginning, if it is long.
    pub fn said(&self, from: usize) -> String {
        shorten(self.text.get(from..self.at).unwrap_or_default())
    }

    /// All that was typed.
    pub fn all(&self) -> &'a str {
        self.text
    }

    /// All that was typed, for a message.
    pub fn whole(&self) -> String {
        shorten(self.text)
    }

    /// The next character, as meant.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(fold)
    }

    /// Goes past the next character.
    pub fn skip(&mut self) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    /// Goes past the next character if it is one of these.
    pub fn eat(&mut self, wanted: &[char]) -> Option<char> {
        let next = self.peek().filter(|next| wanted.contains(next))?;
        self.skip();
        Some(next)
    }

    /// Whether one of these comes next, after blanks.
    pub fn is_before(mut self, wanted: &[char]) -> bool {
        self.space();
        self.peek().is_some_and(|next| wanted.contains(&next))
    }

    /// Goes past every character that is one of these.
    pub fn skip_all(&mut self, wanted: &[char]) {
        while self.eat(wanted).is_some() {}
    }

    /// Goes past the first of the words that stands here.
    pub fn word(&mut self, words: &[&'static str]) -> Option<&'static str> {
        let rest = self.rest();
        let word = words.iter().find(|word| rest.starts_with(**word))?;
        self.at += word.len();
        Some(word)
    }

    /// Goes past blanks on the line.
    pub fn space(&mut self) {
        self.skip_all(&[' ']);
    }

    /// Reads a number: 8, ０８, 八, 十五, 二〇一七.
    pub fn number(&mut self) -> Option<Number> {
        let mut ahead = *self;
        let chinese = ahead.skip_number()?;
        let run = self.text.get(self.at..ahead.at)?;
        let number = if chinese {
            let value = number(run)?;
            Number { value, digits: value.checked_ilog10().map_or(1, |digits| digits as usize + 1) }
        } else {
            Number { value: number(run).unwrap_or(u32::MAX), digits: run.chars().count() }
        };
        *self = ahead;
        Some(number)
    }

    /// Goes past a run of digits, or of Chinese numerals; says whether they are Chinese.
    pub fn skip_number(&mut self) -> Option<bool> {
        let chinese = kind(self.peek()?)?;
        while self.peek().and_then(kind) == Some(chinese) {
            self.skip();
        }
        Some(chinese)
    }

    /// Whether Chinese numerals come next.
    pub fn is_chinese_number(mut self) -> bool {
        self.skip_number() == Some(true)
    }

    /// Goes to the next number; none is left when there is no such place.
    pub fn find_number(&mut self) -> bool {
        let found = self.rest().char_indices().find(|(_, c)| is_of_a_number(*c));
        self.at = found.map_or(self.text.len(), |(offset, _)| self.at + offset);
        found.is_some()
    }
}

/// The beginning of a long text.
pub(super) fn shorten(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SAID_MAX) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Whether a character belongs to a number. Nearly all of a text is Chinese, which no folding changes.
pub(crate) fn is_of_a_number(c: char) -> bool {
    kind(if is_common_han(c) { c } else { fold(c) }).is_some()
}

/// Whether a character belongs to a number, and to a Chinese one.
fn kind(c: char) -> Option<bool> {
    match c {
        '0'..='9' => Some(false),
        c => is_numeral(c).then_some(true),
    }
}

/// A character as it is meant.
fn fold(c: char) -> char {
    match c {
        '（' | '［' | '｛' | '[' | '{' | '【' | '〔' | '〖' | '「' | '『' | '《' | '〈' => '(',
        '）' | '］' | '｝' | ']' | '}' | '】' | '〕' | '〗' | '」' | '』' | '》' | '〉' => ')',
        '\u{ff01}'..='\u{ff5e}' => half_width(c),
        // Ratio, small and vertical colon: input methods offer them all.
        '∶' | '﹕' | '︰' => ':',
        '‐' | '‑' | '‒' | '−' | '﹣' => '-',
        '–' | '―' | '─' | '━' => '—',
        '〜' | '∼' => '~',
        // What text copied from a PDF has for 日 and 月.
        '⽇' => '日',
        '⽉' => '月',
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if takes_no_room(c) || c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(u32, usize)> {
        Cursor::new(text).number().map(|number| (number.value, number.digits))
    }

    #[test]
    fn a_number_is_read_in_any_digits() {
        assert_eq!(number("08日"), Some((8, 2)));
        assert_eq!(number("０８日"), Some((8, 2)));
        assert_eq!(number("八日"), Some((8, 1)));
        assert_eq!(number("十五日"), Some((15, 2)));
        assert_eq!(number("二十日"), Some((20, 2)));
        assert_eq!(number("三十一日"), Some((31, 2)));
        assert_eq!(number("零五分"), Some((5, 1)));
        assert_eq!(number("两点"), Some((2, 1)));
        assert_eq!(number("二〇一七年"), Some((2017, 4)));
    }

    #[test]
    fn numerals_that_only_met_are_no_number() {
        assert_eq!(number("一一月"), None);
        assert_eq!(number("十十"), None);
        assert_eq!(number("一二十"), None);
        assert_eq!(number("日"), None);
    }

    #[test]
    fn a_huge_number_is_only_large() {
        assert_eq!(number(&"9".repeat(40)), Some((u32::MAX, 40)));
    }

    #[test]
    fn what_was_typed_is_quoted_only_at_its_beginning() {
        assert_eq!(shorten(" 3月8日 "), "3月8日");
        assert_eq!(shorten(&"长".repeat(25)), format!("{}…", "长".repeat(24)));
    }
}
