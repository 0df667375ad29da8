//! What is copied keeps to the platform's rules (`fixtures/wechat-rules.json`), for every entry of the demo
//! and of the fixtures: read with an HTML parser, not searched for strings.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::output::wechat::{ArticleTheme, Source};
use gongsheng::publish::RealDisk;
use gongsheng::{Clock, Request, prepare};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Project, repository, said, tree};

fn rules() -> Value {
    serde_json::from_str(&fs::read_to_string(repository().join("tests/fixtures/wechat-rules.json")).unwrap()).unwrap()
}

fn list<'a>(rules: &'a Value, key: &str) -> Vec<&'a str> {
    rules[key].as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
}

/// The violations in an article.
fn violations(article: ElementRef<'_>, rules: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let (tags, denied) = (list(rules, "tags_allow"), list(rules, "css_deny"));
    let values: Vec<&str> = vec!["var(", "--", "color-mix(", "env(", "calc(", "!important", "rem", "vw", "vh"];
    for element in article.descendent_elements().skip(1) {
        let name = element.value().name();
        if !tags.contains(&name) {
            wrong.push(format!("tag {name}"));
        }
        for (attribute, value) in element.value().attrs() {
            let of_tag = rules["attrs_allow"].as_object().unwrap().iter().any(|(tags, attributes)| {
                (tags == "*" || tags.split(',').any(|tag| tag == name))
                    && attributes.as_array().unwrap().iter().any(|known| known == attribute)
            });
            // Presentation and geometry of a drawing.
            let drawn = ["viewBox", "width", "d", "fill"].contains(&attribute) && ["svg", "path"].contains(&name);
            if !of_tag && !drawn {
                wrong.push(format!("{name} has {attribute}"));
            }
            match (name, attribute) {
                ("a", "href") if !value.starts_with("https://mp.weixin.qq.com/") => {
                    wrong.push(format!("link to {value}"))
                }
                ("img", "src") if !value.starts_with("https:") => wrong.push(format!("picture from {value}")),
                (_, "style") => wrong.extend(style_violations(value, &denied, &values, rules)),
                _ => {}
            }
        }
        if name == "li" {
            let children: Vec<_> = element.child_elements().map(|child| child.value().name()).collect();
            if children != ["section"] {
                wrong.push(format!("a li holds {children:?}"));
            }
        }
        let lists = element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .filter(|e| ["ul", "ol"].contains(&e.value().name()))
            .count();
        if ["ul", "ol"].contains(&name) && lists as u64 + 1 > rules["list_depth_max"].as_u64().unwrap() {
            wrong.push("a list too deep".to_owned());
        }
    }
    wrong
}

fn style_violations(style: &str, denied: &[&str], values: &[&str], rules: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            wrong.push(format!("declaration {declaration}"));
            continue;
        };
        if denied.contains(&property) || values.iter().any(|mark| value.contains(mark)) {
            wrong.push(declaration.to_owned());
        }
        let number = |unit: &str| value.strip_suffix(unit).and_then(|n| n.parse::<f64>().ok());
        if property == "width" && number("px").is_some_and(|px| px > rules["width_px_max"].as_f64().unwrap()) {
            wrong.push(declaration.to_owned());
        }
        if property == "line-height"
            && value.parse::<f64>().is_ok_and(|n| n < rules["line_height_min_em"].as_f64().unwrap())
        {
            wrong.push(declaration.to_owned());
        }
        if value.split(' ').any(|part| ["#000", "#000000", "black"].contains(&part))
            || property.starts_with("grid")
            || property == "font-family"
        {
            wrong.push(declaration.to_owned());
        }
    }
    wrong
}

fn check(project: &Project) -> usize {
    let rules = rules();
    let selector = Selector::parse("[data-wechat-article]").unwrap();
    let mut articles = 0;
    for (path, bytes) in tree(&project.site().join("wechat")) {
        // Beside the articles lie their QR codes.
        if !path.ends_with(".html") {
            continue;
        }
        let page = Html::parse_document(&String::from_utf8(bytes).unwrap());
        let Some(article) = page.select(&selector).next() else { continue };
        articles += 1;
        assert!(!article.text().collect::<String>().trim().is_empty(), "{path} is empty");
        let wrong = violations(article, &rules);
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
        let length = article.inner_html().chars().count() as u64;
        assert!(length < rules["content_chars_max"].as_u64().unwrap(), "{path}: {length} characters");
    }
    articles
}

#[test]
fn every_article_of_the_demo_keeps_the_rules() {
    let project = Project::demo();
    let built = project.build_at("2026-11-21 12:00");
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
    assert!(check(&project) >= 24);
}

#[test]
fn every_article_of_the_fixtures_keeps_the_rules() {
    for fixture in ["small", "fields", "markdown"] {
        let project = Project::copy_of(&format!("tests/fixtures/{fixture}"));
        let built = project.build();
        assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
        assert!(check(&project) > 0);
    }
}

/// HTML without what stands in its tags, whose order parsers do not keep.
fn skeleton(html: &str) -> String {
    let tags = html.split('<').map(|piece| match piece.split_once('>') {
        Some((tag, text)) => format!("<{}>{text}", tag.split(' ').next().unwrap()),
        None => piece.to_owned(),
    });
    tags.collect()
}

/// The themes of a folder.
fn themes(folder: &Path) -> Vec<ArticleTheme> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "css"));
    paths.sort();
    let read = |path: &PathBuf| {
        ArticleTheme::new(&path.file_stem().unwrap().to_string_lossy(), &fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).collect()
}

#[test]
fn every_article_keeps_the_rules_in_every_theme() {
    let rules = rules();
    let mut themes_of_all = themes(&repository().join("templates/wechat/themes"));
    themes_of_all.extend(themes(&repository().join("tests/fixtures/wechat-themes")));
    assert!(themes_of_all.len() >= 7);
    let everything = Project::with(&[("content/posts/a.md", include_str!("fixtures/wechat-themes/everything.md"))]);
    let mut articles = 0;
    for project in [Project::demo(), everything] {
        let now = Clock::Said("2026-11-21 12:00".to_owned());
        let prepared =
            prepare(&Request { root: project.root(), base_url: None, now, strict: false, cache: None, preview: None });
        for placed in &prepared.site.entries {
            let source = Source::of(&prepared.site, placed);
            for theme in &themes_of_all {
                let html = source.article(theme).html;
                let page = Html::parse_fragment(&format!("<div>{html}</div>"));
                let selector = Selector::parse("div").unwrap();
                let article = page.select(&selector).next().unwrap();
                let wrong = violations(article, &rules);
                assert!(wrong.is_empty(), "{} in {}: {wrong:?}", placed.address, theme.name);
                // What a browser makes of it is what was written: nothing stands where HTML cannot have it.
                assert_eq!(skeleton(&article.inner_html()), skeleton(&html), "{} in {}", placed.address, theme.name);
                let length = html.chars().count() as u64;
                let max = rules["content_chars_max"].as_u64().unwrap();
                assert!(length < max, "{} in {}: {length} characters", placed.address, theme.name);
                articles += 1;
            }
        }
    }
    assert!(articles > 300);
}

#[test]
fn where_warnings_stop_a_build_what_stands_against_an_article_does() {
    let long = "示例县总工会关于组织开展二〇二六年春季职工技能竞赛暨先进集体表彰活动的通知";
    let project = Project::with(&[("content/posts/a.md", "---\n标题: 春游\n日期: 2017-3-1\n---\n\n一。\n")]);
    project.builds();
    let before = tree(&project.site());
    project.write("content/posts/b.md", &format!("---\n标题: {long}\n日期: 2017-3-2\n---\n\n二。\n"));
    let build = |strict: bool| {
        let request = Request { strict, ..project.request(support::NOW) };
        gongsheng::build(&request, &project.site(), &RealDisk, &|_, _| {})
    };
    let stopped = build(true);
    assert_eq!((stopped.changes.is_none(), tree(&project.site())), (true, before));
    let built = build(false);
    assert!(built.changes.is_some() && built.diagnostics.len() == 1, "{}", said(&built.diagnostics));
    assert_eq!(said(&built.diagnostics), said(&stopped.diagnostics));
}
