//! Half-width punctuation in Chinese, and punctuation that was typed twice.

use super::Slips;
use super::brackets;
use crate::both;
use crate::checks::codes;
use crate::checks::prose::TARGET;
use crate::letters::{is_han, is_numeral};
use memchr::{memchr_iter, memchr2_iter};
use std::ops::Range;

/// What ends a Chinese phrase like a character of it, and what begins one.
const CLOSING: &str = "”’》〉）】」』";
const OPENING: &str = "“‘《〈（【「『";
/// Quotation marks, which other languages have too: what they hold shows which language it is.
const QUOTES: &str = "“”‘’";
/// The first bytes of these.
const FULL_WIDTH: u8 = 0xef;
const CJK_SIGN: u8 = 0xe3;
/// Of these, no two stand side by side.
const SINGLE: &str = "，。、；：";
/// A dot after one of these is that of a number, as after numerals: 五.一, 甲. 乙.
const COUNTED_WITH: &str = "百千甲乙丙丁戊己庚辛壬癸";
/// Addresses end so in Chinese: 工会.公益
const DOMAINS: &[&str] = &["公益", "政务", "中国", "公司", "网络", "网址", "商城", "网店", "集团"];
/// The ends of the names of files.
#[rustfmt::skip]
const FILES: &[&str] = &[
    ".doc", ".xls", ".ppt", ".pdf", ".wps", ".ofd", ".et", ".dps", ".txt", ".md", ".csv", ".jpg", ".jpeg", ".png",
    ".gif", ".bmp", ".zip", ".rar", ".7z", ".mp3", ".mp4", ".htm",
];
/// A name of a file has no more characters than these.
const FILE_NAME_MAX: usize = 80;

/// The full-width sign of a half-width one.
fn wide(byte: u8) -> Option<(&'static str, char)> {
    Some(match byte {
        b',' => (",", '，'),
        b';' => (";", '；'),
        b':' => (":", '：'),
        b'?' => ("?", '？'),
        b'!' => ("!", '！'),
        b'.' => (".", '。'),
        _ => return None,
    })
}

/// Tells of half-width signs and of doubled ones.
pub(super) fn check(slips: &mut Slips<'_>) {
    signs(slips);
    brackets::check(slips);
    doubled(slips);
}

/// What stands on one side of a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Chinese.
    Chinese,
    /// What Chinese and other languages share: a quotation that is not Chinese, a dash.
    Shared,
    /// The end of the line, or of the cell.
    Edge,
    /// Anything else: letters, digits, code.
    Other,
}

/// , ; : ? ! . with Chinese beside them, and nothing else.
fn signs(slips: &mut Slips<'_>) {
    let text = slips.text();
    let references = references(text);
    for (at, byte) in text.bytes().enumerate() {
        let Some((half, wide)) = wide(byte) else { continue };
        let (before, rest) = (without_target(&text[..at]), &text[at + half.len()..]);
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let left = side(before.chars().rev());
        let right = match side(rest.chars().skip_while(|c| matches!(c, ' ' | '\t' | '*'))) {
            // 时间: 下午 was typed on purpose, as a table.
            Side::Chinese | Side::Shared if half == ":" && rest.trim_start_matches('*').starts_with([' ', '\t']) => {
                Side::Other
            }
            right => right,
        };
        let beside = matches!(left, Side::Chinese | Side::Shared) && right != Side::Other;
        if !beside || (left != Side::Chinese && right != Side::Chinese) {
            continue;
        }
        let line = references.partition_point(|line| line.end < at);
        if references.get(line).is_some_and(|line| line.contains(&at)) {
            continue;
        }
        let mut certain = true;
        if half == "." {
            let next = rest.chars().next().unwrap_or('\n');
            if is_dot_of_a_name(before, rest) {
                continue;
            }
            // 约翰.史密斯 may want the dot in the middle.
            certain = !is_han(next) || !before.ends_with(is_han);
        }
        let message = both!("汉字旁边用了半角的“{half}”", "half-width {half} beside Chinese characters");
        let help = match certain {
            true => both!("写成“{wide}”", "write {wide}"),
            false => both!("句号写成“。”，外国人名中间写成“·”", "a full stop is 。, the dot in a foreign name ·"),
        };
        // A space after a half-width sign only makes room that a full-width one has.
        let end = at + half.len() + if right == Side::Edge { 0 } else { space };
        let span = if certain { at..end } else { at..at + half.len() };
        slips.tell(&codes::PUNCTUATION_HALF_WIDTH, span, (message, help), certain.then(|| wide.to_string()));
    }
}

/// The marks of what a reference is to: a book, an article, a thesis, a standard, a page.
const REFERENCES: &[&str] =
    &["[M]", "[J]", "[N]", "[D]", "[R]", "[S]", "[C]", "[G]", "[P]", "[Z]", "[EB/OL]", "[M/OL]", "[J/OL]", "[N/OL]"];

/// The lines that are references, which are written with half-width signs (GB/T 7714):
/// `王某.劳动法学[M].北京:法律出版社,2020.`
fn references(text: &str) -> Vec<Range<usize>> {
    let marks = memchr_iter(b'[', text.as_bytes());
    let marks = marks.filter(|&at| REFERENCES.iter().any(|mark| text[at..].starts_with(mark)));
    let mut lines: Vec<Range<usize>> = Vec::new();
    for at in marks {
        if lines.last().is_none_or(|line| line.end <= at) {
            let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            lines.push(start..text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end));
        }
    }
    lines
}

/// What stands before a sign, without the target of a link that it ends with: [附件](x.pdf),请
fn without_target(before: &str) -> &str {
    let target = before.trim_end_matches('*').strip_suffix(TARGET);
    target.and_then(|text| text.rsplit_once(TARGET)?.0.strip_suffix(']')).unwrap_or(before)
}

/// What a side is, by its characters from the sign outwards. Marks of emphasis are passed over.
fn side(outwards: impl Iterator<Item = char>) -> Side {
    let mut quoted = false;
    for c in outwards.filter(|&c| c != '*') {
        return match c {
            c if QUOTES.contains(c) => {
                quoted = true;
                continue;
            }
            c if is_han(c) || CLOSING.contains(c) || OPENING.contains(c) => Side::Chinese,
            c if quoted && (SINGLE.contains(c) || "！？".contains(c)) => Side::Chinese,
            _ if quoted => Side::Shared,
            '—' | '…' => Side::Shared,
            '\n' | '\r' | '|' => Side::Edge,
            _ => Side::Other,
        };
    }
    if quoted { Side::Shared } else { Side::Edge }
}

/// Whether a dot belongs to a number, to a label (注. 本表), to a title, to an address or to the name of a file.
fn is_dot_of_a_name(before: &str, rest: &str) -> bool {
    let mut letters = before.chars().rev().filter(|&c| c != '*');
    let (last, other) = (letters.next(), letters.next());
    let numbered = last.is_some_and(|c| is_numeral(c) || COUNTED_WITH.contains(c));
    let label = !other.is_some_and(|c| is_han(c) || CLOSING.contains(c) || OPENING.contains(c) || SINGLE.contains(c));
    numbered
        || label
        || rest.starts_with(['》', '〉'])
        || DOMAINS.iter().any(|end| rest.starts_with(end))
        || goes_on_as_a_file(rest)
}

/// Whether a name of a file goes on here: 通知(终稿).docx
pub(super) fn goes_on_as_a_file(rest: &str) -> bool {
    let is_of_it = |c: &char| c.is_alphanumeric() || "._-()（）".contains(*c);
    let name: String = rest.chars().take(FILE_NAME_MAX).take_while(is_of_it).collect();
    let name = name.to_ascii_lowercase();
    FILES.iter().any(|end| name.contains(end))
}

/// ，， and the like. …… and —— are of two halves, ！！ and ？！ are meant.
fn doubled(slips: &mut Slips<'_>) {
    let text = slips.text();
    let is_single = |c| matches!(c, '，' | '。' | '、' | '；' | '：');
    let mut at = 0;
    // Most signs stand alone, and these are of three bytes.
    let is_begun = |at: usize| {
        let mut signs = text.get(at..).into_iter().flat_map(str::chars).take(2);
        signs.next().is_some_and(is_single) && signs.next().is_some_and(is_single)
    };
    let starts = memchr2_iter(FULL_WIDTH, CJK_SIGN, text.as_bytes());
    for start in starts.filter(|start| is_begun(*start)) {
        if start < at {
            continue;
        }
        let rest = &text[start..];
        let run = &rest[..rest.len() - rest.trim_start_matches(is_single).len()];
        at = start + run.len();
        let mut signs = run.chars();
        let (Some(first), count) = (signs.next(), run.chars().count()) else { continue };
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

/// Whether a character ends a Chinese phrase.
pub(super) fn ends(c: char) -> bool {
    is_han(c) || CLOSING.contains(c)
}

/// Whether a character begins a Chinese phrase.
pub(super) fn begins(c: char) -> bool {
    is_han(c) || OPENING.contains(c)
}

/// Whether a character beside a bracket shows that the text around is Chinese.
pub(super) fn touches(c: char) -> bool {
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
        assert_eq!(said("新时代,新工会", check), ("汉字旁边用了半角的“,”".into(), "写成“，”".into()));
    }

    #[test]
    fn a_half_width_sign_beside_quotes_brackets_and_the_end_of_a_line_is_told() {
        let one = |text| told(text, check).into_iter().map(|told| (told.1, told.2)).collect::<Vec<_>>();
        assert_eq!(one("“工会”,“职工”"), [(",", edit("，"))]);
        assert_eq!(one("他说“好”."), [(".", edit("。"))]);
        assert_eq!(one("《规定》,\n（试行）,自"), [(",", edit("，")), (",", edit("，"))]);
        assert_eq!(one("“走,”他说"), [(",", edit("，"))]);
        assert_eq!(
            one("各单位:\n\n请准时参加!  \n| 时间: | 好. |"),
            [(":", edit("：")), ("!", edit("！")), (":", edit("：")),]
        );
        assert_eq!(one("“OK”,“好的”"), [(",", edit("，"))]);
        assert_eq!(one("**通知**,请"), [(",", edit("，"))]);
        assert_eq!(one("等等,——他"), [(",", edit("，"))]);
    }

    #[test]
    fn a_reference_has_half_width_signs() {
        let text =
            "见下,\n[1] 王某.劳动法学[M].北京:某某出版社,2020:112-115.\n[2] 张某,李某.工会研究[J].工会,2019.\n好,的";
        let all: Vec<_> = told(text, check).into_iter().map(|told| told.1).collect();
        assert_eq!(all, [",", ","]);
        assert_eq!(told("选[甲]吧,选乙", check).len(), 1);
    }

    #[test]
    fn a_half_width_sign_right_after_a_link_is_told() {
        assert_eq!(told("见[附件](x.pdf),请看", check), [(HALF, ",", edit("，"))]);
        assert_eq!(told("**[附件](x.pdf)**;请看", check), [(HALF, ";", edit("；"))]);
        assert_eq!(told("见[官网](https://a.cn/x),请看", check), [(HALF, ",", edit("，"))]);
        assert_eq!(told("见[附件][1],请看\n\n[1]: x.pdf", check), [(HALF, ",", edit("，"))]);
        assert_eq!(told("![图](a.jpg \"甲\"),请看", check), [(HALF, ",", edit("，"))]);
        assert_eq!(told("见[附件](x.pdf).请看", check), [(HALF, ".", None)]);
        assert_eq!(told("![图](a.jpg \"春游,合影\"),请看", check).len(), 2, "within a title too");
        assert_eq!(told("![图](a.jpg '春游,合影')", check), [(HALF, ",", edit("，"))]);
        let said = said("见[附件](x.pdf),请看", check);
        assert_eq!(said, ("汉字旁边用了半角的“,”".into(), "写成“，”".into()));
        for text in [
            "[Word](x.doc),文档",
            "[附件](x.pdf),yes",
            "见`甲`,乙",
            "[附件](x.pdf)",
            "[附录]`a.sh`,请看",
            "[附录]<br>,请看",
        ] {
            assert_eq!(told(text, check), [], "{text}");
        }
    }

    #[test]
    fn a_space_behind_a_half_width_sign_goes_with_it() {
        let one = |text| told(text, check).into_iter().map(|told| (told.1, told.2)).collect::<Vec<_>>();
        assert_eq!(one("谢谢. 谢谢"), [(". ", edit("。"))]);
        assert_eq!(one("新时代,  新工会"), [(",  ", edit("，"))]);
        assert_eq!(one("**新时代,** 新工会"), [(",", edit("，"))]);
        assert_eq!(one("谢谢.  \n谢谢"), [(".", edit("。"))]);
    }

    #[test]
    fn a_dot_between_characters_may_be_another_one() {
        assert_eq!(told("约翰.史密斯", check), [(HALF, ".", None)]);
        let help = "句号写成“。”，外国人名中间写成“·”";
        assert_eq!(said("约翰.史密斯", check), ("汉字旁边用了半角的“.”".into(), help.into()));
    }

    #[test]
    fn a_dot_of_a_number_an_address_or_a_file_is_not_told() {
        for text in [
            "3.8节",
            "5.1假期",
            "v1.2",
            "No.1",
            "1.第一",
            "一. 总则",
            "五.一假期",
            "甲. 工人",
            "注. 本表",
            "14:00开始",
            "工会.公益",
            "通知.终稿.docx",
            "名单.xlsx",
            "谢谢...",
            "等等.. 好",
            "《海军.》",
            "a@工会.cn",
        ] {
            assert_eq!(told(text, check), [], "{text}");
        }
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
            "你好:)谢谢",
            "时间:  下午",
            "“yes”,“no”",
            "新时代 , 新工会",
            "`甲`,乙",
            "真的?!",
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
