//! 放票: a ticket release with its channels, its pick-up windows and its period of use.

mod read;

pub use read::{FIELDS, NO_OFFLINE_CHANNEL, QUOTAS_DIFFER, RELEASE_WITHOUT_END, RELEASE_WITHOUT_TIME};

use super::{Details, Kind, KindInfo, Syntax};
use crate::fact::{Fact, FactKey, Facts, Moment, Phase, State, StateKey, Value, grouped};
use crate::fields::Count;
use crate::header::counted;
use crate::when::{self, When};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A ticket release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// What is released: 温泉套票.
    pub item: String,
    /// How many.
    pub quantity: Option<Count>,
    /// The second from which they can be had. None only in a draft, or where it is missing and told.
    pub release: Option<When>,
    /// The second from which they cannot.
    pub closes: Option<When>,
    /// How many one person may have.
    pub per_person: Option<Count>,
    /// Whom one ticket lets in.
    pub admits: Option<String>,
    /// Who may have one.
    pub eligibility: Option<String>,
    /// Through which doors they can be had.
    pub channels: Vec<Channel>,
    /// Where and when they are picked up.
    pub pickup: Option<Pickup>,
    /// When they can be used: first and last.
    pub usable: Option<(Option<When>, Option<When>)>,
    /// Whom one asks.
    pub contact: Option<String>,
    /// What the clock cannot know.
    pub status: Option<Status>,
}

/// A door through which tickets can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// 公众号抢票, 镇街工会窗口.
    pub name: String,
    /// How many of the tickets it has.
    pub quota: Option<Count>,
    /// Whether one can go there without a smartphone.
    pub offline: bool,
    /// Its address.
    pub url: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
}

impl Channel {
    /// What it is called: 镇街工会窗口（线下）.
    pub fn label(&self) -> String {
        format!("{}{}", self.name, if self.offline { "（线下）" } else { "" })
    }
}

/// Where and when tickets are picked up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pickup {
    /// The windows, in order of time.
    pub windows: Vec<(When, When)>,
    /// Where.
    pub place: Option<String>,
    /// What one brings.
    pub bring: Option<String>,
}

/// What the clock cannot know of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// 领完
    Gone,
    /// 取消
    Cancelled,
    /// 延期
    Postponed,
}

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Ticket,
    folder: "tickets",
    name: "ticket",
    label: ("放票", "ticket release"),
    syntax: Syntax::Markdown,
    dated: true,
    fields: FIELDS,
    read: |reader| Details::Ticket(Box::new(read::read(reader))),
};

const PENDING: State = State::new(StateKey::Pending, "即将放票", Phase::Coming);
const OPEN: State = State::new(StateKey::Open, "放票中", Phase::Now);
const WAITING: State = State::new(StateKey::Waiting, "等待领取", Phase::Coming);
const GONE: State = State::new(StateKey::Gone, "已领完", Phase::Coming);
const GONE_FOR_GOOD: State = State::new(StateKey::Gone, "已领完", Phase::Over);
const PICKING_UP: State = State::new(StateKey::PickingUp, "领取中", Phase::Now);
const OVER: State = State::new(StateKey::Over, "已结束", Phase::Over);
/// Until the time is past that was meant: whoever wanted some is to find it where it stood.
const CANCELLED: State = State::new(StateKey::Cancelled, "已取消", Phase::Coming);
const CANCELLED_SINCE: State = State::new(StateKey::Cancelled, "已取消", Phase::Over);
const POSTPONED: State = State::new(StateKey::Postponed, "已延期", Phase::Coming);
/// The time that was meant is past: none has been given away, and no other is known.
const POSTPONED_SINCE: State = State::new(StateKey::Postponed, "已延期", Phase::Over);

impl Ticket {
    fn windows(&self) -> &[(When, When)] {
        self.pickup.as_ref().map_or(&[], |pickup| pickup.windows.as_slice())
    }

    /// When each window begins and ends. On the day of the release none begins before it: 3月12日 is all of the day.
    fn hours(&self) -> impl Iterator<Item = (DateTime, DateTime)> {
        let release = self.release.map(When::at);
        let begins = move |from: &When| release.map_or(from.at(), |release| release.max(from.at()));
        self.windows().iter().map(move |(from, to)| (begins(from), to.end()))
    }

    /// The instant from which none can be had any more: closes, or the first pick-up.
    fn shut(&self) -> Option<DateTime> {
        let first = self.hours().next().map(|(from, _)| from);
        self.closes.map(When::end).into_iter().chain(first).min()
    }

    /// The instant at which all is over: the end of the last window, else that at which they close.
    fn last(&self) -> Option<DateTime> {
        let end = self.windows().iter().map(|(_, to)| to.end()).max();
        end.or(self.closes.map(When::end)).or(self.usable.and_then(|(_, to)| to).map(When::end))
    }

    /// Where it stands: pending until the release; open until it closes (or the first pick-up); waiting
    /// until a window; picking up in a window; over after the last. What was said of it goes before.
    pub fn state(&self, now: DateTime) -> State {
        let Some(release) = self.release else { return PENDING };
        let over = self.last().is_some_and(|last| now >= last);
        match self.status {
            // Where nothing says when all is over, the release is what was meant.
            Some(Status::Cancelled) if over || self.last().is_none() && now >= release.end() => return CANCELLED_SINCE,
            Some(Status::Cancelled) => return CANCELLED,
            Some(Status::Postponed) => return if over { POSTPONED_SINCE } else { POSTPONED },
            _ if over => return OVER,
            _ => {}
        }
        if self.hours().any(|(from, to)| from <= now && now < to) {
            return PICKING_UP;
        }
        let gone = self.status == Some(Status::Gone);
        match now {
            now if now < release.at() && !gone => PENDING,
            // With nothing to pick up later, a release that is gone has nothing more to say.
            _ if gone && self.windows().is_empty() => GONE_FOR_GOOD,
            now if self.shut().is_none_or(|shut| now < shut) => {
                if gone {
                    GONE
                } else {
                    OPEN
                }
            }
            _ => WAITING,
        }
    }

    /// What was said of it.
    pub fn said(&self) -> Option<State> {
        self.status.map(|status| match status {
            Status::Gone => GONE,
            Status::Cancelled => CANCELLED,
            Status::Postponed => POSTPONED,
        })
    }

    /// The instants at which [`Ticket::state`] changes.
    pub fn moments(&self) -> Vec<Moment> {
        let release = self.release.iter().flat_map(|release| [release.at(), release.end()]);
        let mut moments: Vec<Moment> = release.chain(self.shut()).collect();
        moments.extend(self.hours().flat_map(|(from, to)| [from, to]));
        moments.extend(self.last());
        moments
    }

    /// What, when, where, who, how many, how, what to bring, until when.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts::default();
        facts.add(FactKey::Item, "票种", (!self.item.is_empty()).then(|| Value::Text(self.item.clone())));
        facts.add(FactKey::Quantity, "数量", self.quantity.as_ref().map(|count| counted(count, "张")));
        let meant = self.status == Some(Status::Postponed);
        let label = |meant_then: &'static str, plain: &'static str| if meant { meant_then } else { plain };
        facts.add(FactKey::Release, label("原定放票时间", "放票时间"), self.release.map(Value::Time));
        facts.add(FactKey::Closes, "截止时间", self.closes.map(Value::Until));
        facts.add(FactKey::PerPerson, "每人限领", self.per_person.as_ref().map(|count| counted(count, self.unit())));
        facts.text(FactKey::Admits, "每票可用", &self.admits);
        facts.text(FactKey::Eligibility, "领取资格", &self.eligibility);
        facts.add(FactKey::Channels, "渠道", list(self.channels.iter().map(|channel| self.channel(channel)).collect()));
        if let Some(pickup) = &self.pickup {
            let windows = pickup.windows.iter().map(|&(from, to)| Value::Span(from, to)).collect();
            facts.add(FactKey::PickupWindows, label("原定领取时间", "领取时间"), list(windows));
            let place = |name: String| Value::Place { name, address: String::new() };
            facts.add(FactKey::PickupPlace, "领取地点", pickup.place.clone().map(place));
            facts.text(FactKey::PickupBring, "领取携带", &pickup.bring);
        }
        facts.add(FactKey::Use, "使用期", self.usable.and_then(usable));
        facts.text(FactKey::Contact, "咨询", &self.contact);
        facts.done()
    }

    fn unit(&self) -> &str {
        self.quantity.as_ref().map(|count| count.unit.as_str()).filter(|unit| !unit.is_empty()).unwrap_or("张")
    }

    /// How many of the tickets a channel has, in its own unit or theirs: 800套.
    pub fn quota(&self, channel: &Channel) -> Option<String> {
        let quota = channel.quota.as_ref()?;
        let unit = if quota.unit.is_empty() { self.unit() } else { &quota.unit };
        Some(format!("{}{unit}", grouped(quota.number)))
    }

    /// 职工之家公众号：800套
    fn channel(&self, channel: &Channel) -> Value {
        let mut text = channel.label();
        if let Some(quota) = self.quota(channel) {
            text.push_str(&format!("：{quota}"));
        }
        if let Some(phone) = &channel.phone {
            text.push_str(&format!("，电话 {phone}"));
        }
        match &channel.url {
            Some(url) => Value::Link { text, url: url.clone() },
            None => Value::Text(text),
        }
    }
}

fn usable((from, to): (Option<When>, Option<When>)) -> Option<Value> {
    match (from, to) {
        (Some(from), Some(to)) => Some(Value::Span(from, to)),
        (Some(from), None) => Some(Value::Text(format!("{}起", when::moment(from, true)))),
        (None, Some(to)) => Some(Value::Text(format!("至{}", when::until(to, true)))),
        (None, None) => None,
    }
}

/// One value stands alone; several are a list; none is nothing.
fn list(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::List(values)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> When {
        when::parse(text, None).unwrap()
    }

    fn hot_spring() -> Ticket {
        Ticket {
            item: "温泉套票".to_owned(),
            release: Some(at("2017-3-8 10:00")),
            closes: Some(at("2017-3-12 18:00")),
            pickup: Some(Pickup {
                windows: vec![
                    (at("2017-3-15 9:00"), at("2017-3-15 16:00")),
                    (at("2017-3-16 9:00"), at("2017-3-16 16:00")),
                ],
                ..Pickup::default()
            }),
            ..Ticket::default()
        }
    }

    #[test]
    fn each_state_lasts_from_its_second_to_the_next() {
        let ticket = hot_spring();
        let state = |text| ticket.state(at(text).at()).key.name();
        assert_eq!(state("2017-3-8 9:59"), "pending");
        assert_eq!(state("2017-3-8 10:00"), "open");
        assert_eq!(state("2017-3-12 18:00"), "waiting");
        assert_eq!(state("2017-3-15 9:00"), "picking-up");
        assert_eq!(state("2017-3-15 16:00"), "waiting");
        assert_eq!(state("2017-3-16 9:00"), "picking-up");
        assert_eq!(state("2017-3-16 16:00"), "over");
    }

    #[test]
    fn without_a_closing_time_it_is_open_until_the_first_pick_up() {
        let ticket = Ticket { closes: None, ..hot_spring() };
        assert_eq!(ticket.state(at("2017-3-15 8:59").at()).key.name(), "open");
        assert_eq!(ticket.state(at("2017-3-15 9:00").at()).key.name(), "picking-up");
    }

    #[test]
    fn on_the_day_of_the_release_nothing_is_picked_up_before_it() {
        let windows = vec![(at("2017-3-8"), at("2017-3-9"))];
        let pickup = Some(Pickup { windows, ..Pickup::default() });
        let ticket = Ticket { pickup, closes: None, ..hot_spring() };
        let state = |text| ticket.state(at(text).at()).key.name();
        assert_eq!(state("2017-3-8 5:00"), "pending");
        assert_eq!(state("2017-3-8 9:59"), "pending");
        assert_eq!(state("2017-3-8 10:00"), "picking-up");
        assert_eq!(state("2017-3-10"), "over");
        assert!(ticket.moments().contains(&at("2017-3-8 10:00").at()));
        assert!(!ticket.moments().contains(&at("2017-3-8").at()), "a round at midnight would change nothing");
    }

    #[test]
    fn when_all_are_gone_it_says_so_and_they_are_still_picked_up() {
        let ticket = Ticket { status: Some(Status::Gone), ..hot_spring() };
        assert_eq!(ticket.state(at("2017-3-9").at()).key.name(), "gone");
        assert_eq!(ticket.state(at("2017-3-13").at()).key.name(), "waiting");
        assert_eq!(ticket.state(at("2017-3-15 10:00").at()).key.name(), "picking-up");
        assert_eq!(ticket.state(at("2017-3-17").at()).key.name(), "over");
    }

    #[test]
    fn the_state_changes_at_its_moments_and_nowhere_else() {
        let ticket = hot_spring();
        let mut minutes = at("2017-3-7").at();
        let mut last = ticket.state(minutes);
        while minutes < at("2017-3-18").at() {
            minutes = minutes.checked_add(jiff::Span::new().minutes(10)).unwrap();
            let state = ticket.state(minutes);
            assert_eq!(state != last, ticket.moments().contains(&minutes), "{minutes}");
            last = state;
        }
    }
}
