//! An entry in its place: its address, its state, where it points.

use super::image::Image;
use super::links::Index;
use super::media::Media;
use super::now::{Stance, Why};
use super::target::{Resolved, Target};
use super::taxonomy::{self, Taxonomy};
use super::wrong::{self, Wrong};
use crate::diagnostic::Diagnostic;
use crate::entry::{Card, Entry, Outline};
use crate::fact::{Phase, State};
use crate::fields::Located;
use crate::hash::Shared;
use crate::header::Attachment;
use crate::kind::{Details, Kind};
use crate::markdown::{WARNINGS_MAX, left_out, whole_address};
use jiff::civil::DateTime;
use std::ops::Range;
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

    /// The instant at which something changes next for whoever wants to come: it begins, closes, ends.
    pub fn next_turn(&self) -> Option<DateTime> {
        self.turns.first().map(|(at, _)| *at)
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
    let header = &entry.card.header;
    let mut pointing = Pointing { card: &entry.card, index, told: Vec::new(), left_out: 0 };
    let placed = Placed {
        entry: entry.clone(),
        address: address.to_owned(),
        hidden: stance.hidden,
        state: stance.state,
        pinned: stance.pinned,
        turns: stance.turns.clone(),
        targets: pointing.targets(&entry.body.outline),
        cover: pointing.image(&header.cover),
        own_wechat_cover: pointing.image(&header.wechat.cover),
        attachments: header.attachments.iter().filter_map(|attachment| pointing.attachment(attachment)).collect(),
        column: pointing.column(taxonomy),
        tags: header
            .tags
            .iter()
            .filter_map(|tag| taxonomy.tags.binary_search_by(|known| known.name.cmp(&tag.value)).ok())
            .collect(),
        wechat_link: pointing.article(),
    };
    let end = entry.body.end();
    pointing.told.extend(left_out(pointing.left_out, || entry.card.text.place(end..end)));
    (Shared::new(placed), pointing.told)
}

/// Where an entry points, and what is wrong with that.
struct Pointing<'e, 'i> {
    card: &'e Card,
    index: &'e Index<'i>,
    told: Vec<Diagnostic>,
    /// How much is not told, where it is too much to be read.
    left_out: usize,
}

impl Pointing<'_, '_> {
    fn tell(&mut self, wrong: Vec<Wrong>, span: Range<usize>) {
        if self.told.len() >= WARNINGS_MAX {
            self.left_out += wrong.len();
            return;
        }
        let text = &self.card.text;
        self.told.extend(wrong.into_iter().map(|wrong| wrong.at(text.place(span.clone()))));
    }

    /// The links and pictures of its text.
    fn targets(&mut self, outline: &Outline) -> Vec<Resolved> {
        let mut targets = Vec::with_capacity(outline.targets.len());
        for target in &outline.targets {
            let wanted = if target.image { Target::Image } else { Target::Link };
            let (resolved, wrong) = self.index.resolve(&self.card.path, &target.href, wanted);
            self.tell(wrong, target.span.start as usize..target.span.end as usize);
            targets.push(resolved);
        }
        targets
    }

    /// A cover.
    fn image(&mut self, typed: &Option<Located<String>>) -> Option<Image> {
        let typed = typed.as_ref()?;
        let (image, wrong) = self.index.image(&self.card.path, &typed.value);
        self.tell(wrong, typed.span.clone());
        Some(image?.keeping(self.card.header.focus))
    }

    /// The title and the file of an attachment.
    fn attachment(&mut self, Attachment { title, file }: &Attachment) -> Option<(String, Media)> {
        let (media, wrong) = self.index.file(&self.card.path, &file.value);
        self.tell(wrong, file.span.clone());
        let name = || file.value.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Some((title.clone().unwrap_or_else(name), media?))
    }

    /// Its column, of those of site.yaml. Where site.yaml may mean more of them, that is told there, not once an entry.
    fn column(&mut self, taxonomy: &Taxonomy) -> Option<usize> {
        let Taxonomy { columns, lacks_columns, tags: _ } = taxonomy;
        let typed = self.card.header.column.as_ref()?;
        let found = columns.iter().position(|known| known.name == typed.value);
        if found.is_none() && !lacks_columns {
            let place = self.card.text.place(typed.span.clone());
            self.told.push(taxonomy::unknown_column(&typed.value, columns, place));
        }
        found
    }

    /// The address of its article.
    fn article(&mut self) -> Option<String> {
        let Located { value, span } = self.card.header.wechat.link.as_ref()?;
        let place = || self.card.text.place(span.clone());
        if !["https://mp.weixin.qq.com/", "http://mp.weixin.qq.com/"].iter().any(|start| value.starts_with(start)) {
            self.told.push(wrong::not_an_article(value, place()));
            return None;
        }
        if whole_address(value).len() < value.len() {
            self.told.push(wrong::more_than_an_address(value).at(place()));
        }
        Some(value.clone())
    }
}
