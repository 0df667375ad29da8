//! An official letter that its author signed: on paper the program signs it too.

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::when;
use std::ops::Range;

/// Unit and date would stand at its end twice.
pub static SIGNED_TWICE: Code =
    Code::warning("signed-twice", "公文的署名会印两遍", "an official letter would be signed twice");

/// Tells of a last line that is a date and nothing else.
pub(super) fn check(text: &Text, body: Range<usize>) -> Option<Diagnostic> {
    let typed = text.text.get(body.clone())?.trim_end();
    let line = typed.rsplit('\n').next()?;
    let date = line.trim();
    when::parse(date, None).ok().filter(|when| !when.is_precise())?;
    let start = body.start + typed.len() - date.len();
    let message = both!(
        "打印成公文时，最后自己印署名和日期，这里的就印了两遍",
        "printed as an official letter it is signed and dated by itself, and this would be there twice"
    );
    let help = both!(
        "删去正文最后的署名和日期：印的署名是 site.yaml 的“主办单位”，日期是这一篇的“日期”",
        "delete unit and date at the end of the body: `org` of site.yaml and the `date` of the entry are printed"
    );
    Some(Diagnostic::at(&SIGNED_TWICE, text.place(start..start + date.len()), message).help(help))
}
