//! Line ends: a space, a new line, nothing at all, or a new paragraph.

use super::alike::{Alike, alike};
use super::slips::{line_before, next_line};
use super::{Builder, Container, Kind, Leaf, LineEnd, MAX_DEPTH};
use crate::both;
use crate::cut;
use crate::markdown::boxes;
use crate::markdown::cjk::{is_shared_mark, joins};
use crate::markdown::codes;
use crate::markdown::document::Inline;
use crate::markdown::flow::Flow;
use crate::markdown::html::{self, Fate, Piece};
use crate::markdown::prose::is_chinese_prose;
use crate::markdown::{content, indent, letter, lines, reserved, signature};
use pulldown_cmark::Event;

impl Builder<'_, '_> {
    /// Decides on the line end before this event, with which a line begins.
    pub(super) fn line_begins(&mut self, at: usize, event: &Event<'_>) {
        let Some(end) = self.inline.line_end.take() else { return };
        let at = self.line_start(at);
        let line = &self.source.text[at..];
        let mut is_joined = false;
        if indent::begins_paragraph(indent::blanks(line)) || self.is_indented(at) || self.is_set_apart(at) {
            // Who indents a line begins a paragraph; so does who signs, and who says whom a letter is for.
            self.paragraph_edge();
        } else if self.leaf == Some(Leaf::Paragraph) && self.inline.frames.is_empty() {
            if self.in_quote() && boxes::mark(line).is_some_and(|mark| mark.kind.is_some()) {
                let content = self.take_content();
                self.end_paragraph(content);
                self.box_begins(at);
            } else if let Some(kind) = self.inline.title.take() {
                let title = self.take_content();
                self.inline.mark = Some((kind, title));
            } else {
                is_joined = self.end_line(end, line, event);
            }
        } else {
            is_joined = self.end_line(end, line, event);
        }
        self.inline.at_line_start = true;
        self.check_line(at, false);
        if is_joined {
            self.line_joined(at);
        }
        self.check_below_items(at);
        self.check_below_list(at);
        self.check_below_quote(at);
    }

    /// Where a line begins that begins with this byte of text. What a backslash makes text of begins after it,
    /// and is no mark of a box or a heading.
    pub(super) fn line_start(&self, at: usize) -> usize {
        if self.source.text[..at].ends_with('\\') { at - 1 } else { at }
    }

    /// Whether the parser passed over blanks before a line that begin a paragraph of Chinese. Below the text of an item
    /// or a note they keep it together.
    fn is_indented(&self, at: usize) -> bool {
        let before = &self.source.text[..at];
        let rest = before.trim_end_matches([' ', '\t']);
        // The first belongs to the mark of a quotation.
        let own = usize::from(rest.ends_with('>') && rest.len() < at);
        indent::begins_paragraph(&before[rest.len() + own..])
            && self.leaf == Some(Leaf::Paragraph)
            && !self.containers.iter().any(|container| matches!(container.kind, Kind::Item { .. } | Kind::Note(_)))
            && is_chinese_prose(lines::first(&self.source.text[at..]))
    }

    /// Whether a line that begins there is one of the signature.
    fn is_signed(&self, at: usize) -> bool {
        self.containers.is_empty() && self.signature.iter().any(|line| line.start == at)
    }

    /// Whether a line that begins there is one of the signature or of the head of a letter, or stands right below that.
    fn is_set_apart(&self, at: usize) -> bool {
        let (above, line) = self.source.text.split_at(at);
        let is_head = || [lines::first(line), line_before(above)].iter().any(|line| letter::is_head(line.trim_end()));
        self.is_signed(at) || self.blocks.len() <= HEAD && self.containers.is_empty() && is_head()
    }

    /// Ends a line before the next one. True where that goes on with it on the page.
    fn end_line(&mut self, end: LineEnd, line: &str, event: &Event<'_>) -> bool {
        let before = self.last_char();
        let is_line = self.is_line(line);
        if end == LineEnd::Hard || is_line && before.is_some_and(|c| c != '\n') {
            self.push(if is_line && !self.is_below_farewell(line) { Inline::NewLine } else { Inline::HardBreak });
        } else if matches!(event, Event::InlineHtml(html) if is_break(html)) {
            // A tag that ends the line.
        } else if let Some(before) = before.filter(|&before| before != '\n') {
            let after = match event {
                Event::Text(text) => first_of_text(text, line),
                Event::Code(code) => Some(code.chars().next().filter(|c| !c.is_whitespace()).unwrap_or('\u{fffc}')),
                _ => first_char(line),
            };
            let joined = after.is_some_and(|after| after.is_whitespace() || joins(before, after));
            if !joined && !before.is_whitespace() {
                self.push(Inline::SoftBreak);
            }
            return true;
        }
        false
    }

    /// Whether a line is one on the page too: by how it begins, how the one above it ends, or as one of a list or of a
    /// signature.
    fn is_line(&mut self, line: &str) -> bool {
        let text = &self.source.text[..self.source.text.len() - line.len()];
        let (above, this, below) =
            (line_before(text).trim_end(), lines::first(line).trim_end(), lines::first(next_line(line)).trim_end());
        let below_listed = self.inline.listed;
        let alike = alike(above, this, below);
        self.inline.listed = alike == Some(Alike::Listed);
        below_listed
            || alike.is_some()
            || lines::begins_line(line, above)
            || lines::ends_line(above)
            || signature::are_signed(above, this)
            || signature::are_signed(this, below)
            || signature::closes(above, this)
            || lines::is_short_label(line) && is_near(text, line, lines::is_short_label)
            || lines::is_titled(line) && !lines::goes_on(above) && is_near(text, line, lines::is_titled)
    }

    /// Whether a line stands below 此致, with which it is one sentence: it begins where its line does.
    fn is_below_farewell(&self, line: &str) -> bool {
        lines::is_farewell(line_before(&self.source.text[..self.source.text.len() - line.len()]))
    }

    fn in_quote(&self) -> bool {
        self.skipped == 0 && matches!(self.containers.last(), Some(Container { kind: Kind::Quote(_), .. }))
    }

    /// A paragraph of a quotation begins: with the mark of a box, perhaps.
    pub(super) fn box_begins(&mut self, at: usize) {
        let at = at + indent::blanks(&self.source.text[at..]).len();
        let Some(mark) = boxes::mark(&self.source.text[at..]) else { return };
        if let Some(kind) = mark.kind {
            self.check_title(kind, at, &mark);
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
    pub(super) fn last_char(&self) -> Option<char> {
        let open = self.gathered();
        if !open.is_empty() {
            return last_of_text(open);
        }
        last_of(&self.flow, &self.inline.nodes, &mut (2 * MAX_DEPTH))
    }
}

/// How many blocks may stand above the head of a letter: its title, its number.
const HEAD: usize = 2;

/// How many lines above and below one are looked at for another of its kind.
const NEAR: usize = 8;

/// Whether a line near this one is of its kind too: 问：, 答：
fn is_near(above: &str, line: &str, is: fn(&str) -> bool) -> bool {
    let goes_on = |line: &&str| !line.is_empty();
    // Without what stands before this line itself.
    let above = above.rfind('\n').map_or("", |end| &above[..end]);
    let before = above.lines().rev().map(content).take_while(goes_on).take(NEAR);
    let mut near = before.chain(line.lines().skip(1).map(content).take_while(goes_on).take(NEAR));
    near.any(is)
}

fn last_of_text(text: &str) -> Option<char> {
    text.chars().rev().take(8).find(|&c| !is_shared_mark(c)).or_else(|| text.chars().next_back())
}

/// The last character of some inlines, as far as `looks` reach. At most as deep as the tree is.
fn last_of(flow: &Flow, nodes: &[Inline], looks: &mut usize) -> Option<char> {
    for inline in nodes.iter().rev() {
        *looks = looks.checked_sub(1)?;
        let last = match inline {
            Inline::Text(words) => last_of_text(flow.text(*words)),
            // White space in code is seen.
            Inline::Code(words) => {
                last_of_text(flow.text(*words)).map(|c| if c.is_whitespace() { '\u{fffc}' } else { c })
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Tagged(_, content)
            | Inline::Link { content, .. } => last_of(flow, flow.inlines(*content), looks),
            Inline::Image { .. } => Some('\u{fffc}'),
            Inline::SoftBreak => Some(' '),
            Inline::HardBreak | Inline::NewLine => Some('\n'),
            Inline::Footnote(_) => None,
        };
        if last.is_some() {
            return last;
        }
    }
    None
}

/// The first character of a text that a line begins with.
fn first_of_text(text: &str, line: &str) -> Option<char> {
    let passed = |c: char| is_shared_mark(c) || reserved::meaning(c).is_some();
    text.chars().next().filter(|&c| !passed(c)).or_else(|| first_char(line))
}

/// How much of a line is looked through for its first character.
const MARKUP_MAX: usize = 300;

/// The first character of a line that is seen, or its end.
fn first_char(line: &str) -> Option<char> {
    // Markup is passed over; a line that begins with more of it than this says nothing.
    let mut rest = cut::head(line, MARKUP_MAX);
    for _ in 0..16 {
        let c = rest.chars().next().unwrap_or('\n');
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
