//! Paragraphs that became one: pasted from a text processor, each is a line, and there are no empty lines between them.
//! Text that is wrapped at a width, and text with a sentence a line, are meant to be one.

use super::Builder;
use super::alike::{self, Alike, alike};
use super::names::entry;
use crate::both;
use crate::markdown::cjk::is_han;
use crate::markdown::numbering::Step;
use crate::markdown::{codes, indent, letter, lines, signature};
use std::ops::Range;

/// Of so many lines one may end in the middle of a sentence.
const TORN: usize = 5;

impl Builder<'_, '_> {
    /// Tells of a paragraph whose lines seem to be paragraphs.
    pub(super) fn check_joined(&mut self, range: &Range<usize>) {
        let text = &self.source.text[range.clone()];
        if !self.containers.is_empty() || !text.trim_end().contains(['\n', '\r']) || !is_of_paragraphs(text) {
            return;
        }
        let (joints, below_headings) = self.joints(range);
        let (Some(&first), Some(&last)) = (joints.first(), joints.last()) else { return };
        let count = joints.len();
        // One line may be broken as it seemed good to who typed it.
        let most = below_headings.max(count - below_headings);
        if most < if is_official(text) { 1 } else { 2 } {
            return;
        }
        let end = if self.teller.before(first).ends_with("\r\n") { "\r\n" } else { "\n" };
        let mut mended = String::new();
        for (index, &joint) in joints.iter().enumerate() {
            mended.push_str(end);
            mended.push_str(self.teller.typed(joint..joints.get(index + 1).copied().unwrap_or(last)));
        }
        let line = self.teller.after(first).lines().next().unwrap_or_default();
        self.teller.tell(
            &codes::LINES_JOINED,
            first..first + line.len(),
            both!(
                "这一行起，有{count}行和上面的话之间没有空行，网页上会连成一段",
                "from here on, {count} lines have no empty line above them: on the page they go on with those above"
            ),
            |told| {
                told.help(both!(
                    "各成一段的，中间空一行；本来就是一段的，写在同一行",
                    "leave an empty line between paragraphs; write what is one paragraph in one line"
                ))
                .edit(first..last, mended)
            },
        );
    }

    /// Where in the file lines begin that join a sentence above them, or a heading, but are no lines on the page; and
    /// how many of them join a heading.
    fn joints(&self, range: &Range<usize>) -> (Vec<usize>, usize) {
        let text = &self.source.text[range.clone()];
        let width = longest(text);
        let mut below = text.split_inclusive('\n').skip(1);
        let (mut joints, mut below_headings, mut end) = (Vec::new(), 0, range.start);
        let (mut above, mut below_listed) = ("", false);
        for line in text.split_inclusive('\n') {
            let start = end;
            end += line.len();
            let alike = alike(above, line, below.next().unwrap_or_default());
            let is_line = below_listed || alike.is_some() || entry(line).is_some() || begins_line(line, above);
            if (lines::is_over(above) || is_cut_short(above, width))
                && !is_broken(above)
                && !is_line
                && !self.signature.iter().any(|signed| signed.start == start)
            {
                joints.push(self.source.place(start));
                below_headings += usize::from(!lines::is_over(above));
            }
            below_listed = alike == Some(Alike::Listed);
            above = line;
        }
        (joints, below_headings)
    }
}

/// Whether the lines of a paragraph may be paragraphs: nearly all end with a sentence, or are short; and whether
/// something says that they are: numbers and the head of a letter, or more than one sentence in a line.
fn is_of_paragraphs(text: &str) -> bool {
    let width = longest(text);
    let is_torn = |line: &&str| lines::is_torn(line) && !is_cut_short(line, width);
    let (lines, torn) = (text.lines().count(), text.lines().filter(is_torn).count());
    torn <= lines / TORN && (is_official(text) || text.lines().any(has_two_sentences))
}

fn is_official(text: &str) -> bool {
    let is_chapter = |line| lines::number(line).is_some_and(|number| number.step <= Step::Section);
    text.lines().map(str::trim).any(|line| is_chapter(line) || letter::stands_alone(line))
}

/// How many characters the longest line of a text has.
fn longest(text: &str) -> usize {
    text.lines().map(length).max().unwrap_or_default()
}

fn length(line: &str) -> usize {
    line.trim().chars().count()
}

/// Whether a line, of a text as wide as this, was not wrapped where it ends, though it ends no sentence there: it is
/// clearly shorter, as a heading is.
fn is_cut_short(line: &str, width: usize) -> bool {
    line.contains(is_han) && !lines::is_over(line) && !alike::goes_on(line) && 3 * length(line) < 2 * width
}

/// Whether a sentence ends within a line.
fn has_two_sentences(line: &str) -> bool {
    lines::without_end(line).contains(['。', '！', '？', '!', '?'])
}

/// Whether what ends a line shows on the page.
fn is_broken(line: &str) -> bool {
    let line = line.trim_end_matches(['\n', '\r']);
    line.ends_with("  ") || line.ends_with(['\\', '>'])
}

/// Whether a line is one of its own, or begins a paragraph.
fn begins_line(line: &str, above: &str) -> bool {
    let text = line.trim_start();
    indent::begins_paragraph(&line[..line.len() - text.len()])
        || lines::begins_line(line, above)
        || lines::ends_line(above.trim_end())
        || lines::is_short_label(line)
        || signature::closes(above, line)
        || letter::stands_alone(line.trim_end())
        || letter::stands_alone(above.trim_end())
}
