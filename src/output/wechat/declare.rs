//! What is written of an element's looks: only what differs from what it would look like anyway, in one
//! order, sides that are alike said once.

use super::css::Style;
use super::css::property::{BORDER_COLOUR, BORDER_STYLE, BORDER_WIDTH, MARGIN, PADDING, Property, RADIUS};
use super::css::value::Value;
use super::reader::{Given, given};
use super::tree::Name;

/// The declarations of an element with a tag, within one that looks like `around`; None around the root.
pub(super) fn declarations(tag: &str, style: &Style, around: Option<&Style>) -> Vec<(Name, String)> {
    let mut out = Vec::new();
    let wanted = |property: Property, value: &Value| differs(tag, property, value, style, around);
    let mut done: Option<Property> = None;
    for (property, value) in style.values() {
        // Sides are written where the first of them stands.
        if done.is_some_and(|done| *property <= done) {
            continue;
        }
        match group(*property) {
            Group::Sides(name, sides) => {
                done = Some(sides[3]);
                four(name, sides, style, &wanted, &mut out);
            }
            Group::Border => {
                done = Some(BORDER_COLOUR[3]);
                border(tag, style, &wanted, &mut out);
            }
            Group::Decoration => {
                done = Some(Property::TextDecorationThickness);
                decoration(style, &wanted, &mut out);
            }
            Group::Overflow => {
                done = Some(Property::OverflowY);
                overflow(style, &wanted, &mut out);
            }
            Group::None => {
                if wanted(*property, value) {
                    out.push((property.info().name.into(), written(*property, value)));
                }
            }
        }
    }
    out
}

enum Group {
    None,
    Sides(&'static str, [Property; 4]),
    Border,
    Decoration,
    Overflow,
}

fn group(property: Property) -> Group {
    match property {
        property if MARGIN.contains(&property) => Group::Sides("margin", MARGIN),
        property if PADDING.contains(&property) => Group::Sides("padding", PADDING),
        property if RADIUS.contains(&property) => Group::Sides("border-radius", RADIUS),
        property if property >= BORDER_WIDTH[0] && property <= BORDER_COLOUR[3] => Group::Border,
        property if property >= Property::TextDecorationLine && property <= Property::TextDecorationThickness => {
            Group::Decoration
        }
        Property::OverflowX | Property::OverflowY => Group::Overflow,
        _ => Group::None,
    }
}

/// Whether a value must be written.
fn differs(tag: &str, property: Property, value: &Value, style: &Style, around: Option<&Style>) -> bool {
    if changes_nothing(tag, property, style, around) {
        return false;
    }
    let said = style.declared.has(property);
    // Strong within what is bold already is bolder still of itself.
    if property == Property::FontWeight
        && matches!(tag, "strong" | "b")
        && matches!(around.map(|around| around.get(property)), Some(Value::Number(weight)) if *weight >= 600.0)
    {
        return said;
    }
    match (given(tag, property), around) {
        // A head stands in the middle only where nothing around it says where text stands; the root
        // always does (`css/sheets/base.css`).
        (Given::Varies, Some(around)) if tag == "th" && property == Property::TextAlign => {
            value != around.get(property)
        }
        (Given::Varies, _) => said,
        (Given::Known(known), _) => *value != known && (said || property.info().inherited),
        (Given::Nothing, None) => said || *value != property.info().initial,
        (Given::Nothing, Some(around)) if property.info().inherited => value != around.get(property),
        (Given::Nothing, Some(_)) => *value != property.info().initial,
    }
}

/// Whether a property does nothing here, whatever its value: themes say `* { box-sizing: border-box }`, and every
/// word of an article would carry it.
fn changes_nothing(tag: &str, property: Property, style: &Style, around: Option<&Style>) -> bool {
    use Property as P;
    let inline = style.get(P::Display).is("inline") && tag != "img" && !around.is_some_and(lines_up);
    let is_cell = matches!(tag, "td" | "th");
    match property {
        // Sizes do not count for running text, and in tables of fixed columns only widths do.
        P::Width | P::Height | P::MaxHeight | P::MinHeight => inline,
        P::MinWidth | P::MaxWidth => inline || is_cell,
        P::BoxSizing => {
            let sizes = [P::Width, P::MinWidth, P::MaxWidth, P::Height, P::MinHeight, P::MaxHeight];
            let sized = |size: &P| !style.get(*size).is("auto") && !style.get(*size).is("none");
            let is_idle = |size: &P| changes_nothing(tag, *size, style, around);
            inline || !is_padded(style) || !sizes.iter().any(|size| sized(size) && !is_idle(size))
        }
        _ => false,
    }
}

/// Whether an element makes boxes of all that it holds, spans too.
pub(super) fn lines_up(style: &Style) -> bool {
    let display = style.get(Property::Display);
    display.is("flex") || display.is("inline-flex")
}

/// Whether anything stands between the edge of a box and what is in it.
fn is_padded(style: &Style) -> bool {
    let padded = PADDING.iter().any(|side| style.get(*side).pixels() != Some(0.0));
    padded || (0..4).any(|at| is_drawn(style, at))
}

fn written(property: Property, value: &Value) -> String {
    match (property, value) {
        (Property::FontWeight, Value::Number(400.0)) => "normal".to_owned(),
        (Property::FontWeight, Value::Number(700.0)) => "bold".to_owned(),
        (_, value) => value.text(),
    }
}

/// Four sides: alike, they are said at once; where only some must be said, only those.
fn four(
    name: &'static str,
    sides: [Property; 4],
    style: &Style,
    wanted: &dyn Fn(Property, &Value) -> bool,
    out: &mut Vec<(Name, String)>,
) {
    let said = sides.map(|side| wanted(side, style.get(side)));
    match said.iter().filter(|said| **said).count() {
        0 => {}
        1 => {
            for (side, _) in sides.iter().zip(said).filter(|(_, said)| *said) {
                out.push((side.info().name.into(), style.get(*side).text()));
            }
        }
        _ => out.push((name.into(), shortest(sides.map(|side| style.get(side).text())))),
    }
}

/// `1px 2px 1px 2px` → `1px 2px`
fn shortest([top, right, bottom, left]: [String; 4]) -> String {
    if right != left {
        format!("{top} {right} {bottom} {left}")
    } else if top != bottom {
        format!("{top} {right} {bottom}")
    } else if top != right {
        format!("{top} {right}")
    } else {
        top
    }
}

/// Whether there is a line at a side.
fn is_drawn(style: &Style, at: usize) -> bool {
    let kind = style.get(BORDER_STYLE[at]);
    !kind.is("none") && !kind.is("hidden") && style.get(BORDER_WIDTH[at]).pixels() != Some(0.0)
}

/// A side of a border as it is written.
fn line(style: &Style, at: usize) -> String {
    if !is_drawn(style, at) {
        return "0".to_owned();
    }
    let (width, kind, colour) =
        (style.get(BORDER_WIDTH[at]), style.get(BORDER_STYLE[at]), style.get(BORDER_COLOUR[at]));
    match colour {
        Value::Word(_) => format!("{} {}", width.text(), kind.text()),
        colour => format!("{} {} {}", width.text(), kind.text(), colour.text()),
    }
}

/// Borders: those alike at once, then the one that is not.
fn border(tag: &str, style: &Style, wanted: &dyn Fn(Property, &Value) -> bool, out: &mut Vec<(Name, String)>) {
    const NAMES: [&str; 4] = ["border-top", "border-right", "border-bottom", "border-left"];
    let said: [bool; 4] = std::array::from_fn(|at| {
        is_drawn(style, at) || (tag == "hr" && wanted(BORDER_STYLE[at], style.get(BORDER_STYLE[at])))
    });
    if !said.contains(&true) {
        return;
    }
    let lines: [String; 4] = std::array::from_fn(|at| line(style, at));
    // What most sides are, where one of the sides is written at once for all.
    let common = |line: &String| lines.iter().filter(|other| *other == line).count();
    let most = lines.iter().max_by_key(|line| (common(line), **line != "0")).cloned().unwrap_or_default();
    let others = lines.iter().filter(|line| **line != most).count();
    let pair = |at: usize| (Name::from(NAMES[at]), lines[at].clone());
    if (most != "0" || tag == "hr") && others <= 1 {
        out.push(("border".into(), most.clone()));
        out.extend((0..4).filter(|at| lines[*at] != most).map(pair));
        return;
    }
    let each: Vec<(Name, String)> = (0..4).filter(|at| said[*at]).map(pair).collect();
    let length = |all: &[(Name, String)]| all.iter().map(|(name, value)| name.len() + value.len() + 2).sum::<usize>();
    match alike(style, &lines) {
        Some(alike) if length(&alike) < length(&each) => out.extend(alike),
        _ => out.extend(each),
    }
}

/// Lines of one kind and colour, at some of the sides and of different widths: the kind said once.
fn alike(style: &Style, lines: &[String; 4]) -> Option<[(Name, String); 2]> {
    let kinds: Vec<&str> = lines
        .iter()
        .filter(|line| *line != "0")
        .filter_map(|line| line.split_once(' '))
        .map(|(_, kind)| kind)
        .collect();
    let (first, others) = kinds.split_first()?;
    let widths =
        std::array::from_fn(|at| if lines[at] == "0" { "0".to_owned() } else { style.get(BORDER_WIDTH[at]).text() });
    let one = others.iter().all(|kind| kind == first);
    one.then(|| [("border".into(), (*first).to_owned()), ("border-width".into(), shortest(widths))])
}

fn decoration(style: &Style, wanted: &dyn Fn(Property, &Value) -> bool, out: &mut Vec<(Name, String)>) {
    use Property as P;
    let parts = [P::TextDecorationLine, P::TextDecorationStyle, P::TextDecorationColour, P::TextDecorationThickness];
    let drawn = !style.get(P::TextDecorationLine).is("none");
    let line = wanted(P::TextDecorationLine, style.get(P::TextDecorationLine));
    let dressed = drawn && parts[1..].iter().any(|part| wanted(*part, style.get(*part)));
    if !line && !dressed {
        return;
    }
    let mut text = style.get(P::TextDecorationLine).text();
    for part in parts[1..].iter().filter(|part| drawn && *style.get(**part) != part.info().initial) {
        text.push(' ');
        text.push_str(&style.get(*part).text());
    }
    out.push(("text-decoration".into(), text));
}

fn overflow(style: &Style, wanted: &dyn Fn(Property, &Value) -> bool, out: &mut Vec<(Name, String)>) {
    let (x, y) = (style.get(Property::OverflowX), style.get(Property::OverflowY));
    if x == y && (wanted(Property::OverflowX, x) || wanted(Property::OverflowY, y)) {
        out.push(("overflow".into(), x.text()));
    } else {
        for property in [Property::OverflowX, Property::OverflowY] {
            if wanted(property, style.get(property)) {
                out.push((property.info().name.into(), style.get(property).text()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Property as P;

    fn look(said: &[(Property, Value)]) -> Style {
        let mut style = Style::default();
        said.iter().for_each(|(property, value)| style.set(*property, value.clone()));
        style
    }

    fn told(tag: &str, style: &Style, around: Option<&Style>) -> String {
        let written = declarations(tag, style, around).into_iter();
        written.map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>().join(";")
    }

    #[test]
    fn strong_in_what_is_bold_already_says_its_weight_for_it_would_be_bolder_still() {
        let bold = look(&[(P::FontWeight, Value::Number(700.0))]);
        let plain = look(&[(P::FontWeight, Value::Number(400.0))]);
        assert_eq!(told("strong", &bold, Some(&bold)), "font-weight:bold");
        assert_eq!(told("strong", &bold, Some(&plain)), "");
        assert_eq!(told("strong", &plain, Some(&bold)), "font-weight:normal");
        assert_eq!(told("span", &bold, Some(&bold)), "");
    }

    #[test]
    fn the_head_of_a_table_stands_where_the_text_around_it_does() {
        let left = look(&[(P::TextAlign, Value::Word("left"))]);
        let right = look(&[(P::TextAlign, Value::Word("right"))]);
        assert_eq!(told("th", &left, Some(&left)), "");
        assert_eq!(told("th", &right, Some(&left)), "text-align:right");
    }

    #[test]
    fn a_way_to_measure_boxes_is_said_only_where_it_changes_one() {
        let measured = (P::BoxSizing, Value::Word("border-box"));
        let (padded, wide) = ((P::PaddingLeft, Value::px(8.0)), (P::Width, Value::px(90.0)));
        let block = (P::Display, Value::Word("block"));
        let section = |said: &[(Property, Value)]| {
            let mut said = said.to_vec();
            said.push(block.clone());
            told("section", &look(&said), Some(&Style::default()))
        };
        assert_eq!(section(std::slice::from_ref(&measured)), "");
        assert_eq!(section(&[measured.clone(), wide.clone()]), "width:90px");
        assert_eq!(section(&[measured.clone(), padded.clone()]), "padding-left:8px");
        let all = [measured.clone(), padded.clone(), wide.clone()];
        assert_eq!(section(&all), "box-sizing:border-box;width:90px;padding-left:8px");
        // Running text has no width; cells have that of their column.
        assert_eq!(told("span", &look(&all), Some(&Style::default())), "padding-left:8px");
        let cell = look(&[measured, (P::MinWidth, Value::px(90.0)), (P::Display, Value::Word("table-cell"))]);
        assert!(!told("td", &cell, Some(&Style::default())).contains("min-width"));
    }
}
