//! The room as a whole: what people type, and the tree and the warnings that come of it.

use super::{Map, Node, Value, parse, split};
use crate::diagnostic::Text;
use proptest::prelude::*;
use serde_yaml::{Mapping, Value as Yaml};
use std::ops::Range;

/// The tree on one line, and behind it what was told: the code and the line.
fn seen(src: &str) -> String {
    let text = Text::new("a.md", src);
    let parsed = parse(&text, 0..src.len());
    let mut out = map(&parsed.map);
    for told in &parsed.diagnostics {
        let line = told.place.as_ref().unwrap().line;
        out.push_str(&format!(" !{}@{line}", told.code.id));
    }
    out
}

fn map(map: &Map) -> String {
    let pairs: Vec<String> = map.entries.iter().map(|e| format!("{}={}", e.key, node(&e.node))).collect();
    format!("{{{}}}", pairs.join("; "))
}

fn node(node: &Node) -> String {
    match &node.value {
        Value::Empty => "∅".to_owned(),
        Value::Text(text) => text.replace('\n', "⏎"),
        Value::List(items) => format!("[{}]", items.iter().map(self::node).collect::<Vec<_>>().join("|")),
        Value::Map(inner) => map(inner),
    }
}

const TABLE: &[(&str, &str)] = &[
    // Clean YAML: nothing is told.
    ("", ""),
    ("\n\n# 只有注释\n", ""),
    ("title: 五一\ndate: 2026-3-8\n", ""),
    ("title: 五一\r\ndate: 2026-3-8\r\n", ""),
    ("title: 五一\rdate: 2026-3-8", ""),
    ("tags: [五一, 劳动]", ""),
    ("tags:\n  - 五一\n  - 劳动\n", ""),
    ("tags:\n- 五一\n- 劳动\ndate: x\n", ""),
    ("wechat:\n  title: 五一\n  link: https://a.cn/\ndraft: 是\n", ""),
    ("attachments:\n  - title: 表\n    file: a.pdf\n  - title: 图\n    file: b.pdf\n", ""),
    ("attachments:\n- title: 表\n  file: a.pdf\ntitle: x\n", ""),
    ("a:\n  - - 1\n    - 2\n  - - 3\n", ""),
    ("a: {b: c, d: [e, f]}\n", ""),
    ("a: []\nb: {}\n", ""),
    ("a: [b: c]", ""),
    ("a: {b, c: d}", ""),
    ("a: [五一,\n  劳动]\nb: c", ""),
    ("entries: [\n  {\"name\": \"甲\", \"score\": 1},\n  # 注释\n  {\"name\": \"乙\"},\n]\n", ""),
    ("{\n\"title\": \"榜\",\n\"list\": [1, 2]\n}\n", ""),
    ("---\ntitle: 五一\n", ""),
    ("---\ntitle: 五一\n---\n", ""),
    ("title:\ndate: ~\ncover: null\nslug: \"\"\n", ""),
    ("title:\n  五一\n", ""),
    ("title: 五一\n  劳动\n  May\n\n  Day\n", ""),
    ("a: |\n  第一行\n  第二行: x\n\nb: c\n", ""),
    ("a: >-\n  第一行\n  第二行\nb: c\n", ""),
    ("- a: |\n    文\n  b: c\n", ""),
    ("a:\n  - |\n    文\n  - b", ""),
    ("  title: 五一\n  date: x\n", ""),
    ("\"title\": 'it''s'\n'a b': \"x\\ty\"\n", ""),
    ("title: \"五一\n  劳动\"\ndate: x", ""),
    ("title: 五一\ntitle: 十一\n", ""),
    ("title: 五一\n# 注释\n  # 也是注释\ndate: x\n", ""),
    ("a:\n  - 9:00\n  - -5\n  - ——\n", ""),
    // Values that YAML would misread.
    ("title: 第1名 #劳动", ""),
    ("title: 通知: 关于", ""),
    ("title: [通知] x", ""),
    ("title: [通知]、[公告]", ""),
    ("title: *x*", ""),
    ("title: @x", ""),
    ("title: %x", ""),
    ("title: \"五一\"活动", ""),
    ("title: “五一”", ""),
    ("title: &a", ""),
    ("title: !x y", ""),
    ("title: |x", ""),
    ("title: > x", ""),
    ("title: `x`", ""),
    ("title: {{ x }}", ""),
    ("title: {% raw %}", ""),
    ("title: {五一}", ""),
    ("title: 【通知】", ""),
    ("title: 【通知】关于", ""),
    ("title: 【通知", ""),
    ("title: - x", ""),
    ("title: ? x", ""),
    ("score: .nan\nn: 1e999\nd: yes\nv: 2026-03-08\n", ""),
    ("tags:\n  - #劳动\n  - *x\n  - 9:00\n  - http://a.cn/b\n", ""),
    ("tags: [#劳动, *x, 9:00, http://a.cn/b, [通知] x]", ""),
    ("place: 时间：9:00", ""),
    ("<<: *a\n", ""),
    // Repairs.
    ("title：五一\n", ""),
    ("title：五一\ndate：2026-3-8\n", ""),
    ("title:五一", ""),
    ("url:https://a.cn", ""),
    ("title:\u{3000}五一\ndate:\u{a0}x\nplace:\tx", ""),
    ("title\u{3000}：\u{3000}五一", ""),
    ("wechat:\n\ttitle: x\n\tlink: y\n", ""),
    ("wechat:\n\u{3000}title: x\n\u{a0}\u{a0}link: y\n", ""),
    ("wechat:\n  title: x\n\tlink: y\n", ""),
    ("ｔｉｔｌｅ: ５月１日", ""),
    ("\u{200b}title: x", ""),
    ("tags:\n  — 五一\n  – 劳动\n  －美\n  · a\n  • b\n  * c\n  -d\n", ""),
    ("tags:\n-五一\n-劳动\n", ""),
    ("a:\n  -title: x\n   file: y\n  - title: z\n", ""),
    ("tags: 【五一，劳动】", ""),
    ("tags: [五一，劳动、美]", ""),
    ("tags: [五一、劳动]", ""),
    ("tags: [五一、劳动, 美]", ""),
    ("a: ｛名称：甲，数量：3｝", ""),
    ("a: {名称: 甲，乙, 数量: 3}", ""),
    ("a: {b:c, d：e}", ""),
    ("a: [甲, 乙】", ""),
    ("title: \"D:\\图\"", ""),
    ("———\ntitle: x\n", ""),
    ("wechat:\n\ttitle: x\n  link: y\n  theme: z\ndate: w\n", ""),
    ("\ttitle: x\ndate: y\n", ""),
    ("tags:\n\t- 五一\n  - 劳动\n", ""),
    ("a:\n  — title：x\n     file：y\n", ""),
    ("summary: |\n\t第一行\n\t第二行\n", ""),
    ("a: [五一， 劳动 ，]", ""),
    ("a: {b：c，d:e, 'f':g}", ""),
    ("标题：五一\n标签：\n　· 劳动\n　· 光荣\n报名：\n　开始：2026-3-8　9：00\n", ""),
    // Mistakes.
    ("title 五一\ndate: x\n", ""),
    ("标题；五一\ndate: x\n", ""),
    ("title: x\n正文\ndate: y\n", ""),
    ("title: 五一\n  date: x\n  place: y\nslug: z\n", ""),
    ("title: 五一\n date: x\n", ""),
    (" title: 五一\ndate: x\n place: y\n", ""),
    ("a:\n    b: 1\n  c: 2\n  d: 3\ne: 4\n", ""),
    ("a:\n  - b: 1\n  c: 2\n", ""),
    ("a:\n  -  b: 1\n    c: 2\n", ""),
    ("tags: 五一\n  - 劳动\n  - 美\ndate: x\n", ""),
    ("tags: 五一\n- 劳动\n- 美\ndate: x\n", ""),
    ("tags:\n  - 五一\n    - 劳动\n", ""),
    ("tags:\n  - 五一\n- 劳动\n", ""),
    ("wechat:\n  title: x\n- y\n  - z\ndate: w\n", ""),
    ("a:\n  - 五一\n    file: x\n", ""),
    ("a:\n  - 五一\n    及地点：会议室\n", ""),
    ("title: \"五一\ndate: x\n", ""),
    ("title: \"五一”\ndate: x\n", ""),
    ("title: '五一\n  - x\ndate: x\n", ""),
    ("tags: [五一, 劳动\ndate: x\n", ""),
    ("title: [通知 关于\ndate: x\n", ""),
    ("tags: [五一,\n  劳动\ndate: x\n", ""),
    ("tags: [a,\n b] c\ndate: x\n", ""),
    ("tags: [\"五一, 劳动]", ""),
    ("title: a\u{0}b\u{7}\u{7}c\nk\u{1}: x", ""),
    ("- a\n- b\n", ""),
    ("[a, b]\n", ""),
    ("五一\n", ""),
    ("title: x\n---\ndate: y\n", ""),
    ("title: \"x\"\n  y\n", ""),
    (": x", ""),
];

#[test]
fn show() {
    for (typed, _) in TABLE {
        println!("    ({typed:?}, {:?}),", seen(typed));
    }
}

#[test]
fn every_mend_gives_what_was_read() {
    for (typed, _) in TABLE {
        let text = Text::new("a.md", *typed);
        let parsed = parse(&text, 0..typed.len());
        if parsed.diagnostics.iter().any(|told| told.is_error()) {
            continue;
        }
        let mut mended = (*typed).to_owned();
        for told in parsed.diagnostics.iter().rev() {
            let edit = told.edit.clone().unwrap();
            mended.replace_range(edit.span, &edit.text);
        }
        assert_eq!(seen(&mended), map(&parsed.map), "{typed:?} {mended:?}");
    }
}

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
        let split = split(&text);
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

#[test]
fn show_split() {
    for typed in SPLITS {
        let text = Text::new("a.md", *typed);
        let split = split(&text);
        let cut = |r: Range<usize>| typed.get(r).unwrap();
        println!("    ({typed:?}, {:?}, {:?})", split.head.map(cut), cut(split.body));
        for d in split.diagnostics {
            let e = d.edit.clone().map(|e| {
                let mut t = typed.to_string();
                t.replace_range(e.span, &e.text);
                t
            });
            println!(
                "        {} {} {} / {} {e:?}",
                d.code.id,
                d.place.as_ref().unwrap().line,
                d.message.zh,
                d.help.unwrap().zh
            );
        }
    }
}

const SPLITS: &[&str] = &[
    "---\ntitle: x\n---\n正文\n\n---\n再",
    "\n \n---\ntitle: x\n---",
    "---\r\ntitle: x\r\n---\r\n正文\r\n",
    "---\n---\n正文",
    "———\ntitle：x\n———\n正文",
    "——\ntitle：x\n——\n正文",
    "－－－\ntitle：x\n— — —\n正文",
    "–––\ntitle：x\n===\n正文",
    "----\ntitle：x\n -----\n正文",
    "---\ntitle: x\n  ---\n正文",
    "---\ntitle: |\n  ---\n  a\n---\n正文",
    "",
    "\n\n",
    "正文\n\n---\n\n再",
    "title: x\ndate: y\n\n正文",
    "title: x\ndate: y\n---\n正文",
    "标题：x",
    "---\ntitle: x\ndate: y\n\n正文第一段\n",
    "---\ntitle: x\ndate: y\n正文第一段：是\n",
    "---\ntitle: x\ntags:\n  - a\n\n各基层工会：\n　　根据\n",
    "---\ntitle: x\n\ndate: y\n# 标题\n正文\n",
    "---\ntitle: x\n\n# 标题\n\n正文\n\n---\n\n再",
    "---\ntitle: x\n正文\n更多\n再多\n---\n\n再",
    "---\ntitle: x\n标题 五一\n---\n正文",
    "---\n标题 五一\n---\n正文",
    "---\ntitle: x\n标题 五一\ndate: x\n栏目 x\ntags: y\n---\n正文",
    "---\ntitle: x\n\n日期：x\n---\n正文",
    "---\n\n正文\n\n---\n\n正文",
    "---\ntitle: x",
    "---",
    "---\nentries: [\n{a: b},\n]\n---\n正文",
];
proptest! {
    #[test]
    fn tmp_mends(typed in nasty()) {
        let text = Text::new("a.md", typed.as_str());
        let parsed = parse(&text, 0..typed.len());
        if parsed.diagnostics.iter().any(|t| t.is_error()) || parsed.diagnostics.is_empty() { return Ok(()); }
        let mut edits: Vec<_> = parsed.diagnostics.iter().filter_map(|t| t.edit.clone()).collect();
        if edits.len() != parsed.diagnostics.len() { return Ok(()); }
        edits.sort_by_key(|e| e.span.start);
        let mut mended = typed.clone();
        for e in edits.iter().rev() { mended.replace_range(e.span.clone(), &e.text); }
        prop_assert_eq!(seen(&mended), map(&parsed.map), "{:?}", mended);
    }
}
