//! A text as readers see its numbers: without the marks of Markdown and HTML that may stand between their digits.

use crate::letters::takes_no_room;
use memchr::memmem;
use pulldown_cmark::{Event, Parser};
use std::collections::HashMap;
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

/// A tag has no more bytes than this, or it is none.
const TAG_MAX: usize = 1_000;
/// The address of a link and the mark of a note have no more.
const TARGET_MAX: usize = 1_000;
/// No entity has a longer name, in bytes: `CounterClockwiseContourIntegral`.
const ENTITY_MAX: usize = 32;
/// What a line may begin with that is none of its text.
const PREFIX: &[char] = &[' ', '\t', '>', '\u{3000}'];

impl Unmarked {
    /// None where the text has no marks.
    pub fn of(text: &str, lines: Lines) -> Option<Unmarked> {
        let is_mark = |c: char| "*_~`\\<&![".contains(c) || lines == Lines::Joined && is_end(c);
        if !text.contains(is_mark) {
            return None;
        }
        let mut unmarked = Unmarked { text: String::with_capacity(text.len()), typed: Vec::with_capacity(text.len()) };
        let mut entities = Entities::default();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (seen, width) = seen(&text[at..], c, lines, &mut entities);
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
fn seen<'t>(text: &'t str, first: char, lines: Lines, entities: &mut Entities<'t>) -> (Option<char>, usize) {
    let up_to = |end: &str, most: usize| {
        let within = text.as_bytes().get(..most).unwrap_or(text.as_bytes());
        memmem::find(within, end.as_bytes()).map(|at| at + end.len())
    };
    let hidden = match first {
        '*' | '_' | '~' | '`' | '\\' => Some(1),
        '<' => up_to(">", TAG_MAX),
        '[' if text.starts_with("[^") => up_to("]", TARGET_MAX),
        '[' => Some(1),
        '!' if text.starts_with("![") => Some(2),
        ']' if text.starts_with("](") => up_to(")", TARGET_MAX),
        _ => None,
    };
    if let Some(width) = hidden {
        return (None, width);
    }
    match first {
        '&' => entities.read(text),
        c if lines == Lines::Joined && is_end(c) => {
            let next = text.trim_start_matches(is_end);
            Some((Some(' '), text.len() - next.trim_start_matches(PREFIX).len()))
        }
        _ => None,
    }
    .unwrap_or((Some(first), first.len_utf8()))
}

/// What the entities of a text stand for. A text has few of them, many times.
#[derive(Default)]
struct Entities<'t>(HashMap<&'t str, Option<char>>);

impl<'t> Entities<'t> {
    /// What readers see of an entity that a text begins with, and how long that is.
    fn read(&mut self, text: &'t str) -> Option<(Option<char>, usize)> {
        let name =
            text.bytes().skip(1).take(ENTITY_MAX).take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'#');
        let length = 1 + name.count();
        let entity = text.get(..=length).filter(|entity| entity.ends_with(';'))?;
        let meant = (*self.0.entry(entity).or_insert_with(|| meaning(entity)))?;
        Some((Some(meant).filter(|c| !takes_no_room(*c)), entity.len()))
    }
}

/// What an entity stands for, to the parser of Markdown.
fn meaning(entity: &str) -> Option<char> {
    let event = Parser::new(entity).find(|event| matches!(event, Event::Text(_)))?;
    let Event::Text(text) = event else { return None };
    // One that is none stays as it is, in one piece or in two.
    text.chars().next().filter(|&c| c != '&')
}

fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_digits_are_left_out_and_the_place_is_kept() {
        let typed = "拨**139**<b>1234</b>&nbsp;56\\78。";
        let unmarked = Unmarked::of(typed, Lines::Apart).unwrap();
        assert_eq!(unmarked.text, "拨1391234\u{a0}5678。");
        let span = unmarked.typed(&(3..16)).unwrap();
        assert_eq!(&typed[span], "139**<b>1234</b>&nbsp;56\\78");
        assert!(Unmarked::of("拨13912345678。", Lines::Apart).is_none());
    }

    #[test]
    fn links_notes_and_digits_by_number_are_read_through() {
        for (typed, shown) in [
            ("[139](/posts/2017/)1234[^1]5678", "13912345678"),
            ("139&#49;2&#x33;4&#49999999999;", "1391234&#49999999999;"),
            (
                "139&shy;1234&zwnj;5678&numsp;&hairsp;&nbsp;&amp;&nichts;",
                "13912345678\u{2007}\u{200a}\u{a0}&amp;&nichts;",
            ),
            ("139![1234](a.png)5678！", "13912345678！"),
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
