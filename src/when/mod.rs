//! Dates and times: read as people write them, checked against the calendar, written as they are read.
//!
//! A site lives in one fixed offset, so a time is a civil one; only [`Zone`] knows where on the globe it is.

mod clock;
mod cursor;
mod day;
mod format;
mod lunar;
mod mistake;
mod parse;
#[cfg(test)]
mod properties;
mod undated;
mod weekday;
mod zone;

pub(crate) use cursor::is_of_a_number;
pub use format::{
    compact, date, date_week, iso_date, iso_minute, iso_time, last_day, moment, said_at, span, until, week,
};
pub use jiff::civil::{Date, DateTime, Weekday};
pub use lunar::is_lunar;
pub use mistake::{Mistake, Unit};
pub use parse::{
    is_span, next_year, parse, parse_end, parse_in, parse_instant, parse_last, parse_period, parse_span, parse_until,
    parse_windows,
};
pub use weekday::{WrongWeekday, weekdays};
pub use zone::Zone;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// A time as an author gives it, on the site's clock: a day, or an instant of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct When {
    at: DateTime,
    precise: bool,
}

impl When {
    /// A whole day.
    pub fn of_day(day: Date) -> When {
        When { at: day.to_datetime(Time::midnight()), precise: false }
    }

    /// An instant.
    pub fn of(at: DateTime) -> When {
        When { at, precise: true }
    }

    /// Its first instant: of a bare day, 00:00.
    pub fn at(self) -> DateTime {
        self.at
    }

    /// The instant at which it is over: a bare day ends at the next 00:00, an instant is its own end.
    pub fn end(self) -> DateTime {
        if self.precise {
            self.at
        } else {
            self.day().tomorrow().map_or(self.at, |next| next.to_datetime(Time::midnight()))
        }
    }

    /// Whether it is past the end of something: the day after is, from its first second.
    pub fn is_after(self, end: DateTime) -> bool {
        self.at > end || (!self.precise && self.at == end)
    }

    /// The day it is on. What was typed as 24:00 is on the next one.
    pub fn day(self) -> Date {
        self.at.date()
    }

    /// Whether a time of day was given.
    pub fn is_precise(self) -> bool {
        self.precise
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn a_bare_day_ends_at_the_next_midnight() {
        let day = When::of_day(date(2017, 3, 31));
        assert_eq!((day.at(), day.end()), (datetime(2017, 3, 31, 0, 0, 0, 0), datetime(2017, 4, 1, 0, 0, 0, 0)));
        assert!(!day.is_precise());
    }

    #[test]
    fn an_instant_is_its_own_end() {
        let noon = datetime(2017, 3, 8, 12, 0, 0, 0);
        assert_eq!((When::of(noon).at(), When::of(noon).end()), (noon, noon));
        assert_eq!(When::of(noon).day(), date(2017, 3, 8));
    }

    #[test]
    fn the_last_day_there_is_has_an_end_too() {
        assert_eq!(When::of_day(Date::MAX).end(), datetime(9999, 12, 31, 0, 0, 0, 0));
    }
}
