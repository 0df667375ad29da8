//! RSS 2.0 with whole content, for the site, for each column, and for the tags that site.yaml names.

use super::body::{Audience, BodyView, as_html, escape, html, xml_text};
use super::parts;
use super::{Artifact, Rank, View};
use crate::diagnostic::Diagnostic;
use crate::hash::Key;
use crate::kind::Details;
use crate::site::{Placed, Site, Urls};
use crate::theme::Theme;
use crate::when::{self, When, Zone};
use rayon::prelude::*;
use serde::Serialize;
use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};
use tera::Context;

/// One feed.
#[derive(Hash)]
struct Feed {
    head: Head,
    items: Vec<Arc<Item>>,
}

#[derive(Hash, Serialize)]
struct Head {
    title: String,
    link: String,
    own: String,
    description: String,
    language: String,
    changed: Option<String>,
}

/// An entry in feeds: its content is written once, however many feeds hold it.
struct Item {
    meta: ItemMeta,
    body: BodyView,
    extra: Extra,
    urls: Urls,
    path: String,
    key: Key,
    content: OnceLock<String>,
}

#[derive(Hash, Serialize)]
struct ItemMeta {
    title: String,
    link: String,
    id: String,
    published: String,
    author: Option<String>,
    summary: String,
    categories: Vec<String>,
}

/// What a feed's reader sees around the body: corrections and facts above, attachments below.
#[derive(Hash)]
struct Extra {
    state: Option<&'static str>,
    corrections: Vec<(String, String)>,
    facts: Vec<parts::FactView>,
    ranking: Option<parts::RankingView>,
    attachments: Vec<(String, String, String)>,
    source: Option<String>,
    cover: Option<String>,
}

impl Hash for Item {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl View for Feed {
    fn template(&self) -> Option<&'static str> {
        Some("feeds/rss.xml")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let items: Vec<tera::Value> = self
            .items
            .iter()
            .map(|item| {
                let content = item.content.get_or_init(|| item.write());
                tera::Value::from_serializable(&ItemInFeed { meta: &item.meta, content })
            })
            .collect();
        let mut context = Context::new();
        context.insert("feed", &self.head);
        context.insert_value("items", tera::Value::from(items));
        theme.render("feeds/rss.xml", &context).map(String::into_bytes)
    }
}

#[derive(Serialize)]
struct ItemInFeed<'a> {
    meta: &'a ItemMeta,
    content: &'a str,
}

/// The feeds of a site.
pub(super) fn plan(site: &Site, theme: &Theme) -> Vec<Artifact> {
    let most = site.config.feed_items;
    let mut wanted: Vec<(Head, String, Vec<&Placed>)> = Vec::new();
    let all: Vec<&Placed> = site.dated().take(most).collect();
    let about = site.config.org.clone().unwrap_or_else(|| site.config.title.clone());
    wanted.push((head(site, &site.config.title, &about, "", "feed.xml", &all), "feed.xml".to_owned(), all));
    for (at, column) in site.columns.iter().enumerate() {
        let of: Vec<&Placed> = site.dated().filter(|placed| placed.column == Some(at)).take(most).collect();
        let path = format!("{}feed.xml", column.address);
        let title = format!("{} · {}", column.name, site.config.title);
        let about = column.purpose.clone().unwrap_or_else(|| title.clone());
        wanted.push((head(site, &title, &about, &column.address, &path, &of), path, of));
    }
    for (tag, mut of) in site.tags.iter().zip(site.by_tag()).filter(|(tag, _)| tag.feed) {
        of.truncate(most);
        let path = format!("{}feed.xml", tag.address);
        let title = format!("{} · {}", tag.name, site.config.title);
        wanted.push((head(site, &title, &title, &tag.address, &path, &of), path, of));
    }
    let mut shown: Vec<&Placed> = wanted.iter().flat_map(|(_, _, entries)| entries.iter().copied()).collect();
    shown.sort_by(|a, b| a.address.cmp(&b.address));
    shown.dedup_by(|a, b| a.address == b.address);
    let items: Vec<Arc<Item>> = shown.par_iter().map(|placed| Arc::new(Item::of(site, placed))).collect();
    let item = |placed: &Placed| {
        let at = shown.binary_search_by(|known| known.address.cmp(&placed.address)).ok()?;
        Some(items[at].clone())
    };
    wanted
        .into_iter()
        .map(|(head, path, entries)| {
            let items = entries.into_iter().filter_map(item).collect();
            Artifact::made(path, Rank::List, theme, Feed { head, items })
        })
        .collect()
}

fn head(site: &Site, title: &str, about: &str, link: &str, own: &str, entries: &[&Placed]) -> Head {
    let zone = site.config.zone;
    let changed = entries.iter().filter_map(|placed| placed.entry.card.changed()).max();
    Head {
        title: xml_text(title),
        link: site.urls.absolute(link),
        own: site.urls.absolute(own),
        description: as_html(about),
        language: site.config.language.clone(),
        changed: changed.map(|when| zone.rfc2822(when.at())),
    }
}

impl Item {
    fn of(site: &Site, placed: &Placed) -> Item {
        let card = &placed.entry.card;
        let zone: Zone = site.config.zone;
        let stamp = |when: When| zone.rfc2822(when.at());
        let mut categories: Vec<String> = placed.column.map(|at| site.columns[at].name.clone()).into_iter().collect();
        categories.extend(placed.tags.iter().map(|&at| xml_text(&site.tags[at].name)));
        let meta = ItemMeta {
            title: xml_text(&card.header.title),
            link: site.urls.absolute(&placed.address),
            id: format!("urn:gongsheng:{}", card.id),
            published: card.date().map(stamp).unwrap_or_default(),
            author: card.header.author.as_deref().map(xml_text),
            // Readers take a description for HTML: its text is written as such.
            summary: as_html(&card.summary),
            categories,
        };
        let attachment = |(title, media): &(String, crate::site::Media)| {
            (title.clone(), site.urls.absolute(&media.path), format!("{}，{}", media.kind(), media.shown_size()))
        };
        let corrections = card.header.corrections.iter();
        let extra = Extra {
            state: placed.state.map(|state| state.label),
            corrections: corrections.map(|c| (when::moment(c.at, true), c.text.clone())).collect(),
            facts: parts::facts(placed),
            ranking: match &card.details {
                Details::Ranking(ranking) => Some(parts::ranking(ranking)),
                _ => None,
            },
            attachments: placed.attachments.iter().map(attachment).collect(),
            source: card.header.source.clone(),
            cover: placed.cover.as_ref().map(|cover| site.urls.absolute(&cover.plain().0)),
        };
        let body = BodyView::of(placed);
        let (urls, path) = (site.urls.clone(), placed.address.clone());
        let key = Key::of(&(&meta, &body, &extra, urls.base(), &path));
        Item { meta, body, extra, urls, path, key, content: OnceLock::new() }
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
            write_ranking(ranking, &mut out);
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

fn write_ranking(ranking: &parts::RankingView, out: &mut String) {
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
        let score = if ranking.list { "" } else { "<th>得分</th>" };
        let _ = writeln!(out, "<table>\n<tr><th>{number}</th><th>账号</th><th>主办单位</th>{score}</tr>");
        for row in group.columns.iter().flatten() {
            let _ = write!(out, "<tr><td>{}</td><td>", row.number);
            escape(&row.name, out);
            escape(&row.suffix, out);
            if let Some(kind) = &row.kind {
                out.push('（');
                escape(kind, out);
                out.push('）');
            }
            out.push_str("</td><td>");
            escape(&row.host, out);
            out.push_str("</td>");
            if !ranking.list {
                let _ = write!(out, "<td>{}</td>", row.score);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
    }
}
