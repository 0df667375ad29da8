//! A time of day as people write it: 13:50, 下午1点半, 24:00.

use super::cursor::Cursor;
use super::mistake::{Mistake, Unit};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

/// The parts of the day that Chinese tells hours by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    SmallHours,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// The words for them; of two that begin alike the longer comes first.
const PARTS: &[(Part, &[&str])] = &[
    (Part::SmallHours, &["凌晨"]),
    (Part::Morning, &["上午", "早上", "早晨", "清晨", "清早", "早"]),
    (Part::Noon, &["中午", "正午"]),
    (Part::Afternoon, &["下午", "午后"]),
    (Part::Evening, &["晚上", "晚间", "傍晚", "夜间", "夜晚", "晚"]),
];

impl Part {
    /// The hour of the 24-hour clock. None where the word and the hour do not fit, or could mean two hours:
    /// 上午12点 is noon to one reader and midnight to another.
    pub fn place(self, hour: u32) -> Option<u32> {
        match (self, hour) {
            (Part::SmallHours, 12) => Some(0),
            (Part::SmallHours, 0..=6) | (Part::Morning, 0..=11) | (Part::Noon, 10..=14) => Some(hour),
            (Part::Noon, 1..=2) | (Part::Afternoon, 1..=11) | (Part::Evening, 4..=12) => Some(hour + 12),
            (Part::Afternoon, 12..=23) | (Part::Evening, 16..=24) => Some(hour),
            _ => None,
        }
    }
}

/// A time of day, up to 24:00.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    /// The hour as typed: 1 in 下午1点.
    typed_hour: u32,
    hour: u32,
    minute: u32,
    second: u32,
    /// The part of the day that was named.
    pub part: Option<Part>,
    /// Whether seconds were written, as a machine does.
    pub seconds: bool,
}

impl Clock {
    /// The instant on a day. 24:00 is the next day's 00:00.
    pub fn on(self, day: Date) -> DateTime {
        let seconds = self.hour * 3600 + self.minute * 60 + self.second;
        day.to_datetime(Time::midnight()).saturating_add(SignedDuration::from_secs(seconds.into()))
    }

    /// The end of 下午1:30—4:30: it is told by the word before the start, if that makes it later than the start.
    pub fn told_by(mut self, part: Option<Part>, day: Date, start: DateTime) -> Clock {
        let told = part.filter(|_| self.part.is_none()).and_then(|part| part.place(self.typed_hour));
        if let Some(hour) = told {
            let later = Clock { hour, ..self };
            if later.on(day) > start && later.is_on_the_clock() {
                self.hour = hour;
            }
        }
        self
    }

    fn is_on_the_clock(self) -> bool {
        self.hour < 24 || (self.hour == 24 && self.minute == 0 && self.second == 0)
    }
}

impl Cursor<'_> {
    /// Reads a time of day: 13:50, 13:50:00, 下午1:50, 下午1点半, 13点50分, 上午9时, 24:00; the 9 of 9—11时.
    pub fn clock(&mut self) -> Result<Option<Clock>, Mistake> {
        let from = self.at();
        let mut ahead = *self;
        let part = ahead.part();
        let part_end = ahead;
        ahead.space();
        let Some(hour) = ahead.number() else { return self.no_clock(part_end) };
        let after_hour = ahead;
        ahead.space();
        let (minute, second) = if ahead.eat(&[':']).is_some() {
            ahead.after_colons(from)?
        } else if ahead.eat(&['点', '时']).is_some() {
            ahead.after_hour_word()
        } else if after_hour.is_first_of_a_pair() {
            ahead = after_hour;
            (None, None)
        } else {
            return self.no_clock(part_end);
        };
        let said = ahead.said(from);
        let clock = Clock {
            typed_hour: hour.value,
            hour: hour.value,
            minute: minute.unwrap_or(0),
            second: second.unwrap_or(0),
            part: part.map(|(part, _)| part),
            seconds: second.is_some(),
        };
        let clock = in_its_part(clock, part, said)?;
        *self = ahead;
        Ok(Some(clock))
    }

    /// Nothing here is a time; a part of the day without its hour is told.
    fn no_clock(&self, part_end: Cursor<'_>) -> Result<Option<Clock>, Mistake> {
        if part_end.at() == self.at() {
            return Ok(None);
        }
        Err(Mistake::NoHour { said: part_end.said(self.at()) })
    }

    /// Reads a part of the day.
    pub fn part(&mut self) -> Option<(Part, &'static str)> {
        PARTS.iter().find_map(|(part, words)| Some((*part, self.word(words)?)))
    }

    /// The 50 of 13:50, the 50:00 of 13:50:00.
    fn after_colons(&mut self, from: usize) -> Result<(Option<u32>, Option<u32>), Mistake> {
        let minute = self.two_digits(from)?;
        let mut ahead = *self;
        ahead.space();
        if ahead.eat(&[':']).is_none() {
            return Ok((Some(minute), None));
        }
        let second = ahead.two_digits(from)?;
        // Fractions of a second, as machines write them, are left off.
        let mut fraction = ahead;
        if fraction.eat(&['.', ',']).is_some() && fraction.skip_number().is_some() {
            ahead = fraction;
        }
        *self = ahead;
        Ok((Some(minute), Some(second)))
    }

    /// Minutes or seconds after a colon: two digits. In 9:5 either may be missing.
    fn two_digits(&mut self, from: usize) -> Result<u32, Mistake> {
        let before = *self;
        self.space();
        let Some(number) = self.number() else {
            return Err(Mistake::Rest { said: before.said(from) });
        };
        if number.digits == 1 && number.value < 6 {
            let head = before.said(from);
            let digit = number.value;
            let (either, or) = (format!("{head}0{digit}"), format!("{head}{digit}0"));
            return Err(Mistake::Unclear { said: self.said(from), either, or });
        }
        Ok(if number.digits > 2 { u32::MAX } else { number.value })
    }

    /// The 半, 整, 一刻, 50分 or 50分30秒 after 13点.
    fn after_hour_word(&mut self) -> (Option<u32>, Option<u32>) {
        if self.eat(&['半']).is_some() {
            return (Some(30), None);
        }
        if self.eat(&['整', '钟']).is_some() {
            return (None, None);
        }
        let mut ahead = *self;
        ahead.space();
        let Some(minute) = ahead.number() else { return (None, None) };
        let bare = ahead;
        ahead.space();
        let (minute, end) = match ahead.peek() {
            Some('分') => {
                ahead.skip();
                (minute.value, ahead)
            }
            Some('刻') => {
                ahead.skip();
                (minute.value.saturating_mul(15), ahead)
            }
            // The number belongs to what follows: a date, another time.
            Some('年' | '月' | '日' | '号' | '点' | '时' | ':') => return (None, None),
            _ => (minute.value, bare),
        };
        *self = end;
        let mut ahead = end;
        ahead.space();
        let second = ahead.number().filter(|_| ahead.eat(&['秒']).is_some());
        if second.is_some() {
            *self = ahead;
        }
        (Some(minute), second.map(|second| second.value))
    }

    /// Whether the number before is the 9 of 9—11时.
    fn is_first_of_a_pair(mut self) -> bool {
        self.separator() && self.number().is_some() && {
            self.space();
            self.eat(&[':', '点', '时']).is_some()
        }
    }
}

/// Puts a time where the part of the day says, and checks that the clock has it.
fn in_its_part(mut clock: Clock, part: Option<(Part, &'static str)>, said: String) -> Result<Clock, Mistake> {
    let unit = if clock.hour > 24 {
        Some(Unit::Hour)
    } else if clock.minute > 59 {
        Some(Unit::Minute)
    } else if clock.second > 59 {
        Some(Unit::Second)
    } else {
        None
    };
    if let Some(unit) = unit {
        return Err(Mistake::NoSuchTime { said, unit });
    }
    if let Some((part, word)) = part {
        match part.place(clock.hour).map(|hour| Clock { hour, ..clock }) {
            Some(placed) if placed.is_on_the_clock() => clock = placed,
            _ => return Err(Mistake::OddHour { said, part: word, hour: clock.hour }),
        }
    }
    if !clock.is_on_the_clock() {
        return Err(Mistake::NoSuchTime { said, unit: Unit::Hour });
    }
    Ok(clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_the_day_has_its_hours() {
        let hours = |part: Part| (0..=24).filter_map(|hour| Some((hour, part.place(hour)?))).collect::<Vec<_>>();
        let same = |hours: std::ops::RangeInclusive<u32>| hours.map(|hour| (hour, hour)).collect::<Vec<_>>();
        let shifted = |hours: std::ops::RangeInclusive<u32>| hours.map(|hour| (hour, hour + 12)).collect::<Vec<_>>();
        assert_eq!(hours(Part::SmallHours), [same(0..=6), vec![(12, 0)]].concat());
        assert_eq!(hours(Part::Morning), same(0..=11));
        assert_eq!(hours(Part::Noon), [shifted(1..=2), same(10..=14)].concat());
        assert_eq!(hours(Part::Afternoon), [shifted(1..=11), same(12..=23)].concat());
        assert_eq!(hours(Part::Evening), [shifted(4..=12), same(16..=24)].concat());
    }

    #[test]
    fn of_two_words_that_begin_alike_the_longer_is_found() {
        for (part, words) in PARTS {
            for word in *words {
                let mut cursor = Cursor::new(word);
                assert_eq!(cursor.part(), Some((*part, *word)));
                assert_eq!(cursor.rest(), "");
            }
        }
    }
}
