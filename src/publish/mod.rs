//! PUBLISH: the only writer of `site/`.
//!
//! No file is ever half-written, and at any moment every link that can be followed from an address that
//! lives on leads somewhere. All bytes are made and written beside their places first; only when nothing can
//! go wrong with them any more are they renamed, new files first, then changed ones, what is linked to
//! before what links; removals last. A first site is moved as a tree, of which only the top is renamed. A journal and a
//! manifest beside the output (never inside what is published) let the next run finish what was cut off, and only what
//! they say we wrote is ever removed.
#![expect(clippy::disallowed_methods, reason = "PUBLISH is the stage that writes")]

mod clear;
mod codes;
mod darkroom;
mod disk;
mod folders;
mod ground;
mod guard;
mod landing;
mod make;
mod manifest;
mod order;
mod ours;
mod sealed;

pub(crate) use codes::OF_THE_PLACE;
pub use codes::{ALL as CODES, CANNOT_WRITE};
pub(crate) use darkroom::{Darkroom, Developed, Order, broken_when_decoded};
pub use disk::{Disk, RealDisk};
pub use guard::check_output;

use crate::both;
use crate::diagnostic::Diagnostic;
use crate::hash::Key;
use crate::lang::Both;
use crate::output::{Artifact, Bytes};
use crate::refusal;
use crate::source::{FileSource, Lost};
use crate::theme::Theme;
use clear::{clear_the_way, remove, remove_empty_folders};
use codes::*;
use folders::Folders;
use ground::{Ground, Turn};
use landing::{Landing, Staged};
pub(crate) use make::changed_meanwhile;
use make::{Maker, Written};
use manifest::Ledger;
use order::{File, Records};
use rayon::prelude::*;
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What publishing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many files the site has.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The paths whose bytes were made again, in order.
    pub rendered: Vec<String>,
    /// The paths of the files that were written, in order.
    pub written: Vec<String>,
    /// The paths of those that were removed, in order.
    pub removed: Vec<String>,
    /// How many pictures were decoded.
    pub decoded: usize,
}

impl Changes {
    /// These changes and others that were made right before, as one.
    pub fn after(mut self, first: Changes) -> Changes {
        self.rendered.extend(first.rendered);
        self.rendered.sort();
        self.rendered.dedup();
        // What went and came again, or came and went, is what it is in the end.
        let (written, removed) = (&mut self.written, &mut self.removed);
        let earlier = |earlier: Vec<String>, later: &[String]| -> Vec<String> {
            earlier.into_iter().filter(|path| !later.contains(path)).collect()
        };
        let (came, went) = (earlier(first.written, removed), earlier(first.removed, written));
        for (all, more) in [(written, came), (removed, went)] {
            all.extend(more);
            all.sort();
            all.dedup();
        }
        self.decoded += first.decoded;
        self
    }

    /// Counts what was made: what its file holds already goes to the records, and what waits for its place is given
    /// back.
    fn count(&mut self, made: Vec<Written>, records: &mut Vec<File>) -> Vec<Staged> {
        let mut staged = Vec::new();
        for made in made {
            match made {
                Written::Already(path, record) => {
                    self.rendered.push(path.to_string());
                    records.push((path, record));
                }
                Written::Staged(one) => {
                    self.rendered.push(one.path.to_string());
                    staged.push(one);
                }
            }
        }
        self.written = staged.iter().map(|one| one.path.to_string()).collect();
        for paths in [&mut self.rendered, &mut self.written, &mut self.removed] {
            paths.sort();
        }
        staged
    }
}

/// Told how far publishing is: how many of how many artifacts are made.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// By what rules a site is published.
pub struct Job<'a, 'j> {
    /// The folder that keeps what was made of pictures between builds, if one does.
    pub cache: Option<&'a Path>,
    /// The pictures that are there, by the hash of their bytes: what was made of others is not kept.
    pub sources: &'a BTreeSet<Key>,
    /// The operations by which the disk is changed.
    pub disk: &'a dyn Disk,
    /// Whether something that is found while the site is made stops the publishing.
    pub stops: &'j (dyn Fn(&Diagnostic) -> bool + Sync),
    /// Whether a text turned out, when it was read, not to be the one that was planned with: then nothing is published.
    pub lost: &'j Lost,
    /// Plans the same once more, with how each file is made: where one is not there that an earlier build planned.
    pub again: &'j (dyn Fn() -> Vec<Arc<Artifact>> + Sync),
    /// Told how far it is.
    pub progress: Progress<'j>,
}

/// An output that nobody else publishes into as long as this lives, and what was found in it.
pub struct Opened {
    output: PathBuf,
    state: PathBuf,
    left: Folders,
    ground: Ground,
    /// Whether the lock holds others off: some shares know no locks.
    is_locked: bool,
    _lock: fs::File,
}

/// What became of a publishing.
pub struct Published {
    /// What was changed.
    pub changes: Changes,
    /// What was found on the way.
    pub told: Vec<Diagnostic>,
    /// The key of all that stands there now.
    pub key: Option<Key>,
    /// What is left of the work. To take it apart takes time that a process that ends need not spend.
    pub rest: Rest,
}

/// What nobody needs any more, kept only so that its dropping can be put off.
pub struct Rest(#[expect(dead_code, reason = "it is only dropped, or not even that")] Box<dyn Any + Send>);

/// Whether a folder is there and something was published into it: if not, there is nothing to look at in it.
pub fn is_ours(output: &Path) -> bool {
    let output = guard::real(output);
    output.is_dir() && state_folder(&output).is_dir()
}

/// Opens an output to publish into it: takes the lock, reads what earlier runs wrote, looks at what lies there.
pub fn open(output: &Path, disk: &dyn Disk) -> Result<Opened, Diagnostic> {
    let output = guard::real(output);
    let state = state_folder(&output);
    disk.create_dir(&state).map_err(|error| cannot_write(&state, &error))?;
    let (lock, is_locked) = lock(&state)?;
    let ledger = Ledger::read(&state);
    disk.create_dir(&output).map_err(|error| cannot_write(&output, &error))?;
    let left = Folders::read(&state, &ledger);
    landing::clear(&output, disk);
    let ground = guard::walk(&output, ledger, &left, disk)?;
    Ok(Opened { output, state, left, ground, is_locked, _lock: lock })
}

/// A site whose bytes are made.
pub enum Made<'a> {
    /// It is the one that stands there.
    Same(Published),
    /// What is new of it lies beside its places, and nobody sees it yet.
    Waiting(Box<Waiting<'a>>),
}

/// All that is needed to put a site into its place.
pub struct Waiting<'a> {
    disk: &'a dyn Disk,
    sources: &'a BTreeSet<Key>,
    darkroom: Darkroom<'a>,
    output: PathBuf,
    state: PathBuf,
    left: Folders,
    is_first: bool,
    _lock: fs::File,
    gone: Vec<String>,
    /// Below which folders may be empty: what is gone, and what a run that was cut off had to do with.
    emptied: Vec<String>,
    /// What stays as it is.
    records: Vec<File>,
    staged: Vec<Staged>,
    changes: Changes,
    told: Vec<Diagnostic>,
}

/// Makes the bytes of what is stale beside their places, and gives what was found on the way. On an error nothing is
/// left there.
pub fn make<'a>(
    job: &Job<'a, '_>,
    opened: Opened,
    artifacts: Vec<Arc<Artifact>>,
    theme: &Theme,
) -> Result<Made<'a>, Vec<Diagnostic>> {
    let disk = job.disk;
    let Opened { output, state, left, ground, is_locked, _lock } = opened;
    let Turn { kept, stale, new, gone } = ground.turn(artifacts, job.again);
    // A file that is not wanted any more and that somebody removed already is to be forgotten.
    let is_same = gone.is_empty() && stale.is_empty() && kept.iter().all(|kept| *kept);
    if is_same && !ground.ledger.was_cut_off() {
        return Ok(Made::Same(Published::unchanged(ground.ledger.key(), ground.into_kept(&kept))));
    }
    manifest::write_journal(&state, &ground.ledger.journal_with(&kept, &new), disk)
        .map_err(|error| vec![cannot_write(&state, &error)])?;
    // Where a lock holds nobody, somebody else might take the tree for one that was left.
    let is_first = ground.is_empty() && is_locked;
    let (landing, darkroom) = (Landing::of(&output, is_first), Darkroom::open(job.cache, disk));
    let maker = Maker { output: &output, landing, theme, disk, ground: &ground, lost: job.lost, darkroom: &darkroom };
    let (made, told) =
        maker.make(stale, kept.iter().filter(|kept| **kept).count(), job.stops, job.progress).inspect_err(|told| {
            if !ground.ledger.was_cut_off() && !told.iter().any(|told| told.code == &CANNOT_WRITE) {
                // Nothing was left behind: the next run need not take this one for one that was cut off.
                let _ = manifest::remove_journal(&state, disk);
            }
        })?;
    let mut changes = Changes { removed: gone.clone(), decoded: darkroom.decoded(), ..Changes::default() };
    let emptied = gone.iter().chain(ground.ledger.begun()).cloned().collect();
    let mut records = ground.into_kept(&kept);
    let staged = changes.count(made, &mut records);
    let sources = job.sources;
    Ok(Made::Waiting(Box::new(Waiting {
        disk,
        sources,
        darkroom,
        output,
        state,
        left,
        is_first,
        _lock,
        gone,
        emptied,
        records,
        staged,
        changes,
        told,
    })))
}

impl Published {
    fn unchanged(key: Option<Key>, records: Vec<File>) -> Published {
        let changes = Changes { files: records.len(), bytes: size(&records), ..Changes::default() };
        Published { changes, told: Vec::new(), key, rest: Rest(Box::new(records)) }
    }
}

impl Made<'_> {
    /// Puts it into its place. On an error a part of the site is new, and every file of it whole.
    pub fn put(self) -> Result<Published, Vec<Diagnostic>> {
        match self {
            Made::Same(published) => Ok(published),
            Made::Waiting(mut waiting) => {
                let mut told = std::mem::take(&mut waiting.told);
                match waiting.put() {
                    Ok((changes, key, rest)) => Ok(Published { changes, told, key: Some(key), rest }),
                    Err(wrong) => {
                        told.push(*wrong);
                        Err(told)
                    }
                }
            }
        }
    }
}

impl Waiting<'_> {
    fn put(self) -> Result<(Changes, Key, Rest), Box<Diagnostic>> {
        let Waiting { disk, output, state, gone, emptied, mut records, mut staged, mut changes, .. } = self;
        let touched: Vec<Arc<str>> = staged.iter().map(|one| one.path.clone()).collect();
        records.extend(staged.iter().map(|one| (one.path.clone(), one.record)));
        // What stays is in order already: this way of sorting sees it.
        records.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        let removed_first = clear_the_way(&output, &records, &gone, disk).map_err(|error| half_way(&output, &error))?;
        let before = folders::clock(&state, disk);
        let landing = Landing::of(&output, self.is_first);
        // The disk is slow to let one file take the place of another; what it will hold is written down meanwhile.
        let (draft, put) = rayon::join(|| manifest::draft(&state, &records, disk), || landing.put(&mut staged, disk));
        let is_whole = put.map_err(|(place, error)| half_way(&place, &error))?;
        for path in gone.iter().filter(|path| !removed_first.contains(path.as_str())) {
            let place = output.join(path);
            remove(&place, disk).map_err(|error| half_way(&place, &error))?;
        }
        remove_empty_folders(&output, &emptied, &records, disk);
        // Where a disk was too full for it, there may be room now that what was replaced or removed is gone.
        let draft = draft.or_else(|_| manifest::draft(&state, &records, disk));
        let key = draft.and_then(|draft| draft.publish(disk)).map_err(|error| half_way(&state, &error))?;
        let touched = folders::above(touched.iter().map(|path| &**path).chain(gone.iter().map(String::as_str)));
        // A site that was moved as a whole holds what was written into it, and nothing else.
        let sealed = before.filter(|_| is_whole);
        let site = folders::Published { state: &state, output: &output, records: &records, sealed };
        self.left.write(site, &touched, key, disk);
        (changes.files, changes.bytes) = (records.len(), size(&records));
        self.darkroom.sweep(self.sources);
        Ok((changes, key, Rest(Box::new(records))))
    }
}

/// Something went wrong when some files were in their places already.
fn half_way(what: &Path, error: &io::Error) -> Box<Diagnostic> {
    let help = both!(
        "网站已经换了一部分，每个文件都是完整的；排除原因后再运行一次，会接着完成",
        "a part of the site is new, every file of it is whole; run it again when that is mended: it goes on"
    );
    Box::new(cannot_write(what, error).help(help))
}

impl Opened {
    /// Whether it still holds what was published into it under a key, every file as it was written, and nothing else.
    pub fn is_intact(&self, key: Key) -> bool {
        self.ground.ledger.key() == Some(key) && self.ground.is_as_written()
    }

    /// Lets others publish into it.
    pub fn close(self) -> Rest {
        Rest(Box::new((self.ground, self.left)))
    }
}

/// Makes what is asked of pictures and is not kept yet, and publishes nothing: what is wrong in them is told.
pub fn examine(artifacts: &[Arc<Artifact>], cache: Option<&Path>, disk: &dyn Disk) -> Vec<Diagnostic> {
    let darkroom = Darkroom::open(cache, disk);
    let mut orders: BTreeMap<Key, (&FileSource, Vec<Order>)> = BTreeMap::new();
    for artifact in artifacts {
        if let Bytes::Developed(file, recipe) = &artifact.bytes
            && !darkroom.has(artifact.key)
        {
            let order = Order { key: artifact.key, recipe: *recipe };
            orders.entry(file.hash).or_insert((file, Vec::new())).1.push(order);
        }
    }
    let developed = orders.into_par_iter().filter_map(|(_, (file, orders))| match darkroom.develop(file, &orders) {
        Developed::StandIns(_, told) => Some(*told),
        Developed::Changed => Some(changed_meanwhile(&file.shown)),
        Developed::Made(_) => None,
    });
    developed.collect()
}

/// The bytes of files.
fn size(records: &Records) -> u64 {
    records.iter().map(|(_, record)| record.stamp.size).sum()
}

/// The folder beside the output that holds journal, manifest, lock, the dates of folders, and a file that is written to
/// see what time it is.
fn state_folder(output: &Path) -> PathBuf {
    let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_else(|| "site".into());
    output.with_file_name(format!(".{name}.gongsheng"))
}

/// Two builds at once would mix their files: the second is told. Also gives whether the lock holds.
fn lock(state: &Path) -> Result<(fs::File, bool), Diagnostic> {
    let path = state.join("lock");
    let file = fs::File::create(&path).map_err(|error| cannot_write(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok((file, true)),
        Err(TryLockError::WouldBlock) => Err(Diagnostic::nowhere(
            &LOCKED,
            both!("另一个 gongsheng 正在往这里发布", "another gongsheng is publishing here"),
        )
        .help(both!("等它结束再运行", "wait until it is done and run it again"))),
        // A network share without locks: the journal still lets the next run mend what two would mix.
        Err(TryLockError::Error(_)) => Ok((file, false)),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.to_string_lossy().replace('\\', "/");
    let Both { zh, en } = refusal::why(error);
    Diagnostic::nowhere(&CANNOT_WRITE, both!("写不了“{shown}”：{zh}", "“{shown}” cannot be written: {en}")).help(both!(
        "原来的网站没有动；排除原因后再运行一次，会接着完成",
        "run it again when that is mended: it finishes what was begun"
    ))
}
