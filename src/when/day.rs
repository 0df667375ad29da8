//! A date as people write it, the weekday beside it, and what stands between two of them.
//!
//! A reader that finds nothing of its own leaves the cursor where it was and gives None; one that finds its
//! own thing wrong gives the mistake.

use super::cursor::{Cursor, Number};
use super::mistake::Mistake;
use crate::letters;
use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// What joins two days, times or weekdays, beside the separators of a span.
pub(super) const JOINERS: &[char] = &['、', ',', ';', '和', '及', '与'];

/// What is further off than this is not what somebody means who leaves out the year.
pub(super) const HALF_A_YEAR: SignedDuration = SignedDuration::from_hours(183 * 24);

/// What gives a date the year that is not written with it.
#[derive(Clone, Copy)]
pub(super) enum Year {
    /// The entry's date, where there is one.
    Of(Option<Date>),
    /// The date before it in the same sentence: 12月30日—1月2日 ends in the next year.
    After(Date),
}

/// A date as far as it was written.
pub(super) struct Fields {
    /// Its value, and how it was typed.
    year: Option<(u32, String)>,
    month: u32,
    day: u32,
    said: String,
    /// Two numbers and a sign: 3.8, which in running text may be anything.
    pub short: bool,
}

impl Fields {
    /// Whether a year was written.
    pub fn has_year(&self) -> bool {
        self.year.is_some()
    }

    /// The day of the calendar that it means.
    pub fn date(self, year: Year) -> Result<Date, Mistake> {
        let Fields { month, day, said, .. } = self;
        let written = self.year.map(|(year, said)| plausible(year).ok_or(Mistake::YearImplausible { said }));
        let written = written.transpose()?;
        let month = match i8::try_from(month) {
            Ok(month @ 1..=12) => month,
            _ => return Err(Mistake::NoSuchMonth { said }),
        };
        let year = match (written, year) {
            (Some(year), _) => year,
            (None, Year::Of(Some(near))) => near.year(),
            (None, Year::Of(None)) => return Err(Mistake::NoYear { said }),
            (None, Year::After(start)) => start.year() + i16::from(turns_the_year(start, month, day)),
        };
        day_of_month(year, month, day, said)
    }
}

/// A year that somebody can have meant: those of the republic, and as far as anybody plans.
pub(super) fn plausible(year: u32) -> Option<i16> {
    i16::try_from(year).ok().filter(|year| (1949..=2100).contains(year))
}

/// Whether a month and day after a date are the next year's: they are earlier in the year, and less than
/// half a year away. What is further off is a slip, and told as an end before its start.
fn turns_the_year(start: Date, month: i8, day: u32) -> bool {
    let earlier = (month, i64::from(day)) < (start.month(), i64::from(start.day()));
    earlier && month + 12 - start.month() <= 6
}

/// A day of a month that is known to be one.
pub(super) fn day_of_month(year: i16, month: i8, day: u32, said: String) -> Result<Date, Mistake> {
    let date = i8::try_from(day).ok().and_then(|day| Date::new(year, month, day).ok());
    date.ok_or_else(|| {
        let days = Date::new(year, month, 1).map_or(31, Date::days_in_month);
        Mistake::NoSuchDay { said, year, month, days }
    })
}

const DAY: &[char] = &['日', '号'];

impl Cursor<'_> {
    /// Reads a date: 2026-3-8, 2026/3/8, 2026.3.8, 20260308, 2026年3月8日, 3月8日, 3.8.
    pub fn fields(&mut self) -> Result<Option<Fields>, Mistake> {
        let from = self.at();
        let mut ahead = *self;
        let Some(first) = ahead.number() else { return Ok(None) };
        let first_said = ahead.said(from);
        if first.digits == 8 {
            *self = ahead;
            let (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100);
            let year = Some((year, year.to_string()));
            return Ok(Some(Fields { year, month, day, said: first_said, short: false }));
        }
        ahead.space();
        let sign = ahead.eat(&['年', '月', '-', '/', '.']);
        let read = match sign {
            Some('年') => ahead.after_year(from)?.map(|(month, day)| (true, month, day)),
            Some('月') => Some((false, first.value, ahead.after_month(from)?)),
            Some(sign) => ahead.after_sign(first, sign, from)?,
            None => None,
        };
        let Some((has_year, month, day)) = read else { return Ok(None) };
        *self = ahead;
        let year = has_year.then_some((first.value, first_said));
        Ok(Some(Fields { year, month, day, said: ahead.said(from), short: !has_year && sign != Some('月') }))
    }

    /// The 3月8日 of 2026年3月8日.
    fn after_year(&mut self, from: usize) -> Result<Option<(u32, u32)>, Mistake> {
        self.space();
        let Some(month) = self.number() else { return Ok(None) };
        self.space();
        if self.eat(&['月']).is_none() {
            return Ok(None);
        }
        Ok(Some((month.value, self.after_month(from)?)))
    }

    /// The 3-8 of 2026-3-8, or the 8 of 3-8: whether the first number is a year, the month and the day.
    fn after_sign(&mut self, first: Number, sign: char, from: usize) -> Result<Option<(bool, u32, u32)>, Mistake> {
        self.space();
        let Some(second) = self.number() else { return Ok(None) };
        let mut ahead = *self;
        ahead.space();
        let third = ahead.eat(&[sign]).and_then(|_| {
            ahead.space();
            ahead.number()
        });
        match third {
            // Of 8/3/2026 nobody knows which is the month.
            Some(third) if third.digits > 2 && first.digits < 4 => Ok(None),
            Some(third) => {
                *self = ahead;
                Ok(Some((true, second.value, third.value)))
            }
            None if first.digits <= 2 && second.digits <= 2 => Ok(Some((false, first.value, second.value))),
            None if first.digits == 4 => Err(Mistake::NoDay { said: self.said(from) }),
            None => Ok(None),
        }
    }

    /// The 8日 of 3月8日. The 日 may be left out: 3月15—16日.
    fn after_month(&mut self, from: usize) -> Result<u32, Mistake> {
        let month = *self;
        self.space();
        let Some(day) = self.number() else { return Err(Mistake::NoDay { said: month.said(from) }) };
        self.day_mark();
        Ok(day.value)
    }

    /// Goes past the 日 or 号 after a day.
    pub fn day_mark(&mut self) -> bool {
        let mut ahead = *self;
        ahead.space();
        let found = ahead.eat(DAY).is_some();
        if found {
            *self = ahead;
        }
        found
    }

    /// Reads a weekday: 周三, 星期三, 礼拜天; gives the bytes it stands in and its first word.
    pub fn weekday(&mut self) -> Option<(Range<usize>, &'static str, Weekday)> {
        let from = self.at();
        let mut ahead = *self;
        let word = ahead.word(letters::WEEK_WORDS)?;
        let day = Weekday::from_monday_zero_offset(letters::weekday(ahead.peek()?)?).ok()?;
        ahead.skip();
        *self = ahead;
        Some((from..self.at(), word, day))
    }

    /// Reads what stands between the two ends of a span.
    pub fn separator(&mut self) -> bool {
        let mut ahead = *self;
        ahead.space();
        ahead.eat(&['起']);
        ahead.space();
        if ahead.eat(&['至', '到']).is_none() {
            let from = ahead.at();
            ahead.skip_all(&['—', '-', '~']);
            if ahead.at() == from {
                return false;
            }
        }
        ahead.space();
        *self = ahead;
        true
    }
}
