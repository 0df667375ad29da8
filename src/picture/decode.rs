//! From bytes to pixels, once for each picture.

use std::io::Cursor;

use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::{ColorType, ImageDecoder, ImageResult, Limits};

use super::look::Seen;
use super::raster::{Channels, Raster};
use super::{Format, PIXELS_MAX, Trouble};

/// The most a decoder may take: eight bytes a pixel, which is a PNG with 16 bits in each of four channels.
const MEMORY_MAX: u64 = PIXELS_MAX * 8;

/// The pixels as they are kept, and the colour profile if there is one.
pub(super) fn decode(bytes: &[u8], seen: &Seen) -> Result<(Raster, Option<Vec<u8>>), Trouble> {
    let from = Cursor::new(bytes);
    let pixels = match seen.format {
        Format::Jpeg if seen.apart => return apart(bytes, seen),
        Format::Jpeg => JpegDecoder::new(from).map(|decoder| read(decoder, seen)),
        Format::Png => PngDecoder::with_limits(from, limits()).map(|decoder| read(decoder, seen)),
        Format::Gif => GifDecoder::new(from).map(|decoder| read(decoder, seen)),
        Format::Webp => WebPDecoder::new(from).map(|decoder| read(decoder, seen)),
        other => return Err(Trouble::CannotRead(other)),
    };
    pixels.map_err(|_| Trouble::Broken)?
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MEMORY_MAX);
    limits
}

/// Reads what a decoder gives, if it sees the same size as the headers said.
fn read(mut decoder: impl ImageDecoder, seen: &Seen) -> Result<(Raster, Option<Vec<u8>>), Trouble> {
    let broken = |_| Trouble::Broken;
    let (width, height) = decoder.dimensions();
    let size = decoder.total_bytes();
    if (width, height) != (seen.width, seen.height) || size > MEMORY_MAX {
        return Err(Trouble::Broken);
    }
    decoder.set_limits(limits()).map_err(broken)?;
    let profile: ImageResult<Option<Vec<u8>>> = decoder.icc_profile();
    let kind = decoder.color_type();
    let mut pixels = vec![0; usize::try_from(size).map_err(|_| Trouble::Broken)?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    let (channels, pixels) = match kind {
        ColorType::L8 => (Channels::Grey, pixels),
        ColorType::La8 => (Channels::Rgba, spread(&pixels)),
        ColorType::Rgb8 => (Channels::Rgb, pixels),
        ColorType::Rgba8 => (Channels::Rgba, pixels),
        ColorType::L16 => (Channels::Grey, halve(pixels)),
        ColorType::La16 => (Channels::Rgba, spread(&halve(pixels))),
        ColorType::Rgb16 => (Channels::Rgb, halve(pixels)),
        ColorType::Rgba16 => (Channels::Rgba, halve(pixels)),
        _ => return Err(Trouble::CannotRead(seen.format)),
    };
    Ok((Raster { width, height, channels, pixels }, profile.ok().flatten()))
}

/// Reads a JPEG whose channels follow one another. zune-jpeg before 0.5.16 gets the colours of those wrong without a
/// word (its issue 422); this decoder reads them right, at half the speed.
fn apart(bytes: &[u8], seen: &Seen) -> Result<(Raster, Option<Vec<u8>>), Trouble> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(usize::try_from(MEMORY_MAX).unwrap_or(usize::MAX));
    let pixels = decoder.decode().map_err(|_| Trouble::Broken)?;
    let info = decoder.info().ok_or(Trouble::Broken)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let channels = match info.pixel_format {
        jpeg_decoder::PixelFormat::L8 => Channels::Grey,
        jpeg_decoder::PixelFormat::RGB24 => Channels::Rgb,
        _ => return Err(Trouble::CannotRead(Format::Jpeg)),
    };
    let length = u64::from(width) * u64::from(height) * channels.bytes() as u64;
    if (width, height) != (seen.width, seen.height) || pixels.len() as u64 != length {
        return Err(Trouble::Broken);
    }
    Ok((Raster { width, height, channels, pixels }, decoder.icc_profile()))
}

/// Sixteen bits to eight, in place.
fn halve(mut pixels: Vec<u8>) -> Vec<u8> {
    let half = pixels.len() / 2;
    for index in 0..half {
        let deep = match pixels.get(index * 2..index * 2 + 2) {
            Some([a, b]) => u32::from(u16::from_ne_bytes([*a, *b])),
            _ => break,
        };
        if let Some(value) = pixels.get_mut(index) {
            *value = u8::try_from((deep * 255 + 32_767) / 65_535).unwrap_or(255);
        }
    }
    pixels.truncate(half);
    pixels.shrink_to_fit();
    pixels
}

/// Grey with transparency to colour with transparency.
fn spread(pixels: &[u8]) -> Vec<u8> {
    pixels.as_chunks::<2>().0.iter().flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect()
}
