//! What an earlier build planned: of each value that artifacts were made of, where they lie and under what keys. As
//! long as the value is the same and the files are there, nobody needs to know how they are made.

use super::{Artifact, Bytes, Rank};
use crate::hash::{Key, KeyMap};
use serde::{Deserialize, Serialize};
use std::any::type_name;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// An artifact that was planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    path: String,
    rank: Rank,
    key: u128,
}

/// What was planned, by the keys of the values.
pub type Plans = KeyMap<Key, Vec<Planned>>;

/// What an earlier build planned, and what this one does.
#[derive(Debug, Default)]
pub struct Recall {
    before: Plans,
    now: Mutex<Plans>,
}

impl Recall {
    /// With what an earlier build planned.
    pub fn new(before: Plans) -> Recall {
        Recall { before, now: Mutex::default() }
    }

    /// What was planned: by this build, if it is published, else by the one before.
    pub fn into_plans(self, published: bool) -> Plans {
        if published { self.now.into_inner().unwrap_or_else(PoisonError::into_inner) } else { self.before }
    }

    /// Whether this build planned something else than the one before.
    pub fn has_news(&self) -> bool {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) != self.before
    }

    /// What a function makes of a value: as it was planned before, else made.
    pub(super) fn of<I: Hash>(&self, input: &I, make: fn(&I) -> Vec<Arc<Artifact>>) -> Vec<Arc<Artifact>> {
        // No two functions are asked about values of one type.
        let key = Key::of(&(type_name::<I>(), input));
        let (artifacts, planned) = match self.before.get(&key) {
            Some(planned) => (planned.iter().map(Planned::recalled).collect(), planned.clone()),
            None => {
                let made = make(input);
                let planned = made.iter().map(|artifact| Planned::of(artifact)).collect();
                (made, planned)
            }
        };
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(key, planned);
        artifacts
    }
}

impl Planned {
    fn of(artifact: &Artifact) -> Planned {
        Planned { path: artifact.path.to_string(), rank: artifact.rank, key: artifact.key.0 }
    }

    fn recalled(&self) -> Arc<Artifact> {
        let Planned { path, rank, key } = self;
        let (path, key) = (path.as_str().into(), Key(*key));
        Arc::new(Artifact { path, rank: *rank, key, bytes: Bytes::Recalled, compare: None })
    }
}
