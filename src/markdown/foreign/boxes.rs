//! Boxes that begin with a line of marks.

use super::{Foreign, is_first_on_its_line, word};
use crate::both;

/// The boxes of MkDocs.
#[rustfmt::skip]
const ADMONITIONS: &[&str] = &[
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
    "important", "attention", "caution", "hint",
];

/// `!!! note`
pub(super) fn admonition(before: &str, rest: &str) -> Option<Foreign> {
    let name = word(rest.strip_prefix("!!! ").or_else(|| rest.strip_prefix("??? "))?);
    (is_first_on_its_line(before) && ADMONITIONS.contains(&name)).then(|| boxed(4 + name.len()))
}

/// `::: warning` of VuePress and markdown-it.
pub(super) fn container(before: &str, rest: &str) -> Option<Foreign> {
    let after = rest.trim_start_matches(':');
    let marks = rest.len() - after.len();
    let name = word(after.trim_start_matches(' '));
    let length = rest.len() - after.trim_start_matches(' ').len() + name.len();
    (is_first_on_its_line(before) && marks >= 3 && !name.is_empty()).then(|| boxed(length))
}

fn boxed(length: usize) -> Foreign {
    Foreign {
        length,
        message: both!("提示框不是这样写的，会照原样显示", "this makes no box here and is shown as it stands"),
        help: both!(
            "上面空一行，第一行写“> [!提示]”或“> [!重要]”，框里的每一行前面写“> ”，原来的记号删去",
            "after an empty line write `> [!提示]` or `> [!重要]`, begin each line in the box with `> `, and delete these marks"
        ),
        mend: None,
    }
}
