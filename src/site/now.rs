//! How an entry stands at an instant: published or not, and why; its state, and when that changes.

use super::early;
use crate::entry::Entry;
use crate::fact::State;
use crate::hash::Key;
use jiff::civil::DateTime;

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

/// How an entry stands at an instant.
pub(super) struct Now {
    pub face: Key,
    pub name: Key,
    pub stance: Stance,
    /// The next instant at which it looks otherwise.
    pub next: Option<DateTime>,
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

impl Now {
    pub(super) fn of(entry: &Entry, now: DateTime, preview: bool) -> Now {
        let details = &entry.card.details;
        let stance = Stance {
            hidden: why_hidden(entry, now),
            state: details.state(now),
            pinned: is_pinned(entry, now),
            turns: details.turns(now),
        };
        let early = early::of(entry, now).next().is_some();
        Now { face: entry.face, name: entry.name, stance, next: next_change(entry, now, preview), early }
    }
}

/// Whether an entry stands first on the home page at an instant.
fn is_pinned(entry: &Entry, now: DateTime) -> bool {
    entry.card.header.pinned.is_some_and(|until| now < until.end())
}

/// The next instant at which an entry looks otherwise than now, or something else is told of it. A moment of one that
/// is cancelled, or of one that nobody sees yet, changes nothing; a preview shows them all, and why readers do not see
/// one.
fn next_change(entry: &Entry, now: DateTime, preview: bool) -> Option<DateTime> {
    let card = &entry.card;
    let looks = |at: DateTime| {
        let hidden = why_hidden(entry, at);
        let shown = (preview || hidden.is_none()).then(|| (card.details.state(at), is_pinned(entry, at)));
        (shown, hidden.filter(|_| preview), early::of(entry, at).count())
    };
    let mut moments = card.details.moments();
    moments.extend(card.header.date.map(|date| date.at()));
    moments.extend(card.header.expires.map(|expires| expires.at()));
    moments.extend(card.header.pinned.map(|until| until.end()));
    moments.extend(card.header.changes().map(|change| change.value.at()));
    moments.retain(|&moment| moment > now);
    moments.sort();
    let today = looks(now);
    moments.into_iter().find(|&moment| looks(moment) != today)
}
