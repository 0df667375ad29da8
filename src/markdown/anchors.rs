//! The anchors of headings: what a link to a heading ends with.

use crate::hash::{Key, KeyMap};
use crate::letters::is_common_han;
use std::collections::hash_map::Entry;

/// The anchors that are taken.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// By their keys, with the number that the next of its kind tries first.
    taken: KeyMap<Key, u32>,
}

/// Ids that the page around a body has.
const OF_PAGES: [&str; 3] = ["main", "elder", "attachments"];

impl Anchors {
    /// The anchor of a heading of this text: unlike all before it, and the same whatever other headings
    /// say, unless they say the same.
    pub fn unique(&mut self, text: &str) -> Box<str> {
        let base = anchor(text);
        let key = |anchor: &str| Key::of_bytes(anchor.as_bytes());
        let mut number = match self.taken.entry(key(&base)) {
            Entry::Vacant(_) if OF_PAGES.contains(&&*base) => 2,
            Entry::Vacant(free) => {
                free.insert(2);
                return base;
            }
            Entry::Occupied(taken) => *taken.get(),
        };
        let mut candidate = format!("{base}-{number}");
        while self.taken.contains_key(&key(&candidate)) {
            number += 1;
            candidate = format!("{base}-{number}");
        }
        self.taken.insert(key(&base), number + 1);
        self.taken.insert(key(&candidate), 2);
        candidate.into()
    }
}

/// The anchor of a heading's text: letters and digits of any script, ASCII in lower case, a hyphen for white space, no
/// punctuation.
pub fn anchor(text: &str) -> Box<str> {
    // Most headings.
    if !text.is_empty() && text.chars().all(is_common_han) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, c) in text.char_indices() {
        // Chinese is taken over many characters at a time.
        if is_common_han(c) {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + c.len_utf8();
        match c {
            c if c.is_alphanumeric() || c == '_' => out.push(c.to_ascii_lowercase()),
            c if (c.is_whitespace() || c == '-') && !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.push_str(&text[done..]);
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "section".into() } else { out.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_readable() {
        assert_eq!(&*anchor("一、报名 时间（Sign-up TIME）"), "一报名-时间sign-up-time");
        assert_eq!(&*anchor("“三八”节　活动！"), "三八节-活动");
        assert_eq!(&*anchor("C_1 - b"), "c_1-b");
    }

    #[test]
    fn an_anchor_is_never_empty() {
        assert_eq!(&*anchor("；）😀"), "section");
        assert_eq!(&*anchor(""), "section");
    }

    #[test]
    fn no_anchor_is_an_id_of_the_page_around_it() {
        let mut anchors = Anchors::default();
        let made = ["main", "Main", "elder"].map(|text| anchors.unique(text).into_string());
        assert_eq!(made, ["main-2", "main-3", "elder-2"]);
    }

    #[test]
    fn anchors_are_unique() {
        let mut anchors = Anchors::default();
        let made: Vec<_> = ["时间", "时间", "时间-2", "时间", "时间-2"].map(|text| anchors.unique(text)).to_vec();
        assert_eq!(made.iter().map(|a| &**a).collect::<Vec<_>>(), ["时间", "时间-2", "时间-2-2", "时间-3", "时间-2-3"]);
    }
}
