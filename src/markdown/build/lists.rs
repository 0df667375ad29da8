//! Lines that are items of a list but for their mark, `●时间`, `－时间`, or `1.时间` in a list. A mend is given where a list
//! comes of it: a number other than 1 begins none right after text, and what stands under another item must begin
//! where the text of that one does.

use super::slips::{BULLETS, SIGNS, begins_item, line_before, next_line};
use super::{Builder, Container, Kind};
use crate::both;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Both;
use crate::markdown::cjk::SPACES;
use crate::markdown::codes;
use crate::markdown::document::Item;
use crate::markdown::prose::{begins_chinese, begins_text};
use crate::markdown::{indent, item, lines};
use std::ops::Range;

/// An item that the mends of a block make: columns, from the start of its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewItem {
    /// Where its text begins: a byte of the parsed text.
    at: usize,
    /// Where its mark was typed.
    typed: usize,
    /// Where it will be.
    mark: usize,
    /// Where its text will begin.
    text: usize,
}

/// What an item lacks.
struct Slip<'a> {
    code: &'static Code,
    /// What is marked: bytes of the parsed text.
    marked: Range<usize>,
    /// What the mark of the list takes the place of.
    replaced: Range<usize>,
    mark: &'a str,
    /// Its number, if it has one.
    number: Option<u32>,
    /// Whether its block begins with it.
    first: bool,
    /// Whether somebody must choose what it becomes.
    choice: bool,
    message: Both,
    /// What to do beside what is to be done with the blanks before it.
    help: Option<Both>,
}

/// The number of an item has no more digits: 2026. is a year.
const DIGITS_MAX: usize = 3;
/// A line that begins further in than this is code, or goes on with a paragraph.
const INDENT_MAX: usize = 3;

/// The text of an item, or of a line that is to become one, by its mark.
pub(super) fn item_text(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(SPACES);
    let bullet = || line.strip_prefix(BULLETS).or_else(|| line.strip_prefix(['-', '*', '－', '–', '—']));
    let number = || Number::of(line).filter(|number| number.wide).map(|number| &line[number.length..]);
    item(line).or_else(number).or_else(|| bullet().filter(|text| begins_item(text)))
}

/// The number of an item, as Markdown has it.
pub(super) fn typed_number(item: &str) -> Option<u64> {
    let item = item.trim_start_matches(' ');
    let end = item.find(|c: char| !c.is_ascii_digit())?;
    item[..end].parse().ok()
}

/// Leaves the items of a list only those numbers that are not the next ones. Where all are the same, `1. 1. 1.`, who
/// typed them leaves the counting to Markdown.
pub(super) fn number(start: Option<u64>, items: &mut [Item]) {
    let Some(start) = start else { return };
    let alike = items.len() > 1 && items.iter().all(|item| item.number == Some(start));
    let mut next = start;
    for item in items {
        item.number = item.number.filter(|&number| !alike && number != next);
        next = item.number.unwrap_or(next).saturating_add(1);
    }
}

impl NewItem {
    /// Where the text of an item begins: a byte of the parsed text.
    pub(super) fn at(&self) -> usize {
        self.at
    }
}

impl Builder<'_, '_> {
    /// Tells of a line that would be an item, were there no blanks before its mark: `　　- 持会员卡`. False where it
    /// would be none.
    pub(super) fn check_whole_item(&mut self, at: usize, rest: &str, first: bool) -> bool {
        let Some(text) = item(rest).filter(|text| begins_item(text)) else { return false };
        let mark = rest[..rest.len() - text.len()].trim_end();
        let number = match mark.trim_end_matches(['.', ')']) {
            digits if digits.len() < mark.len() => match digits.parse().ok().filter(|_| digits.len() <= DIGITS_MAX) {
                None => return false,
                number => number,
            },
            _ => None,
        };
        // A sign before one remark: * 为必填项
        if matches!(mark, "*" | "+") && !self.is_beside(at, |line| line.starts_with(mark)) {
            return false;
        }
        let text = text.trim_start_matches(SPACES);
        self.tell_item(Slip {
            code: &codes::MARK_FULL_WIDTH,
            marked: self.blanks_before(at)..at + mark.len(),
            replaced: at..at + rest.len() - text.len(),
            mark: &format!("{mark} "),
            number,
            first,
            choice: false,
            message: both!("“{mark}”前面有空白，所以没有变成列表", "behind blanks `{mark}` makes no list"),
            help: None,
        });
        true
    }

    pub(super) fn check_number(&mut self, at: usize, rest: &str, first: bool) {
        let Some(number) = Number::of(rest) else { return };
        let mark = &rest[..number.length];
        let after = rest[number.length..].trim_start_matches(SPACES);
        let replaced = at..at + rest.len() - after.len();
        // Full-width spaces are Chinese themselves.
        let text = rest[number.length..].trim_start_matches('\u{a0}');
        if !number.wide && number.mark != '、' && begins_chinese(text) && !self.is_line_without_a_list(rest) {
            self.tell_item(Slip {
                code: &codes::LIST_WITHOUT_SPACE,
                marked: at..at + number.length,
                replaced,
                mark: &format!("{mark} "),
                number: Some(number.value),
                first,
                choice: false,
                message: both!(
                    "“{mark}”后面没有空格，所以没有变成列表",
                    "without a space after `{mark}` this is no list"
                ),
                help: Some(both!("在“{mark}”后面加一个空格", "put a space after `{mark}`")),
            });
        } else if number.wide
            && self.is_beside(at, |line| Number::of(line).is_some_and(|number| number.wide))
            && !(self.is_line_without_a_list(rest) && self.is_below_a_numbered_line(at))
        {
            let mended = format!("{}. ", number.value);
            self.tell_item(Slip {
                code: &codes::MARK_FULL_WIDTH,
                marked: replaced.clone(),
                replaced,
                mark: &mended,
                number: Some(number.value),
                first,
                choice: false,
                message: both!("“{mark}”是全角的，不会变成列表", "`{mark}` is full-width and makes no list"),
                help: Some(both!("写成“{mended}”（半角，后面空一格）", "write `{mended}`")),
            });
        }
    }

    /// Whether a numbered line, `1.登记`, is a line on the page, and not in a list of which it is to be an item. Behind
    /// `1.` a space that does not break looks like the one that makes a list.
    fn is_line_without_a_list(&self, line: &str) -> bool {
        let is_item = |container: &Container| matches!(container.kind, Kind::Item { .. });
        let is_line = lines::number(line).is_some_and(|number| !number.text.starts_with('\u{a0}'));
        is_line && !self.containers.iter().any(is_item)
    }

    /// `— 项`, `－项`, `-项`, `*项`: prose can begin with a dash or an asterisk, two in a row hardly do.
    pub(super) fn check_dash(&mut self, at: usize, rest: &str, dash: char) {
        let is_item = |line: &str| {
            let after = line.strip_prefix(dash).filter(|after| !after.starts_with(dash));
            // *重点* is slanted.
            after.is_some_and(|after| begins_item(after) && !(dash == '*' && lines::first(after).contains('*')))
        };
        let wide = dash == '－' && rest['－'.len_utf8()..].starts_with(SPACES);
        if is_item(rest) && (wide || self.is_beside(at, is_item)) {
            self.check_bullet(at, rest, dash, if dash == '*' { "* " } else { "- " });
        }
    }

    pub(super) fn check_bullet(&mut self, at: usize, rest: &str, bullet: char, mark: &'static str) {
        let text = rest[bullet.len_utf8()..].trim_start_matches(SPACES);
        // ·END· is no item.
        if !begins_text(text) || lines::first(text).trim_end().ends_with(bullet) {
            return;
        }
        let is_item = |line: &str| line.strip_prefix(bullet).is_some_and(|rest| !lines::first(rest).contains(bullet));
        if SIGNS.contains(&bullet) && !(is_item(rest) && self.is_beside(at, is_item)) {
            return;
        }
        let replaced = at..at + rest.len() - text.len();
        if mark.is_empty() {
            let span = self.source.span(&replaced);
            self.teller.tell(
                &codes::LIST_BULLET,
                span.clone(),
                both!("“-”后面的“{bullet}”是多余的", "the `{bullet}` after the mark of the list is one too many"),
                |told| told.help(both!("删去它", "delete it")).edit(span, ""),
            );
            return;
        }
        let (code, message, help) = match bullet {
            '-' | '*' => (
                &codes::LIST_WITHOUT_SPACE,
                both!("“{bullet}”后面没有空格，所以没有变成列表", "without a space after `{bullet}` this is no list"),
                both!("在“{bullet}”后面加一个空格", "put a space after `{bullet}`"),
            ),
            '□' | '○' => (
                &codes::LIST_BULLET,
                both!("“{bullet}”不会变成列表", "`{bullet}` makes no list"),
                both!(
                    "是列表，就换成“- ”（减号和空格）；是打勾的方框，就换成“- [ ] ”",
                    "write `- ` in its place for a list, `- [ ] ` for a box to tick"
                ),
            ),
            _ => (
                &codes::LIST_BULLET,
                both!("“{bullet}”不会变成列表", "`{bullet}` makes no list"),
                both!("把它换成“- ”（减号和空格）", "write `- `, a hyphen and a space, in its place"),
            ),
        };
        let choice = matches!(bullet, '□' | '○');
        // A bullet begins a list wherever it stands.
        let marked = replaced.clone();
        let help = Some(help);
        self.tell_item(Slip { code, marked, replaced, mark, number: None, first: false, choice, message, help });
    }

    /// Tells of an item that is none, with the mend that makes it one.
    fn tell_item(&mut self, slip: Slip<'_>) {
        if slip.number.is_some_and(|number| self.is_counted_behind_a_label(slip.marked.start, number)) {
            return;
        }
        // As it stands in the file: here, what made code of the line is gone already.
        let replaced = self.source.span(&slip.replaced);
        let before = self.teller.before(replaced.start);
        let line = before.trim_end_matches(SPACES);
        let spaces = &before[line.len()..];
        let typed = columns(spaces);
        let interrupts = slip.first || slip.number.is_none_or(|number| number == 1) || !self.inline.items.is_empty();
        let parted = !interrupts && !self.goes_on_with_a_list(typed);
        let outside = self.containers.is_empty();
        // Where a line begins that is not indented; in items, that is not seen from here, but how far in at least.
        let edge = if line.ends_with('>') { Some(1) } else { outside.then_some(0) };
        let items = self.containers.iter().filter(|container| matches!(container.kind, Kind::Item { .. })).count();
        let unsure =
            slip.choice || edge.is_none() && self.inline.items.is_empty() && typed > INDENT_MAX + items * "- ".len();
        let mark = self.place_item(&slip, typed, edge);
        let start = replaced.start - spaces.len();
        let edit = if unsure || parted && !outside {
            // It makes no list for others to go on with.
            self.inline.items.clear();
            None
        } else if parted {
            let line_end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
            Some((start..replaced.end, format!("{line_end}{}{}", " ".repeat(mark), slip.mark)))
        } else if spaces.len() == mark && spaces.bytes().all(|b| b == b' ') {
            Some((replaced, slip.mark.to_owned()))
        } else {
            Some((start..replaced.end, format!("{}{}", " ".repeat(mark), slip.mark)))
        };
        let above = parted.then(|| both!("在它上面空一行", "leave an empty line above it"));
        let blanks = (!spaces.is_ascii()).then(|| match mark {
            0 => both!("删去它前面的空白", "delete the blanks before it"),
            mark => both!("它前面的空白换成{mark}个半角空格", "put spaces, {mark}, in place of the blanks before it"),
        });
        let then = |first: Both, next: Both| {
            let ((zh, en), (then_zh, then_en)) = ((first.zh, first.en), (next.zh, next.en));
            both!("{zh}，再{then_zh}", "{en}, and {then_en}")
        };
        let help = [above, blanks, slip.help].into_iter().flatten().reduce(then);
        self.teller.tell(slip.code, self.source.span(&slip.marked), slip.message, |told| {
            let told = help.into_iter().fold(told, Diagnostic::help);
            match edit {
                Some((span, mended)) => told.edit(span, mended),
                None => told,
            }
        });
    }

    /// Whether a number is the next of those that a label has the first of: 附件：1. 报名表, with 2. 名额表 below it. No
    /// list can hold both.
    fn is_counted_behind_a_label(&self, at: usize, number: u32) -> bool {
        if number < 2 || !self.containers.is_empty() || !self.inline.items.is_empty() {
            return false;
        }
        let lines = self.source.text[..at].lines().rev().filter(|line| !line.trim().is_empty());
        let mut expected = number;
        for line in lines.take(NUMBERED_MAX) {
            expected -= 1;
            match lines::number(line) {
                Some(number) if number.value == expected && expected > 1 => {}
                _ => return lines::number_behind_a_label(line).is_some_and(|number| number.value == expected),
            }
        }
        false
    }

    /// Whether a line that stands in an item does so only because the paragraph before it goes on: as an item it
    /// stands outside, where there is a list already.
    fn goes_on_with_a_list(&self, typed: usize) -> bool {
        let lists = |container: &Container| matches!(container.kind, Kind::List { .. } | Kind::Item { .. });
        typed < "- ".len() && !self.containers.is_empty() && self.containers.iter().all(lists)
    }

    /// In which column the mark of an item goes, under those before it.
    fn place_item(&mut self, slip: &Slip<'_>, typed: usize, edge: Option<usize>) -> usize {
        let items = &mut self.inline.items;
        self.inline.sectioned &= !items.is_empty();
        let mut beside = None;
        // One space more is a slip.
        while let Some(item) = items.pop_if(|item| typed < item.typed + 2) {
            beside = Some(item);
        }
        if beside.is_none() && slip.number.is_some_and(|number| number != 1) {
            // The first under an item, and not numbered as a first one is.
            beside = items.pop();
        }
        let mark = match (items.last(), beside) {
            (Some(above), _) => above.text,
            (None, Some(beside)) => beside.mark.min(typed),
            (None, None) => edge.filter(|edge| typed > edge + INDENT_MAX).unwrap_or(typed),
        };
        items.push(NewItem { at: slip.replaced.end, typed, mark, text: mark + slip.mark.len() });
        mark
    }

    /// Looks whether a line that is none of the items that mends make is the end of their list: what follows it stands
    /// under none of them.
    pub(super) fn check_below_items(&mut self, at: usize) {
        if self.inline.items.last().is_none_or(|item| item.at > at) {
            return;
        }
        let (above, line) = self.source.text.split_at(at);
        let Some(number) = lines::number(line) else { return };
        let at_margin = self.containers.is_empty() && !above.ends_with([' ', '\t']);
        if at_margin && number.may_end_a_list(self.inline.sectioned) {
            self.inline.items.clear();
        }
        self.inline.sectioned = true;
    }

    /// Whether numbered lines stand above a place, of which one is half-width: all of them are lines on the page, and
    /// what begins below them is no list.
    fn is_below_a_numbered_line(&self, at: usize) -> bool {
        let mut above = self.source.text[..at].trim_end_matches(SPACES).lines().rev().take(NUMBERED_MAX);
        let number = |line: &str| Number::of(line.trim_start_matches(SPACES));
        above.find_map(|line| match number(line) {
            Some(number) if number.wide => None,
            other => Some(other.is_some()),
        }) == Some(true)
    }

    /// Whether the line before or after this one begins likewise.
    fn is_beside(&self, at: usize, likewise: impl Fn(&str) -> bool) -> bool {
        let text = &*self.source.text;
        likewise(next_line(&text[at..])) || likewise(line_before(&text[..at]))
    }
}

/// More numbered lines are not looked through.
const NUMBERED_MAX: usize = 50;

/// How far in a line begins with these spaces.
fn columns(spaces: &str) -> usize {
    spaces.chars().map(indent::width).sum()
}

/// The number of an item as it is typed: `１．`, `1.`, `1)`, `１、`.
struct Number {
    value: u32,
    mark: char,
    /// Bytes of both.
    length: usize,
    /// Whether a digit or the dot is full-width.
    wide: bool,
}

impl Number {
    fn of(line: &str) -> Option<Number> {
        let mut value = 0;
        let mut wide = false;
        // Three digits and the mark.
        for (index, c) in line.char_indices().take(4) {
            match c {
                '0'..='9' => value = value * 10 + (u32::from(c) - u32::from('0')),
                '０'..='９' => {
                    value = value * 10 + (u32::from(c) - u32::from('０'));
                    wide = true;
                }
                '.' | '．' | '、' | ')' if index > 0 => {
                    let length = index + c.len_utf8();
                    return begins_item(&line[length..]).then_some(Number {
                        value,
                        mark: c,
                        length,
                        wide: wide || c == '．',
                    });
                }
                _ => return None,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_three_digits_at_most_and_text_after_it() {
        let read = |line| Number::of(line).map(|number| (number.value, number.mark, number.wide));
        assert_eq!(read("１２．项"), Some((12, '．', true)));
        assert_eq!(read("1) 项"), Some((1, ')', false)));
        assert_eq!(["1234.项", "1.5万", "１.５万", "项", ".项", "1"].map(read), [None; 6]);
    }
}
