//! The markers of a JPEG: ITU T.81 annex B, JFIF, EXIF.

use super::bytes::{be16, holds};
use super::look::Seen;
use super::{Format, Trouble, exif};

/// Walks the markers to the end of the picture. What phones append behind it (a second picture, a film) is not
/// looked at.
pub(super) fn see(bytes: &[u8]) -> Result<Seen, Trouble> {
    let mut seen = Seen::new(Format::Jpeg);
    let (mut size, mut scans, mut progressive) = (None, 0usize, false);
    let mut at = 2;
    loop {
        at = marker(bytes, at).ok_or(Trouble::Truncated)?;
        let kind = *bytes.get(at - 1).ok_or(Trouble::Truncated)?;
        match kind {
            0x01 | 0xD0..=0xD8 => continue,
            0xD9 => break,
            _ => {}
        }
        let length = usize::from(be16(bytes, at).ok_or(Trouble::Truncated)?);
        let segment = bytes.get(at..at + length).ok_or(Trouble::Truncated)?;
        let data = segment.get(2..).ok_or(Trouble::Broken)?;
        match kind {
            0xC0..=0xC2 if size.is_none() => {
                progressive = kind == 0xC2;
                let eight_bits = data.first() == Some(&8);
                let of = |at| be16(data, at).map(u32::from).ok_or(Trouble::Broken);
                size = Some((of(3)?, of(1)?, data.get(5).copied()));
                if !eight_bits || !matches!(data.get(5), Some(1 | 3 | 4)) {
                    return Err(Trouble::CannotRead(Format::Jpeg));
                }
            }
            // Lossless, hierarchical, arithmetic: nobody's phone, and read by no browser either.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(Trouble::CannotRead(Format::Jpeg)),
            0xE1 => {
                seen.metadata = true;
                if let Some(tiff) = data.strip_prefix(b"Exif\0\0") {
                    let position = seen.exif.position;
                    seen.exif = exif::read(tiff);
                    seen.exif.position |= position;
                } else if holds(data, b"GPSLatitude") {
                    seen.exif.position = true;
                }
            }
            0xED | 0xFE => seen.metadata = true,
            0xDA => {
                // A scan says first how many of the channels it holds.
                let all = size.and_then(|(.., channels)| channels);
                seen.apart |= !progressive && all.is_some() && data.first().copied() != all;
                scans += 1;
            }
            _ => {}
        }
        at += length;
    }
    let (width, height, _) = size.ok_or(Trouble::Broken)?;
    seen.sized(width, height)?;
    if scans == 0 { Err(Trouble::Broken) } else { Ok(seen) }
}

/// The place behind the next marker, over whatever is coded between: a marker is FF and then anything but 00, FF.
fn marker(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)? + 1;
        if !matches!(bytes.get(at)?, 0 | 0xFF) {
            return Some(at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest thing that has all the markers of a JPEG.
    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"\xFF\xD8\xFF\xC0\0\x0B\x08".to_vec();
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend(b"\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x12\xFF\0\xFF\xD0\x34\xFF\xD9");
        bytes
    }

    #[test]
    fn what_is_appended_behind_the_end_does_not_matter() {
        let mut bytes = jpeg(40, 30);
        bytes.extend(b"\0\0\0\x18ftypmp42 a film, \xFF\xD8\xFF cut off");
        let seen = see(&bytes).unwrap();
        assert_eq!((seen.width, seen.height), (40, 30));
    }

    #[test]
    fn a_copy_that_broke_off_is_told_wherever_it_breaks_off() {
        let bytes = jpeg(40, 30);
        for end in 3..bytes.len() {
            assert_eq!(see(&bytes[..end]).unwrap_err(), Trouble::Truncated, "{end}");
        }
    }

    #[test]
    fn a_thumbnail_with_an_end_of_its_own_is_not_the_end() {
        let mut bytes = b"\xFF\xD8\xFF\xE1\0\x0CExif\0\0\xFF\xD9\xFF\xD8".to_vec();
        bytes.extend(&jpeg(40, 30)[2..]);
        assert!(see(&bytes).unwrap().metadata);
        assert_eq!(see(&bytes[..bytes.len() - 2]).unwrap_err(), Trouble::Truncated);
    }

    #[test]
    fn a_size_of_four_gigapixels_is_told_and_nothing_is_decoded() {
        assert_eq!(see(&jpeg(65535, 65535)).unwrap_err(), Trouble::TooLarge { width: 65535, height: 65535 });
        assert_eq!(see(&jpeg(0, 30)).unwrap_err(), Trouble::Broken);
    }

    #[test]
    fn arithmetic_coding_and_twelve_bits_are_not_read() {
        let mut bytes = jpeg(40, 30);
        bytes[3] = 0xC9;
        assert_eq!(see(&bytes).unwrap_err(), Trouble::CannotRead(Format::Jpeg));
        let mut bytes = jpeg(40, 30);
        bytes[6] = 12;
        assert_eq!(see(&bytes).unwrap_err(), Trouble::CannotRead(Format::Jpeg));
    }
}
