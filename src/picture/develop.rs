//! What is made of a picture: decoded once, made small, then turned and coloured right, then cut and written.

use super::decode::decode;
use super::encode::encode;
use super::look::{Seen, see};
use super::raster::{Channels, Part, Raster};
use super::{Facts, Focus, Form, Format, PIXELS_MAX, Recipe, SIDE_MAX, Trouble, colour, gif};

/// All the outputs of one picture, in the order of the recipes. It is decoded once; the largest output is made from
/// its pixels and the others from that one.
///
/// Takes some 4 to 8 bytes a pixel of memory while it works, and one core.
///
/// # Errors
/// Those of [`look`](super::look()); [`Trouble::Broken`] when the picture cannot be decoded after all;
/// [`Trouble::TooLarge`] when a recipe asks for more than [`PIXELS_MAX`]; [`Trouble::CannotRead`] when
/// [`Form::Gif`] is asked of what is no GIF.
pub fn develop(bytes: &[u8], recipes: &[Recipe]) -> Result<Vec<Vec<u8>>, Trouble> {
    let seen = see(bytes)?;
    let mut order: Vec<(usize, Recipe)> = Vec::with_capacity(recipes.len());
    let mut outputs = vec![Vec::new(); recipes.len()];
    for (output, (index, recipe)) in outputs.iter_mut().zip(recipes.iter().enumerate()) {
        match recipe.form {
            Form::Gif if seen.format == Format::Gif => *output = gif::clean(bytes)?,
            Form::Gif => return Err(Trouble::CannotRead(seen.format)),
            _ => order.push((index, sized(*recipe)?)),
        }
    }
    if order.is_empty() {
        return Ok(outputs);
    }
    // Recipes of one size and crop follow each other, so that they share the pixels and only those are kept.
    let cut = |recipe: &Recipe| (recipe.width, recipe.height, recipe.crop.map(|focus| (focus.x, focus.y)));
    order.sort_by_key(|(_, recipe)| cut(recipe));
    let master = master(bytes, &seen, &order)?;
    let mut last: Option<(Recipe, Raster)> = None;
    for (index, recipe) in order {
        let raster = match last.take() {
            Some((before, raster)) if cut(&before) == cut(&recipe) => raster,
            _ => {
                let part = part(master.width, master.height, &recipe);
                master.scaled(part, recipe.width, recipe.height)?
            }
        };
        if let Some(output) = outputs.get_mut(index) {
            *output = encode(&raster, recipe.form, recipe.most)?;
        }
        last = Some((recipe, raster));
    }
    Ok(outputs)
}

/// A plain grey stand-in of the size and form of a recipe, for a picture that turned out to be broken when it was
/// decoded. Empty only if the recipe asks for more than [`PIXELS_MAX`].
pub fn stand_in(recipe: &Recipe) -> Vec<u8> {
    let made = sized(*recipe).and_then(|recipe| {
        let pixels = vec![0xD0; recipe.width as usize * recipe.height as usize];
        let raster = Raster { width: recipe.width, height: recipe.height, channels: Channels::Grey, pixels };
        encode(&raster, recipe.form, None)
    });
    made.unwrap_or_default()
}

/// The recipe with a size that can be made.
fn sized(recipe: Recipe) -> Result<Recipe, Trouble> {
    let (width, height) = (recipe.width.clamp(1, SIDE_MAX), recipe.height.clamp(1, SIDE_MAX));
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Trouble::TooLarge { width, height });
    }
    Ok(Recipe { width, height, ..recipe })
}

/// The whole picture, upright and in sRGB, as large as the largest recipe needs it and no larger than it is.
fn master(bytes: &[u8], seen: &Seen, recipes: &[(usize, Recipe)]) -> Result<Raster, Trouble> {
    let (mut raster, profile) = decode(bytes, seen)?;
    let (wide, high) = seen.exif.turn.size(raster.width, raster.height);
    let mut scale = 0.0;
    let (mut width, mut height) = (wide, high);
    for (_, recipe) in recipes {
        let part = part(wide, high, recipe);
        let needed = (f64::from(recipe.width) / part.width).max(f64::from(recipe.height) / part.height);
        // Of two that need the same, the one without a crop is the master itself.
        if needed > scale || (needed == scale && recipe.crop.is_none()) {
            scale = needed;
            (width, height) = match recipe.crop {
                None => (recipe.width, recipe.height),
                Some(_) => (part_of(wide, needed), part_of(high, needed)),
            };
        }
    }
    if scale < 1.0 {
        let (width, height) = seen.exif.turn.size(width, height);
        raster = raster.scaled(raster.whole(), width, height)?;
    }
    Ok(colour::to_srgb(raster.turned(seen.exif.turn), profile.as_deref()).plain())
}

/// A side at a scale, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the side it was")]
fn part_of(side: u32, scale: f64) -> u32 {
    ((f64::from(side) * scale).ceil() as u32).clamp(1, side)
}

/// The part of a picture that a recipe shows: all of it, or the largest of its proportion around its point.
fn part(width: u32, height: u32, recipe: &Recipe) -> Part {
    let (width, height) = (f64::from(width), f64::from(height));
    let Some(focus) = recipe.crop else { return Part { left: 0.0, top: 0.0, width, height } };
    let proportion = f64::from(recipe.width) / f64::from(recipe.height);
    let (wide, high) = if width > height * proportion {
        (height * proportion, height)
    } else {
        (width, (width / proportion).min(height))
    };
    let start = |thousandths: u16, side: f64, kept: f64| {
        (f64::from(thousandths.min(1000)) / 1000.0 * side - kept / 2.0).clamp(0.0, (side - kept).max(0.0))
    };
    Part { left: start(focus.x, width, wide), top: start(focus.y, height, high), width: wide, height: high }
}

impl Focus {
    /// The middle of the picture.
    pub const MIDDLE: Focus = Focus { x: 500, y: 500 };
}

impl Facts {
    /// The height that keeps the picture's proportion at a width.
    pub fn height_for(&self, width: u32) -> u32 {
        let (own, wanted) = (u64::from(self.width.max(1)), u64::from(width));
        let height = (u64::from(self.height) * wanted + own / 2) / own;
        u32::try_from(height).unwrap_or(SIDE_MAX).clamp(1, SIDE_MAX)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
