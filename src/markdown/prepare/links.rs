//! Addresses as people paste them: with spaces in a link, with underscores on their own.

use super::Patch;
use crate::markdown::address;
use crate::markdown::autolink::curly_title;
use crate::markdown::cjk::has_cjk;
use crate::markdown::foreign;
use memchr::{memchr, memchr2};

/// How far the end of a link's address is looked for. Longer ones are no addresses.
const LONGEST: usize = 512;

/// Makes links of `[名单](附件/名单 2026.xlsx)`: for CommonMark an address with a space is none, unless it
/// stands in `<…>`. Only what looks like an address: `[注](见 附件)` stays text.
pub(super) fn spaces(text: &str, out: &mut Vec<Patch>) {
    let mut at = 0;
    while let Some(found) = text.as_bytes().get(at..).and_then(|rest| memchr(b']', rest)) {
        at += found + 1;
        if text.as_bytes().get(at) != Some(&b'(') {
            continue;
        }
        let start = at + 1;
        if ends_before_a_space(&text[start..]) {
            continue;
        }
        let inside = inside_brackets(&text[start..]).filter(|inside| memchr2(b' ', b'\t', inside.as_bytes()).is_some());
        let Some(inside) = inside else { continue };
        let address = without_title(inside);
        let lead = address.len() - address.trim_start().len();
        let address = address.trim();
        if address.contains([' ', '\t']) && looks_like_one(address) {
            let spaces = address.match_indices([' ', '\t']);
            out.extend(spaces.map(|(index, _)| Patch { at: start + lead + index, cut: 1, put: "\u{fdd1}" }));
        }
    }
}

/// Whether the bracket is closed, or the line is over, before there is a space or another bracket, as with most
/// addresses.
fn ends_before_a_space(text: &str) -> bool {
    let ends = |b: &&u8| matches!(b, b' ' | b'\t' | b'(' | b')' | b'\n' | b'\r');
    matches!(text.as_bytes().iter().take(LONGEST).find(ends), None | Some(b')' | b'\n' | b'\r'))
}

/// Whether what stands in a link's brackets is an address: one of the web, a path in Chinese, the name of a file,
/// or a heading in Chinese of either.
fn looks_like_one(address: &str) -> bool {
    let (page, heading) = address.split_once('#').unwrap_or((address, ""));
    if foreign::ends_with_size(address) {
        return false;
    }
    if page.is_empty() && has_cjk(heading) {
        return true;
    }
    let file = page.rsplit_once('.').is_some_and(|(name, kind)| {
        !name.is_empty() && (1..=5).contains(&kind.len()) && kind.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    !address.starts_with('<') && (file || address.contains("://") || address.contains('/') && has_cjk(address))
}

/// What stands before the bracket that closes, on this line.
fn inside_brackets(text: &str) -> Option<&str> {
    let mut depth = 0;
    for (index, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'\n' | b'\r' => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return text.get(..index),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The address without `"a title"` after it.
fn without_title(inside: &str) -> &str {
    let trimmed = inside.trim_end();
    // Chinese quotes hold no title; to take the title for a part of the address would hide that.
    if let (address, Some(_)) = curly_title(trimmed) {
        return address;
    }
    let ends = [(" \"", '"'), (" '", '\''), (" (", ')')].into_iter().filter(|&(_, close)| trimmed.ends_with(close));
    let begins = ends.filter_map(|(open, _)| trimmed.find(open));
    begins.min().map_or(inside, |begin| &inside[..begin])
}

/// Keeps the underscores of bare addresses from being emphasis: `https://a.cn/_x_/`.
pub(super) fn underscores(text: &str, out: &mut Vec<Patch>) {
    let mut done = 0;
    for mark in address::marks(text).filter(|&mark| text[mark..].starts_with("://")) {
        if mark < done {
            continue;
        }
        done = address::end(text, mark);
        let low = text[mark..done].match_indices('_');
        out.extend(low.map(|(index, _)| Patch { at: mark + index, cut: 1, put: "\u{fdd4}" }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::source::Source;

    fn shown(text: &str) -> String {
        let mut patches = Vec::new();
        spaces(text, &mut patches);
        underscores(text, &mut patches);
        Source::new(text, 0).patched(patches).text.replace('\u{fdd1}', "+").replace('\u{fdd4}', "-")
    }

    #[test]
    fn a_space_in_an_address_is_kept_out_of_the_way() {
        assert_eq!(shown("[名单](附件/名单 2026.xlsx)"), "[名单](附件/名单+2026.xlsx)");
        assert_eq!(shown("![图]( 照片 (1).jpg )后"), "![图]( 照片+(1).jpg )后");
        assert_eq!(shown("[a](b c.pdf \"标题 x\")"), "[a](b+c.pdf \"标题 x\")");
        assert_eq!(shown("[a](#甲 乙)"), "[a](#甲+乙)");
        assert_eq!(shown("[a](x.md#报名 须知（一）)"), "[a](x.md#报名+须知（一）)");
    }

    #[test]
    fn other_brackets_are_left_alone() {
        for text in [
            "[注](见 附件)",
            "[a](/my uri)",
            "[a](/u \"b \"c.d\" e\")",
            "[a](<b c.pdf>)",
            "[a](b.pdf 'x y')",
            "[a](b.pdf “x y”)",
            "[a](#b c)",
            "[a](b c.pdf\n)",
            "[a](b",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn an_underscore_of_an_address_is_one() {
        assert_eq!(shown("见https://a.cn/_x_，_y_"), "见https://a.cn/-x-，_y_");
    }
}
