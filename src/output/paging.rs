//! Long lists in pages, numbered from the oldest: a numbered page is full for ever. A new entry changes the first page
//! alone, which has no number, until that is two pages long and gives one away.

use crate::own;
use std::ops::Range;

/// A page of a list.
#[derive(Debug, Hash, PartialEq, Eq)]
pub(super) struct ListPage {
    /// The path of the page.
    pub path: String,
    /// Its number; 0 for the first, which has none.
    pub number: usize,
    /// Which entries stand on it, of all that the list has, newest first.
    pub entries: Range<usize>,
    /// The path of the page with newer ones.
    pub newer: Option<String>,
    /// The path of the page with older ones.
    pub older: Option<String>,
}

/// The pages of a list of so many entries, newest first; a numbered one has `size`.
pub(super) fn pages(list: &str, entries: usize, size: usize) -> Vec<ListPage> {
    let size = size.max(1);
    let first = (entries / size).max(1);
    let path = |number: usize| if number == first { list.to_owned() } else { own::page(list, number) };
    let page = |number: usize| ListPage {
        path: path(number),
        number: if number == first { 0 } else { number },
        entries: if number == first { 0 } else { entries - number * size }..entries - (number - 1) * size,
        newer: (number < first).then(|| path(number + 1)),
        older: (number > 1).then(|| path(number - 1)),
    };
    (1..=first).rev().map(page).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entries: usize) -> Vec<(usize, Range<usize>)> {
        pages("posts/", entries, 10).into_iter().map(|page| (page.number, page.entries)).collect()
    }

    #[test]
    fn the_first_page_grows_until_it_gives_one_away() {
        assert_eq!(shown(0), [(0, 0..0)]);
        assert_eq!(shown(19), [(0, 0..19)]);
        assert_eq!(shown(20), [(0, 0..10), (1, 10..20)]);
        assert_eq!(shown(35), [(0, 0..15), (2, 15..25), (1, 25..35)]);
    }

    #[test]
    fn a_page_leads_to_those_beside_it() {
        let pages = pages("posts/", 35, 10);
        let ways: Vec<_> =
            pages.iter().map(|page| (&*page.path, page.newer.as_deref(), page.older.as_deref())).collect();
        assert_eq!(
            ways,
            [
                ("posts/", None, Some("posts/page/2/")),
                ("posts/page/2/", Some("posts/"), Some("posts/page/1/")),
                ("posts/page/1/", Some("posts/page/2/"), None),
            ]
        );
    }
}
