//! Document → the HTML of an article.

use super::style;
use crate::markdown::{Block, Callout, CalloutKind, Inline, Item};
use crate::output::body::{BodyView, escape};
use crate::site::{Image, Resolved, Urls};
use std::collections::HashMap;
use std::fmt::Write;

/// Writes an article.
pub(super) struct Emitter<'a> {
    pub(super) body: &'a BodyView,
    urls: &'a Urls,
    pub(super) out: String,
    /// Addresses in the order of their first appearance, each once, with what was linked.
    pub(super) links: Vec<(String, String)>,
    /// Where each address stands among them.
    numbers: HashMap<String, usize>,
}

impl<'a> Emitter<'a> {
    pub(super) fn new(body: &'a BodyView, urls: &'a Urls) -> Emitter<'a> {
        let out = format!("<section style=\"{}\">", style::ROOT);
        Emitter { body, urls, out, links: Vec::new(), numbers: HashMap::new() }
    }

    pub(super) fn done(mut self) -> String {
        self.out.push_str("</section>");
        self.out
    }

    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    pub(super) fn open(&mut self, tag: &str, style: &str) {
        let _ = write!(self.out, "<{tag} style=\"{style}\">");
    }

    pub(super) fn close(&mut self, tag: &str) {
        let _ = write!(self.out, "</{tag}>");
    }

    /// The body.
    pub(super) fn body(&mut self) {
        let body = self.body;
        self.blocks(&body.document().blocks);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, content, .. } => {
                let (tag, style) = if *level <= 2 { ("h2", style::HEADING) } else { ("h3", style::SUBHEADING) };
                self.open(tag, style);
                self.inlines(content);
                self.close(tag);
            }
            Block::Paragraph(content) => match content.as_slice() {
                [image @ Inline::Image { .. }] => self.figure(image),
                content => {
                    self.open("p", style::PARAGRAPH);
                    self.inlines(content);
                    self.close("p");
                }
            },
            Block::Gallery(images) => {
                for image in images.iter().filter(|image| matches!(image, Inline::Image { .. })) {
                    self.figure(image);
                }
            }
            Block::Quote(blocks) => {
                self.open("blockquote", style::QUOTE);
                self.blocks(blocks);
                self.close("blockquote");
            }
            Block::Callout(callout) => self.callout(callout),
            Block::Timeline(steps) => steps.iter().for_each(|step| self.callout(step)),
            Block::List { start, items, .. } => self.list(*start, items, 1),
            Block::Code { text, .. } => {
                self.open("section", style::CODE);
                self.code(text.trim_end_matches('\n'));
                self.close("section");
            }
            Block::Table { head, rows, .. } => {
                self.open("table", style::TABLE);
                self.out.push_str("<thead><tr>");
                head.iter().for_each(|cell| self.cell("th", style::HEAD_CELL, cell));
                self.out.push_str("</tr></thead><tbody>");
                for row in rows {
                    self.out.push_str("<tr>");
                    row.iter().for_each(|cell| self.cell("td", style::CELL, cell));
                    self.out.push_str("</tr>");
                }
                self.out.push_str("</tbody></table>");
            }
            Block::Rule => self.open("hr", style::RULE),
        }
    }

    fn cell(&mut self, tag: &str, style: &str, content: &[Inline]) {
        self.open(tag, style);
        self.inlines(content);
        self.close(tag);
    }

    fn callout(&mut self, callout: &Callout) {
        let label = match callout.kind {
            CalloutKind::Tip => "提示",
            CalloutKind::Important => "重要",
            CalloutKind::Progress => "",
            CalloutKind::Question => "问",
        };
        self.open("section", style::BOX);
        self.open("p", style::BOX_TITLE);
        self.out.push_str("<strong>");
        self.out.push_str(label);
        if !label.is_empty() && !callout.title.is_empty() {
            self.out.push('：');
        }
        match self.body.step(&callout.title).filter(|_| callout.kind == CalloutKind::Progress) {
            Some(time) => self.text(&time),
            None => self.inlines(&callout.title),
        }
        self.out.push_str("</strong>");
        self.close("p");
        self.blocks(&callout.blocks);
        self.close("section");
    }

    /// A list. Each item holds one section, for the platform splits several. A list within a list is no part
    /// of it there: the outer one is closed before it and goes on behind it, so that nothing is nested at all.
    fn list(&mut self, start: Option<u64>, items: &[Item], depth: usize) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        let last = items.len().saturating_sub(1);
        let mut is_open = false;
        for (at, item) in items.iter().enumerate() {
            if !is_open {
                let rest_parted = items[at..].iter().any(|item| sublists(item).next().is_some());
                let style = match (depth, rest_parted) {
                    (1, false) => style::LIST.to_owned(),
                    (1, true) => style::PARTED.to_owned(),
                    _ => style::sublist(depth),
                };
                self.open_list(tag, start.map(|start| start + at as u64), &style);
                is_open = true;
            }
            self.item(item);
            if sublists(item).next().is_some() || at == last {
                self.close(tag);
                is_open = false;
            }
            for (start, items) in sublists(item) {
                self.list(start, items, depth + 1);
            }
        }
    }

    fn open_list(&mut self, tag: &str, start: Option<u64>, style: &str) {
        match start {
            Some(start) if start != 1 => {
                let _ = write!(self.out, "<ol start=\"{start}\" style=\"{style}\">");
            }
            _ => self.open(tag, style),
        }
    }

    /// An item without the lists in it.
    fn item(&mut self, item: &Item) {
        self.out.push_str("<li>");
        self.open("section", style::ITEM);
        if let Some(checked) = item.checked {
            self.out.push_str(if checked { "☑ " } else { "☐ " });
        }
        let blocks = item.blocks.iter().filter(|block| !matches!(block, Block::List { .. }));
        for (at, block) in blocks.enumerate() {
            self.out.push_str(if at > 0 { "<br>" } else { "" });
            match block {
                Block::Paragraph(content) => self.inlines(content),
                block => self.plain(block),
            }
        }
        self.close("section");
        self.out.push_str("</li>");
    }

    /// A block as running text, where no block can stand.
    pub(super) fn plain(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } | Block::Gallery(content) => {
                self.inlines(content)
            }
            Block::Quote(blocks) => blocks.iter().for_each(|block| self.plain(block)),
            Block::Callout(callout) => {
                self.inlines(&callout.title);
                callout.blocks.iter().for_each(|block| self.plain(block));
            }
            Block::Timeline(steps) => steps.iter().for_each(|step| {
                self.inlines(&step.title);
                step.blocks.iter().for_each(|block| self.plain(block));
            }),
            Block::List { items, .. } => items.iter().for_each(|item| {
                self.out.push_str("<br>· ");
                item.blocks.iter().for_each(|block| self.plain(block));
            }),
            Block::Code { text, .. } => self.code(text.trim_end_matches('\n')),
            Block::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    self.out.push_str("<br>");
                    for (at, cell) in row.iter().enumerate() {
                        self.out.push_str(if at > 0 { "，" } else { "" });
                        self.inlines(cell);
                    }
                }
            }
            Block::Rule => self.out.push_str("<br>"),
        }
    }

    /// Text whose spaces and lines matter: the platform drops `white-space`, so they are written out.
    fn code(&mut self, text: &str) {
        for (at, line) in text.lines().enumerate() {
            self.out.push_str(if at > 0 { "<br>" } else { "" });
            let mut space = true;
            for c in line.chars() {
                match c {
                    '\t' => self.out.push_str("&nbsp;&nbsp;&nbsp;&nbsp;"),
                    ' ' if space => self.out.push_str("&nbsp;"),
                    c => self.text(c.encode_utf8(&mut [0; 4])),
                }
                space = c == ' ' || c == '\t';
            }
        }
    }

    /// A picture. The platform takes no SVG from a page: its description stands there instead.
    fn figure(&mut self, image: &Inline) {
        let Inline::Image { title, .. } = image else { return };
        self.open("section", style::FIGURE);
        self.inline(image);
        if !title.is_empty() {
            self.open("p", style::CAPTION);
            self.text(title);
            self.close("p");
        }
        self.close("section");
    }

    pub(super) fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn wrap(&mut self, tag: &str, style: &str, content: &[Inline]) {
        if style.is_empty() {
            let _ = write!(self.out, "<{tag}>");
        } else {
            self.open(tag, style);
        }
        self.inlines(content);
        self.close(tag);
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(text) => {
                self.open("code", style::INLINE_CODE);
                self.code(text);
                self.close("code");
            }
            Inline::Emphasis(content) => self.wrap("em", style::EMPHASIS, content),
            Inline::Strong(content) => self.wrap("strong", style::STRONG, content),
            Inline::Strike(content) => self.wrap("s", "", content),
            Inline::Tagged(tag, content) => match tag.name() {
                name @ ("u" | "sub" | "sup") => self.wrap(name, "", content),
                _ => self.inlines(content),
            },
            Inline::Link { target, content, .. } => self.link(*target, content),
            Inline::Image { target, alt, .. } => self.image(*target, alt),
            Inline::SoftBreak => self.out.push(' '),
            Inline::HardBreak => self.out.push_str("<br>"),
            Inline::Footnote(number) => {
                let _ = write!(self.out, "<sup>〔{number}〕</sup>");
            }
        }
    }

    fn link(&mut self, target: u32, content: &[Inline]) {
        let target = self.body.target(target);
        let url = match (target, Urls::of(target, |path| self.urls.absolute(path))) {
            (Resolved::Page { article: Some(article), .. }, _) => return self.anchor(article, content),
            (_, Some(url)) if is_article(&url) => return self.anchor(&url, content),
            (_, Some(url)) => url,
            (_, None) => return self.inlines(content),
        };
        let url = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(&url).to_owned();
        let text = crate::markdown::plain_text(content);
        self.open("span", style::LINKED);
        self.inlines(content);
        self.close("span");
        if text != url {
            self.note(&text, &url);
        }
    }

    fn anchor(&mut self, href: &str, content: &[Inline]) {
        self.out.push_str("<a href=\"");
        self.text(href);
        let _ = write!(self.out, "\" style=\"{}\">", style::LINKED);
        self.inlines(content);
        self.out.push_str("</a>");
    }

    /// The number of an address among the notes.
    pub(super) fn note(&mut self, title: &str, url: &str) {
        let at = *self.numbers.entry(url.to_owned()).or_insert_with(|| {
            self.links.push((title.to_owned(), url.to_owned()));
            self.links.len() - 1
        });
        let _ = write!(self.out, "<sup>[{}]</sup>", at + 1);
    }

    fn image(&mut self, target: u32, alt: &str) {
        match self.body.target(target) {
            Resolved::Image(Image::Picture(picture)) => {
                let plain = picture.plain();
                let src = self.urls.absolute(&plain.path);
                self.out.push_str("<img src=\"");
                escape(&src, &mut self.out);
                self.out.push_str("\" alt=\"");
                escape(alt, &mut self.out);
                self.out.push('"');
                let (width, height) = (plain.recipe.width, plain.recipe.height);
                let ratio = f64::from(height) / f64::from(width.max(1));
                let _ = write!(self.out, " data-w=\"{width}\" data-ratio=\"{ratio:.4}\"");
                let _ = write!(self.out, " style=\"{}\">", style::IMAGE);
            }
            _ if alt.is_empty() => {}
            _ => {
                self.out.push_str("〔图：");
                self.text(alt);
                self.out.push('〕');
            }
        }
    }
}

/// Whether an address is one of the platform's own articles: those links stay links.
fn is_article(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with("mp.weixin.qq.com/"))
}

/// The lists within an item.
fn sublists(item: &Item) -> impl Iterator<Item = (Option<u64>, &[Item])> {
    item.blocks.iter().filter_map(|block| match block {
        Block::List { start, items, .. } => Some((*start, items.as_slice())),
        _ => None,
    })
}
