//! What of a folder of the output is ours, and what is tolerated beside it.
#![expect(clippy::disallowed_methods, reason = "a folder is looked at before anything is published into it")]

use super::order::{Child, Records, children};
use crate::hash::TextMap;
use crate::leftover::is_left_behind;
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

/// Files that a folder may hold without being somebody else's: git keeps an empty folder by one.
const TOLERATED: &[&str] = &[".gitkeep", ".gitignore", ".git"];

/// Whether a folder of the output holds nothing but files and folders of ours, and what is tolerated. A folder that is
/// not ours may be filled without a change of this one.
pub(super) fn holds_only_ours(output: &Path, folder: &str, records: &Records) -> bool {
    let ours = children(records, folder);
    let is_ours = |entry: io::Result<DirEntry>| {
        let Ok(entry) = entry else { return false };
        let child = child(&entry);
        is_among(&ours, &entry, child) || is_tolerated(&entry.file_name(), child, folder.is_empty())
    };
    fs::read_dir(output.join(folder)).is_ok_and(|mut entries| entries.all(is_ours))
}

/// What something in a folder is. A link, or what else there is, counts as a file and is told by its stamp.
pub(super) fn child(entry: &DirEntry) -> Child {
    if entry.file_type().is_ok_and(|of| of.is_dir()) { Child::Folder } else { Child::File }
}

/// Whether something in a folder is one of ours.
pub(super) fn is_among(ours: &TextMap<&str, Child>, entry: &DirEntry, child: Child) -> bool {
    entry.file_name().to_str().and_then(|name| ours.get(name)) == Some(&child)
}

/// Whether something may lie in the output without being ours. What an editor or a system leaves is a file.
pub(super) fn is_tolerated(name: &OsStr, of: Child, is_top: bool) -> bool {
    of == Child::File && is_left_behind(name) || is_top && TOLERATED.iter().any(|fine| name == *fine)
}
