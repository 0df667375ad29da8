//! What several channels show alike: the card of an entry, its facts, the rows of a ranking.

use super::body::escape;
use crate::fact::{Fact, Phase, Value};
use crate::kind::ranking::{Group, Mode, Place, Ranking, Row, columns};
use crate::kind::{Details, Kind};
use crate::site::{Image, Picture, Placed, Rendition, Site, Urls};
use crate::when;
use serde::Serialize;
use std::fmt::Write;

/// A link to something: what is shown and where it leads.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LinkView {
    /// What is shown.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A feed or a calendar, for `<link rel="alternate">` and for readers.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FeedView {
    /// What it holds: 法吧 · 示例县总工会.
    pub title: String,
    /// Its address within the site.
    pub url: String,
    /// Its media type.
    pub media: &'static str,
    /// Its form for readers: RSS.
    pub label: &'static str,
}

/// An entry as lists show it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CardView {
    /// The title.
    pub title: String,
    /// Where its page is.
    pub url: String,
    /// Its kind for style sheets: the folder's name.
    pub kind: &'static str,
    /// Its kind for readers.
    pub kind_label: &'static str,
    /// The day of publication, `2017-03-08`; empty for a page.
    pub date_iso: String,
    /// The same for readers.
    pub date: String,
    /// The summary.
    pub summary: String,
    /// Its column.
    pub column: Option<LinkView>,
    /// Where it stands on the clock: key and label.
    pub state: Option<StateView>,
    /// When, in a line: `3月8日（周三）10:00`.
    pub when: String,
    /// What the time in `when` is: 放票时间.
    pub when_label: &'static str,
    /// Where, in a line.
    pub place: String,
    /// How many, in a line.
    pub count: String,
    /// Its cover.
    pub cover: Option<PictureView>,
}

/// A state for templates.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct StateView {
    /// For style sheets.
    pub key: &'static str,
    /// For readers.
    pub label: &'static str,
    /// now, coming or over.
    pub phase: Phase,
}

/// A picture for templates.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PictureView {
    /// The file that everybody can show.
    pub url: String,
    /// Its pixels; 0 where they are not known.
    pub width: u32,
    /// Its pixels; 0 where they are not known.
    pub height: u32,
    /// `srcset` of the smaller files in a form that most browsers know (WebP); may be empty.
    pub modern: String,
}

/// A fact for templates.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FactView {
    /// For style sheets: `signup-phone`.
    pub key: String,
    /// For readers.
    pub label: &'static str,
    /// What it says, as HTML.
    pub html: String,
}

impl PictureView {
    /// A picture of the site, as its pages link to it.
    pub fn of(urls: &Urls, image: &Image) -> PictureView {
        let (path, width, height) = image.plain();
        let mut modern = String::new();
        for rendition in image.picture().map(Picture::modern).unwrap_or_default() {
            let comma = if modern.is_empty() { "" } else { ", " };
            let _ = write!(modern, "{comma}{} {}w", urls.local(&rendition.path), rendition.recipe.width);
        }
        PictureView { url: urls.local(&path), width, height, modern }
    }

    /// The crop of a cover that goes with the page's address where it is shared.
    pub fn share(site: &Site, picture: &Picture) -> PictureView {
        let Rendition { path, recipe } = picture.share();
        let url = site.urls.absolute(&path);
        PictureView { url, width: recipe.width, height: recipe.height, modern: String::new() }
    }
}

impl CardView {
    /// The card of a placed entry, with addresses as pages of the site link to them.
    pub fn of(site: &Site, placed: &Placed) -> CardView {
        let card = &placed.entry.card;
        let facts = card.details.facts();
        let fact = |key: &str| {
            facts.iter().find(|fact| fact.key == key).map(|fact| (fact.label, fact.value.show(card.year())))
        };
        let (when_label, when) = match card.kind {
            Kind::Event => fact("starts"),
            Kind::Ticket => fact("release"),
            _ => None,
        }
        .unwrap_or_default();
        let line = |keys: &[&str]| keys.iter().find_map(|key| fact(key)).map(|(_, text)| text).unwrap_or_default();
        CardView {
            title: card.header.title.clone(),
            url: site.urls.local(&placed.address),
            kind: card.kind.info().folder,
            kind_label: card.kind.info().label.0,
            date_iso: card.date().map(|date| when::iso_date(date.day())).unwrap_or_default(),
            date: card.date().map(|date| when::date(date.day(), true)).unwrap_or_default(),
            summary: card.summary.clone(),
            column: placed.column.map(|at| column_link(site, at)),
            state: placed.state.map(|state| StateView { key: state.key, label: state.label, phase: state.phase }),
            when,
            when_label,
            place: match card.details {
                Details::Event(ref event) => event.place.clone().unwrap_or_default(),
                _ => line(&["pickup.place"]),
            },
            count: line(&["quantity", "capacity"]),
            cover: placed.cover.as_ref().map(|cover| PictureView::of(&site.urls, cover)),
        }
    }
}

/// The link to a column.
pub fn column_link(site: &Site, at: usize) -> LinkView {
    let column = &site.columns[at];
    LinkView { title: column.name.clone(), url: site.urls.local(&column.address) }
}

/// The facts of an entry for templates. The years that are not the entry's own are shown.
pub fn facts(placed: &Placed) -> Vec<FactView> {
    let card = &placed.entry.card;
    let view = |fact: &Fact| FactView {
        key: fact.key.replace('.', "-"),
        label: fact.label,
        html: fact_html(&fact.value, card.year()),
    };
    card.details.facts().iter().map(view).collect()
}

/// A fact's value as HTML that every channel but WeChat can show: no class, no script.
pub fn fact_html(value: &Value, year: i16) -> String {
    let mut out = String::new();
    write_fact(value, year, &mut out);
    out
}

fn write_fact(value: &Value, year: i16, out: &mut String) {
    let link = |href: &str, text: &str, out: &mut String| {
        out.push_str("<a href=\"");
        escape(href, out);
        out.push_str("\">");
        escape(text, out);
        out.push_str("</a>");
    };
    match value {
        Value::Phone(number) => {
            let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            // Two numbers in one field cannot be dialled as one.
            if dialled.len() <= 12 && !dialled.is_empty() {
                link(&format!("tel:{dialled}"), number, out);
            } else {
                escape(number, out);
            }
        }
        Value::Link { text, url } => link(url, text, out),
        Value::List(values) => {
            out.push_str("<ul>");
            for value in values {
                out.push_str("<li>");
                write_fact(value, year, out);
                out.push_str("</li>");
            }
            out.push_str("</ul>");
        }
        Value::Time(when) | Value::Until(when) => {
            out.push_str("<time datetime=\"");
            let day = when::iso_date(when.day());
            let iso = if when.is_precise() { when::iso_minute(when.at()).replace(' ', "T") } else { day };
            escape(&iso, out);
            out.push_str("\">");
            escape(&value.show(year), out);
            out.push_str("</time>");
        }
        value => escape(&value.show(year), out),
    }
}

/// A ranking for templates.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RankingView {
    /// Whether it is a list in the order of its issuer: 序号, not 名次.
    pub list: bool,
    /// Its groups.
    pub groups: Vec<GroupView>,
    /// Whether any row has a region, a level, a score, a movement: columns that nobody fills are not shown.
    pub has_region: bool,
    /// See `has_region`.
    pub has_level: bool,
    /// See `has_region`.
    pub has_movement: bool,
}

/// A group of a ranking for templates.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct GroupView {
    /// Its title; empty for the only one.
    pub title: String,
    /// Its note.
    pub note: Option<String>,
    /// How many rows it has.
    pub count: usize,
    /// Its rows: in three columns for a list, in one for a scored ranking.
    pub columns: Vec<Vec<RowView>>,
}

/// A row of a ranking for templates.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RowView {
    /// Its number; 无数据 where it has no score.
    pub number: String,
    /// Whether it has a number.
    pub numbered: bool,
    /// The account's name without its type.
    pub name: String,
    /// What follows the name in print: `(服务号)`.
    pub suffix: String,
    /// The type, where the printed name does not hold it.
    pub kind: Option<String>,
    /// Whose account it is.
    pub host: String,
    /// Where it is.
    pub region: String,
    /// 省级, 市级, 县级
    pub level: String,
    /// Its address.
    pub url: Option<String>,
    /// Its score.
    pub score: String,
    /// ↑2, ↓1, —; empty where the last period is not known.
    pub movement: String,
    /// The same in words: 上升2位.
    pub movement_text: String,
    /// What was counted of it: 阅读数 1200.
    pub metrics: Vec<String>,
}

/// A ranking for templates.
pub fn ranking(ranking: &Ranking) -> RankingView {
    let list = ranking.mode == Mode::List;
    let rows = || ranking.groups.iter().flat_map(|group| &group.rows);
    RankingView {
        list,
        groups: ranking.groups.iter().map(|one| group(one, list)).collect(),
        has_region: rows().any(|row| row.region.is_some()),
        has_level: rows().any(|row| row.level.is_some()),
        has_movement: rows().any(|row| row.movement().is_some()),
    }
}

fn group(group: &Group, list: bool) -> GroupView {
    let parts: Vec<&[Row]> = if list { columns(&group.rows) } else { vec![&group.rows] };
    GroupView {
        title: group.title.clone(),
        note: group.note.clone(),
        count: group.rows.len(),
        columns: parts.into_iter().filter(|rows| !rows.is_empty()).map(|rows| rows.iter().map(row).collect()).collect(),
    }
}

fn row(row: &Row) -> RowView {
    let suffix = row.account.suffix().to_owned();
    let (movement, movement_text) = match row.movement() {
        None => (String::new(), String::new()),
        Some(0) => ("—".to_owned(), "持平".to_owned()),
        Some(up) if up > 0 => (format!("↑{up}"), format!("上升{up}位")),
        Some(down) => (format!("↓{}", -down), format!("下降{}位", -down)),
    };
    RowView {
        number: match row.place {
            Place::Number(number) => number.to_string(),
            Place::NoData => "无数据".to_owned(),
        },
        numbered: row.place != Place::NoData,
        name: row.account.name.clone(),
        kind: row.account.kind.clone().filter(|_| suffix.is_empty()),
        suffix,
        host: row.host.clone().unwrap_or_default(),
        region: row.region.clone().unwrap_or_default(),
        level: row.level.clone().unwrap_or_default(),
        url: row.url.clone(),
        score: row.score.map(|score| score.to_string()).unwrap_or_default(),
        movement,
        movement_text,
        metrics: row.metrics.iter().map(|(name, number)| format!("{name} {number}")).collect(),
    }
}
