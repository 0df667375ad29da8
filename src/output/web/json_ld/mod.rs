//! What a page is about, in the words of schema.org (JSON-LD): for search engines and whatever shows a card of an
//! address. It says what the page says, from the same fields, and nothing that the page does not.

mod article;
mod event;
mod list;
mod offer;
mod site;
mod ticket;

pub(super) use event::is_online;
pub(super) use site::Ground;

use crate::entry::Entry;
use crate::escape::pieces;
use crate::fact::State;
use crate::hash::Shared;
use crate::kind::Details;
use crate::output::data::stamp;
use crate::site::{Image, Placed};
use crate::when::When;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a page is about, and the way to it: made into text only when the page is.
#[derive(Hash)]
pub(super) struct LinkedData {
    pub ground: Shared<Ground>,
    pub about: About,
    /// The way from home: titles and paths, home left out.
    pub way: Vec<(String, String)>,
}

/// What a page is about.
#[derive(Hash)]
pub(super) enum About {
    /// The site, and whoever runs it.
    Home,
    /// A list.
    List { name: String, description: String, path: String },
    /// An entry.
    Entry(Subject),
    /// What needs no more than the way to it.
    Other,
}

/// An entry in its place.
#[derive(Hash)]
pub(super) struct Subject {
    entry: Arc<Entry>,
    path: String,
    state: Option<State>,
    /// Its column, else its kind.
    section: String,
    tags: Vec<String>,
    /// The path of its cover.
    image: Option<String>,
}

impl Subject {
    /// An entry of the site.
    pub(super) fn of(placed: &Placed, section: &str, tags: Vec<String>) -> Subject {
        let image = placed.cover.as_ref().map(|cover| match cover {
            Image::Picture(picture) => picture.share().path,
            drawing => drawing.plain().0,
        });
        Subject {
            entry: placed.entry.clone(),
            path: placed.address.clone(),
            state: placed.state,
            section: section.to_owned(),
            tags,
            image,
        }
    }

    /// The address of its page.
    fn url(&self, ground: &Ground) -> String {
        ground.urls.absolute(&self.path)
    }

    /// The address of its cover: of the crop that goes with its address, of a drawing the drawing's.
    fn image(&self, ground: &Ground) -> Option<String> {
        self.image.as_ref().map(|path| ground.urls.absolute(path))
    }
}

impl LinkedData {
    fn things(&self) -> Vec<Thing> {
        let ground = &self.ground;
        let mut things = match &self.about {
            About::Home => site::home(ground),
            About::List { name, description, path } => {
                vec![site::page(ground, "CollectionPage", name, description, path)]
            }
            About::Entry(subject) => entry(ground, subject),
            About::Other => Vec::new(),
        };
        if !self.way.is_empty() {
            things.push(site::crumbs(ground, &self.way));
        }
        things
    }
}

/// For templates: the text of the `<script>`.
impl Serialize for LinkedData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&script(&self.things()))
    }
}

/// Something with a type of schema.org, and what is known of it: JSON already, by name.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
struct Thing(BTreeMap<&'static str, Box<RawValue>>);

impl Thing {
    fn new(kind: &str) -> Thing {
        Thing::default().with("@type", kind)
    }

    /// Adds what is known; what is not given or empty is left out.
    fn with(mut self, property: &'static str, value: impl Serialize) -> Thing {
        if let Ok(json) = to_raw_value(&value)
            && !matches!(json.get(), "null" | "\"\"" | "[]")
        {
            self.0.insert(property, json);
        }
        self
    }
}

/// What the page of an entry is about: an event, a release, an article; of a ranking also its first rows.
fn entry(ground: &Ground, subject: &Subject) -> Vec<Thing> {
    let card = &subject.entry.card;
    match &card.details {
        Details::Event(event) => vec![event::of(ground, subject, event)],
        Details::Ticket(ticket) => vec![ticket::of(ground, subject, ticket)],
        Details::Post => vec![article::of(ground, subject)],
        Details::Ranking(ranking) => {
            let mut things = vec![article::of(ground, subject)];
            things.extend(list::of(&card.header.title, ranking));
            things
        }
        Details::Page => vec![site::page(ground, "WebPage", &card.header.title, &card.summary, &subject.path)],
    }
}

/// The things of a page as the text of a `<script type="application/ld+json">`; empty without any.
///
/// A browser ends the element at the first `</script`, whatever stands around it, and reads `<!--` as the begin of
/// a comment: neither `<` nor `>` nor `&` is left in it. The two separators ended a line of a script until 2019.
fn script(things: &[Thing]) -> String {
    if things.is_empty() {
        return String::new();
    }
    let graph = Thing::default().with("@context", "https://schema.org").with("@graph", things);
    let json = serde_json::to_string(&graph).unwrap_or_default();
    let look = |byte, next| (byte == b'<') | (byte == b'>') | (byte == b'&') | ((byte, next) == BEFORE_SEPARATORS);
    let instead = |c| match c {
        '<' => Some("\\u003c"),
        '>' => Some("\\u003e"),
        '&' => Some("\\u0026"),
        '\u{2028}' => Some("\\u2028"),
        '\u{2029}' => Some("\\u2029"),
        _ => None,
    };
    let mut out = String::with_capacity(json.len());
    for (plain, instead) in pieces(&json, look, instead) {
        out.push_str(plain);
        out.push_str(instead);
    }
    out
}

/// The first two bytes of U+2028 and U+2029.
const BEFORE_SEPARATORS: (u8, u8) = (0xe2, 0x80);

/// An item of an enumeration of schema.org.
fn word(name: &str) -> String {
    format!("https://schema.org/{name}")
}

/// An instant with the site's offset, or a day.
fn time(ground: &Ground, when: Option<When>) -> Option<String> {
    when.map(|when| stamp(ground.zone, when))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn what_is_not_known_is_not_said() {
        let thing = Thing::new("Event").with("name", "甲").with("endDate", None::<String>).with("location", "");
        let thing = thing.with("offers", Vec::<Thing>::new()).with("isAccessibleForFree", false);
        let expected = serde_json::json!({ "@type": "Event", "name": "甲", "isAccessibleForFree": false });
        assert_eq!(serde_json::to_value(thing).unwrap(), expected);
    }

    #[test]
    fn nothing_breaks_out_of_the_script() {
        let title = "</script><!--<script>]]>&amp;\"\\'\u{8}\u{2028}\u{2029}";
        let text = script(&[Thing::new("Article").with("headline", title)]);
        assert!(!text.contains(['<', '>', '&', '\u{8}', '\u{2028}', '\u{2029}']), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["@graph"][0]["headline"], title);
        assert_eq!(script(&[]), "");
    }
}
