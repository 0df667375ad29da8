//! 榜单: a ranking of accounts. Either a list in the order that its issuer gave (名单, numbered 序号), or a
//! list ordered by scores (评分).

mod account;
mod order;
mod read;

pub use account::Account;
pub use order::{Place, Ties};
pub use read::{FIELDS, NO_ENTRIES, NO_FORMULA, SAME_ENTRY};

use super::{Details, Kind, KindInfo};
use crate::fact::{Fact, Facts};
use crate::fields::Decimal;

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Ranking,
    folder: "rankings",
    label: ("榜单", "ranking"),
    extension: "yaml",
    dated: true,
    fields: read::FIELDS,
    read: |reader| Details::Ranking(Box::new(read::read(reader))),
};

/// A ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Who published it.
    pub issuer: Option<String>,
    /// The period it speaks of: 2017年3月.
    pub period: Option<String>,
    /// The key that joins its periods.
    pub list: Option<String>,
    /// How it is ordered.
    pub mode: Mode,
    /// Its groups; a ranking without groups has one, with no title.
    pub groups: Vec<Group>,
    /// By which formula it was scored, as printed: 给定.
    pub formula: Option<String>,
    /// The version of the formula.
    pub version: Option<String>,
    /// How equal scores are numbered.
    pub ties: Ties,
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
    pub place: Place,
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
}

impl Row {
    /// What makes it one row and not another: its id, else name and type together, never the name alone.
    pub fn identity(&self) -> String {
        match &self.id {
            Some(id) => id.clone(),
            None => format!("{}\u{1f}{}", self.account.name, self.account.kind.as_deref().unwrap_or_default()),
        }
    }

    /// By how many numbers it went up (or, below zero, down) since the last period.
    pub fn movement(&self) -> Option<i64> {
        let Place::Number(now) = self.place else { return None };
        self.previous.map(|before| i64::from(before) - i64::from(now))
    }
}

impl Ranking {
    /// Who published it, for which period, by which formula.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts::default();
        facts.text("issuer", "发布单位", &self.issuer);
        facts.text("period", "期次", &self.period);
        let formula = self.formula.as_ref().map(|formula| match &self.version {
            Some(version) => format!("{formula} {version}"),
            None => formula.clone(),
        });
        facts.text("formula", "计分方式", &formula);
        facts.text("note", "说明", &self.note);
        facts.done()
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
