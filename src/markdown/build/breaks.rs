//! Line ends: a space, a new line, nothing at all, or a new paragraph.

use super::{Builder, Container, Kind, Leaf, LineEnd, lines};
use crate::both;
use crate::markdown::boxes;
use crate::markdown::cjk::{is_shared_mark, joins};
use crate::markdown::codes;
use crate::markdown::document::Inline;
use crate::markdown::html::{self, Fate, Piece};
use crate::markdown::reserved;
use pulldown_cmark::Event;

impl Builder<'_, '_> {
    /// Decides on the line end before this event, with which a line begins.
    pub(super) fn line_begins(&mut self, at: usize, event: &Event<'_>) {
        let Some(end) = self.inline.line_end.take() else { return };
        let line = &self.source.text[at..];
        if self.leaf == Some(Leaf::Paragraph) && self.inline.frames.len() == 1 {
            if line.starts_with("\u{3000}\u{3000}") {
                // Who indents a line begins a paragraph.
                let content = self.take_content();
                self.end_paragraph(content);
            } else if self.in_quote() && boxes::mark(line).is_some_and(|mark| mark.kind.is_some()) {
                let content = self.take_content();
                self.end_paragraph(content);
                self.box_begins(at);
            } else if let Some(kind) = self.inline.title.take() {
                let title = self.take_content();
                self.inline.mark = Some((kind, title));
            } else {
                self.end_line(end, line, event);
            }
        } else {
            self.end_line(end, line, event);
        }
        self.inline.at_line_start = true;
        self.check_line(at);
    }

    fn end_line(&mut self, end: LineEnd, line: &str, event: &Event<'_>) {
        let before = self.last_char();
        if end == LineEnd::Hard || before.is_some_and(|c| c != '\n') && lines::is_label(line) {
            self.push(Inline::HardBreak);
        } else if matches!(event, Event::InlineHtml(html) if is_break(html)) {
            // A tag that ends the line.
        } else if let Some(before) = before {
            let joined = before.is_whitespace() || first_char(line).is_some_and(|after| joins(before, after));
            if !joined {
                self.push(Inline::SoftBreak);
            }
        }
    }

    fn in_quote(&self) -> bool {
        self.skipped == 0 && matches!(self.containers.last(), Some(Container { kind: Kind::Quote(_), .. }))
    }

    /// A paragraph of a quotation begins: with the mark of a box, perhaps.
    pub(super) fn box_begins(&mut self, at: usize) {
        let Some(mark) = boxes::mark(&self.source.text[at..]) else { return };
        if let Some(kind) = mark.kind {
            self.inline.title = Some(kind);
            self.inline.skip_until = at + mark.length;
            return;
        }
        let span = self.source.span(&(at..at + mark.bracket));
        let (name, near) = (reserved::restore(mark.name), boxes::nearest(mark.name));
        self.teller.tell(
            &codes::BOX_UNKNOWN,
            span.clone(),
            both!("不认识的提示框“{name}”", "there is no box “{name}”"),
            |told| match near {
                Some(near) => told
                    .help(both!("是不是想写 [!{near}]？", "do you mean [!{near}]?"))
                    .edit(span, format!("[!{near}]")),
                None => told.help(both!(
                    "可以用的有 [!提示]、[!重要]、[!进展]、[!问答]",
                    "there are [!提示] (tip), [!重要] (important), [!进展] (progress), [!问答] (question)"
                )),
            },
        );
    }

    /// The last character before here; a mark that Chinese shares is passed over for the one before it.
    fn last_char(&self) -> Option<char> {
        if !self.inline.buffer.is_empty() {
            return last_of_text(&self.inline.buffer);
        }
        self.inline.frames.iter().rev().find_map(|frame| last_of(&frame.content))
    }
}

fn last_of_text(text: &str) -> Option<char> {
    text.chars().rev().take(8).find(|&c| !is_shared_mark(c)).or_else(|| text.chars().next_back())
}

/// At most as deep as the tree is.
fn last_of(content: &[Inline]) -> Option<char> {
    content.iter().rev().find_map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => last_of_text(text),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) | Inline::Tagged(_, content) => {
            last_of(content)
        }
        Inline::Link { content, .. } => last_of(content),
        Inline::Image { .. } => Some('\u{fffc}'),
        Inline::SoftBreak => Some(' '),
        Inline::HardBreak => Some('\n'),
        Inline::Footnote(_) => None,
    })
}

/// The first character of a line that is seen.
fn first_char(line: &str) -> Option<char> {
    let mut rest = line;
    // Markup is passed over; a line that begins with more of it than this says nothing.
    for _ in 0..16 {
        let c = rest.chars().next()?;
        rest = match c {
            '<' => match html::piece(rest) {
                Some((length, _)) => &rest[length..],
                None => return Some(c),
            },
            '!' if rest.starts_with("![") => return Some('\u{fffc}'),
            '*' | '_' | '~' | '[' | '`' | '\\' => &rest[c.len_utf8()..],
            c if is_shared_mark(c) || reserved::meaning(c).is_some() => &rest[c.len_utf8()..],
            c => return Some(c),
        };
    }
    None
}

fn is_break(html: &str) -> bool {
    let piece = html::piece(html);
    matches!(piece, Some((_, Piece::Open { name, .. } | Piece::Close { name })) if html::fate(name) == Fate::Break)
}
