//! The forms in which a feed is written: their files, their names, their media types.

use crate::own;

/// A form in which a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Format {
    /// RSS 2.0
    Rss,
    /// Atom, RFC 4287
    Atom,
    /// JSON Feed 1.1
    Json,
}

/// The forms in which every feed is written, the one that most readers know first.
pub(super) const FORMATS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

impl Format {
    /// The name of its files.
    pub fn file(self) -> &'static str {
        let [rss, atom, json] = own::FEEDS;
        match self {
            Format::Rss => rss,
            Format::Atom => atom,
            Format::Json => json,
        }
    }

    /// What the world calls it.
    pub fn label(self) -> &'static str {
        match self {
            Format::Rss => "RSS",
            Format::Atom => "Atom",
            Format::Json => "JSON",
        }
    }

    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Format::Rss => "application/rss+xml",
            Format::Atom => "application/atom+xml",
            Format::Json => "application/feed+json",
        }
    }
}
