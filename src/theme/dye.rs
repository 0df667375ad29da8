//! The colours of site.yaml as a piece of style sheet: every one bent until it can be read where it is used.

use super::plain::{self, Values};
use crate::colour::{BLACK, Colour, ENOUGH, WHITE, contrast, mixed_until, of_hex};
use crate::config::dyes::{self, Use};
use std::fmt::Write;

/// What text is written in by day, and on what: variables of the style sheets. Not all of them can be chosen, but each
/// text must be read on each ground.
const TEXTS: [&str; 11] = ["red", "gold", "ink", "soft", "down", "t1", "t2", "t3", "t4", "t5", "t6"];
const GROUNDS: [&str; 4] = ["paper", "wash", "card", "honour"];

/// The lightest ground in the dark.
const NIGHT: Colour = [43.0, 39.0, 35.0];

/// The style sheet that dyes others, whose values by day are given; empty where nothing is dyed.
pub(super) fn sheet(colours: &[(String, String)], day: &Values) -> String {
    let chosen: Vec<(&str, &Use, Colour)> = dyes::chosen(colours).collect();
    let of = |name: &str| chosen.iter().find(|(other, ..)| *other == name).map(|(.., colour)| *colour);
    let by_day = |name: &&str| of(name).or_else(|| of_hex(&plain::value(&format!("--{name}"), day)?));
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

/// Mixed with black or with white, whichever the grounds are farther from, until it stands out from all of them.
fn bent(colour: Colour, grounds: &[Colour]) -> Colour {
    let least = |text: Colour| grounds.iter().map(|ground| contrast(text, *ground)).fold(f64::INFINITY, f64::min);
    let towards = if least(BLACK) >= least(WHITE) { BLACK } else { WHITE };
    mixed_until(colour, towards, |mixed| least(mixed) >= ENOUGH)
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
        let [red, fill] = ["#856a00", "#8a6e00"].map(|colour| of_hex(colour).unwrap());
        assert!(contrast(fill, WHITE) >= 4.5);
        for ground in GROUNDS {
            let ground = plain::value(&format!("--{ground}"), &day()).unwrap();
            assert!(contrast(red, of_hex(&ground).unwrap()) >= 4.5, "{ground}");
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
            let of = |name: &str| of_hex(&plain::value(&format!("--{name}"), &values).unwrap()).unwrap();
            for (text, ground) in TEXTS.iter().flat_map(|text| GROUNDS.iter().map(move |ground| (text, ground))) {
                let contrast = contrast(of(text), of(ground));
                assert!(contrast >= 4.5, "{text} on {ground} of {grounds:?}: {contrast}");
            }
        }
    }
}
