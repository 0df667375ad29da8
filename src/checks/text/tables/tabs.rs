//! Rows with tabs between their cells, as they come from a spreadsheet: which lines are those of one table, and the
//! table that they become.

mod cell;

use super::{is_numbered, is_plain, parted, tell};
use crate::both;
use crate::checks::text::Slips;
use crate::checks::text::credits::are_credits;
use crate::letters::{is_han, is_of_articles};
use crate::markdown::rows::{PIPES, is_dashes};

/// With what the first cell of a row ends that is a name or a number before a text, and no cell.
const LABELS: &[char] = &['：', ':', '、', '.', '．', ')', '）'];

/// What stands in a sentence and hardly in a cell that is alone in its row.
const SENTENCE: &[char] = &['。', '！', '？', '；', '：', '，'];

/// A line beside rows with tabs; a row whose cell holds several lines is all of them.
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
    let is_whole = rows.iter().all(|row| row.typed.split('\t').all(|cell| !cell::is_torn(cell)));
    let width = width.filter(|_| is_whole && is_plain(&block[typed.clone()]));
    let table = width.and_then(|width| table(rows, width, end_of(block)));
    let edit = table.map(|table| parted(slips.text(), start, block, &typed, &table));
    tell(slips, start + typed.start, &block[typed], (message, help), edit);
}

/// How the lines of a block end.
pub(super) fn end_of(block: &str) -> &'static str {
    if block.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The rows as a table, each with as many cells; none where one would be taken for the row of dashes. What a first row
/// says over all cells is the title of the table: a line above it. Blanks at the edge of a cell are none of it: what is
/// moved to the right has blanks that are written out.
fn table(rows: &[&Line<'_>], width: usize, end: &str) -> Option<String> {
    let (title, rows) = match rows {
        [title, head, _, ..] if title.is_alone() && head.is_full() => (Some(title.first_cell()), &rows[1..]),
        _ => (None, rows),
    };
    let steps = rows.iter().map(|row| cell::step(row.typed)).min().unwrap_or_default();
    let piped = |row: &&Line<'_>| {
        let mut cells: Vec<String> = row.typed.split('\t').map(cell::written).collect();
        cells.resize(width, String::new());
        cells[0].insert_str(0, &"&emsp;".repeat(cell::step(row.typed) - steps));
        format!("| {} |", cells.join(" | "))
    };
    let piped: Vec<String> = rows.iter().map(piped).collect();
    if piped.iter().any(|row| is_dashes(row)) {
        return None;
    }
    let dashes = format!("|{}|", vec!["---"; width].join("|"));
    let above = title.map(|title| format!("{title}{end}"));
    let (head, rows) = piped.split_first()?;
    let lines = above.into_iter().chain([head.clone(), dashes]).chain(rows.iter().cloned());
    Some(lines.collect::<Vec<_>>().join(end))
}

fn lines(block: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < block.len() {
        let end = cell::end_of_row(block, at);
        let typed = block[at..end].trim_end_matches(['\n', '\r', ' ']);
        lines.push(Line { at, typed, kind: kind(typed) });
        at = end;
    }
    lines
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

    /// Whether its first cell alone holds something, and several are empty: of one, the head of a column may lack.
    fn is_alone(&self) -> bool {
        !self.first_cell().is_empty() && self.cells() > 2 && !self.typed.trim().contains('\t')
    }

    /// Whether its first cell is empty, or it is moved to the right.
    fn is_indented(&self) -> bool {
        self.typed.starts_with(char::is_whitespace)
    }

    /// Whether it begins with a name or a number that a tab follows: 时间：, （一）, or 第一条, a bullet before a text.
    fn is_labelled(&self) -> bool {
        let first = self.first_cell();
        let numbered = || self.cells() == 2 && (is_numeral(first) || is_sign(first));
        first.ends_with(LABELS) || first.chars().all(|c| matches!(c, '①'..='⑳')) || numbered()
    }
}

/// Whether a cell is a number as articles have it: 第一条.
fn is_numeral(cell: &str) -> bool {
    let number = cell.strip_prefix('第').and_then(|rest| rest.strip_suffix(['编', '章', '节', '条', '款']));
    number.is_some_and(|number| number.chars().all(is_of_articles))
}

/// Whether a cell is one sign or letter: a bullet, of which a letter is left where its font is lost.
fn is_sign(cell: &str) -> bool {
    let mut chars = cell.chars();
    let sign = chars.next().filter(|&c| !c.is_ascii_digit() && !is_han(c));
    sign.is_some() && chars.next().is_none()
}

/// Whether rows are meant to be a table: two of them have words side by side, and they are neither moved to the right,
/// as paragraphs are, nor names with what is said of each.
fn is_meant(rows: &[&Line<'_>]) -> bool {
    let begun: Vec<&&Line<'_>> = rows.iter().filter(|row| !row.is_indented()).collect();
    let divided = rows.iter().filter(|row| row.typed.trim().contains('\t'));
    divided.count() > 1
        && !begun.is_empty()
        && !begun.iter().all(|row| row.is_labelled() || is_numbered(row.typed))
        && !are_credits(begun.iter().map(|row| row.first_cell()))
        && !rows.iter().all(|row| row.typed.contains(PIPES))
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
    fn a_cell_of_several_lines_is_one_cell() {
        let rows = "单位\t地址\t电话\n老灶台\t\"人民路88号\n（县医院对面）\"\t6021111\n咖啡\t劳动路12号\t6022222";
        let table = "| 单位 | 地址 | 电话 |\n|---|---|---|\n| 老灶台 | 人民路88号<br>（县医院对面） | 6021111 |\n| 咖啡 | 劳动路12号 | 6022222 |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
        let rows = "日期\t主讲\n3月25日\t\"A组：\"\"老赵\"\"\r\n\r\nB组：周敏\"\n3月26日\t王芳";
        assert_eq!(
            edits(&rows.replace("\r\n\r\n", "\r\n"))[0]
                .1
                .as_deref()
                .map(|table| table.contains("A组：\"老赵\"<br>B组：周敏")),
            Some(true)
        );
        let rows = "日期\t主讲\n3月25日\t\"A组\"\n3月26日\t11\"85";
        let table = "| 日期 | 主讲 |\n|---|---|\n| 3月25日 | \"A组\" |\n| 3月26日 | 11\"85 |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
        let torn = "日期\t主讲\n3月25日\t\"A组\n3月26日\t王芳";
        assert_eq!(edits(torn), [("日期\t主讲", None)]);
    }

    #[test]
    fn a_row_over_all_cells_is_the_title_of_the_table() {
        let rows = "2026年考核得分表\t\t\n单位\t得分\t名次\n东屏镇\t95.5\t1";
        let table = "2026年考核得分表\n\n| 单位 | 得分 | 名次 |\n|---|---|---|\n| 东屏镇 | 95.5 | 1 |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
    }

    #[test]
    fn a_head_that_lacks_a_name_is_no_title() {
        let rows = "姓名\t\n张三\t一厂\n李四\t二厂";
        let table = "| 姓名 |  |\n|---|---|\n| 张三 | 一厂 |\n| 李四 | 二厂 |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
    }

    #[test]
    fn what_a_row_of_an_account_is_part_of_is_seen() {
        let rows = "项目\t元\n收入\t100\n　　其中：拨缴\t80\n　　　　利息\t20";
        let table = "| 项目 | 元 |\n|---|---|\n| 收入 | 100 |\n| &emsp;&emsp;其中：拨缴 | 80 |\n| &emsp;&emsp;&emsp;&emsp;利息 | 20 |";
        assert_eq!(edits(rows), [(rows, mended(table))]);
    }

    #[test]
    fn a_pipe_within_a_cell_is_none_of_the_table() {
        let rows = "单位\t得分\t类别\n东屏镇\t95\tA|B\n石桥街道\t92\tC";
        let table = "| 单位 | 得分 | 类别 |\n|---|---|---|\n| 东屏镇 | 95 | A\\|B |\n| 石桥街道 | 92 | C |";
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
    fn rows_that_begin_with_a_bare_number_or_under_a_head_are_a_table() {
        for rows in ["1\t张伟\n2\t李娜", "得分\t姓名\n9.5\t张伟\n9.4\t李娜", "组\t人\nA\t张伟\nB\t李娜"]
        {
            assert!(matches!(&edits(rows)[..], [(typed, Some(_))] if *typed == rows), "{rows}");
        }
    }

    #[test]
    fn tables_that_touch_other_blocks_are_parted_from_them() {
        let rows = "单位\t名额\n东屏镇\t二十人";
        let table = "\n| 单位 | 名额 |\n|---|---|\n| 东屏镇 | 二十人 |";
        assert_eq!(edits(&format!("## 名额\n{rows}\n")), [(rows, mended(table))]);
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
            "1.\t总则\n1.1\t原则\n（1）\t公平\n2.\t任务\n2.1\t摸底\na)\t台账",
            "1.1\t原则\n1.2.1\t公平",
            "第一条\t为规范管理。\n第二条\t本办法适用。",
            "l\t加强领导；\nl\t强化监督。",
            "•\t加强领导\n•\t强化监督",
            "A\t机关\nB\t企业",
            "张三\t\t一厂\n欧阳某某\t二厂",
            "甲 | 乙\n--- | ---\n1\t2 | 3\n4\t5 | 6",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
