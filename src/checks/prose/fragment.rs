//! The heading that a link names, plain or as browsers write it: `#%E5%A4%A9` for `#天`.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::iter::successors;
use std::ops::Range;

/// The heading that a link names.
#[derive(Debug)]
pub(crate) struct Fragment {
    /// Its words, as they are meant.
    pub heading: String,
    /// Where it stands.
    start: usize,
    /// Where each byte of it is typed, counted from there, and where it ends: known where it is encoded.
    places: Option<Vec<usize>>,
}

impl Fragment {
    /// The heading that a target within the site names, which is typed at a place.
    pub fn of(target: &str, start: usize) -> Option<Fragment> {
        let (page, heading) = target.split_once('#').filter(|(page, _)| !page.contains(':'))?;
        Some(Fragment::new(start + page.len() + 1, heading))
    }

    /// What is typed at a place.
    fn new(start: usize, typed: &str) -> Fragment {
        match percent_decode_str(typed).decode_utf8() {
            Ok(heading) if heading != typed => {
                Fragment { heading: heading.into_owned(), start, places: Some(places(typed.as_bytes())) }
            }
            _ => Fragment { heading: typed.to_owned(), start, places: None },
        }
    }

    /// Where some of its words are typed.
    pub fn place(&self, words: Range<usize>) -> Range<usize> {
        let place = |at: usize| match &self.places {
            Some(places) => self.start + places.get(at).or(places.last()).unwrap_or(&0),
            None => self.start + at,
        };
        place(words.start)..place(words.end)
    }

    /// Words as they are typed in it.
    pub fn typed(&self, words: &str) -> String {
        match self.places {
            Some(_) => utf8_percent_encode(words, NON_ALPHANUMERIC).to_string(),
            None => words.to_owned(),
        }
    }
}

/// Where each byte of what is meant is typed, and where all of it ends.
fn places(typed: &[u8]) -> Vec<usize> {
    let is_code = |at: usize| {
        let digits = typed.get(at + 1..at + 3).filter(|_| typed.get(at) == Some(&b'%'));
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let next = |at: &usize| (*at < typed.len()).then(|| at + if is_code(*at) { 3 } else { 1 });
    successors(Some(0), next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_placed_where_they_are_typed_however_that_is() {
        let place = |typed: &str, words: &str| {
            let fragment = Fragment::new(10, typed);
            let at = fragment.heading.find(words).unwrap();
            fragment.place(at..at + words.len())
        };
        assert_eq!(place("天地", "地"), 13..16);
        assert_eq!(place("%E5%A4%A9%E5%9C%B0", "地"), 19..28);
        assert_eq!(place("天%25%e5%9c%b0人", "地"), 16..25);
        assert_eq!(place("天%2", "%2"), 13..15);
        assert_eq!(place("%E5%A4%A9%zz", "%zz"), 19..22);
    }

    #[test]
    fn words_are_typed_as_the_others_are() {
        assert_eq!(Fragment::new(0, "%E5%A4%A9").typed("地"), "%E5%9C%B0");
        assert_eq!(Fragment::new(0, "天").typed("地"), "地");
        assert_eq!(Fragment::new(0, "%ff天").typed("地"), "地", "what is no text stays as it is");
    }
}
