//! The API: what it answers is what its schema says, each key of it; and embeds hold any text.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read, write and print")]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;
use support::{Project, Tree, repository, tree};

/// The demo, built once for all tests.
static DEMO: LazyLock<Tree> = LazyLock::new(|| {
    let project = Project::demo();
    assert!(project.build_at("2026-11-21 12:00").changes.is_some());
    tree(&project.site())
});

fn string(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn parsed(site: &Tree, path: &str) -> Value {
    serde_json::from_slice(&site[path]).unwrap()
}

/// The parts of JSON Schema that ours uses, but for formats and patterns, which `.ci/run` asks another validator.
/// A key that the schema does not name is wrong too: all of it is documented.
fn check(value: &Value, schema: &Value, root: &Value, at: &str, used: &mut BTreeSet<String>) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = &root["definitions"][name.strip_prefix("#/definitions/").unwrap()];
        return check(value, target, root, at, used);
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let results: Vec<_> = choices.iter().map(|choice| check(value, choice, root, at, used)).collect();
        return if results.iter().any(Result::is_ok) { Ok(()) } else { results.into_iter().next().unwrap() };
    }
    let is = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64(),
        _ => true,
    };
    let allowed = schema["enum"].as_array().is_none_or(|all| all.contains(value));
    let constant = schema.get("const").is_none_or(|wanted| wanted == value);
    if !(is && allowed && constant) {
        return Err(format!("{at}: {value}"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.get(name.as_str().unwrap()).is_none() {
            return Err(format!("{at} lacks {name}"));
        }
    }
    let inherited = schema["allOf"].as_array().into_iter().flatten();
    let parents: Vec<&Value> = inherited
        .map(|parent| &root["definitions"][parent["$ref"].as_str().unwrap().strip_prefix("#/definitions/").unwrap()])
        .collect();
    for (key, inner) in value.as_object().into_iter().flatten() {
        let found = schema["properties"].get(key).or(parents.iter().find_map(|parent| parent["properties"].get(key)));
        let found = found.ok_or(format!("{at}.{key} is not in the schema"))?;
        used.insert(format!("{}.{key}", at.trim_end_matches("[]")));
        check(inner, found, root, &format!("{at}.{key}"), used)?;
    }
    for inner in value.as_array().into_iter().flatten() {
        check(inner, &schema["items"], root, &format!("{at}[]"), used)?;
    }
    Ok(())
}

#[test]
fn what_the_api_answers_is_what_its_schema_says() {
    let site = &*DEMO;
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(repository().join("docs/schema/api-v1.schema.json")).unwrap())
            .unwrap();
    assert_eq!(parsed(site, "api/v1/schema.json"), schema, "the schema lies beside what it describes");
    let mut used = BTreeSet::new();
    let mut answers = 0;
    for path in site.keys().filter(|path| path.starts_with("api/") && !path.ends_with("schema.json")) {
        let value = parsed(site, path);
        let kind = if path.ends_with("index.json") { "index" } else { "list" };
        if let Err(wrong) = check(&value, &schema["definitions"][kind], &schema, "", &mut used) {
            panic!("{path}: {wrong}");
        }
        answers += 1;
    }
    println!("{answers} answers, {} keys in use", used.len());
    assert_eq!(answers, 4 + 7);
    assert!(used.contains(".items[].facts.from") && used.contains(".items[].attachments.size"), "{used:?}");
}

#[test]
fn the_index_names_every_list() {
    let site = &*DEMO;
    let index = parsed(site, "api/v1/index.json");
    let lists: Vec<&str> =
        index["lists"].as_array().unwrap().iter().map(|list| list["list"].as_str().unwrap()).collect();
    assert_eq!(
        lists,
        [
            "latest",
            "events",
            "tickets",
            "columns/news",
            "columns/faba",
            "columns/bangba",
            "columns/xueba",
            "columns/shuoba",
            "columns/yueba",
            "columns/taoba"
        ]
    );
    for list in index["lists"].as_array().unwrap() {
        let url = list["url"].as_str().unwrap();
        let answer = parsed(site, url.strip_prefix("https://gonghui.example.cn/").unwrap());
        assert_eq!((&answer["url"], &answer["title"]), (&list["url"], &list["title"]));
    }
}

#[test]
fn what_is_ahead_stands_nearest_first_and_nothing_that_is_over() {
    let site = &*DEMO;
    let events = parsed(site, "api/v1/events.json");
    let ids: Vec<&str> = events["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["526001", "526004"]);
    let tickets = parsed(site, "api/v1/tickets.json");
    let states: Vec<(&str, &str)> = tickets["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["id"].as_str().unwrap(), item["state"]["key"].as_str().unwrap()))
        .collect();
    assert_eq!(states, [("626002", "pending"), ("626005", "open")]);
}

/// The build is as of 2017-3-9 12:00.
#[test]
fn what_is_on_for_long_pushes_nothing_urgent_away() {
    let project = Project::with(&[]);
    let event = |name: &str, fields: &str| {
        let text = format!("---\n标题: {name}\n日期: 2017-1-1\n地点: 甲\n{fields}\n---\n\n一。\n");
        project.write(&format!("content/events/{name}.md"), &text);
    };
    for room in 1..=8 {
        event(&format!("room-{room}"), "开始: 2017-1-2\n结束: 2017-12-31");
    }
    event("exhibition", "开始: 2017-3-1\n结束: 2017-3-30");
    event("today", "开始: 2017-3-9 9:00—17:00");
    event("tomorrow", "开始: 2017-3-10 9:00");
    event("signup", "开始: 2017-3-28 9:00\n报名:\n  截止: 2017-3-11");
    event("postponed", "开始: 2017-3-14 9:00—11:00\n状态: 延期");
    let ticket = |name: &str, fields: &str| {
        let channels = "渠道:\n  - 名称: 窗口\n    线下: 是";
        let head = format!("标题: {name}\n日期: 2017-3-1\n票种: 票\n{channels}\n{fields}");
        project.write(&format!("content/tickets/{name}.md"), &format!("---\n{head}\n---\n\n一。\n"));
    };
    ticket("open", "放票: 2017-3-8 10:00\n截止: 2017-3-10 18:00");
    ticket("soon", "放票: 2017-3-10 20:00\n截止: 2017-3-12");
    ticket("put-off", "放票: 2017-3-13 10:00\n截止: 2017-3-15\n状态: 延期");
    project.builds();
    let titles = |text: &str| -> Vec<String> {
        let name = |part: &str| part.split_once('/').map(|(name, _)| name.to_owned());
        text.split("<h3><a href=\"/").skip(1).filter_map(|part| name(part.split_once('/')?.1)).collect()
    };
    let home = project.page("index.html");
    let urgent = ["today", "tomorrow", "open", "soon", "signup", "postponed", "put-off", "exhibition"];
    assert_eq!(titles(&home)[..8], urgent);
    let answer: Value = serde_json::from_str(&project.page("api/v1/events.json")).unwrap();
    let events: Vec<&str> =
        answer["items"].as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(events[..6], ["today", "tomorrow", "signup", "postponed", "exhibition", "room-1"]);
    let page = project.page("events/index.html");
    assert_eq!(titles(&page)[..3], ["today", "exhibition", "room-1"], "what is on stands above what is to come");
    assert_eq!(titles(&page)[10..], ["tomorrow", "postponed", "signup"], "and that by the day on which it begins");

    // What was put off is nowhere said to be held on its day.
    assert!(page.contains("<b>原定</b><time datetime=\"2017-03-14\">3月14日（周二）9:00—11:00"), "{page}");
    assert_eq!(page.matches("class=\"leaf\"").count(), 12, "all but one have a leaf of the calendar: {page}");
    let tickets = project.page("tickets/index.html");
    assert!(tickets.contains("<b>原定放票</b><time datetime=\"2017-03-13\">3月13日"), "{tickets}");
    assert!(project.page("embed/events.js").contains("\"line\":\"原定3月14日"));
    assert!(project.page("embed/tickets.js").contains("\"line\":\"原定放票3月13日"));
}

#[test]
fn hosts_are_told_only_where_site_yaml_asks() {
    let site = &*DEMO;
    assert!(string(&site["_headers"]).contains("/api/*\n  Access-Control-Allow-Origin: *\n"));
    assert!(string(&site["nginx.conf"]).contains("add_header Access-Control-Allow-Origin \"*\";"));
    let project = Project::with(&[]);
    project.write("content/pages/about.md", "---\n标题: 关于\n网页名: about\n---\n\n一。\n");
    project.builds();
    assert!(!project.site().join("_headers").exists() && !project.site().join("nginx.conf").exists());
    // Somebody's own file of that name stays theirs.
    project.write("content/static/_headers", "/*\n  X-Frame-Options: DENY\n");
    project.builds();
    assert!(project.page("_headers").contains("DENY"));
}

#[test]
fn nobody_else_takes_the_addresses_of_feeds_calendars_and_embeds() {
    for path in [
        "atom.xml",
        "calendar.ics",
        "embed.js",
        "api/v1/latest.json",
        "embed/x.html",
        "feeds/index.html",
        "posts/feed.json",
        "events/a/calendar.ics",
        "columns/x/atom.xml",
    ] {
        let project = Project::with(&[("content/pages/about.md", "---\n标题: 关于\n网页名: about\n---\n\n一。\n")]);
        project.write(&format!("content/static/{path}"), "x");
        let told: Vec<&str> = project.build().diagnostics.iter().map(|told| told.code.id).collect();
        assert_eq!(told, ["same-address"], "{path}");
    }
    let alias = "---\n标题: 甲\n日期: 2017-3-1\n旧网页名: /posts/atom.xml\n---\n\n一。\n";
    let told = Project::with(&[("content/posts/a.md", alias)]).build().diagnostics;
    assert_eq!(told.iter().map(|told| told.code.id).collect::<Vec<_>>(), ["same-address"]);
}

#[test]
fn an_embed_holds_any_title_as_text() {
    let title = "</script><img src=x onerror=alert(1)>\"'\u{2028}&";
    let post = format!("---\n标题: {title}\n日期: 2017-3-1\n网页名: a\n---\n\n一。\n");
    let project = Project::with(&[("content/posts/a.md", &post)]);
    assert!(project.build().changes.is_some());
    let data = project.page("embed/latest.js");
    assert!(!data.contains('\u{2028}'));
    let json = data.split_once("})(\"latest\",").and_then(|(_, rest)| rest.strip_suffix(");\n"));
    let list: Value = serde_json::from_str(json.unwrap()).unwrap();
    assert!(list["items"][0]["title"].as_str().unwrap().starts_with("</script><img src=x onerror=alert(1)>"));
    let frame = project.page("embed/latest.html");
    assert!(!frame.contains("<img") && frame.contains("&lt;img src=x onerror=alert(1)&gt;"), "{frame}");
}

#[test]
fn the_script_and_any_list_are_less_than_ten_kilobytes() {
    let site = &*DEMO;
    let script = &site["embed.js"];
    assert!(script.is_ascii(), "it is read in whatever encoding the page has");
    let lists = site.iter().filter(|(path, _)| path.starts_with("embed/") && path.ends_with(".js"));
    let largest = lists.map(|(path, bytes)| (bytes.len(), path)).max().unwrap();
    println!("embed.js {} bytes, the largest list {} bytes ({})", script.len(), largest.0, largest.1);
    assert!(script.len() + largest.0 < 10_000);
}
