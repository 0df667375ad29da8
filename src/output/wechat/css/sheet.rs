//! A style sheet, read: its rules where each element finds them, and what of it articles cannot have.

use super::platform::{self, Subject, Why};
use super::property::Property;
use super::read;
use super::selector::{self, Pseudo, Selector};
use super::shorthand::{self, Parts};
use super::token::Token;
use super::value::specified;
use super::variables::Variables;
use selectors::parser::{Combinator, Component};
use std::collections::HashMap;
use std::ops::Range;

/// Whose word a rule is: the later one wins, whatever their selectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    /// What every reader's side does of itself: told so that it need not be written.
    Reader,
    /// What a theme can build on.
    Base,
    /// The theme.
    Theme,
    /// What site.yaml asks for.
    Asked,
    /// The parts that only we have: cards, boxes, the closing.
    Furniture,
    /// What the theme says of those parts by their names.
    Known,
    /// What the platform asks for.
    Platform,
}

/// A rule with one selector.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) selector: Selector,
    pub(crate) pseudo: Option<Pseudo>,
    /// Layer, specificity, order: the higher one wins.
    pub(crate) rank: u64,
    /// Whether any of it is `!important`.
    pub(crate) important: bool,
    pub(crate) declarations: Vec<Declaration>,
}

/// One thing that a rule says.
#[derive(Debug)]
pub(crate) struct Declaration {
    /// Its bytes in the text of its sheet.
    pub(crate) span: Range<usize>,
    pub(crate) important: bool,
    /// Whether it is the theme's own.
    pub(crate) of_theme: bool,
    /// Whether it is what a reader's side does of itself.
    pub(crate) of_reader: bool,
    pub(crate) what: What,
}

/// What a declaration says.
#[derive(Debug)]
pub(crate) enum What {
    /// Values of properties.
    Parts(Parts),
    /// The same with variables in it: what it says at the root, where nothing else is said in between.
    Open { name: Box<str>, tokens: Vec<Token>, subject: Subject, root: Parts },
    /// A custom property.
    Custom(Box<str>, Vec<Token>),
    /// What stands in `::before` and `::after`; None for nothing at all.
    Content(Option<Box<str>>),
}

/// What of a theme no article has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Its bytes in the text of the theme.
    pub span: Range<usize>,
    /// The selector of its rule.
    pub selector: String,
    /// The name of the property or of the rule: what such losses are counted by.
    pub name: String,
    pub(crate) why: Why,
}

/// A style sheet.
#[derive(Debug, Default)]
pub struct StyleSheet {
    pub(crate) rules: Vec<Rule>,
    ids: HashMap<Box<str>, Vec<u32>>,
    classes: HashMap<Box<str>, Vec<u32>>,
    tags: HashMap<Box<str>, Vec<u32>>,
    rest: Vec<u32>,
    /// The custom properties of the root.
    pub(crate) root: Variables,
    /// What of the theme no article has, in the order of its text.
    pub dropped: Vec<Dropped>,
}

impl StyleSheet {
    /// Reads a sheet into a layer. `known` are the classes whose naming lifts a theme's rule above the furniture.
    pub(crate) fn read(&mut self, layer: Layer, text: &str, known: &[&str]) {
        read::read(self, layer, text, known);
    }

    /// Notes what no article has.
    pub(super) fn drop(&mut self, span: Range<usize>, selector: &str, name: &str, why: Why) {
        self.dropped.push(Dropped { span, selector: selector.to_owned(), name: name.to_owned(), why });
    }

    /// Finds the rules of each name, and works out what the root's variables make of all that names them.
    pub(crate) fn index(&mut self, root: impl FnOnce(&StyleSheet) -> Variables) {
        for (at, rule) in self.rules.iter().enumerate() {
            let at = at as u32;
            let (mut id, mut class, mut tag) = (None, None, None);
            for part in subject_parts(&rule.selector) {
                match part {
                    Component::ID(name) => id = Some(&name.0),
                    Component::Class(name) => class = Some(&name.0),
                    Component::LocalName(name) => tag = Some(&name.lower_name.0),
                    _ => {}
                }
            }
            match (id, class, tag) {
                (Some(id), ..) => self.ids.entry(id.clone()).or_default().push(at),
                (_, Some(class), _) => self.classes.entry(class.clone()).or_default().push(at),
                (.., Some(tag)) => self.tags.entry(tag.clone()).or_default().push(at),
                _ => self.rest.push(at),
            }
        }
        self.root = root(self);
        let mut lost = Vec::new();
        for rule in &mut self.rules {
            for declaration in &mut rule.declarations {
                let What::Open { name, tokens, subject, root } = &mut declaration.what else { continue };
                let why = match self.root.put_in(tokens) {
                    Some(tokens) => {
                        let (parts, why) = resolve(name, &tokens, *subject);
                        *root = parts;
                        why
                    }
                    None => Some(Why::Variable),
                };
                if let Some(why) = why.filter(|_| declaration.of_theme) {
                    lost.push((declaration.span.clone(), selector_text(&rule.selector), name.clone(), why));
                }
            }
        }
        for (span, selector, name, why) in lost {
            self.drop(span, &selector, &name, why);
        }
        self.dropped.sort_by_key(|dropped| (dropped.span.start, dropped.why));
        self.dropped.dedup_by(|a, b| (a.span.start, a.why) == (b.span.start, b.why));
    }

    /// The rules that an element may match: by its id, its classes, its tag, and those of any.
    pub(crate) fn candidates<'a>(
        &'a self,
        id: Option<&str>,
        classes: impl Iterator<Item = &'a str>,
        tag: &str,
    ) -> impl Iterator<Item = u32> {
        let ids = id.and_then(|id| self.ids.get(id));
        let classes = classes.filter_map(|class| self.classes.get(class));
        let lists = ids.into_iter().chain(classes).chain(self.tags.get(tag)).chain(Some(&self.rest));
        lists.flatten().copied()
    }
}

/// The parts of a selector that speak of the element itself, or of the one that its `::before` belongs to.
pub(super) fn subject_parts(selector: &Selector) -> impl Iterator<Item = &Component<selector::Articles>> {
    selector
        .iter_raw_match_order()
        .take_while(|part| !matches!(part, Component::Combinator(other) if *other != Combinator::PseudoElement))
}

fn selector_text(selector: &Selector) -> String {
    cssparser::ToCss::to_css_string(selector)
}

/// What a declaration without variables says, and what of it the platform does not keep.
pub(crate) fn resolve(name: &str, tokens: &[Token], subject: Subject) -> (Parts, Option<Why>) {
    let parts = match Property::of(name) {
        Some(property) => specified(property, tokens).map(|value| vec![(property, value)]),
        None => shorthand::expand(name, tokens),
    };
    let Some(mut parts) = parts else {
        let word = matches!(tokens, [Token::Word(word)] if word.contains("grid") || word.starts_with('-'));
        return (Vec::new(), Some(if word || unkept_sum(tokens) { Why::Fragile } else { Why::Unreadable }));
    };
    let mut why = None;
    parts.retain(|(property, value)| match platform::refused_value(*property, value, subject) {
        None => true,
        refused => {
            why = why.or(refused);
            false
        }
    });
    (parts, why)
}

/// Whether a value is one that browsers work out and phones may not: `vw`, `min(…)`.
fn unkept_sum(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| match token {
        Token::Dimension(_, unit) => ["vw", "vh", "vmin", "vmax", "ch", "ex"].contains(&unit.as_str()),
        Token::Function(name, inner) => {
            ["min", "max", "clamp", "env", "attr", "color-mix"].contains(&name.as_str()) || unkept_sum(inner)
        }
        _ => false,
    })
}
