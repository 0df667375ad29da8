//! Lines across with words in them, which are no fences of code: each becomes a paragraph of its own.

use super::Patch;
use crate::markdown::fence::{Fence, is_divider};
use crate::markdown::item::item;
use crate::markdown::lines;
use crate::markdown::reserved::PUT_EDGE;
use std::ops::Range;

/// Finds them in a text, from its beginning to its end.
#[derive(Default)]
pub(super) struct Dividers {
    /// How far it was looked for code, and the fence that is open there.
    looked: usize,
    code: Option<Fence>,
}

impl Dividers {
    /// Makes a paragraph of the line that these tildes begin, if it is such a line. It is parted from a list above it
    /// too; in a quotation or an item, an empty line would end that.
    pub fn part(&mut self, text: &str, tildes: Range<usize>, out: &mut Vec<Patch>) {
        let Some(start) = line_start(&text[..tildes.start]) else { return };
        let info = lines::first(&text[tildes.end..]);
        if !is_divider(info) {
            return;
        }
        self.code = Fence::below(self.code, &text[self.looked..start]);
        self.looked = start;
        if self.code.is_some() {
            return;
        }
        let end = tildes.end + info.len();
        let put = |at, put| Patch { at, cut: 0, put };
        match text[start..tildes.start].trim_start_matches(' ').is_empty() {
            true => out.extend([put(start, "\n"), put(tildes.start, PUT_EDGE), put(end, "\n")]),
            false => out.extend([put(tildes.start, PUT_EDGE), put(end, PUT_EDGE)]),
        }
    }
}

/// Where the line begins that a text ends in, if nothing but the marks of quotations and of an item is in it.
pub(super) fn line_start(text: &str) -> Option<usize> {
    let outside = |text: &str| text.trim_end_matches([' ', '>']).len();
    let begins = |&start: &usize| start == 0 || text[..start].ends_with(['\n', '\r']);
    let inner = outside(text);
    let before_item = || {
        let mark = text[..inner].trim_end_matches(['-', '*', '+', '.', ')']);
        let before = mark.trim_end_matches(|c: char| c.is_ascii_digit());
        item(&text[before.len()..]).map(|_| outside(before))
    };
    Some(inner).filter(begins).or_else(|| before_item().filter(begins))
}
