//! Pages that show many entries: home, kinds, columns, tags.

use super::head::{ColumnTags, Meta};
use super::{Stage, subscribe};
use crate::fact::{Phase, StateKey};
use crate::hash::Shared;
use crate::kind::{KINDS, Kind};
use crate::output::paging::{ListPage, pages};
use crate::output::parts::{CardView, FeedView};
use crate::output::{Artifact, Blueprint, Rank};
use crate::own;
use crate::site::{Column, Placed, Scope, Tag, ahead};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;

#[derive(Hash, Serialize)]
struct Home {
    now: Vec<Shared<CardView>>,
    news: Vec<Shared<CardView>>,
    /// How many of the news are there because they are pinned: they stand first.
    pinned: usize,
    columns: Vec<ColumnView>,
    rankings: Vec<Shared<CardView>>,
}

#[derive(Hash, Serialize)]
struct ColumnView {
    title: String,
    url: String,
    purpose: Option<String>,
    partner: Option<String>,
    location: Option<String>,
    kind: Option<String>,
    feed: String,
}

/// A page of a list.
#[derive(Hash, Serialize)]
struct List {
    title: String,
    /// Which list it is, for style sheets.
    name: &'static str,
    column: Option<ColumnView>,
    /// What stands above the list on its first page: groups by state.
    groups: Vec<GroupOfCards>,
    /// The heading above the rest.
    rest_title: &'static str,
    cards: Vec<Shared<CardView>>,
    newer: Option<String>,
    older: Option<String>,
    /// The number of the page; 0 for the first, which has none.
    number: usize,
}

#[derive(Hash, Serialize)]
struct GroupOfCards {
    key: &'static str,
    title: &'static str,
    cards: Vec<Shared<CardView>>,
}

#[derive(Hash, Serialize)]
struct Index {
    title: &'static str,
    columns: Vec<ColumnView>,
    tags: Vec<TagView>,
}

#[derive(Hash, Serialize)]
struct TagView {
    title: String,
    url: String,
    count: usize,
}

/// How many entries of each sort home shows.
const HOME_NOW: usize = 8;
const ASTRAY_NOW: usize = 4;
const HOME_NEWS: usize = 12;
const HOME_RANKINGS: usize = 3;

/// Every list of the site.
pub(super) fn plan(stage: &Stage<'_>) -> Vec<Arc<Artifact>> {
    let site = stage.scene.site;
    let mut artifacts = vec![home(stage)];
    for info in KINDS.iter().filter(|info| info.dated) {
        artifacts.extend(match info.kind {
            Kind::Event => events(stage),
            Kind::Ticket => tickets(stage),
            kind => {
                let list = List::new(info.label.0, info.folder);
                paged(stage, list, &kind.info().address(), &of_kind(stage, kind), stage.frame.heads.kind(kind))
            }
        });
    }
    for (at, column) in site.taxonomy.columns.iter().enumerate() {
        let of: Vec<&Shared<Placed>> = site.following(Scope::Column(at, column)).collect();
        let list = List { column: Some(column_view(stage, column)), ..List::new(&column.name, "column") };
        artifacts.extend(paged(stage, list, &column.address, &of, stage.frame.heads.column(at)));
    }
    let of_tag = |(at, tag): (usize, &Tag)| {
        let of: Vec<&Shared<Placed>> = site.following(Scope::Tag(at, tag)).collect();
        paged(stage, List::new(&tag.name, "tag"), &tag.address, &of, None)
    };
    artifacts.par_extend(site.taxonomy.tags.par_iter().enumerate().flat_map_iter(of_tag));
    artifacts.push(columns(stage));
    artifacts.push(tags(stage));
    artifacts
}

/// What somebody who went astray may have looked for.
#[derive(Hash, Serialize)]
pub(super) struct Astray {
    now: Vec<Shared<CardView>>,
}

/// The first few that are on or to come.
pub(super) fn on_now(stage: &Stage<'_>) -> Astray {
    Astray {
        now: ahead(stage.scene.site.entries.iter())
            .into_iter()
            .take(ASTRAY_NOW)
            .map(|placed| stage.card(placed))
            .collect(),
    }
}

/// What is urgent goes first: releases and events that are not over, whose next moment is nearest first; then the news, and of these what is
/// pinned, whatever it is.
fn home(stage: &Stage<'_>) -> Arc<Artifact> {
    let site = stage.scene.site;
    let cards = |all: &[&Shared<Placed>], most: usize| all.iter().take(most).map(|placed| stage.card(placed)).collect();
    let pinned: Vec<&Shared<Placed>> = site.entries.iter().filter(|placed| placed.pinned).take(HOME_NEWS).collect();
    let others = site.of_kind(Kind::Post).filter(|placed| !placed.pinned);
    let news: Vec<&Shared<Placed>> = pinned.iter().copied().chain(others).take(HOME_NEWS).collect();
    let rankings: Vec<&Shared<Placed>> = site.of_kind(Kind::Ranking).take(HOME_RANKINGS).collect();
    let content = Home {
        now: cards(&ahead(site.entries.iter()), HOME_NOW),
        news: cards(&news, HOME_NEWS),
        pinned: pinned.len(),
        columns: site.taxonomy.columns.iter().map(|column| column_view(stage, column)).collect(),
        rankings: cards(&rankings, HOME_RANKINGS),
    };
    stage.page("web/home.html", "", Rank::Door, stage.meta_of_home(), content)
}

/// Events by time: what is on, that which ends first before the others; what is coming, nearest first; then what is past, latest first.
fn events(stage: &Stage<'_>) -> Vec<Arc<Artifact>> {
    let (coming, past) = by_time(stage, Kind::Event);
    let groups = vec![
        group(stage, "now", "正在进行", &coming, |placed| placed.phase() == Some(Phase::Now)),
        group(stage, "coming", "即将开始", &coming, |placed| placed.phase() == Some(Phase::Coming)),
    ];
    let list = List { groups, rest_title: "往期活动", ..List::new("活动", "events") };
    paged(stage, list, &Kind::Event.info().address(), &past, stage.frame.heads.kind(Kind::Event))
}

/// Releases by state.
fn tickets(stage: &Stage<'_>) -> Vec<Arc<Artifact>> {
    let (coming, past) = by_time(stage, Kind::Ticket);
    let of = |key: StateKey, title| {
        let wanted = |placed: &Placed| placed.state.and_then(|state| below(state.key)) == Some(key);
        group(stage, key.name(), title, &coming, wanted)
    };
    let groups = vec![
        of(StateKey::Open, "放票中"),
        of(StateKey::PickingUp, "领取中"),
        of(StateKey::Waiting, "等待领取"),
        of(StateKey::Pending, "即将放票"),
    ];
    let list = List { groups, rest_title: "已结束", ..List::new("放票", "tickets") };
    paged(stage, list, &Kind::Ticket.info().address(), &past, stage.frame.heads.kind(Kind::Ticket))
}

/// Which state's heading a release stands below; None for what is over, and for what no release is.
fn below(state: StateKey) -> Option<StateKey> {
    match state {
        StateKey::Open | StateKey::PickingUp | StateKey::Waiting | StateKey::Pending => Some(state),
        StateKey::Gone => Some(StateKey::Waiting),
        StateKey::Postponed | StateKey::Cancelled => Some(StateKey::Pending),
        StateKey::Over | StateKey::Full | StateKey::Coming | StateKey::On => None,
        StateKey::SignupPending | StateKey::SignupOpen | StateKey::SignupClosed => None,
    }
}

fn of_kind<'a>(stage: &Stage<'a>, kind: Kind) -> Vec<&'a Shared<Placed>> {
    stage.scene.site.of_kind(kind).collect()
}

fn by_time<'a>(stage: &Stage<'a>, kind: Kind) -> (Vec<&'a Shared<Placed>>, Vec<&'a Shared<Placed>>) {
    let (mut past, mut coming): (Vec<&Shared<Placed>>, Vec<&Shared<Placed>>) =
        stage.scene.site.of_kind(kind).partition(|placed| placed.phase() == Some(Phase::Over));
    let time = |placed: &Placed| if placed.phase() == Some(Phase::Now) { placed.next_turn() } else { placed.when() };
    coming.sort_by(|a, b| (time(a), &a.address).cmp(&(time(b), &b.address)));
    past.sort_by(|a, b| (b.when(), &b.address).cmp(&(a.when(), &a.address)));
    (coming, past)
}

fn group(
    stage: &Stage<'_>,
    key: &'static str,
    title: &'static str,
    all: &[&Shared<Placed>],
    wanted: impl Fn(&Placed) -> bool,
) -> GroupOfCards {
    let cards = all.iter().filter(|placed| wanted(placed)).map(|placed| stage.card(placed)).collect();
    GroupOfCards { key, title, cards }
}

impl List {
    fn new(title: &str, name: &'static str) -> List {
        List {
            title: title.to_owned(),
            name,
            column: None,
            groups: Vec::new(),
            rest_title: "",
            cards: Vec::new(),
            newer: None,
            older: None,
            number: 0,
        }
    }
}

/// What all pages of a list share.
#[derive(Hash)]
struct Named<'a> {
    title: &'a str,
    /// Which list it is, for style sheets.
    name: &'static str,
    rest_title: &'static str,
    /// The path of its first page.
    path: &'a str,
    feeds: Vec<FeedView>,
    column: Option<Shared<ColumnTags>>,
}

/// All that a numbered page of a list depends on.
#[derive(Hash)]
struct Numbered<'a> {
    stage: &'a Stage<'a>,
    list: &'a Named<'a>,
    page: &'a ListPage,
    part: &'a [&'a Shared<Placed>],
}

impl Named<'_> {
    fn meta(&self, stage: &Stage<'_>, page: &str) -> Meta {
        stage.meta_of_list(self.title, self.path, page, self.column.clone(), self.feeds.clone())
    }
}

impl List {
    /// The list with what stands on one of its pages.
    fn showing(self, stage: &Stage<'_>, page: &ListPage, part: &[&Shared<Placed>]) -> List {
        let local = |path: &Option<String>| path.as_ref().map(|path| stage.frame.setting.urls.local(path));
        let cards = part.iter().map(|placed| stage.card(placed)).collect();
        List { cards, newer: local(&page.newer), older: local(&page.older), number: page.number, ..self }
    }
}

impl Blueprint for Numbered<'_> {
    fn artifacts(&self) -> Vec<Arc<Artifact>> {
        let &Numbered { stage, list, page, part } = self;
        let content = List { rest_title: list.rest_title, ..List::new(list.title, list.name) };
        let content = content.showing(stage, page, part);
        vec![stage.page("web/list.html", &page.path, Rank::List, list.meta(stage, &page.path), content)]
    }
}

/// Divides a list into pages. What stands above the list stands on the first alone.
fn paged(
    stage: &Stage<'_>,
    first: List,
    path: &str,
    all: &[&Shared<Placed>],
    column: Option<Shared<ColumnTags>>,
) -> Vec<Arc<Artifact>> {
    let site = stage.scene.site;
    let title = first.title.clone();
    let (name, rest_title, feeds) = (first.name, first.rest_title, subscribe::feeds_at(site, path));
    let list = Named { title: &title, name, rest_title, path, feeds, column };
    let pages = pages(path, all.len(), site.config.page_size);
    let part = |page: &ListPage| all.get(page.entries.clone()).unwrap_or_default();
    let Some((newest, numbered)) = pages.split_first() else { return Vec::new() };
    let content = first.showing(stage, newest, part(newest));
    let mut artifacts = vec![stage.page("web/list.html", path, Rank::List, list.meta(stage, path), content)];
    artifacts.par_extend(
        numbered
            .par_iter()
            .flat_map_iter(|page| stage.scene.artifacts(&Numbered { stage, list: &list, page, part: part(page) })),
    );
    artifacts
}

fn column_view(stage: &Stage<'_>, column: &Column) -> ColumnView {
    ColumnView {
        title: column.name.clone(),
        url: stage.scene.site.urls.local(&column.address),
        purpose: column.purpose.clone(),
        partner: column.partner.clone(),
        location: column.location.clone(),
        kind: column.kind.clone(),
        feed: stage.scene.site.urls.local(&format!("{}{}", column.address, own::FEEDS[0])),
    }
}

fn columns(stage: &Stage<'_>) -> Arc<Artifact> {
    let columns = stage.scene.site.taxonomy.columns.iter().map(|column| column_view(stage, column)).collect();
    let content = Index { title: "栏目", columns, tags: Vec::new() };
    stage.page("web/index.html", own::COLUMNS, Rank::List, stage.meta_on("", &[("栏目", own::COLUMNS)]), content)
}

fn tags(stage: &Stage<'_>) -> Arc<Artifact> {
    let site = stage.scene.site;
    let tag = |(at, tag): (usize, &Tag)| TagView {
        title: tag.name.clone(),
        url: site.urls.local(&tag.address),
        count: site.following(Scope::Tag(at, tag)).len(),
    };
    let tags = site.taxonomy.tags.iter().enumerate().map(tag).filter(|tag| tag.count > 0).collect();
    let content = Index { title: "标签", columns: Vec::new(), tags };
    stage.page("web/index.html", own::TAGS, Rank::List, stage.meta_on("", &[("标签", own::TAGS)]), content)
}
