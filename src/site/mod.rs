//! ASSEMBLE: entries → [`Site`]: what is published now, in order, every address unique, every link
//! resolved, every state as of now. Then it never changes.

mod address;
mod codes;
mod fit;
mod image;
mod links;
mod media;
mod taxonomy;

pub use address::{Urls, encoded, file_of};
pub use codes::ALL as CODES;
pub use image::{Image, Picture, Rendition, picture_key};
pub use links::{Resolved, Target};
pub use media::{Media, Stored};
pub use taxonomy::{Column, Tag};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::entry::Entry;
use crate::fact::{Phase, State};
use crate::fields::Located;
use crate::hash::{Key, Shared};
use crate::kind::ranking::{Issue, Joined};
use crate::kind::{Details, Kind};
use crate::memo::Memo;
use crate::source::FileSource;
use address::Claims;
use jiff::civil::DateTime;
use links::Index;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// The whole site as of one instant: what all entries stand in, and the entries.
#[derive(Debug)]
pub struct Site {
    /// What all entries stand in. A site is read as its setting too: `site.urls`.
    pub setting: Shared<Setting>,
    /// The entries that are published, newest first; pages last, by path.
    pub entries: Vec<Shared<Placed>>,
    /// The menu.
    pub menu: Vec<(String, Resolved)>,
    /// Old addresses and where they lead: page path → page path.
    pub aliases: BTreeMap<String, String>,
    /// The files that are copied into the site or made of pictures, by their path in it.
    pub files: BTreeMap<String, Stored>,
    /// The rankings as periods of one another, by their numbers among the entries.
    pub rankings: Joined,
    /// The next instant at which something changes by itself.
    pub next_moment: Option<DateTime>,
    /// How many entries are not published, and why.
    pub hidden: Hidden,
}

/// What all entries stand in. What is shown of an entry follows from it and the entry alone.
#[derive(Debug, Hash)]
pub struct Setting {
    /// What site.yaml says.
    pub config: Config,
    /// How addresses are written.
    pub urls: Urls,
    /// The columns, in the order of site.yaml.
    pub columns: Vec<Column>,
    /// The tags, by name.
    pub tags: Vec<Tag>,
    /// The logo.
    pub logo: Option<Image>,
    /// The picture of the account's QR code.
    pub qr: Option<Image>,
}

impl Deref for Site {
    type Target = Setting;

    fn deref(&self) -> &Setting {
        &self.setting
    }
}

/// How many entries are not published, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Drafts.
    pub drafts: usize,
    /// Those whose second has not come.
    pub future: usize,
    /// Those whose time is over.
    pub expired: usize,
}

/// Why an entry is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It is a draft.
    Draft,
    /// Its second has not come: this one.
    Future(DateTime),
    /// Its time is over since.
    Expired(DateTime),
}

impl Hidden {
    fn count(entries: &[Now]) -> Hidden {
        let mut hidden = Hidden::default();
        for why in entries.iter().filter_map(|entry| entry.hidden) {
            match why {
                Why::Draft => hidden.drafts += 1,
                Why::Future(_) => hidden.future += 1,
                Why::Expired(_) => hidden.expired += 1,
            }
        }
        hidden
    }
}

/// Why an entry is not published at an instant, from the second of its date up to the second of its expiry; None
/// where it is.
pub fn why_hidden(entry: &Entry, now: DateTime) -> Option<Why> {
    let header = &entry.card.header;
    if header.draft {
        return Some(Why::Draft);
    }
    let expired = header.expires.map(|expires| expires.at()).filter(|expires| *expires <= now).map(Why::Expired);
    expired.or_else(|| header.date.map(|date| date.at()).filter(|date| *date > now).map(Why::Future))
}

/// A published entry in its place.
#[derive(Debug, Hash)]
pub struct Placed {
    /// The entry.
    pub entry: Arc<Entry>,
    /// The path of its page: `tickets/hotspring/`.
    pub address: String,
    /// Why readers do not see it, in a preview; None for what is published.
    pub hidden: Option<Why>,
    /// Where it stands on the clock.
    pub state: Option<State>,
    /// The states that are still to come, each with its instant.
    pub turns: Vec<(DateTime, State)>,
    /// Its column: an index into [`Setting::columns`].
    pub column: Option<usize>,
    /// Its tags: indices into [`Setting::tags`].
    pub tags: Vec<usize>,
    /// Where its links and images lead; as many as its document has targets.
    pub targets: Vec<Resolved>,
    /// Its cover.
    pub cover: Option<Image>,
    /// The cover of its article, where it has one of its own.
    pub own_wechat_cover: Option<Image>,
    /// Its attachments: title and file.
    pub attachments: Vec<(String, Media)>,
    /// The address of its article on the platform.
    pub wechat_link: Option<String>,
}

impl Placed {
    /// What it means for lists; a post is neither coming nor over.
    pub fn phase(&self) -> Option<Phase> {
        self.state.map(|state| state.phase)
    }

    /// The cover of its article.
    pub fn wechat_cover(&self) -> Option<&Image> {
        self.own_wechat_cover.as_ref().or(self.cover.as_ref())
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.entry.card.kind
    }

    /// The instant that lists of notices go by: when an event begins, when a release opens.
    pub fn when(&self) -> Option<DateTime> {
        match &self.entry.card.details {
            Details::Event(event) => event.starts.map(|when| when.at()),
            Details::Ticket(ticket) => ticket.release.map(|when| when.at()),
            _ => self.entry.card.date().map(|when| when.at()),
        }
    }
}

impl Site {
    /// The published entries of a kind, newest first.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Shared<Placed>> {
        self.entries.iter().filter(move |placed| placed.kind() == kind)
    }

    /// The dated entries of each tag, newest first; as many lists as there are tags.
    pub fn by_tag(&self) -> Vec<Vec<&Shared<Placed>>> {
        let mut lists: Vec<Vec<&Shared<Placed>>> = vec![Vec::new(); self.tags.len()];
        for placed in self.dated() {
            placed.tags.iter().for_each(|&tag| lists[tag].push(placed));
        }
        lists
    }

    /// The dated entries of each column, newest first; as many lists as there are columns.
    pub fn by_column(&self) -> Vec<Vec<&Shared<Placed>>> {
        let mut lists: Vec<Vec<&Shared<Placed>>> = vec![Vec::new(); self.columns.len()];
        for placed in self.dated() {
            if let Some(list) = placed.column.and_then(|at| lists.get_mut(at)) {
                list.push(placed);
            }
        }
        lists
    }

    /// All that stands in the news and the feeds, newest first: whatever has a date.
    pub fn dated(&self) -> impl Iterator<Item = &Shared<Placed>> {
        self.entries.iter().filter(|placed| placed.kind().info().dated)
    }
}

/// Whether an entry is published at an instant: from the second of its date, up to the second of its
/// expiry; a draft never.
pub fn is_published(entry: &Entry, now: DateTime) -> bool {
    why_hidden(entry, now).is_none()
}

/// What a site is put together from.
pub struct Given<'a> {
    /// What site.yaml says.
    pub config: Config,
    /// site.yaml as it was typed.
    pub site_yaml: Option<&'a Text>,
    /// The entries, published or not, in the order of their paths.
    pub entries: Vec<Arc<Entry>>,
    /// Pictures and attachments.
    pub files: Vec<FileSource>,
    /// What is copied as it is.
    pub statics: Vec<FileSource>,
    /// The instant.
    pub now: DateTime,
    /// Whether what is not published is shown too.
    pub preview: bool,
    /// What earlier rounds worked out.
    pub memo: &'a Memo,
}

/// Puts a site together. What is wrong between entries is told here, of those that are not published yet
/// too: a mistake is mended before its day, not on it. A preview shows them all.
pub fn assemble(given: Given<'_>) -> (Site, Vec<Diagnostic>) {
    let Given { config, site_yaml, entries, files, statics, now, preview, memo } = given;
    let mut told = Vec::new();
    let urls = match config.home.as_str() {
        "" => Urls::new(&config.base_url),
        home => Urls::new(&config.base_url).known_as(home),
    };
    let standing: Vec<Now> = entries.par_iter().map(|entry| Now::of(entry, now)).collect();
    let addresses: Vec<String> = entries.par_iter().map(|entry| address::of(entry)).collect();
    let faces: Vec<Key> = standing.iter().map(|now| now.face).collect();
    let published: Vec<bool> = standing.iter().map(|now| now.hidden.is_none()).collect();
    let shown: Vec<bool> = published.iter().map(|published| preview || *published).collect();
    let layout = memo.of(&Faces { entries: &entries, faces: &faces, shown: &shown }, Layout::of);
    let columns = taxonomy::columns(&config, site_yaml, &mut told);
    let tags = taxonomy::tags(&config, site_yaml, &entries, &layout.tags, &mut told);
    let claims = Claims {
        entries: &entries,
        faces: &faces,
        addresses: &addresses,
        columns: &columns,
        tags: &tags,
        statics: &statics,
    };
    let aliases = match memo.of(&claims, address::aliases).as_ref() {
        Some(aliases) => aliases.clone(),
        None => address::check(&claims, &mut told),
    };
    let rules = config.rules();
    let index = Index::new(
        &rules,
        &entries,
        &faces,
        &addresses,
        &published,
        &files,
        &statics,
        &columns,
        &tags,
        &aliases,
        config.wechat.public,
        preview,
    );
    let (menu, logo, qr) = furniture(&config, site_yaml, &index, &mut told);

    let taxonomy = Key::of(&(&columns, &tags));
    let entry_at = |((entry, address), now): ((&Arc<Entry>, &String), &Now)| {
        let (index, columns, tags) = (&index, columns.as_slice(), tags.as_slice());
        memo.of(&Standing { entry, address, now, index, columns, tags, taxonomy }, place)
    };
    let placed: Vec<Arc<(Shared<Placed>, Vec<Diagnostic>)>> =
        entries.par_iter().zip(&addresses).zip(&standing).map(entry_at).collect();
    let next_moment = standing.iter().filter_map(|now| now.next).min();
    let hidden = Hidden::count(&standing);
    let mut site = Site {
        setting: Shared::new(Setting { config, urls, columns, tags, logo, qr }),
        entries: Vec::with_capacity(entries.len()),
        menu,
        aliases: BTreeMap::new(),
        files: BTreeMap::new(),
        rankings: Joined::default(),
        next_moment,
        hidden,
    };
    told.extend(placed.iter().flat_map(|placed| placed.1.iter().cloned()));
    site.entries.extend(layout.order.iter().filter_map(|&number| Some(placed.get(number)?.0.clone())));
    let issues = layout.has_rankings.then(|| site.entries.iter().map(|placed| issue(placed)).collect::<Vec<_>>());
    let (rankings, wrong) = issues.map(|issues| Joined::of(&issues)).unwrap_or_default();
    site.rankings = rankings;
    told.extend(wrong);
    for (alias, at) in aliases {
        if shown[at] {
            site.aliases.insert(alias, addresses[at].clone());
        }
    }
    media::collect(&mut site, &files, statics);
    (site, told)
}

/// An entry as a period of a ranking, if it is one.
fn issue(placed: &Placed) -> Option<Issue<'_>> {
    let card = &placed.entry.card;
    let Details::Ranking(ranking) = &card.details else { return None };
    let date = card.date().map(|date| date.at());
    Some(Issue { ranking, date, path: &card.path, title: &card.header.title, text: &card.text })
}

/// How an entry stands at an instant.
struct Now {
    face: Key,
    hidden: Option<Why>,
    state: Option<State>,
    turns: Vec<(DateTime, State)>,
    /// The next instant at which it looks otherwise.
    next: Option<DateTime>,
}

impl Now {
    fn of(entry: &Entry, now: DateTime) -> Now {
        let details = &entry.card.details;
        Now {
            face: entry.face,
            hidden: why_hidden(entry, now),
            state: details.state(now),
            turns: details.turns(now),
            next: next_change(entry, now),
        }
    }
}

/// The entries by what others know of them, and which are shown.
struct Faces<'a> {
    entries: &'a [Arc<Entry>],
    faces: &'a [Key],
    shown: &'a [bool],
}

impl Hash for Faces<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.faces, self.shown).hash(state);
    }
}

/// What follows from the faces of all entries.
struct Layout {
    /// The tags by name, with the number of the entry that has it first.
    tags: Vec<(String, usize)>,
    /// The numbers of the entries that are shown, newest first; what has no date is last, by path.
    order: Vec<usize>,
    has_rankings: bool,
}

impl Layout {
    fn of(&Faces { entries, shown, .. }: &Faces<'_>) -> Layout {
        let is_shown = |number: &usize| shown.get(*number) == Some(&true);
        let mut order: Vec<usize> = (0..entries.len()).filter(is_shown).collect();
        order.sort_by_cached_key(|&number| {
            let card = &entries[number].card;
            (Reverse(card.date()), card.path.clone())
        });
        Layout {
            tags: taxonomy::first_tagged(entries, shown),
            order,
            has_rankings: entries.iter().any(|entry| entry.card.kind == Kind::Ranking),
        }
    }
}

/// All that the place of an entry depends on.
struct Standing<'a, 'i> {
    entry: &'a Arc<Entry>,
    address: &'a str,
    now: &'a Now,
    index: &'a Index<'i>,
    columns: &'a [Column],
    tags: &'a [Tag],
    /// Of columns and tags.
    taxonomy: Key,
}

impl Hash for Standing<'_, '_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Now { hidden, state: of_now, turns, .. } = self.now;
        (self.entry, self.address, hidden, of_now, turns, self.index, self.taxonomy).hash(state);
    }
}

/// An entry in its place, and what is wrong with where it points.
fn place(standing: &Standing<'_, '_>) -> (Shared<Placed>, Vec<Diagnostic>) {
    let &Standing { entry, address, now, index, columns, tags, .. } = standing;
    let mut told = Vec::new();
    let card = &entry.card;
    let outline = &entry.body.outline;
    let mut targets = Vec::with_capacity(outline.targets.len());
    for target in &outline.targets {
        let span = target.span.start as usize..target.span.end as usize;
        let wanted = if target.image { Target::Image } else { Target::Link };
        let (resolved, wrong) = index.resolve(&card.path, &target.href, wanted);
        told.extend(wrong.into_iter().map(|wrong| wrong.at(card.text.place(span.clone()))));
        targets.push(resolved);
    }
    let mut tell = |wrong: Vec<links::wrong::Wrong>, typed: &Located<String>| {
        told.extend(wrong.into_iter().map(|wrong| wrong.at(card.text.place(typed.span.clone()))));
    };
    let mut image = |typed: &Option<Located<String>>| {
        let typed = typed.as_ref()?;
        let (image, wrong) = index.image(&card.path, &typed.value);
        tell(wrong, typed);
        Some(image?.keeping(card.header.focus))
    };
    let cover = image(&card.header.cover);
    let own_wechat_cover = image(&card.header.wechat.cover);
    let attachments = card
        .header
        .attachments
        .iter()
        .filter_map(|attachment| {
            let (media, wrong) = index.file(&card.path, &attachment.file.value);
            tell(wrong, &attachment.file);
            let name = attachment.file.value.rsplit(['/', '\\']).next().unwrap_or_default();
            Some((attachment.title.clone().unwrap_or_else(|| name.to_owned()), media?))
        })
        .collect();
    let column = card.header.column.as_ref().and_then(|column| {
        let found = columns.iter().position(|known| known.name == column.value);
        if found.is_none() {
            told.push(taxonomy::unknown_column(&column.value, columns, card.text.place(column.span.clone())));
        }
        found
    });
    let wechat_link = card.header.wechat.link.as_ref().and_then(|link| {
        let fine =
            link.value.starts_with("https://mp.weixin.qq.com/") || link.value.starts_with("http://mp.weixin.qq.com/");
        if !fine {
            told.push(links::not_an_article(&link.value, card.text.place(link.span.clone())));
        }
        fine.then(|| link.value.clone())
    });
    let placed = Placed {
        entry: entry.clone(),
        address: address.to_owned(),
        hidden: now.hidden,
        state: now.state,
        turns: now.turns.clone(),
        column,
        tags: card
            .header
            .tags
            .iter()
            .filter_map(|tag| tags.binary_search_by(|known| known.name.cmp(&tag.value)).ok())
            .collect(),
        targets,
        cover,
        own_wechat_cover,
        attachments,
        wechat_link,
    };
    (Shared::new(placed), told)
}

type Furniture = (Vec<(String, Resolved)>, Option<Image>, Option<Image>);

/// What site.yaml points to: the menu, the logo, the QR code.
fn furniture(config: &Config, site_yaml: Option<&Text>, index: &Index<'_>, told: &mut Vec<Diagnostic>) -> Furniture {
    let mut tell = |wrong: Vec<links::wrong::Wrong>, typed: &Located<String>| {
        if let Some(text) = site_yaml {
            told.extend(wrong.into_iter().map(|wrong| wrong.at(text.place(typed.span.clone()))));
        }
    };
    let mut menu = Vec::with_capacity(config.menu.len());
    for item in &config.menu {
        let (resolved, wrong) = index.resolve("site.yaml", &item.link.value, Target::Link);
        tell(wrong, &item.link);
        if resolved != Resolved::Nowhere {
            menu.push((item.title.clone(), resolved));
        }
    }
    let mut picture = |typed: &Option<Located<String>>| {
        let typed = typed.as_ref()?;
        let (image, wrong) = index.image("site.yaml", &typed.value);
        tell(wrong, typed);
        image
    };
    let logo = picture(&config.logo);
    let qr = picture(&config.wechat.qr);
    (menu, logo, qr)
}

/// The next instant at which an entry looks otherwise than now. A moment of one that is cancelled, or of one
/// that nobody sees yet, changes nothing.
fn next_change(entry: &Entry, now: DateTime) -> Option<DateTime> {
    let card = &entry.card;
    let looks = |at: DateTime| is_published(entry, at).then(|| card.details.state(at));
    let mut moments = card.details.moments();
    moments.extend(card.header.date.map(|date| date.at()));
    moments.extend(card.header.expires.map(|expires| expires.at()));
    moments.retain(|&moment| moment > now);
    moments.sort();
    let today = looks(now);
    moments.into_iter().find(|&moment| looks(moment) != today)
}
