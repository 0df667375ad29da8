//! Pixels in memory: eight bits a channel, rows from the top.

use fast_image_resize::images::{Image, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3, U8x4};
use fast_image_resize::{PixelTrait, ResizeOptions, Resizer};

use super::Trouble;
use super::turn::Turn;

/// What a pixel is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channels {
    Grey,
    Rgb,
    Rgba,
}

impl Channels {
    /// The bytes of a pixel.
    pub(super) fn bytes(self) -> usize {
        match self {
            Channels::Grey => 1,
            Channels::Rgb => 3,
            Channels::Rgba => 4,
        }
    }
}

/// Pixels with their size. `pixels` holds exactly `width * height` of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) channels: Channels,
    pub(super) pixels: Vec<u8>,
}

/// A part of a picture in pixels, fractions allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Raster {
    /// All of it.
    pub(super) fn whole(&self) -> Part {
        Part { left: 0.0, top: 0.0, width: f64::from(self.width), height: f64::from(self.height) }
    }

    /// A part of it at a size, with the Lanczos filter: sharp, and no pixel of the part left out. The values are
    /// mixed as they are kept, not as light: what a browser does when it makes a picture smaller itself.
    pub(super) fn scaled(&self, part: Part, width: u32, height: u32) -> Result<Raster, Trouble> {
        if part == self.whole() && (width, height) == (self.width, self.height) {
            return Ok(self.clone());
        }
        let pixels = match self.channels {
            Channels::Grey => self.sized::<U8>(part, width, height),
            Channels::Rgb => self.sized::<U8x3>(part, width, height),
            Channels::Rgba => self.sized::<U8x4>(part, width, height),
        };
        Ok(Raster { width, height, channels: self.channels, pixels: pixels.ok_or(Trouble::Broken)? })
    }

    /// The same for one kind of pixel. Called for each of the three, the resizer is built for those and not for the
    /// thirteen it knows.
    fn sized<P: PixelTrait>(&self, part: Part, width: u32, height: u32) -> Option<Vec<u8>> {
        let from = TypedImageRef::<P>::from_buffer(self.width, self.height, &self.pixels).ok()?;
        let mut to = Image::new(width, height, P::pixel_type());
        let options = ResizeOptions::new().crop(part.left, part.top, part.width, part.height);
        Resizer::new().resize_typed(&from, &mut to.typed_image_mut::<P>()?, &options).ok()?;
        Some(to.into_vec())
    }

    /// Turned upright.
    pub(super) fn turned(self, turn: Turn) -> Raster {
        if turn == Turn::default() {
            return self;
        }
        let columns = self.width as usize;
        let pixels = match self.channels {
            Channels::Grey => turn.apply::<1>(&self.pixels, columns),
            Channels::Rgb => turn.apply::<3>(&self.pixels, columns),
            Channels::Rgba => turn.apply::<4>(&self.pixels, columns),
        };
        let (width, height) = turn.size(self.width, self.height);
        Raster { width, height, channels: self.channels, pixels }
    }

    /// Without its transparency, if nothing of it is transparent.
    pub(super) fn plain(self) -> Raster {
        let opaque = self.channels == Channels::Rgba && self.pixels.as_chunks::<4>().0.iter().all(|[.., a]| *a == 255);
        if opaque { self.on_white() } else { self }
    }

    /// Without transparency: what shows through is white.
    pub(super) fn on_white(self) -> Raster {
        if self.channels != Channels::Rgba {
            return self;
        }
        let mut pixels = Vec::with_capacity(self.pixels.len() / 4 * 3);
        for [r, g, b, a] in self.pixels.as_chunks::<4>().0 {
            let over = |value: u8| {
                let mixed = u32::from(value) * u32::from(*a) + 255 * (255 - u32::from(*a));
                u8::try_from((mixed + 127) / 255).unwrap_or(255)
            };
            pixels.extend([over(*r), over(*g), over(*b)]);
        }
        Raster { channels: Channels::Rgb, pixels, ..self }
    }

    /// With three channels, if it had one.
    pub(super) fn coloured(self) -> Raster {
        if self.channels != Channels::Grey {
            return self;
        }
        let pixels = self.pixels.iter().flat_map(|grey| [*grey; 3]).collect();
        Raster { channels: Channels::Rgb, pixels, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_through_is_white() {
        let clear = Raster {
            width: 3,
            height: 1,
            channels: Channels::Rgba,
            pixels: vec![9, 9, 9, 0, 0, 0, 0, 128, 7, 8, 9, 255],
        };
        assert_eq!(clear.clone().plain(), clear);
        assert_eq!(clear.on_white().pixels, [255, 255, 255, 127, 127, 127, 7, 8, 9]);
    }

    #[test]
    fn transparency_that_is_never_used_is_dropped() {
        let raster = Raster { width: 1, height: 1, channels: Channels::Rgba, pixels: vec![1, 2, 3, 255] };
        assert_eq!(raster.plain().pixels, [1, 2, 3]);
    }

    #[test]
    fn a_colour_does_not_bleed_out_of_what_is_transparent() {
        // Left half red, right half green but fully transparent: nothing green may appear.
        let pixels = [[255, 0, 0, 255], [255, 0, 0, 255], [0, 255, 0, 0], [0, 255, 0, 0]].concat();
        let raster = Raster { width: 4, height: 1, channels: Channels::Rgba, pixels };
        let small = raster.scaled(raster.whole(), 3, 1).unwrap();
        assert!(small.pixels.as_chunks::<4>().0.iter().all(|[_, g, _, a]| *g == 0 || *a == 0), "{:?}", small.pixels);
    }
}
