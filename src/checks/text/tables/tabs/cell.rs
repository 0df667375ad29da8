//! One cell as a spreadsheet copies it: in quotes where it holds several lines, or quotes itself.

/// A cell has no more lines than these.
const LINES: usize = 20;

/// Where the row ends that begins here, behind its line end: a cell in quotes may hold line ends of its own.
pub(super) fn end_of_row(block: &str, at: usize) -> usize {
    let mut end = at;
    for line in block[at..].split_inclusive('\n').take(LINES) {
        end += line.len();
        if !block[at..end].contains('\t') || !block[at..end].split('\t').any(is_torn) {
            return end;
        }
    }
    // Its quote is never closed: it is a cell of one line, which begins with one.
    at + block[at..].split_inclusive('\n').next().map_or(0, str::len)
}

/// Whether a cell opens a quote that it does not close.
pub(super) fn is_torn(cell: &str) -> bool {
    cell.starts_with('"') && cell.matches('"').count() % 2 == 1
}

/// A cell in a table of Markdown, without the quotes that its lines needed.
pub(super) fn written(cell: &str) -> String {
    let cell = cell.trim();
    let inside = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).filter(|inside| inside.contains('\n'));
    let lines =
        inside.map(|inside| inside.lines().map(str::trim).collect::<Vec<_>>().join("<br>").replace("\"\"", "\""));
    lines.unwrap_or_else(|| cell.to_owned()).replace(['|', '｜'], "\\|")
}

/// By how many steps a row is moved to the right, as those of an account are that are part of the one above.
pub(super) fn step(row: &str) -> usize {
    let words = row.trim_start_matches([' ', '\u{3000}']);
    let wide = |c: char| if c == ' ' { 1 } else { 2 };
    row[..row.len() - words.len()].chars().map(wide).sum::<usize>() / 2
}
