//! The site's place among the hours of the globe: one fixed offset from UTC.

use super::cursor::{Cursor, shorten};
use super::format::{day_name, month_name};
use super::mistake::Mistake;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use std::fmt;

/// A fixed offset from UTC. Without a choice it is China's, +08:00.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Zone(Offset);

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Other names of +08:00. A zone elsewhere is written as its offset: there are no tables of zones here.
const CHINA: &[&str] = &[
    "Asia/Shanghai",
    "Asia/Chongqing",
    "Asia/Harbin",
    "Asia/Hong_Kong",
    "Asia/Macau",
    "Asia/Macao",
    "Asia/Taipei",
    "PRC",
    "北京时间",
    "北京",
    "中国标准时间",
];

/// The offsets that clocks on earth show, in minutes.
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

impl Default for Zone {
    fn default() -> Zone {
        Zone(Offset::constant(8))
    }
}

impl Zone {
    /// Greenwich.
    pub const UTC: Zone = Zone(Offset::UTC);

    /// Reads `+08:00`, `+8`, `+0800`, `UTC+8`, `GMT+8`, `Z`, `东八区`, `Asia/Shanghai`, `北京时间`.
    pub fn parse(text: &str) -> Result<Zone, Mistake> {
        let text = text.trim();
        if CHINA.iter().any(|name| name.eq_ignore_ascii_case(text)) {
            return Ok(Zone::default());
        }
        let universal = text.get(..3).filter(|head| ["UTC", "GMT"].iter().any(|name| name.eq_ignore_ascii_case(head)));
        let mut cursor = Cursor::new(universal.and_then(|_| text.get(3..)).unwrap_or(text));
        let zone = if universal.is_some() && cursor.rest().is_empty() {
            Some(Zone::UTC)
        } else {
            Zone::read(&mut cursor).or_else(|| Zone::read_chinese(&mut cursor))
        };
        zone.filter(|_| cursor.rest().is_empty()).ok_or_else(|| Mistake::NotAZone { said: shorten(text) })
    }

    /// Reads an offset as it stands after a time: `Z`, `+08:00`, `+0800`, `+8`.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Zone> {
        let mut ahead = *cursor;
        ahead.space();
        let zone = match ahead.eat(&['Z', 'z', '+', '-'])? {
            sign @ ('+' | '-') => {
                let number = ahead.number()?;
                let (hours, minutes) = match number.digits {
                    1 | 2 if ahead.eat(&[':']).is_some() => (number.value, ahead.number()?.value),
                    1 | 2 => (number.value, 0),
                    4 => (number.value / 100, number.value % 100),
                    _ => return None,
                };
                Zone::of(if sign == '-' { -1 } else { 1 }, hours, minutes)?
            }
            _ => Zone::UTC,
        };
        *cursor = ahead;
        Some(zone)
    }

    fn read_chinese(cursor: &mut Cursor<'_>) -> Option<Zone> {
        let sign = if cursor.eat(&['东', '西'])? == '西' { -1 } else { 1 };
        let hours = cursor.number()?.value;
        cursor.word(&["时区", "区"])?;
        Zone::of(sign, hours, 0)
    }

    fn of(sign: i32, hours: u32, minutes: u32) -> Option<Zone> {
        let hours = i32::try_from(hours).ok().filter(|hours| *hours <= 14)?;
        let minutes = i32::try_from(minutes).ok().filter(|minutes| *minutes < 60)?;
        let minutes = sign * (hours * 60 + minutes);
        OFFSETS.contains(&minutes).then_some(())?;
        Offset::from_seconds(minutes * 60).ok().map(Zone)
    }

    /// How many seconds its clocks are ahead of Greenwich.
    pub fn seconds(self) -> i64 {
        self.0.seconds().into()
    }

    /// The civil time at some seconds since 1970-01-01T00:00:00Z; beyond the calendar's end, its end.
    pub fn local(self, unix_seconds: i64) -> DateTime {
        let seconds = unix_seconds.saturating_add(self.seconds());
        EPOCH.saturating_add(SignedDuration::from_secs(seconds))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self, at: DateTime) -> i64 {
        at.duration_since(EPOCH).as_secs() - self.seconds()
    }

    /// For Atom, JSON Feed, JSON-LD and `<time datetime>`: `2017-03-08T13:50:00+08:00`.
    pub fn rfc3339(self, at: DateTime) -> String {
        let (date, time) = (at.date(), at.time());
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{self}",
            date.year(),
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }

    /// For RSS: `Wed, 08 Mar 2017 13:50:00 +0800`.
    pub fn rfc2822(self, at: DateTime) -> String {
        let (date, time) = (at.date(), at.time());
        let offset = self.to_string().replace(':', "");
        format!(
            "{}, {:02} {} {:04} {:02}:{:02}:{:02} {offset}",
            day_name(date),
            date.day(),
            month_name(date),
            date.year(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds();
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn china_has_many_names() {
        let names = [
            "+08:00",
            "+8",
            "+08",
            "+0800",
            "＋８：００",
            "UTC+8",
            "utc+08:00",
            "GMT+8",
            "东八区",
            "东8区",
            "东八时区",
            "Asia/Shanghai",
            "asia/shanghai",
            "PRC",
            "北京时间",
            " +08:00 ",
        ];
        for name in names {
            assert_eq!(Zone::parse(name).map(|zone| zone.to_string()), Ok("+08:00".to_owned()), "{name}");
        }
        assert_eq!(Zone::default().to_string(), "+08:00");
    }

    #[test]
    fn other_offsets_are_kept_to_the_minute() {
        for (typed, shown) in
            [("-5", "-05:00"), ("+5:30", "+05:30"), ("西五区", "-05:00"), ("UTC", "+00:00"), ("Z", "+00:00")]
        {
            assert_eq!(Zone::parse(typed).map(|zone| zone.to_string()), Ok(shown.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_no_clock_on_earth_shows_is_no_zone() {
        for typed in ["", "8", "+15", "-13", "+8:60", "+800", "Asia/Tokyo", "东区", "+08:00x", "+99999999999", "东八"]
        {
            let mistake = Zone::parse(typed).unwrap_err();
            assert_eq!(mistake, Mistake::NotAZone { said: typed.to_owned() });
        }
        let mistake = Zone::parse("Asia/Tokyo").unwrap_err();
        assert_eq!(mistake.message().zh, "“Asia/Tokyo”不是时区");
        assert_eq!(mistake.message().en, "“Asia/Tokyo” is not an offset from UTC");
        assert_eq!(mistake.help().zh, "写成“+08:00”（北京时间）");
    }

    #[test]
    fn feeds_get_their_forms() {
        let at = datetime(2017, 3, 8, 13, 50, 0, 0);
        assert_eq!(Zone::default().rfc3339(at), "2017-03-08T13:50:00+08:00");
        assert_eq!(Zone::default().rfc2822(at), "Wed, 08 Mar 2017 13:50:00 +0800");
    }

    #[test]
    fn seconds_since_1970_are_told_on_the_sites_clock_and_back() {
        let zone = Zone::default();
        assert_eq!(zone.local(0), datetime(1970, 1, 1, 8, 0, 0, 0));
        assert_eq!(zone.local(1_488_952_200), datetime(2017, 3, 8, 13, 50, 0, 0));
        assert_eq!(zone.unix(datetime(2017, 3, 8, 13, 50, 0, 0)), 1_488_952_200);
    }

    #[test]
    fn no_number_of_seconds_is_too_large() {
        for zone in [Zone::default(), Zone::parse("-12:00").unwrap()] {
            assert_eq!(zone.local(i64::MAX), DateTime::MAX);
            assert_eq!(zone.local(i64::MIN), DateTime::MIN);
            assert_eq!(zone.unix(DateTime::MIN) < 0, zone.unix(DateTime::MAX) > 0);
        }
    }
}
