//! Addresses: how they are written, and that no two are one.

use super::codes::*;
use super::taxonomy::{Column, Tag};
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::{self, Entry};
use crate::source::FileSource;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How the addresses of the site are written.
#[derive(Clone, Debug)]
pub struct Urls {
    base: String,
    root: String,
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
        let host = base.find("://").map_or(0, |at| at + 3);
        let root = base[host..].find('/').map_or("", |at| &base[host + at..]);
        Urls { base: base.to_owned(), root: root.to_owned() }
    }

    /// A path of the site as pages of the site link to it: `/gh/posts/a/`.
    pub fn local(&self, path: &str) -> String {
        format!("{}/{}", self.root, encoded(path))
    }

    /// A path of the site as the rest of the world links to it.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}/{}", self.base, encoded(path))
    }

    /// The base address, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
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

/// Files that the program itself writes at the root, and that nothing in content/ may take.
pub(crate) const RESERVED: &[&str] = &["index.html", "404.html", "sitemap.xml", "robots.txt", "feed.xml"];

/// Folders that the program itself writes, and that no static file and no alias may enter.
const FOLDERS: &[&str] = &["assets", "files", "wechat"];

/// Tells ids and addresses that two pages share, a difference of case only included: Windows and many a
/// host do not know one from the other. Returns the aliases: page path → index of the entry.
pub(super) fn check(
    entries: &[Arc<Entry>],
    addresses: &[String],
    columns: &[Column],
    tags: &[Tag],
    statics: &[FileSource],
    told: &mut Vec<Diagnostic>,
) -> BTreeMap<String, usize> {
    let mut ids: HashMap<&str, &Entry> = HashMap::new();
    for entry in entries {
        if let Some(first) = ids.insert(&entry.card.id, entry) {
            told.push(same_id(entry, first));
        }
    }
    let mut taken: HashMap<String, Place> = HashMap::new();
    let mut claim = |path: &str, place: Place, told: &mut Vec<Diagnostic>| {
        let key = file_of(path).to_lowercase();
        match taken.get(&key) {
            Some(first) => {
                told.push(same_address(path, place, first.clone()));
                false
            }
            None => {
                taken.insert(key, place);
                true
            }
        }
    };
    for column in columns {
        claim(&column.address, column.place.clone(), told);
    }
    for tag in tags {
        claim(&tag.address, tag.place.clone(), told);
    }
    for (entry, address) in entries.iter().zip(addresses) {
        claim(address, slug_place(entry), told);
    }
    let mut aliases = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for alias in &entry.card.header.aliases {
            let place = entry.card.text.place(alias.span.clone());
            match entry::alias_path(entry.card.kind, &alias.value) {
                Ok(path) if is_reserved(&path) => told.push(reserved(&path, place)),
                Ok(path) => {
                    if claim(&path, place, told) {
                        aliases.insert(path, at);
                    }
                }
                Err((message, help)) => told.push(Diagnostic::at(&BAD_ALIAS, place, message).help(help)),
            }
        }
    }
    for file in statics {
        let place = Place::file(&file.shown);
        if is_reserved(&file.path) {
            told.push(reserved(&file.path, place));
        } else {
            claim(&file.path, place, told);
        }
    }
    aliases
}

fn is_reserved(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or_default().to_lowercase();
    RESERVED.contains(&path.to_lowercase().as_str()) || FOLDERS.contains(&top.as_str())
}

fn reserved(path: &str, place: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!("“{path}”是程序自己要用的地址", "“{path}” is an address of the program's own"),
    )
    .help(both!("换一个名字", "choose another name"))
}

fn slug_place(entry: &Entry) -> Place {
    let span = entry.card.header.slug.as_ref().map_or(0..0, |slug| slug.span.clone());
    entry.card.text.place(span)
}

fn same_address(path: &str, place: Place, first: Place) -> Diagnostic {
    let other = first.file.clone();
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!("网址“/{path}”已被“{other}”占用", "the address “/{path}” is taken by “{other}”"),
    )
    .also(first, both!("先占用的在这里", "it is taken here"))
    .help(both!(
        "给其中一篇换一个“网页名”（只差大小写也算相同）",
        "give one of them another slug (a difference of case is none)"
    ))
}

fn same_id(entry: &Entry, first: &Entry) -> Diagnostic {
    let place = |entry: &Entry| {
        let span = entry.card.header.id.as_ref().map_or(0..0, |id| id.span.clone());
        entry.card.text.place(span)
    };
    let (id, other) = (&entry.card.id, &first.card.path);
    Diagnostic::at(&SAME_ID, place(entry), both!("编号“{id}”已被“{other}”用了", "the id “{id}” is that of “{other}”"))
        .also(place(first), both!("先用的在这里", "it is used here"))
        .help(both!(
            "给后写的一篇换一个编号；已经发布的那篇不要改",
            "give the newer one another id; never change that of a published one"
        ))
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
