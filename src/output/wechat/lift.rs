//! What all cells of a table say alike is said once, of the table: a theme may dress each of a hundred cells,
//! and the platform counts the markup.

use super::css::property::Property;
use super::reader::{Given, given};
use super::tree::{Data, Element, Name, NodeId, Tree};

/// Says of a finished table what its cells say alike, as far as they would inherit it.
pub(super) fn lift(tree: &mut Tree, table: NodeId) {
    let (mut cells, mut between) = (Vec::new(), Vec::new());
    for part in tree.children(table) {
        between.push(part);
        for row in tree.children(part) {
            between.push(row);
            cells.extend(tree.children(row));
        }
    }
    let first = cells.iter().rev().find_map(|cell| tree.element(*cell));
    let mut common: Vec<(Name, String)> = first.map(|cell| cell.style.to_vec()).unwrap_or_default();
    common.retain(|(name, _)| Property::of(name).is_some_and(|property| property.info().inherited));
    common.retain(|(name, value)| {
        let says = |id: &NodeId| tree.element(*id).and_then(|element| said(element, name));
        !between.iter().any(|id| says(id).is_some())
            && cells.iter().all(|id| match tree.element(*id) {
                Some(cell) if cell.tag == "th" => said(cell, name).is_some(),
                Some(cell) => said(cell, name) == Some(value),
                None => false,
            })
    });
    for (name, value) in &common {
        for cell in &cells {
            let Data::Element(cell) = &mut tree.get_mut(*cell).data else { continue };
            if cell.tag == "td" || inherits(&cell.tag, name) {
                cell.style.to_mut().retain(|(known, own)| known != name || own != value);
            }
        }
        let Data::Element(table) = &mut tree.get_mut(table).data else { continue };
        let style = table.style.to_mut();
        match style.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => old.clone_from(value),
            None => {
                let at = style.iter().position(|(known, _)| order(known) > order(name));
                style.insert(at.unwrap_or(style.len()), (name.clone(), value.clone()));
            }
        }
    }
}

fn said<'a>(element: &'a Element, name: &str) -> Option<&'a String> {
    element.style.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// Whether a tag has a property from what is around it, on every reader's side.
fn inherits(tag: &str, name: &str) -> bool {
    Property::of(name).is_some_and(|property| given(tag, property) == Given::Nothing)
}

/// Where a declaration stands among others; those of sides go before what is inherited.
fn order(name: &str) -> u8 {
    Property::of(name).map_or(0, |property| property as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_cells_say_is_said_of_the_table() {
        let mut tree = Tree::default();
        let mut add = |parent, tag: &'static str, style: &[(&'static str, &str)]| {
            let style = style.iter().map(|(name, value)| (Name::from(*name), (*value).to_owned())).collect();
            tree.push(parent, Data::Element(Element { tag: tag.into(), style, ..Element::default() }), None)
        };
        let table = add(None, "table", &[("width", "100%"), ("font-size", "14px")]);
        let body = add(Some(table), "tbody", &[]);
        let row = add(Some(body), "tr", &[]);
        let head = add(Some(row), "th", &[("font-size", "13px"), ("text-align", "left"), ("color", "#333")]);
        let one = add(Some(row), "td", &[("padding", "4px"), ("font-size", "13px"), ("color", "#333")]);
        let two = add(Some(row), "td", &[("font-size", "13px"), ("color", "#333"), ("text-align", "right")]);
        lift(&mut tree, table);
        let style = |id| {
            let element = tree.element(id).unwrap();
            element.style.iter().map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>().join(";")
        };
        assert_eq!(style(table), "width:100%;font-size:13px;color:#333");
        assert_eq!(style(head), "text-align:left");
        assert_eq!(style(one), "padding:4px");
        assert_eq!(style(two), "text-align:right");
    }
}
