//! Lists that are typed without a mark, a line each: names, units, words with gaps between them as in a table. One line
//! of that kind may be prose; two that stand together are a list.

use crate::markdown::cjk::is_han;
use crate::markdown::reserved;
use crate::markdown::signature;

/// What kind of list a line may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// `王小明`, `丁 一`
    Name,
    /// `王小明（县教育工会）`
    Explained,
    /// `县教育工会`
    Unit,
    /// `张伟  东屏镇小学`, `东屏镇总工会      石桥街道总工会`
    Row,
}

/// Which kind of list the line may be of that a text begins with.
pub(super) fn entry(text: &str) -> Option<Entry> {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let line = line.trim_matches(|c| matches!(c, '*' | '_') || c.is_whitespace() || reserved::meaning(c) == Some(""));
    if !line.contains(is_han) || line.ends_with(['。', '！', '？', '；']) {
        return None;
    }
    if is_name(line) {
        Some(Entry::Name)
    } else if is_explained(line) {
        Some(Entry::Explained)
    } else if is_unit(line) {
        Some(Entry::Unit)
    } else {
        is_row(line).then_some(Entry::Row)
    }
}

/// Whether a text is so many Chinese characters and nothing else.
fn is_word(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.chars().take(lengths.end() + 1).count()) && text.chars().all(is_han)
}

/// 王小明; or 丁 一, as wide as a name of three.
fn is_name(line: &str) -> bool {
    let spaced = || line.split_once(BLANKS).map(|(name, given)| (name, given.trim_start_matches(BLANKS)));
    is_word(line, 2..=4) || spaced().is_some_and(|(name, given)| is_word(name, 1..=1) && is_word(given, 1..=1))
}

/// 县教育工会（3人）
fn is_explained(line: &str) -> bool {
    let parts = line.strip_suffix(['）', ')']).and_then(|line| line.split_once(['（', '(']));
    parts.is_some_and(|(name, inside)| is_word(name, 2..=12) && !inside.contains(['（', '(', '）', ')', '。']))
}

/// Wrapped text has longer lines.
fn is_unit(line: &str) -> bool {
    is_word(line, 3..=20) && signature::is_unit(line)
}

/// Whether there are gaps in a line, behind a name or where no sentence is.
fn is_row(line: &str) -> bool {
    let Some((first, rest)) = parted(line) else { return false };
    // 张  伟  东屏镇小学
    let is_name = || {
        is_word(first, 2..=4) || is_word(first, 1..=1) && parted(rest).is_some_and(|(given, _)| is_word(given, 1..=1))
    };
    let is_cell = || first.ends_with(ends_cell) && rest.starts_with(begins_cell) && !line.contains(MARKS);
    is_name() || is_cell()
}

/// A line before its first gap and behind it: two blanks or a full-width one.
fn parted(line: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let start = from + line[from..].find(BLANKS)?;
        let text = line[start..].trim_start_matches(BLANKS);
        from = line.len() - text.len();
        let gap = &line[start..from];
        if gap.contains('\u{3000}') || gap.chars().count() > 1 {
            return Some((&line[..start], text));
        }
    }
}

const BLANKS: &[char] = &[' ', '\t', '\u{3000}', '\u{a0}'];

/// The marks of a sentence.
const MARKS: &[char] = &['，', '。', '；', '！', '？'];

fn ends_cell(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '）' | ')' | '》' | '”')
}

fn begins_cell(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '（' | '(' | '《' | '“')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known() {
        for (kind, lines) in [
            (
                Entry::Name,
                &["王小明", "王芳", "欧阳小明", "丁 一", "丁  一", "丁　一", "**王小明**", "  王小明  \n李四"][..],
            ),
            (Entry::Explained, &["王小明（县教育工会）", "县教育工会（3人）", "王芳(女)"]),
            (Entry::Unit, &["县教育工会", "示例县人民医院", "石桥街道工会"]),
            (
                Entry::Row,
                &[
                    "张伟  东屏镇小学",
                    "张  伟  东屏镇小学",
                    "张　伟　东屏镇",
                    "欧阳小明\u{3000}县医院\n李四",
                    "王丽娟\t\t护士长，党员",
                    "丁 一　　万 芳",
                    "东屏镇总工会      石桥街道总工会",
                    "县医院（3人）  县教育工会",
                    "8:30—9:00　签到",
                ],
            ),
        ] {
            for line in lines {
                assert_eq!(entry(line), Some(kind), "{line}");
            }
        }
    }

    #[test]
    fn other_lines_are_of_no_list() {
        for line in [
            "张伟 东屏镇",
            "时间：　周一",
            "你好　朋友。",
            "示例县总工会举行",
            "请于周五前报名，　逾期不候",
            "The end.  And",
            "王小明、",
            "王小明，",
            "王小明（县教育工会）、",
            "请各单位（含企业）于",
            "甲",
            "王小明等五人",
            "",
        ] {
            let found = entry(line);
            assert!(found.is_none(), "{line}: {found:?}");
        }
    }
}
