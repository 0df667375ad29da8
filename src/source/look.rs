//! What lies there, without reading it: from a look alone it follows that nothing changed since the last one.
#![expect(
    clippy::disallowed_methods,
    reason = "how old a file's last change is decides whether its date says anything"
)]

use super::codes::NO_CONTENT;
use super::walk::{Found, walk};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::hash::Key;
use crate::stamp::Stamp;
use std::collections::{BTreeSet, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Two changes within this time may bear one date: FAT counts in steps of two seconds.
const STEP: Duration = Duration::from_secs(2);

/// By what a file is known to be the one that was read, without reading it again. None where it was changed so shortly
/// before it was looked at that it may be changed again under the same date.
pub(super) fn stamp(meta: &Metadata, looked: SystemTime) -> Option<Stamp> {
    let age = looked.duration_since(meta.modified().ok()?).ok()?;
    // Where a disk keeps no dates, all are 0.
    Some(Stamp::in_place(meta)).filter(|stamp| age > STEP && stamp.changed > 0)
}

/// What changed since the last look, as far as somebody tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// It may be anything.
    Anything,
    /// Nothing but what lies at these paths, from the folder of the project: `content/posts/a.md`.
    Only(BTreeSet<PathBuf>),
}

/// All that lies in `content/` and `templates/`.
pub struct Look {
    pub(super) content: Vec<Found>,
    pub(super) templates: Vec<Found>,
    /// Whether there is a folder of content: without one, nothing is missing in it.
    pub(super) has_content: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Looks at a project.
pub fn look(root: &Path) -> Look {
    let looked = SystemTime::now();
    let (content, mut diagnostics) = walk(root, "content", looked);
    let has_content = !content.is_empty() || !diagnostics.is_empty();
    if !has_content {
        diagnostics.push(no_content());
    }
    let (templates, more) = walk(root, "templates", looked);
    diagnostics.extend(more);
    Look { content, templates, has_content, diagnostics }
}

fn no_content() -> Diagnostic {
    Diagnostic::nowhere(&NO_CONTENT, both!("这里没有 content 文件夹", "there is no folder content here")).help(both!(
        "在放 content 文件夹的地方运行，或用“gongsheng init 文件夹名”新建一个网站",
        "run it where the folder content lies, or begin a site with “gongsheng init FOLDER”"
    ))
}

/// Looks at a project of which something was touched since the last look.
pub fn look_after(root: &Path, touched: &Touched) -> Look {
    let mut look = look(root);
    if let Touched::Only(paths) = touched {
        look.forget_dates(&paths.iter().map(|path| root.join(path)).collect());
    }
    look
}

/// Of more files than these one looks at all.
const FEW: usize = 32;

impl Look {
    /// Looks again at what was touched. False where that is not enough: something came, or went, or is no file.
    pub(super) fn again(&mut self, root: &Path, touched: &BTreeSet<PathBuf>) -> bool {
        // What was refused is known by what is told of it alone: whether it is still there, only a walk sees.
        if touched.len() > FEW || !self.diagnostics.is_empty() {
            return false;
        }
        let looked = SystemTime::now();
        let mut left: Vec<PathBuf> = touched.iter().map(|path| root.join(path)).collect();
        for file in self.content.iter_mut().chain(&mut self.templates) {
            let at = left.iter().position(|path| path.as_os_str() == file.disk.as_os_str());
            at.map(|at| left.swap_remove(at));
            // What was changed a moment ago could not be told by its date yet.
            if at.is_some() || file.stamp.is_none() {
                match file.disk.symlink_metadata() {
                    // One that was touched is read, whatever its date says.
                    Ok(meta) if meta.is_file() => file.stamp = stamp(&meta, looked).filter(|_| at.is_none()),
                    _ => return false,
                }
            }
        }
        // A file that an editor wrote beside, and that is gone again, changed nothing.
        let all = || self.content.iter().chain(&self.templates);
        left.iter().all(|path| path.symlink_metadata().is_err() && !all().any(|file| file.disk.starts_with(path)))
    }

    /// What was touched is read, whatever its date says.
    fn forget_dates(&mut self, touched: &HashSet<PathBuf>) {
        // Another folder brings other files; but Windows tells of a folder at every change in it.
        let folders: Vec<&PathBuf> = touched.iter().filter(|path| cfg!(unix) && path.is_dir()).collect();
        for file in self.content.iter_mut().chain(&mut self.templates) {
            if touched.contains(&file.disk) || folders.iter().any(|folder| file.disk.starts_with(folder)) {
                file.stamp = None;
            }
        }
    }

    /// A key that stays as long as nothing changes; None where a look cannot tell.
    pub fn key(&self) -> Option<Key> {
        let files = self.content.iter().chain(&self.templates);
        let stamps = files.map(|file| Some((&*file.shown, file.stamp?))).collect::<Option<Vec<_>>>()?;
        self.diagnostics.is_empty().then(|| Key::of(&stamps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn again(look: &mut Look, root: &Path, paths: &[&str]) -> bool {
        look.again(root, &paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn a_look_at_what_was_touched_is_enough_unless_something_came_or_went() {
        let folder = tempfile::tempdir().unwrap();
        let (root, post) = (folder.path(), "content/posts/a.md");
        fs::create_dir_all(root.join("content/posts")).unwrap();
        fs::write(root.join(post), "一").unwrap();
        let mut look = look(root);
        assert!(again(&mut look, root, &[post]));
        assert!(look.content[0].stamp.is_none(), "it is read again, whatever its date says");
        assert!(again(&mut look, root, &["content/posts/.a.md.new"]), "what came and went again is nothing");
        fs::write(root.join("content/posts/b.md"), "二").unwrap();
        assert!(!again(&mut look, root, &["content/posts/b.md"]), "it came");
        fs::rename(root.join("content/posts"), root.join("content/events")).unwrap();
        assert!(!again(&mut look, root, &["content/posts"]), "it went");
    }

    #[test]
    fn what_was_touched_is_read_though_its_date_is_that_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["content/posts/a.md", "content/posts/b.md", "content/pages/c.md"] {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), "一").unwrap();
            let file = fs::File::options().write(true).open(root.join(name)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_500_000_000)).unwrap();
        }
        let read = |touched: &[&str]| -> Vec<String> {
            let touched = Touched::Only(touched.iter().map(PathBuf::from).collect());
            let look = look_after(root, &touched);
            look.content.iter().filter(|file| file.stamp.is_none()).map(|file| file.path.clone()).collect()
        };
        assert_eq!(read(&[]), Vec::<String>::new());
        assert_eq!(read(&["content/posts/b.md", "content/posts/new.md"]), ["posts/b.md"]);
        if cfg!(unix) {
            assert_eq!(read(&["content/posts"]), ["posts/a.md", "posts/b.md"]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_was_refused_is_looked_for_again() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("content/posts/l.md");
        fs::create_dir_all(folder.path().join("content/posts")).unwrap();
        fs::write(folder.path().join("content/posts/a.md"), "一").unwrap();
        std::os::unix::fs::symlink("a.md", &link).unwrap();
        let mut look = look(folder.path());
        fs::remove_file(link).unwrap();
        assert!(!again(&mut look, folder.path(), &["content/posts/l.md"]));
    }
}
