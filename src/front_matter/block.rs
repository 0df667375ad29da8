//! Texts of several lines: `|` keeps the ends of lines, `>` folds them.

use super::lines::{Line, Lines};
use super::scalar::push_clean;
use super::space::{fold, is_space};
use super::told::Told;
use std::ops::Range;

/// What stands behind the colon: `|`, `>-`, `|2+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    folded: bool,
    end: End,
    /// How many spaces further right than its field the text stands, where it says so.
    indent: Option<usize>,
}

/// What becomes of the ends of line behind the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// One is kept.
    Clip,
    /// `-`: none.
    Strip,
    /// `+`: all.
    Keep,
}

impl Header {
    /// The header that a value is, if it is one; `|x` and `> x` are text.
    pub(super) fn read(value: &str) -> Option<Header> {
        let mut chars = value.chars();
        let folded = match chars.next()? {
            '|' => false,
            '>' => true,
            _ => return None,
        };
        let mut header = Header { folded, end: End::Clip, indent: None };
        for c in chars {
            match c {
                '-' if header.end == End::Clip => header.end = End::Strip,
                '+' if header.end == End::Clip => header.end = End::Keep,
                '1'..='9' if header.indent.is_none() => header.indent = c.to_digit(10).map(|d| d as usize),
                _ => return None,
            }
        }
        Some(header)
    }

    /// The text of the lines below it; `base` is the column of its field.
    pub(super) fn text(self, lines: &Lines, below: Range<usize>, base: usize, told: &mut Told) -> String {
        let src = lines.src;
        let spaces = |line: &Line| leading(src, line, |c| c == ' ');
        let first = lines.each(below.clone()).find(|line| !line.is_blank()).map(|line| spaces(&line));
        let indent = self.indent.map(|indent| base + indent).or(first).unwrap_or(0);
        let mut text = String::new();
        let mut breaks = 0;
        let mut before_stands_out = false;
        for line in lines.each(below) {
            if line.is_blank() {
                breaks += 1;
                continue;
            }
            // The whole margin is odd where the first line has no plain space at all.
            let margin = if indent == 0 { leading(src, &line, is_space) } else { spaces(&line).min(indent) };
            let from = line.begin + margin;
            let content = src.get(from..line.stop).unwrap_or("");
            let stands_out = content.starts_with(is_space);
            let kept = breaks + usize::from(!text.is_empty() && (!self.folded || stands_out || before_stands_out));
            text.extend(std::iter::repeat_n('\n', kept));
            let mut piece = String::new();
            push_clean(&mut piece, content, from, told);
            if self.folded && kept == 0 {
                fold(&mut text, &piece);
            } else {
                text.push_str(&piece);
            }
            (breaks, before_stands_out) = (0, stands_out);
        }
        let after = match self.end {
            End::Strip => 0,
            End::Clip => usize::from(!text.is_empty()),
            End::Keep => breaks + usize::from(!text.is_empty()),
        };
        text.extend(std::iter::repeat_n('\n', after));
        text
    }
}

/// Bytes of the spaces at the start of a line.
fn leading(src: &str, line: &Line, space: impl Fn(char) -> bool) -> usize {
    let whole = src.get(line.begin..line.stop).unwrap_or("");
    whole.len() - whole.trim_start_matches(space).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;

    fn read(src: &str) -> String {
        let text = Text::new("a.md", src);
        let mut told = Told::new(&text);
        let lines = Lines::new(src, 0..src.len());
        let header = src.split_once(": ").unwrap().1.lines().next().unwrap();
        let read = Header::read(header).unwrap().text(&lines, 1..lines.len(), 0, &mut told);
        assert_eq!(told.finish(), []);
        read
    }

    #[test]
    fn lines_are_kept_and_folded_as_yaml_does() {
        for header in ["|", ">", "|-", ">-", "|+", ">+", "|2", ">2-"] {
            for body in [
                "  one\n  two\n",
                "  one\n\n  two\n\n\n",
                "  one\n    more\n  two\n",
                "\n  one\n  two\n",
                "  one\n\n\n    more\n\n  two\n",
                "  # one\n  two: 2  \n",
            ] {
                let src = format!("a: {header}\n{body}");
                let yaml: serde_yaml::Value = serde_yaml::from_str(&src).unwrap();
                let expected = yaml["a"].as_str().unwrap();
                assert_eq!(read(&src), expected, "{src}");
            }
        }
    }

    #[test]
    fn chinese_lines_are_folded_without_a_space() {
        assert_eq!(read("a: >\r\n  五一，\r\n  劳动\r\n"), "五一，劳动\n");
    }

    #[test]
    fn the_wide_spaces_before_a_paragraph_belong_to_it() {
        assert_eq!(
            read("a: |\n  \u{3000}\u{3000}五一\n  \u{3000}\u{3000}劳动\n"),
            "\u{3000}\u{3000}五一\n\u{3000}\u{3000}劳动\n"
        );
        assert_eq!(read("a: |-\n\t五一\n\t劳动\n"), "五一\n劳动");
    }

    #[test]
    fn a_mark_with_something_behind_it_is_text() {
        for value in ["|x", "> x", "||", "|--", "x", ""] {
            assert_eq!(Header::read(value), None, "{value}");
        }
    }
}
