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
use super::{Artifact, Rank, Scene, View};
use crate::diagnostic::Diagnostic;
use crate::hash::{Key, Shared};
use crate::own;
use crate::site::{Placed, Setting, Site, file_of};
use crate::theme::Theme;
use head::{Heads, Meta};
use serde::Serialize;
use shell::Shell;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use tera::Context;

/// Every page of the site, and what machines read of it.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let stage = Stage::new(scene);
    let (mut artifacts, lists) = rayon::join(|| entry::plan(&stage), || lists::plan(&stage));
    artifacts.extend(lists);
    artifacts.push(subscribe::plan(&stage));
    artifacts.extend(ranking::plan(&stage));
    artifacts.extend(machines(&stage));
    artifacts
}

/// What the bytes of a page follow from, beside what the page is of: made once for all pages.
struct Frame<'a> {
    setting: &'a Shared<Setting>,
    theme: &'a Theme,
    shell: Shared<Shell>,
    heads: Heads,
    key: Key,
}

/// The key is that of all the rest, hashed once for all pages.
impl Hash for Frame<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl<'a> Frame<'a> {
    fn new(site: &'a Site, theme: &'a Theme) -> Frame<'a> {
        let (shell, heads) = (Shared::new(Shell::of(site, theme)), Heads::of(site, theme));
        let key = Key::of(&(&site.setting, theme, &shell, &heads));
        Frame { setting: &site.setting, theme, shell, heads, key }
    }

    /// A page that one template shows of one value.
    fn page<C: Content>(&self, template: &'static str, path: &str, rank: Rank, meta: Meta, content: C) -> Artifact {
        let shell = self.shell.clone();
        Artifact::of(file_of(path), rank, self.theme, Page { template, shell, meta, content })
    }
}

/// Where pages are made: in a frame, of what the scene holds.
struct Stage<'a> {
    scene: Scene<'a>,
    frame: Frame<'a>,
}

/// The scene is left out: whoever makes a page holds the entries of which it is.
impl Hash for Stage<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Stage { scene: _, frame } = self;
        frame.hash(state);
    }
}

impl<'a> Stage<'a> {
    fn new(scene: Scene<'a>) -> Stage<'a> {
        Stage { scene, frame: Frame::new(scene.site, scene.theme) }
    }

    fn card(&self, placed: &Shared<Placed>) -> Shared<CardView> {
        self.scene.memo.once(&(self.frame.setting, placed), card_of).as_ref().clone()
    }

    /// A page that one template shows of one value.
    fn page<C: Content>(
        &self,
        template: &'static str,
        path: &str,
        rank: Rank,
        meta: Meta,
        content: C,
    ) -> Arc<Artifact> {
        Arc::new(self.frame.page(template, path, rank, meta, content))
    }
}

fn card_of(&(setting, placed): &(&Shared<Setting>, &Shared<Placed>)) -> Shared<CardView> {
    Shared::new(CardView::of(setting, placed))
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
        theme.render(self.template, &context)
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
fn machines(stage: &Stage<'_>) -> Vec<Arc<Artifact>> {
    let site = stage.scene.site;
    let meta = || stage.frame.meta(&site.config.title, "", "");
    let words = stage.frame.theme.strings(&site.config.language);
    let not_found = words.get("not_found").cloned().unwrap_or_default();
    let robots = Robots {
        noindex: site.config.noindex,
        sitemap: site.urls.absolute(own::SITEMAP),
        wechat: site.urls.local(own::ARTICLES),
    };
    let mut artifacts = vec![
        stage.page("web/robots.txt", own::ROBOTS, Rank::Door, meta(), robots),
        // It is shown at any address, so none is its own.
        stage.page(
            "web/404.html",
            own::NOT_FOUND,
            Rank::List,
            Meta { title: not_found, canonical: String::new(), ..meta() },
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
