//! Lines with pipes that were meant to be a table: the row of dashes is missing or has another number of cells
//! than the head, or the pipes are full-width. And rows of a table that it has no room for, or that are none.

use super::Builder;
use super::slips::{line_before, next_line};
use crate::both;
use crate::markdown::codes;
use crate::markdown::indent::is_blank;
use crate::markdown::lines;
use crate::markdown::reserved;
use crate::markdown::rows::{LONGEST_MEND, PIPES, is_dashes, mended, no_table};
use memchr::memchr;
use std::ops::Range;

impl Builder<'_, '_> {
    /// Tells of the first row of what is no table.
    pub(super) fn check_table(&mut self, at: usize, rest: &str) {
        let text = &*self.source.text;
        if !is_row(rest) || !is_row(next_line(rest)) || line_before(&text[..at]).starts_with(PIPES) {
            return;
        }
        let start = self.source.place(self.blanks_before(at));
        let rows = rows(self.teller.after(start));
        let Some(head) = rows.lines().next() else { return };
        let outdented = outdented(rows);
        let behind = outdented != rows && is_table(&outdented);
        // What stands in a quotation or a list has more before its lines than can be put right here.
        let before = self.teller.before(start);
        let alone = before.is_empty() || before.ends_with(['\n', '\r']);
        let mended = (alone && rows.len() <= LONGEST_MEND).then(|| if behind { outdented } else { mended(&outdented) });
        self.teller.tell(&codes::TABLE_BROKEN, start..start + head.len(), no_table(), |told| {
            let told = told.help(match behind {
                true => both!("删去每一行前面的空白", "delete the blanks before each line"),
                false => both!(
                    "竖线用半角的“|”，第一行下面加一行“|---|---|”，有几栏就写几个“---”",
                    "write half-width pipes, and below the first line |---|---| with one --- for each column"
                ),
            });
            match mended {
                Some(mended) if mended != rows => told.edit(start..start + rows.len(), mended),
                _ => told,
            }
        });
    }

    /// Looks at a row for what is not shown as it was meant.
    pub(super) fn check_row(&mut self, range: &Range<usize>) {
        let Some(table) = &mut self.table else { return };
        let row = &self.source.text[range.clone()];
        if memchr(b'|', row.as_bytes()).is_none() {
            // A table of one column needs no pipes.
            if table.align.len() > 1 && !is_row(row.trim_start()) {
                table.under.get_or_insert((range.clone(), true));
            } else if is_row(row.trim_start()) {
                self.tell_wide_row(range);
            }
            return;
        }
        if let Some((_, last)) = &mut table.under {
            *last = false;
        }
        let more = &self.source.text[table.cell_end.min(range.end)..range.end];
        let start = range.end - more.trim_start_matches(EDGES).len();
        let more = more.trim_matches(EDGES);
        if more.is_empty() {
            return;
        }
        let span = self.source.span(&(start..start + more.len()));
        let cells: Vec<_> = more.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let lost: String = reserved::restore(&cells.join("、")).chars().take(LONGEST_SHOWN).collect();
        self.teller.tell(
            &codes::TABLE_BROKEN,
            span,
            both!("这一行的格子比第一行多，“{lost}”不会显示", "this row has more cells than the first: “{lost}” is not shown"),
            |told| {
                told.help(both!(
                    "在第一行和横线那一行里把缺的栏补上，或删去多出的格子；格子里要显示竖线，写作 \\|",
                    "add the missing columns to the first row and to the row of dashes, or delete the cells; to show a pipe in a cell, write \\|"
                ))
            },
        );
    }

    /// A row between full-width pipes in a table: all of it is one cell.
    fn tell_wide_row(&mut self, range: &Range<usize>) {
        let span = self.source.span(range);
        let typed = self.teller.typed(span.clone()).trim_end();
        let (span, mended) = (span.start..span.start + typed.len(), typed.replace('｜', "|"));
        self.teller.tell(
            &codes::TABLE_BROKEN,
            span.clone(),
            both!("这一行的竖线是全角的，没有分成格子", "full-width pipes part no cells"),
            |told| told.help(both!("写成半角的“|”", "write half-width pipes")).edit(span, mended),
        );
    }

    /// A line right under a table that was meant to be text.
    pub(super) fn tell_under(&mut self, line: &Range<usize>, last: bool) {
        let span = self.source.span(line);
        let typed = self.teller.typed(span.clone()).trim_end();
        let before = self.teller.before(span.start);
        let line_end = if before.ends_with("\r\n") { "\r\n" } else { "\n" };
        let alone = self.containers.is_empty() && before.ends_with('\n');
        self.teller.tell(
            &codes::TABLE_BROKEN,
            span.start..span.start + typed.len(),
            both!("这一行紧挨着上面的表格，成了表格里的一行", "right under the table, this line became a row of it"),
            |told| {
                let told = told.help(both!("在它上面空一行", "leave an empty line above it"));
                if last && alone { told.edit(span.start..span.start, line_end) } else { told }
            },
        );
    }
}

/// What stands around the cells of a row.
const EDGES: &[char] = &['|', ' ', '\t', '\n', '\r'];
/// So many characters are shown of the cells that are lost.
const LONGEST_SHOWN: usize = 40;

/// Whether a line is between pipes, or begins with one and has another.
fn is_row(line: &str) -> bool {
    line.starts_with(PIPES) && lines::first(line).matches(PIPES).count() > 1
}

/// The lines that a text begins with as far as they are rows, without the last line end.
fn rows(text: &str) -> &str {
    let length: usize =
        text.split_inclusive('\n').take_while(|line| is_row(line.trim_start_matches(is_blank))).map(str::len).sum();
    text[..length].trim_end()
}

/// Rows without the blanks before them.
fn outdented(rows: &str) -> String {
    rows.split_inclusive('\n').map(|line| line.trim_start_matches(is_blank)).collect()
}

/// Whether rows are a table as Markdown knows it.
fn is_table(rows: &str) -> bool {
    let mut lines = rows.lines().map(str::trim);
    let (head, dashes) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let pipes = |line: &str| line.trim_matches('|').matches('|').count();
    dashes.is_ascii() && is_dashes(dashes) && pipes(head) == pipes(dashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_a_table_with_dashes_below_the_first() {
        assert!(is_table(&outdented("　　| 项目 | 名额 |\n　　|:--|--:|\n　　| 甲 | 3 |")));
        for rows in ["|a|b|\n|c|d|", "|a|b|\n|---|", "|a|b|\n|——|——|", "|a|b|", ""] {
            assert!(!is_table(rows), "{rows}");
        }
    }

    #[test]
    fn the_rows_end_where_a_line_is_none() {
        assert_eq!(rows("|a|b|\n|c|d|\n字|e|f|"), "|a|b|\n|c|d|");
        assert_eq!(rows("字"), "");
    }
}
