//! Tags within text, footnotes, and the definitions of links.

use super::{Builder, Kept, MAX_DEPTH, Open, OpenInline, Opened};
use crate::both;
use crate::markdown::codes;
use crate::markdown::document::Inline;
use crate::markdown::html::{self, Fate, Piece};
use crate::markdown::removals::{Removals, shown};
use pulldown_cmark::{CowStr, RefDefs};
use std::collections::HashSet;
use std::ops::Range;

impl<'a> Builder<'a, '_> {
    /// A tag within text.
    pub(super) fn inline_html(&mut self, raw: &str, range: &Range<usize>) {
        self.hides(range);
        if range.end <= self.inline.skip_until {
            return;
        }
        self.need_leaf(range.start);
        let span = self.source.span(range);
        match html::piece(raw) {
            Some((_, Piece::Comment)) => {}
            Some((_, Piece::Open { name, attributes, closed })) => self.opening_tag(name, attributes, closed, span),
            Some((_, Piece::Close { name })) => self.closing_tag(name, span),
            Some((_, Piece::Declaration)) | None => Removals::declaration(span, self.teller),
        }
    }

    fn opening_tag(&mut self, name: &str, attributes: bool, closed: bool, span: Range<usize>) {
        match html::fate(name) {
            Fate::Break => {
                self.push(Inline::HardBreak);
                self.inline.at_line_start = true;
            }
            Fate::Style(style) if !closed => {
                if attributes {
                    self.tell_attributes(name, span.clone());
                }
                if self.tag_fits(name, &span) {
                    self.open_frame(Open::Html(Box::new(Opened { name: name.into(), span }), style));
                }
            }
            Fate::Vanish if !closed && !html::is_void(name) => {
                if self.tag_fits(name, &span) {
                    self.flush();
                    let (text, targets) = (self.flow.text.len(), self.targets.len());
                    let (told, runs) = (self.teller.count(), self.inline.runs.len());
                    let kept = Box::new(Kept { text, targets, told, runs });
                    self.open_frame(Open::Vanish(Box::new(Opened { name: name.into(), span }), kept));
                }
            }
            fate => {
                self.removals.opened(name, false, span, self.teller);
                self.leave_room(fate);
            }
        }
    }

    /// Whether one more tag may be opened.
    fn tag_fits(&mut self, name: &str, span: &Range<usize>) -> bool {
        let fits = self.inline.frames.len() < MAX_DEPTH;
        if !fits {
            self.removals.passed(name);
            self.too_deep(span.clone());
        }
        fits
    }

    fn closing_tag(&mut self, name: &str, span: Range<usize>) {
        let fate = html::fate(name);
        match fate {
            Fate::Break => self.push(Inline::HardBreak),
            Fate::Style(_) | Fate::Vanish => match self.matching(name) {
                Some(index) => self.close_tag(index, span.end),
                None => self.removals.closed(name, span, self.teller),
            },
            _ => {
                self.removals.closed(name, span, self.teller);
                self.leave_room(fate);
            }
        }
    }

    /// A tag that went stood between two things.
    fn leave_room(&mut self, fate: Fate) {
        match fate {
            Fate::Block => self.paragraph_edge(),
            Fate::Cell => self.cell_edge(),
            _ => {}
        }
    }

    /// The open tag that this one closes; not past what Markdown opened.
    fn matching(&self, name: &str) -> Option<usize> {
        let frames = self.inline.frames.iter().enumerate().rev();
        let mut tags = frames.map_while(|(index, frame)| match &frame.open {
            Open::Html(tag, _) | Open::Vanish(tag, _) => Some((index, &tag.name)),
            _ => None,
        });
        tags.find(|(_, open)| open.eq_ignore_ascii_case(name)).map(|(index, _)| index)
    }

    /// Closes an open tag; what closes it ends at this byte of the file.
    fn close_tag(&mut self, index: usize, end: usize) {
        while self.inline.frames.len() > index + 1 {
            self.unwrap_tag();
        }
        self.flush();
        match self.inline.frames.pop() {
            Some(OpenInline { open: Open::Html(_, style), first }) => {
                let content = self.nodes_from(first);
                self.push(Self::styled(style, content));
            }
            Some(OpenInline { open: Open::Vanish(tag, kept), first }) => {
                let (Opened { name, span }, Kept { text, targets, told, runs }) = (*tag, *kept);
                self.inline.nodes.truncate(first);
                self.flow.text.truncate(text);
                self.inline.gathered = text;
                self.targets.truncate(targets);
                self.teller.take_back(told);
                self.inline.runs.truncate(runs);
                self.readable.hidden.push(span.start..end);
                self.removals.opened(&name, true, span, self.teller);
            }
            _ => {}
        }
    }

    /// Ends the tags that nothing closed.
    pub(super) fn unwrap_tags(&mut self) {
        while matches!(self.inline.frames.last(), Some(OpenInline { open: Open::Html(..) | Open::Vanish(..), .. })) {
            self.unwrap_tag();
        }
    }

    /// Takes out a tag that nothing closed and leaves what it holds.
    fn unwrap_tag(&mut self) {
        self.flush();
        match self.inline.frames.pop().map(|frame| frame.open) {
            Some(Open::Html(tag, _)) => self.tell_unclosed(&tag.name, tag.span),
            Some(Open::Vanish(tag, _)) => self.removals.opened(&tag.name, false, tag.span, self.teller),
            _ => {}
        }
    }

    fn tell_unclosed(&mut self, name: &str, span: Range<usize>) {
        let name = shown(name);
        self.teller.tell(
            &codes::HTML_REMOVED,
            span,
            both!("<{name}> 没有结束，已经去掉", "<{name}> is never closed and was taken out"),
            |told| told.help(both!("在文字后面补上 </{name}>", "write </{name}> after the text")),
        );
    }

    fn tell_attributes(&mut self, name: &str, span: Range<usize>) {
        let name = shown(name);
        self.teller.tell(
            &codes::HTML_REMOVED,
            span,
            both!("<{name}> 里的样式等属性不能用，已经去掉", "what stands in <{name}> beside its name was taken out"),
            |told| told.help(both!("只写 <{name}>", "write <{name}> alone")),
        );
    }

    /// HTML that is still a block after all of it was taken out: it is text.
    pub(super) fn left_html(&mut self, html: &CowStr<'a>, range: &Range<usize>) {
        if range.end > self.inline.skip_until {
            self.text(html, range);
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str, range: &Range<usize>) {
        self.need_leaf(range.start);
        let note = self.notes.refer(label);
        self.push(Inline::Footnote(note));
    }

    pub(super) fn uses_definition(&mut self, label: &str) {
        if !label.is_empty() {
            self.used_definitions.push(label.to_owned());
        }
    }

    /// What is known when all was read: the definitions, and which of them something refers to.
    pub(super) fn definitions(&mut self, definitions: &RefDefs<'_>) {
        if definitions.iter().next().is_some() {
            self.reads_definitions(definitions);
            self.check_definitions(definitions);
        }
    }

    /// `[注]: 说明` is a definition to Markdown, and shown nowhere.
    fn check_definitions(&mut self, definitions: &RefDefs<'_>) {
        let used = self.used_definitions.iter().filter_map(|label| definitions.get(label));
        let used: HashSet<usize> = used.map(|definition| definition.span.start).collect();
        let unused = definitions.iter().filter(|(_, definition)| {
            // `[//]: # (…)` is how comments are typed.
            &*definition.dest != "#" && !used.contains(&definition.span.start)
        });
        let mut unused: Vec<Range<usize>> = unused.map(|(_, definition)| definition.span.clone()).collect();
        unused.sort_by_key(|span| span.start);
        for span in unused {
            let span = self.source.span(&span);
            self.teller.tell(
                &codes::LINK_DEFINITION_UNUSED,
                span,
                both!(
                    "这一行是链接的定义，没有用到，也不会显示",
                    "this line defines a link that nothing uses, and is not shown"
                ),
                |told| {
                    told.help(both!(
                        "想让它显示，就把冒号换成全角的“：”",
                        "to show it, write a full-width colon, “：”, in it"
                    ))
                },
            );
        }
    }
}
