//! The memory as a file.

use super::file;
use super::{Known, Memory};
use crate::entry::Kept;
use crate::hash::Key;
use crate::output::{Plan, recall};
use crate::source::Stamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// All that is in the file, behind its first line.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    rules: Key,
    #[serde(borrow)]
    entries: Vec<File<'a>>,
    clean: Vec<Key>,
    /// A part each, so that all cores can read them.
    plans: Vec<Blob<'a>>,
}

/// The path of an entry, its key, its file as it lay there, and what is kept of it.
type File<'a> = (&'a str, Key, Option<Stamp>, Blob<'a>);

/// Bytes that a file has at most beside its path and what is kept of it, and that a key has.
const OF_A_FILE: usize = 64;
const OF_A_KEY: usize = 17;
/// How many plans are one part.
const PART: usize = 512;

#[derive(Deserialize)]
struct Blob<'a>(&'a [u8]);

impl Serialize for Blob<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("Blob", &Bytes(self.0))
    }
}

struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// What its file is called in its first line.
const NAME: &str = "memory";

/// What an earlier build remembers; nothing, where there is no file or it is not ours to believe.
pub(super) fn read(path: &Path) -> Memory {
    file::read(path, NAME).and_then(parse).unwrap_or_default()
}

fn parse((stored, start): (Vec<u8>, usize)) -> Option<Memory> {
    let read: Stored<'_> = postcard::from_bytes(stored.get(start..)?).ok()?;
    let origin = stored.as_ptr() as usize;
    let known = |(path, key, stamp, Blob(bytes)): File<'_>| {
        let start = bytes.as_ptr() as usize - origin;
        (Arc::from(path), Known { key, stamp, live: None, stored: Some(start..start + bytes.len()) })
    };
    let entries = read.entries.into_iter().map(known).collect();
    let clean = read.clean.into_iter().collect();
    let plans = read.plans.par_iter().map(|Blob(part)| recall::restore(part)).collect::<Option<Vec<_>>>()?;
    let (plans, rules) = (plans.into_iter().flatten().collect(), read.rules);
    Some(Memory { entries, rules, clean, plans, stored, ..Memory::default() })
}

/// A memory as a file; None where it has no news.
pub(super) fn stored(memory: &Memory) -> Option<Vec<u8>> {
    if !memory.news {
        return None;
    }
    let mut entries: Vec<(&str, &Known)> = memory.entries.iter().map(|(path, known)| (&**path, known)).collect();
    entries.sort_unstable_by_key(|(path, _)| *path);
    let blobs: Vec<(&str, &Known, Cow<'_, [u8]>)> =
        entries.into_par_iter().filter_map(|(path, known)| Some((path, known, memory.blob(known)?))).collect();
    let mut clean: Vec<Key> = memory.clean.iter().copied().collect();
    clean.sort_unstable();
    let mut plans: Vec<(&Key, &Plan)> = memory.plans.iter().collect();
    plans.sort_unstable_by_key(|(key, _)| *key);
    let parts = plans.par_chunks(PART).map(recall::store).collect::<Option<Vec<_>>>()?;
    let plans = parts.iter().map(|part| Blob(part)).collect();
    let entries = blobs.iter().map(|(path, known, bytes)| (*path, known.key, known.stamp, Blob(bytes))).collect();
    let size: usize = blobs.iter().map(|(path, _, bytes)| path.len() + bytes.len() + OF_A_FILE).sum();
    let size = size + parts.iter().map(Vec::len).sum::<usize>() + memory.clean.len() * OF_A_KEY;
    let all = Stored { rules: memory.rules, entries, clean, plans };
    file::bytes(NAME, size, |bytes| postcard::to_extend(&all, bytes).ok())
}

impl Memory {
    fn blob(&self, known: &Known) -> Option<Cow<'_, [u8]>> {
        if let Some(bytes) = known.stored.clone().and_then(|range| self.stored.get(range)) {
            return Some(Cow::Borrowed(bytes));
        }
        let read = known.live.as_ref()?;
        postcard::to_allocvec(&Kept::of(&read.entry, &read.told)?).ok().map(Cow::Owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_that_is_torn_or_of_another_program_is_none() {
        let body = postcard::to_allocvec(&Stored {
            rules: Key(3),
            entries: vec![("a.md", Key(7), None, Blob(b"x"))],
            clean: vec![Key(1)],
            plans: Vec::new(),
        })
        .unwrap();
        let whole = [file::head(NAME, &body).into_bytes(), body.clone()].concat();
        let parse = |bytes| file::believed(bytes, NAME).and_then(parse);
        let memory = parse(whole.clone()).unwrap();
        assert_eq!(memory.entries["a.md"].key, Key(7));
        assert_eq!(&memory.stored[memory.entries["a.md"].stored.clone().unwrap()], b"x");
        assert!(memory.clean().contains(&Key(1)));
        assert!(parse(whole[..whole.len() - 1].to_vec()).is_none());
        let other = String::from_utf8_lossy(&whole).replace(crate::output::PROGRAM, "another").into_bytes();
        assert!(parse(other).is_none());
        assert!(parse(Vec::new()).is_none());
    }
}
