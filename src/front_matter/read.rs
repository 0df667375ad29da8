//! Clean YAML → serde_yaml → the tree. The only calls of serde_yaml.

use super::codes::{NOT_FIELDS, UNREADABLE};
use super::lines::Lines;
use super::told::Told;
use super::tree::{Entry, Map, Node, Value};
use crate::both;
use serde_yaml::Value as Yaml;
use std::ops::Range;

/// The tree that clean YAML stands for.
pub(super) fn read(yaml: &str, range: Range<usize>, told: &mut Told) -> Map {
    let nothing = Map { span: range.start..range.start, ..Map::default() };
    if yaml.trim_matches('\n').is_empty() {
        return nothing;
    }
    let root = match serde_yaml::from_str::<Yaml>(yaml) {
        Ok(root) => node(root, range.start),
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line());
            let span = line_span(told.text().text.get(range.clone()).unwrap_or(""), line);
            told.tell(&UNREADABLE, range.start + span.start..range.start + span.end, || {
                (
                    both!("这一行附近的字段读不懂", "the fields near this line cannot be read"),
                    both!(
                        "检查这一行的引号、括号和缩进，或者重新写一遍",
                        "look at its quotation marks, brackets and indentation, or write it again"
                    ),
                )
            });
            return nothing;
        }
    };
    match root.value {
        Value::Map(map) => map,
        _ => {
            told.tell(&NOT_FIELDS, root.span, || {
                (
                    both!("最外层应当是字段，这里却是列表", "fields are expected here, but this is a list"),
                    both!(
                        "在列表上面写上它的字段，例如“entries:”，列表放在它下面",
                        "write a field above the list, “entries:” for example, and put the list below it"
                    ),
                )
            });
            nothing
        }
    }
}

/// A value without a tag is a list or a mapping in lines: it reaches from its first to its last part.
fn node(yaml: Yaml, at: usize) -> Node {
    let (tag, yaml) = match yaml {
        Yaml::Tagged(tagged) => (span(&tagged.tag.to_string()), tagged.value),
        other => (None, other),
    };
    let at = tag.as_ref().map_or(at, |tag| tag.start);
    let (value, reach) = match yaml {
        Yaml::String(text) => (Value::Text(text), None),
        Yaml::Sequence(items) => {
            let items: Vec<Node> = items.into_iter().map(|item| node(item, at)).collect();
            let reach = items.first().zip(items.last()).map(|(first, last)| first.span.start..last.span.end);
            (Value::List(items), reach)
        }
        Yaml::Mapping(pairs) => {
            let entries: Vec<Entry> = pairs.into_iter().map(|(key, value)| entry(key, value, at)).collect();
            let reach = entries.first().zip(entries.last());
            let reach = reach.map(|(first, last)| first.key_span.start..last.node.span.end);
            let span = tag.clone().or(reach.clone()).unwrap_or(at..at);
            (Value::Map(Map { entries, span, unread: Vec::new() }), reach)
        }
        _ => (Value::Empty, None),
    };
    Node { value, span: tag.or(reach).unwrap_or(at..at) }
}

fn entry(key: Yaml, value: Yaml, at: usize) -> Entry {
    let key = node(key, at);
    let node = node(value, key.span.end);
    Entry { key: key.text().unwrap_or("").to_owned(), key_span: key.span, node }
}

/// The place that a tag carries: `!p12.18`.
fn span(tag: &str) -> Option<Range<usize>> {
    let (start, end) = tag.strip_prefix("!p")?.split_once('.')?;
    Some(start.parse().ok()?..end.parse().ok()?)
}

fn line_span(part: &str, line: usize) -> Range<usize> {
    Lines::new(part, 0..part.len()).get(line.saturating_sub(1)).map_or(0..0, |line| line.content())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{in_words, told};
    use super::*;
    use crate::diagnostic::Text;

    #[test]
    fn a_list_instead_of_fields_is_told() {
        assert_eq!(
            told("- a\n- b"),
            [
                "not-fields 1:3 最外层应当是字段，这里却是列表；改法：在列表上面写上它的字段，例如“entries:”，列表放在它下面"
            ]
        );
    }

    #[test]
    fn yaml_that_is_refused_after_all_is_told_in_plain_words_at_its_line() {
        let src = "title: a\ndate: b\n";
        let text = Text::new("a.md", src);
        let mut told = Told::new(&text);
        let map = read("!p0.5 \"title\": !p7.8 \"a\"\n]\n", 0..src.len(), &mut told);
        assert_eq!(map, Map::default());
        let list = told.finish();
        assert_eq!(list.len(), 1);
        assert_eq!(
            in_words(src, &list[0]),
            "unreadable-fields 2:1 这一行附近的字段读不懂；改法：检查这一行的引号、括号和缩进，或者重新写一遍"
        );
    }
}
