//! Several windows in a line, as a notice names them: 3月15日、16日 上午9:00—11:30，下午2:00—4:30.

use super::*;

/// A span of days with times for each is written out a day at a time: what takes longer is better told in words.
const DAYS_MAX: usize = 14;

/// Reads the windows that a line names: what [`parse_span`] reads, or several days, or several times of each of them:
/// `3月15日、16日 9:00—16:00`, `3月15日至17日每天9:00—11:30，14:00—16:00`, `3月15日和20日`.
///
/// Whether each ends after it begins is for the caller to check.
pub fn parse_windows(text: &str, near: Option<Date>) -> Result<Vec<(When, When)>, Mistake> {
    match parse_span(text, near) {
        Ok(span) => Ok(vec![span]),
        Err(Mistake::Until { said }) => Err(Mistake::NoBegin { said }),
        Err(Mistake::Since { said }) => Err(Mistake::NoEnd { said }),
        // It begins like a span and goes on: what is wrong with it as several is nearer to what was meant.
        Err(rest @ (Mistake::Rest { .. } | Mistake::Another { .. } | Mistake::Daily { .. })) => several(text, near)
            .map_err(|mistake| match (mistake, rest) {
                (Mistake::Another { said }, _) | (Mistake::NotADate { .. }, Mistake::Another { said }) => {
                    Mistake::AnotherWindow { said }
                }
                (Mistake::NotADate { .. }, rest) => rest,
                (mistake, _) => mistake,
            }),
        Err(mistake) => Err(mistake),
    }
}

fn several(text: &str, near: Option<Date>) -> Result<Vec<(When, When)>, Mistake> {
    let mut cursor = begin(text)?;
    cursor.eat(&['从', '自']);
    cursor.space();
    let days = cursor.days(near)?;
    cursor.word(&["每天", "每日"]);
    cursor.skip_all(FILLER);
    let (mut windows, mut after) = (Vec::new(), cursor);
    for day in days {
        after = cursor;
        windows.extend(after.windows_of(day)?);
    }
    after.finish()?;
    Ok(windows)
}

impl Cursor<'_> {
    /// Reads days: 3月15日、16日, 3月15日至17日. A span of them is all of its days.
    fn days(&mut self, near: Option<Date>) -> Result<Vec<Date>, Mistake> {
        let Some(first) = self.fields()? else { return Err(self.no_date()) };
        let mut days = vec![first.date(Year::Of(near))?];
        self.weekdays();
        loop {
            let (from, Some(&last)) = (self.at(), days.last()) else { return Ok(days) };
            let mut ahead = *self;
            let is_span = ahead.separator();
            ahead.skip_all(JOINERS);
            ahead.space();
            let Some(day) = ahead.next_day(last)? else { return Ok(days) };
            ahead.weekdays();
            *self = ahead;
            if is_span {
                days.extend(
                    std::iter::successors(last.tomorrow().ok(), |day| day.tomorrow().ok())
                        .take_while(|next| *next < day),
                );
            }
            days.push(day);
            if day <= last {
                return Err(Mistake::NotInOrder { said: self.said(from) });
            }
            if days.len() > DAYS_MAX {
                return Err(Mistake::TooManyDays { said: self.said(from), most: DAYS_MAX });
            }
        }
    }

    /// Reads the day after another one in a list: 16日, 3月16日. A number without a word may be an hour.
    fn next_day(&mut self, last: Date) -> Result<Option<Date>, Mistake> {
        let mut ahead = *self;
        let day = match ahead.fields()? {
            Some(fields) if !fields.short => fields.date(Year::After(last))?,
            Some(_) => return Ok(None),
            None => {
                let from = ahead.at();
                let Some(day) = ahead.number().filter(|_| ahead.day_mark()) else { return Ok(None) };
                day_of_month(last.year(), last.month(), day.value, ahead.said(from))?
            }
        };
        *self = ahead;
        Ok(Some(day))
    }

    /// Goes past the weekdays after days, in brackets or not: （周三、周四）.
    fn weekdays(&mut self) {
        loop {
            self.skip_all(FILLER);
            let mut ahead = *self;
            ahead.skip_all(JOINERS);
            if ahead.weekday().is_none() {
                return;
            }
            *self = ahead;
        }
    }

    /// Reads the windows of one day: 9:00—11:30，14:00—16:00. With no time the day is one.
    fn windows_of(&mut self, day: Date) -> Result<Vec<(When, When)>, Mistake> {
        let mut windows = Vec::new();
        let mut ahead = *self;
        while let Some(clock) = ahead.clock()? {
            let start = Point { when: When::of(clock.on(day)), clock: Some(clock), machine: false };
            if !ahead.separator() {
                return Err(Mistake::NoEnd { said: ahead.said(self.at()) });
            }
            let from = ahead.at();
            let end = ahead.end(&start)?;
            if !windows.is_empty() && end.day() > day.tomorrow().unwrap_or(day) {
                return Err(Mistake::Rest { said: ahead.said(from) });
            }
            windows.push((start.when, end));
            *self = ahead;
            ahead.skip_all(FILLER);
            ahead.skip_all(JOINERS);
            ahead.skip_all(FILLER);
        }
        if windows.is_empty() {
            windows.push((When::of_day(day), When::of_day(day)));
        }
        Ok(windows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    const NEAR: Option<Date> = Some(date(2017, 3, 1));

    /// Hour and minute.
    type Time = (i8, i8);

    /// Days of March with their times.
    #[track_caller]
    fn windows(texts: &[&str], meant: &[(i8, Time, Time)]) {
        let at = |day, (hour, minute): Time| When::of(datetime(2017, 3, day, hour, minute, 0, 0));
        let meant: Vec<_> = meant.iter().map(|(day, from, to)| (at(*day, *from), at(*day, *to))).collect();
        for text in texts {
            assert_eq!(parse_windows(text, NEAR), Ok(meant.clone()), "{text}");
        }
    }

    #[track_caller]
    fn told(text: &str, zh: &str) {
        assert_eq!(parse_windows(text, NEAR).unwrap_err().message().zh, zh, "{text}");
    }

    #[test]
    fn one_window_is_one() {
        windows(&["3月15日 9:00—16:00", "3月15日（周三）上午9点至下午4点"], &[(15, (9, 0), (16, 0))]);
    }

    #[test]
    fn several_days_have_the_same_times() {
        windows(
            &[
                "3月15日、16日 9:00—16:00",
                "3月15日，16日 9:00—16:00",
                "3月15日和16日9:00至16:00",
                "3月15日、3月16日，9:00—16:00",
                "3月15日（周三）、16日（周四）9:00—16:00",
                "3月15日、16日（周三、周四）9:00—16:00",
                "3月15日、16日每天9:00—16:00",
                "3月15日—16日 9:00—16:00",
                "3月15日至16日，每天 9:00—16:00",
                "2017年3月15日、16日 上午9时至下午4时",
                "3月15、16日 9—16时",
            ],
            &[(15, (9, 0), (16, 0)), (16, (9, 0), (16, 0))],
        );
    }

    #[test]
    fn a_day_has_several_times() {
        windows(
            &[
                "3月15日 9:00—11:30，14:00—16:30",
                "3月15日上午9:00—11:30、下午2:00—4:30",
                "3月15日（周三）上午9点至11点半；下午2点至4点半",
            ],
            &[(15, (9, 0), (11, 30)), (15, (14, 0), (16, 30))],
        );
    }

    #[test]
    fn each_of_several_days_has_each_of_several_times() {
        windows(
            &["3月15日、16日 上午9:00—11:00，下午2:00—4:00"],
            &[(15, (9, 0), (11, 0)), (15, (14, 0), (16, 0)), (16, (9, 0), (11, 0)), (16, (14, 0), (16, 0))],
        );
    }

    #[test]
    fn days_without_times_are_whole() {
        let whole = |day| (When::of_day(date(2017, 3, day)), When::of_day(date(2017, 3, day)));
        assert_eq!(parse_windows("3月15日、20日", NEAR), Ok(vec![whole(15), whole(20)]));
        let span = (When::of_day(date(2017, 3, 15)), When::of_day(date(2017, 3, 20)));
        assert_eq!(parse_windows("3月15日—20日", NEAR), Ok(vec![span]));
    }

    #[test]
    fn days_of_two_months_follow_each_other() {
        let at = |month, day, hour| When::of(datetime(2017, month, day, hour, 0, 0, 0));
        let meant = [(at(3, 31, 9), at(3, 31, 16)), (at(4, 1, 9), at(4, 1, 16))];
        assert_eq!(parse_windows("3月31日、4月1日 9:00—16:00", NEAR), Ok(meant.to_vec()));
        assert_eq!(parse_windows("3月31日至4月1日 9:00—16:00", NEAR), Ok(meant.to_vec()));
    }

    #[test]
    fn what_is_wrong_in_it_is_told() {
        told("3月15日、16日 9:00—16:70", "“16:70”不存在：一小时只有60分钟");
        told("3月15日、32日 9:00—16:00", "“32日”不存在：2017年3月只有31天");
        told("3月15日、16日 9:00", "“9:00”没有写到什么时候为止");
        told("3月16日、15日 9:00—16:00", "“、15日”不在前一天的后面");
        told("3月1日至30日 9:00—16:00", "“至30日”太多天：写了钟点，一行最多14天");
        told("3月15日 9:00—16:00、3月16日 9:00—12:00", "后面还有一个时间：“、3月16日 9:00—12:00”");
        told("3月15日、16日 9:00—16:00；18日 9:00—12:00", "后面还有一个时间：“；18日 9:00—12:00”");
        told("3月15日、16日 9:00—16:00 周末休息", "日期和时间里的“周末休息”看不懂");
        told("3月15日前", "“3月15日前”没有写从什么时候起");
        told("3月15日起", "“3月15日起”没有写到什么时候为止");
        told("3月15日、下旬", "日期和时间里的“、下旬”看不懂");
    }
}
