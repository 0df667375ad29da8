//! `wechat check`.

use super::build::{cache, request};
use super::{Options, report};
use gongsheng::{Built, Clock, Hidden};
use std::path::PathBuf;

/// Says what WeChat does not take: of the articles of all entries, or of files of HTML from anywhere. Returns
/// whether it takes all of it.
pub fn check(options: &Options, files: &[PathBuf], now: Clock) -> bool {
    let built = if files.is_empty() {
        gongsheng::check_articles(&request(options, now, &cache(options)))
    } else {
        let diagnostics = files.iter().flat_map(|file| gongsheng::check_html(file)).collect();
        let (hidden, strict) = (Hidden::default(), options.strict);
        Built { changes: None, entries: 0, hidden, next_moment: None, until: None, diagnostics, strict }
    };
    let failed = built.diagnostics.iter().any(|told| told.stops(built.strict));
    report::diagnostics(&built, options);
    match files.len() {
        0 => report::checked(&built, failed, options),
        files => report::checked_files(files, failed, options),
    }
    !failed
}
