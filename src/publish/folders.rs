//! What the folders of the output looked like when we left them. A folder whose date is still the one of then holds
//! the same names: nobody need list it. Most pages have a folder of their own, and to list them all was half of what
//! a build cost in which nothing had changed.

use super::disk::Disk;
use super::manifest::{Ledger, lines};
use super::order::{Records, before};
use super::ours::holds_only_ours;
use super::sealed::{seal, unseal};
use crate::hash::{Key, TextMap};
use crate::path::folders_begun;
use crate::stamp::Stamp;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs::{self, Metadata};
use std::path::Path;

const NAME: &str = "folders";

/// What stands above the folders that belong to the manifest of this key.
fn head(manifest: Key) -> String {
    format!("gongsheng folders 1 {manifest}")
}

/// Nanoseconds after which two changes of a folder cannot have one date: clocks of files tick every few thousandths of
/// a second.
const TICK: u128 = 20_000_000;
/// Nanoseconds. Disks whose dates are no finer than this (FAT, exFAT) do not date changes of folders either.
const COARSE: u128 = 10_000_000;

/// When folders were last changed, of those whose date can be relied on.
#[derive(Debug, Default)]
pub(super) struct Folders(TextMap<String, u128>);

impl Folders {
    /// As they were written beside the manifest of a ledger; none where they are of another one, or torn.
    pub(super) fn read(state: &Path, ledger: &Ledger) -> Folders {
        let text = fs::read_to_string(state.join(NAME)).unwrap_or_default();
        ledger.key().and_then(|manifest| parse(&text, manifest)).unwrap_or_default()
    }

    /// Whether a folder holds the names that it held when we left it.
    pub(super) fn is_as_left(&self, path: &str, there: &Metadata) -> bool {
        self.0.get(path) == Some(&Stamp::of(there).changed)
    }

    /// Remembers the folders of a site that was just published, beside the manifest of this key. Of those that were
    /// not `touched`, what is known stays known; others are listed once more, since somebody may have put something
    /// there meanwhile. Where it fails, all are listed the next time.
    pub(super) fn write(self, site: Published<'_>, touched: &BTreeSet<&str>, manifest: Key, disk: &dyn Disk) {
        let Some(now) = clock(site.state, disk) else { return };
        // There are disks that do not date changes of folders: this one just got a new file.
        if changed(site.state).is_none_or(|at| at + TICK < now) {
            return;
        }
        let records = site.records;
        let is_sealed = |at: u128| site.sealed.is_some_and(|sealed| at + TICK < sealed);
        let date = |folder: &str| match self.0.get(folder).filter(|_| !touched.contains(folder)) {
            Some(known) => Some(*known),
            // The date first: whatever comes after the listing changes it.
            None => changed(&site.output.join(folder))
                .filter(|at| at + TICK < now && !at.is_multiple_of(COARSE))
                .filter(|at| is_sealed(*at) || holds_only_ours(site.output, folder, records)),
        };
        let begun =
            |at: usize| records.get(at).into_iter().flat_map(move |(path, _)| folders_begun(before(records, at), path));
        let folders = [""].into_par_iter().chain((0..records.len()).into_par_iter().flat_map_iter(begun));
        let dates: Vec<(&str, u128)> = folders.filter_map(|folder| Some((folder, date(folder)?))).collect();
        let body = lines(&dates, |body, (folder, date)| {
            let _ = writeln!(body, "{date} {folder}");
        });
        let (_, sealed) = seal(&head(manifest), &body);
        let _ = disk.write_anew(&site.state.join(NAME), sealed.as_bytes());
    }
}

/// A site that was published.
#[derive(Clone, Copy)]
pub(super) struct Published<'a> {
    /// The folder beside it.
    pub state: &'a Path,
    /// Its own folder.
    pub output: &'a Path,
    /// Its files, in the order of their paths.
    pub records: &'a Records,
    /// When nobody had come to it yet: what lies in a folder that was not changed since is ours.
    pub sealed: Option<u128>,
}

/// What time it is by the clock of the disk.
pub(super) fn clock(state: &Path, disk: &dyn Disk) -> Option<u128> {
    // A new file: a disk that dates changes of folders dates this one's too.
    let probe = state.join("clock");
    disk.write_anew(&probe, b"").ok().and_then(|()| changed(&probe))
}

/// The folders in which some files lie, and those above them, up to the output itself.
pub(super) fn above<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::from([""]);
    for path in paths {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            // What is above one that is known is known.
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}

fn changed(path: &Path) -> Option<u128> {
    fs::symlink_metadata(path).ok().map(|there| Stamp::of(&there).changed)
}

fn parse(text: &str, manifest: Key) -> Option<Folders> {
    let (_, body) = unseal(&head(manifest), text)?;
    let line = |line: &str| line.split_once(' ').and_then(|(date, path)| Some((path.to_owned(), date.parse().ok()?)));
    let known: Vec<(String, u128)> = body.par_lines().map(line).collect::<Option<_>>()?;
    Some(Folders(known.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_another_manifest_or_torn_ones_say_nothing() {
        let body = "30 \n20 posts/a b\n";
        let (_, whole) = seal(&head(Key(1)), body);
        let known = parse(&whole, Key(1)).unwrap();
        assert_eq!(known.0, TextMap::from_iter([(String::new(), 30), ("posts/a b".to_owned(), 20)]));
        assert!(parse(&whole, Key(2)).is_none());
        assert!(parse(&whole[..whole.len() - 2], Key(1)).is_none());
        assert!(parse("", Key(1)).is_none());
    }

    #[test]
    fn every_folder_above_a_file_is_one() {
        let paths = ["a.html", "posts/a/b/index.html", "posts/a/c.txt", "posts/index.html", "x/y"];
        let folders: Vec<&str> = above(paths.into_iter()).into_iter().collect();
        assert_eq!(folders, ["", "posts", "posts/a", "posts/a/b", "x"]);
    }
}
