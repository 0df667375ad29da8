//! Formulas as TeX writes them.

use super::{Foreign, between};
use crate::both;
use crate::lang::Both;
use crate::markdown::cjk::has_cjk;

/// `$a^2$`, `$$…$$`
pub(super) fn in_dollars(before: &str, rest: &str) -> Option<Foreign> {
    let paragraph = rest.get(2..)?.split("\n\n").next()?;
    let block = rest.strip_prefix("$$").and_then(|_| paragraph.split_once("$$"));
    let inside = match block {
        Some((inside, _)) => inside,
        None => between(rest, "$", "$")?,
    };
    let after = &rest[inside.len() + if block.is_some() { 4 } else { 2 }..];
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '$';
    let apart = !before.ends_with(of_name) && !after.starts_with(of_name);
    let tight = block.is_some() || !inside.starts_with(' ') && !inside.ends_with(' ');
    let math = inside.contains(['^', '\\', '_']) || block.is_some() && inside.contains('=');
    let message = both!("公式在这里排不出来，会照原样显示", "formulas are not set here, and are shown as they stand");
    (apart && tight && math && !inside.contains('$')).then(|| formula(rest.len() - after.len(), message))
}

/// `\(0.3 \times A\)`, `\[a^2\]`, of which Markdown takes the backslashes away.
pub(super) fn in_brackets(_: &str, rest: &str) -> Option<Foreign> {
    let paragraph = rest.split("\n\n").next()?;
    let inside = [("\\(", "\\)"), ("\\[", "\\]")]
        .into_iter()
        .find_map(|(open, close)| paragraph.strip_prefix(open)?.split_once(close).map(|(inside, _)| inside))?;
    let is_command = |at: usize| inside[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    let math = inside.contains(['^', '_']) || inside.match_indices('\\').any(|(at, _)| is_command(at));
    let message = both!("公式在这里排不出来，“\\”会不见", "formulas are not set here, and lose their backslashes");
    (math || inside.contains('=') && !has_cjk(inside)).then(|| formula(inside.len() + 4, message))
}

fn formula(length: usize, message: Both) -> Foreign {
    let help = both!(
        "简单的写成文字（上标用 <sup>2</sup>，下标用 <sub>2</sub>，乘号用 ×），复杂的截成图片",
        "write simple ones as text (<sup>2</sup>, <sub>2</sub>, ×), and put others in as pictures"
    );
    Foreign { length, message, help, mend: None }
}
