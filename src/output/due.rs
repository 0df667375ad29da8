//! What a notice says of time at first sight: the next thing to do or to see, its day as a leaf of a calendar,
//! and what will be said of it later.

use crate::fact::{Phase, State, StateKey, Value};
use crate::kind::Details;
use crate::kind::event::Event;
use crate::kind::ticket::Ticket;
use crate::site::{Placed, Setting};
use crate::when;
use jiff::civil::{Date, DateTime};
use serde::Serialize;

/// The time that matters next.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Due {
    /// What happens then, or was to happen: 截止, 原定; empty where that goes without saying.
    pub label: &'static str,
    /// When, in a line.
    pub text: String,
    /// The day for machines: `2017-03-08`.
    pub iso: String,
    /// `3月`
    pub month: String,
    /// `8`
    pub day: i8,
    /// `周三`
    pub week: &'static str,
}

/// A date that is to be minded beside: until when one can sign up.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Beside {
    /// What happens then: 报名截止.
    pub label: &'static str,
    /// When, in a line.
    pub text: String,
}

impl Due {
    fn new(label: &'static str, shown: &Value, day: Date, year: i16) -> Due {
        Due {
            label,
            text: shown.show(year),
            iso: when::iso_date(day),
            month: format!("{}月", day.month()),
            day: day.day(),
            week: when::week(day),
        }
    }

    /// What matters next of an entry: an event's beginning; of a release the time of the door that is open, or opens
    /// next.
    pub fn of(placed: &Placed) -> Option<Due> {
        let year = placed.entry.card.year();
        match &placed.entry.card.details {
            Details::Event(event) => {
                let starts = event.starts?;
                let shown = event.ends.map_or(Value::Time(starts), |ends| Value::Span(starts, ends));
                let postponed = placed.state.is_some_and(|state| state.key == StateKey::Postponed);
                Some(Due::new(if postponed { "原定" } else { "" }, &shown, starts.day(), year))
            }
            Details::Ticket(ticket) => Due::of_ticket(ticket, placed, year),
            _ => None,
        }
    }

    fn of_ticket(ticket: &Ticket, placed: &Placed, year: i16) -> Option<Due> {
        let released = |label| {
            let release = ticket.release?;
            Some(Due::new(label, &Value::Time(release), release.day(), year))
        };
        let release = || released("放票");
        let windows = ticket.pickup.as_ref().map_or(&[][..], |pickup| pickup.windows.as_slice());
        let turn = placed.next_turn();
        // A window is named by the moment that comes next: its end where it is open, else its beginning.
        let window = windows.iter().find(|(from, to)| turn == Some(from.at()) || turn == Some(to.end()));
        let pickup = || {
            let (from, to) = window.or(windows.first())?;
            Some(Due::new("领取", &Value::Span(*from, *to), from.day(), year))
        };
        match placed.state?.key {
            StateKey::Open => match ticket.closes {
                Some(closes) => Some(Due::new("截止", &Value::Until(closes), when::last_day(closes), year)),
                None => release(),
            },
            StateKey::Waiting | StateKey::PickingUp | StateKey::Gone => pickup().or_else(release),
            StateKey::Postponed => released("原定放票"),
            StateKey::Pending | StateKey::Cancelled | StateKey::Over => release(),
            StateKey::SignupPending | StateKey::SignupOpen | StateKey::SignupClosed => release(),
            StateKey::Full | StateKey::Coming | StateKey::On => release(),
        }
    }
}

impl Beside {
    /// The date that is to be minded beside: of an event, that of the sign-up which opens or closes next.
    pub fn of(placed: &Placed) -> Option<Beside> {
        let year = placed.entry.card.year();
        match &placed.entry.card.details {
            Details::Event(event) => Beside::of_event(event, placed.state?, year),
            _ => None,
        }
    }

    fn of_event(event: &Event, state: State, year: i16) -> Option<Beside> {
        let signup = event.signup.as_ref()?;
        let (label, value) = match state.key {
            StateKey::SignupPending => ("报名开始", Value::Time(signup.opens?)),
            StateKey::SignupOpen => ("报名截止", Value::Until(signup.closes?)),
            StateKey::SignupClosed | StateKey::Full | StateKey::Coming | StateKey::On => return None,
            StateKey::Cancelled | StateKey::Postponed | StateKey::Over => return None,
            StateKey::Pending | StateKey::Open | StateKey::Waiting => return None,
            StateKey::Gone | StateKey::PickingUp => return None,
        };
        Some(Beside { label, text: value.show(year) })
    }
}

/// The states that are still to come, for a script that moves on with the reader's clock: seconds since 1970, phase,
/// key and label of each, `1488938400,now,open,放票中;…`.
pub fn later(site: &Setting, turns: &[(DateTime, State)]) -> String {
    let turn = |(at, state): &(DateTime, State)| {
        let phase = match state.phase {
            Phase::Now => "now",
            Phase::Coming => "coming",
            Phase::Over => "over",
        };
        format!("{},{phase},{},{}", site.config.zone.unix(*at), state.key.name(), state.label)
    };
    turns.iter().map(turn).collect::<Vec<_>>().join(";")
}
