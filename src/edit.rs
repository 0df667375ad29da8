//! The only writer of `content/`: `new` and `init` make files with it, and never write over one; `fix` puts a
//! mended text in the place of the one that it mended, and of no other.
#![expect(clippy::disallowed_methods, reason = "this is the stage that writes content/")]

use crate::hash::Key;
use crate::leftover;
use crate::source;
use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Makes a file that is not there yet, and the folders above it. An existing one is an error and stays as
/// it is.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

/// Makes several files below a folder, all of them or, where one is there already, none. The error names the file. One
/// of those that may be there before stays as it is: whether there is any, is the answer.
pub fn create_all(
    folder: &Path,
    files: &[(String, String)],
    may_be_there: &[&str],
) -> Result<bool, (String, io::Error)> {
    let is_there = |name: &str| folder.join(name).symlink_metadata().is_ok();
    let stays = |name: &str| may_be_there.contains(&name) && is_there(name);
    if let Some((name, _)) = files.iter().find(|(name, _)| is_there(name) && !stays(name)) {
        return Err((name.clone(), io::ErrorKind::AlreadyExists.into()));
    }
    let (there, new): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| stays(name));
    for (name, text) in new {
        create(&folder.join(name), text.as_bytes()).map_err(|error| (name.clone(), error))?;
    }
    Ok(!there.is_empty())
}

/// How a text was put in the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// It was.
    Done,
    /// Somebody has changed the file meanwhile: it stays as it is.
    ChangedMeanwhile,
    /// The file is not UTF-8, and nobody has said that it shall be: it stays as it is.
    NotUtf8,
}

/// Puts a text in the place of another, at once. `before` is the decoded text that the file is known to
/// hold. A byte-order mark stays; another encoding becomes UTF-8 only where `to_utf8` says so.
pub fn replace(path: &Path, before: &str, after: &str, to_utf8: bool) -> io::Result<Replaced> {
    let bytes = fs::read(path)?;
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { "\u{feff}" } else { "" };
    match source::decode(bytes) {
        Ok((text, _)) if text != before => return Ok(Replaced::ChangedMeanwhile),
        Ok((_, Some(_))) if !to_utf8 => return Ok(Replaced::NotUtf8),
        Ok(_) => {}
        Err(_) => return Ok(Replaced::ChangedMeanwhile),
    }
    let name = Key::of(&path.file_name().map(OsStr::as_encoded_bytes));
    let beside = path.with_file_name(leftover::temporary(name));
    // One that a run left which was cut off.
    let _ = fs::remove_file(&beside);
    let put = || {
        create(&beside, format!("{mark}{after}").as_bytes())?;
        fs::set_permissions(&beside, fs::metadata(path)?.permissions())?;
        fs::rename(&beside, path)
    };
    put().inspect_err(|_| drop(fs::remove_file(&beside)))?;
    Ok(Replaced::Done)
}
