//! What a publishing finds: what earlier runs wrote, and what of it lies in the output still.

use super::manifest::{Ledger, Record, Stamp};
use crate::hash::Key;
use std::collections::BTreeMap;

/// What earlier runs wrote, and how it lies in the output.
pub(super) struct Ground {
    pub ledger: Ledger,
    /// Of each record of the ledger, how its file lies there; None where there is none.
    pub there: Vec<Option<Stamp>>,
    /// What only a run that was cut off knew of.
    pub begun: BTreeMap<String, Stamp>,
}

impl Ground {
    /// The record of a file that is as it should be: the key is the same, and the file on the disk is the
    /// one that we wrote. Nothing is, after a run that was cut off in its midst.
    pub(super) fn current(&self, path: &str, key: Key) -> Option<Record> {
        self.intact(path).filter(|record| record.key == key)
    }

    /// The record of a file that already holds these bytes.
    pub(super) fn same(&self, path: &str, hash: Key) -> Option<Record> {
        self.intact(path).filter(|record| record.hash == hash)
    }

    fn intact(&self, path: &str) -> Option<Record> {
        let number = self.ledger.number(path)?;
        let (_, record) = self.ledger.records().get(number)?;
        let there = self.there.get(number).copied().flatten();
        (!self.ledger.was_cut_off() && there == Some(record.stamp)).then_some(*record)
    }

    /// Whether a file of ours lies there.
    pub(super) fn has(&self, path: &str) -> bool {
        match self.ledger.number(path) {
            Some(number) => self.there.get(number).is_some_and(Option::is_some),
            None => self.begun.contains_key(path),
        }
    }

    /// The files of ours that lie there, in the order of their paths.
    pub(super) fn files(&self) -> Vec<&str> {
        let known = self.ledger.records().iter().zip(&self.there);
        let known = known.filter_map(|((path, _), there)| there.is_some().then_some(&**path));
        let mut all: Vec<&str> = known.chain(self.begun.keys().map(String::as_str)).collect();
        if !self.begun.is_empty() {
            all.sort_unstable();
        }
        all
    }
}
