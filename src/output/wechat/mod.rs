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
mod lift;
mod reader;
pub mod rules;
mod themes;
pub mod tree;
mod write;

pub use article::{Article, Source};
pub use check::{check, check_html};
pub use css::{Dropped, sheets};
pub use dialect::Dialect;
pub use themes::{ArticleTheme, FOLDER, Themes};

use super::{Artifact, Rank, View};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::hash::Key;
use crate::site::{Placed, Site, file_of};
use crate::theme::Theme;
use serde::Serialize;
use tera::Context;

/// The page from which an article is copied.
#[derive(Hash)]
struct Preview {
    source: Source,
    theme: String,
    /// Of the theme's own text.
    theme_key: Key,
    frame: Frame,
}

/// What stands around the article.
#[derive(Clone, Hash, Serialize)]
struct Frame {
    site: String,
    language: String,
    index: String,
    style: String,
    script: String,
}

impl View for Preview {
    fn template(&self) -> Option<&'static str> {
        Some("wechat/preview.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let Some(article_theme) = theme.articles().get(&self.theme) else {
            let name = &self.theme;
            let message = both!("没有“{name}”这个推文样式", "there is no theme “{name}”");
            return Err(Diagnostic::nowhere(&codes::UNKNOWN_THEME, message));
        };
        let article = self.source.article(article_theme);
        let mut context = Context::new();
        context.insert("frame", &self.frame);
        context.insert("article", &article);
        theme.render("wechat/preview.html", &context).map(String::into_bytes)
    }
}

#[derive(Hash, Serialize)]
struct Row {
    title: String,
    url: String,
    kind: &'static str,
    date: String,
}

/// The list of all articles.
#[derive(Hash)]
struct Index {
    frame: Frame,
    rows: Vec<Row>,
}

impl View for Index {
    fn template(&self) -> Option<&'static str> {
        Some("wechat/index.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("frame", &self.frame);
        context.insert("rows", &self.rows);
        theme.render("wechat/index.html", &context).map(String::into_bytes)
    }
}

/// One page an entry below `wechat/`, and their list; none where site.yaml keeps them out of the site.
pub(super) fn plan(site: &Site, theme: &Theme) -> Vec<Artifact> {
    if !site.config.wechat.public {
        return Vec::new();
    }
    let asset = |name: &str| theme.assets().get(name).map(|asset| site.urls.local(&asset.path)).unwrap_or_default();
    let frame = Frame {
        site: site.config.title.clone(),
        language: site.config.language.clone(),
        index: site.urls.local("wechat/"),
        style: asset("preview.css"),
        script: asset("copy.js"),
    };
    let path = |address: &str| format!("wechat/{}.html", address.trim_end_matches('/'));
    let row = |placed: &Placed| Row {
        title: placed.entry.card.header.title.clone(),
        url: site.urls.local(&path(&placed.address)),
        kind: placed.kind().info().label.0,
        date: placed.entry.card.date().map(|date| crate::when::date(date.day(), true)).unwrap_or_default(),
    };
    let index = Index { frame: frame.clone(), rows: site.entries.iter().map(row).collect() };
    let mut artifacts = vec![Artifact::made(file_of("wechat/"), Rank::List, theme, index)];
    artifacts.extend(site.entries.iter().map(|placed| {
        let name = theme_of(site, theme, placed);
        let preview = Preview {
            source: Source::of(site, placed),
            theme_key: theme.key(&format!("{FOLDER}{name}.css")),
            theme: name,
            frame: frame.clone(),
        };
        Artifact::made(path(&placed.address), Rank::Page, theme, preview)
    }));
    artifacts
}

/// The name of an entry's theme.
fn theme_of(site: &Site, theme: &Theme, placed: &Placed) -> String {
    let named = placed.entry.card.header.wechat.theme.as_ref().map(|theme| theme.value.as_str());
    let of_site = site.config.wechat.theme.as_ref().map(|theme| theme.value.as_str());
    let chosen = theme.articles().choose(named, of_site, placed.kind());
    chosen.map(|theme| theme.name.clone()).unwrap_or_default()
}
