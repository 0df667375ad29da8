//! The periods of one ranking, joined: what comes before what, who went up and down, an account's line.
//!
//! Rankings with the same `list` are one series. Its periods are in the order of their names (2017年2月 before
//! 2017年3月) where all of them can be read so, with their years, and none is named twice, else in that of their dates.
//! Who is who is told in [`super::joint`].

use super::codes::{PREVIOUS, SAME_PERIOD};
use super::joint::{Joint, Known};
use super::{Account, Mode, Period, Position, Ranking, Row};
use crate::both;
use crate::diagnostic::{self, Diagnostic};
use crate::fields::Decimal;
use crate::source::Manuscript;
use jiff::civil::DateTime;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

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

/// Whether so many rankings with one key are a series that has pages of its own.
pub fn is_series(rankings: usize) -> bool {
    rankings > 1
}

impl Series {
    /// Whether it has pages of its own.
    pub fn has_pages(&self) -> bool {
        is_series(self.runs.len())
    }
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
    /// What the accounts were first known by, where their rows alone do not tell it: by the number of the row, from 0
    /// through all groups.
    pub firsts: Arc<BTreeMap<usize, Joint>>,
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
    /// Where it is there.
    pub region: Option<String>,
    /// What tells it apart from others of its name: its host, its region or its id; none where it needs none.
    pub mark: Option<String>,
    /// Its address there.
    pub url: Option<String>,
    /// The title of its group there; empty where there is one group only.
    pub group: String,
    /// What it was first known by.
    pub first: Joint,
    /// Where it stood, the oldest first: only the periods in which it has a row.
    pub points: Vec<Point>,
}

/// Where an account stood in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The period: an index into the runs.
    pub run: usize,
    /// Its number, or none.
    pub place: Position,
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
    let read = |(_, issue): &Member<'_>| issue.ranking.period.as_deref().and_then(Period::parse);
    // What was imported on one day is still in the order of its periods, as far as they can be read.
    members.sort_by_cached_key(|member| {
        let period = read(member).filter(Period::has_order);
        (member.1.date, period.is_none(), period, member.1.path)
    });
    let mut named: HashMap<(Option<Period>, &str), &Issue<'_>> = HashMap::new();
    let mut twice = false;
    for member in members.iter() {
        let Some(name) = member.1.ranking.period.as_deref() else { continue };
        // 2017年1月 and 2017年1月份 are one.
        let period = read(member);
        let key = (period, if period.is_some() { "" } else { name });
        if let Some(first) = named.get(&key) {
            twice = true;
            told.push(same_period(name, member.1, first));
        } else {
            named.insert(key, member.1);
        }
    }
    let periods: Option<Vec<Period>> = members.iter().map(|member| read(member).filter(Period::has_order)).collect();
    let alike = periods.is_some_and(|periods| periods.windows(2).all(|pair| pair[0].unit == pair[1].unit));
    if alike && !twice {
        members.sort_by_key(|member| (read(member), member.1.date, member.1.path));
    }
}

/// Joins the periods of a series, in order.
fn join(key: &str, members: &[Member<'_>], told: &mut Vec<Diagnostic>) -> Series {
    let mut series = Series { key: key.to_owned(), ..Series::default() };
    let mut known = Known::default();
    for (run, &(ranking, issue)) in members.iter().enumerate() {
        let mut this = Run { ranking, ..Run::default() };
        let single = issue.ranking.groups.len() == 1;
        let mut denied: Vec<(String, u32, u32)> = Vec::new();
        let mut firsts = BTreeMap::new();
        let mut found = known.find(issue.ranking).into_iter();
        for group in &issue.ranking.groups {
            let (mut moves, mut lines) = (Vec::with_capacity(group.rows.len()), Vec::with_capacity(group.rows.len()));
            for (row, found) in group.rows.iter().zip(&mut found) {
                if found.line == series.lines.len() {
                    series.lines.push(Line { first: found.first.clone(), ..Line::default() });
                }
                let Some(line) = series.lines.get_mut(found.line) else { continue };
                if found.first != Joint::of(issue.ranking, group, row) {
                    firsts.insert(this.len() + lines.len(), found.first);
                }
                let movement = moved(line, run, row, found.comparable, &mut denied);
                line.account = row.account.clone();
                line.host.clone_from(&row.host);
                line.region.clone_from(&row.region);
                line.url.clone_from(&row.url);
                line.group = if single { String::new() } else { group.title.clone() };
                line.points.push(Point { run, place: row.place, score: row.score, movement });
                moves.push(movement);
                lines.push(found.line);
            }
            this.moves.push(moves);
            this.lines.push(lines);
        }
        this.firsts = Arc::new(firsts);
        if let Some(before) = run.checked_sub(1).and_then(|before| series.runs.get(before)) {
            let still = |line: &usize| series.lines[*line].points.last().is_some_and(|point| point.run == run);
            this.gone = before.lines.iter().flatten().copied().filter(|line| !still(line)).collect();
        }
        told.extend(denies(issue, run.checked_sub(1).and_then(|at| members.get(at)).map(|(_, issue)| *issue), &denied));
        series.runs.push(this);
    }
    mark(&mut series.lines);
    series
}

/// Marks the lines of one name by the first that is not the same of all of them.
fn mark(lines: &mut [Line]) {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        names.entry(line.account.full()).or_default().push(at);
    }
    for alike in names.into_values().filter(|alike| alike.len() > 1) {
        let marks: [fn(&Line) -> Option<String>; 3] =
            [|line| line.host.clone(), |line| line.region.clone(), |line| line.first.id.clone()];
        let of_all = |mark: &fn(&Line) -> Option<String>| alike.iter().map(|&at| mark(&lines[at])).collect::<Vec<_>>();
        let tells = |all: &Vec<Option<String>>| all.iter().any(|one| *one != all[0]);
        if let Some(all) = marks.iter().map(of_all).find(tells) {
            alike.iter().zip(all).for_each(|(&at, mark)| lines[at].mark = mark);
        }
    }
}

impl Line {
    /// What it is called among the others of its series.
    pub fn name(&self) -> String {
        self.named(&self.account)
    }

    /// What its account of a period, which may have had another name, is called among them.
    pub fn named(&self, account: &Account) -> String {
        match &self.mark {
            Some(mark) => format!("{}（{mark}）", account.full()),
            None => account.full(),
        }
    }
}

impl Run {
    /// How many rows it has.
    fn len(&self) -> usize {
        self.lines.iter().map(Vec::len).sum()
    }
}

/// What became of a row since the period before `run`: the joined one counts, what its author typed only where
/// there is none. Numbers of two groups cannot be compared, and say nothing.
fn moved(line: &Line, run: usize, row: &Row, comparable: bool, denied: &mut Vec<(String, u32, u32)>) -> Movement {
    let last = line.points.last().filter(|point| point.run + 1 == run).and_then(|point| point.place.number());
    let before = last.filter(|_| comparable);
    if let (Some(typed), Some(before)) = (row.previous, before)
        && typed != before
    {
        denied.push((row.account.printed.clone(), typed, before));
    }
    match (row.place, before.or(row.previous)) {
        (Position::NoData, _) => Movement::Unknown,
        (Position::Number(now), Some(before)) => Movement::By(i64::from(before) - i64::from(now)),
        (Position::Number(_), None) if run == 0 || last.is_some() => Movement::Unknown,
        (Position::Number(_), None) => {
            let stood = line.points.iter().any(|point| point.place != Position::NoData);
            if stood { Movement::Back } else { Movement::New }
        }
    }
}

/// What became of the rows of a ranking that is in no series, from what its author typed.
pub fn alone(ranking: &Ranking) -> Vec<Vec<Movement>> {
    let one = |row: &Row| match (row.place, row.previous) {
        (Position::Number(now), Some(before)) => Movement::By(i64::from(before) - i64::from(now)),
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
    let message = match first.ranking.period.as_deref().filter(|other| *other != period) {
        None => both!(
            "“{list}”的“{period}”有两份，升降按发布的先后算",
            "“{list}” has “{period}” twice; movement goes by their dates"
        ),
        Some(other) => both!(
            "“{list}”的“{other}”和“{period}”是同一期，升降按发布的先后算",
            "“{other}” and “{period}” of “{list}” are one period; movement goes by their dates"
        ),
    };
    Diagnostic::at(&SAME_PERIOD, place(issue), message)
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
mod tests;
