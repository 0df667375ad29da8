//! A table as cells: from text with tabs, commas, bars or wide gaps, and from a spreadsheet.

use super::Told;
use super::sound::is_sound;
use crate::both;
use crate::lang::Both;
use crate::source::decode;
use calamine::{Data, DataRef, Dimensions, Reader, Xlsx};
use std::io::Cursor;

/// A row of a table, with the line or row of the file that it stands in, from 1.
pub(super) type Line = (usize, Vec<String>);

/// A table as cells; no cell has white space around it, and no line break in it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub rows: Vec<Line>,
}

/// More rows or columns than these are no ranking.
const ROWS: usize = 100_000;
const COLUMNS: usize = 200;

/// Reads a file, whatever it is.
pub(super) fn read(bytes: Vec<u8>, told: &mut Vec<Told>) -> Result<Vec<(String, Grid)>, Both> {
    if bytes.starts_with(b"PK\x03\x04") {
        return sheets(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(both!(
            "这是旧的 Excel 或 Word 文件（.xls、.doc）。在 Excel 里另存为 .xlsx，或者把表格复制出来，粘贴到记事本里存成 .txt",
            "this is an old file of Excel or Word (.xls, .doc): save it as .xlsx, or paste the table into a text file"
        ));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(both!(
            "这是 PDF，读不出表格。把表格复制出来，粘贴到 Excel 里存成 .xlsx",
            "this is a PDF: copy the table into a spreadsheet and save that"
        ));
    }
    let begin = String::from_utf8_lossy(bytes.get(..bytes.len().min(1000)).unwrap_or_default()).to_lowercase();
    if ["<html", "<table", "<!doctype html"].iter().any(|tag| begin.contains(tag)) {
        return Err(both!(
            "这是网页，不是表格文件（有的系统导出的 .xls 也是这样）。用 Excel 打开，另存为 .xlsx",
            "this is a web page, and no table (what some systems call .xls): open it in Excel and save it as .xlsx"
        ));
    }
    let (text, encoding) = decode(bytes).map_err(|()| {
        both!("看不出这个文件是什么。请用 .xlsx、.csv，或粘贴成 .txt", "the file is neither a spreadsheet nor text")
    })?;
    if let Some(encoding) = encoding {
        told.push(Told::Fact(both!(
            "文件是 {encoding} 编码，已按它读取",
            "the file is in {encoding} and was read as such"
        )));
    }
    Ok(vec![(String::new(), text_grid(&text))])
}

fn text_grid(text: &str) -> Grid {
    let count = |sign: char| text.lines().filter(|line| line.contains(sign)).count();
    let (tabs, bars) = (count('\t'), text.lines().filter(|line| line.trim_start().starts_with('|')).count());
    let commas = count(',').max(count('，'));
    let rows = if tabs > 0 {
        separated(text, &['\t'])
    } else if bars > 1 {
        text.lines().zip(1..).map(|(line, at)| (at, barred(line))).filter(|(_, cells)| !is_rule(cells)).collect()
    } else if commas > 1 {
        // A comma of full width divides only where there is no other.
        if count(',') > 1 { separated(text, &[',']) } else { separated(text, &['，']) }
    } else if count(';') > 1 {
        // What Excel writes where the comma is the decimal sign.
        separated(text, &[';'])
    } else {
        text.lines().zip(1..).map(|(line, at)| (at, gapped(line))).collect()
    };
    Grid { rows: rows.into_iter().take(ROWS).collect() }
}

/// Cells divided by a sign; one in quotes may hold the sign, line breaks and doubled quotes (RFC 4180). A quote that
/// is never closed before the sign or the end of the line is a quote in a name.
fn separated(text: &str, signs: &[char]) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let (mut line, mut first) = (1, 1);
    let mut rest = text;
    loop {
        let (cell, after, breaks) = cell(rest, signs);
        if cells.len() < COLUMNS {
            cells.push(clean(&cell));
        }
        line += breaks;
        let mut chars = after.chars();
        match chars.next() {
            Some(sign) if signs.contains(&sign) => rest = chars.as_str(),
            next => {
                rows.push((first, std::mem::take(&mut cells)));
                rest = chars.as_str();
                if next == Some('\r') {
                    rest = rest.strip_prefix('\n').unwrap_or(rest);
                }
                line += 1;
                first = line;
                if next.is_none() || rest.is_empty() {
                    return rows;
                }
            }
        }
    }
}

/// The cell that a text begins with, what follows it, and how many lines it goes over.
fn cell<'a>(text: &'a str, signs: &[char]) -> (String, &'a str, usize) {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut value = String::new();
        let mut rest = quoted;
        while let Some(at) = rest.find('"') {
            value.push_str(&rest[..at]);
            let after = &rest[at + 1..];
            if let Some(more) = after.strip_prefix('"') {
                value.push('"');
                rest = more;
                continue;
            }
            let after = after.trim_start_matches(' ');
            if after.is_empty() || after.starts_with(['\r', '\n']) || after.starts_with(signs) {
                let breaks = value.matches('\n').count();
                return (value, after, breaks);
            }
            break;
        }
    }
    let end = text.find(|c| c == '\r' || c == '\n' || signs.contains(&c)).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..], 0)
}

/// The cells of a line of a Markdown table.
fn barred(line: &str) -> Vec<String> {
    let line = line.trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    if line.is_empty() { Vec::new() } else { inner.split('|').take(COLUMNS).map(clean).collect() }
}

fn is_rule(cells: &[String]) -> bool {
    !cells.is_empty() && cells.iter().all(|cell| cell.len() > 1 && cell.chars().all(|c| matches!(c, '-' | ':')))
}

/// The cells of a line that are divided by two spaces or a wide one.
fn gapped(line: &str) -> Vec<String> {
    let plain = line.trim().replace('\u{3000}', "  ");
    plain.split("  ").map(clean).filter(|cell| !cell.is_empty()).take(COLUMNS).collect()
}

/// A cell without white space around it; a line break in it joins what it divided.
fn clean(cell: &str) -> String {
    let white = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{a0}');
    let joined: String = cell.split(['\r', '\n']).map(|part| part.trim_matches(white)).collect();
    let text: String = joined.trim_matches(white).chars().filter(|c| !c.is_control()).collect();
    // What a CSV of ours, and others, put before a text that a spreadsheet would run.
    match text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])) {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// The sheets of a workbook, each as it is. A cell that is merged with others gives them its text, so that one host
/// beside two accounts is the host of both.
fn sheets(bytes: Vec<u8>) -> Result<Vec<(String, Grid)>, Both> {
    let wrong = || {
        both!(
            "打不开这个 Excel 文件：可能不完整，或加了密码。另存一份再试",
            "the spreadsheet cannot be opened: it is incomplete or has a password. Save another copy"
        )
    };
    if !is_sound(&bytes) {
        return Err(wrong());
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| wrong())?;
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let merged: Vec<Dimensions> = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut cells: Vec<(usize, usize, String)> = Vec::new();
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = reader.next_cell().map_err(|_| wrong())? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            if row < ROWS && column < COLUMNS {
                cells.push((row, column, clean(&shown(cell.get_value()))));
            }
        }
        all.push((name, filled(cells, &merged)));
    }
    Ok(all)
}

fn filled(cells: Vec<(usize, usize, String)>, merged: &[Dimensions]) -> Grid {
    let mut rows: Vec<Line> = Vec::new();
    for (row, column, text) in cells {
        while rows.len() <= row {
            rows.push((rows.len() + 1, Vec::new()));
        }
        let Some((_, line)) = rows.get_mut(row) else { continue };
        if line.len() <= column {
            line.resize(column + 1, String::new());
        }
        if let Some(cell) = line.get_mut(column) {
            *cell = text;
        }
    }
    for area in merged {
        let (top, left) = (area.start.0 as usize, area.start.1 as usize);
        let text = rows.get(top).and_then(|(_, line)| line.get(left)).cloned().unwrap_or_default();
        // A heading over several columns is one cell; only downwards is it everybody's.
        for (_, line) in rows.iter_mut().take((area.end.0 as usize).saturating_add(1)).skip(top + 1) {
            if line.len() <= left && left < COLUMNS {
                line.resize(left + 1, String::new());
            }
            if let Some(cell) = line.get_mut(left).filter(|cell| cell.is_empty()) {
                cell.clone_from(&text);
            }
        }
    }
    Grid { rows }
}

/// What a cell shows. A number is given to six places: a spreadsheet's 94.3 may be 94.30000000000001.
fn shown(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.is_finite() => {
            let text = format!("{number:.6}");
            let text = text.trim_end_matches('0').trim_end_matches('.');
            if text == "-0" { "0".to_owned() } else { text.to_owned() }
        }
        Data::String(text) => text,
        Data::Error(_) | Data::Float(_) => "无".to_owned(),
        Data::Bool(yes) => if yes { "是" } else { "否" }.to_owned(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        text_grid(text).rows.into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn tabs_commas_bars_and_gaps_divide() {
        let expected = vec![vec!["序号", "账号"], vec!["1", "劳动报"], vec!["2", "申工社"]];
        assert_eq!(cells("序号\t账号\r\n1\t劳动报 \r\n2\t申工社\r\n"), expected);
        assert_eq!(cells("序号,账号\n1,劳动报\n2,\"申工社\"\n"), expected);
        assert_eq!(cells("序号;账号\n1;劳动报\n2;申工社\n"), expected);
        assert_eq!(cells("|序号|账号|\n|---|---|\n|1|劳动报|\n| 2 | 申工社 |\n"), expected);
        assert_eq!(cells("序号　账号\n1　　劳动报\n2    申工社"), expected);
    }

    #[test]
    fn quotes_hold_signs_and_lines_and_a_lone_quote_is_a_quote() {
        assert_eq!(cells("a,b\n\"甲,乙\"\"丙\"\"\",\"一\n二\"\n"), [vec!["a", "b"], vec!["甲,乙\"丙\"", "一二"]]);
        assert_eq!(cells("a\tb\n\"劳动\"者之家\t乙\n"), [vec!["a", "b"], vec!["\"劳动\"者之家", "乙"]]);
        assert_eq!(cells("'@工人日报,'甲\n'-1,b\n"), [vec!["@工人日报", "'甲"], vec!["-1", "b"]]);
        let lines: Vec<usize> = separated("\"一\n二\",a\n三,b\n", &[',']).into_iter().map(|(at, _)| at).collect();
        assert_eq!(lines, [1, 3]);
    }

    #[test]
    fn one_host_merged_beside_two_accounts_is_the_host_of_both() {
        let cells = [(0, 0, "账号"), (0, 1, "主办单位"), (1, 0, "甲服务号"), (1, 1, "甲总工会"), (2, 0, "甲订阅号")];
        let cells = cells.map(|(row, column, text)| (row, column, text.to_owned())).to_vec();
        let merged = [Dimensions::new((1, 1), (2, 1)), Dimensions::new((9, 9), (10, 9))];
        let rows: Vec<Vec<String>> = filled(cells, &merged).rows.into_iter().map(|(_, cells)| cells).collect();
        assert_eq!(rows, [vec!["账号", "主办单位"], vec!["甲服务号", "甲总工会"], vec!["甲订阅号", "甲总工会"]]);
    }

    #[test]
    fn a_number_of_a_spreadsheet_is_what_it_shows() {
        let shown = |number| shown(&DataRef::Float(number));
        assert_eq!([12.0, 94.300_000_000_000_01, -0.0, 0.1 + 0.2].map(shown), ["12", "94.3", "0", "0.3"]);
        assert_eq!(shown(f64::NAN), "无");
    }
}
