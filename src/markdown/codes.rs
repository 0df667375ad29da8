//! The mistakes that a body can hold.

use crate::diagnostic::Code;

/// Nothing is read past the limit of size.
pub static BODY_TOO_LONG: Code =
    Code::error("body-too-long", "正文太长，没有读", "the body is too long and was not read");
/// Quotes, lists or styles inside one another past the limit of depth.
pub static TOO_DEEP: Code =
    Code::error("too-deep", "引用、列表或样式套得太深", "quotes, lists or styles are nested too deeply");
/// A tag, or something in one, that is not of the allow-list.
pub static HTML_REMOVED: Code = Code::warning("html-removed", "HTML 代码被去掉了", "some HTML was taken out");
/// `**` or `~~` that stayed as text.
pub static EMPHASIS_LEFT: Code =
    Code::warning("emphasis-left", "“**”没有变成粗体", "`**` that made nothing bold is shown as it stands");
/// `__…__` around Chinese.
pub static EMPHASIS_UNDERSCORE: Code =
    Code::warning("emphasis-underscore", "“__”没有变成粗体", "`__` that made nothing bold is shown as it stands");
/// `＊＊…＊＊`
pub static EMPHASIS_FULL_WIDTH: Code =
    Code::warning("emphasis-full-width", "粗体用了全角星号", "full-width asterisks make nothing bold");
/// `王**、李**`, `张*军、李*明`: what became bold begins with a mark that ends something, or stands between names.
pub static EMPHASIS_ODD: Code = Code::warning("emphasis-odd", "粗体不像是本意", "bold text that was hardly meant");
/// `5*3*2`
pub static STAR_BETWEEN_DIGITS: Code =
    Code::warning("star-between-digits", "当作乘号的星号", "an asterisk that multiplies");
/// `#通知`
pub static HEADING_WITHOUT_SPACE: Code =
    Code::warning("heading-without-space", "标题的 # 后面少了空格", "a heading's # without a space after it");
/// `1.时间`, `-时间`, `- [ ]时间`
pub static LIST_WITHOUT_SPACE: Code =
    Code::warning("list-without-space", "列表的记号后面少了空格", "a list's mark without a space after it");
/// `●时间`
pub static LIST_BULLET: Code = Code::warning("list-bullet", "用符号冒充列表", "a bullet typed as a character");
/// `1. 甲` and two blanks before `- 子`.
pub static LIST_NOT_NESTED: Code =
    Code::warning("list-not-nested", "列表没有套进去", "a list that is not indented far enough to be nested");
/// A sentence right below a list.
pub static LIST_RUNS_ON: Code =
    Code::warning("list-runs-on", "列表下面的话成了最后一项", "a sentence below a list became a part of its last item");
/// Paragraphs, a line each, without empty lines between them.
pub static LINES_JOINED: Code =
    Code::warning("lines-joined", "几段连成了一段", "lines that seem to be paragraphs became one");
/// `＞ 引用`, `１．时间`, `！[图](a.jpg)`
pub static MARK_FULL_WIDTH: Code =
    Code::warning("mark-full-width", "记号用了全角字符", "a full-width mark makes nothing");
/// Rows without the row of dashes, or between full-width pipes, or with more cells than the first, or no rows at all.
pub static TABLE_BROKEN: Code = Code::warning("table-broken", "表格没有写对", "a table that is not quite one");
/// `>60岁：200元`
pub static QUOTE_ODD: Code =
    Code::warning("quote-odd", "大于号成了引用", "a sign of comparison that makes a quotation");
/// A line right below a quotation or a box.
pub static QUOTE_RUNS_ON: Code = Code::warning(
    "quote-runs-on",
    "引用、框下面的话成了里面的",
    "a line below a quotation or a box became a part of it",
);
/// A fence of code without its end, or with words beside it; `~~~~重要~~~~`.
pub static CODE_ODD: Code = Code::warning("code-odd", "代码框没有写对", "a block of code that was hardly meant");
/// `-----` right under a line of Chinese.
pub static HEADING_BY_UNDERLINE: Code =
    Code::warning("heading-by-underline", "下面的横线把这段变成了标题", "the line under it makes a heading of it");
/// `## …` then `#### …`
pub static HEADING_LEVEL_SKIPPED: Code = Code::warning("heading-level-skipped", "标题跳级", "a heading skips a level");
/// `![](a.jpg)`
pub static IMAGE_WITHOUT_DESCRIPTION: Code =
    Code::warning("image-without-description", "图片没有文字说明", "an image without a description");
/// `[名单]（a.xlsx）`, `[名单] (a.xlsx)`, `[名单](a.xlsx “名单”)`, `[名单]()`
pub static LINK_FULL_WIDTH: Code = Code::warning("link-full-width", "链接没有写对", "a link that is not quite one");
/// `[注]: 说明` that nothing refers to: it is not shown.
pub static LINK_DEFINITION_UNUSED: Code =
    Code::warning("link-definition-unused", "这一行不会显示", "a link definition that nothing uses is not shown");
/// `==重点==`, `[TOC]`, `{% asset_img a.png %}`
pub static FOREIGN_MARK: Code =
    Code::warning("foreign-mark", "别的软件的写法，这里不认", "a mark of another tool that makes nothing here");
/// `> [!提是]`, `> [!进展]` without its time.
pub static BOX_UNKNOWN: Code = Code::warning("box-unknown", "提示框没有写对", "a box that is not quite one");
/// `[^1]` without its note, or whose note has a full-width colon: `[^1]：说明`.
pub static FOOTNOTE_MISSING: Code = Code::warning("footnote-missing", "脚注没有内容", "a footnote without its note");
/// A note that nothing refers to.
pub static FOOTNOTE_UNUSED: Code = Code::warning("footnote-unused", "脚注没有用到", "a note that nothing refers to");
/// Two notes of one name.
pub static FOOTNOTE_TWICE: Code = Code::warning("footnote-twice", "脚注重名", "two notes of one name");
/// A character that no text may hold.
pub static CHARACTER_REMOVED: Code =
    Code::warning("character-removed", "看不见的非法字符被去掉了", "a character that no text may hold was taken out");
/// More warnings than anyone reads.
pub static MORE_LIKE_THIS: Code = Code::warning("more-like-this", "还有同样的问题", "there is more of the same");

/// All of them.
pub const ALL: &[&Code] = &[
    &BODY_TOO_LONG,
    &TOO_DEEP,
    &HTML_REMOVED,
    &EMPHASIS_LEFT,
    &EMPHASIS_UNDERSCORE,
    &EMPHASIS_FULL_WIDTH,
    &EMPHASIS_ODD,
    &STAR_BETWEEN_DIGITS,
    &HEADING_WITHOUT_SPACE,
    &LIST_WITHOUT_SPACE,
    &LIST_BULLET,
    &LIST_NOT_NESTED,
    &LIST_RUNS_ON,
    &LINES_JOINED,
    &MARK_FULL_WIDTH,
    &TABLE_BROKEN,
    &QUOTE_ODD,
    &QUOTE_RUNS_ON,
    &CODE_ODD,
    &HEADING_BY_UNDERLINE,
    &HEADING_LEVEL_SKIPPED,
    &IMAGE_WITHOUT_DESCRIPTION,
    &LINK_FULL_WIDTH,
    &LINK_DEFINITION_UNUSED,
    &FOREIGN_MARK,
    &BOX_UNKNOWN,
    &FOOTNOTE_MISSING,
    &FOOTNOTE_UNUSED,
    &FOOTNOTE_TWICE,
    &CHARACTER_REMOVED,
    &MORE_LIKE_THIS,
];
