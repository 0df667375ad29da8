//! The numbers that people put before a line: `第一条`, `一、`, `（一）`, `1.`, `①`; and the signs that stand for one.

use super::cjk::{SPACES, is_shared_mark};
use crate::letters::{self, half_width, is_digit, is_han, is_line_numeral, is_of_articles};

/// Which step of a text a number stands for, the highest first: those of GB/T 9704-2012, 7.3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// `第一条`, `一、`
    Chapter,
    /// `（一）`
    Section,
    /// `1.`, `1、`, `1）`
    Point,
    /// `（1）`, `①`, `★`, `A.`
    Part,
}

/// The number of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number<'a> {
    pub step: Step,
    /// Which one it is: 1 for `（一）`, 0 for a sign that stands for any.
    pub value: u32,
    /// Whether it ends with a bracket that it does not begin with: `1）`.
    pub closes: bool,
    /// What stands behind it.
    pub text: &'a str,
    /// Whether it may stand in a sentence as well: `一、二等奖`, `1.5月`, `（二）项`.
    doubtful: bool,
}

impl<'a> Number<'a> {
    /// The number that a line begins with. What may stand in a sentence is none: `一、二等奖`, `1.5万元`, `（二）项`,
    /// `第三条规定`.
    pub fn of(line: &'a str) -> Option<Number<'a>> {
        Number::read(line).filter(|number| !number.doubtful)
    }

    /// Whether a line with this number may end a list that it stands right below; `sectioned` is whether items of the
    /// list have numbered lines of their own.
    pub fn may_end_a_list(&self, sectioned: bool) -> bool {
        self.step == Step::Chapter || self.value != 1 && !sectioned
    }

    /// The number that a line may begin with.
    fn read(line: &'a str) -> Option<Number<'a>> {
        of_articles(line)
            .or_else(|| in_brackets(line))
            .or_else(|| before_a_tab(line))
            .or_else(|| before_a_mark(line))
            .or_else(|| letter(line))
            .or_else(|| of_old(line))
            .or_else(|| on_a_key(line))
            .or_else(|| sign(line))
    }
}

/// Whether the number of a line is the next after that of another. Then both are numbers, whatever stands behind them.
pub(super) fn follow(above: &str, below: &str) -> bool {
    let numbers = || Number::read(above).zip(Number::read(below));
    numbers()
        .is_some_and(|(above, below)| above.step == below.step && above.value > 0 && above.value + 1 == below.value)
}

/// The longest number, in characters: 二十三, 一百二十三.
const LONGEST: usize = 3;
const LONGEST_ARTICLE: usize = 5;
/// And of an outline, in bytes: 10.11.12.13
const LONGEST_OUTLINE: usize = 11;

/// `第一条　为了…`, `第二章 附则`: without a blank behind it, 第三条规定 goes on.
fn of_articles(line: &str) -> Option<Number<'_>> {
    let inside = line.strip_prefix('第')?;
    let (number, rest) = number(inside, LONGEST_ARTICLE, is_of_articles)?;
    let text = rest.strip_prefix(['编', '章', '节', '条', '款'])?;
    let is_apart = text.is_empty() || text.starts_with(char::is_whitespace);
    let goes_on = text.trim_start_matches(SPACES).starts_with(['第', '规']);
    let value = value(number);
    (is_apart && !goes_on).then_some(Number { step: Step::Chapter, value, closes: false, text, doubtful: false })
}

/// `（一）`, `(2)`; and `[1]`, with which a sentence may go on as well.
fn in_brackets(line: &str) -> Option<Number<'_>> {
    let inside = line.strip_prefix(['（', '(', '[', '［'])?;
    let (number, rest) = number(inside, LONGEST, |c| is_line_numeral(c) || is_digit(c))?;
    let is_source = !line.starts_with(['（', '(']);
    let text = rest.strip_prefix(if is_source { [']', '］'] } else { ['）', ')'] })?;
    let step = if number.starts_with(is_line_numeral) { Step::Section } else { Step::Part };
    Some(Number { step, value: value(number), closes: false, text, doubtful: is_source || is_mentioned(text) })
}

/// `一、`, `一．`, `1、`, `1.`, `1）`
fn before_a_mark(line: &str) -> Option<Number<'_>> {
    let chinese = line.starts_with(is_line_numeral);
    let digit = if chinese { is_line_numeral } else { is_digit };
    let (number, rest) = number(line, LONGEST, digit)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '、' | '.' | '．' | '）' | ')'))?;
    let text = &rest[mark.len_utf8()..];
    let is_decimal = matches!(mark, '.' | '．') && text.starts_with(is_digit);
    // `14. The doors` is a list, or none.
    if matches!(mark, '.' | '．') && !is_decimal && !text.trim_start_matches(SPACES).starts_with(may_begin_chinese) {
        return None;
    }
    let counted = text.trim_start_matches(is_digit);
    let is_year = counted.starts_with('年') && text.len() - counted.len() == "2026".len();
    if is_decimal && !is_year && !counted.starts_with(WHOLE) {
        return None;
    }
    let closes = matches!(mark, '）' | ')');
    let step = match (chinese, closes) {
        (true, false) => Step::Chapter,
        (true, true) => Step::Section,
        (false, _) => Step::Point,
    };
    let value = value(number);
    let doubtful = is_decimal && !is_year || ends_clause(text) || are_ranked(value, text, digit);
    Some(Number { step, value, closes, text, doubtful })
}

/// `1.1⇥原则`, `2.1.3⇥台账`: behind a tab stands what a text processor counted.
fn before_a_tab(line: &str) -> Option<Number<'_>> {
    let end = line.bytes().take(LONGEST_OUTLINE + 1).position(|b| !b.is_ascii_digit() && b != b'.')?;
    let (number, text) = (&line[..end], line[end..].strip_prefix('\t')?);
    let (_, last) = number.rsplit_once('.')?;
    let is_whole = number.split('.').all(|part| (1..=2).contains(&part.len()));
    is_whole.then_some(Number { step: Step::Part, value: value(last), closes: false, text, doubtful: false })
}

/// `A.`, `A、`, `（A）`: a sentence may begin with one too, but has no tab there.
fn letter(line: &str) -> Option<Number<'_>> {
    let inside = line.strip_prefix(['（', '(']);
    let lettered = inside.unwrap_or(line);
    let typed = lettered.chars().next()?;
    let letter = Some(half_width(typed).to_ascii_uppercase()).filter(char::is_ascii_uppercase)?;
    let marks: &[char] = if inside.is_some() { &['）', ')'] } else { &['、', '.', '．', '）', ')'] };
    let text = lettered[typed.len_utf8()..].strip_prefix(marks)?;
    let is_chinese = text.trim_start_matches(SPACES).starts_with(|c| may_begin_chinese(c) || is_digit(c));
    let value = u32::from(letter) - u32::from('A') + 1;
    let doubtful = !text.starts_with('\t');
    is_chinese.then_some(Number { step: Step::Part, value, closes: false, text, doubtful })
}

/// `甲、`, `壹、`: a sentence may begin with one too, `甲、乙双方`.
fn of_old(line: &str) -> Option<Number<'_>> {
    let sign = line.chars().next()?;
    let text = line[sign.len_utf8()..].strip_prefix('、')?;
    let at = OLD.iter().find_map(|signs| signs.chars().position(|c| c == sign))?;
    Some(Number { step: Step::Chapter, value: at as u32 + 1, closes: false, text, doubtful: true })
}

/// `①`, `⑴`, `⒈`, `㈠`, `❶`, or `★` and its like before text.
fn sign(line: &str) -> Option<Number<'_>> {
    let sign = line.chars().next()?;
    let behind = &line[sign.len_utf8()..];
    let text = behind.trim_start_matches(['\u{fe0e}', '\u{fe0f}']);
    let is_drawn = !sign.is_alphanumeric() && behind.starts_with('\u{fe0f}');
    // 五★级
    let is_sign = (is_ornament(sign) || is_drawn)
        && !text.starts_with('级')
        && text.trim_start_matches(SPACES).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '【' | '〖'));
    let value = if is_number(sign) { value_of_sign(sign) } else { 0 };
    let doubtful = is_mentioned(text);
    (is_number(sign) || is_sign).then_some(Number { step: Step::Part, value, closes: false, text, doubtful })
}

/// `1️⃣`, but not 1️⃣2️⃣
fn on_a_key(line: &str) -> Option<Number<'_>> {
    let (number, rest) = number(line, 1, |c| c.is_ascii_digit())?;
    let text = rest.strip_prefix('\u{fe0f}').unwrap_or(rest).strip_prefix('\u{20e3}')?;
    let is_alone = !text.starts_with(is_digit);
    is_alone.then_some(Number { step: Step::Part, value: value(number), closes: false, text, doubtful: false })
}

/// The digits that a text begins with and what follows, if they are no more than so many.
pub(super) fn number(text: &str, most: usize, digit: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let (end, _) = text.char_indices().take(most + 2).find(|&(_, c)| !digit(c)).unwrap_or((text.len(), ' '));
    let (number, rest) = text.split_at(end);
    (1..=most).contains(&number.chars().take(most + 1).count()).then_some((number, rest))
}

/// Which number some digits say, 0 for none.
pub(super) fn value(digits: &str) -> u32 {
    letters::number(digits).unwrap_or(0)
}

/// Which number a sign says: 2 for `②`.
fn value_of_sign(sign: char) -> u32 {
    let first = ['①', '⑴', '⒈', '❶', '㈠', '㊀'].into_iter().rfind(|&first| first <= sign);
    first.map_or(0, |first| u32::from(sign) - u32::from(first) + 1)
}

/// Whether a text goes on with a clause, or ends one: what stands before it is no number of a line.
fn ends_clause(text: &str) -> bool {
    text.starts_with(['、', '，', '。', '；'])
}

/// Whether what stands behind a number in brackets is the middle of a sentence: （二）项, ①和②. 项目 and 的确 begin one.
fn is_mentioned(text: &str) -> bool {
    let number = |c: char| matches!(c, '（' | '(') || is_number(c);
    let begins = |rest: &str| rest.starts_with(['目', '件', '款', '例', '文', '式', '项', '确']);
    ends_clause(text)
        || text.strip_prefix(['项', '条', '款', '的']).is_some_and(|rest| !begins(rest))
        || text.strip_prefix(['和', '与', '及', '或', '至']).is_some_and(|rest| rest.starts_with(number))
}

/// Whether a number goes on with the next one, and what both are of: 一、二等奖. 一、一等奖 is a number and its prize.
fn are_ranked(value: u32, text: &str, digit: fn(char) -> bool) -> bool {
    number(text, LONGEST, digit).is_some_and(|(next, rest)| {
        rest.starts_with(RANKED) && (rest.starts_with('、') || self::value(next) == value + 1)
    })
}

/// A character that is a number with its mark.
fn is_number(c: char) -> bool {
    matches!(c, '①'..='⒛' | '⓪'..='⓾' | '❶'..='➓' | '㈠'..='㈩' | '㉑'..='㉟' | '㊀'..='㊉' | '㊱'..='㊿')
}

/// What people put before lines in the place of a number.
fn is_ornament(c: char) -> bool {
    matches!(c, '※' | '→' | '⇒' | '⌚' | '⌛' | '⏩'..='⏺' | '☀'..='❵' | '➔'..='➾' | '⭐' | '\u{1f300}'..='\u{1faff}')
}

/// What no part of a number stands before: behind `1.5` it says that 1 may be the number of the line.
const WHOLE: &[char] = &['月', '日', '名'];

/// What stands behind several numbers: 一、二等奖.
const RANKED: &[char] = &['、', '等', '号', '组', '楼', '名', '届', '期', '班', '季', '线', '类', '级'];

/// What was counted with before: the heavenly stems, and the digits of deeds.
const OLD: [&str; 2] = ["甲乙丙丁戊己庚辛壬癸", "壹贰叁肆伍陆柒捌玖拾"];

fn may_begin_chinese(c: char) -> bool {
    is_han(c) || is_shared_mark(c) || matches!(c, '《' | '〈' | '（' | '【' | '「' | '『' | '*' | '[')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Step, u32)> {
        Number::of(line).map(|number| (number.step, number.value))
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
            (
                Step::Part,
                &[
                    "（1）甲",
                    "①甲",
                    "⑴甲",
                    "⒈甲",
                    "㈠甲",
                    "❶甲",
                    "★限100名",
                    "1.1\t原则",
                    "2.1.3\t台账",
                    "a)\t台账",
                    "✅ 免费",
                    "☎️ 电话",
                    "🎁礼品",
                    "⏰时间：",
                    "⏳ 倒计时",
                ],
            ),
        ] {
            for line in lines {
                assert_eq!(read(line).map(|(step, _)| step), Some(step), "{line}");
            }
        }
        assert_eq!([read("（一）甲"), read("（十一）甲")], [Some((Step::Section, 1)), Some((Step::Section, 11))]);
    }

    #[test]
    fn what_stands_behind_a_number_may_begin_like_a_sentence_goes_on() {
        for line in [
            "一、项目名称",
            "二、条件",
            "1、条款",
            "（一）至少配备1人",
            "（二）条件",
            "（三）款项",
            "（四）的确",
            "①项目",
            "一、一等奖（1名）",
            "一、一线职工",
            "三、三级网络",
            "二、2号楼",
            "1、3名专职干部",
            "2、2号楼改造",
            "1.2026年预算",
        ] {
            assert!(read(line).is_some(), "{line}");
        }
    }

    #[test]
    fn lines_whose_numbers_follow_each_other_are_numbered() {
        for (above, below) in [
            ("1.5月底前完成", "2.6月底前完成"),
            ("一、二线职工", "二、三线职工"),
            ("（一）、报名", "（二）、领票"),
            ("①、报名", "②、领票"),
            ("十九、总则", "二十、附则"),
            ("第九十九条　甲", "第一百条　乙"),
            ("1.登记", "2.领票"),
            ("A. 机关事业单位", "B. 国有企业"),
            ("a、2000元以下", "b、3000元"),
            ("（A）甲", "（B）乙"),
            ("甲、登记", "乙、领票"),
            ("壹、总则", "贰、附则"),
            ("[1] 《工会法》", "[2] 《工会章程》"),
        ] {
            assert!(follow(above, below), "{above}/{below}");
        }
        for (above, below) in [
            ("1.5万元", "2.5万元"),
            ("一、二等奖", "一、三等奖"),
            ("一、甲", "（二）乙"),
            ("★甲", "①乙"),
            ("A. Smith", "B. Jones"),
            ("A组", "B组"),
            ("甲", "1.乙"),
            ("1.5月底前", "甲"),
            ("甲、乙双方", "丙、丁两栋"),
            ("（A）甲", "（C）丙"),
        ] {
            assert!(!follow(above, below), "{above}/{below}");
        }
    }

    #[test]
    fn numbers_of_a_sentence_are_none() {
        for line in [
            "一、二等奖各一名",
            "一．二等奖",
            "1、2号楼",
            "14. The doors",
            "1.5万元",
            "1.5个",
            "1.1 原则",
            "2026.3\t起",
            "1.\tThe",
            "1.5月底前",
            "1、3、5号楼",
            "１．５万元",
            "3.8妇女节",
            "2026.3月起",
            "（含一人）",
            "（2026）12号",
            "（二）项所列",
            "（二）的规定",
            "（二）或（三）",
            "①至③",
            "①和②",
            "1），请准时",
            "10元",
            "一等奖",
            "A. 甲",
            "第三条规定",
            "第三条 第二款的",
            "第三条 规定",
            "第一条的要求",
            "第一节课",
            "第一条，",
            "2️⃣0️⃣2️⃣6️⃣年",
            "[1] 甲",
            "[2026]12号",
            "甲、乙双方",
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
