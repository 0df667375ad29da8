//! HTML from anywhere as a tree: what other tools and editors have written, read as a browser reads it.

mod bounds;
mod declarations;
mod sink;

pub use declarations::declarations;

use crate::cut;
use crate::output::wechat::tree::{Data, Element, NodeId, Tree};
use html5ever::interface::{Attribute, TokenizerResult, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use sink::{Arena, Id, Named, Raw, RawData, is_html};
use std::borrow::Cow;
use std::rc::Rc;

/// The most that is read, in bytes: four times what the platform takes.
pub const MOST_BYTES: usize = 4_000_000;
/// The most nodes that are made of it.
const MOST_NODES: usize = 400_000;
/// The most attributes of one element; the platform lets a handful through.
const MOST_ATTRIBUTES: usize = 256;
/// How deep elements are read; what stands deeper stands in the last of them.
pub const MOST_DEEP: usize = 256;

/// The article that a file of HTML is: what stands in its body, and the style sheets of its head before it,
/// for an article that needs them loses them. Where that is not one element, a `section` is put around it.
/// `at` of an element is the byte at which its tag begins.
pub fn from_html(html: &str) -> Tree {
    let html = cut::head(html, MOST_BYTES);
    let raw = parsed(&bounds::pieces(html, MOST_ATTRIBUTES));
    let mut tops: Vec<Id> = Vec::new();
    for top in descendants_of_html(&raw) {
        match &raw[top].data {
            RawData::Text(text) if text.trim().is_empty() => {}
            RawData::Other => {}
            _ => tops.push(top),
        }
    }
    let mut tree = Tree::default();
    let around = match tops.as_slice() {
        [only] if matches!(raw[*only].data, RawData::Element(..)) => None,
        _ => {
            let element = Element { tag: Cow::Borrowed("section"), ..Element::default() };
            Some(tree.push(None, Data::Element(element), None))
        }
    };
    for top in tops {
        copy(&raw, top, &mut tree, around);
    }
    tree
}

/// What is in the body, and the style sheets in the head.
fn descendants_of_html(raw: &[Raw]) -> Vec<Id> {
    let mut found = Vec::new();
    for root in children(raw, 0) {
        for part in children(raw, root) {
            let RawData::Element(name, _) = &raw[part].data else { continue };
            let is_sheet = |&child: &Id| match &raw[child].data {
                RawData::Element(name, attributes) => {
                    is_html(name, "style")
                        || is_html(name, "link") && attributes.iter().any(|a| a.value.contains("stylesheet"))
                }
                _ => false,
            };
            if is_html(name, "head") {
                found.extend(children(raw, part).filter(is_sheet));
            } else {
                found.extend(children(raw, part));
            }
        }
    }
    found
}

fn children(raw: &[Raw], parent: Id) -> impl Iterator<Item = Id> {
    std::iter::successors(raw[parent].first, |&child| raw[child].next)
}

/// Copies a node and all in it. Not by recursion: a tree may be deep.
fn copy(raw: &[Raw], top: Id, tree: &mut Tree, around: Option<NodeId>) {
    let mut parents = vec![around];
    let mut here = Some(top);
    while let Some(id) = here {
        let node = &raw[id];
        let at = u32::try_from(node.at).ok();
        let pushed = match &node.data {
            RawData::Element(name, attributes) => {
                let element = element(name.local.to_ascii_lowercase().to_string(), attributes);
                Some(tree.push(parents.last().copied().flatten(), Data::Element(element), at))
            }
            RawData::Text(text) => {
                tree.push(parents.last().copied().flatten(), Data::Text((&**text).into()), at);
                None
            }
            RawData::Other => None,
        };
        if let (Some(pushed), Some(first)) = (pushed, node.first) {
            parents.push(Some(pushed));
            here = Some(first);
            continue;
        }
        let mut last = id;
        here = loop {
            if last == top {
                break None;
            }
            if let Some(next) = raw[last].next {
                break Some(next);
            }
            parents.pop();
            match raw[last].parent {
                Some(parent) => last = parent,
                None => break None,
            }
        };
    }
}

fn element(tag: String, attributes: &[Attribute]) -> Element {
    let mut element = Element { tag: Cow::Owned(tag), ..Element::default() };
    for attribute in attributes {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "style" => {
                element.style = declarations(value).into_iter().map(|(name, value)| (Cow::Owned(name), value)).collect()
            }
            "id" => element.id = Some(Cow::Owned(value.to_owned())),
            "class" => element.classes = value.split_ascii_whitespace().map(|c| Cow::Owned(c.to_owned())).collect(),
            local => {
                let name = match &attribute.name.prefix {
                    Some(prefix) => format!("{prefix}:{local}"),
                    None => local.to_owned(),
                };
                element.attributes.push((Cow::Owned(name), value.to_owned()));
            }
        }
    }
    element
}

fn parsed(pieces: &[(usize, &str)]) -> Vec<Raw> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Arena::new(), options);
    let tokenizer = Tokenizer::new(Bounded { builder }, TokenizerOpts::default());
    let input = BufferQueue::default();
    for (at, piece) in pieces {
        tokenizer.sink.builder.sink.at.set(*at);
        input.push_back(StrTendril::from_slice(piece));
        // Scripts and encodings interrupt the tokenizer; neither is any of our business.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Between the tokenizer and the tree: lets nothing through that would make the tree deeper or larger than is
/// good for it.
struct Bounded {
    builder: TreeBuilder<Rc<Named>, Arena>,
}

/// Elements that hold nothing, and so make nothing deeper.
const HOLD_NOTHING: [&str; 6] = ["br", "img", "hr", "input", "wbr", "col"];

impl TokenSink for Bounded {
    type Handle = Rc<Named>;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Rc<Named>> {
        let arena = &self.builder.sink;
        let is_too_much = match &token {
            Token::EOFToken => false,
            _ if arena.len() >= MOST_NODES => true,
            Token::TagToken(Tag { kind: TagKind::StartTag, name, .. }) => {
                arena.depth.get() >= MOST_DEEP && !HOLD_NOTHING.contains(&&**name)
            }
            _ => false,
        };
        if is_too_much { TokenSinkResult::Continue } else { self.builder.process_token(token, line) }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests;
