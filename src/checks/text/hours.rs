//! Times of day that the clock does not have, and windows of hours that end before they start: 3月8日25:00,
//! 9:00—8:00, 3月10日至8日.

use super::Slips;
use super::dates::{days, number_at, number_before};
use crate::both;
use crate::checks::codes;
use crate::cut::floor_char;
use crate::lang::Both;
use crate::letters::{WEEK_WORDS, is_weekday};
use crate::when::{self, Date, Mistake, When, is_span};
use memchr::memmem;
use std::ops::Range;

/// What is told of the hours of a part of the day before them.
const PARTS: &[&str] =
    &["凌晨", "上午", "早上", "早晨", "中午", "正午", "下午", "午后", "傍晚", "晚上", "晚间", "夜间", "晚", "早"];

/// What two numbers with a colon may be as well, and who works through the night.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "比分", "比例", "比为", "视频", "音频", "时长", "用时", "成绩", "纪录",
    "值班", "值守", "夜", "通宵", "24小时", "营业",
];

/// How much before a window says what it is, in bytes.
const NEAR: usize = 60;
/// Windows begin at this hour that may end in the morning after.
const EVENING: i8 = 16;
/// Before this hour nothing ends that did not begin the day before, or in the afternoon as some write it.
const MORNING: i8 = 7;

/// A time of day as it stands in a text, with the part of the day before it.
struct Clock {
    span: Range<usize>,
    /// Whether it has that part.
    part: bool,
}

/// Tells of windows the wrong way round of which the end is a time or a day by itself, and of times that are none.
pub(super) fn check(slips: &mut Slips<'_>, near: Option<Date>) {
    let text = slips.text();
    let clocks = clocks(text);
    let mut joined = false;
    for (index, clock) in clocks.iter().enumerate() {
        let next = clocks.get(index + 1).filter(|next| is_span(&text[clock.span.end..next.span.start]));
        match next {
            Some(next) => check_hours(slips, clock, next),
            None if !joined && (clock.part || is_behind_a_day(&text[..clock.span.start])) => {
                check_hours(slips, clock, clock);
            }
            None => {}
        }
        joined = next.is_some();
    }
    // Where no year is known, any will do.
    let near = near.or(Date::new(2000, 6, 1).ok());
    let days = days(text);
    for (index, day) in days.iter().enumerate() {
        let next = days.get(index + 1).filter(|to| is_span(&text[day.span.end..to.span.start]));
        let end = match next {
            Some(to) => clock_behind(text, to.span.end, &clocks),
            None => short_end(text, day.span.end),
        };
        if let Some(end) = end {
            check_days(slips, near, day.span.start..end);
        }
    }
}

/// Looks at a window of hours, or at one time.
fn check_hours(slips: &mut Slips<'_>, from: &Clock, to: &Clock) {
    let text = slips.text();
    let span = from.span.start..to.span.end;
    let typed = &text[span.clone()];
    let read = when::parse_span(&format!("2000-6-1 {typed}"), None);
    if is_other(&text[..span.start]) {
        return;
    }
    match read {
        Err(mistake @ Mistake::NoSuchTime { .. }) => {
            slips.tell(&codes::DATE_IMPOSSIBLE, span, (mistake.message(), mistake.help()), None);
        }
        Ok((start, end)) if end.at() < start.at() && !to.part && may_not_be_night(typed, start, end) => {
            let help = both!(
                "核对起止的时间：下午写“下午4:00”或“16:00”，过了半夜的写“次日”",
                "check both times: the afternoon is 下午4:00 or 16:00, what ends the day after has 次日"
            );
            slips.tell(&codes::WINDOW_BACKWARDS, span, (backwards(typed), help), None);
        }
        _ => {}
    }
}

/// Whether a window that ends before it starts does not end in the morning after. What ends early may, or in the
/// afternoon, as some write it.
fn may_not_be_night(typed: &str, start: When, end: When) -> bool {
    typed.starts_with("下午") || start.at().hour() < EVENING && end.at().hour() >= MORNING
}

/// Looks at a window of days of which the end is written short, or of one day with its hours on both sides.
fn check_days(slips: &mut Slips<'_>, near: Option<Date>, span: Range<usize>) {
    let typed = &slips.text()[span.clone()];
    let Ok((start, end)) = when::parse_span(typed, near) else { return };
    let one_day = start.day() == end.day() && start.is_precise() && end.is_precise() && end < start;
    if one_day || end.day() < start.day() && !end.is_precise() {
        let help = both!("核对起止的日期和时间", "check both dates and times");
        slips.tell(&codes::WINDOW_BACKWARDS, span, (backwards(typed), help), None);
    }
}

fn backwards(typed: &str) -> Both {
    both!("“{typed}”还没开始就结束了", "“{typed}” ends before it starts")
}

/// Whether what stands before two numbers says that they are no time of day, or that somebody works at night.
fn is_other(before: &str) -> bool {
    let line = before[floor_char(before, before.len().saturating_sub(NEAR))..].rsplit('\n').next().unwrap_or_default();
    OTHERS.iter().any(|word| line.contains(word))
}

/// Whether a text ends with a day: 3月8日, 8日（周三）.
fn is_behind_a_day(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '）', ')']);
    let week = before.trim_end_matches(is_weekday);
    before.ends_with(['日', '号']) || WEEK_WORDS.iter().any(|word| week.ends_with(word))
}

/// Where the time ends that stands right behind a day.
fn clock_behind(text: &str, at: usize, clocks: &[Clock]) -> Option<usize> {
    let clock = clocks.get(clocks.partition_point(|clock| clock.span.start < at))?;
    text[at..clock.span.start].trim_matches(' ').is_empty().then_some(clock.span.end)
}

/// Where the day ends that stands behind another without its month, joined to it: 至8日.
fn short_end(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..floor_char(text, at + NEAR)].split('\n').next().unwrap_or_default();
    rest.match_indices('日').find_map(|(end, mark)| {
        let (_, start) = number_before(&rest[..end])?;
        let end = end + mark.len();
        // 至8日内, —3日游
        (is_span(&rest[..start]) && !rest[end..].starts_with(['内', '游', '后'])).then_some(at + end)
    })
}

/// The times of day in a text: 9:00, 下午4:00, in digits of any width.
fn clocks(text: &str) -> Vec<Clock> {
    let mut clocks = Vec::new();
    for (at, c) in colons(text) {
        let Some((_, start)) =
            number_before(&text[..at]).filter(|(_, start)| (1..=2).contains(&digits(&text[*start..at])))
        else {
            continue;
        };
        let after = &text[at + c.len()..];
        let Some((_, length)) = number_at(after).filter(|(_, length)| digits(&after[..*length]) == 2) else { continue };
        // 3:20:10, 1.5:30, A8:00
        let before = &text[..start];
        let first = before.strip_suffix([':', '：']).is_some_and(|first| number_before(first).is_some());
        let other = before.ends_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '¥')) || first;
        if other || after[length..].starts_with([':', '：', '.', '%', '％', '/', '’', '\'']) {
            continue;
        }
        let before = before.trim_end_matches(' ');
        let part = PARTS.iter().find(|part| before.ends_with(**part));
        let start = part.map_or(start, |part| before.len() - part.len());
        clocks.push(Clock { span: start..at + c.len() + length, part: part.is_some() });
    }
    clocks
}

/// The colons of a text, in their order, each with where it stands. Each kind is looked for by itself, many bytes at
/// once: most texts are long and hold few.
fn colons(text: &str) -> Vec<(usize, &'static str)> {
    let each = |colon: &'static str| memmem::find_iter(text.as_bytes(), colon).map(move |at| (at, colon));
    let mut colons: Vec<_> = each(":").chain(each("：")).collect();
    colons.sort_unstable();
    colons
}

/// How many characters these are.
fn digits(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::super::told;
    use super::*;

    fn check_in_2017(text: &str) -> Vec<(&'static str, &str, Option<String>)> {
        told(text, |slips| check(slips, Date::new(2017, 3, 1).ok()))
    }

    #[test]
    fn a_window_that_ends_before_it_starts_is_told() {
        for (text, window) in [
            ("领票时间：3月15日9:00—8:00。", "9:00—8:00"),
            ("领票：14:00—9:00", "14:00—9:00"),
            ("领票：１４：００至９：００", "１４：００至９：００"),
            ("3月15日下午4:00—3:00", "下午4:00—3:00"),
            ("3月10日至8日，凭证领票", "3月10日至8日"),
            ("3月10日（周五）上午9:00至8日", "3月10日（周五）上午9:00至8日"),
            ("3月10日9:00至3月10日8:00", "3月10日9:00至3月10日8:00"),
        ] {
            assert_eq!(check_in_2017(text), [("window-backwards", window, None)], "{text}");
        }
    }

    #[test]
    fn a_time_that_does_not_exist_is_told() {
        for (text, time) in [
            ("3月8日25:00截止", "25:00"),
            ("领票：9:00—9:60", "9:00—9:60"),
            ("周三（8日） 9:75", "9:75"),
            ("上午9:60开门", "上午9:60"),
        ] {
            assert_eq!(check_in_2017(text), [("date-impossible", time, None)], "{text}");
        }
    }

    #[test]
    fn what_may_be_meant_is_not_told() {
        for text in [
            "9:00—11:00，下午1:30—4:30",
            "上午9:00—11:00、下午1:30—4:30",
            "晚上10:00—6:00",
            "开放时间：22:00—6:00",
            "18:00—9:00",
            "保安值班：14:00—8:00",
            "营业时间：10:00—2:00",
            "下午4:00—次日3:00",
            "下午4:00—凌晨3:00",
            "上午9:00—4:30",
            "9:00—24:00，10:00—0:00",
            "比分3:10—2:15",
            "视频25:00起",
            "比赛进行到25:00",
            "甲队 25:18 胜",
            "3月15日9:00—16日8:00",
            "3月8日—10日",
            "3月28日至4月4日",
            "3月10日—3日游",
            "3月10日，8日前交表",
            "3月10日9:00至3月11日8:00",
            "3月10日9:00至3月10日16:00",
            "12月30日至1月2日",
            "8:00-12:00 14:00-17:30",
            "a25:00",
        ] {
            assert_eq!(check_in_2017(text), [], "{text}");
        }
    }
}
