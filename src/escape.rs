//! Text as HTML and XML can hold it: for pages, articles, feeds, drawings, and the pages of the preview.

use crate::scan::first;
use std::io;

/// Text in HTML. Characters that XML cannot hold at all are left out, so that a feed stays valid.
pub(crate) fn escape(text: &str, out: &mut String) {
    let look = |byte, next| is_sign(byte) | may_be_no_xml(byte, next);
    for (plain, instead) in pieces(text, look, |c| sign(c).or((!in_xml(c)).then_some(""))) {
        out.push_str(plain);
        out.push_str(instead);
    }
}

/// Text in HTML, for templates: what they are given holds no characters that XML cannot hold, or they stand in no
/// feed.
pub(crate) fn escape_in_template(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    for (plain, instead) in pieces(text, |byte, _| is_sign(byte), sign) {
        out.write_all(plain.as_bytes())?;
        if !instead.is_empty() {
            out.write_all(instead.as_bytes())?;
        }
    }
    Ok(())
}

/// What a sign of the markup is written as.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// A text without the characters that XML cannot hold at all.
pub(crate) fn xml_text(text: &str) -> String {
    text.chars().filter(|&c| in_xml(c)).collect()
}

/// A text as HTML.
pub(crate) fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Whether XML 1.0 can hold a character.
pub(crate) fn in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a character that begins with these two bytes may be one that XML cannot hold.
pub(crate) fn may_be_no_xml(byte: u8, next: u8) -> bool {
    (byte < b' ') | ((byte == 0xef) & (next == 0xbf))
}

/// Whether a byte is a sign of the markup.
pub(crate) fn is_sign(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'')
}

/// A text in pieces: what stands as it is, and what is written instead of the character behind it. Only characters
/// whose first byte, with the one after it, may be looked for are asked about: nearly all text is copied as it stands.
pub(crate) fn pieces(
    text: &str,
    look: impl Fn(u8, u8) -> bool + Copy,
    instead: impl Fn(char) -> Option<&'static str>,
) -> impl Iterator<Item = (&str, &'static str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut from = 0;
        while let Some(found) = first(&rest.as_bytes()[from..], look) {
            let at = from + found;
            let behind = rest.get(at..).and_then(|rest| rest.chars().next());
            let length = behind.map_or(1, char::len_utf8);
            if let Some(instead) = behind.and_then(&instead) {
                let plain = rest.get(..at).unwrap_or_default();
                rest = rest.get(at + length..).unwrap_or_default();
                return Some((plain, instead));
            }
            from = at + length;
        }
        Some((std::mem::take(&mut rest), ""))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_written_out_and_what_no_document_can_hold_is_left_out() {
        assert_eq!(
            as_html("<a href='x'>“甲”&\"乙\"，</a>"),
            "&lt;a href=&#39;x&#39;&gt;“甲”&amp;&quot;乙&quot;，&lt;/a&gt;"
        );
        assert_eq!(as_html("一\u{0}\u{b}\t\r\n\u{fffe}\u{ffff}\u{fffd}\u{feff}二，"), "一\t\r\n\u{fffd}\u{feff}二，");
        assert_eq!(as_html(""), "");
    }

    #[test]
    fn wherever_a_sign_stands_it_is_found() {
        for before in 0..40 {
            for behind in 0..40 {
                let (before, behind) = ("x".repeat(before), "工".repeat(behind));
                for (sign, instead) in [("<", "&lt;"), ("\u{ffff}", ""), ("\u{1}", ""), ("，", "，")] {
                    let written = as_html(&format!("{before}{sign}{behind}{sign}"));
                    assert_eq!(written, format!("{before}{instead}{behind}{instead}"));
                }
            }
        }
    }

    #[test]
    fn templates_write_as_pages_do_and_leave_nothing_out() {
        let mut out = Vec::new();
        escape_in_template("甲<b>&'\"\u{0}，</b>", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "甲&lt;b&gt;&amp;&#39;&quot;\u{0}，&lt;/b&gt;");
    }
}
