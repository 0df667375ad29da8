//! Text in quotes: undone as YAML does, and put into YAML's own.

use super::codes::BACKSLASH;
use super::space::{glue, is_space};
use super::told::Told;
use crate::both;
use crate::diagnostic::Edit;
use crate::letters::is_unseen;
use std::fmt::Write;
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// Behind the quote that closes what was opened before `from`, if the text holds one.
pub(super) fn closing(text: &str, from: usize, quote: char) -> Option<usize> {
    let mut chars = text.get(from..)?.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            let doubled = quote == '\'' && chars.next_if(|(_, next)| *next == quote).is_some();
            if !doubled {
                return Some(from + at + 1);
            }
        }
    }
    None
}

/// Puts a text into YAML, in double quotes and on one line, so that nothing in it means anything.
pub(super) fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Appends a piece of the text without its control characters, each run of which is told, and without those that nobody
/// sees.
pub(super) fn push_clean(out: &mut String, piece: &str, at: usize, told: &mut Told) {
    let mut rest = piece;
    let is_dropped = |c: char| is_forbidden(c) || is_unseen(c);
    while let Some(bad) = rest.find(is_dropped) {
        let (good, tail) = rest.split_at(bad);
        out.push_str(good);
        let start = at + (piece.len() - tail.len());
        let run = tail.len() - tail.trim_start_matches(is_dropped).len();
        if let Some(c) = tail.get(..run).and_then(|run| run.chars().find(|&c| is_forbidden(c))) {
            told.control_character(start..start + run, c);
        }
        rest = tail.get(run..).unwrap_or("");
    }
    out.push_str(rest);
}

fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}

/// What a text in quotes means. `span` are its bytes with the quotes; it may run over several lines, which
/// are folded.
pub(super) fn undo(src: &str, span: Range<usize>, told: &mut Told) -> String {
    let whole = src.get(span.clone()).unwrap_or("");
    let quote = whole.chars().next().unwrap_or('"');
    let inner = whole.get(1..whole.len().max(2) - 1).unwrap_or("");
    let mut undone = Undoing { out: String::new(), breaks: None, chars: inner.char_indices().peekable() };
    let base = span.start + 1;
    while let Some((at, c)) = undone.chars.next() {
        match c {
            '\r' | '\n' => undone.line_break(c),
            c if undone.breaks.is_some() && is_space(c) => {}
            '\'' if quote == '\'' => {
                undone.chars.next_if(|(_, next)| *next == '\'');
                undone.push('\'');
            }
            '\\' if quote == '"' => undone.escape(base + at, told),
            c if is_forbidden(c) => told.control_character(base + at..base + at + c.len_utf8(), c),
            c if is_unseen(c) => {}
            c => undone.push(c),
        }
    }
    undone.out
}

struct Undoing<'s> {
    out: String,
    /// Ends of line since the last character, where there were any.
    breaks: Option<usize>,
    chars: Peekable<CharIndices<'s>>,
}

impl Undoing<'_> {
    fn line_break(&mut self, c: char) {
        if c == '\r' {
            self.chars.next_if(|(_, next)| *next == '\n');
        }
        let trimmed = self.out.trim_end_matches(is_space).len();
        if self.breaks.is_none() {
            self.out.truncate(trimmed);
        }
        self.breaks = Some(self.breaks.unwrap_or(0) + 1);
    }

    fn push(&mut self, c: char) {
        match self.breaks.take() {
            None => {}
            Some(1) => self.out.push_str(glue(self.out.chars().next_back(), Some(c))),
            Some(more) => self.out.extend(std::iter::repeat_n('\n', more - 1)),
        }
        self.out.push(c);
    }

    /// One escape of double quotes. One that YAML does not know stays as it was typed, and is told.
    fn escape(&mut self, at: usize, told: &mut Told) {
        let Some((_, c)) = self.chars.next() else { return };
        let meant = match c {
            'n' => Some('\n'),
            't' | '\t' => Some('\t'),
            '"' | '\\' | '/' | ' ' => Some(c),
            '_' => Some('\u{a0}'),
            'L' => Some('\u{2028}'),
            'P' => Some('\u{2029}'),
            '0' => Some('\0'),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'v' => Some('\u{b}'),
            'f' => Some('\u{c}'),
            'r' => Some('\r'),
            'e' => Some('\u{1b}'),
            'N' => Some('\u{85}'),
            'x' => self.code(2),
            'u' => self.code(4),
            'U' => self.code(8),
            '\r' | '\n' => {
                // The line goes on without a space.
                self.chars.next_if(|(_, next)| c == '\r' && *next == '\n');
                while self.chars.next_if(|(_, c)| is_space(*c)).is_some() {}
                return;
            }
            _ => None,
        };
        let end = at + 1 + c.len_utf8();
        match meant {
            Some(meant) if is_forbidden(meant) => told.control_character(at..end, meant),
            None if is_forbidden(c) => told.control_character(at..end, c),
            Some(meant) => self.push(meant),
            None => {
                told.tell_edit(
                    &BACKSLASH,
                    at..end,
                    || {
                        (
                            both!(
                                "双引号里的“\\{c}”没有特别的含义，已照原样读",
                                "“\\{c}” means nothing in double quotes, it was read as it stands"
                            ),
                            both!("想写一个反斜杠，就写两个：\\\\", "for a backslash, write two of them: \\\\"),
                        )
                    },
                    || Some(Edit { span: at..at + 1, text: "\\\\".to_owned() }),
                );
                self.push('\\');
                self.push(c);
            }
        }
    }

    /// The character of a hexadecimal number, or nothing and nothing taken.
    fn code(&mut self, digits: usize) -> Option<char> {
        let before = self.chars.clone();
        let code = self.hex(digits).and_then(|high| if is_high(high) { self.pair(high) } else { char::from_u32(high) });
        if code.is_none() {
            self.chars = before;
        }
        code
    }

    /// The second half of a pair of surrogates, which is JSON's way for what lies past U+FFFF.
    fn pair(&mut self, high: u32) -> Option<char> {
        self.chars.next_if(|(_, c)| *c == '\\')?;
        self.chars.next_if(|(_, c)| *c == 'u')?;
        let low = self.hex(4).filter(|low| (0xdc00..0xe000).contains(low))?;
        char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    }

    /// Takes so many hexadecimal digits, or nothing.
    fn hex(&mut self, digits: usize) -> Option<u32> {
        let mut ahead = self.chars.clone();
        let mut value = 0u32;
        for _ in 0..digits {
            value = value.checked_mul(16)?.checked_add(ahead.next()?.1.to_digit(16)?)?;
        }
        self.chars = ahead;
        Some(value)
    }
}

fn is_high(code: u32) -> bool {
    (0xd800..0xdc00).contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Text};

    fn undone(src: &str) -> (String, Vec<Diagnostic>) {
        let text = Text::new("a.md", src);
        let mut told = Told::new(&text);
        let undone = undo(src, 0..src.len(), &mut told);
        (undone, told.finish())
    }

    #[test]
    fn quotes_are_undone_as_yaml_does() {
        for src in [
            r#""五一""#,
            r#""a\"b\\c\nd\te\/f\_g\x41\u4e94\U0001f389""#,
            r#""\L\P""#,
            "'it''s'",
            r"'\n'",
            "''",
            r#""""#,
            "\"one\n  two\n\n  three\"",
            "\"one\\\n  two\"",
            "\"one \\\n  two\"",
            "'one\n two'",
        ] {
            let (text, told) = undone(src);
            assert_eq!(text, serde_yaml::from_str::<String>(src).unwrap(), "{src}");
            assert_eq!(told, [], "{src}");
        }
    }

    #[test]
    fn chinese_lines_in_quotes_are_joined_without_a_space() {
        assert_eq!(undone("\"五一\r\n  劳动\"").0, "五一劳动");
    }

    #[test]
    fn a_pair_of_json_escapes_is_one_character() {
        assert_eq!(undone(r#""\ud83c\udf89""#), ("🎉".to_owned(), Vec::new()));
    }

    #[test]
    fn a_backslash_without_meaning_stays_and_is_told() {
        let (text, told) = undone(r#""D:\图\u12 \ud800""#);
        assert_eq!(text, r"D:\图\u12 \ud800");
        assert_eq!(told.len(), 3);
        assert_eq!(told[0].message.zh, "双引号里的“\\图”没有特别的含义，已照原样读");
        assert_eq!(told[0].edit, Some(Edit { span: 3..4, text: "\\\\".to_owned() }));
    }

    #[test]
    fn an_escaped_control_character_is_told_and_left_out() {
        for src in [r#""a\0b""#, "\"a\\\0b\""] {
            let (text, told) = undone(src);
            assert_eq!((text.as_str(), told.len()), ("ab", 1));
            assert_eq!(told[0].place.as_ref().unwrap().span, 2..4);
        }
    }

    #[test]
    fn the_closing_quote_is_the_first_that_is_not_escaped() {
        assert_eq!(closing(r#""a\"b" c"#, 1, '"'), Some(6));
        assert_eq!(closing("'it''s' c", 1, '\''), Some(7));
        assert_eq!(closing("\"五一", 1, '"'), None);
    }

    #[test]
    fn whatever_is_put_into_yaml_comes_out_of_it() {
        for text in ["五一: #劳动", "a\"b\\c\n\td", "\u{2028}\u{feff}\u{ffff}\u{a0}🎉", "---", "*a", ""] {
            let mut yaml = String::new();
            quote(&mut yaml, text);
            assert_eq!(serde_yaml::from_str::<String>(&yaml).unwrap(), text);
        }
    }
}
