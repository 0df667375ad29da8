//! Lines with pipes between their words, and none at the edges, that were meant to be a table: the row of dashes is
//! missing, or the pipes are full-width. What has pipes at its edges is told by the parser of Markdown.

use super::Slips;
use crate::both;
use crate::checks::prose::after_number;
use crate::markdown::codes::TABLE_BROKEN;
use crate::markdown::rows::{LONGEST_MEND, PIPES, is_dashes, mended, no_table};
use memchr::{memchr, memmem};

/// With what the first line of something else begins: a list, a quotation, a heading, a row with a pipe at its edge.
const OTHERS: &[char] = &['-', '*', '+', '●', '·', '>', '#', '|', '｜'];
/// What stands behind the number of a line in a list.
const NUMBERED: &[char] = &['、', '.', ')', '．'];

/// Tells of the first line of what is no table.
pub(super) fn check(slips: &mut Slips<'_>) {
    let text = slips.text();
    if memchr(b'|', text.as_bytes()).is_none() && memmem::find(text.as_bytes(), "｜".as_bytes()).is_none() {
        return;
    }
    let prose = slips.prose;
    for block in &prose.blocks {
        let Some(rows) = text.get(block.clone()).map(str::trim_end) else { continue };
        let is_other = rows.starts_with(OTHERS)
            || rows.starts_with(char::is_whitespace)
            || after_number(rows).is_some_and(|rest| rest.starts_with(NUMBERED));
        if is_other || !is_meant(rows) {
            continue;
        }
        let help = both!(
            "竖线用半角的“|”，第一行下面加一行“---|---”，有几栏就写几个“---”",
            "write half-width pipes, and below the first line ---|--- with one --- for each column"
        );
        // What was blanked out cannot be written again.
        let blanked = rows.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
        let is_whole = rows.len() <= LONGEST_MEND && rows.lines().all(|row| row.contains(PIPES));
        let edit = (is_whole && !blanked).then(|| mended(rows));
        let told = if edit.is_some() { rows } else { rows.lines().next().unwrap_or_default() };
        slips.tell(&TABLE_BROKEN, block.start..block.start + told.len(), (no_table(), help), edit);
    }
}

/// Whether the lines of a block are the rows of a table that is none: there are dashes under the first, or rows enough
/// with as many pipes each. Two lines with one pipe each may be an address and a telephone number.
fn is_meant(rows: &str) -> bool {
    let mut lines = rows.lines();
    let (Some(head), Some(second)) = (lines.next(), lines.next()) else { return false };
    let pipes = head.matches(PIPES).count();
    if pipes == 0 || is_rule(second, head.matches('|').count()) {
        return false;
    }
    if is_dashes(second) && second.contains(PIPES) {
        return true;
    }
    let alike = rows.lines().take_while(|row| row.matches(PIPES).count() == pipes).count();
    alike > 2 || alike == 2 && pipes > 1
}

/// Whether a line is the row of dashes under a head of so many pipes, as Markdown wants it.
fn is_rule(line: &str, pipes: usize) -> bool {
    let cells: Vec<&str> = line.trim().trim_matches('|').split('|').collect();
    let is_cell = |cell: &&str| {
        let dashes = cell.trim().trim_start_matches(':').trim_end_matches(':');
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    cells.len() == pipes + 1 && cells.iter().all(is_cell)
}

#[cfg(test)]
mod tests {
    use super::super::told;
    use super::*;

    fn edits(text: &str) -> Vec<(&str, Option<String>)> {
        told(text, check).into_iter().map(|(_, typed, edit)| (typed, edit)).collect()
    }

    #[test]
    fn rows_without_a_row_of_dashes_are_told_and_mended() {
        let mended = |rows: &str| Some(rows.to_owned());
        assert_eq!(
            edits("姓名 | 单位 | 票\n张三 | 一厂 | 2\n"),
            [("姓名 | 单位 | 票\n张三 | 一厂 | 2", mended("姓名 | 单位 | 票\n---|---|---\n张三 | 一厂 | 2"))]
        );
        assert_eq!(edits("字。\n\n甲｜乙\n1｜2\n3｜4").len(), 1);
        assert_eq!(edits("甲｜乙\n———｜———\n1｜2"), [("甲｜乙\n———｜———\n1｜2", mended("甲|乙\n---|---\n1|2"))]);
        assert_eq!(edits("甲 | 乙\r\n－－ | －－\r\n1 | 2")[0].1, mended("甲 | 乙\r\n---|---\r\n1 | 2"));
    }

    #[test]
    fn what_holds_code_or_goes_on_in_words_is_told_only() {
        assert_eq!(edits("甲 | 乙 | `丙`\n1 | 2 | 3\n"), [("甲 | 乙 | `丙`", None)]);
        assert_eq!(edits("甲 | 乙 | 丙\n1 | 2 | 3\n其余见附件\n"), [("甲 | 乙 | 丙", None)]);
    }

    #[test]
    fn what_is_a_table_or_was_not_meant_to_be_one_is_not_told() {
        for text in [
            "甲 | 乙\n--- | ---\n1 | 2",
            "甲 | 乙\n:--|--:\n1 | 2",
            "| 甲 | 乙 |\n| 1 | 2 |",
            "地址：人民路1号 | 电话：0000-1234567\n邮编：000000 | 传真：0000-1234568",
            "甲 | 乙\n丙",
            "- 甲 | 乙 | 丙\n- 1 | 2 | 3",
            "1、甲 | 乙 | 丙\n2、丁 | 戊 | 己",
            "> 甲 | 乙 | 丙\n> 1 | 2 | 3",
            "```\n甲 | 乙 | 丙\n1 | 2 | 3\n```",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
