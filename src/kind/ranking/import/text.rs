//! A table as cells, from text: divided by tabs, bars, commas, semicolons or wide gaps.

use super::Told;
use super::grid::{COLUMNS, Grid, Line, ROWS, clean};
use super::heads;
use crate::both;

/// What divides the cells of a line.
#[derive(Clone, Copy)]
enum Way {
    Sign(char),
    Bars,
    Gaps,
}

/// Reads a table. What divides it is whatever shows the heads of one, else what stands in most of its lines: a tab
/// within a cell divides no table of commas, and no comma within a number one of tabs.
pub(super) fn grid(text: &str, told: &mut Vec<Told>) -> Grid {
    let count = |sign: char| text.lines().filter(|line| line.contains(sign)).count();
    let bars = text.lines().filter(|line| line.trim_start().starts_with('|')).count();
    // A sentence may hold a comma; a table holds one in every line.
    let counted =
        [(Way::Sign('\t'), count('\t'), 1), (Way::Bars, bars, 2)].into_iter().chain([',', '，', ';'].map(|sign| {
            // The semicolon is what Excel writes where the comma is the decimal sign.
            (Way::Sign(sign), count(sign), 2)
        }));
    let mut ways: Vec<(Way, usize)> =
        counted.filter(|(_, lines, least)| lines >= least).map(|(way, lines, _)| (way, lines)).collect();
    ways.push((Way::Gaps, 0));
    let shown = ways.iter().map(|(way, _)| (*way, divided(text, *way))).find(|(_, rows)| heads::are_there(rows));
    let (way, mut rows) = shown.unwrap_or_else(|| {
        let most = ways.iter().rev().max_by_key(|(_, lines)| *lines).map_or(Way::Gaps, |(way, _)| *way);
        (most, divided(text, most))
    });
    if matches!(way, Way::Sign(';')) {
        decimal_commas(&mut rows, told);
    }
    Grid { rows, ..Grid::default() }
}

fn divided(text: &str, way: Way) -> Vec<Line> {
    let lines = || text.lines().zip(1..);
    let rows: Vec<Line> = match way {
        Way::Sign(sign) => separated(text, sign),
        Way::Bars => lines().map(|(line, at)| (at, barred(line))).filter(|(_, cells)| !is_rule(cells)).collect(),
        Way::Gaps => lines().map(|(line, at)| (at, gapped(line))).collect(),
    };
    rows.into_iter().take(ROWS).collect()
}

/// Numbers with a decimal comma (94,5; 1.234,5) with a point, which is told once.
fn decimal_commas(rows: &mut [Line], told: &mut Vec<Told>) {
    let mut first: Option<(String, String)> = None;
    for cell in rows.iter_mut().flat_map(|(_, cells)| cells) {
        let Some((whole, places)) = cell.split_once(',') else { continue };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let whole = whole.replace('.', "");
        if digits(&whole) && digits(places) {
            let number = format!("{whole}.{places}");
            first.get_or_insert_with(|| (cell.clone(), number.clone()));
            *cell = number;
        }
    }
    if let Some((typed, number)) = first {
        told.push(Told::Fact(both!(
            "格子是用分号分开的，逗号当作小数点：“{typed}”是{number}",
            "the cells are divided by semicolons, so commas are decimal points: “{typed}” is {number}"
        )));
    }
}

/// Cells divided by a sign; one in quotes may hold the sign, line breaks and doubled quotes (RFC 4180). A quote that
/// is never closed before the sign or the end of the line is a quote in a name.
fn separated(text: &str, sign: char) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let (mut line, mut first) = (1, 1);
    let mut rest = text;
    loop {
        let (cell, after, breaks) = cell(rest, sign);
        if cells.len() < COLUMNS {
            cells.push(clean(&cell));
        }
        line += breaks;
        let mut chars = after.chars();
        match chars.next() {
            Some(c) if c == sign => rest = chars.as_str(),
            next => {
                rows.push((first, std::mem::take(&mut cells)));
                rest = chars.as_str();
                if next == Some('\r') {
                    rest = rest.strip_prefix('\n').unwrap_or(rest);
                }
                line += 1;
                first = line;
                if next.is_none() || rest.is_empty() {
                    return rows;
                }
            }
        }
    }
}

/// The cell that a text begins with, what follows it, and how many lines it goes over.
fn cell(text: &str, sign: char) -> (String, &str, usize) {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut value = String::new();
        let mut rest = quoted;
        while let Some(at) = rest.find('"') {
            value.push_str(&rest[..at]);
            let after = &rest[at + 1..];
            if let Some(more) = after.strip_prefix('"') {
                value.push('"');
                rest = more;
                continue;
            }
            let after = after.trim_start_matches(' ');
            if after.is_empty() || after.starts_with(['\r', '\n']) || after.starts_with(sign) {
                let breaks = value.matches('\n').count();
                return (value, after, breaks);
            }
            break;
        }
    }
    let end = text.find(['\r', '\n', sign]).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..], 0)
}

/// The cells of a line of a Markdown table.
fn barred(line: &str) -> Vec<String> {
    let line = line.trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    if line.is_empty() { Vec::new() } else { inner.split('|').take(COLUMNS).map(clean).collect() }
}

fn is_rule(cells: &[String]) -> bool {
    !cells.is_empty() && cells.iter().all(|cell| cell.len() > 1 && cell.chars().all(|c| matches!(c, '-' | ':')))
}

/// The cells of a line that are divided by two spaces or a wide one.
fn gapped(line: &str) -> Vec<String> {
    let plain = line.trim().replace('\u{3000}', "  ");
    plain.split("  ").map(clean).filter(|cell| !cell.is_empty()).take(COLUMNS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        grid(text, &mut Vec::new()).rows.into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn tabs_commas_bars_and_gaps_divide() {
        let expected = vec![vec!["序号", "账号"], vec!["1", "劳动报"], vec!["2", "申工社"]];
        assert_eq!(cells("序号\t账号\r\n1\t劳动报 \r\n2\t申工社\r\n"), expected);
        assert_eq!(cells("序号,账号\n1,劳动报\n2,\"申工社\"\n"), expected);
        assert_eq!(cells("序号;账号\n1;劳动报\n2;申工社\n"), expected);
        assert_eq!(cells("|序号|账号|\n|---|---|\n|1|劳动报|\n| 2 | 申工社 |\n"), expected);
        assert_eq!(cells("序号　账号\n1　　劳动报\n2    申工社"), expected);
    }

    #[test]
    fn quotes_hold_signs_and_lines_and_a_lone_quote_is_a_quote() {
        assert_eq!(cells("a,b\n\"甲,乙\"\"丙\"\"\",\"一\n二\"\n"), [vec!["a", "b"], vec!["甲,乙\"丙\"", "一二"]]);
        assert_eq!(cells("a\tb\n\"劳动\"者之家\t乙\n"), [vec!["a", "b"], vec!["\"劳动\"者之家", "乙"]]);
        assert_eq!(cells("'@工人日报,'甲\n'-1,b\n"), [vec!["@工人日报", "'甲"], vec!["-1", "b"]]);
        let lines: Vec<usize> = separated("\"一\n二\",a\n三,b\n", ',').into_iter().map(|(at, _)| at).collect();
        assert_eq!(lines, [1, 3]);
    }
}
