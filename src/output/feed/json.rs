//! JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>.

use super::Feed;
use super::item::Item;
use crate::output::data::{EntryData, FactData, FileData, StateData};
use serde::Serialize;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    authors: [Author<'a>; 1],
    language: &'a str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    _gongsheng: Extension<'a>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
}

/// What JSON Feed leaves to each: the entry's kind, state and facts, in the words of the API.
#[derive(Serialize)]
struct Extension<'a> {
    about: &'static str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a StateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starts: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    facts: &'a [FactData],
}

/// Names the extension and its version; the API's schema says what stands in it.
const ABOUT: &str = "urn:gongsheng:api:v1";

/// The bytes of a feed.
pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let head = &feed.head;
    let whole = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &head.title,
        home_page_url: &head.link,
        feed_url: &head.own,
        description: &head.about,
        icon: head.icon.as_deref(),
        authors: [Author { name: &head.author }],
        language: &head.language,
        items: feed.items.iter().map(|item| of(item)).collect(),
    };
    crate::output::data::json(&whole)
}

fn of(item: &Item) -> JsonItem<'_> {
    let data: &EntryData = &item.data;
    JsonItem {
        id: &item.meta.id,
        url: &data.url,
        title: &data.title,
        content_html: item.content(),
        summary: &item.meta.summary,
        image: data.cover.as_ref().map(|cover| cover.url.as_str()),
        date_published: &data.published,
        date_modified: data.updated.as_deref(),
        authors: data.author.iter().map(|name| Author { name }).collect(),
        tags: data
            .column
            .iter()
            .map(|column| column.name.as_str())
            .chain(data.tags.iter().map(String::as_str))
            .collect(),
        attachments: data.attachments.iter().map(attached).collect(),
        _gongsheng: Extension {
            about: ABOUT,
            kind: data.kind,
            state: data.state.as_ref(),
            starts: data.starts.as_deref(),
            ends: data.ends.as_deref(),
            place: data.place.as_deref(),
            facts: &data.facts,
        },
    }
}

fn attached(file: &FileData) -> Attachment<'_> {
    Attachment { url: &file.url, mime_type: file.media, title: file.title.as_deref(), size_in_bytes: file.size }
}
