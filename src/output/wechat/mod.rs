//! WeChat: an article as the platform keeps it, and a page from which it is copied.
//!
//! ```text
//! entry ─▶ Source ─▶ emit ─▶ Tree ─▶ style ─▶ finish ─▶ Tree ─▶ write ─▶ HTML
//!                    elements with     css/    tags and declarations
//!                    ids and classes           that survive
//! ```
//!
//! What survives there is written in the rules of the platform's article checker: few tags, inline styles,
//! no class, no id, links only to its own articles.

mod article;
mod check;
pub mod codes;
mod colour;
mod css;
pub mod dark;
mod declare;
mod dialect;
mod emit;
mod finish;
pub mod from_html;
mod index;
mod lift;
mod look;
mod preview;
mod qr;
mod reader;
pub mod rules;
mod sheet;
mod themes;
pub mod tree;
mod write;

pub use article::{Article, Source};
pub use check::{check, check_html};
pub use css::{Dropped, sheets};
pub use dialect::Dialect;
pub use themes::{ArticleTheme, Themes};

pub use preview::page_of;
pub(super) use preview::plan;

use crate::site::{Placed, Setting};
use std::sync::Arc;

/// The theme of an entry; None where `templates/` hold no theme at all.
fn theme_of<'t>(site: &Setting, articles: &'t Themes, placed: &Placed) -> Option<&'t Arc<ArticleTheme>> {
    let named = placed.entry.card.header.wechat.theme.as_ref().map(|theme| theme.value.as_str());
    let of_site = site.config.wechat.theme.as_ref().map(|theme| theme.value.as_str());
    articles.choose(named, of_site, placed.kind())
}
