//! Lines that were meant to be a table: with pipes between their words and none at the edges, where the row of dashes
//! is missing or the pipes are full-width; or with tabs, as they come from a spreadsheet. What has pipes at its edges
//! is told by the parser of Markdown.

use super::Slips;
use crate::both;
use crate::lang::Both;
use crate::markdown::after_number;
use crate::markdown::codes::TABLE_BROKEN;
use crate::markdown::rows::{LONGEST_MEND, PIPES, is_dashes, mended, no_table};
use memchr::{memchr, memmem};

/// With what the first line of something else begins: a list, a quotation, a heading, a row with a pipe at its edge.
const OTHERS: &[char] = &['-', '*', '+', '●', '·', '>', '#', '|', '｜'];
/// What stands behind the number of a line in a list.
const NUMBERED: &[char] = &['、', '.', ')', '．'];

/// With what the first cell of a row ends that is a name or a number before a text, and no cell.
const LABELS: &[char] = &['：', ':', '、', '.', '．', ')', '）'];

/// Tells of the first line of what is no table.
pub(super) fn check(slips: &mut Slips<'_>) {
    let text = slips.text();
    let bytes = text.as_bytes();
    let has_pipes = memchr(b'|', bytes).is_some() || memmem::find(bytes, "｜".as_bytes()).is_some();
    if !has_pipes && memchr(b'\t', bytes).is_none() {
        return;
    }
    let prose = slips.prose;
    for block in &prose.blocks {
        let Some(rows) = text.get(block.clone()).map(str::trim_end) else { continue };
        if rows.starts_with(OTHERS) || rows.starts_with(char::is_whitespace) {
            continue;
        }
        if !is_numbered(rows) && is_meant(rows) {
            piped(slips, block.start, rows);
        } else {
            tabbed(slips, block.start, rows);
        }
    }
}

/// Tells of rows with pipes, and mends them where they are nothing else.
fn piped(slips: &mut Slips<'_>, at: usize, rows: &str) {
    let help = both!(
        "竖线用半角的“|”，第一行下面加一行“---|---”，有几栏就写几个“---”",
        "write half-width pipes, and below the first line ---|--- with one --- for each column"
    );
    let is_whole = rows.lines().all(|row| row.contains(PIPES));
    let edit = (is_whole && is_plain(rows)).then(|| mended(rows));
    tell(slips, at, rows, (no_table(), help), edit);
}

/// Whether a line begins with the number of a line: 1、, 2.
fn is_numbered(line: &str) -> bool {
    after_number(line).is_some_and(|rest| rest.starts_with(NUMBERED))
}

/// Tells of rows with tabs, and mends them: a table stands between empty lines.
fn tabbed(slips: &mut Slips<'_>, start: usize, block: &str) {
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    let mut at = start;
    for run in lines.chunk_by(|one, next| tabs(one) == tabs(next)) {
        let typed: String = run.concat();
        let rows = typed.trim_end_matches(['\n', '\r']);
        let is_table = run.len() > 1 && tabs(run[0]) > 0 && !rows.contains(PIPES);
        if is_table && !run.iter().all(|row| is_labelled(row)) && !run.iter().all(|row| is_numbered(row)) {
            let message = both!("这几行用制表符隔开，没有变成表格", "these lines with tabs make no table");
            let help = both!(
                "每两格之间写“|”，第一行下面加一行“---|---”，有几栏就写几个“---”；前后各空一行",
                "write | between the cells, ---|--- below the first line, and an empty line before and after"
            );
            let piped = rows.replace('\t', " | ");
            let end = if block.contains("\r\n") { "\r\n" } else { "\n" };
            let above = if at > start { end } else { "" };
            let below = if at + typed.len() < start + block.len() { end } else { "" };
            let may_mend = !piped.lines().any(is_dashes) && is_plain(rows);
            let edit = may_mend.then(|| format!("{above}{}{below}", mended(&piped)));
            tell(slips, at, rows, (message, help), edit);
        }
        at += typed.len();
    }
}

/// How many tabs stand between the cells of a row; those before the first are its indentation.
fn tabs(row: &str) -> usize {
    let row = row.trim_end_matches(['\n', '\r', ' ']);
    if row.starts_with(char::is_whitespace) { 0 } else { row.matches('\t').count() }
}

/// Whether a row begins with a name or a number that a tab follows: 时间：, （一）.
fn is_labelled(row: &str) -> bool {
    let first = row.split('\t').next().unwrap_or_default().trim_end();
    first.ends_with(LABELS) || first.chars().all(|c| matches!(c, '①'..='⑳'))
}

/// Whether rows can be written again: what was blanked out cannot.
fn is_plain(rows: &str) -> bool {
    let blanked = rows.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    rows.len() <= LONGEST_MEND && !blanked
}

/// Tells of rows: of all of them where they are mended, else of the first.
fn tell(slips: &mut Slips<'_>, at: usize, rows: &str, said: (Both, Both), edit: Option<String>) {
    let told = if edit.is_some() { rows } else { rows.lines().next().unwrap_or_default() };
    slips.tell(&TABLE_BROKEN, at..at + told.len(), said, edit);
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
    fn rows_with_tabs_are_told_and_mended() {
        let rows = "单位\t名额\n东屏镇\t二十人\n石桥街道\t十五人";
        let mended = "单位 | 名额\n---|---\n东屏镇 | 二十人\n石桥街道 | 十五人";
        assert_eq!(edits(&format!("分配如下：\n\n{rows}\n")), [(rows, Some(mended.to_owned()))]);
        assert_eq!(
            edits("甲\t乙\t丙\r\n1\t\t3\r\n"),
            [("甲\t乙\t丙\r\n1\t\t3", Some("甲 | 乙 | 丙\r\n---|---|---\r\n1 |  | 3".to_owned()))]
        );
    }

    #[test]
    fn rows_with_tabs_beside_other_lines_are_parted_from_them() {
        let mended = |rows: &str| Some(rows.to_owned());
        assert_eq!(
            edits("分配如下：\n单位\t名额\n东屏镇\t二十人\n共三十五人。"),
            [("单位\t名额\n东屏镇\t二十人", mended("\n单位 | 名额\n---|---\n东屏镇 | 二十人\n"))]
        );
        assert_eq!(
            edits("5、经费\r\n单位\t金额\r\n甲镇\t一百元\r\n"),
            [("单位\t金额\r\n甲镇\t一百元", mended("\r\n单位 | 金额\r\n---|---\r\n甲镇 | 一百元"))]
        );
    }

    #[test]
    fn rows_with_tabs_that_cannot_be_written_again_are_told_only() {
        assert_eq!(edits("甲\t乙\n—\t—\n1\t2"), [("甲\t乙", None)]);
        assert_eq!(edits("甲\t`乙`\n1\t2"), [("甲\t`乙`", None)]);
    }

    #[test]
    fn a_tab_that_is_no_edge_of_a_cell_is_not_told() {
        for text in [
            "\t各位职工：\n\t你们好。",
            "甲\t乙",
            "甲\t乙\n丙丁",
            "时间：\t周一\n地点：\t窗口",
            "（一）\t登记\n（二）\t领票",
            "1.\t登记\n2.\t领票",
            "1、登记\t窗口\n2、领票\t窗口",
            "- 甲\t乙\n- 丙\t丁",
            "甲\t乙\n丙\t丁\t戊",
            "甲 | 乙\n--- | ---\n1\t2 | 3\n4\t5 | 6",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
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
