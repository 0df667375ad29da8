//! Whole sites: `tests/fixtures/<name>/{content,templates}` is built, and is `tests/fixtures/<name>/expected`
//! to the byte. A change is accepted with `ACCEPT=1 cargo test`, and reviewed as a diff.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use calamine::{Reader, Xlsx};
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use support::{Project, Tree, accepting, repository, said, tree};

fn golden(name: &str) {
    let fixture = format!("tests/fixtures/{name}");
    let project = Project::copy_of(&fixture);
    let built = project.build();
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
    let mut actual = tree(&project.site());
    without_assets(&mut actual);
    as_cells(&mut actual);
    actual.insert("said.txt".to_owned(), said(&built.diagnostics).into_bytes());
    let folder = repository().join(&fixture).join("expected");
    if accepting() {
        accept(&folder, &actual);
    }
    let expected = tree(&folder);
    let differ: Vec<&String> =
        actual.keys().chain(expected.keys()).filter(|path| actual.get(*path) != expected.get(*path)).collect();
    if let Some(first) = differ.first() {
        let text = |tree: &Tree| tree.get(*first).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        panic!(
            "{name}: {} files differ, the first is {first}\n--- expected\n{}\n--- actual\n{}\n(ACCEPT=1 cargo test accepts it)",
            differ.len(),
            text(&expected).unwrap_or("(none)".into()),
            text(&actual).unwrap_or("(none)".into()),
        );
    }
}

/// The style sheets and scripts of the default theme are no matter of a fixture, nor the hashes in their
/// names: `assets/site.0123456789ab.css` is `assets/site.css` in what is expected.
fn without_assets(tree: &mut Tree) {
    let assets: Vec<String> = tree.keys().filter(|path| path.starts_with("assets/")).cloned().collect();
    tree.retain(|path, _| !path.starts_with("assets/"));
    for bytes in tree.values_mut() {
        let Ok(mut text) = String::from_utf8(bytes.clone()) else { continue };
        for asset in &assets {
            let mut parts: Vec<&str> = asset.split('.').collect();
            parts.remove(parts.len() - 2);
            text = text.replace(asset, &parts.join("."));
        }
        *bytes = text.into_bytes();
    }
}

/// A spreadsheet is what a spreadsheet reads: how its archive was packed is no matter of a fixture. `data.xlsx` is
/// `data.xlsx.txt` in what is expected, a row a line, with tabs between the cells.
fn as_cells(tree: &mut Tree) {
    let books: Vec<String> = tree.keys().filter(|path| path.ends_with(".xlsx")).cloned().collect();
    for path in books {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(tree.remove(&path).unwrap())).unwrap();
        let mut text = String::new();
        for (name, cells) in book.worksheets() {
            writeln!(text, "[{name}]").unwrap();
            for row in cells.rows() {
                let row: Vec<String> = row.iter().map(|cell| format!("{cell:?}")).collect();
                writeln!(text, "{}", row.join("\t")).unwrap();
            }
        }
        tree.insert(format!("{path}.txt"), text.into_bytes());
    }
}

fn accept(folder: &std::path::Path, actual: &Tree) {
    let _ = fs::remove_dir_all(folder);
    for (path, bytes) in actual {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn a_small_site_with_one_of_each_kind() {
    golden("small");
}

#[test]
fn a_site_below_a_path_with_a_template_of_its_own() {
    golden("below-a-path");
}
