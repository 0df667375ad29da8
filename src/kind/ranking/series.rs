//! The periods of one ranking, joined: what comes before what, who went up and down, an account's line.
//!
//! Rankings with the same `list` are one series. Its periods are in the order of their names (2017年2月 before
//! 2017年3月) where all of them can be read so and none is named twice, else in that of their dates. Accounts are
//! joined by id, else by name and type together, within the group of one title; a ranking of a single group is one
//! group, whatever it is called.

use super::codes::{PREVIOUS, SAME_PERIOD};
use super::{Account, Mode, Period, Place, Ranking, Row};
use crate::both;
use crate::diagnostic::{self, Diagnostic};
use crate::fields::Decimal;
use crate::source::Manuscript;
use jiff::civil::DateTime;
use std::collections::{BTreeMap, HashMap};

/// A ranking that may be a period of a series.
#[derive(Clone, Copy)]
pub struct Issue<'a> {
    /// The ranking.
    pub ranking: &'a Ranking,
    /// When it was published.
    pub date: Option<DateTime>,
    /// The path of its file, so that no two are equal.
    pub path: &'a str,
    /// What it is called, for messages.
    pub title: &'a str,
    /// Its text, for messages.
    pub text: &'a Manuscript,
}

/// All series of a site. Rankings are known by their number in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    /// The series, by their keys.
    pub series: Vec<Series>,
    /// Where each ranking stands: its series, and its period there.
    places: HashMap<usize, (usize, usize)>,
}

/// The periods of one ranking.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// The key that joins them.
    pub key: String,
    /// The periods, the oldest first.
    pub runs: Vec<Run>,
    /// The accounts that stood in any of them, the best of the newest first.
    pub lines: Vec<Line>,
}

/// A period of a series.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Which ranking it is.
    pub ranking: usize,
    /// What became of each row since the period before: group by group, in the order of the rows.
    pub moves: Vec<Vec<Movement>>,
    /// The line of each row: an index into the lines of the series.
    pub lines: Vec<Vec<usize>>,
    /// Who stood in the period before and does not in this: an index into the lines.
    pub gone: Vec<usize>,
}

/// What became of a row since the last period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Movement {
    /// There is no period before, or it has no number.
    #[default]
    Unknown,
    /// It stands there for the first time.
    New,
    /// It stood there before, but not in the last period.
    Back,
    /// By so many numbers; 0 is the same, below 0 is down.
    By(i64),
}

/// An account through time.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The account as it is called in its newest period.
    pub account: Account,
    /// Whose it is there.
    pub host: Option<String>,
    /// Its address there.
    pub url: Option<String>,
    /// The title of its group; empty where there is one group only.
    pub group: String,
    /// What joins it: id, or name and type.
    pub identity: String,
    /// The id that its author gave it.
    pub id: Option<String>,
    /// Where it stood, the oldest first: only the periods in which it has a row.
    pub points: Vec<Point>,
}

/// Where an account stood in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The period: an index into the runs.
    pub run: usize,
    /// Its number, or none.
    pub place: Place,
    /// Its score.
    pub score: Option<Decimal>,
    /// What became of it since the period before.
    pub movement: Movement,
}

impl Joined {
    /// Joins rankings, and tells what contradicts another period. What is no ranking only has a number.
    pub fn of(all: &[Option<Issue<'_>>]) -> (Joined, Vec<Diagnostic>) {
        let mut lists: BTreeMap<&str, Vec<Member<'_>>> = BTreeMap::new();
        for issue in all.iter().enumerate().filter_map(|(at, issue)| Some((at, issue.as_ref()?))) {
            if let Some(list) = &issue.1.ranking.list {
                lists.entry(list.value.as_str()).or_default().push(issue);
            }
        }
        let (mut joined, mut told) = (Joined::default(), Vec::new());
        for (key, mut members) in lists {
            in_order(&mut members, &mut told);
            let series = join(key, &members, &mut told);
            for (run, (ranking, _)) in members.iter().enumerate() {
                joined.places.insert(*ranking, (joined.series.len(), run));
            }
            joined.series.push(series);
        }
        (joined, told)
    }

    /// The series of a ranking and its period there.
    pub fn find(&self, ranking: usize) -> Option<(&Series, usize)> {
        let &(series, run) = self.places.get(&ranking)?;
        Some((self.series.get(series)?, run))
    }
}

/// A ranking of a series, with its number.
type Member<'a> = (usize, &'a Issue<'a>);

/// Puts the periods of a series in order.
fn in_order(members: &mut [Member<'_>], told: &mut Vec<Diagnostic>) {
    members.sort_by_key(|(_, issue)| (issue.date, issue.path));
    let mut named: HashMap<&str, &Issue<'_>> = HashMap::new();
    let mut twice = false;
    for (_, issue) in members.iter() {
        let Some(period) = &issue.ranking.period else { continue };
        if let Some(first) = named.get(period.as_str()) {
            twice = true;
            told.push(same_period(period, issue, first));
        } else {
            named.insert(period, issue);
        }
    }
    let read = |(_, issue): &Member<'_>| issue.ranking.period.as_deref().and_then(Period::parse);
    let periods: Option<Vec<Period>> = members.iter().map(read).collect();
    let alike = periods.is_some_and(|periods| periods.windows(2).all(|pair| pair[0].unit == pair[1].unit));
    if alike && !twice {
        members.sort_by_key(|member| (read(member), member.1.date, member.1.path));
    }
}

/// Joins the periods of a series, in order.
fn join(key: &str, members: &[Member<'_>], told: &mut Vec<Diagnostic>) -> Series {
    let mut series = Series { key: key.to_owned(), ..Series::default() };
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for (run, &(ranking, issue)) in members.iter().enumerate() {
        let mut this = Run { ranking, ..Run::default() };
        let single = issue.ranking.groups.len() == 1;
        let mut denied: Vec<(String, u32, u32)> = Vec::new();
        for group in &issue.ranking.groups {
            let title = if single { "" } else { group.title.as_str() };
            let (mut moves, mut lines) = (Vec::with_capacity(group.rows.len()), Vec::with_capacity(group.rows.len()));
            for row in &group.rows {
                let at = *known.entry((title.to_owned(), row.identity())).or_insert_with(|| {
                    series.lines.push(Line { group: title.to_owned(), identity: row.identity(), ..Line::default() });
                    series.lines.len() - 1
                });
                let line = &mut series.lines[at];
                let movement = moved(line, run, row, &mut denied);
                line.account = row.account.clone();
                line.host.clone_from(&row.host);
                line.url.clone_from(&row.url);
                line.id = row.id.clone();
                line.points.push(Point { run, place: row.place, score: row.score, movement });
                moves.push(movement);
                lines.push(at);
            }
            this.moves.push(moves);
            this.lines.push(lines);
        }
        if let Some(before) = run.checked_sub(1).and_then(|before| series.runs.get(before)) {
            let still = |line: &usize| series.lines[*line].points.last().is_some_and(|point| point.run == run);
            this.gone = before.lines.iter().flatten().copied().filter(|line| !still(line)).collect();
        }
        told.extend(denies(issue, run.checked_sub(1).and_then(|at| members.get(at)).map(|(_, issue)| *issue), &denied));
        series.runs.push(this);
    }
    series
}

/// What became of a row since the period before `run`: the joined one counts, what its author typed only where
/// there is none.
fn moved(line: &Line, run: usize, row: &Row, denied: &mut Vec<(String, u32, u32)>) -> Movement {
    let last = line.points.last().filter(|point| point.run + 1 == run);
    let before = last.and_then(|point| point.place.number());
    if let (Some(typed), Some(before)) = (row.previous, before)
        && typed != before
    {
        denied.push((row.account.printed.clone(), typed, before));
    }
    match (row.place, before.or(row.previous)) {
        (Place::NoData, _) => Movement::Unknown,
        (Place::Number(now), Some(before)) => Movement::By(i64::from(before) - i64::from(now)),
        (Place::Number(_), None) if run == 0 => Movement::Unknown,
        (Place::Number(_), None) => {
            let stood = line.points.iter().any(|point| point.place != Place::NoData);
            if stood { Movement::Back } else { Movement::New }
        }
    }
}

/// What became of the rows of a ranking that is in no series, from what its author typed.
pub fn alone(ranking: &Ranking) -> Vec<Vec<Movement>> {
    let one = |row: &Row| match (row.place, row.previous) {
        (Place::Number(now), Some(before)) => Movement::By(i64::from(before) - i64::from(now)),
        _ => Movement::Unknown,
    };
    ranking.groups.iter().map(|group| group.rows.iter().map(one).collect()).collect()
}

fn place(issue: &Issue<'_>) -> diagnostic::Place {
    match &issue.ranking.list {
        Some(list) => issue.text.place(list.span.clone()),
        None => issue.text.line(1),
    }
}

fn same_period(period: &str, issue: &Issue<'_>, first: &Issue<'_>) -> Diagnostic {
    let list = issue.ranking.list.as_ref().map_or("", |list| list.value.as_str());
    Diagnostic::at(
        &SAME_PERIOD,
        place(issue),
        both!(
            "“{list}”的“{period}”有两份，升降按发布的先后算",
            "“{list}” has “{period}” twice; movement goes by their dates"
        ),
    )
    .also(place(first), both!("另一份在这里", "the other one is here"))
    .help(both!(
        "两份的“期”写成不一样的；不是同一份榜单的，“榜单”写成不一样的",
        "give each its own period; what is another ranking wants another “list”"
    ))
}

fn denies(issue: &Issue<'_>, before: Option<&Issue<'_>>, denied: &[(String, u32, u32)]) -> Option<Diagnostic> {
    let ((name, typed, real), before) = (denied.first()?, before?);
    // A list of names has no ranks that go up and down; its numbers are still compared.
    let word = if issue.ranking.mode == Mode::List { "序号" } else { "名次" };
    let (count, title) = (denied.len(), before.title);
    let (more_zh, more_en) = match count {
        1 => (String::new(), String::new()),
        _ => (format!("（这样的有{count}个账号）"), format!(" ({count} accounts)")),
    };
    Some(
        Diagnostic::at(
            &PREVIOUS,
            place(issue),
            both!(
                "“{name}”写的上期{word}是{typed}，《{title}》里是{real}，按后一个算{more_zh}",
                "“{name}”: the previous number is {typed} here and {real} in “{title}”, which counts{more_en}"
            ),
        )
        .help(both!(
            "“上期”可以不写：写了“榜单”，程序自己找上一期",
            "“previous” need not be typed: the last period is found by “list”"
        )),
    )
}

#[cfg(test)]
mod tests {
    use super::super::Group;
    use super::super::order::{Ties, arrange};
    use super::*;
    use crate::diagnostic::Text;
    use crate::fields::Located;
    use proptest::prelude::*;

    fn ranking(period: &str, rows: &[(&str, Option<i32>)]) -> Ranking {
        let row = |&(name, score): &(&str, Option<i32>)| Row {
            account: Account::new(name, None),
            score: score.map(Decimal::whole),
            ..Row::default()
        };
        let mut rows: Vec<Row> = rows.iter().map(row).collect();
        arrange(&mut rows, Mode::Scored, Ties::Skip, &[]);
        Ranking {
            mode: Mode::Scored,
            list: Some(Located { value: "月榜".to_owned(), span: 0..1 }),
            period: Some(period.to_owned()),
            groups: vec![Group { rows, ..Group::default() }],
            ..Ranking::default()
        }
    }

    fn joined(rankings: &[Ranking]) -> (Joined, Vec<Diagnostic>) {
        let text = Manuscript::from(Text::new("a.yaml", "榜"));
        let paths: Vec<String> = (0..rankings.len()).map(|at| format!("{at:03}")).collect();
        let issues: Vec<Option<Issue<'_>>> = rankings
            .iter()
            .zip(&paths)
            .map(|(ranking, path)| Some(Issue { ranking, date: None, path, title: "上一期", text: &text }))
            .collect();
        Joined::of(&issues)
    }

    fn moves(rankings: &[Ranking], at: usize) -> Vec<String> {
        let (joined, _) = joined(rankings);
        let Some((series, run)) = joined.find(at) else { return Vec::new() };
        let names = rankings[at].rows().map(|row| row.account.name.clone());
        names
            .zip(series.runs[run].moves.iter().flatten())
            .map(|(name, movement)| format!("{name} {movement:?}"))
            .collect()
    }

    #[test]
    fn accounts_go_up_and_down_come_new_and_come_back() {
        let all = [
            ranking("2017年3月", &[("乙", Some(9)), ("甲", Some(8)), ("戊", Some(7)), ("丙", Some(6)), ("丁", None)]),
            ranking("2017年1月", &[("甲", Some(9)), ("丙", Some(8)), ("丁", Some(7))]),
            ranking("2017年2月", &[("甲", Some(9)), ("乙", Some(8)), ("丁", Some(7)), ("丙", None)]),
        ];
        // The oldest is the one of January, wherever its file stands.
        assert_eq!(moves(&all, 1), ["甲 Unknown", "丙 Unknown", "丁 Unknown"]);
        assert_eq!(moves(&all, 2), ["甲 By(0)", "乙 New", "丁 By(0)", "丙 Unknown"]);
        assert_eq!(moves(&all, 0), ["乙 By(1)", "甲 By(-1)", "戊 New", "丙 Back", "丁 Unknown"]);
        let (joined, told) = joined(&all);
        assert_eq!(told, []);
        let line = joined.series[0].lines.iter().find(|line| line.account.name == "丙");
        let points: Vec<(usize, Option<u32>)> =
            line.into_iter().flat_map(|line| &line.points).map(|point| (point.run, point.place.number())).collect();
        assert_eq!(points, [(0, Some(2)), (1, None), (2, Some(4))]);
    }

    #[test]
    fn who_is_gone_is_known() {
        let all = [ranking("2017年1月", &[("甲", Some(9)), ("乙", Some(8))]), ranking("2017年2月", &[("甲", Some(9))])];
        let (joined, _) = joined(&all);
        let series = &joined.series[0];
        let gone: Vec<&str> =
            series.runs[1].gone.iter().map(|&line| series.lines[line].account.name.as_str()).collect();
        assert_eq!(gone, ["乙"]);
    }

    #[test]
    fn a_period_twice_and_a_denied_number_are_told() {
        let mut second = ranking("2017年1月", &[("甲", Some(9)), ("乙", Some(9))]);
        for row in &mut second.groups[0].rows {
            row.previous = Some(5);
        }
        let all = [ranking("2017年1月", &[("甲", Some(9)), ("乙", Some(8))]), second];
        let (_, told) = joined(&all);
        let said: Vec<&str> = told.iter().map(|told| told.message.zh.as_str()).collect();
        assert_eq!(
            said,
            [
                "“月榜”的“2017年1月”有两份，升降按发布的先后算",
                "“乙”写的上期名次是5，《上一期》里是2，按后一个算（这样的有2个账号）",
            ]
        );
    }

    proptest! {
        #[test]
        fn movement_is_antisymmetric(
            one in proptest::collection::vec(proptest::option::of(0i32..9), 12),
            two in proptest::collection::vec(proptest::option::of(0i32..9), 12),
        ) {
            const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
            let rows = |scores: &[Option<i32>]| -> Vec<(&str, Option<i32>)> {
                // Every third account has no row where it has no score.
                let there = |(at, _): &(usize, (&str, Option<i32>))| at % 3 != 0 || scores[*at].is_some();
                NAMES.into_iter().zip(scores.iter().copied()).enumerate().filter(there).map(|(_, row)| row).collect()
            };
            let (one, two) = (rows(&one), rows(&two));
            let forth = [ranking("2017年1月", &one), ranking("2017年2月", &two)];
            let back = [ranking("2017年1月", &two), ranking("2017年2月", &one)];
            let by = |rankings: &[Ranking; 2]| -> HashMap<String, i64> {
                let (joined, _) = joined(rankings);
                let moves = joined.series[0].runs[1].moves.iter().flatten();
                let named = rankings[1].rows().zip(moves);
                named.filter_map(|(row, movement)| match movement {
                    Movement::By(by) => Some((row.identity(), *by)),
                    _ => None,
                }).collect()
            };
            let (forth, back) = (by(&forth), by(&back));
            prop_assert_eq!(forth.len(), back.len());
            for (name, by) in forth {
                prop_assert_eq!(back.get(&name), Some(&-by), "{}", name);
            }
        }
    }
}
