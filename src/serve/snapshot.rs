//! A whole site as it is given out. A page is made when somebody asks for it: of ten thousand, an author looks at a
//! few, and all of them at once would be most of what a preview keeps.

use super::board::Board;
use crate::hash::Key;
use crate::output::{Artifact, Bytes, Rank};
use crate::own;
use crate::publish::Order;
use crate::source::FileSource;
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

/// A whole site.
pub(super) struct Snapshot {
    artifacts: Vec<Arc<Artifact>>,
    /// Which of them lies at a path.
    places: Arc<HashMap<Arc<str>, usize>>,
    /// Files under names with their hash that left the site lately, and in which round: a page that was loaded a
    /// moment ago still asks for its style sheet.
    left: HashMap<Arc<str>, (u64, Arc<Artifact>)>,
    /// How it looks.
    pub theme: Arc<Theme>,
    /// What is made of each picture, by the hash of its source.
    pub orders: BTreeMap<Key, Orders>,
    /// What there is to know of its entries.
    pub board: Board,
}

/// All that is made of one picture: it is decoded once.
pub(super) struct Orders {
    /// The picture.
    pub file: FileSource,
    /// What is made of it.
    pub all: Vec<Order>,
}

impl Orders {
    /// Of a picture, none yet.
    pub(super) fn of(file: &FileSource) -> Orders {
        Orders { file: file.clone(), all: Vec::new() }
    }
}

/// How a site differs from the one before.
#[derive(Default)]
pub(super) struct Difference {
    /// Files that are new or left it.
    pub count: usize,
    /// Of these, copied ones that have no hash in their names.
    pub loose: Vec<String>,
    /// Whether what is known of the entries differs.
    board: bool,
}

impl Difference {
    /// Whether it does not.
    pub(super) fn is_none(&self) -> bool {
        self.count == 0 && !self.board
    }
}

/// Rounds for which a file that left the site is still given to whoever asks.
const REMEMBERED: u64 = 20;

impl Snapshot {
    /// The site of some artifacts.
    pub(super) fn new(artifacts: Vec<Arc<Artifact>>, theme: Arc<Theme>, board: Board) -> Snapshot {
        let mut orders: BTreeMap<Key, Orders> = BTreeMap::new();
        for artifact in &artifacts {
            if let Bytes::Developed(file, recipe) = &artifact.bytes {
                let of_source = orders.entry(file.hash).or_insert_with(|| Orders::of(file));
                of_source.all.push(Order { key: artifact.key, recipe: *recipe });
            }
        }
        Snapshot { artifacts, places: Arc::default(), left: HashMap::new(), theme, orders, board }
    }

    /// A snapshot that takes the place of an older one, and how it differs. `fresh` are the artifacts that the older
    /// one has not; `round` is the number of this one.
    pub(super) fn after(
        mut self,
        old: Option<&Snapshot>,
        fresh: &[Arc<Artifact>],
        round: u64,
    ) -> (Snapshot, Difference) {
        let mut difference = Difference { count: fresh.len(), board: true, ..Difference::default() };
        let Some(old) = old else {
            self.places = Arc::new(places(&self.artifacts));
            return (self, difference);
        };
        difference.board = old.board != self.board;
        let loose = fresh.iter().filter(|artifact| matches!(artifact.bytes, Bytes::Copied(_)) && !is_hashed(artifact));
        difference.loose = loose.map(|artifact| artifact.path.to_string()).collect();
        difference.loose.sort();
        // After most edits the files lie where they lay.
        let same = |(new, old): (&Arc<Artifact>, &Arc<Artifact>)| Arc::ptr_eq(new, old) || new.path == old.path;
        if self.artifacts.len() == old.artifacts.len() && self.artifacts.iter().zip(&old.artifacts).all(same) {
            self.places = old.places.clone();
        } else {
            self.places = Arc::new(places(&self.artifacts));
            let gone: Vec<_> = old.artifacts.iter().filter(|artifact| !self.has(&artifact.path)).collect();
            difference.count += gone.len();
            let hashed = gone.into_iter().filter(|artifact| is_hashed(artifact));
            self.left = hashed.map(|artifact| (artifact.path.clone(), (round, artifact.clone()))).collect();
        }
        let still = old.left.iter().filter(|(path, (since, _))| since + REMEMBERED > round && !self.has(path));
        let still: Vec<_> = still.map(|(path, left)| (path.clone(), left.clone())).collect();
        self.left.extend(still);
        (self, difference)
    }

    /// A file by its path in the site.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<Artifact>> {
        self.here(path).or_else(|| self.left.get(path).map(|(_, artifact)| artifact))
    }

    fn here(&self, path: &str) -> Option<&Arc<Artifact>> {
        self.places.get(path).and_then(|at| self.artifacts.get(*at))
    }

    /// Whether a file is in the site.
    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(path)
    }

    /// How many files it has.
    pub(super) fn count(&self) -> usize {
        self.artifacts.len()
    }
}

/// The artifacts that a site has not, in their order.
pub(super) fn fresh(artifacts: &[Arc<Artifact>], old: Option<&Snapshot>) -> Vec<Arc<Artifact>> {
    let Some(old) = old else { return artifacts.to_vec() };
    let is_fresh = |(at, new): &(usize, &Arc<Artifact>)| {
        let same = old.artifacts.get(*at).is_some_and(|old| Arc::ptr_eq(old, new));
        !same && !old.here(&new.path).is_some_and(|old| is_same(old, new))
    };
    artifacts.par_iter().enumerate().filter(is_fresh).map(|(_, new)| new.clone()).collect()
}

/// Whether two artifacts have the same bytes, from the same place: a file that was moved lies elsewhere, under the
/// same key.
fn is_same(old: &Artifact, new: &Artifact) -> bool {
    old.key == new.key && origin(old) == origin(new)
}

fn origin(artifact: &Artifact) -> Option<&Path> {
    match &artifact.bytes {
        Bytes::Copied(file) | Bytes::Developed(file, _) => Some(&file.disk),
        Bytes::Made(_) | Bytes::Recalled => None,
    }
}

fn places(artifacts: &[Arc<Artifact>]) -> HashMap<Arc<str>, usize> {
    artifacts.iter().enumerate().map(|(at, artifact)| (artifact.path.clone(), at)).collect()
}

/// Whether the name of a file changes with its bytes.
fn is_hashed(artifact: &Artifact) -> bool {
    artifact.rank == Rank::File && [own::ASSETS, own::FILES].iter().any(|folder| artifact.path.starts_with(folder))
}
