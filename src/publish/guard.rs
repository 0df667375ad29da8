//! Into which folders a site is published, and into which never.
#![expect(clippy::disallowed_methods, reason = "a folder is looked at before anything is published into it")]

use super::codes::REFUSED_OUTPUT;
use super::disk::Disk;
use super::folders::Folders;
use super::ground::Ground;
use super::manifest::Ledger;
use super::order::{Child, Records, before, children};
use super::ours::{child, is_among, is_tolerated};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::hash::TextMap;
use crate::lang::Both;
use crate::leftover::{is_left_behind, is_temporary};
use crate::path::folders_begun;
use crate::stamp::Stamp;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Refuses an output folder that is the project, holds it, lies among its sources or what the program remembers, or is
/// `/` or home.
pub fn check_output(root: &Path, output: &Path, home: Option<&Path>) -> Result<(), Diagnostic> {
    let (root, output) = (real(root), real(output));
    let refuse = |what: Both| {
        let shown = output.to_string_lossy().replace('\\', "/");
        let (zh, en) = (what.zh, what.en);
        Err(Diagnostic::nowhere(
            &REFUSED_OUTPUT,
            both!("不能往“{shown}”发布：{zh}", "“{shown}” is not published into: {en}"),
        )
        .help(both!("换一个空文件夹，如 --output site", "choose an empty folder: --output site")))
    };
    if output.parent().is_none() {
        return refuse(both!("这是磁盘的根", "it is the root of the disk"));
    }
    if home.is_some_and(|home| real(home) == output) {
        return refuse(both!("这是个人文件夹", "it is a home folder"));
    }
    if root.starts_with(&output) {
        return refuse(both!("网站的源文件在里面", "the sources of the site lie in it"));
    }
    // What lies there would be published: the heads of drafts.
    let own = output.ancestors().filter(|folder| !root.starts_with(folder)).find(|folder| is_memory(folder));
    if let Some(own) = own {
        let name = own.file_name().unwrap_or_default().to_string_lossy();
        return refuse(both!("“{name}”是程序记东西的文件夹", "“{name}” is where the program keeps what it knows"));
    }
    let inside = ["content", "templates", "src", ".git"].into_iter().find(|name| output.starts_with(root.join(name)));
    match inside {
        Some(name) => refuse(both!("它在 {name} 文件夹里", "it lies in the folder {name}")),
        None => Ok(()),
    }
}

/// Whether a folder is one that holds what is remembered: the cache of a project, or the state of an output.
fn is_memory(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.starts_with('.') && name.ends_with(".gongsheng")
}

/// A path without `.`, `..` and links, as far as it exists.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
        if let Ok(resolved) = fs::canonicalize(&out) {
            out = resolved;
        }
    }
    out
}

/// What of ours lies in the output. Whatever is not ours stops the publishing: it would be lost among what is, or be
/// published unseen. Temporaries of a run that was cut off are removed.
pub(super) fn walk(output: &Path, ledger: Ledger, left: &Folders, disk: &dyn Disk) -> Result<Ground, Diagnostic> {
    let (known, others) = files(output, ledger.records(), left);
    let mut begun = BTreeMap::new();
    let mut foreign = Vec::new();
    for (path, stamp) in others {
        match stamp {
            Some(_) if is_temporary(&path) => {
                // One that cannot be removed is written over, or met again by the next run.
                let _ = disk.remove_file(&output.join(&path));
            }
            Some(stamp) if ledger.was_ours(&path) => {
                begun.insert(path, stamp);
            }
            _ => foreign.push(path),
        }
    }
    let in_our_place = ledger.records().iter().zip(&known).filter(|(_, there)| matches!(there, There::Other));
    foreign.extend(in_our_place.map(|((path, _), _)| path.to_string()));
    if foreign.is_empty() {
        return Ok(Ground { ledger, there: known.into_iter().map(There::stamp).collect(), begun });
    }
    foreign.sort();
    let (count, names) = (foreign.len(), foreign.iter().take(3).map(|path| &**path).collect::<Vec<_>>().join("、"));
    let shown = output.to_string_lossy().replace('\\', "/");
    Err(Diagnostic::nowhere(
        &REFUSED_OUTPUT,
        both!("“{shown}”里有{count}个不是本程序写的文件：{names}", "“{shown}” holds {count} files that are not ours: {names}"),
    )
    .help(both!(
        "换一个空文件夹；要随网站发布的文件放到 content/static；确认不要了就把这个文件夹清空",
        "choose an empty folder; what belongs to the site goes into content/static; empty the folder if it is not needed"
    )))
}

/// What lies in the place of a file that we wrote.
#[derive(Clone, Copy)]
enum There {
    Nothing,
    File(Stamp),
    /// No file that we could have written.
    Other,
}

impl There {
    fn stamp(self) -> Option<Stamp> {
        match self {
            There::File(stamp) => Some(stamp),
            There::Nothing | There::Other => None,
        }
    }
}

/// The path of a file in the output that is none of those that we wrote, and its stamp; None where it is no file at
/// all.
type Stray = (String, Option<Stamp>);

/// What lies in the place of each file that we wrote, and what else lies in the output and is not tolerated there. Most
/// of the time goes by in asking the system for each file, and for each folder, of which every page has one: right
/// before its file, while the system has it at hand.
fn files(output: &Path, records: &Records, left: &Folders) -> (Vec<There>, Vec<Stray>) {
    let others = |folder: &str| others(output, folder, records, left);
    let mut strays = others("");
    let one = |number: usize| {
        let Some((path, _)) = records.get(number) else { return (There::Nothing, Vec::new()) };
        let begun = folders_begun(before(records, number), path);
        let strays: Vec<Stray> = begun.flat_map(others).collect();
        (there(&output.join(&**path)), strays)
    };
    let (known, more): (Vec<There>, Vec<Vec<Stray>>) = (0..records.len()).into_par_iter().map(one).unzip();
    strays.extend(more.into_iter().flatten());
    (known, strays)
}

fn there(place: &Path) -> There {
    match fs::symlink_metadata(place) {
        Ok(there) if there.is_file() => There::File(Stamp::of(&there)),
        // A folder is told by what lies in it.
        Ok(there) if !there.is_dir() => There::Other,
        Ok(_) | Err(_) => There::Nothing,
    }
}

/// What lies in one of our folders and is neither a file nor a folder of ours. Where the folder is as we left it, that
/// is nothing.
fn others(output: &Path, folder: &str, records: &Records, left: &Folders) -> Vec<Stray> {
    let place = output.join(folder);
    // One that is a folder no more is told by the one above it.
    let there = fs::symlink_metadata(&place).ok().filter(|there| there.is_dir());
    if there.is_none_or(|there| left.is_as_left(folder, &there)) {
        return Vec::new();
    }
    let Ok(entries) = fs::read_dir(&place) else { return vec![("?".to_owned(), None)] };
    let ours = children(records, folder);
    let mut strays = Vec::new();
    for entry in entries {
        let Ok(entry) = entry else {
            strays.push(("?".to_owned(), None));
            continue;
        };
        let child = child(&entry);
        let is_ours = is_among(&ours, &entry, child) || is_ours_in_another_case(&place, &ours, &entry, child);
        if is_ours || is_tolerated(&entry.file_name(), child, folder.is_empty()) {
            continue;
        }
        if child == Child::Folder {
            strays.extend(all_below(output, &entry.path()));
        } else {
            let stamp = entry.metadata().ok().filter(fs::Metadata::is_file).map(|there| Stamp::of(&there));
            strays.push((relative(output, &entry.path()), stamp));
        }
    }
    strays
}

/// Whether something is what we wrote under a name of another case: where a disk does not know one case from the other,
/// a folder that stands there already keeps the name that it has.
fn is_ours_in_another_case(place: &Path, ours: &TextMap<&str, Child>, entry: &fs::DirEntry, child: Child) -> bool {
    let name = entry.file_name().to_string_lossy().to_lowercase();
    let alike = ours.iter().find(|(own, of)| **of == child && own.to_lowercase() == name);
    alike.is_some_and(|(own, _)| {
        let is_listed = fs::read_dir(place).into_iter().flatten().flatten().any(|entry| entry.file_name() == **own);
        !is_listed && fs::symlink_metadata(place.join(own)).is_ok()
    })
}

/// The files in a folder that is none of ours, and below it.
fn all_below(output: &Path, folder: &Path) -> Vec<Stray> {
    let counts = |entry: &DirEntry| !entry.file_type().is_dir() && !is_left_behind(entry.file_name());
    let files = WalkDir::new(folder).into_iter().filter(|entry| entry.as_ref().map_or(true, counts));
    let file = |entry: walkdir::Result<DirEntry>| {
        let Ok(entry) = entry else { return ("?".to_owned(), None) };
        let stamp = entry.metadata().ok().filter(fs::Metadata::is_file).map(|there| Stamp::of(&there));
        (relative(output, entry.path()), stamp)
    };
    files.map(file).collect()
}

/// The path of a file in the output.
fn relative(output: &Path, place: &Path) -> String {
    let path = place.strip_prefix(output).unwrap_or(place).to_string_lossy();
    // Elsewhere a name may hold it.
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}
