//! Years that cannot be: 20117年, 217年3月, 2107年.

use super::Slips;
use crate::both;
use crate::checks::codes;
use crate::letters::digit;
use crate::when::Date;
use memchr::memmem;

/// Unions and parties have dates to remember from 1840 on; no date of a month is older.
const FIRST: u32 = 1840;
/// How far ahead a notice sets a date, in years.
const NOTICE_AHEAD: u32 = 5;
/// How far ahead a plan sets one.
const PLAN_AHEAD: u32 = 40;
/// More digits are no year that was mistyped.
const LONGEST: usize = 6;
/// What makes a span of time of a number of years: 2200年前.
const SPAN: &str = "前后来间历以的多左上余";

/// Tells of years that were mistyped. What may be a number of years is passed over.
pub(super) fn check(slips: &mut Slips<'_>, near: Option<Date>, notice: bool) {
    let text = slips.text();
    let ahead = if notice { NOTICE_AHEAD } else { PLAN_AHEAD };
    let last = near.map_or(2100, |near| u32::try_from(near.year()).unwrap_or(0) + ahead);
    let word = "年";
    for at in memmem::find_iter(text.as_bytes(), word) {
        let before = &text[..at];
        let number = before.trim_end_matches(|c| digit(c).is_some());
        let digits: Vec<u32> = before[number.len()..].chars().filter_map(digit).take(LONGEST + 1).collect();
        if digits.is_empty() || digits.len() > LONGEST {
            continue;
        }
        let year = digits.iter().fold(0, |year, digit| year * 10 + digit);
        // 公元前221年, 公元220年, 1,500年
        let other = number.ends_with(|c: char| c.is_ascii_alphabetic() || ".,-前元".contains(c));
        let after = text[at + word.len()..].trim_start_matches(' ');
        if other || after.starts_with(|c| SPAN.contains(c)) {
            continue;
        }
        let cannot_be = match (digits.len(), is_month(after)) {
            (4, true) => year < FIRST || year > last,
            (4, false) => (2101..=2199).contains(&year),
            (3 | 5.., true) => true,
            (5, false) => matches!(year / 1000, 19 | 20) && year % 100 != 0,
            _ => false,
        };
        if cannot_be {
            let typed = &text[number.len()..at + word.len()];
            let message = both!("“{typed}”不像年份", "“{typed}” is hardly a year");
            let help = both!("核对年份，写成四位数字", "see which year is meant; it has four digits");
            slips.tell(&codes::YEAR_UNLIKELY, number.len()..at + word.len(), (message, help), None);
        }
    }
}

/// Whether a text begins with a month: 3月, not 3个月.
fn is_month(text: &str) -> bool {
    let rest = text.trim_start_matches(|c| digit(c).is_some());
    rest.len() < text.len() && rest.trim_start_matches(' ').starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::super::{said, told};
    use super::*;

    fn years(text: &str, notice: bool) -> Vec<&str> {
        told(text, |slips| check(slips, Date::new(2017, 3, 8).ok(), notice)).into_iter().map(|told| told.1).collect()
    }

    #[test]
    fn a_mistyped_year_is_told() {
        for (text, year) in [
            ("20117年3月8日", "20117年"),
            ("定于20117年举行", "20117年"),
            ("217年3月8日", "217年"),
            ("定于2107年举行", "2107年"),
            ("2071年3月8日", "2071年"),
            ("1017年3月", "1017年"),
            ("２１０７年3月", "２１０７年"),
        ] {
            assert_eq!(years(text, false), [year], "{text}");
        }
    }

    #[test]
    fn a_notice_sets_no_date_years_ahead() {
        assert_eq!(years("2027年3月8日", true), ["2027年"]);
        assert_eq!(years("2027年3月8日", false), Vec::<&str>::new());
    }

    #[test]
    fn what_may_be_meant_is_not_told() {
        for text in [
            "2017年3月8日",
            "1921年7月",
            "1886年5月1日",
            "到2035年",
            "2050年",
            "2200年前",
            "2500多年",
            "距今20000年前",
            "100年3个月",
            "公元220年3月",
            "公元前221年3月",
            "从业30年",
            "今年3月",
            "二〇一七年三月",
            "第12345678年",
        ] {
            assert_eq!(years(text, true), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn it_is_said_which_year() {
        let said = said("217年3月", |slips| check(slips, None, false));
        assert_eq!(said, ("“217年”不像年份".into(), "核对年份，写成四位数字".into()));
    }
}
