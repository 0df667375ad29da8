//! How lines begin and end that are lines on the page too: with a number, `一、`, with a label, `时间：`.

use super::cjk::SPACES;
use super::item::item;
use super::moments;
use super::numbering::{self, Number, Step};
use super::prose::{bare, is_markup};
use crate::letters::{is_digit, is_han};
use memchr::{memchr2, memrchr2};

/// The line that a text begins with. Old files end lines with a CR alone.
pub(super) fn first(text: &str) -> &str {
    memchr2(b'\n', b'\r', text.as_bytes()).map_or(text, |end| &text[..end])
}

/// The line that a text ends in.
pub(super) fn last(text: &str) -> &str {
    memrchr2(b'\n', b'\r', text.as_bytes()).map_or(text, |end| &text[end + 1..])
}

/// Whether a line is one on the page too, by its beginning, below this one. Numbers and labels may be bold.
pub(super) fn begins_line(line: &str, above: &str) -> bool {
    let line = bare(line);
    match Number::of(line) {
        // （详见附件1、附件 / 2）
        Some(number) => !(number.closes && is_open(above)),
        None => is_label(line) || stands_alone(line),
    }
}

/// The number that a line begins with, bold or not.
pub(super) fn number(line: &str) -> Option<Number<'_>> {
    Number::of(bare(line))
}

/// Whether the number of a line, bold or not, is the next after that of the line above it.
pub(super) fn are_numbered(above: &str, below: &str) -> bool {
    numbering::follow(bare(above), bare(below))
}

/// Whether a bracket is open at the end of a line.
fn is_open(line: &str) -> bool {
    let last = line.rfind(['（', '(', '）', ')']);
    last.is_some_and(|last| line[last..].starts_with(['（', '(']))
}

/// How long a label is that makes a line, in characters; and how long where a line beside it begins with one too.
const LABEL: usize = 6;
const LABEL_BESIDE: usize = 12;

/// How much of a label may stand in brackets, with them.
const REMARK: usize = 20;

/// The brackets that stand around labels, and the bars behind them; how far into its line such a bar is looked for.
const BRACKETS: &[(char, char)] = &[('【', '】'), ('〖', '〗'), ('「', '」')];
const BARS: &[char] = &['｜', '|', '丨'];
const BARRED: usize = 20;

/// Whether a line begins with a label of 2 to 6 characters and its colon: `时间：`, `1、时间：`.
pub(super) fn is_label(line: &str) -> bool {
    is_label_of(line, LABEL)
}

/// The number that stands right behind the label of a line: `附件：1. 报名表`.
pub(super) fn number_behind_a_label(line: &str) -> Option<Number<'_>> {
    let (_, text) = line.split_once(['：', ':']).filter(|_| is_label(line) || is_short_label(line))?;
    number(text)
}

/// Whether two lines begin with labels of one form, be they longer, `主办和承办单位名称：`, or such as stand in prose too:
/// `【活动时间】`, `编辑｜`.
pub(super) fn are_labelled(above: &str, below: &str) -> bool {
    mark_of_label(above).is_some_and(|mark| mark_of_label(below) == Some(mark))
}

/// By which mark a label is known that a line may begin with.
fn mark_of_label(line: &str) -> Option<char> {
    let is_named = || is_label_of(line, LABEL_BESIDE) || is_latin_label(line);
    bracket_of_label(line).or_else(|| is_barred(line).then_some('｜')).or_else(|| is_named().then_some('：'))
}

/// Whether a line begins with a label in brackets, as prose does too: 【活动时间】11月28日
pub(super) fn is_titled(line: &str) -> bool {
    bracket_of_label(line).is_some_and(|open| open != '「')
}

/// The bracket around the label of a line.
fn bracket_of_label(line: &str) -> Option<char> {
    let (open, inside) = split_first(bare(line))?;
    let (_, close) = BRACKETS.iter().find(|&&(begins, _)| begins == open)?;
    let length = inside.chars().take(LABEL_BESIDE + 1).position(|c| c == *close)?;
    let mut label = inside.chars().take(length);
    let is_label = length > 1 && label.clone().any(is_han) && label.all(|c| !matches!(c, '，' | '。' | '\n' | '\r'));
    is_label.then_some(open)
}

fn split_first(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    chars.next().map(|first| (first, chars.as_str()))
}

/// Whether a line begins with a word of Latin and a colon: `Contact:`, `Wi-Fi:`.
fn is_latin_label(line: &str) -> bool {
    let line = bare(line);
    let behind = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    line.starts_with(|c: char| c.is_ascii_uppercase())
        && (2..=LABEL_BESIDE).contains(&(line.len() - behind.len()))
        && behind.strip_prefix([':', '：']).is_some_and(|text| !text.starts_with("//"))
}

/// Whether a line begins with a label and a bar: `编辑｜李娜`.
fn is_barred(line: &str) -> bool {
    let line = bare(line);
    let Some((at, bar)) = line.char_indices().take(BARRED).find(|(_, c)| BARS.contains(c)) else { return false };
    let label = || line[..at].chars().filter(|c| !is_markup(*c));
    (2..=LABEL).contains(&label().count())
        && label().all(char::is_alphanumeric)
        && line[at + bar.len_utf8()..].chars().find(|c| !is_markup(*c)).is_some_and(|c| !matches!(c, '\n' | '\r'))
}

fn is_label_of(line: &str, longest: usize) -> bool {
    let line = bare(line);
    label(Number::of(line).map_or(line, |number| number.text), longest).is_some_and(|length| length > 1)
}

/// Whether a line begins with one character and a colon, `问：`, as prose does too.
pub(super) fn is_short_label(line: &str) -> bool {
    label(bare(line), LABEL) == Some(1)
}

/// How many characters the label has that a line begins with, if they are no more than so many: 甲方（盖章）： has two.
fn label(line: &str, longest: usize) -> Option<usize> {
    let (mut count, mut before) = (0, ' ');
    let (mut chinese, mut in_brackets) = (false, false);
    let mut chars = line.char_indices().filter(|&(_, c)| !is_markup(c));
    for (index, c) in chars.by_ref().take(longest + REMARK) {
        let behind = || &line[index + c.len_utf8()..];
        match c {
            '。' | '\n' | '\r' => return None,
            '（' | '(' if count > 0 && !in_brackets => in_brackets = true,
            '）' | ')' if in_brackets => in_brackets = false,
            _ if in_brackets => {}
            // 上午9:00, 总分68：65
            '：' | ':' if is_digit(before) && behind().starts_with(is_digit) => return None,
            '：' => return Some(count).filter(|&count| count > 0),
            ':' => return Some(count).filter(|_| chinese && !line[index..].starts_with("://")),
            c if c.is_alphanumeric() && count < longest => {
                count += 1;
                chinese |= is_han(c);
            }
            _ => return None,
        }
        before = c;
    }
    None
}

/// Whether a line is one whatever stands above and below it: 此致, 【本期要目】, 活 动 地 点, ━━━━━━━━━━, 沈丽 9:05.
pub(super) fn stands_alone(line: &str) -> bool {
    let line = first(line).trim_matches(is_markup);
    let is_heading = || {
        let inside = line.strip_prefix('【').and_then(|rest| rest.strip_suffix('】'));
        inside.is_some_and(|inside| !inside.contains(['【', '】']) && inside.chars().count() <= SHORT)
    };
    is_farewell(line) || is_heading() || is_spaced(line) || is_drawn(line) || moments::is_stamp(line)
}

/// Whether a line is the first half of a farewell: 此致, of 此致敬礼.
pub(super) fn is_farewell(line: &str) -> bool {
    line.trim_matches(is_markup) == "此致"
}

/// Whether a line is one word with blanks between its characters: 活 动 地 点. Two may be a name.
fn is_spaced(line: &str) -> bool {
    let mut words = line.split(SPACES).filter(|word| !word.is_empty());
    let is_one = |word: &str| word.chars().count() == 1 && word.starts_with(is_han);
    let is_word = words.by_ref().take(SPACED).all(is_one) && words.next().is_none();
    is_word && line.chars().filter(|&c| is_han(c)).count() > 2
}

/// How many characters such a word has at most.
const SPACED: usize = 8;

/// Whether a line is drawn across, of one sign: ━━━━━━━━━━, ……（沿此线剪下）……
fn is_drawn(line: &str) -> bool {
    let Some(sign) = line.chars().next().filter(|c| !c.is_alphanumeric()) else { return false };
    match line.trim_matches(sign) {
        "" => line.chars().nth(DRAWN - 1).is_some(),
        words => line.ends_with(sign) && words.starts_with(['（', '(']) && words.ends_with(['）', ')']),
    }
}

/// Of how many signs a line across is at least.
const DRAWN: usize = 10;

/// The longest line that may stand without the end of a sentence, in characters: a heading, a name. Text that is
/// wrapped by hand has longer lines.
pub(super) const SHORT: usize = 20;

/// With which signs sentences end.
const ENDS: &[char] = &['。', '！', '？', '：', '；', '!', '?', ':', ';'];

/// What may stand behind such a sign.
pub(super) const CLOSING: &[char] = &['”', '’', '」', '』', '）'];

/// Whether a sentence ends with a line.
pub(super) fn is_over(line: &str) -> bool {
    without_end(line).len() < line.trim_end().trim_end_matches(CLOSING).len()
}

/// A line without the sign that ends its sentence, and what stands behind that.
pub(super) fn without_end(line: &str) -> &str {
    line.trim_end().trim_end_matches(CLOSING).trim_end_matches(ENDS)
}

/// Whether a line was wrapped, as far as it says itself: it is long, and ends no sentence.
pub(super) fn is_torn(line: &str) -> bool {
    !is_over(line) && line.trim().chars().count() > SHORT
}

/// Whether a line says of itself that the next goes on with it. A short one may be a name: 李和, 王志为.
pub(super) fn goes_on(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with(['，', '、', ',', '—', '～', '~', '至']) || is_torn(line) && line.ends_with(GOVERNING)
}

/// Words that nothing ends with.
const GOVERNING: &[char] =
    &['在', '到', '由', '与', '和', '及', '或', '为', '于', '从', '对', '向', '将', '把', '被', '经', '按', '的'];

/// Whether a line is an item that does not go on in the next: a name or the like, or a sentence.
pub(super) fn is_complete_item(line: &str) -> bool {
    item(line).is_some_and(is_complete)
}

/// Whether the text of an item does not go on in the next line, as far as it says itself: a sentence, a few words, with a
/// label perhaps, or what ends with a number.
pub(super) fn is_complete(text: &str) -> bool {
    let text = text.trim();
    let is_divided = |text: &str| text.is_empty() || text.contains(['，', ',', '：', ':', '、', '。']);
    let is_whole = || match text.split_once(['：', ':']) {
        Some((_, words)) if is_label(text) || is_short_label(text) => !is_divided(words.trim()),
        _ => !is_divided(text),
    };
    let is_short =
        text.chars().count() <= SHORT && (text.ends_with(is_digit) && !text.contains(['，', ',']) || is_whole());
    text.ends_with(['。', '！', '？', '；']) || is_short
}

/// Whether nothing goes on behind a line: a bare heading, 此致. The text of an item goes on.
pub(super) fn ends_line(line: &str) -> bool {
    is_bare(line, Step::Point, SHORT) && item(line).is_none() || stands_alone(line)
}

/// Whether a text is a heading that was typed as a line of text, of so many characters at most: 一、领取办法.
pub(super) fn is_heading(text: &str, longest: usize) -> bool {
    is_bare(text, Step::Section, longest)
}

/// Whether a text is a number, of this step at least, and no sentence.
fn is_bare(text: &str, step: Step, longest: usize) -> bool {
    let is_numbered = || number(text).is_some_and(|number| number.step <= step);
    is_numbered() && !text.contains(MARKS) && text.chars().count() <= longest
}

/// What stands in sentences and not in headings.
const MARKS: &[char] = &['，', '。', '；', '：', '？', '！', ',', ';', ':'];

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
            "QQ群:12345",
            "电话:6023351",
            "时间:9:00",
            "甲方（盖章）：",
            "项目联系方式（询问）：0572-6023351",
        ] {
            assert!(begins_line(line, ""), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_labels() {
        for line in [
            "注：",
            "参加活动的人员：",
            "https://a.cn",
            "9:00",
            "上午9:00",
            "上午9：00在",
            "总分68:65",
            "他说“好”：",
            "abc:",
            "时间",
            "",
        ] {
            assert!(!begins_line(line, ""), "{line}");
        }
        assert_eq!(
            ["问：", "**答**：", "A：", "问:", "时间：", "：", "a:"].map(is_short_label),
            [true, true, true, true, false, false, false]
        );
    }

    #[test]
    fn a_numbered_line_is_one() {
        for line in ["一、放票安排", "**十二、附则**", "1.登记", "2. 名单", "③丙", "　（一）第一批", "第一条　为了"]
        {
            assert!(begins_line(line, "安排"), "{line}");
        }
        assert!(begins_line("2）名单", "（共两项）"));
        assert!(!begins_line("2）报送", "详见（附件1、附件"));
    }

    #[test]
    fn a_bare_heading_and_a_farewell_end_their_line() {
        for line in ["一、领取办法", "**（一）成立竞赛组委会**", "第一章　总则", "1.登记", "此致", "　　此致"]
        {
            assert!(ends_line(line), "{line}");
        }
        for line in [
            "一、网上放票，线下领取",
            "一、网上放票。",
            "（一）各级工会要充分认识开展劳动竞赛活动的重要意义和",
            "1. 登记",
            "①登记",
            "领取办法",
            "此致敬礼",
            "【案例】张某",
            "【甲】【乙】",
            "……",
            "……他说……",
            "（甲）",
            "（二）项所列",
        ] {
            assert!(!ends_line(line), "{line}");
        }
    }
}
