//! An entry as data, for programs: what feeds carry beside their text, what the API answers, what embeds draw.
//!
//! Times are RFC 3339 with the site's offset; a bare day is a date, and as an end it counts to its last minute.
//! Addresses are whole.

use crate::fact::{Fact, FactKey, State, StateKey, Value};
use crate::kind::Details;
use crate::output::media::media_type;
use crate::own;
use crate::site::{Image, Media, Placed, Setting};
use crate::when::{self, When, Zone};
use serde::Serialize;

/// An entry.
#[derive(Clone, Debug, Hash, Serialize)]
pub(super) struct EntryData {
    /// What it is known by, for ever.
    pub id: String,
    /// post, event, ticket, ranking
    pub kind: &'static str,
    /// 文章, 活动, 放票, 榜单
    pub kind_label: &'static str,
    /// The title.
    pub title: String,
    /// The address of its page.
    pub url: String,
    /// The summary, plain text.
    pub summary: String,
    /// When it was published.
    pub published: String,
    /// When it was last changed, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// What was wrong and is right now, the newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionData>,
    /// Its column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<NamedData>,
    /// Its tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Whom it was taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<FileData>,
    /// Where it stands on the clock, as of the build.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<StateData>,
    /// From when: an event begins, a release opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    /// Until when: an event ends, a release closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// Where: of an event, or where tickets are picked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// All that it says of itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactData>,
    /// Its attachments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<FileData>,
    /// The address of its calendar, where it has times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

/// A correction.
#[derive(Clone, Debug, Hash, Serialize)]
pub(super) struct CorrectionData {
    /// When it was made.
    pub time: String,
    /// What was wrong and is right now.
    pub text: String,
}

/// Something with a name and an address.
#[derive(Clone, Debug, Hash, Serialize)]
pub(super) struct NamedData {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// A file of the site.
#[derive(Clone, Debug, Hash, Serialize)]
pub(super) struct FileData {
    /// What it is called; none for a cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    pub url: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media: &'static str,
    /// Its size in bytes, where it is known before it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Its pixels, of a picture where they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// See `width`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A state.
#[derive(Clone, Debug, Hash, Serialize)]
pub(super) struct StateData {
    /// open, signup-open …
    pub key: StateKey,
    /// For readers.
    pub label: &'static str,
    /// now, coming or over
    pub phase: crate::fact::Phase,
}

/// A fact.
#[derive(Clone, Debug, Hash, Serialize)]
pub(super) struct FactData {
    /// The English key of its field.
    pub key: FactKey,
    /// For readers.
    pub label: &'static str,
    /// What it says.
    #[serde(flatten)]
    pub value: ValueData,
}

/// What a fact says: as a line of text, and in parts by its type.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub(super) struct ValueData {
    /// text, time, span, phone, place, count, link, list
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// As readers see it.
    pub text: String,
    /// Of a time and a span: from when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Of a span, and of a time that ends something: until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Of a place: its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Of a count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Of a count: 人, 张.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Of a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Of a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ValueData>,
}

impl EntryData {
    /// An entry of the site.
    pub fn of(site: &Setting, placed: &Placed) -> EntryData {
        let card = &placed.entry.card;
        let header = &card.header;
        let zone = site.config.zone;
        let instant = |when: When| zone.rfc3339(when.at());
        let (starts, ends, place) = main_facts(&card.details);
        EntryData {
            id: card.id.clone(),
            kind: card.kind.info().name,
            kind_label: card.kind.info().label.0,
            title: header.title.clone(),
            url: site.urls.absolute(&placed.address),
            summary: card.summary.clone(),
            published: card.date().map(instant).unwrap_or_default(),
            updated: card.touched().filter(|touched| header.date.is_none_or(|date| *touched > date)).map(instant),
            corrections: header
                .corrections
                .iter()
                .map(|correction| CorrectionData {
                    time: stamp(zone, correction.at.value),
                    text: correction.text.clone(),
                })
                .collect(),
            column: site
                .column_of(placed)
                .map(|column| NamedData { name: column.name.clone(), url: site.urls.absolute(&column.address) }),
            tags: site.tags_of(placed).map(|tag| tag.name.clone()).collect(),
            author: header.author.clone(),
            source: header.source.clone(),
            cover: placed.cover.as_ref().map(|cover| FileData::cover(site, cover)),
            state: placed.state.map(|state: State| StateData {
                key: state.key,
                label: state.label,
                phase: state.phase,
            }),
            starts: starts.map(|when| stamp(zone, when)),
            ends: ends.map(|when| stamp(zone, when)),
            place,
            facts: card.details.facts().iter().map(|fact| FactData::of(fact, zone, card.year())).collect(),
            attachments: placed
                .attachments
                .iter()
                .map(|(title, media)| FileData { title: Some(title.clone()), ..FileData::of(site, media) })
                .collect(),
            calendar: card
                .details
                .has_times()
                .then(|| site.urls.absolute(&format!("{}{}", placed.address, own::CALENDAR))),
        }
    }
}

/// When it begins and ends, and where.
fn main_facts(details: &Details) -> (Option<When>, Option<When>, Option<String>) {
    match details {
        Details::Event(event) => (event.starts, event.ends, event.place.clone().or_else(|| event.address.clone())),
        Details::Ticket(ticket) => {
            (ticket.release, ticket.closes, ticket.pickup.as_ref().and_then(|pickup| pickup.place.clone()))
        }
        Details::Post | Details::Ranking(_) | Details::Page => (None, None, None),
    }
}

/// An instant, or a day.
pub(super) fn stamp(zone: Zone, when: When) -> String {
    if when.is_precise() { zone.rfc3339(when.at()) } else { when::iso_date(when.day()) }
}

impl FileData {
    fn of(site: &Setting, media: &Media) -> FileData {
        let (width, height) = media.pixels.unzip();
        let url = site.urls.absolute(&media.path);
        // A picture that is made has the size of its source, which is not the one that travels.
        let size = media.recipe.is_none().then_some(media.size);
        FileData { title: None, url, media: media_type(&media.path), size, width, height }
    }

    /// The file of a cover that everybody can show. How many bytes it has is known once it is made.
    fn cover(site: &Setting, cover: &Image) -> FileData {
        let (path, width, height) = cover.plain();
        let (url, media) = (site.urls.absolute(&path), media_type(&path));
        let size = match cover {
            Image::Drawing(drawing) => Some(drawing.size),
            Image::Picture(_) => None,
        };
        let known = |pixels: u32| (pixels > 0).then_some(pixels);
        FileData { title: None, url, media, size, width: known(width), height: known(height) }
    }
}

impl FactData {
    fn of(fact: &Fact, zone: Zone, year: i16) -> FactData {
        FactData { key: fact.key, label: fact.label, value: ValueData::of(&fact.value, zone, year) }
    }
}

impl ValueData {
    fn of(value: &Value, zone: Zone, year: i16) -> ValueData {
        let stamp = |when: &When| Some(stamp(zone, *when));
        let data = ValueData { text: value.show(year), ..ValueData::default() };
        match value {
            Value::Text(_) => ValueData { kind: "text", ..data },
            Value::Time(when) => ValueData { kind: "time", from: stamp(when), ..data },
            Value::Until(when) => ValueData { kind: "time", to: stamp(when), ..data },
            Value::Span(from, to) => ValueData { kind: "span", from: stamp(from), to: stamp(to), ..data },
            Value::Phone(_) => ValueData { kind: "phone", ..data },
            Value::Place { address, .. } => {
                let address = (!address.is_empty()).then(|| address.clone());
                ValueData { kind: "place", address, ..data }
            }
            Value::Count { number, unit } => {
                ValueData { kind: "count", number: Some(*number), unit: Some(unit.clone()), ..data }
            }
            Value::Link { url, .. } => ValueData { kind: "link", url: Some(url.clone()), ..data },
            Value::List(values) => {
                let items = values.iter().map(|value| ValueData::of(value, zone, year)).collect();
                ValueData { kind: "list", items, ..data }
            }
        }
    }
}

/// A value as JSON, the whole file one line: no number and no key of ours can make it fail.
pub(super) fn json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
