//! How a file lies on the disk: by that it is known to be the same, without reading it.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// How a file lies on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Its size in bytes.
    pub(crate) size: u64,
    /// When its bytes were last changed, in nanoseconds since 1970; 0 where the disk keeps no dates.
    pub(crate) changed: u128,
    /// When it was last touched in any way, its name too: of two files of one size and date that change places this is
    /// all that says so. 0 where the system does not tell, or where it is us who give it its name.
    moved: i64,
}

impl Stamp {
    /// Of a file that we write under another name and move: what lasts of it.
    pub(crate) fn of(meta: &Metadata) -> Stamp {
        let changed = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Stamp { size: meta.len(), changed: changed.map_or(0, |since| since.as_nanos()), moved: 0 }
    }

    /// Of a file that others write.
    pub(crate) fn in_place(meta: &Metadata) -> Stamp {
        Stamp { moved: moved(meta), ..Stamp::of(meta) }
    }

    /// One that was written down.
    pub(crate) fn kept(size: u64, changed: u128) -> Stamp {
        Stamp { size, changed, moved: 0 }
    }
}

#[cfg(unix)]
fn moved(meta: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec())
}

#[cfg(not(unix))]
fn moved(_: &Metadata) -> i64 {
    0
}
