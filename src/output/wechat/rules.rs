//! The platform's rules for an article (`rules.json`), and what of an article keeps none of them.
//!
//! A browser lays an article out; here it is only read. What depends on the layout (text that does not fit in
//! a height, a line wider than a phone) is estimated from the letters, on the side of silence.

mod address;
pub mod codes;
mod data;
mod frame;
mod limits;
mod shape;
mod style;
#[cfg(test)]
mod tests;

pub(super) use address::is_article;
pub use limits::{Bound, Bounds, Meta, bounds, check_meta, check_size};

use crate::both;
use crate::lang::Both;
use crate::output::wechat::dark;
use crate::output::wechat::tree::{Data, Element, NodeId, Tree};
use data::{RULES, Rules};
use frame::Frame;
use std::collections::{BTreeMap, BTreeSet};

/// How an article gets to the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Copied by hand: the platform fetches its pictures.
    Paste,
    /// Sent as a draft: its pictures are there already.
    Api,
}

/// A rule that an article does not keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The stable name of the rule, one of [`codes::ALL`].
    pub rule: &'static str,
    /// Is something lost or illegible? Otherwise it only looks different.
    pub grave: bool,
    /// What is wrong.
    pub what: Both,
    /// How it is mended.
    pub mend: Both,
    /// The element it is about.
    pub node: Option<NodeId>,
    /// [`crate::output::wechat::tree::Node::at`] of that element.
    pub at: Option<u32>,
}

/// What of an article keeps to no rule, in the order of the document; what concerns all of it comes last. An
/// article of ids or classes is told of once.
pub fn check(tree: &Tree, profile: Profile) -> Vec<Violation> {
    let mut checker = Checker {
        rules: &RULES,
        tree,
        profile,
        told: Vec::new(),
        frames: Vec::new(),
        written: 0.0,
        line: 0.0,
        has_content: false,
        has_id: false,
        has_class: false,
        lost: BTreeSet::new(),
        named: Vec::new(),
        first_lost: None,
        overflowing: None,
        unspaced: None,
    };
    let Some(root) = tree.root() else {
        checker.empty(None);
        return checker.told;
    };
    for (node, depth) in tree.walk(root) {
        checker.leave_to(depth);
        match &tree.get(node).data {
            Data::Text(text) => checker.text(text),
            Data::Element(element) => checker.element(node, element),
        }
    }
    checker.leave_to(0);
    checker.lost();
    checker.contrast();
    checker.empty(Some(root));
    checker.told
}

/// Violations that say the same, told once, each with how often it is there: the first of them, in order.
pub fn gather(violations: Vec<Violation>) -> Vec<(Violation, usize)> {
    let mut places: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    let mut gathered: Vec<(Violation, usize)> = Vec::new();
    for violation in violations {
        let place = *places.entry((violation.rule, violation.what.en.clone())).or_insert(gathered.len());
        match gathered.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => gathered.push((violation, 1)),
        }
    }
    gathered
}

/// One walk over an article.
struct Checker<'t> {
    rules: &'static Rules,
    tree: &'t Tree,
    profile: Profile,
    told: Vec<Violation>,
    /// The elements that are open.
    frames: Vec<Frame<'t>>,
    /// How wide all text so far would be in one line, in px.
    written: f64,
    /// How wide the line is that cannot be broken, in px.
    line: f64,
    has_content: bool,
    has_id: bool,
    has_class: bool,
    /// The attributes that are taken out and that is all: each once, however many elements have it.
    lost: BTreeSet<&'t str>,
    /// The first of them.
    named: Vec<&'t str>,
    /// The first element that has one of them.
    first_lost: Option<NodeId>,
    /// Elements of which it has been told, so that each is told of once.
    overflowing: Option<NodeId>,
    unspaced: Option<NodeId>,
}

impl<'t> Checker<'t> {
    fn tell(&mut self, rule: &'static str, grave: bool, node: NodeId, what: Both, mend: Both) {
        let at = self.tree.get(node).at;
        self.told.push(Violation { rule, grave, what, mend, node: Some(node), at });
    }

    fn element(&mut self, node: NodeId, element: &'t Element) {
        let mut frame = Frame::within(self.frames.last(), node, element, self.written);
        self.tag(&frame);
        self.attributes(&frame);
        self.style(&mut frame);
        self.shape(&mut frame);
        match &*element.tag {
            "a" => self.link(&frame),
            "img" => self.image(&frame),
            _ => {}
        }
        if frame.is_block() || element.tag == "br" {
            self.line = 0.0;
        }
        self.has_content |= matches!(&*element.tag, "img" | "svg" | "iframe") || element.tag.starts_with("mp-");
        self.frames.push(frame);
    }

    fn tag(&mut self, frame: &Frame) {
        let tag = &*frame.element.tag;
        if frame.in_drawing {
            return self.drawing(frame);
        }
        if self.rules.tags.contains(tag) || (tag == "iframe" && frame.has_video()) {
            return;
        }
        let node = frame.node;
        match tag {
            "div" => self.tell(
                codes::TAG,
                false,
                node,
                both!("公众号正文不用 div", "An article has no div"),
                both!("把 div 换成 section", "Write section instead of div"),
            ),
            "style" | "link" => self.tell(
                codes::TAG,
                true,
                node,
                both!(
                    "样式表（{tag}）会被公众号删掉，靠它的样子全都没有了",
                    "The style sheet ({tag}) is taken out, and all that it does with it"
                ),
                both!(
                    "在原来的排版工具里点“复制到公众号”，让样式写进每个元素",
                    "Copy from the tool with its own copy button, which puts the styles on each element"
                ),
            ),
            "iframe" | "video" | "audio" | "source" => self.tell(
                codes::TAG,
                true,
                node,
                both!("嵌入的视频或音频（{tag}）会被公众号删掉", "What is embedded ({tag}) is taken out"),
                both!(
                    "在公众号后台用“视频”“音频”按钮插入",
                    "Insert it with the platform's own buttons for video and audio"
                ),
            ),
            _ if self.rules.gone.contains(tag) => self.tell(
                codes::TAG,
                true,
                node,
                both!("公众号会删掉“{tag}”", "The platform takes out “{tag}”"),
                both!("删去它，要给读者看的话写成普通文字", "Leave it out; write what readers need as text"),
            ),
            _ => self.tell(
                codes::TAG,
                false,
                node,
                both!("公众号不认识“{tag}”，可能变样", "The platform does not know “{tag}” and may change it"),
                both!("换成 section、p 或 span", "Write section, p or span instead"),
            ),
        }
    }

    fn attributes(&mut self, frame: &Frame<'t>) {
        let (node, element) = (frame.node, frame.element);
        let is_own = element.tag.starts_with("mp-");
        if element.id.is_some() && !frame.in_drawing && !std::mem::replace(&mut self.has_id, true) {
            self.tell(
                codes::ID,
                false,
                node,
                both!("公众号会删掉编号（id）", "Ids are taken out"),
                both!(
                    "删去 id；跳到文中某处的链接在公众号里打不开",
                    "Leave ids out; links to a place in the text do not work there"
                ),
            );
        }
        if !element.classes.is_empty() && !frame.in_drawing && !is_own && !std::mem::replace(&mut self.has_class, true)
        {
            self.tell(
                codes::CLASS,
                false,
                node,
                both!("类名（class）在公众号里不起作用", "Classes do nothing there"),
                both!("删去 class，样子写在 style 里", "Leave classes out; write what they do into style"),
            );
        }
        for (name, value) in &element.attributes {
            let name: &str = name;
            if name == "width" && !frame.in_drawing {
                self.bounded(frame, value.trim().trim_end_matches("px").parse().unwrap_or(0.0));
            }
            let is_known = self.rules.attributes.contains(name)
                || self.rules.attributes_of.iter().any(|(tag, names)| *tag == element.tag && names.contains(name))
                || frame.in_drawing && self.rules.svg_attributes.contains_any_case(name)
                || is_own
                || element.tag == "iframe";
            if is_known {
                continue;
            }
            if !frame.in_drawing && !name.starts_with("on") {
                if self.lost.insert(name) && self.lost.len() <= NAMED {
                    self.named.push(name);
                }
                self.first_lost = self.first_lost.or(Some(node));
                continue;
            }
            let name = short(name);
            if name.starts_with("on") {
                self.tell(
                    codes::ATTRIBUTE,
                    true,
                    node,
                    both!("点按、悬停的动作（{name}）会被公众号删掉", "What happens on {name} is taken out"),
                    both!("删去 {name}", "Leave {name} out"),
                );
            } else {
                self.tell(
                    codes::SVG,
                    false,
                    node,
                    both!("公众号会删掉属性“{name}”", "The attribute “{name}” is taken out"),
                    both!("删去 {name}", "Leave {name} out"),
                );
            }
        }
    }

    /// Attributes that are taken out: other editors put a handful on every element, so they are told of together.
    fn lost(&mut self) {
        let Some(node) = self.first_lost else { return };
        let names: Vec<String> = self.named.iter().map(|name| short(name)).collect();
        let count = self.lost.len();
        let (zh, en) = (names.join("、"), names.join(", "));
        let what = match count {
            1 => both!("公众号会删掉属性“{zh}”", "The attribute “{en}” is taken out"),
            2..=NAMED => both!("公众号会删掉这些属性：{zh}", "These attributes are taken out: {en}"),
            _ => both!(
                "公众号会删掉这些属性：{zh}等，共{count}种",
                "These attributes are taken out: {en} … ({count} in all)"
            ),
        };
        let mend = both!(
            "和样子无关的不用管；管样子的（如 align、border）改写到 style 里",
            "Those that have nothing to do with looks may stay; write the others (align, border) into style"
        );
        self.tell(codes::ATTRIBUTE, false, node, what, mend);
    }

    /// In a drawing: what it is made of, and what refers to what.
    fn drawing(&mut self, frame: &Frame) {
        let (node, element) = (frame.node, frame.element);
        let tag = &*element.tag;
        let mend = both!(
            "请把图另存为 png 图片再插入；或者请画图的人只用基本图形，颜色写在图形上",
            "Save the drawing as a png picture; or have it drawn with basic shapes that carry their own colours"
        );
        if self.rules.svg_deny.contains(tag) {
            let what = both!("图形（svg）里的“{tag}”会被公众号删掉", "“{tag}” in a drawing (svg) is taken out");
            self.tell(codes::SVG, true, node, what, mend.clone());
        } else if !self.rules.tags.contains(tag) {
            let what = both!("图形（svg）里的“{tag}”可能被公众号删掉", "“{tag}” in a drawing (svg) may be taken out");
            self.tell(codes::SVG, false, node, what, mend.clone());
        }
        if element.id.is_some() || !element.classes.is_empty() {
            let what =
                both!("图形（svg）里的 id 和 class 会被公众号删掉", "Ids and classes in a drawing (svg) are taken out");
            self.tell(codes::SVG, true, node, what, mend.clone());
        }
        if element.attributes.iter().chain(&*element.style).any(|(_, value)| value.contains("url(")) {
            let what = both!(
                "图形（svg）里引用了别处的图样，公众号里显示不出来",
                "A drawing (svg) refers to what the platform does not keep"
            );
            self.tell(codes::SVG, true, node, what, mend);
        }
    }

    fn contrast(&mut self) {
        for contrast in dark::contrasts(self.tree) {
            let least = self.rules.contrast;
            if contrast.dark_ratio >= least {
                continue;
            }
            // The author knows the colour that was written, not the one that it turns into.
            let (text, behind) = (contrast.text, contrast.dark_behind);
            let ratio = (contrast.dark_ratio * 10.0).floor() / 10.0;
            self.tell(
                codes::CONTRAST,
                true,
                contrast.node,
                both!(
                    "字的颜色{text}在深色模式下看不清：底色变成{behind}，对比度只有{ratio}，至少要{least}",
                    "Text of the colour {text} is hard to read in dark mode: what is behind it becomes {behind}; the contrast is {ratio}, at least {least} is needed"
                ),
                both!("把字的颜色改深（接近黑色）或改浅（接近白色），避免中间的灰色和暗红", "Make the text much darker or much lighter; greys and reds in between are the ones that fail"),
            );
        }
    }

    fn empty(&mut self, root: Option<NodeId>) {
        if self.has_content {
            return;
        }
        let what = both!("文章是空的，没有文字也没有图片", "The article is empty: no text, no picture");
        let mend = both!("检查是不是复制漏了正文", "See whether the body was left out when it was copied");
        self.told.push(Violation { rule: codes::EMPTY, grave: true, what, mend, node: root, at: None });
    }
}

/// How many attributes are told of by name.
const NAMED: usize = 8;

/// A value to be quoted: not all of a picture written out in letters.
fn short(value: &str) -> String {
    let mut short: String = value.chars().take(48).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
