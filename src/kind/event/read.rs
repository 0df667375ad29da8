//! The fields of an event.

use super::{Event, Series, Signup, Status, last};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::fields::{CONTRADICTION, Field, Form, Reader, Synonyms, check_both, offered};
use crate::header::fields;
use crate::when::When;
use jiff::civil::DateTime;

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
    AUDIENCE = "audience" / "对象", Form::Sentence, "面向谁", "for whom";
    /// capacity
    CAPACITY = "capacity" / "名额", Form::Count, "名额，如 30 或 30人", "for how many, 30 or 30人";
    /// signup
    SIGNUP = "signup" / "报名", Form::Map(&[&SIGNUP_OPENS, &SIGNUP_CLOSES, &SIGNUP_HOW, &SIGNUP_PHONE, &SIGNUP_URL]), "报名：开始、截止、方式、电话、链接", "sign-up: opens, closes, how, phone, url";
    /// signup: opens
    SIGNUP_OPENS = "opens" / "开始", Form::Time, "报名开始时间", "from when";
    /// signup: closes
    SIGNUP_CLOSES = "closes" / "截止", Form::Time, "报名截止时间", "until when";
    /// signup: how
    SIGNUP_HOW = "how" / "方式", Form::Sentence, "怎么报名", "how";
    /// signup: phone
    SIGNUP_PHONE = "phone" / "电话", Form::Text, "报名电话", "by telephone";
    /// signup: url
    SIGNUP_URL = "url" / "链接", Form::Text, "报名网址", "by a form";
    /// fee
    FEE = "fee" / "费用", Form::Sentence, "费用，如 免费", "what it costs";
    /// bring
    BRING = "bring" / "携带", Form::Sentence, "要带什么", "what to bring";
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

pub(super) fn read(reader: &mut Reader<'_>) -> Event {
    let (starts, within) = reader.times(&STARTS);
    let ends = reader.end(&ENDS, &STARTS, starts);
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
                .help(check_both(starts, ends, both!("核对开始和结束的时间", "check both times")));
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
