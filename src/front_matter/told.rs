//! Collects what is told, and folds the same thing told too often.

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity, Text};
use crate::lang::Both;
use std::ops::Range;

/// How many repairs of one kind are told one by one. A file typed with full-width colons throughout has as
/// many warnings as lines, and they all say the same.
const WARNINGS_EACH: usize = 10;
/// How many errors of one kind are told one by one: each wants its own mend, but no one reads past fifty.
const ERRORS_EACH: usize = 50;

/// What is told of one text.
pub(super) struct Told<'t> {
    text: &'t Text,
    list: Vec<Diagnostic>,
    kinds: Vec<Kind>,
    /// Where the errors are.
    unread: Vec<Range<usize>>,
}

struct Kind {
    code: &'static Code,
    count: usize,
    /// The first place that was folded.
    folded: Option<Range<usize>>,
    /// The mends of what was folded: left out, they would leave a text half mended, whose lines do not agree.
    edits: Vec<Edit>,
}

/// So many mends are kept of what is folded: more is no text that anybody typed.
const EDITS_MAX: usize = 5_000;

impl Kind {
    fn each(&self) -> usize {
        match self.code.severity {
            Severity::Warning | Severity::Notice => WARNINGS_EACH,
            Severity::Error => ERRORS_EACH,
        }
    }
}

impl<'t> Told<'t> {
    pub(super) fn new(text: &'t Text) -> Told<'t> {
        Told { text, list: Vec::new(), kinds: Vec::new(), unread: Vec::new() }
    }

    /// Whether a text can stand below the fields: a file of YAML is all fields.
    pub(super) fn has_body(&self) -> bool {
        ![".yaml", ".yml"].iter().any(|ending| self.text.file.ends_with(ending))
    }

    /// Tells one thing: what is wrong, how it is mended. Neither the words nor the place are worked out for
    /// what is folded: a line of a megabyte may hold a million mistakes.
    pub(super) fn tell(&mut self, code: &'static Code, span: Range<usize>, say: impl FnOnce() -> (Both, Both)) {
        self.tell_edit(code, span, say, || None);
    }

    /// Records what may be no mistake at all.
    pub(super) fn warn(&mut self, code: &'static Code, span: Range<usize>, message: Both, help: Both) {
        let told = Diagnostic::at(code, self.text.place(span), message).help(help);
        self.list.push(told.told_as(Severity::Warning));
    }

    /// The same as [`Told::tell`], with the mend itself.
    pub(super) fn tell_edit(
        &mut self,
        code: &'static Code,
        span: Range<usize>,
        say: impl FnOnce() -> (Both, Both),
        edit: impl FnOnce() -> Option<Edit>,
    ) {
        if code.severity == Severity::Error {
            self.unread.push(span.clone());
        }
        let index = self.kinds.iter().position(|kind| kind.code == code).unwrap_or_else(|| {
            self.kinds.push(Kind { code, count: 0, folded: None, edits: Vec::new() });
            self.kinds.len() - 1
        });
        let Some(kind) = self.kinds.get_mut(index) else { return };
        kind.count += 1;
        if kind.count > kind.each() {
            kind.folded.get_or_insert(span);
            if kind.edits.len() < EDITS_MAX {
                kind.edits.extend(edit());
            }
            return;
        }
        let (message, help) = say();
        let mut told = Diagnostic::at(code, self.text.place(span), message).help(help);
        told.edit = edit();
        self.list.push(told);
    }

    /// The text itself.
    pub(super) fn text(&self) -> &'t Text {
        self.text
    }

    /// What could not be read.
    pub(super) fn unread(&mut self) -> Vec<Range<usize>> {
        std::mem::take(&mut self.unread)
    }

    /// Everything told, in the order of the text.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for kind in &mut self.kinds {
            let Some(span) = kind.folded.clone() else { continue };
            let more = kind.count - kind.each();
            let mut told = Diagnostic::more(kind.code, self.text.place(span), more)
                .help(both!("改法和前面的一样", "mended like those before"));
            told.edit = as_one(&self.text.text, std::mem::take(&mut kind.edits));
            self.list.push(told);
        }
        self.list.sort_by_key(|told| told.place.as_ref().map(|place| place.span.start));
        self.list
    }
}

/// Several edits as one, from the begin of the first to the end of the last. Of two that overlap the first is kept.
fn as_one(text: &str, mut edits: Vec<Edit>) -> Option<Edit> {
    edits.sort_by_key(|edit| edit.span.start);
    let start = edits.first()?.span.start;
    let (mut out, mut at) = (String::new(), start);
    for edit in edits.into_iter().filter(|edit| edit.span.start <= edit.span.end) {
        if edit.span.start < at {
            continue;
        }
        out.push_str(text.get(at..edit.span.start)?);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    Some(Edit { span: start..at, text: out })
}

/// The first characters of a text, to be shown in a message.
pub(super) fn clip(text: &str) -> String {
    const SHOWN: usize = 24;
    let mut shown: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::codes::ODD_SPACE;

    #[test]
    fn the_same_repair_is_told_ten_times_and_then_counted() {
        let text = Text::new("a.md", "x\n".repeat(30));
        let mut told = Told::new(&text);
        for line in 0..30 {
            told.tell(&ODD_SPACE, line * 2..line * 2 + 1, || (both!("看", "see"), both!("改", "mend")));
        }
        let list = told.finish();
        assert_eq!(list.len(), 11);
        let last = &list[10];
        assert_eq!(last.place.as_ref().unwrap().line, 11);
        assert_eq!(last.message.zh, "从这里起还有 20 处同样的问题：制表符、全角空格等当作普通空格");
    }
}
