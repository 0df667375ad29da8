//! Lines that stand in the order of time or of places: `8:30 签到`, `3月10日，…`, `第一名 …`. Prose begins so as well.

use super::cjk::SPACES;
use super::numbering::{self, value};
use super::prose::bare;
use crate::letters::{WEEK_WORDS, is_digit, is_han, is_line_numeral, is_weekday};

/// Whether a line begins with a time, a day or a place.
pub(super) fn begins(line: &str) -> bool {
    let line = bare(line).trim_start_matches(OPENING);
    let is_same = || SAME.iter().any(|day| line.strip_prefix(day).is_some_and(|rest| rest.starts_with(GAPS)));
    let is_weekday = || behind_a_weekday(line).is_some_and(|rest| rest.starts_with(GAPS) || is_of_day(rest));
    is_of_day(line) || is_time(line) || is_day(line) || is_weekday() || is_same() || is_place(line)
}

/// 下午, 下午2时
fn is_of_day(line: &str) -> bool {
    let rest = PARTS.iter().find_map(|part| line.strip_prefix(part)).map(str::trim);
    rest.is_some_and(|rest| rest.is_empty() || is_time(rest))
}

/// What stands behind the weekday that a line begins with: 周六, 每周三, 星期日.
fn behind_a_weekday(line: &str) -> Option<&str> {
    let line = line.strip_prefix('每').unwrap_or(line);
    WEEK_WORDS.iter().find_map(|word| line.strip_prefix(word))?.strip_prefix(is_weekday)
}

/// Whether there is a gap behind the time, the day or the place that a line begins with: `8:30—9:00 报到`,
/// `11月28日（周六） 县公安局`. Sentences go on right behind it.
pub(super) fn stands_apart(line: &str) -> bool {
    let moment = bare(line).trim_start_matches(OPENING).split_inclusive(SPACES).next().unwrap_or_default();
    let is_of_one = |c: char| is_digit(c) || is_line_numeral(c) || OF_MOMENTS.contains(c) || SPACES.contains(&c);
    moment.ends_with(SPACES) && moment.chars().all(is_of_one) && begins(moment)
}

/// What a time in brackets begins with.
const OPENING: &[char] = &['[', '［', '【'];

/// What stands in days, times and places beside digits.
const OF_MOMENTS: &str = "年月日号时点分半上中下早晚午凌晨每周末星期天（）()：:-—–~～至/.第名位排桌批场轮组步站";

/// Whether a line is who wrote at what time, above what was written: `沈丽 2026/3/18 9:05:12`.
pub(super) fn is_stamp(line: &str) -> bool {
    let line = bare(line).trim_end();
    let Some((who, at)) = line.split_once([' ', '\u{3000}']) else { return false };
    let is_name = who.chars().all(is_han) && (2..=NAME).contains(&who.chars().count());
    let is_of_day = |c: char| is_digit(c) || is_han(c) || matches!(c, ' ' | '\u{3000}' | '-' | '/' | '.' | ':' | '：');
    let time = at.rsplit([' ', '\u{3000}']).next().unwrap_or_default();
    is_name && line.chars().count() <= STAMP && at.chars().all(is_of_day) && is_time(time) && !time.contains(is_han)
}

/// How long the name in a stamp is at most, and all of it, in characters.
const NAME: usize = 8;
const STAMP: usize = 30;

const PARTS: &[&str] = &["上午", "中午", "下午", "晚上", "早上", "凌晨", "晚"];

/// What a chronicle says in the place of a day.
const SAME: &[&str] = &["同日", "当日", "同月", "本月", "上旬", "中旬", "下旬"];

/// 8:30, 14时, 9点半
fn is_time(line: &str) -> bool {
    let Some((hour, rest)) = number(line, 2).filter(|_| line.starts_with(is_digit)) else { return false };
    let is_minute = || rest.strip_prefix([':', '：']).and_then(|rest| number(rest, 2)).is_some_and(|(it, _)| it < 60);
    hour <= 24 && (rest.starts_with(['时', '点']) || is_minute())
}

/// 2019年, 3月10日, 二月, 5日, 2026-03-16, 3.15
fn is_day(line: &str) -> bool {
    let Some((first, rest)) = number(line, 4) else { return false };
    let (is_year, is_month, is_of_month) =
        ((1900..2100).contains(&first), (1..=12).contains(&first), (1..=31).contains(&first));
    let after_mark = |rest: &'_ str| rest.strip_prefix(['-', '/', '.']).and_then(|rest| Some(number(rest, 2)?.1.len()));
    let rest = rest.trim_start_matches(' ');
    match after_mark(rest) {
        Some(left) if is_year => after_mark(&rest[rest.len() - left..]).is_some(),
        // 1.5万元
        Some(left) => is_month && rest[rest.len() - left..].starts_with(GAPS),
        None => {
            is_year && rest.starts_with('年')
                || is_month && rest.starts_with('月')
                || is_of_month && rest.starts_with('日')
        }
    }
}

/// 第一名, 第3排, 第一步, 1号
fn is_place(line: &str) -> bool {
    let Some(number) = line.strip_prefix('第') else {
        // 2号楼
        let behind = number(line, 3).and_then(|(_, rest)| rest.strip_prefix('号'));
        return behind.is_some_and(|rest| rest.starts_with(GAPS));
    };
    let behind = number.trim_start_matches(|c| is_digit(c) || is_line_numeral(c));
    behind.len() < number.len() && behind.starts_with(PLACES)
}

const PLACES: &[char] = &['名', '位', '排', '桌', '批', '天', '场', '轮', '组', '步', '站'];

/// What stands behind a number that is not in the middle of a sentence.
const GAPS: &[char] = &[' ', '\t', '\u{a0}', '\u{3000}', '，', '：'];

/// The number of so many digits at most that a text begins with, Chinese or not, and what follows.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let (digits, rest) = numbering::number(text, most, |c| is_digit(c) || is_line_numeral(c))?;
    Some((value(digits), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_days_and_places_begin_lines() {
        for line in [
            "8:30—9:00 报到",
            "9：00 开幕",
            "上午8:30　报到",
            "下午",
            "下午 2时 讨论",
            "14点讨论",
            "5日　召开会议。",
            "3月10日，召开会议",
            "3 月 10 日召开",
            "2019年，公司引进",
            "2026-03-16 甲",
            "[2026-03-16 09:12:33] 冯涛",
            "2026.3.16甲",
            "3.15 甲",
            "二月",
            "十二月三日，甲",
            "同日，甲",
            "**3月10日** 甲",
            "第1名 县公安局",
            "第一名：县公安局",
            "第三排",
            "1号 丁一",
            "第一步 打开",
            "周六 插花",
            "星期日：陶艺",
            "每周三下午2时 讲座",
        ] {
            assert!(begins(line), "{line}");
        }
        for line in [
            "1.5万元",
            "13.5 元",
            "68:65战胜",
            "30名职工",
            "3个月",
            "2号楼",
            "1号",
            "50000元",
            "第一",
            "第三条 甲",
            "第一届",
            "2026号",
            "上午好",
            "周末愉快",
            "周一至周五",
            "周三的课",
            "周到 细致",
            "日",
            "",
        ] {
            assert!(!begins(line), "{line}");
        }
    }

    #[test]
    fn a_gap_stands_behind_a_moment_and_not_within_it() {
        for line in
            ["8:30—9:00 报到", "11月28日 18:30 甲", "11月28日（周六）\u{3000}甲", "[2026-03-16 09:12] 冯涛", "第1名 甲"]
        {
            assert!(stands_apart(line), "{line}");
        }
        for line in ["3 月 10 日召开", "2026 年 3 月", "3月10日召开 会议", "3月10日，召开", "3月10日", "甲 3月10日", ""]
        {
            assert!(!stands_apart(line), "{line}");
        }
    }

    #[test]
    fn who_wrote_and_when_is_a_stamp() {
        for line in ["沈丽 2026/3/18 9:05:12", "冯涛  3月18日 10:22", "孙磊 昨天 18:30", "褚健 10:02"] {
            assert!(is_stamp(line), "{line}");
        }
        for line in ["沈丽：9:05", "沈丽 说9:05", "活动 9:05开始", "沈丽 9点", "沈丽 医院", "10:02 沈丽", "9:05"]
        {
            assert!(!is_stamp(line), "{line}");
        }
    }
}
