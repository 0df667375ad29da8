//! The blocks of a GIF: CompuServe GIF89a.

use super::bytes::le16;
use super::look::Seen;
use super::{Art, Format, Trouble};

/// A block: where it starts and ends, and what it is.
struct Block {
    start: usize,
    end: usize,
    kind: Kind,
}

/// What a block does.
#[derive(PartialEq)]
enum Kind {
    /// The header, the screen and its colours; the trailer.
    Frame,
    /// One picture.
    Picture,
    /// How the next picture is shown: its time, its transparent colour.
    Control { transparent: bool },
    /// How often it is repeated.
    Loop,
    /// Comments, XMP, text that no program draws.
    Other,
}

/// What a GIF is.
pub(super) fn see(bytes: &[u8]) -> Result<Seen, Trouble> {
    let mut seen = Seen::new(Format::Gif);
    let side = |at| le16(bytes, at).map(u32::from).ok_or(Trouble::Truncated);
    seen.sized(side(6)?, side(8)?)?;
    let mut pictures = 0usize;
    walk(bytes, |block| match block.kind {
        Kind::Picture => pictures += 1,
        Kind::Control { transparent } => seen.alpha |= transparent,
        Kind::Other => seen.metadata = true,
        Kind::Frame | Kind::Loop => {}
    })?;
    seen.art = match pictures {
        0 => return Err(Trouble::Broken),
        1 => Art::Drawing,
        _ => Art::Moving,
    };
    Ok(seen)
}

/// The blocks that draw, as they are, and no others.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let mut kept = Vec::with_capacity(bytes.len());
    walk(bytes, |block| {
        if block.kind != Kind::Other {
            kept.extend_from_slice(bytes.get(block.start..block.end).unwrap_or_default());
        }
    })?;
    Ok(kept)
}

/// Goes over the blocks from the header to the trailer.
fn walk(bytes: &[u8], mut each: impl FnMut(Block)) -> Result<(), Trouble> {
    let byte = |at: usize| bytes.get(at).copied().ok_or(Trouble::Truncated);
    let mut start = 13 + colours(byte(10)?);
    each(Block { start: 0, end: start, kind: Kind::Frame });
    loop {
        let (end, kind) = match byte(start)? {
            // The trailer.
            0x3B => {
                each(Block { start, end: start + 1, kind: Kind::Frame });
                return Ok(());
            }
            // A picture: its place, its colours, the size of its codes, and the codes.
            0x2C => {
                let codes = start + 10 + colours(byte(start + 9)?) + 1;
                (skip(bytes, codes)?, Kind::Picture)
            }
            0x21 => {
                let kind = match byte(start + 1)? {
                    0xF9 => Kind::Control { transparent: byte(start + 3)? & 1 != 0 },
                    0xFF => match bytes.get(start + 3..start + 14).ok_or(Trouble::Truncated)? {
                        b"NETSCAPE2.0" | b"ANIMEXTS1.0" => Kind::Loop,
                        _ => Kind::Other,
                    },
                    _ => Kind::Other,
                };
                (skip(bytes, start + 2)?, kind)
            }
            // Padding that some programs leave between blocks.
            0 => (start + 1, Kind::Other),
            _ => return Err(Trouble::Broken),
        };
        each(Block { start, end, kind });
        start = end;
    }
}

/// The length of the table of colours that a byte of flags announces.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The place behind a row of small blocks, each with its length in front; the last has none.
fn skip(bytes: &[u8], mut at: usize) -> Result<usize, Trouble> {
    loop {
        let length = usize::from(*bytes.get(at).ok_or(Trouble::Truncated)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
    const LOOP: &[u8] = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
    const CONTROL: &[u8] = b"\x21\xF9\x04\x01\x0A\0\0\0";
    const PICTURE: &[u8] = b"\x2C\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0A\0";
    const COMMENT: &[u8] = b"\x21\xFE\x09Zhang San\0";
    const XMP: &[u8] = b"\x21\xFF\x0BXMP DataXMP\x03GPS\0";

    #[test]
    fn several_pictures_move_and_one_does_not() {
        let still = see(&[HEAD, PICTURE, b";"].concat()).unwrap();
        assert_eq!((still.width, still.height, still.art, still.alpha), (2, 1, Art::Drawing, false));
        let moving = see(&[HEAD, LOOP, CONTROL, PICTURE, CONTROL, PICTURE, b";"].concat()).unwrap();
        assert_eq!((moving.art, moving.alpha, moving.metadata), (Art::Moving, true, false));
    }

    #[test]
    fn only_the_blocks_that_draw_are_kept() {
        let dirty = [HEAD, COMMENT, LOOP, XMP, CONTROL, PICTURE, CONTROL, PICTURE, b";", b"and more"].concat();
        let clean = clean(&dirty).unwrap();
        assert_eq!(clean, [HEAD, LOOP, CONTROL, PICTURE, CONTROL, PICTURE, b";"].concat());
        assert!(see(&dirty).unwrap().metadata && !see(&clean).unwrap().metadata);
    }

    #[test]
    fn a_copy_that_broke_off_is_told_wherever_it_breaks_off() {
        let bytes = [HEAD, LOOP, CONTROL, PICTURE, COMMENT, b";"].concat();
        for end in 6..bytes.len() {
            assert_eq!(see(&bytes[..end]).unwrap_err(), Trouble::Truncated, "{end}");
        }
        assert_eq!(see(&[HEAD, b";"].concat()).unwrap_err(), Trouble::Broken);
        assert_eq!(see(&[HEAD, b"?"].concat()).unwrap_err(), Trouble::Broken);
    }
}
