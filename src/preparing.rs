//! READ, PARSE, ASSEMBLE and the plan of RENDER: what somebody typed → a site that is ready to be published.

use crate::checks;
use crate::codes;
use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Severity, Text};
use crate::hash::Key;
use crate::memo::Memo;
use crate::memory::Memory;
use crate::output::wechat::{self, Themes};
use crate::output::{self, Artifact, Recall, Scene};
use crate::publish::Changes;
use crate::site::{self, Site};
use crate::source::{self, EntrySource, FileSource, Look, Lost, Nature, Sources, Touched};
use crate::theme::Theme;
use crate::{Built, Request};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A site that is ready to be published, with all that is wrong in it.
pub struct Prepared {
    /// The site.
    pub site: Site,
    /// How it looks.
    pub theme: Arc<Theme>,
    /// How its articles for WeChat look.
    pub(crate) articles: Arc<Themes>,
    /// The files that it is made of.
    pub artifacts: Vec<Arc<Artifact>>,
    /// The pictures that lie in `content/`, shown or not, by the hash of their bytes.
    pub pictures: BTreeSet<Key>,
    /// All that is wrong, in the order in which one works through it.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether warnings stop the publishing, by the request or by site.yaml.
    pub strict: bool,
    /// Whether every file was read as it was when it was looked at.
    pub(crate) is_steady: bool,
    /// Whether a text is not the one that it was known to be.
    pub(crate) lost: Lost,
    /// site.yaml, as it was read.
    site_yaml: Option<Text>,
    /// The entries as they were read: kept until nobody waits any more, since to let go of ten thousand takes its time.
    _sources: Vec<Arc<EntrySource>>,
}

/// Prepares a site, knowing nothing of it.
pub fn prepare(request: &Request<'_>) -> Prepared {
    prepare_with(request, &mut Memory::default())
}

/// Prepares a site. What the memory knows is not found out again, and afterwards it knows this build.
pub(crate) fn prepare_with(request: &Request<'_>, memory: &mut Memory) -> Prepared {
    let mut prepared = from_look(request, source::look(request.root), memory, None);
    prepared.check_articles(Severity::Warning, memory);
    prepared
}

/// Prepares a site after something was touched: what was not is not even looked at.
pub fn prepare_again(request: &Request<'_>, memory: &mut Memory, touched: &Touched) -> Prepared {
    let known = memory.shelf().and_then(|shelf| shelf.look_again(request.root, touched));
    let look = known.unwrap_or_else(|| source::look_after(request.root, touched));
    let mut prepared = from_look(request, look, memory, None);
    prepared.check_articles(Severity::Warning, memory);
    prepared
}

/// Prepares a site from a look on; what stands against articles is not told yet. Of what `recall` knows, nobody needs
/// to know how it is made.
pub(crate) fn from_look(request: &Request<'_>, look: Look, memory: &mut Memory, recall: Option<&Recall>) -> Prepared {
    memory.begin();
    // Within one build a text may wait until somebody asks for it; a preview goes on while it is typed.
    let mut sources = match recall {
        Some(_) => source::read_found(request.root, look, None, Some(&|path| memory.file(path))),
        None => source::read_found(request.root, look, memory.shelf(), None),
    };
    let mut diagnostics = std::mem::take(&mut sources.diagnostics);
    let mut config = config::parse(sources.config.as_ref(), request.base_url, codes::named, &mut diagnostics);
    if let Some(origin) = request.preview {
        config.move_to(origin);
    }
    let (theme, articles) = parse(&sources, &config, memory, &mut diagnostics);
    let is_picture = |file: &&FileSource| matches!(file.nature, Nature::Picture(_));
    let pictures = sources.files.iter().filter(is_picture).map(|file| file.hash).collect();
    let now = request.now.local(config.zone);
    let strict = request.strict || config.strict;
    let (site, told) = site::assemble(site::Given {
        config,
        site_yaml: sources.config.as_ref(),
        entries: memory.entries(),
        files: sources.files,
        statics: sources.statics,
        refused: &sources.refused,
        now,
        since: memory.since(),
        preview: request.preview.is_some(),
        memo: memory.memo(),
    });
    memory.keep_since(site.since);
    diagnostics.extend(told);
    let scene = Scene { site: &site, theme: &theme, articles: &articles, memo: memory.memo(), recall };
    let artifacts = output::plan(scene);
    diagnostics.extend(output::check(&artifacts, &diagnostics, memory.memo()));
    let (is_steady, lost, site_yaml) = (sources.is_steady, sources.lost, sources.config);
    let nothing = Vec::new();
    let mut prepared = Prepared {
        site,
        theme,
        articles,
        artifacts,
        pictures,
        diagnostics: nothing,
        strict,
        is_steady,
        lost,
        site_yaml,
        _sources: sources.entries,
    };
    prepared.tell(diagnostics);
    prepared
}

/// PARSE: the entries, remembered or read anew and then remembered, and how they and their articles look.
fn parse(
    sources: &Sources,
    config: &Config,
    memory: &mut Memory,
    told: &mut Vec<Diagnostic>,
) -> (Arc<Theme>, Arc<Themes>) {
    let rules = config.rules();
    let (known, rules_key): (&Memory, Key) = (memory, Key::of(&rules));
    let dress = || {
        let dyed = known.memo().of(&(sources.theme.as_slice(), config.colours.as_slice()), Theme::dyed);
        let articles = known.memo().of(&(&*dyed.0, &config.wechat.look), Themes::of);
        (dyed, articles)
    };
    let (recalled, (dyed, articles)) = rayon::join(|| known.recall(&sources.entries, (&rules, rules_key)), dress);
    let ((theme, of_theme), (articles, of_articles)) = (dyed.as_ref(), articles.as_ref());
    told.extend(of_theme.iter().chain(of_articles).cloned());
    // Names of files that are copied as they are become addresses.
    told.extend(sources.statics.iter().flat_map(|file| checks::check_name(&file.shown, &[], &rules)));
    memory.keep(&sources.entries, recalled, rules_key);
    told.extend(memory.told().cloned());
    (theme.clone(), articles.clone())
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
    pub(crate) fn check_articles(&mut self, grave: Severity, memory: &mut Memory) {
        let told = self.told_of_articles(grave, memory);
        self.tell(told);
    }

    /// What WeChat does not take of the articles, to be told; of which it takes all is remembered.
    pub(crate) fn told_of_articles(&self, grave: Severity, memory: &mut Memory) -> Vec<Diagnostic> {
        // Articles that nobody makes are checked for whoever asks.
        if !self.site.config.wechat.public && grave != Severity::Error {
            return Vec::new();
        }
        let scene = self.scene(memory.memo());
        let (told, clean) = wechat::check(scene, self.site_yaml.as_ref(), grave, memory.clean());
        memory.keep_clean(clean);
        told
    }

    /// All that a channel is given to plan by, where nothing that an earlier build planned will do.
    pub(crate) fn scene<'a>(&'a self, memo: &'a Memo) -> Scene<'a> {
        Scene { site: &self.site, theme: &self.theme, articles: &self.articles, memo, recall: None }
    }

    /// Whether something is wrong that stops the publishing.
    pub fn is_stopped(&self) -> bool {
        diagnostic::any_stops(&self.diagnostics, self.strict)
    }

    /// What goes wrong when artifacts are made: mistakes in templates.
    pub(crate) fn render_errors(&self, artifacts: &[Arc<Artifact>]) -> Vec<Diagnostic> {
        if !self.theme.is_sound() {
            return Vec::new();
        }
        artifacts.par_iter().filter_map(|artifact| artifact.render(&self.theme)?.err()).collect()
    }

    /// What there is to tell of it.
    pub(crate) fn built(&mut self, changes: Option<Changes>) -> Built {
        let Prepared { site, diagnostics, strict, .. } = self;
        Built {
            changes,
            entries: site.entries.len(),
            hidden: site.hidden,
            next_moment: site.next_moment,
            until: site.next_moment.map(|moment| site.config.zone.unix(moment)),
            diagnostics: std::mem::take(diagnostics),
            strict: *strict,
        }
    }
}
