//! Pictures from a phone, through the real build: what they cost at first, again, and after an edit of a text;
//! what comes out.
//!
//! `cargo bench --bench pictures -- [COUNT]` makes COUNT photographs of 12 megapixels (24 if not said), each shown by
//! a post, and prints time, memory, bytes, likeness and what is left of the metadata. Time is given a picture a core,
//! as it went by and as the program itself was busy.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, writes, times and prints")]

#[path = "support/measure.rs"]
mod measure;
#[path = "support/scene.rs"]
#[allow(dead_code, reason = "some of it draws the demo's pictures")]
mod scene;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use gongsheng::picture::{Form, Recipe, develop, look};
use image::imageops::{FilterType, resize};
use image::{DynamicImage, GrayImage};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WIDTH: u16 = 4032;
const HEIGHT: u16 = 3024;

/// How many have their likeness measured: it takes longer than developing them.
const LIKENESSES: usize = 24;

fn main() {
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(24usize);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let folder = std::env::temp_dir().join("gongsheng-bench-pictures");
    std::fs::create_dir_all(&folder).expect("a folder for the photographs");
    let files: Vec<PathBuf> = (0..count).map(|n| folder.join(format!("{n:03}.jpg"))).collect();

    each(&files, cores, |n, file| {
        if !file.exists() {
            std::fs::write(file, photograph(n as u64)).expect("room for the photographs");
        }
    });

    let root = folder.join("project");
    std::fs::remove_dir_all(&root).ok();
    let posts = root.join("content/posts");
    std::fs::create_dir_all(&posts).expect("a folder for the posts");
    std::fs::write(root.join("content/site.yaml"), "名称: 示例县总工会\n网址: https://a.example.cn\n").expect("room");
    for (n, file) in files.iter().enumerate() {
        std::fs::write(posts.join(format!("{n:03}.md")), post(n, "")).expect("room");
        let link = posts.join(format!("{n:03}.jpg"));
        std::fs::hard_link(file, &link).or_else(|_| std::fs::copy(file, &link).map(drop)).expect("room");
    }
    println!("{count} photographs of {WIDTH}×{HEIGHT} on {cores} cores");
    println!(
        "{:<22} {:>8} {:>14} {:>14} {:>9} {:>8}",
        "build", "wall s", "s/picture/core", "busy s/picture", "decoded", "peak MiB"
    );
    let build = |what: &str| {
        measure::forget_peak();
        let busy = measure::busy();
        let started = Instant::now();
        let cache = root.join(".gongsheng");
        let now = gongsheng::Clock::Said("2026-11-21 12:00".to_owned());
        let request =
            gongsheng::Request { root: &root, base_url: None, now, strict: false, cache: Some(&cache), preview: None };
        let built = gongsheng::build(&request, &root.join("site"), &gongsheng::publish::RealDisk, &|_, _| ());
        let wall = started.elapsed().as_secs_f64();
        let changes = built.changes.expect("nothing stands against it");
        let (each, own) = (wall * cores as f64 / count as f64, (measure::busy() - busy) / count as f64);
        println!("{what:<22} {wall:>8.2} {each:>14.3} {own:>14.3} {:>9} {:>8?}", changes.decoded, measure::peak());
        changes.decoded
    };
    assert_eq!(build("first"), count);
    assert_eq!(build("nothing changed"), 0);
    std::fs::write(posts.join("000.md"), post(0, "，改了一句")).expect("room");
    assert_eq!(build("one text edited"), 0);
    std::fs::remove_dir_all(root.join("site")).expect("it was made");
    assert_eq!(build("of what was kept"), 0);

    let taken: usize = files.iter().map(|file| std::fs::metadata(file).expect("there").len() as usize).sum();
    let mut outs: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut tags = 0;
    for file in std::fs::read_dir(root.join("site/files")).expect("pictures were made") {
        let path = file.expect("a file").path();
        let bytes = std::fs::read(&path).expect("readable");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let form = name.split_once('-').map_or(String::new(), |(_, form)| form.to_owned());
        let sum = outs.entry(form).or_default();
        *sum = (sum.0 + 1, sum.1 + bytes.len());
        tags += measure::metadata(&bytes).len();
    }
    let tags_before: usize =
        files.iter().map(|file| measure::metadata(&std::fs::read(file).expect("read")).len()).sum();
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    println!("bytes in            {:.1} MiB, {:.2} each", mib(taken), mib(taken) / count as f64);
    println!("bytes out           {:.1} MiB", mib(outs.values().map(|(_, bytes)| bytes).sum()));
    for (form, (files, bytes)) in &outs {
        println!("  {form:<12} {files} files, {:.0} KiB each", mib(*bytes) * 1024.0 / *files as f64);
    }
    println!("metadata tags       {tags_before} before, {tags} after");

    let some = &files[..count.min(LIKENESSES)];
    let mut likenesses = each(some, cores, |_, file| {
        let bytes = std::fs::read(file).expect("the photograph");
        let largest = develop(&bytes, &recipes(&bytes)).expect("it is a good photograph").swap_remove(2);
        likeness(file, &largest)
    });
    likenesses.sort_by(f64::total_cmp);
    if let (Some(least), Some(middle)) = (likenesses.first(), likenesses.get(likenesses.len() / 2)) {
        println!("likeness (SSIM)     least {least:.4}, median {middle:.4}, of {}", likenesses.len());
    }
}

/// A post that shows one photograph.
fn post(n: usize, more: &str) -> String {
    format!("---\n标题: 第{n}张\n日期: 2026-3-8\n---\n\n活动当天拍的{more}。\n\n![山谷里的水面]({n:03}.jpg)\n")
}

/// Does something with each of the files, on all the cores; the results in order.
fn each<T: Send>(files: &[PathBuf], cores: usize, work: impl Fn(usize, &Path) -> T + Sync) -> Vec<T> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some((n, file)) = {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    files.get(n).map(|file| (n, file))
                } {
                    let result = work(n, file);
                    done.lock().expect("no thread panics").push((n, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panics");
    done.sort_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A photograph as it comes from a phone that was held upright.
fn photograph(seed: u64) -> Vec<u8> {
    let pixels = scene::valley(WIDTH.into(), HEIGHT.into(), seed, 2.8);
    let profile = moxcms::ColorProfile::new_display_p3().encode().expect("a known profile");
    scene::phone_jpeg(&pixels, (WIDTH, HEIGHT), 92, 6, &profile)
}

fn recipes(bytes: &[u8]) -> Vec<Recipe> {
    let facts = look(bytes).expect("it is a good photograph");
    recipes_for(facts.width, facts.height)
}

/// Three widths for browsers, and one that goes everywhere else.
fn recipes_for(width: u32, height: u32) -> Vec<Recipe> {
    let fit = |wide: u32, form, most| Recipe { width: wide, height: wide * height / width, crop: None, form, most };
    vec![
        fit(480, Form::Webp, None),
        fit(1080, Form::Webp, None),
        fit(1600, Form::Webp, None),
        fit(1080, Form::Jpeg, Some(1_000_000)),
    ]
}

/// How alike the output and the photograph are, both in grey, the photograph made small by another program.
fn likeness(file: &Path, output: &[u8]) -> f64 {
    let small = image::load_from_memory(output).expect("it was just made").to_luma8();
    let large = image::load_from_memory(&std::fs::read(file).expect("the photograph")).expect("a good photograph");
    let large: GrayImage = DynamicImage::ImageLuma8(large.to_luma8()).rotate90().to_luma8();
    let large = resize(&large, small.width(), small.height(), FilterType::Lanczos3);
    measure::ssim(&small, &large, small.width() as usize)
}
