//! 放票: a ticket release with its channels, its pick-up windows and its period of use.

use super::{Details, Kind, KindInfo};
use crate::both;
use crate::diagnostic::{Code, Diagnostic};
use crate::fact::{Fact, Facts, Moment, Phase, State, Value, grouped};
use crate::fields::{CONTRADICTION, Count, Field, Form, Located, Reader};
use crate::header::{counted, fields};
use crate::when::{self, When};
use jiff::civil::DateTime;

/// A ticket release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// What is released: 温泉套票.
    pub item: String,
    /// How many.
    pub quantity: Option<Count>,
    /// The second from which they can be had. None only where it is missing and told.
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// Where and when tickets are picked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pickup {
    /// The windows, in order of time.
    pub windows: Vec<(When, When)>,
    /// Where.
    pub place: Option<String>,
    /// What one brings.
    pub bring: Option<String>,
}

/// What the clock cannot know of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 领完
    Gone,
    /// 取消
    Cancelled,
    /// 延期
    Postponed,
}

fields! {
    /// item
    ITEM = "item" / "票种", Form::Text, "放的是什么票，必填", "what is released, required";
    /// quantity
    QUANTITY = "quantity" / "数量", Form::Count, "共多少，如 1000 或 1000套", "how many, 1000 or 1000套";
    /// release
    RELEASE = "release" / "放票", Form::Time, "放票时间，精确到分，必填", "when they can be had, to the minute, required";
    /// closes
    CLOSES = "closes" / "截止", Form::Time, "截止时间", "until when they can be had";
    /// per_person
    PER_PERSON = "per_person" / "每人限领", Form::Count, "每人限领几张", "how many one person may have";
    /// admits
    ADMITS = "admits" / "每票可用", Form::Text, "每张票可供谁用，如 两名成人和一名1.4米以下儿童", "whom one ticket lets in";
    /// eligibility
    ELIGIBILITY = "eligibility" / "资格", Form::Text, "谁可以领", "who may have one";
    /// channels
    CHANNELS = "channels" / "渠道", Form::Maps(&[&CHANNEL_NAME, &CHANNEL_QUOTA, &CHANNEL_OFFLINE, &CHANNEL_URL, &CHANNEL_PHONE]), "每个渠道写名称、数量，线下的写“线下: 是”", "name and quota of each, and whether it is offline";
    /// channels: name
    CHANNEL_NAME = "name" / "名称", Form::Text, "渠道名称", "its name";
    /// channels: quota
    CHANNEL_QUOTA = "quota" / "数量", Form::Count, "这个渠道多少张", "how many of the tickets it has";
    /// channels: offline
    CHANNEL_OFFLINE = "offline" / "线下", Form::Flag, "不用手机就能领的写“是”", "是 (yes) where no smartphone is needed";
    /// channels: url
    CHANNEL_URL = "url" / "链接", Form::Text, "网址", "its address";
    /// channels: phone
    CHANNEL_PHONE = "phone" / "电话", Form::Text, "电话", "its telephone";
    /// pickup
    PICKUP = "pickup" / "领取", Form::Map(&[&PICKUP_WINDOWS, &PICKUP_PLACE, &PICKUP_BRING]), "领取：时段、地点、携带", "pick-up: windows, place, bring";
    /// pickup: windows
    PICKUP_WINDOWS = "windows" / "时段", Form::Maps(&[&FROM, &TO]), "每个时段写起、止", "from and to of each";
    /// pickup: place
    PICKUP_PLACE = "place" / "地点", Form::Text, "领取地点", "where";
    /// pickup: bring
    PICKUP_BRING = "bring" / "携带", Form::Text, "领取时带什么", "what to bring";
    /// use
    USE = "use" / "使用期", Form::Map(&[&FROM, &TO]), "使用期：起、止", "when they can be used: from, to";
    /// from
    FROM = "from" / "起", Form::Time, "从何时", "from when";
    /// to
    TO = "to" / "止", Form::Time, "到何时", "until when";
    /// contact
    CONTACT = "contact" / "联系", Form::Text, "咨询电话", "whom to ask";
    /// status
    STATUS = "status" / "状态", Form::Text, "只在领完、取消、延期时写", "领完 (gone), 取消 (cancelled) or 延期 (postponed); the rest follows from the clock";
}

/// The channels' quotas and the quantity differ.
pub static QUOTAS_DIFFER: Code =
    Code::error("quotas-differ", "各渠道数量之和与总数不符", "the channels' quotas do not add up");
/// Nobody without a smartphone can have one.
pub static NO_OFFLINE_CHANNEL: Code =
    Code::warning("no-offline-channel", "没有线下渠道", "no channel is open to those without a smartphone");

/// The fields of a ticket release, beside those of every kind.
pub const FIELDS: &[&Field] = &[
    &ITEM,
    &QUANTITY,
    &RELEASE,
    &CLOSES,
    &PER_PERSON,
    &ADMITS,
    &ELIGIBILITY,
    &CHANNELS,
    &PICKUP,
    &USE,
    &CONTACT,
    &STATUS,
];

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Ticket,
    folder: "tickets",
    label: ("放票", "ticket release"),
    extension: "md",
    dated: true,
    fields: FIELDS,
    read: |reader| Details::Ticket(Box::new(read(reader))),
};

fn read(reader: &mut Reader<'_>) -> Ticket {
    let item = reader.required(&ITEM).unwrap_or_default();
    let quantity = reader.count(&QUANTITY);
    let release = reader.required_time(&RELEASE);
    let closes = reader.time(&CLOSES);
    let per_person = reader.count(&PER_PERSON);
    let admits = reader.text(&ADMITS);
    let eligibility = reader.text(&ELIGIBILITY);
    let channels: Vec<Channel> = reader.maps(&CHANNELS, channel).into_iter().map(|located| located.value).collect();
    check_channels(reader, quantity.as_ref(), &channels);
    if let (Some(release), Some(closes)) = (release, closes)
        && closes.end() <= release.at()
    {
        let place = reader.place(&CLOSES);
        reader.tell(
            Diagnostic::at(&CONTRADICTION, place, both!("截止在放票之前", "they close before they are released"))
                .also(reader.place(&RELEASE), both!("放票时间在这里", "they are released here"))
                .help(both!("核对放票和截止的时间", "check both times")),
        );
    }
    Ticket {
        item,
        quantity,
        release,
        closes,
        per_person,
        admits,
        eligibility,
        channels,
        pickup: reader.map(&PICKUP, |reader| pickup(reader, release)),
        usable: reader.map(&USE, |reader| {
            let (from, to) = (reader.time(&FROM), reader.time(&TO));
            check_order(reader, from, to);
            (from, to)
        }),
        contact: reader.text(&CONTACT),
        status: reader.choice(
            &STATUS,
            &[
                (&["领完", "已领完", "gone"], Status::Gone),
                (&["取消", "已取消", "cancelled"], Status::Cancelled),
                (&["延期", "已延期", "postponed"], Status::Postponed),
            ],
        ),
    }
}

fn channel(reader: &mut Reader<'_>) -> Channel {
    Channel {
        name: reader.required(&CHANNEL_NAME).unwrap_or_default(),
        quota: reader.count(&CHANNEL_QUOTA),
        offline: reader.flag(&CHANNEL_OFFLINE).unwrap_or(false),
        url: reader.url(&CHANNEL_URL),
        phone: reader.text(&CHANNEL_PHONE),
    }
}

/// The sum of the quotas is the quantity; and those at the workbench, in class or without a smartphone
/// cannot click at 10:00.
fn check_channels(reader: &mut Reader<'_>, quantity: Option<&Count>, channels: &[Channel]) {
    let quotas: Vec<u64> = channels.iter().filter_map(|c| c.quota.as_ref()).map(|q| u64::from(q.number)).collect();
    if let Some(quantity) = quantity.map(|quantity| u64::from(quantity.number))
        && !quotas.is_empty()
        && quotas.iter().sum::<u64>() != quantity
    {
        let sum: u64 = quotas.iter().sum();
        let place = reader.place(&QUANTITY);
        reader.tell(
            Diagnostic::at(
                &QUOTAS_DIFFER,
                place,
                both!(
                    "数量是{quantity}，各渠道加起来是{sum}",
                    "the quantity is {quantity}, the channels add up to {sum}"
                ),
            )
            .help(both!("核对各渠道的数量，加起来应等于总数", "check the quotas: together they are the quantity")),
        );
    }
    if !channels.iter().any(|channel| channel.offline) && !reader.draft {
        let place = reader.place(&CHANNELS);
        reader.tell(
            Diagnostic::at(
                &NO_OFFLINE_CHANNEL,
                place,
                both!("这次放票没有线下渠道", "this release has no offline channel"),
            )
            .help(both!(
                "一线职工、不用智能手机的职工抢不到：在“渠道”里留一部分给窗口或基层工会，写“线下: 是”",
                "those at the workbench or without a smartphone cannot click: keep some for a counter, with “线下: 是”"
            )),
        );
    }
}

fn pickup(reader: &mut Reader<'_>, release: Option<When>) -> Pickup {
    let windows: Vec<Located<Option<(When, When)>>> = reader.maps(&PICKUP_WINDOWS, |reader| {
        let (from, within) = reader.required_times(&FROM);
        let given = reader.end(&TO, from).or(within);
        if given.is_none() && from.is_some_and(When::is_precise) && !reader.has(&TO) {
            reader.missing(&TO);
        }
        // A day without a time is a window of its own.
        let to = given.or(from.filter(|from| !from.is_precise()));
        check_order(reader, from, to);
        if let (Some(from), Some(release)) = (from, release)
            && from.end() < release.at()
        {
            let place = reader.place(&FROM);
            reader.tell(
                Diagnostic::at(
                    &CONTRADICTION,
                    place,
                    both!("领取在放票之前", "they are picked up before they are released"),
                )
                .help(both!("核对领取时段和放票时间", "check the window and the time of release")),
            );
        }
        from.zip(to)
    });
    let mut windows: Vec<(When, When)> = windows.into_iter().filter_map(|located| located.value).collect();
    windows.sort();
    Pickup { windows, place: reader.text(&PICKUP_PLACE), bring: reader.text(&PICKUP_BRING) }
}

fn check_order(reader: &mut Reader<'_>, from: Option<When>, to: Option<When>) {
    if let (Some(from), Some(to)) = (from, to)
        && to.end() <= from.at()
    {
        let place = reader.place(&TO);
        reader.tell(
            Diagnostic::at(&CONTRADICTION, place, both!("结束在开始之前", "it ends before it begins"))
                .help(both!("核对起、止两个时间", "check both times")),
        );
    }
}

const PENDING: State = State::new("pending", "即将放票", Phase::Coming);
const OPEN: State = State::new("open", "放票中", Phase::Now);
const WAITING: State = State::new("waiting", "等待领取", Phase::Coming);
const GONE: State = State::new("gone", "已领完", Phase::Coming);
const GONE_FOR_GOOD: State = State::new("gone", "已领完", Phase::Over);
const PICKING_UP: State = State::new("picking-up", "领取中", Phase::Now);
const OVER: State = State::new("over", "已结束", Phase::Over);
const CANCELLED: State = State::new("cancelled", "已取消", Phase::Over);
const POSTPONED: State = State::new("postponed", "已延期", Phase::Coming);

impl Ticket {
    fn windows(&self) -> &[(When, When)] {
        self.pickup.as_ref().map_or(&[], |pickup| pickup.windows.as_slice())
    }

    /// The instant from which none can be had any more: closes, or the first pick-up.
    fn shut(&self) -> Option<DateTime> {
        let first = self.windows().first().map(|(from, _)| from.at());
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
        match self.status {
            Some(Status::Cancelled) => return CANCELLED,
            _ if self.last().is_some_and(|last| now >= last) => return OVER,
            Some(Status::Postponed) => return POSTPONED,
            _ => {}
        }
        if self.windows().iter().any(|(from, to)| from.at() <= now && now < to.end()) {
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

    /// The instants at which [`Ticket::state`] changes.
    pub fn moments(&self) -> Vec<Moment> {
        let mut moments: Vec<Moment> = self.release.map(When::at).into_iter().chain(self.shut()).collect();
        moments.extend(self.windows().iter().flat_map(|(from, to)| [from.at(), to.end()]));
        moments.extend(self.last());
        moments
    }

    /// What, when, where, who, how many, how, what to bring, until when.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts::default();
        facts.add("item", "票种", (!self.item.is_empty()).then(|| Value::Text(self.item.clone())));
        facts.add("quantity", "数量", self.quantity.as_ref().map(|count| counted(count, "张")));
        facts.add("release", "放票时间", self.release.map(Value::Time));
        facts.add("closes", "截止时间", self.closes.map(Value::Until));
        facts.add("per_person", "每人限领", self.per_person.as_ref().map(|count| counted(count, self.unit())));
        facts.text("admits", "每票可用", &self.admits);
        facts.text("eligibility", "领取资格", &self.eligibility);
        facts.add("channels", "渠道", list(self.channels.iter().map(|channel| self.channel(channel)).collect()));
        if let Some(pickup) = &self.pickup {
            let windows = pickup.windows.iter().map(|&(from, to)| Value::Span(from, to)).collect();
            facts.add("pickup.windows", "领取时间", list(windows));
            let place = |name: String| Value::Place { name, address: String::new() };
            facts.add("pickup.place", "领取地点", pickup.place.clone().map(place));
            facts.text("pickup.bring", "领取携带", &pickup.bring);
        }
        facts.add("use", "使用期", self.usable.and_then(usable));
        facts.text("contact", "咨询", &self.contact);
        facts.done()
    }

    fn unit(&self) -> &str {
        self.quantity.as_ref().map(|count| count.unit.as_str()).filter(|unit| !unit.is_empty()).unwrap_or("张")
    }

    /// 职工之家公众号：800套
    fn channel(&self, channel: &Channel) -> Value {
        let mut text = channel.name.clone();
        if channel.offline {
            text.push_str("（线下）");
        }
        if let Some(quota) = &channel.quota {
            let unit = if quota.unit.is_empty() { self.unit() } else { &quota.unit };
            text.push_str(&format!("：{}{unit}", grouped(quota.number)));
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
        let state = |text| ticket.state(at(text).at()).key;
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
        assert_eq!(ticket.state(at("2017-3-15 8:59").at()).key, "open");
        assert_eq!(ticket.state(at("2017-3-15 9:00").at()).key, "picking-up");
    }

    #[test]
    fn when_all_are_gone_it_says_so_and_they_are_still_picked_up() {
        let ticket = Ticket { status: Some(Status::Gone), ..hot_spring() };
        assert_eq!(ticket.state(at("2017-3-9").at()).key, "gone");
        assert_eq!(ticket.state(at("2017-3-13").at()).key, "waiting");
        assert_eq!(ticket.state(at("2017-3-15 10:00").at()).key, "picking-up");
        assert_eq!(ticket.state(at("2017-3-17").at()).key, "over");
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
