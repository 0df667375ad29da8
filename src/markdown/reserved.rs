//! The characters that this room keeps for itself.
//!
//! Most are noncharacters: code points that Unicode sets aside for the inside of a program and that no text
//! may hold. They steer the parser where its rules were not made for Chinese, and are taken out of
//! everything it gives back, so that it does not matter if one lands in code, an address or an attribute.

use crate::letters::is_unseen;
use memchr::memchr2;
use pulldown_cmark::CowStr;
use std::borrow::Cow;

/// A letter that is not there: what stands beside it is not beside punctuation.
pub(super) const GAP: char = '\u{fdd0}';
/// A space within a link's address.
pub(super) const SPACE: char = '\u{fdd1}';
/// An asterisk that is one, `5*3`.
pub(super) const STAR: char = '\u{fdd2}';
/// A tilde that is one, `9:00~11:00`.
pub(super) const TILDE: char = '\u{fdd3}';
/// An underscore that is one, in a bare address or a blank of a form.
pub(super) const LOW: char = '\u{fdd4}';
/// The edge of a paragraph, where a tag of a block was.
pub(super) const EDGE: char = '\u{fdd5}';
/// The same, to be put into a text.
pub(super) const PUT_EDGE: &str = "\u{fdd5}";
/// Where one cell of a table in HTML ended.
pub(super) const CELL: char = '\u{fdd6}';
/// The same, to be put into a text.
pub(super) const PUT_CELL: &str = "\u{fdd6}";
/// Punctuation that is not there. No noncharacter is punctuation, so this is a mark of Old Nubian; a text
/// that holds one goes without it.
pub(super) const MARK: char = '\u{2cfa}';

/// Whether no text may hold it: a noncharacter of the block above, a control character that is not white space, or one
/// that nobody sees and that hides the mark beside it from the parser. XML, and so a feed, would be broken by most of
/// them. What joins several emoji to one sign stays.
pub(super) fn is_illegal(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' | '\u{7f}')
        || (c < ' ' && !matches!(c, '\t' | '\n' | '\r'))
        || is_unseen(c)
}

/// What a character means that ends a line for Word or for Unicode, and for nobody else: a break within a paragraph, as
/// Word's manual one, or the end of a paragraph, as a new page. (Unicode 16, 5.8 Newline Guidelines)
pub(super) fn line_end(c: char) -> Option<&'static str> {
    match c {
        '\u{b}' | '\u{2028}' => Some("\n"),
        '\u{c}' | '\u{2029}' => Some("\n\n"),
        _ => None,
    }
}

/// What a character stands for; None for one that is itself. What no text may hold stands for nothing: an
/// entity, `&#8;`, can still bring it in.
pub(super) fn meaning(c: char) -> Option<&'static str> {
    match c {
        GAP | EDGE | CELL | MARK => Some(""),
        SPACE => Some(" "),
        STAR => Some("*"),
        TILDE => Some("~"),
        LOW => Some("_"),
        c if is_illegal(c) => Some(""),
        _ => None,
    }
}

/// The first character of a text that stands for something else: where it is, and what it means.
pub(super) fn find(text: &str) -> Option<(usize, char, &'static str)> {
    // All of them begin with these bytes, and hardly anything of Chinese does but its punctuation.
    let may_begin = |&b: &u8| b < b' ' || matches!(b, 0x7f | 0xe2 | 0xef);
    let mut at = 0;
    loop {
        at += text.as_bytes()[at..].iter().position(may_begin)?;
        let c = text[at..].chars().next()?;
        if let Some(meant) = meaning(c) {
            return Some((at, c, meant));
        }
        at += c.len_utf8();
    }
}

/// A text as it was typed.
pub(super) fn restore(text: &str) -> Cow<'_, str> {
    if find(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, c, meant)) = find(rest) {
        out.push_str(&rest[..at]);
        out.push_str(meant);
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The same of what the parser gives back. What it gives as it stands in the source holds no control character, and
/// the others begin with these bytes.
pub(super) fn restore_given<'t>(given: &'t CowStr<'_>) -> Cow<'t, str> {
    match given {
        CowStr::Borrowed(typed) if memchr2(0xe2, 0xef, typed.as_bytes()).is_none() => Cow::Borrowed(typed),
        given => restore(given),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Parser, Tag};

    fn is_strong(text: &str) -> bool {
        Parser::new(text).any(|event| matches!(event, Event::Start(Tag::Strong)))
    }

    #[test]
    fn to_the_parser_a_gap_is_a_letter_and_a_mark_is_punctuation() {
        assert!(!is_strong("a**（x**"));
        assert!(is_strong(&format!("a**{GAP}（x**")));
        assert!(!is_strong(&format!("a**{MARK}x**")));
    }

    #[test]
    fn nothing_reserved_is_left() {
        let text = format!("a{GAP}b{SPACE}c{STAR}{TILDE}{LOW}{EDGE}{MARK}");
        assert_eq!(restore(&text), "ab c*~_");
        assert!(matches!(restore("汉字"), Cow::Borrowed(_)));
    }
}
