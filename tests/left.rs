//! Folders of the output that still have the date that they had when they were left are not listed: whatever is
//! done to the output is seen all the same.
#![allow(clippy::disallowed_methods, reason = "tests read, write and wait")]

mod support;

use gongsheng::Request;
use gongsheng::publish::{Disk, RealDisk};
use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};
use support::{Before, Project, Step, said, tree};

const POST: &str = "---\n标题: 甲\n日期: 2017-3-1\n---\n\n一。\n";
const OTHER: &str = "---\n标题: 乙\n日期: 2017-3-1\n---\n\n二。\n";

/// A site whose folders are known by their dates.
fn settled() -> Project {
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", OTHER)]);
    project.builds();
    // Dates that are older than a tick of the clock of files can be relied on.
    thread::sleep(Duration::from_millis(50));
    project.write("content/posts/b.md", &OTHER.replace("二", "三"));
    project.builds();
    let known = fs::read_to_string(project.root().join(".site.gongsheng/folders")).unwrap();
    assert!(known.lines().any(|line| line.ends_with(" posts/a")), "{known}");
    project
}

#[test]
fn whatever_comes_into_a_folder_that_was_left_is_seen() {
    for foreign in ["site/posts/a/x.txt", "site/posts/a/x/y.txt", "site/posts/x/index.html", "site/x.txt"] {
        let project = settled();
        project.write(foreign, "x");
        let before = tree(&project.site());
        let built = project.build();
        assert!(said(&built.diagnostics).contains(&foreign[5..]), "{}", said(&built.diagnostics));
        assert_eq!((built.changes, tree(&project.site())), (None, before));
        project.remove(foreign);
        project.builds();
    }
}

#[test]
fn whatever_becomes_of_a_folder_that_was_left_is_mended() {
    let edits: [fn(&Path); 4] = [
        |page| fs::remove_file(page).unwrap(),
        |page| fs::write(page, "改过").unwrap(),
        |page| fs::remove_dir_all(page.parent().unwrap()).unwrap(),
        |page| fs::remove_dir_all(page.ancestors().nth(3).unwrap()).unwrap(),
    ];
    for (at, edit) in edits.iter().enumerate() {
        let project = settled();
        let before = tree(&project.site());
        edit(&project.site().join("posts/a/index.html"));
        assert_ne!(tree(&project.site()), before, "edit {at}");
        project.builds();
        assert_eq!(tree(&project.site()), before, "edit {at}");
    }
}

#[test]
fn a_page_under_another_name_is_not_ours() {
    let project = settled();
    fs::rename(project.site().join("posts/a/index.html"), project.site().join("posts/a/feed.xml")).unwrap();
    assert!(project.build().changes.is_none());
}

/// A folder that is not ours is empty, or holds what nobody minds, when the one above it is left.
#[test]
fn what_comes_into_a_folder_that_is_not_ours_is_seen() {
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", OTHER)]);
    project.builds();
    fs::create_dir(project.site().join("posts/a/x")).unwrap();
    // A folder that somebody looked into stays when its entry goes.
    project.write("site/posts/b/.DS_Store", "x");
    project.remove("content/posts/b.md");
    project.builds();
    // Something else is published when these dates are old enough to be relied on.
    thread::sleep(Duration::from_millis(50));
    project.write("content/pages/c.md", "---\n标题: 丙\n---\n\n三。\n");
    project.builds();
    for foreign in ["site/posts/a/x/y.txt", "site/posts/b/名单.txt"] {
        project.write(foreign, "x");
        assert!(project.build().changes.is_none(), "{foreign}");
        project.remove(foreign);
        project.builds();
    }
}

#[test]
fn a_first_site_comes_beside_what_a_system_left() {
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", OTHER)]);
    let clean = project.root().join("clean");
    project.build_to(&clean, support::NOW, &RealDisk);
    let mut expected = tree(&clean);
    // Such folders cannot be moved into their place as a whole.
    for left in ["posts/.DS_Store", "assets/Thumbs.db"] {
        project.write(&format!("site/{left}"), "x");
        expected.insert(left.to_owned(), b"x".to_vec());
    }
    fs::create_dir_all(project.site().join("feeds/空的")).unwrap();
    project.builds();
    assert_eq!(tree(&project.site()), expected);
    assert!(!project.site().join(".new.gongsheng-tmp").exists());
    let again = project.build();
    assert_eq!(again.changes.unwrap().written.len(), 0);
}

#[test]
fn what_editors_and_systems_leave_beside_static_files_is_not_published() {
    let project = Project::with(&[("content/posts/a.md", POST), ("content/static/b/价格表.txt", "一")]);
    let clean = project.root().join("clean");
    project.build_to(&clean, support::NOW, &RealDisk);
    let left =
        [".~lock.价格表.docx#", ".~价格表.docx", ".价格表.txt.swp", ".#a.txt", "Desktop.ini", "thumbs.db", "a.txt~"];
    for name in left {
        project.write(&format!("content/static/{name}"), "x");
        project.write(&format!("content/static/b/{name}"), "x");
    }
    project.builds();
    assert_eq!(tree(&project.site()), tree(&clean));
    // Nor does it stop anything where somebody opens what is published.
    for name in left {
        project.write(&format!("site/b/{name}"), "x");
    }
    assert_eq!(project.builds().changes.map(|changes| (changes.written.len(), changes.removed.len())), Some((0, 0)));
}

#[test]
fn what_a_killed_first_build_left_is_no_strangers() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.write("site/.new.gongsheng-tmp/posts/x/index.html", "半");
    project.builds();
    assert!(!project.site().join(".new.gongsheng-tmp").exists());
    project.write("site/.new.gongsheng-tmp/posts/x/index.html", "半");
    project.builds();
    assert!(!project.site().join(".new.gongsheng-tmp").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_first_site_is_not_followed() {
    let project = Project::with(&[("content/posts/a.md", POST), ("precious/a.txt", "x")]);
    fs::create_dir_all(project.site()).unwrap();
    std::os::unix::fs::symlink("../precious", project.site().join(".new.gongsheng-tmp")).unwrap();
    let built = project.build();
    assert!(built.changes.is_none() && said(&built.diagnostics).contains(".new.gongsheng-tmp"));
    assert!(project.root().join("precious/a.txt").exists() && project.site().join(".new.gongsheng-tmp").is_symlink());
}

#[test]
fn what_comes_into_a_folder_that_stood_there_before_the_first_site_is_seen() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    fs::create_dir_all(project.site().join("api/v1")).unwrap();
    fs::create_dir_all(project.site().join("api/extra")).unwrap();
    thread::sleep(Duration::from_millis(50));
    project.builds();
    project.write("site/api/extra/x.txt", "x");
    assert!(project.build().changes.is_none());
    project.remove("site/api/extra/x.txt");
    project.builds();
}

#[test]
fn a_first_site_of_which_something_is_taken_away_is_told() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    let posts = project.site().join(".new.gongsheng-tmp/posts");
    let disk = Before(|step, to: &Path| {
        let is_put = step == Step::Rename && to.starts_with(project.site());
        if is_put && posts.exists() { fs::remove_dir_all(&posts) } else { Ok(()) }
    });
    let built = project.build_to(&project.site(), support::NOW, &disk);
    assert!(built.changes.is_none() && said(&built.diagnostics).contains("posts"), "{}", said(&built.diagnostics));
    project.builds();
    assert!(project.site().join("posts/a/index.html").exists());
}

#[test]
fn a_text_that_is_another_while_it_is_built_and_comes_back_is_the_one_that_is_shown() {
    let project =
        Project::with(&[("content/posts/a.md", POST), ("content/site.yaml", "网址: https://a.example.cn\n名称: 甲\n")]);
    let rest = |path: &str, hours: u64| {
        let then = SystemTime::now() - Duration::from_secs(3600 * hours);
        File::options().write(true).open(project.root().join(path)).unwrap().set_modified(then).unwrap();
    };
    rest("content/posts/a.md", 3);
    rest("content/site.yaml", 3);
    let cache = project.root().join(".gongsheng");
    let request = Request { cache: Some(&cache), ..project.request(support::NOW) };
    let build = |disk: &dyn Disk| gongsheng::build(&request, &project.site(), disk, &|_, _| ());
    build(&RealDisk);
    project.write("content/site.yaml", "网址: https://a.example.cn\n名称: 乙\n");
    rest("content/site.yaml", 2);
    let is_first = AtomicBool::new(true);
    let meanwhile = |step, _: &Path| {
        if step != Step::Write || !is_first.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        project.rename("content/posts/a.md", "content/posts/a.bak");
        project.write("content/posts/a.md", &POST.replace("一", "二二"));
        rest("content/posts/a.md", 1);
        Ok(())
    };
    build(&Before(meanwhile));
    assert!(project.page("posts/a/index.html").contains("二二。"));
    project.remove("content/posts/a.md");
    project.rename("content/posts/a.bak", "content/posts/a.md");
    build(&RealDisk);
    assert!(project.page("posts/a/index.html").contains("一。"));
}

#[test]
fn a_page_that_somebody_removed_before_it_was_not_wanted_is_forgotten() {
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", OTHER)]);
    project.builds();
    project.remove("content/posts/b.md");
    fs::remove_dir_all(project.site().join("posts/b")).unwrap();
    project.builds();
    // What comes into its place later is somebody else's.
    project.write("site/posts/b/index.html", "x");
    let built = project.build();
    assert!(said(&built.diagnostics).contains("posts/b/index.html"), "{}", said(&built.diagnostics));
}
