//! What is made of pictures: when a page asks for it, and meanwhile in the background, all of it, so that what is
//! broken is told. It is kept where a build keeps it: neither makes twice what the other has made.

use super::snapshot::Snapshot;
use crate::diagnostic::Diagnostic;
use crate::hash::Key;
use crate::picture::Recipe;
use crate::publish::{Darkroom, Developed, Order, RealDisk, broken_when_decoded};
use crate::source::FileSource;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where pictures are made.
pub(super) struct Pictures {
    darkroom: Darkroom<'static>,
    /// One picture is made once, though two ask for it.
    turns: Vec<Mutex<()>>,
    /// What could not be decoded, by the hashes of the sources.
    broken: Mutex<BTreeSet<Key>>,
}

/// Pictures that have a lock of their own.
const TURNS: usize = 32;

impl Pictures {
    /// Keeps what it makes in a folder, if there is one.
    pub(super) fn new(cache: Option<&Path>) -> Pictures {
        Pictures {
            darkroom: Darkroom::open(cache, &RealDisk),
            turns: (0..TURNS).map(|_| Mutex::new(())).collect(),
            broken: Mutex::default(),
        }
    }

    /// The bytes of one that is asked for; None where its source is not what it was.
    pub(super) fn get(&self, site: &Snapshot, file: &FileSource, key: Key, recipe: Recipe) -> Option<Vec<u8>> {
        if let Some(bytes) = self.darkroom.read(key) {
            return Some(bytes);
        }
        let _turn = self.turn(file.hash);
        if let Some(bytes) = self.darkroom.read(key) {
            return Some(bytes);
        }
        let mut orders = vec![Order { key, recipe }];
        let others = site.orders.get(&file.hash).into_iter().flat_map(|orders| &orders.all);
        orders.extend(others.filter(|order| order.key != key && !self.darkroom.has(order.key)));
        self.develop(file, &orders)?.into_iter().next()
    }

    /// Makes all that a site shows and that is not made yet, until somebody says that it is not wanted any more.
    /// Returns whether something turned out to be broken that was not known to be.
    pub(super) fn make_all(&self, site: &Snapshot, mut is_wanted: impl FnMut() -> bool) -> bool {
        let known = self.broken().len();
        for (source, orders) in &site.orders {
            if !is_wanted() {
                break;
            }
            let _turn = self.turn(*source);
            if self.broken().contains(source) {
                continue;
            }
            let missing: Vec<Order> =
                orders.all.iter().filter(|order| !self.darkroom.has(order.key)).copied().collect();
            if !missing.is_empty() {
                // What cannot be read now is told by the round that the change of its file begins.
                let _ = self.develop(&orders.file, &missing);
            }
        }
        self.broken().len() > known
    }

    /// What is broken among the pictures of a site.
    pub(super) fn told(&self, site: &Snapshot) -> Vec<Diagnostic> {
        let broken = self.broken();
        // Under the name that it has now.
        let found = site.orders.iter().filter(|(source, _)| broken.contains(source));
        found.map(|(_, orders)| broken_when_decoded(&orders.file)).collect()
    }

    fn develop(&self, file: &FileSource, orders: &[Order]) -> Option<Vec<Vec<u8>>> {
        match self.darkroom.develop(file, orders) {
            Developed::Made(made) => Some(made),
            Developed::StandIns(made, _) => {
                self.broken().insert(file.hash);
                Some(made)
            }
            Developed::Changed => None,
        }
    }

    fn turn(&self, source: Key) -> MutexGuard<'_, ()> {
        self.turns[(source.0 % TURNS as u128) as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn broken(&self) -> MutexGuard<'_, BTreeSet<Key>> {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
