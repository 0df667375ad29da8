//! One file a mistake, `tests/errors/*.txt`: what somebody typed, and beside it exactly what is said.
//!
//! ```text
//! # what this is about, and its row in the table of bad inputs
//! === content/posts/a.md
//! (the text of that file; any number of files)
//! === said
//! (exactly what `check` says; empty where nothing is wrong)
//! ```
//!
//! `=== made content/posts/a.jpg` followed by a line makes a picture or a file by its specification
//! (`support/sample.rs`). A site.yaml is there unless a file gives its own. `=== page posts/a/index.html` followed by lines says
//! that each of them stands in that file of the built site, or, after `!`, does not.
//! `ACCEPT=1 cargo test` writes what is said now.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use support::{Project, accepting, repository, said};

struct Case {
    about: String,
    files: Vec<(String, String)>,
    made: Vec<(String, String)>,
    pages: Vec<(String, Vec<String>)>,
    said: String,
}

fn read(text: &str) -> Case {
    let mut case =
        Case { about: String::new(), files: Vec::new(), made: Vec::new(), pages: Vec::new(), said: String::new() };
    let mut parts = text.split("\n=== ");
    case.about = parts.next().unwrap().to_owned();
    for part in parts {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        match head.split_once(' ') {
            None if head == "said" => case.said = body.to_owned(),
            Some(("made", path)) => case.made.push((path.to_owned(), body.trim().to_owned())),
            Some(("page", path)) => case.pages.push((path.to_owned(), body.lines().map(str::to_owned).collect())),
            _ => case.files.push((head.to_owned(), format!("{body}\n"))),
        }
    }
    case
}

fn write(case: &Case, now_said: &str) -> String {
    let mut out = case.about.clone();
    for (path, body) in &case.files {
        let _ = write!(out, "\n=== {path}\n{}", body.strip_suffix('\n').unwrap_or(body));
    }
    for (path, spec) in &case.made {
        let _ = write!(out, "\n=== made {path}\n{spec}");
    }
    for (path, lines) in &case.pages {
        let _ = write!(out, "\n=== page {path}\n{}", lines.join("\n"));
    }
    let _ = write!(out, "\n=== said\n{now_said}");
    out
}

/// How many mends there are of a kind in a file.
type Mends = BTreeMap<(String, &'static str), usize>;

fn mends<'a>(told: impl IntoIterator<Item = &'a Diagnostic>) -> Mends {
    let mut all = Mends::new();
    for told in told.into_iter().filter(|told| told.edit.is_some()) {
        let file = told.place.as_ref().map_or(String::new(), |place| place.file.to_string());
        *all.entry((file, told.code.id)).or_default() += 1;
    }
    all
}

/// What `fix` lists.
fn listed(project: &Project) -> Mends {
    let sources = gongsheng::source::read(project.root());
    let config = gongsheng::config::parse(sources.config.as_ref(), None, gongsheng::codes::named, &mut Vec::new());
    let files = gongsheng::mend::mend_all(project.root(), &sources, &config);
    mends(files.iter().flat_map(|file| &file.mends))
}

#[test]
fn every_mistake_is_told_as_it_stands_beside_it() {
    let folder = repository().join("tests/errors");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let case = read(&fs::read_to_string(&path).unwrap());
        let files: Vec<(&str, &str)> = case.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let project = Project::with(&files);
        for (path, spec) in &case.made {
            project.write_bytes(path, &support::sample::make(spec));
        }
        let built = project.check();
        let actual = said(&built.diagnostics);
        if actual.trim_end() != case.said.trim_end() {
            if accepting() {
                fs::write(&path, write(&case, &actual)).unwrap();
            }
            wrong.push(format!("{name}\n--- expected\n{}\n--- said\n{actual}", case.said));
        }
        let (promised, listed) = (mends(&built.diagnostics), listed(&project));
        if promised != listed {
            wrong.push(format!("{name}\n--- fix would mend, says check\n{promised:?}\n--- fix mends\n{listed:?}"));
        }
        let of_build = said(&project.build().diagnostics);
        if of_build != actual {
            wrong.push(format!("{name}\n--- check says\n{actual}\n--- build says\n{of_build}"));
        }
        for (page, lines) in &case.pages {
            let text =
                fs::read_to_string(project.site().join(page)).unwrap_or_else(|_| panic!("{name}: there is no {page}"));
            for line in lines.iter().filter(|line| !line.is_empty()) {
                let (wanted, line) = line.strip_prefix('!').map_or((true, line.as_str()), |line| (false, line));
                if text.contains(line) != wanted {
                    wrong.push(format!("{name}: {page} {} “{line}”\n{text}", if wanted { "lacks" } else { "holds" }));
                }
            }
        }
    }
    assert!(accepting() || wrong.is_empty(), "{}\n(ACCEPT=1 cargo test accepts what is said)", wrong.join("\n\n"));
}
