//! A ranking for templates.

use crate::fields::Decimal;
use crate::kind::ranking::{Figure, Group, Mode, Movement, Position, Ranking, Row, Summary, columns, ties_said};
use crate::output::parts::LinkView;
use serde::Serialize;

/// A ranking for its pages.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct RankingView {
    /// Whether it is a list in the order of its issuer: 序号, not 名次.
    pub list: bool,
    /// Its groups.
    pub groups: Vec<GroupView>,
    /// Whether any row has a host, a region, a level, a movement: columns that nobody fills are not shown.
    pub has_host: bool,
    /// See `has_host`.
    pub has_region: bool,
    /// See `has_host`.
    pub has_level: bool,
    /// See `has_host`.
    pub has_movement: bool,
    /// How a score comes about, in sentences; empty for a list.
    pub how: Vec<String>,
    /// How equal scores were settled; empty for a list.
    pub ties: String,
    /// That it is built on what readers press, and what that means; for pages that do not say it among its facts.
    pub caution: Option<&'static str>,
    /// How many rows it has, those on other pages too.
    pub count: usize,
    /// How many of them have no score.
    pub no_data: usize,
    /// Who stood in the last period and does not in this.
    pub gone: Vec<String>,
    /// The period before.
    pub before: Option<LinkView>,
    /// The period behind.
    pub after: Option<LinkView>,
    /// The page of all periods.
    pub series: Option<LinkView>,
    /// Its numbers as files: CSV, XLSX, JSON.
    pub downloads: Vec<Download>,
    /// The card to share; not for one without names.
    pub card: Option<String>,
    /// Pages to print and put on the wall, one a group.
    pub rolls: Vec<LinkView>,
    /// The pages it is divided into; empty where it is one.
    pub pages: Vec<LinkView>,
    /// Which of them this is, from 1.
    pub page: usize,
}

/// Numbers to take away.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Download {
    /// CSV
    pub title: &'static str,
    /// Where it is.
    pub url: String,
    /// What it is called on somebody's machine.
    pub name: String,
}

/// A group of a ranking for templates.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct GroupView {
    /// Its title; empty for the only one.
    pub title: String,
    /// Its note.
    pub note: Option<String>,
    /// How many rows it has.
    pub count: usize,
    /// Its rows: in three columns for a list, in one for a scored ranking.
    pub columns: Vec<Vec<RowView>>,
    /// What it comes to: a row a figure.
    pub summary: Vec<FigureView>,
}

/// What a figure of a group comes to.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FigureView {
    /// 得分, 答复件数
    pub name: String,
    /// How many accounts have it.
    pub accounts: usize,
    /// All together; empty for scores and percentages.
    pub total: String,
    /// The middle one.
    pub median: String,
    /// The largest.
    pub most: String,
    /// The smallest.
    pub least: String,
}

/// A row of a ranking for templates.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct RowView {
    /// Its number; 无数据 where it has no score.
    pub number: String,
    /// Whether it has a number.
    pub numbered: bool,
    /// The account's name without its type.
    pub name: String,
    /// What follows the name in print: `(服务号)`.
    pub suffix: String,
    /// The type, where the printed name does not hold it.
    pub kind: Option<String>,
    /// Whose account it is.
    pub host: String,
    /// Where it is.
    pub region: String,
    /// 省级, 市级, 县级
    pub level: String,
    /// Its address.
    pub url: Option<String>,
    /// Its score.
    pub score: String,
    /// The length of its bar, in hundredths of the longest.
    pub bar: String,
    /// ↑2, ↓1, —, 新, 回; empty where the last period is not known.
    pub movement: String,
    /// The same in words: 上升2位.
    pub movement_text: String,
    /// For style sheets: up, down, same, new, back.
    pub movement_key: &'static str,
    /// What was counted of it: 阅读数 1200; with what it brought, where the score is a sum.
    pub metrics: Vec<String>,
    /// Its page through time.
    pub line: Option<String>,
}

/// Whether it is said of any row whose account it is.
pub(super) fn has_host(ranking: &Ranking) -> bool {
    ranking.rows().any(|row| row.host.as_ref().is_some_and(|host| !host.is_empty()))
}

/// A ranking without its groups.
pub(super) fn frame(ranking: &Ranking, mut moves: impl Iterator<Item = Movement>) -> RankingView {
    let list = ranking.mode == Mode::List;
    RankingView {
        list,
        has_host: has_host(ranking),
        has_region: ranking.rows().any(|row| row.region.is_some()),
        has_level: ranking.rows().any(|row| row.level.is_some()),
        has_movement: moves.any(|movement| movement != Movement::Unknown),
        how: if list { Vec::new() } else { ranking.scoring.said() },
        ties: if list { String::new() } else { ties_said(ranking.ties, &ranking.keys) },
        caution: ranking.caution(),
        count: ranking.len(),
        no_data: ranking.rows().filter(|row| row.place == Position::NoData).count(),
        ..RankingView::default()
    }
}

/// A group with these of its rows.
pub(super) fn group(ranking: &Ranking, group: &Group, rows: Vec<RowView>) -> GroupView {
    let columns = match ranking.mode {
        Mode::List => columns(&rows).into_iter().map(<[RowView]>::to_vec).collect(),
        Mode::Scored => vec![rows],
    };
    GroupView {
        title: group.title.clone(),
        note: group.note.clone(),
        count: group.rows.len(),
        columns: columns.into_iter().filter(|rows| !rows.is_empty()).collect(),
        summary: Vec::new(),
    }
}

/// What a scored group comes to. Of one account there is nothing to say.
pub(super) fn summary(ranking: &Ranking, group: &Group) -> Vec<FigureView> {
    if ranking.mode == Mode::List || group.rows.len() < 2 {
        return Vec::new();
    }
    let view = |figure: Figure| {
        let said = |number| ranking.said(&figure.name, number);
        FigureView {
            accounts: figure.accounts,
            // A sum of percentages means nothing.
            total: figure.total.filter(|_| !ranking.is_rate(&figure.name)).map(said).unwrap_or_default(),
            median: said(figure.median),
            most: said(figure.most),
            least: said(figure.least),
            name: figure.name,
        }
    };
    let summary = Summary::of(&group.rows);
    summary.score.into_iter().chain(summary.figures).map(view).collect()
}

/// The score whose bar is the longest.
pub(super) fn longest(group: &Group) -> Option<Decimal> {
    group.rows.iter().filter_map(|row| row.score).max().filter(|score| score.millionths() > 0)
}

/// A row.
pub(super) fn row(ranking: &Ranking, row: &Row, movement: Movement, longest: Option<Decimal>) -> RowView {
    let suffix = row.account.suffix().to_owned();
    let (key, sign, text) = moved(movement);
    RowView {
        number: number(row.place),
        numbered: row.place != Position::NoData,
        name: row.account.name.clone(),
        kind: row.account.kind.clone().filter(|_| suffix.is_empty()),
        suffix,
        host: row.host.clone().unwrap_or_default(),
        region: row.region.clone().unwrap_or_default(),
        level: row.level.clone().unwrap_or_default(),
        url: row.url.clone(),
        score: row.score.map(|score| ranking.shown(score)).unwrap_or_default(),
        bar: row.score.zip(longest).map(|(score, longest)| part(score, longest)).unwrap_or_default(),
        movement: sign,
        movement_text: text,
        movement_key: key,
        metrics: metrics(ranking, row),
        line: None,
    }
}

/// A row without movement and bar.
pub fn plain(ranking: &Ranking, one: &Row) -> RowView {
    row(ranking, one, Movement::Unknown, None)
}

/// The middle score of a ranking; empty where none has one.
pub fn median(ranking: &Ranking) -> String {
    let rows: Vec<Row> = ranking.rows().map(|row| Row { score: row.score, ..Row::default() }).collect();
    Summary::of(&rows).score.map(|score| ranking.shown(score.median)).unwrap_or_default()
}

/// What stands for the number of what cannot be ranked: it is not the last place.
pub const NO_DATA: &str = "无数据";

/// A number for readers.
pub fn number(place: Position) -> String {
    place.number().map_or_else(|| NO_DATA.to_owned(), |number| number.to_string())
}

/// A movement: for style sheets, as a sign, in words.
pub fn moved(movement: Movement) -> (&'static str, String, String) {
    match movement {
        Movement::Unknown => ("", String::new(), String::new()),
        Movement::New => ("new", "新".to_owned(), "新上榜".to_owned()),
        Movement::Back => ("back", "回".to_owned(), "重新上榜".to_owned()),
        Movement::By(0) => ("same", "—".to_owned(), "持平".to_owned()),
        Movement::By(up) if up > 0 => ("up", format!("↑{up}"), format!("上升{up}位")),
        Movement::By(down) => ("down", format!("↓{}", -down), format!("下降{}位", -down)),
    }
}

/// The hundredths of the longest bar, with one place.
fn part(score: Decimal, longest: Decimal) -> String {
    let tenths = i128::from(score.millionths().max(0)) * 1000 / i128::from(longest.millionths().max(1));
    let tenths = tenths.clamp(0, 1000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn metrics(ranking: &Ranking, row: &Row) -> Vec<String> {
    let one = |(name, number): &(String, Decimal)| {
        let number = ranking.said(name, *number);
        let earned = row.earned.iter().find(|(known, _)| known == name);
        match earned {
            Some((_, points)) => format!("{name} {number}（{points}分）"),
            None => format!("{name} {number}"),
        }
    };
    row.metrics.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_a_part_of_the_longest() {
        let number = |text| Decimal::parse(text).unwrap_or_default();
        assert_eq!(part(number("90"), number("92.5")), "97.2");
        assert_eq!(part(number("92.5"), number("92.5")), "100.0");
        assert_eq!(part(number("-3"), number("92.5")), "0.0");
    }

    #[test]
    fn a_movement_is_a_sign_and_words() {
        assert_eq!(moved(Movement::By(2)), ("up", "↑2".to_owned(), "上升2位".to_owned()));
        assert_eq!(moved(Movement::By(-1)), ("down", "↓1".to_owned(), "下降1位".to_owned()));
        assert_eq!(moved(Movement::Back).2, "重新上榜");
    }
}
