//! What would take the parser too long, taken out before it: it compares each attribute of a tag with all before.

/// The HTML in pieces, each with the byte at which it stands: one begins at every tag that opens something. No tag
/// has more than `most` attributes: those behind them are left out.
pub(super) fn pieces(html: &str, most: usize) -> Vec<(usize, &str)> {
    let bytes = html.as_bytes();
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    let mut add = |from: usize, to: usize| {
        pieces.extend(html.get(from..to).filter(|piece| !piece.is_empty()).map(|piece| (from, piece)))
    };
    while let Some(open) = html[at..].find('<') {
        at += open;
        at = match bytes.get(at + 1) {
            Some(b'!') if html[at..].starts_with("<!--") => behind_comment(html, at),
            Some(byte) if byte.is_ascii_alphabetic() => {
                add(from, at);
                from = at;
                let (cut, end) = tag(bytes, at + 1, most);
                if let Some(cut) = cut {
                    add(from, cut);
                    from = end;
                }
                match raw_text(&bytes[at + 1..]) {
                    Some(name) => behind_raw(bytes, end, name),
                    None => end,
                }
            }
            _ => at + 1,
        };
    }
    add(from, html.len());
    pieces
}

/// Behind the comment that begins here, which `-->` ends, and `--!>`; or the end. `<!-->` is a whole one.
fn behind_comment(html: &str, from: usize) -> usize {
    let (dashes, text) = (from + "<!".len(), from + "<!--".len());
    let mut signs = html[text..].match_indices('>').map(|(at, _)| text + at);
    let ends = |at: &usize| html[dashes..*at].ends_with("--") || html[text..*at].ends_with("--!");
    signs.find(ends).map_or(html.len(), |at| at + 1)
}

/// The name of an element in which `<` is a sign like any other, where this begins with one.
fn raw_text(html: &[u8]) -> Option<&'static str> {
    ["script", "style"].into_iter().find(|name| begins(html, name))
}

/// The end tag of such an element, or the end.
fn behind_raw(html: &[u8], from: usize, name: &str) -> usize {
    let mut tags = memchr::memmem::find_iter(&html[from..], b"</").map(|at| from + at);
    tags.find(|at| begins(&html[at + 2..], name)).map_or(html.len(), |at| at + 2 + name.len())
}

/// Whether a tag has this name, in capitals or small letters.
fn begins(html: &[u8], name: &str) -> bool {
    let is_name = html.get(..name.len()).is_some_and(|named| named.eq_ignore_ascii_case(name.as_bytes()));
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    is_name && html.get(name.len()).is_none_or(ends)
}

/// Where the first attribute too many begins, and where the tag ends.
fn tag(bytes: &[u8], from: usize, most: usize) -> (Option<usize>, usize) {
    let (mut count, mut cut, mut in_space, mut quote) = (0, None, false, None);
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None => match byte {
                b'>' => return (cut, at),
                b'"' | b'\'' => (quote, in_space) = (Some(byte), true),
                // A slash parts attributes as a space does.
                _ if byte.is_ascii_whitespace() || byte == b'/' => in_space = true,
                _ if in_space => {
                    in_space = false;
                    count += 1;
                    cut = cut.or((count > most).then_some(at));
                }
                _ => {}
            },
        }
    }
    (cut, bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounded(html: &str, most: usize) -> String {
        pieces(html, most).into_iter().map(|(_, piece)| piece).collect()
    }

    #[test]
    fn a_piece_begins_at_every_tag_that_opens_something() {
        let html = "一<p a='<b>'>二</p><!-- <i> --><br>";
        let wanted = [(0, "一"), (3, "<p a='<b>'>二</p><!-- <i> -->"), (33, "<br>")];
        assert_eq!(pieces(html, 9), wanted);
        assert_eq!(pieces("<p a b c>字", 1), [(0, "<p a "), (8, ">字")]);
    }

    #[test]
    fn attributes_behind_the_last_that_is_read_are_left_out() {
        assert_eq!(bounded("<p a b=\"c d\" e\n f>字</p><p a>", 2), "<p a b=\"c d\" >字</p><p a>");
        assert_eq!(bounded("<p a='>' b c>字", 2), "<p a='>' b >字");
    }

    #[test]
    fn comments_scripts_and_styles_are_no_tags() {
        for html in [
            "<!-- <p a b c> -->",
            "<script>a<b c d e</script>",
            "<STYLE>a<b c d e</style>",
            "<style>a<b c d e</STYLE >",
            "1 < 2 3 4 5",
        ] {
            assert_eq!(bounded(html, 1), html);
        }
    }

    #[test]
    fn what_ends_them_for_a_browser_ends_them_here() {
        for (html, wanted) in [
            ("<style></STYLE><p a b>", "<style></STYLE><p a >"),
            ("<style></stylex><p a b></style><p a b>", "<style></stylex><p a b></style><p a >"),
            ("<scripty><p a b>", "<scripty><p a >"),
            ("<!-- --!><p a b>", "<!-- --!><p a >"),
            ("<!--><p a b>", "<!--><p a >"),
            ("<!---><p a b>", "<!---><p a >"),
            ("<!--!><p a b> ---><p a b>", "<!--!><p a b> ---><p a >"),
            ("<!-- -- ><p a b> --><p a b>", "<!-- -- ><p a b> --><p a >"),
        ] {
            assert_eq!(bounded(html, 1), wanted);
        }
    }

    #[test]
    fn a_tag_that_never_ends_is_cut_too() {
        assert_eq!(bounded("<p a b c", 1), "<p a ");
    }
}
