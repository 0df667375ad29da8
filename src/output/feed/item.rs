//! An entry in feeds: its content is written once, however many feeds hold it, in whatever form.

use crate::escape::{as_html, escape, xml_text};
use crate::hash::Key;
use crate::kind::Details;
use crate::output::body::{Audience, BodyView, html};
use crate::output::data::{EntryData, FileData};
use crate::output::parts;
use crate::output::ranking::Brief;
use crate::site::{Media, Placed, Setting, Urls};
use crate::when::{self, When};
use serde::Serialize;
use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// So many rows of a ranking stand in a feed; the page has the rest.
const RANKED: usize = 100;

/// An entry in feeds.
pub(super) struct Item {
    /// What stands around its content.
    pub meta: ItemMeta,
    /// The entry for programs.
    pub data: EntryData,
    body: BodyView,
    extra: Extra,
    urls: Urls,
    path: String,
    key: Key,
    content: OnceLock<String>,
}

/// What a feed says of an item around its content, as XML can hold it.
#[derive(Hash, Serialize)]
pub(super) struct ItemMeta {
    title: String,
    link: String,
    /// It follows from the entry's id alone: a changed title, address or domain changes nothing.
    pub id: String,
    /// For RSS.
    published: String,
    /// For the others.
    published_iso: String,
    changed_iso: String,
    author: Option<String>,
    /// Plain text.
    pub summary: String,
    /// The same as HTML: what readers take an RSS description for.
    summary_html: String,
    categories: Vec<String>,
    /// The first of them is the one that RSS has room for: it wants a length, and that of a picture is known once it is
    /// made, so pictures come last.
    pub enclosures: Vec<FileData>,
    /// What calls itself an event in the RSS module of that name: an event, a release.
    event: Option<EventMeta>,
}

#[derive(Hash, Serialize)]
struct EventMeta {
    kind: &'static str,
    starts: String,
    ends: Option<String>,
    location: Option<String>,
    organizer: Option<String>,
}

/// What a feed's reader sees around the body: corrections and facts above, attachments below.
#[derive(Hash)]
struct Extra {
    state: Option<&'static str>,
    corrections: Vec<(String, String)>,
    facts: Vec<parts::FactView>,
    ranking: Option<Brief>,
    attachments: Vec<(String, String, String)>,
    source: Option<String>,
    cover: Option<String>,
}

/// The key is that of all that the rest follows from.
impl Hash for Item {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl Item {
    /// An entry of the site as feeds hold it.
    pub fn of(site: &Setting, placed: &Placed) -> Item {
        let card = &placed.entry.card;
        let zone = site.config.zone;
        let data = EntryData::of(site, placed);
        let mut categories: Vec<String> = data.column.iter().map(|column| xml_text(&column.name)).collect();
        categories.extend(data.tags.iter().map(|tag| xml_text(tag)));
        let iso = |when: Option<When>| when.map(|when| zone.rfc3339(when.at())).unwrap_or_default();
        let mut enclosures: Vec<FileData> = data.attachments.iter().map(in_xml).collect();
        enclosures.sort_by_key(|file| file.size.is_none());
        let meta = ItemMeta {
            title: xml_text(&card.header.title),
            link: data.url.clone(),
            id: format!("urn:gongsheng:{}:{}", site.config.id, card.id),
            published: card.date().map(|when| zone.rfc2822(when.at())).unwrap_or_default(),
            published_iso: iso(card.date()),
            changed_iso: iso(card.changed()),
            author: card.header.author.as_deref().map(xml_text),
            summary: xml_text(&card.summary),
            summary_html: as_html(&card.summary),
            categories,
            enclosures,
            event: event(&card.details, &data),
        };
        let attachment = |(title, media): &(String, Media)| {
            (title.clone(), site.urls.absolute(&media.path), format!("{}，{}", media.kind(), media.shown_size()))
        };
        let corrections = card.header.corrections.iter();
        let extra = Extra {
            // A reader keeps what it fetched: a state that passes would be shown for ever.
            state: card.details.said().map(|state| state.label),
            corrections: corrections.map(|c| (when::said_at(c.at.value), c.text.clone())).collect(),
            facts: parts::facts(placed),
            ranking: match &card.details {
                Details::Ranking(ranking) => Some(Brief::of(ranking, RANKED)),
                _ => None,
            },
            attachments: placed.attachments.iter().map(attachment).collect(),
            source: card.header.source.clone(),
            cover: data.cover.as_ref().map(|cover| cover.url.clone()),
        };
        let body = BodyView::of(placed);
        let (urls, path) = (site.urls.clone(), placed.address.clone());
        let key = Key::of(&(&meta, &data, &body, &extra, &urls, &path));
        Item { meta, data, body, extra, urls, path, key, content: OnceLock::new() }
    }

    /// The whole content as HTML.
    pub fn content(&self) -> &str {
        self.content.get_or_init(|| self.write())
    }

    /// The whole content as HTML: what the page shows, for a reader that has no style sheet of ours.
    fn write(&self) -> String {
        let mut out = String::new();
        let extra = &self.extra;
        if let Some(cover) = &extra.cover {
            out.push_str("<p><img src=\"");
            escape(cover, &mut out);
            out.push_str("\" alt=\"\"></p>\n");
        }
        for (at, text) in &extra.corrections {
            out.push_str("<p><strong>更正</strong>（");
            escape(at, &mut out);
            out.push_str("）：");
            escape(text, &mut out);
            out.push_str("</p>\n");
        }
        if let Some(state) = extra.state {
            let _ = writeln!(out, "<p><strong>{state}</strong></p>");
        }
        if !extra.facts.is_empty() {
            out.push_str("<ul>\n");
            for fact in &extra.facts {
                let _ = writeln!(out, "<li><strong>{}</strong>：{}</li>", fact.label, fact.html);
            }
            out.push_str("</ul>\n");
        }
        if let Some(ranking) = &extra.ranking {
            write_ranking(ranking, &self.data.url, &mut out);
        }
        out.push_str(&html(&self.body, Audience::Feed(&self.urls), &self.path));
        if !extra.attachments.is_empty() {
            out.push_str("<p><strong>附件</strong></p>\n<ul>\n");
            for (title, url, about) in &extra.attachments {
                out.push_str("<li><a href=\"");
                escape(url, &mut out);
                out.push_str("\">");
                escape(title, &mut out);
                let _ = writeln!(out, "</a>（{about}）</li>");
            }
            out.push_str("</ul>\n");
        }
        if let Some(source) = &extra.source {
            out.push_str("<p>来源：");
            escape(source, &mut out);
            out.push_str("</p>\n");
        }
        out
    }
}

/// A file as XML can name it.
fn in_xml(file: &FileData) -> FileData {
    FileData { title: file.title.as_deref().map(xml_text), ..file.clone() }
}

/// An event, or a release, in the terms of the RSS module for events. Where tickets are picked up is not where they are
/// released.
fn event(details: &Details, data: &EntryData) -> Option<EventMeta> {
    let (organizer, location) = match details {
        Details::Event(event) => (event.organizer.as_deref(), data.place.as_deref()),
        _ => (None, None),
    };
    let (organizer, location) = (organizer.map(xml_text), location.map(xml_text));
    let ends = data.ends.clone();
    Some(EventMeta { kind: data.kind_label, starts: data.starts.clone()?, ends, location, organizer })
}

fn write_ranking(ranking: &Brief, page: &str, out: &mut String) {
    for group in &ranking.groups {
        if !group.title.is_empty() {
            out.push_str("<h3>");
            escape(&group.title, out);
            out.push_str("</h3>\n");
        }
        if let Some(note) = &group.note {
            out.push_str("<p>");
            escape(note, out);
            out.push_str("</p>\n");
        }
        if group.count == 0 {
            out.push_str("<p>名单待公布</p>\n");
            continue;
        }
        let number = if ranking.list { "序号" } else { "名次" };
        let host = if ranking.has_host { "<th>主办单位</th>" } else { "" };
        let score = if ranking.list { "" } else { "<th>得分</th>" };
        let _ = writeln!(out, "<table>\n<tr><th>{number}</th><th>账号</th>{host}{score}</tr>");
        for row in &group.rows {
            let _ = write!(out, "<tr><td>{}</td><td>", row.number);
            escape(&row.name, out);
            escape(&row.suffix, out);
            if let Some(kind) = &row.kind {
                out.push('（');
                escape(kind, out);
                out.push('）');
            }
            out.push_str("</td>");
            if ranking.has_host {
                out.push_str("<td>");
                escape(&row.host, out);
                out.push_str("</td>");
            }
            if !ranking.list {
                let _ = write!(out, "<td>{}</td>", row.score);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
    }
    if let Some(more) = ranking.more() {
        out.push_str("<p>");
        out.push_str(&more);
        out.push_str("<a href=\"");
        escape(page, out);
        out.push_str("\">看全部</a></p>\n");
    }
}
