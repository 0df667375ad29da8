//! Files that are zips: opened within bounds, and sorted into documents, programs and plain archives.

use super::kind::promised;
use super::magic::HEAD;
use super::meter::{Meter, Text, Work};
use super::{Concern, ENTRY, FileKind, Found, aside, bundle, ofd, office, opendocument};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::collections::BTreeMap;
use std::io::Read;
use zip::ZipArchive;

/// The most entries of a zip that are looked at: a document has some hundreds.
const ENTRIES: u64 = 20_000;
/// The most of a zip's table of contents that is read, in bytes.
const CONTENTS: u64 = 16 << 20;
/// How far from its end the table of contents of a zip is announced: a record with a comment behind it.
const ANNOUNCED: usize = (1 << 16) + 256;

/// Looks at a file that begins like a zip.
pub(super) fn look(meter: &mut Meter<'_>, ending: &str, work: &mut Work<'_>, depth: u8) -> Found {
    let promised = promised(ending).filter(|kind| is_packed(*kind)).unwrap_or(FileKind::Zip);
    if depth > 1 {
        return Found { unseen: true, ..Found::new(promised) };
    }
    if has_too_many(meter) {
        return Found { unseen: true, ..Found::new(promised) };
    }
    match Package::open(meter) {
        None => Found::broken(promised),
        Some(mut package) => {
            let kind = package.kind(work);
            let mut found = match kind {
                FileKind::Word | FileKind::Excel | FileKind::Slides => office::look(&mut package, kind, work, depth),
                FileKind::OpenDocument => opendocument::look(&mut package, work),
                FileKind::Ofd => ofd::look(&mut package, work),
                FileKind::Program | FileKind::Epub => Found::new(kind),
                _ => bundle::look(&mut package, work, depth),
            };
            if package.is_locked() {
                found.add(Concern::Encrypted);
            }
            found.unseen |= package.unread;
            found
        }
    }
}

/// Whether a zip announces more entries than are looked at. Room for as many is made before they are read.
fn has_too_many(meter: &mut Meter<'_>) -> bool {
    let tail = meter.tail(ANNOUNCED);
    let counts = |mark: &[u8; 4], at: usize, width: usize| -> Vec<u64> {
        let places =
            memchr::memmem::find_iter(&tail, mark).filter_map(|place| tail.get(place..)?.get(at..)?.get(..width));
        places.map(|bytes| bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))).collect()
    };
    // Of a large zip the record says no more than that another, larger record says it.
    let (small, large) = (counts(b"PK\x05\x06", 10, 2), counts(b"PK\x06\x06", 32, 8));
    let fits = |count: &u64| *count <= ENTRIES;
    !small.iter().all(|count| fits(count) || (*count == 0xffff && !large.is_empty())) || !large.iter().all(fits)
}

/// The kinds that are packed as zips.
fn is_packed(kind: FileKind) -> bool {
    use FileKind::{Epub, Excel, Ofd, OpenDocument, Slides, Word, Zip};
    matches!(kind, Word | Excel | Slides | OpenDocument | Ofd | Epub | Zip)
}

/// One entry of a zip.
pub(super) struct Part {
    /// Its name as people read it.
    pub(super) name: String,
    /// The name to look it up by: lower case, forward slashes, none in front.
    pub(super) key: String,
    /// Its place in the zip.
    at: usize,
    /// Whether it is behind a password.
    pub(super) locked: bool,
    /// Whether its text was asked for.
    pub(super) taken: bool,
}

/// A zip that was opened.
pub(super) struct Package<'m, 'a> {
    archive: ZipArchive<&'m mut Meter<'a>>,
    parts: Vec<Part>,
    /// The place of each key among the parts.
    places: BTreeMap<String, usize>,
    /// Whether something in it could not be read, or not to its end.
    pub(super) unread: bool,
    /// What stands in the parts that were asked for, beside their words.
    pub(super) aside: Text,
}

impl<'m, 'a> Package<'m, 'a> {
    fn open(meter: &'m mut Meter<'a>) -> Option<Package<'m, 'a>> {
        let purse = meter.purse;
        let archive = purse.within(CONTENTS, || ZipArchive::new(meter).ok())?;
        let mut package =
            Package { archive, parts: Vec::new(), places: BTreeMap::new(), unread: false, aside: Text::default() };
        for at in 0..package.archive.len() {
            let Ok(entry) = package.archive.by_index_raw(at) else {
                package.unread = true;
                continue;
            };
            let (name, locked) = (decoded(entry.name_raw()), entry.encrypted());
            let key = name.replace('\\', "/").trim_start_matches('/').to_lowercase();
            package.places.entry(key.clone()).or_insert(package.parts.len());
            package.parts.push(Part { name, key, at, locked, taken: false });
        }
        Some(package)
    }

    /// What the entries make of it.
    fn kind(&mut self, work: &mut Work<'_>) -> FileKind {
        let has = |key: &str| self.places.contains_key(key);
        let any = |test: &dyn Fn(&str) -> bool| self.parts.iter().any(|part| test(&part.key));
        if (has("androidmanifest.xml") && any(&|key| key.ends_with(".dex") || key == "resources.arsc"))
            || has("appxmanifest.xml")
            || (has("meta-inf/manifest.mf") && any(&|key| key.ends_with(".class")))
            || any(&|key| key.starts_with("payload/") && key.ends_with(".app/info.plist"))
        {
            return FileKind::Program;
        }
        if has("ofd.xml") {
            return FileKind::Ofd;
        }
        if has("[content_types].xml") {
            let folders = [("word/", FileKind::Word), ("xl/", FileKind::Excel), ("ppt/", FileKind::Slides)];
            let office = folders.iter().find(|(folder, _)| any(&|key| key.starts_with(folder)));
            return office.map_or(FileKind::Zip, |(_, kind)| *kind);
        }
        if !has("mimetype") {
            return FileKind::Zip;
        }
        let mimetype = self.text("mimetype", work);
        match mimetype.trim() {
            "application/epub+zip" => FileKind::Epub,
            mime if mime.starts_with("application/vnd.oasis.opendocument.") => FileKind::OpenDocument,
            _ => FileKind::Zip,
        }
    }

    /// Its entries in the order of the zip.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether an entry is locked by a password.
    fn is_locked(&self) -> bool {
        self.parts.iter().any(|part| part.locked)
    }

    /// The keys of the entries that pass.
    pub(super) fn keys(&self, test: impl Fn(&str) -> bool) -> Vec<String> {
        self.parts.iter().map(|part| &part.key).filter(|key| test(key)).cloned().collect()
    }

    /// The text of a part, empty where there is none. XML in UTF-16 is read too.
    pub(super) fn text(&mut self, key: &str, work: &mut Work<'_>) -> String {
        let Some(place) = self.places.get(key).copied() else { return String::new() };
        if let Some(part) = self.parts.get_mut(place) {
            part.taken = true;
        }
        let bytes = self.bytes(place, work, ENTRY, |_| true).unwrap_or_default();
        let text = match bytes.as_slice() {
            [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
            [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
            [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
            bytes => String::from_utf8_lossy(bytes).into_owned(),
        };
        if aside::is_xml(key) {
            aside::gather(&text, &mut self.aside);
        }
        text
    }

    /// The bytes of the entry at a place of [`Package::parts`]: some thousand of its first, and where they are
    /// `wanted`, the others, `most` of them and no more than the bounds. Nothing where it is locked, damaged from the
    /// beginning, packed in a way that is not read, or where enough was inflated before.
    pub(super) fn bytes(
        &mut self,
        place: usize,
        work: &mut Work<'_>,
        most: u64,
        wanted: impl Fn(&[u8]) -> bool,
    ) -> Option<Vec<u8>> {
        let part = self.parts.get(place).filter(|part| !part.locked)?;
        let mut bytes = Vec::new();
        let whole = match self.archive.by_index(part.at) {
            Ok(mut entry) if work.inflate >= HEAD as u64 => match fill(&mut entry, HEAD as u64, &mut bytes, work) {
                Some(false) if wanted(&bytes) => fill(&mut entry, most, &mut bytes, work) == Some(true),
                first => first.is_some(),
            },
            _ => false,
        };
        self.unread |= !whole;
        (whole || !bytes.is_empty()).then_some(bytes)
    }
}

/// Reads until `bytes` has `most`, or the work has inflated enough. Whether that was the end; nothing where the
/// entry is damaged.
fn fill(entry: &mut impl Read, most: u64, bytes: &mut Vec<u8>, work: &mut Work<'_>) -> Option<bool> {
    let before = bytes.len();
    let room = most.saturating_sub(before as u64).min(work.inflate);
    let result = entry.take(room).read_to_end(bytes);
    let count = bytes.len().saturating_sub(before) as u64;
    work.inflate -= count;
    result.ok()?;
    // One byte more tells the end from the bound.
    let is_end = count < room || entry.take(1).read_to_end(bytes).ok()? == 0;
    Some(is_end)
}

/// The name of an entry. Windows writes it in GBK, other systems in UTF-8, and not all of those say so.
fn decoded(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}
