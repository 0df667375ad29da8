//! What several channels show alike: the card of an entry, its facts.

use super::due::{Beside, Due, later};
use super::phone::tel;
use super::title::kept;
use crate::escape::escape;
use crate::fact::{Fact, FactKey, Phase, StateKey, Value};
use crate::kind::Details;
use crate::markdown::cut;
use crate::site::{Column, Image, Picture, Placed, Rendition, Setting, Urls};
use crate::when;
use serde::{Serialize, Serializer};
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
    /// The same as HTML, with its dates and counts kept whole; empty where it has none.
    pub title_html: String,
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
    /// Where, in a line; of a release where its tickets are picked up, which it says.
    pub place: String,
    /// How many, in a line.
    pub count: String,
    /// For whom, in a few words.
    pub who: String,
    /// The time that matters next.
    pub due: Option<Due>,
    /// A date that is to be minded beside.
    pub beside: Option<Beside>,
    /// Its cover.
    pub cover: Option<PictureView>,
}

/// A state for templates.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct StateView {
    /// For style sheets.
    pub key: StateKey,
    /// For readers.
    pub label: &'static str,
    /// now, coming or over.
    pub phase: Phase,
    /// The states that are still to come, for a script.
    pub later: String,
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
    #[serde(serialize_with = "class")]
    pub key: FactKey,
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

    /// The logo of the site, as its pages link to it.
    pub fn logo(urls: &Urls, image: &Image) -> PictureView {
        let (path, width, height) = image.logo();
        PictureView { url: urls.local(&path), width, height, modern: String::new() }
    }

    /// The crop of a cover that goes with the page's address where it is shared.
    pub fn share(site: &Setting, picture: &Picture) -> PictureView {
        let Rendition { path, recipe } = picture.share();
        let url = site.urls.absolute(&path);
        PictureView { url, width: recipe.width, height: recipe.height, modern: String::new() }
    }
}

/// How much of for whom it is a card says, in characters: a line of a phone.
const WHO: usize = 15;

/// For whom something is, in a line; where that is cut, after the last clause that fits.
fn in_brief(whom: &str) -> String {
    let line = cut(whom, WHO);
    match line.strip_suffix('…').and_then(|line| line.rsplit_once(['，', '；', '（', ',', ';', '('])) {
        Some((clause, _)) if !clause.is_empty() => format!("{clause}…"),
        _ => line,
    }
}

impl CardView {
    /// The card of a placed entry, with addresses as pages of the site link to them.
    pub fn of(site: &Setting, placed: &Placed) -> CardView {
        let card = &placed.entry.card;
        let facts = card.details.facts();
        let fact = |key: FactKey| facts.iter().find(|fact| fact.key == key);
        let shown = |fact: &Fact| fact.value.show(card.year());
        CardView {
            title: card.header.title.clone(),
            title_html: kept(&card.header.title),
            url: site.urls.local(&placed.address),
            kind: card.kind.info().folder,
            kind_label: card.kind.info().label.0,
            date_iso: card.date().map(|date| when::iso_date(date.day())).unwrap_or_default(),
            date: card.date().map(|date| when::date(date.day(), true)).unwrap_or_default(),
            summary: card.summary.clone(),
            column: site.column_of(placed).map(|column| column_link(site, column)),
            state: placed.state.map(|state| StateView {
                key: state.key,
                label: state.label,
                phase: state.phase,
                later: later(site, &placed.turns),
            }),
            place: match &card.details {
                Details::Event(event) => event.place.clone(),
                _ => fact(FactKey::PickupPlace).map(|fact| format!("{}：{}", fact.label, shown(fact))),
            }
            .unwrap_or_default(),
            count: fact(FactKey::Quantity).or(fact(FactKey::Capacity)).map(shown).unwrap_or_default(),
            who: fact(FactKey::Audience)
                .or(fact(FactKey::Eligibility))
                .map(|fact| in_brief(&shown(fact)))
                .unwrap_or_default(),
            due: Due::of(placed),
            beside: Beside::of(placed),
            cover: placed.cover.as_ref().map(|cover| PictureView::of(&site.urls, cover)),
        }
    }
}

/// The link to a column.
fn column_link(site: &Setting, column: &Column) -> LinkView {
    LinkView { title: column.name.clone(), url: site.urls.local(&column.address) }
}

/// The name of a fact, as a class of a style sheet.
fn class<S: Serializer>(key: &FactKey, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&key.name().replace('.', "-"))
}

/// The facts of an entry for templates. The years that are not the entry's own are shown.
pub fn facts(placed: &Placed) -> Vec<FactView> {
    let card = &placed.entry.card;
    let view = |fact: &Fact| FactView { key: fact.key, label: fact.label, html: fact_html(&fact.value, card.year()) };
    card.details.facts().iter().map(view).collect()
}

/// A fact's value as HTML that every channel but WeChat can show: no class, no script.
fn fact_html(value: &Value, year: i16) -> String {
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
        Value::Phone(number) => match tel(number) {
            Some(address) => link(&address, number, out),
            None => escape(number, out),
        },
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
            let iso = if when.is_precise() { when::iso_time(when.at()) } else { day };
            escape(&iso, out);
            out.push_str("\">");
            escape(&value.show(year), out);
            out.push_str("</time>");
        }
        value => escape(&value.show(year), out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_in_a_line_for_whom_it_is() {
        for (whom, line) in [
            ("全县女职工会员", "全县女职工会员"),
            ("持工会会员卡的职工，同一家庭限领一套", "持工会会员卡的职工…"),
            ("全县各级工会，每队12至30人", "全县各级工会，每队12至30人"),
            ("环卫、建筑、快递、外卖岗位的职工", "环卫、建筑、快递、外卖岗位的…"),
            ("（本县）持卡的职工和他们的家人", "（本县）持卡的职工和他们的家人"),
            ("（本县持卡的职工和他们的家人和朋友）", "（本县持卡的职工和他们的家人…"),
        ] {
            assert_eq!(in_brief(whom), line);
        }
    }
}
