//! What is open within a block of text: styles, links, images.

use super::{Builder, Leaf, MAX_DEPTH, Open, OpenInline, Paragraph};
use crate::both;
use crate::letters::is_han;
use crate::markdown::cjk::is_closing_mark;
use crate::markdown::codes;
use crate::markdown::document::{Inline, Inlines, Target, Words};
use crate::markdown::flow::put;
use crate::markdown::html::Style;
use crate::markdown::masks::hide_names;
use crate::markdown::reserved;
use crate::markdown::stray::{self, Run};
use crate::path;
use pulldown_cmark::{CowStr, LinkType};
use std::mem;
use std::ops::Range;

/// How many characters of what begins with a closing mark are looked through for a letter.
const ODD_LOOK: usize = 64;

impl Builder<'_, '_> {
    /// Sees to it that there is a block for the text to be in: the items of a tight list have none.
    #[inline]
    pub(super) fn need_leaf(&mut self, at: usize) {
        if self.leaf.is_none() {
            self.start_leaf(Leaf::Line);
            self.reads(&(at..at));
            self.check_first_line(self.line_start(at));
        }
    }

    /// Adds a node where it stands.
    pub(super) fn push(&mut self, node: Inline) {
        self.flush();
        self.inline.at_line_start = false;
        put(&mut self.inline.nodes, || node);
    }

    pub(super) fn code_span(&mut self, code: &CowStr<'_>, range: &Range<usize>) {
        self.hides(range);
        if range.end <= self.inline.skip_until {
            return;
        }
        self.need_leaf(range.start);
        let words = self.write(&reserved::restore_given(code));
        self.push(Inline::Code(words));
    }

    /// Adds a text that is a node's own.
    pub(super) fn write(&mut self, text: &str) -> Words {
        self.flush();
        let words = self.flow.write(text);
        self.inline.gathered = self.flow.text.len();
        words
    }

    pub(super) fn open_style(&mut self, open: Open, range: &Range<usize>) {
        self.need_leaf(range.start);
        if matches!(open, Open::Emphasis | Open::Strong) {
            self.check_emphasis(range);
        }
        if self.may_open(range) {
            self.open_frame(open);
        }
    }

    /// `王**、李**`, `张*军、李*明`: names with a part hidden, which Markdown takes for bold.
    fn check_emphasis(&mut self, range: &Range<usize>) {
        let markup = |c: &char| matches!(c, '*' | '_') || reserved::meaning(*c).is_some();
        let inside = &self.source.text[range.clone()];
        let mut chars = inside.chars();
        let first = chars.by_ref().take(8).find(|c| !markup(c));
        let before = self.source.text[..range.start].chars().rev().take(8).find(|c| reserved::meaning(*c) != Some(""));
        // Much bold text is after a mark.
        if before.is_some_and(is_han) && hide_names(before, inside.trim_matches(|c| markup(&c))) {
            let span = self.source.span(range);
            self.teller.tell(
                &codes::EMPHASIS_ODD,
                span,
                both!(
                    "这里的星号像是用来遮名字的，中间的字却变成了粗体或斜体",
                    "these asterisks seem to hide a part of names, but the text between them is set bold or slanted"
                ),
                |told| told.help(stray::to_hide()),
            );
            return;
        }
        // A mark that is bold on its own, 完**！**, is meant to be.
        let is_odd = first.is_some_and(is_closing_mark) && chars.take(ODD_LOOK).any(char::is_alphanumeric);
        if is_odd && !self.is_behind_loose(range.start) {
            let (mark, zh, en) = match inside.starts_with('_') {
                true => ('_', "下划线", "underscore"),
                false => ('*', "星号", "asterisk"),
            };
            self.teller.tell(
                &codes::EMPHASIS_ODD,
                self.source.span(range),
                both!(
                    "从“{mark}”到“{mark}”变成了粗体或斜体，而它以标点开头",
                    "the text between these `{mark}` is set bold or slanted, and begins with a closing mark"
                ),
                |told| told.help(both!("要显示{zh}本身，写作 \\{mark}", "to show the {en}, write \\{mark}")),
            );
        }
    }

    /// Whether asterisks end what others before them were to begin: `**注意 **：…`. Those are told.
    fn is_behind_loose(&self, at: usize) -> bool {
        self.source.text[..at].ends_with(char::is_whitespace)
            && (self.gathered().contains("**") || self.inline.runs.last().is_some_and(Run::is_delimiter))
    }

    /// Whether one more element may be opened. If not, what it holds goes where it stands.
    fn may_open(&mut self, range: &Range<usize>) -> bool {
        let may = self.inline.skipped == 0 && self.inline.frames.len() < MAX_DEPTH;
        if !may {
            self.flush();
            self.inline.skipped += 1;
            self.too_deep(self.source.span(range));
        }
        may
    }

    #[inline]
    pub(super) fn open_frame(&mut self, open: Open) {
        self.flush();
        self.inline.at_line_start = false;
        let first = self.inline.nodes.len();
        put(&mut self.inline.frames, move || OpenInline { open, first });
    }

    pub(super) fn open_link(
        &mut self,
        link: LinkType,
        href: &CowStr<'_>,
        title: &CowStr<'_>,
        id: &str,
        range: &Range<usize>,
    ) {
        self.need_leaf(range.start);
        self.uses_definition(id);
        if link == LinkType::Inline {
            self.check_image(href, range.start);
            if href.is_empty() {
                self.teller.tell(
                    &codes::LINK_FULL_WIDTH,
                    self.source.span(range),
                    both!("这个链接的括号里没有网址", "there is no address in the brackets of this link"),
                    |told| told.help(both!("写上网址或文件名", "write an address or the name of a file")),
                );
            }
        }
        if self.may_open(range) {
            self.flush();
            let href = reserved::restore_given(href);
            let href = if link == LinkType::Email { format!("mailto:{href}").into() } else { href.into() };
            let target = self.add_target(href, reserved::restore_given(title).into(), false, range);
            self.open_frame(Open::Link { target });
        }
    }

    /// `！[图](a.jpg)`: where nothing is before it. After text it may be the end of a sentence.
    fn check_image(&mut self, href: &str, at: usize) {
        let Some(before) = self.source.text[..at].strip_suffix('！') else { return };
        let kind = path::ending(href);
        let picture = ["jpg", "jpeg", "png", "gif", "webp", "svg"].iter().any(|known| kind.eq_ignore_ascii_case(known));
        let alone = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '>' | '|' | ')'));
        if picture && alone {
            let span = self.source.span(&(before.len()..at));
            self.teller.tell(
                &codes::MARK_FULL_WIDTH,
                span.clone(),
                both!("“！”是全角的，这里是链接，不是图片", "`！` is full-width: this is a link, not an image"),
                |told| told.help(both!("写成半角的“!”", "write `!`")).edit(span, "!"),
            );
        }
    }

    pub(super) fn open_image(&mut self, href: &CowStr<'_>, title: &CowStr<'_>, id: &str, range: &Range<usize>) {
        self.need_leaf(range.start);
        self.uses_definition(id);
        if self.may_open(range) {
            self.flush();
            let (href, title) = (reserved::restore_given(href).into(), reserved::restore_given(title));
            self.check_caption(&title, range);
            let target = self.add_target(href, title.into(), true, range);
            self.open_frame(Open::Image { target });
        }
    }

    /// Remembers what a link or an image points to; gives its index.
    pub(super) fn add_target(&mut self, href: Box<str>, title: Box<str>, image: bool, range: &Range<usize>) -> u32 {
        let span = self.source.span(range);
        let span = small(span.start)..small(span.end);
        put(&mut self.targets, move || Target { href, title, image, span });
        small(self.targets.len() - 1)
    }

    /// Ends the innermost element that Markdown opened; tags that are still open in it end with it. `range` is
    /// where it stands in the parsed text.
    pub(super) fn close_style(&mut self, range: &Range<usize>) {
        if self.inline.skipped > 0 {
            self.flush();
            self.inline.skipped -= 1;
            return;
        }
        // What is looked for in a text depends on what it stands in.
        if !self.is_plain() {
            self.flush();
        }
        self.unwrap_tags();
        let Some(OpenInline { open, first }) = self.inline.frames.pop() else { return };
        let node = match open {
            Open::Emphasis => Inline::Emphasis(self.nodes_from(first)),
            Open::Strong => Inline::Strong(self.nodes_from(first)),
            Open::Strike => Inline::Strike(self.nodes_from(first)),
            Open::Link { target } => Inline::Link { target, content: self.nodes_from(first) },
            Open::Image { target } => self.image(target, first, range),
            Open::Html(..) | Open::Vanish(..) => return,
        };
        self.push(node);
    }

    fn image(&mut self, target: u32, first: usize, range: &Range<usize>) -> Inline {
        // What its description links to is not shown.
        self.targets.truncate(target as usize + 1);
        self.flush();
        let alt = self.flow.plain(&self.inline.nodes[first..]);
        self.inline.nodes.truncate(first);
        if alt.trim().is_empty() {
            let span = self.source.span(range);
            self.teller.tell(
                &codes::IMAGE_WITHOUT_DESCRIPTION,
                span,
                both!("这张图片没有文字说明", "this image has no description"),
                |told| {
                    told.help(both!(
                        "在方括号里写上图里是什么，看不见图的人要靠它：![说明](文件名)",
                        "say between the square brackets what it shows, for those who cannot see it: ![description](file)"
                    ))
                },
            );
        }
        Inline::Image { target, alt: self.write(alt.trim()) }
    }

    /// The node that a tag around text is.
    pub(super) fn styled(style: Style, content: Inlines) -> Inline {
        match style {
            Style::Strong => Inline::Strong(content),
            Style::Emphasis => Inline::Emphasis(content),
            Style::Strike => Inline::Strike(content),
            Style::Tagged(tag) => Inline::Tagged(tag, content),
        }
    }

    /// What the open block holds; it ends here.
    #[inline]
    pub(super) fn take_content(&mut self) -> Inlines {
        while !self.inline.frames.is_empty() {
            // Markdown closes what it opened, so that only tags can be open here.
            self.unwrap_tags();
            self.inline.frames.pop();
        }
        self.inline.line_end = None;
        self.inline.at_line_start = true;
        self.inline.skipped = 0;
        if self.inline.nodes.is_empty() && self.is_plain() {
            let text = self.take_text();
            let text = self.flow.trimmed(text);
            return if text.is_empty() { Inlines::default() } else { self.flow.one(Inline::Text(text)) };
        }
        self.flush();
        if !self.inline.runs.is_empty() {
            let runs = mem::take(&mut self.inline.runs);
            stray::tell(&runs, self.teller);
        }
        self.flow.trim(&mut self.inline.nodes);
        self.nodes_from(0)
    }

    /// What the nodes from one of them on are, once they are complete.
    #[inline]
    pub(super) fn nodes_from(&mut self, first: usize) -> Inlines {
        if self.inline.nodes.len() == first && self.is_plain() && self.inline.gathered < self.flow.text.len() {
            let text = Inline::Text(self.take_text());
            return self.flow.one(text);
        }
        self.flush();
        let inlines = self.flow.add(&self.inline.nodes[first..]);
        self.inline.nodes.truncate(first);
        inlines
    }

    /// Ends the open block and adds its paragraphs.
    pub(super) fn end_paragraphs(&mut self) {
        let content = self.take_content();
        if self.inline.done.is_empty() && self.inline.title.is_none() && self.inline.mark.is_none() {
            // Most paragraphs are nothing but that.
            self.push_content(content);
            return;
        }
        self.end_paragraph(content);
        for paragraph in mem::take(&mut self.inline.done) {
            self.push_paragraph(paragraph);
        }
    }

    /// Puts a paragraph by that is complete while its block is not.
    pub(super) fn end_paragraph(&mut self, content: Inlines) {
        let paragraph = self.paragraph(content);
        self.inline.done.push(paragraph);
    }

    fn paragraph(&mut self, content: Inlines) -> Paragraph {
        match self.inline.title.take() {
            Some(kind) => Paragraph { mark: Some((kind, content)), content: Inlines::default() },
            None => Paragraph { mark: self.inline.mark.take(), content },
        }
    }
}

/// Bodies are shorter than four gigabytes; a longer file has no place past that.
fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
