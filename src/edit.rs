//! The only writer of `content/`: `new` and `init` make files with it, and never write over one; `fix` puts a
//! mended text in the place of the one that it mended, and of no other.
#![expect(clippy::disallowed_methods, reason = "this is the stage that writes content/")]

use crate::hash::Key;
use crate::leftover;
use crate::source;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Makes a file that is not there yet, and the folders above it. An existing one is an error and stays as it is; of one
/// that cannot be written whole nothing is left.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make(path, |file| file.write_all(bytes))
}

fn make(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        // What is there and is no folder would sound like the file itself.
        fs::create_dir_all(folder).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => ErrorKind::NotADirectory.into(),
            _ => error,
        })?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = write(&mut file);
    drop(file);
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

/// Makes several files below a folder: all of them, or none. The error names the file. One of those that may be there
/// before stays as it is: whether there is any, is the answer.
pub fn create_all(
    folder: &Path,
    files: &[(String, String)],
    may_be_there: &[&str],
) -> Result<bool, (String, io::Error)> {
    let is_there = |name: &str| folder.join(name).symlink_metadata().is_ok();
    let stays = |name: &str| may_be_there.contains(&name) && is_there(name);
    if let Some((name, _)) = files.iter().find(|(name, _)| is_there(name) && !stays(name)) {
        return Err((name.clone(), ErrorKind::AlreadyExists.into()));
    }
    let (there, new): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| stays(name));
    for (at, (name, text)) in new.iter().enumerate() {
        if let Err(error) = create(&folder.join(name), text.as_bytes()) {
            new[..at].iter().for_each(|(made, _)| drop(fs::remove_file(folder.join(made))));
            return Err((name.clone(), error));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_a_file_that_could_not_be_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("posts/a.md");
        let made = make(&path, |file| file.write_all(b"---").and(Err(ErrorKind::StorageFull.into())));
        assert_eq!(made.unwrap_err().kind(), ErrorKind::StorageFull);
        assert!(!path.exists());
        create(&path, b"---").unwrap();
        assert_eq!(create(&path, b"").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"---");
    }

    #[test]
    fn of_several_files_all_are_made_or_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("x"), "").unwrap();
        let files = ["a", "b/c", "x/d"].map(|name| (name.to_owned(), name.to_owned()));
        let (name, error) = create_all(folder.path(), &files, &[]).unwrap_err();
        assert_eq!((name.as_str(), error.kind()), ("x/d", ErrorKind::NotADirectory));
        assert!(!folder.path().join("a").exists() && !folder.path().join("b/c").exists());
        assert!(!create_all(folder.path(), &files[..2], &[]).unwrap(), "none was there");
    }
}
