//! PARSE: the text of a file → [`Entry`].

mod kept;
mod placeholder;

use crate::both;
use crate::checks::{self, Corrected, Rules, Subject};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::fields::{self, Basis, Reader};
use crate::front_matter::{self, Split};
use crate::hash::{Key, StableHasher};
use crate::header::{self, Header};
use crate::kind::{Details, Kind};
use crate::lang::Both;
use crate::markdown::{self, Document, Parsed, Target};
use crate::site::own;
use crate::source::{EntrySource, Manuscript, is_reserved};
use crate::when::{self, When};
pub use kept::{Kept, Told};
pub use placeholder::{PLACEHOLDER, PLACEHOLDER_LEFT};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Whatever has an address: a post, an event, a release, a ranking, a page.
#[derive(Debug)]
pub struct Entry {
    /// The hash of all that it was made of: kind, path, name and text of its file.
    pub key: Key,
    /// The hash of all by which other entries and lists know it: what has its address, its id, its tags and date, and
    /// what can be linked to in it and beside it.
    pub face: Key,
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

/// A slug or an alias that cannot be an address.
pub static BAD_SLUG: Code = Code::error("bad-slug", "网页名有误", "a slug that cannot be an address");
/// An id that feeds cannot carry.
pub static BAD_ID: Code = Code::error("bad-id", "编号有误", "an id that cannot be one");
/// The codes of this room.
pub const CODES: &[&Code] = &[&BAD_SLUG, &BAD_ID, &PLACEHOLDER_LEFT];

/// The first paragraph is cut after this many characters.
const SUMMARY_CHARS: usize = 110;

impl Body {
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
        header.aliases.iter().chain(&header.tags).for_each(|typed| typed.value.hash(&mut hasher));
        own::beside(&card.details).hash(&mut hasher);
        let face = hasher.key();
        Entry { key, face, card, body }
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

/// Six digits that are no id yet. They follow from a key, so that nothing here is random.
pub fn free_id(key: Key, is_taken: impl Fn(&str) -> bool) -> String {
    const ALL: u128 = 1_000_000;
    let candidate = |step: u128| format!("{:06}", (key.0 % ALL + step) % ALL);
    (0..ALL).map(candidate).find(|id| !is_taken(id)).unwrap_or_else(|| candidate(0))
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
    let (name_date, stem) = from_name(&source.path);
    let info = source.kind.info();
    let basis = Basis { headless, has_body: source.kind.has_body(), ..Basis::default() };
    let reader = Reader::new(&parsed.map, text, &mut diagnostics, basis);
    let (header, mut reader) = Header::read(reader, name_date, info.dated);
    let details = (info.read)(&mut reader);
    reader.finish();
    let near = header.date.map(When::day);
    let body_text = &text.text[range.clone()];
    let weekdays = when::weekdays(body_text, near);
    let corrected = Corrected::of(if weekdays.is_empty() { "" } else { body_text });
    for wrong in weekdays.into_iter().filter(|wrong| !corrected.holds(&wrong.range)) {
        let span = range.start + wrong.range.start..range.start + wrong.range.end;
        diagnostics.push(fields::weekday(&wrong, text.place(span)));
    }
    if !header.draft {
        diagnostics.extend(placeholder::check(text, range.clone()));
    }
    // An article called 通知 is a notice too, whatever folder it lies in.
    let called = ["通知", "公告", "公示"].iter().any(|word| header.title.ends_with(word));
    let notice = called || matches!(source.kind, Kind::Event | Kind::Ticket);
    let Parsed { document, readable, diagnostics: told } = markdown::parse(text, range.clone());
    let allowed = &header.exceptions;
    let sentences = &fields::sentences(&text.text, &parsed.map, &[header::FIELDS, info.fields]);
    let subject = Subject { text, sentences, body: range.clone(), readable: &readable, notice, near, allowed };
    diagnostics.extend(checks::check(&subject, rules));
    diagnostics.extend(told);
    diagnostics.extend(checks::check_shown(&markdown::shown_text(&document), &subject, rules));
    diagnostics.extend(checks::check_name(&text.file, &header.exceptions, rules));
    let id = match &header.id {
        Some(id) => {
            if let Some(why) = bad_id(&id.value) {
                let help = both!("用六位数字，或字母、数字和短横线", "six digits, or letters, digits and -");
                diagnostics.push(Diagnostic::at(&BAD_ID, text.place(id.span.clone()), why).help(help));
            }
            id.value.clone()
        }
        None => six_digits(&source.path),
    };
    let slug = match &header.slug {
        Some(slug) => {
            if let Some(why) = bad_slug(&slug.value) {
                diagnostics.push(Diagnostic::at(&BAD_SLUG, text.place(slug.span.clone()), why).help(slug_help()));
            }
            slug.value.clone()
        }
        None => match (bad_slug(stem), header.date) {
            (None, _) => stem.to_owned(),
            // Never guessed by pinyin: 长 of 长兴 would come out as zhang.
            (Some(_), Some(date)) => format!("{}-{id}", when::compact(date.day())),
            (Some(_), None) => id.clone(),
        },
    };
    let summary = header.summary.clone().unwrap_or_else(|| markdown::summary(&document, &header.title, SUMMARY_CHARS));
    let words = markdown::word_count(&document);
    let anchors = markdown::anchors(&document).into_iter().map(Box::from).collect();
    let outline = Outline { targets: document.targets.clone(), anchors };
    let key = Key::of(body_text);
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

/// The date and the rest of a file's name: `2017-03-08-hotspring.md`.
fn from_name(path: &str) -> (Option<Result<When, when::Mistake>>, &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut parts = stem.splitn(4, ['-', '_', ' ']);
    let numbers = [parts.next(), parts.next(), parts.next()].map(|part| {
        part.filter(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
    });
    let [Some(year), Some(month), Some(day)] = numbers else { return (None, stem) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return (None, stem);
    }
    let date = when::parse(&format!("{year}-{month}-{day}"), None);
    (Some(date), parts.next().filter(|rest| !rest.is_empty()).unwrap_or(stem))
}

/// Six digits from the hash of a file's name: the same on every machine, as long as it keeps its name.
fn six_digits(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{:06}", Key::of(name).0 % 1_000_000)
}

fn bad_id(id: &str) -> Option<Both> {
    let fine = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    (!fine).then(|| both!("编号“{id}”里有不能用的字", "the id “{id}” holds what an id cannot hold"))
}

fn slug_help() -> Both {
    both!("只用小写字母、数字和短横线，如 spring-tickets", "a-z, 0-9 and - only: spring-tickets")
}

/// Why some text cannot be the last part of an address. Also used for columns and tags.
pub fn bad_slug(slug: &str) -> Option<Both> {
    const MAX: usize = 100;
    let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    if slug.is_empty() || !slug.bytes().all(fine) || slug.starts_with('-') {
        return Some(both!("网页名“{slug}”里有不能用的字", "the slug “{slug}” holds what an address cannot hold"));
    }
    if slug.len() > MAX {
        let length = slug.len();
        return Some(both!(
            "网页名有{length}个字符，最多{MAX}个",
            "the slug has {length} characters, at most {MAX} are possible"
        ));
    }
    is_reserved(slug).then(|| both!("“{slug}”是系统保留的名字，不能作网页名", "“{slug}” is reserved by Windows"))
}

/// The page path of an alias: `old-name` beside the entry, or a path from the root, `/2016/old.html`.
pub fn alias_path(kind: Kind, typed: &str) -> Result<String, (Both, Both)> {
    let wrong = || {
        (
            both!("旧网页名“{typed}”不能作地址", "“{typed}” cannot be an address"),
            both!(
                "写旧网页名，如 old-name，或以 / 开头的旧地址，如 /2016/old.html",
                "write an old slug, old-name, or an old path that begins with /"
            ),
        )
    };
    let Some(path) = typed.strip_prefix('/') else {
        return if bad_slug(typed).is_none() { Ok(format!("{}/{typed}/", kind.info().folder)) } else { Err(wrong()) };
    };
    let part = |part: &str| {
        let fine = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        !part.is_empty()
            && part.len() <= 100
            && part.bytes().all(fine)
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !is_reserved(part)
    };
    let body = path.strip_suffix('/').unwrap_or(path);
    if body.is_empty() || !body.split('/').all(part) {
        return Err(wrong());
    }
    let page = [".html", ".htm"].iter().any(|end| body.ends_with(end));
    Ok(if page { body.to_owned() } else { format!("{body}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_the_date_and_the_rest() {
        let read = |path| from_name(path).1;
        assert_eq!(
            from_name("posts/2017-03-08-hotspring.md")
                .0
                .and_then(Result::ok)
                .map(|w| when::iso_date(w.day()))
                .as_deref(),
            Some("2017-03-08")
        );
        assert_eq!(read("posts/2017-03-08-hotspring.md"), "hotspring");
        assert_eq!(read("posts/2017-3-8-hotspring.md"), "hotspring");
        assert_eq!(read("posts/2017-03-08.md"), "2017-03-08");
        assert_eq!(read("posts/about.md"), "about");
        assert_eq!(read("posts/二〇一七年春.md"), "二〇一七年春");
    }

    #[test]
    fn a_slug_is_plain() {
        for fine in ["spring-tickets", "2017", "a_b"] {
            assert_eq!(bad_slug(fine), None, "{fine}");
        }
        for wrong in ["", "../x", "%2e%2e", "..\\x", "/etc", "C:", "春", "a b", "A", "con", "com1", "-x", "a.b"] {
            assert!(bad_slug(wrong).is_some(), "{wrong}");
        }
        assert!(bad_slug(&"a".repeat(300)).is_some());
    }

    #[test]
    fn an_alias_never_leaves_the_site() {
        assert_eq!(alias_path(Kind::Post, "old").as_deref(), Ok("posts/old/"));
        assert_eq!(alias_path(Kind::Post, "/2016/old.html").as_deref(), Ok("2016/old.html"));
        assert_eq!(alias_path(Kind::Post, "/2016/old/").as_deref(), Ok("2016/old/"));
        for wrong in [
            "../x",
            "/../x",
            "/%2e%2e/x",
            "/a//b",
            "/",
            "..\\x",
            "C:",
            "/.htaccess",
            "/a/.git/x",
            "/nul",
            "/a/CON/x",
            "/aux.html",
        ] {
            assert!(alias_path(Kind::Post, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_id_follows_from_the_name_alone() {
        assert_eq!(six_digits("posts/a.md"), six_digits("posts/2017/a.md"));
        assert_eq!(six_digits("posts/a.md").len(), 6);
    }
}
