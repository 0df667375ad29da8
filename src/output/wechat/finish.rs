//! A tree with its looks → the tree that is written: tags that survive, declarations that say something, no
//! list within a list, nothing that nobody sees.

mod lists;

use self::lists::Place;
use super::css::property::Property;
use super::css::value::Value;
use super::css::{Pseudo, Style, StyleSheet, Styled, Styles};
use super::declare::{declarations, lines_up};
use super::lift::lift;
use super::tree::{Data, Declared, Element, Name, NodeId, Tree};

/// What elements look like in a sheet, and what is written of it: found for one article, it holds for the next.
#[derive(Debug)]
pub(super) struct Looks {
    /// What they look like.
    pub(super) styles: Styles,
    /// What is written of each style: within what, of which tag.
    written: Vec<Vec<(Within, Name, Declared)>>,
}

impl Looks {
    /// What elements look like in a sheet, before any was seen.
    pub(super) fn new(sheet: &StyleSheet) -> Looks {
        Looks { styles: Styles::new(sheet), written: Vec::new() }
    }
}

/// The finished tree. With `numbers`, each element keeps the number that it has in `tree`, as `data-n`.
pub(super) fn finish(tree: &Tree, styled: &Styled, looks: &mut Looks, numbers: bool) -> Tree {
    let Looks { styles, written } = looks;
    written.resize(styles.len(), Vec::new());
    let mut finisher = Finisher { tree, styled, styles, written, numbers, out: Tree::with_capacity(tree.len()) };
    if let Some(root) = tree.root() {
        finisher.node(root, None, None);
    }
    finisher.out
}

struct Finisher<'a> {
    tree: &'a Tree,
    styled: &'a Styled,
    styles: &'a Styles,
    written: &'a mut Vec<Vec<(Within, Name, Declared)>>,
    numbers: bool,
    out: Tree,
}

/// What something is put into looks like: its number among the [`Styles`].
type Within = Option<usize>;

impl<'a> Finisher<'a> {
    fn node(&mut self, id: NodeId, parent: Option<NodeId>, around: Within) {
        match &self.tree.get(id).data {
            Data::Text(text) => {
                self.out.push(parent, Data::Text(text.clone()), self.tree.get(id).at);
            }
            Data::Element(element) => self.element(id, element, parent, around),
        }
    }

    fn style(&self, at: usize) -> &'a Style {
        self.styles.get(at)
    }

    fn element(&mut self, id: NodeId, element: &Element, parent: Option<NodeId>, around: Within) {
        let at = self.styled.of(id);
        let style = self.style(at);
        if style.get(Property::Display).is("none") {
            return;
        }
        if matches!(&*element.tag, "ul" | "ol") {
            return self.list(id, Place { parent, around, left: 0.0, above: 0.0, below: 0.0 });
        }
        let tag = written_tag(element);
        let declared = self.declared(tag, at, around);
        let bare = declared.is_empty() && element.attributes.is_empty();
        let lined_up = around.is_some_and(|around| lines_up(self.style(around)));
        if bare && parent.is_some() && !lined_up && self.says_nothing(id, tag) {
            return self.inside(id, parent, around);
        }
        let boxed = is_seen(style);
        let mark = self.out.len();
        let made = self.push(id, tag, element.attributes.clone(), declared, parent);
        self.inside(id, Some(made), Some(at));
        if tag == "table" {
            lift(&mut self.out, made);
        }
        // What holds nothing is nothing, but for what is drawn.
        if self.out.len() == mark + 1 && parent.is_some() && !boxed && is_hollow(tag) {
            self.out.take_back();
        }
    }

    /// What is written of an element's looks: worked out once for all elements that are alike in them.
    fn declared(&mut self, tag: &str, style: usize, around: Within) -> Declared {
        let looks = self.style(style);
        let outer = around.map(|around| self.style(around));
        let Some(known) = self.written.get_mut(style) else { return declarations(tag, looks, outer).into() };
        if let Some((.., declared)) = known.iter().find(|(within, of, _)| *within == around && of == tag) {
            return declared.clone();
        }
        let declared = Declared::from(declarations(tag, looks, outer));
        known.push((around, self::known(tag), declared.clone()));
        declared
    }

    fn push(
        &mut self,
        id: NodeId,
        tag: &str,
        mut attributes: Vec<(Name, String)>,
        style: Declared,
        parent: Option<NodeId>,
    ) -> NodeId {
        if self.numbers {
            attributes.push(("data-n".into(), id.index().to_string()));
        }
        let element = Element { tag: known(tag), attributes, style, ..Element::default() };
        self.out.push(parent, Data::Element(element), self.tree.get(id).at)
    }

    /// What an element holds, with what a theme puts before and behind it.
    fn inside(&mut self, id: NodeId, parent: Option<NodeId>, around: Within) {
        self.pseudo(id, Pseudo::Before, parent, around);
        let tree = self.tree;
        for child in tree.children(id) {
            self.node(child, parent, around);
        }
        self.pseudo(id, Pseudo::After, parent, around);
    }

    fn pseudo(&mut self, id: NodeId, pseudo: Pseudo, parent: Option<NodeId>, around: Within) {
        let Some(generated) = self.styled.generated(id, pseudo) else { return };
        let style = self.style(generated.style);
        let display = style.get(Property::Display);
        // What ends a float is not seen, and yet what follows stands elsewhere without it.
        let seen = !generated.text.trim().is_empty() || is_seen(style) || !style.get(Property::Clear).is("none");
        if display.is("none") || !seen {
            return;
        }
        let inline = display.is("inline") || display.is("inline-block") || display.is("inline-flex");
        let holder = self.tree.element(id).map_or("", written_tag);
        // Within running text only a span can stand; it is a block where it is said to be.
        let tag = if inline || matches!(holder, "p" | "span" | "a" | "strong" | "em" | "code") || is_heading(holder) {
            "span"
        } else {
            "section"
        };
        let unclipped = (!generated.text.is_empty()).then(|| unclipped(style)).flatten();
        let style = match &unclipped {
            Some(own) => declarations(tag, own, around.map(|around| self.style(around))).into(),
            None => self.declared(tag, generated.style, around),
        };
        let element = Element { tag: tag.into(), style, ..Element::default() };
        let made = self.out.push(parent, Data::Element(element), None);
        if !generated.text.is_empty() {
            self.out.push(Some(made), Data::Text(generated.text.clone()), None);
        }
    }

    /// Whether an element without looks can go, and what it holds can stand where it stood.
    fn says_nothing(&self, id: NodeId, tag: &str) -> bool {
        match tag {
            "span" => true,
            "section" => self.tree.children(id).all(|child| self.tree.element(child).is_some_and(is_block)),
            _ => false,
        }
    }
}

fn pixels(style: &Style, property: Property) -> f32 {
    style.get(property).pixels().unwrap_or(0.0).max(0.0)
}

/// The tag that an element has where it is written: of those that survive.
fn written_tag(element: &Element) -> &str {
    match &*element.tag {
        "div" | "pre" | "figure" | "figcaption" => "section",
        // A link that leads nowhere is text.
        "a" if !element.attributes.iter().any(|(name, _)| name == "href") => "span",
        tag => tag,
    }
}

/// A tag of the program's own.
fn known(tag: &str) -> Name {
    const TAGS: &[&str] = &[
        "section",
        "p",
        "span",
        "strong",
        "em",
        "i",
        "u",
        "s",
        "del",
        "sup",
        "sub",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "img",
        "a",
        "hr",
        "code",
        "svg",
        "path",
    ];
    match TAGS.iter().find(|known| **known == tag) {
        Some(known) => (*known).into(),
        None => tag.to_owned().into(),
    }
}

fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_block(element: &Element) -> bool {
    let tag = written_tag(element);
    is_heading(tag) || matches!(tag, "section" | "p" | "blockquote" | "ul" | "ol" | "table" | "hr")
}

/// Whether an element that holds nothing may be left out.
fn is_hollow(tag: &str) -> bool {
    is_heading(tag) || matches!(tag, "span" | "p" | "section" | "strong" | "em" | "u" | "s" | "del" | "code" | "a")
}

/// A mark in a box that is lower than its line is clipped on some phones: the line is made as low instead.
fn unclipped(style: &Style) -> Option<Style> {
    let letters = style.get(Property::FontSize).pixels()?;
    let height = style.get(Property::Height).pixels()?;
    let line = match style.get(Property::LineHeight) {
        Value::Number(factor) => factor * letters,
        line => line.pixels().unwrap_or(letters),
    };
    (height < line).then(|| {
        let mut own = style.clone();
        own.set(Property::Height, Value::Word("auto"));
        own.set(Property::LineHeight, Value::px(height.max(letters)));
        own
    })
}

/// Whether an element without text is seen: it has a size and a colour, or a line.
fn is_seen(style: &Style) -> bool {
    use super::css::property::{BORDER_STYLE, BORDER_WIDTH, PADDING};
    let line = (0..4).any(|at| {
        !style.get(BORDER_STYLE[at]).is("none") && style.get(BORDER_WIDTH[at]).pixels().is_none_or(|px| px > 0.0)
    });
    let painted =
        *style.get(Property::BackgroundColour) != Value::CLEAR || !style.get(Property::BackgroundImage).is("none");
    let sized = [Property::Height, Property::MinHeight].iter().any(|side| pixels(style, *side) > 0.0)
        || PADDING.iter().any(|side| pixels(style, *side) > 0.0);
    line || (painted && sized)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(height: f32, line: Value) -> Style {
        let mut style = Style::default();
        style.set(Property::FontSize, Value::px(32.0));
        style.set(Property::Height, Value::px(height));
        style.set(Property::LineHeight, line);
        style
    }

    #[test]
    fn a_mark_in_a_box_lower_than_its_line_gets_a_line_as_low_as_the_box_and_is_not_cut() {
        let own = unclipped(&boxed(40.0, Value::Number(1.75))).unwrap();
        assert!(own.get(Property::Height).is("auto"));
        assert_eq!(own.get(Property::LineHeight).pixels(), Some(40.0));
        // Never lower than its letters.
        let low = unclipped(&boxed(16.0, Value::px(48.0))).unwrap();
        assert_eq!(low.get(Property::LineHeight).pixels(), Some(32.0));
    }

    #[test]
    fn a_mark_that_fits_its_box_or_has_none_stays_as_it_is() {
        assert!(unclipped(&boxed(56.0, Value::Number(1.75))).is_none());
        assert!(unclipped(&boxed(48.0, Value::px(48.0))).is_none());
        let mut free = boxed(0.0, Value::Number(1.75));
        free.set(Property::Height, Value::Word("auto"));
        assert!(unclipped(&free).is_none());
    }
}
