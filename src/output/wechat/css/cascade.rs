//! Which of all that a sheet says holds for each element of a tree.

use super::looks::{Generated, Style, Styled, Styles};
use super::property::{Property, Set};
use super::selector::{Articles, Pseudo, Seen};
use super::sheet::{Declaration, StyleSheet, What, resolve};
use super::token::Token;
use super::value::{Length, Specified, Value};
use super::variables::Variables;
use crate::output::wechat::tree::{NodeId, Tree};
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector;
use std::collections::BTreeMap;

/// An element with this class looks like what holds it, whatever is said: the cells of a list of hundreds.
pub(crate) const BARE: &str = "bare";

/// Matches a sheet against a tree. `styles` are those of the same sheet. With `trace`, which declarations came to
/// hold is noted; of styles that are known already, nothing is.
pub(crate) fn style(sheet: &StyleSheet, styles: &mut Styles, tree: &Tree, trace: bool) -> Styled {
    let mut cascade = Cascade { sheet, styles, trace, out: Styled::default() };
    let mut caches = Default::default();
    let mut matcher = Matcher::new(sheet, tree, &mut caches);
    cascade.out.of = Vec::with_capacity(tree.len());
    for id in tree.ids() {
        let Some(seen) = Seen::new(tree, id) else {
            cascade.out.of.push(0);
            continue;
        };
        let parent = tree.get(id).parent.map_or(0, |parent| cascade.out.of(parent));
        let matched = matcher.find(id, &seen);
        let style = cascade.shared(parent, &matched.own);
        cascade.out.of.push(style as u32);
        for (pseudo, rules) in [(Pseudo::Before, &matched.before), (Pseudo::After, &matched.after)] {
            if !rules.is_empty()
                && let Some(text) = cascade.content(rules)
            {
                let style = cascade.shared(style, rules);
                cascade.out.generated.push(Generated { of: id, pseudo, style, text });
            }
        }
    }
    cascade.out
}

/// The custom properties of the root element of a tree.
pub(crate) fn root_variables(sheet: &StyleSheet, tree: &Tree) -> Variables {
    let Some((root, seen)) = tree.root().and_then(|root| Some((root, Seen::new(tree, root)?))) else {
        return Variables::default();
    };
    let mut caches = Default::default();
    Variables::default().with(custom(sheet, &Matcher::new(sheet, tree, &mut caches).find(root, &seen).own))
}

/// The rules that an element matches, the one that wins last.
#[derive(Default)]
struct Matched {
    own: Vec<u32>,
    before: Vec<u32>,
    after: Vec<u32>,
}

/// Looks up which rules of a sheet the elements of a tree match.
struct Matcher<'a> {
    sheet: &'a StyleSheet,
    tree: &'a Tree,
    normal: MatchingContext<'a, Articles>,
    pseudo: MatchingContext<'a, Articles>,
    /// What was found last.
    found: Matched,
}

impl<'a> Matcher<'a> {
    fn new(sheet: &'a StyleSheet, tree: &'a Tree, caches: &'a mut [SelectorCaches; 2]) -> Matcher<'a> {
        let [normal, pseudo] = caches;
        let context = |mode, caches| {
            let (quirks, flags) = (QuirksMode::NoQuirks, NeedsSelectorFlags::No);
            MatchingContext::new(mode, None, caches, quirks, flags, MatchingForInvalidation::No)
        };
        Matcher {
            sheet,
            tree,
            normal: context(MatchingMode::Normal, normal),
            pseudo: context(MatchingMode::ForStatelessPseudoElement, pseudo),
            found: Matched::default(),
        }
    }

    fn find(&mut self, id: NodeId, seen: &Seen<'_>) -> &Matched {
        let Matched { own, before, after } = &mut self.found;
        for list in [&mut *own, &mut *before, &mut *after] {
            list.clear();
        }
        let tag = self.tree.element(id).filter(|tag| tag.classes.iter().all(|class| &**class != BARE));
        let Some(tag) = tag else { return &self.found };
        let classes = tag.classes.iter().map(|class| &**class);
        for at in self.sheet.candidates(tag.id.as_deref(), classes, &tag.tag) {
            let rule = &self.sheet.rules[at as usize];
            let (context, list) = match rule.pseudo {
                None => (&mut self.normal, &mut *own),
                Some(Pseudo::Before) => (&mut self.pseudo, &mut *before),
                Some(Pseudo::After) => (&mut self.pseudo, &mut *after),
            };
            if matches_selector(&rule.selector, 0, None, seen, context) {
                list.push(at);
            }
        }
        for list in [own, before, after] {
            list.sort_unstable_by_key(|at| self.sheet.rules[*at as usize].rank);
        }
        &self.found
    }
}

/// The custom properties that rules give.
fn custom<'s>(sheet: &'s StyleSheet, rules: &[u32]) -> BTreeMap<&'s str, &'s [Token]> {
    let mut own = BTreeMap::new();
    for important in [false, true] {
        for rule in rules.iter().map(|at| &sheet.rules[*at as usize]) {
            for declaration in rule.declarations.iter().filter(|one| one.important == important) {
                if let What::Custom(name, tokens) = &declaration.what {
                    own.insert(&**name, tokens.as_slice());
                }
            }
        }
    }
    own
}

struct Cascade<'s> {
    sheet: &'s StyleSheet,
    styles: &'s mut Styles,
    trace: bool,
    out: Styled,
}

impl<'s> Cascade<'s> {
    fn shared(&mut self, parent: usize, rules: &[u32]) -> usize {
        if let Some(known) = self.styles.shared.get(&parent).and_then(|within| within.get(rules)) {
            return *known;
        }
        let style = self.style(parent, rules);
        let at = self.styles.all.len();
        self.styles.all.push(style);
        self.styles.shared.entry(parent).or_default().insert(rules.to_vec(), at);
        at
    }

    fn content(&mut self, rules: &[u32]) -> Option<Box<str>> {
        let mut content = None;
        let sheet = self.sheet;
        for rule in rules.iter().map(|at| &sheet.rules[*at as usize]) {
            for declaration in &rule.declarations {
                if let What::Content(text) = &declaration.what {
                    content = text.clone();
                    if self.trace {
                        self.out.held.insert((declaration.span.start, declaration.span.end));
                    }
                }
            }
        }
        content
    }

    fn style(&mut self, parent: usize, rules: &[u32]) -> Style {
        let variables = self.variables(parent, rules);
        if variables != ROOT {
            self.resolve(rules, variables);
        }
        let mut said = said(self.sheet, self.styles, rules, variables);
        // The last word on each property.
        said.sort_by_key(|(property, ..)| *property);
        if self.trace {
            let themed = holding(&said).filter(|declaration| declaration.of_theme);
            let held = themed.chain(without_parts(self.sheet, rules));
            self.out.held.extend(held.map(|declaration| (declaration.span.start, declaration.span.end)));
        }
        said.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                *earlier = *later;
            }
            same
        });
        said.retain(|(_, value, _)| **value != Specified::Revert);
        composed(&said, self.styles.get(parent), variables)
    }

    /// Works out, once, what declarations with variables say where those are not the root's.
    fn resolve(&mut self, rules: &[u32], variables: usize) {
        for at in rules {
            for (nth, declaration) in self.sheet.rules[*at as usize].declarations.iter().enumerate() {
                if let What::Open { name, tokens, subject, .. } = &declaration.what {
                    let known = self.styles.variables.get(variables);
                    self.styles.resolved.entry((*at, nth, variables)).or_insert_with(|| {
                        let tokens = known.and_then(|known| known.put_in(tokens));
                        tokens.map(|tokens| resolve(name, &tokens, *subject).0).unwrap_or_default()
                    });
                }
            }
        }
    }

    /// The custom properties of an element.
    fn variables(&mut self, parent: usize, rules: &[u32]) -> usize {
        let around = match parent {
            // Around the root there is nothing, and what holds at it is known.
            0 => return ROOT,
            parent => self.styles.get(parent).variables,
        };
        let own = custom(self.sheet, rules);
        if own.is_empty() {
            return around;
        }
        let variables = &mut self.styles.variables;
        let all = variables.get(around).map(|known| known.with(own)).unwrap_or_default();
        match variables.iter().position(|known| *known == all) {
            Some(known) => known,
            None => {
                variables.push(all);
                variables.len() - 1
            }
        }
    }
}

/// Where the root's custom properties stand among all.
const ROOT: usize = 1;

/// A property, what is said of it, and where.
type Said<'a> = (Property, &'a Specified, &'a Declaration);

/// All that rules say of properties, in the order in which it counts.
fn said<'a>(sheet: &'a StyleSheet, styles: &'a Styles, rules: &[u32], variables: usize) -> Vec<Said<'a>> {
    let mut said: Vec<Said<'_>> = Vec::with_capacity(32);
    for important in [false, true] {
        for at in rules {
            let rule = &sheet.rules[*at as usize];
            if important && !rule.important {
                continue;
            }
            let declarations = rule.declarations.iter().enumerate();
            for (nth, declaration) in declarations.filter(|(_, declaration)| declaration.important == important) {
                let parts = match &declaration.what {
                    What::Parts(parts) => Some(parts),
                    What::Open { root, .. } if variables == ROOT => Some(root),
                    What::Open { .. } => styles.resolved.get(&(*at, nth, variables)),
                    What::Custom(..) | What::Content(_) => None,
                };
                said.extend(parts.into_iter().flatten().map(|(property, value)| (*property, value, declaration)));
            }
        }
    }
    said
}

/// Of what is said, by properties, the declarations that hold: the last word on each, and those that the next one
/// agrees with.
fn holding<'a>(said: &[Said<'a>]) -> impl Iterator<Item = &'a Declaration> {
    let holds = |at: usize, property, value| said.get(at + 1).is_none_or(|next| next.0 != property || next.1 == value);
    let all = said.iter().enumerate();
    all.filter(move |&(at, &(property, value, _))| holds(at, property, value))
        .map(|(_, &(.., declaration))| declaration)
}

/// The declarations of rules that are of no property: custom ones and contents.
fn without_parts<'a>(sheet: &'a StyleSheet, rules: &[u32]) -> impl Iterator<Item = &'a Declaration> {
    let declarations = rules.iter().flat_map(|at| &sheet.rules[*at as usize].declarations);
    declarations.filter(|declaration| matches!(declaration.what, What::Custom(..) | What::Content(_)))
}

/// The style that follows from what is said, each property once and in their order, inside an element of another style.
fn composed(said: &[Said<'_>], around: &Style, variables: usize) -> Style {
    let mut declared = Set::default();
    said.iter().filter(|(.., declaration)| !declaration.of_reader).for_each(|(property, ..)| declared.add(*property));
    let mut style = Style { values: Vec::with_capacity(24), declared, letters: around.letters, variables };
    let size = said.iter().find(|(property, ..)| *property == Property::FontSize);
    if let Some((_, Specified::Value(Value::Length(Length { px, em, .. })), _)) = size {
        style.letters = px + em * around.letters;
    }
    let mut inherited = around.values.iter().filter(|(property, _)| property.info().inherited).peekable();
    for &(property, specified, _) in said {
        while let Some(pair) = inherited.next_if(|(earlier, _)| *earlier < property) {
            style.values.push(pair.clone());
        }
        let above = inherited.next_if(|(same, _)| *same == property).map(|(_, value)| value);
        let outer = || above.cloned().unwrap_or_else(|| around.get(property).clone());
        let value = match specified {
            Specified::Value(value) => computed(property, value, style.letters),
            Specified::Inherit => outer(),
            Specified::Unset if property.info().inherited => outer(),
            Specified::Initial | Specified::Unset | Specified::Revert => property.info().initial.clone(),
        };
        if property == Property::FontSize {
            style.letters = value.pixels().unwrap_or(style.letters);
        }
        style.values.push((property, value));
    }
    style.values.extend(inherited.cloned());
    style
}

/// What a value comes to where letters are so large.
fn computed(property: Property, value: &Value, letters: f32) -> Value {
    match (property, value) {
        (Property::FontSize, Value::Length(_)) => Value::px(round(letters)),
        (Property::LineHeight, Value::Length(Length { px, em, .. })) => {
            Value::px(round(px + em * letters).max(round(letters)))
        }
        (_, Value::Length(Length { px, em, percent })) if *em != 0.0 => {
            Value::Length(Length { px: round(px + em * letters), em: 0.0, percent: *percent })
        }
        (Property::Colour, Value::Word("currentcolor")) => Value::INK,
        (_, Value::Raw(tokens)) => Value::Raw(tokens.iter().map(|token| pixels(token, letters)).collect()),
        (_, value) => value.clone(),
    }
}

/// Browsers know no pixel as fine as a sum may come to.
fn round(px: f32) -> f32 {
    (px * 100.0).round() / 100.0
}

/// A piece of a value with no relative length and no strange colour in it.
fn pixels(token: &Token, letters: f32) -> Token {
    use super::calc::{Quantity, number};
    if let Some(colour) = super::colour::Colour::of(token) {
        return Token::Word(colour.text());
    }
    match (number(token), token) {
        (Some(Quantity::Length(Length { px, em, percent: 0.0 })), _) => {
            let px = round(px + em * letters);
            if px == 0.0 { Token::Number(0.0) } else { Token::Dimension(px, "px".to_owned()) }
        }
        (None, Token::Function(name, inner)) => {
            Token::Function(name.clone(), inner.iter().map(|token| pixels(token, letters)).collect())
        }
        (_, token) => token.clone(),
    }
}
