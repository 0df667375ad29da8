//! Cutting a text: between two characters, never inside one.

/// The greatest boundary of a character that is not past `at`.
pub(crate) fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The smallest boundary of a character that is not before `at`.
pub(crate) fn ceil_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The beginning of a text: so many bytes, or a few less.
pub(crate) fn head(text: &str, most: usize) -> &str {
    &text[..floor_char(text, most)]
}

/// The end of a text: so many bytes, or a few less.
pub(crate) fn tail(text: &str, most: usize) -> &str {
    &text[ceil_char(text, text.len().saturating_sub(most))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_cut() {
        let cuts = |most| (head("工a会", most), tail("工a会", most));
        assert_eq!(
            (0..9).map(cuts).collect::<Vec<_>>(),
            [
                ("", ""),
                ("", ""),
                ("", ""),
                ("工", "会"),
                ("工a", "a会"),
                ("工a", "a会"),
                ("工a", "a会"),
                ("工a会", "工a会"),
                ("工a会", "工a会"),
            ]
        );
    }
}
