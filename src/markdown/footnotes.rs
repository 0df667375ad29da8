//! Footnotes: gathered under their labels, numbered in the order in which they are first referred to.

use super::codes;
use super::document::{Block, Inline, Inlines};
use super::flow::Flow;
use super::reserved;
use super::source::Source;
use super::tell::Teller;
use crate::both;
use std::collections::{HashMap, HashSet};
use std::mem;
use std::ops::Range;

/// The notes of a body.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    by_label: HashMap<String, usize>,
    /// The labels with a full-width colon after them, `[^1]：说明`, once one was looked for.
    wide: Option<HashSet<String>>,
}

#[derive(Debug, Default)]
struct Note {
    label: String,
    /// Where its definition stands in the parsed text.
    place: Option<Range<usize>>,
    blocks: Vec<Block>,
}

impl Notes {
    fn index(&mut self, label: &str) -> usize {
        // As the parser compares them.
        let key = label.to_lowercase();
        let next = self.notes.len();
        let index = *self.by_label.entry(key).or_insert(next);
        if index == next {
            self.notes.push(Note { label: reserved::restore(label).into(), ..Note::default() });
        }
        index
    }

    /// Whether a line of the body begins with the label and a full-width colon: that is told there.
    pub fn has_wide_colon(&mut self, label: &str, text: &str) -> bool {
        let label_of = |line: &str| {
            let (label, _) = line.trim_start_matches(LINE_START).strip_prefix("[^")?.split_once("]：")?;
            Some(label.to_lowercase())
        };
        let find = || text.lines().filter_map(label_of).collect();
        self.wide.get_or_insert_with(find).contains(&label.to_lowercase())
    }

    /// A reference; its number is not the final one.
    pub fn refer(&mut self, label: &str) -> u32 {
        self.index(label) as u32
    }

    /// A definition begins. A second one of the same label is told.
    pub fn open(&mut self, label: &str, range: &Range<usize>, source: &Source<'_>, teller: &mut Teller<'_>) -> usize {
        let index = self.index(label);
        let Some(note) = self.notes.get_mut(index) else { return index };
        let mark = range.start..range.start + label.len() + "[^]:".len();
        if note.place.is_none() {
            note.place = Some(mark);
            return index;
        }
        let label = reserved::restore(label);
        teller.tell(
            &codes::FOOTNOTE_TWICE,
            source.span(&mark),
            both!("脚注 [^{label}] 写了两次，只显示第一次的", "there are two notes [^{label}]; the first is shown"),
            |told| told.help(both!("给其中一个换个名字", "give one of them another name")),
        );
        usize::MAX
    }

    /// A definition ends.
    pub fn define(&mut self, index: usize, blocks: Vec<Block>) {
        if let Some(note) = self.notes.get_mut(index) {
            note.blocks = blocks;
        }
    }

    /// Numbers the references in these blocks, and gives the notes in the order of their numbers. A note
    /// that nothing refers to is told.
    pub fn number(
        &mut self,
        blocks: &[Block],
        flow: &mut Flow,
        source: &Source<'_>,
        teller: &mut Teller<'_>,
    ) -> Vec<Vec<Block>> {
        if self.notes.is_empty() {
            return Vec::new();
        }
        let mut order = Order { flow, numbers: vec![0; self.notes.len()], notes: Vec::new() };
        order.blocks(blocks);
        let mut out: Vec<Vec<Block>> = Vec::new();
        // A note may refer to the next.
        while let Some(&note) = order.notes.get(out.len()) {
            let blocks = self.notes.get_mut(note).map(|note| mem::take(&mut note.blocks)).unwrap_or_default();
            order.blocks(&blocks);
            out.push(blocks);
        }
        for (note, _) in self.notes.iter().zip(&order.numbers).filter(|(_, number)| **number == 0) {
            let Some(place) = &note.place else { continue };
            let label = &note.label;
            teller.tell(
                &codes::FOOTNOTE_UNUSED,
                source.span(place),
                both!(
                    "脚注 [^{label}] 没有地方用到，不会显示",
                    "nothing refers to the note [^{label}]; it is not shown"
                ),
                |told| {
                    told.help(both!("在正文里写上 [^{label}]，或删去它", "write [^{label}] in the text, or delete it"))
                },
            );
        }
        out
    }
}

/// What may stand before a note on its line: it can be in a quotation.
const LINE_START: &[char] = &[' ', '>'];

/// Whether what comes after this text begins a line.
pub(super) fn ends_before_a_line(text: &str) -> bool {
    let text = text.trim_end_matches(LINE_START);
    text.is_empty() || text.ends_with(['\n', '\r'])
}

/// The order in which notes are met. As deep as the tree, which is bounded.
struct Order<'f> {
    flow: &'f mut Flow,
    /// The number of each note; 0 for none yet.
    numbers: Vec<u32>,
    notes: Vec<usize>,
}

impl Order<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) | Block::Signature(content) => {
                    self.inlines(*content);
                }
                Block::Quote(blocks) => self.blocks(blocks),
                Block::Callout(callout) => {
                    self.inlines(callout.title);
                    self.blocks(&callout.blocks);
                }
                Block::Timeline(callouts) => {
                    for callout in callouts {
                        self.inlines(callout.title);
                        self.blocks(&callout.blocks);
                    }
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Table { head, rows, .. } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(*cell));
                }
                Block::Gallery(_) | Block::Code { .. } | Block::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: Inlines) {
        for index in inlines.indices() {
            match self.flow.nodes.get(index).copied() {
                Some(Inline::Footnote(note)) => {
                    let Some(number) = self.numbers.get_mut(note as usize) else { continue };
                    if *number == 0 {
                        self.notes.push(note as usize);
                        *number = self.notes.len() as u32;
                    }
                    self.flow.nodes[index] = Inline::Footnote(*number);
                }
                Some(
                    Inline::Emphasis(content)
                    | Inline::Strong(content)
                    | Inline::Strike(content)
                    | Inline::Tagged(_, content)
                    | Inline::Link { content, .. },
                ) => self.inlines(content),
                _ => {}
            }
        }
    }
}
