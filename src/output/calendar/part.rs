//! What an entry puts into a calendar: an event and its sign-up deadline, the second a release opens and its
//! pick-up windows. Nothing here looks at the clock, so a calendar changes only when its entries do.

use crate::kind::Details;
use crate::kind::event::{self, Event};
use crate::kind::ticket::{self, Ticket};
use crate::site::{Placed, Setting};
use crate::when::{DateTime, When};
use jiff::SignedDuration;
use std::hash::Hash;

/// Something with a time in a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Part {
    /// What calendars know it by, for ever: the entry's id, the part's own name, and the site's id, since a phone holds
    /// the calendars of several (RFC 7986, 5.3: it is unique everywhere).
    pub uid: String,
    /// How often, so to say, it was changed: the minute of the last change, counted from 2000; 0 before the first.
    pub sequence: i64,
    /// When it was published, on the site's clock.
    pub created: DateTime,
    /// When it was last changed, on the site's clock.
    pub changed: DateTime,
    /// From when, and until when.
    pub time: Time,
    /// 报名截止：手工课第7讲
    pub summary: String,
    /// The corrections and the facts of the entry, a line each, and its address.
    pub description: String,
    /// Where.
    pub location: Option<String>,
    /// The address of the entry's page.
    pub url: String,
    /// The column and the tags.
    pub categories: Vec<String>,
    /// Whether it takes place.
    pub status: Status,
    /// How many minutes before it begins it is said: not of what is off or gone.
    pub alarms: &'static [u32],
}

/// A time in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Time {
    /// Whole days: the first, and the one after the last.
    Days(DateTime, DateTime),
    /// An instant, or from one to another.
    Clock(DateTime, Option<DateTime>),
}

/// Whether something takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Status {
    /// It does.
    Confirmed,
    /// It was put off: the time may change again.
    Tentative,
    /// It does not.
    Cancelled,
}

const DAY: u32 = 24 * 60;
/// Before an event: the day before, and an hour.
const EVENT_ALARMS: &[u32] = &[DAY, 60];
/// Before a sign-up deadline: the day before, and two hours. It stands as its last half hour, before which they count.
const DEADLINE_ALARMS: &[u32] = &[DAY - 30, 120 - 30];
/// Before a release opens: the day before, and ten minutes.
const RELEASE_ALARMS: &[u32] = &[DAY, 10];
/// Before a pick-up window: the day before, and an hour.
const PICKUP_ALARMS: &[u32] = &[DAY, 60];
/// Before what nobody can do any more, or what does not take place then.
const NO_ALARMS: &[u32] = &[];
/// Before a whole day: at nine in the morning of the day before.
const DAY_ALARMS: &[u32] = &[15 * 60];

/// A deadline alone would be a line without length, and one at 24:00 would stand on the next day.
const DEADLINE: SignedDuration = SignedDuration::from_mins(30);

/// What an entry puts into a calendar.
pub(super) fn of(site: &Setting, placed: &Placed) -> Vec<Part> {
    let card = &placed.entry.card;
    let part = |name: &str, what: &str, status: (Status, &str), time: Time, alarms: &'static [u32]| {
        let (status, mark) = status;
        let alarms = match (status, time) {
            (Status::Cancelled | Status::Tentative, _) => NO_ALARMS,
            (_, Time::Days(..)) if !alarms.is_empty() => DAY_ALARMS,
            _ => alarms,
        };
        let column = site.column_of(placed).map(|column| column.name.clone());
        let tags = site.tags_of(placed).map(|tag| tag.name.clone());
        Part {
            uid: format!("{}-{name}@{}.gongsheng", card.id, site.config.id),
            sequence: sequence(card.touched()),
            created: card.date().map(When::at).unwrap_or_default(),
            changed: card.changed().map(When::at).unwrap_or_default(),
            time,
            summary: format!("{mark}{what}{}", card.header.title),
            description: description(site, placed),
            location: None,
            url: site.urls.absolute(&placed.address),
            categories: column.into_iter().chain(tags).collect(),
            status,
            alarms,
        }
    };
    let mut parts = Vec::new();
    match &card.details {
        Details::Event(event) => {
            let status = event_status(event);
            if let Some(starts) = event.starts {
                let location = place(event.place.as_deref(), event.address.as_deref());
                let itself = part("event", "", status, span(starts, event.ends), EVENT_ALARMS);
                parts.push(Part { location, ..itself });
            }
            if let Some(closes) = event.signup.as_ref().and_then(|signup| signup.closes) {
                let alarms = if event.status == Some(event::Status::Full) { NO_ALARMS } else { DEADLINE_ALARMS };
                parts.push(part("signup", "报名截止：", status, deadline(closes), alarms));
            }
        }
        Details::Ticket(ticket) => {
            let (status, mark) = ticket_status(ticket);
            if let Some(release) = ticket.release {
                let gone = ticket.status == Some(ticket::Status::Gone);
                let (mark, alarms) = if gone { ("【已领完】", NO_ALARMS) } else { (mark, RELEASE_ALARMS) };
                parts.push(part("release", "放票：", (status, mark), span(release, None), alarms));
            }
            if let Some(pickup) = &ticket.pickup {
                for (number, &(from, to)) in (1..).zip(&pickup.windows) {
                    let name = format!("pickup-{number}");
                    let window = part(&name, "领取：", (status, mark), span(from, Some(to)), PICKUP_ALARMS);
                    parts.push(Part { location: pickup.place.clone(), ..window });
                }
            }
        }
        Details::Post | Details::Ranking(_) | Details::Page => {}
    }
    parts
}

/// Minutes since 2000 at the last change; 0 before the first. It grows with `updated` and corrections, and with nothing
/// else: not even a mended date of publication makes it fall (RFC 5545, 3.8.7.4).
fn sequence(touched: Option<When>) -> i64 {
    let Some(touched) = touched else { return 0 };
    // RFC 5545 gives an integer 32 bits.
    (touched.at().duration_since(MILLENNIUM).as_secs() / 60).clamp(1, i64::from(i32::MAX))
}

const MILLENNIUM: DateTime = DateTime::constant(2000, 1, 1, 0, 0, 0, 0);

/// Not every calendar shows a status: it also stands before the title.
fn event_status(event: &Event) -> (Status, &'static str) {
    match event.status {
        Some(event::Status::Cancelled) => (Status::Cancelled, "【已取消】"),
        Some(event::Status::Postponed) => (Status::Tentative, "【已延期】"),
        Some(event::Status::Full) => (Status::Confirmed, "【名额已满】"),
        None => (Status::Confirmed, ""),
    }
}

fn ticket_status(ticket: &Ticket) -> (Status, &'static str) {
    match ticket.status {
        Some(ticket::Status::Cancelled) => (Status::Cancelled, "【已取消】"),
        Some(ticket::Status::Postponed) => (Status::Tentative, "【已延期】"),
        // Those who have one still pick it up.
        Some(ticket::Status::Gone) | None => (Status::Confirmed, ""),
    }
}

/// Bare days are whole days; where either end is an instant, both are. What ends before it begins, which is
/// told elsewhere, has no end.
fn span(from: When, to: Option<When>) -> Time {
    let to = to.filter(|to| to.end() > from.at());
    if !from.is_precise() && to.is_none_or(|to| !to.is_precise()) {
        return Time::Days(from.at(), to.unwrap_or(from).end());
    }
    Time::Clock(from.at(), to.map(When::end))
}

fn deadline(closes: When) -> Time {
    if closes.is_precise() {
        Time::Clock(closes.at().saturating_sub(DEADLINE), Some(closes.at()))
    } else {
        Time::Days(closes.at(), closes.end())
    }
}

fn place(name: Option<&str>, address: Option<&str>) -> Option<String> {
    match (name, address) {
        (Some(name), Some(address)) => Some(format!("{name}（{address}）")),
        (one, None) | (None, one) => one.map(str::to_owned),
    }
}

/// The facts, as the page shows them, and where it is.
fn description(site: &Setting, placed: &Placed) -> String {
    let card = &placed.entry.card;
    let mut out = String::new();
    for correction in &card.header.corrections {
        out.push_str(&correction.said());
        out.push('\n');
    }
    for fact in card.details.facts() {
        out.push_str(&format!("{}：{}\n", fact.label, fact.value.show(card.year())));
    }
    out.push_str(&site.urls.absolute(&placed.address));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when;

    fn at(text: &str) -> When {
        when::parse(text, None).unwrap()
    }

    #[test]
    fn the_sequence_grows_with_the_last_change_and_with_nothing_else() {
        let of = |touched: &str| sequence(Some(at(touched)));
        assert_eq!(sequence(None), 0);
        assert!(of("2017-3-8") > 0, "a bare day counts too");
        assert!(of("2017-3-8 15:00") > of("2017-3-8"), "and the hour after it");
        assert_eq!(of("2017-3-9 9:00") - of("2017-3-8 9:00"), 24 * 60);
        assert_eq!(of("1999-12-31"), 1, "never below one");
    }

    #[test]
    fn a_bare_day_is_a_whole_day() {
        let midnight = |text| at(text).at();
        assert_eq!(span(at("2017-3-8"), None), Time::Days(midnight("2017-3-8"), midnight("2017-3-9")));
        let two = Time::Days(midnight("2017-3-8"), midnight("2017-3-10"));
        assert_eq!(span(at("2017-3-8"), Some(at("2017-3-9"))), two);
        let mixed = Time::Clock(at("2017-3-8 9:00").at(), Some(midnight("2017-3-10")));
        assert_eq!(span(at("2017-3-8 9:00"), Some(at("2017-3-9"))), mixed);
    }

    #[test]
    fn an_instant_without_an_end_has_none() {
        assert_eq!(span(at("2017-3-8 10:00"), None), Time::Clock(at("2017-3-8 10:00").at(), None));
        let backwards = span(at("2017-3-8 10:00"), Some(at("2017-3-8 9:00")));
        assert_eq!(backwards, Time::Clock(at("2017-3-8 10:00").at(), None));
    }

    #[test]
    fn a_deadline_stands_on_its_own_day() {
        let last = Time::Clock(at("2017-3-17 23:30").at(), Some(at("2017-3-17 24:00").at()));
        assert_eq!(deadline(at("2017-3-17 24:00")), last);
        assert_eq!(deadline(at("2017-3-17")), Time::Days(at("2017-3-17").at(), at("2017-3-18").at()));
    }
}
