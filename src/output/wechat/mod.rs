//! WeChat: an article as the platform keeps it, and a page from which it is copied.
//!
//! What survives there is written in the rules of the platform's article checker: few tags, inline styles,
//! no class, no id, links only to its own articles.

mod article;
mod emit;
mod frame;
mod style;

pub use article::Article;

use super::{Artifact, Rank, View};
use crate::diagnostic::Diagnostic;
use crate::site::{Site, file_of};
use crate::theme::Theme;
use article::Source;
use serde::Serialize;
use tera::Context;

/// The page from which an article is copied.
#[derive(Hash)]
struct Preview {
    source: Source,
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
        let article = self.source.article();
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
    let row = |placed: &crate::site::Placed| Row {
        title: placed.entry.card.header.title.clone(),
        url: site.urls.local(&path(&placed.address)),
        kind: placed.kind().info().label.0,
        date: placed.entry.card.date().map(|date| crate::when::date(date.day(), true)).unwrap_or_default(),
    };
    let index = Index { frame: frame.clone(), rows: site.entries.iter().map(row).collect() };
    let mut artifacts = vec![Artifact::made(file_of("wechat/"), Rank::List, theme, index)];
    artifacts.extend(site.entries.iter().map(|placed| {
        let preview = Preview { source: Source::of(site, placed), frame: frame.clone() };
        Artifact::made(path(&placed.address), Rank::Page, theme, preview)
    }));
    artifacts
}
