//! Lists. In the tree they stand in one another, as themes expect, and tables in them; what is written has them side by
//! side (see `finish`), for the platform's editor makes a mess of a list within a list.

use super::Emitter;
use crate::markdown::{Block, Item};
use crate::output::wechat::dialect::Dialect;

impl Emitter<'_> {
    /// A list. Each item holds one section, for the platform splits several.
    pub(super) fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        // A box to tick is mark enough.
        let tasks = !items.is_empty() && items.iter().all(|item| item.checked.is_some());
        let before = self.open((tag, if tasks { &["tasks"] } else { &[] }));
        if let Some(start) = start.filter(|start| *start != 1) {
            self.attribute("start", start.to_string());
        }
        let class: &[&str] = if self.dialect == Dialect::Doocs { &["listitem"] } else { &[] };
        let mut next = start;
        for item in items {
            let number = item.number.or(next);
            next = number.map(|number| number.saturating_add(1));
            self.within(("li", class), |emitter| {
                if let Some(number) = item.number {
                    emitter.attribute("value", number.to_string());
                }
                emitter.within(("section", &[]), |emitter| {
                    // doocs/md types its marks, and its themes count on it.
                    if emitter.dialect == Dialect::Doocs {
                        match number {
                            Some(number) => emitter.text(&format!("{number}. ")),
                            None => emitter.text("• "),
                        }
                    }
                    emitter.item(item);
                });
            });
        }
        self.close(before);
    }

    fn item(&mut self, item: &Item) {
        if let Some(checked) = item.checked {
            self.text(if checked { "☑ " } else { "☐ " });
        }
        let mut below_text = false;
        for block in &item.blocks {
            match block {
                Block::List { start, items, .. } => self.list(*start, items),
                Block::Table { align, head, rows } => self.table(align, head, rows),
                block => {
                    if below_text {
                        self.line_break();
                    }
                    self.plain(block);
                }
            }
            below_text = !matches!(block, Block::List { .. } | Block::Table { .. });
        }
    }
}
