//! Texts that say of themselves whether they are whole: a line with their sum stands above them.

use crate::hash::Key;

/// A text below its sum, and the sum.
pub(super) fn seal(head: &str, body: &str) -> (Key, String) {
    let sum = Key::of(body);
    (sum, format!("{head} {sum}\n{body}"))
}

/// The sum and the text, where it is the one that was sealed under this head.
pub(super) fn unseal<'t>(head: &str, text: &'t str) -> Option<(Key, &'t str)> {
    let (first, body) = text.split_once('\n')?;
    let sum = Key::parse(first.strip_prefix(head)?.trim_start())?;
    (sum == Key::of(body)).then_some((sum, body))
}
