//! PARSE, the body: Markdown as people type it in Chinese → [`Document`].

mod document;

pub use document::*;
