//! What a spreadsheet does not show of its cells, which the library that reads them does not tell: rows that a filter
//! or somebody hid, formulas that were never worked out. What cannot be read here says nothing: the cells are read all
//! the same.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// The parts of a workbook that hold its sheets, in their order (ECMA-376 part 1, 18.2.19).
pub(super) fn parts(bytes: &[u8]) -> Vec<String> {
    let mut targets = HashMap::new();
    let mut sheets = Vec::new();
    each(bytes, "xl/_rels/workbook.xml.rels", |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "Relationship"
        {
            targets.extend(value(tag, "Id").zip(value(tag, "Target")));
        }
    });
    each(bytes, "xl/workbook.xml", |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "sheet"
        {
            let target = value(tag, "r:id").and_then(|id| targets.get(&id)).map_or("", String::as_str);
            sheets.push(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned));
        }
    });
    sheets
}

/// Of the part of a sheet: the rows that are hidden, and those with a formula that has no result; both from 1.
pub(super) fn lines(bytes: &[u8], part: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut hidden, mut unworked) = (Vec::new(), Vec::new());
    let (mut row, mut formula, mut result, mut in_value) = (0usize, false, false, false);
    each(bytes, part, |event| match event {
        Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
            "row" => {
                row = value(tag, "r").and_then(|row| row.parse().ok()).unwrap_or(row.saturating_add(1));
                if value(tag, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true")) {
                    hidden.push(row);
                }
            }
            "c" => (formula, result) = (false, false),
            "f" => formula = true,
            "is" => result = true,
            "v" => in_value = matches!(event, Event::Start(_)),
            _ => {}
        },
        Event::Text(_) => result |= in_value,
        Event::End(tag) => match tag.local_name().as_ref() {
            "v" => in_value = false,
            "c" if formula && !result && unworked.last() != Some(&row) => unworked.push(row),
            _ => {}
        },
        _ => {}
    });
    // A sheet names its rows in their order; one that does not is still looked through in halves.
    hidden.sort_unstable();
    unworked.sort_unstable();
    (hidden, unworked)
}

/// Hands on all of a part, up to the first thing that is no XML.
fn each(bytes: &[u8], part: &str, mut what: impl FnMut(&Event<'_>)) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return };
    let Ok(part) = archive.by_name(part) else { return };
    read(BufReader::new(part), &mut what);
}

fn read(part: impl BufRead, what: &mut impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => what(&event),
        }
        buffer.clear();
    }
}

fn value(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut all = tag.attributes();
    let mut all = all.with_checks(false).filter_map(Result::ok);
    all.find(|found| found.key.as_ref() == key).map(|found| found.value.into_owned())
}
