//! Building again where nothing, or little, has changed: what is remembered, and when it is not believed.
#![allow(clippy::disallowed_methods, reason = "tests read, write and set dates")]

mod support;

use gongsheng::publish::{Disk, RealDisk};
use gongsheng::{Built, Clock, Request};
use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};
use support::{Before, Project, Step, said, tree};

const POST: &str = "---\n标题: 春游\n日期: 2017-3-1\n---\n正文,一句。\n";

/// Makes every file look as if nobody had touched it for this many minutes.
fn rest(root: &Path, minutes: u64) {
    let then = SystemTime::now() - Duration::from_secs(60 * minutes);
    for path in tree(&root.join("content")).into_keys().map(|path| root.join("content").join(path)) {
        File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    }
}

fn project() -> Project {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    rest(project.root(), 60);
    project
}

fn build(project: &Project, now: Clock, base_url: Option<&str>) -> Built {
    build_on(&RealDisk, project, now, base_url)
}

fn build_on(disk: &dyn Disk, project: &Project, now: Clock, base_url: Option<&str>) -> Built {
    let cache = project.root().join(".gongsheng");
    let request = Request { now, base_url, cache: Some(&cache), ..project.request(support::NOW) };
    gongsheng::build(&request, &project.site(), disk, &|_, _| ())
}

fn seconds(text: &str) -> Clock {
    Clock::Seconds(text.parse::<jiff::Timestamp>().unwrap().as_second())
}

const MARCH: &str = "2017-03-09T12:00:00+08:00";

/// Edits a post behind the program's back: as many bytes, the same date. Where the system does not tell that a file was
/// touched at all, only one that reads it again sees it.
fn edit_unseen(project: &Project) {
    let path = project.root().join("content/posts/a.md");
    let date = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, POST.replace("一句", "两句")).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(date).unwrap();
}

fn shows_the_edit(project: &Project) -> bool {
    project.page("posts/a/index.html").contains("两句")
}

#[test]
fn where_nothing_changed_a_look_is_enough() {
    let project = project();
    let first = build(&project, seconds(MARCH), None);
    // Whoever puts the site together remembers what it was made of.
    let memory = project.root().join(".gongsheng/memory");
    fs::remove_file(&memory).unwrap();
    let again = build(&project, seconds(MARCH), None);
    assert!(!memory.exists(), "it was put together again");
    assert_eq!(said(&again.diagnostics), said(&first.diagnostics));
    assert!(!first.diagnostics.is_empty(), "the same is told again");
    let (first, again) = (first.changes.unwrap(), again.changes.unwrap());
    assert_eq!((again.files, again.bytes, again.written.len()), (first.files, first.bytes, 0));
}

#[test]
fn a_file_that_was_touched_is_read() {
    let project = project();
    build(&project, seconds(MARCH), None);
    edit_unseen(&project);
    rest(project.root(), 30);
    build(&project, seconds(MARCH), None);
    assert!(shows_the_edit(&project));
}

#[test]
fn a_date_of_this_moment_says_nothing() {
    let project = project();
    rest(project.root(), 0);
    build(&project, seconds(MARCH), None);
    edit_unseen(&project);
    build(&project, seconds(MARCH), None);
    assert!(shows_the_edit(&project));
}

/// A name that is given to another file says so to the system, not to the file's date.
#[cfg(unix)]
#[test]
fn two_files_that_change_places_are_others_though_their_size_and_date_are_the_same() {
    let project = project();
    project.write("content/posts/b.md", &POST.replace("春游", "秋游"));
    project.write("content/static/c.txt", "一");
    project.write("content/static/d.txt", "二");
    rest(project.root(), 60);
    build(&project, seconds(MARCH), None);
    for [one, other] in [["content/posts/a.md", "content/posts/b.md"], ["content/static/c.txt", "content/static/d.txt"]]
    {
        for (from, to) in [(one, "content/x"), (other, one), ("content/x", other)] {
            project.rename(from, to);
        }
        build(&project, seconds(MARCH), None);
    }
    assert!(project.page("posts/a/index.html").contains("秋游"));
    let site = tree(&project.site());
    let clean = project.root().join("clean");
    gongsheng::build(&project.request(support::NOW), &clean, &RealDisk, &|_, _| ());
    assert_eq!(site, tree(&clean));
}

/// Builds once more, with something that is not as it was.
type Again = fn(&Project, &dyn Disk) -> Built;

#[test]
fn the_clock_is_looked_at_too() {
    let project = project();
    project.write("content/posts/b.md", &POST.replace("3-1", "3-9 8:00"));
    rest(project.root(), 60);
    let is_there = |clock| {
        build(&project, seconds(clock), None);
        project.site().join("posts/b/index.html").exists()
    };
    let (before, after) = ("2017-03-09T07:59:59+08:00", "2017-03-09T08:00:00+08:00");
    assert_eq!([MARCH, before, after, before].map(is_there), [true, false, true, false]);
}

/// What is made again reads its text again, and if that is not the one that its date says it is, all are read.
#[test]
fn the_settings_and_the_site_are_looked_at_too() {
    let changes: [(&str, Again); 2] = [
        ("another address", |project, disk| build_on(disk, project, seconds(MARCH), Some("https://b.example.cn"))),
        ("a file of the site is gone", |project, disk| {
            fs::remove_file(project.site().join("posts/a/index.html")).unwrap();
            build_on(disk, project, seconds(MARCH), None)
        }),
    ];
    for (what, again) in changes {
        let project = project();
        build(&project, seconds(MARCH), None);
        // The text waits to be read when it is edited: its file was looked at.
        let edited = AtomicBool::new(false);
        let disk = Before(|step, path: &Path| {
            if step == Step::Write && path.ends_with("journal.new") && !edited.swap(true, Ordering::Relaxed) {
                edit_unseen(&project);
            }
            Ok(())
        });
        let built = again(&project, &disk);
        assert!(shows_the_edit(&project), "{what}");
        let (warm, site) = (said(&built.diagnostics), tree(&project.site()));
        let base_url = what.contains("address").then_some("https://b.example.cn");
        for folder in [".gongsheng", "site"] {
            fs::remove_dir_all(project.root().join(folder)).unwrap();
        }
        let cold = build(&project, seconds(MARCH), base_url);
        assert_eq!((warm, site), (said(&cold.diagnostics), tree(&project.site())), "{what}");
    }
}

#[test]
fn a_page_that_is_not_as_it_was_written_is_made_again_beside_an_edit() {
    let project = project();
    project.write("content/posts/b.md", &POST.replace("春游", "秋游"));
    rest(project.root(), 60);
    build(&project, seconds(MARCH), None);
    let pages = || tree(&project.site());
    let whole = pages();
    // How it is made is nobody's concern as long as it is there: only where it lies and its key are remembered.
    fs::write(project.site().join("posts/a/index.html"), "改过的网页").unwrap();
    fs::remove_file(project.site().join("wechat/posts/a.html")).unwrap();
    project.write("content/posts/b.md", &POST.replace("春游", "夏游"));
    build(&project, seconds(MARCH), None);
    assert!(project.page("posts/b/index.html").contains("夏游"));
    project.write("content/posts/b.md", &POST.replace("春游", "秋游"));
    build(&project, seconds(MARCH), None);
    assert_eq!(pages(), whole);
}

#[test]
fn the_next_moment_ends_what_is_remembered() {
    let project = Project::with(&[
        ("content/posts/a.md", POST),
        ("content/posts/b.md", "---\n标题: 后来\n日期: 2017-3-9 13:00\n---\n正文。\n"),
    ]);
    rest(project.root(), 60);
    build(&project, seconds(MARCH), None);
    build(&project, seconds("2017-03-09T12:59:59+08:00"), None);
    assert!(!project.site().join("posts/b/index.html").is_file());
    build(&project, seconds("2017-03-09T13:00:00+08:00"), None);
    assert!(project.site().join("posts/b/index.html").is_file());
}

#[test]
fn what_is_pinned_stands_first_until_its_day_is_over_and_goes_back_by_itself() {
    let project = Project::with(&[
        ("content/posts/a.md", &POST.replace("日期", "置顶: 到3月9日\n日期")),
        ("content/posts/b.md", "---\n标题: 后来\n日期: 2017-3-9 11:00\n---\n正文。\n"),
    ]);
    rest(project.root(), 60);
    let first = |at: &str| {
        build(&project, seconds(at), None);
        let home = project.page("index.html");
        let at = |path: &str| home.find(&format!("href=\"/posts/{path}/\"")).unwrap();
        (at("a") < at("b"), home.contains("置顶"))
    };
    assert_eq!(first("2017-03-09T12:00:00+08:00"), (true, true));
    assert_eq!(first("2017-03-09T23:59:59+08:00"), (true, true));
    assert_eq!(first("2017-03-10T00:00:00+08:00"), (false, false));
}

#[test]
fn what_is_told_of_a_change_in_the_future_is_told_until_it_comes() {
    let project = Project::with(&[("content/posts/a.md", &POST.replace("日期", "更新: 2017-3-9 13:00\n日期"))]);
    rest(project.root(), 60);
    let told = |at: &str| {
        let built = build(&project, seconds(at), None);
        built.diagnostics.iter().any(|told| told.code.id == "change-in-future")
    };
    let at = |time: &str| format!("2017-03-09T{time}+08:00");
    assert!(told(&at("12:00:00")) && told(&at("12:59:59")));
    assert!(!told(&at("13:00:00")));
}

#[test]
fn a_memory_that_is_damaged_or_gone_costs_time_only() {
    let project = project();
    build(&project, seconds(MARCH), None);
    let site = tree(&project.site());
    for name in ["memory", "last"] {
        let path = project.root().join(".gongsheng").join(name);
        let whole = fs::read(&path).unwrap();
        for damaged in [Vec::new(), whole[..whole.len() / 2].to_vec(), whole.iter().map(|byte| byte ^ 1).collect()] {
            fs::write(&path, damaged).unwrap();
            build(&project, seconds(MARCH), None);
            assert_eq!(tree(&project.site()), site, "{name}");
        }
        fs::remove_file(&path).unwrap();
        build(&project, seconds(MARCH), None);
        assert_eq!(tree(&project.site()), site, "{name}");
    }
}

/// Of a post with a link to a draft something is told in every build, at its line: so its text is read.
#[test]
fn a_text_of_which_something_is_told_is_looked_at_too() {
    let project = Project::with(&[]);
    project.write("content/posts/a.md", &POST.replace("正文", "见[草稿](c.md)"));
    project.write("content/posts/b.md", &POST.replace("春游", "秋游"));
    project.write("content/posts/c.md", &POST.replace("日期", "草稿: 是\n日期"));
    rest(project.root(), 60);
    build(&project, seconds(MARCH), None);
    let path = project.root().join("content/posts/a.md");
    let date = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("一句", "两句")).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(date).unwrap();
    // Another file was touched, and nothing is stale.
    let then = SystemTime::now() - Duration::from_secs(60 * 30);
    File::options().write(true).open(project.root().join("content/posts/b.md")).unwrap().set_modified(then).unwrap();
    let built = build(&project, seconds(MARCH), None);
    assert!(shows_the_edit(&project), "{}", said(&built.diagnostics));
    assert!(said(&built.diagnostics).contains("5 | 见[草稿](c.md),两句。"), "{}", said(&built.diagnostics));
}
