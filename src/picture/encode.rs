//! From pixels to bytes. Nothing but the picture is written: no profile, no text, no date.

use image::ExtendedColorType;
use image::codecs::gif::GifEncoder;
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use std::collections::BTreeMap;

use super::raster::{Channels, Raster};
use super::{Form, Trouble};

/// The qualities of a JPEG: the first is what is made, the others when it must weigh less.
const JPEG: [u8; 4] = [82, 74, 64, 54];

/// The same for WebP, whose numbers mean something else.
const WEBP: [u8; 4] = [84, 74, 62, 50];

/// How hard libwebp tries, of 0 to 6: from 3 on it takes twice as long for a twentieth of the bytes.
const WEBP_EFFORT: i32 = 2;

/// The shortest side to which a picture is made smaller for the sake of its bytes.
const SIDE_MIN: u32 = 16;

/// The picture in a form, in no more than so many bytes if that can be: the quality is lowered, then the size.
pub(super) fn encode(raster: &Raster, form: Form, most: Option<u32>) -> Result<Vec<u8>, Trouble> {
    let most = most.map_or(usize::MAX, |most| most as usize);
    let qualities: &[u8] = match form {
        Form::Jpeg => &JPEG,
        Form::Webp => &WEBP,
        Form::WebpLossless | Form::Png | Form::Gif => &[100],
    };
    let mut made = Vec::new();
    for quality in qualities {
        made = at(raster, form, *quality)?;
        if made.len() <= most {
            return Ok(made);
        }
    }
    // Bytes go with the area. Each round takes a tenth off the sides at least, so there are few.
    let quality = qualities.last().copied().unwrap_or(100);
    let (mut width, mut height) = (raster.width, raster.height);
    while made.len() > most && width.min(height) > SIDE_MIN {
        #[expect(clippy::cast_precision_loss, reason = "a proportion of lengths")]
        let factor = (most as f64 / made.len() as f64).sqrt().clamp(0.3, 0.9);
        (width, height) = (less(width, factor), less(height, factor));
        made = at(&raster.scaled(raster.whole(), width, height)?, form, quality)?;
    }
    Ok(made)
}

/// A side made shorter.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the side it was")]
fn less(side: u32, factor: f64) -> u32 {
    ((f64::from(side) * factor) as u32).max(1)
}

/// The picture in a form at a quality, whatever it weighs.
fn at(raster: &Raster, form: Form, quality: u8) -> Result<Vec<u8>, Trouble> {
    match form {
        Form::Jpeg => jpeg(raster.clone().on_white(), quality),
        Form::Webp => webp(raster.clone().coloured(), Some(quality)),
        Form::WebpLossless => webp(raster.clone().coloured(), None),
        Form::Png => png(raster),
        Form::Gif => gif(raster.clone().on_white().coloured()),
    }
}

/// A baseline JPEG with the colours at half the size, which everything reads. The encoder's option to make the tables
/// for the picture is left alone: it would write the channels one after the other, which some readers get wrong.
fn jpeg(raster: Raster, quality: u8) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    let kind = if raster.channels == Channels::Grey { ColorType::Luma } else { ColorType::Rgb };
    let side = |side: u32| u16::try_from(side).map_err(|_| Trouble::Broken);
    let (width, height) = (side(raster.width)?, side(raster.height)?);
    encoder.encode(&raster.pixels, width, height, kind).map_err(|_| Trouble::Broken)?;
    Ok(bytes)
}

/// A WebP of a quality, or without loss.
fn webp(raster: Raster, quality: Option<u8>) -> Result<Vec<u8>, Trouble> {
    let mut config = webp::WebPConfig::new().map_err(|()| Trouble::Broken)?;
    config.method = WEBP_EFFORT;
    match quality {
        Some(quality) => config.quality = f32::from(quality),
        None => {
            config.lossless = 1;
            config.quality = 60.0;
        }
    }
    let layout = match raster.channels {
        Channels::Rgba => webp::PixelLayout::Rgba,
        _ => webp::PixelLayout::Rgb,
    };
    let encoder = webp::Encoder::new(&raster.pixels, layout, raster.width, raster.height);
    let memory = encoder.encode_advanced(&config).map_err(|_| Trouble::Broken)?;
    Ok(memory.to_vec())
}

/// A PNG: with a table of colours where there are no more than 256.
fn png(raster: &Raster) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_compression(png::Compression::High);
    encoder.set_depth(png::BitDepth::Eight);
    let indexed = indexed(raster);
    let pixels = match &indexed {
        Some((table, pixels)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_filter(png::Filter::NoFilter);
            encoder.set_palette(table.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>());
            if table.iter().any(|[.., alpha]| *alpha != 255) {
                encoder.set_trns(table.iter().map(|[.., alpha]| *alpha).collect::<Vec<u8>>());
            }
            pixels
        }
        None => {
            encoder.set_color(match raster.channels {
                Channels::Grey => png::ColorType::Grayscale,
                Channels::Rgb => png::ColorType::Rgb,
                Channels::Rgba => png::ColorType::Rgba,
            });
            encoder.set_filter(png::Filter::Adaptive);
            &raster.pixels
        }
    };
    let mut writer = encoder.write_header().map_err(|_| Trouble::Broken)?;
    writer.write_image_data(pixels).map_err(|_| Trouble::Broken)?;
    writer.finish().map_err(|_| Trouble::Broken)?;
    Ok(bytes)
}

/// The colours in the order in which they first appear, and each pixel's place among them; none if they are too many.
fn indexed(raster: &Raster) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let (mut table, mut places) = (Vec::new(), BTreeMap::new());
    let mut pixels = Vec::with_capacity(raster.pixels.len() / raster.channels.bytes());
    let mut last = None;
    for pixel in raster.pixels.chunks_exact(raster.channels.bytes()) {
        let colour = match *pixel {
            [r, g, b, a] => [r, g, b, a],
            [r, g, b] => [r, g, b, 255],
            [grey, ..] => [grey, grey, grey, 255],
            [] => return None,
        };
        // Neighbours are alike in a drawing.
        let place = match last {
            Some((before, place)) if before == colour => place,
            _ => match places.get(&colour) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(table.len()).ok()?;
                    table.push(colour);
                    places.insert(colour, place);
                    place
                }
            },
        };
        last = Some((colour, place));
        pixels.push(place);
    }
    Some((table, pixels))
}

/// A GIF of one frame: only stand-ins are made so.
fn gif(raster: Raster) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    GifEncoder::new(&mut bytes)
        .encode(&raster.pixels, raster.width, raster.height, ExtendedColorType::Rgb8)
        .map_err(|_| Trouble::Broken)?;
    Ok(bytes)
}
