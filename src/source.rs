//! READ: the only reader of the texts of `content/` and `templates/`. Encodings end here; a picture or an attachment is
//! its facts from here on, never its bytes in memory.
#![expect(clippy::disallowed_methods, reason = "READ is the stage that reads")]

mod bytes;
mod codes;
mod decode;
mod drawing;
mod look;
mod manuscript;
mod names;
mod refused;
mod shelf;
mod sort;
mod walk;

pub use crate::stamp::Stamp;
pub(crate) use codes::STRAY;
pub use codes::{ALL as CODES, NOT_UTF8};
pub(crate) use decode::{Undecoded, decode};
pub use drawing::Drawing;
pub use look::{Look, Touched, look, look_after};
pub use manuscript::{Lost, Manuscript};
pub(crate) use names::is_reserved;
pub use refused::Refused;
pub use shelf::Shelf;

use crate::GRAIN;
use crate::attachment;
use crate::both;
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::hash::Key;
use crate::kind::Kind;
use crate::lang::Both;
use crate::picture;
use bytes::read_bytes;
use codes::*;
use rayon::prelude::*;
use sort::{Item, Read, Reading};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use walk::Found;

/// All that was read.
#[derive(Debug, Default)]
pub struct Sources {
    /// `content/site.yaml`.
    pub config: Option<Text>,
    /// The entries, by path.
    pub entries: Vec<Arc<EntrySource>>,
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
    /// What is there all the same.
    pub refused: Refused,
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
pub type KnownFile<'a> = &'a (dyn Fn(&str) -> Option<(Stamp, Key)> + Sync);

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
pub fn read_found(root: &Path, look: Look, shelf: Option<&mut Shelf>, known: Option<KnownFile<'_>>) -> Sources {
    let mut sources = Sources::default();
    let mut told = look.diagnostics.clone();
    let has_content = look.has_content;
    let reading = Reading { known, lost: Lost::default(), is_steady: AtomicBool::new(true) };
    let finder = shelf.as_deref().map(|shelf| shelf.finder(&look.content));
    let read = |(number, file): (usize, &Found)| match finder.as_ref().and_then(|finder| finder.get(number, file)) {
        Some(read) => (read.clone(), false),
        None => (sort::read(file, &reading), true),
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
    let mut misnamed = None;
    for (Read { item, told: more, is_foreign }, _) in read {
        if is_foreign {
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
            Item::Misnamed(file) => misnamed = misnamed.or(Some(file)),
            Item::Nothing => {}
        }
    }
    sources.refused = Refused::of(&told);
    if has_content && sources.config.is_none() && !sources.refused.holds(CONFIG) {
        told.push(no_settings(misnamed.as_deref()));
    }
    sources.is_steady = reading.is_steady.into_inner();
    (sources.lost, sources.diagnostics) = (reading.lost, told);
    sources
}

/// What is told where there is no site.yaml; `misnamed` is the file that is meant as one.
fn no_settings(misnamed: Option<&str>) -> Diagnostic {
    let help = match misnamed {
        Some(file) => both!("把“{file}”的名字改成 site.yaml", "rename “{file}” to site.yaml"),
        None => both!(
            "新建这个文件，至少写两行：名称: … 和 网址: https://…",
            "make it, with two lines at least: title: … and base_url: https://…"
        ),
    };
    let message = both!("没有 content/site.yaml", "there is no content/site.yaml");
    Diagnostic::nowhere(&NO_CONFIG, message).help(help)
}

/// What the site's own settings are called.
pub const CONFIG: &str = "site.yaml";

/// Where the site's own settings lie.
pub fn config_path(root: &Path) -> PathBuf {
    root.join("content").join(CONFIG)
}

/// What is told of a file that is not read as text; never nothing.
fn not_text(shown: &str, undecoded: Undecoded) -> Vec<Diagnostic> {
    match undecoded {
        Undecoded::NoText => vec![no_encoding(shown)],
        Undecoded::Torn(text, at) => {
            let text = Text::new(shown, text);
            let places = at.into_iter().take(TORN_MAX);
            places.map(|at| torn(text.place(at..at + char::REPLACEMENT_CHARACTER.len_utf8()))).collect()
        }
    }
}

/// More places in one file are no slip that somebody mends by hand.
const TORN_MAX: usize = 20;

fn torn(place: Place) -> Diagnostic {
    let message = both!("这里的字是乱码：不是 UTF-8 的文字", "what stands here is no text in UTF-8");
    let help = both!(
        "把这一行的“\u{fffd}”删去，原来的字重新打一遍，存成 UTF-8",
        "take out the “\u{fffd}” of this line, type the words again and save it as UTF-8"
    );
    Diagnostic::at(&UNKNOWN_ENCODING, place, message).help(help)
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
    let (text, _) = decode(read_bytes(&file)?.0).map_err(|_| no_encoding(&file.shown))?;
    Ok(Text::new(file.shown, text))
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
