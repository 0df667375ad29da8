//! What the platform keeps of a style sheet, and in plain words why it does not keep the rest.

use super::property::{BORDER_WIDTH, Property};
use super::token::Token;
use super::value::{Specified, Value};
use crate::both;
use crate::lang::Both;

/// Why a declaration is not in the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Why {
    /// `position`, `top`, `z-index` …: stripped.
    Place,
    /// `font-family`: the platform has its own letters.
    Letters,
    /// `grid`, `gap`, `filter` …: not on every phone.
    Fragile,
    /// Movement, pointers: an article is still.
    Motion,
    /// `white-space`: stripped; code has its spaces written out.
    Spaces,
    /// A picture that is not the platform's own.
    Picture,
    /// A gradient behind text: dark mode cannot read it.
    Gradient,
    /// Tables fit a phone, whatever a theme says.
    Table,
    /// Code is broken into lines; nothing slides.
    Slides,
    /// Pictures are never wider than a phone.
    Image,
    /// A fixed height cuts text off.
    Clips,
    /// Lines that lie upon each other.
    Tight,
    /// Wider than a phone.
    Wide,
    /// A sum of pixels and percent.
    Sum,
    /// A custom property that nothing gives a value to.
    Variable,
    /// A property that articles do not have.
    Unknown,
    /// A value that no browser understands.
    Unreadable,
    /// `content` that is no text.
    Content,
    /// A selector that can match nothing in an article.
    Selector,
    /// `@import`, `@font-face`, `@media` …
    Rule,
}

impl Why {
    /// For whoever keeps the theme.
    pub(crate) fn text(self) -> Both {
        match self {
            Why::Place => both!("公众号会去掉定位", "the platform takes positions out"),
            Why::Letters => both!("公众号只用它自己的字体", "the platform uses its own letters only"),
            Why::Fragile => both!("不是每部手机都认得", "not every phone shows it"),
            Why::Motion => both!("推文是不动的", "an article does not move"),
            Why::Spaces => {
                both!("公众号会去掉；代码的空格已经另外保留", "the platform takes it out; code keeps its spaces anyway")
            }
            Why::Picture => {
                both!("背景图片只能是公众号自己的", "a background picture must be one of the platform's own")
            }
            Why::Gradient => {
                both!("文字后面的渐变在深色模式下看不清", "text on a gradient cannot be read in dark mode")
            }
            Why::Table => both!("表格一律按手机的宽度排", "tables are always set to the width of a phone"),
            Why::Slides => {
                both!("推文里没有能滑动的部分，长的会换行", "nothing in an article slides; what is long is broken")
            }
            Why::Image => both!("图片一律不宽过手机", "pictures are never wider than a phone"),
            Why::Clips => both!("固定的高度会截断文字", "a fixed height cuts text off"),
            Why::Tight => both!("行距太小，文字会叠在一起", "lines so close lie upon each other"),
            Why::Wide => both!("比手机还宽", "it is wider than a phone"),
            Why::Sum => both!("公众号不会算", "the platform works out no sums"),
            Why::Variable => both!("用到的变量没有值", "a variable in it has no value"),
            Why::Unknown => both!("推文里没有这一项", "articles have no such property"),
            Why::Unreadable => both!("写法有误，浏览器也不认", "no browser understands it"),
            Why::Content => both!("只能放文字", "only text can stand there"),
            Why::Selector => both!("推文里没有它说的部分", "articles have no such part"),
            Why::Rule => both!("公众号不认", "the platform does not know it"),
        }
    }
}

/// What a rule is about, as far as its selector says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Subject {
    /// A table or what holds one.
    pub(crate) table: bool,
    /// A picture.
    pub(crate) image: bool,
    /// An element without text: a line, what a theme puts before or behind another.
    pub(crate) empty: bool,
    /// `::before` or `::after`.
    pub(crate) pseudo: bool,
}

/// Why the platform has no use for a property at all.
pub(crate) fn refused(name: &str) -> Option<Why> {
    let bare = name.strip_prefix("-webkit-").unwrap_or(name);
    match bare {
        "position" | "top" | "right" | "bottom" | "left" | "z-index" => Some(Why::Place),
        name if name.starts_with("inset") => Some(Why::Place),
        "font-family" | "font-feature-settings" | "font-variation-settings" | "font-smoothing" | "font-display" => {
            Some(Why::Letters)
        }
        "gap" | "row-gap" | "column-gap" | "filter" | "backdrop-filter" | "clip-path" | "aspect-ratio"
        | "writing-mode" | "mask" | "background-clip" | "text-fill-color" => Some(Why::Fragile),
        name if name.starts_with("grid") || name.starts_with("mask-") => Some(Why::Fragile),
        "cursor"
        | "user-select"
        | "pointer-events"
        | "overflow-scrolling"
        | "scroll-behavior"
        | "will-change"
        | "tap-highlight-color"
        | "touch-action" => Some(Why::Motion),
        name if name.starts_with("animation") || name.starts_with("transition") => Some(Why::Motion),
        "white-space" | "tab-size" => Some(Why::Spaces),
        _ => None,
    }
}

/// Why the platform does not keep what a property is given, for what a rule is about.
pub(crate) fn refused_value(property: Property, value: &Specified, subject: Subject) -> Option<Why> {
    use Property as P;
    if subject.table && forced(property).is_some_and(|forced| !said(value, forced)) {
        return Some(Why::Table);
    }
    if subject.image && property == P::MaxWidth && !said(value, "100%") {
        return Some(Why::Image);
    }
    let Specified::Value(value) = value else { return None };
    match (property, value) {
        (P::BackgroundImage, value) => image(value, subject),
        (P::OverflowX | P::OverflowY, value) if value.is("auto") || value.is("scroll") => Some(Why::Slides),
        (P::Height | P::MaxHeight, Value::Length(_)) if !subject.empty && !subject.image => Some(Why::Clips),
        (P::Height | P::MaxHeight, value) if value.pixels() == Some(0.0) && !subject.empty => Some(Why::Clips),
        (P::LineHeight, Value::Number(factor)) if *factor < 0.95 && !subject.empty => Some(Why::Tight),
        (P::LineHeight, Value::Length(length)) if length.px == 0.0 && length.em < 0.95 && !subject.empty => {
            Some(Why::Tight)
        }
        (P::Width | P::MinWidth, value) if value.pixels().is_some_and(|px| px > 375.0) => Some(Why::Wide),
        (property, Value::Length(length)) if mixed(property, *length) => Some(Why::Sum),
        _ => None,
    }
}

/// What a table has of these, whatever a theme says.
fn forced(property: Property) -> Option<&'static str> {
    use Property as P;
    match property {
        P::Width | P::MaxWidth => Some("100%"),
        P::MinWidth => Some("auto"),
        P::TableLayout => Some("fixed"),
        P::WordBreak => Some("break-all"),
        P::Display => Some("table"),
        P::OverflowX | P::OverflowY => Some("visible"),
        P::MarginLeft | P::MarginRight => Some("0"),
        _ => None,
    }
}

fn said(value: &Specified, text: &str) -> bool {
    matches!(value, Specified::Value(value) if value.text() == text)
}

/// Whether a length is pixels and percent at once, which only a sum could say.
fn mixed(property: Property, length: super::value::Length) -> bool {
    let relative = !BORDER_WIDTH.contains(&property);
    relative && length.percent != 0.0 && (length.px != 0.0 || length.em != 0.0)
}

fn image(value: &Value, subject: Subject) -> Option<Why> {
    let Value::Raw(tokens) = value else { return None };
    match tokens.first()? {
        Token::Address(url) if of_the_platform(url) => None,
        Token::Function(name, _) if name.ends_with("gradient") => (!subject.empty).then_some(Why::Gradient),
        _ => Some(Why::Picture),
    }
}

/// Whether a picture lies on the platform's own hosts.
fn of_the_platform(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    host == "mmbiz.qpic.cn" || host == "mmbiz.qlogo.cn"
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::super::value::specified;
    use super::*;

    fn why(property: Property, text: &str, subject: Subject) -> Option<Why> {
        refused_value(property, &specified(property, &tokens(text).unwrap()).unwrap(), subject)
    }

    #[test]
    fn what_the_platform_strips_is_known_by_name() {
        assert_eq!(refused("z-index"), Some(Why::Place));
        assert_eq!(refused("font-family"), Some(Why::Letters));
        assert_eq!(refused("-webkit-animation-name"), Some(Why::Motion));
        assert_eq!(refused("grid-template-columns"), Some(Why::Fragile));
        assert_eq!(refused("color"), None);
    }

    #[test]
    fn what_no_phone_shows_is_known_by_its_value() {
        let text = Subject::default();
        let empty = Subject { empty: true, ..text };
        assert_eq!(why(Property::Width, "400px", text), Some(Why::Wide));
        assert_eq!(why(Property::Height, "20px", text), Some(Why::Clips));
        assert_eq!(why(Property::Height, "20px", empty), None);
        assert_eq!(why(Property::LineHeight, "0", text), Some(Why::Tight));
        assert_eq!(why(Property::BackgroundImage, "linear-gradient(red, blue)", text), Some(Why::Gradient));
        assert_eq!(why(Property::BackgroundImage, "linear-gradient(red, blue)", empty), None);
        assert_eq!(why(Property::BackgroundImage, "url(https://a.cn/x.png)", empty), Some(Why::Picture));
        assert_eq!(why(Property::BackgroundImage, "url(https://mmbiz.qpic.cn/x)", text), None);
        assert_eq!(why(Property::Width, "calc(100% - 10px)", text), Some(Why::Sum));
        let table = Subject { table: true, ..text };
        assert_eq!(why(Property::Width, "auto", table), Some(Why::Table));
        assert_eq!(why(Property::Width, "100%", table), None);
    }
}
