//! The fields of a ticket release.

use super::{Channel, Pickup, Status, Ticket};
use crate::both;
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{CONTRADICTION, Count, Field, Form, Reader, Synonyms, check_both, offered};
use crate::header::fields;
use crate::when::When;

fields! {
    /// item
    ITEM = required "item" / "票种", Form::Text, "放的是什么票，必填", "what is released, required";
    /// quantity
    QUANTITY = "quantity" / "数量", Form::Count, "共多少，如 1000 或 1000套", "how many, 1000 or 1000套";
    /// release
    RELEASE = required "release" / "放票", Form::Time, "放票时间，精确到分，必填", "when they can be had, to the minute, required";
    /// closes
    CLOSES = "closes" / "截止", Form::Time, "截止时间", "until when they can be had";
    /// per_person
    PER_PERSON = "per_person" / "每人限领", Form::Count, "每人限领几张", "how many one person may have";
    /// admits
    ADMITS = "admits" / "每票可用", Form::Sentence, "每张票可供谁用，如 两名成人和一名1.4米以下儿童", "whom one ticket lets in";
    /// eligibility
    ELIGIBILITY = "eligibility" / "资格", Form::Sentence, "谁可以领", "who may have one";
    /// channels
    CHANNELS = "channels" / "渠道", Form::Maps(&[&CHANNEL_NAME, &CHANNEL_QUOTA, &CHANNEL_OFFLINE, &CHANNEL_URL, &CHANNEL_PHONE]), "每个渠道写名称、数量，线下的写“线下: 是”", "name and quota of each, and whether it is offline";
    /// channels: name
    CHANNEL_NAME = required "name" / "名称", Form::Text, "渠道名称", "its name";
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
    PICKUP_WINDOWS = "windows" / "时段", Form::Spans(&[&FROM, &TO]), "每个时段一行，如 3月15日、16日 9:00—16:00；也可以分成起、止", "a line each: 3月15日、16日 9:00—16:00; or from and to";
    /// pickup: place
    PICKUP_PLACE = "place" / "地点", Form::Text, "领取地点", "where";
    /// pickup: bring
    PICKUP_BRING = "bring" / "携带", Form::Sentence, "领取时带什么", "what to bring";
    /// use
    USE = "use" / "使用期", Form::Span(&[&USE_FROM, &TO]), "哪天到哪天能用，如 3月16日至4月30日；也可以分成起、止", "when they can be used: 3月16日至4月30日; or from and to";
    /// pickup: windows: from
    FROM = required "from" / "起", Form::Time, "从何时", "from when";
    /// use: from
    USE_FROM = "from" / "起", Form::Time, "从何时", "from when";
    /// to
    TO = "to" / "止", Form::Time, "到何时", "until when";
    /// contact
    CONTACT = "contact" / "联系", Form::Text, "咨询电话", "whom to ask";
    /// status
    STATUS = "status" / "状态", Form::Choice(const { &offered(&STATUSES) }), "只在领完、取消、延期时写", "领完 (gone), 取消 (cancelled) or 延期 (postponed); the rest follows from the clock";
}

const STATUSES: [(Synonyms, Status); 3] = [
    (&["领完", "已领完", "gone"], Status::Gone),
    (&["取消", "已取消", "cancelled"], Status::Cancelled),
    (&["延期", "已延期", "postponed"], Status::Postponed),
];

/// The channels' quotas and the quantity differ.
pub static QUOTAS_DIFFER: Code =
    Code::error("quotas-differ", "各渠道数量之和与总数不符", "the channels' quotas do not add up");
/// Nobody without a smartphone can have one.
pub static NO_OFFLINE_CHANNEL: Code =
    Code::warning("no-offline-channel", "没有线下渠道", "no channel is open to those without a smartphone");

/// A release of which only the day is written: calendars and the page would say that it begins at midnight.
pub static RELEASE_WITHOUT_TIME: Code =
    Code::warning("release-without-time", "放票没有写几点", "a release has no time of day");

/// Nothing says until when: it would be open for ever, and the first thing on the home page.
pub static RELEASE_WITHOUT_END: Code =
    Code::warning("release-without-end", "放票没有写到什么时候为止", "a release has no end");

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

/// Takes the fields of a release.
pub(super) fn read(reader: &mut Reader<'_>) -> Ticket {
    let item = reader.text(&ITEM).unwrap_or_default();
    let quantity = reader.count(&QUANTITY);
    let release = reader.time(&RELEASE);
    if release.is_some_and(|release| !release.is_precise()) {
        reader.tell_of(
            &RELEASE,
            &RELEASE_WITHOUT_TIME,
            both!("放票没有写几点，现在当作0:00", "the release has no time of day, and is taken for midnight"),
            both!("写到分，如“3月8日 10:00”", "write the time as well: 3月8日 10:00"),
        );
    }
    let closes = reader.until(&CLOSES);
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
    let pickup = reader.map(&PICKUP, |reader| pickup(reader, release));
    let windows = pickup.as_ref().map_or(&[][..], |pickup| &pickup.windows);
    check_closes(reader, closes, windows);
    let first = windows.first().map(|(from, _)| *from);
    let ticket = Ticket {
        item,
        quantity,
        release,
        closes,
        per_person,
        admits,
        eligibility,
        channels,
        pickup,
        usable: reader.map(&USE, |reader| usable(reader, release, first)),
        contact: reader.text(&CONTACT),
        status: reader.choice(&STATUS, &STATUSES),
    };
    check_end(reader, &ticket);
    check_year(reader, &ticket);
    ticket
}

/// Of what is typed and cannot be read it has been told already.
fn check_end(reader: &mut Reader<'_>, ticket: &Ticket) {
    let is_typed = reader.has(&CLOSES) || reader.has(&PICKUP);
    if ticket.release.is_none() || ticket.last().is_some() || ticket.status.is_some() || is_typed {
        return;
    }
    reader.tell_of(
        &RELEASE,
        &RELEASE_WITHOUT_END,
        both!(
            "没有写到什么时候为止，放票以后会一直是“放票中”",
            "nothing says until when: it stays open for ever once it is released"
        ),
        both!(
            "加一行“截止: …”；或者写领取时段，或者使用期的“止”，有一个就行",
            "add “closes: …”; or a window of pick-up, or the end of its use: one of them is enough"
        ),
    );
}

/// Of a release nothing is left on the day of its own entry.
fn check_year(reader: &mut Reader<'_>, ticket: &Ticket) {
    let (Some(last), Some(release)) = (ticket.last(), ticket.release) else { return };
    let used = match ticket.usable {
        // Without an end they can be used still.
        Some((Some(_), None)) => return,
        usable => usable.and_then(|(_, to)| to),
    };
    let last = used.map_or(last, |to| last.max(to.end())).max(release.at());
    let message = both!("放票在这一篇发布之前就结束了", "the release was over before the entry is published");
    reader.over_before(&RELEASE, last, message);
}

fn channel(reader: &mut Reader<'_>) -> Channel {
    let (name, quota) = (reader.text(&CHANNEL_NAME), reader.count(&CHANNEL_QUOTA));
    let offline = reader.flag(&CHANNEL_OFFLINE);
    Channel {
        name: name.unwrap_or_default(),
        quota,
        // What is neither yes nor no was told: it may be a yes.
        offline: offline.unwrap_or_else(|| reader.has(&CHANNEL_OFFLINE)),
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
        reader.tell_of(
            &QUANTITY,
            &QUOTAS_DIFFER,
            both!("数量是{quantity}，各渠道加起来是{sum}", "the quantity is {quantity}, the channels add up to {sum}"),
            both!("核对各渠道的数量，加起来应等于总数", "check the quotas: together they are the quantity"),
        );
    }
    let is_open = channels.iter().any(|channel| channel.offline) || reader.is_unclear(&CHANNELS, &CHANNEL_OFFLINE);
    if !is_open && !reader.is_draft() {
        reader.tell_of(
            &CHANNELS,
            &NO_OFFLINE_CHANNEL,
            both!("这次放票没有线下渠道", "this release has no offline channel"),
            both!(
                "一线职工、不用智能手机的职工抢不到：在“渠道”里留一部分给窗口或基层工会，写“线下: 是”",
                "those at the workbench or without a smartphone cannot click: keep some for a counter, with “线下: 是”"
            ),
        );
    }
}

fn pickup(reader: &mut Reader<'_>, release: Option<When>) -> Pickup {
    let windows = reader.maps(&PICKUP_WINDOWS, |reader| {
        let named = if reader.has(&TO) { None } else { reader.windows(&FROM) };
        let windows = named.unwrap_or_else(|| window(reader).into_iter().collect());
        if let Some((from, to)) = windows.iter().find(|(from, to)| to.end() <= from.at()) {
            check_order(reader, Some(*from), Some(*to));
        }
        let first = windows.iter().map(|(from, _)| *from).min();
        if let (Some(from), Some(release)) = (first, release)
            && from.end() < release.at()
        {
            reader.contradiction(
                &FROM,
                both!("领取在放票之前", "they are picked up before they are released"),
                both!("核对领取时段和放票时间", "check the window and the time of release"),
            );
        }
        windows
    });
    let mut windows: Vec<(When, When)> = windows.into_iter().flat_map(|located| located.value).collect();
    windows.sort();
    Pickup { windows, place: reader.text(&PICKUP_PLACE), bring: reader.text(&PICKUP_BRING) }
}

/// A window whose ends stand in two fields, or a day that is one.
fn window(reader: &mut Reader<'_>) -> Option<(When, When)> {
    let from = reader.time(&FROM);
    let given = reader.end(&TO, &FROM, from);
    if given.is_none() && from.is_some_and(When::is_precise) && !reader.has(&TO) {
        reader.missing(&TO);
    }
    // A day without a time is a window of its own.
    from.zip(given.or(from.filter(|from| !from.is_precise())))
}

/// After the last window none can be had, whatever is said of when they close.
fn check_closes(reader: &mut Reader<'_>, closes: Option<When>, windows: &[(When, When)]) {
    if let (Some(closes), Some(last)) = (closes, windows.iter().map(|(_, to)| to.end()).max())
        && closes.is_after(last)
    {
        reader.contradiction(
            &CLOSES,
            both!("截止在最后一个领取时段之后", "they close after the last window is over"),
            both!(
                "核对截止和领取时段：最后一个时段过了，就领不到了",
                "check both: after the last window none can be had"
            ),
        );
    }
}

/// When they can be used: not before they are released and picked up.
fn usable(reader: &mut Reader<'_>, release: Option<When>, pickup: Option<When>) -> (Option<When>, Option<When>) {
    let (from, to) = reader.period(&USE_FROM, &TO);
    check_order(reader, from, to);
    let is_before = |when: Option<When>| to.zip(when).is_some_and(|(to, when)| to.end() <= when.at());
    if is_before(release) {
        reader.contradiction(
            &TO,
            both!("还没放票，使用期就过了", "they expire before they are released"),
            both!("核对使用期和放票时间", "check the period of use and the time of release"),
        );
    } else if is_before(pickup) {
        reader.contradiction(
            &TO,
            both!("还没开始领取，使用期就过了", "they expire before they are picked up"),
            both!("核对使用期和领取时段", "check the period of use and the windows"),
        );
    }
    (from, to)
}

fn check_order(reader: &mut Reader<'_>, from: Option<When>, to: Option<When>) {
    if let (Some(from), Some(to)) = (from, to)
        && to.end() <= from.at()
    {
        reader.contradiction(
            &TO,
            both!("结束在开始之前", "it ends before it begins"),
            check_both(from, to, both!("核对起、止两个时间", "check both times")),
        );
    }
}
