//! Custom properties: what `var(--…)` stands for.

use super::token::Token;
use std::collections::{BTreeMap, BTreeSet};

/// What the custom properties of an element are, with nothing left to put in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Variables(BTreeMap<Box<str>, Vec<Token>>);

/// How long a value may become: some that name each other twice over grow without end.
const LENGTH_MAX: usize = 2_000;
/// How many may stand in one another.
const DEPTH_MAX: usize = 32;

impl Variables {
    /// Those of an element within one that has these, with what is said of it itself.
    pub(crate) fn with(&self, own: BTreeMap<&str, &[Token]>) -> Variables {
        let mut reader = Reader { around: self, own, known: BTreeMap::new(), open: BTreeSet::new() };
        let names: Vec<&str> = reader.own.keys().copied().collect();
        for name in names {
            reader.value(name);
        }
        let mut all = self.0.clone();
        for (name, value) in reader.known {
            match value {
                Some(value) => all.insert(name.into(), value),
                None => all.remove(name),
            };
        }
        Variables(all)
    }

    /// A value with all variables put in; None where one has no value and none to stand in for it.
    pub(crate) fn put_in(&self, tokens: &[Token]) -> Option<Vec<Token>> {
        put_in(tokens, &mut |name| self.0.get(name).cloned(), DEPTH_MAX)
    }
}

struct Reader<'a> {
    around: &'a Variables,
    own: BTreeMap<&'a str, &'a [Token]>,
    known: BTreeMap<&'a str, Option<Vec<Token>>>,
    open: BTreeSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn value(&mut self, name: &str) -> Option<Vec<Token>> {
        let Some((&name, &tokens)) = self.own.get_key_value(name) else { return self.around.0.get(name).cloned() };
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        // One that leads back to itself has no value, and neither has one at the end of an endless chain.
        if self.open.len() >= DEPTH_MAX || !self.open.insert(name) {
            return None;
        }
        let value = put_in(tokens, &mut |name| self.value(name), DEPTH_MAX);
        self.open.remove(name);
        self.known.insert(name, value.clone());
        value
    }
}

fn put_in(tokens: &[Token], value: &mut dyn FnMut(&str) -> Option<Vec<Token>>, depth: usize) -> Option<Vec<Token>> {
    if depth == 0 {
        return None;
    }
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        match token {
            Token::Function(name, inner) if name == "var" => {
                let (first, rest) = inner.split_first()?;
                let Token::Word(name) = first else { return None };
                match (value(name), rest.split_first()) {
                    (Some(found), _) => out.extend(found),
                    (None, Some((Token::Comma, fallback))) => out.extend(put_in(fallback, value, depth - 1)?),
                    (None, _) => return None,
                }
            }
            Token::Function(name, inner) => {
                out.push(Token::Function(name.clone(), put_in(inner, value, depth - 1)?));
            }
            token => out.push(token.clone()),
        }
        if size(&out) > LENGTH_MAX {
            return None;
        }
    }
    Some(out)
}

/// How many pieces a value has, those in brackets too; as good as endless from some depth on.
fn size(tokens: &[Token]) -> usize {
    fn count(tokens: &[Token], depth: usize) -> usize {
        let of = |token: &Token| match token {
            Token::Function(_, inner) if depth > 0 => count(inner, depth - 1),
            Token::Function(..) => LENGTH_MAX,
            _ => 1,
        };
        tokens.iter().fold(0, |sum: usize, token| sum.saturating_add(of(token)))
    }
    count(tokens, 2 * DEPTH_MAX)
}

#[cfg(test)]
mod tests {
    use super::super::token::{text, tokens};
    use super::*;

    fn of(pairs: &[(&'static str, &str)]) -> Variables {
        let own: Vec<(&str, Vec<Token>)> = pairs.iter().map(|(name, value)| (*name, tokens(value).unwrap())).collect();
        Variables::default().with(own.iter().map(|(name, value)| (*name, value.as_slice())).collect())
    }

    fn put(variables: &Variables, value: &str) -> Option<String> {
        variables.put_in(&tokens(value).unwrap()).map(|tokens| text(&tokens))
    }

    #[test]
    fn variables_are_put_in_and_what_stands_in_for_them_too() {
        let variables = of(&[("--a", "#b3261e"), ("--b", "1px solid var(--a)"), ("--c", "var(--none, 2px)")]);
        assert_eq!(put(&variables, "var(--b)").as_deref(), Some("1px solid #b3261e"));
        assert_eq!(put(&variables, "calc(var(--c) * 2)").as_deref(), Some("calc(2px * 2)"));
        assert_eq!(put(&variables, "var(--none, var(--a))").as_deref(), Some("#b3261e"));
        assert_eq!(put(&variables, "var(--none)"), None);
    }

    #[test]
    fn those_that_lead_to_themselves_have_no_value() {
        let variables = of(&[("--a", "var(--b)"), ("--b", "var(--a)"), ("--c", "var(--a, red)")]);
        assert_eq!(put(&variables, "var(--a)"), None);
        assert_eq!(put(&variables, "var(--c)").as_deref(), Some("red"));
    }

    #[test]
    fn a_value_that_doubles_itself_does_not_grow_without_end() {
        let names: Vec<String> = (0..40).map(|at| format!("--v{at}")).collect();
        let values: Vec<Vec<Token>> = (0..40)
            .map(|at| {
                tokens(&if at == 0 { "x".to_owned() } else { format!("var(--v{0}) var(--v{0})", at - 1) }).unwrap()
            })
            .collect();
        let own = names.iter().map(String::as_str).zip(values.iter().map(Vec::as_slice)).collect();
        let variables = Variables::default().with(own);
        assert_eq!(put(&variables, "var(--v39)"), None);
    }
}
