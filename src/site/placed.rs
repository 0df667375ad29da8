//! An entry in its place: its address, its state, where it points.

use super::image::Image;
use super::links::{self, Index, Resolved, Target};
use super::media::Media;
use super::now::{Stance, Why};
use super::taxonomy::{self, Taxonomy};
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::fact::{Phase, State};
use crate::fields::Located;
use crate::hash::Shared;
use crate::kind::{Details, Kind};
use jiff::civil::DateTime;
use std::sync::Arc;

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
    /// Whether it stands first on the home page.
    pub pinned: bool,
    /// The states that are still to come, each with its instant.
    pub turns: Vec<(DateTime, State)>,
    /// Its column: an index into [`Taxonomy::columns`].
    pub column: Option<usize>,
    /// Its tags: indices into [`Taxonomy::tags`].
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

/// All that the place of an entry depends on.
#[derive(Hash)]
pub(super) struct Standing<'a, 'i> {
    pub entry: &'a Arc<Entry>,
    pub address: &'a str,
    pub stance: &'a Stance,
    pub index: &'a Index<'i>,
    pub taxonomy: &'a Shared<Taxonomy>,
}

/// An entry in its place, and what is wrong with where it points.
pub(super) fn place(standing: &Standing<'_, '_>) -> (Shared<Placed>, Vec<Diagnostic>) {
    let &Standing { entry, address, stance, index, taxonomy } = standing;
    let Taxonomy { columns, tags } = &**taxonomy;
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
        hidden: stance.hidden,
        state: stance.state,
        pinned: stance.pinned,
        turns: stance.turns.clone(),
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
