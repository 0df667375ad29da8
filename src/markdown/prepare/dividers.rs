//! Lines across with words in them, which are no fences of code: each becomes a paragraph of its own.

use super::Patch;
use crate::markdown::fence::{Fence, is_divider};
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
    /// too; in a quotation, an empty line would end that.
    pub fn part(&mut self, text: &str, tildes: Range<usize>, out: &mut Vec<Patch>) {
        let before = text[..tildes.start].trim_end_matches([' ', '>']);
        if !before.is_empty() && !before.ends_with(['\n', '\r']) {
            return;
        }
        let start = before.len();
        let info = text[tildes.end..].split(['\n', '\r']).next().unwrap_or_default();
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
        match text[start..tildes.start].contains('>') {
            true => out.extend([put(tildes.start, PUT_EDGE), put(end, PUT_EDGE)]),
            false => out.extend([put(start, "\n"), put(tildes.start, PUT_EDGE), put(end, "\n")]),
        }
    }
}
