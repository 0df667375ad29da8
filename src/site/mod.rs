//! ASSEMBLE: entries → [`Site`]: what is published now, in order, every address unique, every link
//! resolved, every state as of now. Then it never changes.

mod address;
mod claims;
mod codes;
mod early;
mod fit;
mod image;
mod layout;
mod left;
mod links;
mod media;
mod now;
mod placed;
mod reserved;
mod target;
mod taxonomy;
mod topic;
mod twin;
mod wrong;

pub use address::{Urls, encoded, file_of};
pub use codes::ALL as CODES;
pub(crate) use codes::SAME_ADDRESS;
pub use image::{Image, Picture, Rendition, picture_key};
pub use media::{Media, Stored};
pub use now::{Why, why_hidden};
pub use placed::Placed;
pub use target::{Resolved, Target};
pub use taxonomy::{Column, Tag, Taxonomy};
pub use topic::{Scope, Topic, ahead};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::entry::Entry;
use crate::fields::Located;
use crate::hash::{Key, Shared};
use crate::kind::ranking::{Issue, Joined};
use crate::kind::{Details, Kind};
use crate::memo::Memo;
use crate::source::{FileSource, Refused};
use claims::Claims;
use jiff::civil::DateTime;
use layout::{Faces, Layout};
use links::{Index, Lying, Open};
use now::{Now, Standings};
use placed::{Standing, place};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::Arc;
use twin::Names;
use wrong::Wrong;

/// The whole site as of one instant: its setting, and the entries in it.
#[derive(Debug)]
pub struct Site {
    /// A site is read as its setting too: `site.urls`.
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
    /// The instant as of which it was found out how entries stand: nothing of any of them changed since.
    pub since: DateTime,
    /// How many entries are not published, and why.
    pub hidden: Hidden,
    /// Which of the entries belong together.
    layout: Arc<Layout>,
}

/// What all entries stand in. What is shown of an entry follows from it and the entry alone.
#[derive(Debug, Hash)]
pub struct Setting {
    /// What site.yaml says.
    pub config: Config,
    /// How addresses are written.
    pub urls: Urls,
    /// The columns and the tags.
    pub taxonomy: Shared<Taxonomy>,
    /// The logo.
    pub logo: Option<Image>,
    /// The picture of the account's QR code.
    pub qr: Option<Image>,
}

impl Setting {
    /// The column of an entry.
    pub fn column_of(&self, placed: &Placed) -> Option<&Column> {
        self.taxonomy.columns.get(placed.column?)
    }

    /// The tags of an entry.
    pub fn tags_of<'a>(&'a self, placed: &'a Placed) -> impl Iterator<Item = &'a Tag> {
        placed.tags.iter().filter_map(|&tag| self.taxonomy.tags.get(tag))
    }
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

impl Hidden {
    fn count<'a>(entries: impl Iterator<Item = &'a Now>) -> Hidden {
        let mut hidden = Hidden::default();
        for why in entries.filter_map(|entry| entry.stance.hidden) {
            match why {
                Why::Draft => hidden.drafts += 1,
                Why::Future(_) => hidden.future += 1,
                Why::Expired(_) => hidden.expired += 1,
            }
        }
        hidden
    }
}

impl Site {
    /// The published entries of a kind, newest first.
    pub fn of_kind(&self, kind: Kind) -> impl ExactSizeIterator<Item = &Shared<Placed>> {
        self.of_numbers(self.layout.of_kind(kind)).map(|(_, placed)| placed)
    }

    /// The same, each with its number among the entries.
    pub fn numbered(&self, kind: Kind) -> impl ExactSizeIterator<Item = (usize, &Shared<Placed>)> {
        self.of_numbers(self.layout.of_kind(kind))
    }

    /// All that stands in the news and the feeds, newest first: whatever has a date.
    pub fn dated(&self) -> impl ExactSizeIterator<Item = &Shared<Placed>> {
        self.following(Scope::Site)
    }

    /// The dated entries of a column, a tag and whatever else can be followed, newest first.
    pub fn following<'s>(&'s self, scope: Scope<'_>) -> impl ExactSizeIterator<Item = &'s Shared<Placed>> + use<'s> {
        let numbers = match scope {
            Scope::Site => self.layout.dated(),
            Scope::Kind(kind) => self.layout.of_kind(kind),
            Scope::Column(_, column) => self.layout.of_column(&column.name),
            Scope::Tag(_, tag) => self.layout.of_tag(&tag.name),
        };
        self.of_numbers(numbers).map(|(_, placed)| placed)
    }

    fn of_numbers<'s>(
        &'s self,
        numbers: &'s [usize],
    ) -> impl ExactSizeIterator<Item = (usize, &'s Shared<Placed>)> + use<'s> {
        numbers.iter().map(|&number| (number, &self.entries[number]))
    }
}

/// What a site is put together from.
pub struct Given<'a> {
    /// What site.yaml says.
    pub config: Config,
    /// site.yaml as it was typed.
    pub site_yaml: Option<&'a Text>,
    /// The entries, published or not, in the order of their paths.
    pub entries: &'a [Arc<Entry>],
    /// Pictures and attachments.
    pub files: Vec<FileSource>,
    /// What is copied as it is.
    pub statics: Vec<FileSource>,
    /// What is there and was not read.
    pub refused: &'a Refused,
    /// The instant.
    pub now: DateTime,
    /// The [`Site::since`] of an earlier round, if there was one.
    pub since: Option<DateTime>,
    /// Whether what is not published is shown too.
    pub preview: bool,
    /// What earlier rounds worked out.
    pub memo: &'a Memo,
}

/// Puts a site together. What is wrong between entries is told here, of those that are not published yet
/// too: a mistake is mended before its day, not on it. A preview shows them all.
pub fn assemble(given: Given<'_>) -> (Site, Vec<Diagnostic>) {
    let Given { config, site_yaml, entries, files, statics, refused, now, since, preview, memo } = given;
    let mut told = Vec::new();
    let standing = Standings::of(entries, since, now, preview, memo);
    let addresses: Vec<&str> = standing.iter().map(|now| now.address.as_str()).collect();
    let faces: Vec<Key> = standing.iter().map(|now| now.face).collect();
    let names: Vec<Key> = standing.iter().map(|now| now.name).collect();
    let published: Vec<bool> = standing.iter().map(|now| now.stance.hidden.is_none()).collect();
    let shown: Vec<bool> = published.iter().map(|published| preview || *published).collect();
    let layout = memo.of(&Faces { entries, faces: &faces, shown: &shown }, Layout::of);
    let columns = taxonomy::columns(&config, site_yaml, &mut told);
    let tags = taxonomy::tags(&config, site_yaml, entries, &layout.tags, &mut told);
    let taxonomy = Shared::new(Taxonomy { columns, lacks_columns: config.lacks_columns, tags });
    let claims = Claims {
        entries,
        faces: &faces,
        addresses: &addresses,
        taxonomy: &taxonomy,
        hosts: &config.hosts,
        statics: &statics,
    };
    let aliases = match memo.of(&claims, claims::aliases).as_ref() {
        Some(aliases) => aliases.clone(),
        None => claims::check(&claims, &mut told),
    };
    let alike = Names { entries, addresses: &addresses, faces: &faces, names: &names };
    told.extend(memo.of(&alike, twin::twins).iter().map(|twins| twins.told(entries)));
    let rules = config.rules();
    let open = Open { published: &published, preview, articles: config.wechat.public };
    let lying = Lying { files: &files, refused };
    let index = Index::new(&rules, &claims, open, lying, &aliases);
    let (menu, logo, qr) = furniture(&config, site_yaml, &index, &mut told);

    let in_turn = entries.iter().zip(&addresses).zip(standing.iter());
    let inputs: Vec<Standing<'_, '_>> = in_turn
        .map(|((entry, address), now)| {
            let (stance, index, taxonomy) = (&now.stance, &index, &taxonomy);
            Standing { entry, address, stance, index, taxonomy }
        })
        .collect();
    let runs = memo.each(&inputs, |standing| standing.entry.key, place);
    let placed: Vec<&(Shared<Placed>, Vec<Diagnostic>)> = runs.iter().flat_map(|run| run.iter()).collect();
    told.extend(placed.iter().flat_map(|placed| placed.1.iter().cloned()));
    let early = entries.iter().zip(standing.iter()).filter(|(_, standing)| standing.early);
    told.extend(early.flat_map(|(entry, _)| early::told(entry, now)));
    told.extend(left::told(&files, entries));
    let in_order: Vec<Shared<Placed>> =
        layout.order.par_iter().filter_map(|&number| Some(placed.get(number)?.0.clone())).collect();
    let (rankings, wrong) = if layout.has_rankings { joined(&in_order) } else { Default::default() };
    told.extend(wrong);
    let aliases = aliases.into_iter().filter(|(_, at)| shown[*at]);
    let mut site = Site {
        entries: in_order,
        menu,
        aliases: aliases.map(|(alias, at)| (alias, addresses[at].to_owned())).collect(),
        files: BTreeMap::new(),
        rankings,
        since: standing.since,
        next_moment: standing.iter().filter_map(|now| now.next).min(),
        hidden: Hidden::count(standing.iter()),
        layout,
        setting: Shared::new(Setting { urls: Urls::of_site(&config), config, taxonomy, logo, qr }),
    };
    media::collect(&mut site, &files, statics);
    (site, told)
}

/// The rankings among the entries as periods of one another, and what is wrong with that.
fn joined(entries: &[Shared<Placed>]) -> (Joined, Vec<Diagnostic>) {
    let issues: Vec<Option<Issue<'_>>> = entries.iter().map(|placed| issue(placed)).collect();
    Joined::of(&issues)
}

/// An entry as a period of a ranking, if it is one.
fn issue(placed: &Placed) -> Option<Issue<'_>> {
    let card = &placed.entry.card;
    let Details::Ranking(ranking) = &card.details else { return None };
    let date = card.date().map(|date| date.at());
    Some(Issue { ranking, date, path: &card.path, title: &card.header.title, text: &card.text })
}

type Furniture = (Vec<(String, Resolved)>, Option<Image>, Option<Image>);

/// What site.yaml points to: the menu, the logo, the QR code.
fn furniture(config: &Config, site_yaml: Option<&Text>, index: &Index<'_>, told: &mut Vec<Diagnostic>) -> Furniture {
    let mut tell = |wrong: Vec<Wrong>, typed: &Located<String>| {
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
