//! Colours into sRGB, which is what a browser takes a picture without a profile for.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::raster::{Channels, Raster};

/// The pixels in sRGB. Without a usable profile they are taken to be in sRGB already; so are those of a CMYK JPEG,
/// which was made RGB when it was decoded.
pub(super) fn to_srgb(raster: Raster, profile: Option<&[u8]>) -> Raster {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else { return raster };
    match (profile.color_space, raster.channels) {
        (DataColorSpace::Gray, Channels::Grey) => {
            convert(&raster, &profile, Layout::Gray, Layout::Rgb).unwrap_or(raster)
        }
        (DataColorSpace::Rgb, _) if is_srgb(&profile) => raster,
        (DataColorSpace::Rgb, Channels::Grey) => {
            let raster = raster.coloured();
            convert(&raster, &profile, Layout::Rgb, Layout::Rgb).unwrap_or(raster)
        }
        (DataColorSpace::Rgb, Channels::Rgb) => convert(&raster, &profile, Layout::Rgb, Layout::Rgb).unwrap_or(raster),
        (DataColorSpace::Rgb, Channels::Rgba) => {
            convert(&raster, &profile, Layout::Rgba, Layout::Rgba).unwrap_or(raster)
        }
        _ => raster,
    }
}

/// Whether a profile changes nothing anybody could see: then a drawing keeps its exact colours.
fn is_srgb(profile: &ColorProfile) -> bool {
    let steps = [0u8, 32, 64, 96, 128, 160, 192, 224, 255];
    let colours = |r: &u8| -> Vec<u8> { steps.iter().flat_map(|g| steps.iter().flat_map(|b| [*r, *g, *b])).collect() };
    let pixels: Vec<u8> = steps.iter().flat_map(colours).collect();
    let sample = Raster { width: 81, height: 9, channels: Channels::Rgb, pixels };
    let Some(converted) = convert(&sample, profile, Layout::Rgb, Layout::Rgb) else { return true };
    sample.pixels.iter().zip(&converted.pixels).all(|(before, after)| before.abs_diff(*after) <= 2)
}

/// Converts, or tells by `None` that the profile cannot be used.
fn convert(raster: &Raster, profile: &ColorProfile, from: Layout, to: Layout) -> Option<Raster> {
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(from, &ColorProfile::new_srgb(), to, options).ok()?;
    let channels = if to == Layout::Rgba { Channels::Rgba } else { Channels::Rgb };
    let count = raster.pixels.len() / raster.channels.bytes();
    let mut pixels = vec![0; count * channels.bytes()];
    transform.transform(&raster.pixels, &mut pixels).ok()?;
    Some(Raster { width: raster.width, height: raster.height, channels, pixels })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(pixel: [u8; 3]) -> Raster {
        Raster { width: 1, height: 1, channels: Channels::Rgb, pixels: pixel.to_vec() }
    }

    fn through(profile: &ColorProfile, pixel: [u8; 3]) -> Vec<u8> {
        to_srgb(one(pixel), Some(&profile.encode().unwrap())).pixels
    }

    #[track_caller]
    fn near(got: &[u8], want: [u8; 3]) {
        assert!(got.iter().zip(want).all(|(a, b)| a.abs_diff(b) <= 2), "{got:?} is not near {want:?}");
    }

    #[test]
    fn the_red_of_a_phone_becomes_the_reddest_red_there_is() {
        near(&through(&ColorProfile::new_display_p3(), [255, 0, 0]), [255, 0, 0]);
        // The sRGB red and a grey, as Display P3 writes them.
        near(&through(&ColorProfile::new_display_p3(), [234, 51, 35]), [255, 0, 0]);
        near(&through(&ColorProfile::new_display_p3(), [128, 128, 128]), [128, 128, 128]);
        near(&through(&ColorProfile::new_display_p3(), [120, 160, 90]), [109, 162, 81]);
    }

    #[test]
    fn adobe_rgb_becomes_livelier() {
        near(&through(&ColorProfile::new_adobe_rgb(), [120, 160, 90]), [97, 161, 85]);
    }

    #[test]
    fn a_profile_that_says_srgb_changes_no_bit() {
        for value in 0..=255 {
            assert_eq!(
                through(&ColorProfile::new_srgb(), [value, 255 - value, value / 2]),
                [value, 255 - value, value / 2]
            );
        }
    }

    #[test]
    fn a_profile_of_grey_darkens_and_lightens_grey() {
        let linear = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
        let grey = Raster { width: 1, height: 1, channels: Channels::Grey, pixels: vec![55] };
        near(&to_srgb(grey, Some(&linear)).pixels, [127, 127, 127]);
    }

    #[test]
    fn a_profile_that_is_none_is_left_alone() {
        assert_eq!(to_srgb(one([1, 2, 3]), Some(b"not a profile")), one([1, 2, 3]));
        assert_eq!(to_srgb(one([1, 2, 3]), None), one([1, 2, 3]));
    }

    #[test]
    fn a_profile_with_bytes_gone_wrong_never_panics() {
        let good = ColorProfile::new_display_p3().encode().unwrap();
        for place in 0..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 0xFF;
            to_srgb(one([200, 100, 50]), Some(&bad));
            to_srgb(one([200, 100, 50]), Some(&good[..place]));
        }
    }
}
