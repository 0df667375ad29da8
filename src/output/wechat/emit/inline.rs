//! Running text: emphasis, links, pictures, footnotes.

use super::Emitter;
use crate::markdown::{Figure, Inline, Inlines, Tag, Words, plain_text};
use crate::output::wechat::dialect::{Dialect, Part};
use crate::output::wechat::rules::is_article;
use crate::site::{Image, Picture, Resolved, Urls};

impl Emitter<'_> {
    pub(super) fn inlines(&mut self, content: Inlines) {
        for inline in self.body.document().inlines(content) {
            self.inline(inline);
        }
    }

    fn wrap(&mut self, part: Part, content: Inlines) {
        self.within(part, |emitter| emitter.inlines(content));
    }

    pub(super) fn inline(&mut self, inline: &Inline) {
        let document = self.body.document();
        match *inline {
            Inline::Text(text) => self.text(document.text(text)),
            Inline::Code(code) => {
                self.within(("code", self.dialect.code()), |emitter| emitter.code(document.text(code)));
            }
            Inline::Emphasis(content) => self.wrap(("em", &[]), content),
            Inline::Strong(content) => self.wrap(("strong", &[]), content),
            Inline::Strike(content) => self.wrap((self.dialect.strike(), &[]), content),
            Inline::Tagged(tag, content) => self.wrap(tagged(tag), content),
            Inline::Link { target, content } => self.link(target, content, |emitter| emitter.inlines(content)),
            Inline::Image { target, alt } => {
                self.image(target, alt);
                // Within a line there is no room for a caption.
                let title = self.body.title(target);
                if !title.is_empty() {
                    self.text(&format!("（{title}）"));
                }
            }
            Inline::SoftBreak => self.text(" "),
            Inline::HardBreak | Inline::NewLine => self.line_break(),
            Inline::Footnote(number) => self.line(("sup", &["ref"]), &format!("〔{number}〕")),
        }
    }

    /// Text whose spaces and lines matter: the platform drops `white-space`, so they are written out.
    pub(super) fn code(&mut self, text: &str) {
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.line_break();
            }
            let mut space = true;
            for c in line.chars() {
                match c {
                    '\t' => self.text("\u{a0}\u{a0}\u{a0}\u{a0}"),
                    ' ' if space => self.text("\u{a0}"),
                    c => self.text.push(c),
                }
                space = c == ' ' || c == '\t';
            }
        }
    }

    /// A link around what `inner` adds, which says what `content` does.
    fn link(&mut self, target: u32, content: Inlines, inner: impl FnOnce(&mut Self)) {
        let at = self.at(target);
        let resolved = self.body.target(target);
        let url = match (resolved, Urls::of(resolved, |path| self.urls.public(path))) {
            (Resolved::Page { article: Some(article), .. }, _) => return self.anchor(article, inner, at),
            (_, Some(url)) if is_article(&url) => return self.anchor(&url, inner, at),
            (_, Some(url)) => url,
            (_, None) => return inner(self),
        };
        let url = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(&url);
        let text = plain_text(self.body.document(), content);
        // An address that is its own text needs no note.
        let noted = text != url;
        let is_address = !noted && url.contains("://");
        let part = if is_address { self.dialect.address() } else { self.dialect.link().0 };
        let before = self.open_at(part, at);
        inner(self);
        if noted && self.dialect == Dialect::Doocs {
            self.note(&text, url);
        }
        self.close(before);
        if noted && self.dialect != Dialect::Doocs {
            self.note(&text, url);
        }
    }

    fn anchor(&mut self, href: &str, inner: impl FnOnce(&mut Self), at: Option<u32>) {
        let before = self.open_at(("a", &[]), at);
        self.attribute("href", href.to_owned());
        inner(self);
        self.close(before);
    }

    /// The number of an address among the notes, each address once.
    pub(super) fn note(&mut self, title: &str, url: &str) {
        let at = *self.numbers.entry(url.to_owned()).or_insert_with(|| {
            self.links.push((title.to_owned(), url.to_owned()));
            self.links.len() - 1
        });
        let (_, number) = self.dialect.link();
        self.line(number, &format!("[{}]", at + 1));
    }

    /// The picture of a figure, within the link that is around it.
    pub(super) fn pictured(&mut self, Figure { target, alt, link }: Figure) {
        match link {
            Some((link, content)) => self.link(link, content, |emitter| emitter.image(target, alt)),
            None => self.image(target, alt),
        }
    }

    /// A picture. The platform takes no SVG from a page: its description stands there instead.
    fn image(&mut self, target: u32, alt: Words) {
        let alt = self.body.document().text(alt);
        match self.body.target(target) {
            Resolved::Image(Image::Picture(picture)) => self.picture(picture, alt, &[], self.at(target)),
            _ if alt.is_empty() => {}
            _ => self.text(&format!("〔图：{alt}〕")),
        }
    }

    /// A picture of the site with what the platform wants to know of it.
    pub(super) fn picture(&mut self, picture: &Picture, alt: &str, classes: &'static [&'static str], at: Option<u32>) {
        let plain = picture.plain();
        let (width, height) = (plain.recipe.width, plain.recipe.height);
        let url = self.urls.public(&plain.path);
        self.picture_at(classes, at, url, alt, (width, height));
    }

    /// A picture at an address, of a width and a height in pixels.
    pub(super) fn picture_at(
        &mut self,
        classes: &'static [&'static str],
        at: Option<u32>,
        url: String,
        alt: &str,
        (width, height): (u32, u32),
    ) {
        let before = self.open_at(("img", classes), at);
        self.attribute("src", url);
        self.attribute("alt", alt.to_owned());
        self.attribute("data-w", width.to_string());
        let ratio = format!("{:.4}", f64::from(height) / f64::from(width.max(1)));
        self.attribute("data-ratio", ratio.trim_end_matches('0').trim_end_matches('.').to_owned());
        self.close(before);
    }

    /// Where a link or a picture stands in its author's file.
    pub(super) fn at(&self, target: u32) -> Option<u32> {
        self.body.document().targets.get(target as usize).map(|target| target.span.start)
    }
}

/// What stands for a tag that was typed.
fn tagged(tag: Tag) -> Part {
    match tag {
        Tag::Underline => ("u", &["markup-underline"]),
        Tag::Sub => ("sub", &[]),
        Tag::Sup => ("sup", &[]),
        Tag::Mark => ("span", &["mark", "markup-highlight"]),
        Tag::Small => ("span", &["small"]),
        Tag::Keyboard => ("span", &["kbd"]),
    }
}
