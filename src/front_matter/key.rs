//! Finds the colon that parts a field's name from its value, as people type it.

use super::scalar;
use super::space::{is_odd, is_space};
use crate::letters::{digit, half_width, is_direction, is_unseen};
use std::ops::Range;

/// A field's name and the colon behind it, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Separator {
    /// The name as typed, quotes included.
    pub key: Range<usize>,
    /// Whether the name is in quotes.
    pub quoted: bool,
    /// From the name to the value: the colon with the spaces around it.
    pub gap: Range<usize>,
    /// Behind the colon.
    pub after: usize,
    /// Whether the colon is full-width, or typed twice.
    pub wide: bool,
    /// Whether it is typed twice.
    pub twice: bool,
    /// Whether a space or nothing follows the colon.
    pub spaced: bool,
    /// Whether other white space than spaces stands beside it.
    pub odd: bool,
    /// Whether the name looks like one rather than like a part of a sentence.
    pub keyish: bool,
}

/// Names longer than this are sentences; YAML's own limit is 1,024 bytes.
const KEY_MAX: usize = 128;
/// What is typed without the proper colon must look like a name, and names are short.
const KEYISH_MAX: usize = 20;

/// The first colon of a line's content that can part a name from a value. The proper one, `: `, always can;
/// a full-width one or one without a space only behind what looks like a name, and never in a time (9:00),
/// an address (https://) or a path (C:\).
pub(super) fn separator(src: &str, content: Range<usize>) -> Option<Separator> {
    let line = src.get(content.clone())?;
    let first = line.chars().next()?;
    if matches!(first, '[' | '{') {
        return None;
    }
    let quoted = if matches!(first, '"' | '\'') { Some(scalar::closing(line, 1, first)?) } else { None };
    if let Some(end) = quoted {
        let rest = line.get(end..)?;
        let colon = end + (rest.len() - rest.trim_start_matches(is_gap).len());
        if line.get(colon..).is_some_and(|rest| rest.starts_with(is_colon)) && end <= KEY_MAX {
            return Some(build(line, content.start, colon, end, true, true));
        }
    }
    let mut previous = None;
    let mut keyish = true;
    let from = quoted.unwrap_or(0);
    for (count, (at, c)) in line.char_indices().skip_while(|(at, _)| *at < from).enumerate() {
        if count > KEY_MAX {
            return None;
        }
        if is_colon(c) && at > 0 {
            let key = line.get(..at)?.trim_end_matches(is_gap);
            let rest = line.get(at + c.len_utf8()..)?;
            let proper = c == ':' && rest.chars().next().is_none_or(is_gap);
            let keyish = keyish && count <= KEYISH_MAX && !key.is_empty() && from == 0;
            if proper || (keyish && parts(key, previous, c, rest)) {
                return Some(build(line, content.start, at, key.len(), false, keyish));
            }
        }
        keyish &= belongs_to_name(c);
        previous = Some(c);
    }
    None
}

fn build(line: &str, start: usize, colon: usize, key: usize, quoted: bool, keyish: bool) -> Separator {
    // Who changes from one keyboard to the other types it twice: `标题：: 五一`.
    let behind = line.get(colon..).unwrap_or("");
    let rest = behind.trim_start_matches(is_colon);
    let (mark, after) = (&behind[..behind.len() - rest.len()], line.len() - rest.len());
    let value = after + (rest.len() - rest.trim_start_matches(is_gap).len());
    let spaces = line.get(key..colon).unwrap_or("").chars().chain(line.get(after..value).unwrap_or("").chars());
    Separator {
        key: start..start + key,
        quoted,
        gap: start + key..start + value,
        after: start + after,
        wide: mark != ":",
        twice: mark.chars().count() > 1,
        spaced: rest.is_empty() || value > after,
        odd: spaces.into_iter().any(is_odd),
        keyish,
    }
}

/// Whether a colon that is full-width or followed by no space parts a name from a value.
fn parts(key: &str, previous: Option<char>, colon: char, rest: &str) -> bool {
    let next = rest.chars().next();
    let time = previous.and_then(digit).is_some() && next.and_then(digit).is_some();
    let address = rest.starts_with("//") || rest.starts_with("／／") || key == "mailto";
    let path = next == Some('\\') || (next == Some('/') && key.len() == 1);
    let behind = rest.trim_start_matches(is_colon);
    let doubled = colon == ':' && next == Some(':') && !behind.starts_with(is_gap) && !behind.is_empty();
    !(time || address || path || doubled)
}

/// In brackets a field may run over several lines.
fn is_gap(c: char) -> bool {
    is_space(c) || matches!(c, '\n' | '\r')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕' | '︓' | '∶')
}

fn belongs_to_name(c: char) -> bool {
    c.is_alphanumeric()
        || is_space(c)
        || is_direction(c)
        || matches!(c, '_' | '＿' | '-' | '－' | '.' | '/' | '·' | '%' | '(' | ')' | '（' | '）')
}

/// A name without what cannot be seen, its full-width letters and digits folded; None where it is as it
/// should be.
pub(super) fn plain_name(key: &str) -> Option<String> {
    let folded: String = key.chars().filter(|&c| !is_unseen(c) && !is_direction(c)).map(narrow).collect();
    (folded != key).then_some(folded)
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＿' | '－' => half_width(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(line: &str) -> Option<(&str, &str)> {
        let found = separator(line, 0..line.len())?;
        Some((line.get(found.key).unwrap(), line.get(found.gap.end..).unwrap()))
    }

    #[test]
    fn the_first_colon_that_can_part_counts() {
        for (line, key, value) in [
            ("title: 五一", "title", "五一"),
            ("title : 五一", "title", "五一"),
            ("title:", "title", ""),
            ("title：五一", "title", "五一"),
            ("title ： 五一", "title", "五一"),
            ("title:五一", "title", "五一"),
            ("地点: 时间：9:00", "地点", "时间：9:00"),
            ("时间：9：00", "时间", "9：00"),
            ("url:https://a.cn/", "url", "https://a.cn/"),
            ("url：https://a.cn/", "url", "https://a.cn/"),
            ("\"a: b\": c", "\"a: b\"", "c"),
            ("'a'：c", "'a'", "c"),
            ("\"五一\"活动: x", "\"五一\"活动", "x"),
            ("阅读数（次）：100", "阅读数（次）", "100"),
            ("9:00: 集合", "9:00", "集合"),
            ("标　题：五一", "标　题", "五一"),
        ] {
            assert_eq!(parted(line), Some((key, value)), "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_name_is_text() {
        let long = format!("{}: x", "长".repeat(200));
        for line in [
            "https://a.cn/",
            "https：//a.cn/",
            "9:00",
            "9：00—16：00",
            "１０：３０",
            "C:\\图片",
            "C:/a",
            "mailto:a@b.cn",
            "a::b",
            ": 五一",
            "：五一",
            "[a]: b",
            "\"没有收尾: b",
            "今天，我们去：公园",
            "五一",
            "",
            &long,
        ] {
            assert_eq!(parted(line), None, "{line}");
        }
    }

    #[test]
    fn full_width_letters_in_a_name_are_folded() {
        assert_eq!(plain_name("ｔｉｔｌｅ１"), Some("title1".to_owned()));
        assert_eq!(plain_name("标题（次）"), None);
        assert_eq!(plain_name("\u{200b}title"), Some("title".to_owned()));
    }
}
