//! Excel workbooks since 2007.

use super::meter::Work;
use super::package::Package;
use super::prose::{Prose, note};
use super::{Concern, Found};
use crate::workbook;
use crate::xml::{Element, Step, walk};

/// Reads shared strings, the cells of all sheets, comments, charts and drawings.
pub(super) fn look(package: &mut Package<'_, '_>, found: &mut Found, work: &mut Work<'_>) {
    found.unseen |= package.parts().iter().any(|part| part.key == "xl/workbook.bin");
    let list = package.text(workbook::LIST, work);
    let sheets = workbook::sheets(&list, &package.text(workbook::PLACES, work));
    let names: Vec<String> = sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.clone()).collect();
    if !names.is_empty() {
        found.add(Concern::HiddenSheets { names });
    }
    prose(package, "xl/sharedstrings.xml", work);
    let mut partly = Vec::new();
    for key in package.keys(|key| key.starts_with("xl/worksheets/") && key.ends_with(".xml")) {
        if cells(&package.text(&key, work), work) {
            let name =
                sheets.iter().find(|sheet| sheet.part.to_lowercase() == key).map_or(key, |sheet| sheet.name.clone());
            note(&mut partly, Some(name));
        }
    }
    if !partly.is_empty() {
        found.add(Concern::HiddenCells { sheets: partly });
    }
    comments(package, found, work);
    let rest = ["xl/drawings/drawing", "xl/charts/chart", "xl/diagrams/data", "xl/externallinks/externallink"];
    for key in package.keys(|key| key.ends_with(".xml") && rest.iter().any(|start| key.starts_with(start))) {
        prose(package, &key, work);
    }
}

/// The words of a part.
fn prose(package: &mut Package<'_, '_>, key: &str, work: &mut Work<'_>) {
    let xml = package.text(key, work);
    let mut prose = Prose::with_values(!key.starts_with("xl/sharedstrings"));
    walk(&xml, |step| prose.step(&step, &mut work.text));
    work.text.end_line();
}

/// Adds what stands in the cells of a sheet, a row a line, without the shared strings. Whether a cell that
/// holds something is in a row or column that is not shown.
fn cells(xml: &str, work: &mut Work<'_>) -> bool {
    let (mut columns, mut sorted) = (Vec::new(), false);
    let (mut row_hidden, mut column, mut shared) = (false, 0_u32, false);
    let (mut inside, mut value) = (false, String::new());
    let mut hides = false;
    walk(xml, |step| match step {
        Step::Open("col", element) if is_hidden(element, "width") => {
            let number = |name: &str| element.get(name).and_then(|number| number.parse::<u32>().ok());
            columns.extend(number("min").zip(number("max")));
        }
        Step::Open("row", element) => {
            row_hidden = is_hidden(element, "ht");
            column = 0;
            if !sorted {
                columns = merged(std::mem::take(&mut columns));
                sorted = true;
            }
        }
        Step::Open("c", element) => {
            column = element.get("r").and_then(|place| letters(&place)).unwrap_or(column.saturating_add(1));
            shared = element.get("t").is_some_and(|kind| kind == "s");
            value.clear();
        }
        Step::Open("v" | "t", _) => inside = true,
        Step::Text(text) if inside => value.push_str(text),
        Step::Close("v" | "t") => inside = false,
        Step::Close("c") => {
            let said = value.trim();
            hides |= !said.is_empty() && (row_hidden || covers(&columns, column));
            if !shared && !said.is_empty() {
                work.text.push(&number(said));
                work.text.push("\t");
            }
        }
        Step::Close("row") => work.text.end_line(),
        _ => {}
    });
    work.text.end_line();
    hides
}

/// Whether a row or column is hidden, or has no height or width.
fn is_hidden(element: &Element<'_>, extent: &str) -> bool {
    element.is("hidden") || element.get(extent).is_some_and(|extent| extent.parse() == Ok(0.0))
}

/// Ranges in order, those that touch made one.
fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut whole: Vec<(u32, u32)> = Vec::new();
    for (from, to) in ranges {
        match whole.last_mut() {
            Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
            _ => whole.push((from, to)),
        }
    }
    whole
}

/// Whether one of the ranges, which are in order, has the number.
pub(super) fn covers(ranges: &[(u32, u32)], number: u32) -> bool {
    let after = ranges.partition_point(|(from, _)| *from <= number);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|(_, to)| number <= *to)
}

/// The number of the column of a place such as `AB12`.
fn letters(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number = letters.fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A' + 1));
    (number > 0).then_some(number)
}

/// A number as its digits: Excel writes a long one as `1.10101199001011E+17`.
fn number(value: &str) -> String {
    let plain = value.contains(['e', 'E']).then(|| value.parse::<f64>().ok()).flatten();
    match plain {
        Some(number) if number.abs() < 1e21 => number.to_string(),
        _ => value.to_owned(),
    }
}

/// Comments. Those that can be answered are kept twice: the old form is there for old programs.
fn comments(package: &mut Package<'_, '_>, found: &mut Found, work: &mut Work<'_>) {
    let (mut old, mut new, mut authors) = (0, 0, Vec::new());
    for key in package.keys(|key| key.starts_with("xl/") && key.ends_with(".xml") && key.contains("comments")) {
        let xml = package.text(&key, work);
        let (mut prose, mut is_author) = (Prose::default(), false);
        walk(&xml, |step| {
            prose.step(&step, &mut work.text);
            match step {
                Step::Open("comment", _) => old += 1,
                Step::Open("threadedComment", _) => new += 1,
                Step::Open("author", _) => is_author = true,
                Step::Close("author") => is_author = false,
                // A comment of the new form is written by “tc={…}”.
                Step::Text(name) if is_author && !name.starts_with("tc=") => note(&mut authors, Some(name.to_owned())),
                _ => {}
            }
        });
        work.text.end_line();
    }
    if old.max(new) > 0 {
        found.add(Concern::Comments { count: old.max(new), authors });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_number_is_written_out() {
        assert_eq!(number("1.10101199001011E+17"), "110101199001011000");
        assert_eq!(number("13800138000"), "13800138000");
        assert_eq!(number("1E+400"), "1E+400");
        assert_eq!(number("Excel"), "Excel");
    }

    #[test]
    fn columns_are_counted_by_letters() {
        assert_eq!(letters("A1"), Some(1));
        assert_eq!(letters("AB12"), Some(28));
        assert_eq!(letters("XFD1"), Some(16384));
        assert_eq!(letters("12"), None);
    }

    #[test]
    fn hidden_columns_that_overlap_are_one_range() {
        let ranges = merged(vec![(5, 9), (1, 2), (3, 3), (8, 12)]);
        assert_eq!(ranges, [(1, 3), (5, 12)]);
        assert!(covers(&ranges, 12) && covers(&ranges, 1) && !covers(&ranges, 4) && !covers(&ranges, 13));
        assert!(!covers(&[], 1));
    }
}
