//! The blocks: what holds them, and what they become when they end.

use super::{Builder, Container, Kind, Leaf, MAX_DEPTH, Paragraph, Table, lists};
use crate::both;
use crate::markdown::cjk::has_cjk;
use crate::markdown::codes;
use crate::markdown::document::{Align, Block, Callout, CalloutKind, Inline, Inlines, Item};
use crate::markdown::flow::put;
use pulldown_cmark::Alignment;
use std::borrow::Cow;
use std::mem;
use std::ops::Range;

impl Builder<'_, '_> {
    /// Opens a block that holds blocks, unless it is too deep: then what it holds goes where it stands.
    #[inline]
    pub(super) fn open(&mut self, range: &Range<usize>, make: impl FnOnce() -> Container) {
        self.end_leaf();
        if self.skipped > 0 || self.depth >= MAX_DEPTH {
            self.skipped += 1;
            self.too_deep(self.source.span(range));
            return;
        }
        self.depth += 1;
        put(&mut self.containers, make);
    }

    /// Opens a list. It does not count as deep; its items do.
    pub(super) fn open_list(&mut self, start: Option<u64>, range: &Range<usize>) {
        self.end_leaf();
        self.check_nested(range);
        if self.skipped > 0 || self.depth >= MAX_DEPTH {
            self.skipped += 1;
        } else {
            let list = move || Kind::List { start, tight: true, items: Vec::new() };
            put(&mut self.containers, move || Container { kind: list(), blocks: Vec::new() });
        }
    }

    /// Opens an item of a list, by its mark. Most hold one block.
    pub(super) fn open_item(&mut self, range: &Range<usize>) {
        let number = lists::typed_number(&self.source.text[range.start..]);
        self.open(range, || Container { kind: Kind::Item { checked: None, number }, blocks: Vec::with_capacity(1) });
    }

    /// Closes the innermost block that holds blocks.
    pub(super) fn close(&mut self) {
        self.end_leaf();
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        // Most are items: what one holds is taken out of it, rather than the whole of it moved.
        if let [
            ..,
            Container { kind: Kind::List { items, .. }, .. },
            Container { kind: Kind::Item { checked, number }, blocks },
        ] = &mut self.containers[..]
        {
            let (checked, number, blocks) = (*checked, *number, mem::take(blocks));
            put(items, move || Item { checked, number, blocks });
            self.containers.truncate(self.containers.len() - 1);
            self.depth -= 1;
            return;
        }
        let Some(Container { kind, blocks }) = self.containers.pop() else { return };
        self.depth -= usize::from(!matches!(kind, Kind::List { .. }));
        match kind {
            Kind::Quote(marks) => self.push_quote(blocks, marks),
            Kind::List { start, tight, mut items } => {
                lists::number(start, &mut items);
                put(self.here(), move || Block::List { start, tight, items });
            }
            // There is none without a list around it.
            Kind::Item { .. } => {}
            Kind::Note(note) => self.notes.define(note, blocks),
        }
    }

    /// A quotation, or the boxes that its marks make of it.
    fn push_quote(&mut self, mut blocks: Vec<Block>, marks: Vec<(usize, CalloutKind, Inlines)>) {
        if let [(0, kind, title)] = marks[..] {
            // Most boxes are all of their quotation.
            self.push_box(Callout { kind, title, blocks });
            return;
        }
        if marks.is_empty() {
            put(self.here(), move || Block::Quote(blocks));
            return;
        }
        let mut boxes: Vec<Callout> = Vec::with_capacity(marks.len());
        for (index, kind, title) in marks.into_iter().rev() {
            let blocks = blocks.split_off(index.min(blocks.len()));
            boxes.push(Callout { kind, title, blocks });
        }
        if !blocks.is_empty() {
            self.here().push(Block::Quote(blocks));
        }
        for callout in boxes.into_iter().rev() {
            self.push_box(callout);
        }
    }

    /// The blocks among which the next one stands.
    #[inline]
    pub(super) fn here(&mut self) -> &mut Vec<Block> {
        match self.containers.last_mut() {
            Some(container) => &mut container.blocks,
            None => &mut self.blocks,
        }
    }

    /// Adds a box where it stands; 进展 after 进展 becomes a timeline.
    fn push_box(&mut self, callout: Callout) {
        let blocks = self.here();
        if callout.kind != CalloutKind::Progress {
            blocks.push(Block::Callout(callout));
            return;
        }
        match blocks.pop() {
            Some(Block::Timeline(mut line)) => {
                line.push(callout);
                blocks.push(Block::Timeline(line));
            }
            Some(Block::Callout(first)) if first.kind == CalloutKind::Progress => {
                blocks.push(Block::Timeline(vec![first, callout]));
            }
            before => {
                blocks.extend(before);
                blocks.push(Block::Callout(callout));
            }
        }
    }

    pub(super) fn open_note(&mut self, label: &str, range: &Range<usize>) {
        let note = self.notes.open(label, range, self.source, self.teller);
        self.open(range, || Container { kind: Kind::Note(note), blocks: Vec::new() });
    }

    /// Begins a block that holds text.
    pub(super) fn start_leaf(&mut self, leaf: Leaf) {
        self.end_leaf();
        self.leaf = Some(leaf);
        self.inline.at_line_start = true;
    }

    pub(super) fn start_paragraph(&mut self, range: &Range<usize>) {
        self.start_leaf(Leaf::Paragraph);
        self.reads(range);
        match &mut self.containers[..] {
            [.., Container { kind: Kind::Quote(_), .. }] if self.skipped == 0 => self.box_begins(range.start),
            [.., Container { kind: Kind::List { tight, .. }, .. }, Container { kind: Kind::Item { .. }, .. }] => {
                *tight = false;
            }
            _ => {}
        }
        self.check_first_line(range.start);
    }

    /// Ends the block of text that is open, if one is, and adds what it became.
    #[inline(always)]
    pub(super) fn end_leaf(&mut self) {
        if self.leaf.is_some() {
            self.end_open_leaf();
        }
    }

    fn end_open_leaf(&mut self) {
        match self.leaf {
            Some(Leaf::Paragraph) => self.end_paragraphs(),
            Some(Leaf::Line) => {
                self.reads_no_further();
                self.end_paragraphs();
            }
            // Their own ends take what they hold.
            Some(Leaf::Heading | Leaf::Cell) => {
                self.take_content();
            }
            None => {}
        }
        self.leaf = None;
    }

    pub(super) fn push_paragraph(&mut self, paragraph: Paragraph) {
        if let Some((kind, title)) = paragraph.mark
            && let Some(Container { kind: Kind::Quote(marks), blocks }) = self.containers.last_mut()
        {
            marks.push((blocks.len(), kind, title));
        }
        self.push_content(paragraph.content);
    }

    /// Adds a paragraph of this content, or the images that it is.
    #[inline]
    pub(super) fn push_content(&mut self, content: Inlines) {
        if content.is_empty() {
            return;
        }
        let is_image = |node: &Inline| matches!(node, Inline::Image { .. });
        let nodes = self.flow.inlines(content);
        // What is blank is between the images only.
        if nodes.len() > 1 && nodes.iter().all(|node| is_image(node) || self.flow.is_blank(node)) {
            let images: Vec<Inline> = nodes.iter().copied().filter(is_image).collect();
            let images = self.flow.add(&images);
            self.here().push(Block::Gallery(images));
        } else {
            put(self.here(), || Block::Paragraph(content));
        }
    }

    /// Makes one block of the paragraphs that are the lines of the signature. Only what closes the letter is below them.
    pub(super) fn sign(&mut self) {
        let count = self.signature.len();
        if count == 0 {
            return;
        }
        let Some(first) = self.blocks.windows(count).rposition(|blocks| self.are_signed(blocks)) else { return };
        let mut lines: Vec<Inline> = Vec::new();
        for block in &self.blocks[first..first + count] {
            let Block::Paragraph(content) = block else { return };
            if !lines.is_empty() {
                lines.push(Inline::HardBreak);
            }
            lines.extend_from_slice(self.flow.inlines(*content));
        }
        let signature = Block::Signature(self.flow.add(&lines));
        self.blocks.splice(first..first + count, [signature]);
    }

    /// Whether some blocks are the lines of the signature.
    fn are_signed(&self, blocks: &[Block]) -> bool {
        blocks.iter().zip(&self.signature).all(|(block, line)| {
            let Block::Paragraph(content) = block else { return false };
            self.flow.plain(self.flow.inlines(*content)) == self.source.text[line.clone()]
        })
    }

    pub(super) fn end_heading(&mut self, level: u8, range: &Range<usize>) {
        let content = self.take_content();
        self.leaf = None;
        let text = match self.flow.inlines(content) {
            [Inline::Text(words)] => Cow::Borrowed(self.flow.text(*words)),
            nodes => Cow::Owned(self.flow.plain(nodes)),
        };
        let source = &self.source.text[range.clone()];
        let line = || range.start..range.start + source.find(['\n', '\r']).unwrap_or(source.len());
        self.headings.push((level, range.clone()));
        if source.trim_end().ends_with('-') && source.contains(['\n', '\r']) && has_cjk(source) {
            let hashes = "#".repeat(usize::from(level));
            self.teller.tell(
                &codes::HEADING_BY_UNDERLINE,
                self.source.span(&line()),
                both!("下面紧挨着的横线把这里变成了标题", "the line of dashes right under it makes a heading of it"),
                |told| {
                    told.help(both!(
                        "想要标题就写“{hashes} ”开头；想要横线就在横线上面空一行",
                        "begin it with `{hashes} ` for a heading; for a line across, leave an empty line above the dashes"
                    ))
                },
            );
        }
        let anchor = self.anchors.unique(&text);
        put(self.here(), move || Block::Heading { level, anchor, content });
    }

    pub(super) fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        if code.prose {
            let text: String = code.text.lines().map(str::trim).collect();
            let words = self.write(&text);
            let content = self.flow.add(&[Inline::Text(words)]);
            self.here().push(Block::Paragraph(content));
        } else {
            self.here().push(Block::Code { language: code.language, text: code.text.into() });
        }
    }

    pub(super) fn start_table(&mut self, align: &[Alignment]) {
        self.end_leaf();
        let align = align.iter().map(|align| match align {
            Alignment::None => Align::Natural,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        self.table = Some(Table {
            align: align.collect(),
            head: None,
            rows: Vec::new(),
            row: Vec::new(),
            cell_end: 0,
            under: None,
        });
    }

    pub(super) fn end_cell(&mut self, at: usize) {
        let content = self.take_content();
        self.leaf = None;
        if let Some(table) = &mut self.table {
            if table.row.is_empty() {
                table.row.reserve_exact(table.align.len());
            }
            table.row.push(content);
            table.cell_end = at;
        }
    }

    /// A row ends; the head gives no range.
    pub(super) fn end_row(&mut self, range: Option<&Range<usize>>) {
        if let Some(range) = range {
            self.check_row(range);
        }
        let Some(table) = &mut self.table else { return };
        let mut row = mem::take(&mut table.row);
        row.resize(table.align.len(), Inlines::default());
        if range.is_none() {
            table.head = Some(row.into());
        } else {
            table.rows.push(row.into());
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Some(Table { align, head, rows, under, .. }) = self.table.take() {
            if let Some((line, last)) = under {
                self.tell_under(&line, last);
            }
            let (head, rows) = (head.unwrap_or_default(), rows.into());
            put(self.here(), move || Block::Table { align, head, rows });
        }
    }
}
