//! Files in the order of their paths: all that lies in one folder stands together.

use crate::hash::{Key, TextMap};
use crate::stamp::Stamp;
use std::sync::Arc;

/// What there is to know of a file that we wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The key of its artifact.
    pub key: Key,
    /// The hash of its bytes.
    pub hash: Key,
    /// How it lay on the disk.
    pub stamp: Stamp,
}

/// A file that we wrote.
pub(super) type File = (Arc<str>, Record);
/// Files that we wrote, in the order of their paths.
pub(super) type Records = [File];

/// The path right before one of a number.
pub(super) fn before(records: &Records, number: usize) -> Option<&str> {
    records.get(number.checked_sub(1)?).map(|(path, _)| &**path)
}

/// Whether a file is among them.
pub(super) fn has_file(records: &Records, path: &str) -> bool {
    records.binary_search_by(|(known, _)| (**known).cmp(path)).is_ok()
}

/// Whether a folder is one in which some of them lie.
pub(super) fn has_folder(records: &Records, folder: &str) -> bool {
    folder.is_empty() || below(records, folder).next().is_some()
}

/// What lies in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Child {
    File,
    Folder,
}

/// The names in a folder.
pub(super) fn children<'r>(records: &'r Records, folder: &str) -> TextMap<&'r str, Child> {
    let child = |rest: &'r str| match rest.split_once('/') {
        Some((name, _)) => (name, Child::Folder),
        None => (rest, Child::File),
    };
    below(records, folder).map(child).collect()
}

/// The paths of what lies below a folder, from there.
fn below<'r>(records: &'r Records, folder: &str) -> impl Iterator<Item = &'r str> {
    let first = records.partition_point(|(known, _)| {
        let head = known.as_bytes().get(..folder.len()).unwrap_or(known.as_bytes());
        // What stands right below it comes after all that is less than its path with a slash.
        head.cmp(folder.as_bytes()).then(known.as_bytes().get(folder.len()).cmp(&Some(&b'/'))).is_lt()
    });
    let first = if folder.is_empty() { 0 } else { first };
    records.get(first..).into_iter().flatten().map_while(move |(path, _)| match folder {
        "" => Some(&**path),
        _ => path.strip_prefix(folder)?.strip_prefix('/'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::folders_begun;

    fn records(paths: &[&str]) -> Vec<File> {
        let record = Record { key: Key(1), hash: Key(1), stamp: Stamp::default() };
        let mut all: Vec<File> = paths.iter().map(|path| ((*path).into(), record)).collect();
        all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        all
    }

    const PATHS: [&str; 9] = [
        "a.html",
        "posts/a/b/index.html",
        "posts/a/c.txt",
        "posts/a-b/x",
        "posts/a.b",
        "posts/index.html",
        "x/y",
        "长/一/二",
        "长/三",
    ];

    #[test]
    fn every_folder_is_begun_once() {
        let all = records(&PATHS);
        let begun = |at: usize| folders_begun(before(&all, at), &all[at].0).collect::<Vec<_>>();
        let begun: Vec<&str> = (0..all.len()).flat_map(begun).collect();
        assert_eq!(begun, ["posts", "posts/a-b", "posts/a", "posts/a/b", "x", "长", "长/一"]);
    }

    #[test]
    fn files_and_folders_are_told_apart() {
        let all = records(&PATHS);
        for folder in ["", "posts", "posts/a-b", "posts/a", "posts/a/b", "x", "长", "长/一"] {
            assert!(has_folder(&all, folder) && !has_file(&all, folder), "{folder}");
        }
        for other in ["post", "posts/", "posts/a.b", "posts/a/c", "x/y", "y", "长/三", "A", "zz"] {
            assert!(!has_folder(&all, other), "{other}");
        }
        assert!(has_file(&all, "posts/a.b") && !has_file(&all, "posts/a.c"));
        assert!(has_folder(&[], "") && !has_folder(&[], "a"));
    }

    #[test]
    fn a_folder_has_the_names_of_its_files_and_folders() {
        let all = records(&PATHS);
        let names = |folder: &str| {
            let mut names: Vec<String> = children(&all, folder)
                .into_iter()
                .map(|(name, child)| if child == Child::Folder { format!("{name}/") } else { name.to_owned() })
                .collect();
            names.sort();
            names.join(" ")
        };
        assert_eq!(names(""), "a.html posts/ x/ 长/");
        assert_eq!(names("posts"), "a-b/ a.b a/ index.html");
        assert_eq!(names("posts/a"), "b/ c.txt");
        assert_eq!(names("posts/a/b"), "index.html");
        assert_eq!(names("post"), "");
    }
}
