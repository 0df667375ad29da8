//! How lines begin: labels, and marks that were meant to be Markdown.

use super::{Builder, Leaf};
use crate::both;
use crate::markdown::cjk::{is_cjk, is_han, is_shared_mark};
use crate::markdown::codes;
use crate::markdown::reserved;

/// The bullets that people type, or paste from a text processor.
const BULLETS: &[char] =
    &['●', '○', '•', '◦', '▪', '▫', '■', '□', '◆', '◇', '▶', '►', '➤', '➢', '‣', '·', '∙', '\u{f06c}', '\u{f0b7}'];

impl Builder<'_, '_> {
    /// Tells of a line that begins with what is not quite Markdown.
    pub(super) fn check_line(&mut self, at: usize) {
        if !matches!(self.leaf, Some(Leaf::Paragraph | Leaf::Line)) {
            return;
        }
        let rest = &self.source.text[at..];
        match rest.chars().next() {
            Some('#' | '＃') => self.check_heading(at, rest),
            Some('0'..='9') => self.check_number(at, rest),
            Some(c) if BULLETS.contains(&c) => self.check_bullet(at, rest, c),
            _ => {}
        }
    }

    fn check_heading(&mut self, at: usize, rest: &str) {
        let after = rest.trim_start_matches(['#', '＃']);
        let marks = &rest[..rest.len() - after.len()];
        let level = marks.chars().count();
        let text = after.trim_start_matches([' ', '\u{3000}']);
        let line = text.lines().next().unwrap_or_default();
        // #五一劳动节# is a topic, not a heading.
        if level > 6 || !begins_chinese(text) || line.contains(['#', '＃']) {
            return;
        }
        let span = self.source.span(&(at..at + rest.len() - text.len()));
        let mended = format!("{} ", "#".repeat(level));
        self.teller.tell(
            &codes::HEADING_WITHOUT_SPACE,
            span.clone(),
            both!("“{marks}”后面没有半角空格，所以没有变成标题", "without a space after `{marks}` this is no heading"),
            |told| {
                told.help(both!("写成“{mended}”，再写标题", "write `{mended}` and then the heading")).edit(span, mended)
            },
        );
    }

    fn check_number(&mut self, at: usize, rest: &str) {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.len() - after.len();
        if digits > 3 || !after.starts_with(['.', ')']) || !begins_chinese(&after[1..]) {
            return;
        }
        let mark = &rest[..=digits];
        let gap = at + digits + 1;
        let span = self.source.span(&(at..gap));
        let end = span.end;
        self.teller.tell(
            &codes::LIST_WITHOUT_SPACE,
            span,
            both!("“{mark}”后面没有空格，所以没有变成列表", "without a space after `{mark}` this is no list"),
            |told| told.help(both!("在“{mark}”后面加一个空格", "put a space after `{mark}`")).edit(end..end, " "),
        );
    }

    fn check_bullet(&mut self, at: usize, rest: &str, bullet: char) {
        let text = rest[bullet.len_utf8()..].trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
        if !text.starts_with(|c: char| c.is_alphanumeric() || begins_chinese(text)) {
            return;
        }
        let span = self.source.span(&(at..at + rest.len() - text.len()));
        self.teller.tell(
            &codes::LIST_BULLET,
            span.clone(),
            both!("“{bullet}”不会变成列表", "`{bullet}` makes no list"),
            |told| {
                told.help(both!("把它换成“- ”（减号和空格）", "write `- `, a hyphen and a space, in its place"))
                    .edit(span, "- ")
            },
        );
    }
}

fn begins_chinese(text: &str) -> bool {
    let mut chars = text.chars().filter(|&c| !is_shared_mark(c) && c != '*' && reserved::meaning(c).is_none());
    chars.next().is_some_and(is_cjk)
}

/// Whether a line begins with a label: 2 to 6 characters and a colon, `时间：`. It may be bold, and numbered.
pub(super) fn is_label(line: &str) -> bool {
    let markup = |c: char| matches!(c, '*' | '_' | ' ' | '\u{3000}') || reserved::meaning(c).is_some();
    let mut count = 0;
    let mut chinese = false;
    let line = without_number(line.trim_start_matches(markup));
    let mut chars = line.char_indices().filter(|&(_, c)| !markup(c));
    // Six characters and the colon.
    for (index, c) in chars.by_ref().take(7) {
        match c {
            '：' => return count >= 2,
            ':' => return count >= 2 && chinese && !line[index..].starts_with("://"),
            c if c.is_alphanumeric() => {
                count += 1;
                chinese |= is_han(c);
            }
            _ => return false,
        }
    }
    false
}

/// A line without `一、`, `1、` or `（一）` before it.
fn without_number(line: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let open = line.strip_prefix(['（', '(']);
    let inside = open.unwrap_or(line);
    let rest = inside.trim_start_matches(number);
    if rest.len() == inside.len() {
        return line;
    }
    let close: &[char] = if open.is_some() { &['）', ')'] } else { &['、', '.', '．'] };
    rest.strip_prefix(close).map_or(line, |rest| rest.trim_start_matches([' ', '\u{3000}']))
}

#[cfg(test)]
mod tests {
    use super::is_label;

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
        ] {
            assert!(is_label(line), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_labels() {
        for line in ["注：", "参加活动的人员：", "https://a.cn", "9:00", "他说“好”：", "abc:", "时间", ""]
        {
            assert!(!is_label(line), "{line}");
        }
    }
}
