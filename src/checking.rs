//! A check: all that a build would say, and nothing published.

use crate::checks::{self, Rules};
use crate::diagnostic::{Diagnostic, Severity};
use crate::memory::{Cache, Memory};
use crate::output::wechat;
use crate::preparing::{from_look, prepare_with};
use crate::publish::{self, Disk};
use crate::source;
use crate::{Built, Request};
use std::path::Path;

/// Everything that a build would say, without a site. What is made of pictures, to see whether they can be
/// decoded, is kept for the build.
pub fn check(request: &Request<'_>, disk: &dyn Disk) -> Built {
    let cache = Cache::new(request.cache);
    let mut memory = cache.memory();
    let mut prepared = prepare_with(request, &mut memory);
    if let Some(stored) = cache.stored(&memory) {
        cache.keep(&stored, disk);
    }
    let mut told = prepared.render_errors(&prepared.artifacts);
    told.extend(publish::examine(&prepared.artifacts, cache.pictures().as_deref(), disk));
    prepared.tell(told);
    prepared.built(None)
}

/// What WeChat does not take of the articles, whether they are built or not: an error where something is lost
/// or illegible there. Of what else is wrong, only the errors are told.
pub fn check_articles(request: &Request<'_>) -> Built {
    let mut memory = Memory::default();
    let mut prepared = from_look(request, source::look(request.root), &mut memory, None);
    prepared.check_articles(Severity::Error, &mut memory);
    prepared.diagnostics.retain(|told| told.is_error() || wechat::codes::ALL.contains(&told.code));
    prepared.built(None)
}

/// What WeChat does not take of a file of HTML from anywhere.
pub fn check_html(path: &Path) -> Vec<Diagnostic> {
    let mut told = match source::named(path) {
        Ok(text) => wechat::check_html(&text, Severity::Error),
        Err(told) => vec![told],
    };
    checks::veil(&mut told, &Rules::default());
    told
}
