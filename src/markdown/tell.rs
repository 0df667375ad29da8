//! What is wrong with a body, told at its place, and no more of it than anyone reads.

use super::codes;
use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Text};
use crate::lang::Both;
use std::ops::Range;

/// The most warnings about one body: each is traced to its line and column, which takes time.
pub(crate) const WARNINGS_MAX: usize = 500;

/// Collects the diagnostics of one body.
pub(super) struct Teller<'a> {
    text: &'a Text,
    body: Range<usize>,
    told: Vec<Diagnostic>,
    left_out: usize,
}

impl<'a> Teller<'a> {
    /// For a body of this file: its bytes.
    pub fn new(text: &'a Text, body: Range<usize>) -> Teller<'a> {
        Teller { text, body, told: Vec::new(), left_out: 0 }
    }

    /// The body as far as some byte of the file.
    pub fn before(&self, at: usize) -> &'a str {
        self.text.text.get(self.body.start..at).unwrap_or_default()
    }

    /// The body from some byte of the file on.
    pub fn after(&self, at: usize) -> &'a str {
        self.text.text.get(at..self.body.end).unwrap_or_default()
    }

    /// Some bytes of the file.
    pub fn typed(&self, span: Range<usize>) -> &'a str {
        self.text.text.get(span).unwrap_or_default()
    }

    /// Tells something about some bytes of the file; `more` adds the help and the mend.
    pub fn tell(
        &mut self,
        code: &'static Code,
        span: Range<usize>,
        message: Both,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if code.severity == Severity::Warning && self.is_full() {
            self.left_out += 1;
            return;
        }
        self.told.push(more(Diagnostic::at(code, self.text.place(span), message)));
    }

    /// Whether nothing more is told but errors.
    pub fn is_full(&self) -> bool {
        self.told.len() >= WARNINGS_MAX
    }

    /// How much was told up to now.
    pub fn count(&self) -> usize {
        self.told.len()
    }

    /// Takes back what was told since then: all of it will be told again.
    pub fn begin_again(&mut self, count: usize) {
        self.told.truncate(count);
    }

    /// Takes back the warnings since then: they were about something that is not shown.
    pub fn take_back(&mut self, count: usize) {
        let since = self.told.split_off(count.min(self.told.len()));
        self.told.extend(since.into_iter().filter(Diagnostic::is_error));
    }

    /// All of it, in the order of the file.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.told.extend(left_out(self.left_out, || self.text.place(self.body.end..self.body.end)));
        self.told.sort_by_key(|told| told.place.as_ref().map(|place| (place.span.start, place.span.end)));
        self.told
    }
}

/// That so many problems of a file are not told; nothing where all are.
pub(crate) fn left_out(count: usize, place: impl FnOnce() -> Place) -> Option<Diagnostic> {
    let message = both!("这个文件里还有 {count} 处问题没有列出", "{count} more problems of this file are not listed");
    (count > 0).then(|| Diagnostic::at(&codes::MORE_LIKE_THIS, place(), message))
}
