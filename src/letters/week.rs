//! The days of the week: 周三, 星期日.

/// What the day stands behind.
pub(crate) const WEEK_WORDS: &[&str] = &["周", "星期", "礼拜"];

/// Which day of the week, 0 for 一.
pub(crate) fn weekday(c: char) -> Option<i8> {
    Some(match c {
        '一' => 0,
        '二' => 1,
        '三' => 2,
        '四' => 3,
        '五' => 4,
        '六' => 5,
        '日' | '天' => 6,
        _ => return None,
    })
}

/// Whether it names a day of the week, or 末, its end.
pub(crate) fn is_weekday(c: char) -> bool {
    weekday(c).is_some() || c == '末'
}
