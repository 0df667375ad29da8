//! The parts of a file that are prose, everything else blanked out byte for byte: code, addresses, targets of
//! links, HTML tags and comments, and of the head all but the values that are sentences.

mod fragment;

use crate::markdown::{Fence, addresses, content, holds_address, item};
use crate::scan::first;
use fragment::Fragment;
use memchr::memmem;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Text of which only the prose is left.
#[derive(Debug)]
pub(super) struct Prose {
    /// As long as what it was made from; what is not prose is `BLANK`.
    pub text: String,
    /// Where it begins in the file.
    pub base: usize,
    /// Its paragraphs, items, headings and values, in order.
    pub blocks: Vec<Range<usize>>,
    /// The headings that links name: they are mended with these, and are no prose otherwise.
    pub fragments: Vec<Fragment>,
}

/// No character that anything looks for.
const BLANK: u8 = 0;
/// The same, where the target of a link begins and ends.
pub(super) const TARGET: u8 = 1;

/// The fields whose values are sentences.
#[rustfmt::skip]
const SENTENCES: &[&str] = &[
    "title", "标题", "summary", "摘要", "digest", "text", "内容", "note", "说明",
    "eligibility", "资格", "bring", "携带", "how", "方式", "purpose", "宗旨",
];

/// The prose of a body, which begins at `base` in the file.
pub(super) fn of_body(body: &str, base: usize) -> Prose {
    let mut mask = Mask::new(body);
    let without_comments = if mask.comments() { Cow::Owned(mask.text()) } else { Cow::Borrowed(body) };
    let blocks = blocks(&without_comments, &mut mask);
    // Looked for once: most texts hold none, and a text has many blocks.
    let has_addresses = holds_address(&without_comments);
    for block in &blocks {
        mask.inlines(&without_comments, block, has_addresses);
    }
    mask.into_prose(base, blocks)
}

/// The prose of a head: the values that are sentences.
pub(super) fn of_head(head: &str, base: usize) -> Prose {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    // How far the field whose value is read is indented.
    let mut open: Option<usize> = None;
    for (at, line) in lines(head) {
        let content = line.trim_start_matches([' ', '-', '\u{3000}', '\t']);
        let indent = line.len() - content.len();
        let end = at + line.len();
        if let (Some(field), Some(block)) = (open, blocks.last_mut())
            && (content.is_empty() || indent > field)
        {
            block.end = end;
            continue;
        }
        open = None;
        let Some((key, value)) = content.split_once([':', '：']) else { continue };
        // A list or a mapping in one line is no sentence: its commas are its own.
        let is_list = value.trim_start().starts_with(['[', '{']);
        if SENTENCES.contains(&key.trim()) && !is_list {
            open = Some(indent);
            blocks.push(end - value.len()..end);
        }
    }
    let mut mask = Mask::new(head);
    let mut done = 0;
    for block in &blocks {
        mask.blank(done..block.start);
        done = block.end;
    }
    mask.blank(done..head.len());
    for span in addresses(head) {
        mask.blank(span);
    }
    mask.into_prose(base, blocks)
}

/// The lines of a text with where they begin, without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = at;
        at += line.len();
        // The second half of a line end.
        let half = line == "\n" && text[..start].ends_with('\r');
        (!half).then(|| (start, line.trim_end_matches(['\n', '\r'])))
    })
}

/// Divides a body into blocks, and blanks out fenced code and definitions of links.
fn blocks(body: &str, mask: &mut Mask) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut block: Option<Range<usize>> = None;
    let mut fence: Option<Fence> = None;
    for (at, line) in lines(body) {
        let end = at + line.len();
        let text = content(line);
        if let Some(open) = fence.take_if(|open| open.holds(line)) {
            mask.blank(at..end);
            fence = (!open.is_closed_by(text)).then_some(open);
            continue;
        }
        fence = Fence::opened_by(line);
        if fence.is_some() {
            mask.blank(at..end);
        }
        if fence.is_some() || text.trim().is_empty() {
            out.extend(block.take());
            continue;
        }
        if let Some(target) = target_of_definition(text) {
            mask.fragment(end - target.len()..end);
            mask.blank(end - target.len()..end);
        }
        if begins_block(text) {
            out.extend(block.take());
        }
        block = Some(block.map_or(at, |block| block.start)..end);
    }
    out.extend(block);
    out
}

/// Whether a line begins a block even where no empty line is before it.
fn begins_block(text: &str) -> bool {
    text.starts_with(['#', '|']) || is_item(text)
}

/// Whether a block is an item of a list. `1、` and `●` are typed by hand: Markdown knows no list by them.
pub(super) fn is_item(block: &str) -> bool {
    item(content(block)).is_some()
}

/// The target of `[x]: target`. A note, `[^1]: text`, is prose.
fn target_of_definition(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('[').filter(|rest| !rest.starts_with('^'))?;
    rest.split_once("]:").map(|(_, target)| target)
}

/// Whether something may begin at a byte that is no prose.
fn is_markup(byte: u8) -> bool {
    (byte == b'\\') | (byte == b'`') | (byte == b'<') | (byte == b'(')
}

/// A copy of a text in which spans are blanked out.
struct Mask {
    bytes: Vec<u8>,
    fragments: Vec<Fragment>,
}

impl Mask {
    fn new(text: &str) -> Mask {
        Mask { bytes: text.into(), fragments: Vec::new() }
    }

    /// Blanks out some bytes, line ends excepted. The span lies on boundaries of characters.
    fn blank(&mut self, span: Range<usize>) {
        for byte in self.bytes.get_mut(span).into_iter().flatten() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = BLANK;
            }
        }
    }

    /// Blanks out the target of a link in its brackets. Its title is prose: it stands below a picture.
    fn target(&mut self, span: Range<usize>) {
        let bytes = self.bytes.get(span.clone()).unwrap_or_default();
        let quote = bytes.len().checked_sub(2).and_then(|last| bytes.get(last)).filter(|&&b| matches!(b, b'"' | b'\''));
        let opened = quote.and_then(|quote| memmem::find(bytes, &[b' ', *quote]));
        let title = opened.map(|at| span.start + at + 2).filter(|start| *start < span.end - 2);
        self.fragment(span.start..title.unwrap_or(span.end - 1));
        let title = title.unwrap_or(span.end - 2)..span.end - 2;
        self.blank(span.start..title.start);
        self.blank(title.end..span.end);
        self.bytes[span.start] = TARGET;
        self.bytes[span.end - 1] = TARGET;
    }

    /// Keeps the heading that a target within the site names.
    fn fragment(&mut self, target: Range<usize>) {
        let typed = self.bytes.get(target.clone()).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default();
        if let Some((page, heading)) = typed.split_once('#').filter(|(page, _)| !page.contains(':')) {
            self.fragments.push(Fragment::new(target.start + page.len() + 1, heading));
        }
    }

    fn into_prose(self, base: usize, blocks: Vec<Range<usize>>) -> Prose {
        Prose { text: text(self.bytes), base, blocks, fragments: self.fragments }
    }

    fn text(&self) -> String {
        text(self.bytes.clone())
    }

    /// Blanks out comments. False where none begins.
    fn comments(&mut self) -> bool {
        if memmem::find(&self.bytes, b"<!--").is_none() {
            return false;
        }
        let text = self.text();
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find("<!--")).map(|found| at + found) {
            let Some(length) = text.get(start..).and_then(|rest| rest.find("-->")) else { break };
            at = start + length + 3;
            self.blank(start..at);
        }
        true
    }

    /// Blanks out code, tags, targets of links and addresses within a block.
    fn inlines(&mut self, text: &str, block: &Range<usize>, has_addresses: bool) {
        let Some(text) = text.get(block.clone()) else { return };
        let base = block.start;
        let bytes = text.as_bytes();
        let code = code_spans(text);
        let has_targets = memmem::find(bytes, b"](").is_some();
        let brackets = if has_targets { brackets(text, '(', ')') } else { Vec::new() };
        let mut code = code.iter().peekable();
        let mut closing_angle = 0;
        let mut at = 0;
        while let Some(next) = bytes.get(at..).and_then(|rest| first(rest, |byte, _| is_markup(byte))) {
            at += next;
            let byte = bytes[at];
            while code.next_if(|span| span.start < at).is_some() {}
            let skip = match byte {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => Some(at + 2),
                b'`' => match code.next_if(|span| span.start == at) {
                    Some(span) => {
                        self.blank(base + span.start..base + span.end);
                        Some(span.end)
                    }
                    None => None,
                },
                b'<' if bytes
                    .get(at + 1)
                    .is_some_and(|&b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) =>
                {
                    if closing_angle <= at {
                        closing_angle = bytes[at..].iter().position(|&b| b == b'>').map_or(bytes.len(), |n| at + n);
                    }
                    (closing_angle < bytes.len()).then(|| {
                        self.blank(base + at..base + closing_angle + 1);
                        closing_angle + 1
                    })
                }
                b'(' if at > 0 && bytes[at - 1] == b']' => {
                    let found = brackets.binary_search_by_key(&at, |pair| pair.0);
                    found.ok().map(|index| {
                        let close = brackets[index].1;
                        self.target(base + at..base + close + 1);
                        close + 1
                    })
                }
                _ => None,
            };
            at = skip.unwrap_or(at + 1);
        }
        if has_addresses {
            for span in addresses(text) {
                self.blank(base + span.start..base + span.end);
            }
        }
    }
}

/// What is left of a text. Whole characters were blanked, so it is text; were it not, nothing would be prose.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// The spans of inline code: a run of backticks up to the next one of the same length.
fn code_spans(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    let mut next_of_length = BTreeMap::new();
    let mut spans: Vec<Range<usize>> = Vec::new();
    for run in runs.iter().rev() {
        if let Some(close) = next_of_length.insert(run.len(), run.end) {
            spans.push(run.start..close);
        }
    }
    spans.reverse();
    spans
}

/// The brackets of a text that belong together, by their opening ones.
pub(super) fn brackets(text: &str, open: char, close: char) -> Vec<(usize, usize)> {
    let mut stack = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in text.char_indices() {
        if c == open {
            stack.push(at);
        } else if c == close
            && let Some(start) = stack.pop()
        {
            pairs.push((start, at));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests;
