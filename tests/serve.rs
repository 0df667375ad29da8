//! The preview: whom it answers, with what, and whom not (rows 37 to 39 of the table of bad inputs).
#![allow(clippy::disallowed_methods, reason = "tests read and write, and measure")]

mod support;

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};
use support::preview::{Running, ask};
use support::{Project, sample};

const POST: &str =
    "---\n标题: 一\n编号: 1\n日期: 2017-3-1\n---\n正文。![图](../images/p.jpg)\n\n[表](../files/t.csv)\n";
const DRAFT: &str = "---\n标题: 二\n编号: 2\n日期: 2017-3-2\n草稿: 是\n---\n还没写完。\n";
const SOON: &str = "---\n标题: 三\n编号: 3\n日期: 2017-3-9 12:30\n---\n到时间才发。[一](a.md)\n";

fn project() -> Project {
    let project = Project::with(&[
        ("content/posts/a.md", POST),
        ("content/files/t.csv", "甲,乙\n1,2\n"),
        ("content/static/own.html", "<!DOCTYPE html><title>x</title><p>自己的网页</p>"),
        ("secret.txt", "秘密"),
        ("content/posts/.secret.md", "秘密"),
    ]);
    project.write_bytes("content/images/p.jpg", &sample::make("jpeg 900x600"));
    project
}

#[test]
fn a_preview_gives_out_what_a_build_writes() {
    let project = project();
    let preview = Running::of(&project);
    preview.is_cold(&project);
    let page = preview.get("/posts/a/");
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert!(page.text().ends_with("<script src=\"/-/live.js\" defer></script></body>\n</html>\n"));
    let head = preview.ask("HEAD", "/posts/a/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.headers["content-length"], page.headers["content-length"]);
    let again = preview.ask("GET", "/posts/a/", &[("If-None-Match", &page.headers["etag"])]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(preview.get("/posts/a").headers["location"], "/posts/a/");
    let missing = preview.get("/posts/none/");
    assert_eq!(missing.status, 404);
    assert_eq!(missing.built(), preview.cold(&project).0["404.html"]);
}

#[test]
fn a_film_is_given_out_in_the_parts_that_are_asked_for() {
    let project = project();
    // Larger than what is read at once, and smaller.
    let long: Vec<u8> = (0..9 << 20).map(|at| (at % 251) as u8).collect();
    project.write_bytes("content/static/long.mp4", &long);
    project.write_bytes("content/static/short.mp4", b"0123456789");
    let preview = Running::of(&project);
    let part = |path: &str, range: &str| preview.ask("GET", path, &[("Range", range)]);
    let first = part("/short.mp4", "bytes=0-1");
    assert_eq!(
        (first.status, first.headers["content-range"].as_str(), &*first.body),
        (206, "bytes 0-1/10", &b"01"[..])
    );
    assert_eq!(part("/short.mp4", "bytes=-3").body, b"789");
    let end = part("/long.mp4", "bytes=9000000-");
    assert!(end.status == 206 && end.body == long[9_000_000..], "{}", end.headers["content-range"]);
    let beyond = part("/short.mp4", "bytes=10-");
    assert_eq!((beyond.status, beyond.headers["content-range"].as_str(), beyond.body.len()), (416, "bytes */10", 0));
    let whole = preview.get("/short.mp4");
    assert_eq!((whole.status, whole.headers["accept-ranges"].as_str(), whole.body.len()), (200, "bytes", 10));
    let tag = whole.headers["etag"].as_str();
    let goes_on = |tag| preview.ask("GET", "/short.mp4", &[("Range", "bytes=5-"), ("If-Range", tag)]);
    assert_eq!((goes_on(tag).status, &*goes_on(tag).body), (206, &b"56789"[..]));
    assert_eq!((goes_on("\"another\"").status, goes_on("\"another\"").body.len()), (200, 10));
    let known = preview.ask("GET", "/short.mp4", &[("Range", "bytes=0-1"), ("If-None-Match", tag)]);
    assert_eq!(known.status, 304);
    assert_eq!(preview.ask("HEAD", "/short.mp4", &[("Range", "bytes=0-1")]).headers["content-length"], "10");
    assert_eq!(part("/posts/a/", "bytes=0-1").status, 200, "a page is whole");
}

#[test]
fn nothing_outside_the_site_is_given_out() {
    let project = project();
    let preview = Running::of(&project);
    for path in [
        "/../secret.txt",
        "/posts/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2e/%2e./secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/-/../secret.txt",
        "/secret.txt%00.html",
        "/%00",
        "/%ff%fe",
        "/%c0%ae%c0%ae/secret.txt",
        "/%",
        "//secret.txt",
        "/secret.txt",
        "/content/site.yaml",
        "/site.yaml",
        "/posts/a.md",
        "/posts/.secret.md",
        "/.gongsheng/",
        "/-/token.rs",
        "/etc/passwd",
        "/C:/Windows/win.ini",
    ] {
        let reply = preview.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.text().contains("秘密"), "{path}");
    }
    for (path, wanted) in [
        (&b"/../../../../etc/passwd"[..], "400"),
        (b"http://evil.example/", "400"),
        (b"/a\x00b", "400"),
        (b"/a\xff\xfe", "400"),
        (b"*", "400"),
    ] {
        let request = [b"GET ", path, format!(" HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address).as_bytes()].concat();
        assert_eq!(preview.raw(&request), format!("HTTP/1.1 {wanted}"), "{}", String::from_utf8_lossy(path));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_became_a_link_is_not_followed() {
    let project = project();
    let preview = Running::of(&project);
    let path = preview.cold(&project).0.into_keys().find(|path| path.ends_with(".csv")).unwrap();
    assert_eq!(preview.get(&format!("/{path}")).text(), "甲,乙\n1,2\n");
    project.remove("content/files/t.csv");
    std::os::unix::fs::symlink(project.root().join("secret.txt"), project.root().join("content/files/t.csv")).unwrap();
    let reply = preview.get(&format!("/{path}"));
    assert!(reply.status == 503 && !reply.text().contains("秘密"), "{}", reply.text());
}

#[test]
fn whoever_asks_too_much_is_told_and_keeps_nobody_waiting() {
    let project = project();
    let preview = Running::of(&project);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "X"] {
        let reply = preview.ask(method, "/", &[]);
        assert_eq!((reply.status, reply.headers["allow"].as_str()), (405, "GET, HEAD"), "{method}");
    }
    let long = "a".repeat(1024 * 1024);
    let host = preview.address;
    let refused = ["HTTP/1.1 400", "HTTP/1.1 414", "HTTP/1.1 431"];
    for request in [
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {long}\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n{}\r\n", "X: y\r\n".repeat(40_000)),
        "\r\n\r\n\0\0\0\0\r\n\r\n".to_owned(),
    ] {
        let said = preview.raw(request.as_bytes());
        assert!(refused.contains(&said.as_str()), "{said}");
    }
    // Thirty who begin to speak and do not go on, and thirty who do not listen.
    let held: Vec<TcpStream> = (0..60)
        .map(|number| {
            let mut stream = TcpStream::connect(host).unwrap();
            let whole = if number % 2 == 0 { "" } else { "\r\n\r\n" };
            write!(stream, "GET / HTTP/1.1\r\nHost: {host}{whole}").unwrap();
            stream
        })
        .collect();
    let began = Instant::now();
    assert_eq!(preview.get("/posts/a/").status, 200);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    drop(held);
}

#[test]
fn only_pages_of_the_preview_itself_are_answered() {
    let project = project();
    let preview = Running::of(&project);
    let (port, own) = (preview.address.port(), preview.origin.clone());
    let status = |headers: &[(&str, &str)]| preview.ask("GET", "/", headers).status;
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(status(&[("Host", &format!("{host}:{port}"))]), 200, "{host}");
    }
    let foreign = [format!("evil.example:{port}"), format!("127.0.0.1.evil.example:{port}"), "localhost:1".into()];
    for host in &foreign {
        assert_eq!(status(&[("Host", host)]), 403, "{host}");
    }
    assert_eq!(status(&[("Origin", &own)]), 200);
    for origin in ["http://evil.example", "null", "http://localhost:1"] {
        assert_eq!(status(&[("Origin", origin)]), 403, "{origin}");
        assert_eq!(preview.ask("OPTIONS", "/", &[("Origin", origin)]).status, 403);
    }
    let script = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "script")];
    assert_eq!(preview.ask("GET", "/embed/latest.js", &script).status, 403, "an embed would give drafts away");
    let link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];
    assert_eq!(status(&link), 200);
    for path in ["/", "/posts/a/", "/api/v1/entries.json", "/feed.xml", "/own.html", "/-/", "/-/state", "/none"] {
        let reply = preview.ask("GET", path, &[("Origin", &own)]);
        assert!(!reply.headers.contains_key("access-control-allow-origin"), "{path}");
        assert_eq!(reply.headers["x-content-type-options"], "nosniff", "{path}");
        let policy = &reply.headers["content-security-policy"];
        assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("unsafe-eval"), "{path}: {policy}");
    }
}

#[test]
fn scripts_of_the_sites_that_site_yaml_names_run_in_the_preview_too() {
    let site = "名称: 县总工会\n网址: https://a.example.cn\n外部脚本: https://hm.baidu.com\n";
    let project =
        Project::with(&[("content/site.yaml", site), ("content/posts/a.md", POST.split("![").next().unwrap())]);
    let preview = Running::of(&project);
    let policy = |path: &str| preview.get(path).headers["content-security-policy"].clone();
    assert!(policy("/").contains("script-src 'self' https://hm.baidu.com;"), "{}", policy("/"));
    for path in ["/-/", "/wechat/posts/a.html"] {
        assert!(!policy(path).contains("baidu"), "{path}: {}", policy(path));
    }
}

#[test]
fn an_error_is_text_in_the_page() {
    let project = Project::with(&[("content/posts/a.md", "---\n标题: 一\n<img src=x onerror=alert(1)>: 二\n---\n")]);
    let preview = Running::of(&project);
    let page = preview.get("/posts/a/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("<h1>还没有能看的网页</h1>"));
    assert!(page.text().contains("&lt;img src=x onerror=alert(1)&gt;"), "{}", page.text());
    for path in ["/", "/-/", "/-/problems", "/posts/a/"] {
        assert!(!preview.get(path).text().contains("<img"), "{path}");
    }
    project.write("content/posts/a.md", POST.split("![").next().unwrap());
    preview.until("/posts/a/", |reply| reply.status == 200);
}

#[test]
fn what_readers_do_not_see_is_shown_and_marked() {
    let project = project();
    project.write("content/posts/b.md", DRAFT);
    project.write("content/posts/c.md", SOON);
    let preview = Running::of(&project);
    preview.is_cold(&project);
    assert!(preview.get("/posts/b/").text().contains("还没写完"));
    assert!(preview.get("/posts/").text().contains("/posts/c/"));
    let state = preview.get("/-/state?/posts/c/").text();
    assert_eq!(preview.get("/-/state?/posts/%63/").text(), state);
    assert!(!preview.get("/-/state?/posts/%2563/").text().contains("\"page\""), "an address is decoded once");
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    assert_eq!(state["marks"], serde_json::json!({"/posts/b/": "草稿", "/posts/c/": "未到时间"}));
    assert_eq!(state["page"]["mark"]["why"], "还没有发布：到 2017-03-09 12:30 自己发布");
    assert_eq!(state["page"]["article"], "/wechat/posts/c.html");
    let desk = preview.get("/-/").text();
    assert!(
        desk.contains("<a href=\"/posts/b/\">二</a> <b>草稿</b>") && desk.contains("下次自己会变：2017-03-09 12:30")
    );
    let built = project.build();
    assert_eq!((built.entries, built.hidden.drafts, built.hidden.future), (1, 1, 1));
    assert!(!project.site().join("posts/b").exists());
    assert!(!project.page("index.html").contains("/posts/c/") && !project.page("index.html").contains("/-/"));
}

#[test]
fn a_draft_with_nothing_in_it_is_shown_too() {
    let project = project();
    let empty = "---\n草稿: 是\n---\n";
    for kind in ["posts", "events", "tickets", "pages"] {
        project.write(&format!("content/{kind}/empty-{kind}.md"), empty);
    }
    project.write("content/rankings/empty-ranking.yaml", "草稿: 是\n");
    let built = project.build();
    assert!(built.changes.is_some(), "{}", support::said(&built.diagnostics));
    let preview = Running::of(&project);
    preview.is_cold(&project);
    for path in ["posts/empty-posts", "events/empty-events", "tickets/empty-tickets", "rankings/empty-ranking"] {
        assert_eq!(preview.get(&format!("/{path}/")).status, 200, "{path}");
        assert_eq!(preview.get(&format!("/wechat/{path}.html")).status, 200, "{path}");
    }
    assert!(preview.get("/-/").text().contains("（还没有标题）"));
}

#[test]
fn articles_are_shown_though_the_site_has_none_and_name_the_site_as_readers_know_it() {
    let project = project();
    project.write("content/site.yaml", "名称: 甲\n网址: https://a.example.cn\n微信:\n  公开: 否\n");
    let built = project.build();
    assert!(built.changes.is_some() && !project.site().join("wechat").exists(), "{:?}", built.diagnostics);
    let preview = Running::of(&project);
    let page = preview.get("/wechat/posts/a.html").text();
    assert!(page.contains("https://a.example.cn/posts/a/"), "the source link");
    assert!(page.contains(&format!("src=\"{}/files/", preview.origin)), "the pictures: {page}");
    assert_eq!(preview.round(|_| true).told, built.diagnostics, "a preview says what a build says");
}

#[test]
fn a_site_below_a_path_lies_below_it_here_too() {
    let project = project();
    project.write("content/site.yaml", "名称: 甲\n网址: https://x.example.cn/gh/\n");
    let preview = Running::of(&project);
    for path in ["/", "/gh"] {
        let reply = preview.get(path);
        assert_eq!((reply.status, reply.headers["location"].as_str()), (302, "/gh/"), "{path}");
    }
    let home = preview.get("/gh/").text();
    assert!(home.contains("href=\"/gh/posts/a/\""), "{home}");
    assert!(home.contains(&format!("<link rel=\"canonical\" href=\"{}/gh/\">", preview.origin)));
    assert_eq!(preview.get("/gh/posts/a/").status, 200);
    assert_eq!(preview.get("/posts/a/").status, 404);
    assert_eq!(preview.get("/gh2/").status, 404);
    let localhost = format!("localhost:{}", preview.address.port());
    let named = preview.ask("GET", "/gh/", &[("Host", &localhost)]).text();
    assert!(named.contains(&format!("<link rel=\"canonical\" href=\"http://{localhost}/gh/\">")));
}

#[test]
fn the_network_is_let_in_one_by_one() {
    let project = project();
    // An address of this machine that is not the one the first door has.
    let network = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
    let preview = Running::with(&project, 0, Some(network), false);
    let invitation = preview.invitation.clone().unwrap();
    let (host, path) = invitation.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let lan = host.parse().unwrap();
    let path = format!("/{path}");
    let refused = ask(lan, "GET", "/posts/a/", &[]);
    assert!(refused.status == 403 && refused.text().contains("请扫电脑窗口里的二维码"), "{}", refused.text());
    assert_eq!(ask(lan, "GET", "/-/events", &[]).status, 403);
    assert_eq!(ask(lan, "GET", "/-/enter?0123", &[]).status, 403);
    assert_eq!(ask(lan, "GET", &path, &[("Host", "evil.example")]).status, 403);
    let entered = ask(lan, "GET", &path, &[]);
    assert_eq!(entered.status, 200);
    let cookie = &entered.headers["set-cookie"];
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let page = ask(lan, "GET", "/posts/a/", &[("Cookie", cookie)]);
    assert_eq!(page.status, 200);
    assert!(page.text().contains(&format!("http://{host}/posts/a/")), "its own address is the one that was asked");
    let spent = ask(lan, "GET", &path, &[]);
    assert_eq!((spent.status, spent.headers.contains_key("set-cookie")), (403, false));
    assert_eq!(ask(lan, "GET", "/", &[("Cookie", "gongsheng-1=x")]).status, 403);
    assert_eq!(preview.get("/").status, 200, "who sits at the computer needs nothing");
    let closed = Running::of(&project);
    assert!(TcpStream::connect((network, closed.address.port())).is_err(), "loopback only, unless it is asked for");
}

#[test]
fn whatever_a_phone_is_given_leads_back_here() {
    let project = project();
    project.write("content/events/e.md", "---\n标题: 讲座\n编号: 5\n日期: 2017-3-1\n开始: 2017-3-8 9:00\n---\n来。\n");
    let ranking = "标题: 榜\n编号: 6\n日期: 2017-3-1\n方式: 名单\n条目:\n  - 账号: 甲（服务号）\n    主办单位: 乙\n";
    project.write("content/rankings/r.yaml", ranking);
    let preview = Running::with(&project, 0, Some(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2))), false);
    let invitation = preview.invitation.clone().unwrap();
    let (host, path) = invitation.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let entered = ask(host.parse().unwrap(), "GET", &format!("/{path}"), &[]);
    let cookie = entered.headers["set-cookie"].split(';').next().unwrap();
    // What holds an address that no other can be put into: folded lines, archives, drawings of it.
    let (tree, _) = preview.cold_at(&project, &format!("http://{host}"));
    let is_bound = |path: &str| [".ics", ".xlsx", ".svg", ".png"].iter().any(|ending| path.ends_with(ending));
    let bound: Vec<_> = tree.iter().filter(|(path, _)| is_bound(path)).collect();
    assert!([".ics", ".xlsx"].iter().all(|ending| bound.iter().any(|(path, _)| path.ends_with(ending))), "{bound:?}");
    for (path, bytes) in bound {
        let given = ask(host.parse().unwrap(), "GET", &format!("/{path}"), &[("Cookie", cookie)]);
        assert!(given.status == 200 && given.body == **bytes, "{path}: {}", given.text());
    }
    let own = preview.get("/posts/a/").text();
    assert!(own.contains(&format!("{}/posts/a/", preview.origin)) && !own.contains(host), "at the computer: {own}");
}

#[test]
fn a_second_preview_takes_another_port_and_a_stopped_one_gives_it_back() {
    let project = project();
    let first = Running::of(&project);
    let port = first.address.port();
    let second = Running::with(&project, port, None, false);
    assert_ne!(second.address.port(), port);
    assert_eq!((first.get("/").status, second.get("/").status), (200, 200));
    // A page that listens does not keep it from ending.
    let mut listening = TcpStream::connect(first.address).unwrap();
    write!(listening, "GET /-/events HTTP/1.1\r\nHost: {}\r\n\r\n", first.address).unwrap();
    listening.read_exact(&mut [0; 12]).unwrap();
    let began = Instant::now();
    first.stop();
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    drop(listening);
    assert!(TcpListener::bind(("127.0.0.1", port)).is_ok());
}

/// Starts the program itself; gives it with what it says.
#[cfg(unix)]
fn spawned(args: &[&str]) -> (std::process::Child, std::process::ChildStdout) {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_gongsheng"))
        .args(args)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let out = program.stdout.take().unwrap();
    (program, out)
}

/// Starts the program itself; gives it with what it says, line by line.
#[cfg(unix)]
fn program(args: &[&str]) -> (std::process::Child, Said) {
    use std::io::{BufRead, BufReader};
    let (program, out) = spawned(args);
    let (tell, said) = std::sync::mpsc::channel();
    let lines = BufReader::new(out).lines();
    // Whoever stops listening to a program ends it.
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(tell.send(line))));
    (program, Said(said))
}

/// What a program says, line by line.
struct Said(std::sync::mpsc::Receiver<String>);

impl Said {
    /// All that it says up to a line that holds some words; that line is the last.
    fn until(&self, words: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        while lines.last().is_none_or(|line| !line.contains(words)) {
            lines.push(self.0.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|_| panic!("{words}? {lines:?}")));
        }
        lines
    }
}

/// Stops a program as Ctrl+C does.
#[cfg(unix)]
fn interrupted(mut program: std::process::Child) {
    let signal = std::process::Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap();
    assert!(signal.success());
    let began = Instant::now();
    assert!(program.wait().unwrap().success());
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}

#[cfg(unix)]
#[test]
fn the_program_ends_with_success_when_it_is_interrupted() {
    let project = project();
    let root = project.root().to_str().unwrap();
    let (serving, said) = program(&["预览", "--root", root, "--format", "json", "--port", "18080"]);
    let said: serde_json::Value = serde_json::from_str(said.until("serving").last().unwrap()).unwrap();
    let address = said["serving"].as_str().unwrap().trim_start_matches("http://").trim_end_matches('/');
    assert_eq!(ask(address.parse().unwrap(), "GET", "/posts/a/", &[]).status, 200);
    interrupted(serving);
    let (watching, said) = program(&["build", "--watch", "--root", root, "--format", "json", "--now", support::NOW]);
    said.until("built");
    project.write("content/posts/a.md", &POST.replace("正文", "改过的正文"));
    let began = Instant::now();
    while !project.page("posts/a/index.html").contains("改过的正文") {
        assert!(began.elapsed() < Duration::from_secs(20), "it is not built again");
        std::thread::sleep(Duration::from_millis(20));
    }
    interrupted(watching);
    let built = project.build();
    assert_eq!(built.changes.map(|changes| changes.written.len()), Some(0), "build and build --watch are one");
}

#[cfg(unix)]
#[test]
fn what_keeps_a_site_from_its_place_is_said_once_and_tried_until_it_is_over() {
    let project = project();
    let args =
        ["build", "--watch", "--root", project.root().to_str().unwrap(), "--format", "json", "--now", support::NOW];
    let (watching, said) = program(&args);
    said.until("\"built\":true");
    // What is written there first cannot be.
    let in_the_way = project.root().join(".site.gongsheng/journal.new");
    std::fs::create_dir(&in_the_way).unwrap();
    project.write("content/posts/a.md", &POST.replace("正文", "改过的正文"));
    said.until("\"built\":false");
    std::thread::sleep(Duration::from_millis(1500));
    std::fs::remove_dir(in_the_way).unwrap();
    let lines = said.until("\"built\":true");
    assert_eq!(lines.len(), 1, "it is said once: {lines:?}");
    assert!(project.page("posts/a/index.html").contains("改过的正文"));
    interrupted(watching);
}

#[cfg(unix)]
#[test]
fn a_program_that_starts_a_preview_hears_how_each_phone_is_let_in() {
    if gongsheng::serve::local_address().is_err() {
        // This computer is in no network.
        return;
    }
    let project = project();
    let root = project.root().to_str().unwrap();
    let (serving, said) = program(&["serve", "--lan", "--root", root, "--format", "json", "--port", "18180"]);
    let mut spent = Vec::new();
    for _ in 0..3 {
        let line: serde_json::Value = serde_json::from_str(said.until("\"invitation\"").last().unwrap()).unwrap();
        let invitation = line["invitation"].as_str().unwrap().to_owned();
        assert!(!spent.contains(&invitation), "a code is good once");
        let (host, path) = invitation.strip_prefix("http://").unwrap().split_once('/').unwrap();
        assert_eq!(ask(host.parse().unwrap(), "GET", &format!("/{path}"), &[]).status, 200);
        spent.push(invitation);
    }
    interrupted(serving);
}

/// Whoever does not read a program holds it at its next word, as Ctrl+S does on a terminal; until this is dropped.
#[cfg(unix)]
struct Held(#[expect(dead_code, reason = "it is kept open, and not read")] std::process::ChildStdout);

/// Starts the program itself, and holds it from the first line on that holds some words, which is given too.
#[cfg(unix)]
fn held(args: &[&str], words: &str) -> (std::process::Child, String, Held) {
    let (program, mut out) = spawned(args);
    let mut said = Vec::new();
    while !(said.ends_with(b"\n") && String::from_utf8_lossy(&said).contains(words)) {
        let mut byte = [0];
        out.read_exact(&mut byte).unwrap();
        said.extend(byte);
    }
    let line = String::from_utf8_lossy(&said).lines().last().unwrap().to_owned();
    (program, line, Held(out))
}

/// More words than a pipe takes that nobody reads: doubts about many entries.
#[cfg(unix)]
fn makes_it_say_much(project: &Project) {
    for number in 0..300 {
        let title = format!("标题: 第{number}篇\n编号: {}\n日期: 2017-3-1\n", 100 + number);
        project
            .write(&format!("content/posts/n{number}.md"), &format!("---\n{title}---\n地点：XX楼，时间：XX月XX日。\n"));
    }
}

#[cfg(unix)]
#[test]
fn a_terminal_that_is_held_holds_neither_preview_nor_phone() {
    let project = project();
    let root = project.root().to_str().unwrap();
    let mut args = vec!["serve", "--root", root, "--format", "json", "--port", "18280"];
    let is_in_a_network = gongsheng::serve::local_address().is_ok();
    args.extend(is_in_a_network.then_some("--lan"));
    let (serving, line, _held) = held(&args, "serving");
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = line["serving"].as_str().unwrap().trim_start_matches("http://").trim_end_matches('/');
    let until = |path: &str, words: &str| {
        let began = Instant::now();
        while !ask(address.parse().unwrap(), "GET", path, &[]).text().contains(words) {
            assert!(began.elapsed() < Duration::from_secs(60), "{path}: {words}?");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    makes_it_say_much(&project);
    until("/posts/n299/", "第299篇");
    for text in ["改过一次", "改过两次", "改过三次"] {
        project.write("content/posts/a.md", &POST.replace("正文", text));
        until("/posts/a/", text);
    }
    if is_in_a_network {
        let (host, path) =
            line["invitation"].as_str().unwrap().strip_prefix("http://").unwrap().split_once('/').unwrap();
        assert_eq!(ask(host.parse().unwrap(), "GET", &format!("/{path}"), &[]).status, 200);
        until("/posts/a/", "改过三次");
    }
    interrupted(serving);
}

#[cfg(unix)]
#[test]
fn a_terminal_that_is_held_holds_no_build() {
    let project = project();
    let root = project.root().to_str().unwrap();
    let (watching, _, _held) =
        held(&["build", "--watch", "--root", root, "--format", "json", "--now", support::NOW], "built");
    makes_it_say_much(&project);
    for text in ["改过一次", "改过两次", "改过三次"] {
        project.write("content/posts/a.md", &POST.replace("正文", text));
        let began = Instant::now();
        while !project.page("posts/a/index.html").contains(text) {
            assert!(began.elapsed() < Duration::from_secs(60), "{text}?");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    interrupted(watching);
}
