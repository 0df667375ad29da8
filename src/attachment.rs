//! What a file to download is, by its bytes, and what in it a public site should not hold.
//!
//! [`look`] reads a file of any size within bounds: it seeks, keeps at most some megabytes, inflates at most
//! [`ENTRY`] bytes of one packed entry and [`INFLATED`] of all, and goes no deeper than a file inside an archive
//! (of what is deeper still it sees the first bytes: enough for a program). Where it stops short of the end of what
//! it reads, it says so ([`Concern::Unseen`]).
//!
//! What it cannot see, and does not say each time:
//!
//! - In a PDF, all but what stands there uncompressed. Most PDFs keep their text in compressed streams, and newer
//!   ones also scripts, notes and properties (object streams): none of that is looked into, and no text is taken.
//! - In the old binary formats: comments of a .xls and .ppt; hidden slides, notes and macros of a .ppt; files that
//!   a document holds. Their text is the runs of readable characters in the stream, and so has some noise.
//! - Changes, comments and names in an RTF; the text of an EPUB; files that an OFD or an OpenDocument holds.
//! - What is in pictures, sound and film (a scanned list is a picture); whether an SVG or a web page runs scripts.

mod aside;
mod biff;
mod bundle;
mod kind;
mod magic;
mod meter;
mod ofd;
mod office;
mod ole;
mod opendocument;
mod package;
mod pdf;
mod properties;
mod prose;
mod rtf;
mod sheets;
mod slides;
mod summary;
mod text;
mod word;
mod word97;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

use magic::Shape;
use meter::{Meter, Purse, Source, Work};
use std::io::{self, Read, Seek, SeekFrom};

pub use kind::{FileKind, endings, is_fit, is_offered, label};

/// The most of one packed entry that is inflated, in bytes.
pub const ENTRY: u64 = 8 << 20;
/// The most of all packed entries of a file that is inflated, in bytes.
pub const INFLATED: u64 = 32 << 20;
/// The most of [`Facts::text`], in bytes.
pub const TEXT: usize = 4 << 20;

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is, by its bytes.
    pub kind: FileKind,
    /// What a public site should not hold, each kind of concern once ([`Concern::Author`] once a name).
    pub concerns: Vec<Concern>,
    /// What readers could read in it, a paragraph, cell or slide a line, at most [`TEXT`] bytes: to search for
    /// personal numbers, not to show. Deleted text, comments, notes and hidden cells are in it, and so are the
    /// names and texts of files in an archive.
    pub text: String,
    /// Whether the end is where it should be. An empty file and one that was cut in copying are not whole; of
    /// kinds whose end cannot be told it is true.
    pub whole: bool,
}

/// What a public site should not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Concern {
    /// It is a program or a script, or has an ending that Windows runs.
    Program,
    /// It has macros.
    Macros,
    /// Tracked changes: how many, and by whom (each name once, in the order found).
    TrackedChanges {
        /// Insertions, deletions, moves and changes of format.
        count: usize,
        /// The names beside them.
        authors: Vec<String>,
    },
    /// Comments of reviewers.
    Comments {
        /// How many.
        count: usize,
        /// The names beside them.
        authors: Vec<String>,
    },
    /// Stretches of text that Word does not show.
    HiddenText {
        /// How many.
        count: usize,
    },
    /// The name of a person in the file's properties. Names that say nothing (“Administrator”, “user”, “WPS_…”,
    /// makers of computers and programs) are left out; everything else is told.
    Author(String),
    /// The name of a company or office in the file's properties.
    Company(String),
    /// Sheets that are not shown.
    HiddenSheets {
        /// Their names.
        names: Vec<String>,
    },
    /// Rows or columns that are not shown and hold something.
    HiddenCells {
        /// The names of the sheets that they are in.
        sheets: Vec<String>,
    },
    /// Slides that are not shown.
    HiddenSlides {
        /// How many.
        count: usize,
    },
    /// Slides with notes of the speaker.
    Notes {
        /// How many.
        count: usize,
    },
    /// A password, or a restriction on reading or printing: what is inside cannot be looked at.
    Encrypted,
    /// The ending of the name is not one of the kind that the bytes are.
    NameDisagrees,
    /// Files inside: of an archive those with a concern of their own, of a document all.
    Holds(Vec<Inside>),
    /// It draws on other files: workbooks, templates, pictures by their path.
    ExternalLinks {
        /// Where they are, as written in the file.
        targets: Vec<String>,
    },
    /// A PDF that runs a script or starts a program.
    PdfScript,
    /// A PDF with files attached to it.
    PdfFiles,
    /// Not all of it could be looked at: too large, damaged, packed in a way that is not read here.
    Unseen,
}

/// A file inside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Its name in the archive or document, with its folders.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// What concerns there are about it.
    pub concerns: Vec<Concern>,
}

/// Looks at a file. The name is needed for its ending only. An error is one of the reader's own: bytes that are
/// wrong are a finding, not an error.
pub fn look<R: Read + Seek>(mut reader: R, name: &str) -> io::Result<Facts> {
    let size = reader.seek(SeekFrom::End(0))?;
    let purse = Purse::for_size(size);
    let mut work = Work::new(&purse);
    let found = examine(&mut reader, name, &mut work, 0);
    match purse.failure() {
        Some(error) => Err(error),
        None => Ok(Facts { kind: found.kind, concerns: found.concerns, text: work.text.take(), whole: found.whole }),
    }
}

/// What was found in one file.
struct Found {
    kind: FileKind,
    concerns: Vec<Concern>,
    whole: bool,
    /// Whether something was not looked at.
    unseen: bool,
}

impl Found {
    fn new(kind: FileKind) -> Found {
        Found { kind, concerns: Vec::new(), whole: true, unseen: false }
    }

    /// A file that could not be opened as what it seems to be.
    fn broken(kind: FileKind) -> Found {
        Found { whole: false, unseen: true, ..Found::new(kind) }
    }

    fn add(&mut self, concern: Concern) {
        if !self.concerns.contains(&concern) {
            self.concerns.push(concern);
        }
    }
}

/// Looks at a file, or (deeper than 0) at a file inside one.
fn examine(reader: &mut dyn Source, name: &str, work: &mut Work<'_>, depth: u8) -> Found {
    let mut meter = Meter::new(reader, work.purse);
    let ending = kind::ending(name);
    let was_full = work.text.is_full();
    let mut found = match sniff(&mut meter) {
        Shape::Pdf => pdf::look(&mut meter),
        Shape::Package => package::look(&mut meter, &ending, work, depth),
        Shape::Compound => ole::look(&mut meter, &ending, work),
        Shape::Rtf => rtf::look(&mut meter, work),
        Shape::Known(kind) => Found { unseen: is_closed(kind), ..Found::new(kind) },
        Shape::Cut(kind) => Found::broken(kind),
        Shape::Unknown => text::look(&mut meter, &ending, work),
    };
    if found.kind == FileKind::Unknown && kind::is_run(&ending) {
        found.kind = FileKind::Program;
    }
    if matches!(found.kind, FileKind::Program | FileKind::Script) || kind::is_run(&ending) {
        found.concerns.insert(0, Concern::Program);
    }
    // An empty file is no other kind than its name says: it is none.
    if kind::disagrees(found.kind, &ending) && meter.size() > 0 {
        found.add(Concern::NameDisagrees);
    }
    if found.unseen || (work.text.is_full() && !was_full) {
        found.add(Concern::Unseen);
    }
    found
}

/// The shape by the first bytes and, where they say nothing, by the last.
fn sniff(meter: &mut Meter<'_>) -> Shape {
    let head = meter.head(magic::HEAD);
    match magic::shape(&head, meter.size()) {
        Shape::Unknown if meter.tail(512).starts_with(b"koly") => Shape::Known(FileKind::Program),
        shape => shape,
    }
}

/// Whether a kind holds other files that are not looked at.
fn is_closed(kind: FileKind) -> bool {
    matches!(kind, FileKind::Rar | FileKind::SevenZip | FileKind::Gzip | FileKind::Tar)
}
