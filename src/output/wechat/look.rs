//! What site.yaml asks of the looks of articles, as a piece of style sheet: it lies upon the theme and below what the
//! cards and boxes say of themselves, so that a theme stays what it is but for that.

use super::colour::{Rgb, Rgba};
use super::dark::{LIGHT_PAGE, LIGHT_TEXT, legibility};
use crate::colour::{ENOUGH, mixed_until};
use crate::config::ArticleLook;
use std::fmt::Write;

/// The grounds on which letters of the main colour stand: the page, cards, boxes, marked words.
const GROUNDS: [Rgb; 4] = [
    LIGHT_PAGE,
    Rgb { r: 0xfd, g: 0xf9, b: 0xf8 },
    Rgb { r: 0xf7, g: 0xf7, b: 0xf7 },
    Rgb { r: 0xff, g: 0xf3, b: 0xbf },
];
/// The letters on a ground of the main colour.
const WHITE: Rgb = LIGHT_PAGE;

/// The style sheet; empty where nothing is asked for.
pub(super) fn sheet(look: &ArticleLook) -> String {
    let mut sheet = String::new();
    if let Some(colour) = look.colour.as_deref().and_then(Rgba::parse) {
        let tint = darkened(colour.solid(), |tint| GROUNDS.iter().all(|ground| legibility(tint, *ground) >= ENOUGH));
        let fill = darkened(colour.solid(), |fill| legibility(WHITE, fill) >= ENOUGH);
        let Rgb { r, g, b } = fill;
        let _ = write!(sheet, ":root{{--tint:{tint};--primary-color:{tint};--md-primary-color:{tint};");
        let _ = writeln!(sheet, "--fill:{fill};--stroke:{fill};--faint:rgba({r},{g},{b},.35)}}");
    }
    if let Some(size) = look.size {
        let _ = writeln!(sheet, ":root{{--size:{size}px;--md-font-size:{size}px}}");
        // Themes from elsewhere say it of paragraphs and items.
        let _ = writeln!(sheet, ".article,.article>p,.article li,.article li>section{{font-size:{size}px}}");
    }
    if look.indent {
        // Paragraphs are told apart by an indent or by a gap: half of one is left for what follows that has none.
        sheet.push_str(".article>p{margin-bottom:8px;text-indent:2em}.article>.salutation{text-indent:0}\n");
    }
    sheet
}

/// Mixed with the darkest of letters until it will do. Dark letters are turned into light ones at night, so that it
/// is the way to both; pure black is not taken.
fn darkened(colour: Rgb, will_do: impl Fn(Rgb) -> bool) -> Rgb {
    let parts = |Rgb { r, g, b }: Rgb| [r, g, b].map(f64::from);
    let whole = |[r, g, b]: [f64; 3]| Rgba::new(r, g, b, 1.0).solid();
    let is_black = |colour: Rgb| [colour.r, colour.g, colour.b] == [0; 3];
    whole(mixed_until(parts(colour), parts(LIGHT_TEXT), |mixed| {
        let mixed = whole(mixed);
        !is_black(mixed) && will_do(mixed)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dyed(colour: &str) -> String {
        sheet(&ArticleLook { colour: Some(colour.to_owned()), ..ArticleLook::default() })
    }

    #[test]
    fn nothing_asked_for_is_nothing_said() {
        assert_eq!(sheet(&ArticleLook::default()), "");
    }

    #[test]
    fn a_colour_that_will_do_stays_as_it_is() {
        let sheet = dyed("#0b1f5c");
        assert!(sheet.starts_with(":root{--tint:#0b1f5c;"), "{sheet}");
        assert!(sheet.ends_with("--fill:#0b1f5c;--stroke:#0b1f5c;--faint:rgba(11,31,92,.35)}\n"), "{sheet}");
    }

    #[test]
    fn the_size_goes_to_the_text_and_to_all_that_is_measured_by_it() {
        let sheet = sheet(&ArticleLook { size: Some(16), indent: true, ..ArticleLook::default() });
        assert!(sheet.starts_with(":root{--size:16px;--md-font-size:16px}\n"), "{sheet}");
        let indented = ".article>p{margin-bottom:8px;text-indent:2em}.article>.salutation{text-indent:0}\n";
        assert!(sheet.ends_with(indented), "{sheet}");
    }

    proptest! {
        #[test]
        fn any_colour_is_read_by_day_and_by_night(r: u8, g: u8, b: u8) {
            let colour = Rgb { r, g, b };
            let tint = darkened(colour, |tint| GROUNDS.iter().all(|ground| legibility(tint, *ground) >= ENOUGH));
            for ground in GROUNDS {
                prop_assert!(legibility(tint, ground) >= 4.5, "{colour}: {tint} on {ground}");
            }
            let fill = darkened(colour, |fill| legibility(WHITE, fill) >= ENOUGH);
            prop_assert!(legibility(WHITE, fill) >= 4.5, "{colour}: white on {fill}");
        }
    }
}
