//! What follows from what entries are known by: their order, and which belong together.

use super::taxonomy;
use crate::entry::Entry;
use crate::hash::Key;
use crate::kind::{KINDS, Kind};
use std::cmp::Reverse;
use std::collections::BTreeMap;
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
#[derive(Debug)]
pub(super) struct Layout {
    /// The tags by name, with the number of the entry that has it first.
    pub tags: Vec<(String, usize)>,
    /// The numbers of the entries that are shown, newest first; what has no date is last, by path.
    pub order: Vec<usize>,
    /// Those that have a date.
    dated: Turns,
    /// The entries of each kind, in the order of [`KINDS`].
    of_kinds: [Turns; KINDS.len()],
    /// The dated entries of each column, by its name.
    of_columns: BTreeMap<String, Turns>,
    /// The dated entries of each tag, by its name.
    of_tags: BTreeMap<String, Turns>,
    pub has_rankings: bool,
}

/// When entries have their turn in the order: their numbers among those that are shown.
type Turns = Vec<usize>;

impl Layout {
    pub(super) fn of(&Faces { entries, shown, .. }: &Faces<'_>) -> Layout {
        let is_shown = |number: &usize| shown.get(*number) == Some(&true);
        let mut order: Vec<usize> = (0..entries.len()).filter(is_shown).collect();
        order.sort_by_cached_key(|&number| {
            let card = &entries[number].card;
            (Reverse(card.date()), card.path.clone())
        });
        let mut dated = Turns::new();
        let mut of_kinds: [Turns; KINDS.len()] = Default::default();
        let (mut of_columns, mut of_tags): (BTreeMap<String, Turns>, BTreeMap<String, Turns>) = Default::default();
        for (turn, &number) in order.iter().enumerate() {
            let card = &entries[number].card;
            of_kinds[card.kind as usize].push(turn);
            if !card.kind.info().dated {
                continue;
            }
            dated.push(turn);
            let add = |lists: &mut BTreeMap<String, Turns>, name: &String| match lists.get_mut(name) {
                Some(list) => list.push(turn),
                None => _ = lists.insert(name.clone(), vec![turn]),
            };
            card.header.column.iter().for_each(|column| add(&mut of_columns, &column.value));
            card.header.tags.iter().for_each(|tag| add(&mut of_tags, &tag.value));
        }
        Layout {
            tags: taxonomy::first_tagged(entries, shown),
            order,
            dated,
            of_kinds,
            of_columns,
            of_tags,
            has_rankings: entries.iter().any(|entry| entry.card.kind == Kind::Ranking),
        }
    }

    pub(super) fn dated(&self) -> &[usize] {
        &self.dated
    }

    pub(super) fn of_kind(&self, kind: Kind) -> &[usize] {
        &self.of_kinds[kind as usize]
    }

    pub(super) fn of_column(&self, name: &str) -> &[usize] {
        self.of_columns.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn of_tag(&self, name: &str) -> &[usize] {
        self.of_tags.get(name).map_or(&[], Vec::as_slice)
    }
}
