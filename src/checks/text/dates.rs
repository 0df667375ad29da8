//! Dates of a month that do not exist, and windows that end before they start: 2月30日, 3月15日至3月10日.

use super::Slips;
use crate::both;
use crate::checks::codes;
use crate::letters::digit;
use crate::when::{Date, is_lunar, is_span};
use memchr::memmem;
use std::ops::Range;

/// A day of a month as it stands in a text.
pub(super) struct Day {
    pub span: Range<usize>,
    month: i8,
    day: i8,
    /// The year, where it stands before it.
    year: Option<i16>,
}

/// Tells of days that no calendar has, and of windows the wrong way round. `near` gives the year.
pub(super) fn check(slips: &mut Slips<'_>, near: Option<Date>) {
    let text = slips.text();
    let days = days(text);
    for day in &days {
        let year = day.year.or(near.map(|near| near.year())).unwrap_or(2000);
        let typed = &text[day.span.clone()];
        // 2月29日 is asked of its own year only where that is written.
        let year = if day.year.is_none() && (day.month, day.day) == (2, 29) { 2000 } else { year };
        if Date::new(year, day.month, day.day).is_err() {
            let message = both!("“{typed}”不存在", "“{typed}” does not exist");
            let help = both!("核对日期", "check the date");
            slips.tell(&codes::DATE_IMPOSSIBLE, day.span.clone(), (message, help), None);
        }
    }
    for pair in days.windows(2) {
        let (from, to) = (&pair[0], &pair[1]);
        let joined = is_span(&text[from.span.end..to.span.start]);
        // A window may cross the new year: 12月28日至1月3日.
        let crosses = to.year.is_some() && to.year != from.year || from.month - to.month > 6;
        if joined && !crosses && (to.month, to.day) < (from.month, from.day) {
            let span = from.span.start..to.span.end;
            let typed = &text[span.clone()];
            let message = both!("“{typed}”还没开始就结束了", "“{typed}” ends before it starts");
            let help = both!("核对起止的日期", "check both dates");
            slips.tell(&codes::WINDOW_BACKWARDS, span, (message, help), None);
        }
    }
}

/// The days of a month in a text: 3月8日, 2017年3月8日, in digits of any width.
pub(super) fn days(text: &str) -> Vec<Day> {
    memmem::find_iter(text.as_bytes(), MONTH).filter_map(|at| Day::around(text, at)).collect()
}

const MONTH: &str = "月";

impl Day {
    /// The day in which a 月 stands.
    fn around(text: &str, at: usize) -> Option<Day> {
        let (month, start) = number_before(&text[..at])?;
        let after = &text[at + MONTH.len()..];
        let (day, length) = number_at(after)?;
        let rest = &after[length..];
        let mark = rest.chars().next().filter(|c| matches!(c, '日' | '号'))?;
        let before = &text[..start];
        let year = before.strip_suffix('的').unwrap_or(before).strip_suffix('年').and_then(number_before);
        let year = year.filter(|(year, _)| (1000..=9999).contains(year));
        let span = year.map_or(start, |(_, start)| start)..at + MONTH.len() + length + mark.len_utf8();
        if is_lunar(&text[..span.start]) {
            return None;
        }
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Some(Day { span, month, day, year: year.and_then(|(year, _)| i16::try_from(year).ok()) })
    }

    /// The day with which a text ends.
    pub fn at_end(text: &str) -> Option<Day> {
        let (_, start) = number_before(text.strip_suffix(['日', '号'])?)?;
        Day::around(text, start.checked_sub(MONTH.len()).filter(|_| text[..start].ends_with(MONTH))?)
    }

    /// The day with which a text begins: 6日 is of the month of `near`.
    pub fn at_start(text: &str, near: Date) -> Option<Day> {
        let (number, length) = number_at(text)?;
        let mark = text[length..].chars().next()?;
        match mark {
            '月' => Day::around(text, length),
            '年' => {
                let month = length + mark.len_utf8();
                let (_, length) = number_at(&text[month..])?;
                text[month + length..].starts_with(MONTH).then(|| Day::around(text, month + length))?
            }
            '日' | '号' => {
                let span = 0..length + mark.len_utf8();
                Some(Day { span, month: near.month(), day: i8::try_from(number).ok()?, year: None })
            }
            _ => None,
        }
    }

    /// The date that it is, of the year of `near` where it has none.
    pub fn date(&self, near: Date) -> Option<Date> {
        Date::new(self.year.unwrap_or(near.year()), self.month, self.day).ok()
    }
}

/// The number at the end of a text, of at most four digits, and where it begins.
pub(super) fn number_before(text: &str) -> Option<(u16, usize)> {
    let rest = text.trim_end_matches(|c| digit(c).is_some());
    Some((number(&text[rest.len()..])?, rest.len()))
}

/// The number at the beginning of a text, and its length.
pub(super) fn number_at(text: &str) -> Option<(u16, usize)> {
    let length = text.len() - text.trim_start_matches(|c| digit(c).is_some()).len();
    Some((number(&text[..length])?, length))
}

fn number(digits: &str) -> Option<u16> {
    let count = digits.chars().count();
    let value = || digits.chars().filter_map(digit).fold(0, |sum, digit| sum * 10 + digit);
    (1..=4).contains(&count).then(value).and_then(|value| u16::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::super::told;
    use super::*;

    fn check_in_2017(text: &str) -> Vec<(&'static str, &str, Option<String>)> {
        told(text, |slips| check(slips, Date::new(2017, 3, 1).ok()))
    }

    #[test]
    fn a_day_that_does_not_exist_is_told() {
        for (text, day) in [
            ("2017年2月30日交。", "2017年2月30日"),
            ("４月３１日前", "４月３１日"),
            ("13月1日", "13月1日"),
            ("2017年的2月29日", "2017年的2月29日"),
        ] {
            assert_eq!(check_in_2017(text), [("date-impossible", day, None)]);
        }
        for text in [
            "2月28日",
            "2016年2月29日",
            "2016年的2月29日",
            "2月29日",
            "12月31日",
            "农历2月30日",
            "3月8号",
            "3个月8日",
            "一年12月30天",
        ] {
            assert_eq!(check_in_2017(text), [], "{text}");
        }
    }

    #[test]
    fn a_window_that_ends_before_it_starts_is_told() {
        for (text, window) in [
            ("领票：3月15日至3月10日。", "3月15日至3月10日"),
            ("3月16日（周四）—3月15日（周三）", "3月16日（周四）—3月15日"),
            ("3月20日（周五）上午9:00至3月15日止", "3月20日（周五）上午9:00至3月15日"),
            ("3月20日 星期一 9时起 到 3月15日", "3月20日 星期一 9时起 到 3月15日"),
            ("3月20日上午~**3月15日**", "3月20日上午~**3月15日"),
            ("**3月20日**至**3月15日**", "3月20日**至**3月15日"),
        ] {
            assert_eq!(check_in_2017(text), [("window-backwards", window, None)]);
        }
        for text in [
            "3月15日至3月16日",
            "12月28日至1月3日",
            "2016年12月30日至2017年1月2日",
            "3月15日领票，3月10日截止",
            "3月15日。到3月10日",
            "3月15日\n至3月10日",
            "报名截止时间由3月20日提前到3月15日。",
            "原定12月5日的讲座改到12月3日。",
            "开幕式由4月10日调整至4月3日。",
            "3月20日（周一）提前至3月15日",
        ] {
            assert_eq!(check_in_2017(text), [], "{text}");
        }
    }
}
