//! The first bytes of files.

use super::FileKind;

/// How many bytes are enough to tell a kind.
pub(super) const HEAD: usize = 4096;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Pdf,
    /// A zip, and all that is packed as one.
    Package,
    /// An OLE2 compound file.
    Compound,
    Rtf,
    /// A kind that needs no further look.
    Known(FileKind),
    /// A kind whose end is missing.
    Cut(FileKind),
    Unknown,
}

/// The kinds that a fixed run of bytes tells: where it stands, and what it is.
#[rustfmt::skip]
const MARKS: &[(usize, &[u8], FileKind)] = &[
    (0, b"\x7fELF", FileKind::Program),
    (0, b"\xfe\xed\xfa\xce", FileKind::Program),
    (0, b"\xfe\xed\xfa\xcf", FileKind::Program),
    (0, b"\xce\xfa\xed\xfe", FileKind::Program),
    (0, b"\xcf\xfa\xed\xfe", FileKind::Program),
    (0, b"\xca\xfe\xba\xbe", FileKind::Program), // a Java class, or a Mach-O of several machines
    (0, b"dex\n03", FileKind::Program),
    (0, b"\x4c\x00\x00\x00\x01\x14\x02\x00", FileKind::Program), // .lnk
    (0, b"ITSF", FileKind::Program), // .chm runs scripts
    (0, b"!<arch>\ndebian", FileKind::Program),
    (0, b"\xed\xab\xee\xdb", FileKind::Program), // .rpm
    (0, b"xar!\x00\x1c", FileKind::Program), // .pkg
    (0, b"Rar!\x1a\x07", FileKind::Rar),
    (0, b"\x1f\x8b\x08", FileKind::Gzip),
    (257, b"ustar", FileKind::Tar),
    (0, b"\x89PNG\r\n\x1a\n", FileKind::Picture),
    (0, b"\xff\xd8\xff", FileKind::Picture),
    (0, b"GIF87a", FileKind::Picture),
    (0, b"GIF89a", FileKind::Picture),
    (0, b"II*\x00", FileKind::Picture),
    (0, b"MM\x00*", FileKind::Picture),
    (0, b"8BPS\x00\x01", FileKind::Picture),
    (0, b"\x00\x00\x01\x00", FileKind::Picture), // .ico
    (8, b"WEBP", FileKind::Picture), // after RIFF
    (8, b"WAVE", FileKind::Audio),
    (8, b"AVI ", FileKind::Video),
    (0, b"ID3", FileKind::Audio),
    (0, b"\xff\xfb", FileKind::Audio),
    (0, b"\xff\xf3", FileKind::Audio),
    (0, b"\xff\xf2", FileKind::Audio),
    (0, b"\xff\xf1", FileKind::Audio),
    (0, b"\xff\xf9", FileKind::Audio),
    (0, b"OggS", FileKind::Audio),
    (0, b"fLaC", FileKind::Audio),
    (0, b"#!AMR", FileKind::Audio),
    (0, b"\x1a\x45\xdf\xa3", FileKind::Video), // .mkv, .webm
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", FileKind::Video), // .wmv
    (0, b"FLV\x01", FileKind::Video),
    (0, b"\x00\x00\x01\xba", FileKind::Video),
    (0, b"\x00\x00\x01\xb3", FileKind::Video),
];

/// The shape of a file of `size` bytes that begins so.
pub(super) fn shape(head: &[u8], size: u64) -> Shape {
    let starts = |mark: &[u8]| head.starts_with(mark);
    // Text may begin with the letters MZ or BM; a program and a picture have a zero among their first bytes.
    let binary = head.iter().take(64).any(|byte| *byte == 0);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") || starts(b"PK\x07\x08") {
        Shape::Package
    } else if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Shape::Compound
    } else if starts(b"{\\rtf") {
        Shape::Rtf
    } else if starts(b"MZ") && binary {
        Shape::Known(FileKind::Program)
    } else if starts(b"BM") && binary {
        Shape::Known(FileKind::Picture)
    } else if starts(b"7z\xbc\xaf\x27\x1c") {
        seven_zip(head, size)
    } else if head.get(4..8) == Some(b"ftyp") {
        Shape::Known(film(head.get(8..12).unwrap_or_default()))
    } else if memchr::memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-").is_some() {
        Shape::Pdf
    } else {
        let marked = |at: &usize, mark: &[u8]| {
            let fits = head.get(*at..).is_some_and(|rest| rest.starts_with(mark));
            fits && (*at != 8 || starts(b"RIFF"))
        };
        let known = MARKS.iter().find(|(at, mark, _)| marked(at, mark));
        known.map_or(Shape::Unknown, |(_, _, kind)| Shape::Known(*kind))
    }
}

/// A 7z says in its first 32 bytes where it ends.
fn seven_zip(head: &[u8], size: u64) -> Shape {
    let number = |at: usize| head.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
    let end = number(12).zip(number(20)).and_then(|(at, length)| at.checked_add(length)?.checked_add(32));
    match end {
        Some(end) if end <= size => Shape::Known(FileKind::SevenZip),
        _ => Shape::Cut(FileKind::SevenZip),
    }
}

/// What a file of the MP4 family is, by its brand.
fn film(brand: &[u8]) -> FileKind {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" | b"avif" | b"avis" => FileKind::Picture,
        b"M4A " | b"M4B " => FileKind::Audio,
        _ => FileKind::Video,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_told_from_a_text_that_begins_alike() {
        assert_eq!(shape(b"MZ\x90\0\x03\0\0\0", 8), Shape::Known(FileKind::Program));
        assert_eq!(shape("MZ 是什么".as_bytes(), 12), Shape::Unknown);
    }

    #[test]
    fn pictures_sound_and_film_are_known() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], FileKind::Picture),
            (b"\xff\xd8\xff\xe0", FileKind::Picture),
            (b"BM\x36\0\0\0", FileKind::Picture),
            (b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Picture),
            (b"RIFF\0\0\0\0WAVEfmt ", FileKind::Audio),
            (b"\0\0\0\x18ftypheic", FileKind::Picture),
            (b"\0\0\0\x18ftypM4A ", FileKind::Audio),
            (b"\0\0\0\x18ftypisom", FileKind::Video),
            (b"ID3\x03", FileKind::Audio),
        ] {
            assert_eq!(shape(bytes, 100), Shape::Known(kind), "{bytes:?}");
        }
    }

    #[test]
    fn a_7z_that_was_cut_is_known_by_its_size() {
        let mut bytes = b"7z\xbc\xaf\x27\x1c\0\x04\0\0\0\0".to_vec();
        bytes.extend(100u64.to_le_bytes());
        bytes.extend(20u64.to_le_bytes());
        assert_eq!(shape(&bytes, 152), Shape::Known(FileKind::SevenZip));
        assert_eq!(shape(&bytes, 151), Shape::Cut(FileKind::SevenZip));
        assert_eq!(shape(&bytes[..20], 20), Shape::Cut(FileKind::SevenZip));
    }

    #[test]
    fn a_pdf_may_begin_a_little_late() {
        assert_eq!(shape(b"\xef\xbb\xbf\n%PDF-1.7\n", 14), Shape::Pdf);
    }
}
