//! A list that stands further in than the numbered item above it, and not far enough to be a part of it: `1. 甲` and two
//! blanks before `- 子`. To Markdown the numbered list ends there, and another begins below.

use super::Builder;
use crate::both;
use crate::markdown::codes;
use crate::markdown::document::Block;
use crate::markdown::item::{after_number, item};
use crate::markdown::lines;
use std::ops::Range;

/// One blank more is a slip the other way.
const BLANKS: usize = 2;
/// More lines above are not looked through for the item.
const ABOVE_MAX: usize = 50;

impl Builder<'_, '_> {
    /// Tells of a list between the items of a numbered one.
    pub(super) fn check_nested(&mut self, range: &Range<usize>) {
        let text = &*self.source.text;
        let start = text[..range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let blanks = text[start..].len() - text[start..].trim_start_matches(' ').len();
        let is_below = matches!(self.blocks.last(), Some(Block::List { start: Some(_), .. }));
        if !self.containers.is_empty() || !is_below || blanks < BLANKS {
            return;
        }
        let Some(wanted) = text[..start].lines().rev().take(ABOVE_MAX).find_map(width) else { return };
        let Some(more) = wanted.checked_sub(blanks).filter(|&more| more > 0) else { return };
        let end = start + text[start..range.end].trim_end().len();
        let span = self.source.span(&(start..end));
        let typed = self.teller.typed(span.clone());
        let blanks = " ".repeat(more);
        let moved = |line: &str| if line.starts_with(' ') { format!("{blanks}{line}") } else { line.to_owned() };
        let mended: String = typed.split_inclusive('\n').map(moved).collect();
        let first = lines::first(typed);
        self.teller.tell(
            &codes::LIST_NOT_NESTED,
            span.start..span.start + first.len(),
            both!(
                "这一项前面空得不够，没有套在上面那一项里，编号的列表在这里断开了",
                "this item is not indented far enough to be a part of the one above, and parts the numbered list"
            ),
            |told| {
                told.help(both!(
                    "前面空{wanted}格，和上面那一项的字对齐",
                    "put {wanted} spaces before it, so that it stands below the text of that item"
                ))
                .edit(span, mended)
            },
        );
    }
}

/// In which column the text of a numbered item begins that is not indented itself.
fn width(line: &str) -> Option<usize> {
    after_number(line)?;
    let text = item(line)?;
    Some(line.len() - text.trim_start().len())
}
