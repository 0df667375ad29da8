//! What a group comes to: how many, the middle, the sum.

use super::Row;
use crate::fields::Decimal;
use std::collections::HashMap;

/// The figures of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Summary {
    /// How many accounts it has.
    pub accounts: usize,
    /// The scores: their sum means nothing and is not given.
    pub score: Option<Figure>,
    /// What was counted, in the order of the first row that has it.
    pub figures: Vec<Figure>,
}

/// A figure of a group. Only accounts that have it are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Its name.
    pub name: String,
    /// How many accounts have it.
    pub accounts: usize,
    /// All together; None where no number holds it, and of scores.
    pub total: Option<Decimal>,
    /// The middle one; of an even number, half-way between the two, a millionth's half rounded up.
    pub median: Decimal,
    /// The largest.
    pub most: Decimal,
    /// The smallest.
    pub least: Decimal,
}

impl Summary {
    /// Of the rows of a group.
    pub fn of(rows: &[Row]) -> Summary {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut columns: Vec<(&str, Vec<Decimal>)> = Vec::new();
        for (name, figure) in rows.iter().flat_map(|row| &row.metrics) {
            let at = *places.entry(name).or_insert_with(|| {
                columns.push((name, Vec::new()));
                columns.len() - 1
            });
            if let Some((_, column)) = columns.get_mut(at) {
                column.push(*figure);
            }
        }
        let scores: Vec<Decimal> = rows.iter().filter_map(|row| row.score).collect();
        let score = Figure::of("得分", scores).map(|score| Figure { total: None, ..score });
        let figures = columns.into_iter().filter_map(|(name, column)| Figure::of(name, column)).collect();
        Summary { accounts: rows.len(), score, figures }
    }
}

impl Figure {
    fn of(name: &str, mut column: Vec<Decimal>) -> Option<Figure> {
        column.sort_unstable();
        let (least, most) = (*column.first()?, *column.last()?);
        let middle = column.len() / 2;
        let (low, high) = (column.get((column.len() - 1) / 2)?, column.get(middle)?);
        let sum = i128::from(low.millionths()) + i128::from(high.millionths());
        // Half of a millionth goes up.
        let median = Decimal::from_millionths(i64::try_from(sum.div_euclid(2) + sum.rem_euclid(2)).ok()?);
        let total: i128 = column.iter().map(|figure| i128::from(figure.millionths())).sum();
        let total = i64::try_from(total).ok().map(Decimal::from_millionths);
        Some(Figure { name: name.to_owned(), accounts: column.len(), total, median, most, least })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(score: Option<&str>, figure: Option<&str>) -> Row {
        let number = |text: &str| Decimal::parse(text).unwrap_or_default();
        Row {
            score: score.map(number),
            metrics: figure.map(|text| ("件数".to_owned(), number(text))).into_iter().collect(),
            ..Row::default()
        }
    }

    #[test]
    fn who_has_no_figure_is_not_counted_as_nought() {
        let rows = [row(Some("90"), Some("4")), row(Some("80.5"), None), row(None, Some("9")), row(None, Some("2.5"))];
        let summary = Summary::of(&rows);
        assert_eq!(summary.accounts, 4);
        let said = |figure: &Figure| {
            let total = figure.total.map(|total| total.to_string()).unwrap_or_default();
            format!(
                "{} {}家 共{total} 中{} {}–{}",
                figure.name, figure.accounts, figure.median, figure.least, figure.most
            )
        };
        assert_eq!(summary.score.as_ref().map(said).as_deref(), Some("得分 2家 共 中85.25 80.5–90"));
        assert_eq!(summary.figures.iter().map(said).collect::<Vec<_>>(), ["件数 3家 共15.5 中4 2.5–9"]);
        assert_eq!(Summary::of(&[]), Summary::default());
    }
}
