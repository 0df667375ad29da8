//! Whoever runs the site, the site itself, and the way from its home to a page.

use super::Thing;
use crate::site::{Setting, Urls};
use crate::when::Zone;
use serde_json::{Value, json};

/// What the things of all pages lean on.
#[derive(Hash)]
pub(in crate::output::web) struct Ground {
    pub(super) urls: Urls,
    pub(super) zone: Zone,
    pub(super) language: String,
    title: String,
    owner: String,
    address: Option<String>,
    phone: Option<String>,
    hotline: String,
    /// The path of the logo.
    logo: Option<String>,
}

impl Ground {
    pub(in crate::output::web) fn of(site: &Setting) -> Ground {
        let config = &site.config;
        Ground {
            urls: site.urls.clone(),
            zone: config.zone,
            language: config.language.clone(),
            title: config.title.clone(),
            owner: config.owner().to_owned(),
            address: config.address.clone(),
            phone: config.phone.clone(),
            hotline: config.hotline.clone(),
            logo: site.logo.as_ref().map(|logo| logo.logo().0),
        }
    }

    fn home(&self) -> String {
        self.urls.absolute("")
    }

    fn id(&self, name: &str) -> String {
        format!("{}#{name}", self.home())
    }

    /// What is described on home is only pointed to elsewhere.
    fn by_id(&self, name: &str) -> Value {
        json!({ "@id": self.id(name) })
    }
}

/// Whoever runs the site, by name and address alone.
pub(super) fn own(ground: &Ground) -> Thing {
    Thing::new("WorkersUnion").with("@id", ground.id("org")).with("name", &ground.owner).with("url", ground.home())
}

/// Whoever runs the site, with the logo.
pub(super) fn publisher(ground: &Ground) -> Thing {
    own(ground).with("logo", ground.logo.as_ref().map(|path| ground.urls.absolute(path)))
}

/// An organization by its name: the site's own, or another.
pub(super) fn organization(ground: &Ground, called: &str) -> Thing {
    if called == ground.owner || called == ground.title {
        return own(ground);
    }
    Thing::new("Organization").with("name", called)
}

/// Home: the site, and whoever runs it with where they are and how they are called.
pub(super) fn home(ground: &Ground) -> Vec<Thing> {
    let address = ground.address.as_ref().map(|address| Thing::new("PostalAddress").with("streetAddress", address));
    let hotline = Thing::new("ContactPoint").with("contactType", "职工服务热线").with("telephone", &ground.hotline);
    let website = Thing::new("WebSite")
        .with("@id", ground.id("site"))
        .with("name", &ground.title)
        .with("url", ground.home())
        .with("inLanguage", &ground.language)
        .with("publisher", ground.by_id("org"));
    let organization =
        publisher(ground).with("address", address).with("telephone", &ground.phone).with("contactPoint", hotline);
    vec![website, organization]
}

/// A page that is neither an article nor an event: of a list, or 关于.
pub(super) fn page(ground: &Ground, kind: &str, name: &str, description: &str, path: &str) -> Thing {
    Thing::new(kind)
        .with("name", name)
        .with("description", description)
        .with("url", ground.urls.absolute(path))
        .with("isPartOf", ground.by_id("site"))
        .with("inLanguage", &ground.language)
}

/// The way from home to a page: titles and paths, home left out.
pub(super) fn crumbs(ground: &Ground, way: &[(String, String)]) -> Thing {
    let home = (ground.title.clone(), String::new());
    let item = |(position, (name, path)): (usize, &(String, String))| {
        Thing::new("ListItem").with("position", position).with("name", name).with("item", ground.urls.absolute(path))
    };
    let items: Vec<Thing> = (1..).zip([&home].into_iter().chain(way)).map(item).collect();
    Thing::new("BreadcrumbList").with("itemListElement", items)
}
