use super::*;
use crate::checks::Rules;
use crate::diagnostic::Text;
use crate::entry;
use crate::kind::{Details, Kind};
use crate::source::EntrySource;
use proptest::prelude::*;
use std::path::PathBuf;

fn import(text: &str) -> Import {
    read(text.as_bytes().to_vec(), None, "").unwrap_or_default()
}

fn said(import: &Import) -> Vec<&str> {
    import
        .told
        .iter()
        .map(|told| match told {
            Told::Fact(both) | Told::Doubt(both) => both.zh.as_str(),
        })
        .collect()
}

fn listed(import: &Import) -> Vec<String> {
    import.entries().map(|entry| format!("{} {}", entry.account, entry.host.as_deref().unwrap_or("—"))).collect()
}

/// The file that is written, read as every ranking is.
fn back(import: &Import) -> (crate::kind::ranking::Ranking, Vec<String>) {
    let yaml = import.yaml(&Head { title: "榜：一 #2", id: "700001", date: "2017-03-08" });
    let text = Text::new("content/rankings/a.yaml", yaml);
    let source = EntrySource::new(Kind::Ranking, "rankings/a.yaml".into(), text, PathBuf::new());
    let (entry, told) = entry::parse(&source, &Rules::default());
    let told = told.into_iter().map(|told| format!("{}: {}", told.code.id, told.message.zh)).collect();
    match entry.card.details {
        Details::Ranking(ranking) => (*ranking, told),
        _ => (crate::kind::ranking::Ranking::default(), told),
    }
}

#[test]
fn three_lists_side_by_side_are_read_downwards() {
    let table = import(
        "光荣榜\n\n全国工会新媒体 (7家)\n\n序号\t账号名称\t主办单位\t序号\t账号名称\t主办单位\t序号\t账号名称\t主办单位\n\
         １\t甲(服务号)\t甲市总工会\t4\t丁\t丁市总工会\t7\t庚（微博）\t庚市总工会\n\
         ２\t乙\t乙市总工会\t5\t戊\t戊市总工会\t\t\t\n３\t甲（订阅号）\t甲市总工会\t6\t己微博\t己市总工会\t\t\t\n",
    );
    assert_eq!(table.title, "全国工会新媒体 (7家)");
    assert_eq!(
        listed(&table),
        [
            "甲(服务号) 甲市总工会",
            "乙 乙市总工会",
            "甲（订阅号） 甲市总工会",
            "丁 丁市总工会",
            "戊 戊市总工会",
            "己微博 己市总工会",
            "庚（微博） 庚市总工会"
        ]
    );
    assert_eq!(
        said(&table),
        [
            "读到7个账号；表是3栏并排的，每栏：序号或名次、账号、主办单位",
            "序号从1到7，一个不缺",
            "认出的类型：微博2个、服务号1个、订阅号1个",
            "有1家单位不止一个账号：甲市总工会（甲(服务号)、甲（订阅号））",
            "名称一样、类型不同，是不同的账号：甲(服务号)和甲（订阅号）",
        ]
    );
}

#[test]
fn a_table_that_reads_across_is_put_in_order() {
    let table = import("序号,账号,单位,序号,账号,单位\n1,甲,a,2,乙,b\n3,丙,c,4,丁,d\n");
    assert_eq!(listed(&table), ["甲 a", "乙 b", "丙 c", "丁 d"]);
    assert!(said(&table).contains(&"这张表是横着排的，按序号理顺了"));
}

#[test]
fn numbers_begin_again_in_each_group_and_figures_alone_are_a_list() {
    let table = import(
        "附件1\n2017年乡镇榜\n单位：件\n组别,序号,账号,答复件数\n县级,1,甲,5\n县级,2,乙,4\n乡镇,2,丁,3\n乡镇,1,丙,6\n",
    );
    assert_eq!(table.title, "2017年乡镇榜");
    assert_eq!(listed(&table), ["甲 —", "乙 —", "丙 —", "丁 —"]);
    assert_eq!(
        said(&table),
        [
            "表里的行没有按序号排，按序号理顺了",
            "期是“2017年”，从标题看出来的",
            "读到4个账号，各列是：分组、序号或名次、账号、答复件数",
            "分组：县级（2个）、乡镇（2个）",
            "有数据（答复件数），没有得分，按名单排；要程序算得分，把“方式”改成“评分”，再写“计分”",
            "各组的序号都从1起，一个不缺",
        ]
    );
}

#[test]
fn one_name_of_two_hosts_is_told_apart_from_one_account_twice() {
    let table = import(
        "账号,类型,主办单位,得分\n工人之家,服务号,甲,-3\n工人之家,订阅号,甲,9\n工人之家,,乙,8\n工人之家,,丙,7\n",
    );
    assert_eq!(
        said(&table),
        [
            "第2行“工人之家”的得分“-3”是负数，没有写进去",
            "读到4个账号，各列是：账号、类型、主办单位、得分",
            "认出的类型：服务号1个、订阅号1个",
            "有1家单位不止一个账号：甲（工人之家（服务号）、工人之家（订阅号））",
            "名称一样、类型不同，是不同的账号：工人之家（服务号）和工人之家（订阅号）和工人之家",
            "账号名一样、主办单位不同，分不开，构建前给每个写上“类型”或“编号”：“工人之家”（第4行、第5行）",
            "有1个账号没有得分，网页上是“无数据”",
        ]
    );
    assert!(read(b"<html><table><tr><td>1</td></tr></table>".to_vec(), None, "").is_err());
}

#[test]
fn scores_figures_and_totals_are_told_apart() {
    let table = import(
        "2017年3月乡镇工会月榜\n名次\t账号\t类型\t单位\t得分\t答复件数\t经办人\n\
         1\t东屏工会\t订阅号\t东屏镇总工会\t94.0\t52\t小王\n2\t竹溪工会\t订阅号\t竹溪镇总工会\t93\t1.2万\t小李\n\
         2\t石桥职工之家\t订阅号\t石桥街道总工会\t93\t—\t小张\n4\t松岗工会\t微博\t松岗乡总工会\t无\t\t\n\
         \t合 计\t\t\t\t81\t\n注：数据由各单位自己报。\n",
    );
    assert!(table.scored && !table.dense);
    assert_eq!(table.period.as_deref(), Some("2017年3月"));
    assert_eq!(
        said(&table),
        [
            "这几列不是数，没有读：经办人",
            "跳过合计、平均这样的行：第7行“合 计”",
            "这几行不是表里的账号，没有读：第8行",
            "期是“2017年3月”，从标题看出来的",
            "读到4个账号，各列是：序号或名次、账号、类型、主办单位、得分、答复件数、经办人",
            "名次和得分对得上（并列按1、1、3）",
            "认出的类型：微博1个、订阅号3个",
            "有1个账号没有得分，网页上是“无数据”",
        ]
    );
    let (ranking, told) = back(&table);
    assert_eq!(told, [] as [&str; 0]);
    let rows: Vec<String> = ranking
        .rows()
        .map(|row| {
            format!(
                "{:?} {} {:?} {:?}",
                row.place.number(),
                row.account.name,
                row.score.map(|s| s.to_string()),
                row.metrics.len()
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "Some(1) 东屏工会 Some(\"94\") 1",
            "Some(2) 石桥职工之家 Some(\"93\") 0",
            "Some(2) 竹溪工会 Some(\"93\") 1",
            "None 松岗工会 None 0"
        ]
    );
}

#[test]
fn the_rule_of_ties_follows_from_the_ranks() {
    let table = import("名次,账号,得分\n1,甲,95\n1,乙,95\n2,丙,90\n");
    assert!(table.dense && said(&table).contains(&"名次和得分对得上（并列按1、1、2）"));
    assert!(table.yaml(&Head { title: "榜", id: "1", date: "2017-03-08" }).contains("\n并列: 1,1,2\n"));
}

#[test]
fn ranks_of_tables_side_by_side_follow_from_their_scores() {
    let table = import("名次,账号,得分,名次,账号,得分\n1,甲,990.2,4,丁,800\n2,乙,980.2,5,戊,790.333\n3,丙,970.2,,,\n");
    assert!(said(&table).contains(&"名次和得分对得上（并列按1、1、3）"), "{:?}", said(&table));
    let wrong = import("名次,账号,得分,名次,账号,得分\n1,甲,990.2,3,丁,800\n2,乙,980.2,4,戊,890\n");
    let told = "有2个名次和得分对不上，如“丁”写的是第3，按得分是第4；网页上按得分排";
    assert!(said(&wrong).contains(&told), "{:?}", said(&wrong));
}

#[test]
fn another_table_below_is_told_and_not_read() {
    let table = import(
        "名次,账号,得分\n1,甲,90\n2,乙,80\n\n二、订阅号榜,,\n名次,账号,阅读数,得分\n1,丙,1000,90\n2,丁,900,80\n",
    );
    assert_eq!(figures(&table), ["甲 90", "乙 80"]);
    assert_eq!(table.groups.len(), 1);
    let told = "第6行起是另一张表，表头不一样，没有读；要读，另存成一个文件再导入";
    assert!(said(&table).contains(&told), "{:?}", said(&table));
    // The same head again is that of the next page or group.
    let paged = import("名次,账号,得分\n1,甲,90\n2,乙,80\n名次,账号,得分\n3,丙,70\n");
    assert_eq!(figures(&paged), ["甲 90", "乙 80", "丙 70"]);
    // A type that is called like a head is none.
    let typed = import("账号,类型,主办单位\n甲,公众号,学校\n乙,公众号,企业\n丙,微博,部门\n");
    assert_eq!(listed(&typed), ["甲 学校", "乙 企业", "丙 部门"]);
}

#[test]
fn what_a_spreadsheet_could_not_work_out_is_told_and_is_no_name() {
    let table =
        import("名次,账号,主办单位,得分,办结率\n1,甲,#N/A,95,#DIV/0!\n2,乙,b,#REF!,90\n3,#N/A,c,80,91\n4,丁,d,70,92\n");
    assert_eq!(figures(&table), ["甲 95", "乙 — 办结率 90", "丁 70 办结率 92"]);
    assert_eq!(listed(&table), ["甲 —", "乙 b", "丁 d"]);
    for told in [
        "这几行有 Excel 算不出来的格子（如 #N/A、#REF!），当作空的：第2行、第4行；请核对原表",
        "第2行“甲”的办结率“#DIV/0!”不是一个数，没有写进去",
        "第3行“乙”的得分“#REF!”不是一个数，没有写进去",
        "第4行有主办单位“c”，没有账号，没有写进去",
    ] {
        assert!(said(&table).contains(&told), "{told}: {:?}", said(&table));
    }
}

#[test]
fn an_index_of_likes_is_known_by_its_name() {
    let table = import("名次,账号,主办单位,WCI（V14.2）\n1,甲,a,531.2\n2,乙,b,402\n");
    let (ranking, told) = back(&table);
    assert_eq!(told, [] as [&str; 0]);
    assert_eq!(ranking.scoring.name().as_deref(), Some("给定 WCI（V14.2）"));
    assert!(ranking.caution().is_some());
    let (ranking, _) = back(&import("名次,账号,主办单位,得分\n1,甲,a,98\n2,乙,b,97\n"));
    assert!(ranking.caution().is_none());
}

#[test]
fn a_line_of_one_cell_names_a_group() {
    let table = import("序号\t账号\t单位\n一、县级\t\t\n1\t甲\ta\n2\t乙\tb\n二、乡镇\t\t\n1\t丙\tc\n");
    let groups: Vec<(Option<&str>, usize)> =
        table.groups.iter().map(|(title, entries)| (title.as_deref(), entries.len())).collect();
    assert_eq!(groups, [(Some("一、县级"), 2), (Some("二、乡镇"), 1)]);
    assert_eq!(back(&table).1, [] as [&str; 0]);
}

fn figures(import: &Import) -> Vec<String> {
    let shown = |number: Option<Decimal>| number.map_or("—".to_owned(), |number| number.to_string());
    let of = |entry: &Entry| {
        let metrics = entry.metrics.iter().map(|(name, number)| format!(" {name} {number}"));
        format!("{} {}{}", entry.account, shown(entry.score), metrics.collect::<String>())
    };
    import.entries().map(of).collect()
}

#[test]
fn of_two_columns_of_a_kind_one_counts_and_the_other_is_told() {
    let table = import("名次\t公众号\t综合得分\tWCI\n1\t甲工会\t95\t300.5\n2\t乙工会\t90\t420.1\n");
    assert_eq!(figures(&table), ["甲工会 95 WCI 300.5", "乙工会 90 WCI 420.1"]);
    assert!(said(&table).contains(&"“综合得分”和“WCI”都是得分，用“综合得分”那一列"));
    let (ranking, told) = back(&table);
    assert!(told.is_empty() && ranking.caution().is_some(), "{told:?}");
    let table =
        import("序号,账号,主办单位,运营单位\n1,甲工会,甲县总工会,某某传媒公司\n2,乙工会,乙县总工会,某某科技公司\n");
    assert_eq!(listed(&table), ["甲工会 甲县总工会", "乙工会 乙县总工会"]);
    let told = said(&table);
    assert!(told.contains(&"这几列不是数，没有读：运营单位"), "{told:?}");
    assert!(told.contains(&"“主办单位”和“运营单位”都是主办单位，用“主办单位”那一列"), "{told:?}");
    let table = import("名次,账号,得分,数量,数量\n1,甲工会,95,3,4\n2,乙工会,90,5,6\n");
    assert_eq!(figures(&table), ["甲工会 95 数量 3 数量2 4", "乙工会 90 数量 5 数量2 6"]);
    assert_eq!(back(&table).1, [] as [&str; 0]);
}

#[test]
fn an_index_of_likes_in_the_title_is_noted() {
    let title = "2018年2月县级工会公众号传播力指数（WCI）排行榜";
    let table = import(&format!("{title}\n名次\t公众号\t主办单位\t得分\n1\t甲\tA\t593.5\n2\t乙\tB\t500.1\n"));
    assert!(
        said(&table).contains(&"标题里有“WCI”，得分是阅读、点赞这类数据算的：记在“版本”里，网页上会写明不作为考核依据")
    );
    let (ranking, _) = back(&table);
    assert_eq!(ranking.scoring.name().as_deref(), Some("给定 WCI"));
    assert!(ranking.caution().is_some());
}

#[test]
fn a_tab_within_a_cell_divides_no_table_of_commas() {
    let table = import("名次,账号,得分,编号\n1,甲工会,95,\"gh_1\t\"\n2,乙工会,90,\"gh_2\t\"\n3,丙工会,80,\"gh_3\t\"\n");
    assert_eq!(figures(&table), ["甲工会 95", "乙工会 90", "丙工会 80"]);
    let table = import("名次\t账号\t得分\n1\t甲\t1,200\n2\t乙\t1,100\n3\t丙\t1,000\n");
    assert_eq!(figures(&table), ["甲 1200", "乙 1100", "丙 1000"]);
}

#[test]
fn semicolons_divide_where_commas_are_decimal_points() {
    let table = import("名次;账号;得分\n1;甲工会;94,5\n2;乙工会;1.090,25\n");
    assert_eq!(figures(&table), ["甲工会 94.5", "乙工会 1090.25"]);
    assert!(said(&table).contains(&"格子是用分号分开的，逗号当作小数点：“94,5”是94.5"));
}

#[test]
fn averages_are_rounded_and_the_rows_of_them_left_out() {
    let table = import(
        "名次,账号,得分,用时\n1,甲,93.33333333,1.66666666\n2,乙,91.66666667,2\n,全县平均,92.5,1.8\n,平均分,92.5,\n,全县合计,185,\n",
    );
    assert_eq!(figures(&table), ["甲 93.333333 用时 1.666667", "乙 91.666667 用时 2"]);
    assert!(said(&table).contains(&"跳过合计、平均这样的行：第4行“全县平均”、第5行“平均分”、第6行“全县合计”"));
    // What has a number of its own is an account.
    assert_eq!(figures(&import("名次,账号,得分\n1,职工平均,93\n2,乙,91\n")), ["职工平均 93", "乙 91"]);
    assert_eq!(figures(&import("账号,名次,得分\n职工平均,1,93\n乙,2,91\n")), ["职工平均 93", "乙 91"]);
}

#[test]
fn percentages_beside_plain_numbers_are_told() {
    let table = import("名次,账号,得分,办结率\n1,甲,95,98.5%\n2,乙,90,0.99\n3,丙,80,0\n");
    assert_eq!(figures(&table), ["甲 95 办结率 98.5%", "乙 90 办结率 0.99", "丙 80 办结率 0"]);
    assert!(said(&table).contains(&"“办结率”有的写了%，有的没有，如第3行的“0.99”；照原样写进去了，请改成一样的"));
    let table = import("名次,账号,得分,办结率\n1,甲,95,98.5%\n2,乙,90,100％\n3,丙,80,-\n");
    assert!(!said(&table).iter().any(|told| told.contains('%')));
}

#[test]
fn a_period_that_is_not_clear_is_left_open() {
    let of = |title: &str| import(&format!("{title}\n名次,账号,得分\n1,甲,95\n2,乙,90\n"));
    let table = of("2017年3月第2周榜");
    assert_eq!(table.period, None);
    assert!(said(&table).contains(&"标题里的期看不准，没有写进去，请自己填上“期”"));
    assert_eq!(of("2017年3月榜").period.as_deref(), Some("2017年3月"));
}

#[test]
fn a_cell_that_was_broken_in_two_names_no_group() {
    let table = import("序号\t账号名称\t主办单位\n1\t甲工会\t甲县总工会\n2\t乙工会\t乙县\n总工会\n3\t丙\t丙县总工会\n");
    assert_eq!(listed(&table), ["甲工会 甲县总工会", "乙工会 乙县", "丙 丙县总工会"]);
    assert_eq!(table.groups.len(), 1);
    assert!(
        said(&table).contains(
            &"第4行只有“总工会”，前后的序号是连着的，不像组名，像是第3行的一格断成了两行；没有读，请核对第3行"
        )
    );
}

#[test]
fn an_account_without_data_is_one_where_its_column_says_so() {
    let head = "名次,账号,主办单位,得分\n1,甲,a,90\n2,乙,b,80\n";
    let table = import(&format!("{head},丙,,\n,丁,,\n\n,某县总工会,,\n,2017年3月1日,,\n"));
    assert_eq!(table.entries().map(|entry| entry.account.as_str()).collect::<Vec<_>>(), ["甲", "乙", "丙", "丁"]);
    assert!(said(&table).contains(&"有2个账号没有得分，网页上是“无数据”"));
    assert!(said(&table).contains(&"这几行不是表里的账号，没有读：第7行、第8行"), "{:?}", said(&table));
    for below in [",注：数据各单位自己报,,\n", ",2017年3月1日,,\n", ",,,丙\n", ",100,,\n", "无,,,\n"] {
        assert_eq!(import(&format!("{head}{below}")).entries().count(), 2, "{below}");
    }
    // Above other accounts a name is that of a group, and in a list nobody has data.
    let groups = import(&format!("{head},乡镇,,\n1,丙,c,70\n"));
    assert_eq!(groups.entries().map(|entry| entry.account.as_str()).collect::<Vec<_>>(), ["甲", "乙", "丙"]);
    assert_eq!(import("序号,账号,主办单位\n1,甲,a\n,丙,\n").entries().count(), 1);
}

#[test]
fn what_cannot_be_understood_is_told() {
    let table = import("序号,账号,主办单位,得分\n1,甲,a,一百\n2,,b,90\n3,甲,a,80\n");
    assert_eq!(
        said(&table),
        [
            "这几行不是表里的账号，没有读：第3行",
            "第2行“甲”的得分“一百”不是一个数，没有写进去",
            "读到2个账号，各列是：序号或名次、账号、主办单位、得分",
            "有1个名次和得分对不上，如“甲”写的是第3，按得分是第1；网页上按得分排",
            "有1家单位不止一个账号：a（甲、甲）",
            "同一个账号出现两次，构建前要改：去掉一个，或写上类型：“甲”（第2行、第4行）",
            "有1个账号没有得分，网页上是“无数据”",
        ]
    );
    assert!(read("一段话，没有表。".as_bytes().to_vec(), None, "").is_err());
    assert!(read(Vec::new(), None, "").is_err());
    assert!(read(b"\xd0\xcf\x11\xe0rest".to_vec(), None, "").is_err());
    assert!(read(b"PK\x03\x04rest".to_vec(), None, "").is_err());
}

#[test]
fn a_column_that_is_not_read_is_told() {
    let table = import("序号\t账号\t\t得票\n1\t甲\t甲总工会\t9\n2\t乙\t乙总工会\t8\n");
    let unread = |table: &Import| said(table).into_iter().filter(|told| told.contains("没有读")).count();
    assert!(
        said(&table).iter().any(|told| told.starts_with("第3列没有表头，没有读：“甲总工会”等")),
        "{:?}",
        said(&table)
    );
    let guessed = import("1\t甲\t甲总工会\t县级\t95\t120\n2\t乙\t乙总工会\t县级\t94\t110\n");
    assert_eq!(unread(&guessed), 2, "{:?}", said(&guessed));
    // A remark beside one row is none.
    assert_eq!(unread(&import("账号\t得分\n甲\t9\n乙\t8\t并列\n丙\t8\n")), 0);
}

#[test]
fn a_title_says_the_period_wherever_it_comes_from() {
    let table = "账号\t得分\n甲\t9\n乙\t8\n".as_bytes();
    let typed = read(table.to_vec(), Some("2026年3月WCI榜"), "榜").unwrap_or_default();
    let named = read(table.to_vec(), None, "2026年3月WCI榜").unwrap_or_default();
    for table in [typed, named] {
        assert_eq!((table.title.as_str(), table.period.as_deref()), ("2026年3月WCI榜", Some("2026年3月")));
        assert_eq!(table.index.as_deref(), Some("WCI"));
    }
}

#[test]
fn who_made_the_table_and_when_is_not_its_title() {
    let table = "2026年3月信息报送榜\t\t\n制表单位：县总工会办公室\t\t2026年4月2日\n排名\t乡镇\t得分\n1\t东屏镇\t95\n2\t石桥街道\t92\n";
    let import = import(table);
    assert_eq!((import.title.as_str(), import.period.as_deref()), ("2026年3月信息报送榜", Some("2026年3月")));
    assert_eq!(listed(&import), ["东屏镇 —", "石桥街道 —"]);
}

#[test]
fn an_old_notepad_is_read() {
    let (bytes, _, _) = encoding_rs::GBK
        .encode("序号\t账号名称\t主办单位\n1\t厦门市总工会(服务号)\t厦门市总工会\n2\t申工社\t上海市总工会\n");
    let table = read(bytes.into_owned(), None, "").unwrap_or_default();
    assert_eq!(listed(&table), ["厦门市总工会(服务号) 厦门市总工会", "申工社 上海市总工会"]);
    assert_eq!(said(&table).first(), Some(&"文件是 GBK/GB18030 编码，已按它读取"));
}

proptest! {
    #[test]
    fn whatever_lies_in_a_file_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(bytes, None, "");
    }

    #[test]
    fn what_is_written_reads_back_the_same(
        rows in proptest::collection::vec(("[甲乙丙a#:：\\[\\]{}&*!|>'\"%@`，。 -]{1,12}", "[总工会社: #-]{1,8}", proptest::option::of(0i64..100_000_000)), 2..6),
    ) {
        let entry = |(line, (account, host, score)): (usize, (String, String, Option<i64>))| Entry {
            line,
            account: account.trim().to_owned(),
            host: Some(host.trim().to_owned()),
            score: score.map(Decimal::from_millionths),
            ..Entry::default()
        };
        let mut entries: Vec<Entry> = rows.into_iter().enumerate().map(entry).collect();
        entries.retain(|entry| !entry.account.is_empty() && entry.host.as_ref().is_some_and(|host| !host.is_empty()));
        entries.sort_by(|a, b| a.account.cmp(&b.account));
        entries.dedup_by(|a, b| a.row().identity() == b.row().identity());
        prop_assume!(!entries.is_empty());
        let table = Import { groups: vec![(None, entries.clone())], ..Import::default() };
        let (ranking, told) = back(&table);
        let told: Vec<&String> = told.iter().filter(|told| told.starts_with("bad") || told.starts_with("wrong-shape") || told.starts_with("unknown") || told.starts_with("missing")).collect();
        prop_assert!(told.is_empty(), "{told:?}");
        let read: Vec<(String, Option<String>, Option<Decimal>)> =
            ranking.rows().map(|row| (row.account.printed.clone(), row.host.clone(), row.score)).collect();
        let meant: Vec<(String, Option<String>, Option<Decimal>)> =
            entries.into_iter().map(|entry| (entry.account, entry.host, entry.score)).collect();
        prop_assert_eq!(read, meant);
    }
}
