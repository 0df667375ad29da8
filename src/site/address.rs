//! Addresses: how they are written.

use super::target::Resolved;
use crate::config::{Config, path_of};
use crate::entry::Entry;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::hash::Hash;

/// How the addresses of the site are written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Urls {
    base: String,
    root: String,
    home: String,
}

/// What must be encoded in a path: all but the letters, digits and marks that every reader takes.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\'')
    .add(b'&');

/// A path or a fragment, percent-encoded.
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

impl Urls {
    /// From the base address, without a slash at its end.
    pub fn new(base: &str) -> Urls {
        Urls { base: base.to_owned(), root: path_of(base).to_owned(), home: base.to_owned() }
    }

    /// Those of a site, which readers know by another base address than a preview has.
    pub(super) fn of_site(config: &Config) -> Urls {
        let urls = Urls::new(&config.base_url);
        if config.home.is_empty() { urls } else { Urls { home: config.home.clone(), ..urls } }
    }

    /// A path of the site as readers know it, in a preview too: for what is copied from there into the world.
    pub fn public(&self, path: &str) -> String {
        format!("{}/{}", self.home, encoded(path))
    }

    /// A path of the site as pages of the site link to it: `/gh/posts/a/`.
    pub fn local(&self, path: &str) -> String {
        format!("{}/{}", self.root, encoded(path))
    }

    /// The address of what a link leads to, as `write` writes the path of a page or a file; None for what is
    /// on the same page, or nowhere.
    pub fn of(target: &Resolved, write: impl Fn(&str) -> String) -> Option<String> {
        match target {
            Resolved::Page { path, fragment, .. } if fragment.is_empty() => Some(write(path)),
            Resolved::Page { path, fragment, .. } => Some(format!("{}#{}", write(path), encoded(fragment))),
            Resolved::File(media) => Some(write(&media.path)),
            Resolved::Image(image) => Some(write(&image.plain().0)),
            Resolved::Outside(url) => Some(url.clone()),
            Resolved::Here(_) | Resolved::Nowhere => None,
        }
    }

    /// A path of the site as the rest of the world links to it.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}/{}", self.base, encoded(path))
    }

    /// The base address, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The base address by which readers know the site, likewise.
    pub fn home(&self) -> &str {
        &self.home
    }

    /// The path below which the site lies, as it is typed: nothing, or `/gh`.
    pub fn root(&self) -> String {
        percent_decode_str(&self.root).decode_utf8_lossy().into_owned()
    }
}

/// The file that serves a page path: `posts/a/` is `posts/a/index.html`.
pub fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The page path of an entry.
pub(super) fn of(entry: &Entry) -> String {
    format!("{}/{}/", entry.card.kind.info().folder, entry.card.slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_right_at_a_root_and_below_a_path() {
        let root = Urls::new("https://a.cn");
        assert_eq!(root.local("posts/a/"), "/posts/a/");
        assert_eq!(root.absolute(""), "https://a.cn/");
        let below = Urls::new("https://a.cn/gh");
        assert_eq!(below.local("tags/放票/"), "/gh/tags/%E6%94%BE%E7%A5%A8/");
        assert_eq!(below.absolute("feed.xml"), "https://a.cn/gh/feed.xml");
    }

    #[test]
    fn a_page_path_is_served_by_its_index() {
        assert_eq!(file_of(""), "index.html");
        assert_eq!(file_of("posts/a/"), "posts/a/index.html");
        assert_eq!(file_of("2016/old.html"), "2016/old.html");
    }
}
