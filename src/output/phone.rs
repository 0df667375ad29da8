//! Telephone numbers: where one stands in a text, and what is dialled of it.

use crate::letters::{half_width, is_dash};
use std::borrow::Cow;

/// The address that dials a telephone number, `tel:00001234567`. What follows it is not dialled: an extension (转8), hours.
/// Two numbers in one text cannot be dialled as one.
pub(super) fn tel(number: &str) -> Option<String> {
    let number = number.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+');
    let plain = match area_code(number) {
        Some((code, rest)) => Cow::Owned(format!("{code}-{rest}")),
        None => Cow::Borrowed(number),
    };
    let digits = |part: &str| part.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let parts = plain.split(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-' | ' '));
    let mut numbers = parts.map(digits).filter(|part| part.len() >= 3);
    let longest =
        |dialled: &String| if dialled.starts_with('+') { "+8605720000000".len() } else { "057200000000".len() };
    let dialled = numbers.next().filter(|dialled| dialled.len() <= longest(dialled))?;
    (!numbers.any(|other| other.len() >= 7)).then(|| format!("tel:{dialled}"))
}

/// An area code and the number behind it, however they are joined: (0572)6023351, 0572—6023351, 0572 6023351.
fn area_code(text: &str) -> Option<(&str, &str)> {
    let is_joint = |c| is_dash(c) || matches!(half_width(c), '(' | ')' | '.' | ' ');
    let opened = text.trim_start_matches(['(', '（']);
    let (code, joined) = opened.split_at(opened.bytes().take_while(u8::is_ascii_digit).count());
    let number = joined.trim_start_matches(is_joint);
    let is_code = code.starts_with('0') && matches!(code.len(), 3 | 4);
    let is_joined = number.len() < joined.len() && number.starts_with(|c: char| c.is_ascii_digit());
    (is_code && is_joined).then_some((code, number))
}

/// The first telephone number in a text, as it stands there: 女职工部 0000-1234568.
pub(super) fn number_in(text: &str) -> Option<&str> {
    let begins = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | '（');
    let goes_on = |c: char| c.is_ascii_digit() || c == '-';
    let mut rest = text;
    while let Some(at) = rest.find(begins) {
        rest = &rest[at..];
        let behind = area_code(rest).map_or_else(|| rest.trim_start_matches(begins), |(_, number)| number);
        let behind = behind.trim_start_matches(goes_on);
        let number = rest[..rest.len() - behind.len()].trim_end_matches('-');
        if number.len() >= 5 && tel(number).is_some() {
            return Some(number);
        }
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_number_is_not_dialled() {
        for (typed, dialled) in [
            ("0000-1234567", "tel:00001234567"),
            ("(0000) 1234567", "tel:00001234567"),
            ("（0000）1234567", "tel:00001234567"),
            ("0000-1234567转8", "tel:00001234567"),
            ("6000351，24小时", "tel:6000351"),
            ("12351（24小时）", "tel:12351"),
            ("女职工部 0000-1234567转801", "tel:00001234567"),
            ("（女职工部）0000—1234567", "tel:00001234567"),
            ("000 01234567", "tel:00001234567"),
            ("0000．1234567", "tel:00001234567"),
            ("+86-000-1234567", "tel:+860001234567"),
        ] {
            assert_eq!(tel(typed).as_deref(), Some(dialled), "{typed}");
        }
        for typed in ["", "见公告", "0000-1234567、0000-1234568", "0000-1234567 0000-1234568"] {
            assert_eq!(tel(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_first_number_of_a_text_is_dialled() {
        assert_eq!(number_in("女职工部 0000-1234568，或12351"), Some("0000-1234568"));
        for number in
            ["0000—1234568", "(0000)1234568", "（0000） 1234568", "0000 1234568", "0000.1234568", "+86-000-1234568"]
        {
            assert_eq!(number_in(&format!("（女职工部）{number}，9:00—11:00")), Some(number));
        }
        assert_eq!(number_in("二楼3号窗口"), None);
        assert_eq!(tel("0000-1234568").as_deref(), Some("tel:00001234568"));
    }
}
