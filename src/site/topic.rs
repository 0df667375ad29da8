//! What one can follow: the whole site, a kind, a column, a tag. Feeds, calendars, the API, embeds, the page that
//! explains them and the links that lead there go by this list, so that each has the same names and the same entries.

use super::{Column, Placed, Site, Tag, Taxonomy};
use crate::fact::Phase;
use crate::hash::Shared;
use crate::kind::{KINDS, Kind};
use crate::own;
use std::iter::once;

/// What can be followed.
#[derive(Clone, Copy)]
pub enum Scope<'a> {
    /// Everything that has a date.
    Site,
    /// A kind.
    Kind(Kind),
    /// A column, and its number in [`Taxonomy::columns`].
    Column(usize, &'a Column),
    /// A tag that site.yaml asks for, and its number in [`Taxonomy::tags`].
    Tag(usize, &'a Tag),
}

impl<'a> Scope<'a> {
    /// All of them: the site first, then kinds, columns and tags.
    pub fn all(Taxonomy { columns, tags, .. }: &'a Taxonomy) -> impl Iterator<Item = Scope<'a>> {
        let kinds = KINDS.iter().filter(|info| info.dated).map(|info| Scope::Kind(info.kind));
        let columns = columns.iter().enumerate().map(|(at, column)| Scope::Column(at, column));
        let tags = tags.iter().enumerate().filter(|(_, tag)| tag.feed).map(|(at, tag)| Scope::Tag(at, tag));
        once(Scope::Site).chain(kinds).chain(columns).chain(tags)
    }

    /// The path of its page; what belongs to it lies beside it: `columns/faba/` has `columns/faba/feed.xml`.
    pub fn address(self) -> String {
        match self {
            Scope::Site => String::new(),
            Scope::Kind(kind) => kind.info().address(),
            Scope::Column(_, column) => column.address.clone(),
            Scope::Tag(_, tag) => tag.address.clone(),
        }
    }

    /// Whether it has a calendar of its own.
    pub fn has_calendar(self) -> bool {
        matches!(self, Scope::Site | Scope::Kind(Kind::Event | Kind::Ticket) | Scope::Column(..))
    }

    /// What the API calls its list, and the embeds after it: `latest`, else its address without the last slash. None
    /// where it has none.
    pub fn list_name(self) -> Option<String> {
        match self {
            Scope::Site => Some(own::LATEST.to_owned()),
            Scope::Kind(Kind::Event | Kind::Ticket) | Scope::Column(..) => {
                Some(self.address().trim_end_matches('/').to_owned())
            }
            Scope::Kind(_) | Scope::Tag(..) => None,
        }
    }

    fn holds(self, placed: &Placed) -> bool {
        match self {
            Scope::Site => true,
            Scope::Kind(kind) => placed.kind() == kind,
            Scope::Column(at, _) => placed.column == Some(at),
            Scope::Tag(at, _) => placed.tags.contains(&at),
        }
    }
}

/// What can be followed, in words.
pub struct Topic<'a> {
    /// What it holds.
    pub scope: Scope<'a>,
    /// Its name among the others: 法吧.
    pub name: String,
    /// Its name in the world: 法吧 · 示例县总工会.
    pub title: String,
    /// What it is, in a line.
    pub about: String,
    /// The path of its page.
    pub address: String,
}

impl<'a> Topic<'a> {
    /// All of a site, in the order of [`Scope::all`].
    pub fn all(site: &'a Site) -> Vec<Topic<'a>> {
        Scope::all(&site.taxonomy).map(|scope| Topic::of(site, scope)).collect()
    }

    fn of(site: &Site, scope: Scope<'a>) -> Topic<'a> {
        let own = &site.config.title;
        let (name, about) = match scope {
            Scope::Site => (own.as_str(), Some(site.config.owner())),
            Scope::Kind(kind) => (kind.info().label.0, None),
            Scope::Column(_, column) => (column.name.as_str(), column.purpose.as_deref()),
            Scope::Tag(_, tag) => (tag.name.as_str(), None),
        };
        let title = if matches!(scope, Scope::Site) { own.clone() } else { format!("{name} · {own}") };
        let about = about.unwrap_or(&title).to_owned();
        Topic { scope, name: name.to_owned(), title, about, address: scope.address() }
    }

    /// Its entries, newest first.
    pub fn entries<'s>(&self, site: &'s Site) -> impl ExactSizeIterator<Item = &'s Shared<Placed>> + use<'s> {
        site.following(self.scope)
    }

    /// What its list shows: of a kind all that is [`ahead`], else the newest, as many as are asked for.
    pub fn listed<'s>(&self, site: &'s Site, newest: usize) -> Vec<&'s Shared<Placed>> {
        match self.scope {
            Scope::Kind(_) => ahead(self.entries(site)),
            Scope::Site | Scope::Column(..) | Scope::Tag(..) => self.entries(site).take(newest).collect(),
        }
    }

    /// Whether an entry that has a date is among its own.
    pub fn holds(&self, placed: &Placed) -> bool {
        self.scope.holds(placed)
    }

    /// The path of a file that belongs to it.
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}", self.address)
    }
}

/// What is on or to come, whose next moment is nearest first: what is on and goes on for months does not stand before
/// what opens tomorrow. Where nothing changes any more comes last.
pub fn ahead<'a>(entries: impl Iterator<Item = &'a Shared<Placed>>) -> Vec<&'a Shared<Placed>> {
    let mut ahead: Vec<&Shared<Placed>> =
        entries.filter(|placed| placed.phase().is_some_and(|phase| phase != Phase::Over)).collect();
    ahead.sort_by_cached_key(|placed| {
        let next = placed.next_turn();
        (next.is_none(), next, placed.phase(), placed.when(), placed.address.clone())
    });
    ahead
}
