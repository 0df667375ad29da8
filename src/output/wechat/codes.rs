//! The stable names of what is wrong with articles and their themes.

use super::rules::codes as rules;
use crate::diagnostic::Code;

/// Something in a theme that no article can have.
pub static THEME_DROPPED: Code = Code::warning(
    "wechat-theme-dropped",
    "推文样式里有公众号不认的",
    "something in a theme that the platform does not keep",
);
/// A theme that does not exist.
pub static UNKNOWN_THEME: Code = Code::warning("wechat-theme-unknown", "没有这个推文样式", "there is no such theme");

/// The codes of this room: those of themes, then one a rule, in the order of [`rules::ALL`].
pub const ALL: &[&Code] = &[
    &THEME_DROPPED,
    &UNKNOWN_THEME,
    &Code::warning(rules::TAG, "公众号会删掉或改掉的标签", "a tag that the platform takes out or changes"),
    &Code::warning(rules::ATTRIBUTE, "公众号会删掉的属性", "an attribute that the platform takes out"),
    &Code::warning(rules::ID, "公众号会删掉的编号（id）", "an id, which the platform takes out"),
    &Code::warning(rules::CLASS, "在公众号里不起作用的类名（class）", "a class, which does nothing there"),
    &Code::warning(rules::CSS, "公众号不认的样式", "a declaration that the platform does not keep"),
    &Code::warning(rules::IMPORTANT, "样式里写了 !important", "!important in a style"),
    &Code::warning(rules::FONT_FAMILY, "指定了字体", "a typeface"),
    &Code::warning(rules::TEXT_ALIGN, "公众号不认的对齐方式", "an alignment that the platform does not know"),
    &Code::warning(rules::WIDTH, "比手机屏幕还宽", "wider than a phone"),
    &Code::warning(rules::LINE_HEIGHT, "行高太小", "lines that overlap"),
    &Code::warning(rules::HEIGHT, "高度放不下里面的字", "a height that its text does not fit in"),
    &Code::warning(
        rules::OVERFLOW,
        "一行不能折行，比手机屏幕还宽",
        "a line that is not broken and is wider than a phone",
    ),
    &Code::warning(rules::WHITE_SPACE, "靠换行和空格排版", "ends of lines and spaces that are lost"),
    &Code::warning(rules::BACKGROUND_IMAGE, "背景图片会被删掉", "a background picture that is taken out"),
    &Code::warning(rules::GRADIENT, "字的后面是渐变色", "a gradient behind text"),
    &Code::warning(rules::BLACK, "用了纯黑色", "pure black"),
    &Code::warning(rules::CONTRAST, "深色模式下看不清", "text that is hard to read in dark mode"),
    &Code::warning(rules::LIST_DEPTH, "列表套得太深", "lists that are too deep"),
    &Code::warning(rules::SUBLIST, "小列表和文字在同一项里", "a list beside text in one item"),
    &Code::warning(rules::LIST_ITEM, "列表的一项会断成几行", "an item of a list that comes out as several lines"),
    &Code::warning(rules::NESTING, "同样的框一层套一层", "layers that do nothing"),
    &Code::warning(rules::TABLE_WIDE, "表格会超出手机屏幕", "a table that grows wider than a phone"),
    &Code::warning(rules::TABLE_COLUMNS, "表格的列太多", "a table of too many columns"),
    &Code::warning(rules::LINK, "公众号里打不开的链接", "a link that does not open there"),
    &Code::warning(rules::IMAGE_SOURCE, "公众号取不到的图片", "a picture that the platform cannot get"),
    &Code::warning(rules::IMAGE_KIND, "公众号不收的图片格式", "a kind of picture that the platform does not take"),
    &Code::warning(rules::IMAGE_ALT, "图片没有文字说明", "a picture without words"),
    &Code::warning(rules::SVG, "公众号会删掉的图形（svg）", "what the platform takes out of a drawing"),
    &Code::warning(rules::EMPTY, "推文是空的", "an article of nothing"),
    &Code::warning(rules::TOO_LONG, "推文太长", "an article that is too long"),
    &Code::warning(rules::NO_TITLE, "推文没有标题", "an article without a title"),
    &Code::warning(rules::TITLE_TOO_LONG, "公众号标题太长", "a title that is too long for the platform"),
    &Code::warning(rules::AUTHOR_TOO_LONG, "公众号作者太长", "an author that is too long for the platform"),
    &Code::warning(rules::DIGEST_TOO_LONG, "公众号摘要太长", "a digest that is too long for the platform"),
    &Code::warning(rules::SOURCE_TOO_LONG, "“阅读原文”的网址太长", "the address of the original is too long"),
];

/// The code of a rule.
pub fn of(rule: &str) -> Option<&'static Code> {
    ALL.iter().find(|code| code.id == rule).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_code() {
        let codes: Vec<&str> = ALL.iter().skip(2).map(|code| code.id).collect();
        assert_eq!(codes, rules::ALL);
        assert!(rules::ALL.iter().all(|rule| of(rule).is_some()));
        assert!(of("no-such-rule").is_none());
    }
}
