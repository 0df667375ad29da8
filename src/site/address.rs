//! Addresses: how they are written, and that no two are one.

use super::codes::*;
use super::links::Resolved;
use super::taxonomy::{Column, Tag};
use crate::both;
use crate::config::path_of;
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::{self, Entry};
use crate::fields::Located;
use crate::hash::{Key, TextMap};
use crate::kind::KINDS;
use crate::source::FileSource;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// How the addresses of the site are written.
#[derive(Clone, Debug, Hash)]
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

    /// The same for a preview: readers know the site by another base address.
    pub fn known_as(self, home: &str) -> Urls {
        Urls { home: home.to_owned(), ..self }
    }

    /// A path of the site as readers know it, in a preview too: for what is copied from there into the world.
    pub fn public(&self, path: &str) -> String {
        format!("{}/{}", self.home, encoded(path))
    }

    /// The base address by which readers know the site.
    pub fn home(&self) -> &str {
        &self.home
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
const RESERVED: &[&str] = &["index.html", "404.html", "sitemap.xml", "robots.txt", "embed.js"];

/// Files that it writes at the root and beside lists and entries.
const BESIDE: &[&str] = &["feed.xml", "atom.xml", "feed.json", "calendar.ics"];

/// Folders that the program itself writes, and that no static file and no alias may enter; `-` is the preview's.
const FOLDERS: &[&str] = &["assets", "files", "wechat", "feeds", "api", "embed", "-"];

/// Who has an address.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// An entry, by its slug or its file's name.
    Entry(&'a Entry),
    /// An old address of an entry.
    Alias(&'a Entry, &'a Located<String>),
    /// A tag.
    Tag(&'a Tag),
    /// A column.
    Column(&'a Column),
    /// A static file.
    File(&'a FileSource),
}

impl Owner<'_> {
    /// Where it was typed.
    fn place(self) -> Place {
        match self {
            Owner::Entry(entry) => {
                let span = entry.card.header.slug.as_ref().map_or(0..0, |slug| slug.span.clone());
                entry.card.text.place(span)
            }
            Owner::Alias(entry, alias) => entry.card.text.place(alias.span.clone()),
            Owner::Tag(tag) => tag.place.clone(),
            Owner::Column(column) => column.place.clone(),
            Owner::File(file) => Place::file(&file.shown),
        }
    }
}

/// The addresses that are taken: the file in lower case → whose it is. Windows and many a host do not know one case
/// from the other.
#[derive(Default)]
struct Taken<'a> {
    files: TextMap<String, Owner<'a>>,
    /// The folders that they lie in, in lower case → as they are written, where that is another, and by whom.
    folders: TextMap<String, (Option<String>, Owner<'a>)>,
}

impl<'a> Taken<'a> {
    /// Takes an address, or tells who has it.
    fn claim(&mut self, path: &str, owner: Owner<'a>, told: &mut Vec<Diagnostic>) -> bool {
        let file = file_of(path);
        let key = file.to_lowercase();
        // A file cannot stand where a folder must be: `/old.html` and `/old.html/x/`.
        let above = key.match_indices('/').find_map(|(at, _)| Some((&key[..at], self.files.get(&key[..at])?)));
        if let Some((file, first)) = above {
            told.push(below_a_file(path, file, owner.place(), first.place()));
            return false;
        }
        if let Some((_, first)) = self.folders.get(&key) {
            told.push(a_folder(path, owner.place(), first.place()));
            return false;
        }
        if let Some(first) = self.files.get(&key) {
            told.push(same_address(path, owner, *first));
            return false;
        }
        for (at, _) in file.match_indices('/') {
            let written = &file[..at];
            let lower = if file == key { Cow::Borrowed(written) } else { Cow::Owned(written.to_lowercase()) };
            match self.folders.get(&*lower) {
                Some((first, by)) if first.as_deref().unwrap_or(&lower) != written => {
                    let first = first.as_deref().unwrap_or(&lower);
                    told.push(other_case(written, first, owner.place(), by.place()));
                    return false;
                }
                Some(_) => {}
                None => {
                    let as_written = (*lower != *written).then(|| written.to_owned());
                    self.folders.insert(lower.into_owned(), (as_written, owner));
                }
            }
        }
        self.files.insert(key, owner);
        true
    }
}

/// Old addresses of entries: page path → the number of the entry.
pub(super) type Aliases = BTreeMap<String, usize>;

/// All that has an address or an id.
pub(super) struct Claims<'a> {
    pub entries: &'a [Arc<Entry>],
    /// Those of the entries.
    pub faces: &'a [Key],
    pub addresses: &'a [String],
    pub columns: &'a [Column],
    pub tags: &'a [Tag],
    pub statics: &'a [FileSource],
}

/// Where they were typed is left out: as long as nothing is wrong with them, nobody asks.
impl Hash for Claims<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.columns, self.tags, self.faces).hash(state);
        self.statics.iter().for_each(|file| file.path.hash(state));
    }
}

/// The aliases, where nothing is wrong with any claim.
pub(super) fn aliases(claims: &Claims<'_>) -> Option<Aliases> {
    let mut told = Vec::new();
    let aliases = check(claims, &mut told);
    told.is_empty().then_some(aliases)
}

/// The aliases. Tells ids and addresses that two share.
pub(super) fn check(claims: &Claims<'_>, told: &mut Vec<Diagnostic>) -> Aliases {
    let &Claims { entries, addresses, columns, tags, statics, .. } = claims;
    let mut taken = Taken::default();
    for column in columns {
        taken.claim(&column.address, Owner::Column(column), told);
    }
    for tag in tags {
        taken.claim(&tag.address, Owner::Tag(tag), told);
    }
    let mut twins: HashSet<usize> = HashSet::new();
    for (at, (entry, address)) in entries.iter().zip(addresses).enumerate() {
        if !taken.claim(address, Owner::Entry(entry), told) {
            twins.insert(at);
        }
    }
    let mut ids: TextMap<&str, &Entry> = TextMap::default();
    for (at, entry) in entries.iter().enumerate() {
        // Two files of one name have one address and, where none was typed, one id: that is one mistake.
        let one_mistake = entry.card.header.id.is_none() && twins.contains(&at);
        if let Some(first) = ids.insert(&entry.card.id, entry).filter(|_| !one_mistake) {
            told.push(same_id(entry, first));
        }
    }
    let mut aliases = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for alias in &entry.card.header.aliases {
            let place = || entry.card.text.place(alias.span.clone());
            match entry::alias_path(entry.card.kind, &alias.value) {
                Ok(path) if path == addresses[at] => told.push(own_address(&alias.value, place())),
                Ok(path) if is_reserved(&path) => told.push(reserved(&path, place())),
                Ok(path) => {
                    if taken.claim(&path, Owner::Alias(entry, alias), told) {
                        aliases.insert(path, at);
                    }
                }
                Err((message, help)) => told.push(Diagnostic::at(&BAD_ALIAS, place(), message).help(help)),
            }
        }
    }
    for file in statics {
        if is_reserved(&file.path) {
            told.push(reserved(&file.path, Place::file(&file.shown)));
        } else {
            taken.claim(&file.path, Owner::File(file), told);
        }
    }
    aliases
}

/// Whether the program itself writes there: its files and folders, the lists of kinds, columns and tags with
/// their pages and feeds.
fn is_reserved(path: &str) -> bool {
    let path = file_of(path).to_lowercase();
    let parts: Vec<&str> = path.split('/').collect();
    let list = KINDS.iter().map(|info| info.folder).chain(["columns", "tags"]);
    // What publishing writes meanwhile.
    if parts.iter().any(|part| part.ends_with(".gongsheng-tmp")) {
        return true;
    }
    let in_list = |folder: &str| {
        parts.first() == Some(&folder)
            && (parts.len() == 1
                || matches!(parts[1..], ["index.html"] | ["page", ..] | [_, "page", ..])
                || parts.iter().skip(1).take(2).any(|part| BESIDE.contains(part)))
    };
    RESERVED.contains(&parts[0])
        || BESIDE.contains(&parts[0])
        || parts.first().is_some_and(|top| FOLDERS.contains(top))
        || list.into_iter().any(in_list)
}

fn reserved(path: &str, place: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!("“{path}”是程序自己要用的地址", "“{path}” is an address of the program's own"),
    )
    .help(both!("换一个名字", "choose another name"))
}

fn own_address(alias: &str, place: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!("旧网页名“{alias}”就是这一篇现在的地址", "“{alias}” is the address that this entry has now"),
    )
    .help(both!("去掉它", "take it out"))
}

fn a_folder(path: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!("“/{path}”要是一个文件，而那里已经是一个文件夹", "“/{path}” is to be a file, and that is a folder"),
    )
    .also(first, both!("先占用的在这里", "it is taken here"))
    .help(both!("换一个名字", "choose another name"))
}

fn other_case(folder: &str, first_folder: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!(
            "文件夹“/{folder}/”和“/{first_folder}/”只差大小写，在 Windows 上是同一个",
            "the folders “/{folder}/” and “/{first_folder}/” differ in case only: on Windows they are one"
        ),
    )
    .also(first, both!("先写成“{first_folder}”的在这里", "it is “{first_folder}” here"))
    .help(both!("统一成一种写法", "write them alike"))
}

fn below_a_file(path: &str, file: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!(
            "网址“/{path}”在“/{file}”的下面，而那里是一个文件",
            "the address “/{path}” is below “/{file}”, and that is a file"
        ),
    )
    .also(first, both!("先占用的在这里", "it is taken here"))
    .help(both!("换一个名字", "choose another name"))
}

fn same_address(path: &str, owner: Owner<'_>, first_owner: Owner<'_>) -> Diagnostic {
    let (place, first) = (owner.place(), first_owner.place());
    let other = first.file.clone();
    let taken = both!("网址“/{path}”已被“{other}”占用", "the address “/{path}” is taken by “{other}”");
    let (message, help) = match (owner, first_owner) {
        (Owner::Tag(Tag { name: tag, .. }), Owner::Tag(Tag { name: other, .. })) => (
            both!(
                "标签“{tag}”和“{other}”是同一个网址“/{path}”",
                "the tags “{tag}” and “{other}” have one address, “/{path}”"
            ),
            both!(
                "统一成一种写法，或在 site.yaml 的“标签”里给其中一个写网页名",
                "write them alike, or give one of them a slug in site.yaml, under tags"
            ),
        ),
        (Owner::Alias(..), _) => (
            taken,
            both!(
                "去掉这个旧网页名，或换一个（只差大小写也算相同）",
                "take this alias out, or change it (a difference of case is none)"
            ),
        ),
        _ => (
            taken,
            both!(
                "给其中一篇换一个“网页名”（只差大小写也算相同）",
                "give one of them another slug (a difference of case is none)"
            ),
        ),
    };
    Diagnostic::at(&SAME_ADDRESS, place, message).also(first, both!("先占用的在这里", "it is taken here")).help(help)
}

fn same_id(entry: &Entry, first: &Entry) -> Diagnostic {
    let place = |entry: &Entry| {
        let span = entry.card.header.id.as_ref().map_or(0..0, |id| id.span.clone());
        entry.card.text.place(span)
    };
    let (id, other) = (&entry.card.id, first.card.text.file());
    Diagnostic::at(&SAME_ID, place(entry), both!("编号“{id}”已被“{other}”用了", "the id “{id}” is that of “{other}”"))
        .also(place(first), both!("先用的在这里", "it is used here"))
        .help(if entry.card.header.id.is_some() {
            both!(
                "给后写的一篇换一个编号；已经发布的那篇不要改",
                "give the newer one another id; never change that of a published one"
            )
        } else {
            both!(
                "两个文件同名，算出的编号也一样：给其中一篇写上“编号”，如六位数字",
                "two files of one name have one computed id: write an id into one of them, six digits"
            )
        })
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
