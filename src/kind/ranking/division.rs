//! How a ranking is divided: a long one into pages, and each group that is worth it onto a roll of honour.

use super::{Group, Mode, Ranking, Row};

/// A page shows so many rows; the rest has pages of its own.
pub const PAGE_ROWS: usize = 1_000;

/// A printed roll of honour holds so many names.
const ROLL_ROWS: usize = 300;

/// Of a scored ranking, those up to this number stand on the roll.
const ROLL_SCORED: u32 = 10;

impl Ranking {
    /// How many pages it has.
    pub fn pages(&self) -> usize {
        pages(self.len())
    }

    /// The groups that can be printed as a roll of honour, each with its number among all, from 1.
    pub fn rolls(&self) -> impl Iterator<Item = (usize, &Group)> {
        // What is built on likes and reads is no honour: nobody is to be measured by them.
        let groups = (1..).zip(&self.groups).filter(|(_, group)| self.fits_a_roll(group));
        self.caution().is_none().then_some(groups).into_iter().flatten()
    }

    fn fits_a_roll(&self, group: &Group) -> bool {
        match self.mode {
            Mode::List => (1..=ROLL_ROWS).contains(&group.rows.len()),
            Mode::Scored => group.rows.iter().any(|row| self.is_on_roll(row)),
        }
    }

    /// Whether a row stands on the roll of its group.
    pub fn is_on_roll(&self, row: &Row) -> bool {
        self.mode == Mode::List || row.place.number().is_some_and(|number| number <= ROLL_SCORED)
    }
}

fn pages(rows: usize) -> usize {
    rows.div_ceil(PAGE_ROWS).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_a_thousand_rows() {
        assert_eq!([0, 1, 1000, 1001, 10_000].map(pages), [1, 1, 1, 2, 10]);
    }
}
