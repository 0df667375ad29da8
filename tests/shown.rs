//! What a body becomes where page and article must each find their own way: captions, boxes to tick, notes;
//! and of a notice whom one calls.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use support::{Project, sample};

const SITE: &str = "名称: 县总工会\n网址: https://a.example.cn\n";

/// A post with this body: what stands on its page and in its article.
fn shown(body: &str) -> (String, String) {
    let project = Project::with(&[("content/site.yaml", SITE)]);
    project.write_bytes("content/posts/车间.png", &sample::make("png 300x200"));
    project.write("content/posts/a.md", &format!("---\n标题: 甲\n编号: 7\n网页名: a\n日期: 2017-3-8\n---\n\n{body}\n"));
    project.builds();
    (project.page("posts/a/index.html"), project.page("wechat/posts/a.html"))
}

#[test]
fn a_caption_is_shown_wherever_its_picture_stands() {
    for body in [
        "1. 打开公众号\n\n   ![截图](车间.png \"第一步：点菜单\")",
        "1. ![截图](车间.png \"第一步：点菜单\")\n2. 点确定",
        "| 图 |\n|---|\n| ![截图](车间.png \"第一步：点菜单\") |",
    ] {
        let (page, article) = shown(body);
        assert!(page.contains("<figcaption>第一步：点菜单</figcaption></figure>"), "{body}\n{page}");
        assert!(article.contains(">第一步：点菜单</span>"), "{body}\n{article}");
    }
    let (page, article) = shown("点这里![箭头](车间.png \"图标\")继续。");
    assert!(page.contains("（图标）继续。") && !page.contains(" title=\"图标\""), "{page}");
    assert!(article.contains("（图标）继续。"), "{article}");
}

#[test]
fn a_picture_that_is_a_link_has_its_caption_below() {
    let linked = "[![车间](车间.png \"三月\")](https://a.cn)";
    for body in [linked.to_owned(), format!("- {linked}"), format!("| 图 |\n|---|\n| {linked} |")] {
        let (page, article) = shown(&body);
        assert!(page.contains("<figure><a href=\"https://a.cn\">"), "{body}\n{page}");
        assert!(page.contains("</a><figcaption>三月</figcaption></figure>"), "{body}\n{page}");
        let (_, behind) = article.split_once("alt=\"车间\"").unwrap();
        assert!(behind.contains("[1]</sup>") && behind.contains(">三月</"), "{body}\n{article}");
        assert!(!article.contains("（三月）"), "{body}\n{article}");
    }
    let (page, article) = shown("[![车间](车间.png \"三月\")](https://mp.weixin.qq.com/s/a)");
    assert!(page.contains("<figure><a href=\"https://mp.weixin.qq.com/s/a\">"), "{page}");
    let figure = article.split_once("<a href=\"https://mp.weixin.qq.com/s/a\"").unwrap().1;
    assert!(figure.contains("</a><p style=") && figure.contains(">三月</p></section>"), "{article}");
}

#[test]
fn a_quotation_in_latin_letters_says_so() {
    let (page, _) = shown("> All that *glitters* is not gold. —— 8:00\n\n> 他说：“OK”。\n>\n> > It is.\n\n> 8:00");
    assert!(page.contains("<blockquote lang=\"en\">\n<p>All that"), "{page}");
    assert!(page.contains("<blockquote>\n<p>他说"), "{page}");
    assert!(page.contains("<blockquote lang=\"en\">\n<p>It is."), "{page}");
    assert!(page.contains("<blockquote>\n<p>8:00"), "{page}");
}

#[test]
fn a_digest_ends_before_what_has_no_room_in_it() {
    let project = Project::with(&[("content/site.yaml", SITE)]);
    let start = "职工温泉票本周放出。".repeat(11);
    let summary = format!("{start}联系人王女士，电话0572-6021234，地址见正文。");
    project.write("content/posts/a.md", &format!("---\n标题: 甲\n日期: 2017-3-8\n摘要: {summary}\n---\n\n一。\n"));
    project.builds();
    let article = project.page("wechat/posts/a.html");
    assert!(article.contains(&format!("{start}联系人王女士，电话…<")), "{article}");
}

/// The article of a post with this body, without looks.
fn bare(body: &str) -> String {
    let (_, article) = shown(body);
    let (first, rest) = article.split_once(" style=\"").unwrap_or((&article, ""));
    let plain = rest.split(" style=\"").filter_map(|piece| piece.split_once('"'));
    plain.fold(first.to_owned(), |out, (_, behind)| out + behind)
}

#[test]
fn two_pictures_of_a_gallery_stand_side_by_side_and_a_third_below_them() {
    let picture = |looks: &str, alt: &str| {
        format!(
            "<section style=\"{looks}text-align:center\"><img alt=\"{alt}\" data-w=\"300\" data-ratio=\"0.6667\" \
             style=\"max-width:100%;border-radius:8px\"></section>"
        )
    };
    let half =
        "display:inline-block;box-sizing:border-box;vertical-align:top;width:50%;margin-bottom:8px;padding:0 3px;";
    let copied = |body: &str| {
        let (_, article) = shown(body);
        let (_, article) = article.split_once("data-wechat-article><section").unwrap();
        let (_, article) = article.split_once('>').unwrap();
        let (article, _) = article.split_once("<section style=\"margin-top:32px").unwrap();
        let mut pieces = article.split(" src=\"");
        let first = pieces.next().unwrap().to_owned();
        pieces.filter_map(|piece| piece.split_once('"')).fold(first, |out, (_, behind)| out + behind)
    };
    let two = copied("![甲](车间.png)\n![乙](车间.png)");
    assert_eq!(two, picture(half, "甲") + &picture(half, "乙"));
    let three = copied("![甲](车间.png)\n![乙](车间.png)\n![丙](车间.png)");
    assert_eq!(three, picture(half, "甲") + &picture(half, "乙") + &picture("margin-bottom:16px;", "丙"));
}

#[test]
fn what_is_typed_behind_a_list_within_an_item_stays_behind_it() {
    for (body, shown) in [
        (
            "1. 先交表。\n\n   - 甲表\n   - 乙表\n\n   交完再等通知。\n\n   - 短信\n   - 电话\n2. 再领票。",
            "<ol><li><section>先交表。</section></li></ol>\
             <ul><li><section>甲表</section></li><li><section>乙表</section></li></ul>\
             <section>交完再等通知。</section>\
             <ul><li><section>短信</section></li><li><section>电话</section></li></ul>\
             <ol start=\"2\"><li><section>再领票。</section></li></ol>",
        ),
        (
            "- 请带：\n  - 身份证\n    - 原件\n\n    - 复印件\n\n  缺一**不可**。\n\n  收好。\n- 早到",
            "<ul><li><section>请带：</section></li></ul><ul><li><section>身份证</section></li></ul>\
             <ul><li><section>原件</section></li><li><section>复印件</section></li></ul>\
             <section>缺一<strong>不可</strong>。<br>收好。</section><ul><li><section>早到</section></li></ul>",
        ),
    ] {
        let article = bare(body);
        assert!(article.contains(shown), "{body}\n{article}");
    }
}

#[test]
fn what_stands_behind_a_list_within_an_item_is_below_the_text_of_the_item() {
    let (_, article) = shown("1. 先交表。\n\n   - 甲表\n\n   交完再等通知。");
    assert!(article.contains("</ul><section style=\"margin:0 0 20px 24px\">交完再等通知。</section>"), "{article}");
}

#[test]
fn an_item_that_begins_with_a_list_leaves_no_empty_one() {
    let article = bare("3. 甲\n4. - 乙\n\n   丙\n5. 丁\n6.\n\n- - 戊");
    let shown = "<ol start=\"3\"><li><section>甲</section></li></ol><ul><li><section>乙</section></li></ul>\
                 <section>丙</section><ol start=\"5\"><li><section>丁</section></li><li><section></section></li></ol>\
                 <ul><li><section>戊</section></li></ul>";
    assert!(article.contains(shown), "{article}");
}

#[test]
fn a_table_within_an_item_stands_beside_the_list() {
    let article = bare("1. 两场：\n\n   | 场次 | 时间 |\n   |---|---|\n   | 上午 | 9:00 |\n\n   勿迟到。\n2. 领票");
    let (before, rest) = article.split_once("<ol><li><section>两场：</section></li></ol><table").unwrap();
    let (table, behind) = rest.split_once("</table>").unwrap();
    assert!(table.contains("<td>上午</td><td>9:00</td>") && !before.contains("上午"), "{table}");
    let shown = "<section>勿迟到。</section><ol start=\"2\"><li><section>领票</section></li></ol>";
    assert!(behind.starts_with(shown), "{behind}");
}

#[test]
fn a_line_that_begins_as_a_paragraph_is_indented_as_one() {
    let body = "时间：3月8日\n地点：**一楼**\n\n这句话写到这里还没有完，  \n接着写下去。\n\n此致\n敬礼";
    let project = Project::with(&[("content/site.yaml", &format!("{SITE}微信:\n  首行缩进: 是\n"))]);
    project.write("content/posts/a.md", &format!("---\n标题: 甲\n网页名: a\n日期: 2017-3-8\n---\n\n{body}\n"));
    project.builds();
    let page = project.page("posts/a/index.html");
    assert!(
        page.contains("<p>时间：3月8日<br>\n<span class=\"begin\"></span>地点：<strong>一楼</strong></p>"),
        "{page}"
    );
    // What was typed as a break is one, and a farewell is one sentence.
    assert!(
        page.contains("<p>这句话写到这里还没有完，<br>\n接着写下去。</p>") && page.contains("<p>此致<br>\n敬礼</p>"),
        "{page}"
    );
    let feed = project.page("feed.json");
    assert!(feed.contains("<p>时间：3月8日<br>\\n地点：<strong>一楼</strong></p>"), "{feed}");
    let lines = |article: &str| article.matches("<p style").count() - article.matches("<br>").count();
    let (indented, plain) = (project.page("wechat/posts/a.html"), shown(body).1);
    assert!(plain.contains("时间：3月8日<br>地点：") && !indented.contains("时间：3月8日<br>"), "{indented}");
    assert_eq!(lines(&indented), lines(&plain) + 4, "two articles on a page, by day and by night: {indented}");
}

#[test]
fn a_box_to_tick_stands_on_the_line_of_its_words() {
    let (page, _) = shown("- [ ] 没做\n\n- [x] 做了");
    assert!(page.contains("<li>\n<p>☐ 没做</p>\n</li>\n<li>\n<p>☑ 做了</p>\n</li>"), "{page}");
    let (page, _) = shown("- [ ] 没做\n- [x] 做了");
    assert!(page.contains("<li>☐ 没做</li>\n<li>☑ 做了</li>"), "{page}");
}

#[test]
fn a_note_that_is_cited_twice_is_come_back_to_once() {
    let (page, _) = shown("一处[^1]，又一处[^1]。\n\n[^1]: 注。");
    assert_eq!(page.matches("href=\"#fn-1\"").count(), 2, "{page}");
    assert_eq!(page.matches("id=\"fnref-1\"").count(), 1, "{page}");
}

#[test]
fn a_table_is_called_by_its_heading() {
    let (page, _) = shown("| 甲 |\n|:---|\n| 1 |\n\n## 时间表\n\n| 乙 |\n|---|\n| 2 |");
    assert!(page.contains("aria-label=\"表格\" tabindex"), "{page}");
    assert!(page.contains("aria-label=\"表格：时间表\" tabindex"), "{page}");
}

#[test]
fn a_table_of_many_columns_says_so_to_the_paper() {
    let table = |columns: usize| {
        ["数", "--", "1234567.89"].map(|cell| format!("|{}\n", format!("{cell}|").repeat(columns))).concat()
    };
    let (page, _) = shown(&table(3));
    assert!(page.contains("<div class=\"table\" role") && !page.contains("wide"), "{page}");
    let (page, _) = shown(&table(6));
    assert!(page.contains("<div class=\"table wide wide-1\" role"), "{page}");
    let (page, _) = shown("| 网址 |\n|--:|\n| https://example.cn/a/long/address |\n");
    assert!(page.contains("<td class=\"right long\">"), "{page}");
}

#[test]
fn of_a_release_whom_one_asks_is_called_before_a_channel() {
    let ticket = "标题: 温泉票\n编号: 8\n网页名: a\n日期: 2017-3-8\n票种: 套票\n数量: 1000套\n放票: 2017-3-10 10:00\n";
    let channels = "渠道:\n  - 名称: 一号窗口\n    数量: 700\n    线下: 是\n    电话: 0000-1111111\n  - 名称: 公众号\n    数量: 300\n";
    for (contact, called) in [("联系: 宣教部 0000-2222222\n", "0000-2222222"), ("", "0000-1111111")] {
        let project = Project::with(&[("content/site.yaml", SITE)]);
        project.write("content/tickets/a.md", &format!("---\n{ticket}{channels}{contact}---\n\n一。\n"));
        project.build();
        let page = project.page("tickets/a/index.html");
        let button = format!("href=\"tel:{}\">打电话<span class=\"clock\">{called}</span>", called.replace('-', ""));
        assert!(page.contains(&button), "{page}");
        assert!(page.contains("电话 <a href=\"tel:00001111111\">0000-1111111</a>"), "{page}");
    }
}

#[test]
fn a_number_dials_the_same_in_its_row_and_on_the_button() {
    for (typed, button, row) in [
        ("+86 572 1234567", ("+865721234567", "+86 572 1234567"), vec!["+865721234567"]),
        ("1234567（王主任）、1234568（李干事）", ("1234567", "1234567"), vec!["1234567", "1234568"]),
        ("0572-1234567、1234568", ("05721234567", "0572-1234567"), vec!["05721234567", "05721234568"]),
        ("0572-1234567-801", ("05721234567", "0572-1234567-801"), vec!["05721234567"]),
    ] {
        for (field, key) in [("报名:\n  电话", "signup-phone"), ("联系", "contact")] {
            let project = Project::with(&[("content/site.yaml", SITE)]);
            let head = "标题: 甲\n编号: 8\n日期: 2017-3-8\n开始: 2017-3-20 9:00\n地点: 甲";
            project.write("content/events/a.md", &format!("---\n{head}\n{field}: {typed}\n---\n\n一。\n"));
            project.build();
            let page = project.page("events/a/index.html");
            let (called, shown) = button;
            assert!(
                page.contains(&format!("href=\"tel:{called}\">打电话<span class=\"clock\">{shown}</span>")),
                "{page}"
            );
            let fact = page.split_once(&format!("fact-{key}\"")).unwrap().1.split_once("</dd>").unwrap().0;
            let dials: Vec<&str> = fact.split("href=\"tel:").skip(1).filter_map(|at| at.split('"').next()).collect();
            assert_eq!(dials, row, "{fact}");
        }
    }
}

#[test]
fn the_newer_entry_is_the_one_before_as_in_the_lists() {
    let project = Project::with(&[("content/site.yaml", SITE)]);
    for day in 1..=3 {
        let head = format!("标题: 第{day}篇\n网页名: p{day}\n日期: 2017-3-{day}");
        project.write(&format!("content/posts/p{day}.md"), &format!("---\n{head}\n---\n\n一。\n"));
    }
    project.builds();
    let page = project.page("posts/p2/index.html");
    assert!(page.contains("<a rel=\"prev\" href=\"/posts/p3/\"><small>上一篇</small>"), "{page}");
    assert!(page.contains("<a rel=\"next\" href=\"/posts/p1/\"><small>下一篇</small>"), "{page}");
}

#[test]
fn a_notice_is_signed_at_the_right_a_line_each() {
    for body in [
        "放假半天。\n\n某县总工会\n2026年3月1日",
        "放假半天。\n\n　　　　某县总工会\n\n　　　　2026年3月1日",
        "放假半天。\n某县总工会\n2026年3月1日",
    ] {
        let (page, article) = shown(body);
        assert!(page.contains("<p>放假半天。</p>\n<p class=\"signature\">某县总工会<br>\n2026年3月1日</p>"), "{page}");
        assert!(article.contains("text-align:right\">某县总工会<br>2026年3月1日</p>"), "{article}");
    }
    let (page, _) = shown(
        "- 带证件\n\n                    某县总工会\n                    某县教育局\n                    2026年3月1日",
    );
    assert!(page.contains("</ul>\n<p class=\"signature\">某县总工会<br>\n某县教育局<br>\n2026年3月1日</p>"), "{page}");
}

#[test]
fn what_is_no_signature_stays_what_it_is() {
    for body in [
        "放假半天。\n\n2026年3月1日",
        "放假半天。\n\n某县总工会",
        "- 放假半天。\n- 某县总工会\n- 2026年3月1日",
        "> 放假半天。\n>\n> 某县总工会\n> 2026年3月1日",
        "放假半天。\n\n```\n\n某县总工会\n2026年3月1日\n```",
    ] {
        let (page, article) = shown(body);
        assert!(!page.contains("signature") && !article.contains("text-align:right\">某"), "{body}\n{page}");
    }
}

#[test]
fn an_official_letter_is_signed_once_whatever_closes_it() {
    let project = Project::with(&[("content/site.yaml", SITE)]);
    let letters = [
        ("a", "某县总工会\n2026年3月10日\n\n附件：1.报名表"),
        ("b", "某县总工会\n2026年3月10日\n\n（联系人：张三；电话：6023351）"),
        ("c", "某县总工会\n2026年3月10日\n\n（此件公开发布）\n\n抄送：县委办公室。"),
        ("d", "某县总工会\n3月10日"),
        ("e", "某县总工会\n2026年3月10日\n\n请准时参加。"),
    ];
    for (name, end) in letters {
        let head = format!("标题: {name}\n编号: {name}\n网页名: {name}\n日期: 2017-3-8\n打印: 公文");
        project.write(&format!("content/posts/{name}.md"), &format!("---\n{head}\n---\n\n放假半天。\n\n{end}\n"));
    }
    project.builds();
    let page = |name: &str| project.page(&format!("posts/{name}/index.html"));
    for name in ["a", "b", "c"] {
        let page = page(name);
        assert!(page.contains("<p class=\"signature\">某县总工会<br>\n2026年3月10日</p>\n<p>"), "{page}");
        // It is printed where it stands, above what closes the letter.
        assert!(page.contains("print-official signed-above") && !page.contains("class=\"signed\""), "{page}");
    }
    let without_year = page("d");
    assert!(without_year.contains("<p class=\"signed\">某县总工会<br>3月10日</p>"), "{without_year}");
    assert!(without_year.contains("<p class=\"signature\">某县总工会<br>\n3月10日</p>"), "{without_year}");
    let goes_on = page("e");
    assert!(goes_on.contains("<p class=\"signed\">县总工会<br>2017年3月8日</p>"), "{goes_on}");
    assert!(!goes_on.contains("signature") && !goes_on.contains("signed-above"), "{goes_on}");
}

#[test]
fn what_is_attached_to_an_official_letter_is_named_above_its_signature() {
    let project = Project::with(&[("content/site.yaml", SITE)]);
    project.write("content/posts/名单.csv", "甲,1\n");
    let end = "某县总工会\n2026年3月10日\n\n（此件公开发布）";
    for (name, print) in [("a", "打印: 公文\n"), ("b", "")] {
        let head = format!("标题: {name}\n编号: {name}\n网页名: {name}\n日期: 2017-3-8\n{print}");
        let file = "附件:\n  - 名称: 名单\n    文件: 名单.csv";
        project.write(&format!("content/posts/{name}.md"), &format!("---\n{head}{file}\n---\n\n放假半天。\n\n{end}\n"));
    }
    project.builds();
    for (name, is_above) in [("a", true), ("b", false)] {
        let page = project.page(&format!("posts/{name}/index.html"));
        let (attached, signed) =
            (page.find("class=\"attachments\"").unwrap(), page.find("class=\"signature\"").unwrap());
        assert_eq!(attached < signed, is_above, "{page}");
        assert_eq!(page.matches("class=\"attachments\"").count(), 1);
    }
}

#[test]
fn a_signature_keeps_its_lines_everywhere_and_is_no_summary() {
    let project = Project::with(&[("content/site.yaml", SITE)]);
    let body = "各乡镇工会：\n\n放假半天。\n\n某县总工会\n2026年3月1日";
    project
        .write("content/posts/a.md", &format!("---\n标题: 甲\n网页名: a\n日期: 2017-3-8\n打印: 公文\n---\n\n{body}\n"));
    project.write("content/posts/b.md", "---\n标题: 乙\n网页名: b\n日期: 2017-3-8\n打印: 公文\n---\n\n一。\n");
    project.write(
        "content/posts/c.md",
        "---\n标题: 丙\n网页名: c\n日期: 2017-3-8\n---\n\n## 通知\n\n- 一\n\n某县总工会\n2026年3月1日\n",
    );
    project.builds();
    let feed = project.page("feed.json");
    assert!(feed.contains("<p>某县总工会<br>\\n2026年3月1日</p>"), "{feed}");
    assert!(project.page("posts/a/index.html").contains("<p class=\"signed\">某县总工会<br>2026年3月1日</p>"));
    assert!(project.page("posts/b/index.html").contains("<p class=\"signed\">县总工会<br>2017年3月8日</p>"));
    for (name, digest) in [("a", "放假半天。"), ("c", "一")] {
        let article = project.page(&format!("wechat/posts/{name}.html"));
        assert!(article.contains(&format!("<dd><p class=\"text\" id=\"field-digest\">{digest}<")), "{article}");
    }
}
