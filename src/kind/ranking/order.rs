//! Who stands where.

use super::{Mode, Row};
use std::cmp::Reverse;

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Position {
    /// A number of the list, or a rank.
    Number(u32),
    /// 无数据: it has no score, and that is not the last place.
    #[default]
    NoData,
}

impl Position {
    /// The number, where there is one.
    pub fn number(self) -> Option<u32> {
        match self {
            Position::Number(number) => Some(number),
            Position::NoData => None,
        }
    }
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

/// A figure that decides between equal scores.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Key {
    /// The name of the figure.
    pub figure: String,
    /// Whether the smaller stands first.
    pub less: bool,
}

/// Puts the rows in their order and numbers them. A list keeps the order of its issuer. Scored rows go by
/// score from the highest, equal ones by the keys one after the other; those that are equal in all share a number
/// and stand in the order of their names, so that the order in the file never matters; those without a score
/// stand below, without a number.
pub fn arrange(rows: &mut [Row], mode: Mode, ties: Ties, keys: &[Key]) {
    if mode == Mode::List {
        for (row, number) in rows.iter_mut().zip(1..) {
            row.place = Position::Number(number);
        }
        return;
    }
    rows.sort_by_cached_key(|row| {
        let decided = if row.score.is_some() { decisive(row, keys) } else { Vec::new() };
        (Reverse(row.score), decided, row.account.printed.clone(), row.identity())
    });
    let (mut last, mut rank) = (None, 0);
    for (row, number) in rows.iter_mut().zip(1..) {
        if row.score.is_none() {
            row.place = Position::NoData;
            continue;
        }
        let now = (row.score, decisive(row, keys));
        if last.as_ref() != Some(&now) {
            rank = if ties == Ties::Skip { number } else { rank + 1 };
            last = Some(now);
        }
        row.place = Position::Number(rank);
    }
}

/// What decides between equal scores, the first first: who lacks a figure stands behind those who have it.
fn decisive(row: &Row, keys: &[Key]) -> Vec<(bool, i64)> {
    let one = |key: &Key| match row.figure(&key.figure).map(|figure| figure.millionths()) {
        Some(figure) => (false, if key.less { figure } else { figure.saturating_neg() }),
        None => (true, 0),
    };
    keys.iter().map(one).collect()
}

/// How ties were settled, in a sentence for readers.
pub fn said(ties: Ties, keys: &[Key]) -> String {
    let each: Vec<String> =
        keys.iter().map(|key| format!("{}（{}的在前）", key.figure, if key.less { "少" } else { "多" })).collect();
    let shared = match ties {
        Ties::Skip => "名次并列，后面的名次空出（1、1、3）",
        Ties::Dense => "名次并列，后面的名次不空（1、1、2）",
    };
    match each.is_empty() {
        true => format!("得分相同的，{shared}。"),
        false => format!("得分相同的，先后比{}；都相同的，{shared}。", each.join("、")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Decimal;
    use crate::kind::ranking::Account;
    use proptest::prelude::*;

    fn rows(scores: &[(&str, Option<&str>)]) -> Vec<Row> {
        let row = |&(name, score): &(&str, Option<&str>)| Row {
            account: Account::new(name, None),
            score: score.and_then(Decimal::parse),
            ..Row::default()
        };
        scores.iter().map(row).collect()
    }

    fn placed(rows: Vec<Row>) -> Vec<(String, Position)> {
        rows.into_iter().map(|row| (row.account.name, row.place)).collect()
    }

    fn arranged(scores: &[(&str, Option<&str>)], ties: Ties) -> Vec<(String, Position)> {
        let mut rows = rows(scores);
        arrange(&mut rows, Mode::Scored, ties, &[]);
        placed(rows)
    }

    #[test]
    fn equal_scores_share_a_number() {
        let scores = [("丙", Some("90")), ("甲", Some("95.5")), ("乙", Some("95.50")), ("丁", None), ("戊", Some("0"))];
        let names = |placed: &[(String, Position)]| placed.iter().map(|(name, _)| name.clone()).collect::<String>();
        let skip = arranged(&scores, Ties::Skip);
        assert_eq!(names(&skip), "乙甲丙戊丁");
        use Position::{NoData, Number};
        let places = |placed: Vec<(String, Position)>| placed.into_iter().map(|(_, place)| place).collect::<Vec<_>>();
        assert_eq!(places(skip), [Number(1), Number(1), Number(3), Number(4), NoData]);
        assert_eq!(places(arranged(&scores, Ties::Dense)), [Number(1), Number(1), Number(2), Number(3), NoData]);
    }

    #[test]
    fn keys_decide_between_equal_scores_and_who_lacks_one_stands_behind() {
        let mut rows =
            rows(&[("甲", Some("9")), ("乙", Some("9")), ("丙", Some("9")), ("丁", Some("9")), ("戊", Some("9"))]);
        let figures: [&[(&str, i32)]; 5] = [
            &[("答复", 3), ("逾期", 2)],
            &[("答复", 3), ("逾期", 1)],
            &[("答复", 5)],
            &[],
            &[("答复", 3), ("逾期", 1)],
        ];
        for (row, figures) in rows.iter_mut().zip(figures) {
            row.metrics = figures.iter().map(|&(name, n)| (name.to_owned(), Decimal::whole(n))).collect();
        }
        let keys = [Key { figure: "答复".to_owned(), less: false }, Key { figure: "逾期".to_owned(), less: true }];
        arrange(&mut rows, Mode::Scored, Ties::Skip, &keys);
        let places: Vec<String> =
            placed(rows).into_iter().map(|(name, place)| format!("{name}{}", place.number().unwrap_or(0))).collect();
        assert_eq!(places, ["丙1", "乙2", "戊2", "甲4", "丁5"]);
        assert_eq!(
            said(Ties::Skip, &keys),
            "得分相同的，先后比答复（多的在前）、逾期（少的在前）；都相同的，名次并列，后面的名次空出（1、1、3）。"
        );
        assert_eq!(said(Ties::Dense, &[]), "得分相同的，名次并列，后面的名次不空（1、1、2）。");
    }

    proptest! {
        #[test]
        fn the_order_in_the_file_does_not_matter(
            all in proptest::collection::vec((0u8..40, proptest::option::of(0i32..6), 0i32..3), 0..40),
            turns in 0usize..40,
            dense: bool,
        ) {
            let mut seen = std::collections::HashSet::new();
            let mut rows: Vec<Row> = all
                .into_iter()
                .filter(|(name, _, _)| seen.insert(*name))
                .map(|(name, score, figure)| Row {
                    account: Account::new(&format!("账号{name}"), None),
                    score: score.map(Decimal::whole),
                    metrics: vec![("件数".to_owned(), Decimal::whole(figure))],
                    ..Row::default()
                })
                .collect();
            let mut other = rows.clone();
            other.reverse();
            let by = turns % other.len().max(1);
            other.rotate_left(by);
            let (ties, keys) = (if dense { Ties::Dense } else { Ties::Skip }, [Key { figure: "件数".to_owned(), less: false }]);
            arrange(&mut rows, Mode::Scored, ties, &keys);
            arrange(&mut other, Mode::Scored, ties, &keys);
            prop_assert_eq!(&rows, &other);
            // Nobody without a score has a number, and every better row stands before.
            for pair in rows.windows(2) {
                prop_assert!(pair[0].score >= pair[1].score);
                prop_assert_eq!(pair[1].score.is_none(), pair[1].place == Position::NoData);
            }
        }
    }
}
