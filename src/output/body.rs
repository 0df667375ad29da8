//! A body with where its links lead, of which each channel writes its own form.

mod html;
mod wide;

pub(super) use html::{Audience, SIGNATURE, html};

use crate::entry::{Body, Entry};
use crate::markdown::{Document, Inlines, plain_text};
use crate::site::{Placed, Resolved};
use crate::when::{self, When};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A body with where its links lead: what a view holds of it.
pub(super) struct BodyView {
    entry: Arc<Entry>,
    targets: Vec<Resolved>,
}

impl BodyView {
    /// The body of a placed entry.
    pub(super) fn of(placed: &Placed) -> BodyView {
        BodyView { entry: placed.entry.clone(), targets: placed.targets.clone() }
    }

    /// The parsed body.
    pub(super) fn document(&self) -> &Document {
        self.body().document()
    }

    /// Where a target of the document leads.
    pub(super) fn target(&self, at: u32) -> &Resolved {
        self.targets.get(at as usize).unwrap_or(&Resolved::Nowhere)
    }

    /// The title that was typed beside a target; may be empty.
    pub(super) fn title(&self, at: u32) -> &str {
        self.document().targets.get(at as usize).map_or("", |target| &target.title)
    }

    /// The title of a step of a timeline: a time as readers are used to it, where it is one.
    pub(super) fn step(&self, title: Inlines) -> Option<String> {
        let card = &self.entry.card;
        let near = card.date().map(When::day);
        let when = when::parse(&plain_text(self.document(), title), near).ok()?;
        Some(when::moment(when, when.day().year() != card.year()))
    }

    fn body(&self) -> &Body {
        &self.entry.body
    }
}

/// All that the body's bytes depend on: its source, where its links lead, and the date that times are near. The rest
/// of the entry's head is left out.
impl Hash for BodyView {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let BodyView { entry, targets } = self;
        (&entry.body, targets, entry.card.header.date).hash(state);
    }
}
