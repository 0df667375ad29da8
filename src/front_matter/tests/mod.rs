//! The room as a whole, and how its tests show a tree.

mod anything;
mod places;
mod table;

use super::{Map, Node, Value, parse};
use crate::diagnostic::{Diagnostic, Text};

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

/// All that is told of a text: code, line and column, message, help; and the text with the mend, if there is one.
pub(in crate::front_matter) fn told(src: &str) -> Vec<String> {
    let text = Text::new("a.md", src);
    let list = parse(&text, 0..src.len()).diagnostics;
    list.iter().map(|told| in_words(src, told)).collect()
}

/// One diagnostic in words.
pub(in crate::front_matter) fn in_words(src: &str, told: &Diagnostic) -> String {
    let place = told.place.as_ref().unwrap();
    let mut words = format!("{} {}:{} {}", told.code.id, place.line, place.column, told.message.zh);
    words.push_str(&format!("；改法：{}", told.help.as_ref().unwrap().zh));
    if let Some(edit) = told.edit.clone() {
        let mut mended = src.to_owned();
        mended.replace_range(edit.span, &edit.text);
        words.push_str(&format!(" → {mended:?}"));
    }
    words
}
