//! A tree → HTML: no class, no id, attributes and declarations in one order.

use super::tree::{Data, Element, Name, NodeId, Tree};
use crate::escape::{in_xml, is_sign, may_be_no_xml, pieces};

/// The HTML of a finished tree.
pub(super) fn html(tree: &Tree) -> String {
    let mut out = String::with_capacity(tree.len() * 48);
    if let Some(root) = tree.root() {
        node(tree, root, false, &mut out);
    }
    out
}

/// The HTML of a tree as a theme sees it, each element with its number: what a browser lays a theme on, to be
/// compared with what is written.
pub(super) fn numbered(tree: &Tree) -> String {
    let mut out = String::new();
    if let Some(root) = tree.root() {
        node(tree, root, true, &mut out);
    }
    out
}

fn node(tree: &Tree, id: NodeId, names: bool, out: &mut String) {
    match &tree.get(id).data {
        Data::Text(text) => escape(text, false, out),
        Data::Element(element) => {
            open(element, names.then_some(id), out);
            if matches!(&*element.tag, "br" | "hr" | "img") {
                return;
            }
            for child in tree.children(id) {
                node(tree, child, names, out);
            }
            out.push_str("</");
            out.push_str(&element.tag);
            out.push('>');
        }
    }
}

fn open(element: &Element, number: Option<NodeId>, out: &mut String) {
    out.push('<');
    out.push_str(&element.tag);
    if let Some(number) = number {
        if let Some(id) = &element.id {
            attribute("id", id, out);
        }
        if !element.classes.is_empty() {
            attribute("class", &element.classes.join(" "), out);
        }
        attribute("data-n", &number.index().to_string(), out);
    }
    for (name, value) in &element.attributes {
        attribute(name, value, out);
    }
    if !element.style.is_empty() {
        out.push_str(" style=\"");
        out.push_str(element.style.written(style));
        out.push('"');
    }
    out.push('>');
}

/// Declarations as the value of an attribute.
fn style(declarations: &[(Name, String)]) -> String {
    let mut out = String::with_capacity(declarations.len() * 24);
    for (at, (property, value)) in declarations.iter().enumerate() {
        out.push_str(if at > 0 { ";" } else { "" });
        out.push_str(property);
        out.push(':');
        escape(value, true, &mut out);
    }
    out
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, true, out);
    out.push('"');
}

/// Text as HTML. Characters that no document can hold are left out.
fn escape(text: &str, quoted: bool, out: &mut String) {
    let look = |byte, next| is_sign(byte) | may_be_no_xml(byte, next) | ((byte, next) == NO_BREAK);
    let instead = |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' if quoted => Some("&quot;"),
        '\u{a0}' => Some("&nbsp;"),
        c if !in_xml(c) => Some(""),
        _ => None,
    };
    for (plain, instead) in pieces(text, look, instead) {
        out.push_str(plain);
        out.push_str(instead);
    }
}

/// The bytes of U+00A0.
const NO_BREAK: (u8, u8) = (0xc2, 0xa0);
