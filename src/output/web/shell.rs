//! What stands around every page: the head, the menu, the foot.

use super::subscribe;
use crate::output::parts::{FeedView, LinkView, PictureView};
use crate::site::{Resolved, Site, Urls};
use crate::theme::Theme;
use serde::Serialize;
use std::collections::BTreeMap;

/// What stands around every page.
#[derive(Hash, Serialize)]
pub(super) struct Shell {
    language: String,
    title: String,
    org: Option<String>,
    home: String,
    /// The page that explains feeds and calendars.
    feed: String,
    feeds: Vec<FeedView>,
    menu: Vec<LinkView>,
    columns: Vec<LinkView>,
    address: Option<String>,
    phone: Option<String>,
    icp: Option<String>,
    police: Option<String>,
    site_code: Option<String>,
    hotline: String,
    banner: Option<String>,
    noindex: bool,
    logo: Option<PictureView>,
    assets: BTreeMap<String, String>,
    primary: Option<String>,
    colours: BTreeMap<String, String>,
    t: BTreeMap<String, String>,
}

impl Shell {
    /// What stands around every page of a site.
    pub(super) fn of(site: &Site, theme: &Theme) -> Shell {
        let config = &site.config;
        let link = |(title, target): &(String, Resolved)| {
            let url = Urls::of(target, |path| site.urls.local(path)).unwrap_or_else(|| site.urls.local(""));
            LinkView { title: title.clone(), url }
        };
        let column = |column: &crate::site::Column| LinkView {
            title: column.name.clone(),
            url: site.urls.local(&column.address),
        };
        Shell {
            language: config.language.clone(),
            title: config.title.clone(),
            org: config.org.clone(),
            home: site.urls.local(""),
            feed: site.urls.local(subscribe::PAGE),
            feeds: subscribe::feeds_at(site, ""),
            menu: site.menu.iter().map(link).collect(),
            columns: site.columns.iter().map(column).collect(),
            address: config.address.clone(),
            phone: config.phone.clone(),
            icp: config.icp.clone(),
            police: config.police.clone(),
            site_code: config.site_code.clone(),
            hotline: config.hotline.clone(),
            banner: config.banner.clone(),
            noindex: config.noindex,
            logo: site.logo.as_ref().map(|logo| PictureView::of(&site.urls, logo)),
            assets: theme.assets().iter().map(|(name, asset)| (name.clone(), site.urls.local(&asset.path))).collect(),
            primary: config
                .colours
                .iter()
                .find(|(name, _)| name == "主色" || name == "primary")
                .map(|(_, c)| c.clone()),
            colours: config.colours.iter().cloned().collect(),
            t: theme.strings(&config.language),
        }
    }
}
