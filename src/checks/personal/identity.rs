//! Identity numbers: GB 11643-1999, and the form of 15 digits before it.

use crate::when::Date;

/// How much each of the first 17 digits weighs.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character for each remainder of 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// The first two digits of the places that numbers are given out by (GB/T 2260), residence permits for people
/// from Hong Kong, Macao and Taiwan included.
#[rustfmt::skip]
const PROVINCES: &[u8] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// Whether 18 characters are an identity number: place, date of birth and check character are all right.
/// Company codes are as long and have another check; few of them hold a date where this looks for one.
pub(super) fn is_identity(number: &[u8]) -> bool {
    let Some((digits, &[check])) = number.split_at_checked(17) else { return false };
    if number.len() != 18 || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(&digit, weight)| u32::from(digit - b'0') * weight).sum();
    let year = value(&digits[6..10]);
    // A foreigner's number is a 9, then the province.
    let place = digits.strip_prefix(b"9").unwrap_or(digits);
    is_place(place)
        && (1800..=2099).contains(&year)
        && is_day(year, &digits[10..14])
        && CHECKS.get((sum % 11) as usize) == Some(&check)
}

/// Whether 15 digits are an identity number of the old form, which has no check: place and date of birth.
pub(super) fn is_old_identity(number: &[u8]) -> bool {
    number.len() == 15
        && number.iter().all(u8::is_ascii_digit)
        && is_place(number)
        && number[2..4] != *b"00"
        && number[4..6] != *b"00"
        && is_day(1900 + value(&number[6..8]), &number[8..12])
}

/// Whether digits begin with a province.
fn is_place(digits: &[u8]) -> bool {
    digits.get(..2).is_some_and(|code| PROVINCES.contains(&(value(code) as u8)))
}

fn is_day(year: i16, month_and_day: &[u8]) -> bool {
    let (month, day) = month_and_day.split_at(2);
    Date::new(year, value(month) as i8, value(day) as i8).is_ok()
}

/// At most four digits as a number.
fn value(digits: &[u8]) -> i16 {
    digits.iter().fold(0, |value, &digit| value * 10 + i16::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_the_standard_are_identity_numbers() {
        for number in ["11010519491231002X", "440524188001010014"] {
            assert!(is_identity(number.as_bytes()), "{number}");
        }
    }

    #[test]
    fn place_date_and_check_must_all_be_right() {
        for wrong in [
            "110105194912310021",
            "990105194912310020",
            "110105194913310029",
            "110105194902300023",
            "91110000802100433B",
            "911100001000012345",
            "1101051949123100",
            "",
        ] {
            assert!(!is_identity(wrong.as_bytes()), "{wrong}");
        }
    }

    #[test]
    fn the_old_form_needs_place_and_date() {
        assert!(is_old_identity(b"110105491231002"));
        for wrong in ["110105491331002", "200105491231002", "110100491231002", "11010549123100"] {
            assert!(!is_old_identity(wrong.as_bytes()), "{wrong}");
        }
    }
}
