//! The colours of site.yaml as a piece of style sheet: every one bent until it can be read where it is used.

use super::contrast;
use super::plain::{self, Values};
use std::fmt::Write;

type Colour = [f64; 3];

/// A name in site.yaml, in both languages, and what it dyes: the style sheet asks for `--own-…` where it takes a
/// colour, by day and in the dark.
struct Dye {
    names: [&'static str; 2],
    uses: &'static [(&'static str, Use)],
}

/// What a colour is used for: what it must stand out from.
enum Use {
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

/// What text is written in by day, and on what: variables of the style sheets. Not all of them can be chosen, but each
/// text must be read on each ground.
const TEXTS: [&str; 11] = ["red", "gold", "ink", "soft", "down", "t1", "t2", "t3", "t4", "t5", "t6"];
const GROUNDS: [&str; 4] = ["paper", "wash", "card", "honour"];

/// The lightest ground in the dark.
const NIGHT: Colour = [43.0, 39.0, 35.0];
const WHITE: Colour = [255.0; 3];
const BLACK: Colour = [0.0; 3];
/// What WCAG 2.2 AA asks of text, and a hair more: colours are written in whole steps.
pub(crate) const ENOUGH: f64 = 4.6;

/// The style sheet that dyes others, whose values by day are given; empty where nothing is dyed.
pub(super) fn sheet(colours: &[(String, String)], day: &Values) -> String {
    let chosen: Vec<(&str, &Use, Colour)> = DYES.iter().flat_map(|dye| chosen(dye, colours)).collect();
    let of = |name: &str| chosen.iter().find(|(other, ..)| *other == name).map(|(.., colour)| *colour);
    let by_day = |name: &&str| of(name).or_else(|| read(&plain::value(&format!("--{name}"), day)?));
    let grounds: Vec<Colour> = GROUNDS.iter().filter_map(by_day).collect();
    let dyed = |&(name, used, colour): &(&'static str, &Use, Colour)| {
        let grounds = match used {
            Use::Ground => return (name, colour),
            Use::Text => &grounds[..],
            Use::DarkText => &[NIGHT],
            Use::Fill => &[WHITE],
        };
        (name, bent(colour, grounds))
    };
    let mut all: Vec<(&str, Colour)> = chosen.iter().map(dyed).collect();
    // On another ground the sheet's own texts may be hard to read.
    if chosen.iter().any(|(_, used, _)| matches!(used, Use::Ground)) {
        for name in TEXTS.iter().filter(|name| of(name).is_none()) {
            let Some(colour) = by_day(name) else { continue };
            let bent = bent(colour, &grounds);
            all.extend((bent != colour).then_some((*name, bent)));
        }
    }
    let mut sheet = String::new();
    for (name, colour) in all {
        let [r, g, b] = colour.map(|part| part.round() as u8);
        let _ = write!(sheet, "--own-{name}:#{r:02x}{g:02x}{b:02x};");
    }
    if sheet.is_empty() { sheet } else { format!(":root{{{}}}\n", sheet.trim_end_matches(';')) }
}

/// What a dye dyes, where site.yaml chooses its colour.
fn chosen(
    dye: &'static Dye,
    colours: &[(String, String)],
) -> impl Iterator<Item = (&'static str, &'static Use, Colour)> {
    let colour = named(colours, &dye.names).and_then(read);
    colour.into_iter().flat_map(|colour| dye.uses.iter().map(move |(name, used)| (*name, used, colour)))
}

/// Whether a colour of site.yaml would lie under all text and is too dark for it: no text could be bent until it is
/// read both there and on the white of the cards.
pub(crate) fn is_too_dark(name: &str, colour: &str) -> bool {
    let is_ground = |dye: &Dye| dye.names.contains(&name) && matches!(dye.uses, [(_, Use::Ground)]);
    DYES.iter().any(is_ground) && read(colour).is_some_and(|colour| contrast(BLACK, colour) < ENOUGH)
}

/// The main colour, where site.yaml chooses one.
pub(crate) fn primary(colours: &[(String, String)]) -> Option<&str> {
    named(colours, &DYES[0].names)
}

fn named<'a>(colours: &'a [(String, String)], names: &[&str; 2]) -> Option<&'a str> {
    colours.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, colour)| colour.as_str())
}

/// `#b3261e` or `#b32`.
fn read(colour: &str) -> Option<Colour> {
    let hex = colour.strip_prefix('#')?;
    let digits: Vec<u32> = hex.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    match *digits.as_slice() {
        [r, g, b] => Some([r, g, b].map(|part| f64::from(part * 17))),
        [r, s, g, h, b, c] => Some([r * 16 + s, g * 16 + h, b * 16 + c].map(f64::from)),
        _ => None,
    }
}

/// Mixed with black or with white, whichever the grounds are farther from, until it stands out from all of them.
fn bent(colour: Colour, grounds: &[Colour]) -> Colour {
    let least = |text: Colour| grounds.iter().map(|ground| contrast(text, *ground)).fold(f64::INFINITY, f64::min);
    let towards = if least(BLACK) >= least(WHITE) { BLACK } else { WHITE };
    mixed_until(colour, towards, |mixed| least(mixed) >= ENOUGH)
}

/// As little mixed with another as will do; that other where nothing less does.
pub(crate) fn mixed_until(colour: Colour, towards: Colour, will_do: impl Fn(Colour) -> bool) -> Colour {
    let mixed = |share: f64| {
        let part = |at: usize| colour[at] + (towards[at] - colour[at]) * share;
        [part(0), part(1), part(2)]
    };
    let mut steps = (0..=50).map(|step| mixed(f64::from(step) / 50.0));
    steps.find(|mixed| will_do(*mixed)).unwrap_or(towards)
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |colour: Colour| contrast::luminance(colour.map(contrast::linear));
    contrast::contrast(luminance(one), luminance(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the default sheets say by day.
    fn day() -> Values {
        let mut day = Values::new();
        plain::read(include_str!("../../templates/assets/site.css"), &mut day);
        plain::read(include_str!("../../templates/assets/ranking.css"), &mut day);
        day
    }

    fn dyed(colours: &[(&str, &str)]) -> String {
        let owned: Vec<_> = colours.iter().map(|(name, colour)| ((*name).to_owned(), (*colour).to_owned())).collect();
        sheet(&owned, &day())
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is_and_is_lightened_for_the_dark() {
        let text = dyed(&[("主色", "#b3261e")]);
        assert_eq!(text, ":root{--own-red:#b3261e;--own-red-dark:#d07874;--own-fill:#b3261e}\n");
    }

    #[test]
    fn a_pale_colour_is_darkened_until_it_can_be_read() {
        let text = dyed(&[("primary", "#fc0")]);
        assert!(text == ":root{--own-red:#856a00;--own-red-dark:#ffcc00;--own-fill:#8a6e00}\n", "{text}");
        let [red, fill] = ["#856a00", "#8a6e00"].map(|colour| read(colour).unwrap());
        assert!(contrast(fill, WHITE) >= 4.5);
        for ground in GROUNDS {
            let ground = plain::value(&format!("--{ground}"), &day()).unwrap();
            assert!(contrast(red, read(&ground).unwrap()) >= 4.5, "{ground}");
        }
    }

    #[test]
    fn names_that_the_theme_does_not_know_dye_nothing() {
        assert_eq!(dyed(&[("封面底", "#123456")]), "");
        assert_eq!(dyed(&[("底色", "#fff")]), ":root{--own-paper:#ffffff}\n");
    }

    #[test]
    fn on_another_ground_every_text_of_the_sheets_can_be_read() {
        for grounds in
            [&[("底色", "#f6d5d0"), ("浅底", "#f0b8b0")][..], &[("paper", "#cfe3cf")], &[("浅底", "#767676")]]
        {
            let mut values = day();
            plain::read(&dyed(grounds), &mut values);
            let of = |name: &str| read(&plain::value(&format!("--{name}"), &values).unwrap()).unwrap();
            for (text, ground) in TEXTS.iter().flat_map(|text| GROUNDS.iter().map(move |ground| (text, ground))) {
                let contrast = contrast(of(text), of(ground));
                assert!(contrast >= 4.5, "{text} on {ground} of {grounds:?}: {contrast}");
            }
        }
    }

    #[test]
    fn a_ground_is_too_dark_where_black_cannot_be_read_on_it() {
        assert!(is_too_dark("底色", "#222222") && is_too_dark("wash", "#b3261e"));
        assert!(!is_too_dark("底色", "#f6d5d0") && !is_too_dark("主色", "#222222") && !is_too_dark("封面底", "#000"));
    }

    #[test]
    fn black_on_white_is_21_to_1() {
        assert_eq!((contrast(BLACK, WHITE) * 100.0).round(), 2100.0);
    }
}
