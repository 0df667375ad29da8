//! Where something stands in a file that somebody wrote.

use crate::cut::{ceil_char, floor_char};
use memchr::memchr2_iter;
use serde::{Deserialize, Serialize};
use std::iter;
use std::ops::Range;
use std::sync::Arc;

/// The decoded text of one source file, under the name its author knows it by.
#[derive(Clone, Debug)]
pub struct Text {
    /// The path as the author sees it, with `/`, from the folder of the project: `content/posts/a.md`.
    pub file: Arc<str>,
    /// The whole text, line ends as they were typed.
    pub text: Arc<str>,
    lines: Arc<[usize]>,
}

/// A place in a [`Text`], complete in itself: it can be printed when the text is long gone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The path as the author sees it.
    pub file: Arc<str>,
    /// Bytes in the decoded text.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The line itself, without its end; of a long line the part around the place.
    pub source: Arc<str>,
    /// How many characters of the line stand before that part.
    pub skipped: u32,
}

/// Bytes: of a line that is longer, this much is kept, or a character more.
pub(crate) const LINE_SHOWN_MAX: usize = 4_096;

impl Place {
    /// A whole file, where no line of it is to blame.
    pub fn file(file: &str) -> Place {
        Place { file: file.into(), span: 0..0, line: 1, column: 1, source: "".into(), skipped: 0 }
    }
}

impl Text {
    /// A text under its name; finds where its lines begin.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Text {
        let text = text.into();
        let lines: Vec<usize> = iter::once(0).chain(ends_of_lines(text.as_bytes())).collect();
        Text { file: file.into(), text, lines: lines.into() }
    }

    /// The place of some bytes of the text. A span past the end or inside a character is moved to the
    /// nearest one before it, so that telling a mistake can never be one.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = self.floor(span.start);
        let end = self.floor(span.end.max(span.start)).max(start);
        let line = self.lines.partition_point(|&begin| begin <= start) - 1;
        let begin = self.lines[line];
        let stop = self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let source = self.text[begin..stop].trim_end_matches(['\n', '\r']);
        let (mut from, mut to) = (0, source.len());
        if source.len() > LINE_SHOWN_MAX {
            // Half of it before the place, unless the line ends soon behind.
            let latest = source.len() - LINE_SHOWN_MAX;
            from = floor_char(source, (start - begin).saturating_sub(LINE_SHOWN_MAX / 2).min(latest));
            to = ceil_char(source, from + LINE_SHOWN_MAX);
        }
        let skipped = source[..from].chars().count() as u32;
        Place {
            file: self.file.clone(),
            span: start..end,
            line: line as u32 + 1,
            column: self.text[begin..start].chars().count() as u32 + 1,
            source: source[from..to].into(),
            skipped,
        }
    }

    /// The place of a line, from 1, from its first character that is not white space.
    pub fn line(&self, line: usize) -> Place {
        let index = line.clamp(1, self.lines.len()) - 1;
        let begin = self.lines[index];
        let stop = self.lines.get(index + 1).copied().unwrap_or(self.text.len());
        let source = &self.text[begin..stop];
        let indent = source.len() - source.trim_start().len();
        let end = begin + source.trim_end().len();
        self.place(begin + indent.min(source.trim_end().len())..end)
    }

    fn floor(&self, at: usize) -> usize {
        floor_char(&self.text, at)
    }
}

/// Where lines end in a text, whatever their ends: the bytes up to the end of each `\n`, `\r\n` and `\r`.
pub(crate) fn ends_of_lines(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_end = |at: &usize| bytes.get(*at) == Some(&b'\n') || bytes.get(*at + 1) != Some(&b'\n');
    memchr2_iter(b'\n', b'\r', bytes).filter(is_end).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = Text::new("a.md", "标题：五一\r\n栏目: 法吧\n");
        let at = text.text.find("法吧").unwrap();
        let place = text.place(at..at + 6);
        assert_eq!((place.line, place.column, &*place.source), (2, 5, "栏目: 法吧"));
        assert_eq!(&*text.place(0..6).source, "标题：五一");
    }

    #[test]
    fn a_span_inside_a_character_or_past_the_end_is_moved() {
        let text = Text::new("a.md", "标题");
        assert_eq!(text.place(1..2).span, 0..0);
        assert_eq!(text.place(99..100).span, 6..6);
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_kept() {
        let text = Text::new("a.md", format!("甲\n{}错{}\n", "长".repeat(5000), "长".repeat(9)));
        let at = text.text.find('错').unwrap();
        let place = text.place(at..at + 3);
        assert_eq!((place.line, place.column), (2, 5001));
        let before = (place.column - 1 - place.skipped) as usize;
        assert_eq!(place.source.chars().nth(before), Some('错'));
        assert!(place.source.ends_with("错长长长长长长长长长") && place.source.len() < LINE_SHOWN_MAX + 4);
    }

    #[test]
    fn old_line_ends_are_lines_too() {
        let text = Text::new("a.md", "一\r二\r\n三");
        assert_eq!(text.place(text.text.len() - 3..text.text.len()).line, 3);
    }
}
