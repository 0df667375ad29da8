//! 榜单: a ranking of accounts. Either a list in the order that its issuer gave (名单, numbered 序号), or a
//! list ordered by scores (评分).

mod account;
mod caution;
mod codes;
mod division;
mod figures;
mod fixed;
mod formula;
pub mod import;
mod joint;
mod order;
mod period;
mod read;
mod rules;
mod score;
mod select;
mod series;
mod summary;
mod worked;

pub use account::Account;
pub use codes::*;
pub use division::PAGE_ROWS;
pub use joint::Joint;
pub use order::{Key, Position, Ties, said as ties_said};
pub use period::Period;
pub use read::{FIELDS, SCORE};
pub use score::{Formula, Normalise, Scoring, Share};
pub use select::{GroupBy, Only};
pub use series::{Issue, Joined, Line, Movement, Point, Run, Series, alone, is_series};
pub use summary::{Figure, Summary};

use super::{Details, Kind, KindInfo, Syntax};
use crate::fact::{Fact, FactKey, Facts, Value};
use crate::fields::{Decimal, Located};
use crate::when::When;
use std::collections::BTreeSet;

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Ranking,
    folder: "rankings",
    name: "ranking",
    label: ("榜单", "ranking"),
    syntax: Syntax::Yaml,
    dated: true,
    fields: read::FIELDS,
    read: |reader| Details::Ranking(Box::new(read::read(reader))),
};

/// A ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// What it is called, for what its name says of its scores.
    pub title: Option<String>,
    /// Who published it.
    pub issuer: Option<String>,
    /// The period it speaks of: 2017年3月.
    pub period: Option<String>,
    /// The key that joins its periods.
    pub list: Option<Located<String>>,
    /// How it is ordered.
    pub mode: Mode,
    /// Its groups; a ranking without groups has one, with no title.
    pub groups: Vec<Group>,
    /// The figures that are percentages: readers see the sign, and no sum of them.
    pub rates: BTreeSet<String>,
    /// By what it is scored.
    pub scoring: Scoring,
    /// How equal scores are numbered.
    pub ties: Ties,
    /// What decides between equal scores.
    pub keys: Vec<Key>,
    /// Which rows of the file it is about.
    pub only: Only,
    /// What its groups were made by, where the file has none.
    pub group_by: Option<GroupBy>,
    /// Up to when the figures were counted.
    pub as_of: Option<When>,
    /// A note of the issuer.
    pub note: Option<String>,
}

/// How a ranking is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// 名单: in the order of the issuer.
    #[default]
    List,
    /// 评分: by score.
    Scored,
}

/// A group of a ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its title; empty for the only one.
    pub title: String,
    /// A note.
    pub note: Option<String>,
    /// Its rows, in the order shown.
    pub rows: Vec<Row>,
}

/// A row of a ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: Position,
    /// What joins it to other periods, where its author gave one.
    pub id: Option<String>,
    /// The account.
    pub account: Account,
    /// Whose account it is.
    pub host: Option<String>,
    /// Where it is.
    pub region: Option<String>,
    /// 省级, 市级, 县级
    pub level: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its score; without one it is 无数据, not last.
    pub score: Option<Decimal>,
    /// Its number in the last period.
    pub previous: Option<u32>,
    /// What was counted of it, in the order typed.
    pub metrics: Vec<(String, Decimal)>,
    /// What each figure brought to a score that was worked out as a sum.
    pub earned: Vec<(String, Decimal)>,
}

impl Row {
    /// What makes it one row and not another: its id, else name and type together, never the name alone.
    pub fn identity(&self) -> String {
        match &self.id {
            Some(id) => id.clone(),
            None => self.name_and_type(),
        }
    }

    /// Name and type together.
    pub fn name_and_type(&self) -> String {
        format!("{}\u{1f}{}", self.account.name, self.account.kind.as_deref().unwrap_or_default())
    }

    /// A figure by its name.
    pub fn figure(&self, name: &str) -> Option<Decimal> {
        self.metrics.iter().find(|(known, _)| known == name).map(|(_, figure)| *figure)
    }
}

impl Ranking {
    /// Who published it, for which period, by which formula.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts::default();
        facts.text(FactKey::Issuer, "发布单位", &self.issuer);
        facts.text(FactKey::Period, "期次", &self.period);
        facts.text(FactKey::Formula, "计分方式", &self.scoring.name());
        facts.add(FactKey::AsOf, "数据截至", self.as_of.map(Value::Until));
        facts.text(FactKey::Only, "范围", &self.only.said());
        facts.text(FactKey::Note, "说明", &self.note);
        facts.text(FactKey::Caution, "提醒", &self.caution().map(str::to_owned));
        facts.done()
    }

    /// A figure as readers see it: a percentage has its sign.
    pub fn said(&self, name: &str, figure: Decimal) -> String {
        format!("{figure}{}", if self.is_rate(name) { "%" } else { "" })
    }

    /// Whether a figure is a percentage.
    pub fn is_rate(&self, name: &str) -> bool {
        self.rates.contains(name)
    }

    /// A score as readers see it: one that was worked out has all its places, so that they stand below each other.
    pub fn shown(&self, score: Decimal) -> String {
        let text = score.to_string();
        let places = match self.scoring.formula {
            Formula::Given => 0,
            _ => self.scoring.places() as usize,
        };
        let there = text.split_once('.').map_or(0, |(_, places)| places.len());
        match places.checked_sub(there) {
            None | Some(0) if self.scoring.formula == Formula::Given => self.said(SCORE, score),
            None | Some(0) => text,
            Some(missing) => format!("{text}{}{}", if there == 0 { "." } else { "" }, "0".repeat(missing)),
        }
    }

    /// All rows, group by group.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// Whether nobody stands in it yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Column groups as a paper prints them: ⌈n/3⌉ rows each, filled in order and read downwards.
pub fn columns<T>(rows: &[T]) -> Vec<&[T]> {
    rows.chunks(rows.len().div_ceil(3).max(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_filled_in_order() {
        let shape = |n: usize| {
            let rows: Vec<usize> = (0..n).collect();
            columns(&rows).iter().map(|column| column.len()).collect::<Vec<_>>()
        };
        assert_eq!(shape(100), [34, 34, 32]);
        assert_eq!(shape(33), [11, 11, 11]);
        assert_eq!(shape(10), [4, 4, 2]);
        assert_eq!(shape(4), [2, 2]);
        assert_eq!(shape(1), [1]);
        assert_eq!(shape(0), [] as [usize; 0]);
    }
}
