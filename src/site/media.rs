//! Pictures and files in the site: named by the hash of their bytes, so that a name never needs another
//! meaning and never gives away what somebody's computer called it.

use super::{Resolved, Site};
use crate::hash::Key;
use crate::source::FileSource;
use std::collections::HashMap;

/// A picture or a file, as the site has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Media {
    /// Its path in the site: `files/0123456789abcdef.pdf`.
    pub path: String,
    /// The hash of its bytes.
    pub hash: Key,
    /// Its size in bytes.
    pub size: u64,
    /// Width and height, of a picture.
    pub pixels: Option<(u32, u32)>,
    /// Its name as its author knows it.
    pub name: String,
}

impl Media {
    /// The place of a file in the site.
    pub(super) fn of(file: &FileSource) -> Media {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let hash = file.hash.to_string();
        Media {
            path: format!("files/{}.{}", &hash[..16], extension(name)),
            hash: file.hash,
            size: file.size,
            pixels: file.pixels,
            name: name.to_owned(),
        }
    }

    /// Its kind for readers: PDF, DOCX.
    pub fn kind(&self) -> String {
        self.path.rsplit('.').next().unwrap_or_default().to_uppercase()
    }

    /// Its size for readers: 1.2 MB.
    pub fn shown_size(&self) -> String {
        match self.size {
            size if size < 1024 => format!("{size} B"),
            size if size < 1024 * 1024 => format!("{} KB", size.div_ceil(1024)),
            size => format!("{}.{} MB", size / 1024 / 1024, size % (1024 * 1024) * 10 / (1024 * 1024)),
        }
    }
}

/// The ending of a name in plain letters; `bin` for what has none.
fn extension(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let fine = !ending.is_empty() && ending.len() <= 5 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    if fine { ending } else { "bin".to_owned() }
}

/// Lists the files that the published site shows, with where they come from.
pub(super) fn collect(site: &mut Site, files: &[FileSource], statics: Vec<FileSource>) {
    let by_hash: HashMap<(Key, String), &FileSource> =
        files.iter().map(|file| ((file.hash, Media::of(file).path), file)).collect();
    let shown = site.entries.iter().flat_map(|placed| {
        let linked = placed.targets.iter().filter_map(|target| match target {
            Resolved::File(media) => Some(media),
            _ => None,
        });
        linked.chain(&placed.cover).chain(placed.attachments.iter().map(|(_, media)| media))
    });
    let menu = site.menu.iter().filter_map(|(_, target)| match target {
        Resolved::File(media) => Some(media),
        _ => None,
    });
    let all: Vec<&Media> = shown.chain(menu).chain(&site.logo).chain(&site.qr).collect();
    let found: Vec<(String, FileSource)> = all
        .into_iter()
        .filter_map(|media| {
            let file = by_hash.get(&(media.hash, media.path.clone()))?;
            Some((media.path.clone(), (*file).clone()))
        })
        .collect();
    site.files.extend(found);
    site.files.extend(statics.into_iter().map(|file| (file.path.to_string(), file)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_plain() {
        assert_eq!(extension("附件1（定稿）.PDF"), "pdf");
        assert_eq!(extension("名单"), "bin");
        assert_eq!(extension("a.表格"), "bin");
        assert_eq!(extension("a.p/x"), "bin");
    }

    #[test]
    fn sizes_are_told_as_people_say_them() {
        let shown =
            |size| Media { path: String::new(), hash: Key(0), size, pixels: None, name: String::new() }.shown_size();
        assert_eq!(shown(512), "512 B");
        assert_eq!(shown(1025), "2 KB");
        assert_eq!(shown(1_300_000), "1.2 MB");
    }
}
