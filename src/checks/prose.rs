//! The parts of a file that are prose, everything else blanked out byte for byte: of a body what its readers do not
//! read, as its parser says, of a head all but the values that are sentences, and addresses.

mod fragment;

use crate::markdown::{Lead, Readable, addresses};
use fragment::Fragment;
use std::ops::Range;

/// Text of which only the prose is left.
#[derive(Debug)]
pub(super) struct Prose {
    /// As long as what it was made from; what is not prose is `BLANK`.
    pub text: String,
    /// Where it begins in the file.
    pub base: usize,
    /// Its paragraphs, items, headings and values, in order.
    pub blocks: Vec<Range<usize>>,
    /// The headings that links name: they are mended with these, and are no prose otherwise.
    pub fragments: Vec<Fragment>,
}

/// No character that anything looks for.
const BLANK: char = '\0';
/// The same, where the target of a link begins and ends.
pub(super) const TARGET: char = '\u{1}';

/// The prose of a body, which begins at `base` in the file.
pub(super) fn of_body(body: &str, base: usize, readable: &Readable) -> Prose {
    let within = |span: &Range<usize>| span.start - base..span.end - base;
    let blocks: Vec<Range<usize>> = readable.blocks.iter().map(within).collect();
    let mut mask = Mask::around(body, &blocks);
    let mut fragments = Vec::new();
    for Lead { span, title } in &readable.leads {
        let (span, title) = (within(span), within(title));
        fragments.extend(body.get(span.start..title.start).and_then(|target| Fragment::of(target, span.start)));
        mask.lead(span, title);
    }
    for span in &readable.hidden {
        mask.blank(within(span));
    }
    Prose { text: mask.into_text(), base, blocks, fragments }
}

/// The prose of a head: the values that are sentences, by their bytes in the file.
pub(super) fn of_head(file: &str, sentences: &[Range<usize>]) -> Prose {
    let base = sentences.first().map_or(0, |first| first.start);
    let head = sentences.last().and_then(|last| file.get(base..last.end)).unwrap_or_default();
    let blocks: Vec<Range<usize>> = sentences.iter().map(|span| span.start - base..span.end - base).collect();
    let text = Mask::around(head, &blocks).into_text();
    Prose { text, base, blocks, fragments: Vec::new() }
}

/// A copy of a text in which spans are blanked out.
struct Mask {
    text: String,
}

impl Mask {
    /// A text of which its blocks are left.
    fn around(text: &str, blocks: &[Range<usize>]) -> Mask {
        let mut mask = Mask { text: text.to_owned() };
        let end = text.len();
        let mut done = 0;
        for block in blocks.iter().chain([&(end..end)]) {
            // Mostly there is nothing but the end of a line between two.
            if text.get(done..block.start).is_some_and(|between| !between.trim().is_empty()) {
                mask.blank(done..block.start);
            }
            done = block.end;
        }
        mask
    }

    /// Blanks out a span of whole characters, line ends excepted.
    fn blank(&mut self, span: Range<usize>) {
        let Some(lost) = self.text.get(span.clone()) else { return };
        let keep = |byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { BLANK };
        let blanks: String = lost.bytes().map(keep).collect();
        self.text.replace_range(span, &blanks);
    }

    /// Blanks out where a link leads, but for its title.
    fn lead(&mut self, span: Range<usize>, title: Range<usize>) {
        self.blank(span.start..title.start);
        self.blank(title.end..span.end);
        for at in [span.start, span.end.saturating_sub(1)] {
            if self.text.get(at..=at).is_some() {
                self.text.replace_range(at..=at, TARGET.encode_utf8(&mut [0; 1]));
            }
        }
    }

    /// What is left. Addresses go last: what was blanked out before ends them.
    fn into_text(mut self) -> String {
        for span in addresses(&self.text).collect::<Vec<_>>() {
            self.blank(span);
        }
        self.text
    }
}

/// The prose of a test.
#[cfg(test)]
pub(super) fn read(text: &str) -> Prose {
    let file = crate::diagnostic::Text::new("a.md", text);
    of_body(text, 0, &crate::markdown::parse(&file, 0..text.len()).readable)
}

#[cfg(test)]
mod tests;
