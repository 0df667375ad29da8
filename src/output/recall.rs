//! What an earlier build planned: of each value that artifacts were made of, where they lie and under what keys. As
//! long as the value is the same and the files are there, nobody needs to know how they are made.

use super::{Artifact, Blueprint, Bytes, Rank};
use crate::hash::{Key, KeyMap};
use serde::{Deserialize, Serialize};
use std::any::type_name;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The artifacts of a value, without how they are made.
pub type Plan = Arc<[Arc<Artifact>]>;

/// What was planned, by the keys of the values.
pub type Plans = KeyMap<Key, Plan>;

/// What an earlier build planned, and what this one does.
#[derive(Default)]
pub struct Recall {
    before: Plans,
    now: Mutex<Vec<(Key, Plan)>>,
    has_news: AtomicBool,
}

impl Recall {
    /// With what an earlier build planned.
    pub fn new(before: Plans) -> Recall {
        Recall { before, ..Recall::default() }
    }

    /// What was planned, by this build if it is published, else by the one before; and whether that is something else
    /// than before.
    pub fn into_plans(self, published: bool) -> (Plans, bool) {
        if !published {
            return (self.before, false);
        }
        let now: Plans = self.now.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect();
        let has_news = self.has_news.into_inner() || now.len() != self.before.len();
        (now, has_news)
    }

    /// The artifacts of a value: as they were planned before, else made.
    pub(super) fn of<I: Blueprint>(&self, input: &I) -> Vec<Arc<Artifact>> {
        self.of_run(std::slice::from_ref(input))
    }

    /// The artifacts of neighbours among many values: where nothing of them changed, one look is enough.
    pub(super) fn of_run<I: Blueprint>(&self, inputs: &[I]) -> Vec<Arc<Artifact>> {
        let key = Key::of(&(type_name::<I>(), inputs));
        let (artifacts, plan) = match self.before.get(&key) {
            Some(plan) => (plan.to_vec(), plan.clone()),
            None => {
                self.has_news.store(true, Ordering::Relaxed);
                let made: Vec<Arc<Artifact>> = inputs.iter().flat_map(I::artifacts).collect();
                let plan = made.iter().map(|artifact| recalled(artifact.path.clone(), artifact.rank, artifact.key));
                let plan = plan.collect();
                (made, plan)
            }
        };
        self.now.lock().unwrap_or_else(PoisonError::into_inner).push((key, plan));
        artifacts
    }
}

fn recalled(path: Arc<str>, rank: Rank, key: Key) -> Arc<Artifact> {
    Arc::new(Artifact { path, rank, key, bytes: Bytes::Recalled, compare: None })
}

/// An artifact as it is written down.
#[derive(Serialize, Deserialize)]
struct Planned<'a>(&'a str, Rank, Key);

/// Some plans, to be written down.
pub fn store<'a>(plans: &[(&Key, &'a Plan)]) -> Option<Vec<u8>> {
    let planned = |plan: &&'a Plan| -> Vec<Planned<'a>> {
        plan.iter().map(|artifact| Planned(&artifact.path, artifact.rank, artifact.key)).collect()
    };
    let all: Vec<(&Key, Vec<Planned<'_>>)> = plans.iter().map(|(key, plan)| (*key, planned(plan))).collect();
    postcard::to_allocvec(&all).ok()
}

/// The plans that were written down.
pub fn restore(bytes: &[u8]) -> Option<Vec<(Key, Plan)>> {
    let all: Vec<(Key, Vec<Planned<'_>>)> = postcard::from_bytes(bytes).ok()?;
    let one = |Planned(path, rank, key): Planned<'_>| recalled(path.into(), rank, key);
    Some(all.into_iter().map(|(key, planned)| (key, planned.into_iter().map(one).collect())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_come_back_as_they_were_written() {
        let plan: Plan =
            [recalled("posts/a/index.html".into(), Rank::Page, Key(1)), recalled("a".into(), Rank::Door, Key(2))]
                .into();
        let bytes = store(&[(&Key(7), &plan), (&Key(8), &Plan::from([]))]).unwrap();
        let again = restore(&bytes).unwrap();
        let plain = |plan: &Plan| plan.iter().map(|one| (one.path.clone(), one.rank, one.key)).collect::<Vec<_>>();
        assert_eq!(
            again.iter().map(|(key, plan)| (*key, plain(plan))).collect::<Vec<_>>(),
            [(Key(7), plain(&plan)), (Key(8), vec![])]
        );
        assert!(restore(&bytes[..bytes.len() - 1]).is_none());
    }
}
