//! Lists. The platform's editor takes a list within a list for an item of its own: so items are cut where a list or a
//! table in them begins and ends, and the pieces are written side by side, in the order in which they were typed.

use super::{Finisher, Within, pixels, written_tag};
use crate::output::wechat::css::property::Property;
use crate::output::wechat::css::value::Value;
use crate::output::wechat::css::{Pseudo, Style};
use crate::output::wechat::declare::declarations;
use crate::output::wechat::tree::{NodeId, Tree};
use std::iter::successors;

/// Where something is written: into what, what that looks like, how far from its left, and at least how far from what is
/// before it and behind it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) parent: Option<NodeId>,
    pub(super) around: Within,
    pub(super) left: f32,
    pub(super) above: f32,
    pub(super) below: f32,
}

/// How far to the right a list within lists may begin.
const LEFT_MAX: f32 = 72.0;

/// A piece of a list. Text goes as far as the next list or table in its item.
#[derive(Clone, Copy)]
enum Piece {
    /// An item with the text that it begins with; its number in the list.
    Item(u64, NodeId),
    /// A list in an item.
    List(NodeId),
    /// A table in an item.
    Table(NodeId),
    /// The text behind one of these in an item, by its first node.
    Text(NodeId),
}

/// The pieces of a list in their order. An item that begins with a list or a table has no text to be an item of.
fn pieces(tree: &Tree, list: NodeId) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut next = attribute(tree, list).unwrap_or(1);
    for item in tree.children(list).filter(|item| tree.element(*item).is_some()) {
        let number = attribute(tree, item).unwrap_or(next);
        next = number.saturating_add(1);
        let held = || tree.children(item).flat_map(|section| tree.children(section));
        if !held().next().is_some_and(|first| stands_apart(tree, first)) {
            pieces.push(Piece::Item(number, item));
        }
        pieces.extend(held().filter_map(|node| match tree.get(node).previous {
            _ if is_list(tree, node) => Some(Piece::List(node)),
            _ if stands_apart(tree, node) => Some(Piece::Table(node)),
            Some(before) if stands_apart(tree, before) => Some(Piece::Text(node)),
            _ => None,
        }));
    }
    pieces
}

/// The number that a list begins with, or an item has of its own: neither has another attribute that is one.
fn attribute(tree: &Tree, id: NodeId) -> Option<u64> {
    tree.element(id)?.attributes.iter().find_map(|(_, value)| value.parse().ok())
}

/// Whether two pieces stand in one list where it is written: the platform knows no number but a list's first.
fn stand_together(a: &Piece, b: &Piece) -> bool {
    matches!((a, b), (Piece::Item(a, _), Piece::Item(b, _)) if a.checked_add(1) == Some(*b))
}

/// A node and those behind it, as far as the next list or table.
fn text(tree: &Tree, first: Option<NodeId>) -> impl Iterator<Item = NodeId> {
    successors(first, |&node| tree.get(node).next).take_while(|&node| !stands_apart(tree, node))
}

/// Whether something in an item is written beside the list: another list, a table.
fn stands_apart(tree: &Tree, id: NodeId) -> bool {
    // Themes of mdnice know tables in a section; there is no other among the text of an item.
    tree.element(id).is_some_and(|element| matches!(&*element.tag, "ul" | "ol" | "table" | "section"))
}

fn is_list(tree: &Tree, id: NodeId) -> bool {
    tree.element(id).is_some_and(|element| matches!(&*element.tag, "ul" | "ol"))
}

impl Finisher<'_> {
    /// A list: items that stand together are one where it is written, and what parts them stands between.
    pub(super) fn list(&mut self, id: NodeId, place: Place) {
        let style = self.style(self.styled.of(id));
        let side = pixels(style, Property::MarginLeft) + pixels(style, Property::PaddingLeft);
        let left = (place.left + side).min(LEFT_MAX);
        // The margins of a list and of one that it begins or ends with meet.
        let above = pixels(style, Property::MarginTop).max(place.above);
        let below = pixels(style, Property::MarginBottom).max(place.below);
        let pieces = pieces(self.tree, id);
        let mut parts = pieces.chunk_by(stand_together).peekable();
        let mut is_first = true;
        while let Some(part) = parts.next() {
            let below = match parts.peek() {
                None => Some(below),
                // A table is as far from what is above it as from what is below it.
                Some([Piece::Table(table)]) => Some(pixels(self.style(self.styled.of(*table)), Property::MarginBottom)),
                Some(_) => None,
            };
            let above = is_first.then_some(above);
            let inner = Place { left, above: above.unwrap_or(0.0), below: below.unwrap_or(0.0), ..place };
            match part {
                [Piece::List(list)] => self.list(*list, inner),
                [Piece::Table(table)] => self.node(*table, place.parent, place.around),
                [Piece::Text(first)] => self.text_behind(*first, inner),
                items => {
                    let style = self.part(style, place.left, [above, below]);
                    self.items(id, items, style, place);
                }
            }
            is_first = false;
        }
    }

    /// What a part of a list looks like: what is above and below the whole is not between its parts.
    fn part(&self, whole: &Style, left: f32, [above, below]: [Option<f32>; 2]) -> Style {
        let mut style = whole.clone();
        for (property, distance) in [(Property::MarginTop, above), (Property::MarginBottom, below)] {
            match distance {
                None => style.set(property, Value::NOTHING),
                Some(distance) if distance > pixels(whole, property) => style.set(property, Value::px(distance)),
                Some(_) => {}
            }
        }
        if left > 0.0 {
            style.set(Property::MarginLeft, Value::px(left + pixels(whole, Property::MarginLeft)));
        }
        style
    }

    /// Items of a list that stand together; they are numbered as in the whole.
    fn items(&mut self, list: NodeId, items: &[Piece], style: Style, place: Place) {
        let (Some(element), Some(Piece::Item(number, _))) = (self.tree.element(list), items.first()) else { return };
        let tag = written_tag(element);
        let attributes = match tag {
            "ol" if *number != 1 => vec![("start".into(), number.to_string())],
            _ => Vec::new(),
        };
        let outer = place.around.map(|around| self.style(around));
        let made = self.push(list, tag, attributes, declarations(tag, &style, outer).into(), place.parent);
        for item in items {
            if let Piece::Item(_, item) = item {
                self.item(*item, made, self.styled.of(list));
            }
        }
    }

    /// An item with the text that it begins with.
    fn item(&mut self, id: NodeId, list: NodeId, around: usize) {
        let tree = self.tree;
        let style = self.styled.of(id);
        let declared = self.declared("li", style, Some(around));
        let made = self.push(id, "li", Vec::new(), declared, Some(list));
        for section in tree.children(id) {
            let style_in = self.styled.of(section);
            let declared = self.declared("section", style_in, Some(style));
            let within = self.push(section, "section", Vec::new(), declared, Some(made));
            self.pseudo(id, Pseudo::Before, Some(within), Some(style_in));
            self.pseudo(section, Pseudo::Before, Some(within), Some(style_in));
            for node in text(tree, tree.get(section).first) {
                self.node(node, Some(within), Some(style_in));
            }
            self.pseudo(section, Pseudo::After, Some(within), Some(style_in));
            self.pseudo(id, Pseudo::After, Some(within), Some(style_in));
        }
    }

    /// The text behind a list in an item, below the text that the item begins with. What ends the outer list has the
    /// space below it.
    fn text_behind(&mut self, first: NodeId, place: Place) {
        let tree = self.tree;
        let Some(section) = tree.get(first).parent else { return };
        let at = self.styled.of(section);
        let mut style = self.style(at).clone();
        let item = tree.get(section).parent.map(|item| self.style(self.styled.of(item)));
        let beside = |property| item.map_or(0.0, |item| pixels(item, property));
        style.set(Property::MarginLeft, Value::px(place.left + beside(Property::MarginLeft)));
        style.set(Property::MarginRight, Value::px(beside(Property::MarginRight)));
        if place.below > 0.0 {
            style.set(Property::MarginBottom, Value::px(place.below));
        }
        let outer = place.around.map(|around| self.style(around));
        // It has no mark, and nothing that is made for one.
        for property in [Property::TextIndent, Property::ListStyleType, Property::ListStylePosition] {
            style.set(property, outer.map_or(&property.info().initial, |outer| outer.get(property)).clone());
        }
        let declared = declarations("section", &style, outer).into();
        let made = self.push(section, "section", Vec::new(), declared, place.parent);
        for node in text(tree, Some(first)) {
            self.node(node, Some(made), Some(at));
        }
    }
}
