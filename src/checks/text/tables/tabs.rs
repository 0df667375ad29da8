//! Rows with tabs between their cells, as they come from a spreadsheet: which lines are those of one table, and the
//! table that they become.

use super::{is_numbered, is_plain, tell};
use crate::both;
use crate::checks::text::Slips;
use crate::checks::text::credits::are_credits;
use crate::markdown::rows::{PIPES, is_dashes, mended};
use std::iter::repeat;

/// With what the first cell of a row ends that is a name or a number before a text, and no cell.
const LABELS: &[char] = &['：', ':', '、', '.', '．', ')', '）'];

/// What stands in a sentence and hardly in a cell that is alone in its row.
const SENTENCE: &[char] = &['。', '！', '？', '；', '：', '，'];

/// A line beside rows with tabs.
struct Line<'a> {
    /// Where it begins in the block.
    at: usize,
    /// It, without its end.
    typed: &'a str,
    kind: Kind,
}

/// What a line is beside rows with tabs.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A row: a tab parts its cells, or stands for those that are empty.
    Row,
    /// A row without anything in it.
    Empty,
    /// Words without a tab: a row of which only the first cell is left, or a heading.
    Bare,
    /// A sentence, a number, a label: no row.
    Text,
}

/// Tells of rows with tabs, and mends them: a table stands between empty lines.
pub(super) fn check(slips: &mut Slips<'_>, start: usize, block: &str) {
    for run in lines(block).chunk_by(|one, next| (one.kind == Kind::Text) == (next.kind == Kind::Text)) {
        let rows: Vec<&Line<'_>> = run.iter().filter(|line| line.kind == Kind::Row).collect();
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
        if !is_meant(&rows) {
            continue;
        }
        let is_certain = !run.iter().any(|line| line.kind == Kind::Bare && (first.at..last.at).contains(&line.at));
        match width(&rows) {
            Some(width) => tell_rows(slips, start, block, &rows, is_certain.then_some(width)),
            // Which cells belong below each other is not known; that some rows are alike is.
            None => {
                if let Some(at) = rows.windows(2).position(|pair| pair[0].cells() == pair[1].cells()) {
                    tell_rows(slips, start, block, &rows[at..], None);
                }
            }
        }
    }
}

/// Tells of rows, which are mended where it is known how many cells each has.
fn tell_rows(slips: &mut Slips<'_>, start: usize, block: &str, rows: &[&Line<'_>], width: Option<usize>) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let typed = first.at..last.at + last.typed.len();
    let message = both!("这几行用制表符隔开，没有变成表格", "these lines with tabs make no table");
    let help = both!(
        "每一行的两头和每两格之间写“|”，空着的格子也要；第一行下面加一行“|---|---|”，有几栏就写几个“---”；前后各空一行",
        "write | at both ends of each row and between its cells, the empty ones too, |---|---| below the first, and an empty line before and after"
    );
    let edit = width.filter(|_| is_plain(&block[typed.clone()])).and_then(|width| {
        let end = if block.contains("\r\n") { "\r\n" } else { "\n" };
        let is_said = |line: Option<&str>| line.is_some_and(|line| !line.trim().is_empty());
        let above = if is_said(block[..typed.start].lines().next_back()) { end } else { "" };
        let below = if is_said(block[typed.end..].lines().nth(1)) { end } else { "" };
        Some(format!("{above}{}{below}", table(rows, width, end)?))
    });
    tell(slips, start + typed.start, &block[typed], (message, help), edit);
}

/// The rows as a table, each with as many cells; none where one would be taken for the row of dashes.
fn table(rows: &[&Line<'_>], width: usize, end: &str) -> Option<String> {
    let piped = |row: &&Line<'_>| {
        let cells: Vec<&str> = row.typed.split('\t').map(str::trim).chain(repeat("")).take(width).collect();
        format!("| {} |", cells.join(" | "))
    };
    let piped: Vec<String> = rows.iter().map(piped).collect();
    (!piped.iter().any(|row| is_dashes(row))).then(|| mended(&piped.join(end)))
}

fn lines(block: &str) -> Vec<Line<'_>> {
    let mut end = 0;
    let lines = block.split_inclusive('\n').map(|line| {
        let at = end;
        end += line.len();
        let typed = line.trim_end_matches(['\n', '\r', ' ']);
        Line { at, typed, kind: kind(typed) }
    });
    lines.collect()
}

fn kind(line: &str) -> Kind {
    let words = line.trim();
    let is_sentence = words.contains(SENTENCE);
    match line.contains('\t') {
        _ if words.is_empty() => Kind::Empty,
        _ if words.contains('\t') => Kind::Row,
        true if !is_sentence => Kind::Row,
        false if !is_sentence && !words.contains([':', '、']) => Kind::Bare,
        _ => Kind::Text,
    }
}

impl<'a> Line<'a> {
    fn cells(&self) -> usize {
        self.typed.matches('\t').count() + 1
    }

    fn first_cell(&self) -> &'a str {
        self.typed.split('\t').next().unwrap_or_default().trim()
    }

    /// Whether all of its cells hold something, but for the first: above the names of rows is nothing.
    fn is_full(&self) -> bool {
        self.typed.split('\t').skip(1).all(|cell| !cell.trim().is_empty())
    }

    /// Whether its first cell is empty, or it is moved to the right.
    fn is_indented(&self) -> bool {
        self.typed.starts_with(char::is_whitespace)
    }

    /// Whether it begins with a name or a number that a tab follows: 时间：, （一）.
    fn is_labelled(&self) -> bool {
        let first = self.first_cell();
        first.ends_with(LABELS) || first.chars().all(|c| matches!(c, '①'..='⑳'))
    }
}

/// Whether rows are meant to be a table: two of them have words side by side, and they are neither moved to the right,
/// as paragraphs are, nor names with what is said of each.
fn is_meant(rows: &[&Line<'_>]) -> bool {
    let begun: Vec<&&Line<'_>> = rows.iter().filter(|row| !row.is_indented()).collect();
    let divided = rows.iter().filter(|row| row.typed.trim().contains('\t'));
    divided.count() > 1
        && !begun.is_empty()
        && !begun.iter().all(|row| row.is_labelled())
        && !begun.iter().all(|row| is_numbered(row.typed))
        && !are_credits(begun.iter().map(|row| row.first_cell()))
        && !rows.iter().any(|row| row.typed.contains(PIPES))
}

/// How many cells the rows of a table have: all as many, or some fewer, of which the last were empty. Tabs that only
/// move a word under another leave an empty cell in the midst of a wide row: there nobody knows.
fn width(rows: &[&Line<'_>]) -> Option<usize> {
    let width = rows.iter().map(|row| row.cells()).max()?;
    let head = rows.first()?;
    let wide: Vec<_> = rows.iter().filter(|row| row.cells() == width).collect();
    let is_head = head.is_full() && (head.cells() == width || wide.len() > 1);
    (wide.len() == rows.len() || is_head && wide.iter().any(|row| row.is_full())).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::super::tests::edits;

    fn mended(rows: &str) -> Option<String> {
        Some(rows.to_owned())
    }

    #[test]
    fn rows_with_tabs_are_told_and_mended() {
        let rows = "单位\t名额\n东屏镇\t二十人\n石桥街道\t十五人";
        let table = "| 单位 | 名额 |\n|---|---|\n| 东屏镇 | 二十人 |\n| 石桥街道 | 十五人 |";
        assert_eq!(edits(&format!("分配如下：\n\n{rows}\n")), [(rows, mended(table))]);
        assert_eq!(
            edits("甲\t乙\t丙\r\n1\t\t3\r\n"),
            [("甲\t乙\t丙\r\n1\t\t3", mended("| 甲 | 乙 | 丙 |\r\n|---|---|---|\r\n| 1 |  | 3 |"))]
        );
    }

    #[test]
    fn cells_that_are_empty_are_cells_wherever_they_are() {
        for (rows, table) in [
            ("姓名\t单位\t备注\n张三\t一厂\t\n李四\t二厂\t", "| 张三 | 一厂 |  |\n| 李四 | 二厂 |  |"),
            ("姓名\t单位\t备注\n张三\t一厂\n李四\t二厂", "| 张三 | 一厂 |  |\n| 李四 | 二厂 |  |"),
            ("姓名\t单位\t备注\n张三\t\t新来的\n李四\t\t", "| 张三 |  | 新来的 |\n| 李四 |  |  |"),
            ("姓名\t单位\t备注\n张三\t一厂\t\n\t\t\n李四\t二厂\t", "| 张三 | 一厂 |  |\n| 李四 | 二厂 |  |"),
        ] {
            assert_eq!(edits(rows), [(rows, mended(&format!("| 姓名 | 单位 | 备注 |\n|---|---|---|\n{table}")))]);
        }
        let rows = "部门\t姓名\n办公室\t张三\n\t李四\n财务部\t王五";
        let table = "| 部门 | 姓名 |\n|---|---|\n| 办公室 | 张三 |\n|  | 李四 |\n| 财务部 | 王五 |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
        let rows = "\t周一\t周二\n上午\t书法\t瑜伽\n下午\t声乐";
        let table = "|  | 周一 | 周二 |\n|---|---|---|\n| 上午 | 书法 | 瑜伽 |\n| 下午 | 声乐 |  |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
        let rows = "姓名\t单位\n张三\t一厂\t新来的\n李四\t二厂\t调来的";
        let table = "| 姓名 | 单位 |  |\n|---|---|---|\n| 张三 | 一厂 | 新来的 |\n| 李四 | 二厂 | 调来的 |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
    }

    #[test]
    fn rows_beside_other_lines_are_parted_from_them() {
        assert_eq!(
            edits("分配如下：\n单位\t名额\n东屏镇\t二十人\n共三十五人。"),
            [("单位\t名额\n东屏镇\t二十人", mended("\n| 单位 | 名额 |\n|---|---|\n| 东屏镇 | 二十人 |\n"))]
        );
        assert_eq!(
            edits("5、经费\r\n单位\t金额\r\n甲镇\t一百元\r\n"),
            [("单位\t金额\r\n甲镇\t一百元", mended("\r\n| 单位 | 金额 |\r\n|---|---|\r\n| 甲镇 | 一百元 |"))]
        );
        assert_eq!(
            edits("　　分配如下：\n单位\t名额\n东屏镇\t二十人\n\t请各单位准时报送。"),
            [("单位\t名额\n东屏镇\t二十人", mended("\n| 单位 | 名额 |\n|---|---|\n| 东屏镇 | 二十人 |\n"))]
        );
    }

    #[test]
    fn a_long_list_is_mended_as_a_whole() {
        let people: String = (1..=300).map(|n| format!("张三{n}\t示例县第一棉纺织厂分工会\n")).collect();
        let list = format!("姓名\t单位\n{people}");
        assert_eq!(edits(&list)[0].1.as_ref().map(|table| table.lines().count()), Some(302));
    }

    #[test]
    fn rows_that_cannot_be_written_again_are_told_only() {
        for (rows, first) in [
            ("甲\t乙\n—\t—\n1\t2", "甲\t乙"),
            ("甲\t`乙`\n1\t2", "甲\t`乙`"),
            ("姓名\t单位\n张三\t一厂\n李四\n王五\t三厂", "姓名\t单位"),
            ("姓名\t单位\n张三\t\t一厂\n李四\t\t二厂\n欧阳某某\t三厂", "张三\t\t一厂"),
        ] {
            assert_eq!(edits(rows), [(first, None)], "{rows}");
        }
    }

    #[test]
    fn a_tab_that_is_no_edge_of_a_cell_is_not_told() {
        for text in [
            "\t各位职工：\n\t你们好。",
            "\t各位职工\n\t你们好",
            "　　时间\t周一\n　　地点\t窗口",
            "甲\t乙",
            "甲\t乙\n丙丁",
            "报名已经开始。\t\n请到窗口登记。\t",
            "联系人\t张三\n\t请大家准时参加",
            "时间：\t周一\n地点：\t窗口",
            "时间：\t周一\n\t周二\n地点：\t窗口",
            "（一）\t登记\n（二）\t领票",
            "1.\t登记\n2.\t领票",
            "1、登记\t窗口\n2、领票\t窗口",
            "一、时间\t周一\n二、地点\t窗口",
            "- 甲\t乙\n- 丙\t丁",
            "- 甲：\n\n  甲\t乙\n  丙\t丁",
            "来源\t示例县总工会\n编辑\t小石\n审 核\t老李",
            "甲\t乙\n丙\t丁\t戊",
            "张三\t\t一厂\n欧阳某某\t二厂",
            "甲 | 乙\n--- | ---\n1\t2 | 3\n4\t5 | 6",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
