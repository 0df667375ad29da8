//! The last good site, in memory. A round of building either takes its place whole or leaves it as it is: whoever
//! asks gets one site or the other, never some of both, and never nothing.

use super::board::Board;
use super::pictures::Orders;
use crate::diagnostic::{self, Diagnostic};
use crate::hash::Key;
use crate::output::{Artifact, Bytes as Source, Rank};
use crate::picture::Recipe;
use crate::publish::Order;
use crate::source::FileSource;
use crate::theme::Theme;
use crate::when::DateTime;
use crate::{Hidden, Prepared};
use hyper::body::Bytes;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch;

/// The site that is shown, and what is wrong with the one that would take its place.
pub(super) struct Store {
    shown: RwLock<Arc<Shown>>,
    /// Rings with the number of the round whenever something is shown that was not.
    rounds: watch::Sender<u64>,
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
    /// The files without a hash in their names that this round changed: a page that shows one must load it again.
    pub loose: Vec<String>,
}

/// A whole site.
pub(super) struct Snapshot {
    files: HashMap<Arc<str>, Piece>,
    /// Files under names with their hash that left the site lately: a page that was loaded a moment ago still asks
    /// for its style sheet.
    left: HashMap<Arc<str>, (u64, Piece)>,
    /// What is made of each picture, by the hash of its source.
    pub orders: BTreeMap<Key, Orders>,
    /// What there is to know of its entries.
    pub board: Board,
}

/// A file of the site.
#[derive(Clone)]
pub(super) struct Piece {
    /// The hash of all that its bytes depend on.
    pub key: Key,
    /// Its bytes, or where they lie.
    pub content: Content,
    hashed: bool,
}

/// The bytes of a file, or where they lie.
#[derive(Clone)]
pub(super) enum Content {
    /// They are here.
    Made(Bytes),
    /// They lie in `content/`.
    File(Arc<FileSource>),
    /// They are made of a picture, and kept.
    Picture(Arc<FileSource>, Recipe),
}

impl Content {
    /// Whether it comes from where an artifact says: a file that was moved lies elsewhere, under the same key.
    fn is_from(&self, bytes: &Source) -> bool {
        match (self, bytes) {
            (Content::File(old) | Content::Picture(old, _), Source::Copied(new) | Source::Developed(new, _)) => {
                old.disk == new.disk
            }
            _ => true,
        }
    }
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

/// Rounds for which a file that left the site is still given to whoever asks.
const REMEMBERED: u64 = 20;

impl Default for Store {
    fn default() -> Store {
        Store { shown: RwLock::default(), rounds: watch::Sender::new(0) }
    }
}

impl Store {
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
    pub(super) fn update(&self, prepared: Prepared, more: impl Fn(&Snapshot) -> Vec<Diagnostic>) -> Round {
        let before = self.shown();
        let is_stopped = prepared.is_stopped();
        let Prepared { site, theme, artifacts, mut diagnostics, strict, .. } = prepared;
        let old = before.site.as_deref();
        let sound = theme.is_sound();
        // What is known already is not made again.
        let is_known = |artifact: &Artifact| {
            let known = old.and_then(|old| old.files.get(&artifact.path));
            known.is_some_and(|known| known.key == artifact.key && known.content.is_from(&artifact.bytes))
        };
        let made: Vec<Result<(Arc<str>, Piece), Diagnostic>> = artifacts
            .par_iter()
            .filter(|artifact| sound && !is_known(artifact))
            .map(|artifact| piece(artifact, &theme))
            .collect();
        let (mut new, mut broken) = (Vec::with_capacity(made.len()), Vec::new());
        for made in made {
            match made {
                Ok(piece) => new.push(piece),
                Err(told) => broken.push(told),
            }
        }
        let stale = is_stopped || broken.iter().any(|told| told.stops(strict));
        diagnostics.append(&mut broken);
        let (hidden, next_moment, entries) = (site.hidden, site.next_moment, site.entries.len());
        let mut changed = 0;
        let (site, loose) = if stale {
            (before.site.clone(), Vec::new())
        } else {
            let board = Board::of(&site);
            let (snapshot, difference) = Snapshot::new(new, &artifacts, board, old, before.round + 1);
            diagnostics.extend(more(&snapshot));
            changed = difference.count;
            let site = if difference.is_none() { before.site.clone() } else { Some(Arc::new(snapshot)) };
            (site, difference.loose)
        };
        diagnostic::sort(&mut diagnostics);
        let told = diagnostics.clone();
        let same = before.round > 0
            && (before.stale, before.strict, &before.told) == (stale, strict, &told)
            && same_site(&before.site, &site);
        if !same {
            let round = before.round + 1;
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

/// A file of the site, made if it is to be made.
fn piece(artifact: &Artifact, theme: &Theme) -> Result<(Arc<str>, Piece), Diagnostic> {
    let Artifact { path, rank, key, bytes, .. } = artifact;
    let content = match bytes {
        Source::Made(render) => Content::Made(Bytes::from(render(theme)?)),
        Source::Copied(file) => Content::File(Arc::new(file.clone())),
        // A preview recalls nothing.
        Source::Recalled => Content::Made(Bytes::new()),
        Source::Developed(file, recipe) => Content::Picture(Arc::new(file.clone()), *recipe),
    };
    let hashed = *rank == Rank::File && (path.starts_with("assets/") || path.starts_with("files/"));
    Ok((path.clone(), Piece { key: *key, content, hashed }))
}

/// How a site differs from the one before.
#[derive(Default)]
struct Difference {
    /// Files that were made or left it.
    count: usize,
    /// Of these, copied ones that have no hash in their names.
    loose: Vec<String>,
    /// Whether what is known of the entries differs.
    board: bool,
}

impl Difference {
    fn is_none(&self) -> bool {
        self.count == 0 && !self.board
    }
}

impl Snapshot {
    /// The site of some artifacts: of the new pieces, and of those of the old site that are among them.
    fn new(
        new: Vec<(Arc<str>, Piece)>,
        artifacts: &[Arc<Artifact>],
        board: Board,
        old: Option<&Snapshot>,
        round: u64,
    ) -> (Snapshot, Difference) {
        let mut difference = Difference { board: old.is_none_or(|old| old.board != board), ..Difference::default() };
        difference.count = new.len();
        let mut files = old.map(|old| old.files.clone()).unwrap_or_default();
        for (path, piece) in new {
            if old.is_some() && !piece.hashed && matches!(piece.content, Content::File(_)) {
                difference.loose.push(path.to_string());
            }
            files.insert(path, piece);
        }
        difference.loose.sort();
        let mut left = HashMap::new();
        // Where there are as many as there are to be, none has left.
        if files.len() != artifacts.len() {
            let wanted: HashSet<&str> = artifacts.iter().map(|artifact| &*artifact.path).collect();
            for (path, piece) in files.extract_if(|path, _| !wanted.contains(&**path)) {
                difference.count += 1;
                if piece.hashed {
                    left.insert(path, (round, piece));
                }
            }
        }
        if let Some(old) = old {
            let still =
                old.left.iter().filter(|(path, (since, _))| since + REMEMBERED > round && !files.contains_key(*path));
            left.extend(still.map(|(path, piece)| (path.clone(), piece.clone())));
        }
        let mut orders: BTreeMap<Key, Orders> = BTreeMap::new();
        for piece in files.values() {
            if let Content::Picture(file, recipe) = &piece.content {
                let of_source = orders.entry(file.hash).or_insert_with(|| Orders::of(file));
                of_source.all.push(Order { key: piece.key, recipe: *recipe });
            }
        }
        (Snapshot { files, left, orders, board }, difference)
    }

    /// A file by its path in the site.
    pub(super) fn get(&self, path: &str) -> Option<&Piece> {
        self.files.get(path).or_else(|| self.left.get(path).map(|(_, piece)| piece))
    }

    /// Whether a file is in the site.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths of all files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|path| &**path)
    }
}
