//! The value behind a key or a list mark, with the lines below that belong to it.

use super::block::Header;
use super::clean::Cleaner;
use super::flow::{self, Flow, unfold};
use super::key::separator;
use super::lines::Line;
use super::mistakes::DEPTH_MAX;
use super::scalar::{self, closing, push_clean};
use super::scan::{Scan, closing_shape, opening};
use super::space::fold;
use super::told::Told;
use std::ops::Range;

/// A value that lines below may still change.
#[derive(Debug)]
pub(super) enum Open {
    /// Nothing stands there yet, and this is where it would.
    Nothing(usize),
    /// Text without quotes, with the blank lines after it: more may follow.
    Plain { text: String, span: Range<usize>, blank: usize },
    /// Finished, as YAML.
    Done(String),
}

impl Open {
    /// A value that has been written already.
    pub(super) fn written() -> Open {
        Open::Done(String::new())
    }

    /// A value that is empty whatever follows.
    pub(super) fn nothing_more(span: Range<usize>) -> Open {
        Open::Done(format!("!p{}.{} ~", span.start, span.end))
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Open::Nothing(_))
    }

    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Open::Plain { .. })
    }

    /// A blank line follows.
    pub(super) fn blank(&mut self) {
        if let Open::Plain { blank, .. } = self {
            *blank += 1;
        }
    }

    /// Another line of the text follows.
    pub(super) fn go_on(&mut self, src: &str, line: &Line, told: &mut Told) {
        if let Open::Plain { text, span, blank } = self {
            let mut piece = String::new();
            push_clean(&mut piece, src.get(line.content()).unwrap_or(""), line.start, told);
            text.extend(std::iter::repeat_n('\n', std::mem::take(blank)));
            fold(text, &piece);
            span.end = line.end;
        }
    }

    /// Writes it behind its key or mark.
    pub(super) fn write(self, yaml: &mut String) {
        let value = match self {
            Open::Nothing(at) => format!("!p{at}.{at} ~"),
            Open::Plain { text, span, .. } => tagged(&span, &text),
            Open::Done(value) => value,
        };
        if yaml.ends_with(':') && !value.is_empty() {
            yaml.push(' ');
        }
        yaml.push_str(&value);
    }
}

/// A text as YAML, with its place.
fn tagged(span: &Range<usize>, text: &str) -> String {
    let mut yaml = format!("!p{}.{} ", span.start, span.end);
    scalar::quote(&mut yaml, text);
    yaml
}

impl Cleaner<'_, '_, '_> {
    /// The value that begins at `span`, the rest of its line. Lines below belong to it if they stand further
    /// right than `base`; at the root all do. `stand` is where a value would stand if there is none.
    pub(super) fn value(&mut self, span: Range<usize>, base: Option<usize>, stand: usize) -> Open {
        let text = self.slice(span.clone());
        let Some(first) = text.chars().next() else { return Open::Nothing(stand) };
        if flow::is_empty(text) {
            return Open::nothing_more(span);
        }
        if let Some(header) = Header::read(text) {
            return self.block(header, span, base.unwrap_or(0));
        }
        match first {
            '"' | '\'' => self.quoted(span, first, base),
            _ if opening(first).is_some() => self.brackets(span, base),
            _ => self.plain(span),
        }
    }

    fn plain(&mut self, span: Range<usize>) -> Open {
        Open::Plain { text: unfold(self.src, span.clone(), self.told), span, blank: 0 }
    }

    fn block(&mut self, header: Header, span: Range<usize>, base: usize) -> Open {
        let first = self.next;
        let mut end = None;
        while let Some(line) = self.lines.get(self.next).filter(|line| line.is_blank() || line.column > base) {
            if !line.is_blank() {
                end = Some(line.end);
                if line.odd && !self.slice(line.begin..line.start).starts_with(' ') {
                    self.told.odd_indent(self.src, &line, line.column);
                }
            }
            self.next += 1;
        }
        let Some(end) = end else { return Open::nothing_more(span) };
        let text = header.text(&self.lines, first..self.next, base, self.told);
        Open::Done(tagged(&(span.start..end), &text))
    }

    /// A value that begins with a quote: whole in quotes, text with quotes around a part, or unclosed.
    fn quoted(&mut self, span: Range<usize>, mark: char, base: Option<usize>) -> Open {
        let text = self.slice(span.clone());
        let end = match closing(text, 1, mark) {
            Some(end) if end == text.len() => Some(span.end),
            Some(_) => return self.plain(span),
            None => self.closing_below(mark, base),
        };
        if let Some(end) = end {
            let span = span.start..end;
            let text = scalar::undo(self.src, span.clone(), self.told);
            return Open::Done(tagged(&span, &text));
        }
        self.told.unclosed_quote(span.clone(), mark, text);
        let Open::Plain { text, .. } = self.plain(span.start + 1..span.end) else { return Open::nothing_more(span) };
        Open::Plain { text, span, blank: 0 }
    }

    /// The end of the line below on which a quote closes, if it does before anything else begins; the lines
    /// up to it are taken.
    fn closing_below(&mut self, mark: char, base: Option<usize>) -> Option<usize> {
        let base = base?;
        for index in self.next..self.lines.len() {
            let line = self.lines.get(index)?;
            if !line.is_blank() && line.column <= base {
                return None;
            }
            if let Some(end) = closing(self.slice(line.content()), 0, mark) {
                let whole = line.start + end == line.end;
                self.next = if whole { index + 1 } else { self.next };
                return whole.then_some(line.end);
            }
        }
        None
    }

    /// A value that begins with a bracket: a list, fields, or text such as `[通知] 五一`.
    fn brackets(&mut self, span: Range<usize>, base: Option<usize>) -> Open {
        let mut scan = Scan::default();
        let mut end = scan.feed(self.src, span.clone());
        let ascii = self.slice(span.clone()).starts_with(['[', '{']);
        if end.is_some_and(|end| end < span.end) || (end.is_none() && !ascii) {
            return self.plain(span);
        }
        let mut until = span.end;
        while let (None, Some(line)) = (end, self.lines.get(self.next).filter(|line| self.is_in_brackets(line, base))) {
            let content = line.content();
            self.next += 1;
            if !self.slice(content.clone()).starts_with('#') && !content.is_empty() {
                until = content.end;
                end = scan.feed(self.src, content);
            }
        }
        if let Some(end) = end.filter(|end| *end < until) {
            self.told.stray_tail(end..until, self.slice(end..until));
        }
        if self.frames.depth() + scan.deepest > DEPTH_MAX {
            self.told.too_deep(span.clone());
            return Open::nothing_more(span.start..end.unwrap_or(until));
        }
        if end.is_none() {
            let open = scan.innermost().unwrap_or(span.start..span.start + 1);
            self.told.unclosed_bracket(open.clone(), self.slice(open));
            scan.close_all(until);
            let alone = scan.pairs.first().is_none_or(|pair| pair.commas.is_empty());
            if alone && until == span.end {
                return self.plain(span);
            }
        }
        let whole = span.start..end.unwrap_or(until);
        match Flow::write(self.src, &scan, self.told) {
            Some(yaml) => Open::Done(yaml),
            None => self.plain(whole),
        }
    }

    /// Whether a line below an open bracket belongs to it.
    fn is_in_brackets(&self, line: &Line, base: Option<usize>) -> bool {
        let Some(base) = base else { return true };
        let content = self.slice(line.content());
        let first = content.chars().next();
        line.is_blank()
            || line.column > base
            || first.is_some_and(|c| closing_shape(c).is_some() || matches!(c, ',' | '，'))
            || (first.is_some_and(|c| opening(c).is_some() || matches!(c, '"' | '\''))
                && separator(self.src, line.content()).is_none())
    }
}
