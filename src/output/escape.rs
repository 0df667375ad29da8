//! Text as HTML and XML can hold it: for pages, feeds, drawings, and the pages of the preview.

/// Text in HTML. Characters that XML cannot hold at all are left out, so that a feed stays valid.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if !in_xml(c) => {}
            c => out.push(c),
        }
    }
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
