//! `wechat check`.

use super::build::{cache, request};
use super::{Options, report};
use gongsheng::Clock;
use gongsheng::diagnostic::Diagnostic;
use std::path::PathBuf;

/// Says what WeChat does not take: of the articles of all entries, or of files of HTML from anywhere. Returns
/// whether it takes all of it.
pub fn check(options: &Options, files: &[PathBuf], now: Clock) -> bool {
    if files.is_empty() {
        let built = gongsheng::check_articles(&request(options, now, &cache(options)));
        let failed = built.diagnostics.iter().any(|told| told.stops(built.strict));
        report::diagnostics(&built.diagnostics, built.strict, options);
        report::checked(&built, failed, options);
        return !failed;
    }
    let told: Vec<Diagnostic> = files.iter().flat_map(|file| gongsheng::check_html(file)).collect();
    let failed = told.iter().any(|told| told.stops(options.strict));
    report::diagnostics(&told, options.strict, options);
    report::checked_files(files.len(), failed, options);
    !failed
}
