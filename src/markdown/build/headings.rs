//! The levels of headings: one that skips a level is told with all that stand below it or beside it, since a mend of
//! that one alone would put the others below it.

use super::Builder;
use crate::both;
use crate::markdown::codes;
use crate::markdown::lines;
use std::mem;
use std::ops::Range;

/// A heading: its level as typed, and its bytes in the parsed text.
pub(super) type Heading = (u8, Range<usize>);

/// Headings from one that skips a level on, down to the next above it.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    headings: Range<usize>,
    /// Whether they stand among those of another.
    nested: bool,
}

impl Builder<'_, '_> {
    /// Tells of the headings that skip a level.
    pub(super) fn check_levels(&mut self) {
        let headings = mem::take(&mut self.headings);
        let levels: Vec<u8> = headings.iter().map(|&(level, _)| level).collect();
        let (wanted, runs) = outline(&levels);
        for run in runs {
            let first = run.headings.start;
            let line = lines::first(&self.source.text[headings[first].1.clone()]);
            let start = headings[first].1.start;
            let edit =
                if run.nested { None } else { self.with_levels(&headings[run.headings.clone()], &wanted[first..]) };
            let (before, level, wanted) =
                (first.checked_sub(1).map_or(1, |at| levels[at]), levels[first], wanted[first]);
            let hashes = "#".repeat(usize::from(wanted));
            let alike = levels[run.headings.clone()].iter().filter(|&&other| other == level).count();
            let rest = run.headings.len() > alike;
            self.teller.tell(
                &codes::HEADING_LEVEL_SKIPPED,
                self.source.span(&(start..start + line.len())),
                both!("标题从 {before} 级跳到了 {level} 级", "a heading of level {level} after one of level {before}"),
                |told| {
                    let told = told.help(match (run.nested, alike, rest) {
                        (true, ..) => both!(
                            "上面的改好以后，用 {wanted} 级标题：{hashes}",
                            "once those above are mended, use level {wanted}: {hashes}"
                        ),
                        (_, 1, false) => {
                            both!("改用 {wanted} 级标题：{hashes}", "use level {wanted}: {hashes}")
                        }
                        (_, _, false) => both!(
                            "这一级的{alike}个标题都改用 {wanted} 级：{hashes}",
                            "use level {wanted} for all {alike} of this level: {hashes}"
                        ),
                        (_, _, true) => both!(
                            "这一级的{alike}个标题都改用 {wanted} 级：{hashes}，它们下面的也跟着提上来",
                            "use level {wanted} for all {alike} of this level, {hashes}, and raise those below them alike"
                        ),
                    });
                    match edit {
                        Some((span, mended)) => told.edit(span, mended),
                        None => told,
                    }
                },
            );
        }
    }

    /// What some headings and all between them become with other levels; None where one has no number signs of its own.
    fn with_levels(&self, headings: &[Heading], wanted: &[u8]) -> Option<(Range<usize>, String)> {
        let mut mended = String::new();
        let mut whole: Option<Range<usize>> = None;
        for ((level, range), wanted) in headings.iter().zip(wanted) {
            let typed = &self.source.text[range.clone()];
            let at = range.start + typed.find('#')?;
            let signs = self.source.span(&(at..at + usize::from(*level)));
            if self.teller.typed(signs.clone()) != "#".repeat(usize::from(*level)) {
                return None;
            }
            let done = whole.map_or(signs.start..signs.start, |whole| whole);
            mended.push_str(self.teller.typed(done.end..signs.start));
            mended.push_str(&"#".repeat(usize::from(*wanted)));
            whole = Some(done.start..signs.end);
        }
        whole.map(|whole| (whole, mended))
    }
}

/// The level that each heading should have below that of the page, and the runs that begin with one that skips some.
fn outline(levels: &[u8]) -> (Vec<u8>, Vec<Run>) {
    let mut wanted: Vec<u8> = Vec::with_capacity(levels.len());
    let mut runs: Vec<Run> = Vec::new();
    // Of each open run: which it is, the level of its uppermost, and by how much it is raised.
    let mut open: Vec<(usize, u8, u8)> = Vec::new();
    let mut last = 1;
    for (index, &level) in levels.iter().enumerate() {
        while let Some((run, top, by)) = open.pop() {
            let outer = open.last().map_or(0, |&(_, _, by)| by);
            let first = top - by;
            if level >= top {
                open.push((run, top, by));
            } else if level.saturating_sub(outer) > first {
                // Above the first of the run as typed, it may not come to stand below it.
                open.push((run, level, level - first));
            } else {
                runs[run].headings.end = index;
                continue;
            }
            break;
        }
        let raised = level - open.last().map_or(0, |&(_, _, by)| by);
        last = raised.min(last + 1);
        if raised > last {
            runs.push(Run { headings: index..levels.len(), nested: !open.is_empty() });
            open.push((runs.len() - 1, level, level - last));
        }
        wanted.push(last);
    }
    (wanted, runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(levels: &[u8]) -> Vec<u8> {
        outline(levels).0
    }

    #[test]
    fn headings_keep_their_order_when_they_are_raised() {
        assert_eq!(wanted(&[1, 2, 3, 2, 3, 4]), [1, 2, 3, 2, 3, 4]);
        assert_eq!(wanted(&[1, 3, 3]), [1, 2, 2]);
        assert_eq!(wanted(&[3, 4, 3, 2, 3]), [2, 3, 2, 2, 3]);
        assert_eq!(wanted(&[2, 4, 4, 2, 3]), [2, 3, 3, 2, 3]);
        assert_eq!(wanted(&[4, 3, 2, 3]), [2, 2, 2, 3]);
        assert_eq!(wanted(&[3, 5, 3]), [2, 3, 2]);
        assert_eq!(wanted(&[6]), [2]);
    }

    #[test]
    fn a_run_goes_as_far_as_what_it_raises() {
        let runs = |levels| outline(levels).1.into_iter().map(|run| (run.headings, run.nested)).collect::<Vec<_>>();
        assert_eq!(runs(&[1, 3, 4, 3, 2, 4]), [(1..4, false), (5..6, false)]);
        assert_eq!(runs(&[3, 5, 3, 2]), [(0..3, false), (1..2, true)]);
        assert_eq!(runs(&[1, 2, 3]), []);
    }

    #[test]
    fn no_outline_skips_a_level() {
        let mut levels = [1; 5];
        for number in 0..6_usize.pow(5) {
            for (place, level) in levels.iter_mut().enumerate() {
                *level = (number / 6_usize.pow(place as u32) % 6) as u8 + 1;
            }
            let wanted = wanted(&levels);
            assert!(wanted[0] <= 2 && wanted.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?} {wanted:?}");
            assert_eq!(outline(&wanted), (wanted.clone(), Vec::new()));
        }
    }
}
