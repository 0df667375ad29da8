//! The address of a page as a QR code: the friendly way out of the platform, whose articles open no link.
//!
//! It is a picture and not a drawing within the article: readers hold the phone that they read on, so they press
//! on it for long, and the platform reads only pictures then. It stays black on white in the dark, for the
//! platform leaves pictures alone, and the article says one address instead of three thousand characters.

use crate::diagnostic::Diagnostic;
use crate::output::View;
use crate::output::qr::Code;
use crate::own;
use crate::theme::Theme;
use qrcode::EcLevel;

/// The side of the picture in pixels, whatever the code in it.
pub(super) const SIDE: u32 = 480;

/// The longest address that a code of this kind can hold, in bytes (version 40, level M).
const LONGEST: usize = 2331;

/// The white around it that readers need, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// Whether an address can be a code.
pub(super) fn fits(address: &str) -> bool {
    address.len() <= LONGEST
}

/// Where the code of a page lies in the site, beside its article.
pub(super) fn path(address: &str) -> String {
    own::article(address, "png")
}

/// The picture of an address.
#[derive(Hash)]
pub(super) struct PageCode {
    /// In full.
    pub(super) address: String,
}

impl View for PageCode {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        // Only addresses that fit have a view.
        Ok(picture(&self.address).unwrap_or_default())
    }
}

/// The PNG of an address, one bit a pixel; None where it is too long.
fn picture(address: &str) -> Option<Vec<u8>> {
    let code = Code::of(address, EcLevel::M)?;
    let side = SIDE as usize;
    let scale = side / (code.width + 2 * QUIET);
    let margin = (side - code.width * scale) / 2;
    let dark = |x: usize, y: usize| {
        let module = |at: usize| at.checked_sub(margin).map(|at| at / scale);
        module(x).zip(module(y)).is_some_and(|(x, y)| code.is_dark(x, y))
    };
    let mut pixels = vec![0xff_u8; side * side / 8];
    for (at, byte) in pixels.iter_mut().enumerate() {
        for bit in 0..8 {
            let at = at * 8 + bit;
            if dark(at % side, at / side) {
                *byte &= !(0x80 >> bit);
            }
        }
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, SIDE, SIDE);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::{Color, QrCode};

    /// The pixels of a picture: true where it is dark.
    fn read(bytes: &[u8]) -> Vec<Vec<bool>> {
        let image = image::load_from_memory(bytes).unwrap().into_luma8();
        assert_eq!(image.dimensions(), (SIDE, SIDE));
        image.rows().map(|row| row.map(|pixel| pixel.0[0] == 0).collect()).collect()
    }

    #[test]
    fn a_code_is_dark_on_white_with_the_white_around_it_that_readers_need() {
        let address = "https://gonghui.example.cn/posts/hotspring/";
        let bytes = picture(address).unwrap();
        assert!(bytes.len() < 2000, "{}", bytes.len());
        let pixels = read(&bytes);
        // Version 4: 33 modules of 11 pixels; four modules of white are 44.
        let (scale, margin) = (11, (480 - 33 * 11) / 2);
        assert!(margin >= 4 * scale);
        let is_white = |x: usize, y: usize| !pixels[y][x];
        assert!((0..480).all(|at| (0..margin).all(|edge| is_white(at, edge) && is_white(479 - edge, at))));
        // The corner's square: seven dark modules, then a white one.
        assert!((margin..margin + 7 * scale).all(|x| pixels[margin][x]) && !pixels[margin][margin + 7 * scale]);
        let code = QrCode::with_error_correction_level(address, EcLevel::M).unwrap();
        for (at, colour) in code.to_colors().into_iter().enumerate() {
            let (x, y) = (margin + at % 33 * scale + scale / 2, margin + at / 33 * scale + scale / 2);
            assert_eq!(pixels[y][x], colour == Color::Dark, "module {at}");
        }
    }

    #[test]
    fn the_longest_address_is_a_code_and_one_longer_is_none() {
        let longest = "é".repeat(LONGEST / 2) + "x";
        assert!(fits(&longest) && picture(&longest).is_some());
        assert!(!fits(&format!("{longest}x")) && picture(&format!("{longest}x")).is_none());
    }

    #[test]
    fn it_lies_beside_its_article() {
        assert_eq!(path("posts/a/"), "wechat/posts/a.png");
    }
}
