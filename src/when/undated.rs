//! Ends and beginnings that have no day: 领完为止, 即日起, 长期有效, 2小时.

use super::cursor::is_of_a_number;

/// What says so.
const WORDS: &[&str] = &[
    "为止",
    "即止",
    "先到先得",
    "即日",
    "之日起",
    "长期",
    "常年",
    "永久",
    "不限",
    "无限期",
    "随时",
    "待定",
    "未定",
    "另定",
    "另行通知",
    "等通知",
    "待通知",
];

/// Whether a text says of a time that it has no day. What names a part of one was only written otherwise: 月底为止.
pub(super) fn is_undated(text: &str) -> bool {
    let is_of_a_date = |c: char| is_of_a_number(c) || matches!(c, '月' | '周' | '号' | '明' | '后');
    WORDS.iter().any(|word| text.contains(word)) && !text.contains(is_of_a_date)
}

/// Whether a text says how long something takes: 2小时, 一个半小时, 约90分钟.
pub(super) fn is_duration(text: &str) -> bool {
    let text = text.trim_start_matches(['约', '共', '为', '期', ' ']);
    let unit = text.trim_start_matches(|c| is_of_a_number(c) || matches!(c, '.' | '两' | '几' | '半' | '个' | ' '));
    unit.len() < text.len()
        && ["小时", "钟头", "分钟", "刻钟", "天", "周", "星期"].iter().any(|word| unit.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_say_how_long_something_takes() {
        for text in ["2小时", "一个半小时", "约90分钟", "2.5 小时左右", "两天", "半天", "两个小时"]
        {
            assert!(is_duration(text), "{text}");
        }
        for text in ["", "小时", "2日", "16:00", "2时", "16点", "3月5日", "12", "周三", "天", "十分"] {
            assert!(!is_duration(text), "{text}");
        }
    }

    #[test]
    fn words_may_say_that_there_is_no_day() {
        for text in
            ["领完为止", "额满为止", "报满即止，先到先得", "即日起", "自发布之日起", "长期有效", "待定", "另行通知"]
        {
            assert!(is_undated(text), "{text}");
        }
        for text in ["", "下周三", "月底为止", "3月8日为止", "明天为止", "春节后", "散会", "下午"]
        {
            assert!(!is_undated(text), "{text}");
        }
    }
}
