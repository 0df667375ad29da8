//! What is made of a picture: decoded once, made small, then turned and coloured right, then cut and written.

use super::decode::decode;
use super::encode::encode;
use super::look::see;
use super::raster::{Channels, Part, Raster};
use super::{Facts, Focus, Form, Format, PIXELS_MAX, Recipe, SIDE_MAX, Trouble, colour, gif};

/// All the outputs of one picture, in the order of the recipes; each depends on the picture and its recipe alone. It is
/// decoded once; what is small is made from a smaller one of it.
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
    let (decoded, profile) = decode(bytes, &seen)?;
    let (wide, high) = seen.exif.turn.size(decoded.width, decoded.height);
    let (width, height) = master_size(wide, high);
    let is_large = |recipe: &Recipe| {
        let part = part(wide, high, recipe);
        // Half a pixel more is rounding.
        f64::from(recipe.width) / part.width * f64::from(wide) > f64::from(width) + 0.5
            || f64::from(recipe.height) / part.height * f64::from(high) > f64::from(height) + 0.5
    };
    let (large, small): (Vec<_>, Vec<_>) =
        order.into_iter().partition(|(_, recipe)| (width, height) != (wide, high) && is_large(recipe));
    let mut decoded = Some(decoded);
    for (recipes, size) in [(small, (width, height)), (large, (wide, high))] {
        // What is as large as the picture comes last, and takes it over.
        let whole = if size == (wide, high) && !recipes.is_empty() { decoded.take() } else { None };
        let raster = match (whole, &decoded) {
            (Some(whole), _) => whole,
            (None, Some(decoded)) if !recipes.is_empty() => {
                let (width, height) = seen.exif.turn.size(size.0, size.1);
                decoded.scaled(decoded.whole(), width, height)?
            }
            _ => continue,
        };
        let master = colour::to_srgb(raster.turned(seen.exif.turn), profile.as_deref()).plain();
        let mut last: Option<(Recipe, Raster)> = None;
        for (index, recipe) in recipes {
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

/// Nearly all outputs fit into a picture of this width and height at least: they are made of one that is no larger.
const MASTER: (u32, u32) = (1600, 640);

/// The size of the picture of which outputs are made. It follows from the picture alone: what else is made of it at the
/// same time must not change a byte.
fn master_size(wide: u32, high: u32) -> (u32, u32) {
    let at = |side: u32, other: u32, wanted: u32| {
        u32::try_from((u64::from(side) * u64::from(wanted) + u64::from(other) / 2) / u64::from(other.max(1)))
            .unwrap_or(side)
    };
    let (by_width, by_height) = ((MASTER.0, at(high, wide, MASTER.0)), (at(wide, high, MASTER.1), MASTER.1));
    let (width, height) = if by_width.1 >= MASTER.1 { by_width } else { by_height };
    if width < wide && height < high { (width.max(1), height.max(1)) } else { (wide, high) }
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
