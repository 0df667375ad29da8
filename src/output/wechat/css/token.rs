//! A value of a style sheet as words and numbers, read once: variables are put in, sums are worked out and
//! shorthands are taken apart without reading any text again.

use cssparser::{Parser, Token as Read};
use std::fmt::Write;

/// A piece of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// A keyword, in small letters; the name of a custom property as it was written.
    Word(String),
    /// What stands behind `#`.
    Hash(String),
    /// Text in quotation marks.
    Text(String),
    /// An address in `url(…)`.
    Address(String),
    /// A number.
    Number(f32),
    /// A percentage: 50 for 50%.
    Percent(f32),
    /// A number with a unit, in small letters.
    Dimension(f32, String),
    /// A function and what stands in its brackets.
    Function(String, Vec<Token>),
    /// `,`
    Comma,
    /// `/`
    Slash,
    /// Any other sign.
    Sign(char),
}

/// The pieces of a text; None where it cannot be one value.
#[cfg(test)]
pub(crate) fn tokens(text: &str) -> Option<Vec<Token>> {
    read(&mut Parser::new(text))
}

/// The pieces of all that is left; None where that cannot be one value.
pub(crate) fn read(parser: &mut Parser<'_>) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    while let Ok(token) = parser.next() {
        let token = match token {
            Read::Ident(word) if word.starts_with("--") => Token::Word(word.to_string()),
            Read::Ident(word) => Token::Word(word.to_ascii_lowercase()),
            Read::Hash(text) | Read::IDHash(text) => Token::Hash(text.to_string()),
            Read::QuotedString(text) => Token::Text(text.to_string()),
            Read::UnquotedUrl(url) => Token::Address(url.to_string()),
            Read::Number { value, .. } => Token::Number(*value),
            Read::Percentage { unit_value, .. } => Token::Percent(unit_value * 100.0),
            Read::Dimension { value, unit, .. } => Token::Dimension(*value, unit.to_ascii_lowercase()),
            Read::Comma => Token::Comma,
            Read::Delim('/') => Token::Slash,
            Read::Delim(sign) => Token::Sign(*sign),
            Read::Colon => Token::Sign(':'),
            Read::Function(name) => {
                let name = name.to_ascii_lowercase();
                let inner =
                    parser.parse_nested_block(|parser| read(parser).ok_or(parser.new_error_for_next_token::<()>()));
                function(name, inner.ok()?)
            }
            Read::ParenthesisBlock => {
                let inner =
                    parser.parse_nested_block(|parser| read(parser).ok_or(parser.new_error_for_next_token::<()>()));
                Token::Function(String::new(), inner.ok()?)
            }
            _ => return None,
        };
        tokens.push(token);
    }
    Some(tokens)
}

/// A function, or the address that `url("…")` is.
fn function(name: String, mut inner: Vec<Token>) -> Token {
    match inner.as_mut_slice() {
        [Token::Text(text)] if name == "url" => Token::Address(std::mem::take(text)),
        _ => Token::Function(name, inner),
    }
}

/// Whether custom properties are asked for anywhere in a value.
pub(crate) fn has_variables(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| match token {
        Token::Function(name, inner) => name == "var" || has_variables(inner),
        _ => false,
    })
}

/// A value as text, in its shortest common form.
pub(crate) fn text(tokens: &[Token]) -> String {
    let mut out = String::new();
    write(tokens, &mut out);
    out
}

fn write(tokens: &[Token], out: &mut String) {
    for (at, token) in tokens.iter().enumerate() {
        let glued = matches!(token, Token::Comma | Token::Slash)
            || matches!(at.checked_sub(1).and_then(|at| tokens.get(at)), None | Some(Token::Comma | Token::Slash));
        out.push_str(if glued { "" } else { " " });
        match token {
            Token::Word(word) => out.push_str(word),
            Token::Hash(text) => {
                let _ = write!(out, "#{text}");
            }
            // Double quotation marks would end the attribute that styles stand in.
            Token::Text(text) => {
                let _ = write!(out, "'{}'", text.replace(['\'', '\\'], ""));
            }
            Token::Address(url) => {
                let _ = write!(out, "url({})", url.replace(['"', '\'', '(', ')', '\\', ' '], ""));
            }
            Token::Number(number) => out.push_str(&short(*number)),
            Token::Percent(number) => {
                let _ = write!(out, "{}%", short(*number));
            }
            Token::Dimension(number, unit) => {
                let _ = write!(out, "{}{unit}", short(*number));
            }
            Token::Function(name, inner) => {
                let _ = write!(out, "{name}(");
                write(inner, out);
                out.push(')');
            }
            Token::Comma => out.push(','),
            Token::Slash => out.push('/'),
            Token::Sign(sign) => out.push(*sign),
        }
    }
}

/// A number with three decimals at most, none that says nothing, and no zero before the point.
pub(crate) fn short(number: f32) -> String {
    let rounded = (f64::from(number) * 1000.0).round() / 1000.0;
    let text = format!("{}", if rounded == 0.0 { 0.0 } else { rounded });
    match text.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => match text.strip_prefix("-0.") {
            Some(rest) => format!("-.{rest}"),
            None => text,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_as_short_as_it_goes() {
        let written = |value| text(&tokens(value).unwrap());
        assert_eq!(written("1.50px  SOLID rgba( 0, 0, 0, 0.10 )"), "1.5px solid rgba(0,0,0,.1)");
        assert_eq!(written("16px / 1.75"), "16px/1.75");
        assert_eq!(written("url(\"https://a.cn/x.png\")"), "url(https://a.cn/x.png)");
        assert_eq!(written("-0.25em"), "-.25em");
    }

    #[test]
    fn what_is_no_value_is_none() {
        assert_eq!(tokens("a { b }"), None);
        assert!(has_variables(&tokens("calc(var(--a) * 2)").unwrap()));
        assert!(!has_variables(&tokens("calc(1px * 2)").unwrap()));
    }
}
