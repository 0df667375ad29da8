//! Pictures as they come: what their bytes say they are ([`look`]), and what is made of them ([`develop`]).
//!
//! Bytes in, values and bytes out. A picture is decoded once for all its outputs; what comes out is upright, in
//! sRGB, and holds nothing but the picture: neither position nor camera nor comment nor colour profile.

mod bytes;
mod colour;
mod decode;
mod develop;
mod encode;
mod exif;
mod gif;
mod jpeg;
mod look;
mod png;
mod raster;
mod turn;
mod webp;

pub use develop::{develop, stand_in};
pub use look::{format, is_begun, look};

use serde::{Deserialize, Serialize};

/// A number that changes whenever the outputs may: other crates, other qualities. Part of every cache key.
pub const VERSION: u32 = 2;

/// The most pixels a picture may have to be decoded: 64 megapixels, which need some 400 MB for a moment.
pub const PIXELS_MAX: u64 = 64_000_000;

/// The longest side an output can have: what WebP allows.
pub const SIDE_MAX: u32 = 16_383;

/// What a picture's bytes say it is (never its name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Most photographs.
    Jpeg,
    /// Screenshots, drawings, posters.
    Png,
    /// Old drawings and moving pictures.
    Gif,
    /// Saved from web pages.
    Webp,
    /// What newer phones keep by themselves. Recognised, not read.
    Heic,
    /// A newer web format. Recognised, not read.
    Avif,
    /// From old Windows programs. Recognised, not read.
    Bmp,
    /// From scanners. Recognised, not read.
    Tiff,
}

impl Format {
    /// Those that are read.
    pub const READ: [Format; 4] = [Format::Jpeg, Format::Png, Format::Gif, Format::Webp];

    /// What the names of its files end with, the usual first; of one that is not read none.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Format::Png => &["png", "apng"],
            Format::Gif => &["gif"],
            Format::Webp => &["webp"],
            Format::Heic | Format::Avif | Format::Bmp | Format::Tiff => &[],
        }
    }
}

/// How a picture is best kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Art {
    /// Loses nothing anybody sees when it is compressed with loss.
    Photograph,
    /// Few colours and sharp edges: kept without loss.
    Drawing,
    /// A GIF of several frames: kept as it is, without its comments.
    Moving,
}

/// What [`look`] learns of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Facts {
    /// What the bytes say it is.
    pub format: Format,
    /// Its width in pixels, as it is seen upright.
    pub width: u32,
    /// Its height in pixels, as it is seen upright.
    pub height: u32,
    /// How it is best kept.
    pub art: Art,
    /// Parts of it may be transparent.
    pub alpha: bool,
    /// It is probably a phone's screenshot: it says so, or it has the size of a phone's screen and no camera.
    pub screenshot: bool,
    /// It says where it was taken (GPS).
    pub position: bool,
    /// It holds anything that is not the picture: EXIF, XMP, IPTC, comments.
    pub metadata: bool,
    /// It moves, but only its first frame is kept (animated WebP or PNG).
    pub stilled: bool,
}

/// Why a picture cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// The bytes are no picture of any kind known here.
    NotAPicture,
    /// A picture of a kind, or of a variety of a kind, that is not read.
    CannotRead(Format),
    /// Its end is missing: a copy that was broken off.
    Truncated,
    /// More than [`PIXELS_MAX`] pixels, in the size it says it has.
    TooLarge {
        /// The width it says.
        width: u32,
        /// The height it says.
        height: u32,
    },
    /// It contradicts itself or cannot be decoded.
    Broken,
}

/// The point to keep near the middle of a crop, in thousandths of the upright width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Focus {
    /// From the left, 0 to 1000.
    pub x: u16,
    /// From the top, 0 to 1000.
    pub y: u16,
}

/// The form of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Photographs, read everywhere. What was transparent is white.
    Jpeg,
    /// Photographs for browsers, a third smaller.
    Webp,
    /// Drawings for browsers.
    WebpLossless,
    /// Drawings, read everywhere.
    Png,
    /// A GIF's own blocks without those that do not draw, nothing decoded: size, crop and `most` do not count.
    /// Only of a GIF; of anything else it is [`Trouble::CannotRead`].
    Gif,
}

/// One thing to make of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Recipe {
    /// The width in pixels, 1 to [`SIDE_MAX`].
    pub width: u32,
    /// The height in pixels, 1 to [`SIDE_MAX`]. Without a crop the whole picture is fitted to the size given, so keep
    /// the proportion: [`Facts::height_for`].
    pub height: u32,
    /// Cut to the proportion of width and height, keeping this point as near the middle as can be.
    pub crop: Option<Focus>,
    /// The form.
    pub form: Form,
    /// Bytes at most, if it can be: quality is given up first (JPEG, WebP), then pixels (the proportion stays).
    pub most: Option<u32>,
}
