//! Dates and times as they are read: 3月8日（周三）13:50 (GB/T 15835, 24-hour clock), and as machines want them.

use super::When;
use jiff::civil::{Date, DateTime, Time, Weekday};

/// `2017年3月8日`, or `3月8日` without its year.
pub fn date(date: Date, year: bool) -> String {
    let (month, day) = (date.month(), date.day());
    if year { format!("{}年{month}月{day}日", date.year()) } else { format!("{month}月{day}日") }
}

/// `3月8日（周三）`, with the year where it is asked for.
pub fn date_week(date: Date, year: bool) -> String {
    format!("{}（{}）", self::date(date, year), week(date))
}

/// `周三`
pub fn week(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

/// `3月8日（周三）13:50`; a bare day has no time.
pub fn moment(when: When, year: bool) -> String {
    let day = date_week(when.day(), year);
    if when.is_precise() { day + &time(when.at().time()) } else { day }
}

/// `2017年3月8日（周三）13:50`, of what was said then: nobody asks for the second.
pub fn said_at(when: When) -> String {
    let minute = |at: DateTime| at.date().at(at.hour(), at.minute(), 0, 0);
    moment(if when.is_precise() { When::of(minute(when.at())) } else { when }, true)
}

/// `3月8日（周三）24:00`, of the end of something: midnight is the 24:00 of the day before, as “until the 7th” is meant.
pub fn until(when: When, year: bool) -> String {
    let (day, time) = closing(when);
    let time = time.unwrap_or_default();
    format!("{}{time}", date_week(day, year))
}

/// `3月15日（周三）9:00—16:00`, `3月15日（周三）9:00—3月16日（周四）16:00`, `3月15日（周三）—16日（周四）`. A year
/// stands once; both stand where they differ, asked for or not. An end at midnight is the day before's 24:00.
pub fn span(start: When, end: When, year: bool) -> String {
    if start == end {
        return moment(start, year);
    }
    let first = start.day();
    let (last, closing) = if end > start { closing(end) } else { (end.day(), precise_time(end)) };
    let years = first.year() != last.year();
    let opening = precise_time(start);
    if first == last {
        return match (opening, closing) {
            (opening, None) => date_week(first, year) + &opening.unwrap_or_default(),
            (opening, Some(closing)) => {
                format!("{}{}—{closing}", date_week(first, year), opening.unwrap_or_else(|| time(Time::midnight())))
            }
        };
    }
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    let to = match closing {
        None if opening.is_none() && same_month => format!("{}日（{}）", last.day(), week(last)),
        closing => date_week(last, years) + &closing.unwrap_or_default(),
    };
    format!("{}{}—{to}", date_week(first, year || years), opening.unwrap_or_default())
}

/// The day that an end is told by: what ends at midnight ends with the day before.
pub fn last_day(end: When) -> Date {
    closing(end).0
}

/// The day and time that an end is told by.
fn closing(end: When) -> (Date, Option<String>) {
    let midnight = end.is_precise() && end.at().time() == Time::midnight();
    match end.day().yesterday() {
        Ok(before) if midnight => (before, Some("24:00".to_owned())),
        _ => (end.day(), precise_time(end)),
    }
}

fn precise_time(when: When) -> Option<String> {
    when.is_precise().then(|| time(when.at().time()))
}

/// `9:00`, and `9:59:30` where somebody gave the second.
fn time(time: Time) -> String {
    let minute = format!("{}:{:02}", time.hour(), time.minute());
    match time.second() {
        0 => minute,
        second => format!("{minute}:{second:02}"),
    }
}

/// `2017-03-08`
pub fn iso_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// `2017-03-08 13:50`, as the META tags of public sites have it.
pub fn iso_minute(at: DateTime) -> String {
    format!("{} {:02}:{:02}", iso_date(at.date()), at.hour(), at.minute())
}

/// `2017-03-08T13:50`, as a page marks a time in its text, with the second where it has one.
pub fn iso_time(at: DateTime) -> String {
    let minute = iso_minute(at).replace(' ', "T");
    match at.second() {
        0 => minute,
        second => format!("{minute}:{second:02}"),
    }
}

/// `20170308`, for calendars, names of files and addresses.
pub fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// `Wed`
pub(super) fn day_name(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// `Mar`
pub(super) fn month_name(date: Date) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let index = usize::try_from(date.month() - 1).unwrap_or(0);
    NAMES.get(index).copied().unwrap_or("Jan")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as ymd, datetime};

    fn day(month: i8, day: i8) -> When {
        When::of_day(ymd(2017, month, day))
    }

    fn at(month: i8, day: i8, hour: i8, minute: i8) -> When {
        When::of(datetime(2017, month, day, hour, minute, 0, 0))
    }

    #[test]
    fn a_date_has_its_year_where_it_is_asked_for() {
        assert_eq!(date(ymd(2017, 3, 8), true), "2017年3月8日");
        assert_eq!(date(ymd(2017, 3, 8), false), "3月8日");
        assert_eq!(date_week(ymd(2017, 3, 8), false), "3月8日（周三）");
        assert_eq!(date_week(ymd(2017, 3, 8), true), "2017年3月8日（周三）");
    }

    #[test]
    fn every_weekday_has_its_name() {
        let week: Vec<_> = (6..13).map(|day| week(ymd(2017, 3, day))).collect();
        assert_eq!(week, ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]);
    }

    #[test]
    fn a_bare_day_has_no_time() {
        assert_eq!(moment(day(3, 8), false), "3月8日（周三）");
        assert_eq!(moment(at(3, 8, 13, 50), false), "3月8日（周三）13:50");
        assert_eq!(moment(at(3, 8, 0, 5), true), "2017年3月8日（周三）0:05");
    }

    #[test]
    fn a_second_that_was_given_is_told_but_of_what_was_said() {
        let release = When::of(datetime(2017, 3, 9, 9, 59, 30, 0));
        assert_eq!(moment(release, false), "3月9日（周四）9:59:30");
        assert_eq!(until(release, false), "3月9日（周四）9:59:30");
        assert_eq!(span(release, at(3, 9, 16, 0), false), "3月9日（周四）9:59:30—16:00");
        assert_eq!(iso_time(release.at()), "2017-03-09T09:59:30");
        assert_eq!(iso_time(at(3, 9, 9, 5).at()), "2017-03-09T09:05");
        assert_eq!(said_at(release), "2017年3月9日（周四）9:59");
        assert_eq!(said_at(day(3, 9)), "2017年3月9日（周四）");
    }

    #[test]
    fn the_end_of_a_day_is_its_24_00() {
        assert_eq!(until(at(3, 9, 0, 0), false), "3月8日（周三）24:00");
        assert_eq!(until(at(3, 8, 17, 0), false), "3月8日（周三）17:00");
        assert_eq!(until(day(3, 8), false), "3月8日（周三）");
    }

    #[test]
    fn a_span_within_a_day_has_one_date() {
        assert_eq!(span(at(3, 15, 9, 0), at(3, 15, 16, 0), false), "3月15日（周三）9:00—16:00");
        assert_eq!(span(at(3, 15, 9, 0), at(3, 15, 16, 0), true), "2017年3月15日（周三）9:00—16:00");
        assert_eq!(span(at(3, 15, 9, 0), at(3, 16, 0, 0), false), "3月15日（周三）9:00—24:00");
    }

    #[test]
    fn a_span_over_days_has_both_dates() {
        assert_eq!(span(at(3, 15, 9, 0), at(3, 16, 16, 0), false), "3月15日（周三）9:00—3月16日（周四）16:00");
        assert_eq!(span(at(3, 15, 9, 0), at(3, 17, 0, 0), false), "3月15日（周三）9:00—3月16日（周四）24:00");
        assert_eq!(span(at(3, 15, 9, 0), at(3, 16, 16, 0), true), "2017年3月15日（周三）9:00—3月16日（周四）16:00");
    }

    #[test]
    fn a_span_of_bare_days_names_a_month_once() {
        assert_eq!(span(day(3, 15), day(3, 16), false), "3月15日（周三）—16日（周四）");
        assert_eq!(span(day(3, 15), day(3, 16), true), "2017年3月15日（周三）—16日（周四）");
        assert_eq!(span(day(3, 30), day(4, 2), false), "3月30日（周四）—4月2日（周日）");
        assert_eq!(span(day(3, 15), day(3, 15), false), "3月15日（周三）");
    }

    #[test]
    fn a_span_across_years_has_both_years() {
        let start = When::of_day(ymd(2016, 12, 30));
        assert_eq!(span(start, day(1, 2), false), "2016年12月30日（周五）—2017年1月2日（周一）");
        let eve = When::of(datetime(2016, 12, 31, 20, 0, 0, 0));
        assert_eq!(span(eve, at(1, 1, 0, 0), false), "12月31日（周六）20:00—24:00");
        assert_eq!(span(eve, at(1, 1, 0, 30), false), "2016年12月31日（周六）20:00—2017年1月1日（周日）0:30");
    }

    #[test]
    fn a_span_of_a_day_and_an_instant_is_told_by_what_is_known() {
        assert_eq!(span(day(3, 15), at(3, 15, 16, 0), false), "3月15日（周三）0:00—16:00");
        assert_eq!(span(at(3, 15, 9, 0), day(3, 15), false), "3月15日（周三）9:00");
        assert_eq!(span(at(3, 15, 9, 0), day(3, 16), false), "3月15日（周三）9:00—3月16日（周四）");
        assert_eq!(span(day(3, 15), at(3, 16, 16, 0), false), "3月15日（周三）—3月16日（周四）16:00");
    }

    #[test]
    fn an_instant_alone_is_a_moment() {
        assert_eq!(span(at(3, 15, 0, 0), at(3, 15, 0, 0), false), "3月15日（周三）0:00");
    }

    #[test]
    fn machines_have_their_own_forms() {
        assert_eq!(iso_date(ymd(2017, 3, 8)), "2017-03-08");
        assert_eq!(iso_minute(datetime(2017, 3, 8, 9, 5, 59, 0)), "2017-03-08 09:05");
        assert_eq!(compact(ymd(2017, 3, 8)), "20170308");
    }

    #[test]
    fn english_names_are_those_of_feeds() {
        assert_eq!((day_name(ymd(2017, 12, 31)), month_name(ymd(2017, 12, 31))), ("Sun", "Dec"));
        assert_eq!((day_name(ymd(2018, 1, 1)), month_name(ymd(2018, 1, 1))), ("Mon", "Jan"));
    }
}
