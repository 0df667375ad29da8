//! A JSON API of static files, for mini programs, portals and upper unions: `api/v1/`. What stands in it is
//! described by `docs/schema/api-v1.schema.json`, which lies beside it. Within a version fields are added, never
//! taken away or given another meaning.

use super::data::{EntryData, NamedData, json};
use super::{Artifact, Rank, Scene, View};
use crate::diagnostic::Diagnostic;
use crate::hash::Shared;
use crate::own;
use crate::site::{Placed, Setting, Topic};
use crate::theme::Theme;
use serde::Serialize;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// The schema of what it answers.
const SCHEMA: &str = include_str!("../../docs/schema/api-v1.schema.json");

/// A list of entries.
#[derive(Hash, Serialize)]
struct List {
    version: u8,
    /// latest, events, tickets, columns/法吧
    list: String,
    title: String,
    /// The page for readers that shows the same.
    page: String,
    /// Where this list itself is.
    url: String,
    /// The newest change in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    items: Vec<Shared<EntryData>>,
}

/// What lists there are.
#[derive(Hash, Serialize)]
struct Index {
    version: u8,
    site: NamedData,
    schema: String,
    lists: Vec<Listed>,
}

#[derive(Hash, Serialize)]
struct Listed {
    list: String,
    title: String,
    url: String,
}

/// A value that is written as JSON.
#[derive(Hash)]
struct Json<T>(T);

impl<T: Hash + Serialize + Send + Sync + 'static> View for Json<T> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        Ok(json(&self.0))
    }
}

/// A file that is part of the program.
#[derive(Hash)]
struct Schema(&'static str);

impl View for Schema {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        Ok(self.0.as_bytes().to_vec())
    }
}

/// The lists: the latest, events and releases that are not over, each column; their index and their schema.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, memo, .. } = scene;
    let topics = Topic::all(site).into_iter();
    let lists: Vec<(String, Topic<'_>)> = topics.filter_map(|topic| Some((topic.scope.list_name()?, topic))).collect();
    let mut shown: HashMap<&str, Shared<EntryData>> = HashMap::new();
    let mut artifacts = Vec::with_capacity(lists.len() + 2);
    let mut index = Index {
        version: 1,
        site: NamedData { name: site.config.title.clone(), url: site.urls.absolute("") },
        schema: site.urls.absolute(&own::api(own::API_SCHEMA)),
        lists: Vec::with_capacity(lists.len()),
    };
    for (list, topic) in lists {
        let entries = topic.listed(site, site.config.feed_items);
        let path = own::api(&list);
        let url = site.urls.absolute(&path);
        index.lists.push(Listed { list: list.clone(), title: topic.title.clone(), url: url.clone() });
        let changed = entries.iter().filter_map(|placed| placed.entry.card.changed()).max();
        let item = |placed: &Shared<Placed>| memo.once(&(&site.setting, placed), data_of).as_ref().clone();
        let items = entries
            .iter()
            .map(|placed| shown.entry(placed.address.as_str()).or_insert_with(|| item(placed)).clone())
            .collect();
        let updated = changed.map(|when| site.config.zone.rfc3339(when.at()));
        let page = site.urls.absolute(&topic.address);
        let view = Json(List { version: 1, list, title: topic.title, page, url, updated, items });
        artifacts.push(Artifact::made(path, Rank::List, theme, view));
    }
    artifacts.push(Artifact::made(own::api(own::API_INDEX), Rank::Door, theme, Json(index)));
    artifacts.push(Artifact::made(own::api(own::API_SCHEMA), Rank::List, theme, Schema(SCHEMA)));
    artifacts
}

fn data_of(&(setting, placed): &(&Shared<Setting>, &Shared<Placed>)) -> Shared<EntryData> {
    Shared::new(EntryData::of(setting, placed))
}
