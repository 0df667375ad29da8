//! Folders of the output that still have the date that they had when they were left are not listed: whatever is
//! done to the output is seen all the same.
#![allow(clippy::disallowed_methods, reason = "tests read, write and wait")]

mod support;

use gongsheng::publish::RealDisk;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;
use support::{Project, said, tree};

const POST: &str = "---\n标题: 甲\n日期: 2017-3-1\n---\n\n一。\n";

/// A site whose folders are known by their dates.
fn settled() -> Project {
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", POST)]);
    project.builds();
    // Dates that are older than a tick of the clock of files can be relied on.
    thread::sleep(Duration::from_millis(50));
    project.write("content/posts/b.md", &POST.replace("一", "二"));
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
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", POST)]);
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
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", POST)]);
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
    assert_eq!(again.changes.unwrap().written, 0);
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
