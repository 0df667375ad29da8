//! What the platform's dark mode makes of one colour. Its steps and numbers are those of the algorithm that
//! the platform has published (mp-darkmode 1.2.1).

use crate::output::wechat::colour::{Rgb, Rgba};

/// The page in the dark.
pub const PAGE: Rgb = Rgb { r: 0x19, g: 0x19, b: 0x19 };
/// Text that says no colour, in the dark.
pub const TEXT: Rgb = Rgb { r: 0xa3, g: 0xa3, b: 0xa3 };
/// The page in the light.
pub const LIGHT_PAGE: Rgb = Rgb { r: 0xff, g: 0xff, b: 0xff };
/// Text that says no colour, in the light.
pub const LIGHT_TEXT: Rgb = Rgb { r: 0x19, g: 0x19, b: 0x19 };

/// Less than this of a colour is not seen.
pub(super) const UNSEEN: f64 = 0.05;
/// From here a colour is as good as white.
const WHITE: f64 = 250.0;
/// No background is brighter.
const BACKGROUND_MOST: f64 = 190.0;
/// Text is at least this much brighter or darker than what is behind it.
const APART: f64 = 65.0;
/// And at most this much brighter than the page: as much as text that says no colour.
const APART_MOST: f64 = 163.0 - PAGE_BRIGHTNESS;
const PAGE_BRIGHTNESS: f64 = 25.0;
/// From here what is behind is bright, and text on it is made darker.
const BRIGHT: f64 = 100.0;
/// Lightness below which text is turned round, above which a grey background is.
const HALF: f64 = 40.0;
/// No background is less light.
const BACKGROUND_LEAST: f64 = 22.0;
/// Lightness of the page.
const PAGE_LIGHT: f64 = 2500.0 / 255.0;

/// How bright a colour is felt to be, from 0 to 255 (W3C, AERT 2.2).
fn brightness(colour: Rgba) -> f64 {
    (colour.r * 299.0 + colour.g * 587.0 + colour.b * 114.0) / 1000.0
}

/// The colour, as bright as asked for. A channel that has no more to give leaves it to another.
fn as_bright_as(target: f64, colour: Rgba) -> Rgba {
    let ratio = target / brightness(colour);
    let scaled = |channel: f64| (channel * ratio).min(255.0);
    let (mut r, mut g, mut b) = (scaled(colour.r), scaled(colour.g), scaled(colour.b));
    if g == 0.0 || r == 255.0 || b == 255.0 {
        g = (target * 1000.0 - r * 299.0 - b * 114.0) / 587.0;
    } else if r == 0.0 {
        r = (target * 1000.0 - g * 587.0 - b * 114.0) / 299.0;
    } else if b == 0.0 || g == 255.0 {
        b = (target * 1000.0 - r * 299.0 - g * 587.0) / 114.0;
    }
    Rgba::new(r, g, b, colour.a)
}

/// Text, or a line, on what is behind it in the dark.
pub(super) fn text(colour: Rgba, behind: Rgba) -> Rgba {
    let behind = brightness(behind) * behind.a + PAGE_BRIGHTNESS * (1.0 - behind.a);
    let settled = |colour: Rgba| {
        let bright = brightness(colour);
        let apart = (behind - bright).abs();
        if bright >= WHITE {
            Some(colour)
        } else if apart > APART_MOST && behind <= PAGE_BRIGHTNESS + 2.0 {
            Some(as_bright_as(APART_MOST + behind, colour))
        } else {
            (apart >= APART).then_some(colour)
        }
    };
    if let Some(colour) = settled(colour) {
        return colour;
    }
    let is_bright = behind >= BRIGHT;
    let (hue, saturation, light) = colour.hsl();
    let mut colour = colour;
    if if is_bright { light > 90.0 - HALF } else { light <= HALF } {
        colour = Rgba::from_hsl(hue, saturation, 90.0 - light, colour.a);
        if let Some(colour) = settled(colour) {
            return colour;
        }
    }
    let target = if is_bright { behind - APART } else { behind + APART };
    as_bright_as(target.min(APART_MOST), colour)
}

/// A background, or a text's shadow.
pub(super) fn background(colour: Rgba) -> Rgba {
    let (hue, saturation, light) = colour.hsl();
    let bright = brightness(colour);
    if saturation == 0.0 && light > HALF || bright > WHITE {
        Rgba::from_hsl(0.0, 0.0, (100.0 + PAGE_LIGHT - light).min(100.0), colour.a)
    } else if bright > BACKGROUND_MOST {
        as_bright_as(BACKGROUND_MOST, colour)
    } else if light < BACKGROUND_LEAST {
        Rgba::from_hsl(hue, saturation, BACKGROUND_LEAST, colour.a)
    } else {
        colour
    }
}

/// A gradient becomes one colour: a mixture in which each next one counts by its alpha, so that of opaque
/// ones only the last is left.
pub(super) fn mixture(colours: impl Iterator<Item = Rgba>) -> Option<Rgba> {
    colours.reduce(|one, two| {
        let weight = 2.0 * two.a - 1.0;
        let apart = two.a - one.a;
        let share = if weight * apart == -1.0 { weight } else { (weight + apart) / (1.0 + weight * apart) };
        let of_two = (share + 1.0) / 2.0;
        let mixed = |one: f64, two: f64| two * of_two + one * (1.0 - of_two);
        let a = two.a * two.a + one.a * (1.0 - two.a);
        Rgba::new(mixed(one.r, two.r), mixed(one.g, two.g), mixed(one.b, two.b), a)
    })
}

/// One colour laid on another, as the platform's library does it: nothing at all counts as opaque.
pub(super) fn laid_on(behind: Rgba, front: Rgba) -> Rgba {
    let alpha = |colour: Rgba| if colour.a == 0.0 { 1.0 } else { colour.a };
    let (below, above) = (alpha(behind), alpha(front));
    let a = below + above - below * above;
    let share = above / a;
    let mixed = |below: f64, above: f64| ((1.0 - share) * below + share * above.round()).round();
    Rgba::new(mixed(behind.r, front.r), mixed(behind.g, front.g), mixed(behind.b, front.b), a)
}
