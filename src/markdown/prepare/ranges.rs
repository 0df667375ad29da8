//! `8:30~~11:30，14:00~~17:00`: two tildes that were typed for a range. To Markdown they strike out what stands
//! between the first two and the next.

use crate::cut;
use crate::letters::{WEEK_WORDS, is_digit, is_han, is_numeral, is_weekday};
use std::ops::Range;

/// How many bytes beside the tildes are looked at.
const LOOK: usize = 36;

/// Whether two tildes stand between two times, dates or numbers, and strike nothing. `next` is where the next two
/// are: `原价50~~30~~元` strikes the 30.
pub(super) fn is_range(text: &str, tildes: Range<usize>, next: Option<usize>) -> bool {
    if !is_between(text, &tildes) {
        return false;
    }
    let Some(next) = next else { return true };
    let Some(inside) = text.get(tildes.end..next).filter(|inside| inside.len() <= LOOK) else { return true };
    // 50~~30~~20 is a number in the place of another; no range has three ends.
    let again = is_between(text, &(next..next + 2));
    !is_one(inside) || again && inside.contains(is_unit_of_time)
}

/// Whether the parser takes a text for one: no paragraph and no cell ends in it.
pub(super) fn is_one_text(text: &str) -> bool {
    !text.contains('|') && !text.lines().skip(1).any(|line| line.trim().is_empty())
}

fn is_between(text: &str, tildes: &Range<usize>) -> bool {
    ends(cut::tail(&text[..tildes.start], LOOK)) && begins(&text[tildes.end..])
}

/// Whether a text ends with one end of a range: 8:30, 3月1日, 3月1日（周三）, 50元, 5km, 周一, 上午.
fn ends(text: &str) -> bool {
    let text = without_weekday_in_brackets(text);
    let amount = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '%' | '％' | '℃'));
    let amount = if amount.len() == text.len() { amount.strip_suffix(is_han).unwrap_or(amount) } else { amount };
    let hour = || text.strip_suffix('半').unwrap_or(text).strip_suffix(is_unit_of_time);
    text.ends_with(is_digit)
        || amount.ends_with(is_digit)
        || hour().is_some_and(|rest| rest.ends_with(counts))
        || text.strip_suffix(is_weekday).is_some_and(|rest| WEEK_WORDS.iter().any(|week| rest.ends_with(week)))
        || HALVES.iter().any(|half| text.ends_with(half))
}

/// Whether a text begins with the other end: 11:30, 第5名, ￥20, 十月, 周五, 下午2:00, 次日.
fn begins(text: &str) -> bool {
    let numeral = || text.trim_start_matches(counts);
    text.strip_prefix(['第', '￥', '¥']).unwrap_or(text).starts_with(is_digit)
        || numeral().len() < text.len() && numeral().starts_with(is_unit_of_time)
        || WEEK_WORDS.iter().any(|week| text.strip_prefix(week).is_some_and(|rest| rest.starts_with(is_weekday)))
        || HALVES.iter().chain(LATER).any(|word| text.starts_with(word))
}

/// Whether a text is one time, date or number, with its unit.
pub(in crate::markdown) fn is_one(text: &str) -> bool {
    let text = without_weekday_in_brackets(text);
    let text = HALVES.iter().find_map(|half| text.strip_prefix(half)).unwrap_or(text);
    let may_stand = |c: char| is_digit(c) || is_unit_of_time(c) || matches!(c, '￥' | '¥' | '.');
    let unit = text.trim_start_matches(may_stand);
    unit.chars().count() <= 2 && unit.chars().all(|c| is_han(c) || c == '%')
}

/// 3月1日（周三） without the day of the week.
fn without_weekday_in_brackets(text: &str) -> &str {
    let open = text.strip_suffix(['）', ')']).and_then(|inside| inside.rfind(['（', '(']));
    open.filter(|&open| WEEK_WORDS.iter().any(|week| text[open..].contains(week))).map_or(text, |open| &text[..open])
}

const HALVES: &[&str] = &["上午", "中午", "下午", "早上", "晚上"];
const LATER: &[&str] = &["凌晨", "次日", "次年", "翌日", "当天", "当日", "当晚", "本月", "下月", "月底", "年底"];

fn counts(c: char) -> bool {
    is_digit(c) || is_numeral(c)
}

fn is_unit_of_time(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '号' | '时' | '点' | '分' | ':' | '：')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the first two tildes of a text are a range.
    fn first(text: &str) -> bool {
        let at = text.find("~~").unwrap();
        let next = text[at + 2..].find("~~").map(|next| at + 2 + next);
        is_range(text, at..at + 2, next)
    }

    #[test]
    fn between_times_dates_and_numbers_nothing_is_struck() {
        for text in [
            "周一至周五8:30~~11:30，14:00~~17:00。",
            "3月1日~~3月5日，领取时间：3月8日~~3月10日",
            "3月8日（周日）~~3月10日（周二）、3月12日~~14日",
            "周一~~周五上班，周六~~周日休息",
            "上午~~下午",
            "八点半~~十点，两点~~四点",
            "22:00~~次日6:00",
            "1楼~~3楼、5楼~~8楼",
            "10%~~20%",
            "第1名~~第5名，第6名~~第9名",
            "3月1日~~3月5日17:00~~18:00",
            "8:30~~11:30",
        ] {
            assert!(first(text), "{text}");
        }
    }

    #[test]
    fn what_is_put_in_the_place_of_something_is_struck() {
        for text in [
            "票价~~30~~20元",
            "票价50~~30~~20元",
            "现价30元~~50元~~",
            "3月8日~~3月9日~~举行",
            "每周六~~上午~~下午",
            "地点~~三楼~~二楼",
            "报名 ~~3月8日~~",
            "3楼~~302~~305室",
        ] {
            assert!(!first(text), "{text}");
        }
    }
}
