//! The colours that site.yaml may choose, and what each of them dyes.

use crate::colour::{BLACK, Colour, ENOUGH, contrast, of_hex};

/// A name in site.yaml, in both languages, and what it dyes: the style sheet asks for `--own-…` where it takes a
/// colour, by day and in the dark.
struct Dye {
    names: [&'static str; 2],
    uses: &'static [(&'static str, Use)],
}

/// What a colour is used for: what it must stand out from.
pub(crate) enum Use {
    /// As text, by day.
    Text,
    /// As text in the dark.
    DarkText,
    /// Under white text.
    Fill,
    /// Under all text, by day.
    Ground,
}

/// The colours that the default theme knows.
const DYES: [Dye; 5] = [
    Dye { names: ["主色", "primary"], uses: &[("red", Use::Text), ("red-dark", Use::DarkText), ("fill", Use::Fill)] },
    Dye { names: ["荣誉色", "honour"], uses: &[("gold", Use::Text), ("gold-dark", Use::DarkText)] },
    Dye { names: ["文字", "ink"], uses: &[("ink", Use::Text)] },
    Dye { names: ["底色", "paper"], uses: &[("paper", Use::Ground)] },
    Dye { names: ["浅底", "wash"], uses: &[("wash", Use::Ground)] },
];

/// What is dyed, what it is used for, and in which colour, where these are chosen.
pub(crate) fn chosen(colours: &[(String, String)]) -> impl Iterator<Item = (&'static str, &'static Use, Colour)> {
    let chosen = move |dye: &'static Dye| Some((dye, of_hex(named(colours, dye)?)?));
    DYES.iter()
        .filter_map(chosen)
        .flat_map(|(dye, colour)| dye.uses.iter().map(move |(name, used)| (*name, used, colour)))
}

/// The main colour, where one is chosen.
pub(super) fn primary(colours: &[(String, String)]) -> Option<&str> {
    named(colours, &DYES[0])
}

/// Whether a colour would lie under all text and is too dark for it: no text could be bent until it is read both there
/// and on the white of the cards.
pub(super) fn is_too_dark(name: &str, colour: &str) -> bool {
    let is_ground = |dye: &Dye| dye.names.contains(&name) && matches!(dye.uses, [(_, Use::Ground)]);
    DYES.iter().any(is_ground) && of_hex(colour).is_some_and(|colour| contrast(BLACK, colour) < ENOUGH)
}

/// Whether two names are those of one colour, in both languages.
pub(super) fn is_one(name: &str, other: &str) -> bool {
    DYES.iter().any(|dye| dye.names.contains(&name) && dye.names.contains(&other))
}

fn named<'a>(colours: &'a [(String, String)], dye: &Dye) -> Option<&'a str> {
    colours.iter().find(|(name, _)| dye.names.contains(&name.as_str())).map(|(_, colour)| colour.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_too_dark_where_black_cannot_be_read_on_it() {
        assert!(is_too_dark("底色", "#222222") && is_too_dark("wash", "#b3261e"));
        assert!(!is_too_dark("底色", "#f6d5d0") && !is_too_dark("主色", "#222222") && !is_too_dark("封面底", "#000"));
    }
}
