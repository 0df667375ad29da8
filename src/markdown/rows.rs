//! Rows that were meant to be a table and are none: what they are taken for, and the table that they become.

use crate::both;
use crate::lang::Both;
use crate::letters::is_dash;

/// The pipes that people type.
pub(crate) const PIPES: &[char] = &['|', '｜'];
/// A table is mended as a whole up to so many bytes: some thousand rows. What is longer belongs in a file of its own.
pub(crate) const LONGEST_MEND: usize = 200_000;

/// What is said of such rows.
pub(crate) fn no_table() -> Both {
    both!("这几行竖线没有变成表格", "these lines with pipes make no table")
}

/// Whether a row is dashes of any kind, as the second of a table is.
pub(crate) fn is_dashes(row: &str) -> bool {
    let may_stand = |c| is_dash(c) || PIPES.contains(&c) || matches!(c, ':' | '：' | ' ' | '\t');
    row.contains(is_dash) && row.chars().all(may_stand)
}

/// The rows as a table, with pipes at its edges where the first row has one.
pub(crate) fn mended(rows: &str) -> String {
    let half = rows.replace('｜', "|");
    let end = if rows.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines = half.lines();
    let head = lines.next().unwrap_or_default();
    let cells = head.trim().trim_matches('|').matches('|').count() + 1;
    let dashes = vec!["---"; cells].join("|");
    let dashes = if head.starts_with('|') { format!("|{dashes}|") } else { dashes };
    let mut out = vec![head, &dashes];
    out.extend(lines.enumerate().filter(|(at, line)| *at > 0 || !is_dashes(line)).map(|(_, line)| line));
    out.join(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_dashes_is_put_in() {
        assert_eq!(mended("| 甲 | 乙 |\n| 1 | 2 |"), "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |");
        assert_eq!(mended("｜甲｜乙｜\r\n｜1｜2｜"), "|甲|乙|\r\n|---|---|\r\n|1|2|");
        assert_eq!(mended("｜甲｜乙\n｜——｜\n｜1｜2"), "|甲|乙\n|---|---|\n|1|2");
        assert_eq!(mended("甲 | 乙 | 丙\n1 | 2 | 3"), "甲 | 乙 | 丙\n---|---|---\n1 | 2 | 3");
    }
}
