//! A workbook as cells.

use super::grid::{COLUMNS, Grid, Line, ROWS, Sheet, clean};
use super::sound::is_sound;
use super::unseen;
use crate::both;
use crate::lang::Both;
use calamine::{Data, DataRef, Dimensions, Reader, SheetVisible, Style, Xlsx};
use std::io::Cursor;

/// The sheets of a workbook, each as it is. A cell that is merged with others gives them its text, so that one host
/// beside two accounts is the host of both.
pub(super) fn sheets(bytes: Vec<u8>) -> Result<Vec<Sheet>, Both> {
    let wrong = || {
        both!(
            "打不开这个 Excel 文件：可能不完整，或加了密码。另存一份再试",
            "the spreadsheet cannot be opened: it is incomplete or has a password. Save another copy"
        )
    };
    if !is_sound(&bytes) {
        return Err(wrong());
    }
    let parts = unseen::parts(&bytes);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).map_err(|_| wrong())?;
    let mut all = Vec::new();
    for (at, sheet) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        let (name, hidden) = (sheet.name, sheet.visible != SheetVisible::Visible);
        let merged: Vec<Dimensions> = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut cells: Vec<(usize, usize, String)> = Vec::new();
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| wrong())? {
            let (row, column) = cell.get_position();
            let percent = is_percent(reader.styles().get(style));
            let (row, column) = (row as usize, column as usize);
            if row < ROWS && column < COLUMNS {
                cells.push((row, column, clean(&shown(cell.get_value(), percent))));
            }
        }
        let mut grid = Grid { rows: filled(cells, &merged), ..Grid::default() };
        if let Some(part) = parts.get(at) {
            (grid.hidden, grid.unworked) = unseen::lines(&bytes, part);
        }
        all.push(Sheet { name, hidden, grid });
    }
    // What nobody sees is not what was meant, if another sheet has a table.
    all.sort_by_key(|sheet| sheet.hidden);
    Ok(all)
}

/// Whether a cell shows its number as a percentage. A sign in quotes or behind a stroke is only printed.
fn is_percent(style: Option<&Style>) -> bool {
    let Some(format) = style.and_then(|style| style.number_format.as_ref()) else { return false };
    let printed = format.format_code.replace("\\%", "");
    printed.split('"').step_by(2).any(|code| code.contains('%'))
}

fn filled(cells: Vec<(usize, usize, String)>, merged: &[Dimensions]) -> Vec<Line> {
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
    rows
}

/// What a cell shows. A number is given to six places: a spreadsheet's 94.3 may be 94.30000000000001.
fn shown(value: &DataRef<'_>, percent: bool) -> String {
    match Data::from(value.clone()) {
        Data::Int(number) if percent => format!("{}%", number.saturating_mul(100)),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.is_finite() => {
            let number = if percent { number * 100.0 } else { number };
            let text = format!("{number:.6}");
            let text = text.trim_end_matches('0').trim_end_matches('.');
            let text = if text == "-0" { "0" } else { text };
            format!("{text}{}", if percent { "%" } else { "" })
        }
        Data::String(text) => text,
        Data::Error(error) => error.to_string(),
        Data::Float(_) => "无".to_owned(),
        Data::Bool(yes) => if yes { "是" } else { "否" }.to_owned(),
        // Days from 1900 to 9999.
        Data::DateTime(time) if time.is_datetime() && (1.0..2_958_466.0).contains(&time.as_f64()) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        Data::DateTime(time) => {
            let minutes = (time.as_f64() * 1440.0).round() as i64;
            format!("{}:{:02}", minutes / 60, minutes.rem_euclid(60))
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_and_a_day_is_a_date() {
        let cell = |value, kind| shown(&DataRef::DateTime(calamine::ExcelDateTime::new(value, kind, false)), false);
        use calamine::ExcelDateTimeType::{DateTime, TimeDelta};
        assert_eq!([cell(0.0625, DateTime), cell(1.5, TimeDelta)], ["1:30", "36:00"]);
        assert_eq!(cell(46082.0, DateTime), "2026-03-01");
        for odd in [f64::NAN, f64::INFINITY, -0.5, 1e300] {
            let _ = (cell(odd, DateTime), cell(odd, TimeDelta));
        }
    }

    #[test]
    fn one_host_merged_beside_two_accounts_is_the_host_of_both() {
        let cells = [(0, 0, "账号"), (0, 1, "主办单位"), (1, 0, "甲服务号"), (1, 1, "甲总工会"), (2, 0, "甲订阅号")];
        let cells = cells.map(|(row, column, text)| (row, column, text.to_owned())).to_vec();
        let merged = [Dimensions::new((1, 1), (2, 1)), Dimensions::new((9, 9), (10, 9))];
        let rows: Vec<Vec<String>> = filled(cells, &merged).into_iter().map(|(_, cells)| cells).collect();
        assert_eq!(rows, [vec!["账号", "主办单位"], vec!["甲服务号", "甲总工会"], vec!["甲订阅号", "甲总工会"]]);
    }

    #[test]
    fn a_number_of_a_spreadsheet_is_what_it_shows() {
        let shown = |number| shown(&DataRef::Float(number), false);
        assert_eq!([12.0, 94.300_000_000_000_01, -0.0, 0.1 + 0.2].map(shown), ["12", "94.3", "0", "0.3"]);
        assert_eq!(shown(f64::NAN), "无");
        let failed = |error| super::shown(&DataRef::Error(error), false);
        use calamine::CellErrorType::{Div0, NA};
        assert_eq!([failed(Div0), failed(NA)], ["#DIV/0!", "#N/A"]);
        assert_eq!(super::shown(&DataRef::Float(0.985), true), "98.5%");
        assert_eq!(super::shown(&DataRef::Int(1), true), "100%");
    }
}
