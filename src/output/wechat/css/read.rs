//! The text of a style sheet → its rules.

use super::platform::{self, Subject, Why};
use super::property::Property;
use super::selector::{self, Selector};
use super::sheet::{Declaration, Layer, Rule, StyleSheet, What, resolve, subject_parts};
use super::shorthand;
use super::token::{self, Token};
use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, parse_important,
};
use selectors::parser::Component;
use std::ops::Range;

/// Reads a text into a layer of a sheet.
pub(super) fn read(sheet: &mut StyleSheet, layer: Layer, text: &str, known: &[&str]) {
    let mut parser = Parser::new(text);
    let mut reader = Reader { sheet: &mut *sheet, layer, known };
    let mut broken = Vec::new();
    for rule in StyleSheetParser::new(&mut parser, &mut reader) {
        if let Err((_, slice, _)) = rule {
            let start = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            broken.push((start..start + slice.len(), slice.chars().take(40).collect::<String>()));
        }
    }
    for (span, name) in broken {
        sheet.drop(span, "", name.trim(), Why::Unreadable);
    }
}

struct Reader<'s> {
    sheet: &'s mut StyleSheet,
    layer: Layer,
    known: &'s [&'s str],
}

type Failure = ParseError<()>;

/// A declaration as it stands.
struct Typed {
    name: Box<str>,
    tokens: Option<Vec<Token>>,
    important: bool,
    span: Range<usize>,
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Vec<&'i str>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Vec<&'i str>, Failure> {
        input.parse_comma_separated(|input| {
            let start = input.position();
            while input.next().is_ok() {}
            Ok(input.slice_from(start).trim())
        })
    }

    fn parse_block(
        &mut self,
        selectors: Vec<&'i str>,
        start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failure> {
        let mut body = Body;
        let mut declarations = Vec::new();
        let mut broken = Vec::new();
        for item in RuleBodyParser::new(input, &mut body) {
            match item {
                Ok(declaration) => declarations.push(declaration),
                Err((_, slice, _)) => broken.push(slice),
            }
        }
        let at = start.position().byte_index();
        for slice in broken {
            let name = slice.split(':').next().unwrap_or_default().trim().to_owned();
            self.sheet.drop(at..at + 1, &selectors.join(", "), &name, Why::Unreadable);
        }
        for text in selectors {
            match selector::read(text).filter(possible) {
                Some(selector) => self.rule(selector, text, &declarations),
                None => self.sheet.drop(at..at + text.len(), text, text, Why::Selector),
            }
        }
        Ok(())
    }
}

/// Whether anything in an article can match: nothing in it is the page itself.
fn possible(selector: &Selector) -> bool {
    !subject_parts(selector)
        .any(|part| matches!(part, Component::LocalName(name) if ["html", "body"].contains(&&*name.lower_name.0)))
}

impl Reader<'_> {
    fn rule(&mut self, selector: Selector, text: &str, typed: &[Typed]) {
        let pseudo = selector.pseudo_element().copied();
        let subject = subject(&selector);
        let mut layer = self.layer;
        if layer == Layer::Theme
            && selector
                .iter_raw_match_order()
                .any(|part| matches!(part, Component::Class(name) if self.known.contains(&&*name.0)))
        {
            layer = Layer::Known;
        }
        let mut declarations = Vec::with_capacity(typed.len());
        for one in typed {
            let (what, why) = read_declaration(one, subject);
            if let (Some(why), Layer::Theme | Layer::Known) = (why, layer) {
                self.sheet.drop(one.span.clone(), text, &one.name, why);
            }
            if let Some(what) = what {
                let of_theme = matches!(layer, Layer::Theme | Layer::Known);
                declarations.push(Declaration {
                    span: one.span.clone(),
                    important: one.important,
                    of_theme,
                    of_reader: layer == Layer::Reader,
                    what,
                });
            }
        }
        let important = declarations.iter().any(|declaration| declaration.important);
        let order = self.sheet.rules.len() as u64;
        let rank = (layer as u64) << 60 | u64::from(selector.specificity()) << 28 | order;
        self.sheet.rules.push(Rule { selector, pseudo, rank, important, declarations });
    }
}

fn subject(selector: &Selector) -> Subject {
    let mut subject = Subject::default();
    for part in subject_parts(selector) {
        match part {
            Component::LocalName(name) => match &*name.lower_name.0 {
                "table" => subject.table = true,
                "img" | "svg" => subject.image = true,
                "hr" => subject.empty = true,
                _ => {}
            },
            Component::Class(name) => match &*name.0 {
                "table-container" | "preview-table" => subject.table = true,
                "prefix" | "suffix" => subject.empty = true,
                _ => {}
            },
            Component::PseudoElement(_) => (subject.empty, subject.pseudo) = (true, true),
            _ => {}
        }
    }
    subject
}

fn read_declaration(typed: &Typed, subject: Subject) -> (Option<What>, Option<Why>) {
    let name = &*typed.name;
    if let Some(why) = platform::refused(name) {
        return (None, Some(why));
    }
    let Some(tokens) = &typed.tokens else { return (None, Some(Why::Unreadable)) };
    if name.starts_with("--") {
        return (Some(What::Custom(name.into(), tokens.clone())), None);
    }
    if name == "content" {
        return match tokens.as_slice() {
            _ if !subject.pseudo => (None, Some(Why::Content)),
            [Token::Word(word)] if word == "none" || word == "normal" => (Some(What::Content(None)), None),
            texts if texts.iter().all(|token| matches!(token, Token::Text(_))) => {
                let text: String = texts
                    .iter()
                    .filter_map(|token| match token {
                        Token::Text(text) => Some(text.as_str()),
                        _ => None,
                    })
                    .collect();
                (Some(What::Content(Some(text.into()))), None)
            }
            _ => (None, Some(Why::Content)),
        };
    }
    if Property::of(name).is_none() && !shorthand::is_shorthand(name) {
        return (None, Some(Why::Unknown));
    }
    if token::has_variables(tokens) {
        let open = What::Open { name: name.into(), tokens: tokens.clone(), subject, root: Vec::new() };
        return (Some(open), None);
    }
    let (parts, why) = resolve(name, tokens, subject);
    ((!parts.is_empty()).then_some(What::Parts(parts)), why)
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = (String, Range<usize>);
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<Self::Prelude, Failure> {
        let start = input.position();
        while input.next().is_ok() {}
        let text = input.slice_from(start).trim();
        let from = start.byte_index().saturating_sub(name.len() + 1);
        Ok((format!("@{name} {text}").trim().to_owned(), from..start.byte_index()))
    }

    fn rule_without_block(&mut self, (name, span): Self::Prelude, _: &ParserState) -> Result<(), ()> {
        self.at_rule(&name, span);
        Ok(())
    }

    fn parse_block(
        &mut self,
        (name, span): Self::Prelude,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failure> {
        while input.next().is_ok() {}
        self.at_rule(&name, span);
        Ok(())
    }
}

impl Reader<'_> {
    fn at_rule(&mut self, name: &str, span: Range<usize>) {
        // The platform makes its own dark mode.
        let dark = name.starts_with("@media") && name.contains("prefers-color-scheme");
        if !dark && !name.starts_with("@charset") {
            let word = name.split([' ', '(']).next().unwrap_or_default();
            self.sheet.drop(span, "", word, Why::Rule);
        }
    }
}

/// The inside of a rule.
struct Body;

impl<'i> DeclarationParser<'i> for Body {
    type Declaration = Typed;
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        start: &ParserState,
    ) -> Result<Typed, Failure> {
        let name = if name.starts_with("--") { name.to_string() } else { name.to_ascii_lowercase() };
        let mut important = false;
        let tokens = input.parse_until_before(cssparser::Delimiter::Bang, |input| {
            let tokens = token::read(input);
            while input.next().is_ok() {}
            Ok::<_, Failure>(tokens)
        })?;
        if input.try_parse(parse_important).is_ok() {
            important = true;
        }
        let end = input.position().byte_index();
        while input.next().is_ok() {}
        Ok(Typed { name: name.into(), tokens, important, span: start.position().byte_index()..end })
    }
}

impl<'i> QualifiedRuleParser<'i> for Body {
    type Prelude = ();
    type QualifiedRule = Typed;
    type Error = ();
}

impl<'i> AtRuleParser<'i> for Body {
    type Prelude = ();
    type AtRule = Typed;
    type Error = ();

    fn parse_prelude(&mut self, _: CowRcStr<'i>, _: &mut Parser<'i>) -> Result<(), Failure> {
        Err(ParseError::from_basic_kind(BasicParseErrorKind::AtRuleInvalid))
    }
}

impl RuleBodyItemParser<'_, Typed, ()> for Body {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
