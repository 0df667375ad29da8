//! Where the bytes of files lie until all of them are there: in the output itself, so that a rename is one.
#![expect(clippy::disallowed_methods, reason = "a part of PUBLISH, the stage that writes")]

use super::clear::remove_deserted;
use super::disk::Disk;
use super::order::Record;
use crate::hash::Key;
use crate::leftover::{self, WAITING_SITE};
use crate::output::Rank;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// How files come into their places.
pub(super) enum Landing<'a> {
    /// Each by itself, from under a short name, so that no folder of theirs need be there yet.
    Each(&'a Path),
    /// A site where none was: it stands as a tree of its own, of which only the top is moved.
    Whole(&'a Path),
}

/// A file whose bytes lie beside its place, ready to be renamed.
#[derive(Clone)]
pub(super) struct Staged {
    pub path: Arc<str>,
    pub rank: Rank,
    pub is_new: bool,
    pub record: Record,
}

/// The folder in which a whole site stands until it is moved.
fn tree(output: &Path) -> PathBuf {
    output.join(WAITING_SITE)
}

/// Removes what a run that was cut off left of a whole site. A link in its place is none of ours, and is told when the
/// output is looked through, as is what cannot be removed.
pub(super) fn clear(output: &Path, disk: &dyn Disk) {
    let tree = tree(output);
    if fs::symlink_metadata(&tree).is_ok_and(|there| there.is_dir()) {
        for entry in WalkDir::new(&tree).follow_root_links(false).contents_first(true).into_iter().flatten() {
            let _ = match entry.file_type().is_dir() {
                true => disk.remove_dir(entry.path()),
                false => disk.remove_file(entry.path()),
            };
        }
    }
}

impl<'a> Landing<'a> {
    /// How files come into an output; a first site comes as a whole.
    pub(super) fn of(output: &'a Path, is_first: bool) -> Landing<'a> {
        if is_first { Landing::Whole(output) } else { Landing::Each(output) }
    }

    /// Where the bytes of a file lie meanwhile.
    pub(super) fn beside(&self, path: &str) -> PathBuf {
        match self {
            Landing::Each(output) => output.join(leftover::temporary(Key::of(path))),
            Landing::Whole(output) => tree(output).join(path),
        }
    }

    /// Writes a file beside its place, and the folders that it needs there. Where that fails, nothing is left there.
    pub(super) fn write<T>(
        &self,
        path: &str,
        disk: &dyn Disk,
        write: impl Fn(&Path) -> io::Result<T>,
    ) -> io::Result<T> {
        let beside = self.beside(path);
        let written = match (write(&beside), beside.parent()) {
            (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
                disk.create_dir(folder).and_then(|()| write(&beside))
            }
            (written, _) => written,
        };
        // Of what a full disk could not take the beginning may be there.
        written.inspect_err(|_| drop(disk.remove_file(&beside)))
    }

    /// Removes what lies beside its place. What cannot be removed now is removed by the next run.
    pub(super) fn give_up<'s>(&self, staged: impl Iterator<Item = &'s Staged>, disk: &dyn Disk) {
        match self {
            Landing::Each(_) => staged.for_each(|one| {
                let _ = disk.remove_file(&self.beside(&one.path));
            }),
            Landing::Whole(output) => clear(output, disk),
        }
    }

    /// Puts files into their places: new ones first, what is linked to before what links. Gives whether all came as one
    /// whole, or the place that could not be taken.
    pub(super) fn put(&self, staged: &mut [Staged], disk: &dyn Disk) -> Result<bool, (PathBuf, io::Error)> {
        match self {
            Landing::Each(output) => put_each(output, staged, |one| self.beside(&one.path), disk).map(|()| false),
            Landing::Whole(output) => put_whole(output, staged, disk),
        }
    }
}

fn put_each(
    output: &Path,
    staged: &mut [Staged],
    beside: impl Fn(&Staged) -> PathBuf + Sync,
    disk: &dyn Disk,
) -> Result<(), (PathBuf, io::Error)> {
    staged.par_sort_unstable_by(|a, b| (!a.is_new, a.rank, &a.path).cmp(&(!b.is_new, b.rank, &b.path)));
    let put = |one: &Staged| {
        let place = output.join(&*one.path);
        let folder = disk.create_dir(place.parent().unwrap_or(output));
        let moved = folder.and_then(|()| disk.rename(&beside(one), &place)).or_else(|error| {
            // Of a folder that stood there the files are gone, and not what systems leave in it; or a run that was cut
            // off left the folder.
            remove_deserted(&place, disk).map_or(Err(error), |()| disk.rename(&beside(one), &place))
        });
        moved.err().map(|error| (place, error))
    };
    // Of one rank any may come first, and the next rank waits for all of them. From a door everything is reached,
    // other doors too: they come one after another.
    let together = |a: &Staged, b: &Staged| (a.is_new, a.rank) == (b.is_new, b.rank) && a.rank != Rank::Door;
    staged.chunk_by(together).find_map(|alike| alike.par_iter().find_map_first(put)).map_or(Ok(()), Err)
}

/// Moves what lies at the top of the tree, whole folders too. The home page comes last: no address lived before it.
fn put_whole(output: &Path, staged: &mut [Staged], disk: &dyn Disk) -> Result<bool, (PathBuf, io::Error)> {
    let tree = tree(output);
    let mut ranks: BTreeMap<&str, Rank> = BTreeMap::new();
    for one in staged.iter() {
        ranks.entry(top(&one.path)).and_modify(|rank| *rank = one.rank.max(*rank)).or_insert(one.rank);
    }
    let mut tops: Vec<(&str, Rank)> = ranks.into_iter().collect();
    tops.sort_unstable_by_key(|(top, rank)| (*rank, *top == "index.html", *top));
    let stuck = tops.iter().position(|(top, _)| disk.rename(&tree.join(top), &output.join(top)).is_err());
    if let Some(first) = stuck {
        // A folder stands there that somebody needs, or Windows lets none be moved: then file by file.
        let stuck: BTreeSet<&str> = tops[first..].iter().map(|(top, _)| *top).collect();
        let mut left: Vec<Staged> = staged.iter().filter(|one| stuck.contains(top(&one.path))).cloned().collect();
        put_each(output, &mut left, |one| tree.join(&*one.path), disk)?;
    }
    clear(output, disk);
    Ok(stuck.is_none())
}

/// The first part of a path.
fn top(path: &str) -> &str {
    path.split_once('/').map_or(path, |(top, _)| top)
}
