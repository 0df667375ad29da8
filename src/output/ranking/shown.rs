//! What a page shows of a ranking: made of the ranking only when the page is, so that ten thousand accounts and two
//! years of periods are not held twice.

use super::of;
use super::view::{self, Download, RankingView};
use crate::entry::Entry;
use crate::hash::Key;
use crate::kind::Details;
use crate::kind::ranking::{Group, Joint, Line, Movement, PAGE_ROWS, Ranking, Row, alone};
use crate::output::parts::LinkView;
use crate::own::{self, Numbers};
use crate::site::{Placed, Site};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a page shows of a ranking.
#[derive(Hash)]
pub struct Shown {
    entry: Arc<Entry>,
    frame: RankingView,
    moves: Vec<Vec<Movement>>,
    /// Where the pages of the accounts lie, if they have any.
    lines: Option<Lines>,
}

/// Where the pages of the accounts of a ranking lie.
#[derive(Clone, Debug, Hash)]
pub struct Lines {
    /// The address above them.
    above: String,
    /// What those accounts were first known by of which their rows do not tell it.
    firsts: Arc<BTreeMap<usize, Joint>>,
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}

impl Shown {
    /// A page of the ranking that is the entry with this number; None where it is none.
    pub fn of(site: &Site, at: usize, page: usize) -> Option<Shown> {
        let placed = site.entries.get(at)?;
        let ranking = of(placed)?;
        let local = |path: &str| site.urls.local(&format!("{}{path}", placed.address));
        let joined = site.rankings.find(at);
        let run = joined.and_then(|(series, run)| series.runs.get(run));
        let moves = run.map_or_else(|| alone(ranking), |run| run.moves.clone());
        let mut frame = view::frame(ranking, moves.iter().flatten().copied());
        frame.page = page;
        let pages = ranking.pages();
        if pages > 1 {
            frame.pages = (1..=pages)
                .map(|page| LinkView { title: range(page, ranking.len()), url: local(&own::part(page)) })
                .collect();
        }
        if !ranking.is_empty() {
            let name = card_title(&placed.entry);
            let download = |form: Numbers| Download {
                title: form.label(),
                url: local(&form.file()),
                name: format!("{name}.{}", form.ending()),
            };
            frame.downloads = Numbers::ALL.map(download).into();
            frame.card = Some(local(own::CARD));
            let roll = |(number, group): (usize, &Group)| LinkView {
                title: group.title.clone(),
                url: local(&own::roll(number)),
            };
            frame.rolls = ranking.rolls().map(roll).collect();
        }
        let mut lines = None;
        if let Some((series, run)) = joined.filter(|(series, _)| series.has_pages()) {
            let link = |run: Option<usize>| {
                let placed = site.entries.get(series.runs.get(run?)?.ranking)?;
                Some(LinkView { title: period(placed), url: site.urls.local(&placed.address) })
            };
            frame.before = link(run.checked_sub(1));
            frame.after = link(Some(run + 1));
            let address = own::series_path(&series.key);
            frame.series = Some(LinkView { title: series.key.clone(), url: site.urls.local(&address) });
            let gone = series.runs.get(run).map(|run| run.gone.as_slice()).unwrap_or_default();
            frame.gone = gone.iter().filter_map(|&line| Some(series.lines.get(line)?.name())).collect();
            lines = lines_of(site, at);
        }
        Some(Shown { entry: placed.entry.clone(), frame, moves, lines })
    }

    /// The view, with the rows of its page.
    fn view(&self) -> RankingView {
        let Details::Ranking(ranking) = &self.entry.card.details else { return RankingView::default() };
        let (first, end) = ((self.frame.page.max(1) - 1) * PAGE_ROWS, self.frame.page.max(1) * PAGE_ROWS);
        let mut groups = Vec::with_capacity(ranking.groups.len());
        let mut begin = 0;
        for (group, moves) in ranking.groups.iter().zip(&self.moves) {
            let longest = view::longest(group);
            let one = |(at, (row, movement)): (usize, (&Row, &Movement))| view::RowView {
                line: self.lines.as_ref().map(|lines| lines.page_of(ranking, group, row, at)),
                ..view::row(ranking, row, *movement, longest)
            };
            let stop = begin + group.rows.len();
            let skip = first.saturating_sub(begin);
            let take = end.saturating_sub(begin.max(first));
            let rows: Vec<_> = (begin..).zip(group.rows.iter().zip(moves)).skip(skip).take(take).map(one).collect();
            begin = stop;
            // A group that waits for its names stands on the first page.
            if !rows.is_empty() || (group.rows.is_empty() && first == 0) {
                let mut view = view::group(ranking, group, rows);
                view.summary = view::summary(ranking, group);
                groups.push(view);
            }
        }
        RankingView { groups, ..self.frame.clone() }
    }
}

fn card_title(entry: &Entry) -> String {
    entry
        .card
        .header
        .title
        .chars()
        .filter(|c| !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
        .collect()
}

/// Where the pages of the accounts of a ranking lie, if they have any.
pub fn lines_of(site: &Site, at: usize) -> Option<Lines> {
    let (series, run) = site.rankings.find(at).filter(|(series, _)| series.has_pages())?;
    let firsts = series.runs.get(run).map(|run| run.firsts.clone()).unwrap_or_default();
    Some(Lines { above: site.urls.local(&own::series_path(&series.key)), firsts })
}

impl Lines {
    /// The page of a row's account; `at` is the number of the row, from 0 through all groups.
    fn page_of(&self, ranking: &Ranking, group: &Group, row: &Row, at: usize) -> String {
        let slug = match self.firsts.get(&at) {
            Some(first) => line_slug(first),
            None => line_slug(&Joint::of(ranking, group, row)),
        };
        format!("{}{slug}/", self.above)
    }

    /// The pages of all accounts of a ranking, group by group.
    pub(super) fn pages(&self, ranking: &Ranking) -> Vec<String> {
        let rows = ranking.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
        rows.enumerate().map(|(at, (group, row))| self.page_of(ranking, group, row, at)).collect()
    }
}

/// Which rows a page shows: `1001—2000`.
fn range(page: usize, rows: usize) -> String {
    format!("{}—{}", (page.max(1) - 1) * PAGE_ROWS + 1, (page * PAGE_ROWS).min(rows))
}

/// The period of a ranking as readers know it; its title where it has none.
pub fn period(placed: &Placed) -> String {
    let named = of(placed).and_then(|ranking| ranking.period.clone());
    named.unwrap_or_else(|| placed.entry.card.header.title.clone())
}

/// The last part of the path of an account's page. It follows from what the account was first known by, so that it
/// stays.
fn line_slug(first: &Joint) -> String {
    let plain = |id: &&String| {
        (1..=40).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    match first.id.as_ref().filter(|_| first.group.is_empty()).filter(plain) {
        Some(id) => format!("a-{id}"),
        None => format!("n-{}", &Key::of(&(first.group.as_str(), first.identity.as_str())).to_string()[..12]),
    }
}

/// The page of an account: slug of its line.
pub fn slug_of(line: &Line) -> String {
    line_slug(&line.first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_from_what_joins() {
        let slug = |group: &str, id: Option<&str>, identity: &str| {
            let (group, identity) = (group.to_owned(), identity.to_owned());
            line_slug(&Joint { group, id: id.map(str::to_owned), identity })
        };
        assert_eq!(slug("", Some("dp"), "dp"), "a-dp");
        assert_eq!(slug("", None, "甲\u{1f}微博").len(), 14);
        assert_ne!(slug("县级", Some("dp"), "dp"), slug("市级", Some("dp"), "dp"));
    }

    #[test]
    fn a_page_says_which_rows_it_shows() {
        assert_eq!(range(2, 1500), "1001—1500");
    }
}
