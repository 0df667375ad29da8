//! Half-width punctuation between Chinese characters, and punctuation that was typed twice.

use super::Slips;
use crate::both;
use crate::checks::codes;
use crate::checks::prose::{brackets, is_han};

/// The half-width signs and the full-width ones.
const WIDE: &[(char, char)] = &[(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！')];
/// What ends a Chinese phrase like a character of it, and what begins one.
const CLOSING: &str = "”’》〉）】」』";
const OPENING: &str = "“‘《〈（【「『";
/// Of these, no two stand side by side.
const SINGLE: &str = "，。、；：";
/// Longer brackets are passed over.
const LONGEST_BRACKETS: usize = 600;

/// Tells of half-width signs and of doubled ones.
pub(super) fn check(slips: &mut Slips<'_>) {
    signs(slips);
    round_brackets(slips);
    doubled(slips);
}

/// , ; : ? ! with Chinese on both sides.
fn signs(slips: &mut Slips<'_>) {
    let mut chars = slips.text().char_indices().peekable();
    let mut before = '\0';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or('\0', |&(_, c)| c);
        let between = ends(before) && begins(after) && (is_han(before) || is_han(after));
        if let Some((half, wide)) = WIDE.iter().find(|(half, _)| *half == c && between) {
            let message = both!("汉字之间用了半角的“{half}”", "half-width {half} between Chinese characters");
            let help = both!("写成“{wide}”", "write {wide}");
            slips.tell(&codes::PUNCTUATION_HALF_WIDTH, at..at + 1, (message, help), Some(wide.to_string()));
        }
        before = c;
    }
}

/// ( ) around Chinese, with Chinese beside it.
fn round_brackets(slips: &mut Slips<'_>) {
    let text = slips.text();
    for block in &slips.prose.blocks {
        for (open, close) in brackets(text.get(block.clone()).unwrap_or_default(), '(', ')') {
            let (open, close) = (block.start + open, block.start + close);
            let inside = text.get(open + 1..close).unwrap_or_default();
            let before = text.get(..open).and_then(|before| before.chars().next_back());
            let after = text.get(close + 1..).and_then(|after| after.chars().next());
            let first = inside.chars().next().is_some_and(begins);
            let last = inside.chars().next_back().is_some_and(ends);
            let beside = before.is_some_and(touches) || after.is_some_and(touches);
            if !(first && last && beside) || inside.contains(['\n', '\r', '\0']) || inside.len() > LONGEST_BRACKETS {
                continue;
            }
            let message = both!("汉字旁边用了半角括号", "half-width brackets beside Chinese characters");
            let help = both!("写成全角的“（）”", "write full-width ones: （ ）");
            slips.tell(&codes::PUNCTUATION_HALF_WIDTH, open..close + 1, (message, help), Some(format!("（{inside}）")));
        }
    }
}

/// ，， and the like. …… and —— are of two halves, ！！ and ？！ are meant.
fn doubled(slips: &mut Slips<'_>) {
    let text = slips.text();
    let is_single = |c: char| SINGLE.contains(c);
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_single)).map(|found| at + found) {
        let rest = &text[start..];
        let run = &rest[..rest.len() - rest.trim_start_matches(is_single).len()];
        at = start + run.len();
        let mut signs = run.chars();
        let (Some(first), count) = (signs.next(), run.chars().count()) else { continue };
        if count < 2 {
            continue;
        }
        let same = signs.all(|sign| sign == first);
        let message = both!("标点“{run}”重复了", "{run}: two punctuation marks where one belongs");
        let help = match (same, first) {
            (true, '。') if count > 2 => both!("省略号写成“……”", "an ellipsis is ……"),
            (true, _) => both!("写成“{first}”", "write {first}"),
            (false, _) => both!("只留一个", "leave one of them"),
        };
        let edit = (same && count == 2).then(|| first.to_string());
        slips.tell(&codes::PUNCTUATION_DOUBLED, start..at, (message, help), edit);
    }
}

fn ends(c: char) -> bool {
    is_han(c) || CLOSING.contains(c)
}

fn begins(c: char) -> bool {
    is_han(c) || OPENING.contains(c)
}

/// Whether a character beside a bracket shows that the text around is Chinese.
fn touches(c: char) -> bool {
    is_han(c) || CLOSING.contains(c) || OPENING.contains(c) || SINGLE.contains(c) || "！？…—".contains(c)
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
    fn a_half_width_sign_between_chinese_is_told_with_its_twin() {
        let text = "新时代,新工会;时间:下午?好!的";
        let all: Vec<_> = told(text, check).into_iter().map(|told| (told.1, told.2)).collect();
        let wide = [(",", edit("，")), (";", edit("；")), (":", edit("：")), ("?", edit("？")), ("!", edit("！"))];
        assert_eq!(all, wide);
        assert_eq!(told("“三步曲”,奏出", check), [(HALF, ",", edit("，"))]);
        assert_eq!(told("石成林说,“好”", check), [(HALF, ",", edit("，"))]);
        assert_eq!(said("新时代,新工会", check), ("汉字之间用了半角的“,”".into(), "写成“，”".into()));
    }

    #[test]
    fn half_width_brackets_are_told_as_a_pair() {
        assert_eq!(told("县(区)三级", check), [(HALF, "(区)", edit("（区）"))]);
        assert_eq!(told("(一)在平台", check), [(HALF, "(一)", edit("（一）"))]);
        assert_eq!(said("县(区)三级", check), ("汉字旁边用了半角括号".into(), "写成全角的“（）”".into()));
    }

    #[test]
    fn a_half_width_sign_that_belongs_there_is_not_told() {
        for text in [
            "共3,000人",
            "比分3:0",
            "9:00开始",
            "见[名单](附件/名,单.xlsx)和`甲,乙`",
            "时间: 下午",
            "https://a.cn/?x,好",
            "(1)在平台",
            "名单(100家)",
            "你好:)谢谢",
            "Word,文档",
            "| 甲 | 乙 |",
            "<b title=\"甲,乙\">丙</b>",
            "!!!",
        ] {
            assert_eq!(told(text, check), [], "{text}");
        }
    }

    #[test]
    fn a_doubled_sign_is_told() {
        let double = "punctuation-doubled";
        assert_eq!(told("好，，的。。", check), [(double, "，，", edit("，")), (double, "。。", edit("。"))]);
        assert_eq!(told("甲、，乙", check), [(double, "、，", None)]);
        assert_eq!(told("甲。。。。。。乙", check), [(double, "。。。。。。", None)]);
        assert_eq!(said("好，，的", check), ("标点“，，”重复了".into(), "写成“，”".into()));
        assert_eq!(said("好。。。的", check).1, "省略号写成“……”");
        assert_eq!(said("好，。的", check).1, "只留一个");
    }

    #[test]
    fn signs_of_two_halves_are_not_doubled() {
        assert_eq!(told("等等……他说——好！！！真的？！“好。”。", check), []);
    }
}
