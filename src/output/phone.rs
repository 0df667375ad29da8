//! Telephone numbers: where they stand in a text, and what is dialled of each.

use crate::letters::{half_width, is_dash};
use std::iter;
use std::ops::RangeInclusive;

/// A telephone number in a text.
pub(super) struct Number<'a> {
    /// What stands before it, from the end of the number before it on.
    pub before: &'a str,
    /// As it stands there, with its extension.
    pub typed: &'a str,
    /// The address that dials it, `tel:00001234567`: of an extension nothing.
    pub address: String,
}

/// From how many digits on a number is a telephone number: 12351.
const LEAST: usize = 5;
/// How many digits a number has behind its area code; fewer are those of a service, 12351.
const LOCAL: RangeInclusive<usize> = 7..=8;
/// The most digits that are dialled: area code and number.
const LONGEST: usize = 12;
/// How many digits a number has that begins with the code of a country.
const ABROAD: RangeInclusive<usize> = 10..=15;

/// The address that dials the number in a text; several numbers cannot be dialled as one.
pub(super) fn tel(text: &str) -> Option<String> {
    let mut numbers = numbers(text);
    numbers.next().filter(|_| numbers.next().is_none()).map(|number| number.address)
}

/// The telephone numbers in a text, in their order. One without an area code has that of the one before, where they
/// are of one length: 0572-6023351、6023352.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = Number<'_>> {
    let mut rest = text;
    let mut area = Area::default();
    iter::from_fn(move || {
        let mut from = 0;
        loop {
            from += rest[from..].find(|c: char| c.is_ascii_digit() || is_opening(c) || c == '+')?;
            let found = &rest[from..];
            if let Some(Read { code, number, behind }) = read(found) {
                let (before, typed) = (&rest[..from], &found[..found.len() - behind.len()]);
                rest = behind;
                let code = area.code_of(code, &number);
                return Some(Number { before, typed, address: format!("tel:{code}{number}") });
            }
            let skipped = found.chars().next().map_or(0, char::len_utf8);
            from += digits(found).len().max(skipped);
        }
    })
}

/// A number that was read.
struct Read<'a> {
    /// Its area code, where that stands apart.
    code: &'a str,
    /// What is dialled behind the code.
    number: String,
    /// What follows it in the text.
    behind: &'a str,
}

/// The area code that was read last, and how long the number behind it was.
#[derive(Default)]
struct Area<'a> {
    code: &'a str,
    length: usize,
}

impl<'a> Area<'a> {
    /// With which code a number is dialled that has this one typed, or none.
    fn code_of(&mut self, typed: &'a str, number: &str) -> &'a str {
        if !typed.is_empty() {
            *self = Area { code: typed, length: number.len() };
        }
        let is_alike = number.len() == self.length && LOCAL.contains(&number.len());
        if is_alike { self.code } else { typed }
    }
}

/// The number that a text begins with.
fn read(text: &str) -> Option<Read<'_>> {
    let inner = text.strip_prefix(is_opening).unwrap_or(text);
    let alone = |(number, rest)| ("", number, rest);
    let (code, number, rest) = match inner.strip_prefix('+') {
        Some(abroad) => alone(with_country(abroad)?),
        None => with_area(inner).or_else(|| local(inner).filter(|(number, _)| number.len() <= LONGEST).map(alone))?,
    };
    // A bracket that opens is the number's own where it closes within it.
    let is_whole = inner.len() == text.len() || inner[..inner.len() - rest.len()].contains([')', '）']);
    is_whole.then(|| Read { code, number, behind: behind_extension(rest) })
}

/// +86 000 1234567: group by group, until it is a whole number.
fn with_country(text: &str) -> Option<(String, &str)> {
    let mut number = digits(text).to_owned();
    let mut rest = &text[number.len()..];
    while (1..=*ABROAD.start()).contains(&number.len()) {
        let joined = rest.trim_start_matches(is_joint);
        let group = digits(joined);
        if group.is_empty() {
            break;
        }
        number.push_str(group);
        rest = &joined[group.len()..];
    }
    ABROAD.contains(&number.len()).then(|| (format!("+{number}"), rest))
}

/// An area code and the number behind it, however they are joined: (0572)6023351, 0572—6023351, 0572 6023351.
fn with_area(text: &str) -> Option<(&str, String, &str)> {
    let (code, joined) = text.split_at(digits(text).len());
    let number = joined.trim_start_matches(is_joint);
    let is_code = code.starts_with('0') && matches!(code.len(), 3 | 4) && number.len() < joined.len();
    let (number, rest) = local(number).filter(|_| is_code)?;
    (code.len() + number.len() <= LONGEST).then_some((code, number, rest))
}

/// A number without its area code: 6023351, 602-3351, 400 123 4567.
fn local(text: &str) -> Option<(String, &str)> {
    let first = digits(text);
    let known = match first.as_bytes() {
        b"400" | b"800" => Some("4001234567".len()),
        [b'1', b'3'..=b'9', _] => Some("10000000000".len()),
        _ => None,
    };
    let (enough, most) = known.map_or((*LOCAL.start(), *LOCAL.end()), |whole| (whole, whole));
    let fits = |group: &str| known.is_some() && !group.is_empty() || matches!(group.len(), 3 | 4);
    let mut number = first.to_owned();
    let mut rest = &text[first.len()..];
    while number.len() < enough && fits(first) {
        let joined = rest.trim_start_matches([' ', '-']);
        let group = digits(joined);
        if !fits(group) || number.len() + group.len() > most {
            break;
        }
        number.push_str(group);
        rest = &joined[group.len()..];
    }
    // What came together by chance, 302 506, is none; but what stands together is one from LEAST on.
    let is_number = number.len() >= enough || number.len() == first.len() && first.len() >= LEAST;
    is_number.then_some((number, rest))
}

/// What follows a number and its extension, where it has one: 6023351-801.
fn behind_extension(rest: &str) -> &str {
    let Some(inner) = rest.strip_prefix(is_dash) else { return rest };
    let extension = digits(inner);
    if (1..LEAST).contains(&extension.len()) { &inner[extension.len()..] } else { rest }
}

/// The digits that a text begins with.
fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

/// What stands between a code and what follows it.
fn is_joint(c: char) -> bool {
    is_dash(c) || matches!(half_width(c), '(' | ')' | '.' | ' ')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_number_is_not_dialled() {
        for (typed, dialled) in [
            ("0000-1234567", "tel:00001234567"),
            ("00001234567", "tel:00001234567"),
            ("(0000) 1234567", "tel:00001234567"),
            ("（0000）1234567", "tel:00001234567"),
            ("（0000-1234567）", "tel:00001234567"),
            ("0000-1234567转8", "tel:00001234567"),
            ("0000-1234567-801", "tel:00001234567"),
            ("1234567—801（王主任）", "tel:1234567"),
            ("6000351，24小时", "tel:6000351"),
            ("12351（24小时）", "tel:12351"),
            ("12351 302室", "tel:12351"),
            ("302室 6000351", "tel:6000351"),
            ("女职工部 0000-1234567转801", "tel:00001234567"),
            ("（女职工部）0000—1234567", "tel:00001234567"),
            ("000 01234567", "tel:00001234567"),
            ("0000 123 4567", "tel:00001234567"),
            ("0000-12351", "tel:000012351"),
            ("0000．1234567", "tel:00001234567"),
            ("400-123-4567", "tel:4001234567"),
            ("400 12 34567", "tel:4001234567"),
            ("123-4567", "tel:1234567"),
            ("+86-000-1234567", "tel:+860001234567"),
            ("+86 572 1234567", "tel:+865721234567"),
            ("+86 0571 8888 1234", "tel:+86057188881234"),
            ("短号+1234567", "tel:1234567"),
            ("+86（0000）1234567-801", "tel:+8600001234567"),
            ("（+86）0000 12345678", "tel:+86000012345678"),
            ("+860001234567，8:30起", "tel:+860001234567"),
        ] {
            assert_eq!(tel(typed).as_deref(), Some(dialled), "{typed}");
        }
        for typed in
            ["", "见公告", "0000-1234567、0000-1234568", "0000-1234567 0000-1234568", "+", "（（+86", "1234567890123"]
        {
            assert_eq!(tel(typed), None, "{typed}");
        }
    }

    #[test]
    fn each_number_of_a_text_is_dialled_alone() {
        let typed = |text: &str| numbers(text).map(|number| number.typed.to_owned()).collect::<Vec<_>>();
        assert_eq!(typed("女职工部 0000-1234568，或12351"), ["0000-1234568", "12351"]);
        assert_eq!(typed("1234567（王主任）、1234568（李干事）"), ["1234567", "1234568"]);
        for between in ["、", ",", "或", " ", "/", "；", " 或 "] {
            let text = format!("0000-1234567{between}1234568");
            assert_eq!(typed(&text), ["0000-1234567", "1234568"], "{text}");
        }
        for number in [
            "0000—1234568",
            "(0000)1234568",
            "（0000） 1234568",
            "0000 1234568",
            "0000.1234568",
            "+86-000-1234568",
            "+86 000 1234568",
            "0000-1234568-801",
        ] {
            assert_eq!(typed(&format!("（女职工部）{number}，9:00—11:00")), [number.to_owned()]);
            assert_eq!(typed(&format!("女职工部（{number}）")), [number.to_owned()]);
        }
        for text in ["二楼3号窗口", "2017-03-08", "302 506室", "9:00—11:30，1,000套", "500—1000人"] {
            assert!(typed(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_number_has_the_area_code_of_the_one_before() {
        let dialled = |text: &str| numbers(text).map(|number| number.address).collect::<Vec<_>>().join(" ");
        assert_eq!(
            dialled("0000-1234567、1234568、（王主任）1234569"),
            "tel:00001234567 tel:00001234568 tel:00001234569"
        );
        assert_eq!(dialled("1234567、0000-1234568"), "tel:1234567 tel:00001234568");
        assert_eq!(dialled("000-12345678，或12351、400-123-4567"), "tel:00012345678 tel:12351 tel:4001234567");
        assert_eq!(dialled("0000-12351、12352"), "tel:000012351 tel:12352");
        assert_eq!(dialled("0000-1234567、000-12345678、12345679"), "tel:00001234567 tel:00012345678 tel:00012345679");
    }

    #[test]
    fn what_stands_between_numbers_is_kept() {
        let text = "先打（0000）1234567（王主任）、再打12351。";
        let befores: Vec<&str> = numbers(text).map(|number| number.before).collect();
        assert_eq!(befores, ["先打", "（王主任）、再打"]);
    }
}
