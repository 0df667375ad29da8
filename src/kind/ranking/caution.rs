//! What is said where scores come of what readers press.

use super::{Formula, Mode, Ranking};
use std::collections::HashSet;

/// What no page with likes, reads and the like may leave out (the rules of 2023 against formalism at the
/// fingertips).
const CAUTION: &str = "本榜用到阅读、点赞、转发这类数据，只供了解情况，不作为考核和评比个人、单位的依据。";

/// Words that are about what readers press, not about work.
const INTERACTIONS: &[&str] =
    &["赞", "在看", "转发", "分享", "评论", "互动", "收藏", "阅读", "粉丝", "播放", "浏览", "点击", "观看"];

/// Words in the names of indices that are made of these.
const INDEX_WORDS: &[&str] = &["wci", "bci", "传播", "影响力", "热度", "人气", "活跃"];

/// Words by which the name of a ranking or of a given figure tells an index of these, the whole ones first: what stands
/// in a figure's name alone (阅读, 分享) may be books or talks here.
const INDEX_NAMES: &[&str] = &[
    "WCI",
    "BCI",
    "传播力指数",
    "传播指数",
    "传播力",
    "影响力指数",
    "影响力",
    "热度",
    "人气",
    "活跃度",
    "点赞",
    "获赞",
    "在看",
    "转发",
    "粉丝",
    "互动",
    "阅读量",
    "阅读数",
    "评论数",
    "评论量",
    "收藏量",
    "播放",
    "浏览",
    "点击",
    "观看",
];

impl Ranking {
    /// What is said of a ranking that is built on what readers press; None where it is not.
    pub fn caution(&self) -> Option<&'static str> {
        let counted = self.scoring.figures();
        // Of ten thousand rows, all have the same few names.
        let beside: HashSet<&str> = self.rows().flat_map(|row| &row.metrics).map(|(name, _)| name.as_str()).collect();
        let told = match counted.is_empty() {
            true => interactions(beside.iter().copied()),
            false => interactions(counted.into_iter()),
        };
        // Scores given from outside may be an index of such figures, which then only a name tells: the formula's, the
        // version's, that of a figure beside them, of the ranking, of its series.
        let given = self.scoring.formula == Formula::Given;
        let titles = self.title.iter().chain(self.list.iter().map(|list| &list.value)).map(String::as_str);
        let named = self.scoring.printed.iter().chain(&self.scoring.version).any(|name| is_index(name))
            || (given && titles.chain(beside).any(|name| names_index(name).is_some()));
        (self.mode == Mode::Scored && (told || named)).then_some(CAUTION)
    }
}

/// Whether any of these figures is about what readers press: then no page may let it pass for a measure of work.
fn interactions<'a>(mut names: impl Iterator<Item = &'a str>) -> bool {
    names.any(|name| INTERACTIONS.iter().any(|word| name.contains(word)))
}

/// Whether a name is that of an index of what readers press: WCI, 传播力指数.
pub fn is_index(name: &str) -> bool {
    let name = name.to_lowercase();
    INDEX_WORDS.iter().chain(INTERACTIONS).any(|word| name.contains(word))
}

/// The index of what readers press that the name of a ranking or of a figure tells: `WCI`, `传播力指数`, `点赞`.
pub fn names_index(name: &str) -> Option<&'static str> {
    let name = name.to_uppercase();
    INDEX_NAMES.iter().find(|word| name.contains(**word)).copied()
}

#[cfg(test)]
mod tests {
    use super::super::{Group, Row, Scoring, Share};
    use super::*;
    use crate::fields::{Decimal, Located};

    #[test]
    fn what_readers_press_is_known() {
        assert!(interactions(["发文数", "点赞数"].into_iter()));
        assert!(!interactions(["答复件数", "线下场次"].into_iter()));
        assert!(is_index("WCI（V14.2）") && is_index("微信传播力指数") && !is_index("2017年试行"));
    }

    #[test]
    fn scores_that_were_given_are_cautioned_by_any_name() {
        let cautioned = |title: &str, list: &str, figure: &str, formula| {
            let row = Row { metrics: vec![(figure.to_owned(), Decimal::whole(3))], ..Row::default() };
            let ranking = Ranking {
                title: Some(title.to_owned()),
                list: Some(Located { value: list.to_owned(), span: 0..0 }),
                mode: Mode::Scored,
                groups: vec![Group { rows: vec![row], ..Group::default() }],
                scoring: Scoring {
                    formula,
                    weights: vec![(figure.to_owned(), Share::default())],
                    ..Scoring::default()
                },
                ..Ranking::default()
            };
            ranking.caution().is_some()
        };
        for title in ["2017年3月工会微信点赞排行榜", "公众号传播力指数（WCI）排行榜", "微信阅读量月榜", "人气榜"]
        {
            assert!(cautioned(title, "月榜", "件数", Formula::Given), "{title}");
            assert!(cautioned("三月", title, "件数", Formula::Given), "{title}");
            // What is counted is known: the name says nothing more.
            assert!(!cautioned(title, title, "件数", Formula::Weighted), "{title}");
        }
        for title in ["乡镇工会服务月榜", "职工书屋阅读活动榜", "经验分享榜"] {
            assert!(!cautioned(title, title, "件数", Formula::Given), "{title}");
        }
        assert!(cautioned("三月", "月榜", "WCI", Formula::Given));
        for figure in ["浏览量", "点击量", "观看人次"] {
            assert!(cautioned("三月", "月榜", figure, Formula::Weighted), "{figure}");
        }
    }
}
