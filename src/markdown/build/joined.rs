//! Paragraphs that became one: pasted from a text processor, each is a line, and there are no empty lines between them.
//! Text that is wrapped at a width, and text with a sentence a line, are meant to be one.

use super::Builder;
use super::names::entry;
use super::slips::line_before;
use crate::both;
use crate::letters::is_han;
use crate::markdown::numbering::Step;
use crate::markdown::{codes, letter, lines};
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Of so many lines one may end in the middle of a sentence.
const TORN: usize = 5;

impl Builder<'_, '_> {
    /// Notes that the line that begins there goes on with the one above it on the page. What stands below an item that
    /// its mend makes is told there.
    pub(super) fn line_joined(&mut self, at: usize) {
        if self.containers.is_empty() && self.inline.items.is_empty() && entry(&self.source.text[at..]).is_none() {
            self.inline.joined.push(at);
        }
    }

    /// Tells of a paragraph whose lines seem to be paragraphs.
    pub(super) fn check_joined(&mut self, range: &Range<usize>) {
        let text = &self.source.text[range.clone()];
        if self.inline.joined.is_empty() || !is_of_paragraphs(text) {
            return;
        }
        let (joints, below_headings) = self.joints(text);
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
        let line = lines::first(self.teller.after(first));
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

    /// Where in the file lines begin that join a sentence above them, or a heading; and how many of them join a heading.
    fn joints(&self, text: &str) -> (Vec<usize>, usize) {
        let width = widest(text);
        let (mut joints, mut below_headings) = (Vec::new(), 0);
        for &at in &self.inline.joined {
            let above = &self.source.text[..at];
            let start = above.rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let above = line_before(above);
            if lines::is_over(above) || is_cut_short(above, width) {
                joints.push(self.source.place(start));
                below_headings += usize::from(!lines::is_over(above));
            }
        }
        (joints, below_headings)
    }
}

/// Whether the lines of a paragraph may be paragraphs: nearly all end with a sentence, or are short; and whether
/// something says that they are: numbers and the head of a letter, or more than one sentence in a line.
fn is_of_paragraphs(text: &str) -> bool {
    let width = widest(text);
    let is_torn = |line: &&str| lines::is_torn(line) && !is_cut_short(line, width);
    let (lines, torn) = (text.lines().count(), text.lines().filter(is_torn).count());
    torn <= lines / TORN && (is_official(text) || text.lines().any(has_two_sentences))
}

fn is_official(text: &str) -> bool {
    let is_chapter = |line| lines::number(line).is_some_and(|number| number.step <= Step::Section);
    text.lines().map(str::trim).any(|line| is_chapter(line) || letter::is_head(line))
}

/// How wide the Chinese of the widest line of a text is. An address or a telephone number is not parted where a line is
/// full, and says nothing of that.
fn widest(text: &str) -> usize {
    let chinese = |line: &str| line.trim().chars().filter(|c| !c.is_ascii()).filter_map(char::width_cjk).sum();
    text.lines().map(chinese).max().unwrap_or_default()
}

/// Whether a line, of a text as wide as this, was not wrapped where it ends, though it ends no sentence there: it is
/// clearly shorter, as a heading is.
fn is_cut_short(line: &str, width: usize) -> bool {
    line.contains(is_han) && !lines::is_over(line) && !lines::goes_on(line) && 3 * line.trim().width_cjk() < 2 * width
}

/// Whether a sentence ends within a line.
fn has_two_sentences(line: &str) -> bool {
    lines::without_end(line).contains(['。', '！', '？', '!', '?'])
}
