//! The colours of site.yaml as a piece of style sheet: every one bent until it can be read where it is used.

use super::contrast;
use std::fmt::Write;

/// A name in site.yaml, in both languages, and what it dyes: the style sheet asks for `--own-…` where it takes a
/// colour, by day and in the dark.
struct Dye {
    names: [&'static str; 2],
    uses: &'static [(&'static str, Use)],
}

/// What a colour is used for: what it must stand out from.
enum Use {
    /// As it was given.
    Plain,
    /// As text on the paper.
    Text,
    /// As text on the paper of the dark.
    DarkText,
    /// Under white text.
    Ground,
}

/// The colours that the default theme knows.
const DYES: [Dye; 5] = [
    Dye {
        names: ["主色", "primary"], uses: &[("red", Use::Text), ("red-dark", Use::DarkText), ("fill", Use::Ground)]
    },
    Dye { names: ["荣誉色", "honour"], uses: &[("gold", Use::Text), ("gold-dark", Use::DarkText)] },
    Dye { names: ["文字", "ink"], uses: &[("ink", Use::Text)] },
    Dye { names: ["底色", "paper"], uses: &[("paper", Use::Plain)] },
    Dye { names: ["浅底", "wash"], uses: &[("wash", Use::Plain)] },
];

/// The grounds of the default style sheet: the paper, boxes on it, and boxes in the dark, which are lighter than all
/// else there.
const PAPER: [f64; 3] = [255.0, 253.0, 250.0];
const WASH: [f64; 3] = [246.0, 241.0, 232.0];
const NIGHT: [f64; 3] = [43.0, 39.0, 35.0];
const WHITE: [f64; 3] = [255.0; 3];
const BLACK: [f64; 3] = [0.0; 3];
/// What WCAG 2.2 AA asks of text, and a hair more: colours are written in whole steps.
pub(crate) const ENOUGH: f64 = 4.6;

/// The style sheet that dyes the default one; empty where nothing is dyed.
pub(super) fn sheet(colours: &[(String, String)]) -> String {
    let named = |names| read(named(colours, names)?);
    let paper = named(&DYES[3].names).unwrap_or(PAPER);
    let wash = named(&DYES[4].names).unwrap_or(WASH);
    let mut sheet = String::new();
    for dye in &DYES {
        let Some(colour) = named(&dye.names) else { continue };
        for (name, used) in dye.uses {
            let [r, g, b] = match used {
                Use::Plain => colour,
                Use::Text => bent(bent(colour, paper), wash),
                Use::DarkText => bent(colour, NIGHT),
                Use::Ground => bent(colour, WHITE),
            }
            .map(|part| part.round() as u8);
            let _ = write!(sheet, "--own-{name}:#{r:02x}{g:02x}{b:02x};");
        }
    }
    if sheet.is_empty() { sheet } else { format!(":root{{{}}}\n", sheet.trim_end_matches(';')) }
}

/// The main colour, where site.yaml chooses one.
pub(crate) fn primary(colours: &[(String, String)]) -> Option<&str> {
    named(colours, &DYES[0].names)
}

fn named<'a>(colours: &'a [(String, String)], names: &[&str; 2]) -> Option<&'a str> {
    colours.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, colour)| colour.as_str())
}

/// `#b3261e` or `#b32`.
fn read(colour: &str) -> Option<[f64; 3]> {
    let hex = colour.strip_prefix('#')?;
    let digits: Vec<u32> = hex.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    match *digits.as_slice() {
        [r, g, b] => Some([r, g, b].map(|part| f64::from(part * 17))),
        [r, s, g, h, b, c] => Some([r * 16 + s, g * 16 + h, b * 16 + c].map(f64::from)),
        _ => None,
    }
}

/// Mixed with black or with white, whichever the ground is farther from, until it stands out.
fn bent(colour: [f64; 3], ground: [f64; 3]) -> [f64; 3] {
    let towards = if contrast(ground, BLACK) > contrast(ground, WHITE) { BLACK } else { WHITE };
    mixed_until(colour, towards, |mixed| contrast(mixed, ground) >= ENOUGH)
}

/// As little mixed with another as will do; that other where nothing less does.
pub(crate) fn mixed_until(colour: [f64; 3], towards: [f64; 3], will_do: impl Fn([f64; 3]) -> bool) -> [f64; 3] {
    let mixed = |share: f64| {
        let part = |at: usize| colour[at] + (towards[at] - colour[at]) * share;
        [part(0), part(1), part(2)]
    };
    let mut steps = (0..=50).map(|step| mixed(f64::from(step) / 50.0));
    steps.find(|mixed| will_do(*mixed)).unwrap_or(towards)
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| contrast::luminance(colour.map(contrast::linear));
    contrast::contrast(luminance(one), luminance(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dyed(name: &str, colour: &str) -> String {
        sheet(&[(name.to_owned(), colour.to_owned())])
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is_and_is_lightened_for_the_dark() {
        assert_eq!(dyed("主色", "#b3261e"), ":root{--own-red:#b3261e;--own-red-dark:#d07874;--own-fill:#b3261e}\n");
    }

    #[test]
    fn a_pale_colour_is_darkened_until_it_can_be_read() {
        let text = dyed("primary", "#fc0");
        assert!(text == ":root{--own-red:#846a00;--own-red-dark:#ffcc00;--own-fill:#8a6e00}\n", "{text}");
        let [red, fill] = ["#846a00", "#8a6e00"].map(|colour| read(colour).unwrap());
        assert!(contrast(red, WASH) >= 4.5 && contrast(red, PAPER) >= 4.5 && contrast(fill, WHITE) >= 4.5);
    }

    #[test]
    fn names_that_the_theme_does_not_know_dye_nothing() {
        assert_eq!(dyed("封面底", "#123456"), "");
        assert_eq!(dyed("底色", "#fff"), ":root{--own-paper:#ffffff}\n");
    }

    #[test]
    fn black_on_white_is_21_to_1() {
        assert_eq!((contrast(BLACK, WHITE) * 100.0).round(), 2100.0);
    }
}
