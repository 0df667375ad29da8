//! JSON: what is known of the whole, then the rows. Numbers are written digit by digit as they are.

use super::table::{Cell, Table};
use std::fmt::Write;

/// The bytes of a table: an object with the keys of [`Table::about`] and `rows`, a row a line, each an object with
/// the keys of its columns, `page` (of its account) and `metrics`.
pub(super) fn write(table: &Table) -> Vec<u8> {
    let mut out = String::from("{");
    for (key, _, text) in &table.about {
        let _ = writeln!(out, "\"{key}\":{},", string(text));
    }
    out.push_str("\"rows\":[");
    for (at, row) in table.rows.iter().enumerate() {
        out.push_str(if at > 0 { ",\n" } else { "\n" });
        object(table, row, table.pages.get(at), &mut out);
    }
    out.push_str("\n]}\n");
    out.into_bytes()
}

fn object(table: &Table, row: &[Cell], page: Option<&String>, out: &mut String) {
    let cells = || table.heads.iter().zip(row).filter(|(_, cell)| !matches!(cell, Cell::Empty | Cell::NoData));
    out.push('{');
    let mut comma = "";
    for ((key, _), cell) in cells().filter(|((key, _), _)| !key.is_empty()) {
        let _ = write!(out, "{comma}\"{key}\":{}", value(cell));
        comma = ",";
    }
    if let Some(page) = page {
        let _ = write!(out, "{comma}\"page\":{}", string(page));
    }
    let mut inner = false;
    for ((_, head), cell) in cells().filter(|((key, _), _)| key.is_empty()) {
        let begin = if inner { ",".to_owned() } else { format!("{comma}\"metrics\":{{") };
        let _ = write!(out, "{begin}{}:{}", string(head), value(cell));
        inner = true;
    }
    out.push_str(if inner { "}}" } else { "}" });
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::NoData => "null".to_owned(),
        Cell::Number(number) | Cell::Rate(number) => number.to_string(),
        Cell::Text(text) => string(text),
    }
}

fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Decimal;

    #[test]
    fn a_table_is_json_and_what_is_empty_is_left_out() {
        let table = Table {
            pages: vec!["/rankings/lists/x/a-1/".to_owned()],
            about: vec![("title", "标题", "“一”\"二\"".to_owned())],
            heads: vec![("number", "名次".to_owned()), ("account", "账号".to_owned()), ("", "件数".to_owned())],
            rows: vec![
                vec![
                    Cell::Number(Decimal::whole(1)),
                    Cell::Text("甲".to_owned()),
                    Cell::Number(Decimal::parse("2.50").unwrap_or_default()),
                ],
                vec![Cell::Empty, Cell::Text("乙".to_owned()), Cell::Empty],
            ],
        };
        let text = String::from_utf8(write(&table)).unwrap_or_default();
        assert_eq!(
            text,
            "{\"title\":\"“一”\\\"二\\\"\",\n\"rows\":[\n{\"number\":1,\"account\":\"甲\",\"page\":\"/rankings/lists/x/a-1/\",\"metrics\":{\"件数\":2.5}},\n{\"account\":\"乙\"}\n]}\n"
        );
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }
}
