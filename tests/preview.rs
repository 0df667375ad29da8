//! The pages from which articles are copied: what they say of an article, and what they leave to nobody.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use scraper::{ElementRef, Html, Selector};
use support::{Project, said};

const SITE: &str = "名称: 县总工会\n网址: https://a.example.cn\n";

fn project(site: &str, post: &str) -> Project {
    let project = Project::with(&[
        ("content/site.yaml", &format!("{SITE}{site}")),
        ("content/posts/a.md", &format!("---\n标题: 甲\n日期: 2017-3-1\n网页名: a\n{post}---\n\n正文。\n")),
    ]);
    let built = project.build();
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
    project
}

fn preview(project: &Project) -> Html {
    Html::parse_document(&project.page("wechat/posts/a.html"))
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn all(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap()).map(words).collect()
}

#[test]
fn what_the_platform_asks_for_stands_beside_the_article_with_its_length() {
    let page = preview(&project("", "作者: 县总工会\n摘要: 一句话。\n"));
    let wanted = ["标题 1 / 32字", "作者 4 / 16字", "摘要 4 / 128字", "原文链接 29 / 1024字节"];
    assert_eq!(all(&page, ".field dt")[..4], wanted);
    assert_eq!(all(&page, ".text"), ["甲", "县总工会", "一句话。", "https://a.example.cn/posts/a/"]);
    let buttons = ["复制正文", "复制标题", "复制作者", "复制摘要", "复制原文链接"];
    assert_eq!(all(&page, "button"), buttons);
    assert_eq!(all(&page, "meta[name=robots][content=noindex]").len(), 1);
    assert_eq!(all(&page, "[role=status]"), [""]);
}

#[test]
fn below_a_list_is_the_same_space_whatever_it_ends_with() {
    let project = Project::with(&[
        ("content/site.yaml", SITE),
        (
            "content/posts/a.md",
            "---\n标题: 甲\n日期: 2017-3-1\n网页名: a\n---\n\n- 一\n  - 二\n    - 三\n\n段。\n\n- 四\n  - 五\n- 六\n\n段。\n",
        ),
    ]);
    project.builds();
    let page = preview(&project);
    let lists = Selector::parse("[data-wechat-article] ul").unwrap();
    let margins: Vec<&str> = page
        .select(&lists)
        .filter_map(|list| list.attr("style")?.split(';').find_map(|style| style.strip_prefix("margin:")))
        .collect();
    assert_eq!(margins, ["0", "0 0 0 24px", "0 0 20px 48px", "0", "0 0 0 24px", "0 0 20px"]);
}

#[test]
fn what_is_too_long_is_said_in_words() {
    let (title, digest) = ("题".repeat(33), "摘".repeat(121));
    let post = format!("微信:\n  标题: {title}\n  摘要: {digest}\n  作者: 示例县总工会女职工部\n");
    let page = preview(&project("", &post));
    assert_eq!(
        all(&page, ".count")[..3],
        ["✕超了1字：33 / 32字", "!最好不超过8字：10 / 16字", "!最好不超过120字：121 / 128字"]
    );
    let standing = all(&page, ".standing li");
    assert_eq!(standing.iter().filter(|line| line.contains("提醒")).count(), 2, "{standing:?}");
    assert!(standing[0].contains("标题有33个字") && standing[0].contains("缩短到32个字"), "{standing:?}");
}

#[test]
fn the_list_tells_how_much_stands_against_an_article_and_what_first() {
    let project = project("", &format!("微信:\n  标题: {}\n  链接: https://mp.weixin.qq.com/s/a\n", "题".repeat(40)));
    let own = all(&preview(&project), ".standing li").len();
    let list = Html::parse_document(&project.page("wechat/index.html"));
    assert_eq!(all(&list, ".title"), ["甲"]);
    assert_eq!(all(&list, ".row .meta"), ["文章 2017年3月1日 已在公众号"]);
    assert_eq!(all(&list, ".row .state"), [format!("✕{own}处：标题有40个字，公众号最多收32个")]);
}

#[test]
fn the_list_is_the_newest_first() {
    let post = |day: u32| format!("---\n标题: 第{day}天\n日期: 2017-3-{day}\n---\n\n正文。\n");
    let project = Project::with(&[
        ("content/site.yaml", SITE),
        ("content/posts/one.md", &post(1)),
        ("content/posts/three.md", &post(3)),
        ("content/posts/two.md", &post(2)),
    ]);
    project.builds();
    let list = Html::parse_document(&project.page("wechat/index.html"));
    assert_eq!(all(&list, ".title"), ["第3天", "第2天", "第1天"]);
}

#[test]
fn covers_are_files_of_the_site_and_where_there_is_none_that_is_said() {
    let none = preview(&project("", ""));
    assert!(all(&none, ".none").iter().any(|text| text.starts_with("这一篇没有封面")));
    let demo = Project::demo();
    assert!(demo.build_at("2026-11-21 12:00").changes.is_some());
    let page = Html::parse_document(&demo.page("wechat/tickets/hotspring-2017.html"));
    let crops = Selector::parse(".cover > a[download]").unwrap();
    let urls: Vec<&str> = page.select(&crops).filter_map(|link| link.attr("href")).collect();
    assert_eq!(urls.len(), 2);
    assert!(urls.iter().all(|url| demo.site().join(url.trim_start_matches('/')).is_file()), "{urls:?}");
    let drawing = Html::parse_document(&demo.page("wechat/events/craft-07.html"));
    assert!(all(&drawing, ".none").iter().any(|text| text.starts_with("这一篇的封面是 SVG")));
}

#[test]
fn the_page_is_there_as_a_qr_code_where_the_site_wants_it() {
    let codes = |site| {
        let project = project(site, "");
        let urls: Vec<String> = preview(&project)
            .select(&Selector::parse("[data-wechat-article] img").unwrap())
            .filter_map(|picture| picture.attr("src").map(str::to_owned))
            .collect();
        // It is a picture of the site, so that a long press on it opens the page.
        let is_file = project.site().join("wechat/posts/a.png").is_file();
        assert_eq!(is_file, urls == ["https://a.example.cn/wechat/posts/a.png"]);
        urls.len()
    };
    assert_eq!((codes(""), codes("微信:\n  网页码: 是\n"), codes("wechat:\n  page_qr: 否\n")), (0, 1, 0));
}

#[test]
fn the_accounts_own_code_is_a_picture_and_a_drawing_of_it_is_told() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>";
    let project = Project::with(&[
        ("content/site.yaml", &format!("{SITE}微信:\n  二维码: images/qr.svg\n")),
        ("content/images/qr.svg", svg),
        ("content/posts/a.md", "---\n标题: 甲\n日期: 2017-3-1\n网页名: a\n---\n\n正文。\n"),
    ]);
    let built = project.build();
    let told: Vec<_> = built.diagnostics.iter().filter(|told| told.code.id == "wechat-image-kind").collect();
    assert_eq!(told.len(), 1, "{}", said(&built.diagnostics));
    let place = told[0].place.as_ref().unwrap();
    assert_eq!((&*place.file, place.line), ("content/site.yaml", 4));
    assert_eq!(told[0].message.zh, "公众号不收 SVG 图，推文末尾没有二维码");
    assert!(all(&preview(&project), "[data-wechat-article] img").is_empty());
    let demo = Project::demo();
    assert!(demo.build_at("2026-11-21 12:00").changes.is_some());
    let page = Html::parse_document(&demo.page("wechat/events/craft-07.html"));
    let alt = Selector::parse("[data-wechat-article] > section > section:last-child img").unwrap();
    let codes: Vec<&str> = page.select(&alt).filter_map(|picture| picture.attr("alt")).collect();
    assert_eq!(codes, ["公众号二维码", "网页二维码"]);
}

#[test]
fn a_site_that_keeps_them_out_has_none_of_them() {
    let project = project("微信:\n  公开: 否\n", "");
    assert!(!project.site().join("wechat").exists());
}

#[test]
fn the_dark_one_holds_the_same_words_and_is_not_what_is_copied() {
    let page = preview(&project("", ""));
    let (light, dark) = (all(&page, "[data-wechat-article]"), all(&page, ".dark .article"));
    assert_eq!((light.len(), &light), (1, &dark));
    assert_eq!(all(&page, ".dark[inert]").len(), 1);
}

#[test]
fn a_long_list_is_divided_and_old_pages_stay_as_they_are() {
    let name = |n: usize| format!("content/posts/{n:03}.md");
    let post = |n: usize| format!("---\n标题: 第{n}篇\n日期: 2016-1-1 {}:{:02}\n---\n正文。\n", n / 60, n % 60);
    let project = Project::with(&[]);
    (0..230).for_each(|n| project.write(&name(n), &post(n)));
    project.build();
    let titles = |path: &str| {
        let page = Html::parse_document(&project.page(path));
        all(&page, ".row .title")
    };
    let oldest = project.page("wechat/page/1/index.html");
    assert_eq!(titles("wechat/index.html").len(), 130);
    assert_eq!(titles("wechat/index.html")[0], "第229篇");
    assert_eq!(titles("wechat/page/1/index.html")[0], "第99篇");
    project.write(&name(230), &post(230));
    project.build();
    assert_eq!(project.page("wechat/page/1/index.html"), oldest);
}
