//! Lines as people type them and as they stand on the page: which are lines there too, which end a list, which join.

use super::{assert_mend, mended, read, told, tree};

/// Asserts what a body becomes, and that nothing is told of it.
#[track_caller]
fn assert_quiet(body: &str, expected: &str) {
    assert_eq!(tree(body), expected, "{body}");
    assert_eq!(read(body).diagnostics, [], "{body}");
}

/// What a paragraph becomes of which every line is one.
fn tree_of_lines(body: &str) -> String {
    let show = |line: &str| tree(line).replacen("p ", "", 1);
    body.lines().map(show).collect::<Vec<_>>().join("⏎")
}

#[test]
fn numbered_lines_are_lines() {
    assert_eq!(
        tree("一、放票安排\n（一）第一批3月8日10:00放票\n（二）第二批\n①网上\n1、窗口"),
        "p 一、放票安排⏎（一）第一批3月8日10:00放票⏎（二）第二批⏎①网上⏎1、窗口"
    );
    assert_eq!(tree("1. 甲\n（1）子一\n（2）子二\n2. 乙"), "list 1\n-\n  p 甲⏎（1）子一⏎（2）子二\n-\n  p 乙");
    assert_eq!(tree("评出\n一、二等奖"), "p 评出一、二等奖");
}

#[test]
fn lines_may_end_with_a_cr_alone() {
    for body in [
        "一、放票安排\n（一）第一批3月8日10:00放票\n（二）第二批",
        "名单：\n张  伟  东屏镇小学教师\n王丽娟  县医院护士长\n李明　开发区工会\n以上五人",
        "8:30　签到\n9:00　开会",
        "特此通知。\n此致\n敬礼",
        "各基层工会：\n现将名单公布。",
        "他在东屏镇中心小学\n当教师",
    ] {
        assert_eq!(tree(&body.replace('\n', "\r")), tree(body), "{body}");
    }
}

#[test]
fn a_list_of_people_keeps_its_lines() {
    assert_eq!(
        tree("名单：\n张  伟  东屏镇小学教师\n王丽娟  县医院护士长\n李明　开发区工会\n以上五人"),
        "p 名单：⏎张  伟  东屏镇小学教师⏎王丽娟  县医院护士长⏎李明　开发区工会⏎以上五人"
    );
}

#[test]
fn a_sentence_right_below_a_list_is_told() {
    let list = "- 张伟　东屏镇中心小学\n- 王丽　县医院\n";
    let body = format!("{list}以上人员公示期5个工作日。\n");
    assert_eq!(told(&body), ["list-runs-on 3:1 以上人员公示期5个工作日。"]);
    assert_mend(&body, "list-runs-on", &format!("{list}\n以上人员公示期5个工作日。\n"));
    let crlf = body.replace('\n', "\r\n");
    assert_mend(&crlf, "list-runs-on", &crlf.replace("以上", "\r\n以上"));
    assert_eq!(told("1. 带会员卡；\n2. 带照片。\n请准时到。\n电话：窗口"), ["list-runs-on 3:1 请准时到。"]);
    // A line that goes on, one that was meant to, and one between two items.
    assert_eq!(told("- 王丽是县医院的护士长，\n在工作中很好。\n\n- 甲\n  不办了。\n\n- 甲\n说明。\n- 乙"), [""; 0]);
}

#[test]
fn what_a_text_processor_counted_stands_on_its_own_line() {
    assert_eq!(tree("1.1\t原则\n1.2\t公平\na)\t台账"), "p 1.1\t原则⏎1.2\t公平⏎a)\t台账");
    assert_eq!(tree("涨了\n1.5 倍"), "p 涨了␣1.5 倍");
}

#[test]
fn a_list_that_is_not_indented_far_enough_is_told() {
    for (body, becomes) in [
        ("1. 甲\n  - 子\n2. 乙", "1. 甲\n   - 子\n2. 乙"),
        (
            "1. 甲\n\n  - 子\n    - 孙\n    又\n  - 丑\n\n2. 乙",
            "1. 甲\n\n   - 子\n     - 孙\n     又\n   - 丑\n\n2. 乙",
        ),
        ("9. 甲\n10. 乙\n   - 子\n", "9. 甲\n10. 乙\n    - 子\n"),
        ("1. 甲\r\n  - 子\r\n  - 丑\r\n", "1. 甲\r\n   - 子\r\n   - 丑\r\n"),
    ] {
        assert_mend(body, "list-not-nested", becomes);
    }
    assert_eq!(told("1. 甲\n  - 子\n  - 丑\n2. 乙"), ["list-not-nested 2:1   - 子"]);
    for body in ["1. 甲\n   - 子\n2. 乙", "1. 甲\n\n- 子", "1. 甲\n\n - 子", "- 甲\n  - 子", "字。\n\n  - 子"]
    {
        assert_eq!(told(body), [""; 0], "{body}");
    }
}

#[test]
fn a_line_that_no_item_goes_on_with_is_told() {
    for (list, line) in [
        ("- 甲事项\n- 乙事项\n", "各单位请于3月20日前报送总结"),
        ("1. 石桥街道开展演练。\n2. 松岗乡组织体检。\n", "附则"),
        ("安排如下：\n- 甲\n- 乙\n", "其他事项\n本办法由县总工会解释"),
        ("- 报名：扫码\n- 电话：0572-6023351\n", "请各单位于11月30日前报送。"),
        ("1. 线上：扫码\n2. 线下：到县总工会\n", "每人限报一次，不得转让。"),
        ("1. 张伟\n2. 候补：赵敏\n", "截止11月30日17:00，满50人为止"),
        ("- 联系人和咨询电话是6023351\n", "请各单位准时报送。"),
    ] {
        let place = list.lines().count() + 1;
        let first = line.lines().next().unwrap();
        assert_eq!(told(&format!("{list}{line}")), [format!("list-runs-on {place}:1 {first}")]);
        assert_mend(&format!("{list}{line}"), "list-runs-on", &format!("{list}\n{line}"));
    }
    for body in [
        // Wrapped at a width.
        "- 各单位要认真组织本单位职工参加县总工会举办的劳动竞赛\n- 各单位要把参加竞赛的职工名单和有关材料\n于3月20日前报送",
        "- 组织职工学习有关文件和\n- 组织全县职工参加技能\n竞赛",
        "- 做好登记，\n- 做好\n各项统计，逐级报送有关材料、\n- 汇总",
        // What an item says of itself.
        "- 王小明\n县人民医院护士长\n- 李明\n县教育局工会干部",
        "- 手工课\n每周三下午在二楼上课",
        // A label of which the text is long, or is below.
        "- 报名：填写县总工会统一印发的报名表，盖章后于\n3月20日前报送。",
        "- 报名方式：填表，\n再报送。",
        "- 报名方式：\n填表后报送。",
        "- 报名时间从3月20日起，到2026\n年底为止。",
        "1. 甲\n2. 乙\n（1）在县人民医院领取",
        "- 甲\n- 乙\n  各单位请于3月20日前报送总结",
        "- 甲\n- 乙\n说明在这里说清楚\n- 丙",
        "- one\n- two\nand so it goes",
    ] {
        assert_eq!(read(body).diagnostics, [], "{body}");
    }
}

#[test]
fn the_mend_of_bullets_parts_them_from_what_follows() {
    for (body, becomes) in [
        (
            "◇ 石桥街道开展演练。\n◇ 松岗乡组织体检。\n请于3月20日前报送总结",
            "- 石桥街道开展演练。\n- 松岗乡组织体检。\n\n请于3月20日前报送总结",
        ),
        ("●甲\n●乙\n各单位请于3月20日前报送", "- 甲\n- 乙\n\n各单位请于3月20日前报送"),
        ("１．甲\n２．乙\n各单位请于3月20日前报送", "1. 甲\n2. 乙\n\n各单位请于3月20日前报送"),
        ("●甲\n●乙\n【通知】\n请于3月20日前报送", "- 甲\n- 乙\n【通知】\n请于3月20日前报送"),
        ("●各单位要组织职工参加技能竞赛和\n有关活动", "- 各单位要组织职工参加技能竞赛和\n有关活动"),
        ("1. 甲。\n2.乙。", "1. 甲。\n2. 乙。"),
        ("●甲\n●乙\n另外还有\n●丙", "- 甲\n- 乙\n另外还有\n- 丙"),
    ] {
        assert_mend(body, "", becomes);
        assert_mend(&body.replace('\n', "\r\n"), "", &becomes.replace('\n', "\r\n"));
    }
}

#[test]
fn numbers_of_every_kind_begin_lines() {
    for (first, second) in [
        ("第一条　为了规范管理", "第二条　本办法所称会员"),
        ("第一章 总则", "第一条 为了规范管理"),
        ("一．登记", "二．领票"),
        ("1）登记", "2）领票"),
        ("1.登记", "2.领票"),
        ("1．登记", "12．“领票”"),
        ("⑴登记", "⑵领票"),
        ("⒈登记", "⒉领票"),
        ("㈠登记", "㈡领票"),
        ("❶登记", "❷领票"),
        ("★限100名", "★免费"),
        ("✅ 免费", "☎️ 6023351"),
        ("问：能代领吗？", "答：不能。"),
        ("**问：**能代领吗？", "**答：**不能。"),
    ] {
        let show = |line: &str| tree(line).replacen("p ", "", 1);
        assert_eq!(tree(&format!("安排\n{first}\n{second}")), format!("p 安排⏎{}⏎{}", show(first), show(second)));
        assert_eq!(tree(&format!("> {first}\n> {second}")), format!("quote\n  p {}⏎{}", show(first), show(second)));
    }
    assert_quiet("附件：1. 报名表\n2. 名单", "p 附件：1. 报名表⏎2. 名单");
    assert_quiet("1.登记\n2.领票", "p 1.登记⏎2.领票");
    assert_quiet("甲：早。\n吃了吗？\n乙：吃了。", "p 甲：早。吃了吗？⏎乙：吃了。");
}

#[test]
fn what_stands_behind_a_number_takes_nothing_from_it() {
    for body in [
        "公告如下。\n一、项目名称：疗休养。\n二、条件：具有资质。\n（一）至少1人。\n1.2026年预算50万元。\n三、一季度开工。",
        "公布如下。\n一、一等奖（1名）\n《炉火》 作者张伟\n二、二等奖（2名）\n《夜班》 作者李娜",
        "安排如下。\n1.3月底前完成\n2.5月底前验收",
        "名单\n一、二线职工\n二、三线职工",
    ] {
        assert_quiet(body, &format!("p {}", body.replace('\n', "⏎")));
    }
    assert_quiet(
        "1. 甲\n2. 乙\n二、项目要求\n各单位报送。",
        "list 1\n-\n  p 甲\n-\n  p 乙\np 二、项目要求⏎各单位报送。",
    );
    assert_quiet("1.项目名称：甲", "p 1.项目名称：甲");
}

#[test]
fn labels_may_have_brackets_and_long_ones_stand_beside_others() {
    for body in [
        "联系如下。\n项目联系人（询问）：王女士\n项目联系方式（询问）：0572-6023351",
        "双方\n甲方（盖章）：　　乙方（盖章）：\n首席代表（签字）：　首席代表（签字）：",
        "安排\n一楼：健身房\n三楼（含连廊）：会议室",
        "座位\n第一排：领导\n第三排至第五排：各乡镇",
        "活动\n主办和承办单位名称：县总工会\n参加比赛的人员名单：另发",
    ] {
        assert_quiet(body, &format!("p {}", body.replace('\n', "⏎")));
    }
    for body in
        ["请确认\n参加活动的人员：张三", "下列单位，\n参加活动的人员名单：\n张三等", "县里（见附件）\n说过的（3月）话"]
    {
        assert_quiet(body, &format!("p {}", body.replace('\n', "")));
    }
}

#[test]
fn a_time_is_no_label() {
    for (body, shown) in [
        (
            "县总工会定于2026年3月25日（星期三）\n上午9:00在三楼会议室召开会议。",
            "县总工会定于2026年3月25日（星期三）上午9:00在三楼会议室召开会议。",
        ),
        ("最终以\n总分68：65战胜对手", "最终以总分68：65战胜对手"),
        (
            "请各位会员于周五上午到县工人文化宫二楼窗口登记，或于\n周六下午到县图书馆登记；课程的时间另行通知，初步定于\n周日上午开课。",
            "请各位会员于周五上午到县工人文化宫二楼窗口登记，或于周六下午到县图书馆登记；课程的时间另行通知，初步定于周日上午开课。",
        ),
        ("定于周三\n时间:9:00", "定于周三⏎时间:9:00"),
    ] {
        assert_quiet(body, &format!("p {shown}"));
    }
}

#[test]
fn numbers_in_a_sentence_begin_none() {
    for (body, shown) in [
        ("根据本办法\n第三条规定，予以表彰", "根据本办法第三条规定，予以表彰"),
        ("按照章程\n第三条 第二款的规定", "按照章程第三条 第二款的规定"),
        ("活动在县工会\n第一节课结束后", "活动在县工会第一节课结束后"),
        ("详见（附件1、附件\n2）后报送", "详见（附件1、附件␣2）后报送"),
        ("增长了\n1.5万元", "增长了␣1.5万元"),
        ("每人至多\n1.5个，每家至多\n2.5个", "每人至多␣1.5个，每家至多␣2.5个"),
        ("请住在\n1、2号楼的", "请住在␣1、2号楼的"),
        ("按照\n（二）项所列", "按照（二）项所列"),
        ("五一\n、六一", "五一、六一"),
        ("评为五\n★级景区", "评为五␣★级景区"),
        ("他说\n道：好", "他说道：好"),
        ("注意：有一点\n答：好", "注意：有一点答：好"),
        (
            "The number of windows in my house is\n14.  The number of doors is 6.",
            "The number of windows in my house is␣14.  The number of doors is 6.",
        ),
    ] {
        assert_eq!(tree(body), format!("p {shown}"), "{body}");
    }
}

#[test]
fn names_of_every_list_keep_their_lines() {
    for lines in [
        ["王小明", "王建国", "王丽娟"],
        ["丁 一　　万 芳", "方 圆　　毛 毛", "王小明　　李明"],
        ["东屏镇总工会      石桥街道总工会", "县教育工会        县医院工会", "县公司工会   开发区工会"],
        ["王小明（县教育工会）", "王建国（县医院工会）", "李明（开发区工会）"],
        ["县教育工会", "县人民医院工会", "石桥街道总工会"],
        ["8:30　签到", "9:00　开幕", "9:30　比赛"],
        ["一等奖（1名）", "《炉火》　张伟（县铸造厂）", "二等奖（1名）"],
        ["方　圆（女，畲族）　石桥街道社区工作者", "毛　毛　　　石桥职工之家理发师", "阿依古丽·买买提"],
        ["示例纺织有限公司 50000元", "示例宏达装饰工程有限公司 20000元", "匿名 5000元"],
        ["一等奖 张三", "二等奖 李四", "三等奖 王五"],
        ["县供电公司运维班", "县医院急诊科护理组", "县公交公司3路车队"],
    ] {
        assert_quiet(&lines.join("\n"), &format!("p {}", lines.join("⏎")));
        assert_quiet(
            &format!("获奖名单\n{}\n以上人员", lines.join("\n")).replace('\n', "\r\n"),
            &format!("p 获奖名单⏎{}⏎以上人员", lines.join("⏎")),
        );
    }
}

#[test]
fn lines_in_the_order_of_time_or_place_are_lines() {
    for lines in [
        &["3月24日", "8:30—9:00 报到", "9:00—9:30 开班式", "14:00 讨论"][..],
        &["上午", "8:30 报到", "下午", "14：00 讨论"],
        &["5日　召开会议。", "8日　走访慰问。", "21日　调研。"],
        &["3月10日，石桥街道开展消防演练。", "3月11日，松岗乡组织女职工体检。"],
        &["2018年，进入县供电公司工作。", "2019年，获“县劳动模范”称号。"],
        &["[2026-03-16 09:12:33] 冯涛：已核。", "[2026-03-16 09:15:02] 沈丽：收到。"],
        &["一月", "5日　召开会议。", "同日，驿站揭牌。", "二月", "2月3日，开工第一天。", "下旬，办招聘会。"],
        &["第1名 县公安局", "第2名 县教育局"],
        &["1号 丁一", "2号 马建国", "以上人员"],
        &[
            "11月28日 18:30 县公安局 VS 县教育局 1号场",
            "11月28日 20:00 县医院 VS 县供电公司 1号场",
            "11月29日 18:30 县税务局 VS 县交通局 2号场",
        ],
        &["周六 14:00 插花体验课（203室，限30人，材料费自理）", "周日 14:00 陶艺体验课（204室，限20人，材料费自理）"],
        &["周一　瑜伽", "每周三下午2时 讲座"],
        &["第一名　示例县示范性职工服务中心代表队", "第二名　示例县机械制造有限公司工会一队"],
    ] {
        assert_quiet(&lines.join("\n"), &format!("p {}", lines.join("⏎")));
        assert_quiet(&format!("安排如下：\n{}", lines.join("\n")), &format!("p 安排如下：⏎{}", lines.join("⏎")));
    }
    let chat = "沈丽 2026/3/18 9:05:12\n请各位接龙\n冯涛 3月18日 10:22\n收到";
    assert_quiet(chat, &format!("p {}", chat.replace('\n', "⏎")));
    let chronicle = "一、大事记。\n3月10日，石桥街道开展消防演练。各单位参加。\n3月11日，松岗乡组织女职工体检。";
    assert_quiet(chronicle, &format!("p {}", chronicle.replace('\n', "⏎")));
    assert_quiet("1. 甲\n2. 乙\n15:30 宣布闭幕", "list 1\n-\n  p 甲\n-\n  p 乙\np 15:30 宣布闭幕");
}

#[test]
fn wrapped_text_may_have_lines_that_begin_with_a_date() {
    for body in [
        "县总工会定于\n3月25日上午召开会议。",
        "县总工会于3月8日走访慰问了全县各乡镇街道的困难职工，\n3月10日召开座谈会。",
        "3月10日县总工会组织各乡镇街道工会干部学习有关精神并于\n3月11日走访慰问了困难职工。",
        "3月10日县总工会组织各乡镇街道工会干部学习有关精神并于\n3月11日走访慰问了在县城居住的部分困难职工，随后又于\n3月12日召开座谈会。",
        "3 月 10 日组织各乡镇街道的工会干部学习有关会议精神并于\n3 月 11 日走访慰问在县城居住的部分困难职工，随后又于\n3 月 12 日开会。",
        "请各乡镇街道工会把参加培训的工会干部名单于本月\n20日前报送，把各单位的经费使用情况于下月\n5日前报送。",
    ] {
        assert_quiet(body, &format!("p {}", body.replace('\n', "␣").replace("，␣", "，")));
    }
}

#[test]
fn one_line_like_a_name_is_none_of_a_list() {
    for (body, shown) in [
        ("今天下午在职工活动中心二楼\n开会", "今天下午在职工活动中心二楼开会"),
        ("请各单位（含企业）\n于周五前报名", "请各单位（含企业）于周五前报名"),
        ("本次活动由示例县总工会\n主办，职工参加", "本次活动由示例县总工会主办，职工参加"),
        ("定于 2026 年 3 月\n到 2026 年 5 月", "定于 2026 年 3 月到 2026 年 5 月"),
        ("先用 Word 打开\n再用 Excel 填写", "先用 Word 打开再用 Excel 填写"),
        ("张伟 东屏镇\n请带上会员卡", "张伟 东屏镇请带上会员卡"),
        ("王小明、\n王建国、\n王丽娟", "王小明、王建国、王丽娟"),
        ("The end.  And so\non it goes.  Again", "The end.  And so␣on it goes.  Again"),
        ("一句话。  又一句话，\n很长的一句。  还有一句，", "一句话。  又一句话，很长的一句。  还有一句，"),
    ] {
        assert_quiet(body, &format!("p {shown}"));
    }
}

#[test]
fn chapters_labels_and_the_signature_end_a_list() {
    assert_quiet(
        "四、要求\n1. 高度重视。\n2. 广泛宣传。\n五、其他事项\n（一）甲",
        "p 四、要求\nlist 1\n-\n  p 高度重视。\n-\n  p 广泛宣传。\np 五、其他事项⏎（一）甲",
    );
    assert_quiet(
        "1. 甲\n2. 乙\n附件：1. 报名表\n示例县总工会\n2026年3月10日",
        "list 1\n-\n  p 甲\n-\n  p 乙\np 附件：1. 报名表\nsignature 示例县总工会⏎2026年3月10日",
    );
    assert_quiet(
        "1. 甲\n2. 乙。\n示例县总工会\n2026年3月10日",
        "list 1\n-\n  p 甲\n-\n  p 乙。\nsignature 示例县总工会⏎2026年3月10日",
    );
    assert_quiet(
        "附件：报名表\n示例县总工会\n2026年3月10日\n抄送：县委办公室。",
        "p 附件：报名表⏎示例县总工会⏎2026年3月10日⏎抄送：县委办公室。",
    );
    // What is fixed is fixed: its list does not swallow what follows.
    let fixed = mended("四、要求\n１．高度重视。\n２．广泛宣传。\n五、其他事项\n（一）甲");
    assert_quiet(&fixed, "p 四、要求\nlist 1\n-\n  p 高度重视。\n-\n  p 广泛宣传。\np 五、其他事项⏎（一）甲");
}

#[test]
fn what_an_item_says_of_itself_stays_in_it() {
    assert_quiet("1. 开幕\n时间：甲\n2. 闭幕\n时间：乙", "list 1\n-\n  p 开幕⏎时间：甲\n-\n  p 闭幕⏎时间：乙");
    assert_quiet("- 手工课\n时间：甲", "list\n-\n  p 手工课⏎时间：甲");
}

#[test]
fn the_head_of_a_letter_and_headings_stand_alone() {
    assert_quiet(
        "示总工发〔2026〕12号\n各基层工会：\n（一）成立竞赛组委会\n组委会由县总工会组成，主席任主任",
        "p 示总工发〔2026〕12号\np 各基层工会：\np （一）成立竞赛组委会⏎组委会由县总工会组成，主席任主任",
    );
    assert_quiet("妥否，请批示。\n此致\n敬礼！", "p 妥否，请批示。⏎此致⏎敬礼！");
    assert_quiet(
        "（一）各级工会要充分认识开展劳动竞赛活动的重要意义和\n深远影响，加强领导",
        "p （一）各级工会要充分认识开展劳动竞赛活动的重要意义和深远影响，加强领导",
    );
    assert_quiet("请各单位做好以下工作：\n报名，领票", "p 请各单位做好以下工作：报名，领票");
    assert_quiet("> 各基层工会：\n> 请报名", "quote\n  p 各基层工会：请报名");
}

#[test]
fn headings_in_brackets_and_lines_across_stand_alone() {
    for body in [
        "━━━━━━━━━━━━\n【本期要目】\n县总工会召开会议\n──────────\n【简讯】\n石桥街道开展演练",
        "是否参加\n…………（沿此线剪下）…………\n回执",
    ] {
        assert_quiet(body, &format!("p {}", body.replace('\n', "⏎")));
    }
    assert_quiet("案例如下\n【案例】张某入职", "p 案例如下【案例】张某入职");
    assert_quiet("他说\n……好吧……\n就走了", "p 他说……好吧……就走了");
}

#[test]
fn labels_in_brackets_and_before_bars_are_lines_where_there_are_two() {
    for body in [
        "【活动时间】11月28日（周六）14:00—16:00\n【活动地点】职工活动中心203室\n【活动对象】全县职工",
        "欢迎报名\n**【活动时间】** 11月28日\n**【活动地点】** 二楼",
        "〖时间〗11月28日\n〖地点〗二楼",
        "「时间」11月28日\n「地点」二楼",
        "来源｜示例县总工会\n编辑｜李娜\n审核｜陈静",
        "图源丨示例县总工会\n编 辑丨李娜",
        "时间 | 11月28日\n地点 | 二楼",
        "李建国｜主席\n王律师｜合伙人",
        "【2026年招聘】电工\n【2026年招聘】焊工",
    ] {
        assert_quiet(body, &format!("p {}", tree_of_lines(body)));
        assert_quiet(&format!("> {}", body.replace('\n', "\n> ")), &format!("quote\n  p {}", tree_of_lines(body)));
    }
    assert_quiet(
        "【内容】插花体验，由老师\n现场教学，材料免费。\n【报名】扫码",
        "p 【内容】插花体验，由老师现场教学，材料免费。⏎【报名】扫码",
    );
    for body in [
        "案例如下\n【案例】张某入职",
        "他说起\n「职工之家」的来历",
        "备注：活动由\n【职工之家】主办",
        "示例县总工会\n工会｜工作动态",
        "请回复\n【报】报名或\n【不】不报名",
        "根据\n【2026】12条和\n【2026】13条",
        "本次活动由示例县总工会主办，示例县文化馆承办，活动地点设在\n【职工之家】二楼，请参加的人员于当天上午准时到场签到，并在\n【签到处】领票",
        "他在「职工之家」工作了二十年，大家都说\n「王师傅」是最好的师傅",
        "在单位｜在家\n都能办的一件很重要的事情｜好办",
    ] {
        assert_quiet(body, &format!("p {}", body.replace('\n', "")));
    }
}

#[test]
fn what_closes_a_letter_is_not_joined() {
    assert_quiet(
        "抄送：县委组织部\n示例县总工会办公室　　2026年3月12日印发",
        "p 抄送：县委组织部⏎示例县总工会办公室　　2026年3月12日印发",
    );
    assert_quiet(
        "特此通知\n\n示例县总工会\n2026年3月12日\n（此件公开发布）",
        "p 特此通知\np 示例县总工会⏎2026年3月12日⏎（此件公开发布）",
    );
    assert_quiet(
        "以上意见。\n\n中共示例县总工会党组\n2026年3月12日",
        "p 以上意见。\nsignature 中共示例县总工会党组⏎2026年3月12日",
    );
    assert_quiet("该办法由县总工会于\n2026年3月12日印发", "p 该办法由县总工会于␣2026年3月12日印发");
}

#[test]
fn paragraphs_without_empty_lines_are_told_once() {
    let body =
        "各基层工会：\n现通知如下。\n请于3月20日前报名。\n（一）成立竞赛组委会\n组委会由县总工会组成。\n设办公室。\n";
    let becomes = "各基层工会：\n现通知如下。\n\n请于3月20日前报名。\n（一）成立竞赛组委会\n组委会由县总工会组成。\n\n设办公室。\n";
    assert_eq!(told(body), ["lines-joined 3:1 请于3月20日前报名。"]);
    assert_mend(body, "lines-joined", becomes);
    assert_mend(&body.replace('\n', "\r\n"), "lines-joined", &becomes.replace('\n', "\r\n"));
    let plain = "今天开会。请准时到。\n会上发票。\n票不转卖。";
    assert_mend(plain, "lines-joined", "今天开会。请准时到。\n\n会上发票。\n\n票不转卖。");
}

#[test]
fn what_is_told_to_join_does_on_the_page() {
    let notice = "王老同志，因病医治无效，于2026年11月18日逝世，享年96岁。定于11月22日告别。\n遵照家属意见，丧事从简。\n\
                  谨此讣告。\n电话：0572-6023351\n示例县总工会\n2026年11月19日";
    assert_mend(notice, "lines-joined", &notice.replace("\n遵照", "\n\n遵照").replace("\n谨此", "\n\n谨此"));
    let shown = tree(notice);
    assert!(shown.ends_with("⏎电话：0572-6023351\nsignature 示例县总工会⏎2026年11月19日"), "{shown}");
    for body in [
        // A unit and a date in the midst, a dialogue, lines that are ended, code that goes over the end of a line.
        "今天开会。请准时到。\n示例县总工会\n2026年11月19日\n收文：各单位",
        "问：能办吗？\n答：能。请带卡。\n问：还有呢？\n答：没有。",
        "今天开会。请准时到。<br>\n会上发票。\\\n票不转卖。  \n不退。",
        "今天开会。请准时到。`甲。\n乙。\n丙。`",
    ] {
        assert_eq!(read(body).diagnostics, [], "{body}");
    }
    // It is part of the paragraph where no other begins so.
    let note = "今天开会。请准时到。\n会上发票。\n注：票不转卖。";
    assert_mend(note, "lines-joined", &note.replace('\n', "\n\n"));
}

#[test]
fn lines_below_a_bullet_are_told_once() {
    let body = "今天开会。请准时到。\n\n•报名要填表。填好交工会。\n逾期不候。\n名额有限。\n•领票要带卡。";
    assert!(told(body).iter().all(|told| !told.starts_with("lines-joined")), "{:?}", told(body));
}

#[test]
fn a_line_with_an_address_or_a_number_is_no_wider_than_it_is() {
    let body = "为贯彻落实上级工会关于做好元旦春节期间送温暖\n工作的部署，现就有关事项通知如下。\n一、工作要求\n\
                请于2027年1月20日前完成，将总结报送至\ngonghui@example.cn。联系人：王芳，电话：0572-6023351。";
    assert_eq!(read(body).diagnostics, []);
    let body = "一、报名要求\n请各单位组织职工踊跃报名，并在系统中登记\n报名人员的信息，逾期不候。详情见\n\
                https://www.example.cn/notice/2026/11/19/9f8e7d6c5b4a39281706.html。";
    assert_eq!(read(body).diagnostics, []);
}

#[test]
fn headings_that_end_no_sentence_are_told_with_the_rest() {
    let heading = "一、关于传达学习省总工会十六届四次全委（扩大）会议精神";
    let said = "会议听取了副主席王芳同志关于省总全委会精神的传达。会议强调，要作为当前的重要任务，抓紧抓好。";
    assert_eq!(told(&format!("{heading}\n{said}")), [format!("lines-joined 2:1 {said}")]);
    assert_mend(&format!("{heading}\n{said}"), "lines-joined", &format!("{heading}\n\n{said}"));
    let body = "攻坚克难：“没有修不好的机器”\n2019年，公司引进生产线。他白天跟班，晚上看图纸，三个月就会了。\n\
                一个人强不算强的老师傅\n他带出了十二名徒弟。其中六人成了技师，两人获得县级以上的表彰。";
    assert_mend(body, "lines-joined", &body.replace("\n", "\n\n"));
}

#[test]
fn what_is_counted_in_other_ways_is_lines_where_two_follow_each_other() {
    for body in [
        "（A）登记\n（B）领票",
        "甲、登记\n乙、领票",
        "壹、总则\n贰、附则",
        "[1] 《工会法》\n[2] 《工会章程》",
        "第一步 打开\n第二步 点击",
        "活 动 地 点\n县文化馆1号厅",
        "请到\n活　动　地　点\n县文化馆1号厅",
        "欢迎报名！\n⏰时间：11月28日",
        "地点：二楼\nContact: 王芳\nWi-Fi: gonghui",
        "Wi-Fi: gonghui\nPassword: 12351",
    ] {
        assert_quiet(body, &format!("p {}", body.replace('\n', "⏎")));
    }
    for body in [
        "由甲方和\n乙、丙两方",
        "甲、乙双方和\n丙、丁双方",
        "他见文献\n[1] 和别的",
        "请打开\n第一步说的页面",
        "我 们 一 起 走 过 的 长 路\n很长",
        "请你们去叫\n丁 一",
        "请看\nWi-Fi: 的密码\n在哪里",
        "请看\nContact: https\nhttp://a.cn",
    ] {
        assert_eq!(tree(body).matches('⏎').count(), 0, "{body}: {}", tree(body));
    }
}

#[test]
fn options_are_lines() {
    assert_quiet(
        "您所在的单位是？\nA. 机关\nB. 国有企业\nC. 民营企业",
        "p 您所在的单位是？⏎A. 机关⏎B. 国有企业⏎C. 民营企业",
    );
    assert_quiet("请到\nA、B两座", "p 请到␣A、B两座");
    assert_quiet("Dr.\nA. Smith and\nB. Jones", "p Dr.␣A. Smith and␣B. Jones");
}

#[test]
fn text_that_is_wrapped_and_a_sentence_a_line_are_one_paragraph() {
    for body in [
        // A sentence a line.
        "今天开会。\n请准时到。\n会上发票。\n票不转卖。",
        "今天开会。请准时到。\n会上发票。",
        // Wrapped at a width.
        "（一）各级工会要充分认识开展劳动竞赛活动的重要意义。\n各单位要加强领导，广泛宣传，把活动办成职工欢迎的活动，\n办出成效。各单位要于3月10日前报送。\n联系人另行通知。",
        // Where it seems good to who types it.
        "请各位职工携带身份证原件及会员卡\n于3月20日上午9:00前到县工人文化宫二楼窗口办理登记手续。",
        "请准时到。逾期不候。\n参加活动的会员\n请带好会员卡和身份证原件，到县工人文化宫二楼窗口办理登记手续。",
        // Broken where it is meant to be.
        "一、时间。  \n3月8日。\\\n3月9日。<br>\n3月10日。",
        "时间：3月8日。\n地点：窗口。\n一、带卡。\n二、带照片。",
        "- 今天开会。请准时到。\n  会上发票。\n  票不转卖。",
    ] {
        assert_eq!(read(body).diagnostics, [], "{body}");
    }
}
