//! Changes that are dated later than they can have been made: calendars go by the latest, and would take every true
//! change for an older one.

use super::codes::EARLY_CHANGE;
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::fields::Located;
use crate::when::{When, iso_minute};
use jiff::civil::DateTime;

/// The changes of an entry that are dated later than now and than its own day: what comes out on a later day may be
/// dated on it.
pub(super) fn of(entry: &Entry, now: DateTime) -> impl Iterator<Item = &Located<When>> {
    let header = &entry.card.header;
    let latest = header.date.map_or(now, |date| date.end().max(now));
    header.changes().filter(move |change| change.value.at() > latest)
}

/// What there is to tell of them.
pub(super) fn told(entry: &Entry, now: DateTime) -> impl Iterator<Item = Diagnostic> {
    let tell = move |change: &Located<When>| {
        let message = both!("这个时间还没到，改动不会是那时做的", "this time has not come: no change was made then");
        let now = iso_minute(now);
        let help = both!(
            "写真正改动的时间，刚改的就写 {now}。发布以后再改早，订阅了日历的手机会当作旧的",
            "write when it was changed; if it was just now, {now}. Phones take what is dated back later for old"
        );
        Diagnostic::at(&EARLY_CHANGE, entry.card.text.place(change.span.clone()), message).help(help)
    };
    of(entry, now).map(tell)
}
