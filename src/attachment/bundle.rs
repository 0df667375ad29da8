//! Archives, and files inside documents.

use super::magic::{HEAD, Shape, shape};
use super::meter::Work;
use super::package::Package;
use super::{Concern, ENTRY, FileKind, Found, Inside, examine, kind, text};
use crate::path;
use std::io::Cursor;

/// Looks at a zip that is no document: names what is wrong with the files in it.
pub(super) fn look(package: &mut Package<'_, '_>, work: &mut Work<'_>, depth: u8) -> Found {
    let mut found = Found::new(FileKind::Zip);
    let mut held = Vec::new();
    for place in 0..package.parts().len() {
        if let Some(inside) = inside(package, place, &mut found, work, depth)
            && !inside.concerns.is_empty()
        {
            held.push(inside);
        }
    }
    if !held.is_empty() {
        found.add(Concern::Holds(held));
    }
    found
}

/// Looks at the files that a document holds, and names all of them.
pub(super) fn embedded(
    package: &mut Package<'_, '_>,
    places: Vec<usize>,
    found: &mut Found,
    work: &mut Work<'_>,
    depth: u8,
) {
    let held: Vec<Inside> = places.into_iter().filter_map(|place| inside(package, place, found, work, depth)).collect();
    if !held.is_empty() {
        found.add(Concern::Holds(held));
    }
}

/// Looks at one file inside another. Of one that is deeper still only its first bytes are looked at.
fn inside(
    package: &mut Package<'_, '_>,
    place: usize,
    found: &mut Found,
    work: &mut Work<'_>,
    depth: u8,
) -> Option<Inside> {
    let part = package.parts().get(place).filter(|part| !part.key.ends_with('/') && !is_debris(&part.key))?;
    let (name, locked) = (part.name.clone(), part.locked);
    work.text.line(&name);
    let unread = std::mem::take(&mut package.unread);
    let most = if depth == 0 { ENTRY } else { HEAD as u64 };
    let bytes = package.bytes(place, work, most, is_worth);
    let is_cut = std::mem::replace(&mut package.unread, unread);
    found.unseen |= is_cut;
    let Some(bytes) = bytes else { return Some(closed(name, locked)) };
    let mut seen = examine(&mut Cursor::new(bytes), &name, work, depth.saturating_add(1));
    work.text.end_line();
    found.unseen |= seen.unseen;
    if is_cut {
        seen.add(Concern::Unseen);
    }
    Some(Inside { name, kind: seen.kind, concerns: seen.concerns })
}

/// A file of which only the name is known: it is what the name says.
fn closed(name: String, locked: bool) -> Inside {
    let ending = kind::ending(&name);
    let mut concerns = vec![if locked { Concern::Encrypted } else { Concern::Unseen }];
    if kind::is_run(&ending) {
        concerns.insert(0, Concern::Program);
    }
    Inside { name, kind: kind::promised(&ending).unwrap_or(FileKind::Unknown), concerns }
}

/// Whether a file that begins so is read further: what is known by its first bytes alone need not be.
fn is_worth(head: &[u8]) -> bool {
    match shape(head, u64::MAX) {
        Shape::Known(_) | Shape::Cut(_) => false,
        Shape::Unknown => text::may_be(head),
        Shape::Pdf | Shape::Package | Shape::Compound | Shape::Rtf => true,
    }
}

/// What systems leave in archives by themselves.
fn is_debris(key: &str) -> bool {
    key.starts_with("__macosx/") || matches!(path::name(key), "" | ".ds_store" | "thumbs.db" | "desktop.ini")
}
