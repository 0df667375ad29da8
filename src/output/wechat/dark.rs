//! The platform's dark mode: what it makes of an article, and what is still legible after it.
//!
//! The algorithm is the platform's own, published as mp-darkmode 1.2.1, said here in other words. What lies
//! over what is known from the tree alone, so a text that is moved over a background it does not stand in is
//! not seen.

mod element;
mod shade;
#[cfg(test)]
mod tests;

pub use shade::{LIGHT_PAGE, LIGHT_TEXT, PAGE, TEXT};

use crate::output::wechat::colour::{Rgb, Rgba};
use crate::output::wechat::tree::{Data, Element, NodeId, Tree};
use element::{Edit, Handed, Seen};
use std::borrow::Cow;
use std::cell::OnceCell;

/// How well a text is read on what is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// The element that holds the text.
    pub node: NodeId,
    /// Its colour in the light, as it is seen on what is behind it.
    pub text: Rgb,
    /// What is behind it in the light; of a gradient the end on which it is read worse.
    pub behind: Rgb,
    /// The contrast of both, from 1 to 21.
    pub ratio: f64,
    /// The same in the dark.
    pub dark_text: Rgb,
    /// The same in the dark.
    pub dark_behind: Rgb,
    /// The same in the dark.
    pub dark_ratio: f64,
}

/// An article as it looks in the dark: a copy, its declarations replaced. The page below it is [`PAGE`], and
/// text that says no colour is [`TEXT`].
pub fn darkened(tree: &Tree) -> Tree {
    let mut dark = tree.clone();
    each(tree, |node, element, _, handed, holds_text| {
        let mut edits = Vec::new();
        element::convert(element, handed, holds_text, &mut |edit| edits.push(edit));
        if let Data::Element(element) = &mut dark.get_mut(node).data {
            apply(element, edits);
        }
    });
    dark
}

/// How well every text is read, in the light and in the dark. Text that is not shown, or that is part of a
/// drawing, is not looked at.
pub fn contrasts(tree: &Tree) -> Vec<Contrast> {
    let mut found = Vec::new();
    each(tree, |node, element, look, handed, holds_text| {
        let seen = element::convert(element, handed, holds_text, &mut |_| ());
        look.add(element, &seen);
        if !look.hidden && tree.children(node).any(|child| is_text(tree, child)) {
            found.extend(look.contrast(node));
        }
    });
    found
}

/// How well text of a colour is read on a ground: in the light or in the dark, where it is worse.
pub(super) fn legibility(text: Rgb, behind: Rgb) -> f64 {
    let dark_behind = shade::background(behind.into()).rounded();
    let dark_text = shade::text(text.into(), dark_behind);
    text.contrast(behind).min(dark_text.solid().contrast(dark_behind.solid()))
}

/// What is seen at a place of the article.
#[derive(Clone, Copy)]
struct Look {
    text: Rgba,
    dark_text: Rgba,
    /// Both ends of a gradient; mostly the same.
    behind: [Rgb; 2],
    dark_behind: Rgb,
    opacity: f64,
    hidden: bool,
}

impl Look {
    const PAGE: Look = Look {
        text: Rgba { r: 25.0, g: 25.0, b: 25.0, a: 1.0 },
        dark_text: Rgba { r: 163.0, g: 163.0, b: 163.0, a: 1.0 },
        behind: [LIGHT_PAGE; 2],
        dark_behind: PAGE,
        opacity: 1.0,
        hidden: false,
    };

    fn add(&mut self, element: &Element, seen: &Seen) {
        self.text = seen.light_text.unwrap_or(self.text);
        self.dark_text = seen.dark_text.unwrap_or(self.dark_text);
        let ends = seen.light_image.map(|ends| ends.map(Some)).unwrap_or_default();
        for (behind, end) in self.behind.iter_mut().zip(ends) {
            for layer in [seen.light_back, end].into_iter().flatten() {
                *behind = layer.over(*behind);
            }
        }
        for layer in [seen.dark_back, seen.dark_image].into_iter().flatten() {
            self.dark_behind = layer.over(self.dark_behind);
        }
        self.hidden |= element.tag == "svg";
        for (property, value) in element.style.iter() {
            match &**property {
                "display" => self.hidden |= value == "none",
                "opacity" => self.opacity *= value.trim().parse().unwrap_or(1.0_f64).clamp(0.0, 1.0),
                _ => {}
            }
        }
    }

    /// None for text that is not meant to be seen.
    fn contrast(&self, node: NodeId) -> Option<Contrast> {
        let faded = |colour: Rgba| colour.with_alpha(colour.a * self.opacity);
        let (text, dark_text) = (faded(self.text), faded(self.dark_text));
        if text.a < shade::UNSEEN {
            return None;
        }
        let on = |behind: Rgb| (text.over(behind), behind, text.over(behind).contrast(behind));
        let [one, two] = self.behind;
        let (text, behind, ratio) = if one == two || on(one).2 <= on(two).2 { on(one) } else { on(two) };
        let dark_behind = self.dark_behind;
        let dark_text = dark_text.over(dark_behind);
        let dark_ratio = dark_text.contrast(dark_behind);
        Some(Contrast { node, text, behind, ratio, dark_text, dark_behind, dark_ratio })
    }
}

/// Goes through all elements in order. Each gets a copy of what the one around it has handed on.
fn each<'t>(tree: &'t Tree, mut visit: impl FnMut(NodeId, &'t Element, &mut Look, &mut Handed, &dyn Fn() -> bool)) {
    let Some(root) = tree.root() else { return };
    let texts = OnceCell::new();
    let mut levels: Vec<(Look, Handed)> = vec![(Look::PAGE, Handed::default())];
    for (node, depth) in tree.walk(root) {
        let Some(element) = tree.element(node) else { continue };
        levels.truncate(depth + 1);
        let Some(&(mut look, mut handed)) = levels.last() else { return };
        let holds_text = || texts.get_or_init(|| holding_text(tree, root)).get(node.index()) == Some(&true);
        visit(node, element, &mut look, &mut handed, &holds_text);
        levels.push((look, handed));
    }
}

/// Which nodes hold text, however deep.
fn holding_text(tree: &Tree, root: NodeId) -> Vec<bool> {
    let mut holds = vec![false; tree.len()];
    let nodes: Vec<NodeId> = tree.walk(root).map(|(node, _)| node).collect();
    // From the last to the first: what is within comes before what it is in.
    for node in nodes.into_iter().rev() {
        let found = is_text(tree, node) || holds.get(node.index()) == Some(&true);
        let parent = tree.get(node).parent.map(NodeId::index);
        if let Some(holds) = parent.and_then(|parent| holds.get_mut(parent)).filter(|_| found) {
            *holds = true;
        }
    }
    holds
}

fn is_text(tree: &Tree, node: NodeId) -> bool {
    matches!(&tree.get(node).data, Data::Text(text) if !text.trim().is_empty())
}

fn apply(element: &mut Element, mut edits: Vec<Edit>) {
    // Of one declaration from its end to its beginning, so that places stay what they are; of two changes of
    // one place the later counts.
    let place = |edit: &Edit| match edit {
        Edit::Colour { declaration, range, .. } => (*declaration, range.start),
        Edit::Patch { declaration, .. } => (*declaration, usize::MAX),
        Edit::Set { .. } => (usize::MAX, 0),
    };
    edits.reverse();
    edits.sort_by_key(|edit| std::cmp::Reverse(place(edit)));
    let mut done = None;
    let mut is_set: Vec<&str> = Vec::new();
    for edit in edits {
        let at = place(&edit);
        match edit {
            Edit::Set { property, colour } if !is_set.contains(&property) => {
                is_set.push(property);
                element.style.to_mut().push((Cow::Borrowed(property), colour.to_string()));
            }
            Edit::Colour { declaration, range, colour } if done != Some(at) => {
                if let Some((_, value)) = element.style.to_mut().get_mut(declaration) {
                    value.replace_range(range, &colour.to_string());
                }
            }
            Edit::Patch { declaration, colour } => {
                if let Some((_, value)) = element.style.to_mut().get_mut(declaration) {
                    value.push_str(&format!(",linear-gradient({colour}, {colour})"));
                }
            }
            _ => {}
        }
        done = Some(at);
    }
}
