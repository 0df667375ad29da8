//! RENDER: a [`Site`] → artifacts. One channel a file, one row a channel.

mod api;
mod assets;
mod body;
pub mod calendar;
mod data;
mod due;
mod embed;
mod feed;
mod format;
pub(crate) mod hosting;
pub(crate) mod media;
mod paging;
pub mod parts;
mod phone;
mod qr;
pub mod ranking;
pub mod recall;
mod title;
mod web;
pub mod wechat;

pub use recall::{Plan, Plans, Recall};

use crate::GRAIN;
use crate::both;
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Key, Shared, TextSet};
use crate::memo::{self, Memo};
use crate::path::folders_begun;
use crate::picture::Recipe;
use crate::site::{SAME_ADDRESS, Setting, Site, Stored, picture_key};
use crate::source::FileSource;
use crate::theme::Theme;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use wechat::Themes;

/// A file of the site: where it lies, and a view from which its bytes follow.
pub struct Artifact {
    /// Its path in the site: `posts/a/index.html`.
    pub path: Arc<str>,
    /// When it is written, among the others.
    pub rank: Rank,
    /// The hash of all that its bytes depend on.
    pub key: Key,
    /// Its bytes.
    pub bytes: Bytes,
    /// What is to be told where it takes the place of an older one: old bytes, new bytes.
    pub compare: Option<Compare>,
}

/// Looks at what was published and at what takes its place.
pub type Compare = Box<dyn Fn(&[u8], &[u8]) -> Option<Diagnostic> + Send + Sync>;

/// When an artifact is written: what is linked to goes before what links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rank {
    /// Pictures, style sheets, attachments.
    File,
    /// The page of an entry.
    Page,
    /// Lists, feeds, whatever shows many.
    List,
    /// The door: home, and what machines read first.
    Door,
}

/// The bytes of a view, still to be made.
pub type Render = Arc<dyn Fn(&Theme) -> Result<Vec<u8>, Diagnostic> + Send + Sync>;

/// How the bytes of an artifact come to be.
pub enum Bytes {
    /// Made of a view.
    Made(Render),
    /// Copied from a file, in pieces.
    Copied(FileSource),
    /// Made of a picture.
    Developed(FileSource, Recipe),
    /// Planned by an earlier build, that knew how: good for as long as the file is there.
    Recalled,
}

/// A plain value that holds all that some bytes depend on, beside the templates.
pub trait View: Hash + Send + Sync + 'static {
    /// The template that shows it, if one does: its key is part of the artifact's.
    fn template(&self) -> Option<&'static str>;

    /// The bytes: a function of the view and the theme alone.
    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic>;
}

/// The program's own part of every key: other code may make other bytes.
pub(crate) const PROGRAM: &str = env!("GONGSHENG_BUILD");

impl Artifact {
    /// An artifact made of a view. The key follows from the view, so that no key is ever written by hand.
    pub fn made<V: View>(path: String, rank: Rank, theme: &Theme, view: V) -> Arc<Artifact> {
        Arc::new(Artifact::of(path, rank, theme, view))
    }

    /// An artifact made of a view, not yet shared.
    pub fn of<V: View>(path: String, rank: Rank, theme: &Theme, view: V) -> Artifact {
        let template = view.template().map(|name| (name, theme.key(name)));
        let key = Key::of(&(PROGRAM, std::any::type_name::<V>(), template, &view));
        let bytes = Bytes::Made(Arc::new(move |theme| view.render(theme)));
        Artifact { path: path.into(), rank, key, bytes, compare: None }
    }

    /// Its bytes, where they are made of a view.
    pub fn render(&self, theme: &Theme) -> Option<Result<Vec<u8>, Diagnostic>> {
        match &self.bytes {
            Bytes::Made(render) => Some(render(theme)),
            Bytes::Copied(_) | Bytes::Developed(..) | Bytes::Recalled => None,
        }
    }

    /// An artifact copied from a file, or made of a picture.
    pub fn stored(path: String, stored: &Stored) -> Arc<Artifact> {
        let file = stored.file.clone();
        let (key, bytes) = match stored.recipe {
            None => (file.hash, Bytes::Copied(file)),
            Some(recipe) => (picture_key(file.hash, &recipe), Bytes::Developed(file, recipe)),
        };
        Arc::new(Artifact { path: path.into(), rank: Rank::File, key, bytes, compare: None })
    }
}

/// A plain value that artifacts follow from, and from nothing beside it: what it hashes says whether they are known.
pub trait Blueprint: Hash {
    /// The artifacts.
    fn artifacts(&self) -> Vec<Arc<Artifact>>;
}

/// What is made into files.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The site.
    pub site: &'a Site,
    /// How it looks.
    pub theme: &'a Theme,
    /// How its articles for WeChat look.
    pub articles: &'a Themes,
    /// What earlier rounds worked out.
    pub memo: &'a Memo,
    /// What an earlier build planned; None where all that is planned is to be made.
    pub recall: Option<&'a Recall>,
}

impl<'a> Scene<'a> {
    fn kit(&self) -> Kit<'a> {
        let &Scene { site, theme, articles, memo, .. } = self;
        Kit { setting: &site.setting, theme, articles, memo }
    }

    /// The artifacts of a value, known from an earlier round or build if they are.
    fn artifacts<I: Blueprint>(&self, input: &I) -> Vec<Arc<Artifact>> {
        match self.recall {
            Some(recall) => recall.of(input),
            None if self.memo.is_lasting() => self.memo.of(input, I::artifacts).to_vec(),
            None => input.artifacts(),
        }
    }

    /// The artifacts of each of many values; `key` is that of what a value is made for, of an entry mostly.
    fn artifacts_of_each<I: Blueprint + Sync>(&self, inputs: &[I], key: impl Fn(&I) -> Key) -> Vec<Arc<Artifact>> {
        match self.recall {
            Some(recall) => {
                let runs: Vec<&[I]> = memo::runs(inputs, key).collect();
                runs.into_par_iter().with_max_len(1).flat_map_iter(|run| recall.of_run(run)).collect()
            }
            None if self.memo.is_lasting() => {
                let runs = self.memo.each(inputs, key, I::artifacts);
                runs.iter().flat_map(|run| run.iter().flatten().cloned()).collect()
            }
            None => inputs.par_iter().with_max_len(GRAIN).flat_map_iter(I::artifacts).collect(),
        }
    }
}

/// What anything that is of one entry is made with.
#[derive(Clone, Copy)]
struct Kit<'a> {
    setting: &'a Shared<Setting>,
    theme: &'a Theme,
    articles: &'a Themes,
    memo: &'a Memo,
}

/// The memo is left out: it only spares making what the rest says. So are the themes of articles: they follow from
/// the files of the theme and from what site.yaml asks of their looks.
impl Hash for Kit<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Kit { setting, theme, articles: _, memo: _ } = self;
        (setting, theme).hash(state);
    }
}

/// A channel.
pub struct Output {
    /// Its name.
    pub name: &'static str,
    /// What it makes of a site.
    pub plan: fn(Scene<'_>) -> Vec<Arc<Artifact>>,
}

/// One row a channel.
pub const OUTPUTS: &[Output] = &[
    Output { name: "assets", plan: assets::plan },
    Output { name: "web", plan: web::plan },
    Output { name: "ranking", plan: ranking::plan },
    Output { name: "feed", plan: feed::plan },
    Output { name: "calendar", plan: calendar::plan },
    Output { name: "api", plan: api::plan },
    Output { name: "embed", plan: embed::plan },
    Output { name: "wechat", plan: wechat::plan },
    Output { name: "hosting", plan: hosting::plan },
];

/// Everything that the site is made of.
pub fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let all: Vec<Vec<Arc<Artifact>>> = OUTPUTS.par_iter().with_max_len(1).map(|output| (output.plan)(scene)).collect();
    all.into_iter().flatten().collect()
}

/// Tells two artifacts that want one place, which the channels made of addresses that are all different: the
/// last net before the disk. What was told of addresses already is not told again.
pub fn check(artifacts: &[Arc<Artifact>], told: &[Diagnostic], memo: &Memo) -> Vec<Diagnostic> {
    if told.iter().any(|told| [&SAME_PLACE, &SAME_ADDRESS].contains(&told.code)) {
        return Vec::new();
    }
    let told = |path: &String| {
        Diagnostic::nowhere(&SAME_PLACE, both!("两样东西都要写到“{path}”", "two things are to be written to “{path}”"))
            .help(both!(
                "给其中一篇换一个网页名，或给静态文件改名",
                "give an entry another slug, or rename the static file"
            ))
    };
    memo.of(&Paths::of(artifacts), clashes).iter().map(told).collect()
}

/// Where artifacts lie.
struct Paths<'a> {
    artifacts: &'a [Arc<Artifact>],
    /// The keys of their paths, many at a time.
    keys: Vec<Key>,
}

impl<'a> Paths<'a> {
    fn of(artifacts: &'a [Arc<Artifact>]) -> Paths<'a> {
        let key = |part: &[Arc<Artifact>]| Key::of(&part.iter().map(|artifact| &*artifact.path).collect::<Vec<_>>());
        Paths { artifacts, keys: artifacts.par_chunks(1024).map(key).collect() }
    }
}

/// The artifacts are left out: of each its path counts alone.
impl Hash for Paths<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Paths { artifacts: _, keys } = self;
        keys.hash(state);
    }
}

/// The places that two want. A difference of case is none.
fn clashes(Paths { artifacts, .. }: &Paths<'_>) -> BTreeSet<String> {
    let lower = |artifact: &Arc<Artifact>| artifact.path.to_lowercase();
    let paths: Vec<String> = artifacts.par_iter().map(lower).collect();
    let mut seen: TextSet<&str> = TextSet::with_capacity_and_hasher(paths.len(), Default::default());
    let mut clashes: BTreeSet<String> = paths.iter().filter(|path| !seen.insert(path)).cloned().collect();
    let mut before: Option<&str> = None;
    for path in &paths {
        // A file cannot stand where a folder must be. What is above the one before was looked for already.
        let above = folders_begun(before, path).filter(|above| seen.contains(above));
        clashes.extend(above.map(str::to_owned));
        before = Some(path);
    }
    clashes
}

/// Two artifacts want one place.
pub static SAME_PLACE: Code =
    Code::error("same-place", "两样东西写到同一个地方", "two things are written to one place");
/// The codes of all channels.
pub const CODES: &[&Code] = &[&SAME_PLACE, &calendar::FACTS_CHANGED, &feed::SITE_ID_CHANGED];

/// Whether something is told of a change against what was published: once, when that is published.
pub fn is_of_a_change(code: &Code) -> bool {
    [&calendar::FACTS_CHANGED, &feed::SITE_ID_CHANGED].contains(&code)
}
