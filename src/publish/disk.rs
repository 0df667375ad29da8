//! The operations by which publishing changes the disk. They are few and named, so that a test can stop at
//! each of them.

use crate::hash::{Key, StableHasher};
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What publishing asks of a disk.
pub trait Disk: Sync {
    /// Makes a folder and those above it, where they are not there.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Writes a whole file.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Copies a file in pieces; gives the hash of what was copied.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Key>;
    /// Puts a file in the place of another, at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// Writes a file in the place of another: whoever looks finds one of the two, whole.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let beside = beside(path);
        self.write(&beside, bytes)?;
        self.rename(&beside, path)
    }

    /// Writes a file that may as well be lost. To put one in the place of another makes ext4 write it to the disk at
    /// once, which takes long: the old one goes first.
    fn write_anew(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let _ = self.remove_file(path);
        self.write(path, bytes)
    }
}

/// Where a file is written before it takes its place.
pub(super) fn beside(path: &Path) -> PathBuf {
    path.with_extension("new")
}

/// The disk of this machine.
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Key> {
        let (mut source, mut target) = (File::open(from)?, File::create(to)?);
        let mut hasher = StableHasher::default();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let read = source.read(&mut buffer)?;
            if read == 0 {
                return Ok(hasher.key());
            }
            hasher.write(&buffer[..read]);
            target.write_all(&buffer[..read])?;
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        // As long as somebody holds the file that stood there, its blocks are not given back, which may take a disk a
        // millisecond (`discard`), and not under the lock that all renames wait for.
        let _old = if cfg!(unix) { File::open(to).ok() } else { None };
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}
