//! What stands around every page: the head, the menu, the foot.

use super::subscribe;
use crate::output::media::media_type;
use crate::output::parts::{FeedView, LinkView, PictureView};
use crate::output::phone;
use crate::own;
use crate::site::{Resolved, Site, Urls};
use crate::theme::Theme;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Context;

/// What stands around every page.
#[derive(Hash, Serialize)]
pub(super) struct Shell {
    language: String,
    /// The same as the Open Graph writes it: `zh_CN`.
    locale: String,
    /// How far the site's clock is ahead of UTC, in seconds.
    zone: i64,
    title: String,
    /// The host of its address.
    domain: String,
    org: Option<String>,
    home: String,
    /// The page that explains feeds and calendars.
    feed: String,
    feeds: Vec<FeedView>,
    menu: Vec<LinkView>,
    columns: Vec<LinkView>,
    address: Option<String>,
    phone: Option<String>,
    /// The address that dials the office.
    phone_tel: Option<String>,
    icp: Option<String>,
    police: Option<String>,
    /// The page of the register that shows the public-security number.
    police_url: Option<String>,
    site_code: Option<String>,
    hotline: String,
    /// The address that dials it.
    hotline_tel: Option<String>,
    banner: Option<String>,
    noindex: bool,
    logo: Option<PictureView>,
    /// What stands on the browser's tab.
    icon: Option<IconView>,
    assets: BTreeMap<String, String>,
    /// The site's main colour as typed.
    primary: Option<String>,
    colours: BTreeMap<String, String>,
    t: BTreeMap<String, String>,
    /// What stands above and below every page, as HTML: it is the same on all. None where a theme of its own says what
    /// it is, and may say something else on each.
    top: Option<String>,
    foot: Option<String>,
}

/// A small picture for the browser's tab.
#[derive(Hash, Serialize)]
struct IconView {
    url: String,
    media: &'static str,
}

/// Files of content/static/ that are taken for the tab, the best first.
const ICONS: [&str; 3] = ["favicon.svg", "favicon.png", "favicon.ico"];

/// That of the theme, among its assets.
const ICON: &str = "icon.svg";

/// The icon that lies in content/static/, else the logo, else the theme's: where a page names none, browsers ask for
/// /favicon.ico on every visit.
fn icon(site: &Site, theme: &Theme) -> Option<IconView> {
    let own = ICONS.into_iter().find(|name| site.files.contains_key(*name)).map(str::to_owned);
    let logo = || site.logo.as_ref().map(|logo| logo.logo().0);
    let path = own.or_else(logo).or_else(|| theme.assets().get(ICON).map(|asset| asset.path.clone()))?;
    Some(IconView { url: site.urls.local(&path), media: media_type(&path) })
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
        let shell = Shell {
            language: config.language.clone(),
            locale: config.language.replace('-', "_"),
            zone: config.zone.seconds(),
            title: config.title.clone(),
            domain: domain(site.urls.base()).to_owned(),
            org: config.org.clone(),
            home: site.urls.local(""),
            feed: site.urls.local(own::SUBSCRIBE),
            feeds: subscribe::feeds_at(site, ""),
            menu: site.menu.iter().map(link).collect(),
            columns: site.taxonomy.columns.iter().map(column).collect(),
            address: config.address.clone(),
            phone: config.phone.clone(),
            phone_tel: config.phone.as_deref().and_then(phone::tel),
            icp: config.icp.clone(),
            police: config.police.clone(),
            police_url: config.police.as_deref().map(register),
            site_code: config.site_code.clone(),
            hotline: config.hotline.clone(),
            hotline_tel: phone::tel(&config.hotline),
            banner: config.banner.clone(),
            noindex: config.noindex,
            icon: icon(site, theme),
            logo: site.logo.as_ref().map(|logo| PictureView::logo(&site.urls, logo)),
            assets: theme.assets().iter().map(|(name, asset)| (name.clone(), site.urls.local(&asset.path))).collect(),
            primary: config.primary().map(str::to_owned),
            colours: config.colours.iter().cloned().collect(),
            t: theme.strings(&config.language),
            top: None,
            foot: None,
        };
        let (top, foot) = (shell.shown(theme, "web/top.html"), shell.shown(theme, "web/foot.html"));
        Shell { top, foot, ..shell }
    }

    /// What one of the program's own templates shows of it. A mistake, which only the words can bring, is told where a
    /// page includes it.
    fn shown(&self, theme: &Theme, template: &str) -> Option<String> {
        if theme.is_own(template) {
            return None;
        }
        let mut context = Context::new();
        context.insert("site", self);
        theme.render(template, &context).ok().and_then(|html| String::from_utf8(html).ok())
    }
}

/// The host of an address, with its port where it has one.
fn domain(base: &str) -> &str {
    let behind = base.split_once("://").map_or(base, |(_, behind)| behind);
    behind.split_once('/').map_or(behind, |(host, _)| host)
}

/// 浙公网安备33052200000000号 → its page in the register; without digits, the register's door.
fn register(number: &str) -> String {
    let code: String = number.chars().filter(char::is_ascii_digit).collect();
    match code.is_empty() {
        true => "https://beian.mps.gov.cn/".to_owned(),
        false => format!("https://beian.mps.gov.cn/#/query/webSearch?code={code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_an_address_without_scheme_and_path() {
        assert_eq!(domain("https://gh.example.cn"), "gh.example.cn");
        assert_eq!(domain("http://127.0.0.1:8080/gh"), "127.0.0.1:8080");
    }

    #[test]
    fn a_public_security_number_leads_to_its_own_page_of_the_register() {
        let wanted = "https://beian.mps.gov.cn/#/query/webSearch?code=33000002000001";
        assert_eq!(register("浙公网安备33000002000001号"), wanted);
        assert_eq!(register("未备案"), "https://beian.mps.gov.cn/");
    }
}
