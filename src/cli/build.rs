//! `build` and `check`.

use super::speaker::Speaker;
use super::voice::complain;
use super::{Options, report};
use gongsheng::diagnostic::Diagnostic;
use gongsheng::publish::{Changes, Disk, Progress, RealDisk, check_output};
use gongsheng::refusal::denied;
use gongsheng::watch::{Signal, Watch, on_interrupt};
use gongsheng::{Built, Clock, Hidden, Request};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The clock by which it is measured how long something takes.
type AskTime<'a> = &'a dyn Fn() -> Instant;

/// Builds the site, and says what there is to say. Returns whether it was published.
pub fn build(options: &Options, clock: Clock, home: Option<&Path>, now: AskTime<'_>) -> bool {
    let began = now();
    let bar = progress_bar(options);
    let built = publish(options, clock, home, gongsheng::build_and_end, &|done, total| draw(bar.as_ref(), done, total));
    clear(bar);
    report::diagnostics(&built.diagnostics, built.strict, options);
    report::built(&built, now() - began, options);
    built.changes.is_some()
}

/// Builds the site, and again whenever something changes or a moment has come, until it is stopped, which is no
/// failure. Returns whether it could.
pub fn watch(options: &Options, clock: &dyn Fn() -> Clock, home: Option<&Path>, now: AskTime<'_>) -> bool {
    let watch = match Watch::new(&options.root, options.polls) {
        Ok(watch) => watch,
        Err(error) => {
            complain!("{}", denied(&error).get(options.lang));
            return false;
        }
    };
    let bell = watch.bell();
    on_interrupt(move || bell.stop());
    let mut terminal = Terminal { options: options.clone(), bar: None };
    let speaker = match Speaker::start(move |unheard| terminal.say(unheard)) {
        Ok(speaker) => speaker,
        Err(error) => {
            complain!("{}", denied(&error).get(options.lang));
            return false;
        }
    };
    let progress = |done, total| speaker.tell(|unheard: &mut Unheard| unheard.progress = Some((done, total)));
    let (mut pause, mut said) = (Duration::ZERO, Vec::new());
    loop {
        let began = now();
        let built = publish(options, clock(), home, gongsheng::build, &progress);
        let (is_kept_out, until) = (built.is_kept_out(), built.until);
        // What keeps it out is said once, however often it is tried.
        let is_news = !(is_kept_out && said == built.diagnostics);
        said = if is_kept_out { built.diagnostics.clone() } else { Vec::new() };
        let ended = Ended { built, took: now() - began, is_kept_out };
        speaker.tell(|unheard| unheard.hear(Some(ended).filter(|_| is_news)));
        pause = if is_kept_out { (pause * 2).clamp(TRY_AGAIN, PATIENCE) } else { Duration::ZERO };
        let waits_since = now();
        // A clock that somebody has set stands still.
        let is_due = || match clock() {
            _ if is_kept_out => now() - waits_since >= pause,
            Clock::Seconds(now) => until.is_some_and(|until| now >= until),
            Clock::Said(_) => false,
        };
        if watch.wait(&is_due) == Signal::Stop {
            speaker.end();
            return true;
        }
    }
}

/// A build that has ended, as it is told.
struct Ended {
    built: Built,
    took: Duration,
    is_kept_out: bool,
}

/// What there is to say of builds and was not said yet.
#[derive(Default)]
struct Unheard {
    /// How far the one that goes on is: how many of how many files.
    progress: Option<(usize, usize)>,
    /// What was published, all in one.
    published: Option<Ended>,
    /// What stopped the last one after that.
    stopped: Option<Ended>,
}

impl Unheard {
    /// A build has ended, and perhaps there is something to say of it.
    fn hear(&mut self, ended: Option<Ended>) {
        self.progress = None;
        let Some(mut ended) = ended else { return };
        let Some(changes) = ended.built.changes.take() else {
            self.stopped = Some(ended);
            return;
        };
        let before = self.published.take().and_then(|before| before.built.changes);
        ended.built.changes = Some(before.into_iter().fold(changes, Changes::after));
        *self = Unheard { published: Some(ended), ..Unheard::default() };
    }
}

/// Where it is said.
struct Terminal {
    options: Options,
    bar: Option<ProgressBar>,
}

impl Terminal {
    fn say(&mut self, unheard: Unheard) {
        let options = &self.options;
        let ended = [unheard.published, unheard.stopped];
        if unheard.progress.is_none() || ended.iter().any(Option::is_some) {
            clear(self.bar.take());
        }
        for Ended { built, took, is_kept_out } in ended.into_iter().flatten() {
            report::diagnostics(&built.diagnostics, built.strict, options);
            report::built(&built, took, options);
            report::waiting(is_kept_out, options);
        }
        if let Some((done, total)) = unheard.progress {
            self.bar = self.bar.take().or_else(|| progress_bar(options));
            draw(self.bar.as_ref(), done, total);
        }
    }
}

/// After so long it is tried again to publish where the place was not to be had, and later and later after that.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// It is never waited longer than this to try again.
const PATIENCE: Duration = Duration::from_secs(8);

/// One of the two ways to build.
type Build = fn(&Request<'_>, &Path, &dyn Disk, Progress<'_>) -> Built;

/// Builds into the folder that is asked for, where it may be written to.
fn publish(options: &Options, now: Clock, home: Option<&Path>, build: Build, progress: Progress<'_>) -> Built {
    let output = options.output.clone().unwrap_or_else(|| options.root.join("site"));
    if let Err(refused) = check_output(&options.root, &output, home) {
        return only(refused);
    }
    // No eye sees every file go by.
    let seldom = |done: usize, total: usize| {
        if done.is_multiple_of(64) || done == total {
            progress(done, total);
        }
    };
    let cache = cache(options);
    build(&request(options, now, &cache), &output, &RealDisk, &seldom)
}

/// Says everything that a build would say. Returns whether there is no error.
pub fn check(options: &Options, now: Clock) -> bool {
    let cache = cache(options);
    let built = gongsheng::check(&request(options, now, &cache), &RealDisk);
    report::checked(&built.diagnostics, built.strict, report::entries(built.entries), options)
}

/// Where a project keeps what costs most to make.
pub(super) fn cache(options: &Options) -> PathBuf {
    options.root.join(".gongsheng")
}

pub(super) fn request<'a>(options: &'a Options, now: Clock, cache: &'a Path) -> Request<'a> {
    let base_url = options.base_url.as_deref();
    Request { root: &options.root, base_url, now, strict: options.strict, cache: Some(cache), preview: None }
}

fn only(refused: Diagnostic) -> Built {
    Built {
        changes: None,
        entries: 0,
        hidden: Hidden::default(),
        next_moment: None,
        until: None,
        diagnostics: vec![refused],
        strict: false,
    }
}

/// A bar for long work; a build that is done at once shows none, and a pipe never does.
fn progress_bar(options: &Options) -> Option<ProgressBar> {
    if options.quiet || options.format != super::Format::Text {
        return None;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    Some(bar.with_style(style))
}

fn draw(bar: Option<&ProgressBar>, done: usize, total: usize) {
    if let Some(bar) = bar {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }
}

fn clear(bar: Option<ProgressBar>) {
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
}
