//! Nothing that is typed takes long, goes deep or panics.
#![allow(clippy::disallowed_methods, reason = "a hang is seen by the clock only")]

use super::{read, told};
use crate::diagnostic::Text;
use crate::markdown::{BODY_MAX, parse, summary, word_count};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// As generous as a slow machine and a build without optimisation need; what is quadratic takes minutes.
const LIMIT: Duration = Duration::from_secs(20);

#[track_caller]
fn assert_bounded(body: &str) -> Vec<String> {
    let start = Instant::now();
    let parsed = read(body);
    let codes = parsed.diagnostics.iter().map(|d| d.code.id.to_owned()).collect();
    let copy = parsed.document.clone();
    assert_eq!(copy, parsed.document);
    drop((copy, parsed));
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
    codes
}

#[test]
fn depth_is_bounded_and_told() {
    for body in [
        ">".repeat(50_000) + "字",
        "> ".repeat(50_000) + "字",
        "- ".repeat(10_000) + "字",
        "1. ".repeat(10_000) + "字",
        "*字 **字 ".repeat(10_000) + &"字** 字*".repeat(10_000),
        "<u>".repeat(10_000) + "字" + &"</u>".repeat(10_000),
        (0..300).map(|depth| format!("{}- 字\n", "  ".repeat(depth))).collect(),
        (0..60).map(|depth| format!("{} 字\n\n", ">".repeat(depth))).collect(),
    ] {
        let codes = assert_bounded(&body);
        let told = codes.iter().filter(|code| *code == "too-deep").count();
        assert_eq!(told, 1, "{}", &body[..20]);
    }
}

#[test]
fn what_is_too_deep_is_still_there() {
    let body = format!("{}[字](a.md) **粗**\n\n后", "> ".repeat(40));
    let parsed = read(&body);
    assert_eq!(summary(&parsed.document, "", 20), "后");
    assert_eq!(word_count(&parsed.document), 3);
    assert_eq!(parsed.document.targets.len(), 1);
}

#[test]
fn long_lines_and_tables_are_bounded() {
    for body in [
        "|字".repeat(50_000),
        format!("{}\n{}\n{}", "|字".repeat(20_000), "|-".repeat(20_000), "|字".repeat(20_000)),
        format!("{}\n{}\n{}", "|字".repeat(2_000), "|-".repeat(2_000), "|\n".repeat(2_000)),
        format!("{}{}", ">".repeat(20_000), "字\n".repeat(20_000)),
        "字".repeat(1_000_000),
    ] {
        assert_bounded(&body);
    }
}

#[test]
fn repeated_openings_are_bounded() {
    for unit in [
        "[",
        "![",
        "](",
        "[](",
        "[](x \"",
        "<a ",
        "<a '",
        "<!--",
        "<?",
        "<![CDATA[",
        "<div ",
        "<div>\n",
        "<svg>\n",
        "`",
        "``` ",
        "*a_",
        "**“",
        "”**汉",
        "~~（",
        "~",
        "5*",
        "138****1",
        "__汉",
        "__汉，",
        "汉____",
        "____",
        "汉*，*",
        "5米*",
        "5/*5",
        "\u{f0d8}",
        "\u{f0d8}汉\n",
        "□汉\n",
        "□汉",
        ">>汉\n",
        "- ~~~汉~~~\n",
        "- ~~~汉",
        "＊＊",
        "** ",
        "[^a]",
        "[^a]:",
        "[a]: b\n\n",
        "http://",
        "www.",
        "http://a)",
        "http://a_",
        "[!提示]",
        "> [!进展]\n",
        "&#8;",
        "\u{8}",
        "\u{fdd0}",
        "\\*",
        "汉*汉*",
        "8~~",
        "~~~汉",
        "~~~汉~~~\n",
        "``` 汉\n",
        "- 汉\n汉。\n",
        "1. 汉\n3. 汉\n",
        ">6\n",
        "（一）汉\n",
        "张  伟  汉\n",
        "王小明\n",
        "汉\u{3000}汉",
        "汉  汉\n汉\n",
        "问：汉\n汉\n",
        "第一条 汉\n",
        "汉（\n1）汉\n",
        "- 汉\n- 汉\n时间：\n",
        "- 汉\n- 汉\n时间：汉\n\n",
        "1. 汉\n（二）汉\n",
        "一、汉\n汉。\n",
        "汉。汉。\n",
        "各工会：\n",
        "3月10日，汉\n",
        "- 汉\n- 汉\n【汉】\n",
        "- 汉\n- 汉\n8:30 汉\n",
        "匿名 5元\n",
        "1.5月汉\n",
        "A. 汉\n",
        "甲、汉\n",
        "[1] 汉\n",
        "【汉字】汉\n",
        "编辑｜汉\n",
        "汉 汉 汉\n",
        "Contact: 汉\n",
        "汉 0572-6023351转8\n",
        "11月28日 18:30 汉\n",
        "汉（汉",
        "……（",
        "汉。汉。\n一、汉\n汉汉\n",
        "\u{200b}",
        "**\u{fe0f}",
        "#通知\n",
        "1.时间\n",
        "●时间\n",
        "- ●时间\n",
        "—时间\n",
        "１．时间\n",
        "＞",
        "＞引用\n",
        "！[图](a.jpg)",
        "|甲|乙|\n",
        "|甲|乙|\n\n",
        "|甲|\n|-|\n|乙|丙|丁\n",
        "1234****",
        "张** ",
        "张*军、",
        "[^a]：\n",
        "[^a]：",
        "]（",
        "[a] (b",
        "[a](b.cn “c”",
        "●时间\n　　●时间\n",
        "1.时间\n  2.时间\n",
        "｜",
        "**甲****",
        "**，",
        "【甲】（http://a",
        "【】（",
        "【！",
        "- [ ]甲\n",
        "]（a.b",
        "<u>",
        "</u>",
        "<script>",
        "</script>",
        "<u><b></u>",
        "# 甲\n",
        "![](a)",
        "    汉\n",
        "    汉\n\n- x\n",
        "[x](a b.c)",
        "- [ ] ",
        "|\n|-|\n",
        "汉\n",
        "时间：\n",
        "\r",
        "汉-----\n---\n",
        "==汉",
        "==汉==",
        "++汉",
        "{% ",
        "{{<",
        "{width=",
        "$a^",
        "$$",
        ":x",
        "<![",
        "![](",
        "[汉]{",
        "汉\n!!! a\n",
        "汉\n::: a\n",
    ] {
        assert_bounded(&unit.repeat(100_000 / unit.len()));
        assert_bounded(&format!("<div>\n{}\n</div>", unit.repeat(20_000 / unit.len())));
    }
}

#[test]
fn a_body_past_the_limit_is_told_and_not_read() {
    let body = "汉".repeat(BODY_MAX / 3 + 1);
    assert_eq!(assert_bounded(&body), ["body-too-long"]);
    assert!(read(&body).document.blocks.is_empty());
}

#[test]
fn warnings_end_somewhere() {
    let told = told(&"<p>".repeat(2_000));
    assert_eq!(told.len(), 501);
    assert!(told[500].starts_with("more-like-this"));
}

#[test]
fn a_range_that_is_none_gives_nothing() {
    let text = Text::new("a.md", "汉字");
    for range in [1..2, 0..99, 7..9] {
        assert!(parse(&text, range).document.blocks.is_empty());
    }
}

fn nasty() -> impl Strategy<Value = String> {
    let parts = vec![
        "*",
        "**",
        "***",
        "_",
        "__",
        "~",
        "~~",
        "“",
        "”",
        "汉",
        "字，",
        "a",
        "B ",
        "1",
        "12.",
        "<",
        ">",
        "</u>",
        "<u>",
        "<b x='1'>",
        "<div>",
        "</div>\n",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<br>",
        "[",
        "]",
        "](",
        "(",
        ")",
        "![",
        "[^a]",
        "[^a]: ",
        "[^a]：",
        "\n2.甲",
        "\n　　●甲",
        "|甲|乙|丙\n",
        "|-|-|\n",
        " (a.pdf）",
        "[!提示]",
        "> ",
        "> [!进展] ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "    ",
        "\t",
        "　　",
        "`",
        "```\n",
        "|",
        "|-|-|\n",
        "#",
        "# ",
        "-",
        "- ",
        "---\n",
        "- [x] ",
        "\\",
        "&amp;",
        "&#8;",
        "https://a.cn/_x_",
        "www.a.cn",
        "：",
        "时间：",
        "●",
        "—",
        "－ ",
        "１．",
        "＞",
        "！",
        "｜",
        "【",
        "】",
        "（https://a.cn）",
        "（二）",
        "\n1. 甲\n2. 乙\n",
        "\n一、",
        "各工会：\n",
        "汉。\n",
        "王小明\n",
        "\n县总工会\n2026年3月1日",
        "****",
        "[ ]",
        "\u{fdd0}",
        "\u{fdd5}",
        "\u{2cfa}",
        "\u{fe0f}",
        "😀",
        "\u{0}",
        "＊＊",
        "{{",
        "5*3",
        "米*5",
        "，*",
        "____",
        "\u{f0d8}",
        "\n□甲",
        ">>",
        "~~~",
        "\"",
        "'",
    ];
    prop::collection::vec(prop::sample::select(parts), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_every_span_is_in_the_text(before in nasty(), body in nasty()) {
        let file = format!("{before}{body}尾");
        let parsed = parse(&Text::new("a.md", file.as_str()), before.len()..before.len() + body.len());
        let inside = |start: usize, end: usize| {
            before.len() <= start && start <= end && end <= before.len() + body.len() && file.get(start..end).is_some()
        };
        for target in &parsed.document.targets {
            prop_assert!(inside(target.span.start as usize, target.span.end as usize), "{target:?} in {file:?}");
        }
        for told in &parsed.diagnostics {
            let span = told.place.as_ref().unwrap().span.clone();
            prop_assert!(inside(span.start, span.end), "{told:?} in {file:?}");
            if let Some(edit) = &told.edit {
                prop_assert!(inside(edit.span.start, edit.span.end), "{told:?} in {file:?}");
            }
        }
        let shown = super::show::show(&parsed.document);
        prop_assert!(!shown.contains(crate::markdown::reserved::is_illegal), "{shown:?} of {file:?}");
        prop_assert!(summary(&parsed.document, "", 10).chars().count() <= 10);
    }

    #[test]
    fn two_asterisks_in_the_text_are_told(body in "[*a汉“”。，（） 1\\\\\n]{0,30}") {
        let parsed = read(&body);
        let shown = super::show::show(&parsed.document);
        let escaped = body.contains("\\*");
        // Three or more between digits hide a number, and so do more at its end: 138****1234, 138****.
        let mut shown = shown;
        for stars in (3..30).rev() {
            let hidden = format!("1{}1", "*".repeat(stars));
            while shown.contains(&hidden) {
                shown = shown.replace(&hidden, "1x1");
            }
            for hidden in [format!("111{}", "*".repeat(stars)), format!("{}1111", "*".repeat(stars))] {
                shown = if stars >= 4 { shown.replace(&hidden, "1x1") } else { shown };
            }
        }
        prop_assert!(escaped || !shown.contains("**") || !parsed.diagnostics.is_empty(), "{shown:?} of {body:?}");
    }
}
