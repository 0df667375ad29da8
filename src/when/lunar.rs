//! Dates of the lunar calendar, 农历十月十五: known as such, and never taken for days of ours.

/// What says that a date is of the lunar calendar, and the months that no other has.
const WORDS: &[&str] = &["农历", "阴历", "旧历", "夏历"];
const MONTHS: &[&str] = &["正月", "腊月"];

/// So many characters before a date may belong to it: 农历丙午年正月初一至二月.
const LOOK_BACK: usize = 24;

/// Whether the date after a text is of the lunar calendar: 农历, 农历丙午年 or 农历正月初一至 ends the text.
pub fn is_lunar(before: &str) -> bool {
    let from = before.char_indices().rev().nth(LOOK_BACK).map_or(0, |(at, _)| at);
    let near = before.get(from..).unwrap_or_default();
    let stem = near.trim_end_matches(is_of_a_date);
    WORDS.iter().any(|word| stem.ends_with(word))
}

/// Whether a text begins with a date of the lunar calendar: 2026年农历八月十五, 正月十五.
pub(super) fn begins(text: &str) -> bool {
    let has = |word: &str| text.split_once(word).is_some_and(|(before, _)| before.chars().all(is_of_a_date));
    WORDS.iter().chain(MONTHS).any(|word| has(word))
}

/// What stands in a lunar date, or between two of them.
fn is_of_a_date(c: char) -> bool {
    c.is_numeric()
        || "年月日号闰正冬腊初廿卅零一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".contains(c)
        || "至到、和及与—–-~～ ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_lunar_where_the_word_stands_before_it() {
        for before in ["农历", "定于2026年农历", "阴历丙午年", "旧历 ", "农历正月初八至", "农历2月10日、"]
        {
            assert!(is_lunar(before), "{before}");
        }
        for before in ["", "（农历十月十五）", "农历新年前的", "农历十月十五，", "农", "10月"] {
            assert!(!is_lunar(before), "{before}");
        }
    }

    #[test]
    fn a_text_may_begin_with_one() {
        assert!(["农历十月十五 9:00", "2026年农历八月十五", "正月十五"].into_iter().all(begins));
        assert!(!["下周三（农历十月十五）", "长期", ""].into_iter().any(begins));
    }
}
