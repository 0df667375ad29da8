//! Rankings from a pasted table to the page: what stands on the page is read, not the data.
//! `cargo test --test rankings -- --nocapture` prints the figures.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read, write and print")]

mod support;

use calamine::{Reader, Xlsx};
use gongsheng::kind::ranking::import::{self, Head};
use scraper::{Html, Selector};
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::process::{Command, Output};
use support::{Project, repository, said};

fn program(project: &Project, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongsheng"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "TZ", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command.current_dir(project.root()).args(args).args(["--now", "2017-3-8"]).output().unwrap()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn text(element: scraper::ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The cells of each table of a page.
fn tables(page: &str, tables: &str) -> Vec<Vec<Vec<String>>> {
    let page = Html::parse_document(page);
    let (row, cell) = (selector("tbody tr"), selector("td"));
    page.select(&selector(tables))
        .map(|table| table.select(&row).map(|row| row.select(&cell).map(text).collect()).collect())
        .collect()
}

/// A ranking of a project, published: without the line that keeps it back.
fn publish(project: &Project, path: &str) {
    let file = project.root().join(path);
    let yaml = fs::read_to_string(&file).unwrap();
    assert!(yaml.contains("\n草稿: 是\n"), "what was imported is a draft");
    fs::write(&file, yaml.replace("\n草稿: 是\n", "\n")).unwrap();
    let built = project.build();
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
}

/// The table as the paper printed it: nine columns, three lists side by side.
const PRINTED: &str = "tests/fixtures/top100-as-printed.txt";

#[test]
fn the_table_of_the_paper_becomes_the_page_of_the_paper() {
    let project = Project::with(&[]);
    let printed = repository().join(PRINTED);
    let output = program(&project, &["榜单", "导入", printed.to_str().unwrap(), "全国100家"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{told}");
    assert!(told.contains("读到100个账号；表是3栏并排的") && told.contains("序号从1到100，一个不缺"), "{told}");
    assert!(told.contains("微博10个、服务号1个、订阅号2个"), "{told}");
    let path = "content/rankings/2017-03-08-全国100家.yaml";
    // A second time nothing is written over.
    let before = fs::read(project.root().join(path)).unwrap();
    let again = program(&project, &["ranking", "import", printed.to_str().unwrap(), "全国100家"]);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(fs::read(project.root().join(path)).unwrap(), before);
    publish(&project, path);
    let folder = fs::read_dir(project.site().join("rankings")).unwrap();
    let page = folder
        .map(|entry| entry.unwrap().path().join("index.html"))
        .find(|path| path.is_file() && fs::read_to_string(path).unwrap().contains("paper"));
    let page = fs::read_to_string(page.unwrap()).unwrap();
    let groups = tables(&page, ".paper > table");
    assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [34, 34, 32]);
    let kinds: Vec<String> = Html::parse_document(&page)
        .select(&selector(".paper .account"))
        .map(|account| account.select(&selector(".type")).map(text).collect::<String>())
        .collect();
    let expected = fs::read_to_string(repository().join("tests/fixtures/top100.tsv")).unwrap();
    // Where the paper has each: its group of columns, and the line there.
    let paper = fs::read_to_string(&printed).unwrap();
    let paper: Vec<Vec<&str>> = paper.lines().skip(3).map(|line| line.split('\t').collect()).collect();
    let mut right = [0; 5];
    for (at, line) in expected.lines().skip(1).enumerate() {
        let wanted: Vec<&str> = line.split('\t').collect();
        let shown = &groups[at / 34][at % 34];
        let kind = ["(服务号)", "(订阅号)", "(微博)", "订阅号"].into_iter().find(|kind| wanted[1].ends_with(kind));
        right[0] += usize::from(shown[0] == wanted[0]);
        right[1] += usize::from(shown[1] == wanted[1]);
        right[2] += usize::from(kinds[at] == kind.unwrap_or_default());
        right[3] += usize::from(shown[2] == wanted[2]);
        // In three groups read downwards: what stands there is what the paper has in that place.
        right[4] += usize::from(paper[at % 34][at / 34 * 3..][..3] == [&shown[0], &shown[1], &shown[2]]);
    }
    println!(
        "of 100: number {}, account {}, type {}, host {}, place {}",
        right[0], right[1], right[2], right[3], right[4]
    );
    assert_eq!(right, [100; 5]);
}

#[test]
fn what_was_taken_away_can_be_brought_back() {
    let project = Project::demo();
    let built = project.build_at("2026-11-21 12:00");
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
    for slug in ["2015-national-top100", "2017-03-townships", "2017-replies", "2018-02-wci"] {
        let page = |path: &str| fs::read(project.site().join(format!("rankings/{slug}/{path}"))).unwrap();
        let (csv, xlsx) =
            (import::read(page("data.csv"), None, "").unwrap(), import::read(page("data.xlsx"), None, "").unwrap());
        let head = Head { title: "榜", id: "1", date: "2017-03-08" };
        assert_eq!(csv.yaml(&head), xlsx.yaml(&head), "{slug}: the spreadsheet is not the CSV");
        let json: serde_json::Value = serde_json::from_slice(&page("data.json")).unwrap();
        let rows = json["rows"].as_array().unwrap();
        assert_eq!(rows.len(), csv.entries().count(), "{slug}");
        for (row, entry) in rows.iter().zip(csv.entries()) {
            assert_eq!(row["account"], entry.account.as_str(), "{slug}");
            assert_eq!(row["number"].as_u64(), entry.number.map(u64::from), "{slug}");
            assert_eq!(row["score"].as_f64().map(|s| s.to_string()), entry.score.map(|s| s.to_string()), "{slug}");
            assert_eq!(row["metrics"].as_object().map_or(0, |m| m.len()), entry.metrics.len(), "{slug}");
        }
    }
}

#[test]
fn an_account_without_data_comes_back_too() {
    let ranking = "标题: 三月\n日期: 2017-3-1\n方式: 评分\n计分:\n  公式: 给定\n条目:\n  - {账号: 甲, 得分: 90}\n  - {账号: 乙}\n  - {账号: 丙, 得分: 80}\n";
    let project = Project::with(&[("content/rankings/a.yaml", ranking)]);
    published(&project);
    assert!(!project.page("rankings/a/data.json").contains("无数据"), "programs see that there is no number");
    for file in ["data.csv", "data.xlsx"] {
        let bytes = fs::read(project.site().join("rankings/a").join(file)).unwrap();
        let back = import::read(bytes, None, "").unwrap();
        let rows: Vec<_> = back.entries().map(|entry| (entry.account.as_str(), entry.score.is_some())).collect();
        assert_eq!(rows, [("甲", true), ("丙", true), ("乙", false)], "{file}");
    }
}

/// Builds it. However long a list is, nothing is to be told.
fn published(project: &Project) {
    let built = project.build();
    assert!(built.changes.is_some() && built.diagnostics.is_empty(), "{}", said(&built.diagnostics));
}

fn list(rows: usize) -> String {
    let mut text = String::from("标题: 名单\n日期: 2017-3-1\n条目:\n");
    for row in 1..=rows {
        let _ = write!(text, "  - 账号: 账号{row}\n    主办单位: 单位{row}\n");
    }
    text
}

#[test]
fn a_list_of_any_length_reads_downwards_in_three() {
    for (rows, shape) in
        [(10, vec![4, 4, 2]), (33, vec![11, 11, 11]), (100, vec![34, 34, 32]), (1000, vec![334, 334, 332])]
    {
        let project = Project::with(&[("content/rankings/a.yaml", &list(rows))]);
        published(&project);
        let groups = tables(&project.page("rankings/a/index.html"), ".paper > table");
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), shape);
        let numbers: Vec<String> = groups.iter().flatten().map(|row| row[0].clone()).collect();
        assert_eq!(numbers, (1..=rows).map(|number| number.to_string()).collect::<Vec<_>>());
    }
}

#[test]
fn what_nobody_has_is_no_column() {
    let none: String =
        list(12).lines().filter(|line| !line.contains("主办单位")).map(|line| format!("{line}\n")).collect();
    let scored = |text: &str| text.replace("  - 账号", "  - 得分: 90\n    账号").replace("条目:", "方式: 评分\n条目:");
    for (text, columns) in [(none.clone(), 2), (scored(&none), 3), (list(12), 3), (scored(&list(12)), 4)] {
        let project = Project::with(&[("content/rankings/a.yaml", &text)]);
        published(&project);
        for page in ["rankings/a/index.html", "wechat/rankings/a.html"] {
            let page = Html::parse_document(&project.page(page));
            let table = page.select(&selector(".ranking table, [data-wechat-article] table")).next().unwrap();
            let count = |cells| table.select(&selector(cells)).count();
            assert_eq!((count("th"), count("tr:first-child td")), (columns, columns), "{text}");
        }
        // It is brought back with its column.
        assert!(project.page("rankings/a/data.csv").contains("主办单位"));
    }
}

#[test]
fn a_list_that_is_too_long_for_a_page_has_several() {
    let project = Project::with(&[("content/rankings/a.yaml", &list(2100))]);
    published(&project);
    let mut all = Vec::new();
    for page in ["", "2/", "3/"] {
        let page = project.page(&format!("rankings/a/{page}index.html"));
        assert!(
            page.contains("<a href=\"/rankings/a/2/\">1001—2000</a>")
                || page.contains("<b aria-current=\"page\">1001—2000</b>")
        );
        assert!(page.contains("data-all=\"/rankings/a/data.json\""));
        all.extend(tables(&page, ".paper > table").into_iter().flatten().map(|row| row[0].clone()));
    }
    assert_eq!(all, (1..=2100).map(|number| number.to_string()).collect::<Vec<_>>());
    assert!(!project.site().join("rankings/a/4").exists());
}

#[test]
fn every_page_of_a_long_ranking_says_that_likes_are_no_measure() {
    let scores = list(1001).replace("    主办单位", "    得分: 90\n    主办单位");
    let text = scores.replace("条目:", "计分: {公式: 给定, 版本: WCI}\n条目:");
    let project = Project::with(&[("content/rankings/a.yaml", &text)]);
    published(&project);
    for page in ["", "2/"] {
        let page = project.page(&format!("rankings/a/{page}index.html"));
        assert_eq!(page.matches("不作为考核和评比个人、单位的依据").count(), 1);
    }
}

#[test]
fn what_has_no_room_for_a_long_list_says_how_many_there_are() {
    for scored in [false, true] {
        let mut text = list(1000);
        if scored {
            text = text.replace("    主办单位", "    得分: 90\n    主办单位").replace("条目:", "方式: 评分\n条目:");
        }
        let project = Project::with(&[("content/rankings/a.yaml", &text)]);
        published(&project);
        let article = project.page("wechat/rankings/a.html");
        let article = Html::parse_document(&article);
        let article = article.select(&selector("[data-wechat-article]")).next().unwrap();
        let rows = article.select(&selector("tbody tr")).count();
        let chars = article.inner_html().chars().count();
        println!("1,000 rows, scored {scored}: an article of {rows} rows, {chars} characters");
        assert!((100..=150).contains(&rows) && chars < 20_000, "{rows} rows, {chars} characters");
        assert!(
            article.text().collect::<String>().contains(&format!("共1000个账号，这里是前{rows}个。点“阅读原文”看全部"))
        );
        let feed = project.page("rankings/feed.xml");
        let feed = feed.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        assert!(feed.contains("共1000个账号，这里是前100个。") && feed.contains("/rankings/a/\">看全部</a>"));
        assert_eq!(feed.matches("<tr><td>").count(), 100);
        assert_eq!(project.page("embed/ranking-a.js").matches("\"number\"").count(), 10);
    }
}

#[test]
fn a_list_shows_who_came_and_who_went_up() {
    let file = |month: usize, names: &[&str]| {
        let rows: String = names.iter().map(|name| format!("  - 账号: {name}\n")).collect();
        format!("标题: 名单\n日期: 2017-{month}-1\n网页名: m{month}\n榜单: 名单\n期: 2017年{month}月\n条目:\n{rows}")
    };
    let (one, two, three) = (file(1, &["甲", "乙", "丙"]), file(2, &["乙", "丙", "丁"]), file(3, &["乙", "甲", "丙"]));
    let project = Project::with(&[
        ("content/rankings/1.yaml", &one),
        ("content/rankings/2.yaml", &two),
        ("content/rankings/3.yaml", &three),
    ]);
    project.build_at("2018-1-1");
    let numbers = |month: usize| -> Vec<String> {
        let page = project.page(&format!("rankings/m{month}/index.html"));
        tables(&page, ".paper > table").concat().into_iter().map(|row| row[0].clone()).collect()
    };
    assert_eq!(numbers(1), ["1", "2", "3"]);
    assert_eq!(numbers(2), ["1↑1上升1位", "2↑1上升1位", "3新新上榜"]);
    // What did not move says nothing.
    assert_eq!(numbers(3), ["1", "2回重新上榜", "3↓1下降1位"]);
    assert!(project.page("rankings/m3/index.html").contains("上期在榜、本期不在：丁"));
    let series = project.page("rankings/lists/名单/index.html");
    let through = tables(&series, "#accounts").concat();
    // The newest first.
    assert_eq!(through[1], ["2", "—", "1"]);
}

/// A period in which each of some accounts has a score that goes its own way; every seventh has none.
fn period(month: usize, accounts: usize, reversed: bool) -> String {
    let mut text = format!(
        "标题: 月榜\n日期: 2017-{month}-1\n网页名: m{month}\n榜单: 月榜\n期: 2017年{month}月\n方式: 评分\n条目:\n"
    );
    let mut rows: Vec<usize> = (0..accounts).collect();
    if reversed {
        rows.reverse();
    }
    for row in rows {
        let _ = write!(text, "  - 编号: n{row}\n    账号: 账号{row}\n    主办单位: 单位{row}\n");
        if !(row + month).is_multiple_of(7) {
            let _ = writeln!(text, "    得分: {}", (row * 13 + month * 31) % 50);
        }
    }
    text
}

#[test]
fn an_account_goes_through_time() {
    let build = |reversed| {
        let files: Vec<(String, String)> =
            (1..=6).map(|month| (format!("content/rankings/{month}.yaml"), period(month, 30, reversed))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let project = Project::with(&files);
        let built = project.build_at("2018-1-1");
        assert!(built.changes.is_some() && built.diagnostics.is_empty(), "{}", said(&built.diagnostics));
        project
    };
    let (project, other) = (build(false), build(true));
    let mut compared = 0;
    for (month, before) in (2..=6).map(|month| (month, month - 1)) {
        let path = |month: usize| format!("rankings/m{month}/index.html");
        // The order of rows in a file changes nothing on the page.
        assert_eq!(project.page(&path(month)), other.page(&path(month)));
        let rows = |month: usize| tables(&project.page(&path(month)), ".scores").concat();
        let (now, then) = (rows(month), rows(before));
        for row in &now {
            let (number, movement) = (row[0].parse::<i64>().ok(), row.last().unwrap());
            let last = then.iter().find(|other| other[1] == row[1]).and_then(|other| other[0].parse::<i64>().ok());
            let wanted = match (number, last) {
                (None, _) => String::new(),
                (Some(now), Some(last)) if last == now => "—持平".to_owned(),
                (Some(now), Some(last)) if last > now => format!("↑{0}上升{0}位", last - now),
                (Some(now), Some(last)) => format!("↓{0}下降{0}位", now - last),
                (Some(_), None) if month > 2 => "回重新上榜".to_owned(),
                (Some(_), None) => "新新上榜".to_owned(),
            };
            assert_eq!(*movement, wanted, "{month}: {row:?}");
            compared += 1;
        }
    }
    println!("{compared} movements compared with the page of the period before");
    let account = project.page("rankings/lists/月榜/a-n4/index.html");
    let points = tables(&account, "#periods");
    assert_eq!(points[0].len(), 6);
    assert_eq!(points[0][3][0], "无数据", "in March the fourth had no score");
    assert!(account.contains("<svg class=\"chart\"") && account.contains("aria-describedby=\"periods\""));
    assert!(project.page("rankings/lists/月榜/index.html").contains("2017年6月"));
    assert!(project.page("rankings/m3/index.html").contains("<a href=\"/rankings/m2/\">← 2017年2月</a>"));
}

#[test]
fn a_series_says_what_its_table_leaves_out() {
    let page = |months: usize, accounts: usize| {
        let files: Vec<(String, String)> = (1..=months)
            .map(|month| {
                let text =
                    period(month.min(12), accounts, false).replace("2017", if month > 12 { "2018" } else { "2017" });
                (
                    format!("content/rankings/{month}.yaml"),
                    text.replace(&format!("网页名: m{}", month.min(12)), &format!("网页名: m{month}")),
                )
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let project = Project::with(&files);
        assert!(project.build_at("2019-1-1").changes.is_some());
        project.page("rankings/lists/月榜/index.html")
    };
    let whole = page(12, 50);
    assert!(!whole.contains(">共"), "{whole}");
    let cut = page(13, 60);
    assert!(cut.contains("共60个账号，这里是前50个；其余的在<a href=\"/rankings/m13/\">2018年12月</a>"), "{cut}");
    assert!(cut.contains("共13期，这里是最近12期；更早的在<a href=\"#each\">上面的表</a>"), "{cut}");
}

#[test]
fn a_warm_build_of_periods_is_a_cold_one() {
    let files: Vec<(String, String)> =
        (1..=4).map(|month| (format!("content/rankings/{month}.yaml"), period(month, 12, false))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let project = Project::with(&files);
    project.build_at("2018-1-1");
    let edits = [
        ("content/rankings/2.yaml", period(2, 11, true)),
        ("content/rankings/4.yaml", period(4, 12, false).replace("榜单: 月榜", "榜单: 别的榜")),
        ("content/rankings/3.yaml", period(3, 12, false).replace("得分: 44", "得分: 9")),
        ("content/rankings/5.yaml", period(5, 14, false)),
    ];
    for (step, (path, text)) in edits.iter().enumerate() {
        project.write(path, text);
        let warm = project.build_at("2018-1-1");
        assert!(warm.changes.is_some(), "{}", said(&warm.diagnostics));
        let cold = project.root().join(format!("cold{step}"));
        project.build_to(&cold, "2018-1-1", &gongsheng::publish::RealDisk);
        assert_eq!(support::tree(&project.site()), support::tree(&cold), "{path}");
    }
    // Nothing that no longer follows from a file is left behind.
    assert!(!project.site().join("rankings/lists/别的榜").exists());
}

#[test]
fn periods_of_one_day_are_in_their_order_though_one_cannot_be_read() {
    let period = |name: &str| {
        format!(
            "标题: {name}榜\n日期: 2026-1-5\n期: {name}\n榜单: 月榜\n方式: 评分\n条目:\n  - {{账号: 甲, 得分: 9}}\n"
        )
    };
    let project = Project::with(&[
        ("content/rankings/1.yaml", &period("2025年11-12月")),
        ("content/rankings/2.yaml", &period("2025年10月")),
        ("content/rankings/3.yaml", &period("2025年9月")),
    ]);
    assert!(project.build_at("2026-3-1").changes.is_some());
    let page = project.page("rankings/lists/月榜/index.html");
    let at = |name: &str| page.rfind(&format!("<th scope=\"col\">{name}</th>")).unwrap();
    assert!(at("2025年11-12月") < at("2025年10月") && at("2025年10月") < at("2025年9月"), "{page}");
}

#[test]
fn accounts_of_one_name_are_told_apart_in_a_series() {
    let month = |month: usize, gone: bool| {
        let other = if gone { "" } else { "  - {编号: c, 账号: 丙, 主办单位: 丙县, 得分: 7}\n" };
        format!(
            "标题: {month}月榜\n日期: 2017-{month}-8\n期: 2017年{month}月\n榜单: 月榜\n方式: 评分\n条目:\n  - {{编号: a, 账号: 职工之家, 主办单位: 甲县, 得分: 9}}\n  - {{编号: b, 账号: 职工之家, 主办单位: 乙县, 得分: 8}}\n{other}"
        )
    };
    let project =
        Project::with(&[("content/rankings/1.yaml", &month(1, false)), ("content/rankings/2.yaml", &month(2, true))]);
    published(&project);
    let page = project.page("rankings/lists/月榜/index.html");
    // In the table of accounts, in the legend, and as the first of each of two periods.
    assert!(page.matches("职工之家（甲县）").count() >= 4, "{page}");
    assert!(page.contains(">职工之家（乙县）</a>") && !page.contains("丙（"), "{page}");
}

#[test]
fn the_numbers_say_what_was_corrected() {
    let text = list(3).replace("条目:", "更新: 2017-3-6\n更正:\n  - {时间: 2017-3-7, 内容: 第二名写错了}\n条目:");
    let project = Project::with(&[("content/rankings/a.yaml", &text)]);
    let built = project.build();
    assert!(built.changes.is_some(), "{}", said(&built.diagnostics));
    let json: serde_json::Value = serde_json::from_str(&project.page("rankings/a/data.json")).unwrap();
    assert!(json["corrections"].as_str().unwrap().ends_with("：第二名写错了"), "{json}");
    assert!(json["updated"].as_str().unwrap().contains("3月6日"), "{json}");
    let book = fs::read(project.site().join("rankings/a/data.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let about = book.worksheet_range("说明").unwrap();
    assert!(about.rows().any(|row| row[0] == "更正" && row[1].to_string().ends_with("：第二名写错了")));
}

#[test]
fn an_article_shows_off_the_first_three_by_their_numbers() {
    let styles = |scores: &[&str]| -> Vec<String> {
        let rows: String =
            scores.iter().enumerate().map(|(at, score)| format!("  - 账号: 账号{at}\n    得分: {score}\n")).collect();
        let text = format!("标题: 榜\n日期: 2017-3-1\n方式: 评分\n条目:\n{rows}");
        let project = Project::with(&[("content/rankings/a.yaml", &text)]);
        published(&project);
        let page = Html::parse_document(&project.page("wechat/rankings/a.html"));
        let style = |row: scraper::ElementRef<'_>| {
            row.select(&selector("td")).next().and_then(|cell| cell.attr("style")).unwrap_or_default().to_owned()
        };
        page.select(&selector("[data-wechat-article] tbody tr")).map(style).collect()
    };
    let tied = styles(&["9", "8", "8", "8", "8"]);
    assert!(tied.len() == 5 && tied.iter().all(|style| *style == tied[0]), "{tied:?}");
    let without = styles(&["9", "", "", ""]);
    assert!(without[1..].iter().all(|style| *style == without[1] && *style != without[0]), "{without:?}");
}

#[test]
fn county_level_stands_apart_and_likes_are_no_measure() {
    let project = Project::demo();
    project.build_at("2026-11-21 12:00");
    let page = project.page("rankings/2018-02-wci/index.html");
    let groups = tables(&page, ".scores");
    assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 8]);
    assert_eq!((groups[1][0][0].as_str(), groups[1][7][0].as_str()), ("1", "无数据"));
    for said in ["WCI V14.2b", "不作为考核", "天数：28", "得分四舍五入到1位小数", "先后比阅读数", "2月28日"]
    {
        assert!(page.contains(said), "{said}");
    }
    let others = [project.page("wechat/rankings/2018-02-wci.html"), project.page("rankings/2018-02-wci/data.json")];
    assert!(others.iter().all(|text| text.contains("WCI V14.2b") && text.contains("不作为考核")));
    assert!(project.page("rankings/2018-02-wci/card.svg").contains("不作为考核依据"));
    assert!(project.page("embed/ranking-2018-02-wci.js").contains("不作为考核依据"));
    let book = fs::read(project.site().join("rankings/2018-02-wci/data.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let about = book.worksheet_range("说明").unwrap();
    assert!(about.rows().any(|row| row[0] == "提醒" && row[1].to_string().contains("不作为考核")));
    assert!(!project.site().join("rankings/2018-02-wci/roll-1").exists(), "no roll of honour for likes");
    assert!(project.page("rankings/2015-national-top100/roll-1/index.html").contains("光荣榜"));
}

#[test]
fn what_is_said_of_a_table_turns_nothing_round() {
    let project = Project::with(&[]);
    project.write(
        "a\u{202e}.csv",
        "榜\u{202e}单,,\n账号,主办单位,得分\n甲\u{202e}乙,甲总工会,98.5\n丙\u{202e},乙总工会,九十\n",
    );
    let output = program(&project, &["ranking", "import", "a\u{202e}.csv"]);
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success() && printed.contains('\u{fffd}') && !printed.contains('\u{202e}'), "{printed}");
}

#[test]
fn what_is_said_of_a_table_shows_no_number() {
    let project = Project::with(&[]);
    project.write("名单13800138000.csv", "账号,主办单位,得分\n甲13800138001,甲总工会,98.5\n乙,乙总工会,13800138002\n");
    for _ in 0..2 {
        let output = program(&project, &["ranking", "import", "名单13800138000.csv"]);
        let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(printed.contains("名单138") && !printed.contains("0013800"), "{printed}");
    }
    let output = program(&project, &["ranking", "import", "没有13800138000.csv"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("没有138****8000.csv"));
}

#[test]
fn what_staff_paste_is_understood() {
    let cases = [
        ("a.csv", "账号,类型,主办单位,得分\n甲,服务号,甲总工会,９８．５\n甲,订阅号,甲总工会,—\n合计,,,98.5\n,,,\n"),
        ("a.txt", "账号\t主办单位\t得分\n甲【服务号】\t甲总工会\t98.5\n甲订阅号\t甲总工会\t\n总 计\t\t98.5\n"),
        ("b.txt", "|账号|主办单位|得分|\n|-|-|-|\n|甲（服务号）|甲总工会|98.5|\n|甲(订阅号)|甲总工会|无|\n"),
    ];
    for (name, table) in cases {
        let project = Project::with(&[]);
        let (bytes, _, _) = encoding_rs::GBK.encode(table);
        project.write_bytes(name, &bytes);
        let output = program(&project, &["ranking", "import", name, "榜"]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        publish(&project, "content/rankings/2017-03-08-榜.yaml");
        let page = fs::read_dir(project.site().join("rankings"))
            .unwrap()
            .map(|entry| entry.unwrap().path().join("index.html"));
        let page = page
            .filter(|path| path.is_file())
            .map(|path| fs::read_to_string(path).unwrap())
            .find(|text| text.contains("scores"));
        let rows = tables(&page.unwrap(), ".scores").concat();
        let numbers: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(numbers, ["1", "无数据"], "{name}");
        assert!(rows[0][1].contains("服务号") && rows[1][1].contains("订阅号"), "{name}: {rows:?}");
    }
    let project = Project::with(&[]);
    project.write("x.txt", "只有一段话。");
    let output = program(&project, &["ranking", "import", "x.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("没有找到榜单的表格"));
    assert_eq!(program(&project, &["ranking", "import", "none.csv"]).status.code(), Some(1));
    assert_eq!(program(&project, &["ranking"]).status.code(), Some(2));
}
