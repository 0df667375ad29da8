//! The text of an entry. One that an earlier build read, and that nobody touched since, is read when somebody asks for
//! it: of ten thousand, a build after one edit needs a few.

use super::walk::Found;
use super::{EntrySource, read_bytes};
use crate::diagnostic::{Place, Text};
use crate::hash::Key;
use crate::kind::Kind;
use crate::source::decode;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The text of an entry, read or not yet.
#[derive(Clone, Debug)]
pub struct Manuscript(Arc<Held>);

#[derive(Debug)]
struct Held {
    file: Arc<str>,
    text: OnceLock<Text>,
    unread: Option<Unread>,
}

/// A file that is known without having been read.
#[derive(Debug)]
pub(super) struct Unread {
    pub kind: Kind,
    pub path: Arc<str>,
    pub disk: PathBuf,
    /// The key of the entry that it was when it was read.
    pub key: Key,
    pub lost: Lost,
}

/// A text that turned out, when it was read, not to be the one that it was known to be, if there is any: its name as
/// its author sees it. What is made of it must neither be published nor remembered.
#[derive(Clone, Debug, Default)]
pub struct Lost(Arc<OnceLock<Arc<str>>>);

impl Lost {
    /// The first that was lost.
    pub fn file(&self) -> Option<&str> {
        self.0.get().map(|file| &**file)
    }

    pub(super) fn tell(&self, file: &str) {
        // One is enough.
        let _ = self.0.set(file.into());
    }

    /// Whether any was lost.
    pub fn is_some(&self) -> bool {
        self.0.get().is_some()
    }
}

impl From<Text> for Manuscript {
    fn from(text: Text) -> Manuscript {
        Manuscript(Arc::new(Held { file: text.file.clone(), text: OnceLock::from(text), unread: None }))
    }
}

impl Manuscript {
    /// A file that is known already.
    pub(super) fn unread(file: Arc<str>, unread: Unread) -> Manuscript {
        Manuscript(Arc::new(Held { file, text: OnceLock::new(), unread: Some(unread) }))
    }

    /// The path as the author sees it, with `/`, from the folder of the project.
    pub fn file(&self) -> &Arc<str> {
        &self.0.file
    }

    /// The text.
    pub fn text(&self) -> &Text {
        let held = &*self.0;
        held.text.get_or_init(|| {
            held.unread.as_ref().and_then(|unread| unread.read(&held.file)).unwrap_or_else(|| {
                // Whoever asked goes on with nothing, and nothing comes of it.
                if let Some(unread) = &held.unread {
                    unread.lost.tell(&held.file);
                }
                Text::new(held.file.clone(), "")
            })
        })
    }

    /// The place of some bytes of the text.
    pub fn place(&self, span: Range<usize>) -> Place {
        self.text().place(span)
    }

    /// The place of a line, from 1.
    pub fn line(&self, line: usize) -> Place {
        self.text().line(line)
    }
}

impl Unread {
    /// The text, if it is the one that is known.
    fn read(&self, file: &Arc<str>) -> Option<Text> {
        let found =
            Found { disk: self.disk.clone(), path: self.path.to_string(), shown: file.to_string(), stamp: None };
        let (text, _) = decode(read_bytes(&found).ok()?.0).ok()?;
        let text = Text::new(file.clone(), text);
        (EntrySource::key_of(self.kind, &self.path, &text) == self.key).then_some(text)
    }
}
