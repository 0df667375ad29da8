//! OLE2 compound files: the documents of Office before 2007, encrypted ones of later, and installers.

use super::kind::promised;
use super::meter::{Meter, Text, Work};
use super::{Concern, ENTRY, FileKind, Found, biff, properties, summary, word97};
use cfb::CompoundFile;
use std::io::Read;

/// The most of the tables of a compound file that is read, in bytes.
const TABLES: u64 = 64 << 20;
/// The most entries at the top that are looked at: a document has some ten.
const ENTRIES: usize = 1000;
/// The class of an installer's (.msi) root.
const INSTALLER: u128 = 0x000c1084_0000_0000_c000_000000000046;

type Compound<'m, 'a> = CompoundFile<&'m mut Meter<'a>>;

/// Looks at a compound file.
pub(super) fn look(meter: &mut Meter<'_>, ending: &str, work: &mut Work<'_>) -> Found {
    use FileKind::{Excel, OldExcel, OldSlides, OldWord, Program, Slides, Unknown, Word};
    let purse = meter.purse;
    let Ok(mut file) = purse.within(TABLES, || CompoundFile::open(meter)) else {
        let old = promised(ending).filter(|kind| matches!(kind, OldWord | OldExcel | OldSlides));
        return Found::broken(old.unwrap_or(Unknown));
    };
    if file.root_entry().clsid().as_u128() == INSTALLER {
        return Found::new(Program);
    }
    let names: Vec<String> = file.read_root_storage().take(ENTRIES).map(|entry| entry.name().to_owned()).collect();
    let has = |name: &str| names.iter().any(|found| found == name);
    if has("EncryptedPackage") {
        // The bytes do not say which; the name may.
        let kind = promised(ending).filter(|kind| matches!(kind, Word | Excel | Slides)).unwrap_or(Unknown);
        let mut found = Found { unseen: true, ..Found::new(kind) };
        found.add(Concern::Encrypted);
        return found;
    }
    let streams =
        [("WordDocument", OldWord), ("Workbook", OldExcel), ("Book", OldExcel), ("PowerPoint Document", OldSlides)];
    let Some((stream, kind)) = streams.iter().find(|(name, _)| has(name)) else { return Found::new(Unknown) };
    let mut found = Found::new(*kind);
    if ["Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT"].iter().any(|name| has(name)) {
        found.add(Concern::Macros);
    }
    content(&mut file, stream, *kind, &mut found, work);
    let names = summary::names(&bytes(&mut file, "\u{5}SummaryInformation", 1 << 16).0, &[4, 8]);
    names.iter().for_each(|name| properties::author(&mut found, name));
    let names = summary::names(&bytes(&mut file, "\u{5}DocumentSummaryInformation", 1 << 16).0, &[14, 15]);
    names.iter().for_each(|name| properties::company(&mut found, name));
    found
}

/// The first bytes of a stream, and whether those are all.
fn bytes(file: &mut Compound<'_, '_>, name: &str, most: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let read = file.open_stream(name).and_then(|mut stream| {
        (&mut stream).take(most).read_to_end(&mut bytes)?;
        Ok(stream.read(&mut [0])? == 0)
    });
    (bytes, read.unwrap_or(false))
}

/// Looks at the stream that holds the document.
fn content(file: &mut Compound<'_, '_>, stream: &str, kind: FileKind, found: &mut Found, work: &mut Work<'_>) {
    let (content, whole) = bytes(file, stream, ENTRY);
    let locked = match kind {
        FileKind::OldWord => word97::is_locked(&content),
        FileKind::OldExcel => workbook(&content, stream, found, work),
        _ => file.exists("EncryptedSummary") || file.exists("EncryptedSummaryInfo"),
    };
    found.unseen |= locked || !whole;
    if locked {
        found.add(Concern::Encrypted);
        return;
    }
    if kind == FileKind::OldWord {
        document(&content, &bytes(file, word97::table(&content), ENTRY).0, found);
    }
    words(&content, &mut work.text);
}

/// Adds what a document tells.
fn document(content: &[u8], table: &[u8], found: &mut Found) {
    let word = word97::look(content, table);
    if word.changes > 0 {
        found.add(Concern::TrackedChanges { count: word.changes, authors: word.changers });
    }
    if word.comments > 0 {
        found.add(Concern::Comments { count: word.comments, authors: word.commenters });
    }
    if word.hidden > 0 {
        found.add(Concern::HiddenText { count: word.hidden });
    }
}

/// Adds what a workbook tells; whether it is locked.
fn workbook(content: &[u8], stream: &str, found: &mut Found, work: &mut Work<'_>) -> bool {
    let book = biff::look(content, stream == "Book", &mut work.text);
    if !book.hidden.is_empty() {
        found.add(Concern::HiddenSheets { names: book.hidden });
    }
    if !book.partly.is_empty() {
        found.add(Concern::HiddenCells { sheets: book.partly });
    }
    book.locked
}

/// Adds the runs of readable characters in a stream, in UTF-16 at even and at odd places and in bytes. What is
/// no text by chance looks like some: this is to find numbers in, not to read.
fn words(bytes: &[u8], text: &mut Text) {
    for start in [0, 1] {
        let units = bytes.get(start..).unwrap_or_default().as_chunks::<2>().0;
        runs(units.iter().map(|unit| u32::from(u16::from_le_bytes(*unit))), text);
    }
    runs(bytes.iter().map(|byte| u32::from(*byte)).map(|byte| if byte < 0x80 { byte } else { 0 }), text);
}

/// Adds the runs of at least four readable characters.
fn runs(characters: impl Iterator<Item = u32>, text: &mut Text) {
    let mut run = String::new();
    for code in characters.chain([0]) {
        let readable = matches!(code, 0x20..=0x7e | 0x3001..=0x303f | 0x4e00..=0x9fff | 0xff01..=0xff5e);
        if let Some(character) = char::from_u32(code).filter(|_| readable) {
            run.push(character);
        } else {
            if run.chars().nth(3).is_some() {
                text.line(&run);
            }
            run.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_even_and_odd_places() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let mut bytes = wide("身份证号 110101");
        bytes.extend([0, 0, 0]);
        bytes.extend(wide("手机 138001"));
        bytes.extend([0, 0, 0]);
        bytes.extend(b"plain 42");
        let mut text = Text::default();
        words(&bytes, &mut text);
        let text = text.take();
        for words in ["身份证号 110101\n", "手机 138001\n", "plain 42\n"] {
            assert!(text.contains(words), "{text:?}");
        }
    }
}
