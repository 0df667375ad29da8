//! Feeds with whole content, in three forms: RSS 2.0, Atom and JSON Feed 1.1; for the site, each kind, each
//! column, and the tags that site.yaml names. Beside them an OPML file that names them all.

mod item;
mod json;
mod renamed;

pub use renamed::SITE_ID_CHANGED;

use super::format::{FORMATS, Format};
use super::{Artifact, Compare, Rank, Scene, View};
use crate::diagnostic::Diagnostic;
use crate::escape::{as_html, xml_text};
use crate::hash::Shared;
use crate::own::OPML;
use crate::site::{Placed, Setting, Site, Topic};
use crate::theme::Theme;
use item::{Item, ItemMeta};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use tera::Context;

/// One feed in one form.
#[derive(Hash)]
struct Feed {
    format: Format,
    head: Arc<Head>,
    items: Vec<Arc<Item>>,
}

/// What a feed says of itself.
#[derive(Hash, Serialize)]
struct Head {
    title: String,
    /// The page that shows the same.
    link: String,
    /// Where the feed itself is.
    own: String,
    /// Plain text, and as HTML.
    about: String,
    description: String,
    language: String,
    /// Who answers for it.
    author: String,
    icon: Option<String>,
    /// The newest change: RFC 2822 and RFC 3339.
    changed: Option<String>,
    changed_iso: String,
}

impl View for Feed {
    fn template(&self) -> Option<&'static str> {
        match self.format {
            Format::Rss => Some("feeds/rss.xml"),
            Format::Atom => Some("feeds/atom.xml"),
            Format::Json => None,
        }
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let Some(template) = self.template() else { return Ok(json::write(self)) };
        let item = |item: &Arc<Item>| {
            tera::Value::from_serializable(&ItemInFeed { meta: &item.meta, content: item.content() })
        };
        let items: Vec<tera::Value> = self.items.iter().map(item).collect();
        let mut context = Context::new();
        context.insert("feed", &*self.head);
        context.insert_value("items", tera::Value::from(items));
        theme.render(template, &context)
    }
}

#[derive(Serialize)]
struct ItemInFeed<'a> {
    meta: &'a ItemMeta,
    content: &'a str,
}

/// The feeds of a site.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, memo, .. } = scene;
    let topics: Vec<(Topic<'_>, Vec<&Shared<Placed>>)> = Topic::all(site)
        .into_iter()
        .map(|topic| {
            let entries = topic.entries(site).take(site.config.feed_items).collect();
            (topic, entries)
        })
        .collect();
    let mut shown: Vec<&Shared<Placed>> = topics.iter().flat_map(|(_, entries)| entries.iter().copied()).collect();
    shown.sort_by(|a, b| a.address.cmp(&b.address));
    shown.dedup_by(|a, b| a.address == b.address);
    let items: Vec<Arc<Item>> = shown.par_iter().map(|&placed| memo.of(&(&site.setting, placed), item_of)).collect();
    let item = |placed: &&Shared<Placed>| {
        let at = shown.binary_search_by(|known| known.address.cmp(&placed.address)).ok()?;
        items.get(at).cloned()
    };
    let mut artifacts = Vec::with_capacity(topics.len() * FORMATS.len() + 1);
    for (topic, entries) in &topics {
        let items: Vec<Arc<Item>> = entries.iter().filter_map(item).collect();
        for format in FORMATS {
            let head = Arc::new(head(site, topic, format, entries));
            let feed = Feed { format, head, items: items.clone() };
            let path = topic.file(format.file());
            // All feeds have the same site in them: one is enough to tell.
            let is_first = artifacts.is_empty();
            let compare = is_first.then(|| Box::new(renamed::renamed) as Compare);
            artifacts.push(Arc::new(Artifact { compare, ..Artifact::of(path, Rank::List, theme, feed) }));
        }
    }
    artifacts.push(opml(site, theme, topics.iter().map(|(topic, _)| topic)));
    artifacts
}

fn item_of(&(setting, placed): &(&Shared<Setting>, &Shared<Placed>)) -> Item {
    Item::of(setting, placed)
}

fn head(site: &Site, topic: &Topic<'_>, format: Format, entries: &[&Shared<Placed>]) -> Head {
    let (config, zone) = (&site.config, site.config.zone);
    let changed = entries.iter().filter_map(|placed| placed.entry.card.changed()).max();
    let link = site.urls.absolute(&topic.address);
    Head {
        title: xml_text(&topic.title),
        own: site.urls.absolute(&topic.file(format.file())),
        about: xml_text(&topic.about),
        description: as_html(&topic.about),
        language: config.language.clone(),
        author: xml_text(config.owner()),
        icon: site.logo.as_ref().map(|logo| site.urls.absolute(&logo.logo().0)),
        changed: changed.map(|when| zone.rfc2822(when.at())),
        // Atom wants an instant of every feed: one that never held anything has not changed since the beginning.
        changed_iso: zone.rfc3339(changed.map_or(zone.local(0), |when| when.at())),
        link,
    }
}

/// A feed in the list of all.
#[derive(Hash, Serialize)]
struct Outline {
    title: String,
    feed: String,
    page: String,
}

#[derive(Hash)]
struct Opml {
    title: String,
    feeds: Vec<Outline>,
}

impl View for Opml {
    fn template(&self) -> Option<&'static str> {
        Some("feeds/opml.xml")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("title", &self.title);
        context.insert("feeds", &self.feeds);
        theme.render("feeds/opml.xml", &context)
    }
}

fn opml<'a>(site: &Site, theme: &Theme, topics: impl Iterator<Item = &'a Topic<'a>>) -> Arc<Artifact> {
    let outline = |topic: &Topic<'_>| Outline {
        title: xml_text(&topic.title),
        feed: site.urls.absolute(&topic.file(Format::Rss.file())),
        page: site.urls.absolute(&topic.address),
    };
    let view = Opml { title: xml_text(&site.config.title), feeds: topics.map(outline).collect() };
    Artifact::made(OPML.to_owned(), Rank::Door, theme, view)
}
