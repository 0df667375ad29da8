//! A table as cells: from text with tabs, commas, bars or wide gaps, and from a spreadsheet.

use super::{Told, book, text};
use crate::both;
use crate::lang::Both;
use crate::source::decode;

/// A row of a table, with the line or row of the file that it stands in, from 1.
pub(super) type Line = (usize, Vec<String>);

/// A table as cells; no cell has white space around it, and no line break in it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub rows: Vec<Line>,
    /// The lines that a spreadsheet does not show, in their order.
    pub hidden: Vec<usize>,
    /// The lines with a formula whose result is not in the file, in their order.
    pub unworked: Vec<usize>,
}

/// A sheet of a workbook; a file of text is one too.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Whether the spreadsheet does not show it.
    pub hidden: bool,
    pub grid: Grid,
}

/// More rows or columns than these are no ranking.
pub(super) const ROWS: usize = 100_000;
pub(super) const COLUMNS: usize = 200;

/// Reads a file, whatever it is.
pub(super) fn read(bytes: Vec<u8>, told: &mut Vec<Told>) -> Result<Vec<Sheet>, Both> {
    if bytes.starts_with(b"PK\x03\x04") {
        return book::sheets(bytes);
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
    let (text, encoding) = decode(bytes).map_err(|_| {
        both!("看不出这个文件是什么。请用 .xlsx、.csv，或粘贴成 .txt", "the file is neither a spreadsheet nor text")
    })?;
    if let Some(encoding) = encoding {
        told.push(Told::Fact(both!(
            "文件是 {encoding} 编码，已按它读取",
            "the file is in {encoding} and was read as such"
        )));
    }
    Ok(vec![Sheet { grid: text::grid(&text, told), ..Sheet::default() }])
}

/// A cell without white space around it; a line break in it joins what it divided.
pub(super) fn clean(cell: &str) -> String {
    let white = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{a0}');
    let joined: String = cell.split(['\r', '\n']).map(|part| part.trim_matches(white)).collect();
    let text: String = joined.trim_matches(white).chars().filter(|c| !c.is_control()).collect();
    // What a CSV of ours, and others, put before a text that a spreadsheet would run.
    match text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])) {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}
