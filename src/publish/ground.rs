//! What a publishing finds: what earlier runs wrote, and what of it lies in the output still.

use super::manifest::{Ledger, Record, Stamp};
use super::order::File;
use crate::hash::{Key, TextSet};
use crate::output::{Artifact, Bytes};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What earlier runs wrote, and how it lies in the output.
pub(super) struct Ground {
    pub ledger: Ledger,
    /// Of each record of the ledger, how its file lies there; None where there is none.
    pub there: Vec<Option<Stamp>>,
    /// What only a run that was cut off knew of.
    pub begun: BTreeMap<String, Stamp>,
}

/// How an artifact compares with what is there.
pub(super) struct Compared {
    /// The number of its path among the records; None where it is new.
    pub number: Option<usize>,
    /// The record of its file, where that is as it should be: the key is the same, and the file on the disk is the one
    /// that we wrote. Nothing is, after a run that was cut off in its midst.
    pub current: Option<Record>,
    /// Whether an earlier build knew how it is made, and nobody does now: somebody touched its file.
    pub is_lost: bool,
}

impl Ground {
    /// How artifacts compare with what is there.
    pub(super) fn compare(&self, artifacts: &[Arc<Artifact>]) -> Vec<Compared> {
        let one = |artifact: &Arc<Artifact>| {
            let number = self.ledger.number(&artifact.path);
            let record = number.and_then(|number| self.intact(number));
            let current = record.filter(|record| record.key == artifact.key);
            let is_lost = matches!(artifact.bytes, Bytes::Recalled) && current.is_none();
            Compared { number, current, is_lost }
        };
        artifacts.par_iter().map(one).collect()
    }

    /// The record of a file that already holds these bytes.
    pub(super) fn same(&self, path: &str, hash: Key) -> Option<Record> {
        self.intact(self.ledger.number(path)?).filter(|record| record.hash == hash)
    }

    fn intact(&self, number: usize) -> Option<Record> {
        let (_, record) = self.ledger.records().get(number)?;
        let there = self.there.get(number).copied().flatten();
        (!self.ledger.was_cut_off() && there == Some(record.stamp)).then_some(*record)
    }

    /// Whether every file is the one that we wrote; what we did not write is in no ground.
    pub(super) fn is_as_written(&self) -> bool {
        let as_written = |((_, record), there): (&File, &Option<Stamp>)| *there == Some(record.stamp);
        let is_whole = self.begun.is_empty() && !self.ledger.was_cut_off();
        is_whole && self.ledger.records().iter().zip(&self.there).all(as_written)
    }

    /// Whether no file of ours lies there.
    pub(super) fn is_empty(&self) -> bool {
        self.begun.is_empty() && self.there.iter().all(Option::is_none)
    }

    /// Whether a file of ours lies there.
    pub(super) fn has(&self, path: &str) -> bool {
        match self.ledger.number(path) {
            Some(number) => self.there.get(number).is_some_and(Option::is_some),
            None => self.begun.contains_key(path),
        }
    }

    /// The files of ours that lie there and are not wanted any more, in the order of their paths; `wanted` are the paths
    /// that were compared.
    pub(super) fn gone(&self, compared: &[Compared], wanted: &[Arc<str>]) -> Vec<String> {
        let mut is_wanted = vec![false; self.there.len()];
        for number in compared.iter().filter_map(|compared| compared.number) {
            is_wanted[number] = true;
        }
        let there = self.ledger.records().iter().zip(&self.there).zip(is_wanted);
        let known = there
            .filter(|((_, there), is_wanted)| there.is_some() && !is_wanted)
            .map(|(((path, _), _), _)| path.to_string());
        let new = wanted.iter().zip(compared).filter(|(_, compared)| compared.number.is_none());
        let new: TextSet<&str> = new.map(|(path, _)| &**path).collect();
        let begun = self.begun.keys().filter(|path| !new.contains(path.as_str())).cloned();
        let mut gone: Vec<String> = known.chain(begun).collect();
        gone.sort_unstable();
        gone
    }
}
