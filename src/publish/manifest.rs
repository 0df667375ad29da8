//! What we wrote: the manifest of the last finished run, and the journal of one that was cut off.

use super::disk::{Disk, beside};
use super::order::{File, Record, Records};
use super::sealed::{seal, unseal};
use crate::hash::{Key, TextMap};
use crate::stamp::Stamp;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

const HEAD: &str = "gongsheng manifest 1";
const NAME: &str = "manifest";
const JOURNAL: &str = "journal";

/// All that is known of earlier runs.
#[derive(Default)]
pub(super) struct Ledger {
    /// In the order of their paths.
    records: Vec<File>,
    /// The number of each among them.
    numbers: TextMap<Arc<str>, usize>,
    key: Option<Key>,
    journal: Option<BTreeSet<String>>,
}

impl Ledger {
    /// Reads manifest and journal. A manifest that is torn or of another version says nothing.
    pub(super) fn read(state: &Path) -> Ledger {
        let text = |name: &str| fs::read_to_string(state.join(name)).ok();
        let (key, records) = text(NAME).and_then(|text| parse(&text)).unzip();
        let records = records.unwrap_or_default();
        let numbers = records.iter().enumerate().map(|(number, (path, _))| (path.clone(), number)).collect();
        let journal = text(JOURNAL).map(|text| text.lines().map(str::to_owned).collect());
        Ledger { records, numbers, key, journal }
    }

    /// Whether the last run did not finish.
    pub(super) fn was_cut_off(&self) -> bool {
        self.journal.is_some()
    }

    /// What a run that was cut off had to do with: it may have left a folder empty.
    pub(super) fn begun(&self) -> impl Iterator<Item = &String> {
        self.journal.iter().flatten()
    }

    /// Whether a run that was cut off was about to write a path.
    pub(super) fn was_begun(&self, path: &str) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.contains(path))
    }

    /// The paths of a new journal: what is there, what is new, and what a run that was cut off may have written. Should
    /// the manifest be lost, it still says what is ours.
    pub(super) fn journal_with<'a>(&'a self, new: &'a [Arc<str>]) -> Vec<&'a str> {
        let old = self.journal.iter().flatten().map(String::as_str);
        let there = self.records.iter().map(|(path, _)| path);
        let mut all: Vec<&str> = there.chain(new).map(|path| &**path).chain(old).collect();
        // Three that are in order already: this way of sorting sees it.
        all.sort();
        all.dedup();
        all
    }

    /// The key of what the manifest says; None where it says nothing.
    pub(super) fn key(&self) -> Option<Key> {
        self.key
    }

    /// The files that we wrote, in the order of their paths.
    pub(super) fn records(&self) -> &Records {
        &self.records
    }

    /// The files that we wrote, for keeps.
    pub(super) fn into_records(self) -> Vec<File> {
        self.records
    }

    /// The number of a path among the files that we wrote.
    pub(super) fn number(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }
}

/// Says which paths are about to be written.
pub(super) fn write_journal(state: &Path, paths: &[&str], disk: &dyn Disk) -> io::Result<()> {
    disk.replace(&state.join(JOURNAL), paths.join("\n").as_bytes())
}

/// A manifest that does not count yet.
pub(super) struct Draft<'a> {
    state: &'a Path,
    /// The key of what it says.
    pub key: Key,
}

/// Writes down what is being written, in the order of the paths.
pub(super) fn draft<'a>(state: &'a Path, records: &Records, disk: &dyn Disk) -> io::Result<Draft<'a>> {
    let body = lines(records, |body, (path, Record { key, hash, stamp })| {
        let _ = writeln!(body, "{key} {hash} {} {} {path}", stamp.size, stamp.changed);
    });
    let (key, sealed) = seal(HEAD, &body);
    disk.write(&beside(&state.join(NAME)), sealed.as_bytes())?;
    Ok(Draft { state, key })
}

impl Draft<'_> {
    /// Says that the run is finished: what was being written is there.
    pub(super) fn publish(self, disk: &dyn Disk) -> io::Result<Key> {
        let place = self.state.join(NAME);
        disk.rename(&beside(&place), &place)?;
        remove_journal(self.state, disk)?;
        Ok(self.key)
    }
}

/// A line for each of many values, in their order.
pub(super) fn lines<T: Sync>(values: &[T], line: impl Fn(&mut String, &T) + Sync) -> String {
    let part = |values: &[T]| {
        let mut part = String::with_capacity(values.len() * 128);
        values.iter().for_each(|value| line(&mut part, value));
        part
    };
    let parts: Vec<String> = values.par_chunks(1024).map(part).collect();
    parts.concat()
}

/// Says that nothing is under way.
pub(super) fn remove_journal(state: &Path, disk: &dyn Disk) -> io::Result<()> {
    disk.remove_file(&state.join(JOURNAL))
}

fn parse(text: &str) -> Option<(Key, Vec<File>)> {
    let (sum, body) = unseal(HEAD, text)?;
    let record = |line: &str| {
        let mut parts = line.splitn(5, ' ');
        let (key, hash) = (Key::parse(parts.next()?)?, Key::parse(parts.next()?)?);
        let stamp = Stamp::kept(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((parts.next()?.into(), Record { key, hash, stamp }))
    };
    let records: Vec<File> = body.par_lines().map(record).collect::<Option<_>>()?;
    records.is_sorted_by(|(a, _), (b, _)| a < b).then_some((sum, records))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_manifest_says_nothing() {
        let line = format!("{} {} 10 20 posts/a b/index.html\n", Key(1), Key(2));
        let (_, whole) = seal(HEAD, &line);
        let record = Record { key: Key(1), hash: Key(2), stamp: Stamp::kept(10, 20) };
        let records = vec![("posts/a b/index.html".into(), record)];
        assert_eq!(parse(&whole), Some((Key::of(line.as_str()), records)));
        assert_eq!(parse(&whole[..whole.len() - 3]), None);
        assert_eq!(parse(""), None);
    }
}
