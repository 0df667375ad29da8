//! What people type, the tree that comes of it, and the codes of what is told with their lines.

use super::super::parse;
use super::{map, seen};
use crate::diagnostic::Text;

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    // Clean YAML: nothing is told.
    ("", "{}"),
    ("\n\n# 只有注释\n", "{}"),
    ("title: 五一\ndate: 2026-3-8\n", "{title=五一; date=2026-3-8}"),
    ("title: 五一\r\ndate: 2026-3-8\r\n", "{title=五一; date=2026-3-8}"),
    ("title: 五一\rdate: 2026-3-8", "{title=五一; date=2026-3-8}"),
    ("tags: [五一, 劳动]", "{tags=[五一|劳动]}"),
    ("tags:\n  - 五一\n  - 劳动\n", "{tags=[五一|劳动]}"),
    ("tags:\n- 五一\n- 劳动\ndate: x\n", "{tags=[五一|劳动]; date=x}"),
    ("wechat:\n  title: 五一\n  link: https://a.cn/\ndraft: 是\n", "{wechat={title=五一; link=https://a.cn/}; draft=是}"),
    ("attachments:\n  - title: 表\n    file: a.pdf\n  - title: 图\n    file: b.pdf\n", "{attachments=[{title=表; file=a.pdf}|{title=图; file=b.pdf}]}"),
    ("attachments:\n- title: 表\n  file: a.pdf\ntitle: x\n", "{attachments=[{title=表; file=a.pdf}]; title=x}"),
    ("a:\n  - - 1\n    - 2\n  - - 3\n", "{a=[[1|2]|[3]]}"),
    ("a: {b: c, d: [e, f]}\n", "{a={b=c; d=[e|f]}}"),
    ("a: []\nb: {}\n", "{a=[]; b={}}"),
    ("a: [b: c]", "{a=[{b=c}]}"),
    ("a: {b, c: d}", "{a={b=∅; c=d}}"),
    ("a: [五一,\n  劳动]\nb: c", "{a=[五一|劳动]; b=c}"),
    ("entries: [\n  {\"name\": \"甲\", \"score\": 1},\n  # 注释\n  {\"name\": \"乙\"},\n]\n", "{entries=[{name=甲; score=1}|{name=乙}]}"),
    ("{\n\"title\": \"榜\",\n\"list\": [1, 2]\n}\n", "{title=榜; list=[1|2]}"),
    ("---\ntitle: 五一\n", "{title=五一}"),
    ("---\ntitle: 五一\n---\n", "{title=五一}"),
    ("title:\ndate: ~\ncover: null\nslug: \"\"\n", "{title=∅; date=∅; cover=∅; slug=}"),
    ("title:\n  五一\n", "{title=五一}"),
    ("title: 五一\n  劳动\n  May\n\n  Day\n", "{title=五一劳动 May⏎Day}"),
    ("a: |\n  第一行\n  第二行: x\n\nb: c\n", "{a=第一行⏎第二行: x⏎; b=c}"),
    ("a: >-\n  第一行\n  第二行\nb: c\n", "{a=第一行第二行; b=c}"),
    ("a:\n  - |\n    文\n  - b", "{a=[文⏎|b]}"),
    ("  title: 五一\n  date: x\n", "{title=五一; date=x}"),
    ("\"title\": 'it''s'\n'a b': \"x\\ty\"\n", "{title=it's; a b=x\ty}"),
    ("title: \"五一\n  劳动\"\ndate: x", "{title=五一劳动; date=x}"),
    ("title: 五一\ntitle: 十一\n", "{title=五一; title=十一}"),
    ("title: 五一\n# 注释\n  # 也是注释\ndate: x\n", "{title=五一; date=x}"),
    ("a:\n  - 9:00\n  - -5\n  - ——\n", "{a=[9:00|-5|——]}"),
    // Values that YAML would misread.
    ("title: 第1名 #劳动", "{title=第1名 #劳动}"),
    ("title: 通知: 关于", "{title=通知: 关于}"),
    ("title: [通知] x", "{title=[通知] x}"),
    ("title: [通知]、[公告]", "{title=[通知]、[公告]}"),
    ("title: *x*", "{title=*x*}"),
    ("title: @x", "{title=@x}"),
    ("title: %x", "{title=%x}"),
    ("title: \"五一\"活动", "{title=\"五一\"活动}"),
    ("title: “五一”", "{title=“五一”}"),
    ("title: &a", "{title=&a}"),
    ("title: !x y", "{title=!x y}"),
    ("title: |x", "{title=|x}"),
    ("title: > x", "{title=> x}"),
    ("title: `x`", "{title=`x`}"),
    ("title: {{ x }}", "{title={{ x }}}"),
    ("title: {% raw %}", "{title={% raw %}}"),
    ("title: {五一}", "{title={五一}}"),
    ("title: 【通知】", "{title=【通知】}"),
    ("title: 【通知】关于", "{title=【通知】关于}"),
    ("title: 【通知", "{title=【通知}"),
    ("title: - x", "{title=- x}"),
    ("title: ? x", "{title=? x}"),
    ("score: .nan\nn: 1e999\nd: yes\nv: 2026-03-08\n", "{score=.nan; n=1e999; d=yes; v=2026-03-08}"),
    ("tags:\n  - #劳动\n  - *x\n  - 9:00\n  - http://a.cn/b\n", "{tags=[#劳动|*x|9:00|http://a.cn/b]}"),
    ("tags: [#劳动, *x, 9:00, http://a.cn/b, [通知] x]", "{tags=[#劳动|*x|9:00|http://a.cn/b|[通知] x]}"),
    ("draft: yes\n草稿: 是\nb: 否\n", "{draft=yes; 草稿=是; b=否}"),
    ("place: 时间：9:00", "{place=时间：9:00}"),
    ("<<: *a\n", "{<<=*a}"),
    // Repairs.
    ("title：五一\n", "{title=五一} !full-width-colon@1"),
    ("title：五一\ndate：2026-3-8\n", "{title=五一; date=2026-3-8} !full-width-colon@1 !full-width-colon@2"),
    ("title:五一", "{title=五一} !colon-space@1"),
    ("url:https://a.cn", "{url=https://a.cn} !colon-space@1"),
    ("title:\u{3000}五一\ndate:\u{a0}x\nplace:\tx", "{title=五一; date=x; place=x} !odd-space@1 !odd-space@2 !odd-space@3"),
    ("title\u{3000}：\u{3000}五一", "{title=五一} !full-width-colon@1"),
    ("wechat:\n\ttitle: x\n\tlink: y\n", "{wechat={title=x; link=y}} !odd-space@2 !odd-space@3"),
    ("wechat:\n\u{3000}title: x\n\u{a0}\u{a0}link: y\n", "{wechat={title=x; link=y}} !odd-space@2 !odd-space@3"),
    ("wechat:\n  title: x\n\tlink: y\n", "{wechat={title=x; link=y}} !odd-space@3"),
    ("ｔｉｔｌｅ: ５月１日", "{title=５月１日} !full-width-key@1"),
    ("\u{200b}title: x", "{title=x} !odd-space@1"),
    ("tags:\n  — 五一\n  – 劳动\n  －美\n  · a\n  • b\n  * c\n  -d\n", "{tags=[五一|劳动|美|a|b|c|d]} !list-dash@2 !list-dash@3 !list-dash@4 !list-dash@5 !list-dash@6 !list-dash@7 !list-dash@8"),
    ("tags:\n-五一\n-劳动\n", "{tags=[五一|劳动]} !list-dash@2 !list-dash@3"),
    ("a:\n  -title: x\n   file: y\n  - title: z\n", "{a=[{title=x; file=y}|{title=z}]} !list-dash@2 !odd-space@3"),
    ("tags: 【五一，劳动】", "{tags=[五一|劳动]} !bracket-punctuation@1"),
    ("tags: [五一，劳动、美]", "{tags=[五一|劳动|美]} !bracket-punctuation@1"),
    ("tags: [五一、劳动]", "{tags=[五一|劳动]} !bracket-punctuation@1"),
    ("tags: [五一、劳动, 美]", "{tags=[五一、劳动|美]}"),
    ("a: ｛名称：甲，数量：3｝", "{a={名称=甲; 数量=3}} !bracket-punctuation@1"),
    ("a: {名称: 甲，乙, 数量: 3}", "{a={名称=甲，乙; 数量=3}}"),
    ("a: {b:c, d：e}", "{a={b=c; d=e}} !bracket-punctuation@1"),
    ("a: [甲, 乙】", "{a=[甲|乙]} !bracket-punctuation@1"),
    ("title: \"D:\\图\"", "{title=D:\\图} !backslash@1"),
    ("———\ntitle: x\n", "{title=x} !front-matter-fence@1"),
    ("wechat:\n\ttitle: x\n  link: y\n  theme: z\ndate: w\n", "{wechat={title=x; link=y; theme=z}; date=w} !odd-space@2 !odd-space@3 !odd-space@4"),
    ("\ttitle: x\ndate: y\n", "{title=x; date=y} !odd-space@1"),
    ("tags:\n\t- 五一\n  - 劳动\n", "{tags=[五一|劳动]} !odd-space@2 !odd-space@3"),
    ("a:\n  — title：x\n     file：y\n", "{a=[{title=x; file=y}]} !list-dash@2 !full-width-colon@2 !odd-space@3 !full-width-colon@3"),
    ("summary: |\n\t第一行\n\t第二行\n", "{summary=第一行⏎第二行⏎} !odd-space@2 !odd-space@3"),
    ("a: [五一， 劳动 ，]", "{a=[五一|劳动]} !bracket-punctuation@1"),
    ("a: {b：c，d:e, 'f':g}", "{a={b=c; d=e; f=g}} !bracket-punctuation@1"),
    ("标题：五一\n标签：\n\u{3000}· 劳动\n\u{3000}· 光荣\n报名：\n\u{3000}开始：2026-3-8\u{3000}9：00\n", "{标题=五一; 标签=[劳动|光荣]; 报名={开始=2026-3-8\u{3000}9：00}} !full-width-colon@1 !full-width-colon@2 !odd-space@3 !list-dash@3 !odd-space@4 !list-dash@4 !full-width-colon@5 !odd-space@6 !full-width-colon@6"),
    // Mistakes.
    ("title 五一\ndate: x\n", "{date=x} !stray-line@1"),
    ("标题；五一\ndate: x\n", "{date=x} !stray-line@1"),
    ("title: x\n正文\ndate: y\n", "{title=x; date=y} !stray-line@2"),
    ("title: 五一\n  date: x\n  place: y\nslug: z\n", "{title=五一; date=x; place=y; slug=z} !indentation@2"),
    ("title: 五一\n date: x\n", "{title=五一; date=x} !indentation@2"),
    (" title: 五一\ndate: x\n place: y\n", "{title=五一; date=x; place=y} !indentation@2"),
    ("a:\n    b: 1\n  c: 2\n  d: 3\ne: 4\n", "{a={b=1; c=2; d=3}; e=4} !indentation@3"),
    ("a:\n  - b: 1\n  c: 2\n", "{a=[{b=1; c=2}]} !odd-space@3"),
    ("a:\n  -  b: 1\n    c: 2\n", "{a=[{b=1; c=2}]} !indentation@3"),
    ("tags: 五一\n  - 劳动\n  - 美\ndate: x\n", "{tags=[劳动|美]; date=x} !stray-item@2"),
    ("tags: 五一\n- 劳动\n- 美\ndate: x\n", "{tags=[劳动|美]; date=x} !stray-item@2"),
    ("tags:\n  - 五一\n    - 劳动\n", "{tags=[五一|劳动]} !indentation@3"),
    ("tags:\n  - 五一\n- 劳动\n", "{tags=[五一|劳动]} !indentation@3"),
    ("wechat:\n  title: x\n- y\n  - z\ndate: w\n", "{wechat={title=x}; date=w} !stray-item@3"),
    ("a:\n  - 五一\n    file: x\n", "{a=[五一]} !stray-line@3"),
    ("a:\n  - 五一\n    及地点：会议室\n", "{a=[五一及地点：会议室]}"),
    ("title: \"五一\ndate: x\n", "{title=五一; date=x} !unclosed-quote@1"),
    ("title: \"五一”\ndate: x\n", "{title=五一”; date=x} !unclosed-quote@1"),
    ("title: '五一\n  - x\ndate: x\n", "{title=[x]; date=x} !unclosed-quote@1 !stray-item@2"),
    ("tags: [五一, 劳动\ndate: x\n", "{tags=[五一|劳动]; date=x} !unclosed-bracket@1"),
    ("title: [通知 关于\ndate: x\n", "{title=[通知 关于; date=x} !unclosed-bracket@1"),
    ("tags: [五一,\n  劳动\ndate: x\n", "{tags=[五一|劳动]; date=x} !unclosed-bracket@1"),
    ("tags: [a,\n b] c\ndate: x\n", "{tags=[a|b]; date=x} !stray-line@2"),
    ("tags: [\"五一, 劳动]", "{tags=[五一|劳动]} !unclosed-quote@1"),
    ("title: a\0b\u{7}\u{7}c\nk\u{1}: x", "{title=abc; k=x} !control-character@1 !control-character@1 !control-character@2"),
    ("- a: |\n    文\n  b: c\n", "{} !not-fields@1"),
    ("- a\n- b\n", "{} !not-fields@1"),
    ("[a, b]\n", "{} !not-fields@1"),
    ("五一\n", "{} !stray-line@1"),
    ("title: x\n---\ndate: y\n", "{title=x; date=y} !stray-line@2"),
    ("title: \"x\"\n  y\n", "{title=x} !stray-line@2"),
    (": x", "{} !stray-line@1"),
];

#[test]
fn what_people_type_is_read_as_meant() {
    for (typed, expected) in TABLE {
        assert_eq!(seen(typed), *expected, "{typed:?}");
    }
}

#[test]
fn every_mend_gives_what_was_read() {
    for (typed, _) in TABLE {
        let text = Text::new("a.md", *typed);
        let parsed = parse(&text, 0..typed.len());
        if parsed.diagnostics.iter().any(|told| told.is_error()) {
            continue;
        }
        let mut mended = (*typed).to_owned();
        for told in parsed.diagnostics.iter().rev() {
            let edit = told.edit.clone().unwrap();
            mended.replace_range(edit.span, &edit.text);
        }
        assert_eq!(seen(&mended), map(&parsed.map), "{typed:?} {mended:?}");
    }
}
