use super::{assert_mend, mended, read, told, tree};

#[track_caller]
fn assert_tree(body: &str, shown: &str) {
    assert_eq!(tree(body), shown, "{body}");
}

#[track_caller]
fn assert_quiet(body: &str, shown: &str) {
    assert_tree(body, shown);
    assert_eq!(told(body), [""; 0], "{body}");
}

#[test]
fn emphasis_beside_chinese_is_bold() {
    assert_quiet("**“重点”**内容", "p [b “重点”]内容");
    assert_quiet("请看**“重点”**内容", "p 请看[b “重点”]内容");
    assert_quiet("**注意：**请", "p [b 注意：]请");
    assert_quiet("想做的事。**所以**", "p 想做的事。[b 所以]");
    assert_quiet("报名**（限100名）**截止", "p 报名[b （限100名）]截止");
    assert_quiet("学习**《工会法》**知识", "p 学习[b 《工会法》]知识");
    assert_quiet("共3**“吧”**开设", "p 共3[b “吧”]开设");
    assert_quiet("Go**“初学者”**班", "p Go[b “初学者”]班");
    assert_quiet("请看**_重点_**内容", "p 请看[b [i 重点]]内容");
    assert_quiet("共***“三项”***内容", "p 共[i [b “三项”]]内容");
    assert_quiet("见*《工会法》*第3条", "p 见[i 《工会法》]第3条");
}

#[test]
fn emphasis_works_within_other_markup() {
    assert_quiet(
        "| 甲 | 乙 |\n|---|---|\n| 请**“看”**这 |**“里”**后|",
        "table [Natural, Natural] 甲|乙\n  请[b “看”]这|[b “里”]后",
    );
    assert_quiet("- 报名**（限100名）**截止", "list\n-\n  p 报名[b （限100名）]截止");
    assert_quiet("[看**“这”**里](a.md)", "p [a a.md|看[b “这”]里]");
    assert_quiet("# 学习**《工会法》**知识", "h1 #学习工会法知识 学习[b 《工会法》]知识");
}

#[test]
fn struck_text_beside_chinese_is_struck() {
    assert_quiet("~~（已结束）~~报名", "p [s （已结束）]报名");
    assert_quiet("报名~~**（已结束）**~~了", "p 报名[s [b （已结束）]]了");
}

#[test]
fn ranges_stay_as_they_are() {
    assert_quiet("9:00~11:00，13:00~16:00", "p 9:00~11:00，13:00~16:00");
    assert_quiet("约~5人~，（~6人~）", "p 约~5人~，（~6人~）");
    assert_quiet("*约 ~5* 6~", "p [i 约 ~5] 6~");
}

#[test]
fn code_is_never_changed() {
    assert_quiet(
        "`请看**“重点”**内容~5~` `[a](b c.d)` `https://a.cn/_x_`",
        "p [code 请看**“重点”**内容~5~] [code [a](b c.d)] [code https://a.cn/_x_]",
    );
    assert_quiet("```txt\n请看**“重点”**内容 5*3*2\n```", "code txt \"请看**“重点”**内容 5*3*2\\n\"");
    assert_quiet("[a](https://a.cn/**（x）**y \"看**“这”**里\")", "p [a https://a.cn/**（x）**y|a|看**“这”**里]");
}

#[test]
fn multiplication_stays_and_is_told() {
    assert_tree("5*3*2=30", "p 5*3*2=30");
    assert_eq!(told("共 5*3*2=30 元"), ["star-between-digits 1:3 5*3*2"]);
    assert_mend("5*3*2=30，7*8=56", "star-between-digits", "5×3×2=30，7×8=56");
    assert_eq!(told("`5*3*2`"), [""; 0]);
}

#[test]
fn a_hidden_number_stays_and_is_told() {
    assert_tree("138****1234、139****5678", "p 138****1234、139****5678");
    assert_eq!(told("138****1234、139****5678"), [] as [&str; 0]);
}

#[test]
fn a_half_width_colon_inside_bold_is_told() {
    assert_tree("**时间:**3月8日", "p **时间:**3月8日");
    assert_eq!(told("正文\n\n**时间:**3月8日"), ["emphasis-left 3:1 **时间:**"]);
    assert_mend("**时间:**3月8日", "emphasis-left", "**时间：**3月8日");
}

#[test]
fn underscores_around_chinese_are_told() {
    assert_tree("__“重点”__内容", "p __“重点”__内容");
    assert_mend("__“重点”__内容", "emphasis-underscore", "**“重点”**内容");
    assert_quiet("姓名：____ 电话：____", "p 姓名：____ 电话：____");
    assert_quiet("a__b__c", "p a__b__c");
}

#[test]
fn full_width_asterisks_are_told() {
    assert_mend("＊＊重点＊＊", "emphasis-full-width", "**重点**");
    assert_quiet("王＊＊", "p 王＊＊");
}

#[test]
fn spaces_inside_bold_are_told() {
    assert_mend("**注 意 **前", "emphasis-left", "**注 意**前");
    assert_mend("请** 注意**前", "emphasis-left", "请**注意**前");
    assert_mend("~~ 已结束 ~~ 报名", "emphasis-left", "~~已结束~~ 报名");
}

#[test]
fn two_asterisks_that_stay_are_always_told() {
    assert_eq!(told("重点**在这里"), ["emphasis-left 1:3 **"]);
    assert_eq!(told("> 一\n> 重点**\n"), ["emphasis-left 2:5 **"]);
    assert_eq!(told("| a |\n|---|\n| 甲** |"), ["emphasis-left 3:4 **"]);
    assert_eq!(told("## 标题**"), ["emphasis-left 1:6 **"]);
    assert_eq!(told("a ** b **** c"), ["emphasis-left 1:3 **", "emphasis-left 1:8 ****"]);
    assert_eq!(told("a*<span>* b")[0], "emphasis-left 1:2 *");
    assert_eq!(told("重点\\*\\*，`**`，5 * 3，*"), [""; 0]);
}

#[test]
fn two_asterisks_in_a_caption_are_told() {
    assert_tree("![甲](a.png \"**重点**，请看\")", "p [img a.png|甲|**重点**，请看]");
    let image = "![甲](a.png \"**重点**，请看\")";
    assert_eq!(told(image), [format!("emphasis-left 1:1 {image}")]);
    assert_eq!(told(&format!("> 见图：\n> {image}"))[0], format!("emphasis-left 2:3 {image}"));
    assert_eq!(told("![甲](a.png '(**')"), ["emphasis-left 1:1 ![甲](a.png '(**')"]);
    assert_eq!(told("![甲][a]\n\n[a]: a.png \"**重点**\""), ["emphasis-left 1:1 ![甲][a]"]);
    for quiet in ["![甲](a.png \"\\*\\*重点\\*\\*\")", "![**甲**](a.png \"重点*\")", "![甲](a.png)"] {
        assert_eq!(told(quiet), [""; 0], "{quiet}");
    }
}

#[test]
fn bold_that_begins_with_a_comma_is_told() {
    assert_eq!(told("王**、李**"), ["emphasis-odd 1:2 **、李**"]);
}

#[test]
fn a_line_end_between_chinese_is_nothing() {
    assert_quiet("汉\n汉", "p 汉汉");
    assert_quiet("汉，\r\n汉", "p 汉，汉");
    assert_quiet("**汉**\n*汉*“好”\n“汉”", "p [b 汉][i 汉]“好”“汉”");
    assert_quiet("see\nhere", "p see␣here");
    assert_quiet("汉\nhere", "p 汉␣here");
    assert_quiet("see，\nhere", "p see，here");
    assert_quiet("汉 \\\n汉", "p 汉 ⏎汉");
    assert_quiet("汉  \n汉", "p 汉⏎汉");
    assert_quiet("“a”\n“b”", "p “a”␣“b”");
}

#[test]
fn lines_with_labels_are_lines() {
    assert_quiet("时间：3月8日\n地点：工人文化宫\n电话：12351", "p 时间：3月8日⏎地点：工人文化宫⏎电话：12351");
    assert_quiet("活动安排\n**时间：**3月8日\n**地点**：会议室", "p 活动安排⏎[b 时间：]3月8日⏎[b 地点]：会议室");
    assert_quiet("> 时间：3月8日\n> 地点：会议室", "quote\n  p 时间：3月8日⏎地点：会议室");
    assert_quiet("网址\nhttps://a.cn", "p 网址␣[a https://a.cn|https://a.cn]");
}

#[test]
fn the_indent_of_a_first_line_is_taken_off() {
    assert_quiet("　　县总工会开会。", "p 县总工会开会。");
    assert_quiet("　　第一段。\n　　第二段。", "p 第一段。\np 第二段。");
    assert_quiet("第一行，\n　第二行", "p 第一行，第二行");
    assert_quiet("- 　项\n  　　又一行", "list\n-\n  p 项⏎又一行");
}

#[test]
fn four_spaces_before_chinese_are_no_code() {
    assert_quiet("    县总工会请看**“重点”**。", "p 县总工会请看[b “重点”]。");
    assert_quiet("\t3月8日上午", "p 3月8日上午");
    assert_quiet("- 甲\n\n      乙", "list loose\n-\n  p 甲\n  p 乙");
    assert_quiet(">     引文", "quote\n  p 引文");
    assert_quiet("    电话：0572-6023456", "p 电话：0572-6023456");
    assert_quiet("    let x = 1; // 数", "code  \"let x = 1; // 数\"");
    assert_quiet("```\n    汉\n```", "code  \"    汉\\n\"");
    assert_quiet("    汉\n\n```\n    汉\n```", "p 汉\ncode  \"    汉\\n\"");
}

#[test]
fn lines_that_are_indented_are_paragraphs_whatever_their_blanks() {
    let blanks =
        ["　　", "    ", "      ", "\t", "\u{2003}\u{2003}", "\u{a0}\u{a0}\u{a0}\u{a0}", "\u{3000}\u{a0}\u{a0}"];
    for indent in blanks {
        let body = format!("{indent}县总工会请看**“重点”**。\n{indent}“第二段”在这里。\n{indent}3月8日的**第三段**。");
        assert_quiet(&body, "p 县总工会请看[b “重点”]。\np “第二段”在这里。\np 3月8日的[b 第三段]。");
        assert_quiet(&body.replace('\n', "\r\n"), &tree(&body));
        let quoted: String = body.lines().map(|line| format!("> {line}\n")).collect();
        assert_quiet(&quoted, "quote\n  p 县总工会请看[b “重点”]。\n  p “第二段”在这里。\n  p 3月8日的[b 第三段]。");
    }
    for indent in blanks {
        let body = format!("各位会员：\n{indent}现通知如下。\n{indent}**一、时间**");
        assert_quiet(&body, "p 各位会员：\np 现通知如下。\np [b 一、时间]");
    }
    assert_quiet("Dear members,\n    the notice follows.", "p Dear members,␣the notice follows.");
    assert_quiet("> 汉\n>    字", "quote\n  p 汉字");
    assert_quiet("    汉\n\n    字\n    “一”\n\n后", "p 汉\np 字\np “一”\np 后");
    assert_quiet("- 甲\n\n      乙\n      丙", "list loose\n-\n  p 甲\n  p 乙\n  p 丙");
}

#[test]
fn what_is_indented_below_a_mark_belongs_to_it() {
    assert_quiet("- 甲\n    乙", "list\n-\n  p 甲乙");
    assert_quiet("- 甲\n\n  乙\n      丙", "list loose\n-\n  p 甲\n  p 乙丙");
    assert_quiet("注[^1]\n\n[^1]: 一\n    二", "p 注[^1]\n^1 p 一二");
    assert_quiet("    安排：\n    - 汉\n      字\n    - 丙", "p 安排：\nlist\n-\n  p 汉字\n-\n  p 丙");
    assert_quiet("    汉\n    1. 甲\n       乙\n    2. 丙", "p 汉\nlist 1\n-\n  p 甲乙\n-\n  p 丙");
    assert_quiet("    甲 | 乙\n    ---|---\n    一 | 二", "table [Natural, Natural] 甲|乙\n  一|二");
    assert_quiet("    注[^1][^2]\n\n    [^1]: 一\n    [^2]: 二", "p 注[^1][^2]\n^1 p 一\n^2 p 二");
    assert_quiet(
        "    汉\n    ```\n    一\n\n    二\n    三\n    ```\n    字",
        "p 汉\ncode  \"一\\n\\n二\\n三\\n\"\np 字",
    );
}

#[test]
fn a_line_of_dashes_under_chinese_is_told() {
    assert_tree("领票须知\n-----", "h2 #领票须知 领票须知");
    assert_eq!(told("领票须知\n-----"), ["heading-by-underline 1:1 领票须知"]);
    assert_eq!(told("notes\n-----\n\n说明\n==="), [""; 0]);
    assert_quiet("领票须知\n\n-----", "p 领票须知\nrule");
}

#[test]
fn an_address_with_a_space_is_a_link() {
    assert_quiet("[名单](附件/名单 2026.xlsx)", "p [a 附件/名单 2026.xlsx|名单]");
    assert_quiet("![图](照片 （1）.jpg \"图一\")", "p [img 照片 （1）.jpg|图|图一]");
    assert_quiet("[名单](附件/名单　（一）.xlsx)", "p [a 附件/名单　（一）.xlsx|名单]");
    assert_quiet("[注](见 附件)", "p [注](见 附件)");
}

#[test]
fn full_width_brackets_of_a_link_are_told() {
    assert_mend("见[名单]（附件/名单.xlsx）。", "link-full-width", "见[名单](附件/名单.xlsx)。");
    assert_mend("见【名单】（https://a.cn/_x_/）。", "link-full-width", "见[名单](https://a.cn/_x_/)。");
    assert_mend("［名单］(https://a.cn）", "link-full-width", "[名单](https://a.cn)");
    assert_quiet("[注]（见附件）", "p [注]（见附件）");
    assert_quiet("【注】（见www.a.cn）", "p 【注】（见[a http://www.a.cn|www.a.cn]）");
}

#[test]
fn a_bare_address_is_a_link() {
    assert_quiet("网址https://a.cn/x，请查看", "p 网址[a https://a.cn/x|https://a.cn/x]，请查看");
    assert_quiet("**https://a.cn/_x_/?a=1&b=2**", "p [b [a https://a.cn/_x_/?a=1&b=2|https://a.cn/_x_/?a=1&b=2]]");
    assert_quiet("[https://a.cn](b.md)", "p [a b.md|https://a.cn]");
    assert_quiet("<https://a.cn> <a@b.cn>", "p [a https://a.cn|https://a.cn] [a mailto:a@b.cn|a@b.cn]");
    let body = "# 标题\n\n网址https://a.cn/_x，请";
    let target = read(body).document.targets[0].clone();
    assert_eq!(&body[target.span.start as usize..target.span.end as usize], "https://a.cn/_x");
}

#[test]
fn a_heading_without_a_space_is_told() {
    assert_tree("#通知", "p #通知");
    assert_mend("##通知\n\n正文", "heading-without-space", "## 通知\n\n正文");
    assert_mend("＃通知", "heading-without-space", "# 通知");
    assert_quiet("#五一劳动节# 快到了", "p #五一劳动节# 快到了");
    assert_quiet("#1 a", "p #1 a");
}

#[test]
fn a_list_without_a_space_is_told() {
    assert_quiet("安排：\n1.时间\n2.“地点”", "p 安排：⏎1.时间⏎2.“地点”");
    assert_mend("1. 时间\n2.地点", "list-without-space", "1. 时间\n2. 地点");
    assert_quiet("1.5万元", "p 1.5万元");
}

#[test]
fn a_bullet_is_told() {
    assert_mend("●时间\n●　地点", "list-bullet", "- 时间\n- 地点");
    assert_quiet("●", "p ●");
}

#[test]
fn a_second_mark_in_an_item_is_told() {
    assert_mend("- ●时间\n- ●　地点", "list-bullet", "- 时间\n- 地点");
    assert_mend("- ●时间\n\n- 地点", "list-bullet", "- 时间\n\n- 地点");
    assert_mend("1. #时间", "heading-without-space", "1. # 时间");
    assert_mend("- 安排\n  ●时间", "list-bullet", "- 安排\n  - 时间");
    assert_quiet("- 1.时间\n- \\#时间", "list\n-\n  p 1.时间\n-\n  p #时间");
}

#[test]
fn dashes_for_bullets_are_told() {
    assert_mend("－ 时间", "list-bullet", "- 时间");
    assert_mend("－时间\n－地点", "list-bullet", "- 时间\n- 地点");
    assert_mend("> — 时间\n> —地点", "list-bullet", "> - 时间\n> - 地点");
    assert_mend("-时间\r\n-地点", "list-without-space", "- 时间\r\n- 地点");
    for prose in ["—鲁迅", "— 鲁迅", "——鲁迅\n——周树人", "－5℃", "－５℃\n－６℃", "-时间", "—时间\n\n—地点"]
    {
        assert_eq!(told(prose), [""; 0], "{prose}");
    }
}

#[test]
fn full_width_numbers_are_told() {
    assert_mend("１. 时间\n２. 地点", "mark-full-width", "1. 时间\n2. 地点");
    assert_mend("安排：\n1．时间\n2．地点\n３、“人员”", "mark-full-width", "安排：\n1. 时间\n2. 地点\n3. “人员”");
    for prose in
        ["1、时间\n2、地点", "１．时间", "１．时间\n\n２．地点", "１.５万元\n１.６万元", "1234．时间\n1235．时间"]
    {
        assert_eq!(told(prose), [""; 0], "{prose}");
    }
}

#[test]
fn a_full_width_quotation_is_told() {
    assert_mend("＞ 引用", "mark-full-width", "> 引用");
    assert_mend("＞“引用”", "mark-full-width", "> “引用”");
    assert_quiet("＞60 岁", "p ＞60 岁");
    assert_quiet("＞６０ 岁", "p ＞６０ 岁");
}

#[test]
fn a_full_width_image_is_told() {
    assert_mend("！[图](a.jpg)", "mark-full-width", "![图](a.jpg)");
    assert_mend("字\n\n！[图](照片 1.JPG)", "mark-full-width", "字\n\n![图](照片 1.JPG)");
    assert_eq!(told("- ！[图](a.png)"), ["mark-full-width 1:3 ！"]);
    for prose in ["注意！[名单](a.xlsx)", "快看！[照片](a.jpg)", "！[名单](a.xlsx)"] {
        assert_eq!(told(prose), [""; 0], "{prose}");
    }
}

#[test]
fn a_task_without_a_space_is_told() {
    assert_mend("- [ ]任务\n- [x]“又一项”", "list-without-space", "- [ ] 任务\n- [x] “又一项”");
    assert_mend("- []任务\n- [] 又一项", "list-without-space", "- [ ] 任务\n- [ ] 又一项");
    assert_quiet("- [ ](a.md)", "list\n-\n  p [a a.md| ]");
    assert_quiet("- [](a.md)\n- []a", "list\n-\n  p [a a.md|]\n-\n  p []a");
}

#[test]
fn rows_that_make_no_table_are_told() {
    assert_mend("| 甲 | 乙 |\n| 1 | 2 |", "table-broken", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |");
    assert_mend("｜甲｜乙｜\n｜—｜—｜\n｜1｜2｜\n\n后", "table-broken", "|甲|乙|\n|---|---|\n|1|2|\n\n后");
    assert_mend("前\n\n|甲|乙|\r\n|---|\r\n|1|2|", "table-broken", "前\n\n|甲|乙|\r\n|---|---|\r\n|1|2|");
    assert_mend("前\n|甲|乙|\n|1|2|", "table-broken", "前\n|甲|乙|\n|---|---|\n|1|2|");
    assert_eq!(told("> ｜甲｜乙｜\n> ｜1｜2｜"), ["table-broken 1:3 ｜甲｜乙｜"]);
    assert_tree("前\n|甲|乙|\n|-|-|\n|1|2|", "p 前\ntable [Natural, Natural] 甲|乙\n  1|2");
    for quiet in ["|x| 的值\n是", "| 甲 | 乙 |", "前\n|甲|乙|\n|---|---|\n|1|2|"] {
        assert_eq!(told(quiet), [""; 0], "{quiet}");
    }
}

#[test]
fn bold_right_after_bold_is_told() {
    assert_tree("**甲****乙**", "p [b 甲****乙]");
    assert_mend("**甲****乙**", "emphasis-left", "**甲乙**");
    assert_mend("请**带卡****领票**，**甲****乙**。", "emphasis-left", "请**带卡领票**，**甲乙**。");
    assert_eq!(told("a **** b"), ["emphasis-left 1:3 ****"]);
}

#[test]
fn a_mark_that_is_bold_on_its_own_is_meant() {
    assert_quiet("**1000套**票已领完**！**", "p [b 1000套]票已领完[b ！]");
}

#[test]
fn templates_and_straight_quotes_are_text() {
    assert_quiet("{{ x }} {% raw %} {# c #} \"a\" 'b' -- ...", "p {{ x }} {% raw %} {# c #} \"a\" 'b' -- ...");
    assert_quiet("# 标题 {#id .class}", "h1 #标题-id-class 标题 {#id .class}");
}

#[test]
fn the_allowed_tags_are_nodes() {
    assert_quiet(
        "<u>一</u><SUB>2</SUB><sup>3</sup><mark>四</mark><small>五</small><kbd>六</kbd>",
        "p [u 一][sub 2][sup 3][mark 四][small 五][kbd 六]",
    );
    assert_quiet(
        "<b>一</b><strong>二</strong><i>三</i><em>四</em><del>五</del><s>六</s>",
        "p [b 一][b 二][i 三][i 四][s 五][s 六]",
    );
    assert_quiet("一<br>二<br/>\n三", "p 一⏎二⏎三");
    assert_quiet("<u>**“重点”**内容</u>", "p [u [b “重点”]内容]");
    assert_quiet("前<!-- 备注 -->后\n\n<!-- 又\n一条 -->\n\n尾", "p 前后\np 尾");
}

#[test]
fn other_tags_go_and_their_text_stays() {
    assert_tree("正<span style=\"x\">文</span>尾", "p 正文尾");
    assert_eq!(told("正<span style=\"x\">文</span>尾"), ["html-removed 1:2 <span style=\"x\">"]);
    assert_tree("<a href=\"x\">链</a><img src=x onerror=alert(1)>", "p 链");
    assert_eq!(told("<img src=x onerror=alert(1)>"), ["html-removed 1:1 <img src=x onerror=alert(1)>"]);
    assert_tree("<u onclick=\"x()\">字</u>", "p [u 字]");
    assert_eq!(told("<u onclick=\"x()\">字</u>"), ["html-removed 1:1 <u onclick=\"x()\">"]);
    assert_tree("甲<p>乙</p>丙", "p 甲\np 乙\np 丙");
}

#[test]
fn some_tags_go_with_what_they_hold() {
    assert_tree("前<script>alert(**1**)</script>后", "p 前后");
    assert_eq!(told("前<script>alert(**1)</script>后"), ["html-removed 1:2 <script>"]);
    assert_tree("<svg><a xlink:href=\"[x](y)\"><animate onbegin=x></a></svg>字", "p 字");
    assert_tree("前<script>后", "p 前后");
    assert_eq!(read("a<iframe>[x](y.md)</iframe>").document.targets, []);
    assert_tree("<style>\np{}\n\nq{}\n</style>\n后", "p 后");
    assert_eq!(told("<style>\np{}\n\nq{}\n</style>\n后"), ["html-removed 1:1 <style>"]);
}

#[test]
fn blocks_of_html_become_paragraphs() {
    assert_tree(
        "<div align=\"center\">\n  <p>**“甲”**内容</p>\n  <p>乙<br>丙</p>\n</div>\n\n后",
        "p [b “甲”]内容\np 乙⏎丙\np 后",
    );
    assert_eq!(told("<div>\n  <p>甲</p>\n</div>"), ["html-removed 1:1 <div>", "html-removed 2:3 <p>"]);
    assert_tree(
        "> <table><tr>\n> <td>甲</td><td>乙</td></tr></table>\n\n- <center>\n  丙\n  </center>",
        "quote\n  p 甲 乙\nlist\n-\n  p 丙",
    );
    assert_tree("<u>\n汉\n</u>", "p [u 汉]");
    assert_tree("<div class=>字</div>", "p 字");
    assert_tree("<div><<p>script>alert(1)</script>", "p <\np script>alert(1)");
    assert_tree("<p>&nbsp;&lt;b&gt;</p>", "p \u{a0}<b>");
}

#[test]
fn half_a_tag_is_told() {
    assert_eq!(told("<u>字"), ["html-removed 1:1 <u>"]);
    assert_eq!(told("字</u>"), ["html-removed 1:2 </u>"]);
    assert_tree("**<u>字**后</u>", "p [b 字]后");
    assert_tree("<u>甲<b>乙</u>丙</b>", "p [u 甲乙]丙");
}

#[test]
fn a_comment_that_never_ends_swallows_nothing() {
    assert_tree("前\n\n<!-- 备注\n\n正文", "p 前\np <!-- 备注\np 正文");
    assert_eq!(told("<!-- 备注\n\n正文"), ["html-removed 1:1 <!--"]);
}

#[test]
fn addresses_are_kept_as_typed() {
    assert_quiet("[x](&#106;avascript:alert\\(1\\))", "p [a javascript:alert(1)|x]");
    assert_quiet("[x][1]\n\n[1]: ../a.md#b 'T'", "p [a ../a.md#b|x|T]");
    assert_quiet("[a](/u '\"><script>')", "p [a /u|a|\"><script>]");
    assert_quiet("``` \"><script>\nx\n```", "code \"><script> \"x\\n\"");
    let body = "前![图](a.jpg)后";
    let span = read(body).document.targets[0].span.clone();
    assert_eq!(&body[span.start as usize..span.end as usize], "![图](a.jpg)");
}

#[test]
fn boxes_have_their_marks() {
    assert_quiet("> [!提示]\n> 内容", "Tip \n  p 内容");
    assert_quiet("> [!重要] 请**“注意”**时间\n> 内容\n>\n> 又一段", "Important 请[b “注意”]时间\n  p 内容\n  p 又一段");
    assert_quiet("> [!问答] 怎么报名？\n>\n> 打电话。", "Question 怎么报名？\n  p 打电话。");
    assert_quiet("> [!TIP]\n> a", "Tip \n  p a");
    assert_quiet("> [!CAUTION]", "Important ");
    assert_quiet("> 【！提示】 标题\n> 内容", "Tip 标题\n  p 内容");
    assert_quiet("> ［!提示］\n> [！提示]\n> 内容", "Tip \nTip \n  p 内容");
    assert_quiet("> [!提示] 时间：周三\n> 地点：会议室", "Tip 时间：周三\n  p 地点：会议室");
}

#[test]
fn several_steps_are_a_timeline() {
    let line = "timeline\n  Progress 2026-03-08 14:30\n    p 开始\n  Progress 2026-03-09\n    p 结束";
    assert_quiet("> [!进展] 2026-03-08 14:30\n> 开始\n\n> [!进展] 2026-03-09\n> 结束", line);
    assert_quiet("> [!进展] 2026-03-08 14:30\n> 开始\n> [!进展] 2026-03-09\n> 结束", line);
    assert_quiet("> [!进展] 3月8日起\n> 开始", "Progress 3月8日起\n  p 开始");
}

#[test]
fn an_unknown_box_is_told() {
    assert_tree("> [!提是]\n> 内容", "quote\n  p [!提是]␣内容");
    assert_mend("> [!提是] 题\n> 内容", "box-unknown", "> [!提示] 题\n> 内容");
    assert_mend("> [!注意]\n> 内容", "box-unknown", "> [!重要]\n> 内容");
    assert_eq!(told("> [!天气]"), ["box-unknown 1:3 [!天气]"]);
}

#[test]
fn several_images_are_a_gallery() {
    assert_quiet("![甲](a.jpg)\n![乙](b.jpg \"题\")", "gallery [img a.jpg|甲|][img b.jpg|乙|题]");
    assert_quiet("![甲](a.jpg)", "p [img a.jpg|甲|]");
    assert_quiet("![甲](a.jpg) 和 ![乙](b.jpg)", "p [img a.jpg|甲|] 和 [img b.jpg|乙|]");
}

#[test]
fn an_image_without_a_description_is_told() {
    assert_eq!(told("字![](a.jpg)"), ["image-without-description 1:2 ![](a.jpg)"]);
    assert_quiet("![**甲**[乙](c.md)](a.jpg)", "p [img a.jpg|甲乙|]");
}

#[test]
fn footnotes_are_numbered_as_they_are_met() {
    assert_quiet(
        "甲[^b]乙[^A]丙[^b]\n\n[^a]: 注一[^c]\n\n[^b]: 注二\n\n    第二段\n\n[^c]: 注三",
        "p 甲[^1]乙[^2]丙[^1]\n^1 p 注二\n^1 p 第二段\n^2 p 注一[^3]\n^3 p 注三",
    );
}

#[test]
fn footnotes_that_do_not_meet_are_told() {
    assert_tree("字[^1]", "p 字[^1]");
    assert_eq!(told("字[^1]"), ["footnote-missing 1:2 [^1]"]);
    assert_eq!(told("字\n\n[^1]: 注"), ["footnote-unused 3:1 [^1]:"]);
    assert_eq!(told("字[^1]\n\n[^1]: 注\n\n[^1]: 又"), ["footnote-twice 5:1 [^1]:"]);
    assert_eq!(told("`[^1]` \\[^1]"), ["footnote-missing 1:9 [^1]"; 0]);
}

#[test]
fn tables_and_tasks_are_read() {
    assert_quiet("| 甲 | 乙 |\n|:--|--:|\n| 1 |\n| 1 | 2 |  |", "table [Left, Right] 甲|乙\n  1|\n  1|2");
    assert_quiet("- [x] 甲\n- [ ] 乙\n- 丙", "list\n[x]\n  p 甲\n[ ]\n  p 乙\n-\n  p 丙");
    assert_quiet("3. 甲\n\n4. 乙", "list 3 loose\n-\n  p 甲\n-\n  p 乙");
}

#[test]
fn headings_have_anchors() {
    assert_quiet(
        "# 通 知\n\n## 时间\n\n## 时间\n\n## ；）",
        "h1 #通-知 通 知\nh2 #时间 时间\nh2 #时间-2 时间\nh2 #section ；）",
    );
}

#[test]
fn a_level_that_is_skipped_is_told() {
    assert_eq!(told("## 一\n\n#### 二\n\n## 三"), ["heading-level-skipped 3:1 #### 二"]);
    let body = "# 通知\n\n### 一、背景\n\n甲\n\n### 二、安排\n\n#### （一）\n\n### 三、要求\n\n## 附则\n\n### 一\n";
    assert_eq!(told(body), ["heading-level-skipped 3:1 ### 一、背景"]);
    let becomes = "# 通知\n\n## 一、背景\n\n甲\n\n## 二、安排\n\n### （一）\n\n## 三、要求\n\n## 附则\n\n### 一\n";
    assert_mend(body, "heading-level-skipped", becomes);
    assert_mend("> ### 甲\n\n### 乙\n", "heading-level-skipped", "> ## 甲\n\n## 乙\n");
}

#[test]
fn a_definition_that_is_shown_nowhere_is_told() {
    assert_eq!(told("[注]: 说明\n\n[//]: # (备注)"), ["link-definition-unused 1:1 [注]: 说明"]);
}

#[test]
fn illegal_characters_go_and_are_told() {
    assert_tree("甲\u{8}乙\u{fdd0}**“丙”**丁&#8;", "p 甲乙[b “丙”]丁");
    assert_eq!(told("甲\u{8}乙"), ["character-removed 1:2 \u{8}"]);
    assert_eq!(mended("甲\u{8}乙\u{fdd0}"), "甲乙");
}

#[test]
fn places_are_those_of_the_file() {
    let file = "---\ntitle: 通知\n---\n正文**“重点”**\n\n<u>字\n";
    let start = file.find("正文").unwrap();
    let parsed = super::parse(&crate::diagnostic::Text::new("a.md", file), start..file.len());
    let place = parsed.diagnostics[0].place.clone().unwrap();
    assert_eq!((place.line, place.column, &file[place.span]), (6, 1, "<u>"));
}
