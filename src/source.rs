//! READ: the only reader of `content/` and `templates/`. Encodings end here; a picture or an attachment is
//! its facts from here on, never its bytes in memory.
#![expect(clippy::disallowed_methods, reason = "READ is the stage that reads")]

mod bytes;
mod codes;
mod decode;
mod drawing;
mod look;
mod manuscript;
mod names;
mod shelf;
mod walk;

pub use crate::stamp::Stamp;
pub use codes::ALL as CODES;
pub(crate) use decode::decode;
pub use drawing::Drawing;
pub use look::{Look, Touched, look, look_after};
pub use manuscript::{Lost, Manuscript};
pub(crate) use names::is_reserved;
pub use shelf::Shelf;

use crate::GRAIN;
use crate::attachment;
use crate::both;
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::hash::Key;
use crate::kind::{KINDS, Kind};
use crate::lang::Both;
use crate::picture;
use bytes::{look_into, read_bytes};
use codes::*;
use manuscript::Unread;
use rayon::prelude::*;
use shelf::Read;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use walk::Found;

/// All that was read.
#[derive(Debug, Default)]
pub struct Sources {
    /// `content/site.yaml`.
    pub config: Option<Text>,
    /// The entries, by path.
    pub entries: Vec<EntrySource>,
    /// Pictures, attachments and whatever else lies in `content/`, by path.
    pub files: Vec<FileSource>,
    /// `content/static/`, by path; the path is the one in the site.
    pub statics: Vec<FileSource>,
    /// `templates/`, by name.
    pub theme: Vec<ThemeFile>,
    /// The texts that are in another encoding than UTF-8, with where they lie.
    pub foreign: Vec<(Text, PathBuf)>,
    /// Whether every file was read as it was when it was looked at.
    pub is_steady: bool,
    /// Whether a text is not the one that it was known to be.
    pub lost: Lost,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// The text of an entry.
#[derive(Clone, Debug)]
pub struct EntrySource {
    /// What its folder says it is.
    pub kind: Kind,
    /// Its path below `content/`, with `/`, composed (NFC).
    pub path: Arc<str>,
    /// Its text.
    pub text: Manuscript,
    /// Where it lies on this machine.
    pub disk: PathBuf,
    /// The hash of all that an entry is made of: kind, path, name and text.
    pub key: Key,
    /// By what its file is known to be the same without reading it; None where that says nothing.
    pub stamp: Option<Stamp>,
}

impl EntrySource {
    /// The text of a file as an entry.
    pub fn new(kind: Kind, path: Arc<str>, text: Text, disk: PathBuf) -> EntrySource {
        let key = EntrySource::key_of(kind, &path, &text);
        EntrySource { kind, path, text: text.into(), disk, key, stamp: None }
    }

    fn key_of(kind: Kind, path: &str, text: &Text) -> Key {
        Key::of(&(kind, path, &*text.file, &*text.text))
    }
}

/// What an earlier build knew of an entry, by its path: its file as it lay there, and the key of what it read.
pub type Known<'a> = &'a (dyn Fn(&str) -> Option<(Stamp, Key)> + Sync);

/// The facts of a file that is copied, not read.
#[derive(Clone, Debug)]
pub struct FileSource {
    /// Where it lies on this machine.
    pub disk: PathBuf,
    /// Its path below `content/` (below `content/static/` for a static one), with `/`, composed (NFC).
    pub path: Arc<str>,
    /// Its path as its author sees it.
    pub shown: Arc<str>,
    /// Its size in bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub hash: Key,
    /// What it is.
    pub nature: Nature,
}

/// What a file is, by its bytes.
#[derive(Clone, Debug)]
pub enum Nature {
    /// A picture of pixels, or why it is none that can be used.
    Picture(Result<picture::Facts, picture::Trouble>),
    /// An SVG.
    Drawing(Drawing),
    /// Anything else.
    File(Arc<attachment::Facts>),
}

/// A file of the theme.
#[derive(Debug, Hash)]
pub struct ThemeFile {
    /// Its name below `templates/`, with `/`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a project: the folder that holds `content/` and, perhaps, `templates/`.
pub fn read(root: &Path) -> Sources {
    read_found(root, look(root), None, None)
}

/// Reads what was found; what lies on the shelf and was not touched since is not read again, and the text of an entry
/// that is known is read when somebody asks for it.
pub fn read_found(root: &Path, look: Look, shelf: Option<&mut Shelf>, known: Option<Known<'_>>) -> Sources {
    let mut sources = Sources::default();
    let mut told = look.diagnostics.clone();
    let reading = Reading { known, lost: Lost::default(), is_steady: AtomicBool::new(true) };
    let finder = shelf.as_deref().map(|shelf| shelf.finder(&look.content));
    let read = |(number, file): (usize, &Found)| match finder.as_ref().and_then(|finder| finder.get(number, file)) {
        Some(read) => (read.clone(), false),
        None => (read_content(file, &reading), true),
    };
    let read: Vec<(Read, bool)> = look.content.par_iter().with_max_len(GRAIN).enumerate().map(read).collect();
    for file in &look.templates {
        match read_bytes(file) {
            Ok((bytes, is_steady)) => {
                reading.note(is_steady);
                sources.theme.push(ThemeFile { name: file.path.clone(), bytes });
            }
            Err(diagnostic) => told.push(diagnostic),
        }
    }
    if let Some(shelf) = shelf {
        shelf.keep(look, &read);
    }
    for ((item, more), _) in read {
        if more.iter().any(|told| told.code == &NOT_UTF8) {
            match &item {
                Item::Config(text) => sources.foreign.push((text.clone(), config_path(root))),
                Item::Entry(entry) => sources.foreign.push((entry.text.text().clone(), entry.disk.clone())),
                _ => {}
            }
        }
        told.extend(more);
        match item {
            Item::Config(text) => sources.config = Some(text),
            Item::Entry(entry) => sources.entries.push(entry),
            Item::File(file) => sources.files.push(file),
            Item::Static(file) => sources.statics.push(file),
            Item::Nothing => {}
        }
    }
    sources.is_steady = reading.is_steady.into_inner();
    (sources.lost, sources.diagnostics) = (reading.lost, told);
    sources
}

/// Where the site's own settings lie.
pub fn config_path(root: &Path) -> PathBuf {
    root.join("content").join("site.yaml")
}

/// What a file is. Whatever is told of it goes beside it.
#[derive(Clone)]
enum Item {
    Config(Text),
    Entry(EntrySource),
    File(FileSource),
    Static(FileSource),
    Nothing,
}

fn no_content() -> Diagnostic {
    Diagnostic::nowhere(&NO_CONTENT, both!("这里没有 content 文件夹", "there is no folder content here")).help(both!(
        "在放 content 文件夹的地方运行，或用“gongsheng init 文件夹名”新建一个网站",
        "run it where the folder content lies, or begin a site with “gongsheng init FOLDER”"
    ))
}

/// What reading goes by.
struct Reading<'a> {
    known: Option<Known<'a>>,
    lost: Lost,
    /// Whether every file was still as it was when it was looked at.
    is_steady: AtomicBool,
}

impl Reading<'_> {
    fn note(&self, is_steady: bool) {
        self.is_steady.fetch_and(is_steady, Ordering::Relaxed);
    }
}

fn read_content(file: &Found, reading: &Reading<'_>) -> Read {
    let (item, mut told) = sort_content(file, reading);
    if let Some((zh, en)) = names::portable(&file.path) {
        let message = both!("文件名在 Windows 上用不了：{zh}", "a name that Windows cannot have: {en}");
        told.push(at_file(&file.shown, &WINDOWS_NAME, message, Some(both!("改一个文件名", "rename it"))));
    }
    (item, told)
}

fn sort_content(file: &Found, reading: &Reading<'_>) -> (Item, Vec<Diagnostic>) {
    let shown = &file.shown;
    let stray = |message: Both, help: Both| (Item::Nothing, vec![at_file(shown, &STRAY, message, Some(help))]);
    let Some((top, rest)) = file.path.split_once('/') else {
        return match file.path.as_str() {
            "site.yaml" => text(file, reading, |text, _| Item::Config(text)),
            "site.yml" => stray(
                both!("“{shown}”不会读，名字应是 site.yaml", "“{shown}” is not read: its name is site.yaml"),
                both!("把文件名改成 site.yaml", "rename it to site.yaml"),
            ),
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
        (Some(info), Some(ext)) if is_entry(info.extension, ext) => {
            let unread = reading.known.and_then(|known| unread(file, info.kind, known, &reading.lost));
            unread.map_or_else(|| entry(file, info.kind, reading), |entry| (Item::Entry(entry), Vec::new()))
        }
        (Some(info), Some("md" | "yaml" | "yml")) => {
            let (label, ending) = (info.label.0, info.extension);
            let (en, folder) = (info.label.1, if ending == "md" { "rankings" } else { "posts" });
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

/// 通知.md.txt
fn is_entry_text(path: &str) -> bool {
    let stem = path.get(..path.len().saturating_sub(4)).unwrap_or_default();
    matches!(names::extension(stem).as_deref(), Some("md" | "markdown" | "yaml" | "yml"))
}

fn is_entry(wanted: &str, extension: &str) -> bool {
    match wanted {
        "yaml" => matches!(extension, "yaml" | "yml"),
        _ => matches!(extension, "md" | "markdown"),
    }
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
fn unread(file: &Found, kind: Kind, known: Known<'_>, lost: &Lost) -> Option<EntrySource> {
    let (stamp, key) = known(&file.path).filter(|(stamp, _)| file.stamp == Some(*stamp))?;
    let (path, disk): (Arc<str>, _) = (file.path.as_str().into(), file.disk.clone());
    let unread = Unread { kind, path: path.clone(), disk: disk.clone(), key, lost: lost.clone() };
    let text = Manuscript::unread(file.shown.as_str().into(), unread);
    Some(EntrySource { kind, path, text, disk, key, stamp: Some(stamp) })
}

fn entry(file: &Found, kind: Kind, reading: &Reading<'_>) -> (Item, Vec<Diagnostic>) {
    let (item, told) = text(file, reading, |text, is_steady| {
        let source = EntrySource::new(kind, file.path.as_str().into(), text, file.disk.clone());
        Item::Entry(EntrySource { stamp: file.stamp.filter(|_| is_steady), ..source })
    });
    match item {
        // Of one that there is something to tell of, it is told in every build.
        Item::Entry(entry) if !told.is_empty() => (Item::Entry(EntrySource { stamp: None, ..entry }), told),
        item => (item, told),
    }
}

/// The text of a file, with a warning where it was not UTF-8.
fn text(file: &Found, reading: &Reading<'_>, item: impl FnOnce(Text, bool) -> Item) -> (Item, Vec<Diagnostic>) {
    let shown = &file.shown;
    let (bytes, is_steady) = match read_bytes(file) {
        Ok(read) => read,
        Err(diagnostic) => return (Item::Nothing, vec![diagnostic]),
    };
    reading.note(is_steady);
    match decode(bytes) {
        Ok((text, None)) => (item(Text::new(shown.as_str(), text), is_steady), Vec::new()),
        Ok((text, Some(encoding))) => {
            let text = Text::new(shown.as_str(), text);
            let told = Diagnostic::at(
                &NOT_UTF8,
                text.line(1),
                both!("文件是 {encoding} 编码，已按它读取", "the file is in {encoding} and was read as such"),
            )
            .help(both!("另存为 UTF-8，别的电脑才不会乱码", "save it as UTF-8, so that it reads the same everywhere"));
            (item(text, is_steady), vec![told])
        }
        Err(()) => (Item::Nothing, vec![no_encoding(shown)]),
    }
}

fn no_encoding(shown: &str) -> Diagnostic {
    let message = both!("看不出“{shown}”是什么编码的文字", "the encoding of “{shown}” cannot be told");
    let help = both!(
        "在编辑器里另存为 UTF-8；若不是文字文件，就换个位置",
        "save it as UTF-8 in an editor; if it is no text, move it"
    );
    at_file(shown, &UNKNOWN_ENCODING, message, Some(help))
}

/// The text of a file that somebody named, wherever it lies. It is no entry: its encoding is nobody's concern.
pub fn named(path: &Path) -> Result<Text, Diagnostic> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let wrong = match path.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Some(both!("没有“{shown}”这个文件", "there is no file “{shown}”"))
        }
        Ok(metadata) if !metadata.is_file() => Some(both!("“{shown}”不是文件", "“{shown}” is not a file")),
        // What else there is to say, reading will say.
        Ok(_) | Err(_) => None,
    };
    if let Some(message) = wrong {
        return Err(at_file(&shown, &UNREADABLE, message, None));
    }
    let file = Found { disk: path.to_owned(), path: shown.clone(), shown, stamp: None };
    let (text, _) = decode(read_bytes(&file)?.0).map_err(|()| no_encoding(&file.shown))?;
    Ok(Text::new(file.shown, text))
}

/// The facts of a file that is copied.
fn facts(file: &Found, path: Arc<str>, reading: &Reading<'_>, item: fn(FileSource) -> Item) -> (Item, Vec<Diagnostic>) {
    match look_into(file) {
        Ok((hash, size, nature)) => {
            let there = || file.disk.symlink_metadata();
            reading.note(file.stamp.is_none_or(|stamp| there().is_ok_and(|there| stamp == Stamp::in_place(&there))));
            let shown = file.shown.as_str().into();
            (item(FileSource { disk: file.disk.clone(), path, shown, size, hash, nature }), Vec::new())
        }
        Err(error) => {
            let shown = &file.shown;
            (Item::Nothing, vec![at_file(shown, &UNREADABLE, unreadable(shown, &reason(Some(&error))), None)])
        }
    }
}

fn at_file(shown: &str, code: &'static crate::diagnostic::Code, message: Both, help: Option<Both>) -> Diagnostic {
    Diagnostic { help, ..Diagnostic::at(code, Place::file(shown), message) }
}

fn unreadable(shown: &str, reason: &Both) -> Both {
    let (zh, en) = (&reason.zh, &reason.en);
    both!("读不了“{shown}”：{zh}", "“{shown}” cannot be read: {en}")
}

fn reason(error: Option<&io::Error>) -> Both {
    match error.map(io::Error::kind) {
        Some(io::ErrorKind::PermissionDenied) => both!("没有权限", "permission denied"),
        Some(io::ErrorKind::NotFound) => both!("文件在读取时不见了", "it vanished while it was read"),
        _ => both!("磁盘报错", "the disk reports an error"),
    }
}
