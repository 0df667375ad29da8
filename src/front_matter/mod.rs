//! PARSE, the head of a file: what people type → a tree of keys with their places, every repair recorded.
//!
//! ```text
//! split   fence.rs    where the front matter lies in a .md file
//! parse   clean.rs    line for line: what was typed → clean YAML, every key and value quoted and tagged with its place
//!         read.rs     clean YAML → serde_yaml → the tree
//! ```
//!
//! The structure (nesting, lists, brackets) is serde_yaml's reading; what a key or a value is, is decided
//! before it in the rooms that `clean.rs` asks: `key.rs` finds the colon, `dash.rs` the mark of a list item,
//! `scalar.rs` undoes quotes, `block.rs` reads `|` and `>`, `flow.rs` reads brackets. So YAML can misread no text
//! of an author, and its anchors, tags and directives do not exist here.

mod block;
mod clean;
pub mod codes;
mod dash;
mod fence;
mod flow;
mod frames;
mod key;
mod lines;
mod mistakes;
mod read;
mod repairs;
mod scalar;
mod scan;
mod space;
mod told;
mod tree;
mod value;
mod write;

#[cfg(test)]
mod tests;

pub use fence::{Split, split};
pub(crate) use mistakes::numbered;
pub use tree::{Entry, Map, Node, Value};
pub use write::typed;

use crate::diagnostic::{Diagnostic, Text};
use std::ops::Range;
use told::Told;

/// What [`parse`] makes of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The fields, as far as they could be read. A key may stand in it twice.
    pub map: Map,
    /// Every repair (warnings) and everything that could not be read (errors), in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the fields in a part of a text: the head that [`split`] found, or a whole .yaml file.
///
/// Reading never fails: what cannot be read is told and left out, the rest is read on. The time it takes
/// is linear in the length of the range, and nesting deeper than 16 is refused.
pub fn parse(text: &Text, range: Range<usize>) -> Parsed {
    let mut told = Told::new(text);
    let yaml = clean::clean(&text.text, range.clone(), &mut told);
    let mut map = read::read(&yaml, range, &mut told);
    map.unread = told.unread();
    Parsed { map, diagnostics: told.finish() }
}
