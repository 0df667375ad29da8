//! Asterisks that are asterisks and set nothing slanted: multiplication, `地毯3米*5米` and `金额=人数*天数`, and the sign
//! that is spoken of, `带*号的为必填项，*为选填`.

use super::emphasis::Run;
use crate::letters::is_han;

/// Which of the runs of asterisks of a text are signs, all of them in order.
pub(super) fn signs(runs: &[Run<'_>]) -> Vec<bool> {
    let mut signs: Vec<bool> = runs.iter().map(is_product).collect();
    let products = signs.clone();
    for (index, run) in runs.iter().enumerate().filter(|&(index, _)| products[index]) {
        // Between two digits there is no doubt.
        let sure = run.before.is_some_and(|c| c.is_ascii_digit());
        let other = |at: Option<usize>| at.filter(|&at| !products.get(at).unwrap_or(&true)).and_then(|at| runs.get(at));
        let opens = other(Some(index + 1)).is_some_and(|close| is_meant(run, close));
        let closes = other(index.checked_sub(1)).is_some_and(|open| is_meant(open, run));
        signs[index] = sure || !opens && !closes;
    }
    mark_spoken_of(runs, &products, &mut signs);
    signs
}

/// Whether an asterisk between these two multiplies: an amount is before it, and a number behind.
pub(in crate::markdown) fn multiplies(before: &str, after: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    after.starts_with(digit) && without_unit(before).ends_with(digit)
}

/// The most letters of a unit.
const UNIT: usize = 3;

/// A text without the unit that it ends with, if it does: `2.4米`, `60cm`, `100元/人`.
pub(in crate::markdown) fn without_unit(text: &str) -> &str {
    let is_unit = |c: char| c.is_ascii_alphabetic() || is_han(c) || matches!(c, '%' | '％' | '㎡' | '㎝' | '㎜');
    let word = |text| (0..UNIT).fold(text, |text: &str, _| text.strip_suffix(is_unit).unwrap_or(text));
    // 30元/人/天
    (0..2).fold(word(text), |text, _| text.strip_suffix(['/', '／']).map_or(text, word))
}

/// Whether an asterisk between these two multiplies the words of a formula, `补贴=标准*人数`: a factor is on either side,
/// and the sign of a formula before it or behind it in the same clause.
pub(in crate::markdown) fn is_in_formula(before: &str, after: &str) -> bool {
    let bracket = |c: char| matches!(c, '（' | '(' | '）' | ')' | '%' | '％');
    let factor = |c: char| c.is_alphanumeric() || bracket(c);
    before.ends_with(factor)
        && after.starts_with(factor)
        && (is_equated(before.chars().rev(), ['）', ')']) || is_equated(after.chars(), ['（', '(']))
}

/// Whether the sign of a formula stands in some characters of a clause, and not in brackets: these open there, and the
/// address of a link is in some. Nor may a blank be between, if not right beside the sign.
fn is_equated(clause: impl Iterator<Item = char>, opening: [char; 2]) -> bool {
    let (mut depth, mut blank) = (0_u8, false);
    let mut clause = clause.take(FORMULA).peekable();
    while let Some(c) = clause.next() {
        match c {
            // ==重点== is a mark of other tools.
            '=' | '＝' => return depth == 0 && clause.peek() != Some(&'='),
            ' ' => blank = true,
            _ if blank || ends_clause(c) => return false,
            '（' | '(' | '）' | ')' if opening.contains(&c) => depth += 1,
            '（' | '(' | '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Within how many characters of an asterisk the sign of its formula is looked for.
const FORMULA: usize = 64;

/// What no formula goes on behind.
fn ends_clause(c: char) -> bool {
    parts(c) || c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '“' | '”' | '|' | '`')
}

/// The factors that a clause ends or begins with, given from the asterisk on: how many bytes they have.
pub(in crate::markdown) fn factors(clause: impl Iterator<Item = char>) -> usize {
    let goes_on = |c: &char| !ends_clause(*c) && !matches!(c, '=' | '＝' | '*');
    clause.take(FORMULA).take_while(goes_on).map(char::len_utf8).sum()
}

fn is_product(run: &Run<'_>) -> bool {
    let (before, after) = (&run.text[..run.start], &run.text[run.end..]);
    run.is_single() && (multiplies(before, after) || is_in_formula(before, after))
}

/// Whether two runs stand around what someone may have emphasised: `3月8日*9:00*开始`. What stands between is one
/// phrase, or the second ends it beyond doubt.
fn is_meant(open: &Run<'_>, close: &Run<'_>) -> bool {
    let single = open.is_single() && close.is_single();
    let Some(between) = between(open, close).filter(|_| single) else { return false };
    let ends = |c: char| !c.is_alphanumeric();
    !between.contains(|c: char| parts(c) || c.is_whitespace()) || close.after.is_none_or(ends)
}

/// Marks the asterisks that are spoken of. Where an emphasis would end in the middle of a sentence, a mark is right
/// before its end, or both of its ends have the same neighbour: `带*为必填，不带*为选填`.
fn mark_spoken_of(runs: &[Run<'_>], products: &[bool], signs: &mut [bool]) {
    // What may open an emphasis, and whether it is known to be a sign.
    let mut open: Option<(usize, bool)> = None;
    for (index, run) in runs.iter().enumerate().filter(|&(index, run)| run.is_single() && !products[index]) {
        let opener = open.take();
        let pair = opener.and_then(|(first, known)| Some((first, known, between(&runs[first], run)?)));
        let may_open = run.after.is_some_and(|c| !c.is_whitespace());
        match pair {
            Some((first, _, between)) if are_spoken_of(&runs[first], run, between) => {
                signs[first] = true;
                signs[index] = true;
                open = Some((index, true));
            }
            // An emphasis.
            Some((_, false, _)) if run.before.is_some_and(|c| !c.is_whitespace()) => {}
            _ => open = may_open.then_some((index, false)),
        }
    }
}

fn are_spoken_of(open: &Run<'_>, close: &Run<'_>, between: &str) -> bool {
    let letter = |c: Option<char>| c.filter(|c| c.is_alphanumeric());
    let alike = |a: Option<char>, b: Option<char>| letter(a).is_some() && a == b;
    let listed = between.ends_with('、') || between.ends_with('，') && letter(open.before).is_some();
    letter(close.after).is_some()
        && between.contains(parts)
        && !between.starts_with(parts)
        && (listed || alike(open.before, close.before) || alike(open.after, close.after))
}

/// What stands between two runs on one line.
fn between<'a>(open: &Run<'a>, close: &Run<'_>) -> Option<&'a str> {
    open.text.get(open.end..close.start).filter(|between| !between.contains(['\n', '\r']))
}

/// A mark that parts a sentence.
fn parts(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '：' | '。' | '！' | '？')
}

#[cfg(test)]
mod tests {
    use super::super::emphasis::runs;
    use super::*;

    /// A text with `x` for each asterisk that is a sign.
    fn shown(text: &str) -> String {
        let runs: Vec<_> = runs(text, b'*').collect();
        let mut shown = text.to_owned();
        for (run, _) in runs.iter().zip(signs(&runs)).filter(|&(_, sign)| sign) {
            shown.replace_range(run.start..run.end, &"x".repeat(run.end - run.start));
        }
        shown
    }

    #[test]
    fn amounts_are_multiplied() {
        for text in [
            "展板2.4米*1.2米，地毯3米*5米，共3块。",
            "展板60cm*90cm一块，80cm*180cm两块",
            "苹果10斤*50户，大米20斤*50户",
            "100元/人*50人，奖品30元*20份",
            "30元/人/天*5天，带好证件",
            "5人*3天*2组",
            "*注意*：展板2.4米*1.2米",
            "场地20平方米*3个",
        ] {
            let expected = text.replace('*', "x").replace("x注意x", "*注意*");
            assert_eq!(shown(text), expected);
        }
        assert_eq!(shown("**3米*5米**，重点"), "**3米x5米**，重点");
        assert_eq!(shown("展板2.4米*1.2米，带*号的"), "展板2.4米x1.2米，带*号的");
    }

    #[test]
    fn the_words_of_a_formula_are_multiplied() {
        for text in [
            "金额=人数*天数",
            "补贴金额=人数*天数，合计=金额*2。",
            "单价*数量=金额，人数*标准=补贴。",
            "得分＝（甲+乙）*（丙+丁）*100%",
            "总分 = 出勤率*60%+测试*40%",
            "**金额=人数*天数**",
        ] {
            assert_eq!(shown(text), text.replace('*', "x").replace("xx", "**"));
        }
    }

    #[test]
    fn an_emphasis_beside_the_sign_of_a_formula_is_one() {
        for text in [
            "按A=B算。请*编织、剪纸*两班，注*意*看",
            "[报名](https://a.cn/?id=3)请*注意*事项",
            "<font color=red>请*注意*事项</font>",
            "按A=B，请*注意*事项",
            "A=B 时请*注意*事项",
            "金额=人数*天数*",
            "金额=*人数*",
            "本周==重点==工作*请*注意",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_number_that_is_emphasised_is_no_factor() {
        for text in [
            "3月8日*9:00*开始",
            "3月8日*9:00*、3月9日*10:00*两场",
            "第3期*2026年*工作",
            "票价*30元*2张起",
            "3月8日*9:00开始，请准时到场*。",
            "共*3*项，第*5*项",
            "第5名职工*请*注意",
            "2.4米 * 1.2米",
            "**5人**3天",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn an_asterisk_that_is_spoken_of_is_one() {
        for text in [
            "带*号的为必填项，*为选填。",
            "带*为必填，不带*为选填",
            "*为必填，其余*为选填",
            "*姓名、*电话、*单位为必填",
            "标*的带原件，标*的带复印件",
        ] {
            assert_eq!(shown(text), text.replace('*', "x"));
        }
        assert_eq!(shown("*注意*带*号的必填，*为选填"), "*注意*带x号的必填，x为选填");
    }

    #[test]
    fn an_emphasis_in_a_sentence_is_one() {
        for text in [
            "*重点*内容，*又一*重点",
            "请*注*意，*带*卡",
            "*首先，*我们要",
            "请看*提示：*带卡",
            "分*编织、剪纸、画*三班",
            "请*认真学习，深入贯彻*落实",
            "*请带会员卡，按时到场*。请*带卡*",
            "* 甲，\n* 乙，\n",
            "*甲*、*乙*、*丙*",
        ] {
            assert_eq!(shown(text), text);
        }
    }
}
