//! Which of all that a sheet says holds for each element of a tree.

use super::looks::{Generated, Style, Styled, Styles};
use super::property::{Property, Set};
use super::selector::{Pseudo, Seen};
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
    let (mut caches, mut pseudo_caches) = (SelectorCaches::default(), SelectorCaches::default());
    let mut context = context(MatchingMode::Normal, &mut caches);
    let mut pseudo_context = self::context(MatchingMode::ForStatelessPseudoElement, &mut pseudo_caches);
    cascade.out.of = Vec::with_capacity(tree.len());
    let mut matched = Matched::default();
    for id in tree.ids() {
        let Some(seen) = Seen::new(tree, id) else {
            cascade.out.of.push(0);
            continue;
        };
        let parent = tree.get(id).parent.map_or(0, |parent| cascade.out.of(parent));
        matched.find(sheet, tree, id, &seen, &mut context, &mut pseudo_context);
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
    let (mut caches, mut pseudo_caches) = (SelectorCaches::default(), SelectorCaches::default());
    let mut normal = context(MatchingMode::Normal, &mut caches);
    let mut pseudo = context(MatchingMode::ForStatelessPseudoElement, &mut pseudo_caches);
    let mut matched = Matched::default();
    matched.find(sheet, tree, root, &seen, &mut normal, &mut pseudo);
    Variables::default().with(custom(sheet, &matched.own))
}

fn context<'a>(mode: MatchingMode, caches: &'a mut SelectorCaches) -> MatchingContext<'a, super::selector::Articles> {
    MatchingContext::new(mode, None, caches, QuirksMode::NoQuirks, NeedsSelectorFlags::No, MatchingForInvalidation::No)
}

/// The rules that an element matches, the one that wins last.
#[derive(Default)]
struct Matched {
    own: Vec<u32>,
    before: Vec<u32>,
    after: Vec<u32>,
}

impl Matched {
    fn find(
        &mut self,
        sheet: &StyleSheet,
        tree: &Tree,
        id: NodeId,
        seen: &Seen<'_>,
        context: &mut MatchingContext<'_, super::selector::Articles>,
        pseudo_context: &mut MatchingContext<'_, super::selector::Articles>,
    ) {
        self.own.clear();
        self.before.clear();
        self.after.clear();
        let Some(tag) = tree.element(id) else { return };
        if tag.classes.iter().any(|class| class == BARE) {
            return;
        }
        let classes = tag.classes.iter().map(|class| &**class);
        for at in sheet.candidates(tag.id.as_deref(), classes, &tag.tag) {
            let rule = &sheet.rules[at as usize];
            let matches = match rule.pseudo {
                None => matches_selector(&rule.selector, 0, None, seen, context),
                Some(_) => matches_selector(&rule.selector, 0, None, seen, pseudo_context),
            };
            if matches {
                match rule.pseudo {
                    None => self.own.push(at),
                    Some(Pseudo::Before) => self.before.push(at),
                    Some(Pseudo::After) => self.after.push(at),
                }
            }
        }
        for list in [&mut self.own, &mut self.before, &mut self.after] {
            list.sort_unstable_by_key(|at| sheet.rules[*at as usize].rank);
        }
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
        let sheet = self.sheet;
        if variables != ROOT {
            self.resolve(rules, variables);
        }
        let mut said: Vec<Said<'_>> = Vec::with_capacity(32);
        for important in [false, true] {
            for at in rules {
                let rule = &sheet.rules[*at as usize];
                if important && !rule.important {
                    continue;
                }
                for (nth, declaration) in rule.declarations.iter().enumerate() {
                    if declaration.important != important {
                        continue;
                    }
                    let parts = match &declaration.what {
                        What::Parts(parts) => parts,
                        What::Open { root, .. } if variables == ROOT => root,
                        What::Open { .. } => match self.styles.resolved.get(&(*at, nth, variables)) {
                            Some(parts) => parts,
                            None => continue,
                        },
                        What::Custom(..) | What::Content(_) => {
                            if self.trace {
                                self.out.held.insert((declaration.span.start, declaration.span.end));
                            }
                            continue;
                        }
                    };
                    for (property, value) in parts {
                        said.push((*property, value, declaration));
                    }
                }
            }
        }
        // The last word on each property.
        said.sort_by_key(|(property, ..)| *property);
        let mut agreed = Vec::new();
        said.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                if self.trace && later.1 == earlier.1 && earlier.2.of_theme {
                    agreed.push((earlier.2.span.start, earlier.2.span.end));
                }
                *earlier = *later;
            }
            same
        });
        if self.trace {
            self.out.held.extend(agreed);
            let themed = said.iter().filter(|(.., declaration)| declaration.of_theme);
            self.out.held.extend(themed.map(|(.., declaration)| (declaration.span.start, declaration.span.end)));
        }
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
