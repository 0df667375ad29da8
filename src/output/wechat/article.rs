//! An article as a value, before it is bytes: a file and a later draft in the account are two ends of it.

use super::emit::{Closing, Emitter, FactCard, Thrift};
use super::qr;
use super::themes::ArticleTheme;
use super::tree::Tree;
use super::write;
use crate::kind::Details;
use crate::markdown::cut;
use crate::output::body::BodyView;
use crate::output::ranking::Brief;
use crate::site::{Placed, Setting, Urls};
use crate::when;
use serde::Serialize;

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

/// How many characters the platform takes, the markup among them.
const CHARS_MAX: usize = 20_000;

/// The address of an entry's page that is to stand in its article as a QR code, where one is.
pub(super) fn page_code(site: &Setting, placed: &Placed) -> Option<String> {
    let address = site.urls.public(&placed.address);
    (site.config.wechat.page_qr && qr::fits(&address)).then_some(address)
}

/// So many rows of a ranking have a chance of fitting.
const RANKED: usize = 150;

/// A ranking is not cut further than to about these: then it is something else that is too long.
const RANKED_LEAST: usize = 20;

/// All that an article depends on, beside its theme.
#[derive(Hash)]
pub struct Source {
    title: String,
    digest: String,
    author: String,
    path: String,
    urls: Urls,
    card: Option<FactCard>,
    corrections: Vec<(String, String)>,
    attachments: Vec<(String, String)>,
    ranking: Option<Brief>,
    body: BodyView,
    closing: Closing,
}

impl Source {
    /// The article of a placed entry.
    pub fn of(site: &Setting, placed: &Placed) -> Source {
        let card = &placed.entry.card;
        let wechat = &card.header.wechat;
        let digest = wechat.digest.clone().unwrap_or_else(|| cut(&card.summary, DIGEST_CHARS));
        let author = wechat.author.clone().or_else(|| card.header.author.clone());
        let corrections = card.header.corrections.iter();
        Source {
            title: wechat.title.clone().unwrap_or_else(|| card.header.title.clone()),
            digest,
            author: author.or_else(|| site.config.wechat.account.clone()).unwrap_or_default(),
            path: placed.address.clone(),
            urls: site.urls.clone(),
            card: FactCard::of(placed),
            corrections: corrections.map(|c| (when::said_at(c.at.value), c.text.clone())).collect(),
            attachments: placed
                .attachments
                .iter()
                .map(|(title, media)| (title.clone(), format!("{}，{}", media.kind(), media.shown_size())))
                .collect(),
            ranking: match &card.details {
                Details::Ranking(ranking) => Some(Brief::of(ranking, RANKED)),
                _ => None,
            },
            body: BodyView::of(placed),
            closing: Closing {
                source: card.header.source.clone(),
                hotline: site.config.hotline.clone(),
                signature: site.config.wechat.signature.clone(),
                qr: site.qr.clone(),
                page_qr: page_code(site, placed).map(|_| qr::path(&placed.address)),
            },
        }
    }

    /// The article in a theme.
    pub fn article(&self, theme: &ArticleTheme) -> Article {
        self.filled(write::html(&self.finished(theme)))
    }

    /// What the platform asks for, around the HTML of the finished article.
    pub(super) fn filled(&self, html: String) -> Article {
        Article {
            title: self.title.clone(),
            digest: self.digest.clone(),
            author: self.author.clone(),
            source_url: self.urls.public(&self.path),
            html,
        }
    }

    /// The finished article as a tree: what is written is exactly this, and whoever checks it needs no parser.
    /// A ranking that would be too long saves what it can: first of its looks, then of its rows.
    pub fn finished(&self, theme: &ArticleTheme) -> Tree {
        let finished = |ranking: Option<&Brief>, thrift| theme.finished(&self.tree(theme, ranking, thrift), false);
        let Some(ranking) = &self.ranking else { return finished(None, Thrift::None) };
        let fits = |tree: &Tree| write::html(tree).chars().count() < CHARS_MAX;
        let mut tree = finished(Some(ranking), Thrift::of(ranking, theme.dialect));
        let mut rows = ranking.shown();
        while !fits(&tree) && rows >= RANKED_LEAST {
            tree = finished(Some(&ranking.cut(rows)), Thrift::Rows);
            rows /= 2;
        }
        tree
    }

    /// The article as a theme sees it.
    fn tree(&self, theme: &ArticleTheme, ranking: Option<&Brief>, thrift: Thrift) -> Tree {
        let mut emitter = Emitter::new(&self.body, &self.urls, theme);
        emitter.corrections(&self.corrections);
        if let Some(card) = &self.card {
            emitter.card(card);
        }
        if let Some(ranking) = ranking {
            emitter.ranking(ranking, thrift);
        }
        emitter.body();
        emitter.attachments(&self.attachments);
        emitter.notes();
        emitter.closing(&self.closing);
        emitter.done()
    }

    /// Two texts for a browser: the article with the ids and classes that a theme is matched against, and the
    /// finished article; the same elements have the same `data-n`.
    #[doc(hidden)]
    pub fn proof(&self, theme: &ArticleTheme) -> (String, String) {
        let tree = self.tree(theme, self.ranking.as_ref(), Thrift::None);
        let finished = theme.finished(&tree, true);
        (write::numbered(&tree), write::html(&finished))
    }

    /// The bytes of the theme's declarations that hold somewhere in the article.
    #[doc(hidden)]
    pub fn held(&self, theme: &ArticleTheme) -> std::collections::BTreeSet<(usize, usize)> {
        theme.held(&self.tree(theme, self.ranking.as_ref(), Thrift::None))
    }
}
