//! What a spreadsheet does not show of its cells, which the library that reads them does not tell: rows that a filter
//! or somebody hid, formulas that were never worked out. What cannot be read here says nothing: the cells are read all
//! the same.

use crate::workbook;
use crate::xml::{Step, walk};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The parts of a workbook that hold its sheets, in their order.
pub(super) fn parts(bytes: &[u8]) -> Vec<String> {
    let sheets = workbook::sheets(&text(bytes, workbook::LIST), &text(bytes, workbook::PLACES));
    sheets.into_iter().map(|sheet| sheet.part).collect()
}

/// Of the part of a sheet: the rows that are hidden, and those with a formula that has no result; both from 1.
pub(super) fn lines(bytes: &[u8], part: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut hidden, mut unworked) = (Vec::new(), Vec::new());
    let (mut row, mut formula, mut result, mut in_value) = (0usize, false, false, false);
    walk(&text(bytes, part), |step| match step {
        Step::Open("row", tag) => {
            row = tag.get("r").and_then(|row| row.parse().ok()).unwrap_or(row.saturating_add(1));
            if tag.is("hidden") {
                hidden.push(row);
            }
        }
        Step::Open("c", _) => (formula, result) = (false, false),
        Step::Open("f", _) => formula = true,
        Step::Open("is", _) => result = true,
        Step::Open("v", _) => in_value = true,
        Step::Text(_) => result |= in_value,
        Step::Close("v") => in_value = false,
        Step::Close("c") if formula && !result && unworked.last() != Some(&row) => unworked.push(row),
        _ => {}
    });
    // A sheet names its rows in their order; one that does not is still looked through in halves.
    hidden.sort_unstable();
    unworked.sort_unstable();
    (hidden, unworked)
}

/// A part; nothing where it cannot be unpacked.
fn text(bytes: &[u8], part: &str) -> String {
    let mut text = Vec::new();
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes))
        && let Ok(mut part) = archive.by_name(part)
    {
        // Of a torn one, what there is.
        let _ = part.read_to_end(&mut text);
    }
    String::from_utf8(text).unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned())
}
