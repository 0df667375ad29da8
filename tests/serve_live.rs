//! The preview while one writes (row 40 of the table of bad inputs): whatever happens to the files, it ends at
//! what a cold build makes, and until then it gives out the last good site, whole.
#![allow(clippy::disallowed_methods, reason = "tests read and write, and measure")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};
use support::Project;
use support::preview::Running;

fn post(title: &str, id: usize) -> String {
    format!("---\n标题: {title}\n编号: {id}\n日期: 2017-3-1\n标签: 甲\n---\n正文：{title}。\n")
}

fn project() -> Project {
    Project::with(&[("content/posts/a.md", &post("甲一", 1)), ("content/posts/b.md", &post("乙一", 2))])
}

/// Saves as editors do: into a file beside it, which then takes its place.
fn save(project: &Project, path: &str, text: &str) {
    let place = project.root().join(path);
    let beside = place.with_file_name(".saving~");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, &place).unwrap();
}

#[test]
fn whatever_happens_to_the_files_it_ends_at_what_a_cold_build_makes() {
    let project = project();
    for polls in [false, true] {
        let preview = Running::with(&project, 0, None, polls);
        save(&project, "content/posts/a.md", &post("甲二", 1));
        preview.until("/posts/a/", |reply| reply.text().contains("甲二"));
        preview.is_cold(&project);
        project.rename("content/posts/a.md", "content/posts/c.md");
        preview.until("/posts/c/", |reply| reply.status == 200);
        preview.is_cold(&project);
        assert_eq!(preview.get("/posts/a/").status, 404);
        project.remove("content/posts/b.md");
        preview.until("/posts/b/", |reply| reply.status == 404);
        project.write("content/static/x.txt", "一");
        project.write("templates/web/404.html", "没有{{ site.title }}");
        project.write("content/site.yaml", "名称: 换了名字\n网址: https://a.example.cn\n");
        preview.until("/none", |reply| reply.text().starts_with("没有换了名字"));
        preview.is_cold(&project);
        assert_eq!(preview.get("/x.txt").text(), "一");
        fs::remove_dir_all(project.root().join("templates")).unwrap();
        fs::remove_dir_all(project.root().join("content/static")).unwrap();
        project.rename("content/posts/c.md", "content/posts/a.md");
        project.write("content/posts/b.md", &post("乙一", 2));
        project.write("content/site.yaml", "名称: 示例县总工会\n网址: https://a.example.cn\n");
        preview.until("/posts/a/", |reply| reply.status == 200);
        preview.is_cold(&project);
    }
}

#[test]
fn two_files_that_change_places_are_given_out_as_they_are_now() {
    let project = project();
    let statics = project.root().join("content/static");
    for (name, text) in [("a.txt", "甲甲"), ("b.txt", "乙乙")] {
        project.write(&format!("content/static/{name}"), text);
        let file = fs::File::options().write(true).open(statics.join(name)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_500_000_000)).unwrap();
    }
    let preview = Running::of(&project);
    assert_eq!(preview.get("/a.txt").text(), "甲甲");
    // They are of one size and date; and something new comes with them.
    for (from, to) in [("a.txt", "c.txt"), ("b.txt", "a.txt"), ("c.txt", "b.txt")] {
        fs::rename(statics.join(from), statics.join(to)).unwrap();
    }
    project.write("content/static/new.txt", "新");
    preview.until("/new.txt", |reply| reply.status == 200);
    preview.until("/a.txt", |reply| reply.text() == "乙乙");
    preview.is_cold(&project);
}

#[test]
fn five_hundred_files_at_once_are_few_rounds() {
    let project = project();
    let preview = Running::of(&project);
    for number in 0..500 {
        project.write(&format!("content/posts/n{number}.md"), &post(&format!("第{number}篇"), 100 + number));
    }
    preview.until("/posts/n499/", |reply| reply.status == 200);
    preview.is_cold(&project);
    assert!(preview.rounds() < 60, "{} rounds", preview.rounds());
}

#[test]
fn a_mistake_leaves_the_last_good_site_and_goes_when_it_is_mended() {
    let project = project();
    let preview = Running::of(&project);
    let good = preview.get("/posts/a/").body;
    for (path, text) in [
        ("content/posts/a.md", "---\n标题: 甲三\n没有的: 字段\n---\n"),
        ("templates/web/entry.html", "{{ it.card.none.none }}"),
        ("templates/web/card.html", "{% if %}"),
    ] {
        project.write(path, text);
        let wrong = preview.round(|round| round.stale);
        assert!(wrong.told.iter().any(|told| told.is_error()), "{path}");
        assert_eq!(preview.get("/posts/a/").body, good, "{path}");
        let state: serde_json::Value = serde_json::from_str(&preview.get("/-/state?/posts/a/").text()).unwrap();
        assert_eq!((&state["stale"], state["errors"].as_u64() > Some(0)), (&true.into(), true), "{path}");
        let problems = preview.get("/-/problems").text();
        assert!(problems.contains("<b>改法</b>") && problems.contains(path), "{path}: {problems}");
        match path.starts_with("templates/") {
            true => project.remove(path),
            false => project.write(path, &post("甲一", 1)),
        }
        preview.round(|round| !round.stale);
        preview.is_cold(&project);
        assert_eq!(preview.get("/posts/a/").body, good, "{path}");
    }
}

/// A body in which the generation stands often enough to be torn, and a second page that shows the same.
fn generation(number: usize) -> String {
    let mut text = format!("---\n标题: 第{number}代\n编号: 1\n日期: 2017-3-1\n---\n");
    (0..400).for_each(|_| text.push_str(&format!("【{number}】工会服务职工，职工依靠工会。\n\n")));
    text
}

/// The generations that a page shows.
fn generations(page: &str) -> Vec<&str> {
    let (_, body) = page.split_once("<main").unwrap();
    body.split('【').skip(1).filter_map(|rest| rest.split('】').next()).collect()
}

#[test]
fn no_request_is_answered_404_torn_or_mixed_while_it_is_built() {
    let project = project();
    project.write("content/posts/a.md", &generation(0));
    let preview = Running::of(&project);
    let (ends, asked, highest) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut latest = 0;
                while !ends.load(Ordering::Relaxed) {
                    let page = preview.get("/posts/a/");
                    assert_eq!(page.status, 200);
                    let text = page.text();
                    assert!(text.ends_with("</body>\n</html>\n"));
                    let shown = generations(&text);
                    assert_eq!(shown.len(), 400, "torn");
                    assert!(shown.iter().all(|number| *number == shown[0]), "mixed");
                    let number: usize = shown[0].parse().unwrap();
                    assert!(text.contains(&format!("<h1>第{number}代</h1>")), "mixed");
                    assert!(number >= latest, "an older site came back");
                    latest = number;
                    highest.fetch_max(number, Ordering::Relaxed);
                    // What the page needs is there, though the site is another by now.
                    for part in text.split("href=\"/assets/").skip(1) {
                        let path = part.split('"').next().unwrap();
                        assert_eq!(preview.get(&format!("/assets/{path}")).status, 200, "{path}");
                    }
                    for path in ["/", "/posts/", "/feed.xml", "/posts/b/", "/wechat/posts/a.html"] {
                        assert_eq!(preview.get(path).status, 200, "{path}");
                    }
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let began = Instant::now();
        let mut number = 0;
        while began.elapsed() < Duration::from_secs(6) {
            number += 1;
            save(&project, "content/posts/a.md", &generation(number));
            // The style sheet's name changes with it; and now and then there is a mistake.
            project.write("templates/assets/site.css", &format!("body{{margin:{number}px}}"));
            if number % 5 == 0 {
                project.write("content/posts/wrong.md", "---\n没有的: 字段\n---\n");
            } else if number % 5 == 1 && number > 1 {
                project.remove("content/posts/wrong.md");
            }
            std::thread::sleep(Duration::from_millis(60));
        }
        let _ = fs::remove_file(project.root().join("content/posts/wrong.md"));
        preview.until("/posts/a/", |reply| reply.text().contains(&format!("【{number}】")));
        ends.store(true, Ordering::Relaxed);
    });
    assert!(asked.load(Ordering::Relaxed) > 20 && highest.load(Ordering::Relaxed) > 3, "{asked:?} {highest:?}");
    preview.is_cold(&project);
}

#[test]
fn when_a_moment_has_come_it_is_built_by_itself() {
    let project = project();
    project.write("content/posts/c.md", "---\n标题: 丙\n编号: 3\n日期: 2017-3-9 12:30\n---\n到时间才发。\n");
    let preview = Running::of(&project);
    let marked = |running: &Running| running.get("/-/state?/posts/c/").text().contains("未到时间");
    assert!(marked(&preview));
    *preview.now.lock().unwrap() = "2017-3-9 12:29".to_owned();
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(preview.rounds(), 1, "nothing is built before it");
    *preview.now.lock().unwrap() = "2017-3-9 12:30".to_owned();
    preview.round(|round| round.next_moment.is_none());
    assert!(!marked(&preview));
    preview.is_cold(&project);
}

#[test]
fn what_readers_do_not_see_yet_goes_with_the_time_too() {
    for fields in ["日期: 2017-3-1\n草稿: 是", "日期: 2017-3-20"] {
        let project = project();
        let event = format!(
            "---\n标题: 活动\n编号: 3\n{fields}\n开始: 2017-3-9 12:30\n结束: 2017-3-9 14:00\n地点: 会议室\n---\n"
        );
        project.write("content/events/e.md", &event);
        let preview = Running::of(&project);
        preview.until("/events/e/", |reply| reply.text().contains(">未开始</strong>"));
        *preview.now.lock().unwrap() = "2017-3-9 12:30".to_owned();
        preview.until("/events/e/", |reply| reply.text().contains(">进行中</strong>"));
        preview.is_cold(&project);
    }
}

#[test]
fn a_page_that_is_open_hears_where_its_entry_went() {
    let project = project();
    let preview = Running::of(&project);
    let state = |asked: &str| -> serde_json::Value {
        serde_json::from_str(&preview.get(&format!("/-/state?{asked}")).text()).unwrap()
    };
    assert_eq!(state("/posts/a/?1")["page"]["id"], "1");
    assert_eq!(state("/posts/a/?1")["moved"], serde_json::Value::Null, "it is where it was");
    project.rename("content/posts/a.md", "content/posts/c.md");
    preview.until("/posts/c/", |reply| reply.status == 200);
    assert_eq!(state("/posts/a/?1")["moved"], "/posts/c/");
    assert_eq!(state("/wechat/posts/a.html?1")["moved"], "/wechat/posts/c.html");
    assert_eq!(state("/posts/b/?1")["moved"], serde_json::Value::Null, "another is there");
    for nobody in ["/posts/a/", "/posts/a/?", "/posts/a/?9", "/?"] {
        assert_eq!(state(nobody)["moved"], serde_json::Value::Null, "{nobody}");
    }
    save(&project, "content/posts/c.md", &post("甲一", 1).replace("编号", "网页名: jia\n编号"));
    preview.until("/posts/jia/", |reply| reply.status == 200);
    assert_eq!(state("/posts/c/?1")["moved"], "/posts/jia/");
}

#[test]
fn pages_that_listen_are_told() {
    let project = project();
    let preview = Running::of(&project);
    let listen = |known: &str| {
        let mut stream = TcpStream::connect(preview.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "GET /-/events{known} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address).unwrap();
        let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
        move || {
            let line = lines.find(|line| line.starts_with("data: ")).unwrap();
            serde_json::from_str::<serde_json::Value>(&line["data: ".len()..]).unwrap()
        }
    };
    let mut said = listen("");
    let first = said()["round"].as_u64().unwrap();
    project.write("content/static/x.txt", "一");
    assert_eq!(said()["loose"], serde_json::json!(["x.txt"]));
    // What changes no byte is no news.
    project.write("content/static/x.txt", "一");
    save(&project, "content/posts/a.md", &post("甲二", 1));
    assert_eq!(said()["round"], first + 2);
    assert!(preview.get("/posts/a/").text().contains("甲二"));
    // A page that was hidden since the first round hears what it missed; one that knows of it does not.
    assert_eq!(listen(&format!("?{first}"))()["loose"], serde_json::json!(["x.txt"]));
    assert_eq!(listen(&format!("?{}", first + 1))()["loose"], serde_json::json!([]));
}
