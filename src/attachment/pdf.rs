//! PDF: what stands in the bytes as they are. Compressed streams, and so the objects in object streams, are not
//! looked into.

use super::meter::Meter;
use super::{Concern, FileKind, Found, properties};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::io::{Read, Seek, SeekFrom};

/// How much is read at a time.
const WINDOW: usize = 1 << 18;
/// How far what begins at a place may reach.
const REACH: usize = 2048;

/// Looks at a PDF of any size, once from its beginning to its end.
pub(super) fn look(meter: &mut Meter<'_>) -> Found {
    let mut seen = Seen::default();
    let finished = scan(meter, &mut seen);
    let mut found = Found::new(FileKind::Pdf);
    found.unseen = !finished;
    found.whole = memchr::memmem::find(&meter.tail(REACH), b"%%EOF").is_some();
    if seen.script {
        found.add(Concern::PdfScript);
    }
    if seen.files {
        found.add(Concern::PdfFiles);
    }
    if seen.comments > 0 {
        found.add(Concern::Comments { count: seen.comments, authors: Vec::new() });
    }
    if seen.encrypted {
        // Its strings are encrypted too.
        found.add(Concern::Encrypted);
    } else {
        seen.authors.iter().for_each(|author| properties::author(&mut found, author));
    }
    found
}

/// Walks over the bytes in windows that overlap. Whether the end was reached.
fn scan(meter: &mut Meter<'_>, seen: &mut Seen) -> bool {
    if meter.seek(SeekFrom::Start(0)).is_err() {
        return false;
    }
    let mut window: Vec<u8> = Vec::new();
    loop {
        let wanted = WINDOW.saturating_sub(window.len()) as u64;
        let Ok(count) = meter.by_ref().take(wanted).read_to_end(&mut window) else { return false };
        let is_last = (count as u64) < wanted;
        let end = if is_last { window.len() } else { window.len().saturating_sub(REACH) };
        for at in memchr::memchr2_iter(b'/', b'<', window.get(..end).unwrap_or_default()) {
            seen.note(window.get(at..).unwrap_or_default());
        }
        if is_last {
            return true;
        }
        window.drain(..end);
    }
}

#[derive(Default)]
struct Seen {
    script: bool,
    files: bool,
    encrypted: bool,
    comments: usize,
    authors: Vec<String>,
}

impl Seen {
    /// Notes what begins at a slash or an angle bracket.
    fn note(&mut self, rest: &[u8]) {
        match rest.get(..2) {
            Some(b"/A") => {
                if let Some(author) = after(rest, b"/Author").and_then(string) {
                    self.author(author);
                }
            }
            Some(b"/E") => {
                let points = |value: &[u8]| value.starts_with(b"<<") || value.first().is_some_and(u8::is_ascii_digit);
                self.encrypted |= after(rest, b"/Encrypt").is_some_and(points);
                self.files |= after(rest, b"/EmbeddedFile").is_some() || after(rest, b"/EmbeddedFiles").is_some();
            }
            Some(b"/J") => self.script |= after(rest, b"/JavaScript").is_some(),
            Some(b"/L") => self.script |= after(rest, b"/Launch").is_some(),
            Some(b"/S") => {
                let marks: [&[u8]; 6] =
                    [b"/Text", b"/Highlight", b"/StrikeOut", b"/Underline", b"/Squiggly", b"/Caret"];
                let is_comment = |kind: &[u8]| marks.iter().any(|mark| after(kind, mark).is_some());
                self.comments += usize::from(after(rest, b"/Subtype").is_some_and(is_comment));
            }
            Some(b"<d") if rest.starts_with(b"<dc:creator") => {
                if let Some(author) = creator(rest.get(..REACH).unwrap_or(rest)) {
                    self.author(author);
                }
            }
            _ => {}
        }
    }

    fn author(&mut self, name: String) {
        if self.authors.len() < 20 && !self.authors.contains(&name) {
            self.authors.push(name);
        }
    }
}

/// What follows a name, without blanks; nothing where the name goes on.
fn after<'a>(rest: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let value = rest.strip_prefix(name)?;
    let ends = value.first().is_none_or(|byte| b" \t\r\n\x0c\0/<>[]()".contains(byte));
    ends.then(|| value.trim_ascii_start())
}

/// A string in brackets or in hexadecimal digits.
fn string(value: &[u8]) -> Option<String> {
    let value = value.get(..REACH).unwrap_or(value);
    match value.split_first()? {
        (b'(', rest) => literal(rest).map(|bytes| decoded(&bytes)),
        (b'<', rest) => {
            let end = memchr::memchr(b'>', rest)?;
            let digits = rest.get(..end)?.iter().filter_map(|digit| char::from(*digit).to_digit(16));
            let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
            let bytes: Vec<u8> =
                digits.chunks(2).map(|pair| pair.iter().fold(0, |sum, digit| sum << 4 | digit)).collect();
            Some(decoded(&bytes))
        }
        _ => None,
    }
}

/// The bytes of a string in brackets, behind the first one.
fn literal(rest: &[u8]) -> Option<Vec<u8>> {
    let (mut bytes, mut depth) = (Vec::new(), 0_usize);
    let mut rest = rest.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b')' if depth == 0 => return Some(bytes),
            b'\\' => match rest.next()? {
                b'n' | b'r' | b't' | b'b' | b'f' => bytes.push(b' '),
                b'\n' => {}
                b'\r' => {
                    rest.next_if_eq(&b'\n');
                }
                digit @ b'0'..=b'7' => {
                    let mut number = u32::from(digit - b'0');
                    for _ in 0..2 {
                        let Some(digit) = rest.next_if(|digit| matches!(digit, b'0'..=b'7')) else { break };
                        number = number * 8 + u32::from(digit - b'0');
                    }
                    bytes.push(number.to_le_bytes()[0]);
                }
                other => bytes.push(other),
            },
            byte => {
                depth = match byte {
                    b'(' => depth + 1,
                    b')' => depth - 1,
                    _ => depth,
                };
                bytes.push(byte);
            }
        }
    }
    None
}

/// The text of a string. Where it should be Latin, programs in China write GBK.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => match GB18030.decode_without_bom_handling(bytes) {
                (text, false) => text.into_owned(),
                _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
            },
        },
    }
}

/// The first creator in a packet of XMP.
fn creator(rest: &[u8]) -> Option<String> {
    let end = memchr::memmem::find(rest, b"</dc:creator>")?;
    let list = rest.get(..end)?;
    let item = list.get(memchr::memmem::find(list, b"<rdf:li")?..)?;
    let text = item.get(memchr::memchr(b'>', item)? + 1..)?;
    Some(String::from_utf8_lossy(text.get(..memchr::memchr(b'<', text)?)?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(bytes: &[u8]) -> Option<String> {
        let mut seen = Seen::default();
        seen.note(bytes);
        seen.authors.pop()
    }

    #[test]
    fn an_author_is_read_however_it_is_written() {
        assert_eq!(author(b"/Author (Zhang San)"), Some("Zhang San".to_owned()));
        assert_eq!(author(b"/Author(a\\(b\\)(c)\\101)"), Some("a(b)(c)A".to_owned()));
        assert_eq!(author(b"/Author <FEFF5F204E09>"), Some("张三".to_owned()));
        assert_eq!(author(b"/Author <feff 5f20 4e 09 >"), Some("张三".to_owned()));
        assert_eq!(author(b"/Author(\xfe\xff\x5f\x20\x4e\x09)"), Some("张三".to_owned()));
        assert_eq!(author(b"/Author(\xd5\xc5\xc8\xfd)"), Some("张三".to_owned()));
        assert_eq!(
            author("<dc:creator><rdf:Seq><rdf:li>张三</rdf:li></rdf:Seq></dc:creator>".as_bytes()),
            Some("张三".to_owned())
        );
    }

    #[test]
    fn what_only_begins_like_an_author_is_none() {
        for bytes in
            [&b"/Authority (x)"[..], b"/Author 5 0 R", b"/Author (", b"/Author <FE", b"/Author", b"/Author (a\\"]
        {
            assert_eq!(author(bytes), None, "{bytes:?}");
        }
    }
}
