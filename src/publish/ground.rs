//! What a publishing finds: what earlier runs wrote, and what of it lies in the output still.

use super::manifest::Ledger;
use super::order::{File, Record};
use crate::hash::Key;
use crate::output::{Artifact, Bytes};
use crate::stamp::Stamp;
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

/// What becomes of what is there.
pub(super) struct Turn {
    /// Of each record of the ledger, whether its file is as it should be.
    pub kept: Vec<bool>,
    /// What is to be made.
    pub stale: Vec<Arc<Artifact>>,
    /// The paths that no record has, in their order.
    pub new: Vec<Arc<str>>,
    /// The files of ours that are not wanted any more, in the order of their paths.
    pub gone: Vec<String>,
}

/// How an artifact compares with what is there.
struct Compared {
    /// The number of its path among the records; None where it is new.
    number: Option<usize>,
    /// Whether its file is as it should be: the key is the same, and the file on the disk is the one that we wrote.
    /// What a run that was cut off was about to write is not: two files that were written one right after the other
    /// may have one date.
    is_current: bool,
}

impl Ground {
    /// What becomes of what is there, where these artifacts are wanted. `again` plans the same with how each is made:
    /// where an earlier build knew it, and somebody touched the file.
    pub(super) fn turn(&self, artifacts: Vec<Arc<Artifact>>, again: &dyn Fn() -> Vec<Arc<Artifact>>) -> Turn {
        let mut artifacts = artifacts;
        let mut compared = self.compare(&artifacts);
        let is_lost = |(artifact, compared): (&Arc<Artifact>, &Compared)| {
            !compared.is_current && matches!(artifact.bytes, Bytes::Recalled)
        };
        if artifacts.par_iter().zip(&compared).any(is_lost) {
            artifacts = again();
            compared = self.compare(&artifacts);
        }
        let (mut kept, mut is_wanted) = (vec![false; self.there.len()], vec![false; self.there.len()]);
        let mut new = Vec::new();
        for (artifact, compared) in artifacts.iter().zip(&compared) {
            match compared.number {
                Some(number) => {
                    is_wanted.get_mut(number).into_iter().for_each(|wanted| *wanted = true);
                    kept.get_mut(number).into_iter().for_each(|kept| *kept = compared.is_current);
                }
                None => new.push(artifact.path.clone()),
            }
        }
        new.par_sort_unstable();
        let gone = self.gone(&is_wanted, &new);
        let all = artifacts.into_par_iter().zip(compared);
        let stale = all.filter(|(_, compared)| !compared.is_current).map(|(artifact, _)| artifact).collect();
        Turn { kept, stale, new, gone }
    }

    /// The records of those that are kept, in the order of their paths.
    pub(super) fn into_kept(self, kept: &[bool]) -> Vec<File> {
        let all = self.ledger.into_records().into_iter().zip(kept);
        all.filter_map(|(file, kept)| kept.then_some(file)).collect()
    }

    fn compare(&self, artifacts: &[Arc<Artifact>]) -> Vec<Compared> {
        let one = |artifact: &Arc<Artifact>| {
            let number = self.ledger.number(&artifact.path);
            let record = number.and_then(|number| self.intact(number));
            Compared { number, is_current: record.is_some_and(|record| record.key == artifact.key) }
        };
        artifacts.par_iter().map(one).collect()
    }

    /// The record of a file that already holds these bytes.
    pub(super) fn same(&self, path: &str, hash: Key) -> Option<Record> {
        self.intact(self.ledger.number(path)?).filter(|record| record.hash == hash).copied()
    }

    fn intact(&self, number: usize) -> Option<&Record> {
        let (path, record) = self.ledger.records().get(number)?;
        let there = self.there.get(number).copied().flatten();
        (there == Some(record.stamp) && !self.ledger.was_begun(path)).then_some(record)
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

    /// The files of ours that lie there and are not wanted any more, where the paths that no record has are `new`.
    fn gone(&self, is_wanted: &[bool], new: &[Arc<str>]) -> Vec<String> {
        let there = self.ledger.records().iter().zip(&self.there).zip(is_wanted);
        let known = there
            .filter(|((_, there), wanted)| there.is_some() && !**wanted)
            .map(|(((path, _), _), _)| path.to_string());
        let is_new = |path: &str| new.binary_search_by(|new| (**new).cmp(path)).is_ok();
        let begun = self.begun.keys().filter(|path| !is_new(path)).cloned();
        let mut gone: Vec<String> = known.chain(begun).collect();
        gone.sort_unstable();
        gone
    }
}
