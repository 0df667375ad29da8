//! Characters that nobody sees.

/// Characters without width, which come along when a line is copied from a page or a chat. Those that join letters and
/// emoji are meant.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Characters that say which way a line runs, and the hyphen that is seen only where a line ends: copied dates and names
/// are full of them. Within a text they may be meant.
pub(crate) fn is_direction(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character takes no room, meant or not: within a number or a date none is.
pub(crate) fn takes_no_room(c: char) -> bool {
    is_unseen(c) || is_direction(c) || matches!(c, '\u{200c}' | '\u{200d}')
}
