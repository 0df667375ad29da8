//! A sentence right below a list, which Markdown takes for the end of its last item.

use super::slips::SPACES;
use super::{Builder, Container, Kind};
use crate::both;
use crate::markdown::item;
use crate::markdown::{codes, lines};

impl Builder<'_, '_> {
    /// Tells of a line of an item that is not indented: a sentence, below an item that is complete.
    pub(super) fn check_below_list(&mut self, at: usize) {
        let in_lists = |container: &Container| matches!(container.kind, Kind::List { .. } | Kind::Item { .. });
        let (above, below) = self.source.text.split_at(at);
        if self.containers.is_empty() || !above.ends_with(['\n', '\r']) || !self.containers.iter().all(in_lists) {
            return;
        }
        let item = above.trim_end_matches(['\n', '\r']).rsplit(['\n', '\r']).next().unwrap_or_default();
        if !lines::is_complete_item(item) || !is_sentence(below) {
            return;
        }
        let at = self.source.place(at);
        let line = self.teller.after(at).lines().next().unwrap_or_default();
        let end = if self.teller.before(at).ends_with("\r\n") { "\r\n" } else { "\n" };
        self.teller.tell(
            &codes::LIST_RUNS_ON,
            at..at + line.len(),
            both!(
                "这一行紧挨着上面的列表，成了最后一项的一部分",
                "this line is right under the list and became a part of its last item"
            ),
            |told| told.help(both!("在它上面空一行", "leave an empty line above it")).edit(at..at, end),
        );
    }
}

/// Whether a text begins with a line that ends a sentence, and no item follows.
fn is_sentence(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    first.trim_end_matches(SPACES).ends_with(['。', '！', '？'])
        && lines.take_while(|line| !line.trim().is_empty()).all(|line| item(line).is_none())
}
