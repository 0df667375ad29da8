//! What was read, kept while the program runs: a file that was not touched is not read again.

use super::Item;
use super::look::Stamp;
use crate::diagnostic::Diagnostic;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What was read of each file that has not been touched since.
#[derive(Default)]
pub struct Shelf {
    files: HashMap<PathBuf, (Stamp, Read)>,
}

/// A file as it was read, with what was told of it.
pub(super) type Read = (Item, Vec<Diagnostic>);

impl Shelf {
    /// What was read of a file, if it is the same still.
    pub(super) fn get(&self, disk: &Path, stamp: Option<Stamp>) -> Option<&Read> {
        let (known, read) = self.files.get(disk)?;
        (Some(*known) == stamp).then_some(read)
    }

    /// Keeps what was read, and forgets all else.
    pub(super) fn keep<'a>(&mut self, read: impl Iterator<Item = (&'a Path, Option<Stamp>, Option<Read>)>) {
        let mut old = std::mem::take(&mut self.files);
        for (disk, stamp, new) in read {
            let Some(stamp) = stamp else { continue };
            match (new, old.remove_entry(disk)) {
                (Some(read), _) => drop(self.files.insert(disk.to_owned(), (stamp, read))),
                (None, Some((disk, kept))) => drop(self.files.insert(disk, kept)),
                (None, None) => {}
            }
        }
    }
}
