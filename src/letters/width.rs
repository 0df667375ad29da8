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

/// What a digit counts that is drawn as a sign: ①, ¹, 𝟏 (those that NFKC makes digits of). Lists are counted and notes are
/// marked with them, and so they are no part of the number that they touch.
pub(crate) fn drawn_digit(c: char) -> Option<u32> {
    let first = match c {
        '²' | '³' => 0xb0,
        '¹' => 0xb8,
        '\u{2070}' | '\u{2074}'..='\u{2079}' => 0x2070,
        '\u{2080}'..='\u{2089}' => 0x2080,
        '①'..='⑨' => 0x245f,
        '⓪' => 0x24ea,
        '\u{1d7ce}'..='\u{1d7ff}' => 0x1d7ce,
        '\u{1fbf0}'..='\u{1fbf9}' => 0x1fbf0,
        _ => return None,
    };
    Some((u32::from(c) - first) % 10)
}

/// Whether it is a dash of any length or width: a hyphen, a minus, —.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}
