//! OFD, the fixed-layout format of Chinese offices (GB/T 33190): XML in a zip.

use super::meter::Work;
use super::package::Package;
use super::{FileKind, Found, properties};
use crate::xml::{Step, walk};

/// Reads the words of all pages and the author.
pub(super) fn look(package: &mut Package<'_, '_>, work: &mut Work<'_>) -> Found {
    let mut found = Found::new(FileKind::Ofd);
    let mut inside = false;
    walk(&package.text("ofd.xml", work), |step| match step {
        Step::Open(name, _) => inside = name == "Author",
        Step::Close(_) => inside = false,
        Step::Text(text) if inside => properties::author(&mut found, text),
        Step::Text(_) => {}
    });
    for key in package.keys(|key| key.ends_with("/content.xml")) {
        let mut inside = false;
        walk(&package.text(&key, work), |step| match step {
            Step::Open(name, _) => inside = name == "TextCode",
            Step::Close("TextObject") => work.text.end_line(),
            Step::Close(_) => inside = false,
            Step::Text(text) if inside => work.text.push(text),
            Step::Text(_) => {}
        });
        work.text.end_line();
    }
    found
}
