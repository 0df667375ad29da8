//! That no two addresses are one, and no two ids.

use super::address::file_of;
use super::codes::*;
use super::reserved::Reserved;
use super::taxonomy::{Column, Tag, Taxonomy};
use crate::both;
use crate::config::Host;
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::{self, Entry};
use crate::fields::Located;
use crate::hash::{Key, Shared, TextMap};
use crate::kind::Kind;
use crate::lang::Both;
use crate::path::stem;
use crate::source::FileSource;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

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
            let message = both!(
                "网址“/{path}”在“/{file}”的下面，而那里是一个文件",
                "the address “/{path}” is below “/{file}”, and that is a file"
            );
            told.push(another_name(message, owner, *first));
            return false;
        }
        if let Some((_, first)) = self.folders.get(&key) {
            let message = both!(
                "“/{path}”要是一个文件，而那里已经是一个文件夹",
                "“/{path}” is to be a file, and that is a folder"
            );
            told.push(another_name(message, owner, *first));
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
                    let message = both!(
                        "文件夹“/{written}/”和“/{first}/”只差大小写，在 Windows 上是同一个",
                        "the folders “/{written}/” and “/{first}/” differ in case only: on Windows they are one"
                    );
                    told.push(taken(message, owner, *by).help(both!("统一成一种写法", "write them alike")));
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
    pub addresses: &'a [&'a str],
    pub taxonomy: &'a Shared<Taxonomy>,
    /// The hosts for which a file is written.
    pub hosts: &'a [Host],
    pub statics: &'a [FileSource],
}

/// Entries and addresses follow from the faces. Of a static file its path counts; what it holds, and where anything
/// was typed, is left out: as long as nothing is wrong, nobody asks.
impl Hash for Claims<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Claims { entries: _, faces, addresses: _, taxonomy, hosts, statics } = self;
        (faces, taxonomy, hosts).hash(state);
        statics.iter().for_each(|file| file.path.hash(state));
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
    let &Claims { entries, addresses, taxonomy, hosts, statics, .. } = claims;
    let mut taken = Taken::default();
    for column in &taxonomy.columns {
        taken.claim(&column.address, Owner::Column(column), told);
    }
    for tag in &taxonomy.tags {
        taken.claim(&tag.address, Owner::Tag(tag), told);
    }
    let in_order = originals_first(entries);
    let again = tell_ids(entries, addresses, &in_order, told);
    for &at in in_order.iter().filter(|at| !again.contains(at)) {
        taken.claim(addresses[at], Owner::Entry(&entries[at]), told);
    }
    let rankings = entries.iter().zip(addresses).filter(|(entry, _)| entry.card.kind == Kind::Ranking);
    let reserved = Reserved::beside(rankings.map(|(_, address)| *address));
    let mut aliases = BTreeMap::new();
    for &at in in_order.iter().filter(|at| !again.contains(at)) {
        let entry = &entries[at];
        for alias in &entry.card.header.aliases {
            let place = || entry.card.text.place(alias.span.clone());
            match entry::alias_path(entry.card.kind, &alias.value) {
                Ok(path) if path == *addresses[at] => told.push(own_address(&alias.value, place())),
                Ok(path) if reserved.holds(&path) => told.push(not_free(&path, place())),
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
        if hosts.iter().any(|host| host.file().eq_ignore_ascii_case(&file.path)) {
            told.push(written_for_host(file));
        } else if reserved.holds(&file.path) {
            told.push(not_free(&file.path, Place::file(&file.shown)));
        } else {
            taken.claim(&file.path, Owner::File(file), told);
        }
    }
    aliases
}

/// The numbers of the entries in the order in which they have their ids and addresses. What programs call a copy has the
/// longer name, `通知 - 副本.md` or `通知 (1).md`: it takes nothing from what it was copied of.
fn originals_first(entries: &[Arc<Entry>]) -> Vec<usize> {
    let mut in_order: Vec<usize> = (0..entries.len()).collect();
    in_order.sort_by_key(|&at| name_length(&entries[at]));
    in_order
}

/// How long the name of the file is, with its path: of two that are one, the copy has the longer.
pub(super) fn name_length(entry: &Entry) -> usize {
    stem(&entry.card.path).len()
}

/// Tells ids that two entries share. Those of which nothing else need be told, since they are others once more, are the
/// answer: they share the address too, or are copies.
fn tell_ids(
    entries: &[Arc<Entry>],
    addresses: &[&str],
    in_order: &[usize],
    told: &mut Vec<Diagnostic>,
) -> HashSet<usize> {
    let mut ids: TextMap<&str, usize> = TextMap::default();
    let mut alike: Vec<(usize, usize)> = Vec::new();
    for &at in in_order {
        let first = *ids.entry(&entries[at].card.id).or_insert(at);
        if first != at {
            alike.push((at, first));
        }
    }
    let mut again = HashSet::new();
    for (at, first) in alike {
        let (entry, other) = (&entries[at], &entries[first]);
        let free = entry::free_id(Key::of(&entry.card.path), |id| ids.contains_key(id));
        let is_twin = addresses[at].to_lowercase() == addresses[first].to_lowercase();
        told.push(if is_twin { same_both(entry, other, addresses[at], &free) } else { same_id(entry, other, &free) });
        if is_twin || copied(entry, other).is_some() {
            again.insert(at);
        }
    }
    again
}

/// Whether a file holds what another does.
pub(super) fn word_for_word(entry: &Entry, first: &Entry) -> bool {
    entry.card.text.text().text.trim() == first.card.text.text().text.trim()
}

/// How it is mended that a file holds what another does.
fn copied(entry: &Entry, first: &Entry) -> Option<Both> {
    let file = entry.card.text.file();
    word_for_word(entry, first).then(|| {
        both!(
            "两个文件的内容一样，是复制或同步出来的：删去“{file}”",
            "the two files hold the same, one is a copy: delete “{file}”"
        )
    })
}

fn not_free(path: &str, place: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!("“{path}”是程序自己要用的地址", "“{path}” is an address of the program's own"),
    )
    .help(both!("换一个名字", "choose another name"))
}

/// A file of headers that somebody wrote, where site.yaml asks for one as well.
fn written_for_host(file: &FileSource) -> Diagnostic {
    let name = &file.path;
    let message = both!(
        "“{name}”由程序写：site.yaml 的“服务器配置”里有它",
        "“{name}” is written by the program: hosts in site.yaml names it"
    );
    let help = both!(
        "用自己写的，就从“服务器配置”里去掉它；用程序写的，就删去这个文件",
        "to have your own, take it out of hosts; else delete this file"
    );
    Diagnostic::at(&SAME_ADDRESS, Place::file(&file.shown), message).help(help)
}

fn own_address(alias: &str, place: Place) -> Diagnostic {
    Diagnostic::at(
        &SAME_ADDRESS,
        place,
        both!("旧网页名“{alias}”就是这一篇现在的地址", "“{alias}” is the address that this entry has now"),
    )
    .help(both!("去掉它", "take it out"))
}

/// An address that cannot be had beside another.
fn taken(message: Both, owner: Owner<'_>, first: Owner<'_>) -> Diagnostic {
    Diagnostic::at(&SAME_ADDRESS, owner.place(), message)
        .also(first.place(), both!("先占用的在这里", "it is taken here"))
}

fn another_name(message: Both, owner: Owner<'_>, first: Owner<'_>) -> Diagnostic {
    taken(message, owner, first).help(both!("换一个名字", "choose another name"))
}

fn same_address(path: &str, owner: Owner<'_>, first_owner: Owner<'_>) -> Diagnostic {
    let other = first_owner.place().file;
    let by_other = both!("网址“/{path}”已被“{other}”占用", "the address “/{path}” is taken by “{other}”");
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
        (Owner::Column(Column { name: column, .. }), Owner::Column(Column { name: other, .. })) => (
            both!(
                "栏目“{column}”和“{other}”是同一个网址“/{path}”",
                "the columns “{column}” and “{other}” have one address, “/{path}”"
            ),
            both!(
                "给其中一个栏目写上另一个“网页名”（只差大小写也算相同）",
                "give one of the columns another slug (a difference of case is none)"
            ),
        ),
        (Owner::Alias(..), _) => (
            by_other,
            both!(
                "去掉这个旧网页名，或换一个（只差大小写也算相同）",
                "take this alias out, or change it (a difference of case is none)"
            ),
        ),
        _ => (
            by_other,
            both!(
                "给其中一篇换一个“网页名”（只差大小写也算相同）",
                "give one of them another slug (a difference of case is none)"
            ),
        ),
    };
    let copied = match (owner, first_owner) {
        (Owner::Entry(entry), Owner::Entry(first)) => copied(entry, first),
        _ => None,
    };
    taken(message, owner, first_owner).help(copied.unwrap_or(help))
}

/// Where the id of an entry was typed.
fn place_of_id(entry: &Entry) -> Place {
    let span = entry.card.header.id.as_ref().map_or(0..0, |id| id.span.clone());
    entry.card.text.place(span)
}

/// `free` is an id that nobody has.
fn same_id(entry: &Entry, first: &Entry, free: &str) -> Diagnostic {
    let (id, other) = (&entry.card.id, first.card.text.file());
    let message = both!("编号“{id}”已被“{other}”用了", "the id “{id}” is that of “{other}”");
    let help = copied(entry, first).unwrap_or_else(|| match entry.card.header.id {
        Some(_) => both!(
            "给后写的一篇换一个编号，如 {free}；已经发布的那篇不要改",
            "give the newer one another id, {free} for one; never change that of a published one"
        ),
        None => both!(
            "没写“编号”时按文件名算，这两篇算出来一样：给还没发布的那篇加一行“编号: {free}”",
            "without an id it follows from the file's name, and these two have one: write “id: {free}” into the one that is not published yet"
        ),
    });
    Diagnostic::at(&SAME_ID, place_of_id(entry), message)
        .also(place_of_id(first), both!("先用的在这里", "it is used here"))
        .help(help)
}

/// Two that share id and address: one thing, whose mend is one, too. `free` is an id that nobody has.
fn same_both(entry: &Entry, first: &Entry, path: &str, free: &str) -> Diagnostic {
    let (file, other) = (entry.card.text.file(), first.card.text.file());
    let message =
        both!("编号和网址“/{path}”都已被“{other}”用了", "the id and the address “/{path}” are those of “{other}”");
    let help = copied(entry, first).unwrap_or_else(|| {
        // An address that follows from the id changes with it.
        let follows = entry.card.header.slug.is_none() && entry.card.slug.ends_with(&entry.card.id);
        let (slug, slug_en) =
            if follows { ("", "") } else { ("，“网页名”也写一个别的", ", and another slug") };
        let (id, id_en) = match entry.card.header.id {
            Some(_) => (format!("把“{file}”的编号改成 {free}"), format!("change the id of “{file}” to {free}")),
            None => (format!("在“{file}”里加一行“编号: {free}”"), format!("write “id: {free}” into “{file}”")),
        };
        both!(
            "是同一篇，就只留“{other}”一个文件，对的内容写在它里面；是另一篇，就{id}{slug}",
            "if they are one, keep “{other}” only, with what is right; if not, {id_en}{slug_en}"
        )
    });
    Diagnostic::at(&SAME_ADDRESS, place_of_id(entry), message)
        .also(place_of_id(first), both!("先用的在这里", "it is used here"))
        .help(help)
}
