//! What readers see of an entry, piece by piece: the values of its fields, its text, where its links lead and what they
//! are called. A file need not show it so: escapes, entities, marks and the ends of lines stand between.

use crate::checks::Shown;
use crate::front_matter::{Map, Node, Value};
use crate::markdown::{Document, shown_text};
use std::ops::Range;

/// All of it, with where it was typed.
pub(super) fn shown<'e>(map: &'e Map, document: &'e Document, body: &Range<usize>) -> Vec<Shown<'e>> {
    let mut shown = Vec::new();
    of_map(map, &mut shown);
    shown.push(Shown { text: shown_text(document).into(), span: body.clone() });
    for target in &document.targets {
        let span = target.span.start as usize..target.span.end as usize;
        let piece = |text: &'e str| Shown { text: text.into(), span: span.clone() };
        shown.extend([&*target.href, &*target.title].map(piece));
    }
    shown
}

fn of_map<'e>(map: &'e Map, shown: &mut Vec<Shown<'e>>) {
    map.entries.iter().for_each(|entry| of_node(&entry.node, shown));
}

fn of_node<'e>(node: &'e Node, shown: &mut Vec<Shown<'e>>) {
    match &node.value {
        Value::Text(text) => shown.push(Shown { text: text.into(), span: node.span.clone() }),
        Value::List(items) => items.iter().for_each(|item| of_node(item, shown)),
        Value::Map(map) => of_map(map, shown),
        Value::Empty => {}
    }
}
