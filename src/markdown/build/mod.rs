//! The parser's events → the tree. Everything that is known only where text meets text is done here: line
//! ends, labels, boxes, links, what is left over. Nothing recurses: what is open stands on a stack, and past
//! [`MAX_DEPTH`] nothing more is opened.

mod alike;
mod behind;
mod below;
mod blocks;
mod brackets;
mod breaks;
mod captions;
mod fences;
mod foreign;
mod headings;
mod inlines;
mod joined;
mod lists;
mod markup;
mod names;
mod nested;
mod quotes;
mod reading;
mod slips;
mod tables;
mod text;
mod titles;

use super::anchors::Anchors;
use super::codes;
use super::document::{Align, Block, CalloutKind, Document, Inline, Inlines, Item, Target};
use super::flow::Flow;
use super::footnotes::Notes;
use super::html::Style;
use super::prepare::Survey;
use super::prose::is_chinese_prose;
use super::readable::Readable;
use super::removals::Removals;
use super::reserved;
use super::signature;
use super::source::Source;
use super::stray::Run;
use super::tell::Teller;
use crate::both;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// The most quotes and items of lists inside one another; and the most styles and links.
pub(super) const MAX_DEPTH: usize = 32;

/// Bytes of a block as it is mostly written. Room is made for that many of a body of this length at most.
const BLOCK: usize = 96;
const LONG: usize = 4_096;

/// Room for the nodes and the pieces of most blocks of text.
const ROOM: usize = 16;

/// What the building comes to.
pub(super) enum Built {
    /// The tree, and what readers read of the body.
    Document(Document, Readable),
    /// There are blocks of HTML or indented Chinese: they are to be taken out first.
    Restructure,
}

/// Builds the tree of a body. `last` is whether it is to be built whatever is in it.
pub(super) fn build(
    source: &Source<'_>,
    survey: Survey,
    last: bool,
    teller: &mut Teller<'_>,
    removals: &mut Removals,
) -> Built {
    let mut builder = Builder {
        source,
        survey,
        last,
        teller,
        removals,
        blocks: Vec::with_capacity(source.text.len().min(LONG) / BLOCK + 1),
        containers: Vec::new(),
        depth: 0,
        skipped: 0,
        told_depth: false,
        leaf: None,
        table: None,
        code: None,
        inline: InlineState { at_line_start: true, ..InlineState::default() },
        flow: Flow::of_length(source.text.len()),
        targets: Vec::new(),
        notes: Notes::default(),
        anchors: Anchors::default(),
        headings: Vec::new(),
        used_definitions: Vec::new(),
        signature: signature::lines(&source.text),
        told_foreign: 0,
        passed: 0,
        readable: Readable::default(),
        seen: 0,
    };
    builder.inline.nodes.reserve(ROOM);
    builder.inline.pieces.reserve(ROOM);
    let mut events = Parser::new_ext(&source.text, super::OPTIONS).into_offset_iter();
    loop {
        // An event is large: it is looked at where the parser put it.
        let next = events.next();
        let Some((event, range)) = &next else { break };
        if !builder.event(event, range) {
            return Built::Restructure;
        }
        builder.seen = if let Event::Start(_) = event { range.start } else { range.end };
    }
    builder.definitions(events.reference_definitions());
    let (document, readable) = builder.finish();
    Built::Document(document, readable)
}

/// The state of the building.
struct Builder<'a, 't> {
    source: &'a Source<'a>,
    survey: Survey,
    last: bool,
    teller: &'a mut Teller<'t>,
    removals: &'a mut Removals,
    /// The blocks that stand in no other.
    blocks: Vec<Block>,
    /// The open blocks that hold blocks, the outermost first.
    containers: Vec<Container>,
    /// How many of them count against the limit.
    depth: usize,
    /// How many more are open that were not opened here, being too deep.
    skipped: usize,
    told_depth: bool,
    /// The open block that holds text.
    leaf: Option<Leaf>,
    table: Option<Table>,
    code: Option<Code>,
    inline: InlineState,
    flow: Flow,
    targets: Vec<Target>,
    notes: Notes,
    anchors: Anchors,
    headings: Vec<headings::Heading>,
    /// The labels of the link definitions that something refers to.
    used_definitions: Vec<String>,
    /// The lines at the end of the text that may be its signature.
    signature: Vec<Range<usize>>,
    /// Where in the file the last mark of another tool ends that was told.
    told_foreign: usize,
    /// How many places of a change are before the text that is being read.
    passed: usize,
    readable: Readable,
    /// How far the parsed text was read by the last event.
    seen: usize,
}

struct Container {
    kind: Kind,
    blocks: Vec<Block>,
}

enum Kind {
    /// With its marks: before which block, which box, what stands beside the mark.
    Quote(Vec<(usize, CalloutKind, Inlines)>),
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Item>,
    },
    Item {
        checked: Option<bool>,
        /// As it was typed.
        number: Option<u64>,
    },
    Note(usize),
}

/// A block that holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaf {
    Paragraph,
    /// What an item of a tight list holds: there can be but one.
    Line,
    Heading,
    Cell,
}

struct Table {
    align: Box<[Align]>,
    head: Option<Box<[Inlines]>>,
    rows: Vec<Box<[Inlines]>>,
    row: Vec<Inlines>,
    /// Where its last cell ends.
    cell_end: usize,
    /// The first line under it that is no row, and whether no row follows.
    under: Option<(Range<usize>, bool)>,
}

struct Code {
    language: Box<str>,
    text: String,
    /// Whether it is Chinese that was only indented.
    prose: bool,
}

/// What is open within a block that holds text.
#[derive(Default)]
struct InlineState {
    /// The nodes that are complete while what they stand in is open: those of the block, then those of each open
    /// element.
    nodes: Vec<Inline>,
    /// The open elements, the outermost first.
    frames: Vec<OpenInline>,
    skipped: usize,
    /// Where the text begins in the flow that is not yet a node.
    gathered: usize,
    /// Where its pieces begin: in it, and in the parsed text.
    pieces: Vec<(usize, usize)>,
    /// Whether a bracket is in it that closes no link.
    bracket: bool,
    /// Whether asterisks are.
    star: bool,
    /// A line end of which it is not yet known what it is.
    line_end: Option<LineEnd>,
    at_line_start: bool,
    /// Whether the line before is one of several with a name and a gap.
    listed: bool,
    /// Where the lines of the block begin that go on with those above them.
    joined: Vec<usize>,
    /// Everything before this byte of the parsed text was dealt with.
    skip_until: usize,
    /// The box whose title is being read.
    title: Option<CalloutKind>,
    /// Paragraphs that are complete while their block is still open.
    done: Vec<Paragraph>,
    mark: Option<(CalloutKind, Inlines)>,
    /// What items the mends of its lines make, each under the one before.
    items: Vec<lists::NewItem>,
    /// Whether there are numbered lines below these items.
    sectioned: bool,
    /// Asterisks and the like that are text.
    runs: Vec<Run>,
}

struct Paragraph {
    mark: Option<(CalloutKind, Inlines)>,
    content: Inlines,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    Soft,
    Hard,
}

struct OpenInline {
    open: Open,
    /// How many nodes there were when it was opened: those that follow stand in it.
    first: usize,
}

enum Open {
    Emphasis,
    Strong,
    Strike,
    Link {
        target: u32,
    },
    Image {
        target: u32,
    },
    /// `<u>` and its like.
    Html(Box<Opened>, Style),
    /// `<script>` and its like.
    Vanish(Box<Opened>, Box<Kept>),
}

/// A tag that was typed.
struct Opened {
    name: Box<str>,
    span: Range<usize>,
}

/// What was there when a tag was opened that is taken out with what it holds.
struct Kept {
    text: usize,
    targets: usize,
    told: usize,
    runs: usize,
}

impl<'a> Builder<'a, '_> {
    /// Takes one event. False if the body must be restructured first.
    #[inline(always)]
    fn event(&mut self, event: &Event<'a>, range: &Range<usize>) -> bool {
        if self.inline.line_end.is_some() && !matches!(event, Event::End(_) | Event::SoftBreak | Event::HardBreak) {
            self.line_begins(range.start, event);
        }
        match event {
            Event::Text(text) => match &mut self.code {
                Some(code) => code.text.push_str(&reserved::restore_given(text)),
                None => self.text(text, range),
            },
            Event::Code(code) => self.code_span(code, range),
            Event::InlineHtml(html) => self.inline_html(html, range),
            Event::Html(html) => self.left_html(html, range),
            Event::SoftBreak => self.inline.line_end = Some(LineEnd::Soft),
            Event::HardBreak => self.inline.line_end = Some(LineEnd::Hard),
            Event::Rule => {
                self.end_leaf();
                self.here().push(Block::Rule);
            }
            Event::FootnoteReference(label) => self.footnote_reference(label, range),
            Event::TaskListMarker(checked) => {
                if let Some(Container { kind: Kind::Item { checked: state, .. }, .. }) = self.containers.last_mut() {
                    *state = Some(*checked);
                }
            }
            Event::Start(tag) => return self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            // Not switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        true
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> bool {
        match tag {
            Tag::Paragraph => self.start_paragraph(range),
            Tag::Heading { .. } => {
                self.start_leaf(Leaf::Heading);
                self.reads(range);
            }
            Tag::BlockQuote(_) => {
                self.check_quoted_signs(range);
                self.open(range, || Container { kind: Kind::Quote(Vec::new()), blocks: Vec::new() });
            }
            Tag::List(start) => self.open_list(*start, range),
            Tag::Item => self.open_item(range),
            Tag::FootnoteDefinition(label) => self.open_note(label, range),
            Tag::CodeBlock(kind) => return self.start_code(kind, range),
            Tag::HtmlBlock => return self.start_html(range),
            Tag::Table(align) => self.start_table(align),
            Tag::TableHead | Tag::TableRow => self.reads(range),
            Tag::TableCell => self.start_leaf(Leaf::Cell),
            Tag::Emphasis => self.open_style(Open::Emphasis, range),
            Tag::Strong => self.open_style(Open::Strong, range),
            Tag::Strikethrough => self.open_style(Open::Strike, range),
            Tag::Link { link_type, dest_url, title, id } => self.open_link(*link_type, dest_url, title, id, range),
            Tag::Image { dest_url, title, id, .. } => self.open_image(dest_url, title, id, range),
            // Not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
        true
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                self.check_joined(range);
                self.end_leaf();
            }
            TagEnd::HtmlBlock => self.end_leaf(),
            TagEnd::Heading(level) => self.end_heading(level as u8, range),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::List(_) => self.close(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_row(None),
            TagEnd::TableRow => self.end_row(Some(range)),
            TagEnd::TableCell => self.end_cell(range.end),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.close_style(range),
            TagEnd::Link | TagEnd::Image => {
                self.hides_lead(range);
                self.close_style(range);
            }
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Tells that something is too deep, at its place in the file; the first time only.
    fn too_deep(&mut self, span: Range<usize>) {
        if !self.told_depth {
            self.told_depth = true;
            self.teller.tell(
                &codes::TOO_DEEP,
                span.start..span.start,
                both!("这里套得太深：最多 {MAX_DEPTH} 层", "this is nested too deeply: {MAX_DEPTH} levels at most"),
                |told| told.help(both!("少套几层，里面的内容另起一段", "use fewer levels; begin a new paragraph")),
            );
        }
    }

    fn finish(mut self) -> (Document, Readable) {
        self.end_leaf();
        while !self.containers.is_empty() {
            self.close();
        }
        self.sign();
        self.check_levels();
        let footnotes = self.notes.number(&self.blocks, &mut self.flow, self.source, self.teller);
        self.readable.hidden.append(&mut self.removals.cuts);
        (Document { blocks: self.blocks, targets: self.targets, footnotes, flow: self.flow }, self.readable)
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> bool {
        self.end_leaf();
        let mut code = Code { language: "".into(), text: String::new(), prose: false };
        match kind {
            CodeBlockKind::Fenced(info) => self.start_fence(&reserved::restore(info), range, &mut code),
            CodeBlockKind::Indented => {
                code.prose = is_chinese_prose(&self.source.text[range.clone()]);
                if code.prose && !self.last {
                    return false;
                }
                if code.prose {
                    self.reads(range);
                }
            }
        }
        self.code = Some(code);
        true
    }

    /// A block of HTML. One that is a comment says nothing and is no reason to begin again.
    fn start_html(&mut self, range: &Range<usize>) -> bool {
        let text = self.source.text[range.clone()].trim();
        let comment = text.starts_with("<!--") && text.find("-->").is_some_and(|end| end + 3 == text.len());
        self.end_leaf();
        self.inline.skip_until = if comment { range.end } else { self.inline.skip_until };
        comment || self.last
    }
}
