//! How lines begin that were meant to be Markdown and are not quite: each is told, with the mend where it is
//! certain. A mark that prose begins with too is told only beside a line that begins likewise.

use super::{Builder, Container, Kind, Leaf};
use crate::both;
use crate::letters::is_common_han;
use crate::markdown::boxes;
use crate::markdown::cjk::{SPACES, is_cjk};
use crate::markdown::codes;
use crate::markdown::lines;
use crate::markdown::prose::begins_chinese;
use crate::markdown::reserved::EDGE;
use std::ops::Range;

/// The bullets that people type, or paste from a text processor.
pub(super) const BULLETS: &[char] =
    &['●', '○', '•', '◦', '▪', '▫', '■', '□', '◆', '◇', '▶', '►', '➤', '➢', '‣', '·', '∙'];

/// Those that are a sign as well, of a box to tick or before a name: `□男 □女`, `□本报记者 马超`.
pub(super) const SIGNS: &[char] = &['□', '○', '■', '◇'];

/// What is left of the bullets of Wingdings where the font is lost, before the tab that stands behind a bullet.
const LETTERS: &[char] = &['l', 'n', 'u', 'Ø', 'ü', '§'];

impl Builder<'_, '_> {
    /// Tells of the first line of a block that begins with what is not quite Markdown.
    pub(super) fn check_first_line(&mut self, at: usize) {
        self.inline.items.clear();
        self.inline.joined.clear();
        self.inline.listed = false;
        let item =
            matches!(self.containers.last(), Some(Container { kind: Kind::Item { .. }, blocks }) if blocks.is_empty());
        if item && self.skipped == 0 {
            self.check_item(at);
        } else {
            self.check_line(at, true);
        }
    }

    /// Tells of a line that begins with what is not quite Markdown; `first` is whether its block begins with it.
    pub(super) fn check_line(&mut self, at: usize, first: bool) {
        if !matches!(self.leaf, Some(Leaf::Paragraph | Leaf::Line)) {
            return;
        }
        let rest = &self.source.text[at..];
        match rest.chars().next() {
            // Most lines.
            Some('[') | None => {}
            Some(c) if is_common_han(c) => {}
            Some('#' | '＃') => self.check_heading(at, rest),
            Some('0'..='9' | '０'..='９') => self.check_number(at, rest, first),
            Some('＞') => self.check_quote(at, rest),
            Some(':' | '!' | '?') => self.check_foreign_mark(at),
            Some(EDGE) => self.check_divider(at, rest),
            Some('|' | '｜') => self.check_table(at, rest),
            Some(dash @ ('-' | '*' | '－' | '–' | '—')) => self.check_dash(at, rest, dash),
            Some('\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}') => self.check_behind_blanks(at, rest, first),
            Some(c) if BULLETS.contains(&c) || LETTERS.contains(&c) && is_before_tab(rest) => {
                self.check_bullet(at, rest, c, "- ");
            }
            _ => {}
        }
    }

    /// The first line of an item has its mark already: a bullet after it is one too many, a number or a sign is text.
    fn check_item(&mut self, at: usize) {
        let rest = &self.source.text[at..];
        match rest.chars().next() {
            Some('[') => self.check_task(at, rest),
            Some('#' | '＃') => self.check_heading(at, rest),
            Some(EDGE) => self.check_divider(at, rest),
            Some(c) if BULLETS.contains(&c) && !SIGNS.contains(&c) => self.check_bullet(at, rest, c, ""),
            _ => {}
        }
    }

    fn check_heading(&mut self, at: usize, rest: &str) {
        let after = rest.trim_start_matches(['#', '＃']);
        let marks = &rest[..rest.len() - after.len()];
        let level = marks.chars().count();
        let text = after.trim_start_matches(SPACES);
        let line = lines::first(text);
        // #五一劳动节# is a topic, not a heading; #接龙 begins a list of those who come, and a tag ends an article.
        let (above, below) = (&self.source.text[..at], &text[line.len()..]);
        let is_last = || below.trim().is_empty() && !above.trim().is_empty() && self.containers.is_empty();
        let is_tag = level == 1 && (line.trim_end() == "接龙" || is_last());
        if level > 6 || !begins_chinese(text) || line.contains(['#', '＃']) || is_tag {
            return;
        }
        let span = self.source.span(&(self.blanks_before(at)..at + rest.len() - text.len()));
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

    fn check_quote(&mut self, at: usize, rest: &str) {
        let after = &rest['＞'.len_utf8()..];
        let text = after.trim_start_matches(SPACES);
        if !begins_item(after) && boxes::mark(text).is_none() {
            return;
        }
        let span = self.source.span(&(self.blanks_before(at)..at + rest.len() - text.len()));
        self.teller.tell(
            &codes::MARK_FULL_WIDTH,
            span.clone(),
            both!("“＞”是全角的，不会变成引用", "`＞` is full-width and makes no quotation"),
            |told| told.help(both!("写成半角的“> ”", "write `> `")).edit(span, "> "),
        );
    }

    /// `>60岁：每人200元`, `>>>点击报名`: the sign of a number, or signs that point at something, make a quotation of the
    /// line. It is none where another line of it begins otherwise, with a list or with a date.
    pub(super) fn check_quoted_signs(&mut self, range: &Range<usize>) {
        let quote = &self.source.text[range.clone()];
        let outermost = || !self.source.text[..range.start].trim_end_matches([' ', '\t']).ends_with('>');
        let is_sign: fn(&str) -> bool = match is_compared(quote) {
            true => is_compared,
            false if is_pointed(quote) && outermost() => is_pointed,
            false => return,
        };
        if !quote.lines().filter(|line| line.trim_start().starts_with('>')).all(is_sign) {
            return;
        }
        let help = match is_pointed(quote) {
            true => both!(
                "第一个“>”写成“\\>”；是引用里的引用，写“> > ”",
                "write `\\>` for the first, or `> > ` for a quotation in another"
            ),
            false => both!("写成“\\>”，或写“超过”", "write `\\>`, or say it in words"),
        };
        let mut at = range.start;
        for line in quote.split_inclusive(['\n', '\r']) {
            let sign = at + line.len() - line.trim_start().len();
            at += line.len();
            if !is_sign(line) {
                continue;
            }
            let span = self.source.span(&(sign..sign + 1));
            self.teller.tell(
                &codes::QUOTE_ODD,
                span.clone(),
                both!(
                    "行首的“>”是引用的记号，不会显示",
                    "`>` at the start of a line makes a quotation, and is not shown"
                ),
                |told| told.help(help.clone()).edit(span, "\\>"),
            );
        }
    }

    /// `- [ ]任务`, `- []任务`
    fn check_task(&mut self, at: usize, rest: &str) {
        if let Some(after) = rest.strip_prefix("[]") {
            return self.check_empty_task(at, after);
        }
        let after = ["[ ]", "[x]", "[X]"].iter().find_map(|task| rest.strip_prefix(task));
        if !after.is_some_and(begins_chinese) {
            return;
        }
        let mark = &rest[..3];
        let span = self.source.span(&(at..at + mark.len()));
        let end = span.end;
        self.teller.tell(
            &codes::LIST_WITHOUT_SPACE,
            span,
            both!("“{mark}”后面没有空格，所以没有变成任务", "without a space after `{mark}` this is no task"),
            |told| told.help(both!("在“{mark}”后面加一个空格", "put a space after `{mark}`")).edit(end..end, " "),
        );
    }

    fn check_empty_task(&mut self, at: usize, after: &str) {
        let text = after.trim_start_matches(SPACES);
        // `[]（a.pdf）` was meant to be a link.
        if !text.starts_with(char::is_alphanumeric) || !begins_chinese(text) {
            return;
        }
        let span = self.source.span(&(at..at + "[]".len() + after.len() - text.len()));
        self.teller.tell(
            &codes::LIST_WITHOUT_SPACE,
            span.clone(),
            both!("“[]”里面没有空格，所以没有变成任务", "without a space in `[]` this is no task"),
            |told| {
                told.help(both!("写成“[ ] ”，里面和后面各空一格", "write `[ ] `, a space in it and after it"))
                    .edit(span, "[ ] ")
            },
        );
    }
}

/// Whether a line begins with `>` and a number that something is compared with: `>60岁`, `>=60岁`. A number of a list
/// and a date are none.
fn is_compared(line: &str) -> bool {
    let Some(number) = line.trim_start().strip_prefix('>') else { return false };
    let number = number.strip_prefix(['=', '＝']).unwrap_or(number);
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let fraction = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let other = ['.', '、', ')', '）', '．', '年', '月', '-', '/', ':', '：'];
    after.len() < number.len() && (fraction || !after.starts_with(other))
}

/// Whether a line begins with several `>` right before Chinese: `>>>点击报名`.
fn is_pointed(line: &str) -> bool {
    let line = line.trim_start();
    let text = line.trim_start_matches('>');
    line.len() - text.len() > 1 && text.starts_with(|c| is_cjk(c) && c != '\u{3000}')
}

/// Whether a line is one character and, behind a tab, Chinese.
fn is_before_tab(line: &str) -> bool {
    let cells = lines::first(line).split_once('\t');
    cells.is_some_and(|(sign, text)| sign.chars().count() == 1 && begins_chinese(text) && !text.contains('\t'))
}

/// Whether the `>` of a line is none of a quotation, but a sign of comparison or one that points at something.
pub(super) fn points(line: &str) -> bool {
    is_compared(line) || is_pointed(line)
}

/// What stands before the text of a line.
const PREFIX: &[char] = &[' ', '\t', '>', '\u{a0}', '\u{2002}', '\u{2003}', '\u{3000}'];

/// The line after the one that a text begins with, without what it stands in.
pub(super) fn next_line(text: &str) -> &str {
    let rest = text.find(['\n', '\r']).map_or("", |end| &text[end..]);
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    rest.trim_start_matches(PREFIX)
}

/// The line before the one that a text ends in, without what it stands in.
pub(super) fn line_before(text: &str) -> &str {
    let Some(end) = text.rfind(['\n', '\r']) else { return "" };
    let text = text[..end].strip_suffix('\r').unwrap_or(&text[..end]);
    let start = text.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    text[start..].trim_start_matches(PREFIX)
}

/// Whether what stands after a mark is text: １.５万元, ＞６０岁 and －５℃ are numbers.
pub(super) fn begins_item(after: &str) -> bool {
    let text = after.trim_start_matches(SPACES);
    begins_chinese(text) && !text.starts_with(|c| matches!(c, '０'..='９'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_beside_are_found_past_what_they_stand_in() {
        let text = "> 甲\r\n>  乙\r\n> 丙";
        let at = text.find('乙').unwrap();
        assert_eq!((next_line(&text[at..]), line_before(&text[..at])), ("丙", "甲"));
        assert_eq!((next_line("甲\n\n乙"), line_before("甲\n\n")), ("\n乙", ""));
        assert_eq!((next_line("甲"), line_before("甲")), ("", ""));
    }
}
