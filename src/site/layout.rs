//! What follows from what entries are known by: their order, their tags.

use super::taxonomy;
use crate::entry::Entry;
use crate::hash::Key;
use crate::kind::Kind;
use std::cmp::Reverse;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The entries by what others know of them, and which are shown.
pub(super) struct Faces<'a> {
    pub entries: &'a [Arc<Entry>],
    pub faces: &'a [Key],
    pub shown: &'a [bool],
}

/// The entries are left out: what is asked of them here follows from their faces.
impl Hash for Faces<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Faces { entries: _, faces, shown } = self;
        (faces, shown).hash(state);
    }
}

/// What follows from the faces of all entries.
pub(super) struct Layout {
    /// The tags by name, with the number of the entry that has it first.
    pub tags: Vec<(String, usize)>,
    /// The numbers of the entries that are shown, newest first; what has no date is last, by path.
    pub order: Vec<usize>,
    pub has_rankings: bool,
}

impl Layout {
    pub(super) fn of(&Faces { entries, shown, .. }: &Faces<'_>) -> Layout {
        let is_shown = |number: &usize| shown.get(*number) == Some(&true);
        let mut order: Vec<usize> = (0..entries.len()).filter(is_shown).collect();
        order.sort_by_cached_key(|&number| {
            let card = &entries[number].card;
            (Reverse(card.date()), card.path.clone())
        });
        Layout {
            tags: taxonomy::first_tagged(entries, shown),
            order,
            has_rankings: entries.iter().any(|entry| entry.card.kind == Kind::Ranking),
        }
    }
}
