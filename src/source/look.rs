//! What lies there, without reading it: from a look alone it follows that nothing changed since the last one.
#![expect(
    clippy::disallowed_methods,
    reason = "how old a file's last change is decides whether its date says anything"
)]

use super::walk::{Found, walk};
use crate::diagnostic::Diagnostic;
use crate::hash::Key;
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// By what a file is known to be the one that was read, without reading it again: its size in bytes, and when it was
/// last changed, in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    size: u64,
    changed: u128,
}

/// Two changes within this time may bear one date: FAT counts in steps of two seconds.
const STEP: Duration = Duration::from_secs(2);

impl Stamp {
    /// None where the file was changed so shortly before it was looked at that it may be changed again under the
    /// same date.
    pub(super) fn of(meta: &Metadata, looked: SystemTime) -> Option<Stamp> {
        let changed = meta.modified().ok()?;
        let age = looked.duration_since(changed).ok()?;
        let since = changed.duration_since(UNIX_EPOCH).ok()?;
        (age > STEP).then_some(Stamp { size: meta.len(), changed: since.as_nanos() })
    }
}

/// All that lies in `content/` and `templates/`.
pub struct Look {
    pub(super) content: Vec<Found>,
    pub(super) templates: Vec<Found>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Looks at a project.
pub fn look(root: &Path) -> Look {
    let looked = SystemTime::now();
    let (content, mut diagnostics) = walk(root, "content", looked);
    if content.is_empty() && diagnostics.is_empty() {
        diagnostics.push(super::no_content());
    }
    let (templates, more) = walk(root, "templates", looked);
    diagnostics.extend(more);
    Look { content, templates, diagnostics }
}

impl Look {
    /// The same as long as nothing changes; None where a look cannot tell.
    pub fn key(&self) -> Option<Key> {
        let files = self.content.iter().chain(&self.templates);
        let stamps = files.map(|file| Some((&*file.shown, file.stamp?))).collect::<Option<Vec<_>>>()?;
        self.diagnostics.is_empty().then(|| Key::of(&stamps))
    }
}
