//! The same county for Hugo: the same entries, and templates that print the same lists and feeds.

use super::county::{self, COLUMNS, Channels, Entry};
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CONFIG: &str = "\
baseURL = 'https://gonghui.example.cn/'
title = '大县总工会'
defaultContentLanguage = 'zh'
hasCJKLanguage = true
disableKinds = ['section']
[pagination]
pagerSize = 20
[services.rss]
limit = 20
[taxonomies]
column = 'columns'
tag = 'tags'
[outputs]
home = ['html', 'rss']
taxonomy = ['html']
term = ['html', 'rss']
";

const BASE: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ .Title }} · {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}">{{ range .AlternativeOutputFormats }}<link rel="alternate" type="{{ .MediaType }}" href="{{ .Permalink }}">{{ end }}</head><body><header><a href="/">{{ site.Title }}</a></header><main>{{ block "main" . }}{{ end }}</main><footer>12351</footer></body></html>"#;

const CARD: &str = r#"<article><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3><p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></p><p>{{ .Summary | plainify | truncate 110 }}</p></article>"#;

const SINGLE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1><p><time>{{ .Date.Format "2006-01-02 15:04" }}</time></p>{{ .Content }}<p>{{ range .GetTerms "columns" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p><nav>{{ with .Next }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .Prev }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></article>{{ end }}"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>{{ $pages := .Paginate .Pages }}{{ range $pages.Pages }}{{ partial "card.html" . }}{{ end }}<nav>{{ if $pages.HasPrev }}<a href="{{ $pages.Prev.URL }}">上一页</a>{{ end }}{{ if $pages.HasNext }}<a href="{{ $pages.Next.URL }}">下一页</a>{{ end }}</nav>{{ end }}"#;

const HOME: &str = r#"{{ define "main" }}<h1>{{ site.Title }}</h1>{{ $pages := .Paginate site.RegularPages }}{{ range $pages.Pages }}{{ partial "card.html" . }}{{ end }}<nav>{{ if $pages.HasNext }}<a href="{{ $pages.Next.URL }}">下一页</a>{{ end }}</nav>{{ end }}"#;

const TERMS: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}"#;

/// Writes the county as Hugo's site.
pub fn write(root: &Path, count: usize) -> io::Result<()> {
    let layouts = root.join("layouts");
    fs::create_dir_all(layouts.join("_partials"))?;
    fs::write(root.join("hugo.toml"), CONFIG)?;
    for (name, text) in [
        ("baseof.html", BASE),
        ("_partials/card.html", CARD),
        ("page.html", SINGLE),
        ("home.html", HOME),
        ("term.html", LIST),
        ("taxonomy.html", TERMS),
    ] {
        fs::write(layouts.join(name), text)?;
    }
    for entry in county::entries(count, Channels::SiteAlone) {
        let path = root.join("content").join(&entry.path).with_extension("md");
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, text(&entry))?;
    }
    Ok(())
}

fn text(entry: &Entry) -> String {
    let Entry { title, date, column, tags: [a, b], body, .. } = entry;
    let column = COLUMNS[*column].0;
    format!(
        "---\ntitle: {title}\ndate: {}+08:00\ncolumns: [{column}]\ntags: [标签{a:02}, 标签{b:02}]\n---\n\n{body}",
        date.replace(' ', "T")
    )
}

/// A build from nothing.
pub fn build(program: &Path, root: &Path, to: &Path) -> Duration {
    let started = Instant::now();
    let status = Command::new(program)
        .args(["--quiet", "--source"])
        .arg(root)
        .arg("--destination")
        .arg(to)
        .stdout(Stdio::null())
        .status()
        .expect("Hugo is there");
    assert!(status.success(), "Hugo builds its site");
    started.elapsed()
}
