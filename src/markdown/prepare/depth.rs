//! How deep quotes and lists may go before the parser is let at them: each line costs it as much as they
//! are deep, so that 40,000 `>` with 40,000 lines under them would take it a quarter of an hour.

use super::Patch;
use memchr::memchr2_iter;

/// The most that one line may open, by a generous count: a marker, or two columns of indentation, is one.
/// Twice what is shown, so that the depth is told where it is shown too deep, not here.
const LIMIT: usize = 2 * crate::markdown::build::MAX_DEPTH;

/// Makes text of the markers past the limit. `note` is whether there may be a footnote.
pub(super) fn markers(text: &str, note: bool, out: &mut Vec<Patch>) {
    if !note && !may_be_deep(text.as_bytes()) {
        return;
    }
    let mut start = 0;
    for end in memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        line_markers(&text.as_bytes()[start..end], start, out);
        start = end + 1;
    }
}

/// So many bytes in a row that are nothing but markers are a part of every line that is too deep, twice over.
const STRETCH: usize = 16;

/// In a letter, of ASCII or not, one of the two highest bits is set; in a marker none.
const LETTERS: u64 = u64::from_ne_bytes([0xc0; STRETCH / 2]);

/// Whether there is such a stretch at all. One look in each is enough, where that is at a letter.
fn may_be_deep(bytes: &[u8]) -> bool {
    let marker = |b: &u8| matches!(b, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9');
    // Where half of it holds a letter of any script, the other half is not looked at.
    let no_letter = |half: &[u8; STRETCH / 2]| u64::from_ne_bytes(*half) & LETTERS == 0;
    let (stretches, _) = bytes.as_chunks::<STRETCH>();
    stretches.iter().any(|stretch| stretch.first_chunk().is_some_and(no_letter) && stretch.iter().all(marker))
}

fn line_markers(line: &[u8], at: usize, out: &mut Vec<Patch>) {
    // Every marker and every two columns take two bytes at most, a tab one byte for four columns.
    if line.len() <= LIMIT / 2 || !matches!(line[0], b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'[' | b'0'..=b'9') {
        return;
    }
    let mut halves = 0;
    let mut index = 0;
    while let Some(&byte) = line.get(index) {
        let length = match byte {
            b' ' => {
                halves += 1;
                index += 1;
                continue;
            }
            b'\t' => {
                halves += 4;
                index += 1;
                continue;
            }
            _ => marker_length(&line[index..]),
        };
        if length == 0 {
            return;
        }
        halves += 2;
        if halves > 2 * LIMIT {
            if !is_rule(line) {
                out.push(Patch { at: at + index, cut: 0, put: "\u{fdd0}" });
            }
            return;
        }
        index += length;
    }
}

/// The length of the marker of a quote, a list or a footnote; 0 where there is none.
fn marker_length(rest: &[u8]) -> usize {
    let blank = |index: usize| rest.get(index).is_none_or(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    match rest {
        [b'>', ..] => 1,
        [b'-' | b'+' | b'*', ..] if blank(1) => 1,
        [b'0'..=b'9', ..] => {
            let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            let dot = matches!(rest.get(digits), Some(b'.' | b')'));
            if dot && blank(digits + 1) { digits + 1 } else { 0 }
        }
        [b'[', b'^', ..] => match rest.iter().position(|&b| b == b']') {
            Some(end) if rest.get(end + 1) == Some(&b':') => end + 2,
            _ => 0,
        },
        _ => 0,
    }
}

/// `- - - -`: a line across, however long.
fn is_rule(line: &[u8]) -> bool {
    let mut marks = line.iter().filter(|b| !b.is_ascii_whitespace());
    let Some(&first) = marks.next() else { return false };
    matches!(first, b'-' | b'*' | b'_') && marks.all(|&b| b == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let mut out = Vec::new();
        markers(text, text.contains('^'), &mut out);
        out.len()
    }

    #[test]
    fn what_people_write_is_left_alone() {
        assert_eq!(count("> > > - 1. 汉\n\n        - 子项\n"), 0);
        assert_eq!(count(&format!("{}\n", "- ".repeat(100))), 0);
        assert_eq!(count(&format!("{}汉\n", " ".repeat(300))), 0);
    }

    #[test]
    fn markers_past_the_limit_are_text() {
        for marker in [">", "> ", "- ", "1. ", "[^a]: "] {
            assert_eq!(count(&format!("字\n{}字\n", marker.repeat(500))), 1, "{marker}");
        }
        assert_eq!(count(&format!("字\r{}字", ">".repeat(500))), 1);
        assert_eq!(count(&format!("{}- 字", "  ".repeat(500))), 1);
    }
}
