//! A line right below a list, which Markdown takes for the end of its last item; and one below what the mends make a
//! list of.

use super::lists::{NewItem, item_text};
use super::slips::line_before;
use super::{Builder, Container, Kind};
use crate::both;
use crate::letters::is_han;
use crate::markdown::cjk::SPACES;
use crate::markdown::item;
use crate::markdown::{codes, lines};

impl Builder<'_, '_> {
    /// Tells of a line that is not indented and no part of the item above it: a sentence, or a line that shows that the
    /// item was not wrapped there.
    pub(super) fn check_below_list(&mut self, at: usize) {
        let in_lists = |container: &Container| matches!(container.kind, Kind::List { .. } | Kind::Item { .. });
        let (above, below) = self.source.text.split_at(at);
        let is_item = self.inline.items.last().is_some_and(|item| item.at() > at);
        let is_new = self.is_below_new_item(at);
        if is_item
            || self.containers.is_empty() && !is_new
            || !above.ends_with(['\n', '\r'])
            || !self.containers.iter().all(in_lists)
        {
            return;
        }
        let line = line_before(above);
        let item = if is_new { item_text(line) } else { item(line) };
        let Some(item) = item.filter(|text| lines::is_complete(text)) else { return };
        let above_item = line_before(above.trim_end_matches(['\n', '\r']));
        let is_parted = || item_text(above_item).is_some() && is_apart(item, below);
        if !(is_sentence(below) || is_parted()) || holds_an_item(below) {
            return;
        }
        let at = self.source.place(at);
        let line = lines::first(self.teller.after(at));
        let end = if self.teller.before(at).ends_with("\r\n") { "\r\n" } else { "\n" };
        self.teller.tell(
            &codes::LIST_RUNS_ON,
            at..at + line.len(),
            match is_new {
                true => both!(
                    "上面几行改成列表，这一行紧挨着，就成了最后一项的一部分",
                    "once a list is made of the lines above, this one is a part of its last item"
                ),
                false => both!(
                    "这一行紧挨着上面的列表，成了最后一项的一部分",
                    "this line is right under the list and became a part of its last item"
                ),
            },
            |told| told.help(both!("在它上面空一行", "leave an empty line above it")).edit(at..at, end),
        );
    }

    /// Whether a mend makes an item of the line right above.
    fn is_below_new_item(&self, at: usize) -> bool {
        let Some(item) = self.inline.items.last().map(NewItem::at).filter(|&item| item < at) else { return false };
        self.source.text[item..at].trim_end_matches(['\n', '\r']).find(['\n', '\r']).is_none()
    }
}

/// Whether a text begins with a line that ends a sentence.
fn is_sentence(text: &str) -> bool {
    lines::first(text).trim_end_matches(SPACES).ends_with(['。', '！', '？'])
}

/// Whether a text begins with a line of Chinese that does not go on with an item: the item ends a sentence, or was not
/// wrapped, being shorter than that line.
fn is_apart(item: &str, text: &str) -> bool {
    let line = lines::first(text);
    let length = |line: &str| line.trim().chars().count();
    let is_whole = lines::is_over(item) || length(line) > length(item) + "- ".len();
    is_whole && line.starts_with(is_han) && !lines::goes_on(item) && !lines::begins_line(line, item)
}

/// Whether a text begins with an item, or one follows before the next blank line.
fn holds_an_item(text: &str) -> bool {
    text.lines().take_while(|line| !line.trim().is_empty()).any(|line| item_text(line).is_some())
}
