//! Plain text: gathered from the parser's pieces, looked through once, and made nodes.

use super::{Builder, Leaf, Open};
use crate::markdown::address::holds_address;
use crate::markdown::autolink;
use crate::markdown::document::{Inline, Words};
use crate::markdown::flow::put;
use crate::markdown::indent;
use crate::markdown::reserved::{self, CELL, EDGE, LOW, STAR, TILDE};
use crate::markdown::stray::{self, Run, Shape};
use pulldown_cmark::CowStr;
use std::mem;
use std::ops::Range;

impl<'a> Builder<'a, '_> {
    /// A piece of text.
    pub(super) fn text(&mut self, typed: &CowStr<'a>, range: &Range<usize>) {
        // An entity can hold anything.
        let (mut text, typed) = match typed {
            CowStr::Borrowed(text) => (*text, true),
            text => (&**text, false),
        };
        let mut at = range.start;
        if at < self.inline.skip_until {
            let skipped = self.inline.skip_until - at;
            // Only text that stands in the source as it is can be skipped in part.
            let rest = if text.len() == range.len() { text.get(skipped..) } else { None };
            let Some(rest) = rest else { return };
            (text, at) = (rest, self.inline.skip_until);
        }
        self.need_leaf(at);
        if self.inline.at_line_start {
            let rest = without_indent(text);
            at += text.len() - rest.len();
            text = rest;
            if text.is_empty() {
                return;
            }
        }
        self.inline.at_line_start = false;
        if !typed || text.len() != range.end - at {
            return self.changed_text(text, at);
        }
        let Some(changed) = self.source.changed(&(at..range.end), &mut self.passed) else {
            return self.gather(text, at);
        };
        let (start, end) = (changed.start - at, changed.end - at);
        match (text.get(..start), text.get(start..end), text.get(end..)) {
            (Some(first), Some(changed), Some(last)) => {
                self.gather(first, at);
                self.changed_text(changed, at + start);
                self.gather(last, at + end);
            }
            _ => self.changed_text(text, at),
        }
    }

    /// Text with characters in it that are reserved.
    fn changed_text(&mut self, text: &str, at: usize) {
        let (mut rest, mut at) = (text, at);
        while let Some((index, c, meant)) = reserved::find(rest) {
            self.gather(&rest[..index], at);
            self.gather(meant, at + index);
            match c {
                EDGE => self.paragraph_edge(),
                CELL => self.cell_edge(),
                _ => {}
            }
            rest = &rest[index + c.len_utf8()..];
            at += index + c.len_utf8();
        }
        self.gather(rest, at);
    }

    #[inline]
    fn gather(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            // The parser gives a bracket that closes no link on its own, and asterisks that are no emphasis.
            self.inline.bracket |= text == "]";
            self.inline.star |= text.starts_with('*');
            self.inline.pieces.push((self.flow.text.len() - self.inline.gathered, at));
            self.flow.text.push_str(text);
        }
    }

    /// The text that is not yet a node.
    #[inline]
    pub(super) fn gathered(&self) -> &str {
        self.flow.text.get(self.inline.gathered..).unwrap_or_default()
    }

    /// The same, which is a node from now on.
    #[inline]
    pub(super) fn take_text(&mut self) -> Words {
        let end = self.flow.text.len();
        let start = mem::replace(&mut self.inline.gathered, end);
        self.inline.pieces.clear();
        Words::new(start..end)
    }

    /// Makes nodes of the text that was gathered.
    #[inline]
    pub(super) fn flush(&mut self) {
        if self.inline.gathered != self.flow.text.len() {
            self.flush_text();
        }
    }

    fn flush_text(&mut self) {
        let end = self.flow.text.len();
        let start = mem::replace(&mut self.inline.gathered, end);
        if self.is_plain() {
            self.add_text(start..end);
        } else {
            let text = mem::take(&mut self.flow.text);
            self.look_through(&text, start);
            self.flow.text = text;
        }
        self.inline.pieces.clear();
    }

    /// Whether the text that was gathered is nothing but text, as most is.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        !(self.inline.star || self.inline.bracket || self.survey.runs || self.survey.address || self.survey.foreign)
    }

    /// Tells of what is left over in the text from there on, and makes nodes of it.
    fn look_through(&mut self, text: &str, start: usize) {
        let pieces = mem::take(&mut self.inline.pieces);
        let gathered = &text[start..];
        if mem::take(&mut self.inline.star) || self.survey.runs && gathered.contains(['*', '~', '_', '＊']) {
            self.find_runs(gathered, &pieces);
        }
        let bracket = mem::take(&mut self.inline.bracket);
        if bracket || self.survey.foreign {
            self.check_foreign(gathered, &pieces);
        }
        if bracket {
            self.check_brackets(gathered, &pieces);
        }
        let mut done = start;
        if self.survey.address && holds_address(gathered) && !self.in_link() {
            self.check_wide_brackets(gathered, &pieces);
            for link in autolink::links(gathered) {
                let href = link.href(&gathered[link.span.clone()]);
                let target = self.add_target(href, "".into(), false, &parsed(&pieces, &link.span));
                let shown = start + link.span.start..start + link.span.end;
                self.add_text(done..shown.start);
                done = shown.end;
                let content = self.flow.add(&[Inline::Text(Words::new(shown))]);
                self.inline.nodes.push(Inline::Link { target, content });
            }
        }
        self.add_text(done..text.len());
        // Their room is used again.
        self.inline.pieces = pieces;
    }

    fn in_link(&self) -> bool {
        self.inline.frames.iter().any(|frame| matches!(frame.open, Open::Link { .. } | Open::Image { .. }))
    }

    fn add_text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            put(&mut self.inline.nodes, || Inline::Text(Words::new(range)));
        }
    }

    /// Remembers the runs of asterisks and the like that stayed as text.
    fn find_runs(&mut self, gathered: &str, pieces: &[(usize, usize)]) {
        for (span, mark) in stray::runs(gathered) {
            let piece = pieces.partition_point(|piece| piece.0 <= span.start).saturating_sub(1);
            let Some(&(start, parsed)) = pieces.get(piece) else { continue };
            let at = parsed + (span.start - start);
            let source = &self.source.text;
            let shape = match source.get(at..).and_then(|rest| rest.chars().next()) {
                Some(STAR) => Shape::Digits,
                Some(TILDE) => Shape::Range,
                Some(LOW) => Shape::Blank,
                _ if span.start == start && is_escaped(source, at) => Shape::Escaped,
                _ => Shape::Left,
            };
            let (at, length) = (self.source.place(at), span.len());
            // Something may have been taken out between two.
            let typed = self.teller.typed(at..at + length);
            let whole = typed.len() == length && typed.chars().all(|c| c == mark);
            let shape = if whole || shape == Shape::Escaped { shape } else { Shape::Broken };
            self.inline.runs.push(Run { at, length, mark, shape });
        }
    }

    /// Where a tag of a block was: what follows is a paragraph of its own.
    pub(super) fn paragraph_edge(&mut self) {
        self.inline.line_end = None;
        if self.leaf == Some(Leaf::Paragraph) && self.inline.frames.is_empty() {
            let content = self.take_content();
            self.end_paragraph(content);
        } else if self.last_char().is_some_and(|c| c != '\n') {
            self.push(Inline::HardBreak);
        }
        self.inline.at_line_start = true;
    }

    /// Where a cell of a table was: one space between two.
    pub(super) fn cell_edge(&mut self) {
        if self.last_char().is_some_and(|c| !c.is_whitespace()) {
            self.flow.text.push(' ');
        }
    }
}

/// Where some bytes of the gathered text stand in the parsed text.
pub(super) fn parsed(pieces: &[(usize, usize)], span: &Range<usize>) -> Range<usize> {
    let at = |count: usize, at: usize| {
        let piece = pieces.get(count.saturating_sub(1));
        piece.map_or(0, |&(start, parsed)| parsed + (at - start))
    };
    let start = at(pieces.partition_point(|piece| piece.0 <= span.start), span.start);
    start..at(pieces.partition_point(|piece| piece.0 < span.end), span.end).max(start)
}

/// A line without the spaces that Chinese paragraphs begin with.
#[inline]
fn without_indent(text: &str) -> &str {
    let blanks = indent::blanks(text);
    let taken = blanks.contains('\u{3000}') || indent::begins_paragraph(blanks);
    if taken { &text[blanks.len()..] } else { text }
}

/// Whether a backslash makes text of the character there.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    let slashes = text.as_bytes().iter().take(at).rev().take_while(|&&b| b == b'\\').count();
    slashes % 2 == 1
}
