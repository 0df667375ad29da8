//! Pictures from a phone: what they cost to develop, and what comes out.
//!
//! `cargo bench --bench pictures -- [COUNT]` makes COUNT photographs of 12 megapixels (24 if not said), develops each
//! into what a site needs, and prints time, memory, bytes, likeness and what is left of the metadata.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, writes, times and prints")]

#[path = "support/measure.rs"]
mod measure;
#[path = "support/scene.rs"]
#[allow(dead_code, reason = "some of it draws the demo's pictures")]
mod scene;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use gongsheng::picture::{Form, Recipe, develop, look};
use image::imageops::{FilterType, resize};
use image::{DynamicImage, GrayImage};

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

    measure::forget_peak();
    let (before, busy) = (measure::peak(), measure::busy());
    let started = Instant::now();
    let made = each(&files, cores, |_, file| {
        let bytes = std::fs::read(file).expect("the photograph");
        let begun = Instant::now();
        let outputs = develop(&bytes, &recipes(&bytes)).expect("it is a good photograph");
        (bytes.len(), outputs, begun.elapsed())
    });
    let wall = started.elapsed();
    let (after, busy) = (measure::peak(), measure::busy() - busy);

    let (mut taken, mut outs, mut tags) = (0, [0; 4], 0);
    for (length, outputs, _) in &made {
        taken += length;
        for (sum, output) in outs.iter_mut().zip(outputs) {
            *sum += output.len();
            tags += measure::metadata(output).len();
        }
    }
    let tags_before: usize =
        files.iter().map(|file| measure::metadata(&std::fs::read(file).expect("read")).len()).sum();
    let own: Duration = made.iter().map(|(_, _, time)| *time).sum();
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    println!("{count} photographs of {WIDTH}×{HEIGHT}, {:.2} MiB each, on {cores} cores", mib(taken) / count as f64);
    println!("wall time           {:.2} s", wall.as_secs_f64());
    println!("a picture a core    {:.3} s", wall.as_secs_f64() * cores as f64 / count as f64);
    println!("of which working    {:.3} s (the rest of the machine left out)", busy / count as f64);
    println!("from look to bytes  {:.3} s", own.as_secs_f64() / count as f64);
    println!("peak memory         {after:?} MiB (before: {before:?})");
    println!("bytes in            {:.1} MiB", mib(taken));
    println!("bytes out           {:.1} MiB", mib(outs.iter().sum()));
    for (recipe, sum) in recipes_for(HEIGHT.into(), WIDTH.into()).iter().zip(outs) {
        println!(
            "  {:?} {}×{}: {:.0} KiB each",
            recipe.form,
            recipe.width,
            recipe.height,
            mib(sum) * 1024.0 / count as f64
        );
    }
    println!("metadata tags       {tags_before} before, {tags} after");

    let some = &files[..count.min(LIKENESSES)];
    let mut likenesses = each(some, cores, |n, file| likeness(file, &made[n].1[2]));
    likenesses.sort_by(f64::total_cmp);
    if let (Some(least), Some(middle)) = (likenesses.first(), likenesses.get(likenesses.len() / 2)) {
        println!("likeness (SSIM)     least {least:.4}, median {middle:.4}, of {}", likenesses.len());
    }
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
