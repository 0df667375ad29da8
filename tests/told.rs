//! What pages tell machines: META tags, the Open Graph, JSON-LD, the sitemap. They say what the page says, at every
//! instant, and stay what they are whatever is typed.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use scraper::{Html, Selector};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::{Project, said};

/// The head of a page as a browser reads it.
struct Head {
    /// META tags and Open Graph, by name.
    tags: BTreeMap<String, String>,
    /// The things of its JSON-LD.
    things: Vec<Value>,
}

fn head(page: &str) -> Head {
    let document = Html::parse_document(page);
    let select = |what: &str| document.select(&Selector::parse(what).unwrap()).collect::<Vec<_>>();
    let tag = |element: &scraper::ElementRef<'_>| {
        let name = element.attr("name").or(element.attr("property"))?;
        Some((name.to_owned(), element.attr("content")?.to_owned()))
    };
    let scripts = select("script[type='application/ld+json']");
    assert!(scripts.len() < 2);
    let things = scripts.first().map(|script| {
        let all: Value = serde_json::from_str(&script.text().collect::<String>()).unwrap();
        assert_eq!(all["@context"], "https://schema.org");
        all["@graph"].as_array().unwrap().clone()
    });
    Head { tags: select("meta").iter().filter_map(tag).collect(), things: things.unwrap_or_default() }
}

impl Head {
    fn tag(&self, name: &str) -> &str {
        self.tags.get(name).map_or("", String::as_str)
    }

    fn thing(&self, kind: &str) -> &Value {
        self.things.iter().find(|thing| thing["@type"] == kind).unwrap_or_else(|| panic!("no {kind}"))
    }
}

fn word(name: &str) -> Value {
    json!(format!("https://schema.org/{name}"))
}

const SITE: &str = "名称: 示例县总工会\n网址: https://a.example.cn/gh\n主办单位: 示例县总工会\n地址: 示例路1号\n电话: 0000-1234567\n公开电话: [0000-1234567]\n标识码: \"1234567890\"\n栏目:\n  - 名称: 学吧\n    网页名: xueba\n    宗旨: 职工大讲堂\n    类别: 办事服务\n";

fn project(files: &[(&str, &str)]) -> Project {
    let project = Project::with(files);
    project.write("content/site.yaml", SITE);
    project
}

fn built(project: &Project, now: &str) {
    let built = project.build_at(now);
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
}

const EVENT: &str = "---\n标题: 手工课第7讲\n日期: 2017-3-8 9:00\n更新: 2017-3-9\n栏目: 学吧\n标签: 女职工、手工课\n摘要: 做一支口红。\n网页名: craft\n开始: 2017年3月22日 13:50—16:00\n地点: 职工之家\n地址: 示例路1号\n主办: 示例县总工会、女职工委员会\n对象: 女职工\n名额: 48\n费用: 免费\n报名:\n  开始: 2017-3-10 9:00\n  截止: 2017-3-17 18:00\n  链接: https://signup.example.com/7\nSTATUS---\n\n一。\n";

fn event(status: &str, now: &str) -> Head {
    let status = if status.is_empty() { String::new() } else { format!("状态: {status}\n") };
    let project = project(&[("content/events/a.md", &EVENT.replace("STATUS", &status))]);
    built(&project, now);
    head(&project.page("events/craft/index.html"))
}

#[test]
fn an_event_says_when_where_and_how() {
    let head = event("", "2017-3-9 12:00");
    let expected = json!({
        "@type": "Event",
        "name": "手工课第7讲",
        "description": "做一支口红。",
        "url": "https://a.example.cn/gh/events/craft/",
        "inLanguage": "zh-CN",
        "startDate": "2017-03-22T13:50:00+08:00",
        "endDate": "2017-03-22T16:00:00+08:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": [{
            "@type": "Place",
            "name": "职工之家",
            "address": { "@type": "PostalAddress", "streetAddress": "示例路1号" },
        }],
        "organizer": [
            { "@type": "WorkersUnion", "@id": "https://a.example.cn/gh/#org", "name": "示例县总工会", "url": "https://a.example.cn/gh/" },
            { "@type": "Organization", "name": "女职工委员会" },
        ],
        "audience": { "@type": "Audience", "audienceType": "女职工" },
        "maximumAttendeeCapacity": 48,
        "isAccessibleForFree": true,
        "offers": {
            "@type": "Offer",
            "url": "https://signup.example.com/7",
            "availability": "https://schema.org/PreOrder",
            "price": "0",
            "priceCurrency": "CNY",
            "validFrom": "2017-03-10T09:00:00+08:00",
            "validThrough": "2017-03-17T18:00:00+08:00",
        },
    });
    assert_eq!(head.thing("Event"), &expected);
}

#[test]
fn an_event_says_what_became_of_it() {
    let of = |status: &str, now: &str| {
        let head = event(status, now);
        let event = head.thing("Event");
        (event["eventStatus"].clone(), event["offers"]["availability"].clone())
    };
    let scheduled = || word("EventScheduled");
    assert_eq!(of("", "2017-3-10 9:00"), (scheduled(), word("InStock")));
    assert_eq!(of("", "2017-3-17 18:00"), (scheduled(), word("OutOfStock")));
    assert_eq!(of("", "2017-3-22 16:00"), (scheduled(), word("OutOfStock")));
    assert_eq!(of("已满", "2017-3-10 9:00"), (scheduled(), word("SoldOut")));
    assert_eq!(of("取消", "2017-3-10 9:00"), (word("EventCancelled"), word("Discontinued")));
    assert_eq!(of("延期", "2017-3-10 9:00"), (word("EventPostponed"), word("PreOrder")));
}

#[test]
fn an_event_on_the_net_says_so() {
    let whereabouts = |from: &str, to: &str| {
        let text = EVENT.replace("STATUS", "").replace(from, to);
        let project = project(&[("content/events/a.md", &text)]);
        built(&project, "2017-3-9 12:00");
        let event = head(&project.page("events/craft/index.html")).thing("Event").clone();
        (event["eventAttendanceMode"].clone(), event["location"].clone())
    };
    let net = json!({ "@type": "VirtualLocation", "url": "https://signup.example.com/7" });
    let both = "地点: 职工之家\n地址: 示例路1号\n";
    assert_eq!(whereabouts(both, "地点: 线上（腾讯会议）\n"), (word("OnlineEventAttendanceMode"), json!([net])));
    let (mode, places) = whereabouts("地点: 职工之家\n", "地点: 职工之家，同时网络直播\n");
    assert_eq!((mode, &places[1]), (word("MixedEventAttendanceMode"), &net));
    assert_eq!(whereabouts(both, ""), (Value::Null, Value::Null));
}

const RELEASE: &str = "---\n标题: 温泉套票放票\n日期: 2017-3-7\n网页名: hotspring\n票种: 温泉套票\n数量: 1000套\n放票: 2017-3-8 10:00\n截止: 2017-3-12 18:00\n每人限领: 1\n资格: 女职工会员\n渠道:\n  - 名称: 公众号\n    数量: 700\n    链接: https://ticket.example.com/7\n  - 名称: 工会窗口\n    数量: 300\n    线下: 是\n领取:\n  时段:\n    - 起: 2017-3-15 9:00\n      止: 16:00\n  地点: 领物处\nSTATUS---\n\n一。\n";

fn release(status: &str, now: &str) -> Value {
    let status = if status.is_empty() { String::new() } else { format!("状态: {status}\n") };
    let project = project(&[("content/tickets/a.md", &RELEASE.replace("STATUS", &status))]);
    built(&project, now);
    head(&project.page("tickets/hotspring/index.html")).thing("Event").clone()
}

#[test]
fn a_release_offers_its_quotas_from_its_second() {
    let event = release("", "2017-3-7 12:00");
    assert_eq!(event["startDate"], "2017-03-08T10:00:00+08:00");
    assert_eq!(event["endDate"], "2017-03-15T16:00:00+08:00");
    assert_eq!(event["eventAttendanceMode"], word("MixedEventAttendanceMode"));
    assert_eq!(event["location"][0]["name"], "领物处");
    assert_eq!(event["audience"]["audienceType"], "女职工会员");
    let offers = json!([
        {
            "@type": "Offer",
            "name": "公众号",
            "itemOffered": { "@type": "Service", "name": "温泉套票" },
            "url": "https://ticket.example.com/7",
            "availability": "https://schema.org/PreOrder",
            "validFrom": "2017-03-08T10:00:00+08:00",
            "validThrough": "2017-03-12T18:00:00+08:00",
            "inventoryLevel": { "@type": "QuantitativeValue", "value": 700, "unitText": "套" },
            "eligibleQuantity": { "@type": "QuantitativeValue", "maxValue": 1, "unitText": "套" },
        },
        {
            "@type": "Offer",
            "name": "工会窗口",
            "itemOffered": { "@type": "Service", "name": "温泉套票" },
            "url": "https://a.example.cn/gh/tickets/hotspring/",
            "availability": "https://schema.org/PreOrder",
            "validFrom": "2017-03-08T10:00:00+08:00",
            "validThrough": "2017-03-12T18:00:00+08:00",
            "inventoryLevel": { "@type": "QuantitativeValue", "value": 300, "unitText": "套" },
            "eligibleQuantity": { "@type": "QuantitativeValue", "maxValue": 1, "unitText": "套" },
            "availableAtOrFrom": { "@type": "Place", "name": "工会窗口" },
        },
    ]);
    assert_eq!(event["offers"], offers);
}

#[test]
fn a_release_says_whether_any_can_be_had() {
    let of = |status: &str, now: &str| {
        let event = release(status, now);
        let offer = &event["offers"][0];
        (offer["availability"].clone(), offer["inventoryLevel"]["value"].clone())
    };
    assert_eq!(of("", "2017-3-8 9:59"), (word("PreOrder"), json!(700)));
    assert_eq!(of("", "2017-3-8 10:00"), (word("InStock"), Value::Null));
    assert_eq!(of("", "2017-3-12 18:00"), (word("OutOfStock"), Value::Null));
    assert_eq!(of("领完", "2017-3-9"), (word("SoldOut"), json!(0)));
    assert_eq!(of("", "2017-3-15 16:00"), (word("OutOfStock"), Value::Null));
    assert_eq!(of("取消", "2017-3-9"), (word("Discontinued"), Value::Null));
    assert_eq!(release("延期", "2017-3-9")["eventStatus"], word("EventPostponed"));
}

#[test]
fn an_article_says_who_wrote_it_when_and_what_was_corrected() {
    let post = "---\n标题: 甲\n日期: 2017-3-1\n更新: 2017-3-2 10:00\n标签: 法律\n摘要: 摘要甲。\n作者: 王芳、女职工部\n来源: 示例工人报\n网页名: a\n更正:\n  - 时间: 2017-3-2 10:00\n    内容: 改了一处。\n---\n\n一。\n";
    let project = project(&[("content/posts/a.md", post)]);
    built(&project, "2017-3-9");
    let head = head(&project.page("posts/a/index.html"));
    let url = "https://a.example.cn/gh/posts/a/";
    let own = json!({ "@type": "WorkersUnion", "@id": "https://a.example.cn/gh/#org", "name": "示例县总工会", "url": "https://a.example.cn/gh/" });
    let expected = json!({
        "@type": "NewsArticle",
        "headline": "甲",
        "description": "摘要甲。",
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": "2017-03-01",
        "dateModified": "2017-03-02T10:00:00+08:00",
        "author": [{ "@type": "Person", "name": "王芳" }, { "@type": "Organization", "name": "女职工部" }],
        "publisher": own,
        "articleSection": "文章",
        "keywords": ["法律"],
        "creditText": "示例工人报",
        "correction": [{ "@type": "CorrectionComment", "text": "改了一处。", "datePublished": "2017-03-02T10:00:00+08:00" }],
        "inLanguage": "zh-CN",
    });
    assert_eq!(head.thing("NewsArticle"), &expected);
    let way: Vec<_> = head.thing("BreadcrumbList")["itemListElement"].as_array().unwrap().clone();
    let steps: Vec<_> =
        way.iter().map(|step| (step["name"].as_str().unwrap(), step["item"].as_str().unwrap())).collect();
    let posts = "https://a.example.cn/gh/posts/";
    assert_eq!(steps, [("示例县总工会", "https://a.example.cn/gh/"), ("文章", posts), ("甲", url)]);
}

#[test]
fn the_meta_tags_are_those_of_the_standard() {
    let page = "---\n标题: 关于我们\n网页名: about\n---\n\n我们是谁。\n";
    let event = EVENT.replace("STATUS", "");
    let project = project(&[("content/events/a.md", &event), ("content/pages/about.md", page)]);
    built(&project, "2017-3-9 12:00");
    let of = |path: &str, names: &[&str]| -> Vec<String> {
        let head = head(&project.page(path));
        names.iter().map(|name| head.tag(name).to_owned()).collect()
    };
    let site = ["SiteName", "SiteDomain", "SiteIDCode"];
    let column = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
    let article = ["ArticleTitle", "PubDate", "ContentSource", "Keywords", "Description", "Url"];
    let xueba = ["学吧", "职工大讲堂", "学吧,办事服务,示例县总工会", "办事服务"];
    let none = [""; 4];
    assert_eq!(of("index.html", &site), ["示例县总工会", "a.example.cn", "1234567890"]);
    assert_eq!(of("index.html", &column), none);
    assert_eq!(of("columns/xueba/index.html", &column), xueba);
    assert_eq!(of("columns/xueba/index.html", &article[..2]), ["", ""]);
    assert_eq!(of("events/craft/index.html", &site), ["示例县总工会", "a.example.cn", "1234567890"]);
    assert_eq!(of("events/craft/index.html", &column), xueba);
    let url = "https://a.example.cn/gh/events/craft/";
    let said = ["手工课第7讲", "2017-03-08 09:00", "示例县总工会", "女职工,手工课", "做一支口红。", url];
    assert_eq!(of("events/craft/index.html", &article), said);
    // A list that is no column of site.yaml is the column of its kind.
    let events = ["活动", "活动的时间、地点和报名办法", "活动,办事服务,示例县总工会", "办事服务"];
    assert_eq!(of("events/index.html", &column), events);
    assert_eq!(
        of("pages/about/index.html", &column),
        ["关于我们", "我们是谁。", "关于我们,概况信息,示例县总工会", "概况信息"]
    );
}

#[test]
fn what_is_shared_has_a_picture_of_pixels() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
    let post = |cover: &str| format!("---\n标题: 甲\n日期: 2017-3-1\n网页名: a\n{cover}---\n\n一。\n");
    let project = project(&[("content/posts/a.md", &post("封面: p.svg\n")), ("content/posts/p.svg", svg)]);
    built(&project, "2017-3-9");
    let drawn = head(&project.page("posts/a/index.html"));
    // A drawing is no picture to share, so it is the theme's; machines that read META and JSON-LD can take it.
    assert!(drawn.tag("og:image").starts_with("https://a.example.cn/gh/assets/share."), "{}", drawn.tag("og:image"));
    assert!(
        drawn.tag("Image").ends_with(".svg") && drawn.thing("NewsArticle")["image"].as_str().unwrap().ends_with(".svg")
    );
    assert_eq!([drawn.tag("og:image:width"), drawn.tag("og:image:height")], ["1200", "630"]);
    assert_eq!(drawn.tag("og:image:alt"), "示例县总工会");
    assert_eq!(drawn.tag("twitter:card"), "summary_large_image");
    // A file of the same name in templates/ takes its place, with its own size.
    let pixel = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";
    project.write_bytes("templates/assets/share.png", pixel);
    built(&project, "2017-3-9");
    let own = head(&project.page("index.html"));
    assert_eq!([own.tag("og:image:width"), own.tag("twitter:card")], ["1", "summary"]);
    assert_eq!(own.tag("og:type"), "website");
    // One that is none is left out.
    project.write("templates/assets/share.png", "no picture");
    built(&project, "2017-3-9");
    assert_eq!(head(&project.page("index.html")).tag("og:image"), "");
}

#[test]
fn the_sitemap_says_when_lists_changed() {
    let event = EVENT.replace("STATUS", "");
    let project = project(&[
        ("content/events/a.md", &event),
        ("content/posts/b.md", "---\n标题: 乙\n日期: 2017-3-1\n网页名: b\n---\n\n一。\n"),
    ]);
    built(&project, "2017-3-9 12:00");
    let text = project.page("sitemap.xml");
    let document = roxmltree::Document::parse(&text).unwrap();
    let child = |node: roxmltree::Node<'_, '_>, name: &str| {
        node.children()
            .find(|child| child.has_tag_name(name))
            .and_then(|child| child.text())
            .unwrap_or_default()
            .to_owned()
    };
    let urls = document.descendants().filter(|node| node.has_tag_name("url"));
    let all: Vec<(String, String)> =
        urls.map(|url| (child(url, "loc").replace("https://a.example.cn/gh/", ""), child(url, "lastmod"))).collect();
    let (march_1, march_9) = ("2017-03-01T00:00:00+08:00", "2017-03-09T00:00:00+08:00");
    let expected = [
        ("", march_9),
        ("posts/", march_1),
        ("events/", march_9),
        ("tickets/", ""),
        ("rankings/", ""),
        ("columns/xueba/", march_9),
        ("events/craft/", march_9),
        ("posts/b/", march_1),
    ];
    assert_eq!(all, expected.map(|(path, changed)| (path.to_owned(), changed.to_owned())));
}

// Row 26 of the bad inputs.

#[test]
fn json_ld_and_meta_tags_hold_whatever_is_typed() {
    for typed in
        ["</script><img src=x>", "<!--<script>", "]]>", "&amp;&", "'\"\\", "\u{2028}\u{2029}", "{{ 7*7 }}", "👨‍👩‍👧"]
    {
        let quoted = typed.replace('\'', "''");
        let file = |rest: &str| {
            format!(
                "---\n标题: '甲{quoted}尾'\n日期: 2017-3-1\n网页名: a\n标签: ['签{quoted}尾']\n摘要: '摘{quoted}尾'\n作者: '部{quoted}尾'\n来源: '源{quoted}尾'\n{rest}---\n\n一。\n"
            )
        };
        let event =
            file(&format!("开始: 2017-3-22 9:00\n地点: '所{quoted}尾'\n主办: '办{quoted}尾'\n对象: '员{quoted}尾'\n"));
        let ranking = format!(
            "标题: '榜{quoted}尾'\n日期: 2017-3-1\n网页名: a\n发布单位: '会{quoted}尾'\n条目:\n  - 账号: '号{quoted}尾'\n    主办单位: 乙\n"
        );
        let project = project(&[
            ("content/posts/a.md", &file("")),
            ("content/events/b.md", &event),
            ("content/rankings/c.yaml", &ranking),
        ]);
        built(&project, "2017-3-9");
        let page = project.page("posts/a/index.html");
        let post = head(&page);
        let said = |what: &str| format!("{what}{typed}尾");
        let article = post.thing("NewsArticle");
        assert_eq!(article["headline"], said("甲"));
        assert_eq!(article["description"], said("摘"));
        assert_eq!(article["creditText"], said("源"));
        assert_eq!(article["keywords"], json!([said("签")]));
        for (tag, text) in [
            ("ArticleTitle", said("甲")),
            ("og:title", said("甲")),
            ("Description", said("摘")),
            ("Author", said("部")),
        ] {
            assert_eq!(post.tag(tag), text, "{tag}");
        }
        // Nothing got out of the block: it ends where it should, and behind it is what stands there always.
        let block = page.split("<script type=\"application/ld+json\">").nth(1).unwrap();
        let (json, behind) = block.split_once("</script>").unwrap();
        assert!(json.ends_with("]}") && behind.starts_with("\n<link rel=\"stylesheet\""), "{typed:?}");
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{typed:?}");
        let event = head(&project.page("events/a/index.html"));
        assert_eq!(event.thing("Event")["location"][0]["name"], said("所"));
        assert_eq!(event.thing("Event")["organizer"][0]["name"], said("办"));
        let ranking = head(&project.page("rankings/a/index.html"));
        assert_eq!(ranking.thing("ItemList")["itemListElement"][0]["name"], said("号"));
    }
}
