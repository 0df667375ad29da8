//! Style sheets for browsers that know no variables (Chrome before 49, Safari 9.0): before each declaration that asks
//! for one stands the same declaration with the value that it has by day. They would drop it whole, and what is white
//! on a colour would be white on white; every other browser takes the second.

use std::collections::BTreeMap;
use std::ops::Range;

/// What the variables of a site stand for by day.
pub(super) type Values = BTreeMap<String, String>;

/// How often one declaration may look a variable up: one that stands for itself ends here, and so does one that
/// doubles at each step.
const MOST_LOOKUPS: usize = 32;

/// What `:root` says outside of any condition, added to what is known; what is said last holds.
pub(super) fn read(sheet: &str, values: &mut Values) {
    let mut open: Vec<&str> = Vec::new();
    for piece in pieces(sheet) {
        let is_root = matches!(*open, [selector] if selector.split(',').any(|one| one.trim() == ":root"));
        if let (true, Some((name, value))) = (is_root && piece.end != '{', sheet[piece.at.clone()].split_once(':'))
            && name.starts_with("--")
        {
            values.insert(name.trim_end().to_owned(), value.trim().to_owned());
        }
        match piece.end {
            '{' => open.push(&sheet[piece.at]),
            '}' => drop(open.pop()),
            _ => {}
        }
    }
}

/// The sheet with a plain declaration before each that asks for variables that are known.
pub(super) fn filled(sheet: &str, values: &Values) -> String {
    let mut filled = String::with_capacity(sheet.len() + sheet.len() / 4);
    let mut done = 0;
    for piece in pieces(sheet).filter(|piece| piece.end != '{') {
        let declaration = &sheet[piece.at.clone()];
        if !declaration.contains("var(") || declaration.starts_with("--") {
            continue;
        }
        let mut lookups = MOST_LOOKUPS;
        if let Some(plain) = resolved(declaration, values, &mut lookups) {
            filled.push_str(&sheet[done..piece.at.start]);
            filled.push_str(&plain);
            filled.push(';');
            done = piece.at.start;
        }
    }
    filled.push_str(&sheet[done..]);
    filled
}

/// What a variable stands for.
pub(super) fn value(name: &str, values: &Values) -> Option<String> {
    resolved(values.get(name)?, values, &mut { MOST_LOOKUPS })
}

/// A text with each `var(--name)` and `var(--name,else)` as what it stands for; nothing where one stands for nothing.
fn resolved(text: &str, values: &Values, lookups: &mut usize) -> Option<String> {
    let Some((before, rest)) = text.split_once("var(") else { return Some(text.to_owned()) };
    *lookups = lookups.checked_sub(1)?;
    let (asked, after) = rest.split_at(closing(rest)?);
    let (name, otherwise) = asked.split_once(',').map_or((asked, None), |(name, other)| (name, Some(other)));
    let value = values.get(name.trim()).map(String::as_str).or(otherwise)?;
    let value = resolved(value.trim(), values, lookups)?;
    Some(format!("{before}{value}{}", resolved(&after[1..], values, lookups)?))
}

/// Where the bracket closes that was opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.bytes().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        depth < 0
    })
}

/// A piece of a style sheet, without the space and the comments before it: a selector or a condition up to its `{`, a
/// declaration up to its `;` or `}`.
struct Piece {
    at: Range<usize>,
    end: char,
}

fn pieces(sheet: &str) -> impl Iterator<Item = Piece> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = begin(sheet, from);
        let mut depth = 0usize;
        let mut at = start;
        while let Some(next) = sheet[at..].chars().next() {
            match next {
                '"' | '\'' => at = after_string(sheet, at, next),
                '/' if sheet[at..].starts_with("/*") => at = after_comment(sheet, at),
                '\\' => at += 1 + sheet[at + 1..].chars().next().map_or(0, char::len_utf8),
                '{' | '}' | ';' if depth == 0 => {
                    from = at + 1;
                    return Some(Piece { at: start..at, end: next });
                }
                _ => {
                    match next {
                        '(' => depth += 1,
                        ')' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    at += next.len_utf8();
                }
            }
        }
        None
    })
}

/// The first place from here on that is neither space nor comment.
fn begin(sheet: &str, mut at: usize) -> usize {
    loop {
        at = sheet.len() - sheet[at..].trim_start().len();
        if !sheet[at..].starts_with("/*") {
            return at;
        }
        at = after_comment(sheet, at);
    }
}

pub(super) fn after_comment(sheet: &str, at: usize) -> usize {
    sheet[at + 2..].find("*/").map_or(sheet.len(), |length| at + 2 + length + 2)
}

pub(super) fn after_string(sheet: &str, at: usize, quote: char) -> usize {
    let mut escaped = false;
    let end = sheet[at + 1..].find(|c| {
        let is_end = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    });
    end.map_or(sheet.len(), |length| at + 1 + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(sheet: &str) -> String {
        let mut values = Values::new();
        read(sheet, &mut values);
        filled(sheet, &values)
    }

    #[test]
    fn before_a_variable_stands_what_it_stands_for() {
        let root = ":root{--red:var(--own-red,#b3261e);--title:\"宋体;\",serif}";
        let sheet = format!("{root}a{{color:var(--red);font:1em var(--title)}}");
        let wanted = "a{color:#b3261e;color:var(--red);font:1em \"宋体;\",serif;font:1em var(--title)}";
        assert_eq!(made(&sheet), format!("{root}{wanted}"));
        assert_eq!(
            made(&format!("{sheet}:root{{--own-red:#123456}}")),
            format!("{root}{}:root{{--own-red:#123456}}", wanted.replace("b3261e", "123456"))
        );
    }

    #[test]
    fn only_the_day_counts_and_rules_within_conditions_are_filled_too() {
        let root = ":root, :host { --ink: #222 }\n@media (prefers-color-scheme:dark){:root{--ink:#eee}}\n";
        assert_eq!(
            made(&format!("{root}@media print {{ /* ; */ p {{\n  color: var( --ink ) !important;\n}} }}\n")),
            format!(
                "{root}@media print {{ /* ; */ p {{\n  color: #222 !important;color: var( --ink ) !important;\n}} }}\n"
            )
        );
    }

    #[test]
    fn what_is_not_known_or_never_ends_stays_as_it_is() {
        for sheet in [
            "a{color:var(--none)}",
            ":root{--a:var(--a)}a{color:var(--a)}",
            ":root{--a:var(--b)var(--b);--b:var(--a)var(--a)}a{color:var(--a)}",
            "a{background:url(data:image/svg+xml;utf8,{});content:\"var(\"}",
            "a{color:var(--x",
            "a:not([b=\"}\"]){c:d}}}/*",
            "'\\",
            "\\",
        ] {
            assert_eq!(made(sheet), sheet);
        }
    }

    #[test]
    fn the_default_sheets_ask_for_nothing_that_is_not_said() {
        let site = include_str!("../../templates/assets/site.css");
        let print = include_str!("../../templates/assets/print.css");
        let ranking = include_str!("../../templates/assets/ranking.css");
        let embed = include_str!("../../templates/assets/embed.css");
        for sheet in [site, print, ranking, embed] {
            let mut values = Values::new();
            read(site, &mut values);
            read(sheet, &mut values);
            let is_asking = |text: &&str| text.contains("var(") && !text.starts_with("--");
            let asking = pieces(sheet).map(|piece| &sheet[piece.at]).filter(is_asking).count();
            assert!(asking > 0);
            assert_eq!(pieces(&filled(sheet, &values)).count(), pieces(sheet).count() + asking);
        }
    }
}
