//! Folders of the output that still have the date that they had when they were left are not listed: whatever is
//! done to the output is seen all the same.
#![allow(clippy::disallowed_methods, reason = "tests read, write and wait")]

mod support;

use std::fs;
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
    let project = settled();
    let before = tree(&project.site());
    let page = project.site().join("posts/a/index.html");
    let edits: [&dyn Fn(); 5] = [
        &|| fs::remove_file(&page).unwrap(),
        &|| fs::write(&page, "改过").unwrap(),
        &|| fs::rename(&page, page.with_file_name("feed.xml")).unwrap_or_default(),
        &|| fs::remove_dir_all(project.site().join("posts/a")).unwrap(),
        &|| fs::remove_dir_all(project.site()).unwrap(),
    ];
    for (at, edit) in edits.iter().enumerate() {
        thread::sleep(Duration::from_millis(50));
        edit();
        let foreign = project.site().join("posts/a/feed.xml");
        if foreign.exists() {
            assert!(project.build().changes.is_none(), "a page under another name is not ours");
            fs::remove_file(&foreign).unwrap();
        }
        project.builds();
        assert_eq!(tree(&project.site()), before, "edit {at}");
    }
}
