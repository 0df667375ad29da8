//! What is told of a whole entry, and what holds for anything that may be typed.

use super::*;
use crate::diagnostic::{Style, json, print};
use crate::lang::Lang;
use crate::{fields, front_matter, header, markdown};
use proptest::prelude::*;

const IDENTITY: &str = "11010519491231002X";
const CARD: &str = "6222021234567890128";
const MOBILE: &str = "13800138000";

fn file(text: &str) -> Text {
    Text::new("content/posts/a.md", text)
}

/// What is told of an event of which the fields end at a byte.
fn told_at(text: &Text, head: usize, allowed: &[Allowed], rules: &Rules) -> Vec<Diagnostic> {
    let map = front_matter::parse(text, 0..head).map;
    let sentences = fields::sentences(&text.text, &map, &[header::FIELDS]);
    let near = Date::new(2017, 3, 8).ok();
    let body = head..text.text.len();
    let readable = &markdown::parse(text, body.clone()).readable;
    check(&Subject { text, sentences: &sentences, body, readable, notice: true, near, allowed }, rules)
}

/// What is told of an entry whose head ends with the last line `---`.
fn told(text: &str, allowed: &[Allowed]) -> Vec<Diagnostic> {
    told_at(&file(text), text.rfind("---\n").map_or(0, |at| at + 4), allowed, &Rules::default())
}

/// The code, message, help and mend of all that is told.
#[track_caller]
fn assert_told(text: &str, allowed: &[Allowed], expected: &[(&str, &str, &str, Option<&str>)]) {
    let told = told(text, allowed);
    let told: Vec<_> = told
        .iter()
        .map(|told| {
            let help = told.help.as_ref().map_or("", |help| &help.zh);
            (told.code.id, told.message.zh.as_str(), help, told.edit.as_ref().map(|edit| edit.text.as_str()))
        })
        .collect();
    assert_eq!(told, expected);
}

fn exception(text: &str, number: &str, reason: &str) -> Allowed {
    let at = text.find(number).unwrap_or(0);
    Allowed { text: number.into(), reason: reason.into(), span: at..at + number.len() }
}

const KEEP: &str = "确实要公开的，作为例外写上理由";

#[test]
fn an_identity_number_stops_the_build() {
    let help = format!("写成 110105********002X；{KEEP}");
    let message = "完整的身份证号 110105********002X 不能公开";
    let expected = [("identity-number", message, help.as_str(), Some("110105********002X"))];
    assert_told(&format!("---\n作者: 名单{IDENTITY}里的\n---\n"), &[], &expected);
    assert!(told(IDENTITY, &[])[0].is_error());
}

#[test]
fn a_bank_card_stops_the_build() {
    let help = format!("写成 6222***********0128；{KEEP}");
    let message = "完整的银行卡号 6222***********0128 不能公开";
    assert_told(&format!("卡号{CARD}"), &[], &[("bank-card", message, &help, Some("6222***********0128"))]);
}

#[test]
fn a_mobile_number_stops_the_build() {
    let help = format!("写成 138****8000；单位公布的电话，写进 site.yaml 的公开电话（phones）；{KEEP}");
    let expected = [("mobile-number", "手机号 138****8000 没有打码", help.as_str(), Some("138****8000"))];
    assert_told("联系 138-0013-8000", &[], &expected);
}

#[test]
fn a_number_in_the_name_of_a_file_stops_the_build() {
    let told = check_name(&format!("content/static/名单_{MOBILE}.xlsx"), &[], &Rules::default());
    let told: Vec<_> = told
        .iter()
        .map(|told| {
            let (place, help) =
                (told.place.as_ref().map(|place| &*place.file), told.help.as_ref().map(|help| &*help.zh));
            (told.code.id, told.message.zh.as_str(), place, help)
        })
        .collect();
    let message = "文件名里的手机号 138****8000 没有打码";
    let help = "给文件改名，不带号码；单位公布的电话，写进 site.yaml 的公开电话（phones）";
    assert_eq!(told, [("mobile-number", message, Some("content/static/名单_138****8000.xlsx"), Some(help))]);
    let codes =
        |name: &str| check_name(name, &[], &Rules::default()).iter().map(|told| told.code.id).collect::<Vec<_>>();
    assert_eq!(codes(&format!("content/static/{IDENTITY}/{CARD}.jpg")), ["identity-number", "bank-card"]);
    for name in
        ["IMG_20170308_123456.jpg", "mmexport1489012345678.jpg", "微信图片_20170308123456.jpg", "12351.png", "CNAME"]
    {
        assert_eq!(codes(&format!("content/static/{name}")), Vec::<&str>::new(), "{name}");
    }
    let rules = Rules { phones: vec![MOBILE.into()], ..Rules::default() };
    assert_eq!(check_name(&format!("content/static/{MOBILE}.png"), &[], &rules), []);
}

#[test]
fn the_numbers_of_the_office_are_free() {
    let text = file("联系 13800138000 或 12351");
    let rules = Rules { phones: vec!["138 0013 8000".into()], hotline: "12351".into(), words: Vec::new() };
    assert_eq!(told_at(&text, 0, &[], &rules), []);
}

#[test]
fn no_line_and_no_message_repeats_a_number() {
    let typed =
        format!("张三{IDENTITY}，卡{CARD}，电话１３８００１３８０００，见 https://a.cn/{MOBILE}，手机{MOBILE}，后天见");
    let all = told(&typed, &[]);
    assert_eq!(all.len(), 5);
    let line = "张三110105********002X，卡6222***********0128，电话１３８＊＊＊＊８０００，\
                见 https://a.cn/138****8000，手机138****8000，后天见";
    for told in &all {
        assert_eq!(told.place.as_ref().map(|place| &*place.source), Some(line));
        let style = Style { lang: Lang::En, colour: false, strict: false };
        for printed in [print(told, style), json(told, style)] {
            assert!(![IDENTITY, CARD, MOBILE, "１３８００１３８０００"].iter().any(|number| printed.contains(number)));
        }
    }
}

#[test]
fn what_others_tell_is_veiled_too() {
    let text = file("titel: 13800138000\n");
    let message = crate::both!("不认识的字段“13800138000”", "unknown 13800138000");
    let place = text.place(0..5);
    let told = Diagnostic::at(&codes::WRONG_WORD, place.clone(), message.clone()).help(message);
    let mut all = [told.also(place, crate::both!("13800138000", "")).edit(0..5, "标题: 13800138000")];
    veil(&mut all, &Rules::default());
    let style = Style { lang: Lang::Zh, colour: false, strict: false };
    assert!(!json(&all[0], style).contains(MOBILE));
    assert_eq!(all[0].message.zh, "不认识的字段“138****8000”");
    assert_eq!(all[0].edit, None);
}

#[test]
fn a_line_that_is_shown_in_part_shows_no_part_of_a_number() {
    let line = format!("{}{MOBILE}。{}", "长".repeat(1363), "后天".repeat(9));
    let all = told(&line, &[]);
    assert!(all.iter().all(|told| told.place.as_ref().is_some_and(|place| !place.source.contains("1380"))));
}

#[test]
fn a_mend_does_not_repeat_the_number_of_its_line_among_more_digits() {
    let all = told("请拨13800138000，“单号“1380013800011010519491231002””", &[]);
    assert!(all.iter().any(|told| told.code.id == "quote-nested" && told.edit.is_none()));
}

#[test]
fn a_number_divided_by_marks_is_told_at_its_line_and_hidden_in_it() {
    for typed in ["**138**00138000", "138&nbsp;0013&nbsp;8000", "<b>1380</b>0138000", "138\\00138000"] {
        let text = file(&format!("为138家企业服务。\n\n王师傅：{typed},请拨打。\n"));
        let end = text.text.len();
        let readable = &markdown::parse(&text, 0..end).readable;
        let subject =
            Subject { text: &text, sentences: &[], body: 0..end, readable, notice: true, near: None, allowed: &[] };
        let mut all = check(&subject, &Rules::default());
        let shown =
            Shown { text: "为138家企业服务。\n王师傅：13800138000,请拨打。".into(), span: 0..end };
        all.extend(check_shown(&[shown], &subject, &Rules::default()));
        assert_eq!(all.iter().filter(|told| told.is_error()).count(), 1, "{typed}");
        for told in all {
            let place = told.place.as_ref().unwrap();
            assert_eq!(place.line, 3, "{typed}");
            assert!(place.source.contains('*') && place.source.contains("8000"), "{}", place.source);
            assert!(!place.source.contains("0013"), "{}", place.source);
        }
    }
}

#[test]
fn an_exception_is_told_in_every_build() {
    let text = "例外: 138 0013 8000\n---\n请联系13800138000。再说一遍，13800138000。";
    let message = "138****8000 按例外完整公开，共2处；理由：本人同意";
    let help = "不再需要公开时，删去例外，把号码打码";
    let allowed = [exception(text, "138 0013 8000", "本人同意")];
    assert_told(text, &allowed, &[("personal-data-allowed", message, help, None)]);
    assert!(!told(text, &allowed)[0].is_error());
}

#[test]
fn an_exception_without_a_reason_does_not_count() {
    let text = "例外: 13800138000\n---\n请联系 138-0013-8000";
    let all = told(text, &[exception(text, MOBILE, " ")]);
    assert_eq!(all.iter().map(|told| told.code.id).collect::<Vec<_>>(), ["exception-without-reason", "mobile-number"]);
    assert_eq!(all[0].message.zh, "138****8000 的例外没有写理由，不算数");
    assert_eq!(all[0].help.as_ref().map(|help| help.zh.as_str()), Some("写上为什么要完整公开，谁同意的"));
}

#[test]
fn an_exception_that_nothing_needs_is_told() {
    let text = "例外: 13800138000\n---\n";
    let help = "删去它；或者核对号码有没有写错";
    let allowed = [exception(text, MOBILE, "本人同意")];
    assert_told(text, &allowed, &[("exception-unused", "138****8000 的例外没有用到", help, None)]);
}

#[test]
fn the_head_is_read_for_its_sentences() {
    let ids = |text| told(text, &[]).iter().map(|told| told.code.id).collect::<Vec<_>>();
    assert_eq!(ids("标题: 明天,大家来\n标签: 春,夏\n---\n"), ["relative-day", "punctuation-half-width"]);
}

#[test]
fn of_a_flood_the_first_are_told_and_the_others_counted() {
    let all = told(&"后天，".repeat(600), &[]);
    assert_eq!(all.len(), 501);
    let last = all.last().map(|told| (told.code.id, told.message.zh.as_str()));
    assert_eq!(last, Some(("more-findings", "这个文件里还有100处没有列出")));
}

fn nasty() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    const PARTS: &[&str] = &[
        IDENTITY, CARD, MOBILE, "１３８００１３８０００", "110105491231002", "138", "0013", "8000", "+86", "0086", "X", "Ｘ",
        " ", " ", "-", ".", "\u{3000}", "\u{200b}", "—", "0", "1", "2107年", "217年3月", "年", "3月",
        "\n", "\n\n", "\r\n", "\r", "\t", "`", "``", "```", "\n```\n", "~~~", "<", "<!--", "-->", "<b>", ">", "> ", "\n> ",
        "[", "](", ")", "(", "（", "）", "]: ", "[^1]: ", "\\", "https://", "www.", "tel:", "?tel=", "@", "*", "**", "_", "|", "# ",
        "“", "”", "‘", "’", "《", "》", "〈", "〉", "，", "。", "，，", ",", ", ", ". ", ":", "!", "：", "标题", "标题：", "  ", "- ",
        "汉", "明天", "下周五", "帐号", "布署", "名", "单号", "元", "￥", "a", "tel", "é", "🎉", "\0",
    ];
    prop::collection::vec(prop::sample::select(PARTS), 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn nothing_typed_panics_and_every_place_lies_in_the_text(typed in nasty(), cut in 0_usize..200) {
        let text = file(&typed);
        let cut = crate::diagnostic::Text::place(&text, cut..cut).span.start;
        let allowed = [Allowed { text: MOBILE.into(), reason: "x".into(), span: 0..cut }];
        for told in told_at(&text, cut, &allowed, &Rules::default()) {
            let span = told.place.as_ref().map(|place| place.span.clone()).unwrap_or_default();
            prop_assert!(typed.get(span).is_some());
            prop_assert!(told.edit.as_ref().is_none_or(|edit| typed.get(edit.span.clone()).is_some()));
        }
    }

    #[test]
    fn prose_has_the_length_and_the_lines_of_what_was_typed_and_its_blocks_are_in_order(typed in nasty()) {
        let prose = prose::read(&typed);
        let lines = |text: &str| text.split(['\n', '\r']).map(str::len).collect::<Vec<_>>();
        prop_assert_eq!(lines(&prose.text), lines(&typed));
        let ends = [0].into_iter().chain(prose.blocks.iter().map(|block| block.end));
        for (end, block) in ends.zip(&prose.blocks) {
            prop_assert!(end <= block.start && typed.get(block.clone()).is_some(), "{:?}", prose.blocks);
        }
    }

    #[test]
    fn a_number_that_is_told_stands_on_no_line_that_is_printed(typed in nasty()) {
        let all = told(&typed, &[]);
        for error in all.iter().filter(|told| told.is_error()) {
            let (Some(place), Some(edit)) = (&error.place, &error.edit) else { continue };
            let number = typed.get(edit.span.clone()).unwrap_or_default();
            let style = Style { lang: Lang::Zh, colour: false, strict: false };
            for told in all.iter().filter(|told| told.place.as_ref().is_some_and(|other| other.line == place.line)) {
                prop_assert!(!json(told, style).contains(number), "{number}: {}", json(told, style));
            }
        }
    }

    #[test]
    fn mending_comes_to_an_end(typed in nasty()) {
        let mut now = typed;
        for _ in 0..12 {
            let all = told(&now, &[]);
            // The first mend that fits, as often as there is one.
            let mut edits: Vec<_> = all.iter().filter_map(|told| told.edit.clone()).collect();
            edits.sort_by_key(|edit| edit.span.start);
            let mut after = String::new();
            let mut at = 0;
            for edit in &edits {
                if edit.span.start >= at {
                    after.push_str(&now[at..edit.span.start]);
                    after.push_str(&edit.text);
                    at = edit.span.end;
                }
            }
            after.push_str(&now[at..]);
            if after == now {
                break;
            }
            now = after;
        }
        prop_assert!(told(&now, &[]).iter().all(|told| told.edit.is_none()), "{now}");
    }
}
