//! Files of `content/` that are given out as they lie there, in pieces. Which file it is says the site, never the
//! address that was asked for.
#![expect(clippy::disallowed_methods, reason = "a preview gives out what a build would copy")]

use super::http::Body;
use crate::hash::{Key, StableHasher};
use crate::source::FileSource;
use hyper::body::Bytes;
use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

/// The largest piece.
const PIECE: usize = 64 * 1024;

/// What is no larger is read at once: not even somebody who writes it meanwhile can tear it.
const AT_ONCE: u64 = 8 * 1024 * 1024;

/// These bytes of a file of the site; None where it is not there any more, or is another by now: what lies there was
/// not looked at, and may have come from anywhere.
pub(super) async fn file(source: FileSource, part: Range<u64>) -> Option<Body> {
    let size = part.end.checked_sub(part.start)?;
    let mut file = match spawn_blocking(move || open(&source, part)).await.ok()?? {
        Opened::Whole(bytes) => return Some(Body::from(bytes)),
        Opened::Large(file) => file,
    };
    // Whoever reads slowly is waited for: no more than a few pieces are in memory.
    let (sender, receiver) = mpsc::channel(2);
    spawn_blocking(move || {
        let mut left = size;
        while left > 0 {
            let mut piece = vec![0; PIECE.min(usize::try_from(left).unwrap_or(PIECE))];
            let read = file.read(&mut piece).and_then(|read| match read {
                0 => Err(io::ErrorKind::UnexpectedEof.into()),
                read => Ok(read),
            });
            let piece = read.map(|read| {
                piece.truncate(read);
                left -= read as u64;
                Bytes::from(piece)
            });
            let is_over = piece.is_err();
            if sender.blocking_send(piece).is_err() || is_over {
                return;
            }
        }
    });
    Some(Body::Pieces(receiver, Some(size)))
}

/// A part of a file that is the one it was.
enum Opened {
    /// All of the part.
    Whole(Bytes),
    /// A file to be read in pieces from where the part begins.
    Large(File),
}

/// A link would lead out of `content/`; a pipe would never end.
fn open(source: &FileSource, part: Range<u64>) -> Option<Opened> {
    let there = std::fs::symlink_metadata(&source.disk).ok()?;
    if !there.is_file() || there.len() != source.size {
        return None;
    }
    let mut file = File::open(&source.disk).ok()?;
    if source.size <= AT_ONCE {
        let mut bytes = Vec::new();
        (&file).take(AT_ONCE + 1).read_to_end(&mut bytes).ok()?;
        let part = usize::try_from(part.start).ok()?..usize::try_from(part.end).ok()?;
        let is_same = Key::of_bytes(&bytes) == source.hash && part.end <= bytes.len();
        return is_same.then(|| Opened::Whole(Bytes::from(bytes).slice(part)));
    }
    let (mut hasher, mut piece) = (StableHasher::default(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece).ok()? {
            0 => break,
            read => hasher.write(&piece[..read]),
        }
    }
    file.seek(SeekFrom::Start(part.start)).ok()?;
    (hasher.key() == source.hash).then_some(Opened::Large(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment;
    use crate::source::Nature;
    use std::fs;
    use std::sync::Arc;

    #[test]
    fn only_the_file_that_was_looked_at_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let disk = folder.path().join("dir/a.txt");
        fs::create_dir(folder.path().join("dir")).unwrap();
        fs::write(&disk, "version-one").unwrap();
        let nature = Nature::File(Arc::new(attachment::Facts {
            kind: attachment::FileKind::Text,
            concerns: Vec::new(),
            text: String::new(),
            whole: true,
        }));
        let (hash, size) = (Key::of_bytes(b"version-one"), 11);
        let source = FileSource { disk: disk.clone(), path: "dir/a.txt".into(), shown: "".into(), size, hash, nature };
        assert!(matches!(open(&source, 0..11), Some(Opened::Whole(bytes)) if bytes == "version-one"));
        assert!(matches!(open(&source, 8..11), Some(Opened::Whole(bytes)) if bytes == "one"));
        assert!(open(&source, 8..12).is_none(), "longer than it is");
        fs::write(&disk, "version-two").unwrap();
        assert!(open(&source, 0..11).is_none(), "of the same size, and another");
        // A folder that is a link by now.
        fs::rename(folder.path().join("dir"), folder.path().join("old")).unwrap();
        fs::create_dir(folder.path().join("etc")).unwrap();
        fs::write(folder.path().join("etc/a.txt"), "the secrets").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("etc"), folder.path().join("dir")).unwrap();
        assert!(open(&source, 0..11).is_none());
    }
}
