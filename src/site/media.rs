//! Pictures and files in the site: named by the hash of their bytes, so that a name never needs another
//! meaning and never gives away what somebody's computer called it.

use super::image::{Image, Picture, Rendition};
use super::{Resolved, Site};
use crate::hash::Key;
use crate::own::FILES;
use crate::path;
use crate::picture::Recipe;
use crate::source::{FileSource, Nature};
use std::collections::{BTreeMap, HashMap};

/// A file, as the site has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Media {
    /// Its path in the site: `files/0123456789abcdef.pdf`.
    pub path: String,
    /// The hash of the bytes that it comes from.
    pub hash: Key,
    /// How it is made of a picture; None where it is copied as it is.
    pub recipe: Option<Recipe>,
    /// The size of its source in bytes.
    pub size: u64,
    /// Width and height, of a picture or a drawing.
    pub pixels: Option<(u32, u32)>,
    /// Its name as its author knows it.
    pub name: String,
}

impl Media {
    /// The place of a file in the site.
    pub(super) fn of(file: &FileSource) -> Media {
        let hash = file.hash.to_string();
        let name = path::name(&file.path);
        Media {
            path: format!("{FILES}{}.{}", &hash[..16], extension(name)),
            hash: file.hash,
            recipe: None,
            size: file.size,
            pixels: match &file.nature {
                Nature::Drawing(drawing) => drawing.pixels,
                _ => None,
            },
            name: name.to_owned(),
        }
    }

    /// A picture to be downloaded: all of its pixels, and nothing that the camera wrote beside them.
    pub(super) fn of_picture(file: &FileSource, picture: &Picture) -> Media {
        let Rendition { path, recipe } = picture.whole();
        let pixels = Some((recipe.width, recipe.height));
        let name = format!("{}.{}", path::stem(&file.path), extension(&path));
        Media { path, hash: file.hash, recipe: Some(recipe), size: file.size, pixels, name }
    }

    /// Its kind for readers: PDF, DOCX.
    pub fn kind(&self) -> String {
        path::ending(&self.path).to_uppercase()
    }

    /// Its size for readers: 1.2 MB; of a picture that is made, 1600×1200.
    pub fn shown_size(&self) -> String {
        if let (Some(_), Some((width, height))) = (self.recipe, self.pixels) {
            return format!("{width}×{height}");
        }
        match self.size {
            size if size < 1024 => format!("{size} B"),
            size if size < 1024 * 1024 => format!("{} KB", size.div_ceil(1024)),
            size => format!("{}.{} MB", size / 1024 / 1024, size % (1024 * 1024) * 10 / (1024 * 1024)),
        }
    }
}

/// The ending of a name in plain letters; `bin` for what has none.
fn extension(name: &str) -> String {
    let ending = path::ending(name).to_ascii_lowercase();
    let fine = !ending.is_empty() && ending.len() <= 5 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    if fine { ending } else { "bin".to_owned() }
}

/// A file of the site, and what it is made from.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Where it comes from.
    pub file: FileSource,
    /// How it is made of a picture; None where it is copied as it is.
    pub recipe: Option<Recipe>,
}

/// Lists the files that the published site shows, with where they come from.
pub(super) fn collect(site: &mut Site, files: &[FileSource], statics: Vec<FileSource>) {
    let by_hash: HashMap<Key, &FileSource> = files.iter().map(|file| (file.hash, file)).collect();
    let mut stored: BTreeMap<String, Stored> = BTreeMap::new();
    let mut store = |path: String, hash: Key, recipe: Option<Recipe>| {
        if let Some(file) = by_hash.get(&hash) {
            stored.entry(path).or_insert_with(|| Stored { file: (*file).clone(), recipe });
        }
    };
    let mut keep = |shown: Shown<'_>| match shown {
        Shown::File(media) => store(media.path.clone(), media.hash, media.recipe),
        Shown::Image(Image::Drawing(media)) => store(media.path.clone(), media.hash, None),
        Shown::Image(Image::Picture(picture)) => {
            for rendition in picture.modern().into_iter().chain([picture.plain()]) {
                store(rendition.path, picture.source, Some(rendition.recipe));
            }
        }
        Shown::Made(picture, renditions) => {
            for rendition in renditions {
                store(rendition.path, picture.source, Some(rendition.recipe));
            }
        }
    };
    let articles = site.config.wechat.public;
    for placed in &site.entries {
        placed.targets.iter().filter_map(shown).for_each(&mut keep);
        placed.attachments.iter().for_each(|(_, media)| keep(Shown::File(media)));
        if let Some(cover) = &placed.cover {
            keep(Shown::Image(cover));
            if let Some(picture) = cover.picture() {
                keep(Shown::Made(picture, vec![picture.share()]));
            }
        }
        if let Some(picture) = placed.wechat_cover().and_then(Image::picture).filter(|_| articles) {
            keep(Shown::Made(picture, vec![picture.wide(), picture.square()]));
        }
    }
    site.menu.iter().filter_map(|(_, target)| shown(target)).for_each(&mut keep);
    site.qr.iter().for_each(|image| keep(Shown::Image(image)));
    site.logo.iter().for_each(|logo| {
        keep(logo.picture().map_or(Shown::Image(logo), |picture| Shown::Made(picture, vec![picture.logo()])));
    });
    let copied = |file: FileSource| (file.path.to_string(), Stored { file, recipe: None });
    stored.extend(statics.into_iter().map(copied));
    site.files = stored;
}

/// What somebody sees or takes.
enum Shown<'a> {
    File(&'a Media),
    Image(&'a Image),
    Made(&'a Picture, Vec<Rendition>),
}

fn shown(target: &Resolved) -> Option<Shown<'_>> {
    match target {
        Resolved::File(media) => Some(Shown::File(media)),
        Resolved::Image(image) => Some(Shown::Image(image)),
        _ => None,
    }
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
        let shown = |size| {
            Media { path: String::new(), hash: Key(0), recipe: None, size, pixels: None, name: String::new() }
                .shown_size()
        };
        assert_eq!(shown(512), "512 B");
        assert_eq!(shown(1025), "2 KB");
        assert_eq!(shown(1_300_000), "1.2 MB");
    }
}
