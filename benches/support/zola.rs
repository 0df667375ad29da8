//! The same county for Zola: the same entries, and templates that print the same lists and feeds. What stands on a card
//! is given to it; Hugo and we work it out.

use super::county::{self, COLUMNS, Channels, Entry};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CONFIG: &str = "\
base_url = 'https://gonghui.example.cn'
title = '大县总工会'
default_language = 'zh'
compile_sass = false
build_search_index = false
generate_feeds = true
feed_filenames = ['rss.xml']
feed_limit = 20
taxonomies = [
  { name = 'columns', paginate_by = 20, feed = true },
  { name = 'tags', paginate_by = 20, feed = true },
]
";

/// The section of all entries: the lists of the others are made of it.
const HOME: &str = "+++\nsort_by = 'date'\npaginate_by = 20\n+++\n";
/// A folder that is a part of the one above it.
const PART: &str = "+++\nsort_by = 'date'\ntransparent = true\nrender = false\n+++\n";

const BASE: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{% block title %}{{ config.title }}{% endblock %}</title><link rel="canonical" href="{{ current_url | default(value=config.base_url) | safe }}"><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><header><a href="/">{{ config.title }}</a></header><main>{% block main %}{% endblock %}</main><footer>12351</footer></body></html>"#;

const CARD: &str = r#"{% macro card(page) %}<article><h3><a href="{{ page.permalink | safe }}">{{ page.title }}</a></h3><p><time datetime="{{ page.date | date(format='%Y-%m-%d') }}">{{ page.date | date(format='%Y-%m-%d') }}</time></p><p>{{ page.description }}</p></article>{% endmacro %}"#;

const PAGE: &str = r#"{% extends "base.html" %}{% block title %}{{ page.title }} · {{ config.title }}{% endblock %}{% block main %}<article><h1>{{ page.title }}</h1><p><time>{{ page.date | date(format='%Y-%m-%d %H:%M') }}</time></p>{{ page.content | safe }}<p>{% for column in page.taxonomies.columns %}<a href="{{ get_taxonomy_url(kind='columns', name=column) | safe }}">{{ column }}</a>{% endfor %}{% for tag in page.taxonomies.tags %}<a href="{{ get_taxonomy_url(kind='tags', name=tag) | safe }}">{{ tag }}</a>{% endfor %}</p><nav>{% if page.higher %}<a href="{{ page.higher.permalink | safe }}">{{ page.higher.title }}</a>{% endif %}{% if page.lower %}<a href="{{ page.lower.permalink | safe }}">{{ page.lower.title }}</a>{% endif %}</nav></article>{% endblock %}"#;

const LIST: &str = r#"{% extends "base.html" %}{% import "card.html" as card %}{% block main %}<h1>{% if term %}{{ term.name }}{% else %}{{ config.title }}{% endif %}</h1>{% for page in paginator.pages %}{{ card::card(page=page) }}{% endfor %}<nav>{% if paginator.previous %}<a href="{{ paginator.previous | safe }}">上一页</a>{% endif %}{% if paginator.next %}<a href="{{ paginator.next | safe }}">下一页</a>{% endif %}</nav>{% endblock %}"#;

const TERMS: &str = r#"{% extends "base.html" %}{% block main %}<h1>{{ taxonomy.name }}</h1><ul>{% for term in terms %}<li><a href="{{ term.permalink | safe }}">{{ term.name }}</a></li>{% endfor %}</ul>{% endblock %}"#;

/// Writes the county as Zola's site.
pub fn write(root: &Path, count: usize) -> io::Result<()> {
    let templates = root.join("templates");
    fs::create_dir_all(&templates)?;
    fs::write(root.join("config.toml"), CONFIG)?;
    for (name, text) in [
        ("base.html", BASE),
        ("card.html", CARD),
        ("page.html", PAGE),
        ("index.html", LIST),
        ("section.html", LIST),
        ("taxonomy_single.html", LIST),
        ("taxonomy_list.html", TERMS),
    ] {
        fs::write(templates.join(name), text)?;
    }
    let content = root.join("content");
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for entry in county::entries(count, Channels::SiteAlone) {
        let path = content.join(&entry.path).with_extension("md");
        let above = path.ancestors().skip(1).take_while(|folder| **folder != content).map(Path::to_owned);
        for folder in above.filter(|folder| folders.insert(folder.clone())).collect::<Vec<_>>() {
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("_index.md"), PART)?;
        }
        fs::write(path, text(&entry))?;
    }
    fs::write(content.join("_index.md"), HOME)
}

fn text(entry: &Entry) -> String {
    let Entry { title, date, column, tags: [a, b], body, .. } = entry;
    let column = COLUMNS[*column].0;
    let date = date.replace(' ', "T");
    let said: String = body.chars().filter(|c| !"*#\"\\\n".contains(*c)).take(110).collect();
    format!(
        "+++\ntitle = \"{title}\"\ndate = {date}+08:00\ndescription = \"{said}\"\n[taxonomies]\ncolumns = [\"{column}\"]\ntags = [\"标签{a:02}\", \"标签{b:02}\"]\n+++\n\n{body}"
    )
}

/// A build from nothing.
pub fn build(program: &Path, root: &Path, to: &Path) -> Duration {
    let started = Instant::now();
    let status = Command::new(program)
        .arg("--root")
        .arg(root)
        .args(["build", "--force", "--output-dir"])
        .arg(to)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("Zola is there");
    assert!(status.success(), "Zola builds its site");
    started.elapsed()
}
