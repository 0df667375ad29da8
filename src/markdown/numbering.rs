//! The numbers that people put before a line: `第一条`, `一、`, `（一）`, `1.`, `①`; and the signs that stand for one.

use super::cjk::{is_han, is_shared_mark};

/// Which step of a text a number stands for, the highest first: those of GB/T 9704-2012, 7.3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// `第一条`, `一、`
    Chapter,
    /// `（一）`
    Section,
    /// `1.`, `1、`, `1）`
    Point,
    /// `（1）`, `①`, `★`
    Part,
}

/// The number of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number<'a> {
    pub step: Step,
    /// Whether it is the first of its kind: `（一）`.
    pub first: bool,
    /// Whether it ends with a bracket that it does not begin with: `1）`.
    pub closes: bool,
    /// What stands behind it.
    pub text: &'a str,
}

impl<'a> Number<'a> {
    /// The number that a line begins with. Numbers that stand in a sentence are none: `一、二等奖`, `1.5万元`, `（二）项`,
    /// `第三条规定`.
    pub fn of(line: &'a str) -> Option<Number<'a>> {
        let number = of_articles(line).or_else(|| in_brackets(line)).or_else(|| before_a_mark(line));
        number.or_else(|| sign(line)).filter(|number| !is_mentioned(number.text))
    }
}

/// The longest number, in characters: 二十三, 一百二十三.
const LONGEST: usize = 3;
const LONGEST_ARTICLE: usize = 5;

const FIRST: &[&str] = &["一", "1", "１"];

/// `第一条　为了…`, `第二章 附则`: without a blank behind it, 第三条规定 goes on.
fn of_articles(line: &str) -> Option<Number<'_>> {
    let inside = line.strip_prefix('第')?;
    let digit = |c: char| is_chinese_digit(c) || is_digit(c) || matches!(c, '百' | '零' | '〇');
    let (number, rest) = number(inside, LONGEST_ARTICLE, digit)?;
    let text = rest.strip_prefix(['编', '章', '节', '条', '款'])?;
    let is_apart = text.is_empty() || text.starts_with(char::is_whitespace);
    let goes_on = text.trim_start_matches(BLANKS).starts_with(['第', '规']);
    let first = FIRST.contains(&number);
    (is_apart && !goes_on).then_some(Number { step: Step::Chapter, first, closes: false, text })
}

/// `（一）`, `(2)`
fn in_brackets(line: &str) -> Option<Number<'_>> {
    let inside = line.strip_prefix(['（', '('])?;
    let (number, rest) = number(inside, LONGEST, |c| is_chinese_digit(c) || is_digit(c))?;
    let text = rest.strip_prefix(['）', ')'])?;
    let step = if number.starts_with(is_chinese_digit) { Step::Section } else { Step::Part };
    Some(Number { step, first: FIRST.contains(&number), closes: false, text })
}

/// `一、`, `一．`, `1、`, `1.`, `1）`
fn before_a_mark(line: &str) -> Option<Number<'_>> {
    let chinese = line.starts_with(is_chinese_digit);
    let (number, rest) = number(line, LONGEST, if chinese { is_chinese_digit } else { is_digit })?;
    let mark = rest.chars().next().filter(|c| matches!(c, '、' | '.' | '．' | '）' | ')'))?;
    let text = &rest[mark.len_utf8()..];
    let after = text.trim_start_matches(|c| is_chinese_digit(c) || is_digit(c));
    let is_point = matches!(mark, '.' | '．');
    let counts = after.len() < text.len() && after.starts_with(RANKED);
    // 1.5万元; and `14. The doors` is a list, or none.
    if counts
        || is_point && (text.starts_with(is_digit) || !text.trim_start_matches(BLANKS).starts_with(begins_chinese))
    {
        return None;
    }
    let closes = matches!(mark, '）' | ')');
    let step = match (chinese, closes) {
        (true, false) => Step::Chapter,
        (true, true) => Step::Section,
        (false, _) => Step::Point,
    };
    Some(Number { step, first: FIRST.contains(&number), closes, text })
}

/// `①`, `⑴`, `⒈`, `㈠`, `❶`, or `★` and its like before text.
fn sign(line: &str) -> Option<Number<'_>> {
    let sign = line.chars().next()?;
    let text = line[sign.len_utf8()..].trim_start_matches(['\u{fe0e}', '\u{fe0f}']);
    // 五★级
    let is_sign = is_ornament(sign)
        && !text.starts_with('级')
        && text.trim_start_matches(BLANKS).starts_with(char::is_alphanumeric);
    let first = matches!(sign, '①' | '⑴' | '⒈' | '㈠' | '❶');
    (is_number(sign) || is_sign).then_some(Number { step: Step::Part, first, closes: false, text })
}

/// The digits that a text begins with and what follows, if they are no more than so many.
fn number(text: &str, most: usize, digit: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let (end, _) = text.char_indices().take(most + 2).find(|&(_, c)| !digit(c)).unwrap_or((text.len(), ' '));
    let (number, rest) = text.split_at(end);
    (1..=most).contains(&number.chars().take(most + 1).count()).then_some((number, rest))
}

/// Whether what stands behind a number is the middle of a sentence: （二）项, ①和②.
fn is_mentioned(text: &str) -> bool {
    let number = |c: char| matches!(c, '（' | '(') || is_number(c);
    text.starts_with(['、', '，', '。', '；', '的', '项', '条', '款', '或', '至'])
        || text.strip_prefix(['和', '与', '及']).is_some_and(|rest| rest.starts_with(number))
}

/// A character that is a number with its mark.
fn is_number(c: char) -> bool {
    matches!(c, '①'..='⒛' | '⓪'..='⓾' | '❶'..='➓' | '㈠'..='㈩' | '㉑'..='㉟' | '㊀'..='㊉' | '㊱'..='㊿')
}

/// What people put before lines in the place of a number.
fn is_ornament(c: char) -> bool {
    matches!(c, '※' | '→' | '⇒' | '☀'..='❵' | '➔'..='➾' | '⭐' | '\u{1f300}'..='\u{1faff}')
}

/// What stands behind several numbers: 一、二等奖.
const RANKED: &[char] = &['、', '等', '号', '组', '楼', '名', '届', '期', '班', '季', '线', '类', '级'];

const BLANKS: &[char] = &[' ', '\t', '\u{a0}', '\u{3000}'];

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_chinese_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

fn begins_chinese(c: char) -> bool {
    is_han(c) || is_shared_mark(c) || matches!(c, '《' | '〈' | '（' | '【' | '「' | '『' | '*' | '[')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Step, bool)> {
        Number::of(line).map(|number| (number.step, number.first))
    }

    #[test]
    fn numbers_are_known_with_their_steps() {
        for (step, lines) in [
            (
                Step::Chapter,
                &["一、总则", "十二、附则", "一．总则", "一.总则", "第一条　为了", "第十二章 附则", "第二节"][..],
            ),
            (Step::Section, &["（一）甲", "(二)乙", "二）乙"]),
            (
                Step::Point,
                &["1、甲", "1.甲", "1．甲", "1. 甲", "１．甲", "12、甲", "1）甲", "1)甲", "2.“甲”", "3. **甲**"],
            ),
            (Step::Part, &["（1）甲", "①甲", "⑴甲", "⒈甲", "㈠甲", "❶甲", "★限100名", "✅ 免费", "☎️ 电话", "🎁礼品"]),
        ] {
            for line in lines {
                assert_eq!(read(line).map(|(step, _)| step), Some(step), "{line}");
            }
        }
        assert_eq!([read("（一）甲"), read("（十一）甲")], [Some((Step::Section, true)), Some((Step::Section, false))]);
    }

    #[test]
    fn numbers_of_a_sentence_are_none() {
        for line in [
            "一、二等奖各一名",
            "一．二等奖",
            "1、2号楼",
            "14. The doors",
            "1.5万元",
            "１．５万元",
            "3.8妇女节",
            "2026.3月起",
            "（含一人）",
            "（2026）12号",
            "（二）项所列",
            "①和②",
            "1），请准时",
            "10元",
            "一等奖",
            "第三条规定",
            "第三条 第二款的",
            "第三条 规定",
            "第一条的要求",
            "第一节课",
            "第一条，",
            "★★★★级景区",
            "★级景区",
            "★",
            "→",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
