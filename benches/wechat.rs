//! What articles cost: characters of markup for each visible one, by kind and theme, over the demo, a county made up
//! from a seed and an article that contains everything; how long an article takes whose theme is read; what of it keeps
//! to no rule of the platform, and its lowest contrast, light and dark; how long a theme takes to be read.
//!
//! `cargo bench --bench wechat`; with `GONGSHENG_SHOW=theme/address` one article is printed, with
//! `GONGSHENG_TELL=1` each rule that one does not keep. Kinds with a star are those of the county.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, measures and prints")]

#[path = "support/county.rs"]
#[allow(dead_code, reason = "some of it is for other benches")]
mod county;

use gongsheng::output::wechat::rules::{self, Profile};
use gongsheng::output::wechat::{ArticleTheme, Source, dark};
use gongsheng::{Clock, Request, prepare};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tempfile::TempDir;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often an article is made to be measured.
const ROUNDS: u32 = 50;
/// How many entries the county has.
const COUNTY: usize = 320;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = Clock::Said("2026-11-21 12:00".to_owned());
    let prepared =
        prepare(&Request { root, base_url: None, now: now.clone(), strict: false, cache: None, preview: None });
    let folder = everything(root);
    let everything = prepare(&Request {
        root: folder.path(),
        base_url: None,
        now: now.clone(),
        strict: false,
        cache: None,
        preview: None,
    });
    let made_up = TempDir::new().expect("a folder");
    county::write(made_up.path(), COUNTY, county::Channels::All).expect("room for a county");
    let county =
        prepare(&Request { root: made_up.path(), base_url: None, now, strict: false, cache: None, preview: None });
    let mut themes: Vec<ArticleTheme> = Vec::new();
    for folder in ["templates/wechat/themes", "tests/fixtures/wechat-themes"] {
        themes.extend(read(&root.join(folder)));
    }
    if let Some(folder) = std::env::var_os("GONGSHENG_THEMES") {
        themes.extend(read(&PathBuf::from(folder)));
    }
    let show = std::env::var("GONGSHENG_SHOW").unwrap_or_default();
    let tell = std::env::var_os("GONGSHENG_TELL").is_some();
    println!(
        "{:<10} {:<10} {:>5} {:>7} {:>7} {:>9} {:>8} {:>6} {:>6} {:>6} {:>6}",
        "theme", "kind", "count", "median", "worst", "chars max", "µs each", "grave", "other", "light", "dark"
    );
    for theme in &themes {
        let mut by_kind: BTreeMap<String, Vec<Measure>> = BTreeMap::new();
        let all = [&prepared, &county, &everything].map(|prepared| (&prepared.site, &prepared.site.entries));
        for (site, placed) in all.iter().flat_map(|(site, entries)| entries.iter().map(move |placed| (*site, placed))) {
            let kind = match placed.kind().info().folder {
                _ if std::ptr::eq(site, &everything.site) => "everything".to_owned(),
                kind if std::ptr::eq(site, &county.site) => format!("{kind}*"),
                kind => kind.to_owned(),
            };
            let source = Source::of(site, placed);
            let tree = source.finished(theme);
            let (mut grave, mut other, mut light, mut dark) = (0, 0, f64::INFINITY, f64::INFINITY);
            for violation in rules::check(&tree, Profile::Paste) {
                *(if violation.grave { &mut grave } else { &mut other }) += 1;
                if tell {
                    eprintln!("{} {}: {} {}", theme.name, placed.address, violation.rule, violation.what.en);
                }
            }
            for contrast in dark::contrasts(&tree) {
                (light, dark) = (light.min(contrast.ratio), dark.min(contrast.dark_ratio));
            }
            let html = source.article(theme).html;
            if show == format!("{}/{}", theme.name, placed.address.trim_end_matches('/')) {
                println!("{html}");
            }
            let begin = Instant::now();
            for _ in 0..ROUNDS {
                black_box(source.article(black_box(theme)));
            }
            let micros = begin.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS);
            let visible = visible(&html).max(1);
            let chars = html.chars().count();
            let ratio = (chars - visible) as f64 / visible as f64;
            by_kind.entry(kind).or_default().push(Measure { ratio, chars, micros, grave, other, light, dark });
        }
        for (kind, mut all) in by_kind {
            all.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
            let median = all[all.len() / 2].ratio;
            let worst = all[all.len() - 1].ratio;
            let chars = all.iter().map(|one| one.chars).max().unwrap_or_default();
            let micros = all.iter().map(|one| one.micros).sum::<f64>() / all.len() as f64;
            let (grave, other) = all.iter().fold((0, 0), |(grave, other), one| (grave + one.grave, other + one.other));
            let light = all.iter().map(|one| one.light).fold(f64::INFINITY, f64::min);
            let dark = all.iter().map(|one| one.dark).fold(f64::INFINITY, f64::min);
            println!(
                "{:<10} {kind:<10} {:>5} {median:>7.2} {worst:>7.2} {chars:>9} {micros:>8.1} {grave:>6} {other:>6} \
                 {light:>6.2} {dark:>6.2}",
                theme.name,
                all.len()
            );
        }
    }
    for theme in &themes {
        println!("{:<10} {} declarations dropped", theme.name, theme.dropped().len());
    }
    let text = std::fs::read_to_string(root.join("templates/wechat/themes/sober.css")).unwrap_or_default();
    let begin = Instant::now();
    for _ in 0..ROUNDS {
        black_box(ArticleTheme::new("sober", black_box(&text)));
    }
    println!("a theme is read in {:.0} µs", begin.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
}

struct Measure {
    ratio: f64,
    chars: usize,
    micros: f64,
    grave: usize,
    other: usize,
    light: f64,
    dark: f64,
}

/// A project with the article that contains everything.
fn everything(root: &Path) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let posts = folder.path().join("content/posts");
    std::fs::create_dir_all(&posts).expect("a folder");
    let site = folder.path().join("content/site.yaml");
    std::fs::write(site, "名称: 示例县总工会\n网址: https://a.example.cn\n").expect("site.yaml");
    let text = root.join("tests/fixtures/wechat-themes/everything.md");
    std::fs::copy(text, posts.join("2026-3-1-all.md")).expect("the article");
    folder
}

fn read(folder: &Path) -> Vec<ArticleTheme> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "css"));
    paths.sort();
    let theme = |path: &PathBuf| {
        let name = path.file_stem()?.to_string_lossy().into_owned();
        Some(ArticleTheme::new(&name, &std::fs::read_to_string(path).ok()?))
    };
    paths.iter().filter_map(theme).collect()
}

/// How many characters of a fragment are seen.
fn visible(html: &str) -> usize {
    let mut count = 0;
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '<' => rest.find('>').map_or(rest.len(), |at| at + 1),
            '&' => {
                count += 1;
                rest.find(';').map_or(1, |at| at + 1)
            }
            c => {
                count += usize::from(!c.is_whitespace());
                c.len_utf8()
            }
        };
        rest = &rest[end..];
    }
    count
}
