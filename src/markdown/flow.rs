//! The running text of a document. All of it stands in two pieces, and the tree holds parts of them: a body is
//! many small texts, and a box for each would cost time and room.

use super::document::Inline;
use std::ops::Range;

/// A part of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Part {
    start: u32,
    end: u32,
}

impl Part {
    /// No body makes four gigabytes of text.
    fn new(range: Range<usize>) -> Part {
        let small = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Part { start: small(range.start), end: small(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Some inlines of a document, [`super::Document::inlines`] knows which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inlines(Part);

impl Inlines {
    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.range().is_empty()
    }

    pub(super) fn indices(self) -> Range<usize> {
        self.0.range()
    }
}

/// Some text of a document, [`super::Document::text`] knows which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words(Part);

impl Words {
    pub(super) fn new(range: Range<usize>) -> Words {
        Words(Part::new(range))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0.range().is_empty()
    }
}

/// The two pieces. A part that they do not hold is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Flow {
    /// Those within an element stand before it, side by side.
    pub nodes: Vec<Inline>,
    /// What the nodes say, one after the other.
    pub text: String,
}

/// Which text of some inlines is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The descriptions of images.
    pub images: bool,
    /// What is struck out.
    pub struck: bool,
}

impl Asked {
    /// All that a reader meets.
    pub const ALL: Asked = Asked { images: true, struck: true };
    /// What stands in the lines.
    pub const LINES: Asked = Asked { images: false, struck: true };
    /// What holds still. A picture's description is not the beginning of a text.
    pub const VALID: Asked = Asked { images: false, struck: false };
}

/// Adds a value that is made where it is to stay: it takes a processor longer to move one that it has just put
/// together than to make it.
#[inline]
pub(super) fn put<T>(list: &mut Vec<T>, make: impl FnOnce() -> T) {
    list.extend(std::iter::once_with(make));
}

/// Bytes of a body for each of its inlines, as it is mostly written.
const INLINE: usize = 32;

impl Flow {
    /// With room for what a body of so many bytes holds.
    pub fn of_length(bytes: usize) -> Flow {
        Flow { nodes: Vec::with_capacity(bytes / INLINE), text: String::with_capacity(bytes) }
    }

    /// Some of its inlines.
    #[inline]
    pub fn inlines(&self, inlines: Inlines) -> &[Inline] {
        self.nodes.get(inlines.0.range()).unwrap_or_default()
    }

    /// Some of its text.
    #[inline]
    pub fn text(&self, words: Words) -> &str {
        self.text.get(words.0.range()).unwrap_or_default()
    }

    /// Adds inlines that stand side by side.
    pub fn add(&mut self, nodes: &[Inline]) -> Inlines {
        let start = self.nodes.len();
        self.nodes.extend_from_slice(nodes);
        Inlines(Part::new(start..self.nodes.len()))
    }

    /// Adds an inline that stands alone.
    #[inline]
    pub fn one(&mut self, node: Inline) -> Inlines {
        let start = self.nodes.len();
        put(&mut self.nodes, || node);
        Inlines(Part::new(start..start + 1))
    }

    /// Adds a text.
    pub fn write(&mut self, text: &str) -> Words {
        let start = self.text.len();
        self.text.push_str(text);
        Words::new(start..self.text.len())
    }

    /// Whether nothing of it is seen.
    #[inline]
    pub fn is_blank(&self, inline: &Inline) -> bool {
        match inline {
            Inline::SoftBreak | Inline::HardBreak | Inline::NewLine => true,
            Inline::Text(words) => !self.begins_seen(*words) && self.text(*words).trim_start().is_empty(),
            _ => false,
        }
    }

    /// Takes away what is not seen at the two ends of a block.
    pub fn trim(&self, nodes: &mut Vec<Inline>) {
        while nodes.last().is_some_and(|node| self.is_blank(node)) {
            nodes.pop();
        }
        if nodes.len() > 1 {
            let blank = nodes.iter().take_while(|node| self.is_blank(node)).count();
            nodes.drain(..blank);
        }
        // A space that stood before a tag.
        if let Some(Inline::Text(words)) = nodes.last_mut() {
            *words = self.trimmed(*words);
        }
    }

    /// A text without the spaces at its end; nothing of one that is blank.
    #[inline]
    pub fn trimmed(&self, Words(part): Words) -> Words {
        // What most texts begin and end with is seen.
        match self.text.as_bytes().get(part.range()) {
            Some([b'!'..=b'~' | 0xe4..=0xff, .., b'!'..=0xff]) => Words(part),
            _ => self.trimmed_of_spaces(Words(part)),
        }
    }

    /// Whether a text begins with what most do, which is seen; one of which that is not said may do so too.
    #[inline]
    fn begins_seen(&self, Words(part): Words) -> bool {
        matches!(self.text.as_bytes().get(part.range()), Some([b'!'..=b'~' | 0xe4..=0xff, ..]))
    }

    fn trimmed_of_spaces(&self, Words(part): Words) -> Words {
        let text = self.text(Words(part));
        let kept = if text.trim_start().is_empty() { 0 } else { text.trim_end_matches(' ').len() };
        let start = part.range().start;
        Words::new(start..start + kept)
    }

    /// Calls `each` with every piece of text that is asked for. As deep as the tree, which is bounded.
    pub fn each_text(&self, nodes: &[Inline], asked: Asked, each: &mut dyn FnMut(&str)) {
        for node in nodes {
            match node {
                Inline::Text(words) | Inline::Code(words) => each(self.text(*words)),
                Inline::Image { alt, .. } if asked.images => each(self.text(*alt)),
                Inline::Strike(_) if !asked.struck => {}
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strike(content)
                | Inline::Tagged(_, content)
                | Inline::Link { content, .. } => self.each_text(self.inlines(*content), asked, each),
                Inline::SoftBreak => each(" "),
                Inline::HardBreak | Inline::NewLine => each("\n"),
                Inline::Image { .. } | Inline::Footnote(_) => {}
            }
        }
    }

    /// The text of some inlines: no markup, a description for each image, a space or a line end for theirs. What is
    /// struck out is none of it, unless all is.
    pub fn plain(&self, nodes: &[Inline]) -> String {
        let of = |asked| {
            let mut out = String::new();
            self.each_text(nodes, asked, &mut |text| out.push_str(text));
            out
        };
        let valid = of(Asked { images: true, struck: false });
        if valid.is_empty() { of(Asked::ALL) } else { valid }
    }
}
