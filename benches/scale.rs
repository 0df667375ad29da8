//! The whole program at scale: a county of a thousand, ten thousand, a hundred thousand entries, built from nothing,
//! built again, built after one edit, previewed; beside the floor, which is another program that only writes the same
//! bytes to the same paths with as many threads.
//!
//! `cargo bench --bench scale -- [COUNT …] [--runs N] [--hugo PATH] [--zola PATH] [--disk FOLDER]` (1,000 and 10,000
//! entries and three runs if not said). Runs are interleaved, each into a folder of its own, synced before; the medians
//! are printed. With the program of Hugo or Zola, its site of the same entries is built too, and ours without articles
//! and calendars beside it.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, writes, times and prints")]

#[path = "support/county.rs"]
#[allow(dead_code, reason = "some of it is for other benches")]
mod county;
#[path = "support/hugo.rs"]
mod hugo;
#[path = "support/reader.rs"]
mod reader;
#[path = "support/zola.rs"]
mod zola;

use county::Channels;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// The program that is measured.
const PROGRAM: &str = env!("CARGO_BIN_EXE_gongsheng");
/// As of when it builds.
const NOW: &str = "2026-11-21 12:00";
/// What the bench is called with when it is the floor.
const FLOOR: &str = "--be-the-floor";

struct Wanted {
    counts: Vec<usize>,
    runs: usize,
    peers: Vec<Peer>,
    disks: Vec<(String, PathBuf)>,
}

/// Another generator.
struct Peer {
    name: &'static str,
    program: PathBuf,
    /// Writes the county for it.
    write: fn(&Path, usize) -> io::Result<()>,
    /// Builds its site from nothing.
    build: fn(&Path, &Path, &Path) -> Duration,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [first, from, to] = args.as_slice()
        && first == FLOOR
    {
        return floor(Path::new(from), Path::new(to));
    }
    let wanted = wanted(&args);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{cores} cores, medians of {} runs", wanted.runs);
    for (disk, folder) in &wanted.disks {
        for &count in &wanted.counts {
            println!("\n{count} entries on {disk}");
            measure(&folder.join("gongsheng-bench-scale"), count, &wanted);
        }
    }
}

fn wanted(args: &[String]) -> Wanted {
    let mut wanted = Wanted { counts: Vec::new(), runs: 3, peers: Vec::new(), disks: Vec::new() };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--runs" => wanted.runs = args.next().and_then(|n| n.parse().ok()).unwrap_or(3).max(1),
            "--hugo" => wanted.peers.extend(args.next().map(|program| Peer {
                name: "Hugo",
                program: program.into(),
                write: hugo::write,
                build: hugo::build,
            })),
            "--zola" => wanted.peers.extend(args.next().map(|program| Peer {
                name: "Zola",
                program: program.into(),
                write: zola::write,
                build: zola::build,
            })),
            "--disk" => wanted.disks.extend(args.next().map(|disk| (kind_of(Path::new(disk)), PathBuf::from(disk)))),
            other => wanted.counts.extend(other.parse::<usize>().ok()),
        }
    }
    if wanted.counts.is_empty() {
        wanted.counts = vec![1_000, 10_000];
    }
    if wanted.disks.is_empty() {
        let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        wanted.disks.push((kind_of(&target), target));
        let memory = PathBuf::from("/dev/shm");
        if memory.is_dir() {
            wanted.disks.push((kind_of(&memory), memory));
        }
    }
    wanted
}

/// What kind of disk a folder lies on, where the system says so, and whether it is told of every block that is free
/// again (`discard`): then a file that takes the place of another may cost a millisecond of waiting.
fn kind_of(folder: &Path) -> String {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let of = |line: &str| {
        let mut parts = line.split(' ').skip(1).map(str::to_owned);
        Some((parts.next()?, parts.next()?, parts.next()?))
    };
    let found = mounts.lines().filter_map(of).filter(|(at, ..)| folder.starts_with(at)).max_by_key(|(at, ..)| at.len());
    match found {
        None => folder.display().to_string(),
        Some((_, kind, options)) if options.split(',').any(|option| option == "discard") => format!("{kind}, discard"),
        Some((_, kind, _)) => kind,
    }
}

/// One county on one disk.
fn measure(folder: &Path, count: usize, wanted: &Wanted) {
    let _ = fs::remove_dir_all(folder);
    let ours = folder.join("ours");
    county::write(&ours, count, Channels::All).expect("room for a county");
    let alone = folder.join("alone");
    if !wanted.peers.is_empty() {
        county::write(&alone, count, Channels::SiteAlone).expect("room for a county");
    }
    for peer in &wanted.peers {
        (peer.write)(&folder.join(peer.name), count).expect("room for a county");
    }
    age(folder);
    let (mut cold, mut same, mut edit, mut floors) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut small, mut peaks) = (Vec::new(), Vec::new());
    let mut theirs: Vec<Vec<Duration>> = wanted.peers.iter().map(|_| Vec::new()).collect();
    let (mut files, mut bytes) = (0, 0);
    for run in 0..wanted.runs {
        // A file that was changed this moment is read again: only a date of some seconds ago says anything.
        std::thread::sleep(Duration::from_secs(3));
        let site = folder.join(format!("site-{run}"));
        forget(&ours);
        let (took, peak) = build(&ours, &site);
        cold.push(took);
        peaks.push(peak);
        (files, bytes) = size(&site);
        floors.push(run_floor(&site, &folder.join(format!("floor-{run}"))));
        same.push(build(&ours, &site).0);
        touch(&ours, run);
        edit.push(build(&ours, &site).0);
        if !wanted.peers.is_empty() {
            forget(&alone);
            small.push(build(&alone, &folder.join(format!("alone-{run}"))).0);
        }
        for (Peer { name, program, build, .. }, times) in wanted.peers.iter().zip(&mut theirs) {
            sync();
            times.push(build(program, &folder.join(name), &folder.join(format!("{name}-{run}"))));
        }
    }
    let [cold, floor] = [median(&mut cold), median(&mut floors)];
    println!(
        "  {files} files, {:.1} MiB; peak memory {} MiB",
        bytes as f64 / 1_048_576.0,
        peaks.iter().max().unwrap_or(&0)
    );
    row("floor", floor, &[]);
    row("cold", cold, &[("floor", floor)]);
    row("unchanged", median(&mut same), &[("cold", cold), ("floor", floor)]);
    row("one edit, new process", median(&mut edit), &[("cold", cold), ("floor", floor)]);
    let (mut seen, memory) = preview(&ours);
    row("edit to browser", median(&mut seen), &[("cold", cold)]);
    println!("  memory of the preview    {memory:>9} MiB");
    let theirs: Vec<(&str, Duration)> =
        wanted.peers.iter().zip(&mut theirs).map(|(peer, times)| (peer.name, median(times))).collect();
    for (name, took) in &theirs {
        row(&format!("{name}, site alone"), *took, &[("floor", floor)]);
    }
    if !theirs.is_empty() {
        row("ours, site alone", median(&mut small), &theirs);
    }
    let _ = fs::remove_dir_all(folder);
}

/// How often an entry is edited in the preview.
const EDITS: usize = 9;

/// The preview: from the writing of an entry to the new text over HTTP, on its page and in the list that it is in; and
/// the memory of the process.
fn preview(root: &Path) -> (Vec<Duration>, u64) {
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--quiet", "--format", "json", "--port", "18480", "--now", NOW, "--root"])
        .arg(root)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program is there");
    let address = reader::address(child.stdout.take().expect("it speaks"));
    // The newest post stands on the first page of its list.
    let path = files(&root.join("content/posts")).into_iter().max().expect("there are posts");
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let pages = [format!("/posts/{name}/"), "/posts/".to_owned()];
    let text = fs::read_to_string(&path).expect("it is there");
    std::thread::sleep(Duration::from_secs(3));
    let mut times = Vec::new();
    for edit in 0..EDITS {
        // Nothing that is counted: a number with its unit is kept whole by an element of its own.
        let title = format!("改了的标题之{edit}");
        let edited: String = text
            .lines()
            .map(|line| if line.starts_with("标题: ") { format!("标题: {title}\n") } else { format!("{line}\n") })
            .collect();
        let started = Instant::now();
        fs::write(&path, edited).expect("room");
        for page in &pages {
            while !reader::get(&address, page).contains(&title) {
                assert!(started.elapsed() < Duration::from_secs(60), "{page} never shows the edit");
                std::thread::sleep(Duration::from_micros(500));
            }
        }
        times.push(started.elapsed());
        std::thread::sleep(Duration::from_millis(400));
    }
    let memory = peak(child.id()).unwrap_or(0);
    let _ = child.kill();
    let _ = child.wait();
    fs::write(path, text).expect("room");
    (times, memory)
}

fn row(what: &str, time: Duration, beside: &[(&str, Duration)]) {
    let ratios: Vec<String> = beside
        .iter()
        .map(|(name, other)| format!("{:.3} of {name}", time.as_secs_f64() / other.as_secs_f64().max(1e-9)))
        .collect();
    println!("  {what:<24} {:>9.1} ms   {}", time.as_secs_f64() * 1e3, ratios.join(", "));
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A build in a process of its own: how long it took, and the most memory it had, in MiB.
fn build(root: &Path, site: &Path) -> (Duration, u64) {
    sync();
    let started = Instant::now();
    let mut child = Command::new(PROGRAM)
        .args(["build", "--quiet", "--now", NOW, "--root"])
        .arg(root)
        .arg("--output")
        .arg(site)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the program is there");
    let id = child.id();
    // What is left of a process that has ended says nothing of its memory any more.
    let watch = std::thread::spawn(move || {
        let mut most = 0;
        while let Some(now) = peak(id) {
            most = most.max(now);
            std::thread::sleep(Duration::from_millis(2));
        }
        most
    });
    let status = child.wait().expect("it runs");
    let took = started.elapsed();
    assert!(status.success(), "the county has no mistakes");
    (took, watch.join().unwrap_or(0))
}

fn peak(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

/// The floor in a process of its own, by its own clock: reading what it writes is not counted.
fn run_floor(from: &Path, to: &Path) -> Duration {
    sync();
    let program = std::env::current_exe().expect("this program");
    let said = Command::new(program).arg(FLOOR).arg(from).arg(to).output().expect("it runs").stdout;
    let nanos = String::from_utf8_lossy(&said).trim().parse().expect("a time");
    Duration::from_nanos(nanos)
}

/// Writes the files of one folder into another, with as many threads as there are cores.
fn floor(from: &Path, to: &Path) {
    let all: Vec<(PathBuf, Vec<u8>)> = files(from)
        .into_iter()
        .map(|path| (to.join(path.strip_prefix(from).unwrap_or(&path)), fs::read(&path).expect("it was written")))
        .collect();
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((path, bytes)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    fs::create_dir_all(path.parent().unwrap_or(to)).expect("a folder");
                    fs::write(path, bytes).expect("room");
                }
            });
        }
    });
    println!("{}", started.elapsed().as_nanos());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn size(folder: &Path) -> (usize, u64) {
    let all = files(folder);
    (all.len(), all.iter().filter_map(|path| path.metadata().ok()).map(|meta| meta.len()).sum())
}

/// What was kept between builds, the pictures of which there are none, is forgotten.
fn forget(root: &Path) {
    let _ = fs::remove_dir_all(root.join(".gongsheng"));
}

/// The county was not typed this second.
fn age(folder: &Path) {
    let then = SystemTime::now() - Duration::from_secs(3600);
    for path in files(folder) {
        let _ = fs::File::options().write(true).open(path).and_then(|file| file.set_modified(then));
    }
}

/// Edits one entry as a person does: a sentence of its text.
fn touch(root: &Path, run: usize) {
    let path = files(&root.join("content/posts")).into_iter().max().expect("there are posts");
    let text = fs::read_to_string(&path).expect("it is there");
    fs::write(path, format!("{text}\n改了第{run}次。\n")).expect("room");
}

fn sync() {
    let _ = Command::new("sync").status();
}
