//! An element that is open, and what those within take over from it.

use crate::output::wechat::colour::number;
use crate::output::wechat::tree::{Element, NodeId};

/// How high a line is.
#[derive(Clone, Copy)]
pub(super) enum Leading {
    /// So many times the size of the letters.
    Times(f64),
    Px(f64),
}

pub(super) struct Frame<'t> {
    pub node: NodeId,
    pub element: &'t Element,
    /// How many layers in a row are like this one.
    pub chain: usize,
    /// How many lists it stands in, itself counted.
    pub lists: usize,
    pub in_drawing: bool,
    /// The size of its letters in px.
    pub font: f64,
    pub leading: Leading,
    /// How wide it is at most, in px.
    pub width: f64,
    /// The element that keeps ends of lines and spaces.
    pub keeps: Option<NodeId>,
    /// The element that keeps lines from being broken.
    pub unbroken: Option<NodeId>,
    /// May a word be broken anywhere?
    pub breaks_words: bool,
    /// Does it slide sideways, or something around it?
    pub slides: bool,
    /// The table it stands in: its place among the open elements.
    pub table: Option<usize>,
    /// Of a table: the most columns of its rows.
    pub columns: usize,
    /// Of a table: is it as wide as it may be, and its columns too?
    pub fixed: bool,
    pub fills: bool,
    /// How much text was before it, see [`super::Checker::written`].
    pub before: f64,
    /// Its height in px, where it cannot grow.
    pub height: Option<f64>,
    pub has_gradient: bool,
}

impl<'t> Frame<'t> {
    pub fn within(parent: Option<&Frame>, node: NodeId, element: &'t Element, before: f64) -> Frame<'t> {
        let tag = &*element.tag;
        let mut frame = Frame {
            node,
            element,
            chain: 1,
            lists: parent.map_or(0, |parent| parent.lists),
            in_drawing: tag == "svg" || parent.is_some_and(|parent| parent.in_drawing),
            font: parent.map_or(17.0, |parent| parent.font),
            leading: parent.map_or(Leading::Times(1.6), |parent| parent.leading),
            width: parent.map_or(375.0, |parent| parent.width),
            keeps: parent.and_then(|parent| parent.keeps),
            unbroken: parent.and_then(|parent| parent.unbroken),
            breaks_words: parent.is_some_and(|parent| parent.breaks_words),
            slides: parent.is_some_and(|parent| parent.slides),
            table: parent.and_then(|parent| parent.table),
            columns: 0,
            fixed: false,
            fills: false,
            before,
            height: None,
            has_gradient: false,
        };
        if tag == "pre" {
            frame.keeps = Some(node);
            frame.unbroken = Some(node);
        }
        if matches!(tag, "ul" | "ol") {
            frame.lists += 1;
        }
        frame
    }

    /// Does it begin a line of its own?
    pub fn is_block(&self) -> bool {
        !is_inline(&self.element.tag)
    }

    /// The height of a line in px.
    pub fn line(&self) -> f64 {
        match self.leading {
            Leading::Times(times) => times * self.font,
            Leading::Px(px) => px,
        }
    }

    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        let found = self.element.attributes.iter().find(|(other, _)| other == name)?;
        Some(&found.1)
    }

    /// A frame of the platform's own videos, which it keeps.
    pub fn has_video(&self) -> bool {
        [self.attribute("src"), self.attribute("data-src")].into_iter().flatten().any(|address| {
            let address = address.trim_start_matches("https:").trim_start_matches("http:");
            address.starts_with("//v.qq.com/")
        })
    }
}

/// Elements within a line.
pub(super) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "span" | "strong" | "b" | "em" | "i" | "u" | "s" | "del" | "sup" | "sub" | "a" | "code" | "img" | "br" | "font"
    ) || matches!(tag, "small" | "mark" | "kbd" | "svg" | "label" | "ins" | "big" | "abbr" | "cite" | "q" | "var")
}

/// A length in px; of those of the letters' size by that size.
pub(super) fn px(value: &str, font: f64) -> Option<f64> {
    let (number, unit) = number(value)?;
    let px = match unit {
        "px" => number,
        "pt" => number * 4.0 / 3.0,
        "em" => number * font,
        "rem" => number * 16.0,
        "" if number == 0.0 => 0.0,
        _ => return None,
    };
    Some(px)
}
