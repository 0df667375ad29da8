//! The demo is what people see first: it builds without a word, uses everything, and leads nowhere wrong.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::fields::{Field, Form};
use gongsheng::front_matter::{self, Map, Value};
use gongsheng::{config, entry, header, kind};
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use support::{Project, Tree, repository, said, tree};

/// The instant as of which the demo is looked at.
const THEN: &str = "2026-11-21 12:00";

fn built() -> (Project, Tree) {
    let project = Project::demo();
    let built = project.build_at(THEN);
    // The one thing it says is an exception that was made with open eyes.
    let told: Vec<&str> = built.diagnostics.iter().map(|told| told.code.id).collect();
    assert!(built.changes.is_some() && told == ["personal-data-allowed"], "{}", said(&built.diagnostics));
    assert!(built.entries >= 24, "{} entries", built.entries);
    let site = tree(&project.site());
    (project, site)
}

/// The parsed pages of a site.
fn pages(site: &Tree) -> BTreeMap<&str, Html> {
    let html = site.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap()))).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let (_, site) = built();
    let pages = pages(&site);
    let (any, ids) = (Selector::parse("[href], [src]").unwrap(), Selector::parse("[id]").unwrap());
    let mut links = 0;
    for (path, page) in &pages {
        for element in page.select(&any) {
            let link = element.value().attr("href").or(element.value().attr("src")).unwrap();
            if link.contains("://") || link.starts_with("tel:") || link.starts_with("mailto:") {
                continue;
            }
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
            let target = decode(target);
            let file = match target.strip_prefix('/') {
                Some(local) if local.is_empty() || local.ends_with('/') => format!("{local}index.html"),
                Some(local) => local.to_owned(),
                None => (*path).to_owned(),
            };
            assert!(site.contains_key(&file), "{path} leads to {link}");
            if !fragment.is_empty() {
                let fragment = decode(fragment);
                let found = pages[file.as_str()].select(&ids).any(|element| element.value().id() == Some(&fragment));
                assert!(found, "{path} leads to {link}, and there is no such place");
            }
            links += 1;
        }
    }
    assert!(links > 1000, "only {links} links were looked at");
}

/// What the program writes can be linked to by its address. Left out are files whose names hold a hash, the further pages
/// of a list, on which other things stand every month, articles, rolls, the pages of accounts and what is for hosts.
#[test]
fn every_file_of_the_programs_own_can_be_linked_to() {
    let (project, site) = built();
    let is_steady = |path: &str| {
        let first = path.split('/').next().unwrap_or_default();
        let below_a_list = path.strip_prefix("rankings/lists/").is_some_and(|rest| rest.matches('/').count() > 1);
        !["assets", "files", "_headers", "nginx.conf"].contains(&first)
            && (first != "wechat" || path == "wechat/index.html")
            && !path.contains("/page/")
            && !path.contains("/roll-")
            && !below_a_list
    };
    let address = |path: &str| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
    let links: Vec<String> = site.keys().filter(|path| is_steady(path)).map(|path| address(path)).collect();
    assert!(links.len() > 120, "{} links", links.len());
    let body: String = links.iter().map(|link| format!("- [{link}](<{link}>)\n")).collect();
    project.write("content/pages/all.md", &format!("---\n标题: 全部\n---\n\n{body}"));
    let built = project.build_at(THEN);
    let broken: Vec<String> = built
        .diagnostics
        .iter()
        .filter(|told| told.code.id.contains("link"))
        .map(|told| told.message.zh.clone())
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_has_one_heading_a_title_and_says_that_it_is_a_demo() {
    let (_, site) = built();
    let (h1, title) = (Selector::parse("h1").unwrap(), Selector::parse("title").unwrap());
    let banner = Selector::parse(".banner").unwrap();
    let robots = Selector::parse("meta[name=robots][content=noindex]").unwrap();
    for (path, page) in pages(&site) {
        assert_eq!(page.select(&h1).count(), 1, "{path}");
        assert!(!page.select(&title).next().unwrap().text().collect::<String>().is_empty(), "{path}");
        assert!(page.select(&robots).next().is_some(), "{path} may be indexed");
        // What stands in other people's pages has no room for more.
        let is_part = path.starts_with("wechat/") || path.starts_with("embed/");
        let is_site = !is_part && page.select(&Selector::parse("main").unwrap()).next().is_some();
        assert!(!is_site || page.select(&banner).next().is_some(), "{path} has no banner");
    }
}

#[test]
fn feeds_and_the_sitemap_are_well_formed_and_dated() {
    let (_, site) = built();
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let items: Vec<_> = document.descendants().filter(|node| node.has_tag_name("item")).collect();
        let ids: BTreeSet<_> = items
            .iter()
            .map(|item| item.children().find(|node| node.has_tag_name("guid")).and_then(|node| node.text()).unwrap())
            .collect();
        assert_eq!(ids.len(), items.len(), "{path}: two items share an id");
        assert!(
            items.iter().all(|item| item.children().any(|node| node.has_tag_name("pubDate") && node.text().is_some()))
        );
    }
}

/// The names of all fields in a table, those within others by their path.
fn names(fields: &[&Field], before: &str, all: &mut BTreeSet<String>) {
    for field in fields {
        let name = format!("{before}{}", field.en);
        if let Form::Map(inner) | Form::Maps(inner) | Form::Span(inner) | Form::Spans(inner) = field.form {
            names(inner, &format!("{name}."), all);
        }
        all.insert(name);
    }
}

/// The fields that a file uses, by the same paths.
fn used(map: &Map, fields: &[&'static Field], before: &str, all: &mut BTreeSet<String>) {
    for entry in &map.entries {
        let Some(field) = fields.iter().find(|field| field.is(&entry.key)) else { continue };
        let name = format!("{before}{}", field.en);
        if let Form::Map(inner) | Form::Maps(inner) | Form::Span(inner) | Form::Spans(inner) = field.form {
            let nodes = match &entry.node.value {
                Value::List(nodes) => nodes.as_slice(),
                _ => std::slice::from_ref(&entry.node),
            };
            for node in nodes {
                if let Value::Map(map) = &node.value {
                    used(map, inner, &format!("{name}."), all);
                }
            }
        }
        all.insert(name);
    }
}

#[test]
fn every_field_of_every_kind_is_used_somewhere() {
    let sources = gongsheng::source::read(&repository());
    let mut there: BTreeSet<String> = BTreeSet::new();
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    names(config::FIELDS, "site.yaml ", &mut wanted);
    let text = sources.config.unwrap();
    used(&front_matter::parse(&text, 0..text.text.len()).map, config::FIELDS, "site.yaml ", &mut there);
    for info in &kind::KINDS {
        let fields: Vec<&'static Field> = header::FIELDS.iter().chain(info.fields).copied().collect();
        names(info.fields, &format!("{} ", info.folder), &mut wanted);
        for source in sources.entries.iter().filter(|source| source.kind == info.kind) {
            let text = source.text.text();
            let map = front_matter::parse(text, entry::split(text, info.kind).head.unwrap()).map;
            used(&map, &fields, &format!("{} ", info.folder), &mut there);
            used(&map, header::FIELDS, "", &mut there);
        }
    }
    names(header::FIELDS, "", &mut wanted);
    // The entries of a group are those of a ranking without groups.
    let one = |all: BTreeSet<String>| -> BTreeSet<String> {
        all.into_iter().map(|name| name.replace("rankings groups.entries", "rankings entries")).collect()
    };
    let (wanted, there) = (one(wanted), one(there));
    // A fictitious county has neither number, and one made up could be somebody's.
    let unused: Vec<&String> = wanted
        .difference(&there)
        .filter(|name| !["site.yaml icp", "site.yaml police"].contains(&name.as_str()))
        .collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
}

#[test]
fn the_list_of_100_is_shown_as_the_paper_printed_it() {
    let (_, site) = built();
    let path = site.keys().find(|path| path.starts_with("rankings/") && path.ends_with("100/index.html")).unwrap();
    let page = Html::parse_document(std::str::from_utf8(&site[path]).unwrap());
    let (table, row, cell) = (
        Selector::parse(".paper > table").unwrap(),
        Selector::parse("tbody tr").unwrap(),
        Selector::parse("td").unwrap(),
    );
    let groups: Vec<Vec<[String; 3]>> = page
        .select(&table)
        .map(|table| {
            let rows = table.select(&row);
            rows.map(|row| {
                let cells: Vec<String> = row.select(&cell).map(|cell| cell.text().collect()).collect();
                cells.try_into().unwrap()
            })
            .collect()
        })
        .collect();
    assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [34, 34, 32]);
    let printed = fs::read_to_string(repository().join("tests/fixtures/top100.tsv")).unwrap();
    let expected: Vec<Vec<&str>> = printed.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let shown: Vec<[String; 3]> = groups.concat();
    assert_eq!(shown.len(), 100);
    for (shown, expected) in shown.iter().zip(&expected) {
        assert_eq!(shown.as_slice(), expected.as_slice());
    }
    let head: Vec<String> =
        page.select(&Selector::parse(".paper th").unwrap()).take(3).map(|th| th.text().collect()).collect();
    assert_eq!(head, ["序号", "账号", "主办单位"]);
    let types: Vec<String> =
        page.select(&Selector::parse(".paper .type").unwrap()).map(|kind| kind.text().collect()).collect();
    assert!(types.contains(&"(服务号)".to_owned()) && types.contains(&"订阅号".to_owned()), "{types:?}");
}

#[test]
fn the_demo_saved_by_an_old_notepad_is_the_demo() {
    let project = Project::demo();
    let sources = gongsheng::source::read(&repository());
    let mut converted = 0;
    for source in &sources.entries {
        let (bytes, _, unmappable) = encoding_rs::GBK.encode(&source.text.text().text);
        if !unmappable && !source.text.text().text.is_ascii() {
            project.write_bytes(source.text.file(), &bytes);
            converted += 1;
        }
    }
    let built = project.build_at(THEN);
    let foreign = built.diagnostics.iter().filter(|told| told.code.id == "not-utf8").count();
    let others: Vec<&str> =
        built.diagnostics.iter().map(|told| told.code.id).filter(|code| *code != "not-utf8").collect();
    assert!(built.changes.is_some() && others == ["personal-data-allowed"], "{}", said(&built.diagnostics));
    assert!(converted > 40 && foreign == converted, "{foreign} of {converted}");
    let (_, site) = self::built();
    assert_eq!(tree(&project.site()), site);
}

#[test]
fn a_short_text_of_an_old_notepad_is_chinese() {
    let sources = gongsheng::source::read(&repository());
    let mut wrong = Vec::new();
    let mut tried = 0;
    for source in &sources.entries {
        // The shortest that anybody saves: a title and a line.
        let lines: Vec<&str> = source.text.text().text.lines().filter(|line| !line.is_ascii()).collect();
        for pair in lines.windows(2).step_by(3) {
            let text = pair.join("\n");
            let (bytes, _, unmappable) = encoding_rs::GBK.encode(&text);
            if unmappable {
                continue;
            }
            let project = Project::with(&[]);
            project.write_bytes("content/posts/a.md", &bytes);
            let told = gongsheng::source::read(project.root()).diagnostics;
            tried += 1;
            if told.iter().any(|told| told.code.id == "unknown-encoding") {
                wrong.push(pair.join(" / "));
            }
        }
    }
    assert!(wrong.len() * 100 <= tried, "{} of {tried}: {wrong:#?}", wrong.len());
}
