//! Walking a folder: every file of it, and what is not one refused.
#![expect(clippy::disallowed_methods, reason = "READ is the stage that reads")]

use super::codes::*;
use super::look::stamp;
use super::{at_file, names, reason, unreadable};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::lang::Both;
use crate::stamp::Stamp;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// A file that was found.
pub(super) struct Found {
    /// Where it lies on this machine.
    pub(super) disk: PathBuf,
    /// Below the walked folder.
    pub(super) path: String,
    /// As its author sees it: `content/posts/a.md`.
    pub(super) shown: String,
    /// By what it is known to be the same, where its date says anything.
    pub(super) stamp: Option<Stamp>,
}

/// Every file below a folder, in the order of names. Links, and what is neither a file nor a folder, are
/// refused: a link leads out of the folder, and a pipe would keep the build waiting for ever.
pub(super) fn walk(root: &Path, folder: &str, looked: SystemTime) -> (Vec<Found>, Vec<Diagnostic>) {
    let base = root.join(folder);
    let (mut found, mut told) = (Vec::new(), Vec::new());
    match base.symlink_metadata() {
        Ok(meta) if meta.is_dir() => {}
        Ok(meta) if meta.is_symlink() => {
            told.push(linked(
                folder,
                both!(
                    "换成文件夹本身；它在别处的，用 --root 指到放它的地方",
                    "put the folder itself there, or name its place by --root"
                ),
            ));
            return (found, told);
        }
        Ok(_) => {
            told.push(at_file(folder, &NOT_A_FILE, both!("“{folder}”不是文件夹", "“{folder}” is not a folder"), None));
            return (found, told);
        }
        Err(_) => return (found, told),
    }
    let walker = WalkDir::new(&base).follow_links(false);
    for step in walker.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_left_out(&base, entry)) {
        match step {
            Ok(entry) => match sort_out(&base, folder, entry) {
                Ok(Some(file)) => found.push(file),
                Ok(None) => {}
                Err(diagnostic) => told.push(*diagnostic),
            },
            Err(error) => {
                let shown = error.path().map(|path| names::shown(root, path)).unwrap_or_else(|| folder.to_owned());
                let reason = reason(error.io_error());
                told.push(at_file(&shown, &UNREADABLE, unreadable(&shown, &reason), None));
            }
        }
    }
    // Folder by folder: what separates them goes before every letter.
    found.sort_by_cached_key(|file| file.path.replace('/', "\0"));
    found.par_iter_mut().for_each(|file| {
        file.stamp = file.disk.symlink_metadata().ok().and_then(|meta| stamp(&meta, looked));
    });
    (found, told)
}

fn linked(shown: &str, help: Both) -> Diagnostic {
    let message = both!("“{shown}”是一个链接（快捷方式），不读", "“{shown}” is a symbolic link and is not followed");
    at_file(shown, &IS_LINK, message, Some(help))
}

/// Files that nobody means to publish.
fn is_left_out(base: &Path, entry: &DirEntry) -> bool {
    let is_static =
        entry.path().strip_prefix(base).is_ok_and(|path| path.starts_with("static") && path != Path::new("static"));
    if is_static { names::is_junk(entry.file_name()) } else { names::is_hidden(entry.file_name()) }
}

fn sort_out(base: &Path, folder: &str, entry: DirEntry) -> Result<Option<Found>, Box<Diagnostic>> {
    let relative = entry.path().strip_prefix(base).unwrap_or(entry.path());
    let Some(path) = names::composed(relative) else {
        let shown = format!("{folder}/{}", relative.to_string_lossy());
        let message = both!("文件名不是有效的文字：{shown}", "the name of a file is no text: {shown}");
        return Err(Box::new(at_file(&shown, &BAD_NAME, message, Some(both!("改一个文件名", "rename it")))));
    };
    let shown = if path.is_empty() { folder.to_owned() } else { format!("{folder}/{path}") };
    if path.contains(char::is_control) {
        let message =
            both!("文件名里有看不见的控制字符：{shown}", "the name of a file holds a control character: {shown}");
        return Err(Box::new(at_file(&shown, &BAD_NAME, message, Some(both!("改一个文件名", "rename it")))));
    }
    let kind = entry.file_type();
    if kind.is_symlink() {
        return Err(Box::new(linked(&shown, both!("把文件本身放进来", "put the file itself there"))));
    }
    if kind.is_dir() {
        if folder == "content" && names::extension(&path).is_some_and(|ext| ext == "md") {
            let message =
                both!("“{shown}”是文件夹，名字却像一篇文章", "“{shown}” is a folder, but has the name of an entry");
            let help = both!("文件夹改名，去掉 .md", "rename the folder without .md");
            return Err(Box::new(at_file(&shown, &NOT_A_FILE, message, Some(help))));
        }
        return Ok(None);
    }
    if !kind.is_file() {
        let message = both!("“{shown}”不是普通文件，不读", "“{shown}” is not a regular file and is not read");
        return Err(Box::new(at_file(&shown, &NOT_A_FILE, message, Some(both!("把它移走", "move it away")))));
    }
    Ok(Some(Found { disk: entry.into_path(), path, shown, stamp: None }))
}
