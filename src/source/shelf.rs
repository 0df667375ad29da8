//! What was read, kept while the program runs: a file that was not touched is not read again.

use super::codes::UNREADABLE;
use super::look::{Look, Touched};
use super::sort::Read;
use super::walk::Found;
use crate::stamp::Stamp;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What was read of each file, and the look by which it was found.
#[derive(Default)]
pub struct Shelf {
    look: Option<Look>,
    files: Vec<Kept>,
}

pub(super) struct Kept {
    disk: PathBuf,
    /// None where its date said nothing: it is read again.
    stamp: Option<Stamp>,
    read: Read,
}

/// Finds what was read of a file.
pub(super) enum Finder<'a> {
    /// By its number: the files are those of the last time.
    Same(&'a [Kept]),
    /// By its path.
    Other(HashMap<&'a Path, &'a Kept>),
}

impl Shelf {
    /// The last look, with another at what was touched; None where all must be looked at.
    pub fn look_again(&mut self, root: &Path, touched: &Touched) -> Option<Look> {
        let mut look = self.look.take()?;
        match touched {
            Touched::Only(paths) if look.again(root, paths) => Some(look),
            Touched::Only(_) | Touched::Anything => None,
        }
    }

    /// Finds what was read of files.
    pub(super) fn finder(&self, files: &[Found]) -> Finder<'_> {
        if self.has_the_same(files) {
            return Finder::Same(&self.files);
        }
        Finder::Other(self.files.iter().map(|kept| (kept.disk.as_path(), kept)).collect())
    }

    fn has_the_same(&self, files: &[Found]) -> bool {
        let same = |(kept, file): (&Kept, &Found)| kept.disk.as_os_str() == file.disk.as_os_str();
        self.files.len() == files.len() && self.files.iter().zip(files).all(same)
    }

    /// Keeps a look and what was read of its files, each with whether it was read anew, and forgets all else.
    pub(super) fn keep(&mut self, look: Look, read: &[(Read, bool)]) {
        if self.has_the_same(&look.content) {
            for ((kept, file), (read, new)) in self.files.iter_mut().zip(&look.content).zip(read) {
                kept.stamp = stamp_of(file, read);
                if *new {
                    kept.read = read.clone();
                }
            }
        } else {
            let kept = |(file, (read, _)): (&Found, &(Read, bool))| Kept {
                disk: file.disk.clone(),
                stamp: stamp_of(file, read),
                read: read.clone(),
            };
            self.files = look.content.iter().zip(read).map(kept).collect();
        }
        self.look = Some(look);
    }
}

/// By what a file is known to be the same. One that could not be read is tried again: what kept it from being read
/// leaves no trace in its date.
fn stamp_of(file: &Found, read: &Read) -> Option<Stamp> {
    file.stamp.filter(|_| !read.told.iter().any(|told| told.code == &UNREADABLE))
}

impl Finder<'_> {
    /// What was read of the file of a number, if it is the same still.
    pub(super) fn get(&self, number: usize, file: &Found) -> Option<&Read> {
        let kept = match self {
            Finder::Same(all) => all.get(number)?,
            Finder::Other(all) => all.get(file.disk.as_path())?,
        };
        (kept.stamp.is_some() && kept.stamp == file.stamp).then_some(&kept.read)
    }
}
