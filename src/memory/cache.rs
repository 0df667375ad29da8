//! The folder that keeps between builds what costs most to make.

use super::file;
use super::{Last, Memory, store};
use crate::hash::Key;
use crate::publish::Disk;
use crate::{Built, Request};
use std::path::{Path, PathBuf};

/// What was made of pictures.
const PICTURES: &str = "pictures";
/// What a build remembers.
const MEMORY: &str = "memory";
/// The last build as a whole.
const LAST: &str = "last";

/// That folder; where there is none, nothing is known and nothing is kept.
#[derive(Clone, Copy)]
pub struct Cache<'a>(Option<&'a Path>);

impl<'a> Cache<'a> {
    /// The cache in a folder, if there is to be one.
    pub fn new(folder: Option<&'a Path>) -> Cache<'a> {
        Cache(folder)
    }

    /// Where what is made of pictures lies.
    pub fn pictures(self) -> Option<PathBuf> {
        self.part(PICTURES)
    }

    /// What an earlier build remembers.
    pub fn memory(self) -> Memory {
        self.part(MEMORY).map(|path| store::read(&path)).unwrap_or_default()
    }

    /// A memory as it is to be kept; None where it is not, or has no news.
    pub fn stored(self, memory: &Memory) -> Option<Vec<u8>> {
        self.0.and_then(|_| store::stored(memory))
    }

    /// Keeps a memory.
    pub fn keep(self, stored: &[u8], disk: &dyn Disk) {
        if let Some(path) = self.part(MEMORY) {
            file::write(&path, stored, disk);
        }
    }

    /// What the last build said, and the key of what it published, where this one would say and publish the same.
    pub fn last(self, request: &Request<'_>, output: &Path, look: Option<Key>) -> Option<(Built, Key)> {
        Last::again(&self.part(LAST)?, request, output, look)
    }

    /// Keeps a build as the last one.
    pub fn keep_last(self, last: &Last<'_>, disk: &dyn Disk) {
        if let Some(path) = self.part(LAST) {
            last.write(&path, disk);
        }
    }

    fn part(self, name: &str) -> Option<PathBuf> {
        self.0.map(|folder| folder.join(name))
    }
}
