//! Plain text: gathered from the parser's pieces, looked through once, and made nodes.

use super::{Builder, InlineState, Leaf, Open};
use crate::both;
use crate::markdown::autolink;
use crate::markdown::codes;
use crate::markdown::document::Inline;
use crate::markdown::leftover::{self, Run, Shape};
use crate::markdown::reserved::{self, CELL, EDGE, STAR};
use pulldown_cmark::CowStr;
use std::mem;
use std::ops::Range;

/// A footnote's label is no longer, in bytes.
const LONGEST_LABEL: usize = 100;

impl<'a> Builder<'a, '_> {
    /// A piece of text.
    pub(super) fn text(&mut self, typed: &CowStr<'a>, range: &Range<usize>) {
        let mut text = &**typed;
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
        // An entity can hold anything.
        let CowStr::Borrowed(whole) = *typed else { return self.changed_text(text, at) };
        if text.len() != range.end - at {
            return self.changed_text(text, at);
        }
        let Some(changed) = self.source.changed(&(at..range.end), &mut self.passed) else {
            if !text.is_empty() && self.inline.whole.is_none() && self.inline.buffer.is_empty() {
                self.note_marks(text);
                self.inline.whole = Some((&whole[whole.len() - text.len()..], at));
            } else {
                self.gather(text, at);
            }
            return;
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

    /// The parser gives a bracket that closes no link on its own, and asterisks that are no emphasis.
    fn note_marks(&mut self, text: &str) {
        self.inline.bracket |= text == "]";
        self.inline.star |= text.starts_with('*');
    }

    fn gather(&mut self, text: &str, at: usize) {
        self.note_marks(text);
        if !text.is_empty() {
            self.spill();
            self.inline.pieces.push((self.inline.buffer.len(), at));
            self.inline.buffer.push_str(text);
        }
    }

    /// Text that was left where it stands goes to the buffer: more comes after it.
    fn spill(&mut self) {
        if let Some((text, at)) = self.inline.whole.take() {
            self.inline.pieces.push((self.inline.buffer.len(), at));
            self.inline.buffer.push_str(text);
        }
    }

    /// Makes nodes of the text that was gathered.
    pub(super) fn flush(&mut self) {
        if self.inline.buffer.is_empty() && self.inline.whole.is_none() {
            return;
        }
        if !(self.inline.star || self.inline.bracket || self.survey.runs || self.survey.address) {
            // Most text is nothing but text.
            let InlineState { frames, whole, buffer, pieces, .. } = &mut self.inline;
            let text = whole.take().map_or(buffer.as_str(), |(text, _)| text);
            if let Some(frame) = frames.last_mut() {
                frame.content.push(Inline::Text(text.into()));
            }
            buffer.clear();
            pieces.clear();
            return;
        }
        self.spill();
        let buffer = mem::take(&mut self.inline.buffer);
        let pieces = mem::take(&mut self.inline.pieces);
        if mem::take(&mut self.inline.star) || self.survey.runs && buffer.contains(['*', '~', '_', '＊']) {
            self.find_runs(&buffer, &pieces);
        }
        if mem::take(&mut self.inline.bracket) {
            self.check_brackets(&buffer, &pieces);
        }
        let mut done = 0;
        if self.survey.address && autolink::may_hold(&buffer) && !self.in_link() {
            self.check_wide_brackets(&buffer, &pieces);
            for link in autolink::links(&buffer) {
                self.add_text(&buffer[done..link.span.start]);
                let range = parsed(&pieces, &link.span);
                let shown = &buffer[link.span.clone()];
                let target = self.add_target(link.href(shown), false, &range);
                let content = vec![Inline::Text(shown.into())];
                self.add(Inline::Link { target, title: "".into(), content });
                done = link.span.end;
            }
        }
        self.add_text(&buffer[done..]);
        // Their room is used again.
        (self.inline.buffer, self.inline.pieces) = (buffer, pieces);
        self.inline.buffer.clear();
        self.inline.pieces.clear();
    }

    fn in_link(&self) -> bool {
        self.inline.frames.iter().any(|frame| matches!(frame.open, Open::Link { .. } | Open::Image { .. }))
    }

    fn add(&mut self, node: Inline) {
        if let Some(frame) = self.inline.frames.last_mut() {
            frame.content.push(node);
        }
    }

    fn add_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.add(Inline::Text(text.into()));
        }
    }

    /// Remembers the runs of asterisks and the like that stayed as text.
    fn find_runs(&mut self, buffer: &str, pieces: &[(usize, usize)]) {
        for (span, mark) in leftover::runs(buffer) {
            let piece = pieces.partition_point(|piece| piece.0 <= span.start).saturating_sub(1);
            let Some(&(start, parsed)) = pieces.get(piece) else { continue };
            let at = parsed + (span.start - start);
            let source = &self.source.text;
            let shape = if source.get(at..).is_some_and(|rest| rest.starts_with(STAR)) {
                Shape::Digits
            } else if span.start == start && is_escaped(source, at) {
                Shape::Escaped
            } else {
                Shape::Left
            };
            let (at, length) = (self.source.place(at), span.len());
            // Something may have been taken out between two.
            let typed = self.teller.typed(at..at + length);
            let whole = typed.len() == length && typed.chars().all(|c| c == mark);
            let shape = if whole || shape == Shape::Escaped { shape } else { Shape::Broken };
            self.inline.runs.push(Run { at, length, mark, shape });
        }
    }

    /// `[^1]` without its note, and `[名单]（a.xlsx）`.
    fn check_brackets(&mut self, buffer: &str, pieces: &[(usize, usize)]) {
        let mut open = None;
        for (at, bracket) in buffer.match_indices(['[', ']']) {
            if bracket == "[" {
                open = Some(at);
                continue;
            }
            let Some(start) = open.take() else { continue };
            let end = at + 1;
            if let Some(inside) = autolink::full_width(&buffer[end..]) {
                let brackets = end..end + "（".len() + inside.len() + "）".len();
                self.full_width_link(inside, self.source.span(&parsed(pieces, &brackets)));
            }
            let label = buffer[start..at].strip_prefix("[^").filter(|label| (1..=LONGEST_LABEL).contains(&label.len()));
            let Some(label) = label.filter(|label| !label.contains(char::is_whitespace)) else { continue };
            let place = parsed(pieces, &(start..end));
            if !is_escaped(&self.source.text, place.start) {
                self.missing_note(label, self.source.span(&place));
            }
        }
    }

    /// `【名单】（https://a.cn）`
    fn check_wide_brackets(&mut self, buffer: &str, pieces: &[(usize, usize)]) {
        let mut done = 0;
        for (end, bracket) in buffer.match_indices(['】', '］']) {
            let start = buffer[done..end].rfind(['【', '［']).map(|start| done + start);
            done = end + bracket.len();
            let (Some(start), Some((address, length))) = (start, autolink::bracketed(&buffer[done..])) else {
                continue;
            };
            let shown = &buffer[start + '【'.len_utf8()..end];
            if shown.trim().is_empty() || shown.contains(['[', ']', '\\']) {
                continue;
            }
            let span = self.source.span(&parsed(pieces, &(start..done + length)));
            let mended = format!("[{shown}]({address})");
            self.teller.tell(
                &codes::LINK_FULL_WIDTH,
                span.clone(),
                both!("链接的括号是全角的，所以没有变成链接", "full-width brackets make no link"),
                |told| told.help(both!("写成 {mended}", "write {mended}")).edit(span, mended),
            );
        }
    }

    fn full_width_link(&mut self, inside: &str, span: Range<usize>) {
        self.teller.tell(
            &codes::LINK_FULL_WIDTH,
            span.clone(),
            both!("链接的括号是全角的，所以没有变成链接", "full-width brackets make no link"),
            |told| {
                let mended = format!("({inside})");
                told.help(both!("改成半角括号：]{mended}", "write ]{mended}")).edit(span, mended)
            },
        );
    }

    fn missing_note(&mut self, label: &str, span: Range<usize>) {
        self.teller.tell(
            &codes::FOOTNOTE_MISSING,
            span,
            both!("脚注 [^{label}] 没有内容", "the footnote [^{label}] has no note"),
            |told| {
                told.help(both!(
                    "另起一行写上它的内容：[^{label}]: 内容",
                    "write its note on a line of its own: [^{label}]: note"
                ))
            },
        );
    }

    /// Where a tag of a block was: what follows is a paragraph of its own.
    pub(super) fn paragraph_edge(&mut self) {
        self.inline.line_end = None;
        if self.leaf == Some(Leaf::Paragraph) && self.inline.frames.len() == 1 {
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
            self.spill();
            self.inline.buffer.push(' ');
        }
    }
}

/// Where some bytes of the gathered text stand in the parsed text.
fn parsed(pieces: &[(usize, usize)], span: &Range<usize>) -> Range<usize> {
    let at = |count: usize, at: usize| {
        let piece = pieces.get(count.saturating_sub(1));
        piece.map_or(0, |&(start, parsed)| parsed + (at - start))
    };
    let start = at(pieces.partition_point(|piece| piece.0 <= span.start), span.start);
    start..at(pieces.partition_point(|piece| piece.0 < span.end), span.end).max(start)
}

/// A line without the spaces that Chinese paragraphs begin with.
fn without_indent(text: &str) -> &str {
    // U+3000, U+2002 and the others begin with these; hardly any Chinese character does.
    if !matches!(text.as_bytes().first(), Some(0xe3 | 0xe2 | 0xc2 | b' ')) {
        return text;
    }
    let blank = |c| matches!(c, '\u{3000}' | '\u{2002}' | '\u{2003}' | '\u{a0}' | ' ');
    let rest = text.trim_start_matches(blank);
    let indent = &text[..text.len() - rest.len()];
    if indent.contains('\u{3000}') { rest } else { text }
}

/// Whether a backslash makes text of the character there.
fn is_escaped(text: &str, at: usize) -> bool {
    let slashes = text.as_bytes().iter().take(at).rev().take_while(|&&b| b == b'\\').count();
    slashes % 2 == 1
}
