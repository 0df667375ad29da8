//! One declaration that says several things → the things that it says.

use super::colour::Colour;
use super::property::*;
use super::token::Token;
use super::value::{Specified, Value, keyword, length, specified};

/// What a declaration gives to which properties.
pub(crate) type Parts = Vec<(Property, Specified)>;

/// The names that stand for several properties.
const NAMES: &[&str] = &[
    "margin",
    "padding",
    "border",
    "border-top",
    "border-right",
    "border-bottom",
    "border-left",
    "border-width",
    "border-style",
    "border-color",
    "border-radius",
    "background",
    "font",
    "list-style",
    "text-decoration",
    "-webkit-text-decoration",
    "overflow",
    "flex",
    "flex-flow",
];

/// Whether a name stands for several properties.
pub(crate) fn is_shorthand(name: &str) -> bool {
    NAMES.contains(&name)
}

/// What a shorthand says; None where no browser would understand it. What it does not name is set back.
pub(crate) fn expand(name: &str, tokens: &[Token]) -> Option<Parts> {
    if let [Token::Word(word)] = tokens
        && let Some(wide) = match word.as_str() {
            "inherit" => Some(Specified::Inherit),
            "initial" => Some(Specified::Initial),
            "unset" => Some(Specified::Unset),
            "revert" | "revert-layer" => Some(Specified::Revert),
            _ => None,
        }
    {
        return Some(longhands(name).into_iter().map(|property| (property, wide.clone())).collect());
    }
    match name {
        "margin" => sides(MARGIN, tokens),
        "padding" => sides(PADDING, tokens),
        "border-width" => sides(BORDER_WIDTH, tokens),
        "border-style" => sides(BORDER_STYLE, tokens),
        "border-color" => sides(BORDER_COLOUR, tokens),
        "border-radius" => radius(tokens),
        "border" => border(&[0, 1, 2, 3], tokens),
        "border-top" => border(&[0], tokens),
        "border-right" => border(&[1], tokens),
        "border-bottom" => border(&[2], tokens),
        "border-left" => border(&[3], tokens),
        "background" => background(tokens),
        "font" => font(tokens),
        "list-style" => list_style(tokens),
        "text-decoration" | "-webkit-text-decoration" => decoration(tokens),
        "overflow" => overflow(tokens),
        "flex" => flex(tokens),
        "flex-flow" => flow(tokens),
        _ => None,
    }
}

/// The properties that a shorthand stands for.
fn longhands(name: &str) -> Vec<Property> {
    let side = |at: usize| vec![BORDER_WIDTH[at], BORDER_STYLE[at], BORDER_COLOUR[at]];
    match name {
        "margin" => MARGIN.to_vec(),
        "padding" => PADDING.to_vec(),
        "border-width" => BORDER_WIDTH.to_vec(),
        "border-style" => BORDER_STYLE.to_vec(),
        "border-color" => BORDER_COLOUR.to_vec(),
        "border-radius" => RADIUS.to_vec(),
        "border" => (0..4).flat_map(side).collect(),
        "border-top" => side(0),
        "border-right" => side(1),
        "border-bottom" => side(2),
        "border-left" => side(3),
        "background" => BACKGROUND.to_vec(),
        "font" => vec![Property::FontStyle, Property::FontWeight, Property::FontSize, Property::LineHeight],
        "list-style" => vec![Property::ListStyleType, Property::ListStylePosition],
        "text-decoration" | "-webkit-text-decoration" => DECORATION.to_vec(),
        "overflow" => vec![Property::OverflowX, Property::OverflowY],
        "flex" => vec![Property::FlexGrow, Property::FlexShrink, Property::FlexBasis],
        "flex-flow" => vec![Property::FlexDirection, Property::FlexWrap],
        _ => Vec::new(),
    }
}

const BACKGROUND: [Property; 5] = [
    Property::BackgroundColour,
    Property::BackgroundImage,
    Property::BackgroundPosition,
    Property::BackgroundSize,
    Property::BackgroundRepeat,
];

const DECORATION: [Property; 4] = [
    Property::TextDecorationLine,
    Property::TextDecorationStyle,
    Property::TextDecorationColour,
    Property::TextDecorationThickness,
];

/// One to four values, for the four sides.
fn sides(properties: [Property; 4], tokens: &[Token]) -> Option<Parts> {
    let of = |at: usize| match (tokens.len(), at) {
        (1, _) => Some(0),
        (2, at) => Some(at % 2),
        (3, 3) => Some(1),
        (3 | 4, at) => Some(at),
        _ => None,
    };
    let side = |(at, property): (usize, Property)| {
        let token = tokens.get(of(at)?)?;
        Some((property, specified(property, std::slice::from_ref(token))?))
    };
    properties.into_iter().enumerate().map(side).collect()
}

/// Corners; those that are not round alike stay as they stand.
fn radius(tokens: &[Token]) -> Option<Parts> {
    if tokens.contains(&Token::Slash) {
        return None;
    }
    sides(RADIUS, tokens)
}

fn border(sides: &[usize], tokens: &[Token]) -> Option<Parts> {
    let (mut width, mut style, mut colour) = (None, None, None);
    for token in tokens {
        let one = std::slice::from_ref(token);
        let found = match token {
            Token::Word(word) if LINES.contains(&word.as_str()) => {
                (style.is_none()).then(|| style = specified(Property::BorderTopStyle, one))
            }
            token if colour.is_none() && is_colour(token) => {
                colour = specified(Property::BorderTopColour, one);
                Some(())
            }
            _ => (width.is_none()).then(|| width = specified(Property::BorderTopWidth, one)),
        };
        found?;
    }
    if width.is_none() && style.is_none() && colour.is_none() {
        return None;
    }
    let or = |value: Option<Specified>| value.unwrap_or(Specified::Initial);
    let (width, style, colour) = (or(width), or(style), or(colour));
    let side = |&at: &usize| {
        [(BORDER_WIDTH[at], width.clone()), (BORDER_STYLE[at], style.clone()), (BORDER_COLOUR[at], colour.clone())]
    };
    Some(sides.iter().flat_map(side).collect())
}

const LINES: &[&str] = &["none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"];

fn is_colour(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word == "currentcolor") || Colour::of(token).is_some()
}

/// `#fff url(x) center / cover no-repeat`. A second layer is more than an article can have.
fn background(tokens: &[Token]) -> Option<Parts> {
    if tokens.is_empty() || tokens.contains(&Token::Comma) {
        return None;
    }
    let (mut colour, mut image, mut position, mut size, mut repeat) = (None, None, Vec::new(), Vec::new(), None);
    let mut sized = false;
    for token in tokens {
        let one = std::slice::from_ref(token);
        match token {
            Token::Slash => sized = true,
            token if is_colour(token) => colour = specified(Property::BackgroundColour, one),
            Token::Address(_) => image = specified(Property::BackgroundImage, one),
            Token::Function(name, _) if name.ends_with("gradient") => {
                image = specified(Property::BackgroundImage, one);
            }
            Token::Word(word) if word == "none" => {}
            Token::Word(word) if word.contains("repeat") => repeat = specified(Property::BackgroundRepeat, one),
            Token::Word(word) if ["scroll", "fixed", "local"].contains(&word.as_str()) => {}
            token if sized => size.push(token.clone()),
            Token::Word(word) if ["left", "right", "top", "bottom", "center"].contains(&word.as_str()) => {
                position.push(token.clone());
            }
            token if length(token).is_some() => position.push(token.clone()),
            _ => return None,
        }
    }
    let list = |property, tokens: Vec<Token>| specified(property, &tokens).unwrap_or(Specified::Initial);
    Some(vec![
        (Property::BackgroundColour, colour.unwrap_or(Specified::Initial)),
        (Property::BackgroundImage, image.unwrap_or(Specified::Initial)),
        (Property::BackgroundPosition, list(Property::BackgroundPosition, position)),
        (Property::BackgroundSize, list(Property::BackgroundSize, size)),
        (Property::BackgroundRepeat, repeat.unwrap_or(Specified::Initial)),
    ])
}

/// `italic bold 16px/1.5 serif`: the family of letters is the platform's own.
fn font(tokens: &[Token]) -> Option<Parts> {
    let mut parts = vec![
        (Property::FontStyle, Specified::Initial),
        (Property::FontWeight, Specified::Initial),
        (Property::LineHeight, Specified::Initial),
    ];
    let mut tokens = tokens.iter().peekable();
    while let Some(token) = tokens.next() {
        let one = std::slice::from_ref(token);
        match token {
            Token::Word(word) if word == "normal" || word == "small-caps" => {}
            Token::Word(word) if word == "italic" || word == "oblique" => {
                parts.push((Property::FontStyle, specified(Property::FontStyle, one)?));
            }
            Token::Word(word) if word == "bold" || word == "bolder" || word == "lighter" => {
                parts.push((Property::FontWeight, specified(Property::FontWeight, one)?));
            }
            Token::Number(number) if *number >= 1.0 => {
                parts.push((Property::FontWeight, specified(Property::FontWeight, one)?));
            }
            _ => {
                parts.push((Property::FontSize, specified(Property::FontSize, one)?));
                if tokens.peek() == Some(&&Token::Slash) {
                    tokens.next();
                    let height = std::slice::from_ref(tokens.next()?);
                    parts.push((Property::LineHeight, specified(Property::LineHeight, height)?));
                }
                return Some(parts);
            }
        }
    }
    None
}

fn list_style(tokens: &[Token]) -> Option<Parts> {
    let (mut kind, mut position) = (Specified::Initial, Specified::Initial);
    for token in tokens {
        let one = std::slice::from_ref(token);
        match token {
            Token::Word(word) if word == "inside" || word == "outside" => {
                position = specified(Property::ListStylePosition, one)?;
            }
            Token::Address(_) => {}
            _ => kind = specified(Property::ListStyleType, one)?,
        }
    }
    Some(vec![(Property::ListStyleType, kind), (Property::ListStylePosition, position)])
}

fn decoration(tokens: &[Token]) -> Option<Parts> {
    let mut parts: Parts = DECORATION.iter().map(|property| (*property, Specified::Initial)).collect();
    for token in tokens {
        let one = std::slice::from_ref(token);
        let property = match token {
            Token::Word(word) => match word.as_str() {
                "none" | "underline" | "overline" | "line-through" => Property::TextDecorationLine,
                "solid" | "double" | "dotted" | "dashed" | "wavy" => Property::TextDecorationStyle,
                "auto" | "from-font" => Property::TextDecorationThickness,
                _ => Property::TextDecorationColour,
            },
            token if is_colour(token) => Property::TextDecorationColour,
            _ => Property::TextDecorationThickness,
        };
        parts.push((property, specified(property, one)?));
    }
    Some(parts)
}

fn overflow(tokens: &[Token]) -> Option<Parts> {
    let (x, y) = match tokens {
        [both] => (both, both),
        [x, y] => (x, y),
        _ => return None,
    };
    let of = |property, token: &Token| Some((property, specified(property, std::slice::from_ref(token))?));
    Some(vec![of(Property::OverflowX, x)?, of(Property::OverflowY, y)?])
}

fn flex(tokens: &[Token]) -> Option<Parts> {
    let value = |number| Specified::Value(Value::Number(number));
    let (grow, shrink, basis) = match tokens {
        [Token::Word(word)] if word == "none" => (value(0.0), value(0.0), Specified::Value(Value::Word("auto"))),
        [Token::Word(word)] if word == "auto" => (value(1.0), value(1.0), Specified::Value(Value::Word("auto"))),
        [Token::Number(grow)] => (value(*grow), value(1.0), Specified::Value(Value::NOTHING)),
        [Token::Number(grow), Token::Number(shrink)] => {
            (value(*grow), value(*shrink), Specified::Value(Value::NOTHING))
        }
        [Token::Number(grow), Token::Number(shrink), basis] => {
            (value(*grow), value(*shrink), specified(Property::FlexBasis, std::slice::from_ref(basis))?)
        }
        _ => return None,
    };
    Some(vec![(Property::FlexGrow, grow), (Property::FlexShrink, shrink), (Property::FlexBasis, basis)])
}

fn flow(tokens: &[Token]) -> Option<Parts> {
    let of = |token: &Token| {
        let word = match token {
            Token::Word(word) => keyword(word)?,
            _ => return None,
        };
        let property = if word.contains("wrap") { Property::FlexWrap } else { Property::FlexDirection };
        Some((property, Specified::Value(Value::Word(word))))
    };
    tokens.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    /// What a shorthand says, as text; `-` where a property is set back.
    fn said(name: &str, text: &str) -> String {
        let Some(parts) = expand(name, &tokens(text).unwrap()) else { return "?".to_owned() };
        let shown = |(property, value): &(Property, Specified)| {
            let value = match value {
                Specified::Value(value) => value.text(),
                _ => "-".to_owned(),
            };
            format!("{}:{value}", property.info().name)
        };
        parts.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn four_sides_follow_from_fewer() {
        assert_eq!(
            said("margin", "2em auto 1em"),
            "margin-top:2px margin-right:auto margin-bottom:1px margin-left:auto"
                .replace("2px", "0px")
                .replace("1px", "0px")
        );
        assert_eq!(said("padding", "1px 2px"), "padding-top:1px padding-right:2px padding-bottom:1px padding-left:2px");
        assert_eq!(said("margin", "1px 2px 3px 4px 5px"), "?");
    }

    #[test]
    fn a_border_is_said_in_any_order() {
        let left = "border-left-width:4px border-left-style:solid border-left-color:red".replace("red", "#f00");
        assert_eq!(said("border-left", "4px solid red"), left);
        assert_eq!(said("border-left", "red solid 4px"), left);
        assert_eq!(said("border-left", "none"), "border-left-width:- border-left-style:none border-left-color:-");
        assert_eq!(said("border-left", "solid solid"), "?");
    }

    #[test]
    fn a_background_is_mostly_a_colour() {
        assert!(said("background", "#fff").starts_with("background-color:#fff background-image:- "));
        assert!(said("background", "none").starts_with("background-color:- background-image:- "));
        assert!(said("background", "url(a.png) center/cover no-repeat #eee").contains("background-size:cover"));
        assert_eq!(said("background", "red, blue"), "?");
    }

    #[test]
    fn letters_and_decorations() {
        assert_eq!(
            said("font", "bold 16px/1.5 serif"),
            "font-style:- font-weight:- line-height:- font-weight:700 font-size:16px line-height:1.5"
        );
        assert!(said("text-decoration", "underline wavy #f00 2px").ends_with(
            "text-decoration-line:underline text-decoration-style:wavy text-decoration-color:#f00 text-decoration-thickness:2px"
        ));
        assert_eq!(said("list-style", "none"), "list-style-type:none list-style-position:-");
    }
}
