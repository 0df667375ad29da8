//! What the HTML parser builds: nodes in an arena, tied to each other so that moving one costs nothing.

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, QualName};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A node, by its place in the arena.
pub(super) type Id = usize;

#[derive(Default)]
pub(super) struct Raw {
    pub data: RawData,
    /// The byte at which its tag begins.
    pub at: usize,
    depth: usize,
    pub parent: Option<Id>,
    previous: Option<Id>,
    pub next: Option<Id>,
    pub first: Option<Id>,
    last: Option<Id>,
}

#[derive(Default)]
pub(super) enum RawData {
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    /// The document itself, comments: what is not seen.
    #[default]
    Other,
}

/// What the parser holds of a node.
pub(super) struct Named {
    id: Id,
    name: Option<QualName>,
}

/// The arena; its first node is the document.
pub(super) struct Arena {
    nodes: RefCell<Vec<Raw>>,
    /// Where the tag begins that was read last.
    pub at: Cell<usize>,
    /// How deep the element stands that was opened last.
    pub depth: Cell<usize>,
}

impl Arena {
    pub fn new() -> Arena {
        Arena { nodes: RefCell::new(vec![Raw::default()]), at: Cell::new(0), depth: Cell::new(0) }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    fn add(&self, data: RawData) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Raw { data, at: self.at.get(), ..Raw::default() });
        nodes.len() - 1
    }

    fn text(&self, text: StrTendril) -> Id {
        self.add(RawData::Text(text))
    }

    /// Ties a node in before another, or as the last one.
    fn tie(&self, parent: Id, child: Id, before: Option<Id>) {
        self.untie(child);
        let mut nodes = self.nodes.borrow_mut();
        let previous = match before {
            Some(before) => nodes[before].previous.replace(child),
            None => nodes[parent].last.replace(child),
        };
        match previous {
            Some(previous) => nodes[previous].next = Some(child),
            None => nodes[parent].first = Some(child),
        }
        let depth = nodes[parent].depth + 1;
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, before, depth);
        if matches!(node.data, RawData::Element(..)) {
            self.depth.set(depth);
        }
    }

    fn untie(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[id];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => nodes[parent].first = next,
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => nodes[parent].last = previous,
        }
    }

    /// Adds a node or a text, which joins the text before it.
    fn insert(&self, parent: Id, child: NodeOrText<Rc<Named>>, before: Option<Id>) {
        match child {
            NodeOrText::AppendNode(node) => self.tie(parent, node.id, before),
            NodeOrText::AppendText(text) => {
                {
                    let mut nodes = self.nodes.borrow_mut();
                    let previous = before.map_or(nodes[parent].last, |before| nodes[before].previous);
                    if let Some(RawData::Text(joined)) = previous.map(|previous| &mut nodes[previous].data) {
                        joined.push_tendril(&text);
                        return;
                    }
                }
                self.tie(parent, self.text(text), before);
            }
        }
    }
}

const NO_NAME: ExpandedName<'static> = ExpandedName { ns: &html5ever::ns!(), local: &html5ever::local_name!("") };

impl TreeSink for Arena {
    type Handle = Rc<Named>;
    type Output = Vec<Raw>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Vec<Raw> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<Named> {
        Rc::new(Named { id: 0, name: None })
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Named>) -> ExpandedName<'a> {
        target.name.as_ref().map_or(NO_NAME, QualName::expanded)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Rc<Named> {
        let id = self.add(RawData::Element(name.clone(), attributes));
        Rc::new(Named { id, name: Some(name) })
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Named> {
        Rc::new(Named { id: self.add(RawData::Other), name: None })
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Named> {
        Rc::new(Named { id: self.add(RawData::Other), name: None })
    }

    fn append(&self, parent: &Rc<Named>, child: NodeOrText<Rc<Named>>) {
        self.insert(parent.id, child, None);
    }

    fn append_based_on_parent_node(&self, element: &Rc<Named>, previous: &Rc<Named>, child: NodeOrText<Rc<Named>>) {
        let parent = self.nodes.borrow()[element.id].parent;
        match parent {
            Some(parent) => self.insert(parent, child, Some(element.id)),
            None => self.insert(previous.id, child, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Rc<Named>) {
        self.depth.set(self.nodes.borrow()[node.id].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Rc<Named>) -> Rc<Named> {
        target.clone()
    }

    fn same_node(&self, one: &Rc<Named>, other: &Rc<Named>) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Rc<Named>, node: NodeOrText<Rc<Named>>) {
        let parent = self.nodes.borrow()[sibling.id].parent;
        if let Some(parent) = parent {
            self.insert(parent, node, Some(sibling.id));
        }
    }

    fn add_attrs_if_missing(&self, target: &Rc<Named>, attributes: Vec<Attribute>) {
        if let RawData::Element(_, known) = &mut self.nodes.borrow_mut()[target.id].data {
            for attribute in attributes {
                if !known.iter().any(|known| known.name == attribute.name) {
                    known.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Rc<Named>) {
        self.untie(target.id);
    }

    fn reparent_children(&self, node: &Rc<Named>, new_parent: &Rc<Named>) {
        loop {
            let first = self.nodes.borrow()[node.id].first;
            let Some(first) = first else { return };
            self.tie(new_parent.id, first, None);
        }
    }
}

/// Is it this element of HTML?
pub(super) fn is_html(name: &QualName, local: &str) -> bool {
    name.ns() == &html5ever::ns!(html) && &*name.local == local
}
