//! Colours: however they are written, they come out as `#b3261e`, or as `rgba(…)` where one shines through.

use super::token::{Token, short};
use crate::output::wechat::colour::Rgba;
use cssparser::color::{parse_hash_color, parse_named_color};

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Colour {
    /// Red, green and blue, 0 to 255.
    pub(crate) rgb: [f32; 3],
    /// How much of what lies behind it it covers: 0 to 1.
    pub(crate) alpha: f32,
}

impl Colour {
    /// What cannot be seen at all.
    pub(crate) const CLEAR: Colour = Colour { rgb: [0.0; 3], alpha: 0.0 };

    /// The colour that a piece of a value is; None where it is none.
    pub(crate) fn of(token: &Token) -> Option<Colour> {
        match token {
            Token::Hash(text) => {
                let (r, g, b, alpha) = parse_hash_color(text.as_bytes()).ok()?;
                Some(Colour { rgb: [r.into(), g.into(), b.into()], alpha })
            }
            Token::Word(word) if word == "transparent" => Some(Colour::CLEAR),
            Token::Word(word) => {
                let (r, g, b) = parse_named_color(word).ok()?;
                Some(Colour { rgb: [r.into(), g.into(), b.into()], alpha: 1.0 })
            }
            Token::Function(name, inner) => match name.as_str() {
                "rgb" | "rgba" => rgb(inner),
                "hsl" | "hsla" => hsl(inner),
                "color-mix" => mix(inner),
                _ => None,
            },
            _ => None,
        }
    }

    /// As it is written. Black as pure as can be is what the platform's editor throws away: one step beside it.
    pub(crate) fn text(self) -> String {
        let [r, g, b] = self.rgb.map(|part| part.round().clamp(0.0, 255.0) as u8);
        if self.alpha >= 0.9995 {
            let [r, g, b] = if (r, g, b) == (0, 0, 0) { [1, 1, 1] } else { [r, g, b] };
            let double = |part: u8| part >> 4 == part & 15;
            return if double(r) && double(g) && double(b) {
                format!("#{:x}{:x}{:x}", r & 15, g & 15, b & 15)
            } else {
                format!("#{r:02x}{g:02x}{b:02x}")
            };
        }
        if self.alpha <= 0.0005 {
            return "transparent".to_owned();
        }
        format!("rgba({r},{g},{b},{})", short(self.alpha))
    }
}

/// The numbers of a function, whatever divides them: percentages as a part of `whole`, the fourth as one of 1.
fn numbers(tokens: &[Token], whole: [f32; 3]) -> Option<([f32; 3], f32)> {
    let mut numbers = Vec::with_capacity(4);
    for token in tokens {
        let scale = whole.get(numbers.len()).copied().unwrap_or(1.0);
        match token {
            Token::Number(number) => numbers.push(*number),
            Token::Percent(number) => numbers.push(number / 100.0 * scale),
            Token::Dimension(number, unit) if unit == "deg" => numbers.push(*number),
            Token::Dimension(number, unit) if unit == "turn" => numbers.push(number * 360.0),
            Token::Word(word) if word == "none" => numbers.push(0.0),
            Token::Comma | Token::Slash => {}
            _ => return None,
        }
    }
    match *numbers.as_slice() {
        [a, b, c] => Some(([a, b, c], 1.0)),
        [a, b, c, alpha] => Some(([a, b, c], alpha.clamp(0.0, 1.0))),
        _ => None,
    }
}

fn rgb(tokens: &[Token]) -> Option<Colour> {
    let (rgb, alpha) = numbers(tokens, [255.0; 3])?;
    Some(Colour { rgb: rgb.map(|part| part.clamp(0.0, 255.0)), alpha })
}

fn hsl(tokens: &[Token]) -> Option<Colour> {
    let (numbers, alpha) = numbers(tokens, [360.0, 100.0, 100.0])?;
    let [hue, saturation, light] = numbers.map(f64::from);
    let Rgba { r, g, b, .. } = Rgba::from_hsl(hue, saturation, light, 1.0);
    Some(Colour { rgb: [r, g, b].map(|part| part as f32), alpha })
}

/// `color-mix(in srgb, a 30%, b)`; None in any other space, where the sum would be another.
fn mix(tokens: &[Token]) -> Option<Colour> {
    let mut parts = tokens.split(|token| *token == Token::Comma);
    match parts.next()? {
        [Token::Word(how), Token::Word(space)] if how == "in" && space == "srgb" => {}
        _ => return None,
    }
    let (first, second) = (share(parts.next()?)?, share(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    let (a, b) = match (first.1, second.1) {
        (None, None) => (50.0, 50.0),
        (Some(a), None) => (a, 100.0 - a),
        (None, Some(b)) => (100.0 - b, b),
        (Some(a), Some(b)) => (a, b),
    };
    let sum = a + b;
    if sum <= 0.0 {
        return None;
    }
    let (first, second, p) = (first.0, second.0, a / sum);
    let alpha = first.alpha * p + second.alpha * (1.0 - p);
    let rgb = std::array::from_fn(|at| {
        let blended = first.rgb[at] * first.alpha * p + second.rgb[at] * second.alpha * (1.0 - p);
        if alpha > 0.0 { blended / alpha } else { 0.0 }
    });
    Some(Colour { rgb, alpha: alpha * (sum / 100.0).min(1.0) })
}

/// A colour and how much of it.
fn share(tokens: &[Token]) -> Option<(Colour, Option<f32>)> {
    match tokens {
        [colour] => Some((Colour::of(colour)?, None)),
        [colour, Token::Percent(part)] | [Token::Percent(part), colour] if (0.0..=100.0).contains(part) => {
            Some((Colour::of(colour)?, Some(*part)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn written(text: &str) -> Option<String> {
        let tokens = tokens(text)?;
        Colour::of(tokens.first()?).map(Colour::text)
    }

    #[test]
    fn every_way_of_writing_comes_out_as_one() {
        assert_eq!(written("#B3261E").as_deref(), Some("#b3261e"));
        assert_eq!(written("#fff").as_deref(), Some("#fff"));
        assert_eq!(written("rgb(255 0 0 / 50%)").as_deref(), Some("rgba(255,0,0,.5)"));
        assert_eq!(written("hsl(0 0% 3.9%)").as_deref(), Some("#0a0a0a"));
        assert_eq!(written("hsl(120, 100%, 25%)").as_deref(), Some("#008000"));
        assert_eq!(written("teal").as_deref(), Some("#008080"));
        assert_eq!(written("transparent").as_deref(), Some("transparent"));
        assert_eq!(written("#afb8c133").as_deref(), Some("rgba(175,184,193,.2)"));
    }

    #[test]
    fn pure_black_is_one_step_beside_it() {
        assert_eq!(written("black").as_deref(), Some("#010101"));
        assert_eq!(written("rgba(0,0,0,.4)").as_deref(), Some("rgba(0,0,0,.4)"));
    }

    #[test]
    fn colours_are_mixed_as_browsers_mix_them() {
        assert_eq!(written("color-mix(in srgb, #0f4c81 8%, transparent)").as_deref(), Some("rgba(15,76,129,.08)"));
        assert_eq!(written("color-mix(in srgb, red, blue)").as_deref(), Some("#800080"));
        assert_eq!(written("color-mix(in srgb, red 25%, blue 75%)").as_deref(), Some("#4000bf"));
        assert_eq!(written("color-mix(in oklch, red, blue)"), None);
    }
}
