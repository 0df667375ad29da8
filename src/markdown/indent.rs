//! The blanks with which people begin a paragraph: as wide as two Chinese characters, whatever they are made of.

/// How many halves of a Chinese character a blank is wide; 0 for what is none.
pub(super) fn width(c: char) -> usize {
    match c {
        '\u{3000}' | '\u{2003}' => 2,
        ' ' | '\u{a0}' | '\u{2002}' => 1,
        '\t' => 4,
        _ => 0,
    }
}

/// The blanks that a line begins with as the parser gives it. It passes over tabs: one that comes first, as `&#9;`, is
/// meant to be there.
#[inline]
pub(super) fn blanks(line: &str) -> &str {
    // Hardly any Chinese character begins with these bytes.
    if !matches!(line.as_bytes().first(), Some(0xe3 | 0xe2 | 0xc2 | b' ')) {
        return "";
    }
    &line[..line.len() - line.trim_start_matches(|c| width(c) > 0).len()]
}

/// The blanks that a text ends with; none where Markdown passes over all of them.
pub(super) fn blanks_before(text: &str) -> &str {
    let blanks = &text[text.trim_end_matches(is_blank).len()..];
    if blanks.is_ascii() { "" } else { blanks }
}

/// Whether it is such a blank.
pub(super) fn is_blank(c: char) -> bool {
    width(c) > 0
}

/// Whether these blanks begin a paragraph.
pub(super) fn begins_paragraph(blanks: &str) -> bool {
    blanks.chars().map(width).sum::<usize>() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_characters_of_blanks_begin_a_paragraph() {
        for indent in ["　　", "\u{2003}\u{2003}", "\u{a0}\u{a0}\u{a0}\u{a0}", "    ", "　\t", "　\u{a0} "] {
            assert_eq!(blanks(&format!("{indent}汉 字")), indent);
            assert!(begins_paragraph(indent), "{indent:?}");
        }
        for less in ["", "　", "\u{2003} ", "\u{a0}\u{a0}\u{a0}", "   "] {
            assert_eq!(blanks(&format!("{less}“汉　字")), less);
            assert!(!begins_paragraph(less), "{less:?}");
        }
        assert!(begins_paragraph("\t") && blanks("\t汉").is_empty());
    }
}
