//! What a page says of itself to machines, in its head: title and address, the META tags of the standard for
//! government sites (网页设计规范), what is shown where its address is shared, and JSON-LD.

use super::json_ld::{About, Ground, LinkedData, Subject};
use super::{Frame, Stage, subscribe};
use crate::hash::Shared;
use crate::kind::{KINDS, Kind};
use crate::output::parts::{FeedView, PictureView};
use crate::picture;
use crate::site::{Image, Placed, Setting};
use crate::theme::Theme;
use crate::when;
use serde::Serialize;

/// What a page says of itself to machines.
#[derive(Hash, Serialize)]
pub(super) struct Meta {
    pub title: String,
    pub description: String,
    pub canonical: String,
    pub home: bool,
    /// The feeds and calendars of what the page shows, beside those of the site.
    pub feeds: Vec<FeedView>,
    /// The column it belongs to.
    pub column: Option<Shared<ColumnTags>>,
    /// What it says as an article.
    pub article: Option<ArticleTags>,
    /// The picture that goes with the address where it is shared.
    pub share: Option<ShareView>,
    /// The text of a `<script type="application/ld+json">`.
    pub json_ld: Option<LinkedData>,
}

/// The META tags of a column. Lists that are no column of site.yaml are columns of their kind.
#[derive(Hash, Serialize)]
pub(super) struct ColumnTags {
    name: String,
    description: String,
    keywords: String,
    kind: String,
}

/// The META tags of an article, and what the Open Graph has beside them.
#[derive(Hash, Serialize)]
pub(super) struct ArticleTags {
    /// `2017-03-08 09:00`
    published: String,
    /// Whom it was taken from, else whoever runs the site.
    source: String,
    tags: Vec<String>,
    author: Option<String>,
    /// The address of its own picture.
    image: Option<String>,
    published_iso: String,
    modified_iso: String,
    section: String,
}

/// A picture that goes with an address where it is shared: one that everybody shows, no drawing.
#[derive(Clone, Hash, Serialize)]
pub(super) struct ShareView {
    /// Absolute.
    url: String,
    width: u32,
    height: u32,
    media: &'static str,
    alt: String,
}

/// The asset that is shown where an entry has no picture of its own.
const SHARE: &str = "share.png";

/// What the heads of all pages share: made once.
#[derive(Hash)]
pub(super) struct Heads {
    /// What the site is, in a sentence.
    home: String,
    columns: Vec<Shared<ColumnTags>>,
    /// In the order of [`KINDS`].
    kinds: Vec<Shared<ColumnTags>>,
    share: Option<ShareView>,
    ground: Shared<Ground>,
}

impl Heads {
    pub(super) fn of(site: &Setting, theme: &Theme) -> Heads {
        let words = theme.strings(&site.config.language);
        let name = site.config.owner();
        let column = |column: &crate::site::Column| {
            let (purpose, kind) = (column.purpose.clone(), column.kind.clone());
            ColumnTags::new(&column.name, purpose.unwrap_or_default(), kind.unwrap_or_default(), name)
        };
        let kind = |info: &crate::kind::KindInfo| {
            let word = |what: &str| words.get(&format!("{what}_{}", info.folder)).cloned().unwrap_or_default();
            ColumnTags::new(info.label.0, word("about"), word("type"), name)
        };
        Heads {
            home: words.get("about_home").map(|about| format!("{name}：{about}")).unwrap_or_default(),
            columns: site.taxonomy.columns.iter().map(column).map(Shared::new).collect(),
            kinds: KINDS.iter().map(kind).map(Shared::new).collect(),
            share: share_of_theme(site, theme),
            ground: Shared::new(Ground::of(site)),
        }
    }

    pub(super) fn kind(&self, kind: Kind) -> Option<Shared<ColumnTags>> {
        let at = KINDS.iter().position(|info| info.kind == kind)?;
        self.kinds.get(at).cloned()
    }

    pub(super) fn column(&self, at: usize) -> Option<Shared<ColumnTags>> {
        self.columns.get(at).cloned()
    }
}

impl ColumnTags {
    /// Its keywords follow from site.yaml alone: were they the tags of its entries, one tag more would change
    /// every page of the column.
    fn new(name: &str, description: String, kind: String, site: &str) -> ColumnTags {
        let description = if description.is_empty() { name.to_owned() } else { description };
        let mut keywords: Vec<&str> = [name, &kind, site].into_iter().filter(|word| !word.is_empty()).collect();
        keywords.dedup();
        ColumnTags { name: name.to_owned(), description, keywords: keywords.join(","), kind }
    }

    /// What it is, in a sentence.
    pub(super) fn description(&self) -> &str {
        &self.description
    }
}

/// The theme's picture, if it has one that can be read.
fn share_of_theme(site: &Setting, theme: &Theme) -> Option<ShareView> {
    let asset = theme.assets().get(SHARE)?;
    let facts = picture::look(&asset.bytes).ok()?;
    let (url, alt) = (site.urls.absolute(&asset.path), site.config.title.clone());
    Some(ShareView { url, width: facts.width, height: facts.height, media: "image/png", alt })
}

impl Frame<'_> {
    /// What a page says of itself to machines.
    pub(super) fn meta(&self, title: &str, description: &str, path: &str) -> Meta {
        Meta {
            title: title.to_owned(),
            description: description.to_owned(),
            canonical: self.setting.urls.absolute(path),
            home: false,
            feeds: Vec::new(),
            column: None,
            article: None,
            share: self.heads.share.clone(),
            json_ld: None,
        }
    }

    fn linked(&self, about: About, way: &[(&str, &str)]) -> Option<LinkedData> {
        let way = way.iter().map(|&(title, path)| (title.to_owned(), path.to_owned())).collect();
        Some(LinkedData { ground: self.heads.ground.clone(), about, way })
    }

    /// What the page of an entry says of itself.
    pub(super) fn meta_of_entry(&self, placed: &Placed) -> Meta {
        let (site, card) = (self.setting, &placed.entry.card);
        let header = &card.header;
        let cover = placed.cover.as_ref();
        let share = cover.and_then(Image::picture).map(|picture| {
            let PictureView { url, width, height, .. } = PictureView::share(site, picture);
            ShareView { url, width, height, media: "image/jpeg", alt: header.title.clone() }
        });
        let info = card.kind.info();
        let column = site.column_of(placed);
        let list = info.address();
        let title = (header.title.as_str(), placed.address.as_str());
        let way: &[(&str, &str)] = match column {
            Some(column) => &[(&column.name, &column.address), title],
            None if info.dated => &[(info.label.0, &list), title],
            None => &[title],
        };
        let section = column.map_or(info.label.0, |column| &column.name);
        let tags: Vec<String> = site.tags_of(placed).map(|tag| tag.name.clone()).collect();
        let zone = site.config.zone;
        let article = header.date.map(|date| ArticleTags {
            published: when::iso_minute(date.at()),
            source: header.source.as_deref().unwrap_or(site.config.owner()).to_owned(),
            tags: tags.clone(),
            author: header.author.clone(),
            image: share
                .as_ref()
                .map(|share| share.url.clone())
                .or(cover.map(|cover| site.urls.absolute(&cover.plain().0))),
            published_iso: zone.rfc3339(date.at()),
            modified_iso: zone.rfc3339(card.changed().unwrap_or(date).at()),
            section: section.to_owned(),
        });
        let of_page = || {
            let kind = self.heads.kind(card.kind).map(|kind| kind.kind.clone()).unwrap_or_default();
            ColumnTags::new(&header.title, card.summary.clone(), kind, site.config.owner())
        };
        Meta {
            feeds: subscribe::calendar_of(site, placed).into_iter().collect(),
            column: match placed.column {
                Some(at) => self.heads.column(at),
                None if info.dated => self.heads.kind(card.kind),
                // 关于 is a column of one page.
                None => Some(Shared::new(of_page())),
            },
            article,
            share: share.or_else(|| self.heads.share.clone()),
            json_ld: self.linked(About::Entry(Subject::of(placed, section, tags)), way),
            ..self.meta(&header.title, &card.summary, &placed.address)
        }
    }
}

impl Stage<'_> {
    /// What home says of itself.
    pub(super) fn meta_of_home(&self) -> Meta {
        Meta {
            home: true,
            json_ld: self.frame.linked(About::Home, &[]),
            ..self.frame.meta(&self.scene.site.config.title, &self.frame.heads.home, "")
        }
    }

    /// What a page that lies on a way says of itself: its title and path stand last in the way, home is left out.
    pub(super) fn meta_on(&self, description: &str, way: &[(&str, &str)]) -> Meta {
        let &(title, path) = way.last().unwrap_or(&("", ""));
        Meta { json_ld: self.frame.linked(About::Other, way), ..self.frame.meta(title, description, path) }
    }

    /// What a page of a list says of itself, whose first page lies at `path`. `column` says what it is where it is the
    /// list of a column or a kind.
    pub(super) fn meta_of_list(
        &self,
        title: &str,
        path: &str,
        page: &str,
        column: Option<Shared<ColumnTags>>,
        feeds: Vec<FeedView>,
    ) -> Meta {
        let description = column.as_ref().map(|column| column.description().to_owned()).unwrap_or_default();
        let meta = self.frame.meta(title, &description, page);
        let about = About::List { name: title.to_owned(), description, path: page.to_owned() };
        Meta { feeds, column, json_ld: self.frame.linked(about, &[(title, path)]), ..meta }
    }
}
