//! A project in a folder of its own, and how it is built: what every test begins with.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "each test uses its part; tests read, write and print"
)]

pub mod preview;
pub mod sample;

use gongsheng::diagnostic::{Diagnostic, Style, print};
use gongsheng::hash::Key;
use gongsheng::lang::Lang;
use gongsheng::publish::{Disk, RealDisk};
use gongsheng::{Built, Clock, Request};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The instant as of which tests build, unless they say another.
pub const NOW: &str = "2017-3-9 12:00";

/// A folder with `content/`.
pub struct Project {
    folder: TempDir,
    cache: Option<PathBuf>,
}

/// All files of a folder: path → bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

impl Project {
    /// An empty one.
    pub fn empty() -> Project {
        Project { folder: TempDir::new().unwrap(), cache: None }
    }

    /// One with a site.yaml and these files below content/ (or anywhere: a path may begin with `templates/`).
    pub fn with(files: &[(&str, &str)]) -> Project {
        let project = Project::empty();
        project.write("content/site.yaml", "名称: 示例县总工会\n网址: https://a.example.cn\n");
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// A copy of a folder of the repository.
    pub fn copy_of(folder: &str) -> Project {
        let project = Project::empty();
        for (path, bytes) in tree(&repository().join(folder)) {
            project.write_bytes(&path, &bytes);
        }
        project
    }

    /// The demo site of the repository. What is made of its photographs is kept from test to test.
    pub fn demo() -> Project {
        let cache = Some(Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo"));
        let project = Project { cache, ..Project::empty() };
        for (path, bytes) in tree(&repository().join("content")) {
            project.write_bytes(&format!("content/{path}"), &bytes);
        }
        project
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn site(&self) -> PathBuf {
        self.root().join("site")
    }

    pub fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root().join(from), self.root().join(to)).unwrap();
    }

    /// Builds into `site/`.
    pub fn build(&self) -> Built {
        self.build_at(NOW)
    }

    /// Builds as of an instant.
    pub fn build_at(&self, now: &str) -> Built {
        self.build_to(&self.site(), now, &RealDisk)
    }

    /// Builds into a folder, on a disk.
    pub fn build_to(&self, output: &Path, now: &str, disk: &dyn Disk) -> Built {
        gongsheng::build(&self.request(now), output, disk, &|_, _| {})
    }

    /// Builds, and wants it to be published without a word.
    pub fn builds(&self) -> Built {
        let built = self.build();
        assert!(built.changes.is_some() && built.diagnostics.is_empty(), "{}", said(&built.diagnostics));
        built
    }

    /// Builds, keeping in a folder what costs most to make.
    pub fn build_keeping(&self, now: &str, cache: &Path) -> Built {
        let request = Request { cache: Some(cache), ..self.request(now) };
        gongsheng::build(&request, &self.site(), &RealDisk, &|_, _| ())
    }

    pub fn check(&self) -> Built {
        gongsheng::check(&self.request(NOW), &RealDisk)
    }

    /// What a build is asked for.
    pub fn request(&self, now: &str) -> Request<'_> {
        Request {
            root: self.folder.path(),
            base_url: None,
            now: Clock::Said(now.to_owned()),
            strict: false,
            cache: self.cache.as_deref(),
            preview: None,
        }
    }

    /// The text of a file of the site.
    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.site().join(path)).unwrap_or_else(|_| panic!("the site has no {path}"))
    }
}

/// All files of a folder; none where there is no folder.
pub fn tree(folder: &Path) -> Tree {
    if !folder.is_dir() {
        return Tree::new();
    }
    let walk =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    })
    .collect()
}

/// What a build says, as people read it.
pub fn said(diagnostics: &[Diagnostic]) -> String {
    let style = Style { lang: Lang::Zh, colour: false, strict: false };
    diagnostics.iter().map(|told| print(told, style)).collect::<Vec<_>>().join("\n")
}

/// The folder of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether expected output is to be accepted as it is now: `ACCEPT=1 cargo test`.
pub fn accepting() -> bool {
    std::env::var_os("ACCEPT").is_some()
}

/// An operation on a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    CreateDir,
    Write,
    Copy,
    Rename,
    RemoveFile,
    RemoveDir,
}

/// A disk on which something happens right before each operation, or one fails. It is given the path that is made,
/// written, copied from, renamed to or removed.
pub struct Before<F>(pub F);

impl<F: Fn(Step, &Path) -> io::Result<()> + Sync> Disk for Before<F> {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        (self.0)(Step::CreateDir, path)?;
        RealDisk.create_dir(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        (self.0)(Step::Write, path)?;
        RealDisk.write(path, bytes)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Key> {
        (self.0)(Step::Copy, from)?;
        RealDisk.copy(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.0)(Step::Rename, to)?;
        RealDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        (self.0)(Step::RemoveFile, path)?;
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        (self.0)(Step::RemoveDir, path)?;
        RealDisk.remove_dir(path)
    }
}
