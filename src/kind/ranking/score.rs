//! How scores are worked out: by a named formula, by a weighted sum, or not at all because they were given.

use super::Row;
use super::fixed::Fixed;
use super::formula::{Index, Wanted};
use crate::fields::Decimal;
use std::collections::HashMap;
use std::fmt::Write;

/// By what the rows are scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoring {
    /// What makes a score of the figures.
    pub formula: Formula,
    /// The formula as its author wrote it.
    pub printed: Option<String>,
    /// Its version as its author wrote it.
    pub version: Option<String>,
    /// The figures of a weighted sum; for a named formula, coefficients in the place of its own.
    pub weights: Vec<(String, Share)>,
    /// What is added for each of a figure.
    pub bonus: Vec<(String, Share)>,
    /// What is taken off for each of a figure.
    pub penalty: Vec<(String, Share)>,
    /// How the figures of a weighted sum are made comparable.
    pub normalise: Normalise,
    /// How many days the period has, where the rows do not say it.
    pub days: Option<Decimal>,
    /// To how many places a score that was worked out is rounded; 2 where nothing else is said.
    pub places: Option<u32>,
}

/// What makes a score of the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formula {
    /// 给定: the scores are the issuer's.
    #[default]
    Given,
    /// 加权: a sum of figures, each with its weight.
    Weighted,
    /// WCI, BCI.
    Index(&'static Index),
}

/// How figures are made comparable before they are weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Normalise {
    /// As they are.
    #[default]
    None,
    /// 最大值: the largest is 100.
    Max,
    /// 极差: the largest is 100, the smallest 0.
    Range,
}

/// What a figure counts for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Share {
    /// Its weight, or the points for each.
    pub weight: Decimal,
    /// 越少越好: the smaller, the better.
    pub less: bool,
    /// 最多10: points are counted up to these.
    pub most: Option<Decimal>,
}

/// A score that was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The score, rounded.
    pub total: Decimal,
    /// What each figure brought, rounded; of a weighted sum only.
    pub earned: Vec<(String, Decimal)>,
}

/// Why a row has no score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It has no figures at all: it is 无数据, and there is nothing to tell.
    Everything,
    /// These are missing.
    Figures(Vec<String>),
    /// A number that no score can hold, or days that are nought.
    Impossible,
}

/// A computed score is rounded to so many places.
const PLACES: u32 = 2;

impl Share {
    /// Reads `0.5`, `50%`, `0.3，越少越好`, `0.5，最多10分`.
    pub fn parse(text: &str) -> Option<Share> {
        let mut parts =
            text.split(['，', ',', '；', ';', '、', ' ', '\u{3000}']).map(str::trim).filter(|p| !p.is_empty());
        let first = parts.next()?;
        let weight = match first.strip_suffix(['%', '％']) {
            Some(percent) => Decimal::from_millionths(Decimal::parse(percent)?.millionths() / 100),
            None => Decimal::parse(first)?,
        };
        let mut share = Share { weight, ..Share::default() };
        for part in parts {
            match part.strip_prefix("最多").or_else(|| part.strip_prefix("max")) {
                Some(most) => share.most = Some(Decimal::parse(most)?),
                None if matches!(part, "越少越好" | "越低越好" | "越小越好" | "越快越好" | "less") => {
                    share.less = true
                }
                None => return None,
            }
        }
        Some(share)
    }
}

impl Scoring {
    /// The score of each row, in their order. Figures are compared with those of all rows given.
    pub fn work(&self, rows: &[&Row]) -> Vec<Result<Score, Lack>> {
        match self.formula {
            Formula::Given => Vec::new(),
            Formula::Index(index) => rows.iter().map(|row| self.by_index(index, row)).collect(),
            Formula::Weighted => {
                let extremes = self.extremes(rows);
                rows.iter().map(|row| self.weighted(row, &extremes)).collect()
            }
        }
    }

    /// To how many places a score is rounded.
    pub fn places(&self) -> u32 {
        self.places.unwrap_or(PLACES).min(6)
    }

    fn by_index(&self, index: &Index, row: &Row) -> Result<Score, Lack> {
        let figure = |names: Wanted| {
            let typed = names.iter().find_map(|name| row.figure(name));
            typed.or(self.days.filter(|_| names.contains(&"天数")))
        };
        let missing: Vec<String> = index
            .wanted()
            .into_iter()
            .filter(|names| figure(names).is_none())
            .filter_map(|names| names.first().map(|name| (*name).to_owned()))
            .collect();
        if row.metrics.is_empty() {
            return Err(Lack::Everything);
        }
        if !missing.is_empty() {
            return Err(Lack::Figures(missing));
        }
        let total = index.score(&self.changed(), figure).ok_or(Lack::Impossible)?;
        self.finish(row, total, Vec::new())
    }

    /// The coefficients that differ from the formula's own.
    fn changed(&self) -> Vec<(String, Decimal)> {
        self.weights.iter().map(|(name, share)| (name.clone(), share.weight)).collect()
    }

    /// The smallest and the largest of each weighted figure.
    fn extremes(&self, rows: &[&Row]) -> HashMap<&str, (Decimal, Decimal)> {
        let of = |(name, _): &'_ (String, Share)| {
            let figures = || rows.iter().filter_map(|row| row.figure(name));
            figures().min().zip(figures().max())
        };
        self.weights.iter().filter_map(|one| Some((one.0.as_str(), of(one)?))).collect()
    }

    fn weighted(&self, row: &Row, extremes: &HashMap<&str, (Decimal, Decimal)>) -> Result<Score, Lack> {
        if row.metrics.is_empty() {
            return Err(Lack::Everything);
        }
        let missing: Vec<String> =
            self.weights.iter().map(|(name, _)| name).filter(|name| row.figure(name).is_none()).cloned().collect();
        if !missing.is_empty() {
            return Err(Lack::Figures(missing));
        }
        let mut total = Fixed::ZERO;
        let mut earned = Vec::with_capacity(self.weights.len());
        for (name, share) in &self.weights {
            let figure = row.figure(name).ok_or(Lack::Impossible)?;
            let range = extremes.get(name.as_str()).copied().unwrap_or((figure, figure));
            let points = comparable(figure, range, share.less, self.normalise)
                .and_then(|value| value.times(Fixed::of(share.weight)))
                .ok_or(Lack::Impossible)?;
            total = total.plus(points).ok_or(Lack::Impossible)?;
            earned.push((name.clone(), points.round(self.places()).ok_or(Lack::Impossible)?));
        }
        self.finish(row, total, earned)
    }

    /// Adds and takes off, and rounds. A figure of bonus or penalty that a row does not have is none: nothing is
    /// added for what nobody reported.
    fn finish(&self, row: &Row, mut total: Fixed, mut earned: Vec<(String, Decimal)>) -> Result<Score, Lack> {
        for (shares, adds) in [(&self.bonus, true), (&self.penalty, false)] {
            for (name, share) in shares {
                let Some(figure) = row.figure(name) else { continue };
                let points = Fixed::of(figure).times(Fixed::of(share.weight)).ok_or(Lack::Impossible)?;
                let points = share.most.map(Fixed::of).map_or(points, |most| points.min(most));
                let points = if adds { Some(points) } else { Fixed::ZERO.minus(points) }.ok_or(Lack::Impossible)?;
                total = total.plus(points).ok_or(Lack::Impossible)?;
                earned.push((name.clone(), points.round(self.places()).ok_or(Lack::Impossible)?));
            }
        }
        let total = total.round(self.places()).ok_or(Lack::Impossible)?;
        Ok(Score { total, earned })
    }

    /// The names of the figures that scores are made of.
    pub fn figures(&self) -> Vec<&str> {
        let mut names: Vec<&str> = match self.formula {
            Formula::Index(index) => index.wanted().into_iter().filter_map(|names| names.first().copied()).collect(),
            Formula::Weighted => self.weights.iter().map(|(name, _)| name.as_str()).collect(),
            Formula::Given => return Vec::new(),
        };
        names.extend(self.bonus.iter().chain(&self.penalty).map(|(name, _)| name.as_str()));
        names
    }

    /// The formula and its version in a line: `WCI V14.2a`, `加权 2017年试行`.
    pub fn name(&self) -> Option<String> {
        let name = match self.formula {
            Formula::Index(index) => format!("{} {}", index.name, index.version),
            Formula::Weighted => "加权".to_owned(),
            Formula::Given => self.printed.clone()?,
        };
        let version = self.version.as_ref().filter(|_| !matches!(self.formula, Formula::Index(_)));
        Some(version.map_or(name.clone(), |version| format!("{name} {version}")))
    }

    /// How a score comes about, in sentences for readers.
    pub fn said(&self) -> Vec<String> {
        let mut lines = match self.formula {
            Formula::Given => return vec!["得分由发布单位给定，本站只排名次。".to_owned()],
            Formula::Index(index) => index.said(&self.changed()),
            Formula::Weighted => self.sum_said(),
        };
        let points = |word: &str, shares: &[(String, Share)]| {
            let each = |(name, share): &(String, Share)| {
                let most = share.most.map(|most| format!("（最多{most}分）")).unwrap_or_default();
                format!("{name}每1{word}{}分{most}", share.weight)
            };
            shares.iter().map(each).collect::<Vec<_>>()
        };
        let more: Vec<String> = points("加", &self.bonus).into_iter().chain(points("扣", &self.penalty)).collect();
        if !more.is_empty() {
            lines.push(format!("另外：{}；没有报的不加不扣。", more.join("，")));
        }
        if matches!(self.formula, Formula::Index(_)) && !self.weights.is_empty() {
            let names: Vec<String> =
                self.weights.iter().map(|(name, share)| format!("{name} {}", share.weight)).collect();
            lines.push(format!("发布单位改了系数：{}。", names.join("，")));
        }
        if let (Formula::Index(_), Some(days)) = (self.formula, self.days) {
            lines.push(format!("天数：{days}。"));
        }
        lines.push(match self.places() {
            0 => "得分四舍五入到整数，名次按显示的得分排。".to_owned(),
            places => format!("得分四舍五入到{places}位小数，名次按显示的得分排。"),
        });
        lines
    }

    fn sum_said(&self) -> Vec<String> {
        let mut line = String::from("得分 = ");
        for (at, (name, share)) in self.weights.iter().enumerate() {
            // Figures that are not compared are taken off as they are.
            let off = share.less && self.normalise == Normalise::None;
            let sign = match (at, off) {
                (0, false) => "",
                (0, true) => "−",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            let less = if share.less && !off { "（越少越好）" } else { "" };
            let _ = write!(line, "{sign}{}×{name}{less}", share.weight);
        }
        let less = self.weights.iter().any(|(_, share)| share.less);
        let how = match self.normalise {
            Normalise::None => return vec![line],
            Normalise::Max if less => "各项先折成百分：除以本榜最大的一家；越少越好的，用最小的一家去除。",
            Normalise::Max => "各项先折成百分：除以本榜最大的一家。",
            Normalise::Range if less => {
                "各项先折成百分：最大的一家100，最小的一家0；越少越好的反过来。都一样的，都是100。"
            }
            Normalise::Range => "各项先折成百分：最大的一家100，最小的一家0。都一样的，都是100。",
        };
        vec![line, how.to_owned()]
    }
}

/// A figure as a part of 100, or as it is.
fn comparable(figure: Decimal, (least, most): (Decimal, Decimal), less: bool, how: Normalise) -> Option<Fixed> {
    let hundred = Fixed::of(Decimal::whole(100));
    let zero = Decimal::default();
    let between = |from: Decimal, to: Decimal| Decimal::from_millionths(to.millionths() - from.millionths());
    let part = match (how, less) {
        (Normalise::None, false) => return Some(Fixed::of(figure)),
        (Normalise::None, true) => return Fixed::ZERO.minus(Fixed::of(figure)),
        // Where all have nought, nobody did anything.
        (Normalise::Max, false) if most == zero => Some(Fixed::ZERO),
        (Normalise::Max, false) => Fixed::ratio(figure, most),
        (Normalise::Max, true) if figure == least => return Some(hundred),
        (Normalise::Max, true) => Fixed::ratio(least, figure),
        (Normalise::Range, _) if least == most => return Some(hundred),
        (Normalise::Range, false) => Fixed::ratio(between(least, figure), between(least, most)),
        (Normalise::Range, true) => Fixed::ratio(between(figure, most), between(least, most)),
    };
    part?.times(hundred)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(metrics: &[(&str, &str)]) -> Row {
        let metrics = metrics.iter().filter_map(|(name, number)| Some(((*name).to_owned(), Decimal::parse(number)?)));
        Row { metrics: metrics.collect(), ..Row::default() }
    }

    fn shares(all: &[(&str, &str)]) -> Vec<(String, Share)> {
        all.iter().map(|(name, text)| ((*name).to_owned(), Share::parse(text).unwrap_or_default())).collect()
    }

    fn totals(scoring: &Scoring, rows: &[Row]) -> Vec<String> {
        let worked = scoring.work(&rows.iter().collect::<Vec<_>>());
        worked
            .into_iter()
            .map(|score| match score {
                Ok(score) => score.total.to_string(),
                Err(Lack::Figures(names)) => format!("缺{}", names.join("、")),
                Err(lack) => format!("{lack:?}"),
            })
            .collect()
    }

    #[test]
    fn a_share_is_read_as_people_write_it() {
        let share = |weight: &str, less, most: Option<&str>| {
            Some(Share {
                weight: Decimal::parse(weight).unwrap_or_default(),
                less,
                most: most.and_then(Decimal::parse),
            })
        };
        assert_eq!(Share::parse("0.5"), share("0.5", false, None));
        assert_eq!(Share::parse("50%"), share("0.5", false, None));
        assert_eq!(Share::parse("３０％，越少越好"), share("0.3", true, None));
        assert_eq!(Share::parse("0.5分，最多10分"), share("0.5", false, Some("10")));
        assert_eq!(Share::parse("五成"), None);
        assert_eq!(Share::parse("0.5，尽量"), None);
    }

    /// The table of seed 001: what is reported is scored, timeliness stands out, reporting unasked is a bonus.
    #[test]
    fn timeliness_counts_and_reporting_unasked_adds() {
        let scoring = Scoring {
            formula: Formula::Weighted,
            weights: shares(&[("核实件数", "40%"), ("平均用时", "60%，越少越好")]),
            bonus: shares(&[("主动报送", "2，最多10")]),
            penalty: shares(&[("迟报", "1")]),
            normalise: Normalise::Max,
            ..Scoring::default()
        };
        let rows = [
            row(&[("核实件数", "20"), ("平均用时", "12"), ("主动报送", "3")]),
            row(&[("核实件数", "15"), ("平均用时", "6"), ("主动报送", "9"), ("迟报", "2")]),
            row(&[("核实件数", "0"), ("平均用时", "24")]),
            row(&[("核实件数", "7"), ("主动报送", "1")]),
            row(&[]),
        ];
        // 40 + 30 + 6; 30 + 60 + 10 − 2; 0 + 15.
        assert_eq!(totals(&scoring, &rows), ["76", "98", "15", "缺平均用时", "Everything"]);
        let earned = match scoring.work(&rows.iter().collect::<Vec<_>>()).swap_remove(1) {
            Ok(score) => score.earned.iter().map(|(name, points)| format!("{name} {points}")).collect::<Vec<_>>(),
            Err(_) => Vec::new(),
        };
        assert_eq!(earned, ["核实件数 30", "平均用时 60", "主动报送 10", "迟报 -2"]);
        assert_eq!(
            scoring.said(),
            [
                "得分 = 0.4×核实件数 + 0.6×平均用时（越少越好）",
                "各项先折成百分：除以本榜最大的一家；越少越好的，用最小的一家去除。",
                "另外：主动报送每1加2分（最多10分），迟报每1扣1分；没有报的不加不扣。",
                "得分四舍五入到2位小数，名次按显示的得分排。",
            ]
        );
    }

    #[test]
    fn the_range_of_a_figure_is_a_hundred() {
        let scoring = Scoring {
            formula: Formula::Weighted,
            weights: shares(&[("甲", "1")]),
            normalise: Normalise::Range,
            ..Scoring::default()
        };
        assert_eq!(
            totals(&scoring, &[row(&[("甲", "10")]), row(&[("甲", "13")]), row(&[("甲", "19")])]),
            ["0", "33.33", "100"]
        );
        assert_eq!(totals(&scoring, &[row(&[("甲", "7")]), row(&[("甲", "7")])]), ["100", "100"]);
        let max = Scoring { normalise: Normalise::Max, ..scoring };
        assert_eq!(totals(&max, &[row(&[("甲", "0")]), row(&[("甲", "0")])]), ["0", "0"]);
    }

    #[test]
    fn a_score_that_no_number_holds_is_none() {
        let scoring =
            Scoring { formula: Formula::Weighted, weights: shares(&[("甲", "999999999999")]), ..Scoring::default() };
        assert_eq!(totals(&scoring, &[row(&[("甲", "999999999999")])]), ["Impossible"]);
    }
}
