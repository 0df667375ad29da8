//! The stable names of mistakes, and how grave they are. Each stage keeps the codes of its own room.

use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Stops the publishing; the site that was there before is untouched.
    Error,
    /// The site is built; `--strict` makes an error of it.
    Warning,
    /// Told in every build, stops none, and cannot be silenced: what somebody has decided with open eyes.
    Notice,
}

/// A kind of mistake.
#[derive(Debug)]
pub struct Code {
    /// Its stable name, `unknown-key`: what `--format json` and `site.yaml` know it by.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it means in one line: 中文, English.
    pub about: (&'static str, &'static str),
}

impl Code {
    /// A mistake that stops the publishing.
    pub const fn error(id: &'static str, zh: &'static str, en: &'static str) -> Code {
        Code { id, severity: Severity::Error, about: (zh, en) }
    }

    /// A decision that is told in every build.
    pub const fn notice(id: &'static str, zh: &'static str, en: &'static str) -> Code {
        Code { id, severity: Severity::Notice, about: (zh, en) }
    }

    /// A mistake that is told and built with.
    pub const fn warning(id: &'static str, zh: &'static str, en: &'static str) -> Code {
        Code { id, severity: Severity::Warning, about: (zh, en) }
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

/// A code by its name: how those who read names are handed the table of all codes, which stands above them.
pub type Named = fn(&str) -> Option<&'static Code>;
