//! Who stands where.

use super::{Mode, Row};
use std::cmp::Reverse;

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Place {
    /// A number of the list, or a rank.
    Number(u32),
    /// 无数据: it has no score, and that is not the last place.
    #[default]
    NoData,
}

/// How equal scores are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ties {
    /// 1, 1, 3
    #[default]
    Skip,
    /// 1, 1, 2
    Dense,
}

/// Puts the rows in their order and numbers them. A list keeps the order of its issuer. Scored rows go by
/// score from the highest; equal ones share a number and stand in the order of their names, so that the
/// order in the file never matters; those without a score stand below, without a number.
pub fn arrange(rows: &mut [Row], mode: Mode, ties: Ties) {
    if mode == Mode::List {
        for (row, number) in rows.iter_mut().zip(1..) {
            row.place = Place::Number(number);
        }
        return;
    }
    rows.sort_by_cached_key(|row| (Reverse(row.score), row.account.printed.clone(), row.identity()));
    let (mut last, mut rank) = (None, 0);
    for (row, number) in rows.iter_mut().zip(1..) {
        if row.score.is_some() && row.score != last {
            rank = if ties == Ties::Skip { number } else { rank + 1 };
            last = row.score;
        }
        row.place = if row.score.is_some() { Place::Number(rank) } else { Place::NoData };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Decimal;
    use crate::kind::ranking::Account;

    fn rows(scores: &[(&str, Option<&str>)]) -> Vec<Row> {
        let row = |&(name, score): &(&str, Option<&str>)| Row {
            account: Account::new(name, None),
            score: score.and_then(Decimal::parse),
            ..Row::default()
        };
        scores.iter().map(row).collect()
    }

    fn arranged(scores: &[(&str, Option<&str>)], ties: Ties) -> Vec<(String, Place)> {
        let mut rows = rows(scores);
        arrange(&mut rows, Mode::Scored, ties);
        rows.into_iter().map(|row| (row.account.name, row.place)).collect()
    }

    #[test]
    fn equal_scores_share_a_number() {
        let scores = [("丙", Some("90")), ("甲", Some("95.5")), ("乙", Some("95.50")), ("丁", None), ("戊", Some("0"))];
        let names = |placed: &[(String, Place)]| placed.iter().map(|(name, _)| name.clone()).collect::<String>();
        let skip = arranged(&scores, Ties::Skip);
        assert_eq!(names(&skip), "乙甲丙戊丁");
        use Place::{NoData, Number};
        let places = |placed: Vec<(String, Place)>| placed.into_iter().map(|(_, place)| place).collect::<Vec<_>>();
        assert_eq!(places(skip), [Number(1), Number(1), Number(3), Number(4), NoData]);
        assert_eq!(places(arranged(&scores, Ties::Dense)), [Number(1), Number(1), Number(2), Number(3), NoData]);
    }

    #[test]
    fn the_order_in_the_file_does_not_matter() {
        let mut scores = [("丙", Some("90")), ("甲", Some("95")), ("乙", Some("95")), ("丁", None)];
        let one = arranged(&scores, Ties::Skip);
        scores.reverse();
        assert_eq!(arranged(&scores, Ties::Skip), one);
    }
}
