//! Making the bytes of what is stale, and writing them beside their places.
#![expect(clippy::disallowed_methods, reason = "a part of PUBLISH, the stage that writes")]

use super::codes::*;
use super::darkroom::{Darkroom, Developed, Order};
use super::disk::Disk;
use super::ground::Ground;
use super::landing::{Landing, Staged};
use super::order::Record;
use super::{Progress, cannot_write};
use crate::GRAIN;
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::hash::Key;
use crate::output::{Artifact, Bytes, Render};
use crate::picture::Recipe;
use crate::source::{FileSource, Lost};
use crate::stamp::Stamp;
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// All that making needs.
pub(super) struct Maker<'a> {
    pub output: &'a Path,
    pub landing: Landing<'a>,
    pub theme: &'a Theme,
    pub disk: &'a dyn Disk,
    pub ground: &'a Ground,
    pub lost: &'a Lost,
    pub darkroom: &'a Darkroom<'a>,
}

/// What became of an artifact.
pub(super) enum Written {
    /// The bytes were made again and are what the file holds.
    Already(Arc<str>, Record),
    Staged(Staged),
}

type Outcome = Result<Written, Diagnostic>;

/// All that is made of one picture, and how.
type Recipes = Vec<(Recipe, Arc<Artifact>)>;

/// What is made at one time.
enum Work {
    Render(Render, Arc<Artifact>),
    Copy(FileSource, Arc<Artifact>),
    Develop(FileSource, Recipes),
    /// What only an earlier build knew how to make: its file is there, or the plan was made once more.
    Forgotten(Arc<Artifact>),
}

/// The record of a stand-in has a key that no artifact has: the picture is tried, and told, in every build.
const NEVER: Key = Key(0);

impl Maker<'_> {
    /// Makes what is stale, and gives what was found on the way. On an error nothing is left beside its place. `kept`
    /// is how many need not be made.
    pub(super) fn make(
        &self,
        stale: Vec<Arc<Artifact>>,
        kept: usize,
        stops: &(dyn Fn(&Diagnostic) -> bool + Sync),
        progress: Progress<'_>,
    ) -> Result<(Vec<Written>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let total = kept + stale.len();
        let done = AtomicUsize::new(kept);
        let results: Vec<(Vec<Outcome>, Option<Diagnostic>)> = divided(stale)
            .into_par_iter()
            .with_max_len(GRAIN)
            .map(|work| {
                let (made, told) = match work {
                    Work::Render(render, artifact) => self.render(&render, &artifact),
                    Work::Copy(file, artifact) => (vec![self.copy(&file, &artifact)], None),
                    Work::Develop(file, artifacts) => self.develop(&file, artifacts),
                    Work::Forgotten(artifact) => {
                        (vec![Err(self.failed(&artifact.path, &io::ErrorKind::NotFound.into()))], None)
                    }
                };
                progress(done.fetch_add(made.len(), Ordering::Relaxed) + made.len(), total);
                (made, told)
            })
            .collect();
        let (mut made, mut wrong, mut told) = (Vec::with_capacity(total - kept), Vec::new(), Vec::new());
        for (results, warning) in results {
            told.extend(warning);
            for result in results {
                match result {
                    Ok(one) => made.push(one),
                    Err(diagnostic) => wrong.push(diagnostic),
                }
            }
        }
        wrong.extend(self.lost.file().map(changed_meanwhile));
        if wrong.is_empty() && !told.iter().any(stops) {
            return Ok((made, told));
        }
        let staged = made.iter().filter_map(|made| match made {
            Written::Staged(staged) => Some(staged),
            Written::Already(..) => None,
        });
        self.landing.give_up(staged, self.disk);
        let (mut full, wrong): (Vec<_>, Vec<_>) = wrong.into_iter().partition(|told| told.code == &CANNOT_WRITE);
        crate::diagnostic::sort(&mut full);
        told.extend(wrong);
        // A disk that is full is full for every file: once is enough.
        told.extend(full.into_iter().take(1));
        crate::diagnostic::sort(&mut told);
        told.dedup_by(|a, b| a.code == b.code && a.message == b.message);
        Err(told)
    }

    fn render(&self, render: &Render, artifact: &Artifact) -> (Vec<Outcome>, Option<Diagnostic>) {
        let bytes = match render(self.theme) {
            Ok(bytes) => bytes,
            Err(wrong) => return (vec![Err(wrong)], None),
        };
        let old = || fs::read(self.output.join(&*artifact.path)).unwrap_or_default();
        let compare = artifact.compare.as_ref().filter(|_| self.ground.has(&artifact.path));
        let told = compare.and_then(|compare| compare(&old(), &bytes));
        (vec![self.write(artifact, artifact.key, &bytes)], told)
    }

    fn copy(&self, file: &FileSource, artifact: &Artifact) -> Outcome {
        let hash = match self.landing.write(&artifact.path, self.disk, |beside| self.disk.copy(&file.disk, beside)) {
            Ok(hash) => hash,
            // Nothing is wrong with the disk: somebody took the file away.
            Err(_) if fs::metadata(&file.disk).is_err() => return Err(changed_meanwhile(&file.shown)),
            Err(error) => return Err(self.failed(&artifact.path, &error)),
        };
        if hash != file.hash {
            let _ = self.disk.remove_file(&self.landing.beside(&artifact.path));
            return Err(changed_meanwhile(&file.shown));
        }
        self.staged(artifact, artifact.key, hash)
    }

    /// Makes what is asked of one picture, decoding it once if at all.
    fn develop(&self, file: &FileSource, artifacts: Recipes) -> (Vec<Outcome>, Option<Diagnostic>) {
        let mut results = Vec::with_capacity(artifacts.len());
        let (mut orders, mut missing) = (Vec::new(), Vec::new());
        for (recipe, artifact) in artifacts {
            let copy = |beside: &Path| self.darkroom.copy(artifact.key, beside);
            match self.landing.write(&artifact.path, self.disk, copy) {
                Ok(hash) => results.push(self.staged(&artifact, artifact.key, hash)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    orders.push(Order { key: artifact.key, recipe });
                    missing.push(artifact);
                }
                Err(error) => results.push(Err(self.failed(&artifact.path, &error))),
            }
        }
        if orders.is_empty() {
            return (results, None);
        }
        let (all, told) = match self.darkroom.develop(file, &orders) {
            Developed::Made(all) => (all, None),
            Developed::StandIns(all, told) => (all, Some(*told)),
            Developed::Changed => {
                results.push(Err(changed_meanwhile(&file.shown)));
                return (results, None);
            }
        };
        for (artifact, bytes) in missing.iter().zip(all) {
            let key = if told.is_none() { artifact.key } else { NEVER };
            results.push(self.write(artifact, key, &bytes));
        }
        (results, told)
    }

    fn write(&self, artifact: &Artifact, key: Key, bytes: &[u8]) -> Outcome {
        let (path, hash) = (&artifact.path, Key::of_bytes(bytes));
        if let Some(record) = self.ground.same(path, hash) {
            return Ok(Written::Already(path.clone(), Record { key, ..record }));
        }
        let written = self.landing.write(path, self.disk, |beside| self.disk.write(beside, bytes));
        written.map_err(|error| self.failed(path, &error))?;
        self.staged(artifact, key, hash)
    }

    fn staged(&self, artifact: &Artifact, key: Key, hash: Key) -> Outcome {
        let (path, rank) = (&artifact.path, artifact.rank);
        let meta = fs::symlink_metadata(self.landing.beside(path)).map_err(|error| self.failed(path, &error))?;
        let record = Record { key, hash, stamp: Stamp::of(&meta) };
        let is_new = !self.ground.has(path);
        Ok(Written::Staged(Staged { path: path.clone(), rank, is_new, record }))
    }

    fn failed(&self, path: &str, error: &io::Error) -> Diagnostic {
        cannot_write(&self.output.join(path), error)
    }
}

/// Artifacts by what is made together: pictures first, for they take longest.
fn divided(artifacts: Vec<Arc<Artifact>>) -> Vec<Work> {
    let mut pictures: BTreeMap<Key, (FileSource, Recipes)> = BTreeMap::new();
    let mut others = Vec::with_capacity(artifacts.len());
    for artifact in artifacts {
        others.push(match &artifact.bytes {
            Bytes::Made(render) => Work::Render(render.clone(), artifact),
            Bytes::Copied(file) => Work::Copy(file.clone(), artifact),
            Bytes::Developed(file, recipe) => {
                let recipe = *recipe;
                let (_, all) = pictures.entry(file.hash).or_insert_with(|| (file.clone(), Vec::new()));
                all.push((recipe, artifact));
                continue;
            }
            Bytes::Recalled => Work::Forgotten(artifact),
        });
    }
    pictures.into_values().map(|(file, all)| Work::Develop(file, all)).chain(others).collect()
}

/// A source is not the file any more that was read.
pub(crate) fn changed_meanwhile(shown: &str) -> Diagnostic {
    Diagnostic::at(
        &CHANGED_MEANWHILE,
        Place::file(shown),
        both!("“{shown}”在发布过程中被改动了", "“{shown}” was changed while the site was built"),
    )
    .help(both!("等文件存好再运行一次", "run it again when the file is saved"))
}
