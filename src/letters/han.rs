//! Which characters are Chinese characters proper.

/// A Chinese character as nearly all of them are: known at one glance.
pub(crate) fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// A Chinese character proper, which counts as a word.
pub(crate) fn is_han(c: char) -> bool {
    is_common_han(c)
        || matches!(u32::from(c),
        0x2e80..=0x2fd5 | 0x3005 | 0x3007 | 0x3021..=0x3029 | 0x3038..=0x303b
        | 0x3400..=0x4dbf | 0xf900..=0xfaff | 0x20000..=0x3fffd)
}
