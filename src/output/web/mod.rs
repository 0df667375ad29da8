//! The site: pages that people read.

mod entry;
mod lists;
mod ranking;
mod shell;
mod subscribe;

use super::parts::{CardView, FeedView, PictureView};
use super::{Artifact, Rank, View};
use crate::diagnostic::Diagnostic;
use crate::hash::Shared;
use crate::site::Site;
use crate::site::{Placed, file_of};
use crate::theme::Theme;
use serde::Serialize;
use shell::Shell;
use std::collections::HashMap;
use std::hash::Hash;
use tera::Context;

/// Every page of the site, and what machines read of it.
pub(super) fn plan(site: &Site, theme: &Theme) -> Vec<Artifact> {
    let stage = Stage::new(site, theme);
    let mut artifacts = entry::plan(&stage);
    artifacts.extend(lists::plan(&stage));
    artifacts.push(subscribe::plan(&stage));
    artifacts.extend(ranking::plan(&stage));
    artifacts.extend(machines(&stage));
    artifacts
}

/// What all pages share: made once.
struct Stage<'a> {
    site: &'a Site,
    theme: &'a Theme,
    shell: Shared<Shell>,
    cards: HashMap<&'a str, Shared<CardView>>,
}

impl<'a> Stage<'a> {
    fn new(site: &'a Site, theme: &'a Theme) -> Stage<'a> {
        let card = |placed: &'a Placed| (placed.address.as_str(), Shared::new(CardView::of(site, placed)));
        Stage {
            site,
            theme,
            shell: Shared::new(Shell::of(site, theme)),
            cards: site.entries.iter().map(card).collect(),
        }
    }

    fn card(&self, placed: &Placed) -> Shared<CardView> {
        self.cards[placed.address.as_str()].clone()
    }

    /// A page that one template shows of one value.
    fn page<C: Content>(&self, template: &'static str, path: &str, rank: Rank, meta: Meta, content: C) -> Artifact {
        let shell = self.shell.clone();
        let page = Page { template, shell, meta, content };
        Artifact::made(file_of(path), rank, self.theme, page)
    }

    /// What a page says of itself to machines.
    fn meta(&self, title: &str, description: &str, path: &str) -> Meta {
        Meta {
            title: title.to_owned(),
            description: description.to_owned(),
            canonical: self.site.urls.absolute(path),
            home: path.is_empty(),
            feeds: Vec::new(),
            share: None,
        }
    }
}

/// What a page says of itself to machines.
#[derive(Hash, Serialize)]
struct Meta {
    title: String,
    description: String,
    canonical: String,
    home: bool,
    /// The feeds and calendars of what the page shows, beside those of the site.
    feeds: Vec<FeedView>,
    /// The picture that goes with the address where it is shared; its address is absolute.
    share: Option<PictureView>,
}

/// What a template is given as `it`.
trait Content: Hash + Serialize + Send + Sync + 'static {}
impl<T: Hash + Serialize + Send + Sync + 'static> Content for T {}

#[derive(Hash)]
struct Page<C> {
    template: &'static str,
    shell: Shared<Shell>,
    meta: Meta,
    content: C,
}

impl<C: Content> View for Page<C> {
    fn template(&self) -> Option<&'static str> {
        Some(self.template)
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", self.shell.template());
        context.insert("page", &self.meta);
        context.insert("it", &self.content);
        theme.render(self.template, &context).map(String::into_bytes)
    }
}

/// An address in the sitemap.
#[derive(Hash, Serialize)]
struct Location {
    url: String,
    changed: Option<String>,
}

#[derive(Hash, Serialize)]
struct Sitemap {
    locations: Vec<Location>,
}

#[derive(Hash, Serialize)]
struct Robots {
    noindex: bool,
    sitemap: String,
    wechat: String,
}

#[derive(Hash, Serialize)]
struct Alias {
    url: String,
    absolute: String,
}

/// sitemap.xml, robots.txt, 404.html, and the pages at old addresses.
fn machines(stage: &Stage<'_>) -> Vec<Artifact> {
    let site = stage.site;
    let meta = || stage.meta(&site.config.title, "", "");
    let entry = |placed: &Placed| Location {
        url: site.urls.absolute(&placed.address),
        changed: placed.entry.card.changed().map(|when| site.config.zone.rfc3339(when.at())),
    };
    let mut locations = vec![Location { url: site.urls.absolute(""), changed: None }];
    locations
        .extend(site.columns.iter().map(|column| Location { url: site.urls.absolute(&column.address), changed: None }));
    locations.extend(site.entries.iter().map(entry));
    locations.extend(ranking::series(site).map(|path| Location { url: site.urls.absolute(&path), changed: None }));
    let robots = Robots {
        noindex: site.config.noindex,
        sitemap: site.urls.absolute("sitemap.xml"),
        wechat: site.urls.local("wechat/"),
    };
    let mut artifacts = vec![
        stage.page("web/sitemap.xml", "sitemap.xml", Rank::Door, meta(), Sitemap { locations }),
        stage.page("web/robots.txt", "robots.txt", Rank::Door, meta(), robots),
        stage.page("web/404.html", "404.html", Rank::List, meta(), ()),
    ];
    artifacts.extend(site.aliases.iter().map(|(path, to)| {
        let alias = Alias { url: site.urls.local(to), absolute: site.urls.absolute(to) };
        stage.page("web/alias.html", path, Rank::Page, meta(), alias)
    }));
    artifacts
}
