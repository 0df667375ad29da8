//! An article as a tree of elements, before it is text: what a theme is matched against, what the platform's
//! rules are checked on, what is written out in the end. An arena: a node is an index, and nothing is shared but
//! declarations, which many elements have alike.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A tree of nodes; the first is the root element.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// Its place among all nodes of its tree.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A name that is mostly one of the program's own.
pub type Name = Cow<'static, str>;

/// An element or a text, and where it stands among the others.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub data: Data,
    /// The element that holds it.
    pub parent: Option<NodeId>,
    /// The one before it.
    pub previous: Option<NodeId>,
    /// The one after it.
    pub next: Option<NodeId>,
    /// The first that it holds.
    pub first: Option<NodeId>,
    /// The last that it holds.
    pub last: Option<NodeId>,
    /// Where it comes from: a byte in the author's own (decoded) file, where it comes from one.
    pub at: Option<u32>,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Data {
    /// An element.
    Element(Element),
    /// Text, not escaped.
    Text(Box<str>),
}

/// An element.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// Its tag, in small letters.
    pub tag: Name,
    /// Its id: for matching only, never written.
    pub id: Option<Name>,
    /// Its classes: for matching only, never written.
    pub classes: Vec<Name>,
    /// Its other attributes but `style`, in order; values not escaped.
    pub attributes: Vec<(Name, String)>,
    /// Its own declarations, in order: property, value.
    pub style: Declared,
}

/// Declarations, in order: property, value. A copy is the same ones until it is changed.
#[derive(Clone, Debug, Default)]
pub struct Declared(Option<Arc<Declarations>>);

#[derive(Clone, Debug, Default)]
struct Declarations {
    all: Vec<(Name, String)>,
    /// How they are written, found by whoever writes them first.
    written: OnceLock<String>,
}

impl Declared {
    /// Its own ones, to change them.
    pub fn to_mut(&mut self) -> &mut Vec<(Name, String)> {
        let own = Arc::make_mut(self.0.get_or_insert_default());
        own.written = OnceLock::new();
        &mut own.all
    }

    /// How they are written: once for all elements that have them.
    pub fn written(&self, write: impl FnOnce(&[(Name, String)]) -> String) -> &str {
        self.0.as_deref().map_or("", |own| own.written.get_or_init(|| write(&own.all)))
    }
}

impl Deref for Declared {
    type Target = [(Name, String)];

    fn deref(&self) -> &[(Name, String)] {
        self.0.as_deref().map_or(&[], |own| own.all.as_slice())
    }
}

impl PartialEq for Declared {
    fn eq(&self, other: &Declared) -> bool {
        **self == **other
    }
}

impl From<Vec<(Name, String)>> for Declared {
    fn from(all: Vec<(Name, String)>) -> Declared {
        Declared((!all.is_empty()).then(|| Arc::new(Declarations { all, written: OnceLock::new() })))
    }
}

impl FromIterator<(Name, String)> for Declared {
    fn from_iter<I: IntoIterator<Item = (Name, String)>>(all: I) -> Declared {
        Vec::from_iter(all).into()
    }
}

impl Tree {
    /// A tree without nodes, with room for some.
    pub fn with_capacity(nodes: usize) -> Tree {
        Tree { nodes: Vec::with_capacity(nodes) }
    }

    /// Adds a node as the last one within `parent`; without a parent it is the root.
    pub fn push(&mut self, parent: Option<NodeId>, data: Data, at: Option<u32>) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        let previous = parent.and_then(|parent| self.get(parent).last);
        self.nodes.push(Node { data, parent, previous, next: None, first: None, last: None, at });
        if let Some(previous) = previous {
            self.get_mut(previous).next = Some(id);
        }
        if let Some(parent) = parent {
            let parent = self.get_mut(parent);
            parent.first = parent.first.or(Some(id));
            parent.last = Some(id);
        }
        id
    }

    /// Takes the last node back, which holds nothing.
    pub fn take_back(&mut self) {
        let Some(node) = self.nodes.pop() else { return };
        if let Some(previous) = node.previous {
            self.get_mut(previous).next = None;
        }
        if let Some(parent) = node.parent {
            let parent = self.get_mut(parent);
            parent.last = node.previous;
            parent.first = parent.first.filter(|_| node.previous.is_some());
        }
    }

    /// A node. Ids come from [`Tree::push`] of the same tree.
    pub fn get(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// A node, to change it.
    pub fn get_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    /// The root, if there is one.
    pub fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(NodeId(0))
    }

    /// All nodes: what holds others goes before them.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The nodes within one, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.get(id).first, |&child| self.get(child).next)
    }

    /// A node and all that it holds, in the order of the document, each with how deep below the first one it
    /// stands. No recursion: as deep as a tree can be.
    pub fn walk(&self, from: NodeId) -> Walk<'_> {
        Walk { tree: self, from, next: Some((from, 0)) }
    }

    /// The element that a node is, if it is one.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.get(id).data {
            Data::Element(element) => Some(element),
            Data::Text(_) => None,
        }
    }
}

/// What [`Tree::walk`] goes through.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    tree: &'a Tree,
    from: NodeId,
    next: Option<(NodeId, usize)>,
}

impl Iterator for Walk<'_> {
    type Item = (NodeId, usize);

    fn next(&mut self) -> Option<(NodeId, usize)> {
        let here = self.next?;
        let (mut node, mut depth) = here;
        self.next = match self.tree.get(node).first {
            Some(first) => Some((first, depth + 1)),
            None => loop {
                if node == self.from {
                    break None;
                }
                if let Some(next) = self.tree.get(node).next {
                    break Some((next, depth));
                }
                match self.tree.get(node).parent {
                    Some(parent) => (node, depth) = (parent, depth - 1),
                    None => break None,
                }
            },
        };
        Some(here)
    }
}
