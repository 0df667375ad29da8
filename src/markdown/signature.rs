//! The signature of a notice: whose it is and of which day, in lines of their own at its end. Below it may stand only
//! what closes an official letter (GB/T 9704): notes, attachments, who gets a copy. Nothing else is taken for one, for
//! it is set apart from the text: whatever is in doubt stays what it is.

use super::item::item;
use super::lines;
use crate::letters::is_han;
use crate::when::{self, Date};
use std::ops::Range;

/// What the names of units end with.
#[rustfmt::skip]
pub(super) const UNITS: &[&str] = &[
    "工会", "委员会", "委会", "协会", "联合会", "学会", "商会", "理事会", "基金会", "妇联", "工委", "党委", "党组",
    "团委", "纪委", "总支", "部", "办公室", "公司", "集团", "银行", "中心", "学校", "小学", "中学", "大学", "幼儿园", "政府",
    "局", "厅", "处", "科", "院", "社", "社区", "街道", "站", "厂", "馆", "宫", "小组", "工作组",
];

/// How long the name of a unit may be, in characters; and how many may sign together.
const LONGEST: std::ops::RangeInclusive<usize> = 3..=30;
const MOST: usize = 6;

/// A day of a year that has every day there is.
const ANY: Date = Date::constant(2000, 1, 1);

/// How long a date may be, in bytes: 二〇二六年十二月三十一日.
const DATE: usize = 45;

/// With what the paragraphs below a signature begin, and what a list of attachments goes on with.
#[rustfmt::skip]
const CLOSING: &[&str] = &["附件", "附：", "附:", "附注", "抄送", "抄报", "主送", "印发", "联系人", "联系电话", "联系方式"];
const LISTED: &[char] = &['-', '*', '+', '|', '[', '!', '（', '('];

/// Blanks as people who come from web pages type them.
const ENTITIES: [&str; 3] = ["&nbsp;", "&emsp;", "&ensp;"];

/// The lines of the signature that a body ends with, without the blanks around them; none where it has none. Units
/// stand above the date: all of them right above it, or each a paragraph of its own.
pub(super) fn lines(body: &str) -> Vec<Range<usize>> {
    find(body).unwrap_or_default()
}

fn find(body: &str) -> Option<Vec<Range<usize>>> {
    let mut from_below = from_below(&body[..above_closing(body)]);
    let date = from_below.find(|line| !line.is_empty())?;
    let has_year = is_date(&body[date.clone()], None);
    if !has_year && !is_date(&body[date.clone()], Some(ANY)) {
        return None;
    }
    let mut found = vec![date];
    // Whether there is an empty line between units and date; and right below what is above the signature.
    let (mut apart, mut free) = (false, false);
    let above = loop {
        let line = from_below.next()?;
        if line.is_empty() {
            apart |= found.len() == 1;
            free = true;
        } else if free && !apart || !is_unit(&body[line.clone()]) {
            break &body[line];
        } else {
            found.push(line);
            free = false;
        }
    };
    let told_of = above.ends_with(['：', ':']) || above.starts_with('#');
    // Nor does the last item of a list go on, or what is attached.
    let listed = above.starts_with("附件") || lines::number(above).is_some() || item(above).is_some();
    let over = listed || above.ends_with(['。', '！', '？', '）', '”', '」']);
    found.reverse();
    // A day without a year may be one that the text speaks of, unless the text is over.
    (!told_of && (has_year && (free || is_labelled(above)) || over) && (2..=MOST + 1).contains(&found.len()))
        .then_some(found)
}

/// Whether a line is a label and what it names, 电话：0572-6023351. One that names a unit may go on with the next.
fn is_labelled(line: &str) -> bool {
    let names_unit = || line.split(['：', ':']).next_back().is_some_and(|named| is_unit(named.trim()));
    (lines::is_label(line) || lines::is_short_label(line)) && !lines::goes_on(line) && !names_unit()
}

/// The lines of a text from its last one on, without the blanks around them.
fn from_below(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut below = Some(text.len());
    std::iter::from_fn(move || {
        let end = below?;
        let above = text[..end].rfind(['\n', '\r']);
        below = above.map(|at| if text[..=at].ends_with("\r\n") { at - 1 } else { at });
        Some(bare(text, above.map_or(0, |at| at + 1)..end))
    })
}

/// Where the paragraphs begin that close a letter below its signature; the end of a body that has none. What an
/// attachment or a note is followed by belongs to it.
fn above_closing(body: &str) -> usize {
    let mut above = body.len();
    let mut paragraph: Option<Range<usize>> = None;
    for line in from_below(body) {
        if !line.is_empty() {
            paragraph = Some(line.start..paragraph.map_or(line.end, |below| below.end));
        } else if let Some(paragraph) = paragraph.take() {
            match &body[paragraph.clone()] {
                words if is_closing(words) => above = paragraph.start,
                words if !is_listed(words) => break,
                _ => {}
            }
        }
    }
    above
}

/// Whether a paragraph closes a letter: 附件：1.报名表, （此件公开发布）, 某县总工会办公室 2026年3月1日印发.
fn is_closing(paragraph: &str) -> bool {
    let words = paragraph.trim_start_matches(['#', '*', ' ']);
    let is_note = words.starts_with(['（', '(']) && words.ends_with(['）', ')']) && words.chars().nth(3).is_some();
    let is_named = CLOSING.iter().any(|word| words.starts_with(word)) || words.ends_with("印发");
    is_note || is_named && !ends_signed(paragraph)
}

/// Whether a line closes a letter, with the one that stands above it: （此件公开发布） below a date, or who printed it.
pub(super) fn closes(above: &str, line: &str) -> bool {
    is_printed(line) || is_closing(line) && is_date(above.trim(), None)
}

/// 某县总工会办公室　2026年3月1日印发
fn is_printed(line: &str) -> bool {
    let signed = line.trim().strip_suffix("印发").and_then(|signed| signed.trim_end().rsplit_once(char::is_whitespace));
    signed.is_some_and(|(unit, date)| are_signed(unit.trim(), date))
}

/// Whether a paragraph ends with a unit and a date: what is attached was named above the signature.
fn ends_signed(paragraph: &str) -> bool {
    let mut from_below = from_below(paragraph).map(|line| &paragraph[line]);
    let (date, unit) = (from_below.next(), from_below.next());
    date.zip(unit).is_some_and(|(date, unit)| are_signed(unit, date))
}

fn is_listed(paragraph: &str) -> bool {
    paragraph.starts_with(LISTED) || paragraph.starts_with(|c: char| c.is_ascii_digit())
}

/// A line without the blanks around it.
fn bare(body: &str, line: Range<usize>) -> Range<usize> {
    let typed = &body[line.clone()];
    let mut rest = typed.trim_start();
    while let Some(after) = ENTITIES.iter().find_map(|blank| rest.strip_prefix(blank)) {
        rest = after.trim_start();
    }
    let start = line.end - rest.len();
    start..start + rest.trim_end_matches(|c: char| c.is_whitespace() || c == '\\').len()
}

/// Whether two lines are a unit and a date, whatever stands above and below them.
pub(super) fn are_signed(unit: &str, date: &str) -> bool {
    is_unit(unit) && is_date(date, None)
}

/// Whether a line is a day, if it may lack the year of a day in this one.
fn is_date(line: &str, year: Option<Date>) -> bool {
    // Most lines are none, and the last one of every body is asked about.
    let may_be = line.len() <= DATE && line.starts_with(|c| when::is_of_a_number(c) || matches!(c, '（' | '('));
    let is_day = || when::parse(line, year).is_ok_and(|when| !when.is_precise());
    may_be && is_day() && (year.is_none() || line.contains('月'))
}

/// Whether a line is the name of a unit, or of some with 、 or spaces between them: 某县总工会（章）.
pub(super) fn is_unit(line: &str) -> bool {
    names_unit(line, UNITS)
}

/// Whether a line is a name that ends with one of these.
pub(super) fn names_unit(line: &str, ends: &[&str]) -> bool {
    let between = |c: char| matches!(c, ' ' | '\u{3000}' | '、' | '·' | '（' | '）' | '(' | ')' | '“' | '”');
    let name = line.strip_suffix(['）', ')']).and_then(|inside| inside.rsplit_once(['（', '(']));
    let name = name.map_or(line, |(name, _)| name).trim_end();
    LONGEST.contains(&line.chars().count())
        && line.starts_with(is_han)
        && line.chars().all(|c| c.is_alphanumeric() || between(c))
        && !line.contains(['请', '到'])
        && ends.iter().any(|unit| name.ends_with(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<&str> {
        lines(body).into_iter().map(|line| &body[line]).collect()
    }

    #[test]
    fn units_and_a_date_at_the_end_are_a_signature() {
        for (body, signature) in [
            ("一。\n\n某县总工会\n2026年3月1日", &["某县总工会", "2026年3月1日"][..]),
            ("一。\r\n\r\n某县总工会\r\n\r\n2026-03-01\r\n", &["某县总工会", "2026-03-01"]),
            ("一。\r\r某县总工会\r2026年3月1日\r", &["某县总工会", "2026年3月1日"]),
            ("一。\n\n　　　　某县总工会　\n　　　　二〇二六年三月一日\n\n", &["某县总工会", "二〇二六年三月一日"]),
            ("一。\n\n某县总工会  \n某县教育局\\\n2026年3月1日", &["某县总工会", "某县教育局", "2026年3月1日"]),
            ("一。\n\n某县总工会\n\n某县教育局\n\n2026年3月1日", &["某县总工会", "某县教育局", "2026年3月1日"]),
            ("一。\n某县总工会办公室（章）\n2026年3月1日", &["某县总工会办公室（章）", "2026年3月1日"]),
            ("一\n\n&emsp;&emsp;某县总工会\n&nbsp; 2026年3月1日", &["某县总工会", "2026年3月1日"]),
            ("附件：1. 报名表\n某县总工会\n2026年3月1日", &["某县总工会", "2026年3月1日"]),
            ("一。\n电话：0572-6023351\n某县总工会\n2026年3月1日", &["某县总工会", "2026年3月1日"]),
            ("注：以公告为准\n某县总工会\n2026年3月1日", &["某县总工会", "2026年3月1日"]),
            ("1. 甲\n2. 乙\n某县总工会\n2026年3月1日", &["某县总工会", "2026年3月1日"]),
            ("甲公司\n\n某县总工会\n2026年3月1日", &["某县总工会", "2026年3月1日"]),
            ("一。\n\n某县总工会\n3月1日", &["某县总工会", "3月1日"]),
            ("一。\n\n中共某县总工会党组\n2026年3月1日", &["中共某县总工会党组", "2026年3月1日"]),
        ] {
            assert_eq!(found(body), signature, "{body}");
        }
    }

    #[test]
    fn what_closes_a_letter_may_stand_below() {
        for closing in [
            "附件：1.报名表",
            "附件：\n1.报名表\n2.名单",
            "**附件：**\n\n1. [报名表](a.docx)\n2. 名单",
            "## 附件\n\n- 报名表",
            "附件：名额分配表\n\n| 单位 | 名额 |\n|---|---|\n| 甲 | 1 |",
            "（此件公开发布）",
            "（联系人：张三；电话：6023351）\r\n\r\n抄送：县委办公室。",
            "联系人：张三",
            "（此件公开发布）\n\n附件：报名表\n\n抄送：县委办公室。\n\n某县总工会办公室　2026年3月2日印发",
        ] {
            let body = format!("一。\n\n某县总工会\n2026年3月1日\n\n{closing}\n");
            assert_eq!(found(&body), ["某县总工会", "2026年3月1日"], "{body}");
        }
    }

    #[test]
    fn what_closes_a_letter_is_a_line() {
        for (above, line) in [
            ("抄送：县委组织部", "某县总工会办公室　　2026年3月12日印发"),
            ("抄送：县委组织部", "某县总工会办公室 2026年3月12日 印发"),
            ("2026年3月12日", "（此件公开发布）"),
            ("2026年3月12日", "附件：1.报名表"),
            ("2026年3月12日", "抄送：县委组织部"),
        ] {
            assert!(closes(above, line), "{line}");
        }
        for (above, line) in [
            ("县总工会的办法于", "2026年3月12日印发"),
            ("县总工会的办法", "由某县总工会于 2026年3月12日印发"),
            ("会议定于2026年3月12日", "（周四）"),
            ("会议定于2026年3月12日", "（此件公开发布）"),
            ("2026年3月12日", "（周四）上午"),
            ("2026年3月12日", "县总工会召开会议"),
        ] {
            assert!(!closes(above, line), "{line}");
        }
    }

    #[test]
    fn nothing_else_is_taken_for_one() {
        for body in [
            "",
            "2026年3月1日",
            "某县总工会\n2026年3月1日",
            "一。\n\n2026年3月1日",
            "一。\n\n某县总工会",
            "一。\n\n某县总工会\n2026年3月1日起",
            "一。\n\n某县总工会\n2026年3月1日9:00",
            "时间地点\n\n县图书馆\n3月1日",
            "一。\n\n某县总工会\n3.1",
            "一。\n\n某县总工会 2026年3月1日",
            "一。\n\n某县总工会\n2026年3月1日\n\n二。",
            "一。\n\n某县总工会\n2026年3月1日\n\n二。\n\n附件：报名表",
            "一。\n\n某县总工会\n2026年3月1日\n\n1. 登记\n2. 领票",
            "一。\n\n某县总工会\n2026年3月1日\n\n（一）登记",
            "一。\n\n某县总工会\n2026年3月1日\n\n（一）",
            "一。\n\n某县总工会\n2026年3月1日\n附件：报名表",
            "一。\n\n某县总工会。\n2026年3月1日",
            "一。\n\n主办：某县总工会\n2026年3月1日",
            "一。\n\n- 某县总工会\n- 2026年3月1日",
            "一。\n\n| 某县总工会 |\n| 2026年3月1日 |",
            "主办单位：\n\n某县总工会\n2026年3月1日",
            "## 主办\n\n某县总工会\n2026年3月1日",
            "表送到\n某县总工会\n2026年3月1日",
            "主办：某县文化馆\n某县总工会\n2026年3月1日",
            "承办：某县文化馆、\n某县总工会\n2026年3月1日",
            "主讲：王芳\n某县文化馆\n3月1日",
            "一。\n\n请送某县总工会\n2026年3月1日",
            "一。\n\n王女士\n2026年3月1日",
            "一。\n\n甲学校\n\n乙学校\n\n丙学校\n\n丁学校\n\n戊学校\n\n己学校\n\n庚学校\n\n2026年3月1日",
        ] {
            assert_eq!(found(body), [""; 0], "{body}");
        }
    }
}
