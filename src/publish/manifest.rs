//! What we wrote: the manifest of the last finished run, and the journal of one that was cut off.

use super::disk::Disk;
use crate::hash::Key;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// How the names of files end whose bytes wait to take their place.
pub(super) const TEMPORARY: &str = ".gongsheng-tmp";

const HEAD: &str = "gongsheng manifest 1";

/// By what a file is known to be the one that we wrote, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds.
    pub changed: u128,
}

/// A file that we wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The key of its artifact.
    pub key: Key,
    /// The hash of its bytes.
    pub hash: Key,
    /// How it lay on the disk.
    pub stamp: Stamp,
}

/// All that is known of earlier runs.
pub(super) struct Ledger {
    records: HashMap<Arc<str>, Record>,
    key: Option<Key>,
    journal: Option<BTreeSet<String>>,
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Stamp {
        let changed = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Stamp { size: meta.len(), changed: changed.map_or(0, |since| since.as_nanos()) }
    }
}

impl Ledger {
    /// Reads manifest and journal. A manifest that is torn or of another version says nothing.
    pub(super) fn read(state: &Path) -> Ledger {
        let text = |name: &str| fs::read_to_string(state.join(name)).ok();
        let (key, records) = text("manifest").and_then(|text| parse(&text)).unzip();
        let journal = text("journal").map(|text| text.lines().map(str::to_owned).collect());
        Ledger { records: records.unwrap_or_default(), key, journal }
    }

    /// Whether the last run did not finish.
    pub(super) fn was_cut_off(&self) -> bool {
        self.journal.is_some()
    }

    /// Whether a path is one that we wrote, or were about to write.
    pub(super) fn is_ours(&self, path: &str) -> bool {
        self.records.contains_key(path) || self.journal.as_ref().is_some_and(|journal| journal.contains(path))
    }

    /// The paths of a new journal: what is wanted, and what a run that was cut off may have written.
    pub(super) fn journal_with<'a>(&'a self, wanted: &'a HashSet<Arc<str>>) -> Vec<&'a str> {
        let old = self.journal.iter().flatten().map(String::as_str);
        let mut all: Vec<&str> = wanted.iter().map(|path| &**path).chain(old).collect();
        all.par_sort_unstable();
        all.dedup();
        all
    }

    /// The key of what the manifest says; None where it says nothing.
    pub(super) fn key(&self) -> Option<Key> {
        self.key
    }

    /// How many files we wrote.
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// The paths of the files that we wrote.
    pub(super) fn paths(&self) -> Vec<&Arc<str>> {
        self.records.keys().collect()
    }

    /// The record of a path.
    pub(super) fn record(&self, path: &str) -> Option<Record> {
        self.records.get(path).copied()
    }

    /// The record of a file that is as it should be: the key is the same, and the file on the disk is the
    /// one that we wrote. Nothing is, after a run that was cut off in its midst.
    pub(super) fn current(&self, path: &str, key: Key, there: Option<&Stamp>) -> Option<Record> {
        self.intact(path, there).filter(|record| record.key == key)
    }

    /// The record of a file that already holds these bytes.
    pub(super) fn same(&self, path: &str, hash: Key, there: Option<&Stamp>) -> Option<Record> {
        self.intact(path, there).filter(|record| record.hash == hash)
    }

    fn intact(&self, path: &str, there: Option<&Stamp>) -> Option<Record> {
        let record = self.record(path)?;
        (!self.was_cut_off() && there == Some(&record.stamp)).then_some(record)
    }
}

/// The key of the manifest; None where there is none, or it is not the last word.
pub(super) fn key(state: &Path) -> Option<Key> {
    let text = fs::read_to_string(state.join("manifest")).ok()?;
    let there = fs::symlink_metadata(state.join("journal")).is_err();
    there.then(|| Key::of(text.as_str()))
}

/// Says which paths are about to be written.
pub(super) fn write_journal(state: &Path, paths: &[&str], disk: &dyn Disk) -> io::Result<()> {
    replace(&state.join("journal"), &paths.join("\n"), disk)
}

/// Says what was written, in the order of the paths, and that the run is finished. Gives the key of what it says.
pub(super) fn write_manifest(state: &Path, records: &[(Arc<str>, Record)], disk: &dyn Disk) -> io::Result<Key> {
    let mut body = String::with_capacity(records.len() * 128);
    for (path, Record { key, hash, stamp }) in records {
        let _ = writeln!(body, "{key} {hash} {} {} {path}", stamp.size, stamp.changed);
    }
    let sum = Key::of(body.as_str());
    replace(&state.join("manifest"), &format!("{HEAD} {sum}\n{body}"), disk)?;
    remove_journal(state, disk)?;
    Ok(sum)
}

/// Says that nothing is under way.
pub(super) fn remove_journal(state: &Path, disk: &dyn Disk) -> io::Result<()> {
    disk.remove_file(&state.join("journal"))
}

fn replace(path: &Path, text: &str, disk: &dyn Disk) -> io::Result<()> {
    let beside = path.with_extension("new");
    disk.write(&beside, text.as_bytes())?;
    disk.rename(&beside, path)
}

fn parse(text: &str) -> Option<(Key, HashMap<Arc<str>, Record>)> {
    let (head, body) = text.split_once('\n')?;
    let sum = Key::parse(head.strip_prefix(HEAD)?.trim_start())?;
    if sum != Key::of(body) {
        return None;
    }
    let record = |line: &str| {
        let mut parts = line.splitn(5, ' ');
        let (key, hash) = (Key::parse(parts.next()?)?, Key::parse(parts.next()?)?);
        let stamp = Stamp { size: parts.next()?.parse().ok()?, changed: parts.next()?.parse().ok()? };
        Some((parts.next()?.into(), Record { key, hash, stamp }))
    };
    Some((sum, body.lines().map(record).collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_manifest_says_nothing() {
        let line = format!("{} {} 10 20 posts/a b/index.html\n", Key(1), Key(2));
        let whole = format!("{HEAD} {}\n{line}", Key::of(line.as_str()));
        let record = Record { key: Key(1), hash: Key(2), stamp: Stamp { size: 10, changed: 20 } };
        let records = HashMap::from([("posts/a b/index.html".into(), record)]);
        assert_eq!(parse(&whole), Some((Key::of(line.as_str()), records)));
        assert_eq!(parse(&whole[..whole.len() - 3]), None);
        assert_eq!(parse(""), None);
    }
}
