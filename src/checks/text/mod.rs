//! Slips of the pen in prose: warnings, each with a code that site.yaml can silence.

mod brackets;
mod chatter;
mod credits;
mod dates;
mod days;
mod hours;
mod idioms;
mod pairs;
mod punctuation;
mod tables;
mod unfilled;
mod words;
mod wrong_words;
mod years;

use super::corrected::Corrected;
use super::prose::{self, Prose};
use super::told::Told;
use super::{Rules, Subject};
use crate::diagnostic::Code;
use crate::lang::Both;
use std::ops::Range;

/// Tells of every slip in the sentences of the head and in the body, but of those that a correction quotes.
pub(super) fn check(subject: &Subject<'_>, rules: &Rules) -> Vec<Told> {
    let part = |range: &Range<usize>| subject.text.text.get(range.clone()).unwrap_or_default();
    let words = words::Words::new(&rules.words);
    let mut told = Vec::new();
    // No table stands in a field.
    for (prose, has_tables) in [
        (prose::of_head(&subject.text.text, subject.sentences), false),
        (prose::of_body(part(&subject.body), subject.body.start, subject.readable), true),
    ] {
        let before = told.len();
        let mut slips = Slips { prose: &prose, told: &mut told };
        if subject.notice {
            days::check(&mut slips, subject.near);
        }
        dates::check(&mut slips, subject.near);
        hours::check(&mut slips, subject.near);
        years::check(&mut slips, subject.near, subject.notice);
        unfilled::check(&mut slips);
        pairs::check(&mut slips);
        punctuation::check(&mut slips);
        if has_tables {
            tables::check(&mut slips);
        }
        words.check(&mut slips);
        if told.len() > before {
            let corrected = Corrected::of(&prose.text);
            let is_quoted = |span: &Range<usize>| corrected.holds(&(span.start - prose.base..span.end - prose.base));
            let here = told.split_off(before);
            told.extend(here.into_iter().filter(|told| !is_quoted(&told.span)));
        }
    }
    told
}

/// Where the checks put what they find.
struct Slips<'a> {
    prose: &'a Prose,
    told: &'a mut Vec<Told>,
}

impl<'a> Slips<'a> {
    /// The prose.
    fn text(&self) -> &'a str {
        &self.prose.text
    }

    /// Tells of some bytes of the prose.
    fn tell(&mut self, code: &'static Code, span: Range<usize>, (message, help): (Both, Both), edit: Option<String>) {
        let span = self.prose.base + span.start..self.prose.base + span.end;
        self.told.push(Told { code, span, message, help, edit });
    }
}

/// What is told of the prose of a test: the code, what was typed, and the mend.
#[cfg(test)]
fn told(text: &str, check: impl Fn(&mut Slips<'_>)) -> Vec<(&'static str, &str, Option<String>)> {
    let prose = prose::read(text);
    let mut told = Vec::new();
    check(&mut Slips { prose: &prose, told: &mut told });
    told.sort_by_key(|told| told.span.start);
    told.into_iter().map(|told| (told.code.id, &text[told.span], told.edit)).collect()
}

/// The message and the help of the first thing told.
#[cfg(test)]
fn said(text: &str, check: impl Fn(&mut Slips<'_>)) -> (String, String) {
    let prose = prose::read(text);
    let mut told = Vec::new();
    check(&mut Slips { prose: &prose, told: &mut told });
    let first = told.swap_remove(0);
    (first.message.zh, first.help.zh)
}
