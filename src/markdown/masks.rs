//! Asterisks that hide a part of a number or a name, `138****1234` and `张**、李**`: nobody meant emphasis by
//! them, whatever Markdown makes of it, and no mend may take them away.

use crate::letters::is_han;

/// Fewer asterisks than these are emphasis, or multiplication; and where only one end of a number is shown.
const HIDDEN: usize = 3;
const HIDDEN_END: usize = 4;

/// Whether a run of asterisks hides digits: between digits (`330***1234`), or, of a number of which only one end is
/// shown, after three (`138****`) or before four (`尾号****1234`).
pub(super) fn hides_digits(before: &str, run: usize, after: &str) -> bool {
    if run < HIDDEN {
        return false;
    }
    let left = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let right = after.bytes().take_while(u8::is_ascii_digit).count();
    // ****2026**** is bold twice over, ***3***5 slanted too.
    let marked = before[..before.len() - left].ends_with('*') || after[right..].starts_with('*');
    let is_long = run >= HIDDEN_END;
    left > 0 && right > 0 && (is_long || !marked) || (left >= 3 || right >= 4) && is_long && !marked
}

/// What people call those whose names they hide.
const TITLES: &[&str] = &["同志", "先生", "女士", "老师", "师傅"];

/// Whether two runs of asterisks hide names, by what stands before the first and between them: `张**、李**`,
/// `张*军、李*明`, `张**（女）、李**（男）`, `一等奖：张*三` above `二等奖：李*四`. A character of a name is before both, and a
/// list goes on between.
pub(super) fn hide_names(before: Option<char>, inside: &str) -> bool {
    if !before.is_some_and(is_han) || !ends_with_surname(inside) {
        return false;
    }
    // 带：本、笔 is one thing of a list; a list of them has lines or clauses.
    let is_divided = || inside.contains(['\n', '；']);
    let goes_on = |rest: &str| rest.starts_with(|c| parts(c) || matches!(c, '（' | '(') || c == '：' && is_divided());
    let rest = TITLES.iter().find_map(|title| inside.strip_prefix(title));
    let rest = rest.or_else(|| inside.strip_prefix(is_han));
    goes_on(inside) || rest.is_some_and(goes_on)
}

/// Whether one run hides a name or a number, by what is beside it: `李**`, `1381234****转1`.
pub(super) fn hides(before: &str, after: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(before.chars().next_back()) || digit(after.chars().next()) || ends_with_surname(before)
}

/// Whether a text ends with a character that is not the end of a word: a sign or a blank is before it.
fn ends_with_surname(text: &str) -> bool {
    let mut end = text.chars().rev();
    end.next().is_some_and(is_han) && end.next().is_some_and(|c| !c.is_alphanumeric() && c != '*')
}

/// Whether full-width asterisks may hide a name, by what is before them: a character by itself. They are made for that,
/// and emphasis only by mistake.
pub(super) fn hides_name(before: &str) -> bool {
    let mut end = before.chars().rev();
    end.next().is_some_and(is_han) && end.next().is_none_or(|c| !c.is_alphanumeric())
}

/// A sign between the names of a list.
fn parts(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '/') || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_hidden_whichever_end_is_shown() {
        for (before, run, after) in [
            ("138", 4, "5678"),
            ("1381234", 4, "，"),
            ("138", 4, "的"),
            ("尾号", 4, "1234"),
            ("110105", 8, "002X"),
            ("330", 3, "1234、332"),
            ("33052319900101", 3, "4"),
        ] {
            assert!(hides_digits(before, run, after), "{before} {after}");
        }
        for (before, run, after) in [
            ("138", 2, "5678"),
            ("138", 3, "，"),
            ("尾号", 3, "1234"),
            ("12", 4, "，"),
            ("第", 4, "2步"),
            ("", 4, "2026****"),
            ("****2026", 4, ""),
            ("***3", 3, "5"),
            ("1", 3, "3***"),
        ] {
            assert!(!hides_digits(before, run, after), "{before} {after}");
        }
    }

    #[test]
    fn names_are_hidden_in_a_list() {
        for inside in [
            "、李",
            " 李",
            "军、李",
            "（138****5678）、李",
            "军（女），李",
            "同志、王芳、李",
            "三\n二等奖：李",
            "三\n2.李",
            "三：一等奖\n李",
            "三：100元；李",
            "三/李",
            "三（一厂）李",
            "（女）李",
        ] {
            assert!(hide_names(Some('张'), inside), "{inside}");
        }
        for inside in [
            "重点",
            "意：张",
            "看《工会法》和",
            "带：本、卡",
            "编织、剪纸",
            "（限100名）",
            "、",
            "军，李明",
            "",
            " 注意",
        ] {
            assert!(!hide_names(Some('张'), inside), "{inside}");
        }
        assert!(!hide_names(Some('，'), "甲、乙") && !hide_names(None, "甲、乙"));
    }

    #[test]
    fn full_width_asterisks_hide_the_name_of_which_one_character_is_shown() {
        assert!(hides_name("第1名：张") && hides_name("张") && hides_name("（女）李") && hides_name("张＊＊李"));
        assert!(!hides_name("注意") && !hides_name("：") && !hides_name(""));
    }

    #[test]
    fn one_name_is_hidden_after_its_only_character() {
        assert!(hides("获奖：李", "") && hides(" 李", " 等") && hides("1381234", "转"));
        assert!(!hides("李", "") && !hides("重点", "在") && !hides("a", "b"));
    }
}
