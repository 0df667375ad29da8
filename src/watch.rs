//! Watching `content/` and `templates/`: it says that something changed, and where. What is there now is seen by
//! reading again.
//!
//! The system tells of changes where it can; where it cannot (a network share, a disk of Windows seen from
//! Linux, no more watches to be had), or where somebody asks for it, the folders are looked through again and
//! again.
#![expect(clippy::disallowed_methods, reason = "how long it has been quiet is measured here, and no build sees it")]

mod interrupt;
mod mounts;
mod poll;

pub use interrupt::on_interrupt;

use crate::source::Touched;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use poll::Poller;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What one waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Something changed, or may have.
    Changed,
    /// A moment has come at which the site changes by itself.
    Moment,
    /// It is time to stop.
    Stop,
}

/// The folders that are watched.
const FOLDERS: [&str; 2] = ["content", "templates"];

/// After a change it must be quiet for so long: an editor writes a file in several steps, and five hundred files
/// that are copied are one change.
const QUIET: Duration = Duration::from_millis(8);

/// After so long it is built although it was never quiet.
const PATIENCE: Duration = Duration::from_millis(300);

/// How often the clock is asked. No timer sleeps longer: a computer that slept does not know it.
const TICK: Duration = Duration::from_millis(500);

/// A project that is watched until this is dropped.
pub struct Watch {
    signals: Receiver<Signal>,
    touched: Arc<Mutex<Touched>>,
    /// Whether the system once could not say what happened: it may not hear everything since.
    unsure: Arc<AtomicBool>,
    sender: Sender<Signal>,
    ears: Mutex<Ears>,
    appeared: Receiver<()>,
    root: PathBuf,
    /// Which folders lie there: another of the same name is told by nobody.
    places: Mutex<Places>,
}

/// The folders that are watched, as the disk knows them.
type Places = [Option<(u64, u64)>; 3];

/// Sends signals to whoever watches; may be cloned and sent anywhere.
#[derive(Clone)]
pub struct Bell(Sender<Signal>);

impl Bell {
    /// Stops the watching. It may be asked for twice.
    pub fn stop(&self) {
        let _ = self.0.send(Signal::Stop);
    }

    /// Says that something changed that no watcher sees.
    pub fn changed(&self) {
        let _ = self.0.send(Signal::Changed);
    }
}

/// How it is heard of a change.
enum Ears {
    /// The system tells; it is asked for more when a folder appears.
    Told(RecommendedWatcher),
    /// The folders are looked through again and again.
    Looking(#[expect(dead_code, reason = "it looks until it is dropped")] Poller),
}

impl Watch {
    /// Watches a project; `polls` asks for it to be looked through again and again, for which the system must have a
    /// thread to give.
    pub fn new(root: &Path, polls: bool) -> io::Result<Watch> {
        // What a system tells is told by real paths.
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let (sender, signals) = channel();
        let (tell_appeared, appeared) = channel();
        let touched = Arc::new(Mutex::new(Touched::Anything));
        let unsure = Arc::new(AtomicBool::new(false));
        let heard = hears(root.clone(), sender.clone(), tell_appeared, touched.clone(), unsure.clone());
        let told = || -> notify::Result<RecommendedWatcher> {
            let mut watcher = RecommendedWatcher::new(heard, notify::Config::default())?;
            watch(&mut watcher, &root)?;
            Ok(watcher)
        };
        let told = if polls || mounts::is_silent(&root) { None } else { told().ok() };
        let ears = match told {
            Some(watcher) => Ears::Told(watcher),
            // No more watches to be had, or nobody who would tell.
            None => Ears::Looking(Poller::new(root.clone(), Bell(sender.clone()))?),
        };
        let places = Mutex::new(places(&root));
        Ok(Watch { signals, touched, unsure, sender, ears: Mutex::new(ears), appeared, root, places })
    }

    /// Whether the folders are looked through again and again: a change is seen a little later.
    pub fn polls(&self) -> bool {
        matches!(*self.ears(), Ears::Looking(_))
    }

    /// Sends signals here.
    pub fn bell(&self) -> Bell {
        Bell(self.sender.clone())
    }

    /// What was touched since this was asked the last time. Where nobody tells, or at first, that may be anything.
    pub fn touched(&self) -> Touched {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        let next = if self.polls() || self.unsure.load(Ordering::Relaxed) {
            Touched::Anything
        } else {
            Touched::Only(BTreeSet::new())
        };
        std::mem::replace(&mut *touched, next)
    }

    /// Waits until something changed and it is quiet again, until `is_due` says that a moment has come, or until
    /// it is stopped.
    pub fn wait(&self, is_due: &dyn Fn() -> bool) -> Signal {
        loop {
            match self.signals.recv_timeout(TICK) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Signal::Stop,
                Ok(_) => return self.settle(),
                Err(RecvTimeoutError::Timeout) if is_due() => return Signal::Moment,
                Err(RecvTimeoutError::Timeout) if self.is_elsewhere() => {
                    self.watch_anew();
                    return Signal::Changed;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Whether another folder lies where one was watched, or none: a copy that took its place, a disk that was taken
    /// out.
    fn is_elsewhere(&self) -> bool {
        let (mut known, now) = (self.places.lock().unwrap_or_else(PoisonError::into_inner), places(&self.root));
        std::mem::replace(&mut *known, now) != now
    }

    fn ears(&self) -> MutexGuard<'_, Ears> {
        self.ears.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks to be told of all that lies there now. What came before that was told by nobody. Where it cannot be had for
    /// every folder, they are looked through.
    fn watch_anew(&self) {
        let mut ears = self.ears();
        let Ears::Told(watcher) = &mut *ears else { return };
        // A folder that cannot be watched is gone again, and says so itself when it comes.
        let _ = watch(watcher, &self.root);
        // Where no thread is to be had, what is told is better than nothing.
        if self.unsure.load(Ordering::Relaxed)
            && let Ok(poller) = Poller::new(self.root.clone(), self.bell())
        {
            *ears = Ears::Looking(poller);
        }
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner) = Touched::Anything;
    }

    fn settle(&self) -> Signal {
        let began = Instant::now();
        loop {
            match self.signals.recv_timeout(QUIET) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Signal::Stop,
                Ok(_) if began.elapsed() < PATIENCE => {}
                Ok(_) | Err(RecvTimeoutError::Timeout) => break,
            }
        }
        if self.appeared.try_iter().count() > 0 {
            self.watch_anew();
        }
        Signal::Changed
    }
}

/// The folders that are there, by their numbers on the disk.
fn places(root: &Path) -> Places {
    let [content, templates] = FOLDERS.map(|folder| root.join(folder));
    [root, &content, &templates].map(number_of)
}

#[cfg(unix)]
fn number_of(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().map(|there| (there.dev(), there.ino()))
}

/// Where the system gives no numbers, two folders of one name began at different times.
#[cfg(not(unix))]
fn number_of(folder: &Path) -> Option<(u64, u64)> {
    let began = std::fs::metadata(folder).ok()?.created().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((began.as_secs(), began.subsec_nanos().into()))
}

/// Watches the project's folder for folders that appear, and all that lies in those that are there.
fn watch(watcher: &mut dyn Watcher, root: &Path) -> notify::Result<()> {
    let _ = watcher.unwatch(root);
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        if folder.is_dir() {
            // One that was replaced by another of its name is another.
            let _ = watcher.unwatch(&folder);
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// What is done with what a watcher tells.
fn hears(
    root: PathBuf,
    sender: Sender<Signal>,
    appeared: Sender<()>,
    touched: Arc<Mutex<Touched>>,
    unsure: Arc<AtomicBool>,
) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let tops = FOLDERS.map(|folder| root.join(folder));
    move |told| {
        let is_error = told.is_err();
        let event = match told {
            Ok(event) if !is_change(&event) => return,
            Ok(event) => event,
            // Whoever cannot say what happened says that something did.
            Err(_) => {
                unsure.store(true, Ordering::Relaxed);
                Event::default()
            }
        };
        // Of what was lost some may have been folders, and one that could not be watched needs other ears.
        let lost = event.need_rescan() || is_error;
        if lost || event.paths.iter().any(|path| tops.contains(path)) {
            let _ = appeared.send(());
        }
        let concerns = |path: &PathBuf| tops.iter().any(|top| path.starts_with(top));
        let vague = event.need_rescan() || event.paths.is_empty();
        if vague || event.paths.iter().any(concerns) {
            let mut touched = touched.lock().unwrap_or_else(PoisonError::into_inner);
            match &mut *touched {
                Touched::Only(paths) if !vague => {
                    paths.extend(
                        event.paths.iter().filter_map(|path| path.strip_prefix(&root).ok()).map(Path::to_owned),
                    );
                }
                touched => *touched = Touched::Anything,
            }
            drop(touched);
            let _ = sender.send(Signal::Changed);
        }
    }
}

/// Reading changes nothing, and is what a build does itself.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/posts")).unwrap();
        fs::write(folder.path().join("content/posts/a.md"), "一").unwrap();
        folder
    }

    /// What is heard within a while: a change, or nothing.
    fn heard(watch: &Watch) -> Option<Signal> {
        let began = Instant::now();
        let signal = watch.wait(&|| began.elapsed() > Duration::from_secs(3));
        (signal != Signal::Moment).then_some(signal)
    }

    #[test]
    fn a_change_is_heard_however_it_is_made() {
        for polls in [false, true] {
            let folder = project();
            let watch = Watch::new(folder.path(), polls).unwrap();
            assert_eq!(watch.polls(), polls);
            let file = |name: &str| folder.path().join("content/posts").join(name);
            fs::write(file("a.md"), "二二").unwrap();
            assert_eq!(heard(&watch), Some(Signal::Changed), "written");
            fs::write(file(".a.new"), "三三三").unwrap();
            fs::rename(file(".a.new"), file("a.md")).unwrap();
            assert_eq!(heard(&watch), Some(Signal::Changed), "replaced");
            while watch.signals.recv_timeout(Duration::from_millis(800)).is_ok() {}
            fs::remove_file(file("a.md")).unwrap();
            assert_eq!(heard(&watch), Some(Signal::Changed), "removed");
        }
    }

    #[test]
    fn a_folder_that_comes_later_is_watched() {
        let folder = project();
        let watch = Watch::new(folder.path(), false).unwrap();
        fs::create_dir(folder.path().join("templates")).unwrap();
        assert_eq!(heard(&watch), Some(Signal::Changed));
        fs::write(folder.path().join("templates/x.html"), "一").unwrap();
        assert_eq!(heard(&watch), Some(Signal::Changed));
    }

    #[test]
    fn what_is_built_and_what_is_read_is_not_heard() {
        let folder = project();
        let watch = Watch::new(folder.path(), false).unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        fs::write(folder.path().join("site/index.html"), "一").unwrap();
        fs::read(folder.path().join("content/posts/a.md")).unwrap();
        assert_eq!(heard(&watch), None);
        watch.bell().stop();
        assert_eq!(heard(&watch), Some(Signal::Stop));
    }

    #[test]
    fn another_folder_in_the_place_of_the_one_that_was_watched_is_heard_and_watched() {
        let folder = project();
        let root = folder.path().join("gh");
        let old = folder.path().join("old");
        fs::create_dir(&root).unwrap();
        fs::rename(folder.path().join("content"), root.join("content")).unwrap();
        let watch = Watch::new(&root, false).unwrap();
        fs::rename(&root, &old).unwrap();
        fs::create_dir_all(root.join("content/posts")).unwrap();
        assert_eq!(heard(&watch), Some(Signal::Changed), "replaced");
        while heard(&watch).is_some() {}
        fs::write(root.join("content/posts/b.md"), "一").unwrap();
        assert_eq!(heard(&watch), Some(Signal::Changed), "in the new one");
    }

    #[test]
    fn many_changes_are_one() {
        let folder = project();
        let watch = Watch::new(folder.path(), false).unwrap();
        for number in 0..100 {
            fs::write(folder.path().join(format!("content/posts/{number}.md")), "一").unwrap();
        }
        assert_eq!(heard(&watch), Some(Signal::Changed));
        assert_eq!(watch.signals.try_iter().count(), 0);
    }
}
