//! A weekday beside a date in running text, checked against the calendar.

use super::cursor::{Cursor, is_of_a_number};
use super::day::{HALF_A_YEAR, JOINERS, Year, day_of_month, plausible};
use super::format::{date, week};
use super::lunar::is_lunar;
use crate::both;
use crate::lang::Both;
use crate::letters::is_han;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use memchr::memmem;
use std::ops::Range;

/// A weekday that is not its date's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongWeekday {
    /// The bytes of the weekday: `周三`, without its brackets.
    pub range: Range<usize>,
    /// The date that it stands beside.
    pub date: Date,
    /// The weekday that was typed.
    pub said: Weekday,
    /// The weekday of the date.
    pub right: Weekday,
    /// What belongs there, in the author's own word: `星期三`.
    pub mended: String,
}

impl WrongWeekday {
    /// A weekday found in a text before which so many bytes stand.
    fn behind(mut self, bytes: usize) -> WrongWeekday {
        self.range = self.range.start + bytes..self.range.end + bytes;
        self
    }

    /// What is wrong.
    pub fn message(&self) -> Both {
        let (date, right) = (date(self.date, true), week(self.date));
        let english = self.right;
        both!("{date}是{right}", "{date} is a {english:?}")
    }

    /// How it is mended.
    pub fn help(&self) -> Both {
        let mended = &self.mended;
        both!(
            "改成“{mended}”，或者改日期；如果是另一年，写上年份",
            "write {mended}, or mend the date; if it is of another year, write the year"
        )
    }
}

/// Finds the weekdays that are wrong for the date they follow: 3月8日（周四）, `2017-3-8 星期四`. A date without
/// a year is of `near`'s year, or follows the one before it in a list or span.
///
/// A list or span of dates is checked against a list of as many weekdays: 3月8日、9日（周三、周四）; a weekday behind a
/// span that no day of it is, against the last. What could be meant in two ways is passed over, and so is what comes
/// again each week: 12月1日—12月31日（周一至周五）.
pub fn weekdays(text: &str, near: Option<Date>) -> Vec<WrongWeekday> {
    let mut wrong = Vec::new();
    let ends = memmem::find_iter(text.as_bytes(), "\n\n").chain([text.len()]);
    let mut begins = 0;
    // Most paragraphs name no day of the week, and this is asked of every one.
    for end in ends {
        let paragraph = text.get(begins..end).unwrap_or_default();
        if ["周", "星", "礼"].iter().any(|word| memmem::find(paragraph.as_bytes(), word.as_bytes()).is_some()) {
            wrong.extend(in_paragraph(paragraph, near).into_iter().map(|found| found.behind(begins)));
        }
        begins = end + 2;
    }
    wrong
}

fn in_paragraph(text: &str, near: Option<Date>) -> Vec<WrongWeekday> {
    let mut wrong = Vec::new();
    let mut cursor = Cursor::new(text);
    while cursor.find_number() {
        let mut ahead = cursor;
        // 一个, 三位: no date is written so, and of these a text is full.
        if ahead.skip_number() == Some(true) && !ahead.is_before(&['年', '月', '-', '/', '.']) {
            cursor = ahead;
            continue;
        }
        let mut ahead = cursor;
        match ahead.fields() {
            Ok(Some(fields)) if !fields.short => {
                let begins = cursor.at();
                cursor = ahead;
                let before = text.get(..begins).unwrap_or_default();
                if is_lunar(before) {
                    continue;
                }
                let has_year = fields.has_year();
                let named = named_year(before, near);
                let year = named.and_then(|year| Date::new(year, 1, 1).ok()).or(near);
                let Ok(first) = fields.date(Year::Of(year)) else { continue };
                let (mut found, from) = (Vec::new(), cursor);
                cursor.check_from(first, &mut found);
                if !found.is_empty() && !has_year && named.is_none() {
                    // At the turn of a year the neighbouring one is meant: 1月5日 in December.
                    let fits = |years: i16| {
                        let (mut other, mut ahead) = (Vec::new(), from);
                        let Some(day) = in_year(first, years).filter(|day| is_near(*day, near)) else { return false };
                        ahead.check_from(day, &mut other);
                        other.is_empty()
                    };
                    if [1, -1].into_iter().any(fits) {
                        continue;
                    }
                }
                wrong.append(&mut found);
            }
            _ => {
                cursor.skip_number();
            }
        }
    }
    wrong
}

/// The year that stands right before a date and is no part of it: 2025年的, or a word for one so long after the entry's.
fn named_year(before: &str, near: Option<Date>) -> Option<i16> {
    let before = before.trim_end();
    let year = before.strip_suffix('的').unwrap_or(before).strip_suffix('年')?;
    let years = [("今", 0), ("本", 0), ("明", 1), ("次", 1), ("去", -1), ("上", -1)];
    if let Some((_, years)) = years.into_iter().find(|(word, _)| year.ends_with(word)) {
        return near.map(|near| near.year() + years);
    }
    let number = year.trim_end_matches(is_of_a_number).len();
    Cursor::new(&year[number..]).number().and_then(|year| plausible(year.value))
}

/// The same day, years later; none where there is no such day.
fn in_year(day: Date, years: i16) -> Option<Date> {
    Date::new(day.year() + years, day.month(), day.day()).ok()
}

/// Whether a day is less than half a year from the entry's.
fn is_near(day: Date, near: Option<Date>) -> bool {
    near.is_some_and(|near| near.duration_until(day).abs() <= HALF_A_YEAR)
}

/// A weekday as it was found: its bytes, its first word and its day.
type Mark = (Range<usize>, &'static str, Weekday);

/// What follows a 周三 that is a weekday, if it is a Chinese character. 周 is also a surname: 周一鸣.
const AFTER_WEEKDAY: &str = "上下中早晚凌傍清至到和及与起前后的在举召开将";

impl Cursor<'_> {
    /// Checks a date and those that are joined to it, from the end of the first.
    fn check_from(&mut self, first: Date, wrong: &mut Vec<WrongWeekday>) {
        let mut next = Some(first);
        while let Some(mut last) = next {
            let mut dates = vec![last];
            let mut is_span = false;
            loop {
                let mut joiner = *self;
                let spans = joiner.separator();
                let Some(date) = self.joined_date(last) else { break };
                is_span = spans;
                dates.push(date);
                last = date;
            }
            let marks = self.marks();
            match (&dates[..], &marks[..]) {
                ([first, last], [_, _]) if is_span && is_past_a_week(*first, *last) => {}
                (dates, marks) if dates.len() == marks.len() => {
                    wrong.extend(dates.iter().zip(marks).filter_map(|(date, mark)| check(*date, mark)));
                }
                // What is said of a span may be said of any day in it.
                ([first, last], [mark]) if is_span && is_outside(mark.2, *first, *last) => {
                    wrong.extend(check(*last, mark));
                }
                _ => {}
            }
            self.skip_time();
            next = self.joined_date(last);
        }
    }

    /// Reads the next date of a list or span: 、9日 after 3月8日.
    fn joined_date(&mut self, last: Date) -> Option<Date> {
        let mut ahead = *self;
        ahead.joiner().then_some(())?;
        let full = ahead.fields();
        let date = match full {
            Ok(Some(fields)) if !fields.short => fields.date(Year::After(last)).ok()?,
            Ok(Some(_)) | Err(_) => return None,
            Ok(None) => {
                let day = ahead.number()?;
                let mut further = ahead;
                if !ahead.day_mark() && !further.joiner() {
                    return None;
                }
                day_of_month(last.year(), last.month(), day.value, String::new()).ok()?
            }
        };
        *self = ahead;
        Some(date)
    }

    /// Reads the weekdays after a date, in brackets or not: （周三、周四）.
    fn marks(&mut self) -> Vec<Mark> {
        let mut ahead = *self;
        ahead.skip_all(&[' ', '*', '(']);
        let mut marks = Vec::new();
        let mut further = ahead;
        while let Some(mark) = further.weekday() {
            if mark.1 == "周" && !further.peek().is_none_or(follows_a_weekday) {
                return Vec::new();
            }
            marks.push(mark);
            ahead = further;
            if !further.joiner() {
                break;
            }
        }
        if !marks.is_empty() {
            ahead.skip_all(&[' ', '*', ')']);
            *self = ahead;
        }
        marks
    }

    fn joiner(&mut self) -> bool {
        if self.separator() {
            return true;
        }
        let mut ahead = *self;
        ahead.space();
        let found = ahead.eat(JOINERS).is_some();
        if found {
            ahead.space();
            *self = ahead;
        }
        found
    }

    /// Goes past the time between a date and what is joined to it.
    fn skip_time(&mut self) {
        let mut ahead = *self;
        ahead.space();
        let time = matches!(ahead.clock(), Ok(Some(_))) || ahead.part().is_some();
        if time {
            *self = ahead;
        }
    }
}

fn follows_a_weekday(next: char) -> bool {
    !is_han(next) || AFTER_WEEKDAY.contains(next)
}

/// Whether a span has more days than a week.
fn is_past_a_week(first: Date, last: Date) -> bool {
    first.checked_add(7.days()).is_ok_and(|next| next <= last)
}

/// Whether no day of a span is this day of the week.
fn is_outside(weekday: Weekday, first: Date, last: Date) -> bool {
    first.series(1.day()).take_while(|day| *day <= last).take(7).all(|day| day.weekday() != weekday)
}

fn check(date: Date, (range, word, said): &Mark) -> Option<WrongWeekday> {
    let right = date.weekday();
    let mended = format!("{word}{}", week(date).trim_start_matches('周'));
    (*said != right).then(|| WrongWeekday { range: range.clone(), date, said: *said, right, mended })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as ymd;

    /// What is told of a notice dated 2017-3-1: what was typed and what belongs there.
    fn told(text: &str) -> Vec<(&str, String)> {
        let wrong = weekdays(text, Some(ymd(2017, 3, 1)));
        wrong.into_iter().map(|wrong| (&text[wrong.range], wrong.mended)).collect()
    }

    #[track_caller]
    fn right(texts: &[&str]) {
        for text in texts {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn a_wrong_weekday_is_told_in_any_bracket_and_word() {
        assert_eq!(told("3月8日（周四）"), [("周四", "周三".into())]);
        assert_eq!(told("3月8日(星期四)"), [("星期四", "星期三".into())]);
        assert_eq!(told("3月8日 周四 举行"), [("周四", "周三".into())]);
        assert_eq!(told("3月8日礼拜天"), [("礼拜天", "礼拜三".into())]);
        assert_eq!(told("3月8日【 周四 】"), [("周四", "周三".into())]);
        assert_eq!(told("**3月8日**（周四）"), [("周四", "周三".into())]);
        assert_eq!(told("3月12日星期六"), [("星期六", "星期日".into())]);
    }

    #[test]
    fn a_wrong_weekday_is_told_beside_a_date_in_any_form() {
        for date in ["2017-3-8", "2017/03/08", "2017.3.8", "20170308", "2017年3月8日", "３月８号", "三月八日"]
        {
            assert_eq!(told(&format!("定于{date}（周四）举行")), [("周四", "周三".into())], "{date}");
        }
    }

    #[test]
    fn a_right_weekday_is_not_told() {
        right(&["3月8日（周三）", "3月8日星期三", "2026年3月8日（周日）", "2026-3-8 星期天", "3月8日 周三 下午2点"]);
    }

    #[test]
    fn a_year_before_a_date_is_its_year_though_a_word_parts_them() {
        right(&[
            "2025年的3月8日（周六）",
            "２０２５年的 3月8日（周六）",
            "二〇二五年的3月8日、9日（周六、周日）",
            "去年的3月8日（周二）",
        ]);
        assert_eq!(told("2025年的3月8日（周三）"), [("周三", "周六".into())]);
        assert_eq!(told("建会25年的3月8日（周四）"), [("周四", "周三".into())]);
        assert_eq!(weekdays("2025年的3月8日（周日）", None).len(), 1);
    }

    #[test]
    fn at_the_turn_of_a_year_the_neighbouring_one_may_be_meant() {
        let in_december = |text| weekdays(text, Some(ymd(2026, 12, 28))).len();
        // 5 January is a Monday in 2026 and a Tuesday in 2027.
        assert_eq!(
            ["1月5日（周二）", "1月5日（周三）", "明年1月5日（周二）", "明年1月5日（周一）"].map(in_december),
            [0, 1, 0, 1]
        );
        assert_eq!(in_december("去年3月25日（周二）、今年3月25日（周三）"), 0);
        assert_eq!(weekdays("12月30日（周二）", Some(ymd(2026, 1, 5))), []);
        assert_eq!(weekdays("7月5日（周一）", Some(ymd(2026, 3, 1))).len(), 1, "no year nearby has it");
    }

    #[test]
    fn all_that_is_known_of_a_wrong_weekday_is_given() {
        let wrong = weekdays("请于3月22日（周二）前报名", Some(ymd(2017, 3, 1)));
        let [wrong] = &wrong[..] else { panic!("{wrong:?}") };
        assert_eq!(wrong.range, 18..24);
        assert_eq!((wrong.date, wrong.said, wrong.right), (ymd(2017, 3, 22), Weekday::Tuesday, Weekday::Wednesday));
        assert_eq!(wrong.message().zh, "2017年3月22日是周三");
        assert_eq!(wrong.message().en, "2017年3月22日 is a Wednesday");
        assert_eq!(wrong.help().zh, "改成“周三”，或者改日期；如果是另一年，写上年份");
    }

    #[test]
    fn a_date_that_has_no_year_anywhere_is_not_checked() {
        assert_eq!(weekdays("3月8日（周四）", None), []);
        assert_eq!(weekdays("2017年3月8日（周四）", None).len(), 1);
    }

    #[test]
    fn both_ends_of_a_span_are_checked() {
        right(&[
            "3月15日（周三）—3月16日（周四）",
            "3月15日（周三）9:00—16日（周四）16:00",
            "3月15日周三至3月16日周四",
        ]);
        assert_eq!(told("3月15日（周三）—3月16日（周五）"), [("周五", "周四".into())]);
        assert_eq!(told("3月15日（周二）—16日（周四）"), [("周二", "周三".into())]);
        assert_eq!(told("3月15日（周三）9:00—16日（周五）16:00"), [("周五", "周四".into())]);
        assert_eq!(told("3月15日（周三）下午、17日（周四）上午"), [("周四", "周五".into())]);
    }

    #[test]
    fn a_weekday_behind_a_span_is_that_of_a_day_in_it() {
        assert_eq!(told("3月10日至3月14日（周三）"), [("周三", "周二".into())]);
        assert_eq!(told("3月10日—12日（星期一）公示"), [("星期一", "星期日".into())]);
        right(&[
            "3月10日至3月14日（周二）",
            "3月10日至3月14日（周五）",
            "3月8日—4月5日（周五）",
            "3月8日、9日（周五）",
        ]);
    }

    #[test]
    fn the_end_of_a_span_may_be_in_the_next_year() {
        assert_eq!(weekdays("2016年12月30日（周五）—1月2日（周一）", Some(ymd(2016, 12, 1))), []);
    }

    #[test]
    fn a_list_is_checked_against_a_list_of_the_same_length() {
        right(&[
            "3月8日、9日（周三、周四）",
            "3月8、9日（周三、周四）",
            "3月15日—17日（周三至周五）",
            "3月8日和3月9日（周三和周四）",
        ]);
        assert_eq!(told("3月8日、9日（周三、周五）"), [("周五", "周四".into())]);
        assert_eq!(told("3月8日、9日（周二、周五）").len(), 2);
    }

    #[test]
    fn days_of_the_week_behind_more_than_one_come_again_in_each() {
        right(&[
            "3月15日—4月15日（周一至周五）9:00—17:00",
            "2017年3月15日至2017年12月31日（周二、周四）",
            "3月15日—4月15日周一至周五9:00—17:00",
            "3月15日9:00—4月15日17:00（星期一至星期五）",
            "3月15日—22日（周二至周日）",
            "12月28日至1月8日（周一到周五）",
        ]);
        assert_eq!(told("3月15日—21日（周一至周二）"), [("周一", "周三".into())]);
        assert_eq!(told("3月15日（周一）—4月15日（周六）"), [("周一", "周三".into())]);
        assert_eq!(told("3月13日至17日（周一至周六）"), [("周六", "周五".into())]);
        assert_eq!(told("3月15日—4月15日（周一至周五）、4月20日（周五）"), [("周五", "周四".into())]);
    }

    #[test]
    fn a_list_that_can_be_meant_in_two_ways_is_passed_over() {
        right(&["3月8日、9日（周五）", "3月8日、9日（周五、六）", "3月8日（周五、周六）", "3月8日—4月5日（周五）"]);
    }

    #[test]
    fn a_day_of_the_lunar_calendar_is_passed_over() {
        right(&[
            "农历三月八日（周四）",
            "2017年农历三月八日（周四）",
            "农历丁酉年三月八日（周四）",
            "农历2017年3月8日至3月9日（周一）",
            "阴历2月30日（周五）",
        ]);
        assert_eq!(told("3月8日（周四，农历二月十一）、3月9日（周五）").len(), 2);
    }

    #[test]
    fn what_is_no_weekday_of_the_date_is_passed_over() {
        right(&[
            "3月8日起一周三次",
            "3月8日起每周五",
            "3月8日，每周五开放",
            "3月8日周五次",
            "3月8日是周五后的",
            "3月8日\n周五",
            "3月8日周年庆",
            "3月8日周一鸣到访",
            "3月8日（周一鸣摄）",
            "每周五，3月8日",
            "比分3-8（周五）",
            "第3.8节（周五）",
            "1.2.3（周五）",
            "1948年3月8日（周五）",
            "2月30日（周五）",
            "17年3月8日（周五）",
            "3月（周五）",
            "星期一一月八日",
        ]);
    }

    #[test]
    fn a_number_before_a_date_does_not_hide_it() {
        assert_eq!(told("1.3月8日（周四）"), [("周四", "周三".into())]);
        assert_eq!(told("2.2017年3月8日（周四）"), [("周四", "周三".into())]);
        assert_eq!(told("一、3月8日（周四）"), [("周四", "周三".into())]);
    }

    #[test]
    fn every_date_of_a_text_is_checked() {
        let text = "3月8日（周四）讲课；3月9日（周四）参观。\n3月10日（周六）座谈";
        assert_eq!(told(text), [("周四", "周三".into()), ("周六", "周五".into())]);
    }
}
