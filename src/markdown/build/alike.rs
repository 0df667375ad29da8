//! Lines that are alike. One that begins with a name, a time, or what may be a number or a label, may be prose; two
//! that stand together are lines.

use super::names::{are_listed, entry};
use crate::markdown::{lines, moments};

/// What makes lines of some that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alike {
    /// They are of one order; what follows may go on with them.
    Ordered,
    /// They are of a list, and what follows is no part of them.
    Listed,
}

/// What a line has alike with the one above it, or with the one below it.
pub(super) fn alike(above: &str, this: &str, below: &str) -> Option<Alike> {
    let either = |are: fn(&str, &str) -> bool| goes_with(above, this, are) || goes_with(this, below, are);
    let are_timed = || {
        let may_begin = moments::begins(above) || !lines::is_torn(above);
        goes_with(above, this, are_timed) || may_begin && goes_with(this, below, are_timed)
    };
    if lines::goes_on(above) {
        None
    } else if either(are_listed) || are_timed() {
        Some(if is_whole(this) { Alike::Listed } else { Alike::Ordered })
    } else {
        (either(lines::are_numbered) || either(lines::are_labelled)).then_some(Alike::Ordered)
    }
}

fn goes_with(above: &str, below: &str, are: fn(&str, &str) -> bool) -> bool {
    !lines::goes_on(above) && are(above, below)
}

/// Whether both begin with a time, a day or a place, and the first was not wrapped there: text that is wrapped has
/// lines of one length, and ends with a sentence; and of a schedule each line has a gap behind its time.
fn are_timed(above: &str, below: &str) -> bool {
    let length = |line: &str| line.trim().chars().count();
    let is_wrapped = || lines::is_torn(above) && (lines::is_over(below) || length(above).abs_diff(length(below)) <= 1);
    let are_apart = || moments::stands_apart(above) && moments::stands_apart(below);
    moments::begins(above) && moments::begins(below) && (!is_wrapped() || are_apart())
}

/// Whether a line of a list is all that is said there.
fn is_whole(line: &str) -> bool {
    entry(line).is_some() || !lines::is_torn(line)
}
