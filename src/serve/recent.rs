//! The pages that were made last. An author looks at a few, again and again.

use crate::diagnostic::Diagnostic;
use crate::hash::Key;
use crate::output::Artifact;
use crate::theme::Theme;
use hyper::body::Bytes;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The bytes of so many artifacts are kept: what an edit changes, and what was looked at since.
const MOST: usize = 128;

/// The bytes that were made last, by the keys of their artifacts.
#[derive(Default)]
pub(super) struct Recent(Mutex<VecDeque<(Key, Bytes)>>);

impl Recent {
    /// The bytes of an artifact, if they were made lately.
    pub(super) fn get(&self, key: Key) -> Option<Bytes> {
        self.lock().iter().rev().find(|(known, _)| *known == key).map(|(_, bytes)| bytes.clone())
    }

    /// The bytes of an artifact that is made of a view, kept for whoever asks next.
    pub(super) fn made(&self, artifact: &Artifact, theme: &Theme) -> Option<Result<Bytes, Diagnostic>> {
        let made = artifact.render(theme)?.map(Bytes::from);
        if let Ok(bytes) = &made {
            let mut kept = self.lock();
            // While a mistake stands, each round makes the same again.
            kept.retain(|(known, _)| *known != artifact.key);
            if kept.len() >= MOST {
                kept.pop_front();
            }
            kept.push_back((artifact.key, bytes.clone()));
        }
        Some(made)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(Key, Bytes)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
