//! Where files are made of pictures, and kept: a picture is decoded once in its life, for all that is made of
//! it at once.
//!
//! What was made is kept under the key of its source, its recipe and the code that makes it, beside the hash of
//! its own bytes: a file that was torn is not taken. The folder is safe to delete, and worth restoring where
//! builds begin on an empty machine.
#![expect(clippy::disallowed_methods, reason = "a part of PUBLISH, the stage that writes")]

use super::codes::BROKEN_WHEN_DECODED;
use super::disk::Disk;
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::hash::Key;
use crate::picture::{self, PIXELS_MAX, Recipe};
use crate::source::{FileSource, Nature};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What was made of pictures.
pub(crate) struct Darkroom<'a> {
    folder: Option<PathBuf>,
    /// Key → source and hash of the bytes.
    kept: Mutex<HashMap<Key, (Key, Key)>>,
    disk: &'a dyn Disk,
    pixels: Budget,
    decoded: AtomicUsize,
}

/// Something that is to be made of a picture.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    /// The key under which it is kept.
    pub key: Key,
    /// How it is made.
    pub recipe: Recipe,
}

/// What became of the orders of one picture.
pub(crate) enum Developed {
    /// The bytes, in their order.
    Made(Vec<Vec<u8>>),
    /// It could not be decoded: stand-ins of the right sizes, and what is to be told.
    StandIns(Vec<Vec<u8>>, Box<Diagnostic>),
    /// It is not the file any more that was read.
    Changed,
}

impl<'a> Darkroom<'a> {
    /// Opens the folder; without one nothing is kept.
    pub(crate) fn open(folder: Option<&Path>, disk: &'a dyn Disk) -> Darkroom<'a> {
        let files = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten();
        let kept = files.filter_map(|file| kept(file.ok()?.file_name().to_str()?)).collect();
        Darkroom {
            folder: folder.map(Path::to_owned),
            kept: Mutex::new(kept),
            disk,
            pixels: Budget::default(),
            decoded: AtomicUsize::new(0),
        }
    }

    /// How many pictures were decoded.
    pub(crate) fn decoded(&self) -> usize {
        self.decoded.load(Ordering::Relaxed)
    }

    /// Whether something was made before.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.known().contains_key(&key)
    }

    /// Copies what was made before; it is not found where it was not made, or is not whole any more.
    pub(crate) fn copy(&self, key: Key, to: &Path) -> io::Result<Key> {
        let (place, hash) = self.place(key).ok_or(io::ErrorKind::NotFound)?;
        let copied = self.disk.copy(&place, to)?;
        if copied == hash { Ok(copied) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    /// The bytes of what was made before; None where it was not, or is not whole any more.
    pub(crate) fn read(&self, key: Key) -> Option<Vec<u8>> {
        let (place, hash) = self.place(key)?;
        fs::read(place).ok().filter(|bytes| Key::of_bytes(bytes) == hash)
    }

    /// Where something lies that was made before, and the hash of its bytes.
    fn place(&self, key: Key) -> Option<(PathBuf, Key)> {
        let (source, hash) = *self.known().get(&key)?;
        Some((self.folder.as_ref()?.join(name(source, key, hash)), hash))
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Key, (Key, Key)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes all that is ordered of one picture, and keeps it.
    pub(crate) fn develop(&self, file: &FileSource, orders: &[Order]) -> Developed {
        let pixels = match &file.nature {
            Nature::Picture(Ok(facts)) => u64::from(facts.width) * u64::from(facts.height),
            _ => 0,
        };
        let _turn = self.pixels.take(pixels);
        // One that cannot be read was taken away since somebody looked at it.
        let Some(bytes) = fs::read(&file.disk).ok().filter(|bytes| Key::of_bytes(bytes) == file.hash) else {
            return Developed::Changed;
        };
        self.decoded.fetch_add(1, Ordering::Relaxed);
        let recipes: Vec<Recipe> = orders.iter().map(|order| order.recipe).collect();
        match picture::develop(&bytes, &recipes) {
            Ok(made) => {
                for (order, bytes) in orders.iter().zip(&made) {
                    // Whatever cannot be kept is made again next time.
                    let _ = self.keep(file.hash, order.key, bytes);
                }
                Developed::Made(made)
            }
            Err(_) => {
                let stand_ins = recipes.iter().map(picture::stand_in).collect();
                Developed::StandIns(stand_ins, Box::new(broken_when_decoded(file)))
            }
        }
    }

    fn keep(&self, source: Key, key: Key, bytes: &[u8]) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let hash = Key::of_bytes(bytes);
        let place = folder.join(name(source, key, hash));
        self.disk.create_dir(folder)?;
        self.disk.replace(&place, bytes)?;
        self.known().insert(key, (source, hash));
        Ok(())
    }

    /// Removes what was made of pictures that are not there any more. What belongs to an entry that waits for its
    /// day, or is a draft again, is kept.
    pub(crate) fn sweep(&self, sources: &BTreeSet<Key>) {
        let Some(folder) = &self.folder else { return };
        for (key, (source, hash)) in self.known().iter().filter(|(_, (source, _))| !sources.contains(source)) {
            // One that cannot be removed costs its bytes and nothing else.
            let _ = self.disk.remove_file(&folder.join(name(*source, *key, *hash)));
        }
    }
}

fn name(source: Key, key: Key, hash: Key) -> String {
    format!("{source}-{key}-{hash}")
}

/// Key, source and hash, from a name.
fn kept(name: &str) -> Option<(Key, (Key, Key))> {
    let mut parts = name.split('-').map(Key::parse);
    let (source, key, hash) = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some((key, (source, hash)))
}

/// What is told of a picture that turns out to be broken when it is decoded.
pub(crate) fn broken_when_decoded(file: &FileSource) -> Diagnostic {
    let shown = &file.shown;
    Diagnostic::at(
        &BROKEN_WHEN_DECODED,
        Place::file(shown),
        both!(
            "图片“{shown}”里面坏了，解不开，网页上先用灰底代替",
            "the picture “{shown}” is damaged inside; a grey one stands in its place"
        ),
    )
    .help(both!("从手机或相机里重新拷一次，或用“画图”打开后另存", "copy it again, or save it anew in Paint"))
}

/// How many pixels are decoded at one time: a picture waits until there is room for it. The largest that is
/// read fits alone.
struct Budget {
    free: Mutex<u64>,
    freed: Condvar,
}

/// Pixels that were taken, until they are dropped.
struct Turn<'a> {
    budget: &'a Budget,
    pixels: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { free: Mutex::new(PIXELS_MAX), freed: Condvar::new() }
    }
}

impl Budget {
    fn take(&self, pixels: u64) -> Turn<'_> {
        let pixels = pixels.min(PIXELS_MAX);
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free < pixels {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= pixels;
        Turn { budget: self, pixels }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(PoisonError::into_inner) += self.pixels;
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_known_by_its_name() {
        let name = name(Key(1), Key(2), Key(3));
        assert_eq!(kept(&name), Some((Key(2), (Key(1), Key(3)))));
        assert_eq!(kept(&format!("{name}.new")), None);
        assert_eq!(kept("readme"), None);
    }

    #[test]
    fn a_picture_waits_until_there_is_room() {
        let budget = Budget::default();
        let first = budget.take(PIXELS_MAX * 2);
        assert_eq!(*budget.free.lock().unwrap(), 0);
        drop(first);
        assert_eq!(*budget.free.lock().unwrap(), PIXELS_MAX);
    }
}
