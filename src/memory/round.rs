//! The entries as the last round had them, side by side, so that whoever passes over all of them follows no pointers.

use super::Parsed;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::source::EntrySource;
use std::sync::Arc;

/// The entries of a round, in their order: each with what it was read from and what was told of it.
#[derive(Default)]
pub(super) struct Round {
    sources: Vec<Arc<EntrySource>>,
    pub entries: Vec<Arc<Entry>>,
    pub told: Vec<Arc<[Diagnostic]>>,
}

impl Round {
    /// Whether the entry of this number was read from this very source.
    pub fn is_of(&self, number: usize, source: &Arc<EntrySource>) -> bool {
        self.sources.get(number).is_some_and(|last| Arc::ptr_eq(last, source))
    }

    /// Forgets all behind so many entries.
    pub fn truncate(&mut self, count: usize) {
        self.sources.truncate(count);
        self.entries.truncate(count);
        self.told.truncate(count);
    }

    /// Puts an entry in the place of the one of this number, or behind the last.
    pub fn put(&mut self, number: usize, source: &Arc<EntrySource>, Parsed { entry, told }: Parsed) {
        set(&mut self.sources, number, source.clone());
        set(&mut self.entries, number, entry);
        set(&mut self.told, number, told);
    }
}

fn set<T>(all: &mut Vec<T>, number: usize, value: T) {
    match all.get_mut(number) {
        Some(last) => *last = value,
        None => all.push(value),
    }
}
