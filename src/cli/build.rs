//! `build` and `check`.

use super::voice::complain;
use super::{Options, report};
use gongsheng::diagnostic::Diagnostic;
use gongsheng::publish::{Disk, Progress, RealDisk, check_output};
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
    let built = publish(options, clock, home, gongsheng::build_and_end);
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
    let (mut pause, mut said) = (Duration::ZERO, Vec::new());
    loop {
        let began = now();
        let built = publish(options, clock(), home, gongsheng::build);
        let is_kept_out = built.is_kept_out();
        // What keeps it out is said once, however often it is tried.
        if !(is_kept_out && said == built.diagnostics) {
            report::diagnostics(&built.diagnostics, built.strict, options);
            report::built(&built, now() - began, options);
            report::waiting(is_kept_out, options);
        }
        pause = if is_kept_out { (pause * 2).clamp(TRY_AGAIN, PATIENCE) } else { Duration::ZERO };
        let waits_since = now();
        // A clock that somebody has set stands still.
        let is_due = || match clock() {
            _ if is_kept_out => now() - waits_since >= pause,
            Clock::Seconds(now) => built.until.is_some_and(|until| now >= until),
            Clock::Said(_) => false,
        };
        if watch.wait(&is_due) == Signal::Stop {
            return true;
        }
        said = if is_kept_out { built.diagnostics } else { Vec::new() };
    }
}

/// After so long it is tried again to publish where the place was not to be had, and later and later after that.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// It is never waited longer than this to try again.
const PATIENCE: Duration = Duration::from_secs(8);

/// One of the two ways to build.
type Build = fn(&Request<'_>, &Path, &dyn Disk, Progress<'_>) -> Built;

/// Builds into the folder that is asked for, where it may be written to.
fn publish(options: &Options, now: Clock, home: Option<&Path>, build: Build) -> Built {
    let output = options.output.clone().unwrap_or_else(|| options.root.join("site"));
    if let Err(refused) = check_output(&options.root, &output, home) {
        return only(refused);
    }
    let bar = progress_bar(options);
    let progress = |done: usize, total: usize| {
        // No eye sees every file go by.
        if let Some(bar) = bar.as_ref().filter(|_| done.is_multiple_of(64) || done == total) {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
    };
    let cache = cache(options);
    let built = build(&request(options, now, &cache), &output, &RealDisk, &progress);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    built
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
