//! Marks of other tools: what doocs/md, mdnice, Typora, Hexo, Hugo and their like make something of, and Markdown
//! does not. Readers would get them as they were typed, so each is told; the mend is given where only one thing can
//! be meant.

mod boxes;
mod emoji;
mod formulas;
mod pictures;
mod tags;
mod words;

use crate::cut;
use crate::lang::Both;
use crate::markdown::lines;
pub(super) use pictures::ends_with_size;
pub(super) use words::may_be_script;

/// A mark that a text begins with.
#[derive(Debug)]
pub(super) struct Foreign {
    /// How many bytes of the text are to be told.
    pub length: usize,
    pub message: Both,
    pub help: Both,
    /// What stands for them here, where that is certain.
    pub mend: Option<String>,
}

/// What a mark is looked for in: what stands before it, and what begins with it.
type Find = fn(&str, &str) -> Option<Foreign>;

/// The first byte of each mark.
const MARKS: &[(u8, Find)] = &[
    (b'=', words::highlight),
    (b'+', words::inserted),
    (b'~', words::below),
    (b'^', words::above),
    (b'!', pictures::sized),
    (b'!', pictures::embedded),
    (b'!', boxes::admonition),
    (b'?', boxes::admonition),
    (b':', boxes::container),
    (b':', emoji::named),
    (b'{', tags::hexo),
    (b'{', tags::hugo),
    (b'{', tags::attributes),
    (b'[', tags::contents),
    (b'[', words::reading),
    (b'<', pictures::slider),
    (b'$', formulas::in_dollars),
    (b'\\', formulas::in_brackets),
];

/// The mark that a text begins with; `before` is what stands before it in the body. Of both no more is looked at than
/// a mark takes, for every byte of a text may begin one.
pub(super) fn at(before: &str, rest: &str) -> Option<Foreign> {
    let first = rest.as_bytes().first()?;
    let (before, rest) = (cut::tail(before, LINE), cut::head(rest, LONGEST));
    MARKS.iter().filter(|(byte, _)| byte == first).find_map(|(_, find)| find(before, rest))
}

/// Whether a mark may begin with this byte.
pub(super) fn may_begin(byte: u8) -> bool {
    // A backslash is not given with the bracket that it makes text of.
    byte == b'(' || MARKS.iter().any(|(first, _)| *first == byte)
}

/// Whether bytes that are rare in Chinese begin what may be a mark.
pub(super) fn may_be(rest: &[u8]) -> bool {
    match rest {
        [b'=', b'=', ..] | [b'+', b'+', ..] | [b'<', b'!', b'[', ..] | [b'$', ..] | [b'\\', b'(' | b'[', ..] => true,
        [b'{', next, ..] => next.is_ascii(),
        [b':', next, ..] => next.is_ascii_lowercase() || *next == b'+',
        _ => false,
    }
}

/// The longest mark, in bytes; and how much of its line may stand before one.
const LONGEST: usize = 400;
const LINE: usize = 120;

/// What stands between two marks on one line.
fn between<'t>(rest: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let inside = rest.strip_prefix(open)?;
    let (inside, _) = lines::first(inside).split_once(close)?;
    (!inside.is_empty()).then_some(inside)
}

/// A name as programs have them.
fn word(text: &str) -> &str {
    &text[..text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count()]
}

/// Whether nothing but marks of quotes stands before it on its line.
fn is_first_on_its_line(before: &str) -> bool {
    lines::last(before).chars().all(|c| c.is_whitespace() || c == '>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_may_begin_what_is_looked_for() {
        for text in [
            "==a==",
            "++a++",
            "{% note %}",
            "{{< a >}}",
            "{width=1}",
            "{.a}",
            "{#a}",
            ":x:",
            ":+1:",
            "<![](a)>",
            "$a^2$",
            "\\(a^2\\)",
        ] {
            assert!(may_be(text.as_bytes()) && may_begin(text.as_bytes()[0]), "{text}");
        }
        for text in [": a", ":30", "://", "= a", "{甲", "<b>", "+1", "\\*"] {
            assert!(!may_be(text.as_bytes()), "{text}");
        }
    }
}
