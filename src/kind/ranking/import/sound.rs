//! Whether a workbook can be given to the library that reads it. calamine 0.38 counts the letters and digits of a cell's
//! name (`B12`) without a bound: one that no sheet has lands in another cell, or stops a debug build
//! (github.com/tafia/calamine/issues/694). And it reads what a part says of itself, however large that becomes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// A part that unpacks to more bytes than these is no table: 100,000 rows of a ranking are some 50 MB.
const PART: u64 = 256 * 1024 * 1024;
/// The last cell of a sheet is XFD1048576 (ECMA-376 part 1, 18.3.1.73 and 18.18.7).
const LETTERS: usize = 3;
const DIGITS: usize = 7;

/// Whether every cell and area that its parts name can be counted. What cannot be unpacked is left to the library,
/// which tells it.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return true };
    (0..archive.len()).all(|at| {
        let Ok(part) = archive.by_index(at) else { return true };
        let mut part = BufReader::new(part.take(PART));
        names_are_sound(&mut part) && part.into_inner().limit() > 0
    })
}

/// As the library reads them: up to the first thing that is no XML.
fn names_are_sound(part: impl BufRead) -> bool {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if !is_counted(&tag) => return false,
            Ok(Event::Eof) | Err(_) => return true,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn is_counted(tag: &BytesStart<'_>) -> bool {
    let key = match tag.local_name().as_ref() {
        "row" | "c" => "r",
        "dimension" | "mergeCell" => "ref",
        _ => return true,
    };
    let mut attributes = tag.attributes();
    attributes.with_checks(false).flatten().filter(|found| found.key.as_ref() == key).all(|found| {
        let corners: Option<Vec<_>> = found.value.split(':').map(corner).collect();
        corners.is_some_and(|corners| match corners.as_slice() {
            [(left, top), (right, bottom)] => left <= right && top <= bottom,
            _ => true,
        })
    })
}

/// The column and the row of a corner; none where there are more letters or digits than a sheet has.
fn corner(name: &str) -> Option<(String, u32)> {
    let (letters, digits) = name.split_at(name.bytes().take_while(u8::is_ascii_alphabetic).count());
    let is_short = letters.len() <= LETTERS && digits.len() <= DIGITS;
    // Padded, so that Z is before AA.
    is_short.then(|| (format!("{:>LETTERS$}", letters.to_ascii_uppercase()), digits.parse().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(part: &str) -> bool {
        names_are_sound(part.as_bytes())
    }

    #[test]
    fn cells_that_a_sheet_can_have_are_counted() {
        assert!(sound("<worksheet><dimension ref=\"A1:XFD1048576\"/><row r=\"1\"><c r=\"Z1\"/><c r=\"aa1\"/></row>"));
        assert!(sound("<x:mergeCell ref='Z2:AA3'/><c/><row/><pane topLeftCell=\"AAAAAAAAAAAA1\"/>"));
    }

    #[test]
    fn one_that_no_sheet_has_is_refused_wherever_it_is_named() {
        for part in ["<c r=\"AAAAAAA1\"/>", "<row r=\"99999999999\">", "<x:c s=\"1\" r='inlineStr'>"] {
            assert!(!sound(part), "{part}");
        }
        for part in ["<dimension ref=\"A1:AAAAAAAA9\"/>", "<mergeCell ref=\"B2:A3\"/>", "<mergeCell ref=\"B3:C2\"/>"] {
            assert!(!sound(part), "{part}");
        }
    }

    #[test]
    fn what_is_no_xml_is_left_to_the_library() {
        assert!(sound("GIF89a<<<>\u{0}") && is_sound(b"PK\x03\x04") && is_sound(b""));
    }
}
