//! Lines that are alike. One line that begins with a name, or with what may be a number, may be prose; two that stand
//! together are lines.

use super::names::are_listed;
use crate::markdown::lines;

/// Whether two lines, one right below the other, are lines on the page because of each other.
pub(super) fn are_alike(above: &str, below: &str) -> bool {
    !goes_on(above) && (lines::are_numbered(above, below) || are_listed(above, below))
}

/// Whether a line says of itself that the next goes on with it.
fn goes_on(line: &str) -> bool {
    line.trim_end().ends_with(['，', '、', ','])
}
