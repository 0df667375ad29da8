//! Pages of rankings beside the entry's own: the rest of a long one, a roll of honour to print, the periods of a
//! series, an account through time.

use super::{Meta, Stage};
use crate::hash::Shared;
use crate::kind::Kind;
use crate::kind::ranking::{Group, Mode, Movement, Point, Position, Ranking, Series};
use crate::output::parts::{CardView, LinkView};
use crate::output::ranking::chart::{self, Track};
use crate::output::ranking::shown::{self, Shown};
use crate::output::ranking::{RowView, median_shown, movement_shown, of, place_shown, row_shown};
use crate::output::{Artifact, Rank};
use crate::own;
use crate::site::{Placed, Site};
use crate::when;
use serde::Serialize;
use std::sync::Arc;

/// A page of a ranking that has more rows than one page shows.
#[derive(Hash, Serialize)]
struct Part {
    title: String,
    home: LinkView,
    card: Shared<CardView>,
    ranking: Shown,
}

/// A roll of honour to print.
#[derive(Hash, Serialize)]
struct Roll {
    home: LinkView,
    /// The title of the ranking.
    title: String,
    /// The title of the group.
    group: Option<String>,
    note: Option<String>,
    list: bool,
    /// Sheets of paper, each read by itself: in one column, or in two or three where there are many.
    sheets: Vec<Vec<Vec<RowView>>>,
    issuer: Option<String>,
    date: String,
    period: Option<String>,
}

/// The page of a series.
#[derive(Hash, Serialize)]
struct SeriesPage {
    title: String,
    list: bool,
    periods: Vec<PeriodView>,
    chart: String,
    /// The names of its lines, in the order of their colours.
    legend: Vec<String>,
    /// The first of the newest period, through time.
    accounts: Vec<AccountView>,
    /// The heads of their columns.
    heads: Vec<String>,
    /// What there are more of than the table has.
    rest: Vec<Rest>,
    newest: LinkView,
    scores: ScoresView,
}

/// That there is more of something than is shown, and where: the link stands behind the words.
#[derive(Hash, Serialize)]
struct Rest {
    said: String,
    link: LinkView,
}

/// What a page of a series says of its scores.
#[derive(Clone, Hash, Serialize)]
struct ScoresView {
    /// By which formula the newest period has them.
    formula: Option<String>,
    /// That they are built on what readers press, if those of any period are.
    caution: Option<&'static str>,
}

/// A period in the list of all.
#[derive(Hash, Serialize)]
struct PeriodView {
    name: String,
    url: String,
    date: String,
    count: usize,
    first: Vec<String>,
    median: String,
}

/// An account in the table of a series.
#[derive(Hash, Serialize)]
struct AccountView {
    name: String,
    url: String,
    places: Vec<String>,
}

/// An account through time.
#[derive(Hash, Serialize)]
struct AccountPage {
    name: String,
    host: Option<String>,
    group: String,
    outside: Option<String>,
    list: bool,
    series: LinkView,
    chart: String,
    best: String,
    points: Vec<PointView>,
    scores: ScoresView,
}

#[derive(Hash, Serialize)]
struct PointView {
    name: String,
    url: String,
    number: String,
    numbered: bool,
    movement: String,
    movement_text: String,
    movement_key: &'static str,
    score: String,
}

/// So many names have room on a sheet of A4, the title above them and the signature below: 17 in each of three columns,
/// some of which take two lines.
const SHEET: usize = 51;

/// So many accounts are drawn as lines, and so many stand in the table of a series.
const LINES: usize = 6;
const ACCOUNTS: usize = 50;

/// So many periods fit the table of a series; the others have pages of their own all the same.
const COLUMNS: usize = 12;

pub(super) fn plan(stage: &Stage<'_>) -> Vec<Arc<Artifact>> {
    let site = stage.scene.site;
    let mut artifacts = Vec::new();
    for (at, placed) in site.numbered(Kind::Ranking) {
        let Some(ranking) = of(placed) else { continue };
        let pages = (2..=ranking.pages()).filter_map(|page| part(stage, at, placed, page));
        artifacts.extend(pages);
        artifacts.extend(ranking.rolls().map(|(number, group)| roll(stage, placed, ranking, group, number)));
    }
    for series in site.rankings.series.iter().filter(|series| series.has_pages()) {
        artifacts.extend(series_pages(stage, series));
    }
    artifacts
}

/// The pages of the series that have one, and the numbers of their rankings among the entries.
pub(super) fn series(site: &Site) -> impl Iterator<Item = (String, impl Iterator<Item = usize>)> {
    let all = site.rankings.series.iter().filter(|series| series.has_pages());
    all.map(|series| (own::series_path(&series.key), series.runs.iter().map(|run| run.ranking)))
}

/// What a page that belongs to rankings says to machines: the way to it lies through their list.
fn meta(stage: &Stage<'_>, description: &str, below: &[(&str, &str)]) -> Meta {
    let info = Kind::Ranking.info();
    let list = info.address();
    let way: Vec<(&str, &str)> = [(info.label.0, list.as_str())].into_iter().chain(below.iter().copied()).collect();
    Meta { column: stage.frame.heads.kind(Kind::Ranking), ..stage.meta_on(description, &way) }
}

fn home(site: &Site, placed: &Placed) -> LinkView {
    LinkView { title: placed.entry.card.header.title.clone(), url: site.urls.local(&placed.address) }
}

fn part(stage: &Stage<'_>, at: usize, placed: &Shared<Placed>, page: usize) -> Option<Arc<Artifact>> {
    let ranking = Shown::of(stage.scene.site, at, page)?;
    let title = format!("{}（第{page}页）", placed.entry.card.header.title);
    let path = format!("{}{}", placed.address, own::part(page));
    let card = &placed.entry.card;
    let meta = meta(stage, &card.summary, &[(&card.header.title, &placed.address), (&title, &path)]);
    let content = Part { title, home: home(stage.scene.site, placed), card: stage.card(placed), ranking };
    Some(stage.page("web/ranking-part.html", &path, Rank::Page, meta, content))
}

fn roll(stage: &Stage<'_>, placed: &Placed, ranking: &Ranking, group: &Group, number: usize) -> Arc<Artifact> {
    let rows: Vec<RowView> =
        group.rows.iter().filter(|row| ranking.is_on_roll(row)).map(|row| row_shown(ranking, row)).collect();
    let sheets = rows.len().div_ceil(SHEET).max(1);
    let sheets = rows.chunks(rows.len().div_ceil(sheets).max(1)).map(|rows| {
        let columns = match rows.len() {
            0..=12 => 1,
            13..=34 => 2,
            _ => 3,
        };
        rows.chunks(rows.len().div_ceil(columns).max(1)).map(<[RowView]>::to_vec).collect()
    });
    let card = &placed.entry.card;
    let title = card.header.title.clone();
    let content = Roll {
        home: home(stage.scene.site, placed),
        title: title.clone(),
        group: (!group.title.is_empty()).then(|| group.title.clone()),
        note: group.note.clone(),
        list: ranking.mode == Mode::List,
        sheets: sheets.collect(),
        issuer: ranking.issuer.clone().or_else(|| stage.scene.site.config.org.clone()),
        // 落款 has no weekday.
        date: card.date().map(|date| when::date(date.day(), true)).unwrap_or_default(),
        period: ranking.period.clone(),
    };
    let path = format!("{}{}", placed.address, own::roll(number));
    let meta = meta(stage, &card.summary, &[(&title, &placed.address), (&format!("{title}（光荣榜）"), &path)]);
    stage.page("web/ranking-roll.html", &path, Rank::Page, meta, content)
}

/// A period as all pages of its series name it.
struct Named<'a> {
    placed: &'a Placed,
    name: String,
    url: String,
}

fn series_pages(stage: &Stage<'_>, series: &Series) -> Vec<Arc<Artifact>> {
    let site = stage.scene.site;
    let named = |ranking: usize| {
        let placed = site.entries.get(ranking)?;
        Some(Named { placed, name: shown::period(placed), url: site.urls.local(&placed.address) })
    };
    let named: Option<Vec<Named<'_>>> = series.runs.iter().map(|run| named(run.ranking)).collect();
    let Some(named) = named else { return Vec::new() };
    let address = own::series_path(&series.key);
    let mut artifacts = Vec::with_capacity(series.lines.len() + 1);
    let scores = scores(&named);
    artifacts.extend(series.lines.iter().map(|line| account(stage, series, line, &named, &scores, &address)));
    artifacts.extend(series_page(stage, series, &named, scores, &address));
    artifacts
}

/// What a number is called.
fn numbered(list: bool) -> &'static str {
    if list { "序号" } else { "名次" }
}

fn mode(placed: &Placed) -> Mode {
    of(placed).map(|ranking| ranking.mode).unwrap_or_default()
}

fn scores(named: &[Named<'_>]) -> ScoresView {
    let newest_first = || named.iter().rev().filter_map(|period| of(period.placed));
    ScoresView {
        formula: newest_first()
            .next()
            .filter(|newest| newest.mode == Mode::Scored)
            .and_then(|newest| newest.scoring.name()),
        caution: newest_first().find_map(|ranking| ranking.caution()),
    }
}

fn series_page(
    stage: &Stage<'_>,
    series: &Series,
    named: &[Named<'_>],
    scores: ScoresView,
    address: &str,
) -> Option<Arc<Artifact>> {
    let newest = named.last()?;
    let list = mode(newest.placed) == Mode::List;
    let periods = named.iter().zip(&series.runs).rev().map(|(period, run)| {
        let ranking = of(period.placed);
        let rows = || ranking.into_iter().flat_map(|ranking| ranking.rows());
        let single = ranking.is_some_and(|ranking| ranking.groups.len() == 1);
        let lines = run.lines.iter().flatten().filter_map(|&line| series.lines.get(line));
        let first = rows().zip(lines).filter(|(row, _)| single && row.place == Position::Number(1));
        PeriodView {
            name: period.name.clone(),
            url: period.url.clone(),
            date: period.placed.entry.card.date().map(|date| when::date(date.day(), true)).unwrap_or_default(),
            count: rows().count(),
            first: first.map(|(row, line)| line.named(&row.account)).collect(),
            median: ranking.map(median_shown).unwrap_or_default(),
        }
    });
    let run = series.runs.last()?;
    let order: Vec<usize> = run.lines.iter().flatten().copied().collect();
    // The newest first: on a phone the table slides, and what is new must be there before that.
    let lines = || order.iter().filter_map(|&line| series.lines.get(line));
    let accounts = lines().take(ACCOUNTS).map(|line| AccountView {
        name: line.name(),
        url: stage.scene.site.urls.local(&format!("{address}{}/", shown::slug_of(line))),
        places: spread(&line.points, named.len())
            .into_iter()
            .rev()
            .take(COLUMNS)
            .map(|point| point.map_or_else(|| "—".to_owned(), |point| place_shown(point.place)))
            .collect(),
    });
    let (all, newest_link) = (order.len(), LinkView { title: newest.name.clone(), url: newest.url.clone() });
    let more_accounts = (all > ACCOUNTS)
        .then(|| Rest {
            said: format!("共{all}个账号，这里是前{ACCOUNTS}个；其余的在"), link: newest_link.clone()
        });
    let more_periods = (named.len() > COLUMNS).then(|| Rest {
        said: format!("共{}期，这里是最近{COLUMNS}期；更早的在", named.len()),
        link: LinkView { title: "上面的表".to_owned(), url: "#each".to_owned() },
    });
    let names: Vec<&str> = named.iter().map(|period| period.name.as_str()).collect();
    let tracks: Vec<Track> = lines()
        .take(LINES)
        .map(|line| Track { name: line.name(), places: numbers(&line.points, named.len()) })
        .collect();
    let single = run.lines.len() == 1;
    let title = format!("{}：各期", series.key);
    let chart_title = format!("最近一期的前{}家，各期{}", tracks.len(), numbered(list));
    let content = SeriesPage {
        title: series.key.clone(),
        list,
        chart: if single && !list { chart::places(&names, &tracks, &chart_title, "accounts") } else { String::new() },
        legend: tracks.iter().map(|track| track.name.clone()).collect(),
        periods: periods.collect(),
        accounts: accounts.collect(),
        heads: names.iter().rev().take(COLUMNS).map(|name| (*name).to_owned()).collect(),
        rest: more_accounts.into_iter().chain(more_periods).collect(),
        newest: newest_link,
        scores,
    };
    let meta = meta(stage, "", &[(&title, address)]);
    Some(stage.page("web/ranking-series.html", address, Rank::List, meta, content))
}

fn account(
    stage: &Stage<'_>,
    series: &Series,
    line: &crate::kind::ranking::Line,
    named: &[Named<'_>],
    scores: &ScoresView,
    address: &str,
) -> Arc<Artifact> {
    let name = line.account.full();
    let spread = spread(&line.points, named.len());
    let mut points = Vec::with_capacity(named.len());
    for (period, point) in named.iter().zip(&spread).rev() {
        let (movement_key, movement, movement_text) =
            movement_shown(point.map_or(Movement::Unknown, |point| point.movement));
        points.push(PointView {
            name: period.name.clone(),
            url: period.url.clone(),
            number: point.map_or_else(|| "没有上榜".to_owned(), |point| place_shown(point.place)),
            numbered: point.is_some_and(|point| point.place != Position::NoData),
            movement,
            movement_text,
            movement_key,
            score: point
                .and_then(|point| point.score)
                .zip(of(period.placed))
                .map(|(score, of)| of.shown(score))
                .unwrap_or_default(),
        });
    }
    let last = line.points.last().and_then(|point| named.get(point.run));
    let names: Vec<&str> = named.iter().map(|period| period.name.as_str()).collect();
    let track = Track { name: name.clone(), places: numbers(&line.points, named.len()) };
    let best = line.points.iter().filter_map(|point| point.place.number()).min();
    let list = last.is_some_and(|period| mode(period.placed) == Mode::List);
    let content = AccountPage {
        chart: chart::places(&names, &[track], &format!("{name}：各期{}", numbered(list)), "periods"),
        name: name.clone(),
        host: line.host.clone(),
        group: line.group.clone(),
        outside: line.url.clone(),
        list,
        series: LinkView { title: series.key.clone(), url: stage.scene.site.urls.local(address) },
        best: best.map(|best| best.to_string()).unwrap_or_default(),
        points,
        scores: scores.clone(),
    };
    let path = format!("{address}{}/", shown::slug_of(line));
    let way = [(series.key.as_str(), address), (&format!("{name} · {}", series.key), &path)];
    let meta = meta(stage, "", &way);
    stage.page("web/ranking-account.html", &path, Rank::Page, meta, content)
}

/// The points of a line, one a period: None where it has no row.
fn spread(points: &[Point], periods: usize) -> Vec<Option<Point>> {
    let mut all = vec![None; periods];
    for point in points {
        if let Some(slot) = all.get_mut(point.run) {
            *slot = Some(*point);
        }
    }
    all
}

fn numbers(points: &[Point], periods: usize) -> Vec<Option<u32>> {
    spread(points, periods).into_iter().map(|point| point.and_then(|point| point.place.number())).collect()
}
