//! What we wrote: the manifest of the last finished run, and the journal of one that was cut off.

use super::disk::{Disk, beside};
use super::order::{File, Record, Records};
use super::sealed::{seal, unseal};
use crate::hash::{Key, TextMap};
use crate::stamp::Stamp;
use rayon::prelude::*;
use std::collections::BTreeMap;
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
    /// Of each path that a run that was cut off knew, whether it was to stay as it is.
    journal: Option<BTreeMap<String, bool>>,
}

/// What stands in a journal before a path that is to stay as it is: no path begins with it.
const STAYS: char = '/';

impl Ledger {
    /// Reads manifest and journal. A manifest that is torn or of another version says nothing.
    pub(super) fn read(state: &Path) -> Ledger {
        let text = |name: &str| fs::read_to_string(state.join(name)).ok();
        let (key, records) = text(NAME).and_then(|text| parse(&text)).unzip();
        let records = records.unwrap_or_default();
        let numbers = records.iter().enumerate().map(|(number, (path, _))| (path.clone(), number)).collect();
        let intent = |line: &str| match line.strip_prefix(STAYS) {
            Some(path) => (path.to_owned(), true),
            None => (line.to_owned(), false),
        };
        let journal = text(JOURNAL).map(|text| text.lines().map(intent).collect());
        Ledger { records, numbers, key, journal }
    }

    /// Whether the last run did not finish.
    pub(super) fn was_cut_off(&self) -> bool {
        self.journal.is_some()
    }

    /// What a run that was cut off had to do with: it may have left a folder empty.
    pub(super) fn begun(&self) -> impl Iterator<Item = &String> {
        self.journal.iter().flatten().filter_map(|(path, stays)| (!stays).then_some(path))
    }

    /// Whether a run that was cut off was about to write or remove what lies at a path.
    pub(super) fn was_begun(&self, path: &str) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.get(path) == Some(&false))
    }

    /// Whether a run that was cut off knew what lies at a path for ours.
    pub(super) fn was_ours(&self, path: &str) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.contains_key(path))
    }

    /// A new journal: what is there, of which some are kept, what is new, and what a run that was cut off may have
    /// written. Should the manifest be lost, it still says what is ours.
    pub(super) fn journal_with<'a>(&'a self, kept: &[bool], new: &'a [Arc<str>]) -> Vec<Intent<'a>> {
        let old = self.journal.iter().flatten().map(|(path, stays)| (path.as_str(), *stays));
        let there = self.records.iter().zip(kept).map(|((path, _), kept)| (&**path, *kept));
        let mut all: Vec<Intent<'_>> = there.chain(new.iter().map(|path| (&**path, false))).chain(old).collect();
        // Three that are in order already: this way of sorting sees it. What is begun stands before what stays.
        all.sort();
        all.dedup_by_key(|(path, _)| *path);
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

/// A path, and whether it is to stay as it is.
pub(super) type Intent<'a> = (&'a str, bool);

/// Says which paths are about to be written or removed, and which are ours beside.
pub(super) fn write_journal(state: &Path, paths: &[Intent<'_>], disk: &dyn Disk) -> io::Result<()> {
    let text = lines(paths, |text, (path, stays)| {
        text.extend(stays.then_some(STAYS));
        let _ = writeln!(text, "{path}");
    });
    disk.replace(&state.join(JOURNAL), text.as_bytes())
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
