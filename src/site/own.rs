//! The program's own addresses: what it writes beside the pages of entries and what lies in content/static. One table,
//! for the channels that write there, for the links that lead there, and for whatever must keep away from there.

use super::address::file_of;
use super::taxonomy::Taxonomy;
use crate::entry::Entry;
use crate::hash::Key;
use crate::kind::{Details, KINDS, Kind};
use crate::leftover::is_kept_for_temporaries;
use std::collections::{BTreeMap, HashSet};

/// RSS 2.0, Atom and JSON Feed: at the root, and beside every list that one can follow.
pub const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];
/// A calendar: at the root, beside the list of a column, and beside an entry that has times.
pub const CALENDAR: &str = "calendar.ics";
/// The numbers of a ranking, beside its page: CSV, JSON and XLSX.
pub const NUMBERS: [&str; 3] = ["data.csv", "data.json", "data.xlsx"];
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
/// The series of rankings lie below it.
const SERIES: &str = "rankings/lists/";

/// Folders of the program's own, which no static file and no alias may enter; `-` is the preview's.
const FOLDERS: [&str; 7] = ["assets", "files", "wechat", "feeds", "api", "embed", "-"];

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
pub(crate) fn beside(details: &Details) -> Vec<&'static str> {
    match details {
        Details::Ranking(ranking) if !ranking.is_empty() => [NUMBERS.as_slice(), &[CARD]].concat(),
        details if details.has_times() => vec![CALENDAR],
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
    let kinds = KINDS.iter().filter(|info| info.dated).map(|info| format!("{}/", info.folder));
    let columns_at = columns.iter().map(|column| column.address.clone());
    let followed = tags.iter().filter(|tag| tag.feed).map(|tag| tag.address.clone());
    for list in kinds.chain(columns_at).chain(followed).chain([String::new()]) {
        all.extend(FEEDS.map(|feed| format!("{list}{feed}")));
        all.insert(list);
    }
    for kind in [Kind::Event, Kind::Ticket] {
        all.insert(format!("{}/{CALENDAR}", kind.info().folder));
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

/// Whether the program itself writes there, or may one day: its files and folders, the lists of kinds, columns and tags
/// with their pages and feeds, what lies beside entries.
pub(super) fn is_reserved(path: &str) -> bool {
    let path = file_of(path).to_lowercase();
    let parts: Vec<&str> = path.split('/').collect();
    // What publishing writes meanwhile.
    if parts.iter().any(|part| is_kept_for_temporaries(part)) {
        return true;
    }
    let at_root = ["index.html", NOT_FOUND, SITEMAP, ROBOTS, EMBED_SCRIPT, CALENDAR];
    if FEEDS.iter().chain(&at_root).any(|own| path == *own) || FOLDERS.contains(&parts[0]) || path.starts_with(SERIES) {
        return true;
    }
    let lists = [COLUMNS, TAGS].map(|list| list.trim_end_matches('/'));
    let in_list = |folder: &str| {
        parts[0] == folder
            && (parts.len() == 1
                || matches!(parts[1..], ["index.html"] | ["page", ..] | [_, "page", ..])
                || parts.iter().skip(1).take(2).any(|part| is_beside(part)))
    };
    KINDS.iter().map(|info| info.folder).chain(lists).any(in_list)
}

/// Whether a name is one of those that lie beside lists and entries.
fn is_beside(name: &str) -> bool {
    FEEDS.iter().chain(&NUMBERS).chain(&[CALENDAR, CARD]).any(|own| name == *own)
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
        for path in
            ["feed.xml", "events/a/calendar.ics", "rankings/a/data.csv", "rankings/lists/x/", "API/v1/x.json", "tags/"]
        {
            assert!(is_reserved(path), "{path}");
        }
        for path in ["about/", "rankings/a/", "events/a/programme.pdf", "old/index.html"] {
            assert!(!is_reserved(path), "{path}");
        }
    }
}
