//! A theme: an ordinary style sheet, read once, matched against each article.
//!
//! ```text
//! text ─▶ read ─▶ sheet ─▶ cascade ─▶ what each element of a tree looks like
//!         token, shorthand, variables, calc, colour, platform
//! ```

mod calc;
mod cascade;
mod colour;
mod looks;
mod platform;
pub(super) mod property;
mod read;
mod selector;
mod sheet;
mod shorthand;
#[cfg(test)]
mod tests;
mod token;
pub(super) mod value;
mod variables;

pub(super) use cascade::{BARE, style};
pub(super) use looks::{Style, Styled, Styles};
pub(super) use platform::Why;
pub(super) use selector::Pseudo;
pub use sheet::{Dropped, StyleSheet};

use super::dialect::Dialect;
use sheet::Layer;

const READER: &str = include_str!("sheets/reader.css");
const BASE: &str = include_str!("sheets/base.css");
const FURNITURE: &str = include_str!("sheets/furniture.css");
const OWN: &str = include_str!("sheets/own.css");
const DOOCS: &str = include_str!("sheets/doocs.css");
const PLATFORM: &str = include_str!("sheets/platform.css");

/// The classes of the parts that only we have. What a theme says of all paragraphs is not meant for a line of a
/// notice's card; a rule that names one of these is.
const FURNITURE_CLASSES: &[&str] = &[
    "facts",
    "lines",
    "state",
    "fact",
    "chief",
    "label",
    "address",
    "value",
    "quotas",
    "channel",
    "count",
    "series",
    "box",
    "box-tip",
    "box-important",
    "box-question",
    "box-title",
    "timeline",
    "step",
    "time",
    "correction",
    "attachments",
    "attachments-title",
    "attachment",
    "closing",
    "source",
    "signature",
    "signed",
    "hotline",
    "qr",
    "ranking",
    "number",
    "name",
    "host",
    "score",
    "top",
    "half",
    "tasks",
    "notes",
    "note",
    "caption",
];

/// A theme with what lies below and above it; `asked` is what site.yaml asks for.
pub(super) fn read_theme(dialect: Dialect, text: &str, asked: &str) -> StyleSheet {
    let mut sheet = StyleSheet::default();
    sheet.read(Layer::Reader, READER, &[]);
    sheet.read(Layer::Base, BASE, &[]);
    if dialect == Dialect::Doocs {
        sheet.read(Layer::Base, DOOCS, &[]);
    }
    sheet.read(Layer::Furniture, FURNITURE, &[]);
    if !dialect.is_foreign() {
        sheet.read(Layer::Furniture, OWN, &[]);
    }
    sheet.read(Layer::Theme, text, FURNITURE_CLASSES);
    sheet.read(Layer::Asked, asked, &[]);
    sheet.read(Layer::Platform, PLATFORM, &[]);
    let (root, _) = super::emit::root(dialect);
    sheet.index(|sheet| cascade::root_variables(sheet, &root));
    sheet
}

/// The sheets that lie below a theme and above it, from the lowest to the highest: what a browser needs to come
/// to the same looks. What a theme says of the parts that the third is about goes above it all the same.
#[doc(hidden)]
pub fn sheets(dialect: Dialect) -> (Vec<&'static str>, Vec<&'static str>) {
    let below = if dialect == Dialect::Doocs { vec![BASE, DOOCS] } else { vec![BASE] };
    let above = if dialect.is_foreign() { vec![FURNITURE, PLATFORM] } else { vec![FURNITURE, OWN, PLATFORM] };
    (below, above)
}
