//! A body as HTML, for the page and for feeds: the same text, with addresses written for each.

use super::{BodyView, wide};
use crate::escape::{as_html, escape};
use crate::markdown::{
    Align, Block, Callout, CalloutKind, Document, Figure, Inline, Inlines, Item, Words, is_latin, plain_text,
    salutation,
};
use crate::output::parts::PictureView;
use crate::site::{Resolved, Urls, encoded};
use std::collections::BTreeSet;
use std::fmt::Write;

/// For whom a body is written.
#[derive(Clone, Copy)]
pub(in crate::output) enum Audience<'a> {
    /// A page of the site: links within it, anchors, a style sheet.
    Page(&'a Urls),
    /// A reader elsewhere: absolute links, plain tags.
    Feed(&'a Urls),
}

impl Audience<'_> {
    fn path(self, path: &str) -> String {
        match self {
            Audience::Page(urls) => urls.local(path),
            Audience::Feed(urls) => urls.absolute(path),
        }
    }

    fn is_page(self) -> bool {
        matches!(self, Audience::Page(_))
    }
}

/// The HTML of a body. `here` is the page's own path, for links to its headings from elsewhere.
pub(in crate::output) fn html(body: &BodyView, audience: Audience<'_>, here: &str) -> String {
    let document = body.document();
    let mut writer = Writer {
        body,
        document,
        audience,
        here,
        heading: None,
        salutation: audience.is_page().then(|| salutation(document)).flatten(),
        cited: BTreeSet::new(),
        out: String::with_capacity(4096),
    };
    writer.blocks(&document.blocks);
    writer.footnotes(&document.footnotes);
    writer.out
}

/// What the signature of a page begins with: no text of an author can be it.
pub(in crate::output) const SIGNATURE: &str = "<p class=\"signature\">";

/// How wide a picture stands in the text of a page, for the browser's choice among its files.
const SIZES: &str = "(min-width: 46rem) 42rem, 92vw";

struct Writer<'a> {
    body: &'a BodyView,
    document: &'a Document,
    audience: Audience<'a>,
    here: &'a str,
    /// The last heading: what a table below it is called.
    heading: Option<Inlines>,
    /// Whom it is for, where a style sheet sets that apart.
    salutation: Option<Inlines>,
    /// The notes that were cited already: one may be cited twice, and an id stands once.
    cited: BTreeSet<u32>,
    out: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, content } => self.heading(*level, anchor, *content),
            Block::Paragraph(content) => match self.document.figure(self.document.inlines(*content)) {
                Some(figure) => self.figure(figure),
                None => {
                    let is_salutation = self.salutation == Some(*content);
                    self.out.push_str(if is_salutation { "<p class=\"salutation\">" } else { "<p>" });
                    self.inlines(*content);
                    self.out.push_str("</p>\n");
                }
            },
            Block::Gallery(images) => {
                let document = self.document;
                self.within(["<div class=\"gallery\">\n", "</div>\n"], ["", ""], |writer| {
                    document.figures(document.inlines(*images)).for_each(|figure| writer.figure(figure));
                });
            }
            Block::Quote(blocks) => {
                // A voice that reads Chinese aloud cannot read this.
                let is_latin = is_latin(self.document, blocks);
                self.out.push_str(if is_latin { "<blockquote lang=\"en\">\n" } else { "<blockquote>\n" });
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            Block::Callout(callout) => self.callout(callout),
            Block::Timeline(steps) => self.timeline(steps),
            Block::List { start, tight, items } => self.list(*start, *tight, items),
            Block::Code { language, text } => self.code(language, text),
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Signature(content) => {
                self.within([SIGNATURE, "</p>\n"], ["<p>", "</p>\n"], |writer| writer.inlines(*content));
            }
        }
    }

    /// What `inner` writes, between what stands around it on a page, or in a feed.
    fn within(&mut self, page: [&str; 2], feed: [&str; 2], inner: impl FnOnce(&mut Self)) {
        let [before, behind] = if self.audience.is_page() { page } else { feed };
        self.out.push_str(before);
        inner(self);
        self.out.push_str(behind);
    }

    /// The title of the page is its only `h1`: below it the body begins with `h2`, as most authors type it.
    fn heading(&mut self, level: u8, anchor: &str, content: Inlines) {
        let level = level.clamp(2, 6);
        self.heading = Some(content);
        let _ = write!(self.out, "<h{level}");
        if self.audience.is_page() {
            self.out.push_str(" id=\"");
            escape(anchor, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self.inlines(content);
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn callout(&mut self, callout: &Callout) {
        let (class, label) = match callout.kind {
            CalloutKind::Tip => ("tip", "提示"),
            CalloutKind::Important => ("important", "重要"),
            CalloutKind::Progress => return self.timeline(std::slice::from_ref(callout)),
            CalloutKind::Question if self.audience.is_page() => {
                self.out.push_str("<details class=\"question\"><summary>");
                self.inlines(callout.title);
                self.out.push_str("</summary>\n");
                self.blocks(&callout.blocks);
                self.out.push_str("</details>\n");
                return;
            }
            CalloutKind::Question => ("question", "问"),
        };
        let page = format!("<aside class=\"box box-{class}\">\n<p class=\"box-title\">");
        self.within([&page, "</aside>\n"], ["<blockquote>\n<p>", "</blockquote>\n"], |writer| {
            let _ = write!(writer.out, "<strong>{label}</strong>");
            if !callout.title.is_empty() {
                writer.out.push('：');
                writer.inlines(callout.title);
            }
            writer.out.push_str("</p>\n");
            writer.blocks(&callout.blocks);
        });
    }

    fn timeline(&mut self, steps: &[Callout]) {
        self.within(["<ol class=\"timeline\">\n", "</ol>\n"], ["<ul>\n", "</ul>\n"], |writer| {
            steps.iter().for_each(|step| writer.step(step));
        });
    }

    fn step(&mut self, step: &Callout) {
        self.out.push_str("<li>\n<p><strong>");
        match self.body.step(step.title) {
            Some(time) => escape(&time, &mut self.out),
            None => self.inlines(step.title),
        }
        self.out.push_str("</strong></p>\n");
        self.blocks(&step.blocks);
        self.out.push_str("</li>\n");
    }

    fn code(&mut self, language: &str, text: &str) {
        // Wider than a phone, it slides by itself: who has no mouse must reach it.
        let page = ["<pre tabindex=\"0\" role=\"group\" aria-label=\"代码\">", "</pre>\n"];
        self.within(page, ["<pre>", "</pre>\n"], |writer| {
            writer.out.push_str("<code");
            if !language.is_empty() && writer.audience.is_page() {
                writer.out.push_str(" class=\"language-");
                escape(language, &mut writer.out);
                writer.out.push('"');
            }
            writer.out.push('>');
            escape(text, &mut writer.out);
            writer.out.push_str("</code>");
        });
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &[Item]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        match start {
            Some(start) if start != 1 => {
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
            }
            _ => {
                let _ = writeln!(self.out, "<{tag}>");
            }
        }
        for item in items {
            match item.number {
                Some(number) => {
                    let _ = write!(self.out, "<li value=\"{number}\">");
                }
                None => self.out.push_str("<li>"),
            }
            let mark = item.checked.map_or("", |checked| if checked { "☑ " } else { "☐ " });
            // In a loose list the box stands in the paragraph, on the line of its words.
            let inside = !tight && matches!(item.blocks.first(), Some(Block::Paragraph(_)));
            self.out.push_str(if inside { "" } else { mark });
            for (at, block) in item.blocks.iter().enumerate() {
                match block {
                    Block::Paragraph(content) if tight => {
                        self.out.push_str(if at > 0 { "\n" } else { "" });
                        self.captioned(*content);
                    }
                    Block::Paragraph(content) if inside && at == 0 && !mark.is_empty() => {
                        let _ = write!(self.out, "\n<p>{mark}");
                        self.inlines(*content);
                        self.out.push_str("</p>\n");
                    }
                    block => {
                        self.out.push('\n');
                        self.block(block);
                    }
                }
            }
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn table(&mut self, align: &[Align], head: &[Inlines], rows: &[Box<[Inlines]>]) {
        let heading = self.heading.map(|heading| as_html(&plain_text(self.document, heading)));
        let label = heading.map_or_else(|| "表格".to_owned(), |heading| format!("表格：{heading}"));
        // A table wider than a phone slides by itself; the page never does. Who has no mouse reaches it too.
        let wide = match wide::step(self.document, head, rows) {
            0 => String::new(),
            step => format!(" wide wide-{step}"),
        };
        let page = format!("<div class=\"table{wide}\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\">\n");
        self.within([&page, "</div>\n"], ["", ""], |writer| writer.rows(align, head, rows));
    }

    fn rows(&mut self, align: &[Align], head: &[Inlines], rows: &[Box<[Inlines]>]) {
        self.out.push_str("<table>\n<thead>\n<tr>");
        for (at, cell) in head.iter().enumerate() {
            self.cell("th", align.get(at), *cell);
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell("td", align.get(at), *cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    fn cell(&mut self, tag: &str, align: Option<&Align>, content: Inlines) {
        let align = match align {
            Some(Align::Left) => "left",
            Some(Align::Center) => "center",
            Some(Align::Right) => "right",
            Some(Align::Natural) | None => "",
        };
        let is_page = self.audience.is_page();
        let long = is_page && wide::breaks_anywhere(&plain_text(self.document, content));
        let _ = match (if is_page { align } else { "" }, if long { "long" } else { "" }) {
            ("", "") => write!(self.out, "<{tag}>"),
            ("", class) | (class, "") => write!(self.out, "<{tag} class=\"{class}\">"),
            (align, long) => write!(self.out, "<{tag} class=\"{align} {long}\">"),
        };
        self.captioned(content);
        let _ = write!(self.out, "</{tag}>");
    }

    /// A line that may be nothing but a picture with its caption.
    fn captioned(&mut self, content: Inlines) {
        match self.document.figure(self.document.inlines(content)) {
            Some(figure) if !self.body.title(figure.target).is_empty() => self.figure(figure),
            _ => self.inlines(content),
        }
    }

    fn figure(&mut self, Figure { target, alt, link }: Figure) {
        let title = self.body.title(target);
        self.out.push_str("<figure>");
        match link {
            Some((link, _)) => self.link(link, |writer| writer.image(target, alt)),
            None => self.image(target, alt),
        }
        if !title.is_empty() {
            self.out.push_str("<figcaption>");
            escape(title, &mut self.out);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    fn footnotes(&mut self, footnotes: &[Vec<Block>]) {
        if footnotes.is_empty() {
            return;
        }
        let page = ["<section class=\"footnotes\" aria-label=\"注释\">\n<ol>\n", "</ol>\n</section>\n"];
        self.within(page, ["<hr>\n<ol>\n", "</ol>\n"], |writer| {
            (1..).zip(footnotes).for_each(|(number, note)| writer.footnote(number, note));
        });
    }

    fn footnote(&mut self, number: u32, note: &[Block]) {
        let opening = format!("<li id=\"fn-{number}\">");
        let back = format!(" <a href=\"#fnref-{number}\" aria-label=\"回到正文\">↩</a></li>\n");
        self.within([&opening, &back], ["<li>", "</li>\n"], |writer| match note {
            [Block::Paragraph(content)] => writer.inlines(*content),
            blocks => writer.blocks(blocks),
        });
    }

    fn inlines(&mut self, content: Inlines) {
        for inline in self.document.inlines(content) {
            self.inline(inline);
        }
    }

    fn wrap(&mut self, tag: &str, content: Inlines) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(content);
        let _ = write!(self.out, "</{tag}>");
    }

    fn inline(&mut self, inline: &Inline) {
        match *inline {
            Inline::Text(text) => escape(self.document.text(text), &mut self.out),
            Inline::Code(text) => {
                self.out.push_str("<code>");
                escape(self.document.text(text), &mut self.out);
                self.out.push_str("</code>");
            }
            Inline::Emphasis(content) => self.wrap("em", content),
            Inline::Strong(content) => self.wrap("strong", content),
            Inline::Strike(content) => self.wrap("del", content),
            Inline::Tagged(tag, content) => self.wrap(tag.name(), content),
            Inline::Link { target, content } => self.link(target, |writer| writer.inlines(content)),
            Inline::Image { target, alt } => {
                self.image(target, alt);
                // Within a line there is no room for a caption.
                let title = self.body.title(target);
                if !title.is_empty() {
                    self.out.push('（');
                    escape(title, &mut self.out);
                    self.out.push('）');
                }
            }
            Inline::SoftBreak => self.out.push('\n'),
            // On paper the line is indented as a paragraph is.
            Inline::NewLine if self.audience.is_page() => self.out.push_str("<br>\n<span class=\"begin\"></span>"),
            Inline::HardBreak | Inline::NewLine => self.out.push_str("<br>\n"),
            Inline::Footnote(number) if self.audience.is_page() => {
                let _ = write!(self.out, "<sup><a href=\"#fn-{number}\"");
                if self.cited.insert(number) {
                    let _ = write!(self.out, " id=\"fnref-{number}\"");
                }
                let _ = write!(self.out, " aria-label=\"注释{number}\">{number}</a></sup>");
            }
            Inline::Footnote(number) => {
                let _ = write!(self.out, "<sup>{number}</sup>");
            }
        }
    }

    /// A link around what `inner` writes.
    fn link(&mut self, at: u32, inner: impl FnOnce(&mut Self)) {
        let (target, title) = (self.body.target(at), self.body.title(at));
        let href = match (target, Urls::of(target, |path| self.audience.path(path))) {
            (_, Some(href)) => href,
            (Resolved::Here(fragment), _) if self.audience.is_page() => format!("#{}", encoded(fragment)),
            (Resolved::Here(fragment), _) => format!("{}#{}", self.audience.path(self.here), encoded(fragment)),
            (_, None) => return inner(self),
        };
        self.out.push_str("<a href=\"");
        escape(&href, &mut self.out);
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            escape(title, &mut self.out);
        }
        self.out.push_str("\">");
        inner(self);
        self.out.push_str("</a>");
    }

    /// A page offers the smaller files that most browsers know; a feed has the one that everybody can show.
    fn image(&mut self, target: u32, alt: Words) {
        let alt = self.document.text(alt);
        let Resolved::Image(image) = self.body.target(target) else {
            return escape(alt, &mut self.out);
        };
        let (path, width, height) = image.plain();
        let modern = match self.audience {
            Audience::Page(urls) => PictureView::of(urls, image).modern,
            Audience::Feed(_) => String::new(),
        };
        if !modern.is_empty() {
            let _ = write!(self.out, "<picture><source type=\"image/webp\" srcset=\"");
            escape(&modern, &mut self.out);
            let _ = write!(self.out, "\" sizes=\"{SIZES}\">");
        }
        self.out.push_str("<img src=\"");
        escape(&self.audience.path(&path), &mut self.out);
        self.out.push_str("\" alt=\"");
        escape(alt, &mut self.out);
        self.out.push('"');
        if width > 0 && height > 0 {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        if self.audience.is_page() {
            self.out.push_str(" loading=\"lazy\" decoding=\"async\"");
        }
        self.out.push_str(if modern.is_empty() { ">" } else { "></picture>" });
    }
}
