//! Looking through the folders again and again, where no system tells of changes. Each time the path, the size and
//! the times of every file are one key: a change is another key. (The poller of notify compares whole seconds, and
//! takes an older file in the place of a newer one for no change.)
#![expect(clippy::disallowed_methods, reason = "where no system tells of changes, the folders are looked through")]

use super::{Bell, FOLDERS};
use crate::hash::Key;
use crate::stamp::Stamp;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;
use walkdir::WalkDir;

/// How long it rests between two looks.
const REST: Duration = Duration::from_millis(600);

/// A poller, until it is dropped.
pub(super) struct Poller {
    _ends: Sender<()>,
}

impl Poller {
    /// Looks through a project from now on, where the system gives it a thread.
    pub(super) fn new(root: PathBuf, bell: Bell) -> io::Result<Poller> {
        let (_ends, ended) = channel();
        // What changes from here on is seen, though the thread begins a little later.
        let mut last = look(&root);
        thread::Builder::new().spawn(move || {
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(REST) {
                let now = look(&root);
                if now != last {
                    last = now;
                    bell.changed();
                }
            }
        })?;
        Ok(Poller { _ends })
    }
}

/// The key of all that lies in the folders.
fn look(root: &Path) -> Key {
    let mut seen = Vec::new();
    for folder in FOLDERS {
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten() {
            let stamp = entry.metadata().ok().map(|meta| (meta.is_dir(), Stamp::in_place(&meta)));
            seen.push((entry.into_path(), stamp));
        }
    }
    Key::of(&seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::time::SystemTime;

    #[test]
    fn an_older_file_in_the_place_of_a_newer_one_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/a.md");
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(&file, "一").unwrap();
        let before = look(folder.path());
        assert_eq!(look(folder.path()), before);
        let older = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options().write(true).open(&file).unwrap().set_modified(older).unwrap();
        assert_ne!(look(folder.path()), before);
        fs::remove_file(&file).unwrap();
        assert_ne!(look(folder.path()), before);
        assert_eq!(look(&folder.path().join("none")), Key::of::<Vec<(PathBuf, Option<(bool, Stamp)>)>>(&Vec::new()));
    }
}
