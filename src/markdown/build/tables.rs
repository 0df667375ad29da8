//! Lines with pipes that were meant to be a table: the row of dashes is missing or has another number of cells
//! than the head, or the pipes are full-width.

use super::Builder;
use super::slips::{line_before, next_line};
use crate::both;
use crate::markdown::codes;

/// A table is mended as a whole up to so many bytes.
const LONGEST_MEND: usize = 4_000;

const PIPES: &[char] = &['|', '｜'];

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
        self.teller.tell(
            &codes::TABLE_BROKEN,
            start..start + head.len(),
            both!("这几行竖线没有变成表格", "these lines with pipes make no table"),
            |told| {
                let told = told.help(both!(
                    "竖线用半角的“|”，第一行下面加一行“|---|---|”，有几栏就写几个“---”",
                    "write half-width pipes, and below the first line |---|---| with one --- for each column"
                ));
                match mended {
                    Some(mended) if mended != rows => told.edit(start..start + rows.len(), mended),
                    _ => told,
                }
            },
        );
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

/// The rows as a table.
fn mended(rows: &str) -> String {
    let half = rows.replace('｜', "|");
    let end = if rows.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines = half.lines();
    let head = lines.next().unwrap_or_default();
    let cells = head.trim_end().trim_end_matches('|').matches('|').count();
    let dashes = format!("|{}", "---|".repeat(cells));
    let mut out = vec![head, &dashes];
    out.extend(lines.enumerate().filter(|(index, line)| *index > 0 || !is_dashes(line)).map(|(_, line)| line));
    out.join(end)
}

/// Whether a row is dashes of any kind, as the second of a table is.
fn is_dashes(row: &str) -> bool {
    row.contains(['-', '—', '－', '–'])
        && !row.contains(|c| !matches!(c, '|' | '-' | '—' | '－' | '–' | ':' | '：' | ' ' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_dashes_is_put_in() {
        assert_eq!(mended("| 甲 | 乙 |\n| 1 | 2 |"), "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |");
        assert_eq!(mended("｜甲｜乙｜\r\n｜1｜2｜"), "|甲|乙|\r\n|---|---|\r\n|1|2|");
        assert_eq!(mended("｜甲｜乙\n｜——｜\n｜1｜2"), "|甲|乙\n|---|---|\n|1|2");
    }

    #[test]
    fn the_rows_end_where_a_line_is_none() {
        assert_eq!(rows("|a|b|\n|c|d|\n字|e|f|"), "|a|b|\n|c|d|");
        assert_eq!(rows("字"), "");
    }
}
