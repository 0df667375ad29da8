//! The sitemap: every page worth finding, with the day it last changed. Search engines read at most 50,000 addresses
//! of one file (sitemaps.org); of more, sitemap.xml is the list of its parts.

use super::{Stage, ranking};
use crate::hash::{Key, Shared};
use crate::kind::KINDS;
use crate::output::{Artifact, Blueprint, Rank, Scene};
use crate::own;
use crate::site::Placed;
use crate::when::When;
use serde::Serialize;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What one file may hold.
const MOST: usize = 50_000;

/// An address in the sitemap.
#[derive(Clone, Hash, Serialize)]
struct Location {
    url: String,
    /// The last change, RFC 3339: of a list that of its newest entry.
    changed: Option<String>,
}

#[derive(Hash, Serialize)]
struct Locations {
    locations: Vec<Location>,
}

/// The sitemap, or the list of its parts and these.
pub(super) fn plan(stage: &Stage<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, memo, .. } = stage.scene;
    stage.scene.artifacts(&Input { stage, places: memo.each(&site.entries, Shared::key, place) })
}

/// All that the sitemap depends on.
struct Input<'a> {
    stage: &'a Stage<'a>,
    /// What counts of the entries, a run of neighbours at a time.
    places: Vec<Arc<Vec<Key>>>,
}

/// What counts of an entry: where it lies and when it changed.
fn place(placed: &Shared<Placed>) -> Key {
    Key::of(&(placed.kind(), &placed.address, placed.column, changed(placed)))
}

/// How the entries are divided into runs is left out: it goes by all that is in them.
impl Hash for Input<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Input { stage, places } = self;
        stage.hash(state);
        places.iter().flat_map(|run| run.iter()).for_each(|place| place.hash(state));
        for (path, rankings) in ranking::series(stage.scene.site) {
            (path, rankings.collect::<Vec<_>>()).hash(state);
        }
    }
}

impl Blueprint for Input<'_> {
    fn artifacts(&self) -> Vec<Arc<Artifact>> {
        let Input { stage, .. } = self;
        let page = |template, path: &str, locations| {
            let meta = stage.frame.meta(&stage.scene.site.config.title, "", "");
            stage.page(template, path, Rank::Door, meta, Locations { locations })
        };
        let mut parts = parts(locations(stage), MOST);
        if parts.len() < 2 {
            return vec![page("web/sitemap.xml", own::SITEMAP, parts.pop().unwrap_or_default())];
        }
        let mut index = Vec::with_capacity(parts.len());
        let mut artifacts = Vec::with_capacity(parts.len() + 1);
        for (number, locations) in (1..).zip(parts) {
            let path = own::sitemap_part(number);
            let changed = locations.iter().filter_map(|location| location.changed.clone()).max();
            index.push(Location { url: stage.scene.site.urls.absolute(&path), changed });
            artifacts.push(page("web/sitemap.xml", &path, locations));
        }
        artifacts.push(page("web/sitemap-index.xml", own::SITEMAP, index));
        artifacts
    }
}

/// Divides what stands newest first. The parts are numbered from the oldest, so that a full one stays as it is; the
/// newest may be short, unlike the first page of a list (`output/paging.rs`): nobody reads it by itself.
fn parts(mut locations: Vec<Location>, most: usize) -> Vec<Vec<Location>> {
    if locations.len() <= most {
        return vec![locations];
    }
    locations.reverse();
    locations.chunks(most).map(<[Location]>::to_vec).collect()
}

/// Home and the lists first, then the entries, newest first.
fn locations(stage: &Stage<'_>) -> Vec<Location> {
    let site = stage.scene.site;
    let newest = |wanted: &dyn Fn(&Placed) -> bool| {
        site.dated().filter(|placed| wanted(placed)).filter_map(|placed| changed(placed)).max()
    };
    let location = |path: &str, changed: Option<When>| Location {
        url: site.urls.absolute(path),
        changed: changed.map(|when| site.config.zone.rfc3339(when.at())),
    };
    let mut all = vec![location("", newest(&|_| true))];
    for info in KINDS.iter().filter(|info| info.dated) {
        all.push(location(&info.address(), newest(&|placed| placed.kind() == info.kind)));
    }
    for (at, column) in site.taxonomy.columns.iter().enumerate() {
        all.push(location(&column.address, newest(&|placed| placed.column == Some(at))));
    }
    for (path, rankings) in ranking::series(site) {
        let changed = rankings.filter_map(|at| changed(site.entries.get(at)?)).max();
        all.push(location(&path, changed));
    }
    all.extend(site.entries.iter().map(|placed| location(&placed.address, changed(placed))));
    all
}

fn changed(placed: &Placed) -> Option<When> {
    placed.entry.card.changed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(count: usize, most: usize) -> Vec<Vec<String>> {
        let location = |number: usize| Location { url: number.to_string(), changed: None };
        let parts = parts((0..count).map(location).collect(), most);
        parts.into_iter().map(|part| part.into_iter().map(|location| location.url).collect()).collect()
    }

    #[test]
    fn what_fits_is_one_file() {
        assert_eq!(urls(3, 3), [["0", "1", "2"]]);
        assert_eq!(urls(0, 3), [[""; 0]]);
    }

    #[test]
    fn more_is_divided_from_the_oldest_so_that_a_full_part_stays() {
        assert_eq!(urls(4, 3), [vec!["3", "2", "1"], vec!["0"]]);
        assert_eq!(parts(vec![Location { url: String::new(), changed: None }; MOST + 1], MOST).len(), 2);
    }
}
