//! A line right below a quotation or a box, which Markdown takes for a part of it though nothing says so.

use super::slips::points;
use super::{Builder, Container, Kind};
use crate::both;
use crate::letters::is_han;
use crate::markdown::{boxes, codes, indent, item, lines};

impl Builder<'_, '_> {
    /// Tells of a line without `>` below one with it on which what is quoted is over.
    pub(super) fn check_below_quote(&mut self, at: usize) {
        let is_quote = |container: &Container| matches!(container.kind, Kind::Quote(_));
        if !self.containers.iter().any(is_quote) {
            return;
        }
        // In the parsed text what stands before a line may have been taken out.
        let at = self.source.place(at);
        let before = self.teller.before(at);
        let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let (above, blanks) = before.split_at(start);
        let start = at - blanks.len();
        let end = if above.ends_with("\r\n") { "\r\n" } else { "\n" };
        let above = lines::last(above.trim_end_matches(['\n', '\r']));
        let line = lines::first(self.teller.after(start));
        let quoted = item(above).unwrap_or(above).trim_start();
        let is_below = blanks.is_empty() || indent::begins_paragraph(blanks);
        let is_quoted = line.trim_start().starts_with('>');
        if is_quoted || !is_below || !quoted.starts_with('>') || points(quoted) {
            return;
        }
        let quoted = quoted.trim_start_matches(['>', ' ', '\t', '\u{3000}']);
        if boxes::mark(quoted).is_some() || !is_over(quoted, line) {
            return;
        }
        let is_box = self.inline.mark.is_some()
            || self.inline.done.iter().any(|paragraph| paragraph.mark.is_some())
            || self
                .containers
                .iter()
                .any(|container| matches!(&container.kind, Kind::Quote(marks) if !marks.is_empty()));
        let (zh, en) = if is_box { ("框", "box") } else { ("引用", "quotation") };
        self.teller.tell(
            &codes::QUOTE_RUNS_ON,
            start..start + line.len(),
            both!(
                "这一行紧挨着上面的{zh}，成了{zh}里的话",
                "this line is right under the {en} and became a part of it"
            ),
            |told| {
                told.help(both!(
                    "在它上面空一行；是{zh}里的，前面写“> ”",
                    "leave an empty line above it; if it belongs to the {en}, begin it with `> `"
                ))
                .edit(start..start, end)
            },
        );
    }
}

/// Whether what is quoted is over with a line, as far as that says itself or the one below it does: a sentence ends, its
/// author is named, or a heading follows.
fn is_over(above: &str, below: &str) -> bool {
    let above = above.trim_end();
    if lines::goes_on(above) || above.ends_with(['：', ':', '；', ';']) {
        return false;
    }
    lines::is_over(above)
        || above.starts_with(is_long_dash) && above.contains(is_han)
        || lines::is_complete_item(above) && lines::is_over(below)
        || lines::number(below).is_some() && !lines::is_torn(above)
}

/// A dash as it stands before a name: never a hyphen, which begins an item.
fn is_long_dash(c: char) -> bool {
    matches!(c, '—' | '―')
}
