//! What there is to know of a site beside its pages: which of them readers do not see, and why; where the article
//! of each lies; what changes next by itself.

use crate::hash::Shared;
use crate::output::hosting::letting_in;
use crate::output::wechat;
use crate::site::{Placed, Site, Urls, Why};
use crate::when::{self, DateTime};
use serde::Serialize;

/// Pages run the scripts of the site and no others, and are framed by nobody else.
pub(super) const PAGE_POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// What there is to know of a site.
pub(super) struct Board {
    /// Its name.
    pub title: String,
    /// How its addresses are written, here and as readers know them.
    pub urls: Urls,
    /// The path below which it lies, decoded: nothing, or `/gh`.
    pub root: String,
    /// What its pages may load and run.
    pub policy: String,
    /// The entries.
    entries: Vec<Shared<Placed>>,
    /// The next instant at which something changes by itself.
    pub next_moment: Option<DateTime>,
}

/// What there is to know of an entry.
#[derive(PartialEq, Eq)]
pub(super) struct Page {
    /// By what it is known wherever its file and its page go.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The file that it is written in.
    pub source: String,
    /// Why readers do not see it.
    pub mark: Option<Mark>,
    /// The path of the page from which its article is copied.
    pub article: String,
}

/// Why readers do not see an entry, in words.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    /// Two to four characters.
    pub word: &'static str,
    /// A sentence.
    pub why: String,
}

impl Mark {
    fn of(why: Why) -> Mark {
        match why {
            Why::Draft => Mark {
                word: "草稿", why: "这是草稿，没有发布。删掉“草稿: 是”一行就发布".to_owned()
            },
            Why::Future(at) => Mark {
                word: "未到时间",
                why: format!("还没有发布：到 {} 自己发布", when::iso_minute(at)),
            },
            Why::Expired(at) => {
                Mark { word: "已下线", why: format!("已经在 {} 下线，读者看不到", when::iso_minute(at)) }
            }
        }
    }
}

impl Page {
    fn of(placed: &Placed) -> Page {
        let card = &placed.entry.card;
        Page {
            id: card.id.clone(),
            title: card.header.title.clone(),
            source: card.text.file().to_string(),
            mark: placed.hidden.map(Mark::of),
            article: wechat::page_of(placed),
        }
    }
}

impl Board {
    /// Of a site that was moved here.
    pub(super) fn of(site: &Site) -> Board {
        Board {
            title: site.config.title.clone(),
            urls: site.urls.clone(),
            root: site.urls.root(),
            policy: letting_in(PAGE_POLICY, &site.config.scripts),
            entries: site.entries.clone(),
            next_moment: site.next_moment,
        }
    }

    /// The entry whose page lies at a path.
    pub(super) fn page(&self, path: &str) -> Option<Page> {
        self.entries.iter().find(|placed| placed.address == path).map(|placed| Page::of(placed))
    }

    /// The path of the page of an entry, by its id.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        self.entries.iter().find(|placed| placed.entry.card.id == id).map(|placed| placed.address.as_str())
    }

    /// The entries that readers do not see, each with the path of its page, in the order of these.
    pub(super) fn hidden(&self) -> Vec<(&str, Page)> {
        let hidden = self.entries.iter().filter(|placed| placed.hidden.is_some());
        let mut hidden: Vec<_> = hidden.map(|placed| (placed.address.as_str(), Page::of(placed))).collect();
        hidden.sort_by_key(|(path, _)| *path);
        hidden
    }

    /// How many entries there are.
    pub(super) fn count(&self) -> usize {
        self.entries.len()
    }
}

/// Two say the same where they say it of every page. An entry that is the same needs no second look.
impl PartialEq for Board {
    fn eq(&self, other: &Board) -> bool {
        let same = |(a, b): (&Shared<Placed>, &Shared<Placed>)| {
            a.key() == b.key() || (a.address == b.address && Page::of(a) == Page::of(b))
        };
        (&self.title, &self.urls) == (&other.title, &other.urls)
            && self.next_moment == other.next_moment
            && self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(same)
    }
}
