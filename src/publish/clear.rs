//! What must go before something comes, and what goes with what is removed.
#![expect(clippy::disallowed_methods, reason = "a part of PUBLISH, the stage that writes")]

use super::disk::Disk;
use super::order::{Records, before, has_file, has_folder};
use crate::leftover::is_left_behind;
use crate::path::folders_begun;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// A file that goes where a folder comes, or the other way round, must go first, and so must one whose name, or a
/// folder's above it, differs in case only: a disk that does not know the cases would remove the new one, or keep the
/// folder under its old name. These are the cases in which a removal is not last.
pub(super) fn clear_the_way(
    output: &Path,
    wanted: &Records,
    gone: &[String],
    disk: &dyn Disk,
) -> io::Result<BTreeSet<String>> {
    let mut removed = BTreeSet::new();
    if gone.is_empty() {
        return Ok(removed);
    }
    let files: BTreeSet<String> = wanted.iter().map(|(path, _)| path.to_lowercase()).collect();
    let begun =
        |at: usize| wanted.get(at).into_iter().flat_map(move |(path, _)| folders_begun(before(wanted, at), path));
    let folders: BTreeSet<String> = (0..wanted.len()).flat_map(begun).map(str::to_lowercase).collect();
    let changes_case = |folder: &str| !has_folder(wanted, folder) && folders.contains(&folder.to_lowercase());
    for path in gone {
        let folder_comes = has_folder(wanted, path);
        let file_comes = path.match_indices('/').any(|(at, _)| has_file(wanted, &path[..at]));
        let case_comes = path.match_indices('/').any(|(at, _)| changes_case(&path[..at]));
        if folder_comes || file_comes || case_comes || files.contains(&path.to_lowercase()) {
            remove(&output.join(path), disk)?;
            removed.insert(path.clone());
        }
    }
    let cleared: Vec<String> = removed.iter().cloned().collect();
    remove_empty_folders(output, &cleared, wanted, disk);
    Ok(removed)
}

/// Removes a file. One that is not there any more is what was wanted: it may have had two names that differ in case.
pub(super) fn remove(place: &Path, disk: &dyn Disk) -> io::Result<()> {
    match disk.remove_file(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes the folders that removed files leave empty, deepest first; `records` are the files that are there.
pub(super) fn remove_empty_folders(output: &Path, removed: &[String], records: &Records, disk: &dyn Disk) {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for path in removed {
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    for folder in folders.into_iter().rev().filter(|folder| !has_folder(records, folder)) {
        // One that is not empty stays, and says so itself.
        let _ = disk.remove_dir(&output.join(folder));
    }
}

/// Removes a folder in which nothing lies but what editors and systems leave, and folders of which that is true. None
/// where there is no such folder.
pub(super) fn remove_deserted(folder: &Path, disk: &dyn Disk) -> Option<()> {
    fs::symlink_metadata(folder).ok().filter(|there| there.is_dir())?;
    let nobodys = |entry: &DirEntry| entry.file_type().is_dir() || is_left_behind(entry.file_name());
    let below = WalkDir::new(folder).contents_first(true).into_iter();
    let all: Vec<DirEntry> = below.map(|entry| entry.ok().filter(nobodys)).collect::<Option<_>>()?;
    all.iter().try_for_each(|entry| match entry.file_type().is_dir() {
        true => disk.remove_dir(entry.path()).ok(),
        false => disk.remove_file(entry.path()).ok(),
    })
}
