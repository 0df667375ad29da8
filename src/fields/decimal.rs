//! Decimal numbers as people write them in tables: exact, never NaN, the same on every machine.

use crate::letters::half_width;
use serde::{Serialize, Serializer};
use std::fmt;

/// A decimal number with up to six places, held as a whole number of millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

const UNIT: i64 = 1_000_000;

impl Decimal {
    /// A whole number.
    pub fn whole(n: i32) -> Decimal {
        Decimal(i64::from(n) * UNIT)
    }

    /// Reads `1,234.5`, `-3`, `９８．６`, `12.5分`, `80%`; None for anything else, and for what does not fit.
    pub fn parse(text: &str) -> Option<Decimal> {
        let plain = ungrouped(text)?;
        let plain = plain.trim_end_matches(['分', '%']);
        let (negative, digits) = match plain.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, plain.strip_prefix('+').unwrap_or(plain)),
        };
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(places) || whole.len() > 12 || places.len() > 6 {
            return None;
        }
        let millionths: i64 = format!("{places:0<6}").parse().ok()?;
        let value = whole.parse::<i64>().ok()? * UNIT + millionths;
        Some(Decimal(if negative { -value } else { value }))
    }

    /// So many millionths.
    pub const fn from_millionths(millionths: i64) -> Decimal {
        Decimal(millionths)
    }

    /// How many millionths it is.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// A number without the commas and spaces that divide its digits in threes, `1,234` and `12 345`, and without blanks
/// elsewhere; half-width. None where they divide otherwise: `95,5` is a decimal comma, or a slip, and never 955.
pub(super) fn ungrouped(text: &str) -> Option<String> {
    let all: Vec<char> = text.trim().chars().map(half_width).collect();
    let is_digit = |at: usize| all.get(at).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(all.len());
    // How many digits stand before, since the last sign that is none.
    let mut run = 0;
    let mut divided = false;
    for (at, &c) in all.iter().enumerate() {
        let between = at > 0 && is_digit(at - 1) && is_digit(at + 1);
        match c {
            ',' | ' ' if between => {
                let in_threes = if divided { run == 3 } else { run <= 3 };
                if !in_threes || !(1..=3).all(|ahead| is_digit(at + ahead)) || is_digit(at + 4) {
                    return None;
                }
                (run, divided) = (0, true);
            }
            ',' => return None,
            ' ' => {}
            c => {
                run = if c.is_ascii_digit() { run + 1 } else { 0 };
                divided &= run > 0;
                out.push(c);
            }
        }
    }
    Some(out)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, places) = (self.0.unsigned_abs() / UNIT as u64, self.0.unsigned_abs() % UNIT as u64);
        let places = format!("{places:06}");
        match places.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            places => write!(f, "{sign}{whole}.{places}"),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |text| Decimal::parse(text).map(|n| n.to_string());
        assert_eq!(read("1,234.50").as_deref(), Some("1234.5"));
        assert_eq!(read("９８．６分").as_deref(), Some("98.6"));
        assert_eq!(read("-0.5").as_deref(), Some("-0.5"));
        assert_eq!(read("1，234，567").as_deref(), Some("1234567"));
        assert_eq!(read("12 345 分").as_deref(), Some("12345"));
        assert_eq!(read("0").as_deref(), Some("0"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            ".nan",
            "1e999",
            "一百",
            "",
            "-",
            "1.2.3",
            "inf",
            "9999999999999",
            "0.1234567",
            "95,5",
            "95，5",
            "9,55",
            "1,2,3",
            "1234,567",
            "1,2345",
            "9 5",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
