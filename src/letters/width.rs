//! Full-width characters, as Chinese keyboards type them: ２０１７（ａ）; and the many dashes.

/// Letters, digits and signs as their half-width twins.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    }
}

/// What a digit counts, of either width.
pub(crate) fn digit(c: char) -> Option<u32> {
    half_width(c).to_digit(10)
}

/// Whether it is a dash of any length or width: a hyphen, a minus, —.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}
