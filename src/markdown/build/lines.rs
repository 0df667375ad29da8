//! How lines begin that are lines on the page too: with a label, with a number, as one of several with a gap.

use crate::markdown::cjk::is_han;
use crate::markdown::reserved;

/// Whether a line begins with a number, `一、`, `（二）`, `③`, or with a label, `时间：`. They may be bold.
pub(super) fn begins_line(line: &str) -> bool {
    let line = line.trim_start_matches(is_markup);
    let text = without_number(line);
    let number = &line[..line.len() - text.len()];
    // What has a point after its number is a list, or none.
    let is_numbered = !number.is_empty() && !number.ends_with(['.', '．']);
    is_numbered && !is_mentioned(text) || is_label(text)
}

/// Whether what stands behind a number is the middle of a sentence: （二）项, ①和②.
fn is_mentioned(text: &str) -> bool {
    let number = |c: char| matches!(c, '（' | '(' | '①'..='⑳');
    text.starts_with(['、', '，', '。', '的', '项', '条', '款', '或', '至'])
        || text.strip_prefix(['和', '与', '及']).is_some_and(|rest| rest.starts_with(number))
}

fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | ' ' | '\u{3000}') || reserved::meaning(c).is_some()
}

/// Whether a line begins with 2 to 6 characters and a colon.
fn is_label(line: &str) -> bool {
    let mut count = 0;
    let mut chinese = false;
    let mut chars = line.char_indices().filter(|&(_, c)| !is_markup(c));
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

/// A line without `一、`, `1、`, `（一）` or `①` before it. `一、二等奖` and `1、2号楼` are no numbers of lines.
fn without_number(line: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if let Some(rest) = line.strip_prefix(|c| matches!(c, '①'..='⑳')) {
        return rest;
    }
    let open = line.strip_prefix(['（', '(']);
    let inside = open.unwrap_or(line);
    let rest = inside.trim_start_matches(number);
    if rest.len() == inside.len() {
        return line;
    }
    if open.is_some() {
        return rest.strip_prefix(['）', ')']).unwrap_or(line);
    }
    let Some(text) = rest.strip_prefix(['、', '.', '．']) else { return line };
    let after = text.trim_start_matches(number);
    let goes_on = after.len() < text.len() && (rest.starts_with('.') || after.starts_with(RANKED));
    if goes_on { line } else { text }
}

/// What stands behind several numbers: 一、二等奖.
const RANKED: &[char] = &['、', '等', '号', '组', '楼', '名', '届', '期', '班', '季', '线', '类', '级'];

/// Whether a line is one of a list of people: a name, a gap, and more. Such lines stand together.
pub(super) fn is_of_a_list(line: &str) -> bool {
    let Some((name, rest)) = parted(line) else { return false };
    let characters = name.chars().count();
    // 张  伟, as wide as a name of three.
    let spaced = characters == 1 && parted(rest).is_some_and(|(given, _)| given.chars().count() == 1);
    let ends = ['。', '！', '？', '；'];
    (spaced || (2..=4).contains(&characters))
        && !rest.split(['\n', '\r']).next().is_some_and(|rest| rest.trim_end().ends_with(ends))
}

const BLANKS: &[char] = &[' ', '\t', '\u{3000}', '\u{a0}'];

/// The one to four Chinese characters that a line begins with and a gap follows, as no text has one; and what is behind
/// the gap.
fn parted(line: &str) -> Option<(&str, &str)> {
    let (end, _) = line.char_indices().take(5).find(|&(_, c)| !is_han(c))?;
    let (name, rest) = line.split_at(end);
    let text = rest.trim_start_matches(BLANKS);
    let gap = &rest[..rest.len() - text.len()];
    let is_gap = gap.contains('\u{3000}') || gap.chars().count() > 1;
    (!name.is_empty() && is_gap && !text.is_empty() && !text.starts_with(['\n', '\r'])).then_some((name, text))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(begins_line(line), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_labels() {
        for line in ["注：", "参加活动的人员：", "https://a.cn", "9:00", "他说“好”：", "abc:", "时间", ""]
        {
            assert!(!begins_line(line), "{line}");
        }
    }

    #[test]
    fn a_numbered_line_is_one() {
        for line in ["一、放票安排", "（一）第一批", "(2)乙", "③丙", "**十二、附则**", "1、登记", "一、五一活动"]
        {
            assert!(begins_line(line), "{line}");
        }
        for line in [
            "一、二等奖各一名",
            "1、2号楼",
            "14. The doors",
            "1.登记",
            "一等奖",
            "1.5万元",
            "（含一人）",
            "10元",
            "三八节",
        ] {
            assert!(!begins_line(line), "{line}");
        }
    }

    #[test]
    fn a_name_and_a_gap_are_one_of_a_list() {
        for line in [
            "张伟  东屏镇小学",
            "张  伟  东屏镇小学",
            "张　伟　东屏镇",
            "欧阳小明\u{3000}县医院\n李四",
            "王丽娟\t\t护士长",
        ] {
            assert!(is_of_a_list(line), "{line}");
        }
        for line in [
            "张伟 东屏镇",
            "张  伟",
            "张伟  \n李四  甲",
            "东屏镇中心小学  张伟",
            "时间：　周一",
            "注　意事项",
            "你好　朋友。",
        ] {
            assert!(!is_of_a_list(line), "{line}");
        }
    }
}
