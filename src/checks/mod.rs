//! What a careful editor sees in a finished text: personal information, which stops the build, and slips of
//! the pen, which are warned about.
//!
//! Personal information is looked for in the whole file as it was typed, since names of attachments and rows
//! of rankings stand there too; slips of the pen only in prose.

pub mod codes;
mod corrected;
mod personal;
mod prose;
#[cfg(test)]
mod tests;
mod text;
mod told;

pub(crate) use corrected::Corrected;
pub use personal::{number_spans, numbers as personal_numbers, veil, veiled, veiled_line};

use crate::diagnostic::{Diagnostic, Text};
use crate::markdown::Readable;
use crate::when::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// What the site says of its own: made once, from site.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    /// Telephone numbers that may appear in full.
    pub phones: Vec<String>,
    /// The hotline, which may too.
    pub hotline: String,
    /// The site's own wrong words: wrong and right. A word that is right to them stands there as its own right
    /// form, and is no longer told. Without a right form, none is offered.
    pub words: Vec<(String, String)>,
}

/// What one entry adds.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The file.
    pub text: &'a Text,
    /// The values of its fields that are sentences, in order.
    pub sentences: &'a [Range<usize>],
    /// Its text below the head.
    pub body: Range<usize>,
    /// What readers read of that.
    pub readable: &'a Readable,
    /// Whether people act on it: an event or a ticket release.
    pub notice: bool,
    /// The date that it is from.
    pub near: Option<Date>,
    /// The entry's exceptions.
    pub allowed: &'a [Allowed],
}

/// Personal information that is published on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// The number, as it stands in the text.
    pub text: String,
    /// Why; without a reason it does not count.
    pub reason: String,
    /// Where it is declared: the number there is no finding.
    pub span: Range<usize>,
}

/// A piece of what readers see.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// As they see it.
    pub text: Cow<'a, str>,
    /// Where it was typed.
    pub span: Range<usize>,
}

/// What is told of an entry as readers see it, beside what [`check`] tells of the file: see there for its promise.
pub fn check_shown(shown: &[Shown<'_>], subject: &Subject<'_>, rules: &Rules) -> Vec<Diagnostic> {
    let mut diagnostics = told::placed(personal::check_shown(shown, subject, rules), subject.text);
    veil(&mut diagnostics, rules);
    diagnostics
}

/// What is told of the name of a file, which is its address: `shown` is its path as its author sees it, `allowed`
/// what the file itself says may be published.
pub fn check_name(shown: &str, allowed: &[Allowed], rules: &Rules) -> Vec<Diagnostic> {
    personal::check_name(shown, allowed, rules)
}

/// All that is told of an entry, in the order of the file. No message, no line and no mend in it repeats a
/// number that must not be published.
pub fn check(subject: &Subject<'_>, rules: &Rules) -> Vec<Diagnostic> {
    let mut told = personal::check(subject, rules);
    told.extend(text::check(subject, rules));
    let mut diagnostics = told::placed(told, subject.text);
    veil(&mut diagnostics, rules);
    diagnostics
}
