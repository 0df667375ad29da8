//! Killed at every file operation of a publish, then built again: a clean build's bytes; in between no half
//! file, and no link to nowhere from any address that lives on.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::hash::Key;
use gongsheng::publish::{Disk, RealDisk};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use support::{NOW, Project, Tree, tree};

/// A disk that dies at its nth operation: that one is done by half, and nothing more is done at all.
struct Dying {
    left: AtomicUsize,
}

impl Dying {
    fn after(operations: usize) -> Dying {
        Dying { left: AtomicUsize::new(operations) }
    }

    fn run<T>(&self, whole: impl FnOnce() -> io::Result<T>, half: impl FnOnce()) -> io::Result<T> {
        // Operations come from several threads: of those that are left each takes one, and one finds none.
        let take = |left: usize| Some(left.checked_sub(1).filter(|_| left != DEAD).unwrap_or(DEAD));
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take) {
            Ok(0) => half(),
            Ok(DEAD) | Err(_) => {}
            Ok(_) => return whole(),
        }
        Err(dead())
    }
}

/// What is left on a disk that is dead.
const DEAD: usize = usize::MAX;

fn dead() -> io::Error {
    io::Error::other("killed")
}

impl Disk for Dying {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.run(|| RealDisk.create_dir(path), || {})
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.run(|| RealDisk.write(path, bytes), || RealDisk.write(path, &bytes[..bytes.len() / 2]).unwrap_or_default())
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Key> {
        self.run(|| RealDisk.copy(from, to), || RealDisk.write(to, b"half").unwrap_or_default())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(|| RealDisk.rename(from, to), || {})
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.run(|| RealDisk.remove_file(path), || {})
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.run(|| RealDisk.remove_dir(path), || {})
    }
}

fn before() -> Project {
    let post = |title: &str, number: u32, body: &str| {
        format!("---\n标题: {title}\n编号: {number}\n日期: 2017-3-{number}\n标签: 标{number}\n---\n\n{body}\n")
    };
    let project = Project::with(&[
        ("content/static/a.txt", "a"),
        ("content/static/d/e/f.txt", "f"),
        ("content/posts/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    project.write("content/posts/one.md", &post("一", 1, "见[二](two.md)。"));
    project.write("content/posts/two.md", &post("二", 2, "![图](p.svg)"));
    project.write("content/posts/three.md", &post("三", 3, "旧。"));
    project
}

/// A rename, a new entry, a removed one, a changed one, a removed picture, a static file that becomes a folder, and a
/// folder that becomes a file.
fn edit(project: &Project) {
    project.rename("content/posts/two.md", "content/posts/zwei.md");
    project.write(
        "content/posts/one.md",
        "---\n标题: 一改\n编号: 1\n日期: 2017-3-1\n标签: 新标\n---\n\n见[二](zwei.md)和[四](four.md)。\n",
    );
    project.write("content/posts/zwei.md", "---\n标题: 二\n编号: 2\n日期: 2017-3-2\n---\n\n没有图了。\n");
    project.write(
        "content/posts/four.md",
        "---\n标题: 四\n编号: 4\n日期: 2017-3-4\n旧网页名: quattro\n---\n\n见[一](one.md)。\n",
    );
    project.remove("content/posts/three.md");
    project.remove("content/static/a.txt");
    project.write("content/static/a.txt/b.txt", "b");
    project.remove("content/static/d/e/f.txt");
    std::fs::remove_dir_all(project.root().join("content/static/d")).unwrap();
    project.write("content/static/d", "d");
}

fn clean(project: &Project) -> Tree {
    let folder = project.root().join("clean");
    project.build_to(&folder, NOW, &RealDisk);
    tree(&folder)
}

/// The folders in which nothing lies.
fn empty_folders(site: &Path) -> Vec<String> {
    let folders = walkdir::WalkDir::new(site).into_iter().flatten().filter(|entry| entry.file_type().is_dir());
    let is_empty = |path: &Path| std::fs::read_dir(path).unwrap().next().is_none();
    folders.filter(|entry| is_empty(entry.path())).map(|entry| entry.path().display().to_string()).collect()
}

/// Every page that can be reached from the addresses that live on is whole, and its links lead somewhere.
fn walk(there: &Tree, old: &Tree, new: &Tree, operation: usize) {
    let mut open: Vec<String> = old.keys().filter(|path| new.contains_key(*path)).cloned().collect();
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(path) = open.pop() {
        let bytes = there.get(&path).unwrap_or_else(|| panic!("operation {operation}: nothing at {path}"));
        assert!(
            old.get(&path) == Some(bytes) || new.get(&path) == Some(bytes),
            "operation {operation}: {path} is neither the old nor the new one"
        );
        for link in support_links(&path, bytes) {
            if seen.insert(link.clone()) {
                assert!(there.contains_key(&link), "operation {operation}: {path} leads to {link}, which is not there");
                open.push(link);
            }
        }
    }
}

/// The files of the site that a page links to.
fn support_links(path: &str, bytes: &[u8]) -> Vec<String> {
    if !path.ends_with(".html") {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(bytes);
    // What stands between two attributes is no address: `"/><path d="`.
    let is_link = |part: &&str| part.starts_with('/') && !part.starts_with("//") && !part.contains(['<', '>']);
    let parts = text.split(['"', '\'']).filter(is_link);
    parts
        .map(|link| {
            let decoded =
                percent_encoding::percent_decode_str(link.trim_start_matches('/')).decode_utf8_lossy().into_owned();
            let plain = decoded.split('#').next().unwrap_or_default().to_owned();
            if plain.is_empty() || plain.ends_with('/') { format!("{plain}index.html") } else { plain }
        })
        .collect()
}

fn is_ours(path: &str) -> bool {
    path.split('/').next().is_some_and(|top| top.ends_with(".gongsheng-tmp"))
}

#[test]
fn the_first_publish_can_be_cut_off_anywhere() {
    let new = clean(&before());
    for operation in 0.. {
        let project = before();
        let built = project.build_to(&project.site(), NOW, &Dying::after(operation));
        let there = if project.site().is_dir() { tree(&project.site()) } else { Tree::new() };
        for (path, bytes) in there.iter().filter(|(path, _)| !is_ours(path)) {
            assert_eq!(new.get(path), Some(bytes), "operation {operation}: {path} is half");
        }
        if there.contains_key("index.html") {
            let whole: Tree = there.clone().into_iter().filter(|(path, _)| !is_ours(path)).collect();
            walk(&whole, &Tree::from([("index.html".into(), new["index.html"].clone())]), &new, operation);
        }
        project.build();
        assert_eq!(tree(&project.site()), new, "operation {operation}: the next build does not mend it");
        assert_eq!(empty_folders(&project.site()), [] as [String; 0], "operation {operation} leaves folders");
        if built.changes.is_some() {
            assert!(operation > 30, "the publish took only {operation} operations");
            return;
        }
    }
}

#[test]
fn a_first_publish_that_was_cut_off_may_be_another_site_by_then() {
    let edited = before();
    edit(&edited);
    let new = clean(&edited);
    for operation in 0.. {
        let project = before();
        let built = project.build_to(&project.site(), NOW, &Dying::after(operation));
        edit(&project);
        project.build_to(&project.site(), NOW, &Dying::after(operation * 7 % 60));
        project.build();
        assert_eq!(tree(&project.site()), new, "operation {operation}: the next build does not mend it");
        assert_eq!(empty_folders(&project.site()), [] as [String; 0], "operation {operation} leaves folders");
        if built.changes.is_some() {
            return;
        }
    }
}

#[test]
fn a_changed_site_can_be_cut_off_anywhere() {
    let edited = before();
    edit(&edited);
    let new = clean(&edited);
    for operation in 0.. {
        let project = before();
        project.build();
        let old = tree(&project.site());
        edit(&project);
        let built = project.build_to(&project.site(), NOW, &Dying::after(operation));
        let there: Tree = tree(&project.site()).into_iter().filter(|(path, _)| !is_ours(path)).collect();
        walk(&there, &old, &new, operation);
        // The run that should mend it is killed too, somewhere.
        project.build_to(&project.site(), NOW, &Dying::after(operation * 7 % 60));
        let there: Tree = tree(&project.site()).into_iter().filter(|(path, _)| !is_ours(path)).collect();
        walk(&there, &old, &new, operation);
        project.build();
        assert_eq!(tree(&project.site()), new, "operation {operation}: the next build does not mend it");
        assert_eq!(empty_folders(&project.site()), [] as [String; 0], "operation {operation} leaves folders");
        if built.changes.is_some() {
            assert!(operation > 30, "the publish took only {operation} operations");
            return;
        }
    }
}

#[test]
fn what_a_killed_run_wrote_is_not_forgotten_by_one_that_stops() {
    let project = before();
    project.build();
    edit(&project);
    // Killed when all new files stand there, and before the manifest says so.
    let killed = project.build_to(&project.site(), NOW, &Dying::after(60));
    assert!(killed.changes.is_none());
    project.remove("content/posts/four.md");
    project.write("content/posts/one.md", "---\n标题: 一\n编号: 1\n日期: 2017-3-1\n---\n\n一。\n");
    project.write("templates/web/404.html", "{{ site.nothing }}");
    assert!(project.build().changes.is_none(), "a mistake in a template stops it");
    project.remove("templates/web/404.html");
    let built = project.build();
    assert!(built.changes.is_some(), "{}", support::said(&built.diagnostics));
    assert_eq!(tree(&project.site()), clean(&project));
}
