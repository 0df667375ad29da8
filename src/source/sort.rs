//! What a file in `content/` is, by where it lies and what it is called.
#![expect(clippy::disallowed_methods, reason = "a part of READ, the stage that reads")]

use super::bytes::{look_into, read_bytes};
use super::codes::*;
use super::decode::decode;
use super::manuscript::{Lost, Manuscript, Unread};
use super::walk::Found;
use super::{CONFIG, EntrySource, FileSource, KnownFile, at_file, names, not_text, reason, unreadable};
use crate::both;
use crate::diagnostic::{Diagnostic, Text};
use crate::kind::{KINDS, Kind, Syntax};
use crate::lang::Both;
use crate::stamp::Stamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a file is. Whatever is told of it goes beside it.
#[derive(Clone)]
pub(super) enum Item {
    Config(Text),
    Entry(Arc<EntrySource>),
    File(FileSource),
    Static(FileSource),
    /// What is meant as the settings of the site and has another name: its path as its author sees it.
    Misnamed(Arc<str>),
    Nothing,
}

/// A file as it was read.
#[derive(Clone)]
pub(super) struct Read {
    pub item: Item,
    /// What was told of it.
    pub told: Vec<Diagnostic>,
    /// Whether it is a text in another encoding than UTF-8.
    pub is_foreign: bool,
}

impl Read {
    fn new(item: Item, told: Vec<Diagnostic>) -> Read {
        Read { item, told, is_foreign: false }
    }
}

/// What reading goes by.
pub(super) struct Reading<'a> {
    pub known: Option<KnownFile<'a>>,
    pub lost: Lost,
    /// Whether every file was still as it was when it was looked at.
    pub is_steady: AtomicBool,
}

impl Reading<'_> {
    pub fn note(&self, is_steady: bool) {
        self.is_steady.fetch_and(is_steady, Ordering::Relaxed);
    }
}

/// Reads a file as what it is.
pub(super) fn read(file: &Found, reading: &Reading<'_>) -> Read {
    let mut read = sort(file, reading);
    if let Some((zh, en)) = names::portable(&file.path) {
        let message = both!("文件名在 Windows 上用不了：{zh}", "a name that Windows cannot have: {en}");
        read.told.push(at_file(&file.shown, &WINDOWS_NAME, message, Some(both!("改一个文件名", "rename it"))));
    }
    read
}

fn sort(file: &Found, reading: &Reading<'_>) -> Read {
    let shown = &file.shown;
    let stray = |message: Both, help: Both| Read::new(Item::Nothing, vec![at_file(shown, &STRAY, message, Some(help))]);
    let Some((top, rest)) = file.path.split_once('/') else {
        return match file.path.as_str() {
            CONFIG => text(file, reading, |text, _| Item::Config(text)),
            path if is_meant_as_settings(path) => Read {
                item: Item::Misnamed(shown.as_str().into()),
                ..stray(
                    both!("“{shown}”不会读，名字应是 site.yaml", "“{shown}” is not read: its name is site.yaml"),
                    both!("把文件名改成 site.yaml", "rename it to site.yaml"),
                )
            },
            _ => stray(
                both!(
                    "“{shown}”不在任何一类的文件夹里，不会发布",
                    "“{shown}” lies in no kind's folder and is not published"
                ),
                folders(),
            ),
        };
    };
    if top == "static" {
        return facts(file, rest.into(), reading, Item::Static);
    }
    let kind = KINDS.iter().find(|info| info.folder == top);
    match (kind, names::extension(&file.path).as_deref()) {
        (Some(info), Some(ext)) if info.syntax.reads(ext) => {
            let unread = reading.known.and_then(|known| unread(file, info.kind, known, &reading.lost));
            unread.map_or_else(
                || entry(file, info.kind, reading),
                |entry| Read::new(Item::Entry(Arc::new(entry)), Vec::new()),
            )
        }
        (Some(info), Some("md" | "yaml" | "yml")) => {
            let ((label, en), ending) = (info.label, info.syntax.ending());
            let folder = match info.syntax {
                Syntax::Markdown => "rankings",
                Syntax::Yaml => "posts",
            };
            stray(
                both!("“{shown}”不是{label}的文件，不会发布", "“{shown}” is no file of a {en} and is not published"),
                both!(
                    "{label}写成 .{ending} 文件；别的放进它那一类的文件夹，如 {folder}",
                    "a {en} is a .{ending} file; other kinds have their own folders: {folder}"
                ),
            )
        }
        // Notepad adds an ending, and Windows shows none.
        (Some(_), Some("txt")) if is_entry_text(&file.path) => stray(
            both!("“{shown}”多了 .txt，不会发布", "“{shown}” has .txt at its end and is not published"),
            both!(
                "去掉文件名末尾的 .txt；看不见它，就在资源管理器的“查看”里勾上“文件扩展名”",
                "take .txt off its name; if it is not seen, let the Explorer show file name extensions"
            ),
        ),
        (None, Some("md")) => stray(
            both!("没有“{top}”这一类，“{shown}”不会发布", "there is no kind “{top}”; “{shown}” is not published"),
            folders(),
        ),
        _ => facts(file, file.path.as_str().into(), reading, Item::File),
    }
}

/// site.yml, Site.YAML, site.yaml.txt
fn is_meant_as_settings(name: &str) -> bool {
    let name = name.to_lowercase();
    matches!(name.strip_suffix(".txt").unwrap_or(&name), "site.yaml" | "site.yml")
}

/// 通知.md.txt
fn is_entry_text(path: &str) -> bool {
    let stem = path.get(..path.len().saturating_sub(4)).unwrap_or_default();
    let is_read = |ending: String| [Syntax::Markdown, Syntax::Yaml].iter().any(|syntax| syntax.reads(&ending));
    names::extension(stem).is_some_and(is_read)
}

fn folders() -> Both {
    let list: Vec<String> = KINDS.iter().map(|info| format!("{}（{}）", info.folder, info.label.0)).collect();
    let list = list.join("、");
    both!(
        "放进其中一个文件夹：{list}；图片放 images，原样发布的放 static",
        "put it into one of: {list}; pictures into images, what is copied as it is into static"
    )
}

/// An entry whose file is known and was not touched since.
fn unread(file: &Found, kind: Kind, known: KnownFile<'_>, lost: &Lost) -> Option<EntrySource> {
    let (stamp, key) = known(&file.path).filter(|(stamp, _)| file.stamp == Some(*stamp))?;
    let (path, disk): (Arc<str>, _) = (file.path.as_str().into(), file.disk.clone());
    let unread = Unread { kind, path: path.clone(), disk: disk.clone(), key, lost: lost.clone() };
    let text = Manuscript::unread(file.shown.as_str().into(), unread);
    Some(EntrySource { kind, path, text, disk, key, stamp: Some(stamp) })
}

fn entry(file: &Found, kind: Kind, reading: &Reading<'_>) -> Read {
    let read = text(file, reading, |text, is_steady| {
        let source = EntrySource::new(kind, file.path.as_str().into(), text, file.disk.clone());
        Item::Entry(Arc::new(EntrySource { stamp: file.stamp.filter(|_| is_steady), ..source }))
    });
    match read.item {
        // Of one that there is something to tell of, it is told in every build.
        Item::Entry(entry) if !read.told.is_empty() => {
            Read { item: Item::Entry(Arc::new(EntrySource { stamp: None, ..Arc::unwrap_or_clone(entry) })), ..read }
        }
        item => Read { item, ..read },
    }
}

/// The text of a file, with a warning where it was not UTF-8.
fn text(file: &Found, reading: &Reading<'_>, item: impl FnOnce(Text, bool) -> Item) -> Read {
    let shown = &file.shown;
    let (bytes, is_steady) = match read_bytes(file) {
        Ok(read) => read,
        Err(diagnostic) => return Read::new(Item::Nothing, vec![diagnostic]),
    };
    reading.note(is_steady);
    match decode(bytes) {
        Ok((text, None)) => Read::new(item(Text::new(shown.as_str(), text), is_steady), Vec::new()),
        Ok((text, Some(encoding))) => {
            let text = Text::new(shown.as_str(), text);
            let told = Diagnostic::at(
                &NOT_UTF8,
                text.line(1),
                both!("文件是 {encoding} 编码，已按它读取", "the file is in {encoding} and was read as such"),
            )
            .help(both!("另存为 UTF-8，别的电脑才不会乱码", "save it as UTF-8, so that it reads the same everywhere"));
            Read { item: item(text, is_steady), told: vec![told], is_foreign: true }
        }
        Err(undecoded) => Read::new(Item::Nothing, not_text(shown, undecoded)),
    }
}

/// The facts of a file that is copied.
fn facts(file: &Found, path: Arc<str>, reading: &Reading<'_>, item: fn(FileSource) -> Item) -> Read {
    match look_into(file) {
        Ok((hash, size, nature)) => {
            let there = || file.disk.symlink_metadata();
            reading.note(file.stamp.is_none_or(|stamp| there().is_ok_and(|there| stamp == Stamp::in_place(&there))));
            let shown = file.shown.as_str().into();
            Read::new(item(FileSource { disk: file.disk.clone(), path, shown, size, hash, nature }), Vec::new())
        }
        Err(error) => {
            let shown = &file.shown;
            Read::new(Item::Nothing, vec![at_file(shown, &UNREADABLE, unreadable(shown, &reason(Some(&error))), None)])
        }
    }
}
