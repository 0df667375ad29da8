//! What style sheets ask for beside themselves, pictures, fonts and other sheets, by their names in `assets/`. They are
//! published under names with their hash, so the sheets are given these; what is not there is told.

use super::{Asset, DEAD_ADDRESS, hashed, plain};
use crate::both;
use crate::diagnostic::{Diagnostic, Text};
use crate::own::ASSETS;
use crate::path;
use crate::source::ThemeFile;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What would end an address in a style sheet, or mean something else in one.
const SIGNS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'\'').add(b'(').add(b')').add(b'\\').add(b'%').add(b'?').add(b'#');

/// Whether an asset is a style sheet.
pub(super) fn is_sheet(name: &str) -> bool {
    name.ends_with(".css")
}

/// Gives the style sheets the published names of what they ask for. A sheet is named by its finished bytes, so what it
/// imports is finished before it.
pub(super) fn fill(assets: &mut BTreeMap<String, Asset>) {
    let names: Vec<String> = assets.keys().filter(|name| is_sheet(name)).cloned().collect();
    let mut begun: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let mut open: Vec<String> = Vec::new();
        open.extend(begun.insert(name.clone()).then_some(name));
        while let Some(name) = open.last() {
            let sheet = assets.get(name).map_or(&[][..], |asset| &asset.bytes);
            let is_next = |other: &String| is_sheet(other) && assets.contains_key(other) && begun.insert(other.clone());
            match asked_by(name, sheet).into_iter().find(is_next) {
                Some(next) => open.push(next),
                None => {
                    finish(name, assets, &open);
                    open.pop();
                }
            }
        }
    }
}

/// Writes the published names into a sheet. One that is still open has none: that is a circle, and was told.
fn finish(name: &str, assets: &mut BTreeMap<String, Asset>, open: &[String]) {
    let Some(sheet) = assets.get(name).and_then(|asset| std::str::from_utf8(&asset.bytes).ok()) else { return };
    let (mut finished, mut done) = (String::with_capacity(sheet.len()), 0);
    for at in addresses(sheet) {
        let address = &sheet[at.clone()];
        let asset = asked(name, address).filter(|other| !open.contains(other)).and_then(|other| assets.get(&other));
        if let Some(asset) = asset {
            let file = &address[..path_of(address).len()];
            let begin = at.start + file.len() - path::name(file).len();
            finished.push_str(&sheet[done..begin]);
            finished.extend(utf8_percent_encode(path::name(&asset.path), SIGNS));
            done = at.start + file.len();
        }
    }
    if done > 0 {
        finished.push_str(&sheet[done..]);
        let path = hashed(name, finished.as_bytes());
        assets.insert(name.to_owned(), Asset { path, bytes: finished.into_bytes() });
    }
}

/// Tells what the author's style sheets ask for that is not there, and those that lead back to themselves; `all` are the
/// files of the program too.
pub(super) fn told(files: &[ThemeFile], all: &BTreeMap<String, Vec<u8>>) -> Vec<Diagnostic> {
    let sheets = files.iter().filter_map(|file| file.name.strip_prefix(ASSETS)).filter(|name| is_sheet(name));
    sheets.flat_map(|name| told_of(name, all)).collect()
}

fn told_of(name: &str, all: &BTreeMap<String, Vec<u8>>) -> Vec<Diagnostic> {
    let Ok(sheet) = std::str::from_utf8(of(name, all)) else { return Vec::new() };
    let text = Text::new(format!("templates/{ASSETS}{name}"), sheet);
    let tell = |at: Range<usize>| {
        let other = asked(name, &sheet[at.clone()])?;
        if !all.contains_key(&format!("{ASSETS}{other}")) {
            return Some(missing(&text, at, &other));
        }
        leads_to(&other, name, all).then(|| circle(&text, at))
    };
    addresses(sheet).into_iter().filter_map(tell).collect()
}

fn missing(text: &Text, at: Range<usize>, name: &str) -> Diagnostic {
    let message = both!(
        "样式要用“{name}”，templates/assets 里没有这个文件",
        "the style sheet asks for “{name}”, and there is no such file in templates/assets"
    );
    let help = both!(
        "把文件放进 templates/assets，名字要一样，大小写也是；文件在 content/static 里的，这里从 ../ 写起",
        "put the file into templates/assets, under the same name and case; one of content/static is written from ../ on"
    );
    Diagnostic::at(&DEAD_ADDRESS, text.place(at), message).help(help)
}

fn circle(text: &Text, at: Range<usize>) -> Diagnostic {
    let address = &text.text[at.clone()];
    let message = both!(
        "样式“{address}”绕了一圈又用到这一个，其中一个会用不上",
        "the style sheet “{address}” leads back to this one: one of them will not be found"
    );
    let help = both!("去掉其中一个 @import", "take one @import out");
    Diagnostic::at(&DEAD_ADDRESS, text.place(at), message).help(help)
}

/// Whether a sheet asks for another, itself or by what it imports.
fn leads_to(from: &str, to: &str, all: &BTreeMap<String, Vec<u8>>) -> bool {
    let mut open = vec![from.to_owned()];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if is_sheet(&name) && seen.insert(name.clone()) {
            open.extend(asked_by(&name, of(&name, all)));
        }
    }
    false
}

fn of<'a>(name: &str, all: &'a BTreeMap<String, Vec<u8>>) -> &'a [u8] {
    all.get(&format!("{ASSETS}{name}")).map_or(&[], Vec::as_slice)
}

/// The assets that a style sheet asks for.
fn asked_by(name: &str, sheet: &[u8]) -> Vec<String> {
    let sheet = std::str::from_utf8(sheet).unwrap_or_default();
    addresses(sheet).into_iter().filter_map(|at| asked(name, &sheet[at])).collect()
}

/// The asset that an address in a style sheet means, there or not. None where it leads elsewhere: to another site, a part
/// of the same text, a page or a file beside the assets.
fn asked(sheet: &str, address: &str) -> Option<String> {
    let file = path_of(address);
    if file.is_empty() || file.starts_with('/') || file.contains([':', '\\', '"', '\'']) {
        return None;
    }
    let file = percent_decode_str(file).decode_utf8().ok()?;
    let mut parts: Vec<&str> = ASSETS.split('/').chain(path::folder(sheet).split('/')).collect();
    parts.retain(|part| !part.is_empty());
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    parts.join("/").strip_prefix(ASSETS).map(str::to_owned)
}

/// An address without what stands behind its path: fonts are asked for as `a.eot?#iefix`.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// Where in a style sheet addresses stand: within `url(…)`, and behind `@import`.
fn addresses(sheet: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = sheet[at..].chars().next() {
        at = match next {
            '/' if sheet[at..].starts_with("/*") => plain::after_comment(sheet, at),
            '"' | '\'' => plain::after_string(sheet, at, next),
            '@' if begins(sheet, at, "@import") => {
                let from = after_space(sheet, at + "@import".len());
                let quoted = quoted(sheet, from);
                let end = quoted.as_ref().map_or(from, |quoted| quoted.end + 1);
                found.extend(quoted);
                end
            }
            'u' | 'U' if begins(sheet, at, "url(") => {
                let from = after_space(sheet, at + "url(".len());
                let bare = || sheet[from..].find(')').map(|length| from..from + length);
                // Where no bracket closes, none does further down.
                let Some(address) = quoted(sheet, from).or_else(bare) else { break };
                let typed = sheet[address.clone()].trim_end();
                found.push(address.start..address.start + typed.len());
                address.end + 1
            }
            _ => at + next.len_utf8(),
        }
    }
    found
}

fn begins(sheet: &str, at: usize, word: &str) -> bool {
    sheet.as_bytes()[at..].get(..word.len()).is_some_and(|typed| typed.eq_ignore_ascii_case(word.as_bytes()))
}

fn after_space(sheet: &str, at: usize) -> usize {
    sheet.len() - sheet[at..].trim_start().len()
}

/// What stands in the quotes that open here, if some do and are closed.
fn quoted(sheet: &str, at: usize) -> Option<Range<usize>> {
    let quote = sheet[at..].chars().next().filter(|next| matches!(next, '"' | '\''))?;
    let end = plain::after_string(sheet, at, quote);
    (end > at + 1 && sheet[..end].ends_with(quote)).then(|| at + 1..end - 1)
}
