//! Values: as a theme says them, and as they come out for an element.

use super::calc;
use super::colour::Colour;
use super::property::{Form, Property};
use super::token::{Token, short, text};
use std::sync::Arc;

/// A length: so many pixels, so many times the letters' size, so much of what holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Length {
    /// Pixels.
    pub(crate) px: f32,
    /// Times the size of the letters.
    pub(crate) em: f32,
    /// Percent.
    pub(crate) percent: f32,
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A keyword.
    Word(&'static str),
    /// A number.
    Number(f32),
    /// A length.
    Length(Length),
    /// A colour.
    Colour(Colour),
    /// Anything else, as it stands.
    Raw(Arc<[Token]>),
}

/// What a declaration gives to a property.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Specified {
    /// A value.
    Value(Value),
    /// What the element around it has.
    Inherit,
    /// What it is where nothing is said.
    Initial,
    /// What is around it or what it is where nothing is said, whichever it would be.
    Unset,
    /// As if nobody had said anything: it is left to the reader's side.
    Revert,
}

/// The size of letters that `rem` counts in, and that an article has where its theme says none.
pub(crate) const LETTERS: f32 = 16.0;

impl Value {
    pub(crate) const NOTHING: Value = Value::px(0.0);
    pub(crate) const ZERO: Value = Value::Number(0.0);
    pub(crate) const MEDIUM: Value = Value::px(3.0);
    pub(crate) const LETTERS: Value = Value::px(LETTERS);
    pub(crate) const CLEAR: Value = Value::Colour(Colour::CLEAR);
    pub(crate) const INK: Value = Value::Colour(Colour { rgb: [0.0; 3], alpha: 1.0 });

    /// So many pixels.
    pub(crate) const fn px(px: f32) -> Value {
        Value::Length(Length { px, em: 0.0, percent: 0.0 })
    }

    /// The pixels, where it is nothing but pixels.
    pub(crate) fn pixels(&self) -> Option<f32> {
        match self {
            Value::Length(Length { px, em: 0.0, percent: 0.0 }) => Some(*px),
            Value::Number(0.0) => Some(0.0),
            _ => None,
        }
    }

    /// Whether it is this keyword.
    pub(crate) fn is(&self, word: &str) -> bool {
        matches!(self, Value::Word(own) if *own == word)
    }

    /// As it is written.
    pub(crate) fn text(&self) -> String {
        match self {
            Value::Word(word) => (*word).to_owned(),
            Value::Number(number) => short(*number),
            Value::Length(Length { percent, px: 0.0, em: 0.0 }) if *percent != 0.0 => format!("{}%", short(*percent)),
            Value::Length(Length { px: 0.0, em: 0.0, .. }) => "0".to_owned(),
            Value::Length(length) => format!("{}px", short(length.px)),
            Value::Colour(colour) => colour.text(),
            Value::Raw(tokens) => text(tokens),
        }
    }
}

/// The keywords that are values of their own; any other word is told as it stands.
const WORDS: &[&str] = &[
    "auto",
    "none",
    "normal",
    "currentcolor",
    "inline",
    "block",
    "inline-block",
    "flex",
    "inline-flex",
    "list-item",
    "table",
    "inline-table",
    "table-row",
    "table-cell",
    "table-header-group",
    "table-row-group",
    "contents",
    "content-box",
    "border-box",
    "left",
    "right",
    "center",
    "justify",
    "both",
    "baseline",
    "top",
    "middle",
    "bottom",
    "sub",
    "super",
    "text-top",
    "text-bottom",
    "fit-content",
    "max-content",
    "min-content",
    "row",
    "row-reverse",
    "column",
    "column-reverse",
    "wrap",
    "nowrap",
    "wrap-reverse",
    "fixed",
    "visible",
    "hidden",
    "scroll",
    "clip",
    "fill",
    "contain",
    "cover",
    "solid",
    "dashed",
    "dotted",
    "double",
    "groove",
    "ridge",
    "inset",
    "outset",
    "collapse",
    "separate",
    "italic",
    "oblique",
    "break-all",
    "keep-all",
    "break-word",
    "anywhere",
    "uppercase",
    "lowercase",
    "capitalize",
    "underline",
    "overline",
    "line-through",
    "wavy",
    "from-font",
    "disc",
    "circle",
    "square",
    "decimal",
    "inside",
    "outside",
    "repeat",
    "no-repeat",
];

/// The keyword that a word is.
pub(crate) fn keyword(word: &str) -> Option<&'static str> {
    WORDS.iter().find(|known| **known == word).copied()
}

/// The length that a piece of a value is.
pub(crate) fn length(token: &Token) -> Option<Length> {
    match calc::number(token)? {
        calc::Quantity::Length(length) => Some(length),
        calc::Quantity::Number(0.0) => Some(Length::default()),
        calc::Quantity::Number(_) => None,
    }
}

/// What a property is given by these pieces; None where no browser would understand them.
pub(crate) fn specified(property: Property, tokens: &[Token]) -> Option<Specified> {
    let [token] = tokens else {
        return (property.info().form == Form::Raw && !tokens.is_empty()).then(|| raw(tokens));
    };
    if let Token::Word(word) = token {
        match word.as_str() {
            "inherit" => return Some(Specified::Inherit),
            "initial" => return Some(Specified::Initial),
            "unset" => return Some(Specified::Unset),
            "revert" | "revert-layer" => return Some(Specified::Revert),
            _ => {}
        }
    }
    let word = || match token {
        Token::Word(word) => keyword(word).map(Value::Word),
        _ => None,
    };
    let value = match property.info().form {
        Form::Raw => match token {
            Token::Number(number) => Value::Number(*number),
            token => {
                length(token).map(Value::Length).or_else(word).unwrap_or_else(|| Value::Raw([token.clone()].into()))
            }
        },
        Form::Word => match token {
            Token::Word(typed) if property == Property::TextAlign => Value::Word(match typed.as_str() {
                "start" | "-webkit-left" => "left",
                "end" | "-webkit-right" => "right",
                "-webkit-center" => "center",
                other => keyword(other)?,
            }),
            _ => word()?,
        },
        Form::Length => length(token).map(Value::Length).or_else(word)?,
        Form::Line => match token {
            Token::Word(word) if word == "thin" => Value::px(1.0),
            Token::Word(word) if word == "medium" => Value::MEDIUM,
            Token::Word(word) if word == "thick" => Value::px(5.0),
            token => Value::Length(length(token).filter(|length| length.percent == 0.0)?),
        },
        Form::Colour => match token {
            Token::Word(word) if word == "currentcolor" => Value::Word("currentcolor"),
            token => Value::Colour(Colour::of(token)?),
        },
        Form::Size => Value::Length(size(token)?),
        Form::Weight => match token {
            Token::Word(word) if word == "normal" => Value::Number(400.0),
            Token::Word(word) if word == "bold" || word == "bolder" => Value::Number(700.0),
            Token::Word(word) if word == "lighter" => Value::Number(400.0),
            Token::Number(weight) if (1.0..=1000.0).contains(weight) => Value::Number(*weight),
            _ => return None,
        },
        Form::Height => match calc::number(token) {
            Some(calc::Quantity::Number(factor)) => Value::Number(factor),
            // A part of the letters' size, and not of anything else.
            Some(calc::Quantity::Length(length)) => {
                Value::Length(Length { em: length.em + length.percent / 100.0, percent: 0.0, ..length })
            }
            None => word()?,
        },
    };
    Some(Specified::Value(value))
}

fn raw(tokens: &[Token]) -> Specified {
    Specified::Value(Value::Raw(tokens.into()))
}

fn size(token: &Token) -> Option<Length> {
    let times = |em| Length { em, ..Length::default() };
    if let Token::Word(word) = token {
        let px = match word.as_str() {
            "xx-small" => 9.0,
            "x-small" => 10.0,
            "small" => 13.0,
            "medium" => 16.0,
            "large" => 18.0,
            "x-large" => 24.0,
            "xx-large" => 32.0,
            "smaller" => return Some(times(1.0 / 1.2)),
            "larger" => return Some(times(1.2)),
            _ => return None,
        };
        return Some(Length { px, ..Length::default() });
    }
    let length = length(token)?;
    Some(Length { em: length.em + length.percent / 100.0, percent: 0.0, ..length })
}
