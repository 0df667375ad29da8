//! Files of `content/` that are given out as they lie there, in pieces. Which file it is says the site, never the
//! address that was asked for.
#![expect(clippy::disallowed_methods, reason = "a preview gives out what a build would copy")]

use super::http::Body;
use hyper::body::Bytes;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

/// The largest piece.
const PIECE: usize = 64 * 1024;

/// The bytes of a file; None where it is not there any more.
pub(super) async fn file(disk: PathBuf) -> Option<Body> {
    let (mut file, size) = spawn_blocking(move || open(&disk)).await.ok()?.ok()?;
    if size == 0 {
        return Some(Body::empty());
    }
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

/// A link would lead out of `content/`; a pipe would never end.
fn open(path: &Path) -> io::Result<(File, u64)> {
    if !std::fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}
