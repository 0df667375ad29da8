use super::*;

/// The prose of a body, each blank shown once.
fn shown(body: &str) -> String {
    let prose = read(body);
    assert_eq!(prose.text.len(), body.len());
    let mut shown = prose.text.replace(['\0', TARGET], "·");
    while shown.contains("··") {
        shown = shown.replace("··", "·");
    }
    shown
}

#[test]
fn code_is_no_prose() {
    assert_eq!(shown("甲`乙,丙`丁``戊`己``"), "甲·丁·");
    assert_eq!(shown("甲`乙"), "甲`乙");
    assert_eq!(shown("甲\\`乙`丙"), "甲\\`乙`丙");
    assert_eq!(shown("甲\n```\n乙,丙\n\n丁\n```\n戊"), "甲\n·\n·\n\n·\n·\n戊");
    assert_eq!(shown("> ~~~\n> 乙\n丙"), "·\n·\n丙");
    assert_eq!(shown("甲\n\n    let x = \"乙,丙\";\n\n- 丁\n\n  ```\n  戊\n  ```\n"), "甲\n\n·\n\n- 丁\n\n·\n·\n·\n");
}

#[test]
fn what_the_parser_reads_otherwise_is_traced_back() {
    for text in [
        "甲\\*乙&#48;丙&amp;\n  丁  \n\u{3000}\u{3000}戊\\\n己",
        "甲\u{200b}乙，**“丙”**丁，5*3*2=30，8:30~~11:30",
        "    领取办法：\n    到窗口登记",
        "> 甲\n> 乙\n丙\n\n- 丁\n  戊\n\n  己\n1. 庚",
        "| 甲 | 乙 |\r\n|---|---|\r\n| 丙 | ~~丁~~ |\r\n\r\n[^1]: 戊\n\n~~~~~~己~~~~~~\n",
    ] {
        assert_eq!(shown(text), text.replace("|---|---|", "·"), "{text:?}");
    }
    assert_eq!(shown(&format!("{}甲`乙`丙", "> ".repeat(40))), format!("{}甲·丙", "> ".repeat(40)));
    assert_eq!(shown("<p>甲\u{200b}[乙](丙)</p>\n<p>丁<br>戊</p>"), "·甲\u{200b}[乙]··\n·丁·戊·".replace("··", "·"));
}

#[test]
fn targets_of_links_are_no_prose_and_their_names_are() {
    assert_eq!(shown("见[名单](附件/名单 (终,稿).xlsx)。"), "见[名单]·。");
    assert_eq!(shown("[甲]: a/乙,丙.md\n[^1]: 注,释"), "[甲]·\n[^1]: 注,释");
    assert_eq!(shown("[甲]: a.md\n乙\n\n> - [丙]:\n>   <b.md>\n>   丁"), "[甲]·\n乙\n\n> - [丙]·\n·\n>   丁");
    assert_eq!(shown("[甲][乙]、[乙][]、[乙]\n\n[乙]: a.md '丙'"), "[甲]·、[乙][]、[乙]\n\n[乙]·");
    assert_eq!(shown("甲\n\n[//]: # (乙)\n[//]: # (丙)"), "甲\n\n[//]·\n·", "so comments are typed");
    assert_eq!(shown("[![甲](a.jpg '乙')](b.md \"丙\")丁"), "[![甲]·乙·]·丙·丁");
    assert_eq!(shown("[甲](a(b)) [ 乙\n](<c d>)（[丙](d e)）"), "[甲]· [ 乙\n]·（[丙](d e)）");
    assert_eq!(shown("[附件](https://a.cn/x),请"), "[附件]·,请");
    assert_eq!(shown("网址https://a.cn/x,y，请看<https://b.cn>和www.c.cn"), "网址·，请看·和·");
}

#[test]
fn of_a_target_the_heading_is_kept() {
    let prose = read("见[甲](乙.md#丙,丁 \"戊\")和[己](#庚)、[辛](http://a.cn/#壬)。");
    let kept: Vec<&str> =
        prose.fragments.iter().map(|fragment| fragment.heading.trim_end_matches([' ', '"', ')'])).collect();
    assert_eq!(kept, ["丙,丁", "庚"]);
    assert!(!prose.text.contains(['丙', '庚']));
}

#[test]
fn tags_and_comments_are_no_prose_and_what_looks_like_one_is() {
    assert_eq!(shown("甲<b title=\"乙\">丙</b><!-- 丁 -->己"), "甲·丙·己");
    assert_eq!(shown("甲\n\n<!-- 丁\n\n戊 -->\n己"), "甲\n\n·\n\n·\n己");
    assert_eq!(shown("甲<script>乙</script>丙"), "甲·丙");
    assert_eq!(shown("<div>\n甲<!-- 丁 -->乙\n</div>\n<script>\n丙\n</script>"), "·\n甲·乙\n·\n·\n·\n·");
    assert_eq!(shown("甲<!-- 丁\n\n戊"), "甲<!-- 丁\n\n戊", "a comment that is none is read");
    assert_eq!(shown("《关于印发<办法>的通知》"), "《关于印发<办法>的通知》");
}

#[test]
fn of_a_head_the_sentences_are_prose() {
    let head = "标题: 春,夏\n标签: 春,夏\n摘要: |\n  秋,冬\n  见www.a.cn\n";
    let sentences = ["春,夏", "|\n  秋,冬\n  见www.a.cn"].map(|typed| {
        let at = head.find(typed).unwrap();
        at..at + typed.len()
    });
    let prose = of_head(head, &sentences);
    assert_eq!(prose.base, sentences[0].start);
    let blocks: Vec<&str> = prose.blocks.iter().map(|block| prose.text[block.clone()].trim_matches('\0')).collect();
    assert_eq!(blocks, ["春,夏", "|\n  秋,冬\n  见"]);
    assert_eq!(prose.text.matches(',').count(), 2);
}

#[test]
fn an_item_is_a_block_of_its_own() {
    let text = "一\n二\n\n- 三\n- 四\n1. 五\n# 六\n> 七\n> 八";
    let prose = read(text);
    let blocks: Vec<&str> = prose.blocks.iter().map(|block| &text[block.clone()]).collect();
    assert_eq!(blocks, ["一\n二", "- 三", "- 四", "1. 五", "# 六", "> 七\n> 八"]);
}
