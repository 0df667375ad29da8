//! Numbers, in digits of either width and in Chinese: 23, ２３, 二十三.

use super::width::digit;

/// Whether it is a digit, of either width.
pub(crate) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether dates and amounts are written with it in Chinese.
pub(crate) fn is_numeral(c: char) -> bool {
    c == '十' || chinese_digit(c).is_some()
}

/// Whether lines, parts and places are counted with it in Chinese: none of them is 零, and the second is never 两.
pub(crate) fn is_line_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether the articles of rules are counted with it: 第12条, 第一百零五条. There are hundreds of them.
pub(crate) fn is_of_articles(c: char) -> bool {
    is_digit(c) || is_numeral(c) || c == '百'
}

/// Which number some digits say, all of one kind: 23, ２３, 二十三.
pub(crate) fn number(digits: &str) -> Option<u32> {
    if digits.starts_with(is_digit) {
        digits.chars().try_fold(0u32, |value, c| value.checked_mul(10)?.checked_add(digit(c)?))
    } else {
        chinese(digits)
    }
}

/// 八, 十五, 零五, 一百零五.
fn chinese(digits: &str) -> Option<u32> {
    match digits.split_once('百') {
        None => below_a_hundred(digits),
        Some((hundreds, "")) => Some(100 * chinese_digit_or(hundreds, 1)?),
        Some((hundreds, rest)) => Some(100 * chinese_digit_or(hundreds, 1)? + below_a_hundred(rest)?),
    }
}

/// 八, 十五, 二十, 零五; and the year 二〇一七, whose digits stand side by side. 一一 is none: it is 星期一 and 一月 that
/// met.
fn below_a_hundred(digits: &str) -> Option<u32> {
    if let Some((tens, ones)) = digits.split_once('十') {
        return Some(chinese_digit_or(tens, 1)? * 10 + chinese_digit_or(ones, 0)?);
    }
    let count = digits.chars().take(5).count();
    let met = count == 2 && !digits.contains(|c| chinese_digit(c) == Some(0));
    if !(1..=4).contains(&count) || met {
        return None;
    }
    digits.chars().try_fold(0, |value, c| Some(value * 10 + chinese_digit(c)?))
}

/// What one digit counts, or the absence of any.
fn chinese_digit_or(digits: &str, absent: u32) -> Option<u32> {
    let mut digits = digits.chars();
    match (digits.next(), digits.next()) {
        (None, _) => Some(absent),
        (Some(c), None) => chinese_digit(c),
        _ => None,
    }
}

fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_any_digits() {
        for (digits, value) in [
            ("08", 8),
            ("２０１７", 2017),
            ("八", 8),
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("三十一", 31),
            ("零五", 5),
            ("一〇", 10),
            ("两", 2),
            ("一〇八", 108),
            ("二〇一七", 2017),
            ("百", 100),
            ("一百零五", 105),
            ("一百二十三", 123),
        ] {
            assert_eq!(number(digits), Some(value), "{digits}");
        }
    }

    #[test]
    fn digits_that_only_met_are_no_number() {
        for digits in ["", "一一", "十十", "一二十", "百百", "8八", "日", "一二三四五", "99999999999"] {
            assert_eq!(number(digits), None, "{digits}");
        }
    }
}
