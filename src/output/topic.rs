//! What one can follow: the whole site, a kind, a column, a tag. Feeds, calendars, the API, embeds and the page
//! that explains them go by this list, so that each has the same names and the same entries.

use crate::fact::Phase;
use crate::hash::Shared;
use crate::kind::{KINDS, Kind};
use crate::own;
use crate::site::{Placed, Site};

/// Something that one can follow.
pub(super) struct Topic {
    /// What it holds.
    pub scope: Scope,
    /// Its name among the others: 法吧.
    pub name: String,
    /// Its name in the world: 法吧 · 示例县总工会.
    pub title: String,
    /// What it is, in a line.
    pub about: String,
    /// The path of its page; what belongs to it lies beside it: `columns/faba/` has `columns/faba/feed.xml`.
    pub address: String,
}

/// What a topic holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everything that has a date.
    Site,
    /// A kind.
    Kind(Kind),
    /// A column: an index into [`Taxonomy::columns`](crate::site::Taxonomy::columns).
    Column(usize),
    /// A tag that site.yaml asks for: an index into [`Taxonomy::tags`](crate::site::Taxonomy::tags).
    Tag(usize),
}

impl Scope {
    fn holds(self, placed: &Placed) -> bool {
        match self {
            Scope::Site => true,
            Scope::Kind(kind) => placed.kind() == kind,
            Scope::Column(at) => placed.column == Some(at),
            Scope::Tag(at) => placed.tags.contains(&at),
        }
    }
}

impl Topic {
    /// All that one can follow: the site first, then kinds, columns and tags.
    pub fn all(site: &Site) -> Vec<Topic> {
        let own = &site.config.title;
        let within = |scope, name: &str, about: Option<&String>, address: String| {
            let title = format!("{name} · {own}");
            let about = about.unwrap_or(&title).clone();
            Topic { scope, name: name.to_owned(), title, about, address }
        };
        let about = site.config.owner().to_owned();
        let whole = Topic { scope: Scope::Site, name: own.clone(), title: own.clone(), about, address: String::new() };
        let kind = |info: &crate::kind::KindInfo| within(Scope::Kind(info.kind), info.label.0, None, info.address());
        let column = |(at, column): (usize, &crate::site::Column)| {
            within(Scope::Column(at), &column.name, column.purpose.as_ref(), column.address.clone())
        };
        let tag = |(at, tag): (usize, &crate::site::Tag)| within(Scope::Tag(at), &tag.name, None, tag.address.clone());
        let mut all = vec![whole];
        all.extend(KINDS.iter().filter(|info| info.dated).map(kind));
        all.extend(site.taxonomy.columns.iter().enumerate().map(column));
        all.extend(site.taxonomy.tags.iter().enumerate().filter(|(_, wanted)| wanted.feed).map(tag));
        all
    }

    /// Its entries, newest first.
    pub fn entries<'a>(&self, site: &'a Site) -> impl Iterator<Item = &'a Shared<Placed>> + use<'a> {
        let scope = self.scope;
        site.dated().filter(move |placed| scope.holds(placed))
    }

    /// Whether an entry that has a date is among its own.
    pub fn holds(&self, placed: &Placed) -> bool {
        self.scope.holds(placed)
    }

    /// The path of a file that belongs to it.
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}", self.address)
    }

    /// Whether it has a calendar of its own.
    pub fn has_calendar(&self) -> bool {
        matches!(self.scope, Scope::Site | Scope::Kind(Kind::Event | Kind::Ticket) | Scope::Column(_))
    }
}

/// What is on or to come: what is on first, then nearest first.
pub(super) fn ahead<'a>(entries: impl Iterator<Item = &'a Shared<Placed>>) -> Vec<&'a Shared<Placed>> {
    let mut ahead: Vec<&Shared<Placed>> =
        entries.filter(|placed| placed.phase().is_some_and(|phase| phase != Phase::Over)).collect();
    ahead.sort_by(|a, b| (a.phase(), a.when(), &a.address).cmp(&(b.phase(), b.when(), &b.address)));
    ahead
}

/// A form in which a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Format {
    /// RSS 2.0
    Rss,
    /// Atom, RFC 4287
    Atom,
    /// JSON Feed 1.1
    Json,
}

/// The forms in which every feed is written, the one that most readers know first.
pub(super) const FORMATS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

impl Format {
    /// The name of its files.
    pub fn file(self) -> &'static str {
        let [rss, atom, json] = own::FEEDS;
        match self {
            Format::Rss => rss,
            Format::Atom => atom,
            Format::Json => json,
        }
    }

    /// What the world calls it.
    pub fn label(self) -> &'static str {
        match self {
            Format::Rss => "RSS",
            Format::Atom => "Atom",
            Format::Json => "JSON",
        }
    }

    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Format::Rss => "application/rss+xml",
            Format::Atom => "application/atom+xml",
            Format::Json => "application/feed+json",
        }
    }
}
