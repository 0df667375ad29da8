//! The platform's rules as data (`rules.json`), in the form in which they are looked up.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The rules as they stand in the file. What the platform gives as a pattern is a text here.
#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    #[serde(borrow)]
    tags_allow: Vec<&'static str>,
    tags_gone: Vec<&'static str>,
    attrs_allow: BTreeMap<&'static str, Vec<&'static str>>,
    css_deny: Vec<&'static str>,
    css_avoid: Vec<&'static str>,
    css_value_deny_regex: Vec<String>,
    css_value_avoid: Vec<&'static str>,
    css_pairs_deny: Vec<&'static str>,
    svg_tags_deny: Vec<&'static str>,
    svg_attrs: Vec<&'static str>,
    image_hosts: Vec<&'static str>,
    image_kinds: Vec<&'static str>,
    image_kinds_deny: Vec<&'static str>,
    width_px_max: f64,
    line_height_min_em: f64,
    list_depth_max: usize,
    redundant_chain_max: usize,
    table_columns_max: usize,
    contrast_min: f64,
    content_chars_max: usize,
    content_bytes_max: usize,
    meta: MetaBounds,
    meta_warn: MetaWarn,
}

/// The bounds of what stands around an article, in characters; of the address in bytes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct MetaBounds {
    pub title: (usize, usize),
    pub author: (usize, usize),
    pub digest: (usize, usize),
    pub source_url_bytes: usize,
}

/// From where on a bound is told of before it is met.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct MetaWarn {
    pub author: usize,
    pub digest: usize,
}

/// Words by their length: few have the same, and of those few begin alike.
pub(super) struct Words {
    words: Vec<&'static str>,
    /// Where the words of each length begin, and where the last end.
    begins: [usize; LONGEST + 2],
}

/// No word is longer.
const LONGEST: usize = 30;

impl Words {
    fn of(words: impl IntoIterator<Item = &'static str>) -> Words {
        let mut words: Vec<_> = words.into_iter().filter(|word| word.len() <= LONGEST).collect();
        words.sort_by_key(|word| (word.len(), *word));
        let begins = std::array::from_fn(|length| words.partition_point(|word| word.len() < length));
        Words { words, begins }
    }

    /// Is it one of them? Letter for letter.
    pub fn contains(&self, word: &str) -> bool {
        let range = self.begins.get(word.len()).zip(self.begins.get(word.len() + 1));
        let alike = range.and_then(|(&begin, &end)| self.words.get(begin..end)).unwrap_or_default();
        let first = word.as_bytes().first();
        alike.iter().any(|other| other.as_bytes().first() == first && *other == word)
    }

    /// Is it one of them, in capitals or not?
    pub fn contains_any_case(&self, word: &str) -> bool {
        self.words.iter().any(|other| other.eq_ignore_ascii_case(word))
    }
}

/// The rules.
pub(super) struct Rules {
    pub tags: Words,
    pub gone: Words,
    /// Allowed on every element.
    pub attributes: Words,
    /// Allowed on these elements.
    pub attributes_of: Vec<(&'static str, Words)>,
    pub css_deny: Words,
    pub css_avoid: Words,
    /// Functions that no value may call, units that none may have.
    pub functions: Words,
    pub units: Words,
    pub own_properties: bool,
    pub important: bool,
    pub value_avoid: Words,
    /// Property and value.
    pub pairs: Vec<(&'static str, &'static str)>,
    pub svg_deny: Words,
    pub svg_attributes: Words,
    pub image_hosts: Words,
    pub image_kinds: Words,
    pub image_kinds_deny: Words,
    pub width: f64,
    pub line_height: f64,
    pub list_depth: usize,
    pub chain: usize,
    pub columns: usize,
    pub contrast: f64,
    pub chars: usize,
    pub bytes: usize,
    pub meta: MetaBounds,
    pub meta_warn: MetaWarn,
}

/// The text of the rules.
pub(super) const JSON: &str = include_str!("rules.json");

/// The rules, read once. That the file can be read is what the tests see to.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::of(serde_json::from_str(JSON).unwrap_or_default()));

impl Rules {
    fn of(file: File) -> Rules {
        let (mut functions, mut units, mut own_properties, mut important) = (Vec::new(), Vec::new(), false, false);
        for pattern in file.css_value_deny_regex {
            // The patterns have few forms; each is a search of its own. They live as long as the rules do.
            let pattern: &'static str = pattern.leak();
            if let Some(function) = pattern.strip_suffix(r"\(") {
                functions.push(function);
            } else if let Some(list) = pattern.strip_prefix(r"\d(").and_then(|rest| rest.strip_suffix(r")\b")) {
                units.extend(list.split('|'));
            } else if pattern.contains("--") {
                own_properties = true;
            } else if pattern == "!important" {
                important = true;
            }
        }
        let everywhere = file.attrs_allow.get("*").cloned().unwrap_or_default();
        let of_tags = file.attrs_allow.into_iter().filter(|(tags, _)| *tags != "*");
        Rules {
            tags: Words::of(file.tags_allow),
            gone: Words::of(file.tags_gone),
            attributes: Words::of(everywhere),
            attributes_of: of_tags
                .flat_map(|(tags, names)| tags.split(',').map(move |tag| (tag, Words::of(names.iter().copied()))))
                .collect(),
            css_deny: Words::of(file.css_deny),
            css_avoid: Words::of(file.css_avoid),
            functions: Words::of(functions),
            units: Words::of(units),
            own_properties,
            important,
            value_avoid: Words::of(file.css_value_avoid),
            pairs: file.css_pairs_deny.iter().filter_map(|pair| pair.split_once(':')).collect(),
            svg_deny: Words::of(file.svg_tags_deny),
            svg_attributes: Words::of(file.svg_attrs),
            image_hosts: Words::of(file.image_hosts),
            image_kinds: Words::of(file.image_kinds),
            image_kinds_deny: Words::of(file.image_kinds_deny),
            width: file.width_px_max,
            line_height: file.line_height_min_em,
            list_depth: file.list_depth_max,
            chain: file.redundant_chain_max,
            columns: file.table_columns_max,
            contrast: file.contrast_min,
            chars: file.content_chars_max,
            bytes: file.content_bytes_max,
            meta: file.meta,
            meta_warn: file.meta_warn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_read() {
        let file: File = serde_json::from_str(JSON).unwrap();
        assert_eq!(file.css_value_deny_regex.len(), 7);
        let rules = &*RULES;
        assert!(rules.tags.contains("section") && !rules.tags.contains("div"));
        assert_eq!(rules.functions.words, ["env", "var", "calc", "color-mix"]);
        assert_eq!(rules.units.words, ["vh", "vw", "rem"]);
        assert!(rules.own_properties && rules.important);
        assert_eq!(rules.pairs, [("display", "grid"), ("text-align", "start"), ("text-align", "end")]);
        assert_eq!((rules.width, rules.line_height, rules.contrast), (375.0, 0.95, 4.5));
        assert_eq!((rules.list_depth, rules.chain, rules.columns), (2, 9, 6));
        assert_eq!((rules.chars, rules.bytes), (20_000, 1_000_000));
        assert_eq!((rules.meta.title, rules.meta.author, rules.meta.digest), ((1, 32), (0, 16), (0, 128)));
        assert_eq!((rules.meta.source_url_bytes, rules.meta_warn.author, rules.meta_warn.digest), (1024, 8, 120));
        assert!(rules.attributes_of.iter().any(|(tag, names)| *tag == "th" && names.contains("colspan")));
    }
}
