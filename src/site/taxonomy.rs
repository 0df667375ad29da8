//! 栏目 and tags: what entries are sorted by.

use super::codes::*;
use crate::both;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::entry::{Entry, bad_slug};
use crate::fields::Located;
use crate::hash::Key;
use crate::own::{COLUMNS, TAGS};
use crate::source::is_reserved;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What entries are sorted by.
#[derive(Debug, Hash)]
pub struct Taxonomy {
    /// The columns, in the order of site.yaml.
    pub columns: Vec<Column>,
    /// Whether site.yaml may mean more columns than could be read.
    pub lacks_columns: bool,
    /// The tags, by name.
    pub tags: Vec<Tag>,
}

/// 栏目: a column in its place.
#[derive(Clone, Debug)]
pub struct Column {
    /// 法吧
    pub name: String,
    /// The path of its page.
    pub address: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// With whom it is made.
    pub partner: Option<String>,
    /// Where it is in the world.
    pub location: Option<String>,
    /// The META ColumnType.
    pub kind: Option<String>,
    /// Where it stands in site.yaml.
    pub(super) place: Place,
}

/// A tag in its place.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The tag.
    pub name: String,
    /// The path of its page.
    pub address: String,
    /// Whether it has a feed of its own.
    pub feed: bool,
    /// Where it was first typed.
    pub(super) place: Place,
}

/// Where it stands in site.yaml is nothing that readers see.
impl Hash for Column {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Column { name, address, purpose, partner, location, kind, place: _ } = self;
        (name, address, purpose, partner, location, kind).hash(state);
    }
}

/// Where it was first typed is nothing that readers see.
impl Hash for Tag {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Tag { name, address, feed, place: _ } = self;
        (name, address, feed).hash(state);
    }
}

/// The columns of site.yaml.
pub(super) fn columns(config: &Config, site_yaml: Option<&Text>, told: &mut Vec<Diagnostic>) -> Vec<Column> {
    let Some(text) = site_yaml else { return Vec::new() };
    let column = |column: &crate::config::Column| Column {
        name: column.name.clone(),
        address: format!("{COLUMNS}{}/", segment(&column.name, column.slug.as_ref(), text, told)),
        purpose: column.purpose.clone(),
        partner: column.partner.clone(),
        location: column.place.clone(),
        kind: column.kind.clone(),
        place: text.place(column.span.clone()),
    };
    config.columns.iter().map(column).collect()
}

/// The tags of the entries that are shown, by name, each with the number of the entry that has it first.
pub(super) fn first_tagged(entries: &[Arc<Entry>], shown: &[bool]) -> Vec<(String, usize)> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (number, (entry, _)) in entries.iter().zip(shown).enumerate().filter(|(_, (_, shown))| **shown) {
        for tag in &entry.card.header.tags {
            first.entry(&tag.value).or_insert(number);
        }
    }
    let mut first: Vec<(String, usize)> = first.into_iter().map(|(name, number)| (name.to_owned(), number)).collect();
    first.sort_unstable();
    first
}

/// The tags in their places, by name: those of entries that are shown, and those that have a feed, which stays where it
/// is when the last entry with its tag goes.
pub(super) fn tags(
    config: &Config,
    site_yaml: Option<&Text>,
    entries: &[Arc<Entry>],
    first: &[(String, usize)],
    told: &mut Vec<Diagnostic>,
) -> Vec<Tag> {
    let slug_of = |name: &str| config.tags.iter().find(|(tag, _)| tag.value == name).map(|(_, slug)| slug);
    let tag = |name: &str, place: Place, told: &mut Vec<Diagnostic>| Tag {
        name: name.to_owned(),
        address: match (slug_of(name), site_yaml) {
            (Some(slug), Some(text)) => format!("{TAGS}{}/", segment(name, Some(slug), text, told)),
            _ => format!("{TAGS}{}/", of_name(name)),
        },
        feed: config.feed_tags.iter().any(|wanted| wanted.value == name),
        place,
    };
    let mut tags = Vec::with_capacity(first.len());
    for (name, number) in first {
        let card = &entries[*number].card;
        let span = card.header.tags.iter().find(|tag| tag.value == *name).map_or(0..0, |tag| tag.span.clone());
        tags.push(tag(name, card.text.place(span), told));
    }
    let Some(text) = site_yaml else { return tags };
    let mut found: BTreeSet<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    let has = |entry: &Arc<Entry>, name: &str| entry.card.header.tags.iter().any(|tag| tag.value == name);
    for wanted in config.feed_tags.iter().filter(|wanted| !found.contains(wanted.value.as_str())) {
        if !entries.iter().any(|entry| has(entry, &wanted.value)) {
            told.push(unused_tag(wanted, found.iter().copied(), text));
        }
    }
    for wanted in &config.feed_tags {
        if !found.insert(&wanted.value) {
            continue;
        }
        let asked = tag(&wanted.value, text.place(wanted.span.clone()), told);
        // Where another tag has its address it is that tag, misspelt.
        if tags.iter().all(|known| known.address != asked.address) {
            tags.push(asked);
        }
    }
    tags.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    // A slug that no entry asks for yet is wrong already.
    for (tag, slug) in config.tags.iter().filter(|(tag, _)| !found.contains(tag.value.as_str())) {
        segment(&tag.value, Some(slug), text, told);
    }
    tags
}

/// A feed that is asked for and has nothing to hold, with the tag that is likely meant.
fn unused_tag<'a>(wanted: &Located<String>, tags: impl Iterator<Item = &'a str>, text: &Text) -> Diagnostic {
    let name = &wanted.value;
    let message =
        both!("没有一篇用标签“{name}”，它的订阅是空的", "no entry has the tag “{name}”, so its feed is empty");
    let near = tags
        .map(|tag| (strsim::damerau_levenshtein(name, tag), tag))
        .filter(|(distance, tag)| distance * 2 <= tag.chars().count())
        .min();
    let help = match near {
        Some((_, tag)) => both!("是不是想写“{tag}”？", "did you mean “{tag}”?"),
        None => both!("给文章加上这个标签，或者从“订阅”里去掉它", "give the tag to an entry, or take it out of feeds"),
    };
    Diagnostic::at(&UNUSED_TAG, text.place(wanted.span.clone()), message).help(help)
}

/// The part of an address that stands for a name: its slug, else the name itself.
fn segment(name: &str, slug: Option<&Located<String>>, text: &Text, told: &mut Vec<Diagnostic>) -> String {
    let Some(slug) = slug else { return of_name(name) };
    match bad_slug(&slug.value) {
        None => slug.value.clone(),
        Some(message) => {
            let help = both!("只用小写字母、数字和短横线", "a-z, 0-9 and - only");
            told.push(Diagnostic::at(&BAD_TAXONOMY, text.place(slug.span.clone()), message).help(help));
            of_name(name)
        }
    }
}

/// A name as a part of an address: letters and digits of any script are kept, all else becomes a dash. A
/// name with nothing to keep (`；）`, an emoji) is called by the numbers of its characters, so that it has an
/// address of its own too. A long one is cut and keeps its own end: disks allow a name 255 bytes.
fn of_name(name: &str) -> String {
    const MAX: usize = 30;
    if name.chars().count() > MAX {
        let head: String = name.chars().take(MAX / 2).collect();
        return format!("{}-{}", of_name(&head), &Key::of(name).to_string()[..8]);
    }
    let mut out = String::new();
    for c in name.trim().chars().take(MAX) {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let kept = out.trim_end_matches('-');
    if is_reserved(kept) {
        return format!("{kept}-{}", &Key::of(name).to_string()[..8]);
    }
    if kept.is_empty() {
        return name.chars().take(MAX).map(|c| format!("u{:x}", c as u32)).collect::<Vec<_>>().join("-");
    }
    kept.to_owned()
}

/// The message about a column that site.yaml does not have, with the likely one.
pub(super) fn unknown_column(typed: &str, columns: &[Column], place: Place) -> Diagnostic {
    let told = Diagnostic::at(&UNKNOWN_COLUMN, place, both!("没有“{typed}”这个栏目", "there is no column “{typed}”"));
    let near = columns
        .iter()
        .map(|column| (strsim::damerau_levenshtein(typed, &column.name), column))
        .filter(|(distance, column)| distance * 2 <= column.name.chars().count())
        .min_by_key(|(distance, _)| *distance);
    match near {
        Some((_, column)) => {
            let name = &column.name;
            told.help(both!("是不是想写“{name}”？", "did you mean “{name}”?"))
        }
        None if columns.is_empty() => told.help(both!(
            "site.yaml 里还没有栏目；新栏目要先写进 site.yaml",
            "site.yaml has no columns yet; a new one is written there first"
        )),
        None => {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            let names = names.join("、");
            told.help(both!(
                "site.yaml 里的栏目有：{names}；新栏目要先写进 site.yaml",
                "site.yaml has: {names}; a new one is written there first"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_an_address_of_its_own() {
        assert_eq!(of_name("放票"), "放票");
        assert_eq!(of_name("Go 初学者"), "go-初学者");
        assert_eq!(of_name("../etc"), "etc");
        assert_eq!(of_name("；）"), "uff1b-uff09");
        assert_eq!(of_name("🎉"), "u1f389");
    }
}
