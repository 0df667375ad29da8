//! What is told, before it is traced to its line.

use super::codes;
use crate::both;
use crate::diagnostic::{Code, Diagnostic, Severity, Text};
use crate::lang::Both;
use std::ops::Range;

/// One thing to tell.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub code: &'static Code,
    /// Its bytes in the file.
    pub span: Range<usize>,
    pub message: Both,
    pub help: Both,
    /// What stands there afterwards, where it is certain.
    pub edit: Option<String>,
}

/// The most errors and the most warnings about one file: each is traced to its line and column, which takes
/// time. `fix` comes round again for the others.
const TOLD_MAX: usize = 500;

/// Traces all to their places, in the order of the file.
pub(super) fn placed(mut told: Vec<Told>, text: &Text) -> Vec<Diagnostic> {
    told.sort_by_key(|told| (told.span.start, told.span.end, told.code.id));
    let (mut errors, mut warnings) = (0, 0);
    let mut out = Vec::new();
    for told in told {
        let count = if told.code.severity == Severity::Error { &mut errors } else { &mut warnings };
        *count += 1;
        if *count > TOLD_MAX {
            continue;
        }
        let diagnostic = Diagnostic::at(told.code, text.place(told.span.clone()), told.message).help(told.help);
        out.push(match told.edit {
            Some(edit) => diagnostic.edit(told.span, edit),
            None => diagnostic,
        });
    }
    let more = [errors, warnings].into_iter().map(|count: usize| count.saturating_sub(TOLD_MAX)).sum::<usize>();
    if more > 0 {
        out.push(Diagnostic::at(
            &codes::MORE_FINDINGS,
            text.place(text.text.len()..text.text.len()),
            both!("这个文件里还有{more}处没有列出", "{more} more findings in this file are not listed"),
        ));
    }
    out
}
