//! 工声 — a county union's publishing tool. Markdown and YAML in; a site, feeds and WeChat articles out.
//!
//! ```text
//! READ          PARSE          ASSEMBLE      RENDER                    PUBLISH
//! source.rs ──▶ entry.rs … ──▶ site/ ──────▶ output/*.rs ────────────▶ publish/
//! Sources       Vec<Entry>     Site          Vec<Artifact>             Changes
//! ```
//!
//! [`build`] is that line, with what the last build knew beside it. What holds everywhere:
//!
//! - Between `source` and `publish`: no files, no clock, no printing. `clippy.toml` names each call. A text that waits
//!   until somebody asks for it ([`source::Manuscript`]) is still read by `source`.
//! - A [`site::Site`] never changes after it is assembled. A template receives finished values. Channels share
//!   through rooms that make no file (`output::parts`, `data`, `topic`, `body`, `qr`, what is shown of rankings), never
//!   through each other's plans.
//! - The same input gives the same bytes, on any machine, in any time zone, language, order of files, number
//!   of threads. The clock is given.
//! - Everything wrong is told at once, at the author's own line, with the mend.
//! - Content is untrusted: nothing typed in `content/` can run in a reader's browser, leave `site/`, or read a
//!   file outside `content/`. Templates are trusted; `content/static/` is copied as it is, by whoever puts it there.
#![warn(missing_docs)]

pub mod attachment;
mod building;
pub mod checks;
pub mod config;
pub mod diagnostic;
pub mod edit;
pub mod entry;
pub mod fact;
pub mod fields;
pub mod front_matter;
pub mod hash;
pub mod header;
pub mod kind;
pub mod lang;
mod leftover;
pub mod markdown;
pub mod memo;
pub mod memory;
pub mod mend;
pub mod output;
pub mod picture;
pub mod publish;
pub mod refusal;
mod scan;
pub mod schema;
pub mod serve;
pub mod site;
pub mod source;
mod stamp;
pub mod theme;
pub mod watch;
pub mod when;
mod width;

pub use building::{build, build_and_end};
use checks::Rules;
use diagnostic::{Diagnostic, Severity, Text};
use hash::Key;
use jiff::civil::DateTime;
use markdown::Readable;
use memory::{Memory, Recalled};
use output::{Artifact, Recall, Scene, wechat};
use publish::{Changes, Disk};
use rayon::prelude::*;
pub use site::Hidden;
use site::Site;
use source::{Look, Lost, Touched};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use theme::Theme;
use when::Zone;

/// What is built, and as of when.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The folder that holds `content/` and, perhaps, `templates/`.
    pub root: &'a Path,
    /// The base address, where it is not the one of site.yaml.
    pub base_url: Option<&'a str>,
    /// The instant as of which the site is built.
    pub now: Clock,
    /// Whether warnings stop the publishing.
    pub strict: bool,
    /// The folder that keeps between builds what costs most to make; None keeps nothing. It is safe to delete.
    pub cache: Option<&'a Path>,
    /// Scheme, host and port of a preview, whose site lies below the path of its own base address: drafts, and
    /// what is not published yet or any more, are shown, and so are the articles. None builds what readers get.
    pub preview: Option<&'a str>,
}

/// The clock that a build is given.
#[derive(Clone, Debug)]
pub enum Clock {
    /// Seconds since 1970 in UTC: the machine's clock.
    Seconds(i64),
    /// An instant as a person writes it, on the site's own clock.
    Said(String),
}

impl Clock {
    /// The instant on the site's clock. What cannot be read, which whoever typed it was told, is the
    /// beginning of time.
    pub fn local(&self, zone: Zone) -> DateTime {
        match self {
            Clock::Seconds(seconds) => zone.local(*seconds),
            Clock::Said(text) => when::parse_instant(text, zone).unwrap_or_else(|_| zone.local(0)),
        }
    }
}

/// A site that is ready to be published, with all that is wrong in it.
pub struct Prepared {
    /// The site.
    pub site: Site,
    /// How it looks.
    pub theme: Arc<Theme>,
    /// The files that it is made of.
    pub artifacts: Vec<Arc<Artifact>>,
    /// The pictures that lie in `content/`, shown or not, by the hash of their bytes.
    pub pictures: BTreeSet<Key>,
    /// All that is wrong, in the order in which one works through it.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether warnings stop the publishing, by the request or by site.yaml.
    pub strict: bool,
    /// Whether every file was read as it was when it was looked at.
    is_steady: bool,
    /// Whether a text is not the one that it was known to be.
    lost: Lost,
    /// site.yaml, as it was read.
    site_yaml: Option<Text>,
}

/// What a build did.
pub struct Built {
    /// What was changed; None where something stopped it and the old site stands.
    pub changes: Option<Changes>,
    /// How many entries the site shows.
    pub entries: usize,
    /// How many it does not, and why.
    pub hidden: Hidden,
    /// The next instant at which something changes by itself, on the site's clock.
    pub next_moment: Option<DateTime>,
    /// The same in seconds since 1970.
    pub until: Option<i64>,
    /// All that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether warnings counted as errors.
    pub strict: bool,
}

impl Built {
    /// Whether nothing but the place kept it from being published: a disk that is full, another build, a folder that
    /// is not to be written. That may be over the next time, though nobody touches the content.
    pub fn is_kept_out(&self) -> bool {
        let mut stopped_by = self.diagnostics.iter().filter(|told| told.stops(self.strict));
        self.changes.is_none() && stopped_by.all(|told| publish::OF_THE_PLACE.contains(&told.code))
    }
}

/// READ, PARSE, ASSEMBLE and the plan of RENDER.
pub fn prepare(request: &Request<'_>) -> Prepared {
    prepare_with(request, &mut Memory::default())
}

/// The same; what the memory knows is not found out again, and afterwards it knows this build.
pub fn prepare_with(request: &Request<'_>, memory: &mut Memory) -> Prepared {
    let mut prepared = prepared(request, source::look(request.root), memory, None);
    prepared.check_articles(Severity::Warning, memory);
    prepared
}

/// The same after something was touched: what was not is not even looked at.
pub fn prepare_again(request: &Request<'_>, memory: &mut Memory, touched: &Touched) -> Prepared {
    let known = memory.shelf().and_then(|shelf| shelf.look_again(request.root, touched));
    let look = known.unwrap_or_else(|| source::look_after(request.root, touched));
    let mut prepared = prepared(request, look, memory, None);
    prepared.check_articles(Severity::Warning, memory);
    prepared
}

/// The stages up to the plan, from a look on; what stands against articles is not told yet. Of what `recall` knows,
/// nobody needs to know how it is made.
fn prepared(request: &Request<'_>, look: Look, memory: &mut Memory, recall: Option<&Recall>) -> Prepared {
    memory.begin();
    // Within one build a text may wait until somebody asks for it; a preview goes on while it is typed.
    let sources = match recall {
        Some(_) => source::read_found(request.root, look, None, Some(&|path| memory.file(path))),
        None => source::read_found(request.root, look, memory.shelf(), None),
    };
    let mut diagnostics = sources.diagnostics;
    let mut config = config::parse(sources.config.as_ref(), request.base_url, &mut diagnostics);
    if let Some(origin) = request.preview {
        config.move_to(origin);
    }
    let rules = config.rules();
    let (known, rules_key): (&Memory, Key) = (memory, Key::of(&rules));
    let recalled = |source| known.entry(source, (&rules, rules_key));
    let (parsed, made) = rayon::join(
        || sources.entries.par_iter().with_max_len(GRAIN).map(recalled).collect::<Vec<Recalled>>(),
        || known.memo().of(&(sources.theme.as_slice(), config.colours.as_slice(), &config.wechat.look), Theme::dressed),
    );
    let (theme, told) = made.as_ref();
    let theme = theme.clone();
    diagnostics.extend(told.iter().cloned());
    let entries = parsed.iter().map(|parsed| parsed.read.entry.clone()).collect();
    diagnostics.extend(parsed.iter().flat_map(|parsed| parsed.read.told.iter().cloned()));
    memory.keep(parsed, rules_key);
    // Names of files that are copied as they are become addresses.
    diagnostics.extend(sources.statics.iter().flat_map(|file| checks::check_name(&file.shown, &[], &rules)));
    let is_picture = |file: &&source::FileSource| matches!(file.nature, source::Nature::Picture(_));
    let pictures = sources.files.iter().filter(is_picture).map(|file| file.hash).collect();
    let now = request.now.local(config.zone);
    let strict = request.strict || config.strict;
    let (site, told) = site::assemble(site::Given {
        config,
        site_yaml: sources.config.as_ref(),
        entries,
        files: sources.files,
        statics: sources.statics,
        now,
        preview: request.preview.is_some(),
        memo: memory.memo(),
    });
    diagnostics.extend(told);
    let artifacts = output::plan(Scene { site: &site, theme: &theme, memo: memory.memo(), recall });
    diagnostics.extend(output::check(&artifacts, &diagnostics, memory.memo()));
    let (is_steady, lost, site_yaml) = (sources.is_steady, sources.lost, sources.config);
    let nothing = Vec::new();
    let mut prepared =
        Prepared { site, theme, artifacts, pictures, diagnostics: nothing, strict, is_steady, lost, site_yaml };
    prepared.tell(diagnostics);
    prepared
}

impl Prepared {
    /// Adds to what is wrong with it: without what site.yaml wants nothing said of, and without a personal number. All
    /// that is told comes this way.
    pub(crate) fn tell(&mut self, mut told: Vec<Diagnostic>) {
        told.retain(|told| !self.site.config.is_silent_about(told));
        checks::veil(&mut told, &self.site.config.rules());
        self.diagnostics.append(&mut told);
        diagnostic::sort(&mut self.diagnostics);
    }

    /// Tells what WeChat does not take of the articles; `grave` is how grave it is when something is lost there. In a
    /// build none of it is more than a warning.
    fn check_articles(&mut self, grave: Severity, memory: &mut Memory) {
        let told = self.told_of_articles(grave, memory);
        self.tell(told);
    }

    fn told_of_articles(&self, grave: Severity, memory: &mut Memory) -> Vec<Diagnostic> {
        // Articles that nobody makes are checked for whoever asks.
        if !self.site.config.wechat.public && grave != Severity::Error {
            return Vec::new();
        }
        wechat::check(&self.site, self.site_yaml.as_ref(), &self.theme, grave, memory)
    }

    /// Whether something is wrong that stops the publishing.
    pub fn is_stopped(&self) -> bool {
        self.diagnostics.iter().any(|told| told.stops(self.strict))
    }

    /// What there is to tell of it.
    fn built(&mut self, changes: Option<Changes>) -> Built {
        let Prepared { site, diagnostics, strict, .. } = self;
        Built {
            changes,
            entries: site.entries.len(),
            hidden: site.hidden,
            next_moment: site.next_moment,
            until: until(site),
            diagnostics: std::mem::take(diagnostics),
            strict: *strict,
        }
    }
}

/// The next moment in seconds since 1970.
fn until(site: &Site) -> Option<i64> {
    site.next_moment.map(|moment| site.config.zone.unix(moment))
}

/// So many of one kind are taken by a thread at a time: what one has taken no other can take off it, and at the end it
/// would be waited for.
pub(crate) const GRAIN: usize = 64;

/// The part of the cache that holds what was made of pictures.
const PICTURES: &str = "pictures";
/// The part of the cache that holds what a build remembers.
const MEMORY: &str = "memory";

fn remembered(request: &Request<'_>) -> Memory {
    request.cache.map(|cache| memory::read(&cache.join(MEMORY))).unwrap_or_default()
}

fn remember(request: &Request<'_>, memory: &Memory, disk: &dyn Disk) {
    if let Some(stored) = memory::stored(memory) {
        write_memory(request, &stored, disk);
    }
}

fn write_memory(request: &Request<'_>, stored: &[u8], disk: &dyn Disk) {
    if let Some(cache) = request.cache {
        memory::write(&cache.join(MEMORY), stored, disk);
    }
}

/// Everything that a build would say, without a site. What is made of pictures, to see whether they can be
/// decoded, is kept for the build.
pub fn check(request: &Request<'_>, disk: &dyn Disk) -> Built {
    let mut memory = remembered(request);
    let mut prepared = prepare_with(request, &mut memory);
    remember(request, &memory, disk);
    let mut told = render_errors(&prepared.artifacts, &prepared.theme);
    let cache = request.cache.map(|cache| cache.join(PICTURES));
    let broken = publish::examine(&prepared.artifacts, cache.as_deref(), disk);
    told.extend(broken);
    prepared.tell(told);
    prepared.built(None)
}

/// What WeChat does not take of the articles, whether they are built or not: an error where something is lost
/// or illegible there. Of what else is wrong, only the errors are told.
pub fn check_articles(request: &Request<'_>) -> Built {
    let mut memory = Memory::default();
    let mut prepared = prepared(request, source::look(request.root), &mut memory, None);
    prepared.check_articles(Severity::Error, &mut memory);
    prepared.diagnostics.retain(|told| told.is_error() || wechat::codes::ALL.contains(&told.code));
    prepared.built(None)
}

/// What WeChat does not take of a file of HTML from anywhere.
pub fn check_html(path: &Path) -> Vec<Diagnostic> {
    let mut told = match source::named(path) {
        Ok(text) => wechat::check_html(&text, Severity::Error),
        Err(told) => vec![told],
    };
    checks::veil(&mut told, &Rules::default());
    told
}

/// What goes wrong when artifacts are made: mistakes in templates.
fn render_errors(artifacts: &[Arc<Artifact>], theme: &Theme) -> Vec<Diagnostic> {
    if !theme.is_sound() {
        return Vec::new();
    }
    artifacts.par_iter().filter_map(|artifact| artifact.render(theme)?.err()).collect()
}
