//! The scores that follow from figures, and what is told of accounts that have none, or another one typed.

use super::codes::{MISSING_FIGURE, SCORE_DIFFERS};
use super::read::Read;
use super::score::{Formula, Lack};
use super::{Group, Scoring};
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::fields::{BAD_NUMBER, Decimal, Reader};
use std::collections::{BTreeMap, HashSet};

/// Accounts of which the same is to be told: the first of them, and how many they are.
struct Accounts {
    first: String,
    place: Place,
    count: usize,
}

/// Accounts whose typed score is not the one that follows from their figures.
struct Differing {
    accounts: Accounts,
    /// What was typed of the first.
    typed: Decimal,
    /// What follows from its figures.
    worked: Decimal,
}

/// Works out the scores, and tells which accounts have none and why. `unknown` are the figures that no account has:
/// they are told where they are named.
pub(super) fn scores(
    reader: &mut Reader<'_>,
    scoring: &Scoring,
    unknown: &HashSet<String>,
    read: &mut [(Group, Vec<Read>)],
) {
    if scoring.formula == Formula::Given {
        return;
    }
    let worked = scoring.work(&read.iter().flat_map(|(_, rows)| rows).map(|(row, _)| row).collect::<Vec<_>>());
    let mut lacking: BTreeMap<Vec<String>, Accounts> = BTreeMap::new();
    let mut differing: Option<Differing> = None;
    for ((row, place), worked) in read.iter_mut().flat_map(|(_, rows)| rows).zip(worked) {
        let typed = row.score.take();
        let first = || Accounts { first: row.account.printed.clone(), place: place.clone(), count: 0 };
        match worked {
            Ok(score) => {
                if let Some(typed) = typed.filter(|typed| *typed != score.total) {
                    let begin = || Differing { accounts: first(), typed, worked: score.total };
                    differing.get_or_insert_with(begin).accounts.count += 1;
                }
                row.score = Some(score.total);
                row.earned = score.earned;
            }
            Err(Lack::Everything) => {}
            Err(Lack::Figures(figures)) if figures.iter().all(|name| unknown.contains(name)) => {}
            Err(Lack::Figures(figures)) => lacking.entry(figures).or_insert_with(first).count += 1,
            Err(Lack::Impossible) => tell_impossible(reader, first()),
        }
    }
    for (figures, accounts) in lacking {
        tell_lacking(reader, &figures, accounts);
    }
    if let Some(differing) = differing {
        tell_differing(reader, differing);
    }
}

fn tell_impossible(reader: &mut Reader<'_>, Accounts { first, place, .. }: Accounts) {
    let message = both!("“{first}”的数据算不出得分", "no score follows from the figures of “{first}”");
    let help = both!("看看天数是不是0，有没有多打了几个0", "are its days 0, or a figure far too large?");
    reader.tell(Diagnostic::at(&BAD_NUMBER, place, message).help(help));
}

fn tell_lacking(reader: &mut Reader<'_>, figures: &[String], accounts: Accounts) {
    let (zh, en) = (figures.join("、"), figures.join(", "));
    let (who_zh, who_en) = accounts.named();
    let message = both!(
        "{who_zh}缺数据：{zh}；没有得分，显示“无数据”",
        "{who_en} without figures ({en}) has no score and is shown as 无数据"
    );
    let help = both!("在“数据”里补上；真是0就写0", "add them to the metrics; write 0 where it is 0");
    reader.tell(Diagnostic::at(&MISSING_FIGURE, accounts.place, message).help(help));
}

fn tell_differing(reader: &mut Reader<'_>, Differing { accounts, typed, worked }: Differing) {
    let (who_zh, who_en) = accounts.named();
    let first = &accounts.first;
    let message = both!(
        "{who_zh}写的得分和算的不一样：{first}写的是{typed}，算出来是{worked}，按算的排",
        "{who_en}: the typed score is {typed}, the formula gives {worked}, which counts"
    );
    let help = both!(
        "核对数据；得分由程序算，条目里就不用写得分",
        "check the figures; where scores are worked out, none need be typed"
    );
    reader.tell(Diagnostic::at(&SCORE_DIFFERS, accounts.place, message).help(help));
}

impl Accounts {
    /// `“甲”` or `“甲”等3个账号`.
    fn named(&self) -> (String, String) {
        let Accounts { first, count, .. } = self;
        match count {
            0 | 1 => (format!("“{first}”"), format!("“{first}”")),
            _ => (format!("“{first}”等{count}个账号"), format!("“{first}” and others ({count} accounts)")),
        }
    }
}
