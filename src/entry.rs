//! PARSE: the text of a file → [`Entry`].

mod kept;
mod name;
mod placeholder;
mod shown;
mod title;

use crate::checks::{self, Corrected, Rules, Subject};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::fields::{self, Basis, Reader};
use crate::front_matter::{self, Split};
use crate::hash::{Key, StableHasher};
use crate::header::{self, Header};
use crate::kind::{Details, Kind};
use crate::markdown::{self, Document, Parsed, Target};
use crate::own;
use crate::source::{EntrySource, Manuscript};
use crate::when::{self, When};
pub use kept::{Kept, Told};
pub(crate) use name::undated;
pub use name::{BAD_ID, BAD_SLUG, alias_path, bad_slug, free_id};
pub use placeholder::{PLACEHOLDER, PLACEHOLDER_LEFT};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
pub use title::TITLE_TWICE;

/// Whatever has an address: a post, an event, a release, a ranking, a page.
#[derive(Debug)]
pub struct Entry {
    /// The hash of all that it was made of: kind, path, name and text of its file.
    pub key: Key,
    /// The hash of all by which other entries and lists know it: what has its address, its id, its tags and date, and
    /// what can be linked to in it and beside it.
    pub face: Key,
    /// The hash of what lists call it: its kind, its day and its title. A draft, and what has no title, shares it with
    /// nothing.
    pub name: Key,
    /// All that lists, feeds' heads, checks and states need.
    pub card: Card,
    /// The text below the head.
    pub body: Body,
}

/// What is known of an entry without its body.
#[derive(Debug)]
pub struct Card {
    /// Its kind.
    pub kind: Kind,
    /// The path of its file below `content/`.
    pub path: Arc<str>,
    /// The text of its file, for places.
    pub text: Manuscript,
    /// The fields of every kind.
    pub header: Header,
    /// The fields of its kind.
    pub details: Details,
    /// What feeds and calendars know it by.
    pub id: String,
    /// The last part of its address.
    pub slug: String,
    /// The author's summary, else the first paragraph.
    pub summary: String,
    /// Han characters and Latin words.
    pub words: usize,
}

/// A body: parsed when somebody asks for it, at most once. What the rest of the site must know of it is there
/// before.
#[derive(Debug)]
pub struct Body {
    /// What it points to and what can be pointed to in it.
    pub outline: Outline,
    text: Manuscript,
    range: Range<usize>,
    /// The hash of its source text.
    key: Key,
    document: OnceLock<Document>,
}

/// What other entries must know of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// What its links and images point to: those of its document.
    pub targets: Vec<Target>,
    /// The anchors of its headings, in order.
    pub anchors: Vec<Box<str>>,
}

/// The codes of this room.
pub const CODES: &[&Code] = &[&BAD_SLUG, &BAD_ID, &PLACEHOLDER_LEFT, &TITLE_TWICE];

/// The first paragraph is cut after this many characters.
const SUMMARY_CHARS: usize = 110;

impl Body {
    /// Where it ends in the text of its file.
    pub fn end(&self) -> usize {
        self.range.end
    }

    /// The parsed body.
    pub fn document(&self) -> &Document {
        self.document.get_or_init(|| {
            let text = self.text.text();
            // A text that was lost has no such part.
            let range = text.text.get(self.range.clone()).map_or(0..0, |_| self.range.clone());
            markdown::parse(text, range).document
        })
    }
}

impl Entry {
    fn new(key: Key, card: Card, body: Body) -> Entry {
        let header = &card.header;
        let link = header.wechat.link.as_ref().map(|link| &link.value);
        let mut hasher = StableHasher::default();
        (card.kind, &card.path, card.text.file(), &card.slug, &card.id, header.id.is_some()).hash(&mut hasher);
        (header.date, link, &body.outline.anchors, header.aliases.len()).hash(&mut hasher);
        header.column.as_ref().map(|column| &column.value).hash(&mut hasher);
        header.aliases.iter().chain(&header.tags).for_each(|typed| typed.value.hash(&mut hasher));
        own::beside(&card.details).hash(&mut hasher);
        let face = hasher.key();
        let nameless = header.draft || header.title.is_empty();
        let name = Key::of(&(card.kind, header.date.map(When::day), &header.title, nameless.then_some(&card.path)));
        Entry { key, face, name, card, body }
    }
}

/// An entry is its source: all else follows from it.
impl Hash for Entry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// A body is its source: the document follows from it.
impl Hash for Body {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// Where the fields and the body of an entry of a kind lie in its file.
pub fn split(text: &Text, kind: Kind) -> Split {
    if !kind.has_body() {
        let end = text.text.len();
        return Split { head: Some(0..end), body: end..end, diagnostics: Vec::new() };
    }
    let fields = || header::FIELDS.iter().chain(kind.info().fields);
    front_matter::split(text, &|name| fields().any(|field| field.is(name)))
}

/// Parses an entry, and tells all that is wrong in it.
pub fn parse(source: &EntrySource, rules: &Rules) -> (Entry, Vec<Diagnostic>) {
    let text = source.text.text();
    let Split { head, body: range, mut diagnostics } = split(text, source.kind);
    let headless = head.is_none();
    let parsed = front_matter::parse(text, head.unwrap_or(0..0));
    diagnostics.extend(parsed.diagnostics);
    let info = source.kind.info();
    let basis = Basis { headless, has_body: source.kind.has_body(), ..Basis::default() };
    let reader = Reader::new(&parsed.map, text, &mut diagnostics, basis);
    let (header, mut reader) = Header::read(reader, name::date(&source.path), info.dated);
    let details = (info.read)(&mut reader);
    reader.finish();
    let near = header.date.map(When::day);
    told_of_body(text, &range, &header, &mut diagnostics);
    let notice = is_notice(source.kind, &header.title);
    let Parsed { document, readable, diagnostics: told } = markdown::parse(text, range.clone());
    let allowed = &header.exceptions;
    let sentences = &fields::sentences(&text.text, &parsed.map, &[header::FIELDS, info.fields]);
    let subject = Subject { text, sentences, body: range.clone(), readable: &readable, notice, near, allowed };
    diagnostics.extend(checks::check(&subject, rules));
    diagnostics.extend(told);
    diagnostics.extend(checks::check_shown(&shown::shown(&parsed.map, &document, &range), &subject, rules));
    diagnostics.extend(checks::check_name(&text.file, &header.exceptions, rules));
    let id = name::id(&header, source, &mut diagnostics);
    let slug = name::slug(&header, source, &id, &mut diagnostics);
    let summary = header.summary.clone().unwrap_or_else(|| markdown::summary(&document, &header.title, SUMMARY_CHARS));
    let words = markdown::word_count(&document);
    let anchors = markdown::anchors(&document).into_iter().map(Box::from).collect();
    let outline = Outline { targets: document.targets.clone(), anchors };
    let key = Key::of(&text.text[range.clone()]);
    let body = Body { outline, text: source.text.clone(), range, key, document: OnceLock::from(document) };
    let card = Card {
        kind: source.kind,
        path: source.path.clone(),
        text: source.text.clone(),
        header,
        details,
        id,
        slug,
        summary,
        words,
    };
    (Entry::new(source.key, card, body), diagnostics)
}

/// Tells what is wrong in a body as it was typed, but for what the checks of every text find.
fn told_of_body(text: &Text, range: &Range<usize>, header: &Header, diagnostics: &mut Vec<Diagnostic>) {
    let body = &text.text[range.clone()];
    let weekdays = when::weekdays(body, header.date.map(When::day));
    let corrected = Corrected::of(if weekdays.is_empty() { "" } else { body });
    for wrong in weekdays.into_iter().filter(|wrong| !corrected.holds(&wrong.range)) {
        let span = range.start + wrong.range.start..range.start + wrong.range.end;
        diagnostics.push(fields::weekday(&wrong, text.place(span)));
    }
    if !header.draft {
        diagnostics.extend(placeholder::check(text, range.clone()));
    }
    diagnostics.extend(title::check(text, range.clone(), &header.title));
}

/// Whether people act on it. An article called 通知 is a notice too, whatever folder it lies in.
fn is_notice(kind: Kind, title: &str) -> bool {
    let is_called_so = ["通知", "公告", "公示"].iter().any(|word| title.ends_with(word));
    is_called_so || matches!(kind, Kind::Event | Kind::Ticket)
}

impl Card {
    /// The time of publication, which only pages lack.
    pub fn date(&self) -> Option<When> {
        self.header.date
    }

    /// When it was last changed, if it was since it came out: what readers heard of as an update or a correction.
    pub fn touched(&self) -> Option<When> {
        self.header.changes().map(|change| change.value).max()
    }

    /// The time that feeds and sitemaps go by.
    pub fn changed(&self) -> Option<When> {
        self.touched().max(self.header.date)
    }

    /// The year that the entry's times need not name.
    pub fn year(&self) -> i16 {
        self.header.date.map_or(0, |date| date.day().year())
    }
}
