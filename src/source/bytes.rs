//! Files by their bytes: a text as a whole, a picture or an attachment by its facts.
#![expect(clippy::disallowed_methods, reason = "READ is the stage that reads")]

use super::codes::{TOO_LARGE, UNREADABLE};
use super::walk::Found;
use super::{Nature, at_file, drawing, names, reason, unreadable};
use crate::attachment;
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::hash::{Key, StableHasher};
use crate::path;
use crate::picture::{self, Format};
use crate::stamp::Stamp;
use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Read, Seek};
use std::sync::Arc;

/// The largest text that is read. A longer one is a mistake: a picture named .md, a whole book.
const TEXT_MAX: u64 = 5 * 1024 * 1024;

/// The bytes of a file, and whether it is still as it was when it was looked at: if not, what is known of it by its
/// date is of another.
pub(super) fn read_bytes(file: &Found) -> Result<(Vec<u8>, bool), Diagnostic> {
    let shown = &file.shown;
    let fail = |error: io::Error| at_file(shown, &UNREADABLE, unreadable(shown, &reason(Some(&error))), None);
    let mut handle = File::open(&file.disk).map_err(fail)?;
    let size = match file.stamp {
        Some(stamp) => stamp.size,
        None => handle.metadata().map_err(fail)?.len(),
    };
    if size > TEXT_MAX {
        let (size, most) = (size / 1024 / 1024, TEXT_MAX / 1024 / 1024);
        return Err(at_file(
            shown,
            &TOO_LARGE,
            both!(
                "“{shown}”有{size} MB，文字文件最大{most} MB",
                "“{shown}” has {size} MB; a text has at most {most} MB"
            ),
            None,
        )
        .help(both!("拆成几篇，或作为附件", "divide it, or make it an attachment")));
    }
    let mut bytes = vec![0; size as usize + 1];
    let read = match handle.read(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
        read => read.map_err(fail)?,
    };
    bytes.truncate(read);
    // Where there is as much as was said, nobody need ask for more: of ten thousand files that counts.
    if read as u64 != size || size == 0 {
        // A file that grows while it is read is read no further than the limit.
        handle.by_ref().take(TEXT_MAX + 1 - read as u64).read_to_end(&mut bytes).map_err(fail)?;
    }
    let is_steady = file.stamp.is_none_or(|stamp| handle.metadata().is_ok_and(|meta| stamp == Stamp::in_place(&meta)));
    Ok((bytes, is_steady))
}

/// A picture is read whole to see whether it is; one with more bytes than this is not for a web page.
const PICTURE_MAX: u64 = 80 * 1024 * 1024;

/// Hash, size and nature of a file. What is no picture is read in pieces.
pub(super) fn look_into(file: &Found) -> io::Result<(Key, u64, Nature)> {
    let mut handle = File::open(&file.disk)?;
    let size = handle.metadata()?.len();
    let mut head = Vec::with_capacity(64);
    handle.by_ref().take(64).read_to_end(&mut head)?;
    let is_picture = picture::format(&head).is_some() || picture::is_begun(&head) && is_named_picture(&file.path);
    if size <= PICTURE_MAX && is_picture {
        let mut bytes = head;
        handle.take(PICTURE_MAX).read_to_end(&mut bytes)?;
        return Ok((Key::of_bytes(&bytes), bytes.len() as u64, Nature::Picture(picture::look(&bytes))));
    }
    handle.rewind()?;
    let (hash, size) = hash_pieces(&mut handle)?;
    if names::extension(&file.path).as_deref() == Some("svg")
        && let Some(drawing) = drawing::look(&file.disk)
    {
        return Ok((hash, size, Nature::Drawing(drawing)));
    }
    handle.rewind()?;
    let looked = attachment::look(handle, path::name(&file.path))?;
    Ok((hash, size, Nature::File(Arc::new(looked))))
}

fn is_named_picture(path: &str) -> bool {
    let is = |ending: &str| Format::READ.iter().any(|format| format.endings().contains(&ending));
    names::extension(path).is_some_and(|ending| is(&ending))
}

fn hash_pieces(file: &mut File) -> io::Result<(Key, u64)> {
    let mut hasher = StableHasher::default();
    let mut size = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((hasher.key(), size));
        }
        hasher.write(&buffer[..read]);
        size += read as u64;
    }
}
