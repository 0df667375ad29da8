//! Colours: read from their digits, mixed, and how well one is read on another, as WCAG 2 defines it. Channels go from
//! 0 to 255.

/// Red, green and blue.
pub(crate) type Colour = [f64; 3];

pub(crate) const WHITE: Colour = [255.0; 3];
pub(crate) const BLACK: Colour = [0.0; 3];
/// What WCAG 2.2 AA asks of text, and a hair more: colours are written in whole steps.
pub(crate) const ENOUGH: f64 = 4.6;

/// `#b3261e` or `#b32`.
pub(crate) fn of_hex(text: &str) -> Option<Colour> {
    let hex = text.strip_prefix('#')?;
    let digits: Vec<u32> = hex.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    match *digits.as_slice() {
        [r, g, b] => Some([r, g, b].map(|part| f64::from(part * 17))),
        [r, s, g, h, b, c] => Some([r * 16 + s, g * 16 + h, b * 16 + c].map(f64::from)),
        _ => None,
    }
}

/// As little mixed with another as will do; that other where nothing less does.
pub(crate) fn mixed_until(colour: Colour, towards: Colour, will_do: impl Fn(Colour) -> bool) -> Colour {
    let mixed = |share: f64| {
        let part = |at: usize| colour[at] + (towards[at] - colour[at]) * share;
        [part(0), part(1), part(2)]
    };
    let mut steps = (0..=50).map(|step| mixed(f64::from(step) / 50.0));
    steps.find(|mixed| will_do(*mixed)).unwrap_or(towards)
}

/// How well one colour is read on another: from 1, not at all, to 21.
pub(crate) fn contrast(one: Colour, other: Colour) -> f64 {
    ratio(luminance(one.map(linear)), luminance(other.map(linear)))
}

/// How much light a channel is.
pub(crate) fn linear(channel: f64) -> f64 {
    let part = channel / 255.0;
    // As sRGB has it; WCAG wrote 0.03928 for long, and between the two lies no whole channel.
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// How bright a colour is, from how much light its channels are.
pub(crate) fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The contrast of two brightnesses.
pub(crate) fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_a_colour_three_or_six_of_them() {
        assert_eq!(of_hex("#b3261e"), Some([179.0, 38.0, 30.0]));
        assert_eq!(of_hex("#B32"), of_hex("#bb3322"));
        for none in ["", "#", "b3261e", "#b326", "#b3261e80", "#b3261g", "#红红红", "##b32"] {
            assert_eq!(of_hex(none), None, "{none}");
        }
    }

    #[test]
    fn black_on_white_is_21_to_1() {
        assert_eq!((contrast(BLACK, WHITE) * 100.0).round(), 2100.0);
    }
}
