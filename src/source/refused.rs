//! What lies in `content/` and was not read: that is told, and need not be told again as if it were not there.

use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::path::Path;

/// Files that were not read, and folders that were not looked into: their paths below `content/`.
#[derive(Debug, Default, Hash)]
pub struct Refused(BTreeSet<String>);

impl Refused {
    /// What errors of reading are told of.
    pub(super) fn of(told: &[Diagnostic]) -> Refused {
        let path = |told: &Diagnostic| {
            let file = &*told.place.as_ref().filter(|_| told.is_error())?.file;
            Some(Path::new(file).strip_prefix("content").ok()?.to_str()?.to_owned())
        };
        Refused(told.iter().filter_map(path).collect())
    }

    /// Whether it holds a path, or a folder above it.
    pub fn holds(&self, path: &str) -> bool {
        let held = |path: &Path| path.to_str().is_some_and(|path| self.0.contains(path));
        !self.0.is_empty() && Path::new(path).ancestors().any(held)
    }
}
