//! The chunks of a WebP: RFC 9649.

use super::bytes::{be32, holds, le16, le24, le32};
use super::look::Seen;
use super::{Art, Format, Trouble, exif};

/// Walks the chunks as far as the file says it goes.
pub(super) fn see(bytes: &[u8]) -> Result<Seen, Trouble> {
    let mut seen = Seen::new(Format::Webp);
    let length = le32(bytes, 4).ok_or(Trouble::Truncated)? as usize;
    let end = length.checked_add(8).ok_or(Trouble::Broken)?;
    // The last chunk of an odd length may lack its padding: some programs forget it.
    let bytes = bytes.get(..end.min(bytes.len())).filter(|all| all.len() + 1 >= end).ok_or(Trouble::Truncated)?;
    let mut drawn = false;
    let mut at = 12;
    while at + 8 <= bytes.len() {
        let kind = bytes.get(at..at + 4).unwrap_or_default();
        let length = le32(bytes, at + 4).ok_or(Trouble::Broken)? as usize;
        let stop = length.checked_add(at + 8).ok_or(Trouble::Broken)?;
        let data = bytes.get(at + 8..stop).ok_or(Trouble::Broken)?;
        match kind {
            b"VP8X" => {
                let of = |at| le24(data, at).map(|less| less + 1).ok_or(Trouble::Broken);
                seen.sized(of(4)?, of(7)?)?;
                let flags = data.first().copied().unwrap_or(0);
                seen.alpha = flags & 0x10 != 0;
                seen.stilled = flags & 0x02 != 0;
            }
            b"VP8 " => {
                let side = |at| le16(data, at).map(|side| u32::from(side & 0x3FFF)).ok_or(Trouble::Broken);
                let (width, height) = (side(6)?, side(8)?);
                if seen.width == 0 {
                    seen.sized(width, height)?;
                }
                drawn = true;
            }
            b"VP8L" => {
                let packed = be32(data, 1).map(u32::swap_bytes).ok_or(Trouble::Broken)?;
                if seen.width == 0 {
                    seen.sized((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1)?;
                    seen.alpha = packed >> 28 & 1 != 0;
                }
                seen.art = Art::Drawing;
                drawn = true;
            }
            b"ANMF" => drawn = true,
            b"EXIF" => {
                seen.metadata = true;
                let position = seen.exif.position;
                // Some programs keep the name that EXIF has in a JPEG in front of it.
                seen.exif = exif::read(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
                seen.exif.position |= position;
            }
            b"XMP " => {
                seen.metadata = true;
                seen.exif.position |= holds(data, b"GPSLatitude");
            }
            _ => {}
        }
        at = stop + length % 2;
    }
    if drawn && seen.width > 0 { Ok(seen) } else { Err(Trouble::Broken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webp(chunks: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut body = b"WEBP".to_vec();
        for (kind, data) in chunks {
            body.extend_from_slice(kind);
            body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
            body.extend_from_slice(data);
            body.extend(&[0][..data.len() % 2]);
        }
        [b"RIFF".to_vec(), u32::try_from(body.len()).unwrap().to_le_bytes().to_vec(), body].concat()
    }

    const LOSSY: &[u8] = b"\x10\x02\0\x9d\x01\x2a\x28\0\x1e\0";

    #[test]
    fn the_plain_forms_say_their_size() {
        let seen = see(&webp(&[(b"VP8 ", LOSSY)])).unwrap();
        assert_eq!((seen.width, seen.height, seen.art), (40, 30, Art::Photograph));
        let packed = (39u32 | 29 << 14 | 1 << 28).to_le_bytes();
        let seen = see(&webp(&[(b"VP8L", &[&[0x2F][..], &packed].concat())])).unwrap();
        assert_eq!((seen.width, seen.height, seen.art, seen.alpha), (40, 30, Art::Drawing, true));
    }

    #[test]
    fn the_long_form_says_what_else_there_is() {
        let header = b"\x1A\0\0\0\x27\0\0\x1D\0\0";
        let seen = see(&webp(&[(b"VP8X", header), (b"ANMF", b"frame"), (b"EXIF", b"MM\0*"), (b"XMP ", b"")])).unwrap();
        assert_eq!((seen.width, seen.height), (40, 30));
        assert!(seen.alpha && seen.stilled && seen.metadata);
    }

    #[test]
    fn a_copy_that_broke_off_is_told() {
        let bytes = webp(&[(b"VP8 ", LOSSY)]);
        for end in 12..bytes.len() - 1 {
            assert_eq!(see(&bytes[..end]).unwrap_err(), Trouble::Truncated, "{end}");
        }
        let huge = webp(&[(b"VP8X", b"\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF"), (b"VP8 ", LOSSY)]);
        assert_eq!(see(&huge).unwrap_err(), Trouble::TooLarge { width: 1 << 24, height: 1 << 24 });
    }
}
