//! What an author typed in a field → a time on the site's clock.

mod period;
mod windows;

pub use period::{parse_last, parse_period, parse_until};
pub use windows::parse_windows;

use super::clock::Clock;
use super::cursor::{Cursor, shorten};
use super::day::{HALF_A_YEAR, JOINERS, Year, day_of_month};
use super::mistake::Mistake;
use super::undated::{is_duration, is_undated};
use super::{When, Zone, lunar};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

/// Reads a date, with a time or without: `2026-3-8`, `2026年3月8日（周日）下午1点半`, `20260308`,
/// `2026-03-08T13:50:00+08:00`. `near` is the entry's date, which gives 3月8日 its year.
///
/// An offset is turned to China's clock; where the site may have another, use [`parse_in`].
pub fn parse(text: &str, near: Option<Date>) -> Result<When, Mistake> {
    parse_in(text, near, Zone::default())
}

/// [`parse`] on the clock of a zone: what has an offset of its own is turned to it.
pub fn parse_in(text: &str, near: Option<Date>, zone: Zone) -> Result<When, Mistake> {
    let mut cursor = begin(text)?;
    let point = cursor.point(Year::Of(near))?;
    let mut when = point.when;
    if let Some(theirs) = cursor.offset(&point) {
        when = When::of(zone.local(theirs.unix(when.at())));
    }
    cursor.finish_one()?;
    Ok(when)
}

/// Reads a span: `3月15日 9:00—16:00`, `2017-3-15 9:00至3月16日16:00`, `3月15日—16日`, `22:00—次日2:00` after a
/// date. Between its ends stands one of — – - ~ ～ 至 到. A moment alone begins and ends a span.
///
/// The end has what it leaves out from the start: its day; its month; its year, or the next one if it says so
/// (次年) or the end is then less than half a year after the start (12月30日—1月2日); and the 下午 of
/// 下午1:30—4:30. Whether it is after the start is for the caller to check.
pub fn parse_span(text: &str, near: Option<Date>) -> Result<(When, When), Mistake> {
    let mut cursor = begin(text)?;
    cursor.eat(&['从', '自']);
    cursor.space();
    let start = cursor.point(Year::Of(near))?;
    if !cursor.separator() {
        cursor.finish()?;
        return Ok((start.when, start.when));
    }
    if cursor.rest().is_empty() {
        return Err(Mistake::NoEnd { said: shorten(text) });
    }
    let end = cursor.end(&start)?;
    // 3月15日—16日 9:00—16:00: the hours of every day.
    if !start.when.is_precise() && end.is_precise() && cursor.separator() {
        return Err(Mistake::Daily { said: shorten(text) });
    }
    cursor.finish()?;
    Ok((start.when, end))
}

/// Whether two days with this between them are the ends of one span: `至`, `（周五）上午9:00—`. With anything else
/// between them, one may be changed to the other: `提前到`.
pub fn is_span(between: &str) -> bool {
    let mut cursor = Cursor::new(between);
    cursor.skip_all(AROUND);
    cursor.weekday();
    cursor.skip_all(AROUND);
    if !matches!(cursor.clock(), Ok(Some(_))) {
        cursor.part();
    }
    cursor.skip_all(AROUND);
    let joined = cursor.separator();
    cursor.skip_all(AROUND);
    joined && cursor.rest().is_empty()
}

/// The day of the next year that was perhaps meant: where no year was typed, and the day is long before `near` and soon
/// after it in the next year.
pub fn next_year(text: &str, near: Date) -> Option<Date> {
    let mut cursor = begin(text).ok()?;
    cursor.skip_all(&['从', '自', '至', '到']);
    cursor.space();
    let fields = cursor.fields().ok()??;
    if fields.has_year() {
        return None;
    }
    let day = fields.date(Year::Of(Some(near))).ok()?;
    let next = day.checked_add(1.year()).ok()?;
    (day < near && near.duration_until(next) <= HALF_A_YEAR).then_some(next)
}

/// Reads an end that was typed apart from its start: `16:00`, `16日`, `次日2:00`, or complete. It has what it
/// leaves out from the start, as in a span: the 下午 too, from what was `typed` there.
pub fn parse_end(text: &str, start: When, typed: &str) -> Result<When, Mistake> {
    let mut cursor = begin(text)?;
    cursor.word(period::UNTIL_THEN);
    cursor.space();
    let begins = begin(typed).and_then(|mut cursor| cursor.point(Year::Of(Some(start.day()))));
    let clock = begins.ok().and_then(|point| point.clock);
    let end = cursor.end(&Point { when: start, clock, machine: false })?;
    cursor.says(UNTIL);
    cursor.finish_one()?;
    Ok(end)
}

/// Reads the instant of a command line: any form that authors have, RFC 3339 with its offset, or seconds since
/// 1970-01-01T00:00:00Z after an `@`.
pub fn parse_instant(text: &str, zone: Zone) -> Result<DateTime, Mistake> {
    let Some(seconds) = text.trim().strip_prefix('@') else {
        return parse_in(text, None, zone).map(When::at);
    };
    let seconds = seconds.parse().map_err(|_| Mistake::NotADate { said: shorten(text) })?;
    let at = zone.local(seconds);
    match at.year() {
        1949..=2100 => Ok(at),
        year => Err(Mistake::YearImplausible { said: year.to_string() }),
    }
}

/// A date with what stood beside it.
struct Point {
    when: When,
    clock: Option<Clock>,
    /// Whether a T stood between the two.
    machine: bool,
}

/// What may stand around a weekday and a time, and says nothing.
const FILLER: &[char] = &[' ', '(', ')', ','];

/// What may stand around both in running text: marks of emphasis too, and no comma, behind which something else may
/// begin.
const AROUND: &[char] = &[' ', '(', ')', '*'];

/// What says of the time before it that something lasts until then, or from then on.
const UNTIL: &[&str] = &["之前", "以前", "前", "为止", "止"];
const SINCE: &[&str] = &["起", "开始"];

/// What an end has before its month that is of the year after its begin.
const NEXT_YEAR: &[&str] = &["次年", "翌年", "来年", "明年", "第二年"];

/// What stands before the hours of every day.
const DAILY: &[&str] = &["每天", "每日"];

fn begin(text: &str) -> Result<Cursor<'_>, Mistake> {
    let mut cursor = Cursor::new(text.trim());
    cursor.space();
    if cursor.rest().is_empty() { Err(Mistake::Empty) } else { Ok(cursor) }
}

impl Cursor<'_> {
    fn point(&mut self, year: Year) -> Result<Point, Mistake> {
        let from = self.at();
        if let Some(fields) = self.fields()? {
            return self.point_on(fields.date(year)?);
        }
        match self.clock() {
            Ok(Some(_)) => Err(Mistake::NoDate { said: self.said(from) }),
            Ok(None) | Err(Mistake::NoHour { .. }) => Err(self.no_date()),
            Err(mistake) => Err(mistake),
        }
    }

    /// What stands here is none.
    fn no_date(&self) -> Mistake {
        let said = shorten(self.rest());
        if lunar::begins(self.rest()) {
            Mistake::Lunar { said }
        } else if is_undated(self.all()) {
            Mistake::Undated { said: self.whole() }
        } else if is_duration(self.rest()) {
            Mistake::Duration { said }
        } else {
            Mistake::NotADate { said }
        }
    }

    /// The weekday and the time after a date.
    fn point_on(&mut self, day: Date) -> Result<Point, Mistake> {
        self.skip_all(FILLER);
        self.weekday();
        self.skip_all(FILLER);
        let mut ahead = *self;
        let machine = ahead.eat(&['T', 't']).is_some() && ahead.peek().is_some_and(|next| next.is_ascii_digit());
        if machine {
            *self = ahead;
        }
        let clock = self.clock()?;
        let mut after = *self;
        after.skip_all(FILLER);
        if after.weekday().is_some() {
            *self = after;
        }
        let when = clock.map_or_else(|| When::of_day(day), |clock| When::of(clock.on(day)));
        Ok(Point { when, clock, machine })
    }

    fn end(&mut self, start: &Point) -> Result<When, Mistake> {
        let first = start.when.day();
        if is_duration(self.rest()) {
            return Err(self.no_date());
        }
        if self.word(&["次日", "翌日", "第二天"]).is_some() {
            return Ok(self.point_on(first.tomorrow().unwrap_or(first))?.when);
        }
        if self.word(NEXT_YEAR).is_some() {
            let Some(fields) = self.fields()? else { return Err(self.no_date()) };
            let next = Date::new(first.year() + 1, 1, 1).ok();
            return Ok(self.point_on(fields.date(Year::Of(next))?)?.when);
        }
        if let Some(fields) = self.fields()? {
            return Ok(self.point_on(fields.date(Year::After(first))?)?.when);
        }
        if let Some(clock) = self.clock()? {
            let part = start.clock.and_then(|clock| clock.part);
            return Ok(When::of(clock.told_by(part, first, start.when.at()).on(first)));
        }
        let (from, begins) = (self.at(), *self);
        let Some(day) = self.number() else { return Err(self.no_date()) };
        let is_marked = self.day_mark();
        // 一直, 十分: what is no number of days.
        if !is_marked && begins.is_chinese_number() {
            return Err(begins.no_date());
        }
        if !is_marked && start.when.is_precise() && day.value <= 24 {
            let day = day.value;
            let (either, or) = (format!("{day}日"), format!("{day}:00"));
            return Err(Mistake::Unclear { said: self.said(from), either, or });
        }
        let day = day_of_month(first.year(), first.month(), day.value, self.said(from))?;
        Ok(self.point_on(day)?.when)
    }

    /// Reads the offset after a time. One that begins with - would be the end of 9:00-11:00: only a machine's
    /// complete time has it.
    fn offset(&mut self, point: &Point) -> Option<Zone> {
        let clock = point.clock?;
        let mut ahead = *self;
        ahead.space();
        if ahead.peek() == Some('-') && !(point.machine && clock.seconds) {
            return None;
        }
        Zone::read(self)
    }

    /// Goes past one of these words after a time.
    fn says(&mut self, words: &[&'static str]) -> bool {
        let mut ahead = *self;
        ahead.skip_all(FILLER);
        let found = ahead.word(words).is_some();
        if found {
            *self = ahead;
        }
        found
    }

    /// Whatever is left is told, the end of a span as such.
    fn finish_one(self) -> Result<(), Mistake> {
        let mut ahead = self;
        if ahead.separator() {
            return Err(Mistake::Span { said: self.whole() });
        }
        self.finish()
    }

    /// Whatever is left is told.
    fn finish(mut self) -> Result<(), Mistake> {
        self.skip_all(FILLER);
        self.eat(&['止']);
        self.skip_all(FILLER);
        if self.rest().is_empty() {
            return Ok(());
        }
        let rest = self.rest();
        // The bracket that it closes was passed over.
        let said = shorten(if rest.contains(['（', '(']) { rest } else { rest.trim_end_matches(['）', ')']) });
        if self.is_before_another() {
            return Err(Mistake::Another { said });
        }
        Err(if self.says(UNTIL) {
            Mistake::Until { said: self.said(0) }
        } else if self.says(SINCE) {
            Mistake::Since { said: self.said(0) }
        } else if self.says(DAILY) {
            Mistake::Daily { said: self.whole() }
        } else if self.separator() && self.weekday().is_some() {
            Mistake::Weekly { said: self.whole() }
        } else {
            Mistake::Rest { said }
        })
    }

    /// Whether a date or a time follows, joined or not.
    fn is_before_another(mut self) -> bool {
        self.skip_all(FILLER);
        self.skip_all(JOINERS);
        self.skip_all(FILLER);
        let (mut date, mut day, mut clock) = (self, self, self);
        matches!(date.fields(), Ok(Some(fields)) if !fields.short)
            || (day.number().is_some() && day.day_mark())
            || matches!(clock.clock(), Ok(Some(_)))
    }
}

#[cfg(test)]
mod tests;
