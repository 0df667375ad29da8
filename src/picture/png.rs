//! The chunks of a PNG: W3C PNG, third edition.

use super::bytes::{be32, holds};
use super::look::Seen;
use super::{Art, Format, Trouble, exif};

/// Pictures smaller than this are never taken for photographs: in icons the header weighs more than the pixels.
const ICON: u64 = 10_000;

/// Walks the chunks to the last.
pub(super) fn see(bytes: &[u8]) -> Result<Seen, Trouble> {
    let mut seen = Seen::new(Format::Png);
    let (mut weight, mut deep) = (0u64, false);
    let mut at = 8;
    loop {
        let length = be32(bytes, at).ok_or(Trouble::Truncated)? as usize;
        let kind = bytes.get(at + 4..at + 8).ok_or(Trouble::Truncated)?;
        let end = length.checked_add(at + 8).ok_or(Trouble::Broken)?;
        let data = bytes.get(at + 8..end).ok_or(Trouble::Truncated)?;
        if (at == 8) != (kind == b"IHDR") {
            return Err(Trouble::Broken);
        }
        match kind {
            b"IHDR" => {
                let of = |at| be32(data, at).ok_or(Trouble::Broken);
                seen.sized(of(0)?, of(4)?)?;
                deep = data.get(8) == Some(&16);
                seen.alpha = matches!(data.get(9), Some(4 | 6));
            }
            b"IDAT" => weight += length as u64,
            b"tRNS" => seen.alpha = true,
            b"acTL" => seen.stilled = true,
            b"eXIf" => {
                seen.metadata = true;
                let position = seen.exif.position;
                seen.exif = exif::read(data);
                seen.exif.position |= position;
            }
            b"iTXt" | b"zTXt" | b"tEXt" => {
                seen.metadata = true;
                seen.exif.position |= holds(data, b"GPSLatitude");
            }
            b"tIME" => seen.metadata = true,
            b"IEND" => break,
            _ => {}
        }
        // The checksum is four bytes.
        at = end.checked_add(4).ok_or(Trouble::Broken)?;
    }
    if weight == 0 {
        return Err(Trouble::Broken);
    }
    // Flat areas pack to next to nothing; what keeps 1.2 bytes a pixel is full of fine shades.
    let pixels = u64::from(seen.width) * u64::from(seen.height);
    let packed = if deep { weight / 2 } else { weight };
    seen.art = if pixels >= ICON && packed * 10 >= pixels * 12 { Art::Photograph } else { Art::Drawing };
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length, kind, data, &[0; 4]].concat()
    }

    fn png(width: u32, height: u32, chunks: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        bytes.extend(chunk(b"IHDR", &header));
        for (kind, data) in chunks {
            bytes.extend(chunk(kind, data));
        }
        bytes.extend(chunk(b"IEND", b""));
        bytes
    }

    #[test]
    fn a_png_that_weighs_much_for_its_pixels_is_a_photograph() {
        assert_eq!(see(&png(100, 100, &[(b"IDAT", &[0; 12_000])])).unwrap().art, Art::Photograph);
        assert_eq!(see(&png(100, 100, &[(b"IDAT", &[0; 11_999])])).unwrap().art, Art::Drawing);
        assert_eq!(see(&png(20, 20, &[(b"IDAT", &[0; 900])])).unwrap().art, Art::Drawing);
    }

    #[test]
    fn text_time_and_exif_are_metadata_and_an_animation_is_stilled() {
        let seen = see(&png(9, 9, &[(b"IDAT", b"x"), (b"tEXt", b"Author\0Somebody")])).unwrap();
        assert!(seen.metadata && !seen.exif.position && !seen.stilled);
        let seen = see(&png(9, 9, &[(b"acTL", b"12345678"), (b"iTXt", b"exif:GPSLatitude"), (b"IDAT", b"x")])).unwrap();
        assert!(seen.exif.position && seen.stilled);
    }

    #[test]
    fn a_copy_that_broke_off_is_told_wherever_it_breaks_off() {
        let bytes = png(9, 9, &[(b"IDAT", b"xyz")]);
        // The last checksum is not missed.
        for end in 8..bytes.len() - 4 {
            assert_eq!(see(&bytes[..end]).unwrap_err(), Trouble::Truncated, "{end}");
        }
    }

    #[test]
    fn a_bomb_is_known_by_the_size_it_says() {
        let bomb = png(60_000, 60_000, &[(b"IDAT", b"x")]);
        assert_eq!(see(&bomb).unwrap_err(), Trouble::TooLarge { width: 60_000, height: 60_000 });
        assert_eq!(see(&png(0, 9, &[])).unwrap_err(), Trouble::Broken);
        assert_eq!(see(&png(9, 9, &[])).unwrap_err(), Trouble::Broken);
    }
}
