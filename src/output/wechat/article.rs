//! An article as a value, before it is bytes: a file and a later draft in the account are two ends of it.

use super::emit::Emitter;
use crate::fact::Fact;
use crate::kind::Details;
use crate::output::body::BodyView;
use crate::output::parts::{self, RankingView};
use crate::site::{Placed, Site, Urls};
use crate::when;
use serde::Serialize;
use std::hash::{Hash, Hasher};

/// What the platform asks of an article.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// At most 32 characters there.
    pub title: String,
    /// At most 128 characters there.
    pub digest: String,
    /// At most 16 characters there.
    pub author: String,
    /// The address behind 阅读原文.
    pub source_url: String,
    /// The article itself: inline styles only.
    pub html: String,
}

/// A digest is cut after this many characters: past them the platform warns.
const DIGEST_CHARS: usize = 120;

/// States that somebody said, and that no clock takes back.
const LASTING: &[&str] = &["cancelled", "postponed", "full", "gone"];

/// All that an article depends on.
pub(super) struct Source {
    title: String,
    digest: String,
    author: String,
    path: String,
    urls: Urls,
    state: Option<&'static str>,
    facts: Vec<Fact>,
    year: i16,
    corrections: Vec<(String, String)>,
    attachments: Vec<(String, String)>,
    source: Option<String>,
    ranking: Option<RankingView>,
    body: BodyView,
    hotline: String,
    signature: Option<String>,
}

impl Hash for Source {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.title, &self.digest, &self.author, &self.path, self.urls.base()).hash(state);
        (self.state, &self.facts, self.year, &self.corrections, &self.attachments, &self.source).hash(state);
        (&self.ranking, &self.body, &self.hotline, &self.signature).hash(state);
    }
}

impl Source {
    /// The article of a placed entry.
    pub(super) fn of(site: &Site, placed: &Placed) -> Source {
        let card = &placed.entry.card;
        let wechat = &card.header.wechat;
        let digest = wechat.digest.clone().unwrap_or_else(|| card.summary.chars().take(DIGEST_CHARS).collect());
        let author = wechat.author.clone().or_else(|| card.header.author.clone());
        let corrections = card.header.corrections.iter();
        Source {
            title: wechat.title.clone().unwrap_or_else(|| card.header.title.clone()),
            digest,
            author: author.or_else(|| site.config.wechat.account.clone()).unwrap_or_default(),
            path: placed.address.clone(),
            urls: site.urls.clone(),
            // An article stays as it is: only what was said of it stays true, not what the clock says today.
            state: placed.state.filter(|state| LASTING.contains(&state.key)).map(|state| state.label),
            facts: card.details.facts(),
            year: card.year(),
            corrections: corrections.map(|c| (when::moment(c.at, true), c.text.clone())).collect(),
            attachments: placed
                .attachments
                .iter()
                .map(|(title, media)| (title.clone(), format!("{}，{}", media.kind(), media.shown_size())))
                .collect(),
            source: card.header.source.clone(),
            ranking: match &card.details {
                Details::Ranking(ranking) => Some(parts::ranking(ranking)),
                _ => None,
            },
            body: BodyView::of(placed),
            hotline: site.config.hotline.clone(),
            signature: site.config.wechat.signature.clone(),
        }
    }

    /// The article.
    pub(super) fn article(&self) -> Article {
        let mut emitter = Emitter::new(&self.body, &self.urls);
        emitter.corrections(&self.corrections);
        emitter.card(self.state, &self.facts, self.year);
        if let Some(ranking) = &self.ranking {
            emitter.ranking(ranking);
        }
        emitter.body();
        emitter.attachments(&self.attachments);
        emitter.notes();
        emitter.closing(self.source.as_deref(), &self.hotline, self.signature.as_deref());
        Article {
            title: self.title.clone(),
            digest: self.digest.clone(),
            author: self.author.clone(),
            source_url: self.urls.absolute(&self.path),
            html: emitter.done(),
        }
    }
}
