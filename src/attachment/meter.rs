//! The bounds of a look: how much is read, inflated and kept.

use super::{INFLATED, TEXT};
use crate::cut;
use std::cell::{Cell, RefCell};
use std::io::{self, Read, Seek, SeekFrom};

/// Anything that can be read at any place.
pub(super) trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// How much may still be read of a file and of all inside it, and the reader's own error.
pub(super) struct Purse {
    left: Cell<u64>,
    failed: RefCell<Option<io::Error>>,
}

impl Purse {
    /// Enough to read a file of that size some times over: an honest file is read about twice.
    pub(super) fn for_size(size: u64) -> Purse {
        Purse { left: Cell::new(size.saturating_mul(4).saturating_add(256 << 20)), failed: RefCell::new(None) }
    }

    /// Does something that may read only so much.
    pub(super) fn within<T>(&self, most: u64, act: impl FnOnce() -> T) -> T {
        let before = self.left.get();
        let given = before.min(most);
        self.left.set(given);
        let result = act();
        self.left.set(before - (given - self.left.get()));
        result
    }

    /// The reader's own error, if it had one.
    pub(super) fn failure(&self) -> Option<io::Error> {
        self.failed.borrow_mut().take()
    }
}

/// A reader that takes what it reads out of a purse.
pub(super) struct Meter<'a> {
    inner: &'a mut dyn Source,
    pub(super) purse: &'a Purse,
}

impl<'a> Meter<'a> {
    pub(super) fn new(inner: &'a mut dyn Source, purse: &'a Purse) -> Meter<'a> {
        Meter { inner, purse }
    }

    /// How many bytes there are.
    pub(super) fn size(&mut self) -> u64 {
        self.seek(SeekFrom::End(0)).unwrap_or(0)
    }

    /// The first bytes, fewer where there are fewer or the reader fails.
    pub(super) fn head(&mut self, most: usize) -> Vec<u8> {
        self.from(SeekFrom::Start(0), most)
    }

    /// The last bytes.
    pub(super) fn tail(&mut self, most: usize) -> Vec<u8> {
        let start = self.size().saturating_sub(most as u64);
        self.from(SeekFrom::Start(start), most)
    }

    fn from(&mut self, place: SeekFrom, most: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.seek(place).is_ok() {
            // What was read before an error is kept, and the purse keeps the error.
            let _ = self.by_ref().take(most as u64).read_to_end(&mut bytes);
        }
        bytes
    }
}

impl Read for Meter<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.purse.left.get();
        if left == 0 && !buffer.is_empty() {
            return Err(io::Error::other("read enough"));
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let Some(room) = buffer.get_mut(..most) else { return Ok(0) };
        match self.inner.read(room) {
            Ok(count) => {
                self.purse.left.set(left.saturating_sub(count as u64));
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let told = io::Error::from(error.kind());
                self.purse.failed.borrow_mut().get_or_insert(error);
                Err(told)
            }
        }
    }
}

impl Seek for Meter<'_> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.inner.seek(place)
    }
}

/// What a look has at hand for a file and all inside it.
pub(super) struct Work<'p> {
    pub(super) purse: &'p Purse,
    pub(super) text: Text,
    /// How much may still be inflated.
    pub(super) inflate: u64,
}

impl<'p> Work<'p> {
    pub(super) fn new(purse: &'p Purse) -> Work<'p> {
        Work { purse, text: Text::default(), inflate: INFLATED }
    }
}

/// Text that grows to [`TEXT`] bytes and no further.
#[derive(Default)]
pub(super) struct Text {
    text: String,
    full: bool,
}

impl Text {
    /// Adds as much as there is room for.
    pub(super) fn push(&mut self, more: &str) {
        let room = TEXT.saturating_sub(self.text.len());
        let fits = cut::head(more, room);
        self.text.push_str(fits);
        self.full |= fits.len() < more.len();
    }

    /// Ends a line, unless it is empty.
    pub(super) fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push("\n");
        }
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        self.push(line);
        self.end_line();
    }

    /// Whether there was more than there was room for.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    pub(super) fn take(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_ends_at_a_character() {
        let mut text = Text::default();
        text.push(&"a".repeat(TEXT - 1));
        text.push("工会");
        assert!(text.is_full());
        assert_eq!(text.take().len(), TEXT - 1);
    }

    #[test]
    fn a_purse_that_is_lent_out_is_charged() {
        let purse = Purse::for_size(0);
        let mut bytes = io::Cursor::new(vec![0; 100]);
        let mut meter = Meter::new(&mut bytes, &purse);
        let count = purse.within(60, || io::copy(&mut meter, &mut io::sink()).map_err(|_| ()));
        assert_eq!((count, purse.left.get()), (Err(()), (256 << 20) - 60));
        assert!(purse.failure().is_none());
    }
}
