//! Round brackets in Chinese: full-width, both of a pair.

use super::Slips;
use super::punctuation::{begins, ends, goes_on_as_a_file, touches};
use crate::both;
use crate::checks::codes;
use memchr::memchr2;

/// Longer brackets are passed over.
const LONGEST: usize = 600;

/// Tells of half-width brackets around Chinese with Chinese beside them, and of pairs of which one is
/// full-width and the other is not.
pub(super) fn check(slips: &mut Slips<'_>) {
    let text = slips.text();
    for block in &slips.prose.blocks {
        let part = text.get(block.clone()).unwrap_or_default();
        // Where all are full-width, none is wrong.
        if memchr2(b'(', b')', part.as_bytes()).is_none() {
            continue;
        }
        for (open, close) in pairs(part) {
            let (Some(left), Some(right)) = (part.get(open..), part.get(close..)) else { continue };
            let begin = if left.starts_with('(') { 1 } else { '（'.len_utf8() };
            let end = if right.starts_with(')') { 1 } else { '）'.len_utf8() };
            let (before, after) = (part.get(..open).unwrap_or_default(), right.get(end..).unwrap_or_default());
            let inside = part.get(open + begin..close).unwrap_or_default();
            if inside.len() > LONGEST || inside.contains(['\n', '\r']) || goes_on_as_a_file(after) {
                continue;
            }
            let at = |offset: usize| block.start + offset;
            match (begin, end) {
                (1, 1) if is_chinese(before, inside, after) => {
                    let message = both!("汉字旁边用了半角括号", "half-width brackets beside Chinese characters");
                    let help = both!("写成全角的“（）”", "write full-width ones: （ ）");
                    let edit = Some(format!("（{inside}）"));
                    slips.tell(&codes::PUNCTUATION_HALF_WIDTH, at(open)..at(close + 1), (message, help), edit);
                }
                (1, 1) | (3, 3) => {}
                // [甲](x） is a link that was closed wrongly; （(甲） has one too many.
                (1, _) if before.ends_with([']', '（']) || inside.starts_with('（') => {}
                (_, 1) if after.starts_with('）') || inside.ends_with('）') => {}
                (begin, _) => {
                    let (span, wide) = if begin == 1 { (open..open + 1, "（") } else { (close..close + 1, "）") };
                    let message =
                        both!("括号一半是全角，一半是半角", "one bracket is full-width and the other half-width");
                    let help = both!("写成全角的“{wide}”", "write {wide}");
                    let span = at(span.start)..at(span.end);
                    slips.tell(&codes::PUNCTUATION_HALF_WIDTH, span, (message, help), Some(wide.to_owned()));
                }
            }
        }
    }
}

/// The brackets that belong together, of whatever width, in the order of the closing ones. What closes a
/// face, :) and ;), is none.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push(at),
            ')' if matches!(before, ':' | ';' | '：' | '；') => {}
            ')' | '）' => pairs.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
        before = c;
    }
    pairs
}

/// Whether brackets hold Chinese and stand in Chinese: beside it, or alone on their line.
fn is_chinese(before: &str, inside: &str, after: &str) -> bool {
    let first = inside.starts_with(begins);
    let last = inside.ends_with(|c| ends(c) || "。！？…".contains(c));
    let beside = before.ends_with(touches) || after.starts_with(touches);
    let is_mark = |c| matches!(c, ' ' | '\t' | '\u{3000}' | '>' | '#' | '-' | '*' | '+');
    let is_edge = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
    let alone = is_edge(before.trim_end_matches(is_mark).chars().next_back())
        && is_edge(after.trim_start_matches([' ', '\t']).chars().next());
    first && last && (beside || alone) && !inside.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::super::{said, told};
    use super::*;

    const HALF: &str = "punctuation-half-width";

    fn edit(text: &str) -> Option<String> {
        Some(text.into())
    }

    #[test]
    fn half_width_brackets_are_told_as_a_pair() {
        assert_eq!(told("县(区)三级", check), [(HALF, "(区)", edit("（区）"))]);
        assert_eq!(told("(一)在平台", check), [(HALF, "(一)", edit("（一）"))]);
        assert_eq!(told("（见(一)）", check), [(HALF, "(一)", edit("（一）"))]);
        assert_eq!(said("县(区)三级", check), ("汉字旁边用了半角括号".into(), "写成全角的“（）”".into()));
    }

    #[test]
    fn brackets_alone_on_a_line_are_told_where_they_hold_chinese() {
        assert_eq!(told("(图为活动现场。)", check), [(HALF, "(图为活动现场。)", edit("（图为活动现场。）"))]);
        assert_eq!(told("- (图)\n- 二", check), [(HALF, "(图)", edit("（图）"))]);
    }

    #[test]
    fn a_bracket_of_another_width_than_its_partner_is_told_alone() {
        assert_eq!(told("主席（她)说", check), [(HALF, ")", edit("）"))]);
        assert_eq!(told("共(100家）", check), [(HALF, "(", edit("（"))]);
        assert_eq!(said("主席（她)说", check), ("括号一半是全角，一半是半角".into(), "写成全角的“）”".into()));
    }

    #[test]
    fn a_bracket_that_belongs_there_is_not_told() {
        for text in [
            "(1)在平台",
            "名单(100家)",
            "1)在平台（县）",
            "好:)谢谢",
            "（好:）谢谢",
            "（笑了:)）",
            "[甲](乙）丙",
            "见 通知(终稿).docx",
            "通知（终稿).docx",
            "| (服务号) | 1 |",
            "（甲\n乙)",
            "（(甲）",
            "（甲)）",
        ] {
            assert_eq!(told(text, check), [], "{text}");
        }
    }
}
