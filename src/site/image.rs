//! A picture in the site: the renditions that are made of it. What they are follows from the picture's facts
//! alone, so that pages can name them before a single pixel is read.

use super::media::Media;
use crate::hash::Key;
use crate::own::FILES;
use crate::picture::{self, Art, Facts, Focus, Form, Recipe, SIDE_MAX};
use crate::source::FileSource;

/// A picture as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Image {
    /// Pixels: shown by its renditions.
    Picture(Picture),
    /// A drawing (SVG): published as it is.
    Drawing(Media),
}

/// A picture of pixels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Picture {
    /// The hash of its source's bytes.
    pub source: Key,
    /// What its bytes say.
    pub facts: Facts,
    /// The point that crops keep.
    pub focus: Focus,
}

/// A file that is made of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rendition {
    /// Its path in the site: `files/0123456789abcdef-1080.webp`. It changes whenever its bytes may.
    pub path: String,
    /// How it is made.
    pub recipe: Recipe,
}

/// Widths for readers: a phone held upright, the same with a fine screen, a desk. None is larger than the
/// picture.
const WIDTHS: [u32; 3] = [480, 1080, 1600];
/// The width of the one that every reader, every feed and WeChat take.
const PLAIN: u32 = 1080;
/// WeChat's `uploadimg` takes less than a megabyte (shared rules of the platform).
const PLAIN_BYTES: u32 = 1_000_000;
/// The longer side of a logo. Pages show it in a square of 44 pixels, the finest screens with four for one.
const LOGO: u32 = 176;

impl Image {
    /// Pixels of the whole, as it stands upright; 0 where a drawing says nothing.
    pub fn pixels(&self) -> (u32, u32) {
        match self {
            Image::Picture(picture) => (picture.facts.width, picture.facts.height),
            Image::Drawing(media) => media.pixels.unwrap_or_default(),
        }
    }

    /// The file that everybody can show: its path and pixels.
    pub fn plain(&self) -> (String, u32, u32) {
        match self {
            Image::Picture(picture) => {
                let plain = picture.plain();
                (plain.path, plain.recipe.width, plain.recipe.height)
            }
            Image::Drawing(media) => {
                let (width, height) = media.pixels.unwrap_or_default();
                (media.path.clone(), width, height)
            }
        }
    }

    /// The file that everybody can show where it stands as a logo: its path and pixels.
    pub fn logo(&self) -> (String, u32, u32) {
        match self {
            Image::Picture(picture) => {
                let logo = picture.logo();
                (logo.path, logo.recipe.width, logo.recipe.height)
            }
            Image::Drawing(_) => self.plain(),
        }
    }

    /// The image with the point that its crops keep.
    pub(super) fn keeping(self, focus: Focus) -> Image {
        match self {
            Image::Picture(picture) => Image::Picture(Picture { focus, ..picture }),
            drawing => drawing,
        }
    }

    /// The picture of pixels that it is, if it is one.
    pub fn picture(&self) -> Option<&Picture> {
        match self {
            Image::Picture(picture) => Some(picture),
            Image::Drawing(_) => None,
        }
    }
}

impl Picture {
    /// The picture that a file is.
    pub(super) fn of(file: &FileSource, facts: Facts) -> Picture {
        Picture { source: file.hash, facts, focus: Focus::MIDDLE }
    }

    /// WebP in some widths, from small to large; none of a picture that moves.
    pub fn modern(&self) -> Vec<Rendition> {
        let form = match self.facts.art {
            Art::Photograph => Form::Webp,
            Art::Drawing => Form::WebpLossless,
            Art::Moving => return Vec::new(),
        };
        let own = self.facts.width;
        let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|&width| width < own).collect();
        if widths.len() < WIDTHS.len() {
            widths.push(own);
        }
        widths.into_iter().map(|width| self.rendition(self.scaled(width, form, None))).collect()
    }

    /// The one that everybody can show: JPEG, PNG or GIF, of less than a megabyte where that can be had.
    pub fn plain(&self) -> Rendition {
        let form = self.plain_form();
        let width = if form == Form::Gif { self.facts.width } else { PLAIN };
        self.rendition(self.scaled(width, form, Some(PLAIN_BYTES)))
    }

    /// A small one for every page: still, and clear where the picture is.
    pub fn logo(&self) -> Rendition {
        let Facts { width, height, .. } = self.facts;
        let longer = u64::from(width.max(height).max(1));
        let fitted = u64::from(width) * u64::from(LOGO) / longer;
        let form = if self.facts.art == Art::Photograph { Form::Jpeg } else { Form::Png };
        let recipe = self.scaled(fitted.max(1) as u32, form, None);
        self.rendition(Recipe { height: recipe.height.min(LOGO), ..recipe })
    }

    /// All of it, to be downloaded.
    pub fn whole(&self) -> Rendition {
        self.rendition(self.scaled(SIDE_MAX, self.plain_form(), None))
    }

    /// For whoever shares the page: 1.91 to 1 (the Open Graph's shape).
    pub fn share(&self) -> Rendition {
        self.crop(1200, 628)
    }

    /// WeChat's wide cover: 2.35 to 1.
    pub fn wide(&self) -> Rendition {
        self.crop(900, 383)
    }

    /// WeChat's square cover.
    pub fn square(&self) -> Rendition {
        self.crop(500, 500)
    }

    fn plain_form(&self) -> Form {
        match self.facts.art {
            Art::Photograph => Form::Jpeg,
            Art::Drawing => Form::Png,
            Art::Moving => Form::Gif,
        }
    }

    fn scaled(&self, width: u32, form: Form, most: Option<u32>) -> Recipe {
        let width = width.min(self.facts.width).max(1);
        Recipe { width, height: self.facts.height_for(width), crop: None, form, most }
    }

    /// A crop, smaller where the picture is: nothing is made larger than it is.
    fn crop(&self, width: u32, height: u32) -> Rendition {
        let (own_width, own_height) = (u64::from(self.facts.width.max(1)), u64::from(self.facts.height.max(1)));
        let (wide, high) = (u64::from(width), u64::from(height));
        let fits = wide.min(own_width).min(own_height * wide / high).max(1);
        let width = fits as u32;
        let height = (fits * high / wide).max(1) as u32;
        self.rendition(Recipe { width, height, crop: Some(self.focus), form: Form::Jpeg, most: Some(PLAIN_BYTES) })
    }

    fn rendition(&self, recipe: Recipe) -> Rendition {
        let ending = match recipe.form {
            Form::Jpeg => "jpg",
            Form::Png => "png",
            Form::Gif => "gif",
            Form::Webp | Form::WebpLossless => "webp",
        };
        let key = picture_key(self.source, &recipe).to_string();
        Rendition { path: format!("{FILES}{}-{}.{ending}", &key[..16], recipe.width), recipe }
    }
}

/// What the bytes of a rendition depend on: its source, its recipe and the code that makes it.
pub fn picture_key(source: Key, recipe: &Recipe) -> Key {
    Key::of(&(source, recipe, picture::VERSION))
}
