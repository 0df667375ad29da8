//! Ends and beginnings that have no day: 领完为止, 即日起, 长期有效.

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

#[cfg(test)]
mod tests {
    use super::*;

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
