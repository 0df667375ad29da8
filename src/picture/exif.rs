//! The four things of EXIF that matter here: which way up, whether a position is told, whether there was a camera,
//! whether it says it is a screenshot. EXIF is a TIFF directory: TIFF 6.0 section 2, EXIF 2.32 section 4.6.

use super::bytes::{be16, be32, holds, le16, le32};
use super::turn::Turn;

/// What EXIF says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Exif {
    /// How to read the pixels.
    pub(super) turn: Turn,
    /// There is a GPS directory with something in it.
    pub(super) position: bool,
    /// A camera's maker or model is named.
    pub(super) camera: bool,
    /// It calls itself a screenshot.
    pub(super) screenshot: bool,
}

/// One entry of a directory.
struct Entry {
    tag: u16,
    short: u16,
    long: u32,
    count: u32,
}

/// A TIFF structure with the order of its bytes.
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Tiff<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        if self.little { le16(self.bytes, at) } else { be16(self.bytes, at) }
    }

    fn u32(&self, at: usize) -> Option<u32> {
        if self.little { le32(self.bytes, at) } else { be32(self.bytes, at) }
    }

    /// The entries of the directory at a place, as far as there are bytes.
    fn entries(&self, at: u32) -> impl Iterator<Item = Entry> {
        let at = at as usize;
        let count = usize::from(self.u16(at).unwrap_or(0));
        (0..count).map_while(move |index| {
            let at = at + 2 + index * 12;
            Some(Entry {
                tag: self.u16(at)?,
                count: self.u32(at + 4)?,
                short: self.u16(at + 8)?,
                long: self.u32(at + 8)?,
            })
        })
    }
}

/// Reads the TIFF structure that EXIF is. What is not there, or not right, is left as it is by default.
pub(super) fn read(bytes: &[u8]) -> Exif {
    let mut exif = Exif::default();
    let little = match bytes.get(..4) {
        Some(b"II*\0") => true,
        Some(b"MM\0*") => false,
        _ => return exif,
    };
    let tiff = Tiff { bytes, little };
    for entry in tiff.entries(tiff.u32(4).unwrap_or(u32::MAX)) {
        match entry.tag {
            0x0112 => exif.turn = Turn::of_exif(entry.short),
            0x010F | 0x0110 => exif.camera = true,
            0x8825 => exif.position = tiff.entries(entry.long).any(|gps| gps.tag != 0),
            0x8769 => {
                let comment = tiff.entries(entry.long).find(|sub| sub.tag == 0x9286);
                exif.screenshot = comment.is_some_and(|comment| {
                    let start = comment.long as usize;
                    let end = start.saturating_add(comment.count as usize).min(bytes.len());
                    bytes.get(start..end).is_some_and(|text| holds(text, b"Screenshot"))
                });
            }
            _ => {}
        }
    }
    exif
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory of one entry, followed by whatever.
    fn one(tag: u16, kind: u16, count: u32, value: u32, rest: &[u8]) -> Vec<u8> {
        let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
        tiff.extend(tag.to_be_bytes());
        tiff.extend(kind.to_be_bytes());
        tiff.extend(count.to_be_bytes());
        tiff.extend(value.to_be_bytes());
        tiff.extend([0; 4]);
        tiff.extend(rest);
        tiff
    }

    #[test]
    fn the_orientation_is_read_in_both_orders_of_bytes() {
        assert_eq!(read(&one(0x0112, 3, 1, 6 << 16, b"")).turn, Turn::of_exif(6));
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
        assert_eq!(read(little).turn, Turn::of_exif(8));
    }

    #[test]
    fn a_position_is_seen_only_where_the_directory_says_something() {
        assert!(read(&one(0x8825, 4, 1, 26, b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0")).position);
        assert!(!read(&one(0x8825, 4, 1, 26, b"\0\0\0\0\0\0")).position);
    }

    #[test]
    fn a_comment_that_says_screenshot_is_believed() {
        let sub = b"\0\x01\x92\x86\0\x07\0\0\0\x12\0\0\0\x2c\0\0\0\0ASCII\0\0\0Screenshot";
        assert!(read(&one(0x8769, 4, 1, 26, sub)).screenshot);
    }

    #[test]
    fn places_outside_the_bytes_are_left_alone() {
        assert_eq!(read(&one(0x8825, 4, 1, u32::MAX, b"")), Exif::default());
        assert_eq!(read(b"MM\0*\xff\xff\xff\xff"), Exif::default());
        assert_eq!(read(b"MM\0*"), Exif::default());
    }
}
