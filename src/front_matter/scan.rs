//! Finds which brackets belong together, and what parts the items between them, before anything is read.

use super::scalar::closing;
use super::space::is_space;
use std::ops::Range;

/// The two shapes of brackets. In Chinese typing `[` comes out as `【`, so that all square ones are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `[a, b]`
    Square,
    /// `{a: b}`
    Curly,
}

/// A pair of brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bracket {
    /// Its shape.
    pub shape: Shape,
    /// The opening bracket.
    pub open: Range<usize>,
    /// The closing one; empty where it had to be guessed.
    pub close: Range<usize>,
    /// What parts its items: each comma with its place.
    pub commas: Vec<(usize, char)>,
}

/// All pairs of a value, found in one pass; lines are fed to it until the outermost one closes.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The pairs in the order of their opening brackets, but for those past the limit of depth.
    pub pairs: Vec<Bracket>,
    /// The greatest depth.
    pub deepest: usize,
    open: Vec<(Shape, Option<usize>)>,
    /// Whether a quote here would begin an item.
    fresh: bool,
}

/// Pairs deeper than this are counted only.
const DEPTH_KEPT: usize = 32;

impl Scan {
    /// Reads one line, or a part of it. Behind the outermost bracket, if it closes there.
    pub(super) fn feed(&mut self, src: &str, part: Range<usize>) -> Option<usize> {
        let line = src.get(part.clone())?;
        let mut skip_to = 0;
        for (at, c) in line.char_indices() {
            if at < skip_to || is_space(c) {
                continue;
            }
            let fresh = std::mem::replace(&mut self.fresh, false);
            let here = part.start + at..part.start + at + c.len_utf8();
            if let (true, '"' | '\'') = (fresh, c) {
                skip_to = quoted(line, at, c).unwrap_or(0);
            } else if let Some(shape) = opening(c) {
                self.push(shape, here);
            } else if closing_shape(c).is_some_and(|shape| self.open.last().is_some_and(|top| top.0 == shape)) {
                let end = here.end;
                self.pop(here);
                if self.open.is_empty() {
                    return Some(end);
                }
            } else if matches!(c, ',' | '，' | '、' | '；') {
                self.fresh = true;
                let top = self.open.last().and_then(|top| top.1);
                if let Some(pair) = top.and_then(|top| self.pairs.get_mut(top)) {
                    pair.commas.push((here.start, c));
                }
            } else {
                self.fresh = matches!(c, ':' | '：');
            }
        }
        None
    }

    /// Closes at `end` whatever is still open.
    pub(super) fn close_all(&mut self, end: usize) {
        while !self.open.is_empty() {
            self.pop(end..end);
        }
    }

    /// The opening bracket of the innermost pair that is still open.
    pub(super) fn innermost(&self) -> Option<Range<usize>> {
        let pair = self.open.iter().rev().find_map(|open| open.1)?;
        self.pairs.get(pair).map(|pair| pair.open.clone())
    }

    /// The pair that opens at a place.
    pub(super) fn at(&self, open: usize) -> Option<usize> {
        self.pairs.binary_search_by_key(&open, |pair| pair.open.start).ok()
    }

    fn push(&mut self, shape: Shape, open: Range<usize>) {
        self.fresh = true;
        let kept = self.open.len() < DEPTH_KEPT;
        self.open.push((shape, kept.then_some(self.pairs.len())));
        self.deepest = self.deepest.max(self.open.len());
        if kept {
            let close = open.end..open.end;
            self.pairs.push(Bracket { shape, open, close, commas: Vec::new() });
        }
    }

    fn pop(&mut self, close: Range<usize>) {
        if let Some((_, Some(pair))) = self.open.pop()
            && let Some(pair) = self.pairs.get_mut(pair)
        {
            pair.close = close;
        }
    }
}

/// The shape that a character opens.
pub(super) fn opening(c: char) -> Option<Shape> {
    match c {
        '[' | '【' | '［' => Some(Shape::Square),
        '{' | '｛' => Some(Shape::Curly),
        _ => None,
    }
}

/// The shape that a character closes.
pub(super) fn closing_shape(c: char) -> Option<Shape> {
    match c {
        ']' | '】' | '］' => Some(Shape::Square),
        '}' | '｝' => Some(Shape::Curly),
        _ => None,
    }
}

/// Behind an item or a name in quotes, if nothing but what parts items stands behind it.
fn quoted(line: &str, at: usize, quote: char) -> Option<usize> {
    let end = closing(line, at + 1, quote)?;
    let next = line.get(end..)?.chars().find(|&c| !is_space(c));
    let parted = next.is_none_or(|c| matches!(c, ',' | '，' | '、' | '；' | ':' | '：') || closing_shape(c).is_some());
    parted.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(src: &str) -> (Scan, Option<usize>) {
        let mut scan = Scan::default();
        let end = scan.feed(src, 0..src.len());
        (scan, end)
    }

    #[test]
    fn the_end_is_where_the_first_bracket_closes() {
        for (src, end) in [
            ("[a, b]", Some(6)),
            ("[通知] x", Some(8)),
            ("[a, [b], {c: d}]", Some(16)),
            ("[\"]\", b]", Some(8)),
            ("[a\"], b]", Some(4)),
            ("【a】", Some(7)),
            ("[a】", Some(5)),
            ("[a}", None),
            ("[[a]", None),
            ("[", None),
        ] {
            assert_eq!(scan(src).1, end, "{src}");
        }
    }

    #[test]
    fn commas_belong_to_the_innermost_pair() {
        let (scan, _) = scan("[a, [b，c], 'd, e']");
        let commas: Vec<_> = scan.pairs.iter().map(|pair| pair.commas.len()).collect();
        assert_eq!(commas, [2, 1]);
    }

    #[test]
    fn depth_costs_no_more_than_a_counter() {
        let (mut scan, end) = scan(&"[".repeat(100_000));
        assert_eq!((end, scan.deepest, scan.pairs.len()), (None, 100_000, DEPTH_KEPT));
        scan.close_all(100_000);
        assert_eq!(scan.open, []);
    }
}
