//! What people typed at the head of a file: keys with their places.

use std::ops::Range;

/// A mapping, in the order in which it was typed. A key may stand in it twice: whoever reads it tells that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// The pairs in order.
    pub entries: Vec<Entry>,
    /// Bytes of the whole mapping in the decoded text.
    pub span: Range<usize>,
    /// What could not be read, as a field or at all: of the outermost mapping only.
    pub unread: Vec<Range<usize>>,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as typed, without white space around it.
    pub key: String,
    /// Bytes of the key.
    pub key_span: Range<usize>,
    /// Its value.
    pub node: Node,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Bytes of the value, quotes included. For an empty one, where it would stand.
    pub span: Range<usize>,
}

/// What a value can be. A scalar is always text: what it means is the business of whoever asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing stands there.
    Empty,
    /// A scalar, as meant: quotes and escapes undone.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Map),
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}
