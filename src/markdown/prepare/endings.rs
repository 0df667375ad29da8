//! Lines that end the list above them: the next chapter, `附件：`, the signature. To Markdown a line right below an item
//! goes on with it, whatever it says; an empty line parts the two. And what ends an article, `- END -`, which is no item.

use super::Patch;
use crate::markdown::fence::Fence;
use crate::markdown::item::{after_number, item};
use crate::markdown::numbering::Step;
use crate::markdown::{lines, moments, signature};
use std::cell::LazyCell;
use std::ops::Range;

/// The list that a line may stand below.
#[derive(Debug, Default)]
struct List {
    /// How many items it has up to there.
    items: usize,
    /// The number of the last one.
    number: Option<u64>,
    /// Whether items have lines with labels and the like of their own, and numbered ones.
    labelled: bool,
    sectioned: bool,
    /// The step of the last number that stands above it: 1.登记, with what to bring as its list.
    below: Option<Step>,
    /// Whether it ends right above the line.
    above: bool,
}

/// The changes that part such lines from the lists above them.
pub(super) fn lists(text: &str, out: &mut Vec<Patch>) {
    let signature = LazyCell::new(|| signature::lines(text));
    let mut code: Option<Fence> = None;
    let mut list: Option<List> = None;
    let mut below_text = false;
    let mut above = "";
    // The step of the last number above the list, and from where it was not looked for yet.
    let (mut below, mut since) = (None, 0);
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        let above = std::mem::replace(&mut above, line);
        let was_code = code.is_some();
        code = Fence::below(code, line);
        let is_blank = line.trim().is_empty();
        if was_code || code.is_some() || is_blank {
            below_text = false;
            if !is_blank {
                below = last_step(&text[since..start]).or(below);
                since = end;
            }
            if let Some(list) = &mut list {
                list.above &= !is_blank;
            }
            continue;
        }
        if is_end(above, line, &text[end..]) {
            let parted = if list.take().is_some_and(|list| list.above) { "\n" } else { "" };
            let sign = end - line.trim_start().len();
            out.extend([Patch { at: start, cut: 0, put: parted }, Patch { at: sign, cut: 0, put: "\\" }]);
            below_text = true;
            continue;
        }
        let number = item_number(line);
        let begins = item(line).is_some() && (list.is_some() || !below_text || number.is_none_or(|number| number == 1));
        below_text = true;
        if begins {
            let above = || last_step(text.get(since..start).unwrap_or_default());
            list.get_or_insert_with(|| List { below: above().or(below), ..List::default() }).take_item(number);
            continue;
        }
        let Some(open) = &mut list else { continue };
        if line.starts_with([' ', '\t']) {
            open.take_line(line);
        } else if !open.above || line.starts_with(['>', '#', '|']) {
            (below, since) = (open.below, start);
            list = None;
        } else if is_signed(&signature, start) || open.is_ended_by(above, line, &text[end..]) {
            out.push(Patch { at: start, cut: 0, put: "\n" });
            (below, since) = (open.below, start);
            list = None;
        } else {
            open.take_line(line);
        }
    }
}

/// Whether a line is what ends an article, a few words between two signs: `- END -`, `- 完 -`. Several such are a list.
fn is_end(above: &str, line: &str, below: &str) -> bool {
    let inside = |line: &str| {
        let text = item(line)?.trim();
        let words = text.strip_suffix(line.trim_start().chars().next()?)?.strip_suffix(' ')?.trim_end();
        (1..=END).contains(&words.chars().take(END + 1).count()).then(|| words.chars().all(char::is_alphanumeric))
    };
    let is_item = |line: &str| item(line).is_some_and(|text| !text.trim().is_empty());
    inside(line) == Some(true) && !is_item(above) && !is_item(lines::first(below))
}

/// The most letters of what ends an article: THE END has less.
const END: usize = 8;

/// The step of the last number that a line begins with.
fn last_step(text: &str) -> Option<Step> {
    text.lines().rev().find_map(|line| lines::number(line).map(|number| number.step))
}

/// Whether a line begins with a label, a time and the like, or stands alone: an item's own, or none of the list.
fn is_head(line: &str) -> bool {
    lines::is_label(line) || lines::stands_alone(line) || moments::begins(line)
}

fn is_signed(signature: &[Range<usize>], start: usize) -> bool {
    signature.first().is_some_and(|line| line.start == start)
}

/// The number of an item, if it has one.
fn item_number(line: &str) -> Option<u64> {
    let line = item(line).map(|_| line.trim_start_matches([' ', '\t']))?;
    let rest = after_number(line)?;
    line[..line.len() - rest.len()].parse().ok()
}

impl List {
    fn take_item(&mut self, number: Option<u64>) {
        self.items += 1;
        self.number = number;
        self.above = true;
    }

    /// Takes a line that belongs to the last item.
    fn take_line(&mut self, line: &str) {
        self.labelled |= is_head(line);
        self.sectioned |= lines::number(line).is_some();
        self.above = true;
    }

    /// Whether a line right below the last item, with these above and below it, is no part of that.
    fn is_ended_by(&self, above: &str, line: &str, below: &str) -> bool {
        match lines::number(line) {
            // （二） without （一） in the list is the next of those above it.
            Some(number) => {
                number.may_end_a_list(self.sectioned)
                    && (number.step <= Step::Section || self.below == Some(number.step))
            }
            None => {
                // Of one item with a label below it nobody can tell.
                // 3月20日 may stand in the sentence of an item.
                let may_begin = lines::is_complete_item(above) || !moments::begins(line);
                self.items > 1 && !self.labelled && is_head(line) && may_begin && !self.goes_on(line, below)
            }
        }
    }

    /// Whether another item follows below a line, before the next blank one.
    fn goes_on(&self, line: &str, below: &str) -> bool {
        let mut lines = below.lines().take_while(|line| !line.trim().is_empty());
        let Some(next) = lines.find(|line| item(line).is_some()) else { return false };
        // 附件：, with the list that it tells of.
        let tells = line.trim_end().ends_with(['：', ':']);
        match (item_number(next), self.number) {
            (Some(next), Some(last)) => next == last.saturating_add(1) || next == last && !tells,
            _ => !tells,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::source::Source;

    /// A text as it is parsed, with `|` where a list is ended.
    fn parted(text: &str) -> String {
        let mut patches = Vec::new();
        lists(text, &mut patches);
        patches.iter().for_each(|patch| assert_eq!((patch.cut, patch.put), (0, "\n")));
        let marks = patches.into_iter().map(|patch| Patch { put: "|", ..patch }).collect();
        Source::new(text, 0).patched(marks).text.into_owned()
    }

    #[test]
    fn chapters_labels_and_the_signature_end_a_list() {
        for text in [
            "1. 甲\n2. 乙\n|五、其他\n（一）丙",
            "- 甲\n|第三条　丙",
            "（一）甲\n\n1. 甲\n2. 乙\n|（二）丙\n1. 丁\n2. 戊\n|（三）己",
            "1.登记\n- 甲\n- 乙\n|2.领票\n- 丙\n|3.使用",
            "①登记\n\n1. 甲\n2. 乙\n|②领票",
            "1. 甲\n2. 乙\n|附件：1. 报名表",
            "1. 甲\n2. 乙\n|附件：\n1. 报名表\n2. 名单",
            "- 甲\n- 乙\n|**联系人：**丙\n电话：丁",
            "- 甲\n  续\n- 乙\n|注意事项：\n- 丙",
            "1. 甲。\n2. 乙。\n|某县总工会\n2026年3月1日",
            "1. 甲\n2. 乙\n|15:30 宣布闭幕",
            "- 甲\n- 乙\n|【通知】\n丙",
            "- 甲\n- 乙\n|━━━━━━━━━━\n丙",
            "- 甲。\n- 乙。\n|3月10日，丙。\n3月11日，丁。",
            "- 甲\r\n- 乙\r\n|时间：丙\r\n",
        ] {
            assert_eq!(parted(&text.replace('|', "")), text);
        }
    }

    #[test]
    fn what_is_an_items_own_stays_in_it() {
        for text in [
            "1. 甲\n（1）子\n（2）子\n2. 乙\n①子",
            "1. 甲\n（一）子\n（二）子\n2. 乙\n（一）子",
            "1.登记\n- 甲\n1）子\n2）子\n- 乙",
            "1. 甲\n②子",
            "- 甲\n2.乙",
            "1. 开幕\n时间：甲\n2. 闭幕\n时间：乙",
            "- 手工课\n时间：甲\n\n- 合唱课\n时间：乙",
            "- 手工课\n  时间：甲\n- 合唱课\n时间：乙",
            "1. 甲\n2. 乙\n时间：丙\n3. 丁",
            "- 甲\n- 乙\n时间：丙\n- 丁",
            "- 手工课\n时间：甲",
            "- 甲\n- 乙\n    五、丙",
            "- 甲\n- 乙\n丙",
            "1. 甲\n2. 各单位要认真组织，于\n3月20日前报送",
            "- 甲\n【注】\n- 乙",
            "1. 甲\n9:00 二楼\n2. 乙\n14:00 三楼",
            "- 甲\n- 乙\n  15:30 丙",
            "安排\n2. 甲\n五、乙",
            "```\n- 甲\n- 乙\n五、丙\n```",
            "- 甲\n- 乙\n\n五、丙\n时间：丁",
            "> - 甲\n> 五、乙",
        ] {
            assert_eq!(parted(text), text);
        }
    }
}
