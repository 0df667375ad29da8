//! What a reader's side does to a tag of itself. The platform's page and a plain browser do not do the same;
//! where they differ, what a theme says is written even if it says what one of them would do.

use super::css::property::Property;
use super::css::value::Value;

/// What a property of a tag is, where nothing is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    /// What it is around it, or what it is where nothing is said.
    Nothing,
    /// The same everywhere.
    Known(Value),
    /// One thing here, another there.
    Varies,
}

/// What a tag is of itself.
pub(super) fn given(tag: &str, property: Property) -> Given {
    use Property as P;
    let known = |word| Given::Known(Value::Word(word));
    match (tag, property) {
        ("section" | "p" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "hr", P::Display) => {
            known("block")
        }
        ("li", P::Display) => known("list-item"),
        ("table", P::Display) => known("table"),
        ("table", P::BoxSizing) => known("border-box"),
        ("thead", P::Display) => known("table-header-group"),
        ("tbody", P::Display) => known("table-row-group"),
        ("tr", P::Display) => known("table-row"),
        ("td" | "th", P::Display) => known("table-cell"),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", P::FontSize | P::FontWeight | P::MarginTop | P::MarginBottom) => {
            Given::Varies
        }
        ("p" | "ul" | "ol", P::MarginTop | P::MarginBottom) => Given::Varies,
        ("ul" | "ol", P::PaddingLeft) => Given::Varies,
        ("ul", P::ListStyleType) => known("disc"),
        ("ol", P::ListStyleType) => known("decimal"),
        ("blockquote", P::MarginTop | P::MarginRight | P::MarginBottom | P::MarginLeft) => Given::Varies,
        ("table", P::BorderCollapse | P::BorderSpacing | P::FontSize) => Given::Varies,
        ("th", P::FontWeight) => Given::Known(Value::Number(700.0)),
        ("th", P::TextAlign) => Given::Varies,
        ("td" | "th", P::PaddingTop | P::PaddingRight | P::PaddingBottom | P::PaddingLeft) => Given::Varies,
        ("td" | "th" | "tr" | "thead" | "tbody", P::VerticalAlign) => known("middle"),
        ("strong" | "b", P::FontWeight) => Given::Known(Value::Number(700.0)),
        ("em" | "i", P::FontStyle) => Given::Varies,
        ("s" | "del", P::TextDecorationLine) => known("line-through"),
        ("u", P::TextDecorationLine) => known("underline"),
        ("sub", P::VerticalAlign) => known("sub"),
        ("sup", P::VerticalAlign) => known("super"),
        ("sub" | "sup" | "code", P::FontSize) => Given::Varies,
        ("a", P::Colour | P::TextDecorationLine) => Given::Varies,
        ("img", P::Height | P::MaxWidth) => Given::Varies,
        ("hr", property) if of_a_line(property) => Given::Varies,
        _ => Given::Nothing,
    }
}

/// What a line across is drawn with.
fn of_a_line(property: Property) -> bool {
    use super::css::property::{BORDER_COLOUR, BORDER_STYLE, BORDER_WIDTH, MARGIN};
    [BORDER_WIDTH, BORDER_STYLE, BORDER_COLOUR, MARGIN].iter().any(|sides| sides.contains(&property))
        || property == Property::Colour
        || property == Property::OverflowX
        || property == Property::OverflowY
}
