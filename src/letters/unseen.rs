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

/// Whether a character takes no room, meant or not: within a number or a date none is. These are those that Unicode lets
/// programs leave out (Default_Ignorable_Code_Point), and the frame of a keycap, 1️⃣.
#[rustfmt::skip]
pub(crate) fn takes_no_room(c: char) -> bool {
    // Nearly all characters are none, and this is asked often.
    c >= '\u{ad}' && matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
