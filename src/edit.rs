//! The only writer of `content/`: `new` and `init` make files with it, and never write over one.
#![expect(clippy::disallowed_methods, reason = "this is the stage that writes content/")]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Makes a file that is not there yet, and the folders above it. An existing one is an error and stays as
/// it is.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}
