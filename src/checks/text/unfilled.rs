//! What a text that was drawn up by a form or a chat tool leaves to whoever uses it: XX月XX日, 联系人：XXX, [活动地点].

use super::Slips;
use crate::both;
use crate::checks::codes;
use crate::checks::prose::TARGET;
use crate::letters::is_han;
use crate::scan::first;
use memchr::{memchr_iter, memmem};
use std::ops::Range;

/// What stands before crosses that somebody was to put a name or a number for.
const LABELS: &[&str] =
    &["联系人", "电话", "手机", "姓名", "时间", "日期", "地点", "地址", "单位", "部门", "邮箱", "网址", "金额", "人数"];
/// What brackets ask for.
#[rustfmt::skip]
const ASKED: &[&str] = &[
    "名称", "姓名", "名字", "日期", "时间", "地点", "地址", "单位", "电话", "联系方式", "联系人", "职务", "部门", "人数", "金额", "主题", "数量",
    "具体", "填写", "插入", "此处", "您的", "你的",
];
/// The longest of such brackets, in characters.
const LONGEST: usize = 14;
/// As many crosses stand for a number whatever is before them, and more than these for no part of a date.
const NUMBER: usize = 6;
const PART: usize = 4;

/// What makes of 某 no name that is kept back: 某些, 某种.
const SOME: &[char] = &['些', '种', '个', '项', '类', '一'];

/// Tells of blanks that nobody filled. Crosses in what speaks of 李某 hide what they stand for.
pub(super) fn check(slips: &mut Slips<'_>) {
    let text = slips.text();
    let crosses = crosses(text);
    let is_name = |at: usize| !text[at + "某".len()..].starts_with(SOME);
    let is_anonymous = !crosses.is_empty() && memmem::find_iter(text.as_bytes(), "某").any(is_name);
    let blanks = brackets(text).into_iter().chain(crosses.into_iter().filter(|_| !is_anonymous));
    for span in blanks.collect::<Vec<_>>() {
        let typed = &text[span.clone()];
        let message = both!("“{typed}”还没有填", "“{typed}” is still to be filled");
        let help = both!("换成真的内容；不写的，删去", "write what belongs there, or delete it");
        slips.tell(&codes::UNFILLED, span, (message, help), None);
    }
}

/// Crosses that stand for a part of a date, a number or a name.
fn crosses(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let may_be = |byte: u8, next: u8| (byte == b'X') | (byte == b'x') | is_wide_cross(byte, next);
    let (mut found, mut from): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    while let Some(at) = first(&bytes[from..], may_be).map(|at| from + at) {
        // Of a full-width one the last two bytes are found.
        let start = if text.is_char_boundary(at) { at } else { at.saturating_sub(1) };
        let rest = text.get(start..).unwrap_or_default();
        let end = start + (rest.len() - rest.trim_start_matches(is_cross).len());
        from = end.max(at + 1);
        if start == end || text[..start].ends_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        if let Some(end) = blank_of(text, start..end) {
            match found.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => found.push(start..end),
            }
        }
    }
    found
}

/// Where a blank ends that begins with these crosses, if they are one: with 年, 月 or 日, or with themselves.
fn blank_of(text: &str, run: Range<usize>) -> Option<usize> {
    let (before, behind) = (&text[..run.start], &text[run.end..]);
    let count = text[run.clone()].chars().count();
    let goes_on = |rest: &str| rest.starts_with(|c: char| is_cross(c) || c.is_ascii_digit());
    let unit = behind.chars().next().unwrap_or('\n');
    let rest = behind.get(unit.len_utf8()..).unwrap_or_default();
    let is_part = match unit {
        '年' => goes_on(rest) || before.ends_with("20"),
        '月' => before.ends_with('年') || goes_on(rest),
        '日' => before.ends_with('月'),
        _ => false,
    };
    if is_part && count <= PART {
        return Some(run.end + unit.len_utf8());
    }
    let is_whole = !unit.is_alphanumeric();
    let is_labelled = || {
        let label = before.strip_suffix(['：', ':']).unwrap_or_default();
        count > 1 && LABELS.iter().any(|known| label.ends_with(known))
    };
    (is_whole && (count >= NUMBER || is_labelled())).then_some(run.end)
}

fn is_cross(c: char) -> bool {
    matches!(c, 'X' | 'x' | '×' | 'Ｘ' | 'ｘ')
}

/// Whether these are × or the last two bytes of Ｘ or ｘ.
fn is_wide_cross(byte: u8, next: u8) -> bool {
    ((byte == 0xc3) & (next == 0x97)) | ((byte == 0xbc) & (next == 0xb8)) | ((byte == 0xbd) & (next == 0x98))
}

/// Brackets that say what belongs there: [活动地点], 【此处填写单位】. Those of links, and those before what they are the label
/// of, are none.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let square = memchr_iter(b'[', text.as_bytes()).filter_map(|at| Some((at, inside(&text[at..], '[', ']')?)));
    let here = memmem::find_iter(text.as_bytes(), "此处").filter_map(|at| {
        let open = text[..at].chars().next_back()?;
        let close = [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕')].iter().find(|pair| pair.0 == open)?.1;
        let start = at - open.len_utf8();
        Some((start, inside(&text[start..], open, close)?))
    });
    let asks = |(at, length): &(usize, usize)| {
        let (before, behind) = (&text[..*at], &text[at + length..]);
        let is_asked = ASKED.iter().any(|word| text[*at..at + length].contains(word));
        // Only marks and numbers of items stand before a label on its line, and behind it what it says.
        let of_line = |c: &char| !matches!(c, '\n' | '\r');
        let begins = !before.chars().rev().take_while(of_line).any(char::is_alphabetic);
        let is_label = begins && behind.chars().take_while(of_line).any(char::is_alphanumeric);
        is_asked && !is_label && !behind.starts_with([TARGET, '(', '[', '{', ':'])
    };
    square.chain(here).filter(asks).map(|(at, length)| at..at + length).collect()
}

/// How long brackets are that hold a few words of Chinese.
fn inside(rest: &str, open: char, close: char) -> Option<usize> {
    let inside = rest.strip_prefix(open)?;
    let length = inside.char_indices().take(LONGEST + 1).find(|(_, c)| *c == close)?.0;
    let words = &inside[..length];
    let is_plain = words.chars().all(|c| is_han(c) || matches!(c, '、' | '/' | '（' | '）' | '，'));
    (is_plain && words.chars().count() > 1).then_some(open.len_utf8() + length + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::super::told;
    use super::*;

    fn blanks(text: &str) -> Vec<&str> {
        told(text, check).into_iter().map(|told| told.1).collect()
    }

    #[test]
    fn what_nobody_filled_is_told() {
        for (text, blank) in [
            ("定于2026年XX月XX日举办。", "XX月XX日"),
            ("定于×月×日举办。", "×月×日"),
            ("定于12月ＸＸ日举办。", "ＸＸ日"),
            ("20XX年总结", "XX年"),
            ("联系人：XXX，谢谢。", "XXX"),
            ("电话：0572-XXXXXXXX", "XXXXXXXX"),
            ("在[活动地点]举办。", "[活动地点]"),
            ("感谢您的支持。\n\n[单位名称]\n", "[单位名称]"),
            ("（此处插入图片）", "（此处插入图片）"),
            ("由【此处填写单位】承办。", "【此处填写单位】"),
            ("- 在[活动地点]", "[活动地点]"),
            ("某些单位于XX月XX日报名。", "XX月XX日"),
        ] {
            assert_eq!(blanks(text), [blank], "{text}");
        }
    }

    #[test]
    fn what_is_meant_so_is_not() {
        for text in [
            "2025年×月×日，李某入职某公司。",
            "尺码：XL、XXL，XXXL也有。",
            "300×200 像素，3x4 米，X光检查，Xbox 一台。",
            "[活动地点](a.md)见图。",
            "[时间]3月8日\n\n　　[地点]二楼\n\n1. [时间] 周六\n2. **[地点]** 二楼",
            "[图片][表情]",
            "见[1]和[联系我们]。",
            "此处填写的内容不公开。",
            "`[活动地点]`和`XX月XX日`",
            "××县总工会",
            "max月",
        ] {
            assert_eq!(blanks(text), [""; 0], "{text}");
        }
    }
}
