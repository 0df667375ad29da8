//! The program's own addresses: what it writes beside the pages of entries and what lies in content/static. One table,
//! for the channels that write there, for the links that lead there, and for whatever must keep away from there.

use super::address::file_of;
use super::taxonomy::Taxonomy;
use crate::entry::Entry;
use crate::hash::Key;
use crate::kind::{Details, KINDS, Kind, KindInfo};
use crate::leftover::is_kept_for_temporaries;
use std::collections::{BTreeMap, HashSet};

/// RSS 2.0, Atom and JSON Feed: at the root, and beside every list that one can follow.
pub const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];
/// A calendar: at the root, beside the list of a column, and beside an entry that has times.
pub const CALENDAR: &str = "calendar.ics";
/// The endings of the numbers of a ranking, which lie beside its page.
const NUMBERS: [&str; 3] = ["csv", "json", "xlsx"];
/// The card of a ranking, beside its page.
pub const CARD: &str = "card.svg";
/// The page that explains feeds and calendars.
pub const SUBSCRIBE: &str = "feeds/";
/// The list of all feeds, for readers that take them at once.
pub const OPML: &str = "feeds/feeds.opml";
/// The list of all columns; each lies below it.
pub const COLUMNS: &str = "columns/";
/// The list of all tags; each lies below it.
pub const TAGS: &str = "tags/";
/// The list of the articles for WeChat; each lies below it.
pub const ARTICLES: &str = "wechat/";
/// Where every version of the API lies.
pub const APIS: &str = "api/";
/// Where the API lies.
pub const API: &str = "api/v1/";
/// Where embeds lie.
pub const EMBED: &str = "embed/";
/// The script that draws an embed.
pub const EMBED_SCRIPT: &str = "embed.js";
/// What machines are told of all pages.
pub const SITEMAP: &str = "sitemap.xml";
/// What robots are told.
pub const ROBOTS: &str = "robots.txt";
/// What is shown where nothing is.
pub const NOT_FOUND: &str = "404.html";
/// The files of the theme, each under a name that follows from its bytes.
pub const ASSETS: &str = "assets/";
/// Pictures and attachments, each under a name that follows from its bytes.
pub const FILES: &str = "files/";
/// What a preview adds to a site.
const PREVIEW: &str = "-/";
/// The series of rankings lie below it.
const SERIES: &str = "rankings/lists/";

/// Folders of the program's own, which no static file and no alias may enter.
const FOLDERS: [&str; 7] = [ASSETS, FILES, ARTICLES, SUBSCRIBE, APIS, EMBED, PREVIEW];

/// A further page of a list, by its number.
pub fn page(list: &str, number: usize) -> String {
    format!("{list}page/{number}/")
}

/// A part of the sitemap, where it has any.
pub fn sitemap_part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// A file of the article of an entry: its page is `html`, the code that leads to the entry's own page `png`.
pub fn article(address: &str, ending: &str) -> String {
    format!("{ARTICLES}{}.{ending}", address.trim_end_matches('/'))
}

/// The entry whose article has its page there, by its address.
pub fn of_article(path: &str) -> Option<String> {
    let name = path.strip_prefix(ARTICLES)?.strip_suffix(".html")?;
    Some(format!("{name}/"))
}

/// The numbers of a ranking, beside its page.
pub fn numbers(ending: &str) -> String {
    format!("data.{ending}")
}

/// A page of a ranking, beside the first, which is that of its entry.
pub fn part(number: usize) -> String {
    if number < 2 { String::new() } else { format!("{number}/") }
}

/// The roll of honour of a group of a ranking, beside its page.
pub fn roll(number: usize) -> String {
    format!("roll-{number}/")
}

/// The path of the page of a series of rankings.
pub fn series_path(key: &str) -> String {
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
pub fn api(list: &str) -> String {
    format!("{API}{list}.json")
}

/// The name of a column's list in the API: its address without its last slash, `columns/faba`.
pub fn api_of_column(address: &str) -> &str {
    address.trim_end_matches('/')
}

/// The two files of an embed: a page for an `<iframe>`, and a script.
pub fn embed(name: &str) -> [String; 2] {
    [format!("{EMBED}{name}.html"), format!("{EMBED}{name}.js")]
}

/// The name of a column's embed: `column-faba`.
pub fn embed_of_column(address: &str) -> String {
    address.trim_end_matches('/').replacen(COLUMNS, "column-", 1)
}

/// The name of a ranking's embed.
pub fn embed_of_ranking(slug: &str) -> String {
    format!("ranking-{slug}")
}

/// The lists that the API and the embeds have of a site, beside those of columns and rankings.
fn lists() -> [&'static str; 3] {
    ["latest", Kind::Event.info().folder, Kind::Ticket.info().folder]
}

/// What lies beside the page of an entry.
pub(crate) fn beside(details: &Details) -> Vec<String> {
    match details {
        Details::Ranking(ranking) if !ranking.is_empty() => {
            let mut beside: Vec<String> = NUMBERS.map(numbers).into();
            beside.push(CARD.to_owned());
            beside.extend((2..=ranking.pages()).map(part));
            beside.extend(ranking.rolls().map(|(number, _)| roll(number)));
            beside
        }
        details if details.has_times() => vec![CALENDAR.to_owned()],
        _ => Vec::new(),
    }
}

/// All that a link may lead to beside entries, what lies beside them, and static files: pages that stay where they are.
/// The further pages of a list are not among them, since what stands on them changes. `shown` are the entries that are
/// shown.
pub(super) fn all<'a>(
    Taxonomy { columns, tags }: &Taxonomy,
    articles: bool,
    shown: impl Iterator<Item = &'a Entry>,
) -> HashSet<String> {
    let plain = ["", COLUMNS, TAGS, SUBSCRIBE, OPML, CALENDAR, EMBED_SCRIPT, SITEMAP, ROBOTS, NOT_FOUND];
    let mut all: HashSet<String> = plain.map(str::to_owned).into();
    all.extend(articles.then(|| ARTICLES.to_owned()));
    all.extend(lists().into_iter().chain(["index", "schema"]).map(api));
    all.extend(lists().into_iter().flat_map(embed));
    let kinds = KINDS.iter().filter(|info| info.dated).map(KindInfo::address);
    let columns_at = columns.iter().map(|column| column.address.clone());
    let followed = tags.iter().filter(|tag| tag.feed).map(|tag| tag.address.clone());
    for list in kinds.chain(columns_at).chain(followed).chain([String::new()]) {
        all.extend(FEEDS.map(|feed| format!("{list}{feed}")));
        all.insert(list);
    }
    for kind in [Kind::Event, Kind::Ticket] {
        all.insert(format!("{}{CALENDAR}", kind.info().address()));
    }
    for column in columns {
        all.insert(format!("{}{CALENDAR}", column.address));
        all.insert(api(api_of_column(&column.address)));
        all.extend(embed(&embed_of_column(&column.address)));
    }
    all.extend(tags.iter().map(|tag| tag.address.clone()));
    let mut series: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in shown {
        if let Details::Ranking(ranking) = &entry.card.details {
            all.extend(embed("ranking").into_iter().chain(embed(&embed_of_ranking(&entry.card.slug))));
            if let Some(list) = &ranking.list {
                *series.entry(&list.value).or_default() += 1;
            }
        }
    }
    // A series is more than one ranking.
    all.extend(series.into_iter().filter(|(_, count)| *count > 1).map(|(key, _)| series_path(key)));
    all
}

/// The addresses at which the program itself writes, or may one day: its files and folders, the lists of kinds, columns
/// and tags with their pages and feeds, what lies beside entries.
pub(super) struct Reserved {
    /// The addresses of rankings, in lower case. Below any other entry a number is nobody's: `posts/2016/12/`.
    rankings: HashSet<String>,
}

impl Reserved {
    /// What is reserved where these are the rankings, by their addresses.
    pub(super) fn beside<'a>(rankings: impl Iterator<Item = &'a String>) -> Reserved {
        Reserved { rankings: rankings.map(|address| address.to_lowercase()).collect() }
    }

    /// Whether a path is none for anybody else.
    pub(super) fn holds(&self, path: &str) -> bool {
        let path = file_of(path).to_lowercase();
        let parts: Vec<&str> = path.split('/').collect();
        // What publishing writes meanwhile.
        parts.iter().any(|part| is_kept_for_temporaries(part))
            || is_at_root(&path)
            || FOLDERS.iter().any(|folder| parts[0] == folder_of(folder))
            || path.starts_with(SERIES)
            || is_in_list(&parts)
            || self.is_part(&path)
    }

    /// Whether it is a page of a ranking beside the first.
    fn is_part(&self, path: &str) -> bool {
        let mut below = path.match_indices('/').map(|(at, _)| path.split_at(at + 1));
        below.any(|(above, name)| {
            let name = name.split('/').next().unwrap_or_default();
            is_number(name.strip_prefix("roll-").unwrap_or(name)) && self.rankings.contains(above)
        })
    }
}

/// The first part of a path.
fn folder_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_at_root(path: &str) -> bool {
    let all = ["index.html", NOT_FOUND, SITEMAP, ROBOTS, EMBED_SCRIPT, CALENDAR];
    let part = path.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
    FEEDS.iter().chain(&all).any(|own| path == *own) || part.is_some_and(is_number)
}

/// Whether it is a list of a kind, of columns or of tags, one of its pages, or what lies beside it or its entries.
fn is_in_list(parts: &[&str]) -> bool {
    let mut folders = KINDS.iter().map(|info| info.folder).chain([COLUMNS, TAGS].map(folder_of));
    folders.any(|folder| {
        parts[0] == folder
            && (parts.len() == 1
                || matches!(parts[1..], ["index.html"] | ["page", ..] | [_, "page", ..])
                || parts.iter().skip(1).take(2).any(|part| is_beside(part)))
    })
}

/// Whether a name is one of those that lie beside lists and entries.
fn is_beside(name: &str) -> bool {
    FEEDS.contains(&name) || [CALENDAR, CARD].contains(&name) || NUMBERS.iter().any(|ending| name == numbers(ending))
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
    fn nobody_else_may_write_where_the_program_does() {
        let reserved = Reserved::beside(["rankings/A/".to_owned()].iter());
        for path in
            ["feed.xml", "events/a/calendar.ics", "rankings/a/data.csv", "rankings/lists/x/", "API/v1/x.json", "tags/"]
        {
            assert!(reserved.holds(path), "{path}");
        }
        for path in ["sitemap-2.xml", "rankings/a/2/", "rankings/a/roll-1/", "Rankings/A/roll-1/x.pdf"] {
            assert!(reserved.holds(path), "{path}");
        }
        for path in ["about/", "rankings/a/", "events/a/programme.pdf", "old/index.html"] {
            assert!(!reserved.holds(path), "{path}");
        }
        for path in ["sitemap-news.xml", "posts/2016/12/", "rankings/b/2/", "rankings/a/roll-call/", "rankings/a/2a/"] {
            assert!(!reserved.holds(path), "{path}");
        }
    }

    #[test]
    fn an_article_is_found_by_its_page() {
        assert_eq!(article("posts/a/", "html"), "wechat/posts/a.html");
        assert_eq!(of_article("wechat/posts/a.html").as_deref(), Some("posts/a/"));
        assert_eq!(of_article("wechat/posts/a.png"), None);
    }
}
