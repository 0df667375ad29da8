//! A text with small changes made before it is parsed, each of which can be traced back to the file.

use super::reserved::MARK;
use std::borrow::Cow;
use std::ops::Range;

/// One change: `cut` bytes at `at` become `put`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub at: usize,
    pub cut: usize,
    pub put: &'static str,
}

/// The text that is parsed, and the way back to the file.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub text: Cow<'a, str>,
    /// How it was changed, in order.
    knots: Vec<Knot>,
    /// What it was changed from.
    earlier: Option<&'a Source<'a>>,
    /// Whether that had been changed itself.
    changed_twice: bool,
    /// Where the body begins in the file.
    base: usize,
}

/// From this byte of the new text on, the old text stood at `old`; `still` within what a patch put in.
#[derive(Clone, Debug)]
struct Knot {
    new: usize,
    old: usize,
    still: bool,
}

impl<'a> Source<'a> {
    /// The body as it stands in the file.
    pub fn new(body: &'a str, base: usize) -> Source<'a> {
        Source { text: Cow::Borrowed(body), knots: Vec::new(), earlier: None, changed_twice: false, base }
    }

    /// The same with changes made. A change inside an earlier one is left out.
    pub fn patched(&self, mut patches: Vec<Patch>) -> Source<'_> {
        let changed_twice = self.changed_twice || !self.knots.is_empty();
        if patches.is_empty() {
            let text = Cow::Borrowed(&*self.text);
            return Source { text, knots: Vec::new(), earlier: Some(self), changed_twice, base: self.base };
        }
        // Between two runs of delimiters, what belongs to the first goes first: its mark is behind its gap.
        patches.sort_by_key(|patch| (patch.at, patch.cut, patch.put.starts_with(MARK)));
        let grown: usize = patches.iter().map(|patch| patch.put.len()).sum();
        let mut text = String::with_capacity(self.text.len() + grown);
        let mut knots = Vec::with_capacity(patches.len() * 2);
        let mut done = 0;
        for patch in patches {
            let end = patch.at + patch.cut;
            let Some(kept) = self.text.get(done..patch.at).filter(|_| self.text.is_char_boundary(end)) else {
                continue;
            };
            text.push_str(kept);
            knots.push(Knot { new: text.len(), old: patch.at, still: true });
            text.push_str(patch.put);
            done = end;
            knots.push(Knot { new: text.len(), old: done, still: false });
        }
        text.push_str(&self.text[done..]);
        Source { text: Cow::Owned(text), knots, earlier: Some(self), changed_twice, base: self.base }
    }

    /// Those of some bytes that may hold what a change put in; None where none of them do. `passed` is how many
    /// places of a change were before the bytes that were asked about last: who asks in order is answered at once.
    #[inline]
    pub fn changed(&self, range: &Range<usize>, passed: &mut usize) -> Option<Range<usize>> {
        if self.changed_twice {
            return Some(range.clone());
        }
        if self.knots.is_empty() {
            return None;
        }
        while self.knots.get(*passed).is_some_and(|knot| knot.new < range.start) {
            *passed += 1;
        }
        if *passed > 0 && self.knots.get(*passed - 1).is_none_or(|knot| knot.new >= range.start) {
            *passed = self.knots.partition_point(|knot| knot.new < range.start);
        }
        let first = *passed;
        // Most texts are over before the next change.
        if self.knots.get(first).is_none_or(|knot| knot.new > range.end) {
            return None;
        }
        let (before, within) = self.knots.split_at(first);
        let within = &within[..within.partition_point(|knot| knot.new <= range.end)];
        let (first, last) = (within.first()?, within.last()?);
        // A range may begin or end in the middle of what was put in.
        let start = if before.last().is_some_and(|knot| knot.still) { range.start } else { first.new };
        let end = if last.still { range.end } else { last.new };
        Some(start..end)
    }

    /// Where a byte stands in the file.
    pub fn place(&self, at: usize) -> usize {
        self.all().fold(at, |at, source| source.before(at)) + self.base
    }

    /// Where some bytes stand in the file.
    pub fn span(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..self.place(range.end).max(start)
    }

    /// Where a byte stood before the last change.
    pub fn before(&self, at: usize) -> usize {
        match self.knots.partition_point(|knot| knot.new <= at).checked_sub(1).map(|index| &self.knots[index]) {
            Some(knot) if knot.still => knot.old,
            Some(knot) => knot.old + (at - knot.new),
            None => at,
        }
    }

    /// It, and what it was changed from, back to the body.
    fn all(&self) -> impl Iterator<Item = &Source<'a>> {
        std::iter::successors(Some(self), |source| source.earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_finds_its_way_back() {
        let source = Source::new("abcdef", 100);
        let patches = vec![Patch { at: 4, cut: 1, put: "XYZ" }, Patch { at: 2, cut: 0, put: "__" }];
        let changed = source.patched(patches);
        assert_eq!(changed.text, "ab__cdXYZf");
        let back: Vec<usize> = (0..=10).map(|at| changed.place(at) - 100).collect();
        assert_eq!(back, [0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6]);
    }

    #[test]
    fn two_changes_are_traced_through_both() {
        let source = Source::new("abc", 0);
        let once = source.patched(vec![Patch { at: 0, cut: 1, put: "" }]);
        let twice = once.patched(vec![Patch { at: 1, cut: 0, put: "-" }]);
        assert_eq!(twice.text, "b-c");
        assert_eq!((twice.place(0), twice.place(2), twice.before(2)), (1, 2, 1));
    }

    #[test]
    fn a_text_that_needed_no_change_has_its_own_way_back() {
        let source = Source::new("abc", 0);
        let once = source.patched(vec![Patch { at: 0, cut: 1, put: "" }]);
        let twice = once.patched(Vec::new());
        assert_eq!((twice.before(1), twice.place(1)), (1, 2));
    }

    #[test]
    fn a_change_inside_another_is_left_out() {
        let source = Source::new("abcd", 0);
        let patches = vec![Patch { at: 0, cut: 3, put: "" }, Patch { at: 1, cut: 1, put: "x" }];
        assert_eq!(source.patched(patches).text, "d");
    }

    #[test]
    fn what_was_changed_is_known() {
        let source = Source::new("abcd", 0);
        let once = source.patched(vec![Patch { at: 2, cut: 0, put: "--" }]);
        assert_eq!(once.text, "ab--cd");
        let changed = [0..1, 0..6, 0..3, 3..6, 5..6].map(|range| once.changed(&range, &mut 0));
        let mut passed = 0;
        assert_eq!(once.changed(&(3..6), &mut passed), Some(3..4));
        assert_eq!([0..1, 0..3].map(|range| once.changed(&range, &mut passed)), [None, Some(2..3)]);
        assert_eq!(changed, [None, Some(2..4), Some(2..3), Some(3..4), None]);
        let twice = once.patched(Vec::new());
        assert_eq!(twice.changed(&(0..1), &mut 0), Some(0..1));
    }
}
