//! The last good site, in memory. A round of building either takes its place whole or leaves it as it is: whoever
//! asks gets one site or the other, never some of both, and never nothing.

use super::board::Board;
use super::recent::Recent;
use super::snapshot::{Snapshot, fresh};
use crate::diagnostic::Diagnostic;
use crate::output::Artifact;
use crate::when::DateTime;
use crate::{Hidden, Prepared};
use rayon::prelude::*;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch;

/// The site that is shown, and what is wrong with the one that would take its place.
pub(super) struct Store {
    shown: RwLock<Arc<Shown>>,
    /// Rings with the number of the round whenever something is shown that was not.
    rounds: watch::Sender<u64>,
    /// What was made last.
    pub recent: Recent,
    /// The number of the first round.
    first: u64,
}

/// What is shown from one round on to the next.
#[derive(Default)]
pub(super) struct Shown {
    /// The number of the round; 0 before the first.
    pub round: u64,
    /// The last good site; None where there has been none yet.
    pub site: Option<Arc<Snapshot>>,
    /// All that is wrong, as of the last round.
    pub told: Vec<Diagnostic>,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether the site is an older one, because of what is wrong.
    pub stale: bool,
    /// The files without a hash in their names that the last rounds changed, and in which: a page that shows one must
    /// load it again.
    pub loose: Vec<(u64, String)>,
}

/// What a round of building came to.
#[derive(Clone, Debug)]
pub struct Round {
    /// All that is wrong.
    pub told: Vec<Diagnostic>,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether what is shown is an older site, because of what is wrong.
    pub stale: bool,
    /// How many entries are shown.
    pub entries: usize,
    /// How many of them readers do not see.
    pub hidden: Hidden,
    /// How many files were made or left the site.
    pub changed: usize,
    /// The next instant at which something changes by itself, on the site's clock.
    pub next_moment: Option<DateTime>,
}

impl Default for Store {
    fn default() -> Store {
        Store::beginning_with(1)
    }
}

/// For so many rounds it is known what changed: a page that was hidden asks late.
const LOOSE_FOR: u64 = 20;

impl Store {
    /// With nothing shown yet. Two runs that begin with other numbers are never taken for one by a page that saw both.
    pub(super) fn beginning_with(first: u64) -> Store {
        Store { shown: RwLock::default(), rounds: watch::Sender::new(0), recent: Recent::default(), first }
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The number of the round, whenever it changes.
    pub(super) fn rounds(&self) -> watch::Receiver<u64> {
        self.rounds.subscribe()
    }

    /// Makes what is new of a site, and shows it if nothing is wrong with it. `more` is what is wrong that no site
    /// says of itself: pictures that turned out to be broken.
    pub(super) fn update(&self, mut prepared: Prepared, more: impl Fn(&Snapshot) -> Vec<Diagnostic>) -> Round {
        let before = self.shown();
        let round = if before.round == 0 { self.first } else { before.round + 1 };
        let (theme, old) = (prepared.theme.clone(), before.site.as_deref());
        let artifacts = std::mem::take(&mut prepared.artifacts);
        let fresh = fresh(&artifacts, old);
        // Made once to see that it can be; what is known already can.
        let broken = |artifact: &Arc<Artifact>| self.recent.made(artifact, &theme)?.err();
        if theme.is_sound() {
            prepared.tell(fresh.par_iter().filter_map(broken).collect());
        }
        let snapshot = (!prepared.is_stopped()).then(|| Snapshot::new(artifacts, theme, Board::of(&prepared.site)));
        if let Some(snapshot) = &snapshot {
            prepared.tell(more(snapshot));
        }
        let stale = prepared.is_stopped();
        let mut changed = 0;
        let (site, loose) = match snapshot.filter(|_| !stale) {
            None => (before.site.clone(), Vec::new()),
            Some(snapshot) => {
                let (snapshot, difference) = snapshot.after(old, &fresh, round);
                changed = difference.count;
                let site = if difference.is_none() { before.site.clone() } else { Some(Arc::new(snapshot)) };
                (site, difference.loose)
            }
        };
        let Prepared { site: now, diagnostics, strict, .. } = prepared;
        let (hidden, next_moment, entries) = (now.hidden, now.next_moment, now.entries.len());
        let told = diagnostics.clone();
        let same = before.round > 0
            && (before.stale, before.strict, &before.told) == (stale, strict, &told)
            && same_site(&before.site, &site);
        if !same {
            let known = before.loose.iter().filter(|(since, _)| since + LOOSE_FOR > round).cloned();
            let loose = known.chain(loose.into_iter().map(|path| (round, path))).collect();
            let shown = Shown { round, site, told, strict, stale, loose };
            *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
            self.rounds.send_replace(round);
        }
        Round { told: diagnostics, strict, stale, entries, hidden, changed, next_moment }
    }
}

fn same_site(a: &Option<Arc<Snapshot>>, b: &Option<Arc<Snapshot>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}
