//! Exact places, and texts of unusual size.

use super::super::{Entry, Map, Node, Value, parse, split};
use super::{node, seen};
use crate::diagnostic::Text;
use std::ops::Range;

fn text(text: &str, span: Range<usize>) -> Node {
    Node { value: Value::Text(text.to_owned()), span }
}

fn entry(key: &str, key_span: Range<usize>, node: Node) -> Entry {
    Entry { key: key.to_owned(), key_span, node }
}

#[test]
fn places_are_those_of_the_text_as_typed() {
    let src = "标题：“五一”\r\n\"tags\": [a, 'b c']\n摘要: 一\n  二\ndate:\n";
    let list = Node { value: Value::List(vec![text("a", 32..33), text("b c", 35..40)]), span: 31..41 };
    let entries = vec![
        entry("标题", 0..6, text("“五一”", 9..21)),
        entry("tags", 23..29, list),
        entry("摘要", 42..48, text("一二", 50..59)),
        entry("date", 60..64, Node { value: Value::Empty, span: 65..65 }),
    ];
    let parsed = parse(&Text::new("a.md", src), 0..src.len());
    assert_eq!(parsed.map, Map { entries, span: 0..65, unread: Vec::new() });
}

#[test]
fn lists_and_fields_in_lines_reach_from_their_first_to_their_last_part() {
    let src = "a:\n  - b: c\n    d: |\n      e\n";
    let inner = Map {
        entries: vec![entry("b", 7..8, text("c", 10..11)), entry("d", 16..17, text("e\n", 19..28))],
        span: 7..28,
        unread: Vec::new(),
    };
    let item = Node { span: inner.span.clone(), value: Value::Map(inner) };
    let list = Node { span: 7..28, value: Value::List(vec![item]) };
    let parsed = parse(&Text::new("a.md", src), 0..src.len());
    assert_eq!(parsed.map, Map { entries: vec![entry("a", 0..1, list)], span: 0..28, unread: Vec::new() });
}

#[test]
fn places_in_a_part_of_a_file_are_those_of_the_whole() {
    let src = "---\n标题: 五一\n---\n正文";
    let whole = Text::new("a.md", src);
    let split = split(&whole, &|_| false);
    let parsed = parse(&whole, split.head.unwrap());
    assert_eq!(
        parsed.map,
        Map { entries: vec![entry("标题", 4..10, text("五一", 12..18))], span: 4..18, unread: Vec::new() }
    );
    // A range that cuts a character holds nothing.
    assert_eq!(parse(&whole, 5..6).map, Map { span: 5..5, ..Map::default() });
}

#[test]
fn a_bomb_of_aliases_is_text() {
    let src = "a: &a [x, x]\nb: &b [*a, *a]\nc: *b\n";
    assert_eq!(seen(src), "{a=&a [x, x]; b=&b [*a, *a]; c=*b}");
}

#[test]
fn depth_is_told_and_bounded() {
    for (src, expected) in [
        (format!("a: {}\nb: c\n", "[".repeat(10_000)), "{a=∅; b=c} !nested-too-deep@1"),
        (format!("a: {}{}\nb: c\n", "[".repeat(10_000), "]".repeat(10_000)), "{a=∅; b=c} !nested-too-deep@1"),
        (
            format!("a:\n  {}x\nb: c\n", "- ".repeat(10_000)),
            "{a=[[[[[[[[[[[[[[[∅]]]]]]]]]]]]]]]; b=c} !nested-too-deep@2",
        ),
    ] {
        assert_eq!(seen(&src), expected);
    }
    let mut stairs: String = (0..10_000).map(|level| format!("{}a:\n", " ".repeat(level.min(200)))).collect();
    stairs.push_str("b: c\n");
    let seen = seen(&stairs);
    assert!(seen.starts_with("{a={a={") && seen.ends_with("=∅}}}}}}}}}}}}}}}; b=c} !nested-too-deep@17"), "{seen}");
}

#[test]
fn a_line_of_a_megabyte_is_read() {
    let long = "五".repeat(350_000);
    assert_eq!(seen(&format!("title：{long}\n")), format!("{{title={long}}} !full-width-colon@1"));
    let noisy = format!("title: {}", "a\0".repeat(500_000));
    let parsed = parse(&Text::new("a.md", noisy.as_str()), 0..noisy.len());
    assert_eq!(parsed.diagnostics.len(), 51);
    assert_eq!(parsed.diagnostics[50].message.zh, "从这里起还有 499950 处同样的问题：看不见的控制字符");
}

#[test]
fn a_ranking_of_twenty_thousand_rows_is_read() {
    let rows: String = (0..20_000)
        .map(|n| format!("  - 名称：单位{n}（服务号）\n    score: {n}.5\n    metrics: {{reads: {n}, likes: 3}}\n"))
        .collect();
    let src = format!("title: 榜\nentries:\n{rows}");
    let parsed = parse(&Text::new("a.yaml", src.as_str()), 0..src.len());
    assert_eq!(parsed.diagnostics.len(), 11);
    let Value::List(rows) = &parsed.map.entries[1].node.value else { panic!() };
    assert_eq!(rows.len(), 20_000);
    assert_eq!(node(&rows[19_999]), "{名称=单位19999（服务号）; score=19999.5; metrics={reads=19999; likes=3}}");
}

#[test]
fn many_mistakes_are_told_in_one_run() {
    let src = "title 五一\ndate：2026-3-8\n  栏目: x\ntags: [a, b\nplace: \"会议室\ncover: a\0.jpg\n";
    assert_eq!(
        seen(src),
        "{date=2026-3-8; 栏目=x; tags=[a|b]; place=会议室; cover=a.jpg} !stray-line@1 !full-width-colon@2 \
         !indentation@3 !unclosed-bracket@4 !unclosed-quote@5 !control-character@6"
    );
}
