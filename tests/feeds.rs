//! Feeds: three forms of one content, ids that outlive everything, files with length and type, and pages that
//! say where they are.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read, write and print")]

mod support;

use roxmltree::{Document, Node};
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use support::{Project, Tree, tree};

/// What a reader knows of an item, whatever the form of the feed.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    id: String,
    title: String,
    link: String,
    /// As RFC 3339 has it.
    published: String,
    content: String,
    files: Vec<(String, String, Option<u64>)>,
}

/// `Wed, 08 Mar 2017 09:00:00 +0800` or `2017-03-08T09:00:00+08:00` → the latter.
fn instant(text: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if text.as_bytes()[4] == b'-' {
        return text.to_owned();
    }
    let parts: Vec<&str> = text.split(' ').collect();
    let [_, day, month, year, time, zone] = parts[..] else { panic!("no date: {text}") };
    let month = MONTHS.iter().position(|name| *name == month).unwrap() + 1;
    format!("{year}-{month:02}-{day}T{time}{}:{}", &zone[..3], &zone[3..])
}

fn text(node: Node<'_, '_>, name: &str) -> String {
    let found = node.children().find(|child| child.tag_name().name() == name);
    found.and_then(|child| child.text()).unwrap_or_default().to_owned()
}

fn file(node: Node<'_, '_>, address: &str) -> (String, String, Option<u64>) {
    let attribute = |name| node.attribute(name).map(str::to_owned);
    let length = attribute("length").map(|length| length.parse().unwrap());
    (attribute(address).unwrap(), attribute("type").unwrap(), length)
}

fn rss(bytes: &str) -> Vec<Item> {
    let document = Document::parse(bytes).unwrap();
    let items = document.descendants().filter(|node| node.has_tag_name("item"));
    items
        .map(|item| {
            let guid = item.children().find(|node| node.has_tag_name("guid")).unwrap();
            assert_eq!(guid.attribute("isPermaLink"), Some("false"));
            let own = item.children().filter(|node| node.has_tag_name("enclosure")).map(|node| file(node, "url"));
            let more = item.children().filter(|node| node.attribute("rel") == Some("enclosure"));
            Item {
                id: text(item, "guid"),
                title: text(item, "title"),
                link: text(item, "link"),
                published: instant(&text(item, "pubDate")),
                content: text(item, "encoded"),
                files: own.chain(more.map(|node| file(node, "href"))).collect(),
            }
        })
        .collect()
}

fn atom(bytes: &str) -> Vec<Item> {
    let document = Document::parse(bytes).unwrap();
    let root = document.root_element();
    for needed in ["title", "id", "updated", "author"] {
        assert!(root.children().any(|node| node.tag_name().name() == needed), "an Atom feed needs {needed}");
    }
    let entries = document.descendants().filter(|node| node.tag_name().name() == "entry");
    entries
        .map(|entry| {
            let links = || entry.children().filter(|node| node.tag_name().name() == "link");
            assert!(instant(&text(entry, "updated")) >= instant(&text(entry, "published")));
            Item {
                id: text(entry, "id"),
                title: text(entry, "title"),
                link: links()
                    .find(|link| link.attribute("rel") == Some("alternate"))
                    .unwrap()
                    .attribute("href")
                    .unwrap()
                    .to_owned(),
                published: text(entry, "published"),
                content: text(entry, "content"),
                files: links()
                    .filter(|link| link.attribute("rel") == Some("enclosure"))
                    .map(|link| file(link, "href"))
                    .collect(),
            }
        })
        .collect()
}

fn json(bytes: &str) -> Vec<Item> {
    let feed: Value = serde_json::from_str(bytes).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let string = |value: &Value| value.as_str().unwrap().to_owned();
    let items = feed["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let attachments = item["attachments"].as_array().into_iter().flatten();
            let files: Vec<_> = attachments
                .map(|file| (string(&file["url"]), string(&file["mime_type"]), file["size_in_bytes"].as_u64()))
                .collect();
            Item {
                id: string(&item["id"]),
                title: string(&item["title"]),
                link: string(&item["url"]),
                published: string(&item["date_published"]),
                content: string(&item["content_html"]),
                files,
            }
        })
        .collect()
}

/// The demo, with feeds that hold everything: built once for all tests.
static DEMO: LazyLock<Tree> = LazyLock::new(|| {
    let project = Project::demo();
    let path = project.root().join("content/site.yaml");
    let config = std::fs::read_to_string(path).unwrap();
    project.write("content/site.yaml", &config.replace("items: 20", "items: 1000"));
    assert!(project.build_at("2026-11-21 12:00").changes.is_some());
    tree(&project.site())
});

fn string(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn the_three_forms_of_a_feed_hold_the_same() {
    let site = &*DEMO;
    let mut feeds = 0;
    let mut entries = BTreeSet::new();
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with("feed.xml")) {
        let other = |name: &str| string(&site[&path.replace("feed.xml", name)]);
        let (rss, atom, mut json) = (rss(string(bytes)), atom(other("atom.xml")), json(other("feed.json")));
        assert_eq!(rss.len(), atom.len(), "{path}");
        for ((rss, atom), json) in rss.iter().zip(&atom).zip(&mut json) {
            assert_eq!(rss, atom, "{path}");
            let addresses = |item: &Item| item.files.iter().map(|file| file.0.clone()).collect::<Vec<_>>();
            assert_eq!(addresses(rss), addresses(json), "{path}");
            json.files = rss.files.clone();
            assert_eq!(rss, json, "{path}");
        }
        entries.extend(rss.into_iter().map(|item| item.id));
        feeds += 1;
    }
    // The site, four kinds, seven columns, three tags.
    assert_eq!(feeds, 15);
    println!("{feeds} feeds in three forms each, {} entries", entries.len());
    let dated = site.iter().filter(|(path, bytes)| {
        let parts: Vec<&str> = path.split('/').collect();
        let in_place = matches!(parts[..], ["posts" | "events" | "tickets" | "rankings", _, "index.html"]);
        in_place && !string(bytes).contains("http-equiv=\"refresh\"")
    });
    assert_eq!(entries.len(), dated.count(), "each entry is in the feed of its kind");
}

#[test]
fn a_file_has_its_length_and_its_type() {
    let site = &*DEMO;
    let files: BTreeMap<String, (String, u64)> = rss(string(&site["tickets/feed.xml"]))
        .into_iter()
        .chain(rss(string(&site["posts/feed.xml"])))
        .flat_map(|item| item.files)
        .filter_map(|(url, kind, length)| Some((url, (kind, length?))))
        .collect();
    assert!(files.len() >= 4, "every attachment of the demo: {files:?}");
    for (url, (kind, length)) in &files {
        let path = url.strip_prefix("https://gonghui.example.cn/").unwrap();
        assert_eq!(site[path].len() as u64, *length, "{url}");
        let wanted = match path.rsplit('.').next().unwrap() {
            "csv" => "text/csv",
            "pdf" => "application/pdf",
            "txt" => "text/plain",
            other => panic!("{other}"),
        };
        assert_eq!(kind, wanted);
    }
}

#[test]
fn an_id_outlives_title_address_and_domain() {
    let site = |url: &str, title: &str, slug: &str| {
        let post = format!("---\n标题: {title}\n编号: 100001\n日期: 2017-3-1\n网页名: {slug}\n---\n\n一。\n");
        let project = Project::with(&[
            ("content/site.yaml", &format!("名称: 县总工会\n网址: {url}\n编号: xian\n")),
            ("content/posts/a.md", &post),
        ]);
        project.builds();
        let feeds = [rss(&project.page("feed.xml")), atom(&project.page("atom.xml")), json(&project.page("feed.json"))];
        feeds.map(|mut feed| feed.remove(0).id)
    };
    let first = site("https://a.example.cn", "一", "one");
    assert_eq!(first, ["urn:gongsheng:xian:100001"; 3]);
    assert_eq!(site("https://b.example.cn/gh", "改名", "two"), first);
}

#[test]
fn facts_stand_in_an_item_as_text_and_as_data() {
    let site = &*DEMO;
    let feed = string(&site["feed.xml"]);
    for wanted in [
        "<ev:type>放票</ev:type>",
        "<ev:startdate>2026-12-18T10:00:00+08:00</ev:startdate>",
        "<ev:enddate>2026-12-23T00:00:00+08:00</ev:enddate>",
        "<ev:location>职工活动中心四楼剧场</ev:location>",
        "<ev:organizer>示例县总工会</ev:organizer>",
        "&lt;li&gt;&lt;strong&gt;地点&lt;/strong&gt;：职工活动中心四楼剧场（示例县劳动路8号）&lt;/li&gt;",
    ] {
        assert!(feed.contains(wanted), "{wanted}");
    }
    let feed: Value = serde_json::from_str(string(&site["events/feed.json"])).unwrap();
    let items = feed["items"].as_array().unwrap();
    let chorus = items.iter().find(|item| item["id"] == "urn:gongsheng:shili-gh:526001").unwrap();
    let ours = &chorus["_gongsheng"];
    assert_eq!(ours["kind"], "event");
    assert_eq!(ours["state"]["key"], "signup-open");
    assert_eq!(ours["starts"], "2026-12-12T14:00:00+08:00");
    let fact = |key: &str| ours["facts"].as_array().unwrap().iter().find(|fact| fact["key"] == key).unwrap();
    assert_eq!(fact("capacity")["number"], 24);
    assert_eq!(fact("signup.window")["to"], "2026-12-05T00:00:00+08:00");
    assert_eq!(fact("place")["address"], "示例县劳动路8号");
}

#[test]
fn whole_content_has_absolute_addresses() {
    let site = &*DEMO;
    let mut links = 0;
    let any = Selector::parse("[href], [src]").unwrap();
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with("atom.xml")) {
        for item in atom(string(bytes)) {
            for element in Html::parse_fragment(&item.content).select(&any) {
                let link = element.value().attr("href").or(element.value().attr("src")).unwrap();
                assert!(link.contains("://") || link.starts_with("tel:"), "{path}: {link}");
                links += 1;
            }
        }
    }
    assert!(links > 100, "{links}");
}

#[test]
fn pages_say_where_their_feeds_are() {
    let site = &*DEMO;
    let alternate = Selector::parse("link[rel=alternate]").unwrap();
    let of = |path: &str| -> Vec<(String, String)> {
        let page = Html::parse_document(string(&site[path]));
        let links = page
            .select(&alternate)
            .map(|link| (link.value().attr("type").unwrap().to_owned(), link.value().attr("href").unwrap().to_owned()));
        links.collect()
    };
    let pair = |media: &str, href: &str| (media.to_owned(), href.to_owned());
    let whole = [
        pair("application/rss+xml", "/feed.xml"),
        pair("application/atom+xml", "/atom.xml"),
        pair("application/feed+json", "/feed.json"),
        pair("text/calendar", "/calendar.ics"),
    ];
    assert_eq!(of("index.html"), whole);
    assert_eq!(of("posts/winter-guide-2026/index.html"), whole);
    let mut column = whole.to_vec();
    column.extend([
        pair("application/rss+xml", "/columns/xueba/feed.xml"),
        pair("application/atom+xml", "/columns/xueba/atom.xml"),
        pair("application/feed+json", "/columns/xueba/feed.json"),
        pair("text/calendar", "/columns/xueba/calendar.ics"),
    ]);
    assert_eq!(of("columns/xueba/index.html"), column);
    let event = of("events/winter-chorus-2026/index.html");
    assert_eq!(event.last(), Some(&pair("text/calendar", "/events/winter-chorus-2026/calendar.ics")));
    for (path, _) in site.iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("embed/")) {
        for (_, href) in of(path) {
            assert!(site.contains_key(href.trim_start_matches('/')), "{path} names {href}");
        }
    }
}

#[test]
fn the_list_of_all_feeds_and_the_page_that_explains_them_name_each() {
    let site = &*DEMO;
    let opml = Document::parse(string(&site["feeds/feeds.opml"])).unwrap();
    let outlines: Vec<&str> = opml.descendants().filter_map(|node| node.attribute("xmlUrl")).collect();
    let feeds: BTreeSet<String> = site
        .keys()
        .filter(|path| path.ends_with("feed.xml"))
        .map(|path| format!("https://gonghui.example.cn/{path}"))
        .collect();
    assert_eq!(outlines.iter().map(|url| (*url).to_owned()).collect::<BTreeSet<_>>(), feeds);
    assert_eq!(outlines[0], "https://gonghui.example.cn/feed.xml");
    let page = string(&site["feeds/index.html"]);
    assert!(feeds.iter().all(|feed| page.contains(&feed.replace("https://gonghui.example.cn", ""))));
    assert!(page.contains("webcal://gonghui.example.cn/calendar.ics"));
    assert!(string(&site["index.html"]).contains("<a href=\"/feeds/\">订阅</a>"));
}

#[test]
fn the_feed_of_a_tag_stays_when_its_last_entry_expires() {
    let site_yaml = "名称: 示例县总工会\n网址: https://a.example.cn\n标签:\n  手工: shougong\n订阅:\n  标签: [手工]\n";
    let post = "---\n标题: 钩针课\n日期: 2017-3-1\n标签: 手工\n下线: 2017-3-10\n---\n\n一。\n";
    let project = Project::with(&[("content/site.yaml", site_yaml), ("content/posts/a.md", post)]);
    project.builds();
    assert_eq!(rss(&project.page("tags/shougong/feed.xml")).len(), 1);
    let built = project.build_at("2017-3-11 9:00");
    assert!(built.changes.is_some() && built.diagnostics.is_empty());
    assert!(rss(&project.page("tags/shougong/feed.xml")).is_empty());
    assert!(atom(&project.page("tags/shougong/atom.xml")).is_empty());
    assert!(json(&project.page("tags/shougong/feed.json")).is_empty());
    let page = project.page("tags/shougong/index.html");
    assert!(page.contains("href=\"/tags/shougong/feed.xml\""), "{page}");
    assert!(project.page("feeds/index.html").contains("/tags/shougong/feed.xml"));
    // A list of what there is leads to nothing that is empty.
    assert!(!project.page("tags/index.html").contains("/tags/shougong/"));
}

#[test]
fn a_feed_is_asked_for_a_tag_that_no_entry_has() {
    let site_yaml = "名称: 示例县总工会\n网址: https://a.example.cn\n订阅:\n  标签: [go, 手工]\n";
    let post = "---\n标题: 甲\n日期: 2017-3-1\n标签: Go\n---\n\n一。\n";
    let project = Project::with(&[("content/site.yaml", site_yaml), ("content/posts/a.md", post)]);
    let built = project.build();
    let codes: Vec<&str> = built.diagnostics.iter().map(|told| told.code.id).collect();
    assert_eq!(codes, ["feed-tag-unused", "feed-tag-unused"]);
    // One whose address another tag has is that tag, misspelt: no two may have one address.
    let built = built.changes.is_some();
    assert!(built && !project.site().join("tags/go/feed.xml").exists());
    assert!(rss(&project.page("tags/手工/feed.xml")).is_empty());
}

#[test]
fn an_empty_site_has_feeds_too() {
    let project = Project::with(&[("content/pages/about.md", "---\n标题: 关于\n网页名: about\n---\n\n一。\n")]);
    project.builds();
    assert!(rss(&project.page("feed.xml")).is_empty());
    assert!(atom(&project.page("atom.xml")).is_empty());
    assert!(project.page("atom.xml").contains("<updated>1970-01-01T08:00:00+08:00</updated>"));
    assert!(json(&project.page("feed.json")).is_empty());
}

#[test]
fn whatever_is_typed_every_feed_stays_what_it_is() {
    for typed in ["]]>", "&", "<!--", "<x>", "\u{fffe}", "\u{2028}", "<![CDATA[x]]>", "👨‍👩‍👧"] {
        let post = format!(
            "---\n标题: \"甲{typed}乙\"\n日期: 2017-3-1\n摘要: \"摘{typed}要\"\n作者: \"王{typed}\"\n标签: [\"标{typed}\"]\n附件:\n  - 名称: \"表{typed}\"\n    文件: t.csv\n---\n\n一{typed}二\n"
        );
        let project = Project::with(&[("content/posts/a.md", &post), ("content/posts/t.csv", "1\n")]);
        if project.build().changes.is_none() {
            println!("{typed:?} is told");
            continue;
        }
        for path in ["feed.xml", "atom.xml", "feeds/feeds.opml"] {
            let text = project.page(path);
            let told = |error| panic!("{typed:?} in {path}: {error}\n{text}");
            Document::parse(&text).map(drop).unwrap_or_else(told);
        }
        let item = json(&project.page("feed.json")).remove(0);
        assert!(item.title.starts_with('甲') && item.title.ends_with('乙'), "{item:?}");
        let data: Value = serde_json::from_str(&project.page("api/v1/latest.json")).unwrap();
        assert_eq!(data["items"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_picture_that_is_attached_is_in_every_form_without_a_length() {
    let post = "---\n标题: 奖状\n日期: 2017-3-1\n附件:\n  - 名称: 奖状\n    文件: a.png\n  - 名称: 名单\n    文件: b.csv\n---\n\n一。\n";
    let project = Project::with(&[("content/posts/a.md", post), ("content/posts/b.csv", "1\n")]);
    project.write_bytes("content/posts/a.png", &support::sample::make("png 300x200"));
    project.builds();
    let lengths = |items: Vec<Item>| {
        let files = items.into_iter().flat_map(|item| item.files);
        files.map(|(_, kind, length)| (kind, length)).collect::<BTreeSet<_>>()
    };
    let wanted = BTreeSet::from([("image/png".to_owned(), None), ("text/csv".to_owned(), Some(2))]);
    assert_eq!(lengths(rss(&project.page("feed.xml"))), wanted);
    assert_eq!(lengths(atom(&project.page("atom.xml"))), wanted);
    assert_eq!(lengths(json(&project.page("feed.json"))), wanted);
    // RSS has room for one of them as its own, and wants that one's length.
    let page = project.page("feed.xml");
    assert!(page.matches("<enclosure ").count() == 1 && page.contains("length=\"2\" type=\"text/csv\"/>"), "{page}");
}
