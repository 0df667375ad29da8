//! How lines begin: labels.

use crate::markdown::cjk::is_han;
use crate::markdown::reserved;

/// Whether a line begins with a label: 2 to 6 characters and a colon, `时间：`. It may be bold, and numbered.
pub(super) fn is_label(line: &str) -> bool {
    let markup = |c: char| matches!(c, '*' | '_' | ' ' | '\u{3000}') || reserved::meaning(c).is_some();
    let mut count = 0;
    let mut chinese = false;
    let line = without_number(line.trim_start_matches(markup));
    let mut chars = line.char_indices().filter(|&(_, c)| !markup(c));
    // Six characters and the colon.
    for (index, c) in chars.by_ref().take(7) {
        match c {
            '：' => return count >= 2,
            ':' => return count >= 2 && chinese && !line[index..].starts_with("://"),
            c if c.is_alphanumeric() => {
                count += 1;
                chinese |= is_han(c);
            }
            _ => return false,
        }
    }
    false
}

/// A line without `一、`, `1、` or `（一）` before it.
fn without_number(line: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let open = line.strip_prefix(['（', '(']);
    let inside = open.unwrap_or(line);
    let rest = inside.trim_start_matches(number);
    if rest.len() == inside.len() {
        return line;
    }
    let close: &[char] = if open.is_some() { &['）', ')'] } else { &['、', '.', '．'] };
    rest.strip_prefix(close).map_or(line, |rest| rest.trim_start_matches([' ', '\u{3000}']))
}

#[cfg(test)]
mod tests {
    use super::is_label;

    #[test]
    fn a_label_is_two_to_six_characters_and_a_colon() {
        for line in [
            "时间：3月8日",
            "地 点：",
            "联系电话:",
            "**报名方式**：",
            "**时间：**",
            "1、时间：",
            "（一）地点：",
            "QQ群：",
        ] {
            assert!(is_label(line), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_labels() {
        for line in ["注：", "参加活动的人员：", "https://a.cn", "9:00", "他说“好”：", "abc:", "时间", ""]
        {
            assert!(!is_label(line), "{line}");
        }
    }
}
