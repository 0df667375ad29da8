//! Entries that readers cannot tell from one another: of one kind, one day and one title. Mostly a copy that was meant
//! as a reserve, and is published beside what it was copied of.

use super::claims::{name_length, word_for_word};
use super::codes::TWIN;
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::Entry;
use crate::hash::{Key, KeyMap};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The entries by what lists call them.
pub(super) struct Names<'a> {
    pub entries: &'a [Arc<Entry>],
    pub addresses: &'a [&'a str],
    /// Those of the entries.
    pub faces: &'a [Key],
    pub names: &'a [Key],
}

/// Paths, ids and addresses follow from the faces, and all else that is asked here from the names.
impl Hash for Names<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Names { entries: _, addresses: _, faces, names } = self;
        (faces, names).hash(state);
    }
}

/// An entry and the one that had its name before, by their numbers.
pub(super) struct Twins {
    at: usize,
    first: usize,
}

/// The entries that have the name of another. Two that share an id or an address are told of already.
pub(super) fn twins(&Names { entries, addresses, names, .. }: &Names<'_>) -> Vec<Twins> {
    let mut firsts: KeyMap<Key, usize> = KeyMap::default();
    firsts.reserve(names.len());
    let is_again = |at: &usize| *firsts.entry(names[*at]).or_insert(*at) != *at;
    let again: Vec<usize> = (0..names.len()).filter(is_again).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    again.iter().for_each(|at| groups.entry(firsts[&names[*at]]).or_default().push(*at));
    let shares_none = |twins: &Twins| {
        let known = |at: usize| (&entries[at].card.id, addresses[at].to_lowercase());
        let ((id, address), (other_id, other_address)) = (known(twins.at), known(twins.first));
        id != other_id && address != other_address
    };
    let of_group = |(first, mut group): (usize, Vec<usize>)| {
        group.push(first);
        group.sort_by_cached_key(|&at| (name_length(&entries[at]), at));
        let first = group.remove(0);
        group.into_iter().map(move |at| Twins { at, first })
    };
    groups.into_iter().flat_map(of_group).filter(shares_none).collect()
}

impl Twins {
    /// What there is to tell of them.
    pub(super) fn told(&self, entries: &[Arc<Entry>]) -> Diagnostic {
        let (entry, first) = (&entries[self.at], &entries[self.first]);
        let (file, other) = (entry.card.text.file(), first.card.text.file());
        let (message, help) = if word_for_word(entry, first) {
            (
                both!(
                    "这一篇和“{other}”一字不差，会发布两遍",
                    "this is “{other}” word for word, and is published twice"
                ),
                both!(
                    "删去“{file}”；留着备用的，移出 content",
                    "delete “{file}”, or move it out of content if it is a reserve"
                ),
            )
        } else {
            (
                both!(
                    "这一篇和“{other}”标题、日期都一样，读者分不清",
                    "title and date are those of “{other}”: readers cannot tell them apart"
                ),
                both!(
                    "是复制出来的，只留对的那个文件；是两件事，标题里写出分别，如“（第二场）”",
                    "if it is a copy, keep the file that is right; if they are two things, let the titles say how they differ"
                ),
            )
        };
        Diagnostic::at(&TWIN, Place::file(file), message).help(help)
    }
}
