//! The quiet part: which files are made again after an edit, named by hand.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use support::Project;

const SITE: &str = "名称: 县总工会\n网址: https://a.example.cn\n每页条数: 2\n栏目:\n  - 名称: 学吧\n    网页名: xueba\n  - 名称: 法吧\n    网页名: faba\n";

fn post(number: u32, title: &str, rest: &str, body: &str) -> String {
    format!("---\n标题: {title}\n编号: {number}\n日期: 2017-3-{number}\n{rest}---\n\n{body}\n")
}

/// Five posts: two pages of a list.
fn project() -> Project {
    let project = Project::with(&[
        ("content/site.yaml", SITE),
        ("content/pages/about.md", "---\n标题: 关于\n网页名: about\n---\n\n关于。\n"),
    ]);
    for number in 1..=5 {
        let column = if number == 3 { "栏目: 学吧\n标签: 甲\n" } else { "" };
        project
            .write(&format!("content/posts/p{number}.md"), &post(number, &format!("第{number}篇"), column, "正文。"));
    }
    project.builds();
    project
}

fn rendered(project: &Project) -> Vec<String> {
    project.builds().changes.unwrap().rendered
}

/// The feeds that hold the third post.
const FEEDS_OF_3: [&str; 3] = ["columns/xueba/feed.xml", "feed.xml", "posts/feed.xml"];

/// What shows the card of the third post, its own page and its feeds aside.
const LISTS_OF_3: [&str; 13] = [
    "api/v1/columns/xueba.json",
    "api/v1/latest.json",
    "columns/xueba/index.html",
    "embed/column-xueba.html",
    "embed/column-xueba.js",
    "embed/latest.html",
    "embed/latest.js",
    "index.html",
    "posts/index.html",
    "posts/p2/index.html",
    "posts/p4/index.html",
    "tags/甲/index.html",
    "wechat/index.html",
];

/// These paths in order; a feed stands for itself in all its forms.
fn and(paths: &[&str], more: &[&str]) -> Vec<String> {
    let forms = |path: &&str| match path.strip_suffix("feed.xml") {
        Some(folder) => ["atom.xml", "feed.json", "feed.xml"].iter().map(|form| format!("{folder}{form}")).collect(),
        None => vec![(*path).to_owned()],
    };
    let mut all: Vec<String> = paths.iter().chain(more).flat_map(forms).collect();
    all.sort();
    all
}

#[test]
fn nothing_is_made_again_when_nothing_changed() {
    assert_eq!(rendered(&project()), [] as [&str; 0]);
}

#[test]
fn a_title_is_shown_by_the_page_its_neighbours_and_its_lists() {
    let project = project();
    project.write("content/posts/p3.md", &post(3, "改名", "栏目: 学吧\n标签: 甲\n", "正文。"));
    let own = [&FEEDS_OF_3[..], &["posts/p3/index.html", "wechat/posts/p3.html"]].concat();
    assert_eq!(rendered(&project), and(&LISTS_OF_3, &own));
}

#[test]
fn a_body_beyond_the_summary_is_shown_by_the_page_the_article_and_the_feeds() {
    let project = project();
    project.write("content/posts/p3.md", &post(3, "第3篇", "栏目: 学吧\n标签: 甲\n", "正文。\n\n又一段。"));
    // The list of articles tells what stands against each.
    let more = ["posts/p3/index.html", "wechat/index.html", "wechat/posts/p3.html"];
    assert_eq!(rendered(&project), and(&FEEDS_OF_3, &more));
}

#[test]
fn a_tag_is_shown_by_the_page_the_feeds_and_the_lists_of_tags() {
    let project = project();
    project.write("content/posts/p3.md", &post(3, "第3篇", "栏目: 学吧\n标签: 甲、乙\n", "正文。"));
    let more = [
        "api/v1/columns/xueba.json",
        "api/v1/latest.json",
        "posts/p3/index.html",
        "tags/index.html",
        "tags/乙/index.html",
    ];
    assert_eq!(rendered(&project), and(&FEEDS_OF_3, &more));
}

#[test]
fn a_new_entry_changes_the_first_page_of_a_list_and_leaves_the_numbered_ones() {
    let project = project();
    project.write("content/posts/p6.md", &post(6, "第6篇", "", "正文。"));
    let expected = [
        "api/v1/latest.json",
        "embed/latest.html",
        "embed/latest.js",
        "index.html",
        "posts/index.html",
        "posts/p5/index.html",
        "posts/p6/index.html",
        "posts/page/1/index.html",
        "posts/page/2/index.html",
        "sitemap.xml",
        "wechat/index.html",
        "wechat/posts/p6.html",
    ];
    // With six posts and two on a page, the first page gives two away, and page 1 has a new neighbour.
    assert_eq!(rendered(&project), and(&["feed.xml", "posts/feed.xml"], &expected));
    project.write("content/posts/p7.md", &post(7, "第7篇", "", "正文。"));
    let numbered = rendered(&project).into_iter().filter(|path| path.contains("/page/")).count();
    assert_eq!(numbered, 0, "a numbered page is full for ever");
}

#[test]
fn the_name_of_a_column_is_shown_around_every_page_that_names_it() {
    let project = project();
    project.write("content/site.yaml", &SITE.replace("法吧", "法律吧"));
    let made = rendered(&project);
    // It stands in what surrounds every page of the site; the feeds of the other column and the articles
    // do not show it.
    assert!(made.contains(&"posts/p1/index.html".to_owned()) && made.contains(&"columns/faba/feed.xml".to_owned()));
    for quiet in ["feed.xml", "columns/xueba/feed.xml", "wechat/posts/p3.html", "wechat/index.html"] {
        assert!(!made.contains(&quiet.to_owned()), "{quiet} was made again");
    }
}

#[test]
fn a_template_is_used_by_what_it_shows() {
    let project = project();
    project.write("templates/web/404.html", "<title>没有</title>");
    assert_eq!(rendered(&project), ["404.html"]);
    project.write("templates/feeds/rss.xml", "<rss>{% for item in items %}{{ item.meta.title }}{% endfor %}</rss>");
    let feeds = ["columns/faba", "columns/xueba", "events", "", "posts", "rankings", "tickets"];
    assert_eq!(rendered(&project), feeds.map(|folder| format!("{folder}/feed.xml").trim_start_matches('/').to_owned()));
    project.write("templates/web/card.html", "<p>{{ card.title }}</p>");
    let lists = [
        "columns/faba/index.html",
        "columns/xueba/index.html",
        "events/index.html",
        "index.html",
        "posts/index.html",
        "posts/page/1/index.html",
        "rankings/index.html",
        "tags/甲/index.html",
        "tickets/index.html",
    ];
    let made = rendered(&project);
    assert!(made.iter().all(|path| lists.contains(&path.as_str())), "{made:?}");
    assert!(made.contains(&"posts/page/1/index.html".to_owned()));
}

#[test]
fn the_clock_changes_what_shows_the_state() {
    let project = project();
    project.write("content/tickets/t.md", "---\n标题: 放票\n日期: 2017-3-8\n票种: 票\n放票: 2017-3-10 10:00\n截止: 2017-3-12 18:00\n渠道:\n  - 名称: 窗口\n    线下: 是\n---\n\n来。\n");
    project.builds();
    let built = project.build_at("2017-3-10 9:59");
    assert_eq!(built.changes.unwrap().rendered, [] as [&str; 0]);
    let built = project.build_at("2017-3-10 10:00");
    // An article in the account stays as it was copied: it says nothing that the clock takes back.
    let expected = [
        "404.html",
        "api/v1/latest.json",
        "api/v1/tickets.json",
        "embed/latest.html",
        "embed/latest.js",
        "embed/tickets.html",
        "embed/tickets.js",
        "index.html",
        "tickets/index.html",
        "tickets/t/index.html",
    ];
    // A calendar never looks at the clock.
    assert_eq!(built.changes.unwrap().rendered, and(&["feed.xml", "tickets/feed.xml"], &expected));
}

#[test]
fn a_foot_of_ones_own_may_say_something_else_on_each_page() {
    let project = Project::with(&[("content/posts/a.md", "---\n标题: 春游\n日期: 2017-3-1\n---\n一。\n")]);
    project.builds();
    let foot = |path| project.page(path).split_once("</main>").unwrap().1.to_owned();
    assert!(foot("posts/a/index.html").contains("12351"));
    project.write("templates/web/foot.html", "<footer>{{ page.title }}</footer>\n");
    project.builds();
    assert!(foot("posts/a/index.html").contains("<footer>春游</footer>"));
    assert!(foot("posts/index.html").contains("<footer>文章</footer>"));
    assert!(!foot("posts/a/index.html").contains("12351"));
}
