//! What no text file can show: names, links, pipes, rights, encodings, sizes, folders that are not published
//! into, two builds at once, a file that changes under the build.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read, write, print and measure")]

mod support;

use gongsheng::Request;
use gongsheng::diagnostic::Diagnostic;
use gongsheng::hash::Key;
use gongsheng::publish::{Disk, RealDisk, check_output};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use support::{Before, NOW, Project, Step, Tree, said, tree};

const POST: &str = "---\n标题: 甲\n日期: 2017-3-1\n---\n\n一。\n";

/// Code and file of each thing that is told.
fn told(diagnostics: &[Diagnostic]) -> Vec<(&str, String)> {
    let file = |d: &Diagnostic| d.place.as_ref().map(|place| place.file.to_string()).unwrap_or_default();
    diagnostics.iter().map(|d| (d.code.id, file(d))).collect()
}

fn codes(project: &Project) -> Vec<(&'static str, String)> {
    let built = project.check();
    built
        .diagnostics
        .iter()
        .map(|d| (d.code.id, d.place.as_ref().map(|p| p.file.to_string()).unwrap_or_default()))
        .collect()
}

/// What is done is done, and does not hang: what grows too fast takes minutes, whatever the machine.
fn within(what: &str, run: impl FnOnce()) {
    let start = Instant::now();
    run();
    assert!(start.elapsed() < Duration::from_secs(60), "{what} took {:?}", start.elapsed());
}

/// Whether this user may read what nobody may: rights then cannot be tested.
fn is_root() -> bool {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("x");
    fs::write(&file, "x").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    fs::read(&file).is_ok()
}

// 10

#[test]
fn a_bomb_of_aliases_is_told_at_once() {
    let mut yaml = String::from("标题: 甲\n日期: 2017-3-1\na0: &a0 [哈,哈,哈,哈,哈,哈,哈,哈,哈]\n");
    for level in 1..12 {
        let before = level - 1;
        yaml.push_str(&format!("a{level}: &a{level} [*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before}]\n"));
    }
    let project = Project::with(&[
        ("content/posts/a.md", &format!("---\n{yaml}---\n\n一。\n")),
        ("content/rankings/b.yaml", &yaml),
    ]);
    within("the bomb", || {
        let built = project.check();
        assert!(built.diagnostics.iter().any(Diagnostic::is_error));
        assert!(said(&built.diagnostics).len() < 20_000, "a bomb in the file is no bomb on the screen");
    });
}

#[test]
fn nesting_ten_thousand_deep_is_told_at_once() {
    let brackets = format!("标签: {}{}", "[".repeat(10_000), "]".repeat(10_000));
    let braces = format!("微信: {}{}", "{a: ".repeat(10_000), "}".repeat(10_000));
    let dashes = format!("标签:\n  {}x", "- ".repeat(10_000));
    let indents: String = (0..2_000).map(|depth| format!("{}a:\n", "  ".repeat(depth))).collect();
    for (what, fields) in [("brackets", brackets), ("braces", braces), ("dashes", dashes), ("indents", indents)] {
        let project = Project::with(&[(
            "content/posts/a.md",
            &format!("---\n标题: 甲\n日期: 2017-3-1\n{fields}\n---\n\n一。\n"),
        )]);
        within(what, || {
            let all = codes(&project);
            assert!(all.iter().any(|(code, _)| *code == "nested-too-deep"), "{what}: {all:?}");
            assert!(all.len() <= 3, "{what}: one mistake, not {}", all.len());
        });
    }
}

// 28

#[test]
fn deep_and_huge_bodies_take_bounded_time() {
    let body = |text: String| format!("{POST}\n{text}\n");
    let table = format!("|甲|乙|\n|-|-|\n|{}|", "x|".repeat(100_000));
    let cases = [
        ("quotes", body(">".repeat(50_000))),
        ("lists", body("- ".repeat(20_000))),
        ("brackets", body("[".repeat(50_000))),
        ("stars", body("**甲 ".repeat(20_000))),
        ("links", body("[a](".repeat(20_000))),
        ("tags", body("<b>".repeat(20_000))),
        ("table", body(table)),
        ("broken links", body("[a](b.md)".repeat(20_000))),
        ("missing pictures", body("![a](b.png)".repeat(20_000))),
    ];
    for (what, text) in cases {
        let project = Project::with(&[("content/posts/a.md", &text)]);
        within(what, || drop(project.build()));
    }
    let project = Project::with(&[("content/posts/a.md", &body("[a](b.md)".repeat(800)))]);
    let told = codes(&project);
    assert_eq!(told.len(), 501);
    assert_eq!(told[500].0, "more-like-this");
    let project = Project::with(&[("content/posts/a.md", &body("字".repeat(10 * 1024 * 1024 / 3)))]);
    within("10 MB", || {
        assert_eq!(codes(&project), [("file-too-large", "content/posts/a.md".to_owned())]);
    });
}

// 12

#[test]
fn every_encoding_is_read_and_told_but_utf_8() {
    let text = "---\r\n标题: 五一劳动节放假通知\r\n日期: 2017-3-1\r\n---\r\n\r\n各单位：放假三天。\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let wide = |big: bool, text: &str| -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
    };
    let rare = text.replace("放假通知", "放假通知𠀀");
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&rare);
    let cases = [
        ("gbk", gbk.into_owned(), true),
        ("gb18030", gb18030.into_owned(), true),
        ("utf-16le", wide(false, text), true),
        ("utf-16be", wide(true, text), true),
        ("utf-8 with bom", [b"\xef\xbb\xbf", text.as_bytes()].concat(), false),
        ("utf-8", text.as_bytes().to_vec(), false),
    ];
    for (what, bytes, warned) in cases {
        let project = Project::with(&[]);
        project.write_bytes("content/posts/a.md", &bytes);
        let built = project.build();
        let expected: Vec<(&str, String)> =
            if warned { vec![("not-utf8", "content/posts/a.md".to_owned())] } else { Vec::new() };
        assert_eq!(told(&built.diagnostics), expected, "{what}");
        let page = project.page("posts/a/index.html");
        assert!(page.contains("五一劳动节放假通知") && page.contains("各单位：放假三天。"), "{what}: {page}");
    }
}

#[test]
fn a_word_of_another_encoding_within_utf_8_is_told_at_its_place() {
    let project = Project::with(&[]);
    let gbk = encoding_rs::GBK.encode("中").0;
    let text =
        [POST.as_bytes(), "\n县总工会决定放假三天。\n\n放假期间请做好值班：".as_bytes(), &gbk, "。\n".as_bytes()];
    project.write_bytes("content/posts/a.md", &text.concat());
    let built = project.check();
    assert_eq!(told(&built.diagnostics), [("unknown-encoding", "content/posts/a.md".to_owned())]);
    let place = built.diagnostics[0].place.clone().unwrap();
    assert_eq!((&*place.source, place.column), ("放假期间请做好值班：\u{fffd}\u{fffd}。", 11));
}

#[test]
fn a_site_yaml_that_cannot_be_read_is_there_all_the_same() {
    let project = Project::with(&[("content/posts/a.md", "---\n标题: 甲\n日期: 2017-3-1\n栏目: 学吧\n---\n\n一。\n")]);
    let mut torn = "名称: 示例县".as_bytes().to_vec();
    torn.extend(encoding_rs::GBK.encode("总").0.as_ref());
    torn.extend("工会\n网址: https://a.example.cn\n栏目:\n  - 名称: 学吧\n".as_bytes());
    project.write_bytes("content/site.yaml", &torn);
    assert_eq!(told(&project.check().diagnostics), [("unknown-encoding", "content/site.yaml".to_owned())]);
    fs::remove_file(project.root().join("content/site.yaml")).unwrap();
    assert_eq!(told(&project.check().diagnostics), [("no-site-yaml", String::new())]);
}

#[test]
fn a_picture_named_md_is_told() {
    let project = Project::with(&[]);
    project.write_bytes("content/posts/a.md", &[0x89, b'P', b'N', b'G', 0, 0xff, 0xfe, 0, 0, 1, 2, 3, 0xc3, 0x28]);
    let built = project.check();
    assert_eq!(told(&built.diagnostics), [("unknown-encoding", "content/posts/a.md".to_owned())]);
}

// 20

#[test]
fn names_that_not_every_system_can_have_are_told() {
    for name in ["CON.md", "a:b.md", "nul.markdown", "com1.md", "问号?.md"] {
        let project = Project::with(&[(&format!("content/posts/{name}"), POST)]);
        let all = codes(&project);
        assert_eq!(all, [("windows-name", format!("content/posts/{name}"))], "{name}");
    }
    let project = Project::with(&[("content/posts/a.pdf.", "x"), ("content/posts/b.md", POST)]);
    assert_eq!(codes(&project), [("windows-name", "content/posts/a.pdf.".to_owned())]);
    let project = Project::with(&[("content/static/aux.txt", "x"), ("content/posts/b.md", POST)]);
    assert_eq!(codes(&project), [("windows-name", "content/static/aux.txt".to_owned())]);
}

#[test]
fn a_reserved_name_gives_an_address_that_every_system_can_have() {
    let project = Project::with(&[("content/posts/CON.md", POST), ("content/posts/nul.md", &POST.replace("甲", "乙"))]);
    project.build();
    for path in tree(&project.site()).keys() {
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap().to_lowercase();
            assert!(!["con", "nul"].contains(&stem.as_str()), "{path}");
        }
    }
}

#[test]
fn a_composed_link_finds_a_name_in_pieces() {
    let project = Project::with(&[
        ("content/posts/cafe\u{301}.md", &POST.replace("甲", "咖啡")),
        ("content/posts/re\u{301}sume\u{301}.pdf", "%PDF-1.4 %%EOF"),
        (
            "content/posts/b.md",
            &format!("{POST}\n见[那篇](caf\u{e9}.md)、[表](r\u{e9}sum\u{e9}.pdf)、[又](cafe\u{301}.md)。\n"),
        ),
    ]);
    let built = project.builds();
    assert_eq!(built.entries, 2);
}

#[test]
fn names_that_differ_in_composition_only_are_told() {
    let project = Project::with(&[
        ("content/posts/caf\u{e9}.md", POST),
        ("content/posts/cafe\u{301}.md", &POST.replace("甲", "乙")),
    ]);
    // A Mac has one file here and Linux two.
    if fs::read_dir(project.root().join("content/posts")).unwrap().count() == 2 {
        let built = project.check();
        assert!(built.diagnostics.iter().any(Diagnostic::is_error), "{}", said(&built.diagnostics));
    }
}

#[test]
fn a_long_name_is_a_short_address() {
    let slug = "a".repeat(300);
    let project = Project::with(&[("content/posts/a.md", &POST.replace("日期", &format!("网页名: {slug}\n日期")))]);
    assert_eq!(codes(&project), [("bad-slug", "content/posts/a.md".to_owned())]);
    let project = Project::with(&[(&format!("content/posts/{}.md", "长".repeat(80)), POST)]);
    project.builds();
    let project = Project::with(&[(&format!("content/posts/{}.md", "a".repeat(240)), POST)]);
    project.builds();
    let tags = format!("标签:\n  - {}\n  - {}\n日期", "长".repeat(300), "🎉".repeat(60));
    let project = Project::with(&[("content/posts/a.md", &POST.replace("日期", &tags))]);
    project.builds();
}

#[test]
fn of_several_names_that_a_link_may_mean_the_same_is_proposed_every_time() {
    let project = Project::with(&[("content/posts/a.md", &format!("{POST}\n![码](qr.PNG)\n"))]);
    for name in ["qr.png", "Qr.png", "QR.png", "qR.png"] {
        project.write_bytes(&format!("content/posts/{name}"), &support::sample::make("png 60x40"));
    }
    // Elsewhere they are one file.
    if fs::read_dir(project.root().join("content/posts")).unwrap().count() == 5 {
        for _ in 0..8 {
            let told = said(&project.check().diagnostics);
            assert!(told.contains("写成 QR.png"), "{told}");
        }
    }
}

#[test]
fn a_name_that_is_no_text_is_told() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    let name = std::ffi::OsStr::from_bytes(b"\xc4\xe3\xba\xc3.md");
    if fs::write(project.root().join("content/posts").join(name), POST).is_ok() {
        let built = project.check();
        assert_eq!(built.diagnostics.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["bad-file-name"]);
    }
}

// 21

#[test]
fn symbolic_links_are_refused_with_their_paths() {
    let outside = tempfile::TempDir::new().unwrap();
    fs::write(outside.path().join("secret.md"), POST).unwrap();
    let project = Project::with(&[("content/posts/a.md", POST)]);
    let posts = project.root().join("content/posts");
    symlink("a.md", posts.join("file.md")).unwrap();
    symlink("../posts", posts.join("folder")).unwrap();
    symlink("loop", posts.join("loop")).unwrap();
    symlink(outside.path(), posts.join("outside")).unwrap();
    symlink(outside.path().join("secret.md"), posts.join("secret.md")).unwrap();
    symlink("nowhere.md", posts.join("broken.md")).unwrap();
    let all: Vec<(&str, String)> = ["broken.md", "file.md", "folder", "loop", "outside", "secret.md"]
        .map(|name| ("symbolic-link", format!("content/posts/{name}")))
        .into();
    assert_eq!(codes(&project), all);
    assert!(project.build().changes.is_none());
}

#[test]
fn what_is_there_and_not_read_is_not_told_again_where_it_is_shown() {
    let text = "---\n标题: 甲\n日期: 2017-3-1\n封面: 封面.png\n附件:\n  - 名称: 表\n    文件: 表.csv\n---\n\n\
                一。\n\n![图](图.png)\n\n[乙](b.md) ![没有](没有.png)\n";
    let project = Project::with(&[("content/posts/a.md", text)]);
    let posts = project.root().join("content/posts");
    for name in ["b.md", "图.png", "封面.png", "表.csv"] {
        symlink("/nowhere", posts.join(name)).unwrap();
    }
    let mut all: Vec<(&str, String)> =
        ["b.md", "图.png", "封面.png", "表.csv"].map(|name| ("symbolic-link", format!("content/posts/{name}"))).into();
    all.insert(0, ("missing-file", "content/posts/a.md".to_owned()));
    assert_eq!(codes(&project), all);
}

#[test]
fn linked_content_static_and_templates_are_refused() {
    let outside = Project::with(&[("content/posts/a.md", POST), ("templates/web/404.html", "x")]);
    for name in ["content/static", "content/posts", "templates"] {
        let project = Project::with(&[("content/pages/a.md", "---\n标题: 关于\n---\n\n一。\n")]);
        let target = if name == "templates" { "templates" } else { "content/posts" };
        symlink(outside.root().join(target), project.root().join(name)).unwrap();
        assert_eq!(codes(&project).iter().map(|(_, file)| file.as_str()).collect::<Vec<_>>(), [name]);
        assert!(project.build().changes.is_none(), "{name}");
    }
    let project = Project::empty();
    symlink(outside.root().join("content"), project.root().join("content")).unwrap();
    assert!(project.check().diagnostics.iter().any(Diagnostic::is_error));
}

// 22

#[test]
fn what_is_no_file_is_told_and_nothing_waits() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    fs::create_dir(project.root().join("content/posts/x.md")).unwrap();
    for name in ["content/posts/pipe.md", "content/posts/pipe.jpg"] {
        assert!(Command::new("mkfifo").arg(project.root().join(name)).status().unwrap().success());
    }
    let _socket = std::os::unix::net::UnixListener::bind(project.root().join("content/posts/socket.md")).unwrap();
    let (done, waits) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| done.send(codes(&project)).unwrap());
        let all = waits.recv_timeout(Duration::from_secs(10)).expect("the build waits for a pipe");
        let names = ["pipe.jpg", "pipe.md", "socket.md", "x.md"];
        let expected: Vec<(&str, String)> = names.map(|name| ("not-a-file", format!("content/posts/{name}"))).into();
        assert_eq!(all, expected);
    });
}

#[test]
fn what_cannot_be_read_is_told() {
    if is_root() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let project =
        Project::with(&[("content/posts/a.md", POST), ("content/posts/b.jpg", "x"), ("content/events/c.md", POST)]);
    let shut =
        |name: &str, mode| fs::set_permissions(project.root().join(name), fs::Permissions::from_mode(mode)).unwrap();
    shut("content/posts/a.md", 0o000);
    shut("content/posts/b.jpg", 0o000);
    shut("content/events", 0o000);
    let all = codes(&project);
    shut("content/events", 0o755);
    let expected = ["content/events", "content/posts/a.md", "content/posts/b.jpg"];
    assert_eq!(all, expected.map(|file| ("unreadable", file.to_owned())));
}

// 34

#[test]
fn an_output_that_cannot_be_written_is_told_and_mended_by_the_next_run() {
    if is_root() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.builds();
    let before = tree(&project.site());
    project.write("content/posts/a.md", &POST.replace("一。", "二。"));
    project.write("content/posts/b.md", &POST.replace("甲", "乙"));
    let set = |mode| fs::set_permissions(project.site().join("posts"), fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    let built = project.build();
    set(0o755);
    assert_eq!(told(&built.diagnostics), [("cannot-write", String::new())], "{}", said(&built.diagnostics));
    assert!(said(&built.diagnostics).contains("没有写入的权限"), "{}", said(&built.diagnostics));
    let ours = |tree: Tree| tree.into_iter().filter(|(path, _)| !path.ends_with(".gongsheng-tmp")).collect::<Tree>();
    assert_eq!(ours(tree(&project.site())), before);
    same_as_clean(&project);
}

#[test]
fn a_full_disk_is_told_once_and_mended_by_the_next_run() {
    let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", &POST.replace("甲", "乙"))]);
    project.builds();
    let before = tree(&project.site());
    project.write("content/posts/a.md", &POST.replace("标题: 甲", "标题: 甲改"));
    project.write("content/posts/c.md", &POST.replace("甲", "丙"));
    let built = project.build_to(&project.site(), NOW, &Full);
    assert!(built.changes.is_none());
    assert!(said(&built.diagnostics).contains("磁盘满了"), "{}", said(&built.diagnostics));
    assert_eq!(built.diagnostics.len(), 1, "the disk is full once:\n{}", said(&built.diagnostics));
    assert_eq!(tree(&project.site()), before, "nothing torn is left");
    same_as_clean(&project);
}

#[test]
fn after_a_publishing_that_failed_what_was_begun_is_written_and_nothing_else() {
    let projects = [(); 2].map(|()| {
        let project = Project::with(&[("content/posts/a.md", POST), ("content/posts/b.md", &POST.replace("甲", "乙"))]);
        project.write("content/static/b.txt", "b");
        project.builds();
        project
    });
    let [project, undisturbed] = &projects;
    for text in ["改一", "改二", "一。"] {
        project.write("content/posts/a.md", &POST.replace("一。", text));
        assert!(project.build_to(&project.site(), NOW, &Full).changes.is_none(), "{text}");
    }
    let changes = |project: &Project| {
        project.write("content/posts/a.md", &POST.replace("一。", "二。"));
        project.build().changes.unwrap()
    };
    // What comes out as it was is not written where nothing failed.
    assert_eq!(changes(project).written, changes(undisturbed).rendered);
    same_as_clean(project);
}

#[test]
fn a_full_disk_leaves_nothing_torn_of_what_is_copied() {
    let project = Project::with(&[("content/posts/a.md", &format!("{POST}\n![照](p.png)\n"))]);
    project.write_bytes("content/posts/p.png", &support::sample::make("png 900x600"));
    project.write("content/static/b.txt", "一");
    let cache = project.root().join(".gongsheng");
    assert!(project.build_keeping(NOW, &cache).changes.is_some());
    // What was made of the picture is taken from the cache.
    fs::remove_dir_all(project.site().join("files")).unwrap();
    fs::remove_file(project.site().join("b.txt")).unwrap();
    let before = tree(&project.site());
    let request = Request { cache: Some(&cache), ..project.request(NOW) };
    let built = gongsheng::build(&request, &project.site(), &Full, &|_, _| ());
    assert!(said(&built.diagnostics).contains("磁盘满了"), "{}", said(&built.diagnostics));
    assert_eq!(tree(&project.site()), before);
    same_as_clean(&project);
}

/// A disk that is full after the beginning of whatever waits to take its place.
struct Full;

impl Full {
    fn begin(place: &Path) -> io::Result<()> {
        if place.to_string_lossy().contains(".gongsheng-tmp") {
            fs::write(place, "half")?;
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl Disk for Full {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_dir(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        Full::begin(path).and_then(|()| RealDisk.write(path, bytes))
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Key> {
        Full::begin(to).and_then(|()| RealDisk.copy(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_dir(path)
    }
}

fn same_as_clean(project: &Project) {
    project.builds();
    let clean = project.root().join("clean");
    project.build_to(&clean, NOW, &RealDisk);
    assert_eq!(tree(&project.site()), tree(&clean));
}

// 35

#[test]
fn folders_that_are_never_published_into() {
    let project = Project::with(&[("content/posts/a.md", POST), ("templates/web/x.html", "x")]);
    let home = tempfile::TempDir::new().unwrap();
    let root = project.root();
    symlink(root.join("content"), root.join("linked")).unwrap();
    let refused = [
        root.to_owned(),
        root.join("."),
        root.join("site/.."),
        root.join("content"),
        root.join("content/site"),
        root.join("content/../content/static"),
        root.join("templates"),
        root.join("templates/site"),
        root.join("linked"),
        root.join("linked/site"),
        root.parent().unwrap().to_owned(),
        "/".into(),
        "/..".into(),
        home.path().to_owned(),
        home.path().join("x/.."),
        root.join(".gongsheng"),
        root.join(".gongsheng/pictures"),
        root.join(".site.gongsheng"),
        root.join("dist/.GONGSHENG/site"),
        home.path().join("other/.site.gongsheng"),
    ];
    for output in refused {
        let result = check_output(root, &output, Some(home.path()));
        assert_eq!(result.err().map(|told| told.code.id), Some("refused-output"), "{}", output.display());
    }
    for output in [root.join("site"), root.join("dist/site"), home.path().join("site"), root.join("contents")] {
        assert_eq!(check_output(root, &output, Some(home.path())), Ok(()), "{}", output.display());
    }
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_left_as_it_is() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.write("site/我的照片.jpg", "x");
    project.write("site/posts/a/index.html", "别人的");
    let before = tree(&project.site());
    let built = project.build();
    assert_eq!(told(&built.diagnostics), [("refused-output", String::new())]);
    assert!(said(&built.diagnostics).contains("我的照片.jpg"), "{}", said(&built.diagnostics));
    assert_eq!(tree(&project.site()), before);
}

#[test]
fn a_foreign_file_that_comes_later_is_refused_too() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.builds();
    project.write("site/posts/a/笔记.txt", "x");
    let before = tree(&project.site());
    let built = project.build();
    assert_eq!(told(&built.diagnostics), [("refused-output", String::new())]);
    assert_eq!(tree(&project.site()), before);
    project.remove("site/posts/a/笔记.txt");
    project.builds();
}

#[test]
fn a_page_changed_by_hand_is_made_again() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.builds();
    let before = tree(&project.site());
    project.write("site/posts/a/index.html", "改过");
    project.remove("site/feed.xml");
    project.builds();
    assert_eq!(tree(&project.site()), before);
}

#[test]
fn links_in_the_output_are_not_followed() {
    let outside = tempfile::TempDir::new().unwrap();
    let project = Project::with(&[("content/posts/a.md", POST)]);
    fs::create_dir(project.site()).unwrap();
    symlink(outside.path(), project.site().join("posts")).unwrap();
    let built = project.build();
    assert_eq!(told(&built.diagnostics), [("refused-output", String::new())]);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn an_output_that_is_a_file_is_told() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.write("site", "a file");
    let built = project.build();
    assert_eq!(built.diagnostics.len(), 1, "{}", said(&built.diagnostics));
    assert!(built.changes.is_none());
    assert_eq!(fs::read_to_string(project.root().join("site")).unwrap(), "a file");
}

// 36

#[test]
fn a_file_that_changes_during_the_build_is_told() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.builds();
    let before = tree(&project.site());
    project.write("content/posts/p.pdf", "%PDF-1.4 first %%EOF");
    project.write("content/posts/a.md", &format!("{POST}\n[名单](p.pdf)\n"));
    let file = project.root().join("content/posts/p.pdf");
    let changing = Before(|step, from: &Path| match step {
        Step::Copy if from.ends_with("p.pdf") => fs::write(&file, "changed"),
        _ => Ok(()),
    });
    let built = project.build_to(&project.site(), NOW, &changing);
    let all = told(&built.diagnostics);
    assert!(all.contains(&("changed-meanwhile", "content/posts/p.pdf".to_owned())), "{all:?}");
    assert!(built.changes.is_none());
    assert_eq!(tree(&project.site()), before, "never a mix");
    project.build();
    let clean = project.root().join("clean");
    project.build_to(&clean, NOW, &RealDisk);
    assert_eq!(tree(&project.site()), tree(&clean));
}

#[test]
fn a_disk_that_has_room_again_when_what_is_not_wanted_is_gone_is_no_mistake() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.write("content/static/large.txt", "large");
    project.builds();
    project.remove("content/static/large.txt");
    let large = project.site().join("large.txt");
    let nearly_full = Before(|step, path: &Path| match step {
        Step::Write if path.ends_with("manifest.new") && large.exists() => Err(io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    });
    let built = project.build_to(&project.site(), NOW, &nearly_full);
    assert!(built.changes.is_some_and(|changes| changes.removed.len() == 1), "{}", said(&built.diagnostics));
    same_as_clean(&project);
}

#[test]
fn a_file_that_goes_during_the_build_is_told() {
    let project = Project::with(&[("content/posts/a.md", &format!("{POST}\n[名单](p.pdf)\n"))]);
    project.write("content/posts/p.pdf", "%PDF-1.4 first %%EOF");
    let file = project.root().join("content/posts/p.pdf");
    let going = Before(|step, from: &Path| match step {
        Step::Copy if from.ends_with("p.pdf") => fs::remove_file(&file),
        _ => Ok(()),
    });
    let built = project.build_to(&project.site(), NOW, &going);
    assert_eq!(told(&built.diagnostics), [("changed-meanwhile", "content/posts/p.pdf".to_owned())]);
    assert!(tree(&project.site()).is_empty());
}

#[test]
fn what_a_system_leaves_in_a_folder_goes_with_it_when_it_becomes_a_file() {
    for left in ["site/x/.DS_Store", "site/x/z/Thumbs.db", "site/x/z/.~lock.y.txt#"] {
        let project = Project::with(&[("content/posts/a.md", POST), ("content/static/x/y.txt", "y")]);
        project.write("content/static/x/z/y.txt", "y");
        project.builds();
        project.write(left, "");
        fs::remove_dir_all(project.root().join("content/static/x")).unwrap();
        project.write("content/static/x", "x");
        same_as_clean(&project);
    }
}

#[test]
fn of_two_builds_at_once_the_second_is_told() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    let ((here, is_here), (go, may_go)) = (mpsc::channel(), mpsc::channel());
    let channels = std::sync::Mutex::new(Some((here, may_go)));
    // It waits, at its first writing, until it is told to go on.
    let waiting = Before(|step, _: &Path| {
        if let Some((here, go)) = (step == Step::Write).then(|| channels.lock().unwrap().take()).flatten() {
            here.send(()).unwrap();
            go.recv().unwrap();
        }
        Ok(())
    });
    std::thread::scope(|scope| {
        let first = scope.spawn(|| project.build_to(&project.site(), NOW, &waiting));
        is_here.recv().unwrap();
        let second = project.build();
        assert_eq!(told(&second.diagnostics), [("locked", String::new())]);
        go.send(()).unwrap();
        let first = first.join().unwrap();
        assert!(first.changes.is_some(), "{}", said(&first.diagnostics));
    });
    same_as_clean(&project);
}

#[test]
fn a_lock_that_a_killed_build_left_behind_stops_nobody() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.write(".site.gongsheng/lock", "");
    project.builds();
}

// 17, 34: nothing is told by the disk that the content should have told

#[test]
fn no_two_pages_need_one_place_on_the_disk() {
    let cases: [(&str, &[(&str, &str)]); 5] = [
        (
            "an alias that is a list",
            &[("content/posts/a.md", "---\n标题: 甲\n日期: 2017-3-1\n旧网页名: /events/\n---\n\n一。\n")],
        ),
        ("a static file that is a list", &[("content/static/posts/index.html", "x")]),
        ("a static file that is a folder", &[("content/static/posts", "x")]),
        (
            "an alias below a file",
            &[("content/posts/a.md", "---\n标题: 甲\n日期: 2017-3-1\n旧网页名: [/a.html, /a.html/b]\n---\n\n一。\n")],
        ),
        (
            "a static file that is a feed",
            &[
                (
                    "content/site.yaml",
                    "名称: 示例\n网址: https://a.example.cn\n栏目:\n  - 名称: 学吧\n    网页名: xueba\n",
                ),
                ("content/static/columns/xueba/feed.xml", "x"),
            ],
        ),
    ];
    for (what, files) in cases {
        let project = Project::with(files);
        let built = project.build();
        let all = told(&built.diagnostics);
        assert!(all.iter().any(|(code, _)| *code == "same-address"), "{what}: {all:?}");
        assert!(!project.site().join("index.html").exists(), "{what}: half a site was published");
    }
}

// 42

#[test]
fn a_template_that_is_no_text_is_told() {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.write_bytes("templates/web/404.html", &[0xff, 0xfe, 0x00, 0xc3]);
    let built = project.check();
    assert_eq!(built.diagnostics.len(), 1, "{}", said(&built.diagnostics));
    assert!(said(&built.diagnostics).contains("编码选 UTF-8"));
}
