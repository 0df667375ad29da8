//! What holds for anything that may be typed.

use super::super::{Node, Value, parse, split};
use super::map;
use crate::diagnostic::Text;
use proptest::prelude::*;
use serde_yaml::{Mapping, Value as Yaml};
use std::ops::Range;

/// Every span of a tree, with what it must hold at least.
fn spans(node: &Node, check: &mut impl FnMut(&Range<usize>)) {
    check(&node.span);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| spans(item, check)),
        Value::Map(map) => {
            check(&map.span);
            for entry in &map.entries {
                check(&entry.key_span);
                spans(&entry.node, check);
            }
        }
        _ => {}
    }
}

/// A tree of texts, as serde_yaml has it, in our own.
fn same(yaml: &Yaml, value: &Value) -> bool {
    match (yaml, value) {
        (Yaml::Null, Value::Empty) => true,
        (Yaml::String(a), Value::Text(b)) => a == b,
        (Yaml::Sequence(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, &b.value)),
        (Yaml::Mapping(a), Value::Map(b)) => {
            let pairs = a.iter().zip(&b.entries);
            a.len() == b.entries.len()
                && pairs.into_iter().all(|((k, a), b)| *k == b.key.as_str() && same(a, &b.node.value))
        }
        _ => false,
    }
}

fn nasty() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        " ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r",
        "\t",
        "\u{3000}",
        "\u{a0}",
        "\u{feff}",
        "\u{200b}",
        "\u{2028}",
        "\u{85}",
        "\0",
        "\u{1b}",
        "-",
        "- ",
        "---",
        "\n---\n",
        "—",
        "— ",
        "——",
        "· ",
        "* ",
        ":",
        ": ",
        "：",
        ":\n",
        "?",
        "? ",
        "[",
        "]",
        "{",
        "}",
        "【",
        "】",
        "｛",
        "｝",
        ",",
        "，",
        "、",
        "\"",
        "'",
        "\\",
        "\\u",
        "|",
        "|\n",
        ">-\n",
        "#",
        "# ",
        "&a",
        "*a",
        "!t ",
        "%",
        "@",
        "`",
        "~",
        "null",
        "<<: ",
        "a",
        "五",
        "ｔ",
        "title",
        "title: ",
        "标题：",
        "tags:",
        "9:00",
        "http://a",
        "🎉",
        "===",
    ];
    prop::collection::vec(prop::sample::select(PARTS), 0..60).prop_map(|parts| parts.concat())
}

fn tree() -> impl Strategy<Value = Yaml> {
    let text = "[a-z五一劳动 0-9#*&!@%\"'{},|>?`~=\\[\\]\\\\\n-]{0,12}";
    // Several lines of nothing are nothing to us.
    let text = text.prop_filter("blank lines", |text| !text.contains('\n') || !text.trim().is_empty());
    let leaf = prop_oneof![1 => Just(Yaml::Null), 6 => text.prop_map(Yaml::String)];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Yaml::Sequence),
            fields(inner).prop_map(Yaml::Mapping),
        ]
    })
}

fn fields(value: impl Strategy<Value = Yaml>) -> impl Strategy<Value = Mapping> {
    prop::collection::btree_map("[a-z]{1,8}|[五一劳动节日]{1,4}", value, 0..5)
        .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (Yaml::String(key), value)).collect())
}

proptest! {
    #[test]
    fn nothing_typed_panics_and_every_place_lies_in_the_text(typed in nasty()) {
        let text = Text::new("a.md", typed.as_str());
        let split = split(&text, &|name| name == "标题");
        let whole = 0..typed.len();
        for range in split.head.iter().chain([&split.body, &whole]) {
            let part = typed.get(range.clone());
            prop_assert!(part.is_some(), "{range:?}");
            let parsed = parse(&text, range.clone());
            let mut wrong = Vec::new();
            let root = Node { span: parsed.map.span.clone(), value: Value::Map(parsed.map) };
            spans(&root, &mut |span| {
                if typed.get(span.clone()).is_none() || span.start < range.start || span.end > range.end {
                    wrong.push(span.clone());
                }
            });
            prop_assert_eq!(wrong, []);
            for told in &parsed.diagnostics {
                prop_assert!(told.code.id != "unreadable-fields");
                prop_assert!(told.edit.as_ref().is_none_or(|edit| typed.get(edit.span.clone()).is_some()));
            }
        }
        for told in &split.diagnostics {
            prop_assert!(told.edit.as_ref().is_none_or(|edit| typed.get(edit.span.clone()).is_some()));
        }
    }

    #[test]
    fn clean_yaml_is_read_as_serde_yaml_reads_it_and_nothing_is_told(tree in fields(tree())) {
        let typed = serde_yaml::to_string(&tree).unwrap();
        let text = Text::new("a.yaml", typed.as_str());
        let parsed = parse(&text, 0..typed.len());
        prop_assert_eq!(&parsed.diagnostics, &[], "{}", typed);
        prop_assert!(same(&Yaml::Mapping(tree), &Value::Map(parsed.map.clone())), "{}\n{}", typed, map(&parsed.map));
    }
}
