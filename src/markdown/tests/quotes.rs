//! What stands right below a quotation or a box.

use super::{assert_mend, mended, told, tree};

/// Asserts that a line below is told, and mended by an empty line above it.
#[track_caller]
fn assert_parted(above: &str, line: &str, below: &str) {
    assert_mend(&format!("{above}\n{line}{below}"), "quote-runs-on", &format!("{above}\n\n{line}{below}"));
}

#[test]
fn a_line_below_a_quotation_that_is_over_is_told() {
    let question = "> [!问答] 别人能代领吗？\n> 能，带本人写的条子。";
    assert_parted(question, "三、放票时间：11月28日10:00。", "\n四、咨询电话：6023351");
    assert_parted("> [!重要]\n> 票不转卖。", "二、领取办法", "\n凭身份证领取。");
    assert_parted("> [!重要]\n> 票不转卖", "二、领取办法", "\n凭身份证领取。");
    assert_parted("> [!进展] 2026-03-08 14:30\n> 网上700套抢完。", "凭身份证领取。", "");
    assert_parted("> 劳动最光荣。", "今年的活动如下。", "");
    assert_parted("> 劳动最光荣\n> ——老赵", "今年的活动如下。", "");
    assert_parted("> 甲。\n> - 会员卡\n> - 身份证", "请准时到场。", "");
    assert_parted("> 劳动最光荣。", "　　今年的活动如下。", "");
    let body = "> 票不转卖。\r\n凭身份证领取。\r\n";
    assert_mend(body, "quote-runs-on", "> 票不转卖。\r\n\r\n凭身份证领取。\r\n");
    assert_eq!(told("> [!重要]\n> 票不转卖。\n甲。\n乙。"), ["quote-runs-on 3:1 甲。"]);
}

#[test]
fn what_goes_on_in_a_quotation_is_a_part_of_it() {
    for body in [
        "> 工会要把职工群众的冷暖放在心上，\n把好事办好。",
        "> 我们要坚持以职工为中心的工作导向，把竭诚服务\n职工群众作为工会一切工作的出发点。",
        "> [!问答] 别人能代领吗？\n能，带本人写的条子。",
        "> [!重要]\n票不转卖。",
        "> 温馨提示：\n请带证件。",
        "> 甲。\n> 乙。",
        "> 甲。\n>\n> 乙。\n\n丙。",
        ">> 甲。\n> 乙。",
        "> 甲。\n\n一、乙",
        "> 甲。\n- 乙",
        "> 甲。\n# 乙",
    ] {
        assert_eq!(told(body), [""; 0], "{body}");
        assert_eq!(mended(body), body);
    }
    assert_eq!(tree("> 工会要把职工的冷暖\n放在心上。"), "quote\n  p 工会要把职工的冷暖放在心上。");
}

#[test]
fn a_sign_that_is_no_quotation_has_nothing_below_it() {
    assert_mend(">>>点击报名！\n请带证件。", "quote-odd", "\\>>>点击报名！\n请带证件。");
}
