//! 活动: an event with its time, its place and its sign-up.

use super::{Details, Kind, KindInfo};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::fact::{Fact, Facts, Moment, Phase, State, Value};
use crate::fields::{CONTRADICTION, Count, Field, Form, Reader, Synonyms, offered};
use crate::header::{counted, fields};
use crate::when::When;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it begins. None only where it is missing and told.
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

fields! {
    /// starts
    STARTS = required "starts" / "开始", Form::Time, "开始时间，如 2026-3-22 13:50，必填", "when it begins, 2026-3-22 13:50, required";
    /// ends
    ENDS = "ends" / "结束", Form::Time, "结束时间", "when it ends";
    /// place
    PLACE = "place" / "地点", Form::Text, "地点", "where";
    /// address
    ADDRESS = "address" / "地址", Form::Text, "详细地址，导航用", "the full address, for maps";
    /// organizer
    ORGANIZER = "organizer" / "主办", Form::Text, "主办单位", "who invites";
    /// audience
    AUDIENCE = "audience" / "对象", Form::Text, "面向谁", "for whom";
    /// capacity
    CAPACITY = "capacity" / "名额", Form::Count, "名额，如 30 或 30人", "for how many, 30 or 30人";
    /// signup
    SIGNUP = "signup" / "报名", Form::Map(&[&SIGNUP_OPENS, &SIGNUP_CLOSES, &SIGNUP_HOW, &SIGNUP_PHONE, &SIGNUP_URL]), "报名：开始、截止、方式、电话、链接", "sign-up: opens, closes, how, phone, url";
    /// signup: opens
    SIGNUP_OPENS = "opens" / "开始", Form::Time, "报名开始时间", "from when";
    /// signup: closes
    SIGNUP_CLOSES = "closes" / "截止", Form::Time, "报名截止时间", "until when";
    /// signup: how
    SIGNUP_HOW = "how" / "方式", Form::Text, "怎么报名", "how";
    /// signup: phone
    SIGNUP_PHONE = "phone" / "电话", Form::Text, "报名电话", "by telephone";
    /// signup: url
    SIGNUP_URL = "url" / "链接", Form::Text, "报名网址", "by a form";
    /// fee
    FEE = "fee" / "费用", Form::Text, "费用，如 免费", "what it costs";
    /// bring
    BRING = "bring" / "携带", Form::Text, "要带什么", "what to bring";
    /// series
    SERIES = "series" / "系列", Form::Map(&[&SERIES_NAME, &SERIES_NUMBER, &SERIES_OF]), "系列：名称、第几讲、共几讲", "series: name, number, of";
    /// series: name
    SERIES_NAME = required "name" / "名称", Form::Text, "系列的名称", "the name of the series";
    /// series: number
    SERIES_NUMBER = "number" / "第几讲", Form::Count, "第几讲", "which one this is";
    /// series: of
    SERIES_OF = "of" / "共几讲", Form::Count, "共几讲", "of how many";
    /// contact
    CONTACT = "contact" / "联系", Form::Text, "联系人或电话", "whom to ask";
    /// status
    STATUS = "status" / "状态", Form::Choice(const { &offered(&STATUSES) }), "只在取消、延期、已满时写", "取消 (cancelled), 延期 (postponed) or 已满 (full); the rest follows from the clock";
}

const STATUSES: [(Synonyms, Status); 3] = [
    (&["取消", "已取消", "cancelled"], Status::Cancelled),
    (&["延期", "已延期", "postponed"], Status::Postponed),
    (&["已满", "满员", "full"], Status::Full),
];

/// The fields of an event, beside those of every kind.
pub const FIELDS: &[&Field] = &[
    &STARTS, &ENDS, &PLACE, &ADDRESS, &ORGANIZER, &AUDIENCE, &CAPACITY, &SIGNUP, &FEE, &BRING, &SERIES, &CONTACT,
    &STATUS,
];

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Event,
    folder: "events",
    label: ("活动", "event"),
    extension: "md",
    dated: true,
    fields: FIELDS,
    read: |reader| Details::Event(Box::new(read(reader))),
};

fn read(reader: &mut Reader<'_>) -> Event {
    let (starts, within) = reader.times(&STARTS);
    let ends = reader.end(&ENDS, starts);
    if let (Some(ends), Some(within)) = (ends, within)
        && ends != within
    {
        reader.contradiction(
            &ENDS,
            both!("“开始”里已经写了结束的时间，和这里不一样", "the start names its own end, and it is another"),
            both!("只在一处写结束的时间", "write the end in one place"),
        );
    }
    let ends = ends.or(within);
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends.end() <= starts.at()
    {
        let place = reader.place(if within.is_some() { &STARTS } else { &ENDS });
        let mut told =
            Diagnostic::at(&CONTRADICTION, place, both!("活动还没开始就结束了", "the event ends before it begins"))
                .help(both!("核对开始和结束的时间", "check both times"));
        if within.is_none() {
            told = told.also(reader.place(&STARTS), both!("开始时间在这里", "it begins here"));
        }
        reader.tell(told);
    }
    let last = last(starts, ends);
    if let Some(last) = last.max(starts.map(When::end)) {
        reader.over_before(
            &STARTS,
            last,
            both!("活动在这一篇发布之前就结束了", "the event was over before the entry is published"),
        );
    }
    Event {
        starts,
        ends,
        place: reader.text(&PLACE),
        address: reader.text(&ADDRESS),
        organizer: reader.text(&ORGANIZER),
        audience: reader.text(&AUDIENCE),
        capacity: reader.count(&CAPACITY),
        signup: reader.map(&SIGNUP, |reader| signup(reader, last)),
        fee: reader.text(&FEE),
        bring: reader.text(&BRING),
        series: reader.map(&SERIES, series),
        contact: reader.text(&CONTACT),
        status: reader.choice(&STATUS, &STATUSES),
    }
}

fn signup(reader: &mut Reader<'_>, last: Option<DateTime>) -> Signup {
    let signup = Signup {
        opens: reader.time(&SIGNUP_OPENS),
        closes: reader.until(&SIGNUP_CLOSES),
        how: reader.text(&SIGNUP_HOW),
        phone: reader.text(&SIGNUP_PHONE),
        url: reader.url(&SIGNUP_URL),
    };
    if let (Some(opens), Some(closes)) = (signup.opens, signup.closes)
        && closes.end() <= opens.at()
    {
        reader.contradiction(
            &SIGNUP_CLOSES,
            both!("报名还没开始就截止了", "sign-up closes before it opens"),
            both!("核对报名开始和截止的时间", "check both times"),
        );
    }
    let is_after = |when: When| last.is_some_and(|last| when.is_after(last));
    if signup.opens.is_some_and(is_after) {
        reader.contradiction(
            &SIGNUP_OPENS,
            both!("活动结束以后才开始报名", "sign-up opens after the event is over"),
            both!("核对报名开始的时间", "check when sign-up opens"),
        );
    } else if signup.closes.is_some_and(is_after) {
        reader.contradiction(
            &SIGNUP_CLOSES,
            both!("报名截止在活动结束之后", "sign-up closes after the event is over"),
            both!("核对报名截止的时间", "check when sign-up closes"),
        );
    }
    signup
}

/// The instant at which an event is over.
fn last(starts: Option<When>, ends: Option<When>) -> Option<DateTime> {
    match (ends, starts) {
        (Some(ends), _) => Some(ends.end()),
        (None, Some(starts)) => Some(When::of_day(starts.day()).end()),
        (None, None) => None,
    }
}

fn series(reader: &mut Reader<'_>) -> Series {
    let series = Series {
        name: reader.text(&SERIES_NAME).unwrap_or_default(),
        number: reader.ordinal(&SERIES_NUMBER),
        of: reader.ordinal(&SERIES_OF),
    };
    if let (Some(number), Some(of)) = (series.number, series.of)
        && number > of
    {
        reader.contradiction(
            &SERIES_NUMBER,
            both!("共{of}讲，却是第{number}讲", "number {number} of {of}"),
            both!("核对第几讲和共几讲", "check both numbers"),
        );
    }
    series
}

const CANCELLED: State = State::new("cancelled", "已取消", Phase::Over);
const POSTPONED: State = State::new("postponed", "已延期", Phase::Coming);
/// The time that was meant is past: it has not been held, and no other is known.
const POSTPONED_SINCE: State = State::new("postponed", "已延期", Phase::Over);
const FULL: State = State::new("full", "名额已满", Phase::Coming);
const SIGNUP_PENDING: State = State::new("signup-pending", "报名未开始", Phase::Coming);
const SIGNUP_OPEN: State = State::new("signup-open", "报名中", Phase::Coming);
const SIGNUP_CLOSED: State = State::new("signup-closed", "报名已截止", Phase::Coming);
const COMING: State = State::new("coming", "未开始", Phase::Coming);
const ON: State = State::new("on", "进行中", Phase::Now);
const OVER: State = State::new("over", "已结束", Phase::Over);

impl Event {
    /// Where it stands: what was said of it goes before the clock; a bare day counts to its end.
    pub fn state(&self, now: DateTime) -> State {
        let (Some(starts), Some(last)) = (self.starts, last(self.starts, self.ends)) else { return COMING };
        match self.status {
            Some(Status::Cancelled) => return CANCELLED,
            Some(Status::Postponed) if now >= last => return POSTPONED_SINCE,
            _ if now >= last => return OVER,
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
        facts.add("starts", "时间", time);
        let place = match (&self.place, &self.address) {
            (Some(name), address) => {
                Some(Value::Place { name: name.clone(), address: address.clone().unwrap_or_default() })
            }
            (None, Some(address)) => Some(Value::Place { name: address.clone(), address: String::new() }),
            (None, None) => None,
        };
        facts.add("place", "地点", place);
        facts.text("audience", "对象", &self.audience);
        facts.add("capacity", "名额", self.capacity.as_ref().map(|count| counted(count, "人")));
        facts.text("fee", "费用", &self.fee);
        if let Some(signup) = &self.signup {
            let window = match (signup.opens, signup.closes) {
                (Some(opens), Some(closes)) => Some(("报名时间", Value::Span(opens, closes))),
                (Some(opens), None) => Some(("报名开始", Value::Time(opens))),
                (None, Some(closes)) => Some(("报名截止", Value::Until(closes))),
                (None, None) => None,
            };
            if let Some((label, value)) = window {
                facts.add("signup.window", label, Some(value));
            }
            facts.text("signup.how", "报名方式", &signup.how);
            facts.add("signup.phone", "报名电话", signup.phone.clone().map(Value::Phone));
            let link = |url: &String| Value::Link { text: url.clone(), url: url.clone() };
            facts.add("signup.url", "报名网址", signup.url.as_ref().map(link));
        }
        facts.text("bring", "携带", &self.bring);
        facts.add("series", "系列", self.series.as_ref().map(|series| Value::Text(series.show())));
        facts.text("organizer", "主办", &self.organizer);
        facts.text("contact", "联系", &self.contact);
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
        let state = |text| event.state(at(text).at()).key;
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
        let with = |status, time: &str| Event { status: Some(status), ..event() }.state(at(time).at()).key;
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
        assert_eq!(event.state(at("2017-3-22 23:59").at()).key, "on");
        assert_eq!(event.state(at("2017-3-23 0:00").at()).key, "over");
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
