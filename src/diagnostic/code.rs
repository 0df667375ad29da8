//! The stable names of mistakes. Each stage keeps the codes of its own room; this is the table of tables.

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

/// Every code of the program, in the order of the stages.
pub fn all_codes() -> impl Iterator<Item = &'static Code> {
    TABLES.iter().flat_map(|table| table.iter().copied())
}

const TABLES: &[&[&Code]] = &[
    crate::source::CODES,
    crate::theme::CODES,
    crate::config::CODES,
    crate::front_matter::codes::ALL,
    crate::fields::CODES,
    crate::entry::CODES,
    crate::kind::CODES,
    crate::checks::codes::ALL,
    crate::markdown::codes::ALL,
    crate::site::CODES,
    crate::output::CODES,
    crate::output::wechat::codes::ALL,
    crate::publish::CODES,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_mistakes_share_a_name() {
        let mut seen = HashSet::new();
        for code in all_codes() {
            assert!(seen.insert(code.id), "{} stands in the tables twice", code.id);
            assert!(code.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", code.id);
        }
    }
}
