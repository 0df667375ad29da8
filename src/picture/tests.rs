//! Pictures through the whole room: bytes in, bytes out.

use image::{DynamicImage, ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType as Ink, Encoder, SamplingFactor};
use moxcms::ColorProfile;

use super::super::{Art, Facts, Focus, Form, Format, Recipe, Trouble, develop, look, stand_in};

const RED: [u8; 3] = [220, 30, 30];
const GREEN: [u8; 3] = [30, 160, 60];
const BLUE: [u8; 3] = [40, 60, 200];
const WHITE: [u8; 3] = [240, 240, 240];

fn recipe(width: u32, height: u32, form: Form) -> Recipe {
    Recipe { width, height, crop: None, form, most: None }
}

fn make(bytes: &[u8], recipe: Recipe) -> Vec<u8> {
    develop(bytes, &[recipe]).unwrap().remove(0)
}

#[test]
fn what_else_is_made_of_a_picture_changes_no_byte() {
    for (width, height) in [(3000, 2000), (1200, 2400), (5000, 700), (640, 480)] {
        let pixels = noise(width as usize * height as usize * 3);
        let mut bytes = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 60);
        encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
        let at = |wide: u32| recipe(wide.min(width), (height * wide.min(width) + width / 2) / width, Form::Jpeg);
        let crop = Recipe { crop: Some(Focus { x: 200, y: 700 }), ..recipe(500, 300, Form::Jpeg) };
        let all = [at(480), at(1080), at(1600), at(width), crop];
        let together = develop(&bytes, &all).unwrap();
        for (recipe, made) in all.into_iter().zip(together) {
            assert!(make(&bytes, recipe) == made, "{width}x{height}, {recipe:?}");
        }
    }
}

/// What another program sees in an output.
fn seen(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

fn pixel(bytes: &[u8], x: u32, y: u32) -> [u8; 3] {
    seen(bytes).to_rgb8().get_pixel(x, y).0
}

#[track_caller]
fn near(got: [u8; 3], want: [u8; 3], by: u8) {
    assert!(got.iter().zip(want).all(|(a, b)| a.abs_diff(b) <= by), "{got:?} is not near {want:?}");
}

/// Four fields, as somebody sees them upright: red, green over blue, white.
fn fields(width: u32, height: u32) -> image::RgbImage {
    image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
    })
}

/// Pixels nothing can foretell.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 56) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// An EXIF block: which way up, and a place on the earth.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x03\x01\x0F\0\x02\0\0\0\x04Pho\0".to_vec();
    tiff.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x32\0\0\0\0");
    tiff.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    tiff
}

/// A JPEG as a phone makes it.
fn phone(picture: &image::RgbImage, orientation: u8, profile: Option<&ColorProfile>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.add_exif_metadata(&exif(orientation)).unwrap();
    encoder
        .add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>26</exif:GPSLatitude>".to_vec())
        .unwrap();
    encoder.add_app_segment(13, b"Photoshop 3.0\0 8BIM".to_vec()).unwrap();
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile.encode().unwrap()).unwrap();
    }
    let (width, height) = picture.dimensions();
    encoder.encode(picture, width as u16, height as u16, Ink::Rgb).unwrap();
    bytes
}

fn png(pixels: &[u8], width: u32, height: u32, kind: ExtendedColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes).write_image(pixels, width, height, kind).unwrap();
    bytes
}

#[test]
fn all_eight_orientations_come_out_upright() {
    let upright = DynamicImage::ImageRgb8(fields(96, 64));
    for orientation in 1..=8 {
        // What the sensor kept, so that turning it as EXIF says gives the picture.
        let kept = match orientation {
            2 => upright.fliph(),
            3 => upright.rotate180(),
            4 => upright.flipv(),
            5 => upright.rotate90().fliph(),
            6 => upright.rotate270(),
            7 => upright.rotate270().fliph(),
            8 => upright.rotate90(),
            _ => upright.clone(),
        };
        let bytes = phone(&kept.to_rgb8(), orientation, None);
        let facts = look(&bytes).unwrap();
        assert_eq!((facts.width, facts.height), (96, 64), "{orientation}");
        for (form, size) in [(Form::Png, (96, 64)), (Form::Jpeg, (48, 32)), (Form::Webp, (48, 32))] {
            let out = make(&bytes, recipe(size.0, size.1, form));
            let (right, bottom) = (size.0 - 4, size.1 - 4);
            near(pixel(&out, 3, 3), RED, 16);
            near(pixel(&out, right, 3), GREEN, 16);
            near(pixel(&out, 3, bottom), BLUE, 16);
            near(pixel(&out, right, bottom), WHITE, 16);
        }
    }
}

#[test]
fn the_metadata_is_seen_and_is_gone_in_every_form() {
    let bytes = phone(&fields(96, 64), 6, Some(&ColorProfile::new_display_p3()));
    let facts = look(&bytes).unwrap();
    assert!(facts.position && facts.metadata && !facts.screenshot);
    for form in [Form::Jpeg, Form::Webp, Form::WebpLossless, Form::Png] {
        let out = make(&bytes, recipe(32, 48, form));
        for name in [&b"Exif"[..], b"EXIF", b"eXIf", b"GPS", b"http", b"ICC", b"iCC", b"Photoshop", b"tEXt", b"MM\0*"] {
            assert!(!out.windows(name.len()).any(|window| window == name), "{form:?} {name:?}");
        }
        assert_eq!(look(&out).map(|facts| (facts.metadata, facts.position)), Ok((false, false)));
    }
}

#[test]
fn a_gif_keeps_its_frames_and_loses_its_comments() {
    let mut bytes = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        encoder.set_repeat(image::codecs::gif::Repeat::Infinite).unwrap();
        for shade in [10, 200] {
            encoder.encode(&[shade; 12 * 8 * 3], 12, 8, ExtendedColorType::Rgb8).unwrap();
        }
    }
    bytes.pop();
    bytes.extend(b"\x21\xFE\x09Zhang San\0;");
    assert_eq!(look(&bytes).unwrap().art, Art::Moving);
    let recipes = [recipe(12, 8, Form::Gif), recipe(6, 4, Form::Png)];
    let made = develop(&bytes, &recipes).unwrap();
    assert_eq!(made[0].len(), bytes.len() - 13);
    assert_eq!(look(&made[0]).unwrap(), Facts { metadata: false, ..look(&bytes).unwrap() });
    assert_eq!(pixel(&made[1], 2, 2), [10; 3]);
    let jpeg = phone(&fields(16, 16), 1, None);
    assert_eq!(develop(&jpeg, &recipes), Err(Trouble::CannotRead(Format::Jpeg)));
}

#[test]
fn the_red_of_a_phone_comes_out_as_the_reddest_red() {
    let red = image::RgbImage::from_pixel(64, 64, image::Rgb([255, 0, 0]));
    let bytes = phone(&red, 1, Some(&ColorProfile::new_display_p3()));
    near(pixel(&make(&bytes, recipe(32, 32, Form::Png)), 16, 16), [255, 0, 0], 3);
    // sRGB's own red, as Display P3 writes it.
    let red = image::RgbImage::from_pixel(64, 64, image::Rgb([234, 51, 35]));
    let bytes = phone(&red, 1, Some(&ColorProfile::new_display_p3()));
    near(pixel(&make(&bytes, recipe(32, 32, Form::Png)), 16, 16), [255, 0, 0], 8);
    near(pixel(&make(&phone(&red, 1, None), recipe(32, 32, Form::Png)), 16, 16), [234, 51, 35], 3);
}

#[test]
fn a_crop_keeps_the_middle_or_the_point_that_is_named() {
    // Ten fields from left to right, each lighter than the one before.
    let wide = image::RgbImage::from_fn(400, 100, |x, _| image::Rgb([(x / 40 * 25) as u8; 3]));
    let bytes = png(&wide, 400, 100, ExtendedColorType::Rgb8);
    let square = |x, y| {
        let out = make(&bytes, Recipe { crop: Some(Focus { x, y }), ..recipe(50, 50, Form::Png) });
        (pixel(&out, 2, 25)[0], pixel(&out, 27, 25)[0], pixel(&out, 47, 25)[0])
    };
    // Of 400 columns 100 are kept: from 150 on in the middle, from the edge on at the edges.
    assert_eq!(square(500, 500), (75, 125, 150));
    assert_eq!(square(0, 0), (0, 25, 50));
    assert_eq!(square(1000, 1000), (175, 200, 225));
    assert_eq!(square(300, 500), (25, 75, 100));
    let tall = make(&bytes, Recipe { crop: Some(Focus::MIDDLE), ..recipe(191, 100, Form::Png) });
    assert_eq!((seen(&tall).width(), seen(&tall).height()), (191, 100));
}

#[test]
fn the_bytes_are_held_even_by_noise() {
    let bytes = png(&noise(400 * 300 * 3), 400, 300, ExtendedColorType::Rgb8);
    assert_eq!(look(&bytes).unwrap().art, Art::Photograph);
    for form in [Form::Jpeg, Form::Webp, Form::WebpLossless, Form::Png] {
        for most in [60_000, 20_000, 4_000] {
            let out = make(&bytes, Recipe { most: Some(most), ..recipe(400, 300, form) });
            assert!(out.len() <= most as usize, "{form:?} {most}: {}", out.len());
            let made = seen(&out);
            assert!((f64::from(made.width()) / f64::from(made.height()) - 4.0 / 3.0).abs() < 0.1);
        }
    }
    // Where it fits, nothing is given up.
    let free = make(&bytes, recipe(400, 300, Form::Jpeg));
    assert_eq!(make(&bytes, Recipe { most: Some(free.len() as u32), ..recipe(400, 300, Form::Jpeg) }), free);
}

#[test]
fn what_is_transparent_is_white_in_a_jpeg_and_stays_so_elsewhere() {
    let clear = png(&[9, 9, 9, 0].repeat(32 * 32), 32, 32, ExtendedColorType::Rgba8);
    assert!(look(&clear).unwrap().alpha);
    near(pixel(&make(&clear, recipe(16, 16, Form::Jpeg)), 8, 8), [255; 3], 1);
    for form in [Form::Webp, Form::WebpLossless, Form::Png] {
        assert_eq!(seen(&make(&clear, recipe(16, 16, form))).to_rgba8().get_pixel(8, 8).0[3], 0, "{form:?}");
    }
}

#[test]
fn every_kind_of_png_is_read() {
    let kinds: [(&[u8], ExtendedColorType, [u8; 3]); 6] = [
        (&[120], ExtendedColorType::L8, [120; 3]),
        (&[120, 255], ExtendedColorType::La8, [120; 3]),
        (&[0x78, 0x78], ExtendedColorType::L16, [0x78; 3]),
        (&[0x78, 0x78, 0xFF, 0xFF], ExtendedColorType::La16, [0x78; 3]),
        (&[1, 1, 2, 2, 3, 3], ExtendedColorType::Rgb16, [1, 2, 3]),
        (&[1, 1, 2, 2, 3, 3, 0xFF, 0xFF], ExtendedColorType::Rgba16, [1, 2, 3]),
    ];
    for (one, kind, want) in kinds {
        let bytes = png(&one.repeat(40 * 30), 40, 30, kind);
        assert_eq!(pixel(&make(&bytes, recipe(20, 15, Form::Png)), 10, 7), want, "{kind:?}");
        near(pixel(&make(&bytes, recipe(20, 15, Form::Jpeg)), 10, 7), want, 2);
    }
}

#[test]
fn a_drawing_of_few_colours_is_written_with_a_table_of_them() {
    let bytes = png(&fields(200, 100), 200, 100, ExtendedColorType::Rgb8);
    assert_eq!(look(&bytes).unwrap().art, Art::Drawing);
    let out = make(&bytes, recipe(200, 100, Form::Png));
    assert_eq!(out[25], 3, "a table of colours");
    assert_eq!(seen(&out).to_rgb8(), fields(200, 100));
    // And what was written so is read again.
    assert_eq!(seen(&make(&out, recipe(200, 100, Form::WebpLossless))).to_rgb8(), fields(200, 100));
}

#[test]
fn a_webp_is_read_as_well_as_written() {
    let bytes = png(&fields(64, 64), 64, 64, ExtendedColorType::Rgb8);
    for (form, art) in [(Form::Webp, Art::Photograph), (Form::WebpLossless, Art::Drawing)] {
        let webp = make(&bytes, recipe(64, 64, form));
        assert_eq!(look(&webp).map(|facts| (facts.format, facts.art, facts.width)), Ok((Format::Webp, art, 64)));
        near(pixel(&make(&webp, recipe(32, 32, Form::Png)), 4, 4), RED, 12);
    }
}

#[test]
fn grey_and_printing_colours_are_read_in_a_jpeg() {
    let mut grey = Vec::new();
    Encoder::new(&mut grey, 95).encode(&[77; 64 * 64], 64, 64, Ink::Luma).unwrap();
    let out = make(&grey, recipe(32, 32, Form::Jpeg));
    assert_eq!(seen(&out).color(), image::ColorType::L8);
    near(pixel(&out, 9, 9), [77; 3], 1);
    for ink in [Ink::Cmyk, Ink::CmykAsYcck] {
        // No cyan, all of magenta and yellow, no black: red.
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, 95).encode(&[0, 255, 255, 0].repeat(64 * 64), 64, 64, ink).unwrap();
        near(pixel(&make(&bytes, recipe(32, 32, Form::Png)), 9, 9), [255, 0, 0], 12);
    }
}

#[test]
fn channels_one_after_the_other_are_read_right() {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&fields(96, 64), 96, 64, Ink::Rgb).unwrap();
    let out = make(&bytes, recipe(96, 64, Form::Png));
    near(pixel(&out, 8, 8), RED, 8);
    near(pixel(&out, 88, 8), GREEN, 8);
    near(pixel(&out, 8, 56), BLUE, 8);
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let bytes = phone(&fields(300, 200), 6, Some(&ColorProfile::new_display_p3()));
    let recipes = [
        recipe(100, 150, Form::Webp),
        recipe(50, 75, Form::Jpeg),
        recipe(50, 75, Form::Png),
        Recipe { crop: Some(Focus::MIDDLE), ..recipe(60, 60, Form::WebpLossless) },
    ];
    let first = develop(&bytes, &recipes).unwrap();
    assert_eq!(develop(&bytes, &recipes).unwrap(), first);
    // Nor does it matter in which order they are asked for.
    let mut turned = recipes;
    turned.reverse();
    let mut second = develop(&bytes, &turned).unwrap();
    second.reverse();
    assert_eq!(second, first);
}

#[test]
fn a_stand_in_has_the_size_and_the_form() {
    for (form, format) in [
        (Form::Jpeg, Format::Jpeg),
        (Form::Png, Format::Png),
        (Form::Gif, Format::Gif),
        (Form::Webp, Format::Webp),
        (Form::WebpLossless, Format::Webp),
    ] {
        let out = stand_in(&recipe(64, 40, form));
        let facts = look(&out).unwrap();
        assert_eq!((facts.format, facts.width, facts.height), (format, 64, 40));
        near(pixel(&out, 30, 20), [0xD0; 3], 2);
    }
}

#[test]
fn a_recipe_that_asks_too_much_is_told_and_one_that_asks_nothing_gives_a_pixel() {
    let bytes = phone(&fields(16, 16), 1, None);
    let huge = recipe(u32::MAX, u32::MAX, Form::Png);
    assert_eq!(develop(&bytes, &[huge]), Err(Trouble::TooLarge { width: 16_383, height: 16_383 }));
    assert_eq!(seen(&make(&bytes, recipe(0, 0, Form::Png))).width(), 1);
    assert_eq!(develop(&bytes, &[]), Ok(vec![]));
}

#[test]
fn no_copy_that_broke_off_or_went_wrong_makes_it_panic() {
    let picture = fields(40, 30);
    let one = recipe(20, 15, Form::Png);
    let mut sources = vec![phone(&picture, 6, Some(&ColorProfile::new_display_p3()))];
    for form in [Form::Webp, Form::WebpLossless, Form::Png, Form::Gif] {
        sources.push(if form == Form::Gif { stand_in(&one) } else { make(&sources[0], recipe(40, 30, form)) });
    }
    sources.push(stand_in(&recipe(20, 15, Form::Gif)));
    let mut progressive = Vec::new();
    let mut encoder = Encoder::new(&mut progressive, 80);
    encoder.set_progressive(true);
    encoder.encode(&picture, 40, 30, Ink::Rgb).unwrap();
    sources.push(progressive);
    sources.push(png(&noise(40 * 30 * 8), 40, 30, ExtendedColorType::Rgba16));
    for bytes in &sources {
        for end in (0..bytes.len()).step_by(97) {
            assert!(develop(&bytes[..end], &[one]).is_err());
        }
        let flips = noise(bytes.len());
        for place in (0..bytes.len().min(4000)).step_by(7) {
            let mut bad = bytes.clone();
            bad[place] ^= flips[place] | 1;
            // Whatever it is now: an answer, and not after long.
            let _ = develop(&bad, &[one, recipe(40, 30, Form::Jpeg)]);
        }
    }
}
