//! Feeds and calendars on pages: the page that explains them, and what other pages say of theirs.

use super::Stage;
use crate::output::format::{FORMATS, Format};
use crate::output::parts::FeedView;
use crate::output::{Artifact, Rank};
use crate::own::{CALENDAR, OPML, SUBSCRIBE};
use crate::site::{Placed, Scope, Setting, Site, Topic};
use serde::Serialize;
use std::sync::Arc;

#[derive(Hash, Serialize)]
struct Subscribe {
    /// The two addresses that serve most: the site's RSS and its calendar.
    feed: String,
    calendar: String,
    /// The same calendar under the scheme that telephones open their calendar for.
    webcal: String,
    opml: String,
    groups: Vec<Group>,
}

#[derive(Hash, Serialize)]
struct Group {
    title: &'static str,
    rows: Vec<Row>,
}

#[derive(Hash, Serialize)]
struct Row {
    name: String,
    url: String,
    feeds: Vec<FeedView>,
}

/// The feeds and the calendar of the topic whose page has this path; none where it is no topic's.
pub(super) fn feeds_at(site: &Site, path: &str) -> Vec<FeedView> {
    Topic::all(site).iter().find(|topic| topic.address == path).map(|topic| feeds(site, topic)).unwrap_or_default()
}

fn feeds(site: &Site, topic: &Topic<'_>) -> Vec<FeedView> {
    let feed = |format: Format| FeedView {
        title: topic.title.clone(),
        url: site.urls.local(&topic.file(format.file())),
        media: format.media(),
        label: format.label(),
    };
    let mut feeds: Vec<FeedView> = FORMATS.into_iter().map(feed).collect();
    if topic.scope.has_calendar() && topic.entries(site).any(|placed| placed.entry.card.details.has_times()) {
        feeds.push(calendar(site, &topic.title, &topic.address));
    }
    feeds
}

/// The calendar of an entry that has times.
pub(super) fn calendar_of(site: &Setting, placed: &Placed) -> Option<FeedView> {
    let card = &placed.entry.card;
    card.details.has_times().then(|| calendar(site, &card.header.title, &placed.address))
}

fn calendar(site: &Setting, title: &str, address: &str) -> FeedView {
    let url = site.urls.local(&format!("{address}{CALENDAR}"));
    FeedView { title: title.to_owned(), url, media: "text/calendar", label: "日历" }
}

/// `/feeds/`: what a feed is, the one address that serves most, and all of them.
pub(super) fn plan(stage: &Stage<'_>) -> Arc<Artifact> {
    let site = stage.scene.site;
    let topics = Topic::all(site);
    let group = |title, wanted: fn(Scope<'_>) -> bool| {
        let rows = topics.iter().filter(|topic| wanted(topic.scope)).map(|topic| Row {
            name: topic.name.clone(),
            url: site.urls.local(&topic.address),
            feeds: feeds(site, topic),
        });
        Group { title, rows: rows.collect() }
    };
    let mut groups = vec![
        group("全站", |scope| matches!(scope, Scope::Site)),
        group("分类", |scope| matches!(scope, Scope::Kind(_))),
        group("栏目", |scope| matches!(scope, Scope::Column(..))),
        group("标签", |scope| matches!(scope, Scope::Tag(..))),
    ];
    groups.retain(|group| !group.rows.is_empty());
    let calendar = site.urls.absolute(CALENDAR);
    let content = Subscribe {
        feed: site.urls.absolute(Format::Rss.file()),
        webcal: calendar.replacen("https://", "webcal://", 1).replacen("http://", "webcal://", 1),
        calendar,
        opml: site.urls.local(OPML),
        groups,
    };
    let meta = stage.meta_on("不用每天来看：有新消息、快放票了，手机自己告诉您。", &[("订阅", SUBSCRIBE)]);
    stage.page("web/feeds.html", SUBSCRIBE, Rank::List, meta, content)
}
