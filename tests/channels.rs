//! All channels say the same: each field × (page, feed, WeChat), each cell the text shown there or a stated "not
//! here": `-` where what the others show is not there, `-` and a text where that text is not. A field that stands
//! in no row fails the test, and so does a row that could not fail.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::fields::{Field, Form};
use gongsheng::{header, kind};
use std::collections::BTreeSet;
use support::{Project, said};

/// What the others show is not here, and that is meant.
const NOT: &str = "-";

struct Row(&'static str, &'static str, &'static str, &'static str);

/// Page, feed, WeChat. What the platform cannot show (links, downloads, tags) it does not.
const POST: &[Row] = &[
    Row("title", "每一项都写的文章", "每一项都写的文章", "微信标题"),
    Row("id", NOT, "urn:gongsheng:fields:700001", NOT),
    Row("date", "2017年3月1日（周三）9:00", "Wed, 01 Mar 2017 09:00:00 +0800", NOT),
    Row("updated", "2017年3月3日（周五）11:00", NOT, NOT),
    Row("column", "学吧", "学吧", NOT),
    Row("tags", "标签乙", "标签乙", NOT),
    Row("summary", "这是摘要", "这是摘要", NOT),
    Row("author", "作者甲", "作者甲", NOT),
    Row("source", "来源甲", "来源：来源甲", "来源：来源甲"),
    Row("cover", "<img src=\"/files/", "<img src=\"https://f.example.cn/files/", NOT),
    // It moves the crops of the cover, which tests/pictures.rs looks at.
    Row("focus", "-30%", "-30%", "-30% 20%"),
    Row("slug", "/posts/all/", "https://f.example.cn/posts/all/", "https://f.example.cn/posts/all/"),
    Row("aliases", "-old-all", "-old-all", "-old-all"),
    Row("draft", "-草稿", "-草稿", "-草稿"),
    Row("expires", "-2030", "-2030", "-2030"),
    // It moves the entry up on the home page.
    Row("pinned", "-2029", "-2029", "-2029"),
    Row("attachments.title", "附件甲", "附件甲", "附件甲"),
    Row("attachments.file", "（CSV，4 B）", "（CSV，4 B）", "（CSV，4 B）"),
    Row(
        "corrections.at",
        "（2017年3月2日（周四）10:00）",
        "（2017年3月2日（周四）10:00）",
        "（2017年3月2日（周四）10:00）",
    ),
    Row("corrections.text", "更正甲", "更正甲", "更正甲"),
    Row("reviewed.first", "-初审", "-初审", "-初审"),
    Row("reviewed.second", "-复审", "-复审", "-复审"),
    Row("reviewed.final", "-终审", "-终审", "-终审"),
    // The text has the number, and the exception lets it stand.
    Row("exceptions.text", "13900139000", "13900139000", "13900139000"),
    Row("exceptions.reason", "-理由甲", "-理由甲", "-理由甲"),
    Row("print", "print-official", NOT, NOT),
    Row("wechat.title", NOT, NOT, "微信标题"),
    Row("wechat.digest", NOT, NOT, "微信摘要"),
    Row("wechat.author", NOT, NOT, "微信作者"),
    Row("wechat.theme", NOT, NOT, "样式：庄重"),
    // WeChat takes no drawing; tests/pictures.rs looks at the crops of a photograph.
    Row("wechat.cover", "-微信封面", "-微信封面", "-微信封面"),
    Row("wechat.link", NOT, NOT, "https://mp.weixin.qq.com/s/all"),
];

const EVENT: &[Row] = &[
    Row("starts", "3月22日（周三）13:50—16:00", "3月22日（周三）13:50—16:00", "3月22日（周三）13:50—16:00"),
    Row("ends", "—16:00", "—16:00", "—16:00"),
    Row("place", "地点甲", "地点甲", "地点甲"),
    Row("address", "（地址甲1号）", "（地址甲1号）", "（地址甲1号）"),
    Row("organizer", "主办甲", "主办甲", "主办甲"),
    Row("audience", "对象甲", "对象甲", "对象甲"),
    Row("capacity", "48人", "48人", "48人"),
    Row("signup.opens", "3月10日（周五）9:00", "3月10日（周五）9:00", "3月10日（周五）9:00"),
    Row("signup.closes", "3月17日（周五）18:00", "3月17日（周五）18:00", "3月17日（周五）18:00"),
    Row("signup.how", "方式甲", "方式甲", "方式甲"),
    Row("signup.phone", "0000-7654321", "0000-7654321", "0000-7654321"),
    Row(
        "signup.url",
        "https://signup.example.com/all",
        "https://signup.example.com/all",
        "https://signup.example.com/all",
    ),
    Row("fee", "费用甲", "费用甲", "费用甲"),
    Row("bring", "携带甲", "携带甲", "携带甲"),
    Row("series.name", "系列甲", "系列甲", "系列甲"),
    Row("series.number", "第7讲", "第7讲", "第7讲"),
    Row("series.of", "共24讲", "共24讲", "共24讲"),
    Row("contact", "联系甲", "联系甲", "联系甲"),
    Row("status", "名额已满", "名额已满", "名额已满"),
];

const TICKET: &[Row] = &[
    Row("item", "票种甲", "票种甲", "票种甲"),
    Row("quantity", "1,000套", "1,000套", "1,000套"),
    Row("release", "3月8日（周三）10:00", "3月8日（周三）10:00", "3月8日（周三）10:00"),
    Row("closes", "3月12日（周日）24:00", "3月12日（周日）24:00", "3月12日（周日）24:00"),
    Row("per_person", "2套", "2套", "2套"),
    Row("admits", "可用甲", "可用甲", "可用甲"),
    Row("eligibility", "资格甲", "资格甲", "资格甲"),
    Row("channels.name", "渠道甲", "渠道甲", "渠道甲"),
    Row("channels.quota", "700套", "700套", "700套"),
    Row("channels.offline", "（线下）", "（线下）", "（线下）"),
    Row(
        "channels.url",
        "https://ticket.example.com/all",
        "https://ticket.example.com/all",
        "https://ticket.example.com/all",
    ),
    Row(
        "channels.phone",
        "电话 <a href=\"tel:00001111111\">0000-1111111</a>",
        "电话 0000-1111111",
        "电话 0000-1111111",
    ),
    Row("pickup.windows.from", "3月15日（周三）9:00", "3月15日（周三）9:00", "3月15日（周三）9:00"),
    Row("pickup.windows.to", "3月16日（周四）9:00—16:00", "3月16日（周四）9:00—16:00", "3月16日（周四）9:00—16:00"),
    Row("pickup.place", "领取地点甲", "领取地点甲", "领取地点甲"),
    Row("pickup.bring", "领取携带甲", "领取携带甲", "领取携带甲"),
    Row("use.from", "3月18日（周六）", "3月18日（周六）", "3月18日（周六）"),
    Row("use.to", "6月30日（周五）", "6月30日（周五）", "6月30日（周五）"),
    Row("contact", "咨询甲", "咨询甲", "咨询甲"),
    Row("status", "已领完", "已领完", "已领完"),
];

const RANKING: &[Row] = &[
    Row("issuer", "发布单位甲", "发布单位甲", "发布单位甲"),
    Row("period", "2017年2月", "2017年2月", "2017年2月"),
    Row("list", "-榜单甲", "-榜单甲", "-榜单甲"),
    Row("mode", "名次", "名次", "名次"),
    Row("groups.title", "分组甲", "分组甲", "分组甲"),
    Row("groups.note", "分组说明甲", "分组说明甲", "分组说明甲"),
    Row("groups.entries.id", "-zhanghao", "-zhanghao", "-zhanghao"),
    Row("groups.entries.account", "账号甲", "账号甲", "账号甲"),
    Row("groups.entries.type", "（视频号）", "（视频号）", "（视频号）"),
    Row("groups.entries.host", "主办单位甲", "主办单位甲", "主办单位甲"),
    Row("groups.entries.region", ">地区甲</td>", NOT, NOT),
    Row("groups.entries.level", ">层级甲</td>", NOT, NOT),
    Row("groups.entries.url", "https://a.example.com/", NOT, NOT),
    Row("groups.entries.score", "100.0", "100.0", "100.0"),
    Row("groups.entries.previous", "上升2位", NOT, NOT),
    Row("groups.entries.metrics", "阅读数 1200", NOT, NOT),
    Row("entries", "账号丙", "账号丙", "账号丙"),
    Row("scoring.formula", "加权", "加权", "加权"),
    Row("scoring.version", "版本甲", "版本甲", "版本甲"),
    Row("scoring.weights", "0.5×阅读数 + 0.5×发文数", NOT, NOT),
    Row("scoring.bonus", "主动报送每1加1分（最多3分）", NOT, NOT),
    Row("scoring.penalty", "迟报每1扣1分", NOT, NOT),
    Row("scoring.normalise", "除以本榜最大的一家", NOT, NOT),
    Row("scoring.days", "-28天", "-28天", "-28天"),
    Row("scoring.places", "四舍五入到1位小数", NOT, NOT),
    Row("as_of", "2月28日", "2月28日", "2月28日"),
    Row("tie_break", "发文数（多的在前）、迟报（少的在前）", NOT, NOT),
    Row("only.region", "地区：地区甲", "地区：地区甲", "地区：地区甲"),
    Row("only.level", "层级：层级甲", "层级：层级甲", "层级：层级甲"),
    Row("only.type", "类型：视频号", "类型：视频号", "类型：视频号"),
    Row("only.host", "主办单位：主办", "主办单位：主办", "主办单位：主办"),
    // It stands where no groups are typed: 2018-02-wci.yaml of the demo has it.
    Row("group_by", "-分组依据", "-分组依据", "-分组依据"),
    Row("ties", ">2</td>", "<td>2</td>", ">2</td>"),
    Row("note", "说明甲", "说明甲", "说明甲"),
];

/// The names of all fields in a table, those within others by their path.
fn names(fields: &[&Field], before: &str, all: &mut BTreeSet<String>) {
    for field in fields {
        let name = format!("{before}{}", field.en);
        match field.form {
            // The entries of a group are those of a ranking without groups: said once.
            Form::Maps(_) if name == "entries" => drop(all.insert(name)),
            Form::Map(inner) | Form::Maps(inner) | Form::Span(inner) | Form::Spans(inner) => {
                names(inner, &format!("{name}."), all)
            }
            _ => drop(all.insert(name)),
        }
    }
}

#[test]
fn each_field_stands_in_a_row() {
    let tables = [
        (header::FIELDS, POST),
        (kind::event::FIELDS, EVENT),
        (kind::ticket::FIELDS, TICKET),
        (kind::ranking::FIELDS, RANKING),
    ];
    for (fields, rows) in tables {
        let mut wanted = BTreeSet::new();
        names(fields, "", &mut wanted);
        let there: BTreeSet<String> = rows.iter().map(|row| row.0.to_owned()).collect();
        assert_eq!(there, wanted);
    }
}

/// The item of an entry in the site's feed: what a reader is given, markup undone once.
fn item(feed: &str, id: &str) -> String {
    let document = roxmltree::Document::parse(feed).unwrap();
    let items = document.descendants().filter(|node| node.has_tag_name("item"));
    let found =
        items.filter(|item| item.descendants().any(|node| node.text() == Some(&format!("urn:gongsheng:fields:{id}"))));
    let text: Vec<&str> = found.flat_map(|item| item.descendants().filter_map(|node| node.text())).collect();
    text.join("\n")
}

/// A page without what keeps a time on one line.
fn unwrapped(page: &str) -> String {
    page.replace("<span class=\"clock\">", "").replace("</span>", "")
}

#[test]
fn page_feed_and_wechat_show_what_the_table_says() {
    let project = Project::copy_of("tests/fixtures/fields");
    let built = project.build();
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
    let feed = project.page("feed.xml");
    for (folder, id, rows) in [
        ("posts", "700001", POST),
        ("events", "700003", EVENT),
        ("tickets", "700004", TICKET),
        ("rankings", "700005", RANKING),
    ] {
        let channels = [
            ("page", unwrapped(&project.page(&format!("{folder}/all/index.html")))),
            ("feed", item(&feed, id)),
            ("wechat", project.page(&format!("wechat/{folder}/all.html"))),
        ];
        for Row(field, page, feed, wechat) in rows {
            let cells = [*page, *feed, *wechat];
            let elsewhere: Vec<&str> = cells.into_iter().filter(|cell| !cell.starts_with(NOT)).collect();
            for ((channel, text), cell) in channels.iter().zip(cells) {
                let Some(hidden) = cell.strip_prefix(NOT) else {
                    assert!(text.contains(cell), "{folder}: {field} is not on the {channel}: {cell}\n{text}");
                    continue;
                };
                let hidden = if hidden.is_empty() { elsewhere.clone() } else { vec![hidden] };
                assert!(!hidden.is_empty(), "{folder}: the row of {field} cannot fail");
                let shown = hidden.iter().find(|hidden| text.contains(**hidden));
                assert_eq!(shown, None, "{folder}: {field} is on the {channel}");
            }
        }
    }
    let linking = project.page("wechat/posts/linking.html");
    assert!(linking.contains("<a href=\"https://mp.weixin.qq.com/s/all\""), "links between articles stay links");
    assert!(project.page("posts/old-all/index.html").contains("/posts/all/"), "the old address leads on");
}

#[test]
fn a_notice_has_its_calendar_a_thumb_away_whatever_else_it_says() {
    let event = "标题: 讲堂\n日期: 2017-3-8\n开始: 2017-3-22 13:50—16:00\n地点: 职工之家\n";
    let project = Project::with(&[
        ("content/events/short.md", &format!("---\n{event}---\n\n一。\n")),
        ("content/events/long.md", &format!("---\n{event}对象: 全县职工\n携带: 会员卡\n---\n\n一。\n")),
    ]);
    project.build();
    for page in ["short", "long"] {
        let html = project.page(&format!("events/{page}/index.html"));
        assert_eq!(html.matches("<div class=\"actions\"").count(), 1, "{page}: {html}");
        assert_eq!(
            html.matches(&format!("href=\"/events/{page}/calendar.ics\" type=\"text/calendar\">加入日历")).count(),
            1
        );
    }
}
