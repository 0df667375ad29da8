//! A block of HTML made paragraphs: its tags go, its text stays and is Markdown.

use super::{Patch, Source};
use crate::both;
use crate::markdown::codes;
use crate::markdown::html::{self, Fate, Piece, Pieces};
use crate::markdown::removals::Removals;
use crate::markdown::reserved::{PUT_CELL, PUT_EDGE};
use crate::markdown::tell::Teller;
use std::ops::Range;

/// A block of HTML: lines of the body, without the quotes and lists around them.
pub(super) struct HtmlBlock<'a> {
    clean: &'a Source<'a>,
    lines: &'a [Range<usize>],
    /// The lines in one.
    text: String,
    /// Where each line begins in it.
    starts: Vec<usize>,
}

impl<'a> HtmlBlock<'a> {
    /// The block that these lines of the body are.
    pub fn new(clean: &'a Source<'a>, lines: &'a [Range<usize>]) -> HtmlBlock<'a> {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(lines.len());
        for line in lines {
            starts.push(text.len());
            text.push_str(&clean.text[line.clone()]);
        }
        HtmlBlock { clean, lines, text, starts }
    }

    /// Cuts its tags, and tells of them.
    pub fn take_out(&self, patches: &mut Vec<Patch>, teller: &mut Teller<'_>, removals: &mut Removals) {
        self.unblock(patches, teller);
        // The names that nothing closes: looked for once.
        let mut missing: Vec<&str> = Vec::new();
        let mut pieces = Pieces::new(&self.text);
        while let Some((mut span, piece)) = pieces.next() {
            let place = self.clean.span(&self.old(&span));
            let put = match piece {
                Piece::Comment => "",
                Piece::Declaration => {
                    Removals::declaration(place, teller);
                    ""
                }
                Piece::Open { name, .. } | Piece::Close { name }
                    if matches!(html::fate(name), Fate::Style(_) | Fate::Break) =>
                {
                    continue;
                }
                Piece::Open { name, closed, .. } => {
                    let known = missing.iter().any(|other| other.eq_ignore_ascii_case(name));
                    let vanishes = html::fate(name) == Fate::Vanish && !closed && !known;
                    let end = if vanishes { closing(&self.text, span.end, name) } else { None };
                    removals.opened(name, end.is_some(), place, teller);
                    match end {
                        Some(end) => {
                            span.end = end;
                            pieces.skip_to(end);
                        }
                        None if vanishes => missing.push(name),
                        None => {}
                    }
                    put_for(name)
                }
                Piece::Close { name } => {
                    removals.closed(name, place, teller);
                    put_for(name)
                }
            };
            self.cut(&span, put, patches, removals);
        }
    }

    /// Makes each line begin a paragraph, not a block of HTML or code.
    fn unblock(&self, patches: &mut Vec<Patch>, teller: &mut Teller<'_>) {
        for line in self.lines {
            let text = &self.clean.text[line.clone()];
            let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
            let put = if text[indent..].starts_with('<') { "\u{fdd0}" } else { "" };
            if indent > 0 || !put.is_empty() {
                patches.push(Patch { at: line.start, cut: indent, put });
            }
        }
        if self.text.trim_start().starts_with("<!--") && !self.text.contains("-->") {
            let start = self.lines.first().map_or(0, |line| line.start);
            teller.tell(
                &codes::HTML_REMOVED,
                self.clean.span(&(start..start + 4)),
                both!("“<!--”没有结束，后面的文字照常显示", "`<!--` never ends; the text after it is shown"),
                |told| told.help(both!("在注释的末尾写 -->", "write --> where the comment ends")),
            );
        }
    }

    /// Cuts bytes of the block, line by line: line ends stay, for they hold the quotes and lists together.
    fn cut(&self, span: &Range<usize>, put: &'static str, patches: &mut Vec<Patch>, removals: &mut Removals) {
        let mut put = put;
        let first = self.starts.partition_point(|&start| start <= span.start).saturating_sub(1);
        for (line, &start) in self.lines.iter().zip(&self.starts).skip(first) {
            if start >= span.end {
                break;
            }
            let whole = &self.clean.text[line.clone()];
            let length = whole.trim_end_matches(['\n', '\r']).len();
            let from = span.start.saturating_sub(start).min(length);
            let to = (span.end - start).min(length);
            patches.push(Patch { at: line.start + from, cut: to - from, put });
            removals.cuts.push(self.clean.span(&(line.start + from..line.start + to)));
            put = "";
        }
    }

    /// Where bytes of the block stand in the body.
    fn old(&self, span: &Range<usize>) -> Range<usize> {
        let at = |at: usize| {
            let index = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
            match (self.lines.get(index), self.starts.get(index)) {
                (Some(line), Some(start)) => line.start + (at - start).min(line.len()),
                _ => 0,
            }
        };
        at(span.start)..at(span.end)
    }
}

fn put_for(name: &str) -> &'static str {
    match html::fate(name) {
        Fate::Block => PUT_EDGE,
        Fate::Cell => PUT_CELL,
        _ => "",
    }
}

/// Where the tag ends that closes `name`.
fn closing(text: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find("</")? + 2;
        let rest = &text[start..];
        let same = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        if same && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Some(start + rest.find('>')? + 1);
        }
        at = start;
    }
}
