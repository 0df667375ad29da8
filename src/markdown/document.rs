//! A body as the program understands it: a tree of plain values, from which every channel writes its own
//! form. Nothing in it is markup: text is text, and a tag that an author typed is either one of the few
//! nodes below or not there at all.

use super::flow::Flow;
pub use super::flow::{Inlines, Words};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A parsed body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// What links and images point to, in order of appearance; [`Inline::Link`] and [`Inline::Image`]
    /// hold an index into it. They are resolved once the whole site is known.
    pub targets: Vec<Target>,
    /// Footnotes in the order in which they are first referred to; number 1 is the first.
    pub footnotes: Vec<Vec<Block>>,
    /// The running text, of which the blocks hold parts.
    pub(super) flow: Flow,
}

impl Document {
    /// Some running text that a part of this document holds.
    pub fn inlines(&self, inlines: Inlines) -> &[Inline] {
        self.flow.inlines(inlines)
    }

    /// The picture that some running text is, where it is nothing but a picture, or a link around one.
    pub fn figure(&self, content: &[Inline]) -> Option<Figure> {
        match *content {
            [Inline::Image { target, alt }] => Some(Figure { target, alt, link: None }),
            [Inline::Link { target: link, content }] => match *self.inlines(content) {
                [Inline::Image { target, alt }] => Some(Figure { target, alt, link: Some((link, content)) }),
                _ => None,
            },
            _ => None,
        }
    }

    /// The pictures of a gallery, or of some of it.
    pub fn figures(&self, images: &[Inline]) -> impl Iterator<Item = Figure> {
        images.chunks(1).filter_map(|image| self.figure(image))
    }

    /// Some text that a part of this document holds.
    pub fn text(&self, words: Words) -> &str {
        self.flow.text(words)
    }
}

/// A picture that stands for itself, as a figure does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Index into [`Document::targets`].
    pub target: u32,
    /// The description for those who do not see it.
    pub alt: Words,
    /// The link around it, where there is one: its target, and what it shows.
    pub link: Option<(u32, Inlines)>,
}

/// What a link or an image points to, as the author typed it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// The address with Markdown's escapes and entities undone, and nothing else done to it.
    pub href: Box<str>,
    /// The title that stands beside it, may be empty; an image shows it as its caption.
    pub title: Box<str>,
    /// Whether it is an image's.
    pub image: bool,
    /// Bytes of the whole link or image in the decoded text of the file.
    pub span: Range<u32>,
}

/// A block of a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// A heading with its anchor, unique in the document.
    Heading {
        /// 1 to 6, as typed.
        level: u8,
        /// The fragment that leads to it: readable, Chinese kept.
        anchor: Box<str>,
        /// Its text.
        content: Inlines,
    },
    /// A paragraph.
    Paragraph(Inlines),
    /// Several images in one paragraph and nothing else.
    Gallery(Inlines),
    /// A quotation.
    Quote(Vec<Block>),
    /// A box: a quotation with a mark, `> [!提示]`.
    Callout(Callout),
    /// Several `> [!进展] time` one after the other.
    Timeline(Vec<Callout>),
    /// A list.
    List {
        /// The first number of a numbered list; None for a list of points.
        start: Option<u64>,
        /// Whether its items are lines, not paragraphs.
        tight: bool,
        /// Its items.
        items: Vec<Item>,
    },
    /// Code, or any text whose spaces and lines matter.
    Code {
        /// The first word after the fence; may be empty.
        language: Box<str>,
        /// The text, with its last line end.
        text: Box<str>,
    },
    /// A table.
    Table {
        /// One for each column.
        align: Box<[Align]>,
        /// The cells of the head.
        head: Box<[Inlines]>,
        /// The cells of each row, as many as the head has.
        rows: Box<[Box<[Inlines]>]>,
    },
    /// A line across.
    Rule,
    /// Whose a notice is and of which day, each on a line of its own: the last block of a body.
    Signature(Inlines),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// `[ ]` or `[x]` before it.
    pub checked: Option<bool>,
    /// Its number, where that is not the next one.
    pub number: Option<u64>,
    /// What it holds. In a tight list a paragraph is shown without being one.
    pub blocks: Vec<Block>,
}

/// A quotation with a mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Callout {
    /// Which box it is.
    pub kind: CalloutKind,
    /// What stands beside the mark: a title, a time, a question. May be empty.
    pub title: Inlines,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// The boxes of the content rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalloutKind {
    /// 提示: a hint.
    Tip,
    /// 重要: what nobody may miss.
    Important,
    /// 进展: what happened at a time.
    Progress,
    /// 问答: a question with its answer folded.
    Question,
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// As the reader's language has it.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A piece of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Plain text, never markup.
    Text(Words),
    /// Code in a line.
    Code(Words),
    /// `*…*`
    Emphasis(Inlines),
    /// `**…**`
    Strong(Inlines),
    /// `~~…~~`
    Strike(Inlines),
    /// A tag of the allow-list around text.
    Tagged(Tag, Inlines),
    /// A link; the address is `targets[target]`.
    Link {
        /// Index into [`Document::targets`].
        target: u32,
        /// What is shown.
        content: Inlines,
    },
    /// An image; the address is `targets[target]`.
    Image {
        /// Index into [`Document::targets`].
        target: u32,
        /// The description for those who do not see it.
        alt: Words,
    },
    /// A line end of the source that is a space on the page.
    SoftBreak,
    /// A line end that is one on the page.
    HardBreak,
    /// One behind which a line begins that says so of itself, 时间：…, （二）…: where paragraphs are indented, it is too.
    NewLine,
    /// A reference to `footnotes[number - 1]`.
    Footnote(u32),
}

/// The tags that may be typed as raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// `<u>`
    Underline,
    /// `<sub>`
    Sub,
    /// `<sup>`
    Sup,
    /// `<mark>`
    Mark,
    /// `<small>`
    Small,
    /// `<kbd>`
    Keyboard,
}

impl Tag {
    /// Its name in HTML.
    pub fn name(self) -> &'static str {
        match self {
            Tag::Underline => "u",
            Tag::Sub => "sub",
            Tag::Sup => "sup",
            Tag::Mark => "mark",
            Tag::Small => "small",
            Tag::Keyboard => "kbd",
        }
    }
}
