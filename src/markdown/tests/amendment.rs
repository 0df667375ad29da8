//! The CJK-friendly amendment against a second reading of it: the specification's own algorithm for emphasis,
//! written out plainly, with the amended rule of what may open and close.

use super::tree;
use crate::markdown::prepare::{Survey, marked};
use crate::markdown::reserved::{LOW, STAR};
use crate::markdown::source::Source;
use proptest::prelude::*;

enum Node {
    Text(String),
    Run { mark: char, count: usize, whole: usize, opens: bool, closes: bool },
    Group(&'static str, Vec<Node>),
}

fn is_chinese(c: char) -> bool {
    matches!(c, '汉' | '字' | '（' | '，' | '。' | '한')
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '“' | '”' | '（' | '，' | '。' | '·' | '…' | '€')
}

/// The neighbour that says whether a side is Chinese: the first that is not a mark that Chinese shares.
fn says_chinese<'a>(mut side: impl Iterator<Item = &'a char>) -> bool {
    side.find(|c| !matches!(c, '“' | '”' | '·' | '…')).is_some_and(|&c| is_chinese(c))
}

fn runs(text: &str) -> Vec<Node> {
    let chars: Vec<char> = text.chars().collect();
    let mut nodes = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let mark = chars[at];
        if !matches!(mark, '*' | '_') {
            nodes.push(Node::Text(mark.to_string()));
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|&&c| c == mark).count();
        let before = at.checked_sub(1).map_or(' ', |index| chars[index]);
        let after = chars.get(end).copied().unwrap_or(' ');
        let chinese = mark == '*' && (says_chinese(chars[..at].iter().rev()) || says_chinese(chars[end..].iter()));
        let flanks = |inner: char, outer: char| {
            !inner.is_whitespace()
                && (!is_punctuation(inner) || outer.is_whitespace() || is_punctuation(outer) || chinese)
        };
        let (left, right) = (flanks(after, before), flanks(before, after));
        let (opens, closes) = match mark {
            '*' => (left, right),
            _ => (left && (!right || is_punctuation(before)), right && (!left || is_punctuation(after))),
        };
        nodes.push(Node::Run { mark, count: end - at, whole: end - at, opens, closes });
        at = end;
    }
    nodes
}

fn emphasised(mut nodes: Vec<Node>) -> Vec<Node> {
    let mut at = 0;
    while at < nodes.len() {
        let Node::Run { mark, count, whole, opens, closes: true } = nodes[at] else {
            at += 1;
            continue;
        };
        let opener = (0..at).rev().find(|&index| match nodes[index] {
            Node::Run { mark: other, count, whole: first, opens: true, closes } if other == mark && count > 0 => {
                !(closes || opens) || (first + whole) % 3 != 0 || first % 3 == 0 && whole % 3 == 0
            }
            _ => false,
        });
        let Some(first) = opener.filter(|_| count > 0) else {
            at += 1;
            continue;
        };
        let Node::Run { count: before, .. } = &mut nodes[first] else { unreachable!() };
        let used = if *before >= 2 && count >= 2 { 2 } else { 1 };
        *before -= used;
        let Node::Run { count, .. } = &mut nodes[at] else { unreachable!() };
        *count -= used;
        let inside: Vec<Node> = nodes.drain(first + 1..at).collect();
        nodes.insert(first + 1, Node::Group(if used == 2 { "b" } else { "i" }, inside));
        at = first + 2;
    }
    nodes
}

fn shown(nodes: &[Node]) -> String {
    let shown = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Run { mark, count, .. } => mark.to_string().repeat(*count),
        Node::Group(tag, inside) => format!("[{tag} {}]", shown(inside)),
    };
    nodes.iter().map(shown).collect()
}

#[test]
fn the_second_reading_knows_the_rules() {
    for (typed, expected) in [
        ("汉**“a”**字", "汉[b “a”]字"),
        ("x**“a”**b", "x**“a”**b"),
        ("a*“汉”*字", "a[i “汉”]字"),
        ("*a **b***", "[i a [b b]]"),
        ("a _b_c", "a _b_c"),
    ] {
        assert_eq!(shown(&emphasised(runs(typed))), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 5_000, max_global_rejects: 50_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn emphasis_follows_the_amendment(parts in prop::collection::vec(prop::sample::select(vec![
        "*", "*", "**", "**", "***", "_", "汉", "字", "a", "“", "”", "（", "，", "。", ".", "(", " ", "·", "é", "한", "€",
    ]), 0..16)) {
        // A letter first and last keeps everything else of Markdown out.
        let typed = format!("a{}b", parts.concat());
        // What is a sign has tests of its own.
        prop_assume!(!marked(&Source::new(&typed, 0), &mut Survey::of(&typed)).text.contains([STAR, LOW]));
        prop_assert_eq!(tree(&typed), format!("p {}", shown(&emphasised(runs(&typed)))));
    }
}
