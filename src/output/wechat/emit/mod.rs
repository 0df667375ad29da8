//! What an article says → a [`Tree`] of elements with ids and classes: what a theme is matched against.

mod blocks;
mod closing;
mod facts;
mod inline;
mod lists;
mod ranking;

pub(super) use closing::Closing;
pub(super) use facts::FactCard;
pub(super) use ranking::Thrift;

use super::dialect::{Dialect, Part};
use super::themes::ArticleTheme;
use super::tree::{Data, Element, Name, NodeId, Tree};
use crate::markdown::{Inlines, salutation};
use crate::output::body::BodyView;
use crate::site::Urls;
use std::collections::HashMap;

/// Makes the tree of an article.
pub(super) struct Emitter<'a> {
    body: &'a BodyView,
    /// Whom it is for.
    salutation: Option<Inlines>,
    urls: &'a Urls,
    dialect: Dialect,
    /// Whether the paragraphs of the article are indented.
    indented: bool,
    tree: Tree,
    /// The element that is being filled.
    open: NodeId,
    /// Text that is to follow in it.
    text: String,
    /// Addresses in the order of their first appearance, each once, with what was linked.
    links: Vec<(String, String)>,
    /// Where each address stands among them.
    numbers: HashMap<String, usize>,
}

/// Most articles have no more nodes.
const NODES: usize = 64;

/// The root of an article in a dialect, with nothing in it.
pub(super) fn root(dialect: Dialect) -> (Tree, NodeId) {
    let mut tree = Tree::with_capacity(NODES);
    let classes = dialect.root_classes().iter().map(|class| Name::from(*class)).collect();
    let root = Element { tag: "section".into(), id: dialect.root_id(), classes, ..Element::default() };
    let id = tree.push(None, Data::Element(root), None);
    (tree, id)
}

impl<'a> Emitter<'a> {
    /// An article with nothing in it yet.
    pub(super) fn new(body: &'a BodyView, urls: &'a Urls, theme: &ArticleTheme) -> Emitter<'a> {
        let &ArticleTheme { dialect, indented, .. } = theme;
        let (tree, open) = root(dialect);
        let salutation = salutation(body.document());
        let (text, links, numbers) = (String::new(), Vec::new(), HashMap::new());
        Emitter { body, salutation, urls, dialect, indented, tree, open, text, links, numbers }
    }

    /// The tree.
    pub(super) fn done(mut self) -> Tree {
        self.flush();
        self.tree
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text).into_boxed_str();
            self.tree.push(Some(self.open), Data::Text(text), None);
        }
    }

    /// Adds text to what is open.
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds an element and leaves it open; gives back what was open.
    fn open(&mut self, (tag, classes): Part) -> NodeId {
        self.open_at((tag, classes), None)
    }

    /// Adds an element that comes from a byte of the author's file, and leaves it open; gives back what was open.
    fn open_at(&mut self, (tag, classes): Part, at: Option<u32>) -> NodeId {
        let classes = classes.iter().map(|class| Name::from(*class)).collect();
        self.open_element(Element { tag: tag.into(), classes, ..Element::default() }, at)
    }

    fn open_element(&mut self, element: Element, at: Option<u32>) -> NodeId {
        self.flush();
        let before = self.open;
        self.open = self.tree.push(Some(before), Data::Element(element), at);
        before
    }

    /// Ends what is open; `before` is what [`Emitter::open`] gave.
    fn close(&mut self, before: NodeId) {
        self.flush();
        self.open = before;
    }

    /// An element with what `inner` puts in it.
    fn within(&mut self, part: Part, inner: impl FnOnce(&mut Self)) {
        let before = self.open(part);
        inner(self);
        self.close(before);
    }

    /// An element that holds a text.
    fn line(&mut self, part: Part, text: &str) {
        self.within(part, |emitter| emitter.text(text));
    }

    /// An element that holds nothing.
    fn empty(&mut self, part: Part) {
        self.within(part, |_| {});
    }

    /// Adds an attribute to what is open.
    fn attribute(&mut self, name: &'static str, value: String) {
        if let Data::Element(element) = &mut self.tree.get_mut(self.open).data {
            element.attributes.push((name.into(), value));
        }
    }

    /// Adds a class to what is open.
    fn class(&mut self, class: impl Into<Name>) {
        if let Data::Element(element) = &mut self.tree.get_mut(self.open).data {
            element.classes.push(class.into());
        }
    }

    fn line_break(&mut self) {
        self.empty(("br", &[]));
    }
}
