//! Colours as they stand in a declaration, and how well one is read on another.

use crate::colour;
use cssparser::color::{parse_hash_color, parse_named_color};
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// A colour that nothing shines through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

/// A colour that something may shine through. Channels go from 0 to 255 and keep their fractions, for a
/// browser rounds only what it writes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgba {
    /// Red.
    pub r: f64,
    /// Green.
    pub g: f64,
    /// Blue.
    pub b: f64,
    /// From 0, nothing to see, to 1.
    pub a: f64,
}

impl Rgb {
    /// How well it is read on another: from 1, not at all, to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let linear = |channel: u8| LINEAR.get(usize::from(channel)).copied().unwrap_or_default();
        let luminance = |colour: Rgb| colour::luminance([colour.r, colour.g, colour.b].map(linear));
        colour::ratio(luminance(self), luminance(other))
    }
}

/// How much light each value of a channel is: worked out once, for every text of an article asks for six.
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| std::array::from_fn(|channel| colour::linear(channel as f64)));

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

impl fmt::Display for Rgba {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rgb { r, g, b } = self.solid();
        if self.a >= 1.0 {
            write!(f, "rgb({r}, {g}, {b})")
        } else {
            write!(f, "rgba({r}, {g}, {b}, {})", (self.a * 1000.0).round() / 1000.0)
        }
    }
}

impl From<Rgb> for Rgba {
    fn from(Rgb { r, g, b }: Rgb) -> Rgba {
        Rgba { r: r.into(), g: g.into(), b: b.into(), a: 1.0 }
    }
}

impl Rgba {
    /// A colour of channels, kept within their bounds.
    pub fn new(r: f64, g: f64, b: f64, a: f64) -> Rgba {
        let bounded = |channel: f64| if channel.is_nan() { 0.0 } else { channel.clamp(0.0, 255.0) };
        Rgba { r: bounded(r), g: bounded(g), b: bounded(b), a: if a.is_nan() { 1.0 } else { a.clamp(0.0, 1.0) } }
    }

    /// A colour that is all of a text: `#b3261e`, `rgb(179 38 30 / 50%)`, `hsl(3, 71%, 41%)`, `red`.
    pub fn parse(text: &str) -> Option<Rgba> {
        let text = text.trim();
        let (range, colour) = Colours::of(text).next()?;
        (range == (0..text.len())).then_some(colour)
    }

    /// Without its alpha, rounded: to a tenth first, as the platform's library does.
    pub fn solid(self) -> Rgb {
        // No channel is below 0, so that to cut off its fraction is to round it down.
        let rounded = |channel: f64| (f64::from((channel * 10.0 + 0.5) as u32) / 10.0 + 0.5) as u8;
        Rgb { r: rounded(self.r), g: rounded(self.g), b: rounded(self.b) }
    }

    /// With its channels rounded, as it would be written and read again.
    pub fn rounded(self) -> Rgba {
        Rgba { a: self.a, ..self.solid().into() }
    }

    /// With another alpha.
    pub fn with_alpha(self, a: f64) -> Rgba {
        Rgba { a, ..self }
    }

    /// What is seen of it over another colour.
    pub fn over(self, behind: Rgb) -> Rgb {
        if self.a >= 1.0 {
            return self.solid();
        }
        let mixed = |front: f64, back: u8| front * self.a + f64::from(back) * (1.0 - self.a);
        Rgba::new(mixed(self.r, behind.r), mixed(self.g, behind.g), mixed(self.b, behind.b), 1.0).solid()
    }

    /// Hue in degrees, saturation and lightness in per cent.
    pub fn hsl(self) -> (f64, f64, f64) {
        let (r, g, b) = (self.r / 255.0, self.g / 255.0, self.b / 255.0);
        let (min, max) = (r.min(g).min(b), r.max(g).max(b));
        let delta = max - min;
        let hue = match delta {
            0.0 => 0.0,
            _ if r == max => (g - b) / delta,
            _ if g == max => 2.0 + (b - r) / delta,
            _ => 4.0 + (r - g) / delta,
        };
        let light = (min + max) / 2.0;
        let saturation = match delta {
            0.0 => 0.0,
            _ if light <= 0.5 => delta / (max + min),
            _ => delta / (2.0 - max - min),
        };
        ((hue * 60.0).rem_euclid(360.0), saturation * 100.0, light * 100.0)
    }

    /// From hue in degrees, saturation and lightness in per cent.
    pub fn from_hsl(hue: f64, saturation: f64, light: f64, a: f64) -> Rgba {
        let (s, l) = ((saturation / 100.0).clamp(0.0, 1.0), (light / 100.0).clamp(0.0, 1.0));
        let reach = s * l.min(1.0 - l);
        let channel = |n: f64| {
            let k = (n + hue.rem_euclid(360.0) / 30.0) % 12.0;
            255.0 * (l - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0))
        };
        Rgba::new(channel(0.0), channel(8.0), channel(4.0), a)
    }
}

/// The colours in the value of a declaration, in order, each with where it stands. Addresses, strings and
/// mixtures that only a browser can work out are passed over.
pub struct Colours<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Colours<'a> {
    /// Those of a value.
    pub fn of(text: &'a str) -> Colours<'a> {
        Colours { text, at: 0 }
    }

    /// Where what begins at `at` and is made of `of` ends.
    fn end(&self, at: usize, of: fn(&u8) -> bool) -> usize {
        at + self.text.as_bytes()[at..].iter().take_while(|byte| of(byte)).count()
    }

    /// Behind the bracket that closes the one before `at`.
    fn behind_bracket(&self, at: usize) -> usize {
        let mut depth = 1;
        for (offset, byte) in self.text.as_bytes()[at..].iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at + offset + 1;
            }
        }
        self.text.len()
    }
}

impl Iterator for Colours<'_> {
    type Item = (Range<usize>, Rgba);

    fn next(&mut self) -> Option<(Range<usize>, Rgba)> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let from = self.at;
            match byte {
                b'"' | b'\'' => {
                    let end = bytes[from + 1..].iter().position(|&other| other == byte);
                    self.at = end.map_or(bytes.len(), |end| from + end + 2);
                }
                b'#' => {
                    self.at = self.end(from + 1, is_ident);
                    if let Ok((r, g, b, a)) = parse_hash_color(&bytes[from + 1..self.at]) {
                        let alpha = (f64::from(a) * 1000.0).round() / 1000.0;
                        return Some((from..self.at, Rgba::new(r.into(), g.into(), b.into(), alpha)));
                    }
                }
                _ if byte.is_ascii_alphabetic() => {
                    let end = self.end(from, is_ident);
                    let name = &self.text[from..end];
                    if bytes.get(end) != Some(&b'(') {
                        self.at = end;
                        if let Some(colour) = named(name) {
                            return Some((from..end, colour));
                        }
                        continue;
                    }
                    self.at = end + 1;
                    let function = Function::of(name);
                    if function != Function::Other {
                        self.at = self.behind_bracket(end + 1);
                    }
                    let inside = self.text[end + 1..self.at].trim_end_matches(')');
                    if let Some(colour) = function.colour(inside) {
                        return Some((from..self.at, colour));
                    }
                }
                _ if is_ident(&byte) => self.at = self.end(from, is_ident),
                _ => self.at += 1,
            }
        }
        None
    }
}

fn is_ident(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn named(name: &str) -> Option<Rgba> {
    if let Ok((r, g, b)) = parse_named_color(name) {
        return Some(Rgb { r, g, b }.into());
    }
    // White is what the platform takes the transparent to be where it mixes colours.
    name.eq_ignore_ascii_case("transparent").then_some(Rgba { r: 255.0, g: 255.0, b: 255.0, a: 0.0 })
}

#[derive(Clone, Copy, PartialEq)]
enum Function {
    Rgb,
    Hsl,
    /// An address, or what only a browser can work out.
    Closed,
    Other,
}

impl Function {
    fn of(name: &str) -> Function {
        let is = |names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
        match name {
            _ if is(&["rgb", "rgba"]) => Function::Rgb,
            _ if is(&["hsl", "hsla"]) => Function::Hsl,
            _ if is(&["url", "var", "color-mix", "color"]) => Function::Closed,
            _ => Function::Other,
        }
    }

    /// The colour that its arguments are.
    fn colour(self, arguments: &str) -> Option<Rgba> {
        let mut numbers = [(0.0, ""); 4];
        let mut count = 0;
        let parts = arguments.split(|c: char| matches!(c, ',' | '/') || c.is_ascii_whitespace());
        for part in parts.filter(|part| !part.is_empty()) {
            *numbers.get_mut(count)? = number(part)?;
            count += 1;
        }
        let [one, two, three, alpha] = numbers;
        let alpha = match (count, alpha) {
            (3, _) => 1.0,
            (4, (alpha, "%")) => alpha / 100.0,
            (4, (alpha, _)) => alpha,
            _ => return None,
        };
        let channel = |(value, unit): (f64, &str)| if unit == "%" { value * 2.55 } else { value };
        match self {
            Function::Rgb => Some(Rgba::new(channel(one), channel(two), channel(three), alpha).rounded()),
            Function::Hsl => {
                let turn = match one.1 {
                    "turn" => 360.0,
                    "rad" => 180.0 / std::f64::consts::PI,
                    _ => 1.0,
                };
                Some(Rgba::from_hsl(one.0 * turn, two.0, three.0, alpha.clamp(0.0, 1.0)).rounded())
            }
            Function::Closed | Function::Other => None,
        }
    }
}

/// A number and its unit: `12.5px`. Nothing endless.
pub fn number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+')).count();
    let value: f64 = text[..digits].parse().ok()?;
    value.is_finite().then_some((value, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Rgba::parse(text).map(|colour| colour.to_string())
    }

    #[test]
    fn every_way_to_write_a_colour_is_read() {
        let red = Some("rgb(179, 38, 30)".to_owned());
        for text in ["#b3261e", "#B3261E", "rgb(179,38,30)", "rgb(179 38 30)", " rgba(179, 38, 30, 1) "] {
            assert_eq!(shown(text), red, "{text}");
        }
        assert_eq!(shown("#b32"), Some("rgb(187, 51, 34)".to_owned()));
        assert_eq!(shown("#3335"), Some("rgba(51, 51, 51, 0.333)".to_owned()));
        assert_eq!(shown("#33333380"), Some("rgba(51, 51, 51, 0.502)".to_owned()));
        assert_eq!(shown("rgb(100% 0% 0% / 50%)"), Some("rgba(255, 0, 0, 0.5)".to_owned()));
        assert_eq!(shown("hsl(210, 60%, 85%)"), Some("rgb(194, 217, 240)".to_owned()));
        assert_eq!(shown("hsl(0.5turn 60% 85% / .5)"), Some("rgba(194, 240, 240, 0.5)".to_owned()));
        assert_eq!(shown("RebeccaPurple"), Some("rgb(102, 51, 153)".to_owned()));
        assert_eq!(shown("transparent"), Some("rgba(255, 255, 255, 0)".to_owned()));
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["", "#12", "rgb(1,2)", "rgb(1,2,3,4,5)", "currentColor", "url(#fff)", "var(--red)", "#fff solid"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn the_colours_of_a_value_are_found_where_they_stand() {
        let value = "url(red.png) linear-gradient(90deg, #fff 10%, rgba(0,0,0,.5)), 'blue' red";
        let found: Vec<_> = Colours::of(value).map(|(range, _)| &value[range]).collect();
        assert_eq!(found, ["#fff", "rgba(0,0,0,.5)", "red"]);
    }

    #[test]
    fn contrast_goes_from_one_to_twenty_one() {
        let (white, black) = (Rgb { r: 255, g: 255, b: 255 }, Rgb { r: 0, g: 0, b: 0 });
        assert_eq!(white.contrast(black), 21.0);
        assert_eq!(white.contrast(white), 1.0);
    }

    #[test]
    fn a_colour_half_there_takes_half_of_what_is_behind() {
        let red = Rgba { r: 255.0, g: 0.0, b: 0.0, a: 0.5 };
        assert_eq!(red.over(Rgb { r: 255, g: 255, b: 255 }).to_string(), "#ff8080");
    }
}
