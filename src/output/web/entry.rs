//! The page of an entry.

use super::notice::{Actions, Paper, Step, steps};
use super::{Meta, Shell, Stage, subscribe};
use crate::diagnostic::Diagnostic;
use crate::fact::Phase;
use crate::hash::Shared;
use crate::kind::{Details, Kind};
use crate::markdown::signature;
use crate::output::body::{Audience, BodyView, SIGNATURE, html};
use crate::output::parts::{self, CardView, FactView, LinkView};
use crate::output::ranking::Shown;
use crate::output::{Artifact, Blueprint, Rank, View};
use crate::site::{Placed, Urls, file_of};
use crate::theme::Theme;
use crate::when;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use tera::Context;

/// All that the page of an entry shows beside its body.
#[derive(Hash, Serialize)]
struct EntryView {
    card: Shared<CardView>,
    facts: Vec<FactView>,
    /// The same, by what belongs together.
    steps: Vec<Step>,
    actions: Actions,
    paper: Paper,
    organizer: Option<String>,
    /// The list of its kind; None for a page, which stands in none.
    list: Option<LinkView>,
    corrections: Vec<CorrectionView>,
    attachments: Vec<AttachmentView>,
    tags: Vec<LinkView>,
    ranking: Option<Shared<Shown>>,
    author: Option<String>,
    source: Option<String>,
    published: String,
    updated: Option<String>,
    updated_iso: Option<String>,
    words: usize,
    minutes: usize,
    newer: Option<Shared<CardView>>,
    older: Option<Shared<CardView>>,
    /// Where its times can be put into a calendar, as long as any of them is to come.
    calendar: Option<String>,
}

#[derive(Hash, Serialize)]
struct CorrectionView {
    at: String,
    text: String,
}

#[derive(Hash, Serialize)]
struct AttachmentView {
    title: String,
    url: String,
    kind: String,
    size: String,
    name: String,
}

#[derive(Hash)]
struct EntryPage {
    shell: Shared<Shell>,
    meta: Meta,
    entry: EntryView,
    body: BodyView,
    urls: Urls,
    path: String,
}

impl View for EntryPage {
    fn template(&self) -> Option<&'static str> {
        Some("web/entry.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", self.shell.template());
        context.insert("page", &self.meta);
        context.insert("it", &self.entry);
        context.insert("code", &self.entry.paper.code());
        let (signed, above) = signature(self.body.document());
        context.insert("signed", &signed);
        context.insert("signed_above", &above);
        let body = html(&self.body, Audience::Page(&self.urls), &self.path);
        // An official letter names what is attached to it before it is signed.
        let parts = body.find(SIGNATURE).filter(|_| above && self.entry.paper.official).map(|at| body.split_at(at));
        context.insert("parts", &parts);
        context.insert("body", &body);
        theme.render("web/entry.html", &context)
    }
}

/// All that the page of an entry depends on.
#[derive(Hash)]
struct Input<'a> {
    stage: &'a Stage<'a>,
    placed: &'a Shared<Placed>,
    newer: Option<&'a Shared<Placed>>,
    older: Option<&'a Shared<Placed>>,
    ranking: Option<Shared<Shown>>,
}

/// One page an entry.
pub(super) fn plan<'a>(stage: &'a Stage<'a>) -> Vec<Arc<Artifact>> {
    let site = stage.scene.site;
    let mut artifacts = Vec::with_capacity(site.entries.len());
    for info in &crate::kind::KINDS {
        let all: Vec<(usize, &'a Shared<Placed>)> = site.numbered(info.kind).collect();
        let input = |(at, &(number, placed)): (usize, &(usize, &'a Shared<Placed>))| {
            let beside =
                |at: Option<usize>| at.and_then(|at| all.get(at)).filter(|_| info.dated).map(|&(_, placed)| placed);
            let (newer, older) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
            let is_ranking = info.kind == Kind::Ranking;
            let ranking = is_ranking.then(|| Shown::of(site, number, 1)).flatten().map(Shared::new);
            Input { stage, placed, newer, older, ranking }
        };
        let inputs: Vec<Input<'_>> = all.par_iter().enumerate().map(input).collect();
        artifacts.extend(stage.scene.artifacts_of_each(&inputs, |input| input.placed.key()));
    }
    artifacts
}

impl Blueprint for Input<'_> {
    fn artifacts(&self) -> Vec<Arc<Artifact>> {
        let Input { stage: Stage { frame, .. }, placed, .. } = self;
        let page = EntryPage {
            shell: frame.shell.clone(),
            meta: frame.meta_of_entry(placed),
            entry: view(self),
            body: BodyView::of(placed),
            urls: frame.setting.urls.clone(),
            path: placed.address.clone(),
        };
        vec![Artifact::made(file_of(&placed.address), Rank::Page, frame.theme, page)]
    }
}

fn view(input: &Input<'_>) -> EntryView {
    let &Input { stage, placed, .. } = input;
    let site = stage.frame.setting;
    let card = &placed.entry.card;
    let header = &card.header;
    let corrections = header
        .corrections
        .iter()
        .map(|correction| CorrectionView { at: when::said_at(correction.at.value), text: correction.text.clone() });
    let attachments = placed.attachments.iter().map(|(title, media)| AttachmentView {
        title: title.clone(),
        url: site.urls.local(&media.path),
        kind: media.kind(),
        size: media.shown_size(),
        name: media.name.clone(),
    });
    let tags = site.tags_of(placed);
    let tags = tags.map(|tag| LinkView { title: tag.name.clone(), url: site.urls.local(&tag.address) });
    let facts = parts::facts(placed);
    EntryView {
        card: stage.card(placed),
        steps: steps(facts.clone()),
        actions: Actions::of(site, placed),
        paper: Paper::of(site, placed, &facts),
        facts,
        organizer: match &card.details {
            Details::Event(event) => event.organizer.clone(),
            _ => None,
        },
        list: card.kind.info().dated.then(|| LinkView {
            title: card.kind.info().label.0.to_owned(),
            url: site.urls.local(&card.kind.info().address()),
        }),
        corrections: corrections.collect(),
        attachments: attachments.collect(),
        tags: tags.collect(),
        ranking: input.ranking.clone(),
        author: header.author.clone(),
        source: header.source.clone(),
        published: header.date.map(when::said_at).unwrap_or_default(),
        updated: header.updated.as_ref().map(|updated| when::said_at(updated.value)),
        updated_iso: header.updated.as_ref().map(|updated| site.config.zone.rfc3339(updated.value.at())),
        words: card.words,
        minutes: card.words.div_ceil(400).max(1),
        newer: input.newer.map(|placed| stage.card(placed)),
        older: input.older.map(|placed| stage.card(placed)),
        calendar: subscribe::calendar_of(site, placed)
            .filter(|_| placed.phase() != Some(Phase::Over))
            .map(|calendar| calendar.url),
    }
}
