//! A ranking as plain rows: what the files of numbers are written from.

use super::shown::Lines;
use super::view::moved;
use crate::fact::FactKey;
use crate::fields::Decimal;
use crate::kind::ranking::{Mode, Movement, Position, Ranking, Row, SCORE};
use crate::site::{Placed, Site};
use crate::when;
use serde::Serialize;
use std::collections::HashMap;

/// What is known of the whole: key in English, name in Chinese, what it says.
pub(super) type About = (&'static str, &'static str, String);

/// A ranking as plain rows. Its heads are those that the import understands, so that a file that was taken away
/// can be brought back.
#[derive(Clone, Debug, Hash, Serialize)]
pub(super) struct Table {
    /// What is known of the whole: key in English, name in Chinese, what it says.
    pub about: Vec<About>,
    /// The columns: key in English (none for what was counted), head in Chinese.
    pub heads: Vec<(&'static str, String)>,
    /// The rows, as many cells as heads.
    pub rows: Vec<Vec<Cell>>,
    /// The page of each row's account; none where they have none.
    pub pages: Vec<String>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub(super) enum Cell {
    /// Nothing is known.
    Empty,
    /// No rank, for there is nothing to rank by: said to people, who would take a row of one name for a title.
    NoData,
    /// Text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A percentage: 98.5 is 98.5%.
    Rate(Decimal),
}

impl Cell {
    fn text(text: Option<&str>) -> Cell {
        text.filter(|text| !text.is_empty()).map_or(Cell::Empty, |text| Cell::Text(text.to_owned()))
    }

    fn number(number: Option<Decimal>) -> Cell {
        number.map_or(Cell::Empty, Cell::Number)
    }

    fn figure(figure: Decimal, is_rate: bool) -> Cell {
        if is_rate { Cell::Rate(figure) } else { Cell::Number(figure) }
    }
}

impl Table {
    /// The table of a ranking of a site.
    pub fn of(ranking: &Ranking, moves: &[Vec<Movement>], about: &[About], lines: Option<&Lines>) -> Table {
        let (metrics, columns_of) = metrics(ranking);
        let all: Vec<(&str, &Row, Movement)> = ranking
            .groups
            .iter()
            .zip(moves)
            .flat_map(|(group, moves)| group.rows.iter().zip(moves).map(|(row, to)| (group.title.as_str(), row, *to)))
            .collect();
        let list = ranking.mode == Mode::List;
        let column = |key, head: &str, cell: fn(&(&str, &Row, Movement)) -> Cell| (key, head.to_owned(), cell);
        let number = if list { "序号" } else { "名次" };
        let columns = [
            column("group", "分组", |(group, ..)| Cell::text(Some(group))),
            column("number", number, |(_, row, _)| match row.place {
                Position::Number(number) => Cell::number(i32::try_from(number).ok().map(Decimal::whole)),
                Position::NoData => Cell::NoData,
            }),
            column("account", "账号", |(_, row, _)| Cell::text(Some(&row.account.printed))),
            column("type", "类型", |(_, row, _)| Cell::text(row.account.kind.as_deref())),
            column("host", "主办单位", |(_, row, _)| Cell::text(row.host.as_deref())),
            column("region", "地区", |(_, row, _)| Cell::text(row.region.as_deref())),
            column("level", "层级", |(_, row, _)| Cell::text(row.level.as_deref())),
            column(
                "score",
                "得分",
                match ranking.is_rate(SCORE) {
                    true => |(_, row, _)| row.score.map_or(Cell::Empty, Cell::Rate),
                    false => |(_, row, _)| Cell::number(row.score),
                },
            ),
            column("movement", "升降", |(_, _, movement)| Cell::text(Some(&moved(*movement).2))),
            column("id", "编号", |(_, row, _)| Cell::text(row.id.as_deref())),
            column("url", "链接", |(_, row, _)| Cell::text(row.url.as_deref())),
        ];
        // What nobody has is no column; number, account and host always are.
        let fixed: Vec<_> = columns
            .into_iter()
            .filter(|(key, _, cell)| {
                matches!(*key, "number" | "account" | "host") || all.iter().any(|row| cell(row) != Cell::Empty)
            })
            .collect();
        let rows = all.iter().map(|row| {
            let mut counted = vec![Cell::Empty; metrics.len()];
            // What is counted twice of an account counts as it was typed first.
            for (name, figure) in row.1.metrics.iter().rev() {
                if let Some(cell) = columns_of.get(name.as_str()).and_then(|&at| counted.get_mut(at)) {
                    *cell = Cell::figure(*figure, ranking.is_rate(name));
                }
            }
            fixed.iter().map(|(_, _, cell)| cell(row)).chain(counted).collect()
        });
        let heads = fixed.iter().map(|(key, head, _)| (*key, head.clone()));
        Table {
            about: about.to_vec(),
            rows: rows.collect(),
            pages: lines.map(|lines| lines.pages(ranking)).unwrap_or_default(),
            heads: heads.chain(metrics.iter().map(|name| ("", (*name).to_owned()))).collect(),
        }
    }
}

/// The names of what was counted, in the order of the first row that has it, and where each stands among them.
fn metrics(ranking: &Ranking) -> (Vec<&str>, HashMap<&str, usize>) {
    let mut names: Vec<&str> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (name, _) in ranking.rows().flat_map(|row| &row.metrics) {
        places.entry(name).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        });
    }
    (names, places)
}

/// What is known of the whole.
pub(super) fn about(site: &Site, placed: &Placed, ranking: &Ranking) -> Vec<About> {
    let card = &placed.entry.card;
    let facts = ranking.facts();
    let fact = |key: FactKey, label| {
        let said = facts.iter().find(|fact| fact.key == key).map(|fact| fact.value.show(0));
        (key.name(), label, said)
    };
    let header = &card.header;
    let corrections = header.corrections.iter();
    let corrections: Vec<String> =
        corrections.map(|correction| format!("{}：{}", when::said_at(correction.at.value), correction.text)).collect();
    let all = [
        ("title", "标题", Some(header.title.clone())),
        fact(FactKey::Issuer, "发布单位"),
        fact(FactKey::Period, "期"),
        ("list", "榜单", ranking.list.as_ref().map(|list| list.value.clone())),
        ("mode", "方式", Some(if ranking.mode == Mode::List { "名单" } else { "评分" }.to_owned())),
        fact(FactKey::Formula, "计分方式"),
        fact(FactKey::AsOf, "数据截至"),
        fact(FactKey::Only, "范围"),
        fact(FactKey::Note, "说明"),
        fact(FactKey::Caution, "提醒"),
        ("updated", "更新", header.updated.as_ref().map(|updated| when::said_at(updated.value))),
        ("corrections", "更正", (!corrections.is_empty()).then(|| corrections.join("\n"))),
        ("url", "网址", Some(site.urls.absolute(&placed.address))),
    ];
    all.into_iter().filter_map(|(key, name, text)| Some((key, name, text?))).collect()
}
