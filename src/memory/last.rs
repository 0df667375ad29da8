//! The last build as a whole: where nothing that it went by has changed, there is nothing to build.

use super::file;
use crate::codes;
use crate::entry::Told;
use crate::hash::Key;
use crate::output::is_of_a_change;
use crate::publish::{Changes, Disk};
use crate::{Built, Clock, Hidden, Request};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::Path;

/// What the last build that published went by, and what it said.
#[derive(Serialize, Deserialize)]
pub struct Last<'a> {
    /// The key of all that was asked for, and of a look at the files.
    asked: Key,
    /// The key of what was published.
    published: Key,
    /// From which instant on it holds: the one that was given.
    from: Instant<'a>,
    /// Until which it does; for ever, where nothing changes by itself any more.
    until: Option<i64>,
    entries: usize,
    hidden: [usize; 3],
    next_moment: Option<DateTime>,
    told: Vec<Told<'a>>,
    strict: bool,
    files: usize,
    bytes: u64,
}

/// The clock that a build was given.
#[derive(Serialize, Deserialize, PartialEq)]
enum Instant<'a> {
    Seconds(i64),
    Said(Cow<'a, str>),
}

/// The key of all that a build goes by beside the clock; None where a look at the files cannot tell.
fn asked(request: &Request<'_>, output: &Path, look: Option<Key>) -> Option<Key> {
    Some(Key::of(&(request.root, output, request.base_url, request.preview, request.strict, look?)))
}

/// What its file is called in its first line.
const NAME: &str = "last";

impl<'a> Last<'a> {
    /// What is kept of a build that published.
    pub fn of(
        request: &'a Request<'_>,
        output: &Path,
        look: Option<Key>,
        built: &'a Built,
        published: Key,
    ) -> Option<Last<'a>> {
        let changes = built.changes.as_ref()?;
        let Hidden { drafts, future, expired } = built.hidden;
        // What is told of a change is told once.
        let told = built.diagnostics.iter().filter(|told| !is_of_a_change(told.code));
        Some(Last {
            asked: asked(request, output, look)?,
            published,
            from: match &request.now {
                Clock::Seconds(seconds) => Instant::Seconds(*seconds),
                Clock::Said(text) => Instant::Said(text.into()),
            },
            until: built.until,
            entries: built.entries,
            hidden: [drafts, future, expired],
            next_moment: built.next_moment,
            told: told.map(Told::of).collect(),
            strict: built.strict,
            files: changes.files,
            bytes: changes.bytes,
        })
    }

    /// Writes it; what cannot be written only costs the next build its time.
    pub(super) fn write(&self, path: &Path, disk: &dyn Disk) {
        if let Some(bytes) = file::bytes(NAME, 1024, |bytes| postcard::to_extend(self, bytes).ok()) {
            file::write(path, &bytes, disk);
        }
    }

    /// What the last build said, and the key of what it published, where this one would say and publish the same.
    pub(super) fn again(path: &Path, request: &Request<'_>, output: &Path, look: Option<Key>) -> Option<(Built, Key)> {
        let asked = asked(request, output, look)?;
        let (bytes, start) = file::read(path, NAME)?;
        let last: Last<'_> = postcard::from_bytes(bytes.get(start..)?).ok()?;
        let timely = match (&request.now, &last.from) {
            (Clock::Seconds(now), Instant::Seconds(from)) => from <= now && last.until.is_none_or(|until| *now < until),
            (Clock::Said(now), Instant::Said(from)) => now == from,
            _ => false,
        };
        if !timely || last.asked != asked {
            return None;
        }
        let [drafts, future, expired] = last.hidden;
        let built = Built {
            changes: Some(Changes { files: last.files, bytes: last.bytes, ..Changes::default() }),
            entries: last.entries,
            hidden: Hidden { drafts, future, expired },
            next_moment: last.next_moment,
            until: last.until,
            diagnostics: last.told.into_iter().map(|told| told.restore(codes::named)).collect::<Option<_>>()?,
            strict: last.strict,
        };
        Some((built, last.published))
    }
}
