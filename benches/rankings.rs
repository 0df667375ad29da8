//! What rankings cost: `cargo bench --bench rankings [ACCOUNTS PERIODS]`, 10,000 accounts in 24 periods unless said.
//! Prints how long a first build takes, one again, and one after a single figure was changed, by the clock and as all
//! threads were busy (which other work on the machine does not change); how many files and bytes there are, and the
//! largest page. `KEEP=folder` leaves the site there for a look in a browser.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, measures and prints")]

#[path = "support/measure.rs"]
#[expect(dead_code, reason = "other benches use the rest")]
mod measure;

use gongsheng::hash::KeySet;
use gongsheng::memo::Memo;
use gongsheng::output::Scene;
use gongsheng::output::wechat::Themes;
use gongsheng::publish::RealDisk;
use gongsheng::site::Given;
use gongsheng::{Clock, Request};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn period(number: usize, accounts: usize) -> String {
    let (year, month) = (2015 + number / 12, number % 12 + 1);
    let mut text = format!(
        "标题: {year}年{month}月榜\n日期: {year}-{month}-1\n网页名: m{number}\n榜单: 月榜\n期: {year}年{month}月\n方式: 评分\n计分:\n  权重: {{件数: 0.6, 场次: 0.4}}\n  归一: 最大值\n条目:\n"
    );
    for row in 0..accounts {
        let (cases, meetings) = ((row * 7919 + number * 104_729) % 5000, (row * 31 + number * 17) % 90);
        let level = ["市级", "县级", "乡镇", "企业"][row % 4];
        let _ = write!(
            text,
            "  - 编号: n{row}\n    账号: 第{row}号职工之家\n    类型: {}\n    主办单位: 第{}总工会\n    地区: 示例市第{}区\n    层级: {level}\n",
            ["订阅号", "服务号", "微博"][row % 3],
            row / 2,
            row % 40
        );
        if !(row + number).is_multiple_of(50) {
            let _ = writeln!(text, "    数据: {{件数: {cases}, 场次: {meetings}}}");
        }
    }
    text
}

/// Where the time goes before anything is written.
fn stages(root: &Path) {
    let (mut began, mut worked) = (Instant::now(), measure::busy());
    let mut lap = |what: &str| {
        println!("  {what}: {:.1} s, busy {:.1} s", began.elapsed().as_secs_f64(), measure::busy() - worked);
        (began, worked) = (Instant::now(), measure::busy());
    };
    let sources = gongsheng::source::read(root);
    lap("read");
    let mut told = Vec::new();
    let config = gongsheng::config::parse(sources.config.as_ref(), None, gongsheng::codes::named, &mut told);
    let rules = config.rules();
    let entries: Vec<_> =
        sources.entries.iter().map(|source| std::sync::Arc::new(gongsheng::entry::parse(source, &rules).0)).collect();
    lap("parse, one after the other");
    let now = Clock::Said("2026-1-1".to_owned()).local(config.zone);
    let (site, _) = gongsheng::site::assemble(Given {
        config,
        site_yaml: None,
        entries: &entries,
        files: Vec::new(),
        statics: Vec::new(),
        refused: &sources.refused,
        now,
        since: None,
        preview: false,
        memo: &Memo::default(),
    });
    lap("assemble");
    let (theme, _) = gongsheng::theme::Theme::new(&[]);
    let (articles, _) = Themes::of(&(&theme, &site.config.wechat.look));
    let memo = Memo::default();
    let scene = Scene { site: &site, theme: &theme, articles: &articles, memo: &memo, recall: None };
    for output in gongsheng::output::OUTPUTS {
        let artifacts = (output.plan)(scene);
        lap(&format!("plan {}: {} artifacts", output.name, artifacts.len()));
    }
    let grave = gongsheng::diagnostic::Severity::Warning;
    let (told, _) = gongsheng::output::wechat::check(scene, None, grave, &KeySet::default());
    lap(&format!("check articles: {} told", told.len()));
}

fn main() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let (accounts, periods) = match given.as_slice() {
        [accounts, periods] => (*accounts, *periods),
        _ => (10_000, 24),
    };
    let kept = std::env::var_os("KEEP").map(PathBuf::from);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/rankings")).unwrap();
    fs::write(root.join("content/site.yaml"), "名称: 示例市总工会\n网址: https://a.example.cn\n").unwrap();
    for number in 0..periods {
        fs::write(root.join(format!("content/rankings/m{number}.yaml")), period(number, accounts)).unwrap();
    }
    let site = kept.unwrap_or_else(|| root.join("site"));
    let cache = root.join(".gongsheng");
    let build = |what: &str| {
        let now = Clock::Said("2026-1-1".to_owned());
        let request = Request { root, base_url: None, now, strict: false, cache: Some(&cache), preview: None };
        let (began, worked) = (Instant::now(), measure::busy());
        let built = gongsheng::build(&request, &site, &RealDisk, &|_, _| {});
        let took = began.elapsed();
        let Some(changes) = built.changes else { panic!("{:#?}", built.diagnostics.first()) };
        let worked = measure::busy() - worked;
        println!("{what}: {:.1} s, busy {worked:.1} s, {} files made", took.as_secs_f64(), changes.rendered.len());
    };
    println!("{accounts} accounts, {periods} periods");
    stages(root);
    build("first build");
    build("again, nothing changed");
    let newest = root.join(format!("content/rankings/m{}.yaml", periods - 1));
    let text = fs::read_to_string(&newest).unwrap().replacen("件数: ", "件数: 9", 1);
    fs::write(&newest, text).unwrap();
    build("after one figure of the newest period, a new maximum, so that all its scores change");
    if let Some(peak) = measure::peak() {
        println!("at most {peak} MiB of memory");
    }
    let mut sizes: Vec<(u64, PathBuf)> = files(&site);
    sizes.sort();
    let total: u64 = sizes.iter().map(|(size, _)| size).sum();
    println!("{} files, {} MB", sizes.len(), total / 1_000_000);
    let largest = |name: &str| sizes.iter().rev().find(|(_, path)| path.ends_with(name)).cloned().unwrap_or_default();
    for name in [
        "m0/index.html",
        "m0/2/index.html",
        "m0/data.csv",
        "m0/data.json",
        "m0/data.xlsx",
        "m0/card.svg",
        "月榜/index.html",
        "a-n1/index.html",
        "feed.xml",
        "wechat/rankings/m0.html",
        "rankings/index.html",
    ] {
        println!("{:>9} bytes {name}", largest(name).0);
    }
    let (size, path) = sizes.last().cloned().unwrap_or_default();
    println!("largest: {size} bytes {}", path.strip_prefix(&site).unwrap_or(&path).display());
}

fn files(folder: &Path) -> Vec<(u64, PathBuf)> {
    let walk =
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    walk.map(|entry| (entry.metadata().map_or(0, |meta| meta.len()), entry.into_path())).collect()
}
