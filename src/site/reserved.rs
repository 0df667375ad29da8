//! The program's own addresses within a site: to which of them a link may lead, and which nobody else may have.

use super::address::file_of;
use super::{Scope, Taxonomy};
use crate::entry::Entry;
use crate::kind::ranking::is_series;
use crate::kind::{Details, KINDS};
use crate::leftover::is_kept_for_temporaries;
use crate::own::*;
use std::collections::{BTreeMap, HashSet};

/// Folders of the program's own, which no static file and no alias may enter.
const FOLDERS: [&str; 7] = [ASSETS, FILES, ARTICLES, SUBSCRIBE, APIS, EMBED, PREVIEW];

/// All that a link may lead to beside entries, what lies beside them, and static files: pages that stay where they are.
/// The further pages of a list are not among them, since what stands on them changes. `shown` are the entries that are
/// shown.
pub(super) fn linked<'a>(
    taxonomy: &Taxonomy,
    articles: bool,
    shown: impl Iterator<Item = &'a Entry>,
) -> HashSet<String> {
    let plain = [COLUMNS, TAGS, SUBSCRIBE, OPML, EMBED_SCRIPT, SITEMAP, ROBOTS, NOT_FOUND];
    let mut all: HashSet<String> = plain.map(str::to_owned).into();
    all.extend(articles.then(|| ARTICLES.to_owned()));
    all.extend([API_INDEX, API_SCHEMA].map(api));
    for scope in Scope::all(taxonomy) {
        let address = scope.address();
        all.extend(FEEDS.map(|feed| format!("{address}{feed}")));
        all.extend(scope.has_calendar().then(|| format!("{address}{CALENDAR}")));
        if let Some(list) = scope.list_name() {
            all.insert(api(&list));
            all.extend(embed(&embed_of_list(&list)));
        }
        all.insert(address);
    }
    all.extend(taxonomy.tags.iter().map(|tag| tag.address.clone()));
    let mut series: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in shown {
        if let Details::Ranking(ranking) = &entry.card.details {
            all.extend(embed(NEWEST_RANKING).into_iter().chain(embed(&embed_of_ranking(&entry.card.slug))));
            if let Some(list) = &ranking.list {
                *series.entry(&list.value).or_default() += 1;
            }
        }
    }
    all.extend(series.into_iter().filter(|(_, count)| is_series(*count)).map(|(key, _)| series_path(key)));
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
    pub(super) fn beside<'a>(rankings: impl Iterator<Item = &'a str>) -> Reserved {
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
            is_number(name.strip_prefix(ROLL).unwrap_or(name)) && self.rankings.contains(above)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_may_write_where_the_program_does() {
        let reserved = Reserved::beside(["rankings/A/"].into_iter());
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
}
