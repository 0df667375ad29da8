//! How well one colour is read on another, as WCAG 2 defines it. Channels go from 0 to 255.

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

/// The contrast of two brightnesses: from 1, not to be read at all, to 21.
pub(crate) fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
