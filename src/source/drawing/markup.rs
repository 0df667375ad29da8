//! The markup of a drawing, read only where every reader of XML reads it alike: of what is not plainly well-formed
//! nobody can say what a browser makes.

use crate::xml;

/// A step through a drawing. Text is whole: no comment divides it.
pub(super) enum Step<'a> {
    Open(&'a str, Vec<(&'a str, String)>),
    Close,
    Text(String),
}

/// What divides words in XML, and nothing else does.
const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// Walks through a drawing, until a step is refused. Whether none was, and all of it is plain: one element, closed as
/// it was opened, without declarations, instructions, CDATA, entities of its own, and characters by their number.
pub(super) fn walk<'a>(text: &'a str, mut step: impl FnMut(Step<'a>) -> bool) -> bool {
    read(text, &mut step).is_some()
}

fn read<'a>(text: &'a str, step: &mut impl FnMut(Step<'a>) -> bool) -> Option<()> {
    // In another encoding than UTF-8 such a character may begin signs of two bytes, of which one is a quote here and
    // none there.
    let is_strange = |c: char| c.is_control() && !BLANK.contains(&c);
    let mut rest = root(text).filter(|_| !text.contains(is_strange))?;
    let mut take = |taken| step(taken).then_some(());
    let (mut open, mut words) = (Vec::new(), String::new());
    loop {
        let (before, after) = rest.split_at(rest.find('<')?);
        words.push_str(&plain(before)?);
        if let Some(comment) = after.strip_prefix("<!--") {
            rest = behind_comment(comment)?;
            continue;
        }
        if !words.is_empty() {
            take(Step::Text(std::mem::take(&mut words)))?;
        }
        let end = tag_end(after)?;
        let tag = &after[1..end];
        rest = &after[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let name = name.trim_end_matches(BLANK);
            open.pop().filter(|opened| *opened == name)?;
            take(Step::Close)?;
        } else {
            let inner = tag.strip_suffix('/').unwrap_or(tag);
            let (name, said) = inner.split_at(inner.find(BLANK).unwrap_or(inner.len()));
            take(Step::Open(name, attributes(said).filter(|_| is_name(name))?))?;
            if inner.len() < tag.len() {
                take(Step::Close)?;
            } else {
                open.push(name);
            }
        }
        if open.is_empty() {
            return behind_comments(rest).filter(|rest| rest.is_empty()).map(drop);
        }
    }
}

/// The root and what is behind it, where no more than its kind is declared before it.
fn root(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(declaration) = rest.strip_prefix("<?xml ") {
        rest = declaration.split_once("?>").filter(|(said, _)| is_utf8(said))?.1;
    }
    rest = behind_comments(rest)?;
    if rest.starts_with("<!DOCTYPE svg") {
        let end = tag_end(rest)?;
        // What it declares stands in brackets; a > in quotes is its end for some readers and not for others.
        if rest[..end].contains(['[', '>']) {
            return None;
        }
        rest = behind_comments(&rest[end + 1..])?;
    }
    rest.starts_with('<').then_some(rest)
}

/// Whether an XML declaration names no encoding but the one in which the text was read: a browser believes it.
fn is_utf8(declaration: &str) -> bool {
    let lower = declaration.to_ascii_lowercase();
    let named = |named: &str| {
        let value = named.trim_start().strip_prefix('=').map(str::trim_start);
        value.is_some_and(|value| ["\"utf-8\"", "'utf-8'"].iter().any(|utf8| value.starts_with(utf8)))
    };
    lower.split("encoding").skip(1).all(named)
}

/// What is behind blanks and comments.
fn behind_comments(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start_matches(BLANK);
        let Some(comment) = text.strip_prefix("<!--") else { return Some(text) };
        text = behind_comment(comment)?;
    }
}

/// What is behind a comment of which the beginning is read.
fn behind_comment(comment: &str) -> Option<&str> {
    comment.split_once("--").and_then(|(_, end)| end.strip_prefix('>'))
}

/// The byte of the `>` that ends a tag; one within quotes does not. A `<` stands in none.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1) {
        match (quote, c) {
            (_, '<') => return None,
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

fn attributes(mut rest: &str) -> Option<Vec<(&str, String)>> {
    let mut all = Vec::new();
    loop {
        let next = rest.trim_start_matches(BLANK);
        if next.is_empty() {
            return Some(all);
        }
        let (name, said) = next.split_once('=').filter(|_| next.len() < rest.len())?;
        let (name, said) = (name.trim_end_matches(BLANK), said.trim_start_matches(BLANK));
        let quote = said.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, behind) = said[1..].split_once(quote)?;
        all.push((name, plain(value).filter(|_| is_name(name))?));
        rest = behind;
    }
}

/// A name as drawing programs write it.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '_' | '-'))
}

/// A text as it is meant, where all its entities are those that need no declaration.
fn plain(text: &str) -> Option<String> {
    let mut pieces = text.split('&');
    let mut meant = pieces.next()?.to_owned();
    for piece in pieces {
        let (entity, behind) = piece.split_once(';')?;
        let character = Some(xml::named(entity)).filter(|character| !character.is_empty())?;
        meant.push_str(character);
        meant.push_str(behind);
    }
    Some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> Option<String> {
        let mut seen = String::new();
        let is_plain = walk(text, |step| {
            seen += &match step {
                Step::Open(name, attributes) => format!("<{name} {attributes:?}>"),
                Step::Close => "</>".to_owned(),
                Step::Text(words) => words,
            };
            true
        });
        is_plain.then_some(seen)
    }

    #[test]
    fn a_drawing_is_walked_through() {
        let text = "<!-- a --><!DOCTYPE svg><svg id='1>2'><g\n/>a &amp; <!-- b -->b</svg >\n<!-- c -->\n";
        assert_eq!(steps(text).as_deref(), Some("<svg [(\"id\", \"1>2\")]><g []></>a & b</>"));
    }

    #[test]
    fn what_readers_may_read_otherwise_is_not() {
        for text in [
            "",
            "a<svg/>",
            "<svg/><svg/>",
            "<svg/>a",
            "<svg><g></svg></g>",
            "<svg><g></svg>",
            "</svg>",
            "<svg a='<g/>'/>",
            "<svg a='1'b='2'/>",
            "<svg a/>",
            "<svg //>",
            "<svg / a='1'/>",
            "<svg\u{3000}a='1'/>",
            "<svg>&nbsp;</svg>",
            "<svg>a & b</svg>",
            "<svg a='&#60;'/>",
            "<svg><!-- a -- b --></svg>",
            "<svg><!-- a ---></svg>",
            "<svg><?a?></svg>",
            "<svg><?xml version='1.0'?></svg>",
            "<svg><!DOCTYPE svg></svg>",
            "<!DOCTYPE svg><!DOCTYPE svg><svg/>",
            "<!DOCTYPE svg SYSTEM \"><svg a='\"><svg/>",
            "<!DOCTYPE svg SYSTEM '<'><svg/>",
            "<!DOCTYPE svg SYSTEM '>'><svg/>",
            "<!DOCTYPE svg []><svg/>",
        ] {
            assert_eq!(steps(text), None, "{text}");
        }
    }
}
