//! CSV (RFC 4180) with a byte-order mark, so that Excel reads Chinese.

use super::table::{Cell, Table};
use super::view::NO_DATA;
use std::fmt::Write;

/// The bytes of a table.
pub(super) fn write(table: &Table) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(table.heads.iter().map(|(_, head)| text(head)), &mut out);
    for row in &table.rows {
        line(row.iter().map(cell), &mut out);
    }
    out.into_bytes()
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        let _ = write!(out, "{}{cell}", if at > 0 { "," } else { "" });
    }
    out.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::NoData => NO_DATA.to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Rate(number) => format!("{number}%"),
        Cell::Text(words) => text(words),
    }
}

/// Text in quotes where it needs them. What a spreadsheet would run as a formula is given a quote of its own
/// before it: what somebody typed is never run on the machine of whoever opens the file.
fn text(words: &str) -> String {
    let runs = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let words = if runs { format!("'{words}") } else { words.to_owned() };
    match words.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", words.replace('"', "\"\"")),
        false => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Decimal;

    #[test]
    fn what_would_run_is_text_and_quotes_are_doubled() {
        let table = Table {
            about: Vec::new(),
            pages: Vec::new(),
            heads: vec![("number", "名次".to_owned()), ("account", "账号".to_owned())],
            rows: vec![
                vec![Cell::Number(Decimal::whole(-1)), Cell::Text("=cmd()".to_owned())],
                vec![Cell::Empty, Cell::Text("甲,“乙”\"丙\"".to_owned())],
            ],
        };
        let text = String::from_utf8(write(&table)).unwrap_or_default();
        assert_eq!(text, "\u{feff}名次,账号\r\n-1,'=cmd()\r\n,\"甲,“乙”\"\"丙\"\"\"\r\n");
    }
}
