//! Whether a workbook can be given to the library that reads it. calamine 0.38 counts the letters and digits of a
//! cell's name (`B12`) without a bound: one that no sheet has lands in another cell
//! (github.com/tafia/calamine/issues/694). It makes room for as many texts as a part says there are (684), and reads
//! what a part holds, however much it is.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// A part that unpacks to more bytes than these is no table: 100,000 rows of a ranking are some 50 MB.
const PART: u64 = 256 * 1024 * 1024;
/// The last cell of a sheet is XFD1048576 (ECMA-376 part 1, 18.3.1.73 and 18.18.7).
const LETTERS: usize = 3;
const DIGITS: usize = 7;
/// A workbook of more texts than these is no ranking.
const TEXTS: u64 = 1_000_000;

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
    let (key, is_bounded): (&str, fn(&str) -> bool) = match tag.local_name().as_ref() {
        "row" | "c" => ("r", is_name),
        "dimension" | "mergeCell" => ("ref", is_name),
        "sst" => ("uniqueCount", |count| count.parse().is_ok_and(|count: u64| count <= TEXTS)),
        _ => return true,
    };
    // The library divides what is not well-formed in its own way: then nothing is known.
    let is_plain = |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":_-.".contains(&byte));
    tag.attributes().with_checks(false).all(|found| {
        found.is_ok_and(|found| {
            let name = found.key.as_ref();
            is_plain(name) && (name != key || is_bounded(&found.value))
        })
    })
}

/// Whether a cell, a row or an area has no more letters and digits than a sheet has.
fn is_name(name: &str) -> bool {
    name.split(':').all(|corner| {
        let letters = corner.bytes().take_while(u8::is_ascii_alphabetic).count();
        letters <= LETTERS && corner.len() - letters <= DIGITS
    })
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
        assert!(sound(
            "<x:mergeCell ref='Z2:AA3'/><dimension ref=\"C5:A1\"/><c/><row/><pane topLeftCell=\"AAAAAAAAAAAA1\"/>"
        ));
    }

    #[test]
    fn one_that_no_sheet_has_is_refused_wherever_it_is_named() {
        for part in ["<c r=\"AAAAAAA1\"/>", "<row r=\"99999999999\">", "<x:c s=\"1\" r='inlineStr'>"] {
            assert!(!sound(part), "{part}");
        }
        for part in ["<dimension ref=\"A1:AAAAAAAA9\"/>", "<mergeCell ref=\"A12345678:B2\"/>"] {
            assert!(!sound(part), "{part}");
        }
    }

    #[test]
    fn more_texts_than_there_can_be_are_refused() {
        assert!(sound("<sst count=\"99999999999999999999\" uniqueCount=\"12\">") && sound("<sst>"));
        assert!(!sound("<sst uniqueCount=\"9999999999999999999\">") && !sound("<x:sst uniqueCount=\"1000001\">"));
    }

    #[test]
    fn attributes_that_the_library_would_divide_otherwise_are_refused() {
        for part in ["<c s=\"1\"\u{c}r=\"MWLQKWW1\">", "<c =\"\"r=\"MWLQKWW1\">", "<c r=MWLQKWW1>", "<c r>"] {
            assert!(!sound(part), "{part}");
        }
        assert!(sound("<c x14ac:dy_1-2.3='\u{c}' r = \"A1\" >"));
    }

    #[test]
    fn what_is_no_xml_is_left_to_the_library() {
        assert!(sound("GIF89a<<<>\u{0}") && is_sound(b"PK\x03\x04") && is_sound(b""));
    }
}
