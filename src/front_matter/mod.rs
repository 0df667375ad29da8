//! PARSE, the head of a file: what people type → a tree of keys with their places, every repair recorded.

mod tree;

pub use tree::{Entry, Map, Node, Value};
