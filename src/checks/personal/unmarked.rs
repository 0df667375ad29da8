//! A line as readers see its numbers: without the marks of Markdown and HTML that may stand between their digits.

use std::ops::Range;

/// A text without its marks.
pub(super) struct Unmarked {
    pub text: String,
    /// Where each byte of it was typed.
    typed: Vec<usize>,
}

/// Entities that are blanks; whoever pastes from a page has them between the parts of a number.
const BLANKS: &[&str] = &["&nbsp;", "&#160;", "&#xa0;", "&ensp;", "&emsp;", "&thinsp;"];
/// A tag has no more bytes than this, or it is none.
const TAG_MAX: usize = 80;

impl Unmarked {
    /// None where the text has no marks.
    pub fn of(text: &str) -> Option<Unmarked> {
        if !text.contains(['*', '_', '~', '`', '\\', '<', '&']) {
            return None;
        }
        let mut unmarked = Unmarked { text: String::with_capacity(text.len()), typed: Vec::with_capacity(text.len()) };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let tag = rest.bytes().take(TAG_MAX).position(|byte| byte == b'>').map_or(0, |end| end + 1);
            let blank = BLANKS.iter().find(|blank| rest.starts_with(**blank));
            let (seen, width) = match (c, blank) {
                ('*' | '_' | '~' | '`' | '\\', _) => (None, 1),
                ('<', _) if tag > 0 => (None, tag),
                (_, Some(blank)) => (Some(' '), blank.len()),
                (c, None) => (Some(c), c.len_utf8()),
            };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_digits_are_left_out_and_the_place_is_kept() {
        let typed = "拨**139**<b>1234</b>&nbsp;56\\78。";
        let unmarked = Unmarked::of(typed).unwrap();
        assert_eq!(unmarked.text, "拨1391234 5678。");
        let span = unmarked.typed(&(3..15)).unwrap();
        assert_eq!(&typed[span], "139**<b>1234</b>&nbsp;56\\78");
        assert!(Unmarked::of("拨13912345678。").is_none());
    }
}
