//! Marks of other tools: found where text is text, and told.

use super::text::{is_escaped, parsed};
use super::{Builder, Open};
use crate::markdown::{codes, foreign};

impl Builder<'_, '_> {
    /// Tells of the marks within some text.
    pub(super) fn check_foreign(&mut self, gathered: &str, pieces: &[(usize, usize)]) {
        for (at, byte) in gathered.bytes().enumerate().filter(|(_, byte)| foreign::may_begin(*byte)) {
            let place = parsed(pieces, &(at..at + 1)).start;
            // An entity may stand for it.
            if self.source.text.as_bytes().get(place) == Some(&byte) {
                self.check_foreign_mark(place);
            }
        }
    }

    /// Tells of a mark that begins with this byte of the parsed text. The description of an image takes none of what
    /// stands for it.
    pub(super) fn check_foreign_mark(&mut self, at: usize) {
        let (is_escaped, rest) = (is_escaped(&self.source.text, at), &self.source.text[at..]);
        let described = self.inline.frames.iter().any(|frame| matches!(frame.open, Open::Image { .. }));
        // A backslash makes text of a mark, but \( begins a formula elsewhere.
        if described || is_escaped && !rest.starts_with(['(', '[']) {
            return;
        }
        let place = self.source.place(at - usize::from(is_escaped));
        if place < self.told_foreign {
            return;
        }
        let Some(found) = foreign::at(self.teller.before(place), self.teller.after(place)) else { return };
        let span = place..place + found.length;
        self.told_foreign = span.end;
        self.teller.tell(&codes::FOREIGN_MARK, span.clone(), found.message, |told| {
            let told = told.help(found.help);
            match found.mend {
                Some(mend) => told.edit(span, mend),
                None => told,
            }
        });
    }
}
