//! The records of workbooks before 2007 ([MS-XLS]): sheets, numbers, and what is hidden.

use super::meter::Text;
use super::prose::note;
use super::sheets::covers;
use encoding_rs::{GBK, UTF_16LE};
use std::collections::{BTreeMap, BTreeSet};

/// What a workbook tells of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    /// The names of sheets that are not shown.
    pub(super) hidden: Vec<String>,
    /// The names of sheets with cells that are not shown.
    pub(super) partly: Vec<String>,
    /// Whether it is encrypted. Nothing else is known then.
    pub(super) locked: bool,
}

/// The sheet that is read.
#[derive(Default)]
struct Sheet {
    name: String,
    /// Columns and rows that are not shown.
    columns: Vec<(u32, u32)>,
    rows: BTreeSet<u16>,
}

/// Reads a stream of records to its end, and adds the numbers in the cells of all sheets. Books of the year 1995
/// (BIFF5) write names in bytes.
pub(super) fn look(stream: &[u8], is_1995: bool, text: &mut Text) -> Book {
    let mut book = Book::default();
    let mut names = BTreeMap::new();
    let mut sheet = Sheet::default();
    let (mut rest, mut place) = (stream, 0_usize);
    while let Some((&[a, b, c, d], after)) = rest.split_first_chunk() {
        let (kind, length) = (u16::from_le_bytes([a, b]), usize::from(u16::from_le_bytes([c, d])));
        let Some((body, next)) = after.split_at_checked(length) else { break };
        match kind {
            0x2f => return Book { locked: true, ..Book::default() },
            0x85 => {
                let name = title(body, is_1995);
                if body.get(4).is_some_and(|state| state & 3 != 0) {
                    note(&mut book.hidden, Some(name.clone()));
                }
                names.extend(body.first_chunk().map(|start| (u32::from_le_bytes(*start), name)));
            }
            0x809 => {
                let name = u32::try_from(place).ok().and_then(|place| names.remove(&place)).unwrap_or_default();
                sheet = Sheet { name, ..Sheet::default() };
            }
            0x7d => sheet.columns.extend(folded(body)),
            0x208 => sheet.rows.extend(half(body, 0).filter(|_| half(body, 12).is_some_and(|flags| flags & 0x20 != 0))),
            0x06 | 0xbd | 0xfd | 0x203 | 0x204 | 0x27e => {
                numbers(kind, body, text);
                let at = half(body, 0).zip(half(body, 2));
                if at.is_some_and(|(row, column)| sheet.rows.contains(&row) || covers(&sheet.columns, column.into())) {
                    note(&mut book.partly, Some(sheet.name.clone()));
                }
            }
            _ => {}
        }
        place += 4 + length;
        rest = next;
    }
    text.end_line();
    book
}

/// The columns of a record that are not shown.
fn folded(body: &[u8]) -> Option<(u32, u32)> {
    let hidden = half(body, 8)? & 1 == 1 || half(body, 4)? == 0;
    hidden.then_some((half(body, 0)?.into(), half(body, 2)?.into()))
}

/// Adds the numbers of one record of cells.
fn numbers(kind: u16, body: &[u8], text: &mut Text) {
    let mut add = |number: f64| {
        if number.abs() < 1e21 {
            text.push(&number.to_string());
            text.push("\t");
        }
    };
    match kind {
        // A number, or the result of a formula that is one.
        0x06 | 0x203 => body
            .get(6..)
            .and_then(<[u8]>::first_chunk)
            .map(|bytes| f64::from_le_bytes(*bytes))
            .into_iter()
            .for_each(add),
        0x27e => body.get(6..).and_then(<[u8]>::first_chunk).map(|bytes| short(*bytes)).into_iter().for_each(add),
        0xbd => {
            let cells = body.get(4..).unwrap_or_default().as_chunks::<6>().0.iter();
            cells.for_each(|&[_, _, a, b, c, d]| add(short([a, b, c, d])));
        }
        _ => {}
    }
}

/// A number in four bytes: a whole one or the upper half of a real one, perhaps a hundredth of it.
fn short(bytes: [u8; 4]) -> f64 {
    let bits = u32::from_le_bytes(bytes);
    let number = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(i32::from_le_bytes(bytes) >> 2),
    };
    if bits & 1 == 1 { number / 100.0 } else { number }
}

/// The name in the record of a sheet, behind its length and, since 1997, a flag.
fn title(record: &[u8], is_1995: bool) -> String {
    let (encoding, start) = match record.get(7) {
        _ if is_1995 => (GBK, 7),
        Some(1) => (UTF_16LE, 8),
        _ => (GBK, 8),
    };
    encoding.decode_without_bom_handling(record.get(start..).unwrap_or_default()).0.into_owned()
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &u16::try_from(body.len()).unwrap().to_le_bytes(), body].concat()
    }

    /// The record of a sheet that begins at a place.
    fn sheet(place: u8, state: u8, name: &str) -> Vec<u8> {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        record(0x85, &[&[place, 0, 0, 0, state, 0, 2, 1], &name[..]].concat())
    }

    #[test]
    fn hidden_sheets_columns_and_rows_are_named() {
        let number = 13_800_138_000_f64.to_le_bytes();
        let book = [
            record(0x809, &[]),
            sheet(36, 0, "名单"),
            sheet(0, 1, "底稿"),
            record(0x0809, &[]),
            record(0x7d, &[1, 0, 1, 0, 9, 0, 0, 0, 1, 0]),
            record(0x203, &[&[0, 0, 1, 0, 0, 0], &number[..]].concat()),
        ]
        .concat();
        let mut text = Text::default();
        let told = look(&book, false, &mut text);
        assert_eq!(told, Book { hidden: vec!["底稿".to_owned()], partly: vec!["名单".to_owned()], locked: false });
        assert_eq!(text.take(), "13800138000\t\n");
    }

    #[test]
    fn a_sheet_of_1995_is_named() {
        let record = [&[0, 0, 0, 0, 0, 0, 4][..], &GBK.encode("名单").0].concat();
        assert_eq!(title(&record, true), "名单");
    }

    #[test]
    fn numbers_in_four_bytes_are_read() {
        assert_eq!(short((42 << 2 | 2_u32).to_le_bytes()), 42.0);
        assert_eq!(short((4200 << 2 | 3_u32).to_le_bytes()), 42.0);
        assert_eq!(short([0, 0, 0xf0, 0x3f]), 1.0);
    }

    #[test]
    fn an_encrypted_workbook_is_locked() {
        assert!(look(&record(0x2f, &[0, 0]), false, &mut Text::default()).locked);
    }
}
