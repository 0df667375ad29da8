//! Making the bytes of what is stale, and writing them beside their places.
#![expect(clippy::disallowed_methods, reason = "a part of PUBLISH, the stage that writes")]

use super::codes::*;
use super::darkroom::{Darkroom, Developed, Order};
use super::disk::Disk;
use super::ground::Ground;
use super::manifest::Record;
use super::stage::Stage;
use super::{Progress, cannot_write};
use crate::GRAIN;
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::hash::Key;
use crate::output::{Artifact, Bytes, Rank};
use crate::source::Lost;
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
    pub stage: Stage<'a>,
    pub theme: &'a Theme,
    pub disk: &'a dyn Disk,
    pub ground: &'a Ground,
    pub lost: &'a Lost,
    pub darkroom: &'a Darkroom<'a>,
}

/// A file whose bytes lie beside its place, ready to be renamed.
#[derive(Clone)]
pub(super) struct Staged {
    pub path: Arc<str>,
    pub rank: Rank,
    pub is_new: bool,
    pub record: Record,
}

/// What became of an artifact.
pub(super) enum Made {
    /// The bytes were made again and are what the file holds.
    Same(Arc<str>, Record),
    Staged(Staged),
}

type Outcome = Result<Made, Diagnostic>;

/// Artifacts that are made together: one, or all that is made of one picture.
enum Work {
    One(Arc<Artifact>),
    Picture(Vec<Arc<Artifact>>),
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
    ) -> Result<(Vec<Made>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let total = kept + stale.len();
        let done = AtomicUsize::new(kept);
        let results: Vec<(Vec<Outcome>, Option<Diagnostic>)> = divided(stale)
            .into_par_iter()
            .with_max_len(GRAIN)
            .map(|work| {
                let (made, told) = match work {
                    Work::One(artifact) => self.make_one(artifact),
                    Work::Picture(artifacts) => self.make_picture(artifacts),
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
            Made::Staged(staged) => Some(staged),
            Made::Same(..) => None,
        });
        self.stage.give_up(staged, self.disk);
        let (mut full, wrong): (Vec<_>, Vec<_>) = wrong.into_iter().partition(|told| told.code == &CANNOT_WRITE);
        crate::diagnostic::sort(&mut full);
        told.extend(wrong);
        // A disk that is full is full for every file: once is enough.
        told.extend(full.into_iter().take(1));
        crate::diagnostic::sort(&mut told);
        told.dedup_by(|a, b| a.code == b.code && a.message == b.message);
        Err(told)
    }

    fn make_one(&self, artifact: Arc<Artifact>) -> (Vec<Outcome>, Option<Diagnostic>) {
        let mut told = None;
        let made = self.make_other(artifact, &mut told);
        (vec![made], told)
    }

    fn make_other(&self, artifact: Arc<Artifact>, told: &mut Option<Diagnostic>) -> Outcome {
        match &artifact.bytes {
            Bytes::Made(render) => {
                let bytes = render(self.theme)?;
                if let Some(compare) = &artifact.compare
                    && self.ground.has(&artifact.path)
                {
                    let old = fs::read(self.output.join(&*artifact.path)).unwrap_or_default();
                    *told = compare(&old, &bytes);
                }
                self.write(&artifact.path, artifact.rank, artifact.key, &bytes)
            }
            Bytes::Copied(file) => {
                let copy = |beside: &Path| self.disk.copy(&file.disk, beside);
                let copied = self.stage.write(&artifact.path, self.disk, copy);
                let hash = match copied {
                    Ok(hash) => hash,
                    // Nothing is wrong with the disk: somebody took the file away.
                    Err(_) if fs::metadata(&file.disk).is_err() => return Err(changed_meanwhile(&file.shown)),
                    Err(error) => return Err(self.failed(&artifact.path, &error)),
                };
                if hash != file.hash {
                    let _ = self.disk.remove_file(&self.stage.beside(&artifact.path));
                    return Err(changed_meanwhile(&file.shown));
                }
                self.staged(&artifact.path, artifact.rank, artifact.key, hash)
            }
            Bytes::Developed(..) => self.make_picture(vec![artifact]).0.remove(0),
            // It is there, or the plan was made once more.
            Bytes::Recalled => Err(self.failed(&artifact.path, &io::ErrorKind::NotFound.into())),
        }
    }

    /// Makes what is asked of one picture, decoding it once if at all.
    fn make_picture(&self, artifacts: Vec<Arc<Artifact>>) -> (Vec<Outcome>, Option<Diagnostic>) {
        let mut results = Vec::with_capacity(artifacts.len());
        let mut missing = Vec::new();
        for artifact in artifacts {
            let copy = |beside: &Path| self.darkroom.copy(artifact.key, beside);
            match self.stage.write(&artifact.path, self.disk, copy) {
                Ok(hash) => results.push(self.staged(&artifact.path, artifact.rank, artifact.key, hash)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(artifact),
                Err(error) => results.push(Err(self.failed(&artifact.path, &error))),
            }
        }
        let order = |artifact: &Arc<Artifact>| match &artifact.bytes {
            Bytes::Developed(_, recipe) => Some(Order { key: artifact.key, recipe: *recipe }),
            _ => None,
        };
        let orders: Vec<Order> = missing.iter().filter_map(order).collect();
        let Some(Bytes::Developed(file, _)) = missing.first().map(|artifact| &artifact.bytes) else {
            return (results, None);
        };
        let file = file.clone();
        match self.darkroom.develop(&file, &orders) {
            Developed::Made(all) => {
                results.extend(
                    missing
                        .into_iter()
                        .zip(all)
                        .map(|(artifact, bytes)| self.write(&artifact.path, artifact.rank, artifact.key, &bytes)),
                );
                (results, None)
            }
            Developed::StandIns(all, told) => {
                results.extend(
                    missing
                        .into_iter()
                        .zip(all)
                        .map(|(artifact, bytes)| self.write(&artifact.path, artifact.rank, NEVER, &bytes)),
                );
                (results, Some(*told))
            }
            Developed::Changed => {
                results.push(Err(changed_meanwhile(&file.shown)));
                (results, None)
            }
        }
    }

    fn write(&self, path: &Arc<str>, rank: Rank, key: Key, bytes: &[u8]) -> Result<Made, Diagnostic> {
        let hash = Key::of_bytes(bytes);
        if let Some(record) = self.ground.same(path, hash) {
            return Ok(Made::Same(path.clone(), Record { key, ..record }));
        }
        let written = self.stage.write(path, self.disk, |beside| self.disk.write(beside, bytes));
        written.map_err(|error| self.failed(path, &error))?;
        self.staged(path, rank, key, hash)
    }

    fn staged(&self, path: &Arc<str>, rank: Rank, key: Key, hash: Key) -> Result<Made, Diagnostic> {
        let meta = fs::symlink_metadata(self.stage.beside(path)).map_err(|error| self.failed(path, &error))?;
        let record = Record { key, hash, stamp: Stamp::of(&meta) };
        let is_new = !self.ground.has(path);
        Ok(Made::Staged(Staged { path: path.clone(), rank, is_new, record }))
    }

    fn failed(&self, path: &str, error: &io::Error) -> Diagnostic {
        cannot_write(&self.output.join(path), error)
    }
}

/// Artifacts by what is made together: pictures first, for they take longest.
fn divided(artifacts: Vec<Arc<Artifact>>) -> Vec<Work> {
    let mut pictures: BTreeMap<Key, Vec<Arc<Artifact>>> = BTreeMap::new();
    let mut others = Vec::with_capacity(artifacts.len());
    for artifact in artifacts {
        match &artifact.bytes {
            Bytes::Developed(file, _) => pictures.entry(file.hash).or_default().push(artifact),
            _ => others.push(Work::One(artifact)),
        }
    }
    pictures.into_values().map(Work::Picture).chain(others).collect()
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
