//! Selectors, read and matched by the library that a browser uses, against a [`Tree`].

use crate::output::wechat::tree::{Data, Element as Tag, Node, NodeId, Tree};
use cssparser::{CowRcStr, ParseError, ToCss};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;
use selectors::parser::{self, ParseRelative, SelectorParseErrorKind};
use selectors::{Element, OpaqueElement, SelectorList};
use std::borrow::Borrow;
use std::fmt;

/// A selector.
pub(crate) type Selector = parser::Selector<Articles>;

/// The selectors of articles.
#[derive(Clone, Debug)]
pub(crate) struct Articles;

/// A name in a selector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name(pub(crate) Box<str>);

/// What stands before or behind what an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pseudo {
    /// `::before`
    Before,
    /// `::after`
    After,
}

/// A state of an element: articles have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {}

impl parser::SelectorImpl for Articles {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = str;
    type BorrowedLocalName = str;
    type NonTSPseudoClass = State;
    type PseudoElement = Pseudo;
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name(text.into())
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.bytes().fold(5381, |hash: u32, byte| hash.wrapping_mul(33) ^ u32::from(byte))
    }
}

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        out.write_str(if *self == Pseudo::Before { "::before" } else { "::after" })
    }
}

impl parser::PseudoElement for Pseudo {
    fn is_before_or_after(&self) -> bool {
        true
    }
}

impl ToCss for State {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl parser::NonTSPseudoClass for State {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

struct Reader;

impl<'i> parser::Parser<'i> for Reader {
    type Impl = Articles;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_pseudo_element(&self, name: CowRcStr<'i>) -> Result<Pseudo, ParseError<SelectorParseErrorKind>> {
        match &*name.to_ascii_lowercase() {
            "before" => Ok(Pseudo::Before),
            "after" => Ok(Pseudo::After),
            _ => Err(ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)),
        }
    }
}

/// One selector; None where it is one that nothing in an article can match.
pub(crate) fn read(text: &str) -> Option<Selector> {
    let mut parser = cssparser::Parser::new(text);
    let list = SelectorList::parse(&Reader, &mut parser, ParseRelative::No).ok()?;
    list.slice().first().cloned()
}

/// An element of a tree, as selectors see it.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    tree: &'a Tree,
    id: NodeId,
    node: &'a Node,
    tag: &'a Tag,
}

impl<'a> Seen<'a> {
    /// An element of a tree; None for a text.
    pub(crate) fn new(tree: &'a Tree, id: NodeId) -> Option<Seen<'a>> {
        let node = tree.get(id);
        match &node.data {
            Data::Element(tag) => Some(Seen { tree, id, node, tag }),
            Data::Text(_) => None,
        }
    }

    fn first_of(&self, from: Option<NodeId>, next: impl Fn(&Node) -> Option<NodeId>) -> Option<Seen<'a>> {
        let mut at = from;
        while let Some(id) = at {
            if let Some(seen) = Seen::new(self.tree, id) {
                return Some(seen);
            }
            at = next(self.tree.get(id));
        }
        None
    }
}

impl fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.id, self.tag.tag)
    }
}

impl Element for Seen<'_> {
    type Impl = Articles;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.node)
    }

    fn parent_element(&self) -> Option<Self> {
        self.node.parent.and_then(|id| Seen::new(self.tree, id))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.first_of(self.node.previous, |node| node.previous)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.first_of(self.node.next, |node| node.next)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first_of(self.node.first, |node| node.next)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        true
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.tag.tag == name
    }

    fn has_namespace(&self, namespace: &str) -> bool {
        namespace.is_empty()
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.tag.tag == other.tag.tag
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Name>,
        name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        self.tag.attributes.iter().any(|(known, value)| *known == *name.0 && operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, state: &State, _: &mut MatchingContext<'_, Articles>) -> bool {
        match *state {}
    }

    fn match_pseudo_element(&self, _: &Pseudo, _: &mut MatchingContext<'_, Articles>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.tag.tag == "a"
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.tag.id.as_ref().is_some_and(|own| case.eq(id.0.as_bytes(), own.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        self.tag.classes.iter().any(|own| case.eq(name.0.as_bytes(), own.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.node.first.is_none()
    }

    fn is_root(&self) -> bool {
        self.node.parent.is_none()
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
