//! The blocks of a body.

use super::Emitter;
use crate::markdown::{Align, Block, Callout, CalloutKind, Figure, Inline, Inlines};
use crate::output::wechat::dialect::Dialect;
use crate::site::{Image, Resolved};

/// How high a picture may be for its width, and how low, to stand beside another.
const BESIDE: std::ops::RangeInclusive<f64> = 0.6..=1.6;

impl Emitter<'_> {
    /// The body.
    pub(in crate::output::wechat) fn body(&mut self) {
        let body = self.body;
        self.blocks(&body.document().blocks, 0);
    }

    fn blocks(&mut self, blocks: &[Block], quotes: usize) {
        for block in blocks {
            self.block(block, quotes);
        }
    }

    fn block(&mut self, block: &Block, quotes: usize) {
        match block {
            Block::Heading { level, content, .. } => self.heading(*level, |emitter| emitter.inlines(*content)),
            Block::Paragraph(content) => match self.figure_of(*content) {
                Some(figure) => self.figure(figure, false),
                None => self.paragraph(*content, quotes),
            },
            Block::Gallery(images) => self.gallery(self.body.document().inlines(*images)),
            Block::Quote(blocks) => self.quote(blocks, quotes),
            Block::Callout(callout) => self.callout(callout),
            Block::Timeline(steps) => self.within(("section", &["timeline"]), |emitter| {
                steps.iter().for_each(|step| emitter.step(step));
            }),
            Block::List { start, items, .. } => self.list(*start, items),
            Block::Code { text, .. } => {
                let (outer, inner) = self.dialect.block_code();
                let text = text.trim_end_matches('\n');
                self.within(outer, |emitter| match inner {
                    Some(inner) => emitter.within(inner, |emitter| emitter.code(text)),
                    None => emitter.code(text),
                });
            }
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Rule => self.empty(("hr", &["hr", "hr-dash"])),
            Block::Signature(content) => self.within(("p", &["p", "signed"]), |emitter| emitter.inlines(*content)),
        }
    }

    /// A paragraph. Where the article's own are indented, so is each line of it that begins as one.
    fn paragraph(&mut self, content: Inlines, quotes: usize) {
        let is_salutation = self.salutation == Some(content);
        let classes: &[&str] = if is_salutation { &["p", "salutation"] } else { &["p"] };
        let inlines = self.body.document().inlines(content);
        let parted = self.indented && quotes == 0;
        for line in inlines.split(|inline| parted && matches!(inline, Inline::NewLine)) {
            self.within(("p", classes), |emitter| line.iter().for_each(|inline| emitter.inline(inline)));
        }
    }

    /// A heading. The article's title is the platform's: of our own themes the body begins with `h2`.
    pub(super) fn heading(&mut self, level: u8, content: impl FnOnce(&mut Self)) {
        let level = if self.dialect.is_foreign() { level } else { level.clamp(2, 4) };
        let tag = match level {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        self.within((tag, &[]), |emitter| match emitter.dialect {
            Dialect::Own | Dialect::Doocs => content(emitter),
            Dialect::Wenyan => emitter.within(("span", &[]), content),
            Dialect::Mdnice => {
                emitter.empty(("span", &["prefix"]));
                emitter.within(("span", &["content"]), content);
                emitter.empty(("span", &["suffix"]));
            }
        });
    }

    /// A quotation; mdnice's themes go by how many begin at once.
    fn quote(&mut self, blocks: &[Block], quotes: usize) {
        let mut deep = 1;
        let mut inner = blocks;
        while let Some(Block::Quote(blocks)) = inner.first() {
            (deep, inner) = (deep + 1, blocks);
        }
        let classes: &[&str] = match deep {
            _ if quotes > 0 => &[],
            1 => &["multiquote-1"],
            2 => &["multiquote-2"],
            _ => &["multiquote-3"],
        };
        self.within(("blockquote", classes), |emitter| emitter.blocks(blocks, quotes + 1));
    }

    fn callout(&mut self, callout: &Callout) {
        let (kind, label) = match callout.kind {
            CalloutKind::Tip => ("tip", "提示"),
            CalloutKind::Important => ("important", "重要"),
            CalloutKind::Question => ("question", "问"),
            CalloutKind::Progress => {
                return self.within(("section", &["timeline"]), |emitter| emitter.step(callout));
            }
        };
        let (outer, title) = self.dialect.boxed(kind);
        self.within(outer, |emitter| {
            emitter.within(title, |emitter| {
                emitter.text(label);
                emitter.text(if callout.title.is_empty() { "" } else { "：" });
                emitter.inlines(callout.title);
            });
            emitter.blocks(&callout.blocks, 1);
        });
    }

    fn step(&mut self, step: &Callout) {
        self.within(("section", &["step"]), |emitter| {
            emitter.within(("p", &["time"]), |emitter| match emitter.body.step(step.title) {
                Some(time) => emitter.text(&time),
                None => emitter.inlines(step.title),
            });
            emitter.blocks(&step.blocks, 1);
        });
    }

    pub(super) fn table(&mut self, align: &[Align], head: &[Inlines], rows: &[Box<[Inlines]>]) {
        let before = match self.dialect {
            Dialect::Mdnice => Some(self.open(("section", &["table-container"]))),
            _ => None,
        };
        self.within(("table", &["preview-table"]), |emitter| {
            emitter.within(("thead", &[]), |emitter| emitter.row("th", align, head));
            emitter.within(("tbody", &[]), |emitter| {
                rows.iter().for_each(|row| emitter.row("td", align, row));
            });
        });
        if let Some(before) = before {
            self.close(before);
        }
    }

    fn row(&mut self, tag: &'static str, align: &[Align], cells: &[Inlines]) {
        self.within(("tr", &[]), |emitter| {
            for (at, cell) in cells.iter().enumerate() {
                let classes: &[&str] = match align.get(at) {
                    Some(Align::Left) => &["to-left"],
                    Some(Align::Center) => &["to-center"],
                    Some(Align::Right) => &["to-right"],
                    Some(Align::Natural) | None => &[],
                };
                emitter.within((tag, classes), |emitter| emitter.captioned(*cell));
            }
        });
    }

    fn figure_of(&self, content: Inlines) -> Option<Figure> {
        let document = self.body.document();
        document.figure(document.inlines(content))
    }

    /// A picture with its caption.
    fn figure(&mut self, figure: Figure, half: bool) {
        let title = self.body.title(figure.target);
        let (outer, caption) = self.dialect.figure();
        let before = self.open_at(outer, self.at(figure.target));
        if half {
            self.class("half");
        }
        self.pictured(figure);
        if !title.is_empty() {
            self.line(caption, title);
        }
        self.close(before);
    }

    /// Several pictures: two side by side where their shapes allow it, else one below the other.
    fn gallery(&mut self, images: &[Inline]) {
        let mdnice = self.dialect == Dialect::Mdnice;
        let outer: &[&str] = if mdnice { &["gallery", "imageflow-layer1"] } else { &["gallery"] };
        self.within(("section", outer), |emitter| {
            for pair in images.chunks(2) {
                let half = pair.len() == 2 && pair.iter().all(|image| emitter.stands_beside(image));
                emitter.body.document().figures(pair).for_each(|figure| emitter.figure(figure, half));
            }
        });
    }

    fn stands_beside(&self, image: &Inline) -> bool {
        let Inline::Image { target, .. } = image else { return false };
        let Resolved::Image(Image::Picture(picture)) = self.body.target(*target) else { return false };
        let plain = picture.plain().recipe;
        BESIDE.contains(&(f64::from(plain.height) / f64::from(plain.width.max(1))))
    }

    /// A block as running text, where no block can stand.
    pub(super) fn plain(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } | Block::Signature(content) => {
                self.captioned(*content);
            }
            Block::Gallery(images) => {
                let document = self.body.document();
                for (at, figure) in document.figures(document.inlines(*images)).enumerate() {
                    if at > 0 {
                        self.line_break();
                    }
                    self.picture_with_line(figure);
                }
            }
            Block::Quote(blocks) => self.plain_lines(blocks),
            Block::Callout(callout) => self.plain_callout(callout),
            Block::Timeline(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    if at > 0 {
                        self.line_break();
                    }
                    self.plain_callout(step);
                }
            }
            Block::List { items, .. } => {
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        self.line_break();
                    }
                    self.text("· ");
                    self.plain_lines(&item.blocks);
                }
            }
            Block::Code { text, .. } => self.code(text.trim_end_matches('\n')),
            Block::Table { head, rows, .. } => {
                for (at, row) in std::iter::once(head).chain(rows).enumerate() {
                    if at > 0 {
                        self.line_break();
                    }
                    for (at, cell) in row.iter().enumerate() {
                        self.text(if at > 0 { "，" } else { "" });
                        self.inlines(*cell);
                    }
                }
            }
            Block::Rule => {}
        }
    }

    /// A line that may be nothing but a picture with its caption.
    fn captioned(&mut self, content: Inlines) {
        match self.figure_of(content) {
            Some(figure) => self.picture_with_line(figure),
            None => self.inlines(content),
        }
    }

    /// A picture with its caption on the next line, where no figure can stand.
    fn picture_with_line(&mut self, figure: Figure) {
        self.pictured(figure);
        let title = self.body.title(figure.target);
        if !title.is_empty() {
            self.line_break();
            self.line(("span", &["small"]), title);
        }
    }

    fn plain_callout(&mut self, callout: &Callout) {
        self.inlines(callout.title);
        if !callout.title.is_empty() && !callout.blocks.is_empty() {
            self.line_break();
        }
        self.plain_lines(&callout.blocks);
    }

    /// Blocks as running text, each on a line of its own.
    pub(super) fn plain_lines(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.line_break();
            }
            self.plain(block);
        }
    }
}
