//! Lines that were meant to be a table: with pipes between their words and none at the edges, where the row of dashes
//! is missing or the pipes are full-width; or with tabs, as they come from a spreadsheet. What has pipes at its edges
//! is told by the parser of Markdown.

mod tabs;

use super::Slips;
use super::credits::{are_credits, are_particulars};
use crate::both;
use crate::lang::Both;
use crate::letters::{is_digit, is_line_numeral};
use crate::markdown::codes::TABLE_BROKEN;
use crate::markdown::rows::{LONGEST_MEND, PIPES, is_dashes, mended, no_table};
use memchr::{memchr, memmem};
use std::ops::Range;

/// With what the first line of something else begins: a list, a quotation, a heading, a row with a pipe at its edge.
const OTHERS: &[char] = &['-', '*', '+', '●', '·', '>', '#', '|', '｜'];
/// What stands behind the number of a line in a list.
const NUMBERED: &[char] = &['、', '.', ')', '．'];

/// Tells of the first line of what is no table.
pub(super) fn check(slips: &mut Slips<'_>) {
    let text = slips.text();
    let bytes = text.as_bytes();
    let has_pipes = memchr(b'|', bytes).is_some() || memmem::find(bytes, "｜".as_bytes()).is_some();
    if !has_pipes && memchr(b'\t', bytes).is_none() {
        return;
    }
    let prose = slips.prose;
    for blocks in prose.blocks.chunk_by(|one, next| is_between_rows(text, one.end..next.start)) {
        let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { continue };
        let Some(rows) = text.get(first.start..last.end) else { continue };
        if rows.trim_start().starts_with(OTHERS) {
            continue;
        }
        let runs: Vec<_> = runs_with_pipes(rows).into_iter().filter(|run| is_meant(&rows[run.clone()])).collect();
        if runs.is_empty() {
            tabs::check(slips, first.start, rows);
        }
        for run in runs {
            piped(slips, first.start, rows, run);
        }
    }
}

/// The lines of a block that have pipes, those that follow one another together.
fn runs_with_pipes(block: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for line in block.split_inclusive('\n') {
        let at = end;
        end += line.len();
        let words = at..at + line.trim_end().len();
        match runs.last_mut() {
            _ if !line.contains(PIPES) => {}
            Some(run) if block[run.end..at].trim().is_empty() => run.end = words.end,
            _ => runs.push(words),
        }
    }
    runs
}

/// Whether what is between two blocks is a row of a spreadsheet in which all cells are empty.
fn is_between_rows(text: &str, between: Range<usize>) -> bool {
    let (above, below) = (text.get(..between.start), text.get(between.end..));
    let lines = [
        above.and_then(|above| above.lines().next_back()),
        text.get(between).filter(|between| between.trim().is_empty()),
        below.and_then(|below| below.lines().next()),
    ];
    lines.into_iter().all(|line| line.is_some_and(|line| line.contains('\t')))
}

/// Tells of the rows with pipes of a block, and mends them.
fn piped(slips: &mut Slips<'_>, start: usize, block: &str, run: Range<usize>) {
    let help = both!(
        "竖线用半角的“|”，第一行下面加一行“---|---”，有几栏就写几个“---”；前后各空一行",
        "write half-width pipes, below the first line ---|--- with one --- for each column, and an empty line before and after"
    );
    let rows = &block[run.clone()];
    let table = is_plain(rows).then(|| mended(rows));
    let edit = table.map(|table| parted(slips.text(), start, block, &run, &table));
    tell(slips, start + run.start, rows, (no_table(), help), edit);
}

/// A table in the place of some lines of a block, with an empty line to what stands beside them: above them the end of
/// another block too.
fn parted(text: &str, start: usize, block: &str, lines: &Range<usize>, table: &str) -> String {
    let end = tabs::end_of(block);
    let is_said = |line: Option<&str>| line.is_some_and(|line| !line.trim().is_empty());
    let before = text.get(..start + lines.start).unwrap_or_default().trim_end_matches([' ', '\t', '\u{3000}']);
    let before = before.strip_suffix('\n').unwrap_or(before);
    let above = if is_said(before.rsplit('\n').next()) { end } else { "" };
    let below = if is_said(block[lines.end..].lines().nth(1)) { end } else { "" };
    format!("{above}{table}{below}")
}

/// Whether a line begins with the number of a line: 1、, 2., 一、
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c| is_digit(c) || is_line_numeral(c));
    rest.len() < line.len() && rest.starts_with(NUMBERED)
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
/// with as many pipes each. Two lines with one pipe each may be an address and a telephone number, and more of them the
/// credits of an article or the particulars of an event.
fn is_meant(rows: &str) -> bool {
    if rows.starts_with(char::is_whitespace) || is_numbered(rows) {
        return false;
    }
    let mut lines = rows.lines();
    let (Some(head), Some(second)) = (lines.next(), lines.next()) else { return false };
    let pipes = head.matches(PIPES).count();
    if pipes == 0 {
        return false;
    }
    if is_dashes(second) && second.contains(PIPES) {
        return true;
    }
    let alike: Vec<&str> = rows.lines().take_while(|row| row.matches(PIPES).count() == pipes).collect();
    let firsts = || alike.iter().filter_map(|row| row.split(PIPES).next());
    match pipes {
        1 => alike.len() > 2 && !are_credits(firsts()) && !are_particulars(firsts()),
        _ => alike.len() > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::told;
    use super::*;

    pub(super) fn edits(text: &str) -> Vec<(&str, Option<String>)> {
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
        assert_eq!(edits("作者 | 作品\n张三 | 春\n李四 | 夏").len(), 1);
        assert_eq!(edits("职责 | 姓名\n编辑 | 小石\n审核 | 老李").len(), 1);
        assert_eq!(edits("时间 | 地点\n周六 | 二楼\n周日 | 三楼").len(), 1);
        assert_eq!(edits("时间｜周六\n地点｜二楼\n对象｜会员"), []);
        assert_eq!(edits("甲｜乙\n———｜———\n1｜2"), [("甲｜乙\n———｜———\n1｜2", mended("甲|乙\n---|---\n1|2"))]);
        assert_eq!(edits("甲 | 乙\r\n－－ | －－\r\n1 | 2")[0].1, mended("甲 | 乙\r\n---|---\r\n1 | 2"));
    }

    #[test]
    fn what_holds_code_is_told_only() {
        assert_eq!(edits("甲 | 乙 | `丙`\n1 | 2 | 3\n"), [("甲 | 乙 | `丙`", None)]);
    }

    #[test]
    fn rows_beside_other_lines_are_parted_from_them() {
        let rows = "甲 | 乙 | 丙\n1 | 2 | 3";
        let table = "甲 | 乙 | 丙\n---|---|---\n1 | 2 | 3";
        assert_eq!(edits(&format!("{rows}\n其余见附件\n")), [(rows, Some(format!("{table}\n")))]);
        assert_eq!(edits(&format!("附件2：\n{rows}")), [(rows, Some(format!("\n{table}")))]);
        let rows = "甲 | 乙\n--- | ---\n1 | 2";
        assert_eq!(edits(&format!("见下：\n{rows}")), [(rows, Some("\n甲 | 乙\n---|---\n1 | 2".to_owned()))]);
        assert_eq!(edits(&format!("见下：\n\n{rows}")), []);
    }

    #[test]
    fn what_is_a_table_or_was_not_meant_to_be_one_is_not_told() {
        for text in [
            "甲 | 乙\n--- | ---\n1 | 2",
            "甲 | 乙\n:--|--:\n1 | 2",
            "| 甲 | 乙 |\n| 1 | 2 |",
            "地址：人民路1号 | 电话：0000-1234567\n邮编：000000 | 传真：0000-1234568",
            "来源 | 示例县总工会\n编辑 | 小石\n审核 | 老李",
            "作　者｜张三\n图/文｜李四\n指导｜老王",
            "甲 | 乙\n丙",
            "- 甲 | 乙 | 丙\n- 1 | 2 | 3",
            "1、甲 | 乙 | 丙\n2、丁 | 戊 | 己",
            "一、甲 | 乙 | 丙\n二、丁 | 戊 | 己",
            "> 甲 | 乙 | 丙\n> 1 | 2 | 3",
            "```\n甲 | 乙 | 丙\n1 | 2 | 3\n```",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
