//! A file of the memory: versioned and summed, safe to delete.
#![expect(clippy::disallowed_methods, reason = "what a build remembers is read before it and written after it")]

use crate::hash::Key;
use crate::output::PROGRAM;
use crate::publish::Disk;
use std::fs;
use std::path::Path;

/// The first line: another program, or bytes that are not the ones that were written, are no memory.
pub(super) fn head(what: &str, body: &[u8]) -> String {
    format!("gongsheng {what} 1 {PROGRAM} {}\n", Key::of_bytes(body))
}

/// The bytes of a file, and where in them the body begins; None where there is no file or it is not ours to believe.
pub(super) fn read(path: &Path, what: &str) -> Option<(Vec<u8>, usize)> {
    believed(fs::read(path).ok()?, what)
}

/// The same, of bytes that were read.
pub(super) fn believed(bytes: Vec<u8>, what: &str) -> Option<(Vec<u8>, usize)> {
    let start = bytes.iter().position(|byte| *byte == b'\n')? + 1;
    let (first, body) = bytes.split_at(start);
    (first == head(what, body).as_bytes()).then_some(())?;
    Some((bytes, start))
}

/// A file whose body takes about `size` bytes.
pub(super) fn bytes(what: &str, size: usize, body: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    // The first line has one length, whatever the body is: it is filled in when that is there.
    let start = head(what, b"").len();
    let mut room = Vec::with_capacity(start + size);
    room.resize(start, 0);
    let mut bytes = body(room)?;
    let line = head(what, bytes.get(start..).unwrap_or_default());
    bytes.splice(..start, line.into_bytes());
    Some(bytes)
}

/// Writes a file; one that cannot be written is none, and the next build takes longer.
pub(super) fn write(path: &Path, bytes: &[u8], disk: &dyn Disk) {
    // A torn one is none, so it need not be written beside its place.
    let folder = path.parent().map_or(Ok(()), |folder| disk.create_dir(folder));
    let _ = folder.and_then(|()| disk.write_anew(path, bytes));
}
