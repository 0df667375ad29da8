//! Sums: the platform keeps none, so they are worked out.

use super::token::Token;
use super::value::{LETTERS, Length};

/// What a sum comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Quantity {
    /// A number without a unit.
    Number(f32),
    /// A length.
    Length(Length),
}

/// How many brackets may stand in one another.
const DEPTH_MAX: usize = 32;

/// The number or the length that a piece of a value is; None where it is neither, or one that the platform
/// does not keep (`vw`), or no number at all (a division by nothing).
pub(crate) fn number(token: &Token) -> Option<Quantity> {
    value(token, DEPTH_MAX).filter(|quantity| match quantity {
        Quantity::Number(number) => number.is_finite(),
        Quantity::Length(Length { px, em, percent }) => px.is_finite() && em.is_finite() && percent.is_finite(),
    })
}

fn value(token: &Token, depth: usize) -> Option<Quantity> {
    let none = Length::default();
    let length = match token {
        Token::Number(number) => return Some(Quantity::Number(*number)),
        Token::Percent(percent) => Length { percent: *percent, ..none },
        Token::Dimension(number, unit) => match unit.as_str() {
            "px" => Length { px: *number, ..none },
            "rem" => Length { px: number * LETTERS, ..none },
            "em" => Length { em: *number, ..none },
            "pt" => Length { px: number * 4.0 / 3.0, ..none },
            _ => return None,
        },
        Token::Function(name, inner) if depth > 0 && (name == "calc" || name.is_empty()) => {
            return sum(inner, depth - 1);
        }
        _ => return None,
    };
    Some(Quantity::Length(length))
}

/// `a + b - c`
fn sum(tokens: &[Token], depth: usize) -> Option<Quantity> {
    let mut total: Option<Quantity> = None;
    let mut sign = 1.0;
    let mut from = 0;
    for at in 0..=tokens.len() {
        let next = match tokens.get(at) {
            None => None,
            Some(Token::Sign('+')) => Some(1.0),
            Some(Token::Sign('-')) => Some(-1.0),
            Some(_) => continue,
        };
        let part = times(product(tokens.get(from..at)?, depth)?, sign);
        total = Some(match total {
            None => part,
            Some(total) => plus(total, part)?,
        });
        sign = next.unwrap_or(1.0);
        from = at + 1;
    }
    total
}

/// `a * b / c`
fn product(tokens: &[Token], depth: usize) -> Option<Quantity> {
    let mut parts = tokens.iter();
    let mut total = value(parts.next()?, depth)?;
    while let Some(sign) = parts.next() {
        let next = value(parts.next()?, depth)?;
        total = match (sign, total, next) {
            (Token::Sign('*'), total, Quantity::Number(factor)) => times(total, factor),
            (Token::Sign('*'), Quantity::Number(factor), next) => times(next, factor),
            (Token::Slash, total, Quantity::Number(divisor)) if divisor != 0.0 => times(total, 1.0 / divisor),
            _ => return None,
        };
    }
    Some(total)
}

fn times(quantity: Quantity, factor: f32) -> Quantity {
    match quantity {
        Quantity::Number(number) => Quantity::Number(number * factor),
        Quantity::Length(Length { px, em, percent }) => {
            Quantity::Length(Length { px: px * factor, em: em * factor, percent: percent * factor })
        }
    }
}

fn plus(a: Quantity, b: Quantity) -> Option<Quantity> {
    match (a, b) {
        (Quantity::Number(a), Quantity::Number(b)) => Some(Quantity::Number(a + b)),
        (Quantity::Length(a), Quantity::Length(b)) => {
            Some(Quantity::Length(Length { px: a.px + b.px, em: a.em + b.em, percent: a.percent + b.percent }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn of(text: &str) -> Option<Quantity> {
        number(tokens(text)?.first()?)
    }

    #[test]
    fn sums_are_worked_out() {
        let length = |px, em, percent| Some(Quantity::Length(Length { px, em, percent }));
        assert_eq!(of("calc(16px * 1.2)"), length(19.2, 0.0, 0.0));
        assert_eq!(of("calc((1em + 4px) / 2)"), length(2.0, 0.5, 0.0));
        assert_eq!(of("calc(100% - 10px - 1rem)"), length(-26.0, 0.0, 100.0));
        assert_eq!(of("calc(2 * calc(1 + 1))"), Some(Quantity::Number(4.0)));
    }

    #[test]
    fn what_cannot_be_worked_out_is_none() {
        assert_eq!(of("calc(100%-50)"), None);
        assert_eq!(of("calc(1px + 2)"), None);
        assert_eq!(of("calc(1px / 0)"), None);
        assert_eq!(of("calc()"), None);
        assert_eq!(of("50vw"), None);
    }
}
