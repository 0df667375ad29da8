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
        return report::checked(&built.diagnostics, built.strict, report::entries(built.entries), options);
    }
    let told: Vec<Diagnostic> = files.iter().flat_map(|file| gongsheng::check_html(file)).collect();
    report::checked(&told, options.strict, report::files(files.len()), options)
}
