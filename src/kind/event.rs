//! 活动: an event with its time, its place and its sign-up.

mod read;

pub use read::FIELDS;

use super::{Details, Kind, KindInfo, Syntax};
use crate::fact::{Fact, FactKey, Facts, Moment, Phase, State, StateKey, Value};
use crate::fields::Count;
use crate::header::counted;
use crate::when::When;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it begins. None only in a draft, or where it is missing and told.
    pub starts: Option<When>,
    /// When it ends. Without it, an event lasts until the end of its day.
    pub ends: Option<When>,
    /// Where: the name of the place.
    pub place: Option<String>,
    /// Where: what a map is asked for.
    pub address: Option<String>,
    /// Who invites.
    pub organizer: Option<String>,
    /// For whom.
    pub audience: Option<String>,
    /// For how many.
    pub capacity: Option<Count>,
    /// How one signs up.
    pub signup: Option<Signup>,
    /// What it costs.
    pub fee: Option<String>,
    /// What one brings.
    pub bring: Option<String>,
    /// The series it belongs to.
    pub series: Option<Series>,
    /// Whom one asks.
    pub contact: Option<String>,
    /// What the clock cannot know.
    pub status: Option<Status>,
}

/// How one signs up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signup {
    /// From when.
    pub opens: Option<When>,
    /// Until when.
    pub closes: Option<When>,
    /// How.
    pub how: Option<String>,
    /// By telephone.
    pub phone: Option<String>,
    /// By a form.
    pub url: Option<String>,
}

/// A place in a series: 第7讲/共24讲.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The name of the series.
    pub name: String,
    /// Which one this is.
    pub number: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
}

/// What the clock cannot know of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// 取消
    Cancelled,
    /// 延期
    Postponed,
    /// 已满
    Full,
}

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Event,
    folder: "events",
    name: "event",
    label: ("活动", "event"),
    syntax: Syntax::Markdown,
    dated: true,
    fields: FIELDS,
    read: |reader| Details::Event(Box::new(read::read(reader))),
};

/// The instant at which an event is over.
fn last(starts: Option<When>, ends: Option<When>) -> Option<DateTime> {
    match (ends, starts) {
        (Some(ends), _) => Some(ends.end()),
        (None, Some(starts)) => Some(When::of_day(starts.day()).end()),
        (None, None) => None,
    }
}

/// Until the time is past that was meant: whoever wanted to go is to find it where it stood.
const CANCELLED: State = State::new(StateKey::Cancelled, "已取消", Phase::Coming);
const CANCELLED_SINCE: State = State::new(StateKey::Cancelled, "已取消", Phase::Over);
const POSTPONED: State = State::new(StateKey::Postponed, "已延期", Phase::Coming);
/// The time that was meant is past: it has not been held, and no other is known.
const POSTPONED_SINCE: State = State::new(StateKey::Postponed, "已延期", Phase::Over);
const FULL: State = State::new(StateKey::Full, "名额已满", Phase::Coming);
const SIGNUP_PENDING: State = State::new(StateKey::SignupPending, "报名未开始", Phase::Coming);
const SIGNUP_OPEN: State = State::new(StateKey::SignupOpen, "报名中", Phase::Coming);
const SIGNUP_CLOSED: State = State::new(StateKey::SignupClosed, "报名已截止", Phase::Coming);
const COMING: State = State::new(StateKey::Coming, "未开始", Phase::Coming);
const ON: State = State::new(StateKey::On, "进行中", Phase::Now);
const OVER: State = State::new(StateKey::Over, "已结束", Phase::Over);

impl Event {
    /// Where it stands: what was said of it goes before the clock; a bare day counts to its end.
    pub fn state(&self, now: DateTime) -> State {
        let (Some(starts), Some(last)) = (self.starts, last(self.starts, self.ends)) else { return COMING };
        match self.status {
            Some(Status::Cancelled) if now >= last => return CANCELLED_SINCE,
            Some(Status::Postponed) if now >= last => return POSTPONED_SINCE,
            _ if now >= last => return OVER,
            Some(Status::Cancelled) => return CANCELLED,
            Some(Status::Postponed) => return POSTPONED,
            _ if now >= starts.at() => return ON,
            Some(Status::Full) => return FULL,
            None => {}
        }
        match &self.signup {
            None => COMING,
            Some(signup) if signup.opens.is_some_and(|opens| now < opens.at()) => SIGNUP_PENDING,
            Some(signup) if signup.closes.is_some_and(|closes| now >= closes.end()) => SIGNUP_CLOSED,
            Some(_) => SIGNUP_OPEN,
        }
    }

    /// What was said of it.
    pub fn said(&self) -> Option<State> {
        self.status.map(|status| match status {
            Status::Cancelled => CANCELLED,
            Status::Postponed => POSTPONED,
            Status::Full => FULL,
        })
    }

    /// The instants at which [`Event::state`] changes.
    pub fn moments(&self) -> Vec<Moment> {
        let signup = self.signup.as_ref();
        [
            signup.and_then(|signup| signup.opens).map(When::at),
            signup.and_then(|signup| signup.closes).map(When::end),
            self.starts.map(When::at),
            last(self.starts, self.ends),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// When, where, for whom, how, until when.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts::default();
        let time = match (self.starts, self.ends) {
            (Some(starts), Some(ends)) => Some(Value::Span(starts, ends)),
            (Some(starts), None) => Some(Value::Time(starts)),
            (None, _) => None,
        };
        let meant = self.status == Some(Status::Postponed);
        facts.add(FactKey::Starts, if meant { "原定时间" } else { "时间" }, time);
        let place = match (&self.place, &self.address) {
            (Some(name), address) => {
                Some(Value::Place { name: name.clone(), address: address.clone().unwrap_or_default() })
            }
            (None, Some(address)) => Some(Value::Place { name: address.clone(), address: String::new() }),
            (None, None) => None,
        };
        facts.add(FactKey::Place, "地点", place);
        facts.text(FactKey::Audience, "对象", &self.audience);
        facts.add(FactKey::Capacity, "名额", self.capacity.as_ref().map(|count| counted(count, "人")));
        facts.text(FactKey::Fee, "费用", &self.fee);
        if let Some(signup) = &self.signup {
            let window = match (signup.opens, signup.closes) {
                (Some(opens), Some(closes)) => Some(("报名时间", Value::Span(opens, closes))),
                (Some(opens), None) => Some(("报名开始", Value::Time(opens))),
                (None, Some(closes)) => Some(("报名截止", Value::Until(closes))),
                (None, None) => None,
            };
            if let Some((label, value)) = window {
                facts.add(FactKey::SignupWindow, label, Some(value));
            }
            facts.text(FactKey::SignupHow, "报名方式", &signup.how);
            facts.add(FactKey::SignupPhone, "报名电话", signup.phone.clone().map(Value::Phone));
            let link = |url: &String| Value::Link { text: url.clone(), url: url.clone() };
            facts.add(FactKey::SignupUrl, "报名网址", signup.url.as_ref().map(link));
        }
        facts.text(FactKey::Bring, "携带", &self.bring);
        facts.add(FactKey::Series, "系列", self.series.as_ref().map(|series| Value::Text(series.show())));
        facts.text(FactKey::Organizer, "主办", &self.organizer);
        facts.text(FactKey::Contact, "联系", &self.contact);
        facts.done()
    }
}

impl Series {
    /// 匠心课堂 第7讲/共24讲
    pub fn show(&self) -> String {
        match (self.number, self.of) {
            (Some(number), Some(of)) => format!("{} 第{number}讲/共{of}讲", self.name),
            (Some(number), None) => format!("{} 第{number}讲", self.name),
            (None, Some(of)) => format!("{} 共{of}讲", self.name),
            (None, None) => self.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when;

    fn at(text: &str) -> When {
        when::parse(text, None).unwrap()
    }

    fn event() -> Event {
        Event {
            starts: Some(at("2017-3-22 13:50")),
            ends: Some(at("2017-3-22 15:30")),
            signup: Some(Signup {
                opens: Some(at("2017-3-10 9:00")),
                closes: Some(at("2017-3-20")),
                ..Signup::default()
            }),
            ..Event::default()
        }
    }

    #[test]
    fn each_state_lasts_from_its_second_to_the_next() {
        let event = event();
        let state = |text| event.state(at(text).at()).key.name();
        assert_eq!(state("2017-3-10 8:59"), "signup-pending");
        assert_eq!(state("2017-3-10 9:00"), "signup-open");
        assert_eq!(state("2017-3-20 23:59"), "signup-open");
        assert_eq!(state("2017-3-21 0:00"), "signup-closed");
        assert_eq!(state("2017-3-22 13:50"), "on");
        assert_eq!(state("2017-3-22 15:29"), "on");
        assert_eq!(state("2017-3-22 15:30"), "over");
    }

    #[test]
    fn what_was_said_of_it_goes_before_the_clock() {
        let with = |status, time: &str| Event { status: Some(status), ..event() }.state(at(time).at()).key.name();
        assert_eq!(with(Status::Cancelled, "2017-3-22 14:00"), "cancelled");
        assert_eq!(with(Status::Postponed, "2017-3-22 14:00"), "postponed");
        assert_eq!(with(Status::Postponed, "2017-3-23"), "postponed", "what was put off has not been held");
        assert_eq!(with(Status::Full, "2017-3-11"), "full");
        assert_eq!(with(Status::Full, "2017-3-22 14:00"), "on");
        assert_eq!(with(Status::Full, "2017-3-23"), "over");
    }

    #[test]
    fn without_an_end_it_lasts_to_the_end_of_its_day() {
        let event = Event { starts: Some(at("2017-3-22 13:50")), ..Event::default() };
        assert_eq!(event.state(at("2017-3-22 23:59").at()).key.name(), "on");
        assert_eq!(event.state(at("2017-3-23 0:00").at()).key.name(), "over");
    }

    #[test]
    fn the_state_changes_at_its_moments_and_nowhere_else() {
        let event = event();
        let mut minutes = at("2017-3-9").at();
        let mut last = event.state(minutes);
        while minutes < at("2017-3-24").at() {
            minutes = minutes.checked_add(jiff::Span::new().minutes(10)).unwrap();
            let state = event.state(minutes);
            assert_eq!(state != last, event.moments().contains(&minutes), "{minutes}");
            last = state;
        }
    }
}
