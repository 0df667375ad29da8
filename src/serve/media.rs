//! What kind of file it is, as browsers want to be told: they are asked not to guess.

use crate::output::media::media_type;
use std::borrow::Cow;

/// The media type of a path, and in what text is written.
pub(super) fn of(path: &str) -> Cow<'static, str> {
    match media_type(path) {
        // A browser shows it; as Markdown it would ask where to put it.
        "text/markdown" => "text/plain; charset=utf-8".into(),
        media if is_text(media) => format!("{media}; charset=utf-8").into(),
        media => media.into(),
    }
}

/// Whether a type is text in which the site's own address may stand.
pub(super) fn is_text(media: &str) -> bool {
    media.starts_with("text/") || media.starts_with("application/json")
}

/// Whether it is a page.
pub(super) fn is_page(media: &str) -> bool {
    media.starts_with("text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_says_what_it_is() {
        assert!(is_page(&of("posts/a/index.html")) && is_text(&of("feed.xml")) && is_text(&of("feed.json")));
        assert_eq!(of("LICENSE.md"), "text/plain; charset=utf-8");
        assert_eq!(of("files/0123.svg"), "image/svg+xml");
    }
}
