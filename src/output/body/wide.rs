//! How wide a table is on paper, where nothing slides: one of many columns is set smaller.

use crate::letters::is_han;
use crate::markdown::{Document, Inlines, plain_text};

/// What a sheet holds in a line of a table, in halves of a character: as large as the text, and smaller by one step and
/// another (see `wide` in `print.css`).
const LINE: usize = 56;
const SMALLER: [usize; 5] = [68, 80, 92, 112, 140];

/// What a cell takes beside its text, in halves of a character: in a table of few columns, and in one of many.
const PADDING: usize = 3;
const NARROW: usize = 1;

/// A word longer than this many halves is an address or the like: it breaks wherever a line ends.
const WORD: usize = 24;

/// The step at which no letter is smaller and the columns are given up: each row is a paragraph of its cells.
const FLOWING: usize = SMALLER.len() + 1;

/// By how many steps a table is set smaller on paper: none where it fits, at most [`FLOWING`].
pub(super) fn step(document: &Document, head: &[Inlines], rows: &[Box<[Inlines]>]) -> usize {
    let mut widths = vec![0; head.len()];
    for row in std::iter::once(head).chain(rows.iter().map(|row| &**row)) {
        for (width, cell) in widths.iter_mut().zip(row) {
            let word = longest_word(&plain_text(document, *cell));
            *width = (*width).max(if word > WORD { 2 } else { word });
        }
    }
    let needed = |padding| widths.iter().map(|width| width + padding).sum::<usize>();
    match needed(PADDING) <= LINE {
        true => 0,
        false => SMALLER.iter().position(|room| needed(NARROW) <= *room).map_or(FLOWING, |at| at + 1),
    }
}

/// Whether a cell holds a word that breaks wherever a line ends.
pub(super) fn breaks_anywhere(text: &str) -> bool {
    longest_word(text) > WORD
}

/// How wide the longest part of a text is that a line does not break, in halves of a character: a number, a word, a
/// Chinese character with the marks beside it.
fn longest_word(text: &str) -> usize {
    let (mut longest, mut word, mut before) = (0, 0, ' ');
    for c in text.chars() {
        let breaks = c.is_whitespace()
            || is_han(c) && (is_han(before) || before.is_ascii_alphanumeric())
            || is_han(before) && c.is_ascii_alphanumeric();
        word = if breaks { 0 } else { word };
        word += match c {
            c if c.is_whitespace() => 0,
            c if c.is_ascii() => 1,
            _ => 2,
        };
        longest = longest.max(word);
        before = c;
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;
    use crate::markdown::{Block, parse};

    fn step_of(columns: usize, cell: &str) -> usize {
        let line = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
        let typed = format!("{}{}{}", line("数"), line("--"), line(cell));
        let document = parse(&Text::new("a.md", typed.as_str()), 0..typed.len()).document;
        match &document.blocks[..] {
            [Block::Table { head, rows, .. }] => step(&document, head, rows),
            _ => panic!("no table"),
        }
    }

    #[test]
    fn numbers_are_whole_and_chinese_breaks_between_its_characters() {
        let all = ["12.5", "合计12.5万元", "上午（一楼）", "a long word", "", "——"];
        assert_eq!(all.map(longest_word), [4, 4, 6, 4, 0, 4]);
        assert!(breaks_anywhere("见 https://example.cn/a/long/address/of/a/page"));
        assert!(!breaks_anywhere("2026年3月8日（周日）14:00—16:00"));
    }

    #[test]
    fn a_table_of_many_columns_is_smaller_and_one_of_too_many_flows() {
        assert_eq!([3, 8, 16, 20, 28].map(|columns| step_of(columns, "12.5")), [0, 0, 2, 4, 5]);
        assert_eq!(step_of(40, "12.5"), FLOWING);
        assert_eq!(step_of(4, "https://example.cn/a/long/address/of/a/page"), 0);
    }
}
