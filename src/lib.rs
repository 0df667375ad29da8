//! 工声 — a county union's publishing tool.
#![warn(missing_docs)]

pub mod diagnostic;
pub mod front_matter;
pub mod lang;
pub mod markdown;
