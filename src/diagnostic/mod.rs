//! What is wrong, as data: collected by every stage, told all at once, at the author's own line.

mod code;
mod place;
mod print;

pub use code::{Code, Named, Severity};
pub(crate) use place::{LINE_SHOWN_MAX, ends_of_lines};
pub use place::{Place, Text};
pub(crate) use print::parts;
pub use print::{Style, github, json, print, visible};

use crate::both;
use crate::lang::Both;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One thing that is wrong or doubtful in what somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of mistake it is: its stable name and how grave it mostly is.
    pub code: &'static Code,
    /// How grave it is here: as its code says, unless [`Diagnostic::told_as`] says otherwise.
    pub severity: Severity,
    /// Where it is, in the author's own file. None only where no file is to blame.
    pub place: Option<Place>,
    /// What is wrong, for a person who does not program.
    pub message: Both,
    /// How it is mended.
    pub help: Option<Both>,
    /// A second place that belongs to it: the other of two keys, the other page at the same address.
    pub also: Vec<(Place, Both)>,
    /// The mend itself, where it is certain.
    pub edit: Option<Edit>,
}

/// A replacement in one source file: the bytes of `span` (in the decoded text) become `text`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// Bytes of the decoded text that are replaced.
    pub span: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic at a place.
    pub fn at(code: &'static Code, place: Place, message: Both) -> Diagnostic {
        Diagnostic { place: Some(place), ..Diagnostic::nowhere(code, message) }
    }

    /// A diagnostic that no line of a file can be blamed for.
    pub fn nowhere(code: &'static Code, message: Both) -> Diagnostic {
        let severity = code.severity;
        Diagnostic { code, severity, place: None, message, help: None, also: Vec::new(), edit: None }
    }

    /// Stands for so many more of the same from a place on.
    pub fn more(code: &'static Code, place: Place, count: usize) -> Diagnostic {
        let (zh, en) = code.about;
        let message = both!("从这里起还有 {count} 处同样的问题：{zh}", "from here on {count} more of the same: {en}");
        Diagnostic::at(code, place, message)
    }

    /// Adds how it is mended.
    pub fn help(mut self, help: Both) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// Adds a second place.
    pub fn also(mut self, place: Place, what: Both) -> Diagnostic {
        self.also.push((place, what));
        self
    }

    /// Adds the certain mend.
    pub fn edit(mut self, span: Range<usize>, text: impl Into<String>) -> Diagnostic {
        self.edit = Some(Edit { span, text: text.into() });
        self
    }

    /// Makes it as grave as it is for what was asked: what a build only warns of may be an error for whoever
    /// asks about nothing else.
    pub fn told_as(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }

    /// Whether it stops the publishing, whatever was asked for.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it stops the publishing; where warnings do (`strict`), with them.
    pub fn stops(&self, strict: bool) -> bool {
        self.is_error() || (strict && self.severity == Severity::Warning)
    }

    /// How grave it is; where warnings are errors (`strict`), with that in mind.
    pub fn level(&self, strict: bool) -> Severity {
        if self.stops(strict) { Severity::Error } else { self.severity }
    }
}

/// Whether any of some diagnostics stops the publishing; where warnings do (`strict`), with them.
pub fn any_stops(told: &[Diagnostic], strict: bool) -> bool {
    told.iter().any(|told| told.stops(strict))
}

/// The settings of the site: all else goes by them, and what is wrong in them comes back elsewhere.
const SETTINGS: &str = "content/site.yaml";

/// Puts diagnostics in the order in which a person works through them: the settings of the site first, then by file,
/// line and column, then by code; and tells the same thing once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| d.place.as_ref().map(|p| (&*p.file != SETTINGS, p.file.clone(), p.line, p.column));
        (key(a), a.code.id, &a.message.zh).cmp(&(key(b), b.code.id, &b.message.zh))
    });
    diagnostics.dedup();
}
