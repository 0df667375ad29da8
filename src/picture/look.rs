//! What a picture's bytes say it is, without decoding anything.

use super::bytes::be16;
use super::exif::Exif;
use super::{Art, Facts, Format, PIXELS_MAX, Trouble, gif, jpeg, png, webp};

/// What the reader of one format's headers found. Sizes are as kept, before any turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) format: Format,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) art: Art,
    pub(super) alpha: bool,
    pub(super) exif: Exif,
    pub(super) metadata: bool,
    pub(super) stilled: bool,
    /// A JPEG with its channels one after the other, not side by side.
    pub(super) apart: bool,
}

impl Seen {
    /// A picture of which only the format is known.
    pub(super) fn new(format: Format) -> Seen {
        let art = Art::Photograph;
        let (exif, metadata) = (Exif::default(), false);
        Seen { format, width: 0, height: 0, art, alpha: false, exif, metadata, stilled: false, apart: false }
    }

    /// Takes the size that a header says.
    pub(super) fn sized(&mut self, width: u32, height: u32) -> Result<(), Trouble> {
        (self.width, self.height) = (width, height);
        if width == 0 || height == 0 {
            return Err(Trouble::Broken);
        }
        let (width, height) = self.exif.turn.size(width, height);
        if u64::from(width) * u64::from(height) > PIXELS_MAX {
            return Err(Trouble::TooLarge { width, height });
        }
        Ok(())
    }
}

/// What a picture's bytes say it is, and whether they are all there: its kind, upright size and art. Nothing is
/// decoded and nothing larger than a few numbers is kept; every byte is passed over once at most.
///
/// # Errors
/// See [`Trouble`]. A picture that passes may still turn out [`Trouble::Broken`] when it is developed.
pub fn look(bytes: &[u8]) -> Result<Facts, Trouble> {
    let seen = see(bytes)?;
    let (width, height) = seen.exif.turn.size(seen.width, seen.height);
    Ok(Facts {
        format: seen.format,
        width,
        height,
        art: seen.art,
        alpha: seen.alpha,
        screenshot: seen.exif.screenshot || is_screen(&seen, width, height),
        position: seen.exif.position,
        metadata: seen.metadata,
        stilled: seen.stilled,
    })
}

/// The same, with what only this room needs to know.
pub(super) fn see(bytes: &[u8]) -> Result<Seen, Trouble> {
    let unknown = if is_begun(bytes) { Trouble::Truncated } else { Trouble::NotAPicture };
    match format(bytes).ok_or(unknown)? {
        Format::Jpeg => jpeg::see(bytes),
        Format::Png => png::see(bytes),
        Format::Gif => gif::see(bytes),
        Format::Webp => webp::see(bytes),
        other => Err(Trouble::CannotRead(other)),
    }
}

/// What the formats that are read begin with; a WebP has its length in between.
const FIRST: [(&[u8], Format); 4] = [
    (b"\xFF\xD8\xFF", Format::Jpeg),
    (b"\x89PNG\r\n\x1A\n", Format::Png),
    (b"GIF87a", Format::Gif),
    (b"GIF89a", Format::Gif),
];
const RIFF: &[u8] = b"RIFF";
const WEBP: (usize, &[u8]) = (8, b"WEBP");

/// Whether bytes end before they have said which picture they are: a copy that never got further, or never began.
pub fn is_begun(bytes: &[u8]) -> bool {
    let (head, rest) = bytes.split_at(bytes.len().min(RIFF.len()));
    let is_webp = RIFF.starts_with(head) && WEBP.1.starts_with(bytes.get(WEBP.0..).unwrap_or_default());
    is_webp && rest.len() < WEBP.0
        || FIRST.iter().any(|(first, _)| first.len() > bytes.len() && first.starts_with(bytes))
}

/// The format, by the first bytes: 64 of them tell.
pub fn format(bytes: &[u8]) -> Option<Format> {
    let is = |at: usize, what: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(what));
    if let Some((_, format)) = FIRST.iter().find(|(first, _)| is(0, first)) {
        return Some(*format);
    }
    if is(0, RIFF) && is(WEBP.0, WEBP.1) {
        return Some(Format::Webp);
    }
    if is(0, b"II*\0") || is(0, b"MM\0*") {
        return Some(Format::Tiff);
    }
    // "BM", then four bytes of length, then four that are zero; and a known length of the next header.
    if is(0, b"BM") && is(6, &[0; 4]) {
        return Some(Format::Bmp);
    }
    if is(4, b"ftyp") {
        // The main brand and the compatible ones, four letters each: ISO 14496-12, 23008-12.
        let end = usize::from(be16(bytes, 2).unwrap_or(0)).min(bytes.len());
        let brands = bytes.get(8..end).unwrap_or_default();
        for brand in brands.chunks_exact(4) {
            match brand {
                b"avif" | b"avis" => return Some(Format::Avif),
                b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" => {
                    return Some(Format::Heic);
                }
                _ => {}
            }
        }
        // A file of the HEIF family that does not say how it is compressed: phones write HEVC.
        return matches!(brands.get(..4), Some(b"mif1" | b"msf1")).then_some(Format::Heic);
    }
    None
}

/// The widths of phones' screens in pixels, iPhones and the common Android ones since 2014.
const SCREENS: [u32; 28] = [
    640, 720, 750, 828, 1080, 1125, 1170, 1176, 1179, 1200, 1206, 1212, 1216, 1220, 1224, 1228, 1240, 1242, 1256, 1260,
    1264, 1272, 1284, 1290, 1320, 1344, 1440, 1600,
];

/// Whether the size is a phone's screen, held upright, and nothing says that a camera was there. A JPEG of 16:9 is
/// more often a photograph that some program made small; a PNG of that size is not.
fn is_screen(seen: &Seen, width: u32, height: u32) -> bool {
    let least = match seen.format {
        Format::Png => 1770,
        Format::Jpeg => 1900,
        _ => return false,
    };
    let proportion = u64::from(height) * 1000 / u64::from(width.max(1));
    !seen.exif.camera && SCREENS.contains(&width) && (least..=2350).contains(&proportion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_judged_by_the_bytes() {
        assert_eq!(look("附件".as_bytes()), Err(Trouble::NotAPicture));
        assert_eq!(look(b"%PDF-1.7\n"), Err(Trouble::NotAPicture));
        assert_eq!(look(b"BMW is a maker of cars"), Err(Trouble::NotAPicture));
        assert_eq!(look(b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0"), Err(Trouble::CannotRead(Format::Bmp)));
        assert_eq!(look(b"II*\0\x08\0\0\0"), Err(Trouble::CannotRead(Format::Tiff)));
        assert_eq!(look(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Err(Trouble::CannotRead(Format::Heic)));
        assert_eq!(look(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"), Err(Trouble::CannotRead(Format::Heic)));
        assert_eq!(look(b"\0\0\0\x14ftypmif1\0\0\0\0mif1"), Err(Trouble::CannotRead(Format::Heic)));
        assert_eq!(look(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"), Err(Trouble::CannotRead(Format::Avif)));
        assert_eq!(look(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), Err(Trouble::NotAPicture));
    }

    #[test]
    fn what_ends_before_it_says_what_it_is_was_broken_off() {
        for whole in [&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1A\n", b"GIF89a", b"RIFF\x10\0\0\0WEBP"] {
            assert!(!is_begun(whole));
            for end in 0..whole.len() {
                assert!(is_begun(&whole[..end]), "{:?}", &whole[..end]);
                assert_eq!(look(&whole[..end]), Err(Trouble::Truncated));
            }
        }
        for other in [&b"x"[..], b"RIFF\x10\0\0\0WAVE", b"RIFF\x10\0\0\0WEBA", b"GIFT", b"\xFF\xD9"] {
            assert!(!is_begun(other), "{other:?}");
        }
    }

    #[test]
    fn a_screen_is_known_by_its_size_unless_a_camera_is_named() {
        let mut seen = Seen::new(Format::Png);
        assert!(is_screen(&seen, 1170, 2532));
        assert!(is_screen(&seen, 1080, 1920));
        assert!(!is_screen(&seen, 1080, 1440));
        assert!(!is_screen(&seen, 1920, 1080));
        seen.format = Format::Jpeg;
        assert!(is_screen(&seen, 1080, 2400));
        assert!(!is_screen(&seen, 1080, 1920));
        seen.exif.camera = true;
        assert!(!is_screen(&seen, 1080, 2400));
    }
}
