//! What looks like Markdown and is none, or is Markdown and was not meant: what is told of it, and what its mend
//! makes.

use super::{assert_mend, mended, read, told, tree};
use proptest::prelude::*;

/// What is said of a body and how it is mended, in Chinese.
fn said(body: &str) -> Vec<(String, String)> {
    let diagnostics = read(body).diagnostics.into_iter();
    diagnostics.map(|d| (d.message.zh, d.help.map(|help| help.zh).unwrap_or_default())).collect()
}

/// Asserts what is told of a body that stays as it is.
#[track_caller]
fn assert_told(body: &str, expected: &[&str]) {
    assert_eq!(told(body), expected, "{body}");
    assert_eq!(mended(body), body);
}

#[test]
fn asterisks_that_hide_a_number_stay() {
    for body in [
        "138****5678，1381234****，138****5678转1",
        "138****、139****的会员，136****的会员",
        "尾号****1234，尾号****5678",
        "1381234****转1",
        "中签：330***1234、332***5678。",
        "6222***0017，6228***3456",
        "330***1234，33052319900101***4",
    ] {
        assert_eq!(tree(body), format!("p {body}"));
        assert_told(body, &[]);
    }
    assert_eq!(tree("张三 138***1234\n李四 139***5678"), "p 张三 138***1234␣李四 139***5678");
    assert_eq!(tree("请***重要***，**3**份，***3***5"), "p 请[i [b 重要]]，[b 3]份，[i [b 3]]5");
    assert_eq!(tree("****2026****"), "p [b [b 2026]]");
    // Too few digits for a number: told, but not that they be deleted.
    assert_told("第12****号", &["emphasis-left 1:4 ****"]);
    let hidden = "每个星号前面加一个“\\”，或写全角的“＊”，它就只是星号";
    assert_eq!(said("第12****号"), [("“****”没有成对，会照原样显示".into(), hidden.into())]);
}

#[test]
fn bold_right_after_bold_beside_a_digit_is_told_and_left() {
    assert_told("**共1000****领票**", &["emphasis-left 1:8 ****"]);
    assert_told("**共****1000套**", &["emphasis-left 1:4 ****"]);
    assert_eq!(said("**共****1000套**")[0].1, "合成一处：**共1000套**");
    assert_told("**电话138****5678**", &[]);
}

#[test]
fn asterisks_that_hide_names_are_told_and_left() {
    for body in ["张＊＊、李＊＊", "张＊＊ 李＊＊ 王＊＊", "张＊＊、李明＊＊", "职工张＊＊（女）、李＊＊（男）"]
    {
        assert_told(body, &[]);
    }
    assert_told("获奖名单：张** 李** 王**", &["emphasis-left 1:7 ** 李** 王**"]);
    assert_told("职工张*军、李*明参加", &["emphasis-odd 1:4 *军、李*"]);
    assert_told("张**（138****5678）、李**（139****5678）", &["emphasis-odd 1:2 **（138****5678）、李**"]);
    assert_told("张**（女）、李**（男）", &["emphasis-odd 1:2 **（女）、李**"]);
    assert_told("张**同志、李**同志", &["emphasis-odd 1:2 **同志、李**"]);
    assert_told("张**、李**、王**", &["emphasis-odd 1:2 **、李**", "emphasis-left 1:10 **"]);
    assert_told("一等奖：张*三\n二等奖：李*四", &["emphasis-odd 1:6 *三\n二等奖：李*"]);
    assert_told("1.张*三\n2.李*四", &["emphasis-odd 1:4 *三\n2.李*"]);
    assert_told("张*三（一厂）李*四（二厂）", &["emphasis-odd 1:2 *三（一厂）李*"]);
    let hidden = "每个星号前面加一个“\\”，或写全角的“＊”，它就只是星号";
    assert_eq!(said("张** 李**"), [("这些星号像是用来遮名字的，会照原样显示".into(), hidden.into())]);
    let bold = "这里的星号像是用来遮名字的，中间的字却变成了粗体或斜体";
    assert_eq!(said("张*军、李*明"), [(bold.into(), hidden.into())]);
    assert_eq!(tree("张\\*\\*、李\\*\\*"), "p 张**、李**");
}

#[test]
fn bold_texts_of_one_line_are_mended_each_by_itself() {
    for (body, becomes) in [
        ("**注意 **：不得迟到。**时间 **：9:00", "**注意**：不得迟到。**时间**：9:00"),
        ("** 温馨提示 **：请带证件；** 注意 **：请准时", "**温馨提示**：请带证件；**注意**：请准时"),
        ("**甲 **：一。**乙 **：二。**丙 **：三", "**甲**：一。**乙**：二。**丙**：三"),
        ("**时间： **9:00，**地点： **窗口", "**时间：**9:00，**地点：**窗口"),
        ("**注意 **：不得迟到。", "**注意**：不得迟到。"),
    ] {
        assert_mend(body, "emphasis-left", becomes);
    }
    assert_eq!(told("**注意 **：不得迟到。**时间 **：9:00").len(), 2);
    // Nobody knows what was meant: told, and left.
    let odd = "**注意 **：不得迟到。**时间：9:00，**地点 **：窗口";
    assert_eq!(mended(odd), odd);
    assert!(!told(odd).is_empty());
}

#[test]
fn emphasis_in_the_middle_of_chinese_is_meant() {
    for body in [
        "请**编织、剪纸**两班",
        "报名**（限100名）**截止",
        "分*编织、剪纸、画*三班",
        "请**注意**，**带卡**",
        "（**注意**）、**画**",
    ] {
        assert_told(body, &[]);
    }
}

#[test]
fn cells_that_are_not_shown_are_told() {
    let table = "| 项目 | 名额 |\n|---|---|\n| 编织 | 30 | 多 | 余 |\n";
    assert_told(table, &["table-broken 3:13 多 | 余"]);
    assert_eq!(said(table)[0].0, "这一行的格子比第一行多，“多、余”不会显示");
    assert_told("> |甲|乙|\n> |-|-|\n> |1|2|**3**", &["table-broken 3:8 **3**"]);
    assert_told("|甲|乙|\n|-|-|\n|1|2|  |\n|1|2\\|3|\n|1|\n", &[]);
}

#[test]
fn text_right_under_a_table_is_told() {
    let head = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n";
    let body = format!("{head}备注：自带\n联系：窗口\n");
    assert_eq!(told(&body), ["table-broken 4:1 备注：自带"]);
    assert_eq!(said(&body), [("这一行紧挨着上面的表格，成了表格里的一行".into(), "在它上面空一行".into())]);
    assert_mend(&body, "table-broken", &format!("{head}\n备注：自带\n联系：窗口\n"));
    let crlf = body.replace('\n', "\r\n");
    assert_mend(&crlf, "table-broken", &crlf.replace("备注", "\r\n备注"));
    // Where rows follow, or in a quotation, an empty line is not all.
    assert_told(&format!("{head}备注：自带\n| 3 | 4 |"), &["table-broken 4:1 备注：自带"]);
    assert_told("> |甲|乙|\n> |-|-|\n> 备注", &["table-broken 3:3 备注"]);
    assert_told("| 甲 |\n|---|\n乙", &[]);
}

#[test]
fn a_row_between_full_width_pipes_is_told() {
    let head = "| 甲 | 乙 |\n|---|---|\n";
    assert_mend(&format!("{head}｜1｜2｜\n"), "table-broken", &format!("{head}|1|2|\n"));
    assert_eq!(said(&format!("{head}｜1｜2｜"))[0].0, "这一行的竖线是全角的，没有分成格子");
}

#[test]
fn a_full_width_quotation_with_a_box_is_told() {
    assert_mend("＞ [!提示]\n＞ 内容", "mark-full-width", "> [!提示]\n> 内容");
    assert_mend("＞【！提示】 标题\n＞ 内容", "mark-full-width", "> 【！提示】 标题\n> 内容");
    assert_told("＞ [名单](a.md)", &[]);
}

#[test]
fn a_step_without_its_time_is_told() {
    assert_told("> [!进展]\n> 内容", &["box-unknown 1:3 [!进展]"]);
    assert_told("> [!进展] 　\r\n> 内容\n\n> [!progress]", &["box-unknown 1:3 [!进展]", "box-unknown 4:3 [!progress]"]);
    let help = "写上这是什么时候的事：[!进展] 2026-03-08 14:30";
    assert_eq!(said("> [!进展]"), [("[!进展] 后面没有写时间".into(), help.into())]);
}

#[test]
fn a_full_width_colon_of_a_note_is_told_and_nothing_else() {
    let body = "字[^注]，又[^B]\n\n[^注]：说明\n[^b]：　又";
    assert_eq!(told(body), ["footnote-missing 3:1 [^注]：", "footnote-missing 4:1 [^b]：　"]);
    let message = "脚注 [^注] 后面的冒号是中文的，所以没有变成脚注";
    assert_eq!(said(body)[0], (message.into(), "换成英文冒号，后面空一格：[^注]: 内容".into()));
    assert_mend(body, "footnote-missing", "字[^注]，又[^B]\n\n[^注]: 说明\n[^b]: 又");
    assert_mend("> 字[^a]\n> [^a]：说明", "footnote-missing", "> 字[^a]\n> [^a]: 说明");
    assert_told("见[^a]：说明", &["footnote-missing 1:2 [^a]"]);
}

#[test]
fn a_list_right_after_text_begins_with_1_or_after_an_empty_line() {
    let body = "安排：\r\n２．时间\r\n３．地点";
    assert_mend(body, "mark-full-width", "安排：\r\n\r\n2. 时间\r\n3. 地点");
    assert_eq!(said(body)[0].1, "在它上面空一行，再写成“2. ”（半角，后面空一格）");
    assert_eq!(said(body)[1].1, "写成“3. ”（半角，后面空一格）");
    assert_mend("1. 时间\n2.地点", "list-without-space", "1. 时间\n2. 地点");
    // In a quotation or an item, an empty line has signs of its own.
    assert_told("> 安排\n> ２．时间\n> ３．地点", &["mark-full-width 2:3 ２．", "mark-full-width 3:3 ３．"]);
    assert_told("- 安排\n  2.时间", &["list-without-space 2:3 2."]);
}

#[test]
fn a_list_in_a_list_stands_where_the_text_of_the_item_does() {
    let becomes = "1. 时间\n   1. 地点\n   2. 某处\n2. 结束";
    assert_mend("１．时间\n  １．地点\n  ２．某处\n２．结束", "mark-full-width", becomes);
    assert_eq!(tree(becomes), "list 1\n-\n  p 时间\n  list 1\n  -\n    p 地点\n  -\n    p 某处\n-\n  p 结束");
    assert_mend("●时间\n　　●地点\n●结束", "list-bullet", "- 时间\n  - 地点\n- 结束");
    assert_mend("> ●时间\n>   ●地点\n> ●结束", "list-bullet", "> - 时间\n>   - 地点\n> - 结束");
    // One space more, or a number that begins no list, is beside the one before.
    assert_mend("●时间\n ●地点", "list-bullet", "- 时间\n- 地点");
    assert_mend("１．时间\n  ２．地点", "mark-full-width", "1. 时间\n2. 地点");
    assert_mend("安排：\n    ●时间\n    ●地点", "list-bullet", "安排：\n- 时间\n- 地点");
}

#[test]
fn a_number_that_ends_a_list_is_above_no_item_of_it() {
    for number in ["2.领票", "　　2.领票", "二、领票", "（二）领票"] {
        assert_eq!(
            mended(&format!("1.登记\n  ●会员卡\n{number}\n    ●身份证")),
            format!("1.登记\n  - 会员卡\n{number}\n- 身份证")
        );
    }
    let parted = "- 会员卡\n二、领票\n\n2. 上午\n3. 下午";
    assert_mend("●会员卡\n二、领票\n２．上午\n３．下午", "", parted);
    // What an item says itself leaves it what stands under it.
    assert_mend("●登记\n　　●上午\n（1）窗口\n　　　　●带卡", "", "- 登记\n  - 上午\n（1）窗口\n    - 带卡");
    assert_mend("１．甲\n２．乙\n（1）子\n（2）子\n３．丙\n４．丁", "", "1. 甲\n2. 乙\n（1）子\n（2）子\n3. 丙\n4. 丁");
    assert_mend("１．甲\n２．乙\n时间：上午\n３．丙\n４．丁", "", "1. 甲\n2. 乙\n时间：上午\n3. 丙\n4. 丁");
}

#[test]
fn what_is_counted_behind_a_label_is_no_list() {
    for body in [
        "附件：1. 报名表\n　　　　　2. 名额表\n\n　　　　示例县总工会\n　　　　2026年3月18日",
        "附件：1. 报名表\n　　　2. 名额表\n　　　3. 清单",
        "　　附：1. 报名表\n\n　　　　2. 名额表\n\n　　　　3. 清单",
        "附件：１．报名表\n　　　２．名额表\n　　　３．清单",
        "附件：1. 报名表\r\n\u{a0}\u{a0}\u{a0}\u{a0}2. 名额表",
    ] {
        assert_told(body, &[]);
    }
    // Others are lists: from 1 on, or none that a label begins.
    assert_mend("附件：\n　　　1. 报名表\n　　　2. 名额表", "mark-full-width", "附件：\n1. 报名表\n2. 名额表");
    assert_mend("附件：报名表\n　　　2. 名额表", "mark-full-width", "附件：报名表\n\n2. 名额表");
    assert_mend("附件：1. 报名表\n　　3. 名额表", "mark-full-width", "附件：1. 报名表\n\n3. 名额表");
    assert_mend("　　1. 报名\n\n　　2. 领票", "mark-full-width", "1. 报名\n\n2. 领票");
    assert_told("- 附件：1. 表\n　　2. 名单", &["mark-full-width 2:1 　　2."]);
}

#[test]
fn two_tildes_of_a_range_strike_nothing() {
    let body = "咨询时间：周一至周五8:30~~11:30，14:00~~17:00。";
    assert_eq!(tree(body), format!("p {body}"));
    assert_mend(body, "emphasis-left", "咨询时间：周一至周五8:30—11:30，14:00—17:00。");
    assert_mend(
        "| 3月1日~~3月5日 |\n|---|\n| 周一~~周五 |",
        "emphasis-left",
        "| 3月1日—3月5日 |\n|---|\n| 周一—周五 |",
    );
    assert_eq!(said(body)[0].1, "从几到几，写成“—”；要划掉后面的字，在它前面空一格");
    assert_told("定于3月8日~~9:00~~10:00开会", &["emphasis-left 1:7 ~~9:00~~"]);
    assert_told("报名3月8日 ~~3月9日（周日）~~，票价~~30~~20元。", &[]);
}

#[test]
fn a_line_across_with_words_in_it_is_a_paragraph() {
    let body = "周一停水。\n~~~~~~重要提醒~~~~~~\n请备水。";
    assert_eq!(tree(body), "p 周一停水。\np ~~~~~~重要提醒~~~~~~\np 请备水。");
    assert_mend(body, "code-odd", "周一停水。\n\n**重要提醒**\n\n请备水。");
    assert_mend("~~~ 提醒 ~~~\r\n", "code-odd", "**提醒**\r\n");
    assert_mend("- 甲\n~~~提醒~~~\n乙", "code-odd", "- 甲\n\n**提醒**\n\n乙");
    assert_eq!(tree("- 甲\n~~~提醒~~~\n乙"), "list\n-\n  p 甲\np ~~~提醒~~~\np 乙");
    assert_eq!(tree("> ~~~~提醒~~~~\n> 备水"), "quote\n  p ~~~~提醒~~~~\n  p 备水");
    assert_eq!(tree("- ~~~提醒~~~\n- 乙"), "list\n-\n  p ~~~提醒~~~\n-\n  p 乙");
    assert_eq!(tree("1. ~~~提醒~~~\n\n乙"), "list 1\n-\n  p ~~~提醒~~~\np 乙");
    assert_told("- ~~~提醒~~~\n- 乙\n\n1.~~~甲~~~", &["code-odd 1:3 ~~~提醒~~~"]);
    assert_told("- ~~~text\n  甲\n  ~~~", &[]);
    assert_eq!(tree("```\n~~~~提醒~~~~\n```"), "code  \"~~~~提醒~~~~\\n\"");
    assert_told("```\n~~~~提醒~~~~\n```\n\n~~~text\n甲\n~~~", &[]);
}

#[test]
fn words_beside_a_fence_are_shown_and_told() {
    let body = "```重要提醒\n周一停水。\n```";
    assert_eq!(tree(body), "code  \"重要提醒\\n周一停水。\\n\"");
    assert_mend(body, "code-odd", "```\n重要提醒\n周一停水。\n```");
    assert_mend("~~~text 说明\n甲\n~~~", "code-odd", "~~~text\n说明\n甲\n~~~");
    assert_told("- ```说明\n  甲\n  ```", &["code-odd 1:3 ```说明"]);
    assert_told("``` 重要提醒\n周一停水。", &["code-odd 1:1 ``` 重要提醒"]);
    assert_told("```\n周一停水。", &["code-odd 1:1 ```"]);
    assert_told("> ```\n> 甲\n> ```\n\n- ```\n  甲\n  ```\n\n````\n```\n````  ", &[]);
}

#[test]
fn an_article_in_a_fence_is_told() {
    let article = "## 通知\n\n**时间**：3月8日。\n\n```\nx\n```";
    let fenced = format!("````markdown\n{article}\n````");
    assert_eq!(told(&fenced), ["code-odd 1:1 ````markdown"]);
    assert_mend(&fenced, "code-odd", article);
    assert_mend(
        "好的：\n```md\n县总工会周一放票，请准时。\n```\n",
        "code-odd",
        "好的：\n\n县总工会周一放票，请准时。\n",
    );
    assert_mend("```Markdown\r\n周一。\r\n```\r\n\r\n", "code-odd", "周一。\r\n\r\n");
    // Not all there is: told, and left. Of more text it is an example.
    let fence = "```md\n**时间**：3月8日下午，**地点**：县总工会\n```";
    assert_told(&format!("县总工会放票，请准时到场。\n\n{fence}"), &["code-odd 3:1 ```md"]);
    assert_told(&format!("县总工会放票，请准时到场。粗体这样写，前后各两个星号：\n\n{fence}"), &[]);
    assert_told("```\n县总工会周一放票。\n请准时到场。\n```", &["code-odd 1:1 ```"]);
    assert_told("屏幕上显示建好了几篇，共多少字，没有错误就可以发布了：\n\n```\n建好了。共六篇。\n```", &[]);
    assert_told("> ```\n> 周一放票。请准时。\n> ```", &["code-odd 1:3 ```"]);
    for body in [
        "```\n姓名：张三\n电话：略\n```",
        "```\n# 打开文件。\n// 写入。再关上。\nx = \"保存。\"\n```",
        "```text\n周一放票。\n请准时。\n```",
        "```\n先登记，再领票。\n```",
        "```md\n**bold**\n```",
    ] {
        assert_told(body, &[]);
    }
}

#[test]
fn numbers_that_do_not_run_on_are_kept() {
    assert_eq!(tree("1. 甲\n2. 乙\n4. 丁\n5. 戊"), "list 1\n-\n  p 甲\n-\n  p 乙\n- 4\n  p 丁\n-\n  p 戊");
    assert_eq!(tree("3. 甲\n1. 乙"), "list 3\n-\n  p 甲\n- 1\n  p 乙");
    assert_eq!(tree("1. 甲\n1. 乙\n1. 丙"), "list 1\n-\n  p 甲\n-\n  p 乙\n-\n  p 丙");
    assert_eq!(tree("- 甲\n- 乙"), "list\n-\n  p 甲\n-\n  p 乙");
    assert_eq!(tree("> 1) 甲\n> 3) 乙"), "quote\n  list 1\n  -\n    p 甲\n  - 3\n    p 乙");
}

#[test]
fn asterisks_of_a_formula_are_told() {
    for body in [
        "补贴金额=每人标准*参加人数*活动天数。",
        "得分＝（甲+乙）*（丙+丁）*100%",
        "金额=人数*天数",
        "补贴金额=人数*天数，合计=金额*2。",
        "单价*数量=金额，人数*标准=补贴。",
        "**金额=人数*天数**",
    ] {
        let becomes = body.replace("**", "%%").replace('*', "×").replace("%%", "**");
        assert_mend(body, "star-between-digits", &becomes);
        assert_eq!(tree(body).replace('*', "×"), tree(&becomes));
    }
    assert_eq!(told("补贴=标准*人数*天数，共5人"), ["star-between-digits 1:4 标准*人数*天数"]);
    assert_told("按A=B算。请*编织、剪纸*两班，注*意*看。\n\n`a=b*c*d`，[甲](https://a.cn/?id=3)请*注意*事项", &[]);
}

#[test]
fn a_sign_of_comparison_that_makes_a_quotation_is_told() {
    assert_mend(">60岁：每人200元", "quote-odd", "\\>60岁：每人200元");
    assert_mend(">=60岁：200元\n>80岁：300元", "quote-odd", "\\>=60岁：200元\n\\>80岁：300元");
    assert_eq!(tree("\\>60岁：每人200元"), "p >60岁：每人200元");
    assert_told("> 60岁\n\n>1. 甲\n>2. 乙\n\n>2026年起\n\n>甲说\n>60岁以上\n\n>3月8日\n\n>8:30", &[]);
}

#[test]
fn signs_that_point_at_something_are_told() {
    assert_mend(">>>点击报名", "quote-odd", "\\>>>点击报名");
    assert_eq!(tree("\\>>>点击报名"), "p >>>点击报名");
    assert_mend("报名\n\n>>点击一\n>>点击二", "quote-odd", "报名\n\n\\>>点击一\n\\>>点击二");
    assert_eq!(told(">>>点击报名").len(), 1);
    assert_told("> 甲说\n>> 乙说\n\n> 甲说\n>>乙说\n\n>> 甲\n\n>甲\n\n>>\n>>- 甲", &[]);
}

#[test]
fn asterisks_of_a_sum_or_a_size_are_told_and_shown() {
    for (body, becomes) in [
        ("展板2.4米*1.2米，地毯3米*5米，共3块。", "展板2.4米×1.2米，地毯3米×5米，共3块。"),
        ("苹果10斤*50户，大米20斤*50户", "苹果10斤×50户，大米20斤×50户"),
        ("100元/人*50人，奖品30元*20份", "100元/人×50人，奖品30元×20份"),
        ("共5人*3天*2组", "共5人×3天×2组"),
        ("分辨率1024*768", "分辨率1024×768"),
    ] {
        assert_eq!(tree(body), format!("p {body}"));
        assert_mend(body, "star-between-digits", becomes);
    }
    assert_eq!(told("共5人*3天*2组"), ["star-between-digits 1:2 5人*3天*2"]);
    assert_eq!(tree("3月8日*9:00*开始，第3期*2026年*工作"), "p 3月8日[i 9:00]开始，第3期[i 2026年]工作");
    assert_told("3月8日*9:00*开始，第3期*2026年*工作，场地 3米 * 5米", &[]);
}

#[test]
fn an_asterisk_that_is_spoken_of_is_shown() {
    for body in ["带*号的为必填项，*为选填。", "*姓名、*电话、*单位为必填", "带*为必填，不带*为选填"]
    {
        assert_eq!(tree(body), format!("p {body}"));
        assert_told(body, &[]);
    }
    assert_eq!(tree("*重点*内容，*又一*重点。*首先，*我们"), "p [i 重点]内容，[i 又一]重点。[i 首先，]我们");
}

#[test]
fn blanks_of_a_form_are_shown() {
    for body in [
        "姓名：________性别：____单位：________________",
        "姓名：____，单位：____。",
        "姓名：__，单位：__。",
        "时间：__年__月__日，地点：__。",
        "联系人____________（____）",
    ] {
        assert_eq!(tree(body), format!("p {body}"));
        assert_told(body, &[]);
    }
    assert_eq!(
        tree("**姓名：____**，`a__b`，[a](甲__乙__丙.pdf)"),
        "p [b 姓名：____]，[code a__b]，[a 甲__乙__丙.pdf|a]"
    );
    assert_eq!(
        tree("甲\n\n___\n\n__乙__，_丙_。\n\n__时间：__ 三点"),
        "p 甲\nrule\np [b 乙]，[i 丙]。\np [b 时间：] 三点"
    );
    assert_eq!(tree("___Note___ and __more__"), "p [i [b Note]] and [b more]");
    assert_eq!(
        said("好。__，注意__")[0],
        ("从“_”到“_”变成了粗体或斜体，而它以标点开头".into(), "要显示下划线本身，写作 \\_".into())
    );
}

#[test]
fn a_letter_that_was_a_bullet_is_told() {
    assert_mend("l\t加强领导；\nl\t强化监督。", "list-bullet", "- 加强领导；\n- 强化监督。");
    assert_mend("Ø\t**加强**领导", "list-bullet", "- **加强**领导");
    assert_told("l 加强\n\nn\t数量\t单位\n\nlist\t名单\n\nl\tlist", &[]);
}

#[test]
fn what_ends_an_article_is_no_item() {
    for (body, shown) in [
        ("甲。\n\n- END -", "p 甲。\np - END -"),
        ("甲。\n\n- 完 -\n\n编辑：老赵", "p 甲。\np - 完 -\np 编辑：老赵"),
        ("甲。\n\n* END *\n", "p 甲。\np * END *"),
        ("- 甲\n- 乙\n\n- END -", "list\n-\n  p 甲\n-\n  p 乙\np - END -"),
        ("甲。\n\n·END·", "p 甲。\np ·END·"),
    ] {
        assert_eq!(tree(body), shown);
        assert_told(body, &[]);
    }
    assert_eq!(tree("- 甲 -\n- 乙 -"), "list\n-\n  p 甲 -\n-\n  p 乙 -");
    assert_eq!(tree("- 甲，乙 -"), "list\n-\n  p 甲，乙 -");
    assert_eq!(tree("```\n- END -\n```"), "code  \"- END -\\n\"");
}

#[test]
fn a_tag_or_what_begins_a_list_of_names_is_no_heading() {
    assert_told("县总工会放票。\n\n#工会服务", &[]);
    assert_told("县总工会放票。\n\n#工会服务\n\n", &[]);
    assert_told("#接龙\n1. 张伟\n2. 李娜", &[]);
    assert_told("#接龙 ", &[]);
    assert_mend("#通知", "heading-without-space", "# 通知");
    assert_mend("甲。\n\n#接龙规则\n\n乙。", "heading-without-space", "甲。\n\n# 接龙规则\n\n乙。");
    assert_mend("甲。\n\n##通知", "heading-without-space", "甲。\n\n## 通知");
}

#[test]
fn a_sign_before_a_name_or_a_box_to_tick_is_no_bullet() {
    for body in [
        "□男 □女",
        "□ 同意 □ 不同意",
        "○优　○良　○差",
        "□本报记者 马超 余翠平",
        "■广东工会劳资纠纷应急处置分队",
        "□ 有 □ 无\n□ 是 □ 否",
        "□甲\n\n□乙",
        "- □ 会员卡\n- □ 身份证",
    ] {
        assert_told(body, &[]);
    }
    assert_mend("■先登记\n■再领票", "list-bullet", "- 先登记\n- 再领票");
    assert_mend("●先登记", "list-bullet", "- 先登记");
    assert_mend("- ●先登记", "list-bullet", "- 先登记");
    assert_told("□同意\n□不同意", &["list-bullet 1:1 □", "list-bullet 2:1 □"]);
    assert_eq!(said("□同意\n□不同意")[0].1, "是列表，就换成“- ”（减号和空格）；是打勾的方框，就换成“- [ ] ”");
}

#[test]
fn signs_of_words_own_fonts_reach_nobody() {
    for bullet in ["\u{f0d8}", "\u{f0fc} ", "\u{f06e}\t", "\u{f06c}　"] {
        let body = format!("{bullet}先登记\n{bullet}再领票\n");
        assert!(!tree(&body).contains(bullet.chars().next().unwrap()), "{}", tree(&body));
        assert_mend(&body, "list-bullet", "- 先登记\n- 再领票\n");
    }
    assert_mend("- \u{f0d8}先登记", "list-bullet", "- 先登记");
    assert_eq!(tree("　　\u{f0d8}先登记"), "p •先登记");
    let body = "性别：\u{f0a3}男 \u{f0a3}女，60\u{f0b4}90";
    assert_eq!(tree(body), "p 性别：男 女，60 90");
    let codes = told(body);
    assert!(codes.len() == 3 && codes.iter().all(|told| told.starts_with("character-removed")), "{codes:?}");
    assert_eq!(mended(body), body);
    assert_eq!(told("\u{f0a3}男 \u{f0a3}女").len(), 2);
    assert_eq!(tree("## \u{f0d8}甲\n\n|\u{f0d8}|\n|-|"), "h2 #甲 甲\ntable [Natural] ");
}

#[test]
fn what_has_no_width_hides_no_mark() {
    for (body, becomes) in [
        ("\u{200b}## 小标题", "## 小标题"),
        ("\u{feff}- 项目", "- 项目"),
        ("> \u{2060}[!提示]\n> 内容", "> [!提示]\n> 内容"),
        ("第一段\n\u{200b}　　第二段", "第一段\n　　第二段"),
        ("五\u{200b}一", "五一"),
    ] {
        assert_eq!(tree(body), tree(becomes));
        assert_mend(body, "character-removed", becomes);
    }
    assert_eq!(tree("五&#8203;一👨\u{200d}👩\u{200d}👧"), "p 五一👨\u{200d}👩\u{200d}👧");
    assert_mend("##\u{a0}领取办法", "heading-without-space", "## 领取办法");
    assert_mend("1.\u{a0}登记\n2.\u{a0}领票", "list-without-space", "1. 登记\n2. 领票");
}

#[test]
fn a_heading_with_a_space_is_an_address() {
    assert_eq!(tree("[c](#甲 乙)"), "p [a #甲 乙|c]");
    assert_eq!(tree("[a](x.md#报名 须知（一）)"), "p [a x.md#报名 须知（一）|a]");
}

#[test]
fn links_that_are_not_quite_one_are_told() {
    for (body, becomes, message) in [
        ("[p](https://a.cn “标题”)", "[p](https://a.cn \"标题\")", "网址后面的引号是中文的，所以没有变成链接"),
        ("[t](https://a.cn）", "[t](https://a.cn)", "链接的括号是全角的，所以没有变成链接"),
        ("[u]（https://a.cn)", "[u](https://a.cn)", "链接的括号是全角的，所以没有变成链接"),
        ("[q] (https://a.cn)", "[q](https://a.cn)", "“]”和“(”之间有空格，所以没有变成链接"),
        ("![l] (a b.jpg)", "![l](a b.jpg)", "“]”和“(”之间有空格，所以没有变成链接"),
    ] {
        assert_mend(body, "link-full-width", becomes);
        assert_eq!(said(body)[0].0, message);
    }
    assert_told("`[q] (https://a.cn)`，\\[q] (https://a.cn)，[注] (见附件)", &[]);
}

#[test]
fn a_link_to_nothing_is_told() {
    assert_told("[名单]()", &["link-full-width 1:1 [名单]()"]);
    assert_eq!(said("[名单]()"), [("这个链接的括号里没有网址".into(), "写上网址或文件名".into())]);
}

#[test]
fn marks_of_other_tools_are_mended_where_one_thing_is_meant() {
    for (body, becomes) in [
        ("请看==重点==，", "请看<mark>重点</mark>，"),
        ("- ==重点 一==", "- <mark>重点 一</mark>"),
        ("++下划线++", "<u>下划线</u>"),
        ("喝H~2~O", "喝H<sub>2</sub>O"),
        ("20m^2^", "20m<sup>2</sup>"),
        ("![图](a.png =300x200)", "![图](a.png)"),
        ("看![图](a b.png =300x)后", "看![图](a b.png)后"),
        ("![图](a.png =50% \"题\")", "![图](a.png \"题\")"),
        ("看![图](图片/会 场.png =300x200)，", "看![图](图片/会 场.png)，"),
        ("==**重点**==", "<mark>**重点**</mark>"),
        ("![图](a.png){width=50%}", "![图](a.png)"),
        ("## 甲 {#a-b}\n\n乙", "## 甲 \n\n乙"),
        ("[TOC]\n\n甲", "\n\n甲"),
        ("> [[toc]]\n> 甲", "> \n> 甲"),
        ("长[兴]{xīng}", "长兴（xīng）"),
        ("来:smile:吧", "来😄吧"),
        ("<![甲](a.png),![乙](b.png)>", "![甲](a.png)\n![乙](b.png)"),
    ] {
        assert_mend(body, "foreign-mark", becomes);
    }
}

#[test]
fn what_ends_a_line_for_word_alone_ends_it() {
    for (body, becomes) in [
        ("报名时间：3月8日\u{b}报名地点：二楼", "报名时间：3月8日\n报名地点：二楼"),
        ("报名时间：3月8日\u{2028}报名地点：二楼", "报名时间：3月8日\n报名地点：二楼"),
        ("第一页。\u{c}第二页。", "第一页。\n\n第二页。"),
        ("第一段。\u{2029}第二段。", "第一段。\n\n第二段。"),
    ] {
        assert_mend(body, "character-removed", becomes);
        assert_eq!(tree(body), tree(becomes), "{body:?}");
    }
}

#[test]
fn marks_of_other_tools_are_told_where_somebody_must_choose() {
    assert_told("{% asset_img a.png 图 %}", &["foreign-mark 1:1 {% asset_img a.png 图 %}"]);
    assert_told("见{{< figure src=\"a.png\" >}}", &["foreign-mark 1:2 {{< figure src=\"a.png\" >}}"]);
    assert_told("::: warning\n注意。\n:::", &["foreign-mark 1:1 ::: warning"]);
    assert_told("!!! note\n    注意。", &["foreign-mark 1:1 !!! note"]);
    assert_told("![[a.png]]", &["foreign-mark 1:1 ![[a.png]]"]);
    assert_told("得分\\(0.3 \\times A\\)，见", &["foreign-mark 1:3 \\(0.3 \\times A\\)"]);
    assert_told("\\[\na^2\n\\]", &["foreign-mark 1:1 \\[\na^2\n\\]"]);
    assert_told("\\(x=3\\)", &["foreign-mark 1:1 \\(x=3\\)"]);
    assert_told("\\[图片\\]，\\(注\\)，\\(合计=3\\)，\\\\(a^2)，(a\\_b)，`\\(a^2\\)`，\\[名单](a_b)", &[]);
    assert_told("面积$a^2$平方", &["foreign-mark 1:3 $a^2$"]);
    assert_told("$$\na^2\n$$", &["foreign-mark 1:1 $$\na^2\n$$"]);
    assert_eq!(said("[TOC]")[0].1, "删去这一行：网页和公众号里没有目录，用小标题分段");
}

#[test]
fn what_only_looks_like_a_mark_of_another_tool_is_not_told() {
    for body in [
        "a == b，a==b && c==d，==",
        "========",
        "C++和C++，A++级、B++级，i++;j++",
        "12:30:45，比分3:2:1，时间:abc:，key:value:",
        "{{ x }}和{% raw %}和{# 注 #}和{% for x in y %}",
        "`==x==` `:smile:` `[TOC]` `$a^2$`",
        "```\n==x==\n{% note %}\n```",
        "\\==重点==",
        "100$和200$，$5^，US$1=7.1、HK$1",
        "9:00~11:00，13:00~16:00，~~（已结束）~~",
        "太好了!!! 来吧",
        "见[注]，[目录]，集合{甲, 乙}",
        "{width}、{.5}",
        "| 甲 | 乙 |\n|---|---|\n| ==重 | 点== |",
    ] {
        assert_told(body, &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_every_mend_of_a_list_comes_a_list(quote in prop::sample::select(vec!["", "> ", "  "]), lines in prop::collection::vec((
        prop::sample::select(vec!["", "", "", " ", "  ", "   ", "    ", "　　"]),
        prop::sample::select(vec!["1.甲", "2.甲", "3.甲", "1．甲", "2．甲", "●甲", "字"]),
    ), 1..7)) {
        let body: String = lines.iter().map(|(indent, text)| format!("{quote}{indent}{text}\n")).collect();
        let body = if quote == "  " { format!("- 字\n{body}") } else { body };
        let items = |body: &str| tree(body).lines().filter(|line| line.trim_start().starts_with('-')).count();
        let edits = read(&body).diagnostics.iter().filter(|d| d.edit.is_some()).count();
        let becomes = mended(&body);
        prop_assert!(items(&becomes) == items(&body) + edits, "{body}\n{becomes}\n{}", tree(&becomes));
    }
}

#[test]
fn a_whole_mark_behind_blanks_is_told_and_the_blanks_are_deleted() {
    let body = "　　## 一、领取办法\n\n　　- 持会员卡\n　　- 带身份证\n\n　　1. 登记\n　　2. 领票\n\n　　> [!提示]\n　　> 内容";
    assert_mend(
        body,
        "mark-full-width",
        "## 一、领取办法\n\n- 持会员卡\n- 带身份证\n\n1. 登记\n2. 领票\n\n> [!提示]\n> 内容",
    );
    let heading = ("“##”前面有空白，所以没有变成标题".into(), "删去它前面的空白".into());
    assert_eq!(said(body)[0], heading);
    for blanks in ["　", "\u{a0}\u{a0}", "\u{2003}\u{2003}", "　 \t"] {
        assert_mend(&format!("{blanks}## 一、办法"), "mark-full-width", "## 一、办法");
    }
    assert_mend("　　请注意：\n　　2. 领票", "mark-full-width", "　　请注意：\n\n2. 领票");
    assert_mend("　　* 甲\n　　* 乙", "mark-full-width", "* 甲\n* 乙");
    assert_mend("　　#通知", "heading-without-space", "# 通知");
    assert_told("　　1.登记\n　　2.领票", &[]);
    assert_mend("　　●时间\n　　●地点", "list-bullet", "- 时间\n- 地点");
    let nested = "●时间\n　　●上午\n　　- 下午";
    assert_mend(nested, "", "- 时间\n  - 上午\n  - 下午");
    assert_eq!(said(nested)[1].1, "它前面的空白换成2个半角空格，再把它换成“- ”（减号和空格）");
    assert_eq!(said(nested)[2].1, "它前面的空白换成2个半角空格");
    let table = "　　| 项目 | 名额 |\n　　|:--|--:|\n　　| 甲 | 3 |";
    assert_mend(table, "table-broken", "| 项目 | 名额 |\n|:--|--:|\n| 甲 | 3 |");
    assert_mend("　　|甲|乙|\n　　|1|2|", "table-broken", "|甲|乙|\n|---|---|\n|1|2|");
}

#[test]
fn what_prose_begins_with_behind_blanks_is_no_mark() {
    for body in [
        "　　各单位：\n　　现将有关事项通知如下。",
        "　　——张三",
        "　　>60岁的会员每人200元。",
        "　　* 为必填项。",
        "　　+ 号表示增加。",
        "　　- 5℃以下停工。",
        "　　2026. 春",
        "　　1.5万元。",
        "　　#五一劳动节#",
        "　　|甲|",
        "*本办法由县总工会解释。",
        "*重点*在前\n*重点*在后",
    ] {
        assert_told(body, &[]);
    }
}

#[test]
fn lines_of_a_list_with_an_asterisk_alone_are_told() {
    assert_mend("*时间\n*地点", "list-without-space", "* 时间\n* 地点");
    assert_told("*时间", &[]);
}

#[test]
fn a_box_begins_behind_a_full_width_space_too() {
    assert_told(">　[!提示] 甲\n> 内容", &[]);
    assert_eq!(tree(">　[!提示] 甲\n> 内容"), "Tip 甲\n  p 内容");
}

#[test]
fn an_answer_without_its_question_is_told() {
    let body = "> [!问答]\n> 别人能代领吗？\n> 能。";
    assert_mend(body, "box-unknown", "> [!问答] 别人能代领吗？\n> 能。");
    let message = "[!问答] 后面没有写问题，回答折起来了，没人知道问的是什么";
    let help = "把问题写在 [!问答] 后面，同一行：[!问答] 别人能代领吗？";
    assert_eq!(said("> [!问答]\n> 能。"), [(message.into(), help.into())]);
    assert_told("> [!问答] 能吗？\n> 能。\n\n> [!提示]\n> 内容\n\n> [!重要]\n> 内容", &[]);
}

#[test]
fn a_step_whose_time_cannot_be_is_told() {
    assert_told("> [!进展] 2026-02-30 14:30\n> 内容", &["box-unknown 1:9 2026-02-30 14:30"]);
    assert_eq!(said("> [!进展] 2026-3-8 25:00")[0].0, "“25:00”不存在：一天只有24小时");
    assert_eq!(said("> [!进展] 今晚")[0].0, "“今晚”看不出是哪一天");
    assert_told("> [!进展] 3月8日14:30 已修好\n> 内容\n\n> [!进展] **3月9日**下午\n> 内容", &[]);
}
