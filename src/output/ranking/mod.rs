//! What channels show of a ranking, and the files that are made of it: its numbers as CSV, XLSX and JSON, and a
//! card to share.

mod brief;
pub mod card;
pub mod chart;
mod csv;
mod json;
pub mod shown;
mod table;
mod view;
mod xlsx;

pub use brief::{Brief, BriefGroup};
pub use shown::Shown;
pub use view::{
    Download, FigureView, GroupView, RankingView, RowView, median as median_shown, moved as movement_shown,
    number as place_shown, plain as row_shown,
};

use super::{Artifact, Rank, Scene, View};
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::kind::Details;
use crate::kind::Kind;
use crate::kind::ranking::{Movement, Ranking, alone};
use crate::own::{self, Numbers};
use crate::site::Placed;
use crate::theme::Theme;
use std::sync::Arc;
use table::{About, Table};

/// The ranking of an entry, if it is one.
pub fn of(placed: &Placed) -> Option<&Ranking> {
    match &placed.entry.card.details {
        Details::Ranking(ranking) => Some(ranking),
        _ => None,
    }
}

/// A file of numbers: made of the ranking only when the file is.
#[derive(Hash)]
struct File {
    form: Numbers,
    entry: Arc<Entry>,
    about: Arc<[About]>,
    moves: Arc<[Vec<Movement>]>,
    /// Where the pages of the accounts lie.
    lines: Option<shown::Lines>,
}

impl View for File {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let Details::Ranking(ranking) = &self.entry.card.details else { return Ok(Vec::new()) };
        let table = Table::of(ranking, &self.moves, &self.about, self.lines.as_ref());
        Ok(match self.form {
            Numbers::Csv => csv::write(&table),
            Numbers::Json => json::write(&table),
            Numbers::Xlsx => xlsx::write(&table),
        })
    }
}

/// The files of every ranking: where its page lies.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, .. } = scene;
    let mut artifacts = Vec::new();
    for (at, placed) in site.numbered(Kind::Ranking) {
        let Some(ranking) = of(placed).filter(|ranking| !ranking.is_empty()) else { continue };
        let joined = site.rankings.find(at).and_then(|(series, run)| series.runs.get(run));
        let moves: Arc<[Vec<Movement>]> = joined.map_or_else(|| alone(ranking), |run| run.moves.clone()).into();
        let about: Arc<[About]> = table::about(site, placed, ranking).into();
        for form in Numbers::ALL {
            let (entry, about, moves) = (placed.entry.clone(), about.clone(), moves.clone());
            let file = File { form, entry, about, moves, lines: shown::lines_of(site, at) };
            artifacts.push(Artifact::made(format!("{}{}", placed.address, form.file()), Rank::File, theme, file));
        }
        let path = format!("{}{}", placed.address, own::CARD);
        artifacts.push(Artifact::made(path, Rank::File, theme, card::ShareCard::of(site, placed, ranking)));
    }
    artifacts
}
