//! The site: pages that people read.

mod entry;
mod head;
mod json_ld;
mod lists;
mod notice;
mod ranking;
mod shell;
mod sitemap;
mod subscribe;

use super::parts::CardView;
use super::{Artifact, Rank, View};
use crate::diagnostic::Diagnostic;
use crate::hash::Shared;
use crate::site::Site;
use crate::site::{Placed, file_of};
use crate::theme::Theme;
use head::{Heads, Meta};
use rayon::prelude::*;
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
    heads: Heads,
    cards: HashMap<&'a str, Shared<CardView>>,
}

impl<'a> Stage<'a> {
    fn new(site: &'a Site, theme: &'a Theme) -> Stage<'a> {
        let card = |placed: &'a Placed| (placed.address.as_str(), Shared::new(CardView::of(site, placed)));
        Stage {
            site,
            theme,
            shell: Shared::new(Shell::of(site, theme)),
            heads: Heads::of(site, theme),
            cards: site.entries.par_iter().map(card).collect(),
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

/// robots.txt, 404.html, the sitemap, and the pages at old addresses.
fn machines(stage: &Stage<'_>) -> Vec<Artifact> {
    let site = stage.site;
    let meta = || stage.meta(&site.config.title, "", "");
    let robots = Robots {
        noindex: site.config.noindex,
        sitemap: site.urls.absolute(sitemap::PATH),
        wechat: site.urls.local("wechat/"),
    };
    let mut artifacts = vec![
        stage.page("web/robots.txt", "robots.txt", Rank::Door, meta(), robots),
        // It is shown at any address, so none is its own.
        stage.page(
            "web/404.html",
            "404.html",
            Rank::List,
            Meta { canonical: String::new(), ..meta() },
            lists::on_now(stage),
        ),
    ];
    artifacts.extend(sitemap::plan(stage));
    artifacts.extend(site.aliases.iter().map(|(path, to)| {
        let alias = Alias { url: site.urls.local(to), absolute: site.urls.absolute(to) };
        stage.page("web/alias.html", path, Rank::Page, meta(), alias)
    }));
    artifacts
}
