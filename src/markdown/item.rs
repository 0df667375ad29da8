//! The mark that an item of a list begins with, as Markdown knows it: `-`, `*`, `+`, `1.`, `1)`.

/// The text of an item behind its mark, if a line begins with one.
pub(crate) fn item(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\t']);
    let text = match after_number(line) {
        Some(rest) => rest.strip_prefix(['.', ')']),
        None => line.strip_prefix(['-', '*', '+']),
    };
    text.filter(|text| text.starts_with([' ', '\t']))
}

/// What stands behind the number that a text begins with.
pub(super) fn after_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}
