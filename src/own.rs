//! The program's own addresses: where it writes, beside what lies in content/static. One table, for the channels that
//! write there, for the links that lead there, and for whatever must keep away from there.

use crate::hash::Key;
use crate::kind::Details;

/// RSS 2.0, Atom and JSON Feed: at the root, and beside every list that one can follow.
pub(crate) const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];
/// A calendar: at the root, beside the list of a column, and beside an entry that has times.
pub(crate) const CALENDAR: &str = "calendar.ics";
/// The card of a ranking, beside its page.
pub(crate) const CARD: &str = "card.svg";
/// The page that explains feeds and calendars.
pub(crate) const SUBSCRIBE: &str = "feeds/";
/// The list of all feeds, for readers that take them at once.
pub(crate) const OPML: &str = "feeds/feeds.opml";
/// The list of all columns; each lies below it.
pub(crate) const COLUMNS: &str = "columns/";
/// The list of all tags; each lies below it.
pub(crate) const TAGS: &str = "tags/";
/// The list of the articles for WeChat; each lies below it.
pub(crate) const ARTICLES: &str = "wechat/";
/// Where every version of the API lies.
pub(crate) const APIS: &str = "api/";
/// Where the API lies.
pub(crate) const API: &str = "api/v1/";
/// Where embeds lie.
pub(crate) const EMBED: &str = "embed/";
/// What the API calls the newest of a site, and the embeds after it.
pub(crate) const LATEST: &str = "latest";
/// What the API calls the list of its lists.
pub(crate) const API_INDEX: &str = "index";
/// What the API calls its schema.
pub(crate) const API_SCHEMA: &str = "schema";
/// The name of the embed of the newest ranking.
pub(crate) const NEWEST_RANKING: &str = "ranking";
/// The script that draws an embed.
pub(crate) const EMBED_SCRIPT: &str = "embed.js";
/// What machines are told of all pages.
pub(crate) const SITEMAP: &str = "sitemap.xml";
/// What robots are told.
pub(crate) const ROBOTS: &str = "robots.txt";
/// What is shown where nothing is.
pub(crate) const NOT_FOUND: &str = "404.html";
/// The files of the theme, each under a name that follows from its bytes.
pub(crate) const ASSETS: &str = "assets/";
/// Pictures and attachments, each under a name that follows from its bytes.
pub(crate) const FILES: &str = "files/";
/// What a preview adds to a site.
pub(crate) const PREVIEW: &str = "-/";
/// What the address of a roll of honour begins with, beside the page of its ranking.
pub(crate) const ROLL: &str = "roll-";
/// The series of rankings lie below it.
pub(crate) const SERIES: &str = "rankings/lists/";

/// A further page of a list, by its number.
pub(crate) fn page(list: &str, number: usize) -> String {
    format!("{list}page/{number}/")
}

/// A part of the sitemap, where it has any.
pub(crate) fn sitemap_part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// A file of the article of an entry: its page is `html`, the code that leads to the entry's own page `png`.
pub(crate) fn article(address: &str, ending: &str) -> String {
    format!("{ARTICLES}{}.{ending}", address.trim_end_matches('/'))
}

/// The entry whose article has its page there, by its address.
pub(crate) fn of_article(path: &str) -> Option<String> {
    let name = path.strip_prefix(ARTICLES)?.strip_suffix(".html")?;
    Some(format!("{name}/"))
}

/// A form in which the numbers of a ranking are given, beside its page.
#[derive(Clone, Copy, Hash)]
pub(crate) enum Numbers {
    Xlsx,
    Csv,
    Json,
}

impl Numbers {
    /// All of them, the one that most people open first.
    pub(crate) const ALL: [Numbers; 3] = [Numbers::Xlsx, Numbers::Csv, Numbers::Json];

    /// The name of its file.
    pub(crate) fn file(self) -> String {
        format!("data.{}", self.ending())
    }

    /// The ending of its file.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Numbers::Xlsx => "xlsx",
            Numbers::Csv => "csv",
            Numbers::Json => "json",
        }
    }

    /// What the world calls it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Numbers::Xlsx => "Excel",
            Numbers::Csv => "CSV",
            Numbers::Json => "JSON",
        }
    }
}

/// A page of a ranking, beside the first, which is that of its entry.
pub(crate) fn part(number: usize) -> String {
    if number < 2 { String::new() } else { format!("{number}/") }
}

/// The roll of honour of a group of a ranking, beside its page.
pub(crate) fn roll(number: usize) -> String {
    format!("{ROLL}{number}/")
}

/// The path of the page of a series of rankings.
pub(crate) fn series_path(key: &str) -> String {
    format!("{SERIES}{}/", named(key, 40))
}

/// A key as a part of a path: letters of any script; where that is not all of it, its hash stands behind.
fn named(key: &str, most: usize) -> String {
    let letters: String = key.chars().filter(|c| c.is_alphanumeric()).take(most).collect();
    if letters == key && !letters.is_ascii() {
        letters
    } else {
        format!("{letters}-{}", &Key::of(key).to_string()[..6])
    }
}

/// A list of the API.
pub(crate) fn api(list: &str) -> String {
    format!("{API}{list}.json")
}

/// The two files of an embed: a page for an `<iframe>`, and a script.
pub(crate) fn embed(name: &str) -> [String; 2] {
    [format!("{EMBED}{name}.html"), format!("{EMBED}{name}.js")]
}

/// The name of the embed that shows a list of the API: `column-faba` shows `columns/faba`.
pub(crate) fn embed_of_list(list: &str) -> String {
    list.replacen(COLUMNS, "column-", 1)
}

/// The name of a ranking's embed.
pub(crate) fn embed_of_ranking(slug: &str) -> String {
    format!("{NEWEST_RANKING}-{slug}")
}

/// A page or a file that a preview adds, as its pages link to it.
pub(crate) fn preview(name: &str) -> String {
    format!("/{PREVIEW}{name}")
}

/// What lies beside the page of an entry.
pub(crate) fn beside(details: &Details) -> Vec<String> {
    match details {
        Details::Ranking(ranking) if !ranking.is_empty() => {
            let mut beside: Vec<String> = Numbers::ALL.map(Numbers::file).into();
            beside.push(CARD.to_owned());
            beside.extend((2..=ranking.pages()).map(part));
            beside.extend(ranking.rolls().map(|(number, _)| roll(number)));
            beside
        }
        details if details.has_times() => vec![CALENDAR.to_owned()],
        _ => Vec::new(),
    }
}

/// Whether a name is one of those that lie beside lists and entries.
pub(crate) fn is_beside(name: &str) -> bool {
    FEEDS.contains(&name) || [CALENDAR, CARD].contains(&name) || Numbers::ALL.iter().any(|form| name == form.file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_series_follows_from_its_key() {
        assert_eq!(series_path("乡镇工会服务月榜"), "rankings/lists/乡镇工会服务月榜/");
        assert!(series_path("月榜 / 甲").starts_with("rankings/lists/月榜甲-"));
        assert_ne!(series_path("月榜 / 甲"), series_path("月榜：甲"));
        assert!(series_path("con").starts_with("rankings/lists/con-"));
    }

    #[test]
    fn an_article_is_found_by_its_page() {
        assert_eq!(article("posts/a/", "html"), "wechat/posts/a.html");
        assert_eq!(of_article("wechat/posts/a.html").as_deref(), Some("posts/a/"));
        assert_eq!(of_article("wechat/posts/a.png"), None);
    }
}
