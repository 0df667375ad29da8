//! Where links and images lead.

mod path;

use super::claims::{Aliases, Claims};
use super::codes::*;
use super::fit;
use super::image::Image;
use super::media::Media;
use super::reserved;
use super::target::{Resolved, Target};
use super::wrong::*;
use crate::both;
use crate::checks::Rules;
use crate::entry::Entry;
use crate::hash::{Key, StableHasher};
use crate::markdown;
use crate::own;
use crate::path::{ending, folder, stem};
use crate::source::{FileSource, Refused};
pub(super) use path::decoded;
use path::{joined, scheme, seen_from};
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// All that can be linked to.
pub(super) struct Index<'a> {
    /// What the site says of its own numbers.
    rules: &'a Rules,
    entries: &'a [Arc<Entry>],
    addresses: &'a [&'a str],
    open: Open<'a>,
    by_path: LazyMap<&'a str, usize>,
    by_address: LazyMap<&'a str, usize>,
    /// The other files, by path.
    others: &'a [FileSource],
    files: HashMap<&'a str, &'a FileSource>,
    refused: &'a Refused,
    /// Lower case → as it is.
    any_case: LazyMap<String, &'a str>,
    pages: HashSet<String>,
    /// The anchors of each entry, once somebody has asked for one.
    anchors: Vec<OnceLock<HashSet<&'a str>>>,
    /// Of all that a link can be answered with.
    key: Key,
}

/// What can be seen of all that has an address.
#[derive(Clone, Copy)]
pub(super) struct Open<'a> {
    /// Which entries are published.
    pub published: &'a [bool],
    /// Whether what is not published is shown all the same.
    pub preview: bool,
    /// Whether the articles for WeChat are.
    pub articles: bool,
}

/// What lies in `content/` beside the entries.
#[derive(Clone, Copy)]
pub(super) struct Lying<'a> {
    /// Pictures and attachments.
    pub files: &'a [FileSource],
    /// What was not read.
    pub refused: &'a Refused,
}

impl Open<'_> {
    fn shows(&self, at: usize) -> bool {
        self.preview || self.published[at]
    }
}

/// A map that is made when somebody asks for it.
type LazyMap<K, V> = OnceLock<HashMap<K, V>>;

/// The key is that of all that a link can be answered with.
impl Hash for Index<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// The schemes that may stand in a link.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

impl<'a> Index<'a> {
    pub(super) fn new(
        rules: &'a Rules,
        claims: &Claims<'a>,
        open: Open<'a>,
        lying: Lying<'a>,
        aliases: &Aliases,
    ) -> Index<'a> {
        let Lying { files, refused } = lying;
        let &Claims { entries, faces, addresses, taxonomy, statics, .. } = claims;
        let shown = entries.iter().enumerate().filter(|(at, _)| open.shows(*at)).map(|(_, entry)| &**entry);
        let mut pages = reserved::linked(taxonomy, open.articles, shown);
        pages.extend(aliases.iter().filter(|(_, at)| open.published[**at]).map(|(path, _)| path.clone()));
        pages.extend(statics.iter().map(|file| file.path.to_string()));
        let mut hasher = StableHasher::default();
        (rules, open.preview, faces, open.published, refused).hash(&mut hasher);
        // What a file is follows from its bytes and its name.
        files.iter().for_each(|file| (&file.path, file.hash, file.size).hash(&mut hasher));
        let mut sorted: Vec<&String> = pages.iter().collect();
        sorted.sort_unstable();
        sorted.hash(&mut hasher);
        Index {
            rules,
            entries,
            addresses,
            open,
            by_path: OnceLock::new(),
            by_address: OnceLock::new(),
            others: files,
            files: files.iter().map(|file| (&*file.path, file)).collect(),
            refused,
            any_case: OnceLock::new(),
            pages,
            anchors: entries.iter().map(|_| OnceLock::new()).collect(),
            key: hasher.key(),
        }
    }

    /// The numbers of the entries by the paths of their files.
    fn by_path(&self) -> &HashMap<&'a str, usize> {
        let number = |(at, entry): (usize, &'a Arc<Entry>)| (&*entry.card.path, at);
        self.by_path.get_or_init(|| self.entries.iter().enumerate().map(number).collect())
    }

    /// The numbers of the entries by their addresses.
    fn by_address(&self) -> &HashMap<&'a str, usize> {
        let number = |(at, address): (usize, &&'a str)| (*address, at);
        self.by_address.get_or_init(|| self.addresses.iter().enumerate().map(number).collect())
    }

    /// A path that differs in case only: of several, the first.
    fn any_case(&self, path: &str) -> Option<&'a str> {
        let entries = self.entries.iter().map(|entry| &*entry.card.path);
        let all = entries.chain(self.others.iter().map(|file| &*file.path));
        let map = || all.rev().map(|path| (path.to_lowercase(), path)).collect();
        self.any_case.get_or_init(map).get(&path.to_lowercase()).copied()
    }

    /// Where an address, as typed in the file at `from`, leads, and what is to be told of it.
    pub(super) fn resolve(&self, from: &str, href: &str, wanted: Target) -> (Resolved, Vec<Wrong>) {
        match self.find(from, href, wanted) {
            Ok(Found::Elsewhere(resolved)) => (resolved, Vec::new()),
            Ok(Found::Hidden(resolved, wrong)) => (resolved, vec![*wrong]),
            Ok(Found::Refused) => (Resolved::Nowhere, Vec::new()),
            Ok(Found::File(file)) => fit::publishable(file, href, wanted, self.rules),
            Err(wrong) => (Resolved::Nowhere, vec![*wrong]),
        }
    }

    /// The picture that a field names.
    pub(super) fn image(&self, from: &str, typed: &str) -> (Option<Image>, Vec<Wrong>) {
        match self.resolve(from, typed, Target::Image) {
            (Resolved::Image(image), told) => (Some(image), told),
            (_, told) => (None, told),
        }
    }

    /// The file that a field names.
    pub(super) fn file(&self, from: &str, typed: &str) -> (Option<Media>, Vec<Wrong>) {
        match self.resolve(from, typed, Target::Attachment) {
            (Resolved::File(media), told) => (Some(media), told),
            (_, told) => (None, told),
        }
    }

    fn find(&self, from: &str, href: &str, wanted: Target) -> Result<Found<'a>, Box<Wrong>> {
        // Browsers drop tabs and new lines inside an address, and spaces around it: java⇥script: is live.
        let clean: String = href.chars().filter(|c| !c.is_control()).collect();
        let clean = clean.trim();
        if let Some(scheme) = scheme(clean) {
            let known = SCHEMES.contains(&scheme.as_str());
            let on_the_web = scheme == "http" || scheme == "https";
            if scheme.len() == 1 {
                return Err(Box::new(outside(href)));
            }
            if on_the_web && !has_host(clean) {
                return Err(Box::new(not_whole(href)));
            }
            return match wanted {
                Target::Link if on_the_web && markdown::whole_address(clean).len() < clean.len() => {
                    Err(Box::new(more_than_an_address(clean)))
                }
                Target::Link if known => Ok(Found::Elsewhere(Resolved::Outside(clean.to_owned()))),
                Target::Image if on_the_web => Err(Box::new(foreign_picture(href))),
                Target::Attachment if on_the_web => Err(Box::new(foreign_attachment(href))),
                _ if scheme == "file" => Err(Box::new(outside(href))),
                _ => Err(Box::new(unsafe_link(href))),
            };
        }
        if clean.starts_with("\\\\") {
            return Err(Box::new(outside(href)));
        }
        if clean.starts_with("//") {
            return Err(Box::new(not_whole(href)));
        }
        let (path, fragment) = clean.split_once('#').unwrap_or((clean, ""));
        let fragment = decoded(fragment);
        if path.is_empty() && wanted == Target::Link {
            return self.here(from, &fragment, href);
        }
        let path = decoded(path.split('?').next().unwrap_or(path));
        if let Some(absolute) = path.strip_prefix('/') {
            if wanted == Target::Link {
                return self.absolute(absolute, fragment, href);
            }
            return self.relative(from, "", absolute, String::new(), href, wanted);
        }
        self.relative(from, folder(from), &path, fragment, href, wanted)
    }

    /// `#heading` in the same entry.
    fn here(&self, from: &str, fragment: &str, href: &str) -> Result<Found<'a>, Box<Wrong>> {
        match self.by_path().get(from) {
            Some(&at) => match self.anchor(at, fragment) {
                Some(anchor) => Ok(Found::Elsewhere(Resolved::Here(anchor))),
                None => Err(Box::new(no_anchor(href, fragment))),
            },
            None => Err(Box::new(no_anchor(href, fragment))),
        }
    }

    /// The anchor that a fragment means: one as it stands, or the text of a heading.
    fn anchor(&self, at: usize, fragment: &str) -> Option<String> {
        if fragment.is_empty() {
            return Some(String::new());
        }
        let all = || self.entries[at].body.outline.anchors.iter().map(|anchor| &**anchor).collect();
        let anchors: &HashSet<&str> = self.anchors[at].get_or_init(all);
        let meant = markdown::anchor(fragment);
        anchors.get(fragment).or_else(|| anchors.get(&*meant)).map(|anchor| (*anchor).to_owned())
    }

    /// `/events/`: a page of the site by its address.
    fn absolute(&self, path: &str, fragment: String, href: &str) -> Result<Found<'a>, Box<Wrong>> {
        let with_slash = if path.is_empty() || path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        if let Some(&at) = self.by_address().get(with_slash.as_str()) {
            return self.entry(at, fragment, href);
        }
        if let Some((at, own)) = self.beside(path) {
            // What lies beside an entry is there where the entry is.
            return self.entry(at, String::new(), href).map(|found| found.in_place_of(&own));
        }
        let found = [path, with_slash.as_str()].into_iter().find(|path| self.pages.contains(*path));
        match found {
            Some(path) => Ok(Found::Elsewhere(Resolved::Page { path: path.to_owned(), fragment, article: None })),
            None => Err(Box::new(Wrong {
                code: &BROKEN_LINK,
                message: both!("网站里没有“{href}”这个地址", "the site has no address “{href}”"),
                help: both!(
                    "链接到另一篇时，写它的文件名，如 ../events/某活动.md",
                    "to link to an entry, write the path of its file: ../events/x.md"
                ),
            })),
        }
    }

    /// The entry that something of ours belongs to, and its path: the calendar of an entry, the numbers and the further
    /// pages of a ranking, the page of an article.
    fn beside(&self, path: &str) -> Option<(usize, String)> {
        if let Some(address) = own::of_article(path).filter(|_| self.open.articles) {
            return Some((*self.by_address().get(&*address)?, path.to_owned()));
        }
        let (address, name) = path.split_at(path.trim_end_matches('/').rfind('/')? + 1);
        let at = *self.by_address().get(address)?;
        let mut beside = own::beside(&self.entries[at].card.details).into_iter();
        let own = beside.find(|own| own == name || own.strip_suffix('/') == Some(name))?;
        Some((at, format!("{address}{own}")))
    }

    /// A path relative to a folder of content/; where nothing lies there, to content/ itself, and for
    /// pictures to content/images/.
    fn relative(
        &self,
        from: &str,
        folder: &str,
        path: &str,
        fragment: String,
        href: &str,
        wanted: Target,
    ) -> Result<Found<'a>, Box<Wrong>> {
        let path = path.replace('\\', "/").nfc().collect::<String>();
        let mut tried = Vec::new();
        for base in [folder, "", "images"] {
            match joined(base, &path) {
                Some(full) => tried.push(full),
                None if base == folder => return Err(Box::new(outside(href))),
                None => {}
            }
        }
        for full in &tried {
            if let Some(&at) = self.by_path().get(full.as_str()) {
                return match wanted {
                    Target::Link => self.entry(at, fragment, href),
                    Target::Image => Err(Box::new(no_picture(href))),
                    Target::Attachment => Err(Box::new(missing(href, wanted))),
                };
            }
            if let Some(file) = self.files.get(full.as_str()) {
                return Ok(Found::File(file));
            }
            if self.refused.holds(full) {
                return Ok(Found::Refused);
            }
        }
        if let Some(right) = tried.iter().find_map(|full| self.any_case(full)) {
            let right = seen_from(from, right);
            return Err(Box::new(Wrong {
                code: &WRONG_CASE,
                message: both!("“{href}”的大小写不对", "“{href}” is in the wrong case"),
                help: both!("写成 {right}", "write {right}"),
            }));
        }
        let mut wrong = if from == "site.yaml" { missing_from_config(href) } else { missing(href, wanted) };
        if let Some(likely) = tried.first().and_then(|full| self.likely(from, full)) {
            let likely = seen_from(from, likely);
            wrong.help = both!("是不是 {likely}？", "did you mean {likely}?");
        }
        Err(Box::new(wrong))
    }

    /// The path nearest to one that does not exist, in the same folder and with the same ending; never the
    /// entry itself.
    fn likely(&self, from: &str, full: &str) -> Option<&str> {
        let (above, wanted, kind) = (folder(full), stem(full), ending(full));
        let length = wanted.chars().count();
        let all = self.by_path().keys().chain(self.files.keys()).filter(|path| **path != from);
        all.filter_map(|path| {
            if folder(path) != above || ending(path) != kind {
                return None;
            }
            let candidate = stem(path);
            let other = candidate.chars().count();
            let is_near = |distance: usize| distance * 3 <= length.min(other);
            // How far they are apart takes long to find out, and is at least this.
            let distance = is_near(length.abs_diff(other)).then(|| strsim::damerau_levenshtein(wanted, candidate))?;
            is_near(distance).then_some((distance, *path))
        })
        .min()
        .map(|(_, path)| path)
    }

    fn entry(&self, at: usize, fragment: String, href: &str) -> Result<Found<'a>, Box<Wrong>> {
        let path = self.entries[at].card.text.file();
        let Some(fragment) = self.anchor(at, &fragment) else {
            return Err(Box::new(no_anchor(href, &fragment)));
        };
        let article = self.entries[at].card.header.wechat.link.as_ref().map(|link| link.value.clone());
        let page = Resolved::Page { path: self.addresses[at].to_owned(), fragment, article };
        if !self.open.published[at] {
            let wrong = Box::new(Wrong {
                code: &NOT_PUBLISHED,
                message: both!(
                    "“{path}”现在没有发布（草稿、未到时间或已下线），这个链接先显示为文字",
                    "“{path}” is not published now (a draft, in the future or expired); the link is shown as text"
                ),
                help: both!(
                    "等它发布后链接会自己恢复；已下线的就去掉链接",
                    "it comes back when the entry is published; take it out if that has expired"
                ),
            });
            return if self.open.preview { Ok(Found::Hidden(page, wrong)) } else { Err(wrong) };
        }
        Ok(Found::Elsewhere(page))
    }
}

/// Whether an address of the web has its two slashes and something behind them.
fn has_host(address: &str) -> bool {
    let host = address.split_once("://").map_or("", |(_, host)| host);
    host.starts_with(|c: char| !matches!(c, '/' | '\\' | '?' | '#' | ':' | '@') && !c.is_whitespace())
}

/// What lies where an address leads.
enum Found<'a> {
    File(&'a FileSource),
    Elsewhere(Resolved),
    /// What only a preview shows, and what a build would tell of it.
    Hidden(Resolved, Box<Wrong>),
    /// What is there and was not read, which is told of it.
    Refused,
}

impl Found<'_> {
    /// A file beside the page that was found, in its place.
    fn in_place_of(self, file: &str) -> Self {
        let file = || Resolved::Page { path: file.to_owned(), fragment: String::new(), article: None };
        match self {
            Found::Elsewhere(_) => Found::Elsewhere(file()),
            Found::Hidden(_, wrong) => Found::Hidden(file(), wrong),
            Found::File(_) | Found::Refused => self,
        }
    }
}
