//! How an entry stands at an instant: published or not, and why; its state, and when that changes.

use super::{address, early};
use crate::entry::Entry;
use crate::fact::State;
use crate::hash::{Key, Shared};
use crate::memo::Memo;
use jiff::civil::DateTime;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Why an entry is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It is a draft.
    Draft,
    /// Its second has not come: this one.
    Future(DateTime),
    /// Its time is over since.
    Expired(DateTime),
}

/// Why an entry is not published at an instant, from the second of its date up to the second of its expiry; None
/// where it is.
pub fn why_hidden(entry: &Entry, now: DateTime) -> Option<Why> {
    let header = &entry.card.header;
    if header.draft {
        return Some(Why::Draft);
    }
    let expired = header.expires.map(|expires| expires.at()).filter(|expires| *expires <= now).map(Why::Expired);
    expired.or_else(|| header.date.map(|date| date.at()).filter(|date| *date > now).map(Why::Future))
}

/// How all entries stand, as of an instant since which nothing of any of them changed.
pub(super) struct Standings {
    pub since: DateTime,
    runs: Vec<Arc<Vec<Now>>>,
}

/// How an entry stands at an instant, and what else is known of it without asking another.
pub(super) struct Now {
    /// The path of its page.
    pub address: String,
    pub face: Key,
    pub name: Key,
    pub stance: Stance,
    /// The next instant at which it looks otherwise.
    pub next: Option<DateTime>,
    /// The next instant that it names: until then all of this is so.
    until: Option<DateTime>,
    /// Whether a change is dated later than it can have been made.
    pub early: bool,
}

/// What is seen of an entry at an instant: the same until the next at which it looks otherwise.
#[derive(Clone, Hash)]
pub(super) struct Stance {
    pub hidden: Option<Why>,
    pub state: Option<State>,
    /// Whether it stands first on the home page.
    pub pinned: bool,
    pub turns: Vec<(DateTime, State)>,
}

/// How one looks at entries.
#[derive(Hash)]
struct Glance {
    at: DateTime,
    preview: bool,
}

/// An entry that is looked at.
struct Seen<'a> {
    entry: &'a Arc<Entry>,
    glance: &'a Shared<Glance>,
}

impl Hash for Seen<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Seen { entry, glance } = self;
        (entry, glance).hash(state);
    }
}

impl Standings {
    /// How entries stand now. What is known as of an earlier instant, `since`, is so until the next that an entry names.
    pub(super) fn of(
        entries: &[Arc<Entry>],
        since: Option<DateTime>,
        now: DateTime,
        preview: bool,
        memo: &Memo,
    ) -> Standings {
        let as_of = |at: DateTime| {
            let glance = &Shared::new(Glance { at, preview });
            let seen: Vec<Seen<'_>> = entries.iter().map(|entry| Seen { entry, glance }).collect();
            Standings { since: at, runs: memo.each(&seen, |seen| seen.entry.key, Now::of) }
        };
        let known = since.filter(|since| *since <= now).map(as_of);
        known.filter(|known| known.iter().all(|one| one.is_so_at(now))).unwrap_or_else(|| as_of(now))
    }

    /// How each entry stands, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Now> {
        self.runs.iter().flat_map(|run| run.iter())
    }
}

impl Now {
    fn of(&Seen { entry, glance }: &Seen<'_>) -> Now {
        let Glance { at, preview } = **glance;
        let details = &entry.card.details;
        let stance = Stance {
            hidden: why_hidden(entry, at),
            state: details.state(at),
            pinned: is_pinned(entry, at),
            turns: details.turns(at),
        };
        let moments = moments(entry, at);
        Now {
            address: address::of(entry),
            face: entry.face,
            name: entry.name,
            stance,
            early: early::of(entry, at).next().is_some(),
            until: moments.first().copied(),
            next: next_change(entry, at, preview, &moments),
        }
    }

    fn is_so_at(&self, now: DateTime) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// Whether an entry stands first on the home page at an instant.
fn is_pinned(entry: &Entry, now: DateTime) -> bool {
    entry.card.header.pinned.is_some_and(|until| now < until.end())
}

/// The instants that an entry names and that are to come, in their order.
fn moments(entry: &Entry, now: DateTime) -> Vec<DateTime> {
    let card = &entry.card;
    let mut moments = card.details.moments();
    moments.extend(card.header.date.map(|date| date.at()));
    moments.extend(card.header.expires.map(|expires| expires.at()));
    moments.extend(card.header.pinned.map(|until| until.end()));
    moments.extend(card.header.changes().map(|change| change.value.at()));
    moments.retain(|&moment| moment > now);
    moments.sort();
    moments
}

/// The next instant at which an entry looks otherwise than now, or something else is told of it. A moment of one that
/// is cancelled, or of one that nobody sees yet, changes nothing; a preview shows them all, and why readers do not see
/// one.
fn next_change(entry: &Entry, now: DateTime, preview: bool, moments: &[DateTime]) -> Option<DateTime> {
    let looks = |at: DateTime| {
        let hidden = why_hidden(entry, at);
        let shown = (preview || hidden.is_none()).then(|| (entry.card.details.state(at), is_pinned(entry, at)));
        (shown, hidden.filter(|_| preview), early::of(entry, at).count())
    };
    let today = looks(now);
    moments.iter().copied().find(|&moment| looks(moment) != today)
}
