//! What of a body readers read as sentences, and where it was typed: only the parser knows.

use std::ops::Range;

/// What readers read of a body: bytes of the file.
#[derive(Clone, Debug, Default)]
pub struct Readable {
    /// The paragraphs, items, headings and rows, each from the beginning of its first line, in order.
    pub blocks: Vec<Range<usize>>,
    /// What in them is no prose: code, tags, what was taken out.
    pub hidden: Vec<Range<usize>>,
    /// What stands behind the texts of links and the names of definitions.
    pub leads: Vec<Lead>,
}

/// Where a link leads: `(a.md#b "c")`, or the name of what says so, `[d]`.
#[derive(Clone, Debug)]
pub struct Lead {
    /// All of it.
    pub span: Range<usize>,
    /// Its title, which stands below a picture. Empty where it has none.
    pub title: Range<usize>,
}
