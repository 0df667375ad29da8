//! Lines with pipes that were meant to be a table: the row of dashes is missing or has another number of cells
//! than the head, or the pipes are full-width.

use super::Builder;
use super::slips::{line_before, next_line};
use crate::both;
use crate::markdown::codes;
use crate::markdown::rows::{LONGEST_MEND, PIPES, mended, no_table};

impl Builder<'_, '_> {
    /// Tells of the first row of what is no table.
    pub(super) fn check_table(&mut self, at: usize, rest: &str) {
        let text = &*self.source.text;
        if !is_row(rest) || !is_row(next_line(rest)) || line_before(&text[..at]).starts_with(PIPES) {
            return;
        }
        let start = self.source.place(at);
        let rows = rows(self.teller.after(start));
        let Some(head) = rows.lines().next() else { return };
        // What stands in a quotation or a list has more before its lines than can be put right here.
        let before = self.teller.before(start);
        let alone = before.is_empty() || before.ends_with(['\n', '\r']);
        let mended = (alone && rows.len() <= LONGEST_MEND).then(|| mended(rows));
        self.teller.tell(&codes::TABLE_BROKEN, start..start + head.len(), no_table(), |told| {
            let told = told.help(both!(
                "竖线用半角的“|”，第一行下面加一行“|---|---|”，有几栏就写几个“---”",
                "write half-width pipes, and below the first line |---|---| with one --- for each column"
            ));
            match mended {
                Some(mended) if mended != rows => told.edit(start..start + rows.len(), mended),
                _ => told,
            }
        });
    }
}

/// Whether a line is between pipes, or begins with one and has another.
fn is_row(line: &str) -> bool {
    line.starts_with(PIPES) && line.lines().next().unwrap_or_default().matches(PIPES).count() > 1
}

/// The lines that a text begins with as far as they are rows, without the last line end.
fn rows(text: &str) -> &str {
    let length: usize = text.split_inclusive('\n').take_while(|line| is_row(line)).map(str::len).sum();
    text[..length].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_end_where_a_line_is_none() {
        assert_eq!(rows("|a|b|\n|c|d|\n字|e|f|"), "|a|b|\n|c|d|");
        assert_eq!(rows("字"), "");
    }
}
