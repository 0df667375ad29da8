//! Cells → entries, in the order of the list.

use super::cells::{is_blank, is_failed, is_nothing, is_signed, is_total, names_group, number, whole};
use super::grid::{Grid, Line};
use super::heads::{Columns, begins_another, is_figure};
use super::roles::Role;
use super::{Entry, Told};
use crate::both;
use crate::fields::Decimal;
use crate::when;

/// A part of a table below a title of its own.
struct Section<'a> {
    title: Option<String>,
    rows: Vec<&'a Line>,
}

/// The entries of a table, section by section.
pub(super) fn collect(grid: &Grid, columns: &Columns, told: &mut Vec<Told>) -> Vec<(Option<String>, Vec<Entry>)> {
    let heads = columns.head.and_then(|at| grid.rows.get(at)).map(|(_, cells)| cells.as_slice());
    let rows = own_rows(grid, heads, columns, told);
    let figures = figures(rows, columns, told);
    percentages(rows, columns, &figures, told);
    let sections = sections(rows, heads, columns, told);
    failed(&sections, columns, told);
    let mut groups: Vec<(Option<String>, Vec<Entry>)> = Vec::new();
    for section in sections {
        let mut down: Vec<Entry> = Vec::new();
        for block in &columns.blocks {
            down.extend(section.rows.iter().filter_map(|row| entry(row, block, &figures, told)));
        }
        for entry in down {
            let title = entry.group.clone().or_else(|| section.title.clone());
            match groups.iter_mut().find(|(known, _)| *known == title) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((title, vec![entry])),
            }
        }
    }
    for (_, entries) in &mut groups {
        if let Some(order) = in_order(entries, columns.blocks.len()).filter(|order| !told.contains(order)) {
            told.push(order);
        }
    }
    groups
}

/// The rows of the table, as far as no other begins, which is told.
fn own_rows<'a>(grid: &'a Grid, heads: Option<&[String]>, columns: &Columns, told: &mut Vec<Told>) -> &'a [Line] {
    let rows = grid.rows.get(columns.first..).unwrap_or_default();
    let begins = |(_, cells): &Line| heads != Some(cells) && begins_another(cells, columns);
    let Some(at) = rows.iter().position(begins) else { return rows };
    if let Some((line, _)) = rows.get(at) {
        told.push(Told::Doubt(both!(
            "第{line}行起是另一张表，表头不一样，没有读；要读，另存成一个文件再导入",
            "from line {line} on there is another table, with other heads, which was not read: save it as a file of its own and import that"
        )));
    }
    rows.get(..at).unwrap_or_default()
}

/// Tells the rows in which a spreadsheet could not work out a text: they have none.
fn failed(sections: &[Section<'_>], columns: &Columns, told: &mut Vec<Told>) {
    let counted =
        |role: &Role| matches!(role, Role::Number | Role::Previous | Role::Score | Role::Other(_) | Role::Ignored(_));
    let texts = || columns.blocks.iter().flatten().filter(|(_, role)| !counted(role));
    let has_failed = |(_, cells): &Line| texts().any(|(at, _)| cells.get(*at).is_some_and(|cell| is_failed(cell)));
    let rows = sections.iter().flat_map(|section| &section.rows);
    let lines: Vec<usize> = rows.filter(|row| has_failed(row)).map(|row| row.0).collect();
    if !lines.is_empty() {
        let lines = listed(&lines);
        told.push(Told::Doubt(both!(
            "这几行有 Excel 算不出来的格子（如 #N/A、#REF!），当作空的：{lines}；请核对原表",
            "in these lines cells hold an error of the spreadsheet (#N/A, #REF!) and count as empty: {lines}; look at the table"
        )));
    }
}

/// Tells a column of which some cells are percentages and some are not: 98.5% beside 0.99.
fn percentages(rows: &[Line], columns: &Columns, figures: &[usize], told: &mut Vec<Told>) {
    for (column, role) in columns.blocks.iter().flatten() {
        if *role != Role::Score && !figures.contains(column) {
            continue;
        }
        let cells = || rows.iter().filter_map(|(line, cells)| Some((*line, cells.get(*column)?)));
        let is_plain = |cell: &str| !is_signed(cell) && number(cell).is_some_and(|value| value != Decimal::default());
        let plain = cells().find(|(_, cell)| is_plain(cell));
        if let Some((line, cell)) = plain.filter(|_| cells().any(|(_, cell)| is_signed(cell))) {
            let name = role.name();
            told.push(Told::Doubt(both!(
                "“{name}”有的写了%，有的没有，如第{line}行的“{cell}”；照原样写进去了，请改成一样的",
                "“{name}” has percentages and plain numbers, like “{cell}” of line {line}: all stand as they were written: make them alike"
            )));
        }
    }
}

/// The columns of something else that are figures; what is not read of the table is told.
fn figures(rows: &[Line], columns: &Columns, told: &mut Vec<Told>) -> Vec<usize> {
    let mut figures = Vec::new();
    let mut unread: Vec<&str> = Vec::new();
    for (column, role) in columns.blocks.iter().flatten() {
        let cells = || rows.iter().filter_map(|(_, cells)| cells.get(*column)).map(String::as_str);
        match role {
            Role::Other(_) if is_figure(cells()) => figures.push(*column),
            Role::Other(head) if cells().any(|cell| !cell.is_empty()) => unread.push(head),
            _ => {}
        }
    }
    if !unread.is_empty() {
        let names = unread.join("、");
        told.push(Told::Doubt(both!(
            "这几列不是数，没有读：{names}",
            "these columns are no figures and were not read: {names}"
        )));
    }
    figures
}

/// Whether a row holds an account.
fn is_data(row: &Line, columns: &Columns) -> bool {
    let has = |cell: Option<&String>| cell.is_some_and(|cell| !cell.is_empty());
    columns.blocks.iter().any(|block| {
        let account = block.iter().find(|(_, role)| *role == Role::Account).map(|(column, _)| *column);
        let filled = block.iter().filter(|(column, _)| has(row.1.get(*column))).count();
        account.is_some_and(|column| has(row.1.get(column))) && (filled > 1 || block.len() == 1)
    })
}

/// Whether a row holds an account and nothing else, in a table of scores: one without data, as a download has it. What
/// stands in the first column may name a group, and what stands apart belongs to no table.
fn is_without_data((line, cells): &Line, before: Option<&&Line>, columns: &Columns) -> bool {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (Some((column, cell)), None) = (filled.next(), filled.next()) else { return false };
    let holds = |block: &Vec<(usize, Role)>| {
        let is_scored = block.iter().any(|(_, role)| *role == Role::Score);
        is_scored && block.iter().skip(1).any(|(at, role)| *role == Role::Account && *at == column)
    };
    let is_name = names_group(cell) && number(cell).is_none() && when::parse(cell, None).is_err();
    is_name && before.is_some_and(|before| before.0 + 1 == *line) && columns.blocks.iter().any(holds)
}

/// Divides the rows where a line of one cell names what follows, and tells what belongs to no table.
fn sections<'a>(
    rows: &'a [Line],
    heads: Option<&[String]>,
    columns: &Columns,
    told: &mut Vec<Told>,
) -> Vec<Section<'a>> {
    let mut sections = vec![Section { title: None, rows: Vec::new() }];
    let (mut totals, mut strange): (Vec<(usize, &str)>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let mut filled = row.1.iter().filter(|cell| !cell.is_empty());
        let (Some(first), second) = (filled.next(), filled.next()) else { continue };
        // What has a number of its own is an account, whatever it is called.
        let own = numbered(row, columns).is_some();
        let begins = [Some(first), second.filter(|_| number(first).is_none())].into_iter().flatten();
        let total = begins.filter(|_| !own).find(|cell| is_total(cell));
        let next = rows.get(at + 1).filter(|next| is_data(next, columns));
        let begun = sections.first().is_some_and(|first| !first.rows.is_empty()) && sections.len() == 1;
        if let Some(total) = total {
            totals.push((row.0, total.as_str()));
        } else if second.is_some() && heads == Some(&row.1) {
            // The head is printed again on each page.
        } else if is_data(row, columns) {
            if let Some(section) = sections.last_mut() {
                section.rows.push(row);
            }
        } else if let Some(next) = next.filter(|_| second.is_none() && names_group(first)) {
            let last = sections.last().and_then(|section| numbered(section.rows.last()?, columns));
            let goes_on = last.is_some() && last.and_then(|last| last.checked_add(1)) == numbered(next, columns);
            if begun && goes_on && row.1.len() == 1 {
                told.push(broken(row.0, first));
                continue;
            }
            sections.push(Section { title: Some(first.clone()), rows: Vec::new() });
        } else if let Some(section) = sections.last_mut()
            && is_without_data(row, section.rows.last(), columns)
        {
            section.rows.push(row);
        } else {
            strange.push(row.0);
        }
    }
    if !totals.is_empty() {
        let shown: Vec<String> = totals.iter().take(5).map(|(line, cell)| format!("第{line}行“{cell}”")).collect();
        let more = if totals.len() > 5 { format!("等{}行", totals.len()) } else { String::new() };
        let lines = format!("{}{more}", shown.join("、"));
        told.push(Told::Fact(both!(
            "跳过合计、平均这样的行：{lines}",
            "rows of totals and averages were left out: {lines}"
        )));
    }
    if !strange.is_empty() {
        let lines = listed(&strange);
        told.push(Told::Doubt(both!(
            "这几行不是表里的账号，没有读：{lines}",
            "these lines are no accounts of the table and were not read: {lines}"
        )));
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// The number of a row.
fn numbered(row: &Line, columns: &Columns) -> Option<u32> {
    let (column, _) = columns.blocks.first()?.iter().find(|(_, role)| *role == Role::Number)?;
    whole(number(row.1.get(*column)?)?)
}

/// A line of one cell in the midst of a list that goes on behind it names no group: Word breaks a cell in two where it
/// had two lines.
fn broken(line: usize, cell: &str) -> Told {
    let before = line.saturating_sub(1);
    Told::Doubt(both!(
        "第{line}行只有“{cell}”，前后的序号是连着的，不像组名，像是第{before}行的一格断成了两行；没有读，请核对第{before}行",
        "line {line} has only “{cell}” amid a list that goes on: no group, but a cell of line {before} that was broken in two; it was not read, look at line {before}"
    ))
}

/// `第5行、第9行`, `第5行等12行`.
pub(super) fn listed(lines: &[usize]) -> String {
    let shown: Vec<String> = lines.iter().take(3).map(|line| format!("第{line}行")).collect();
    let shown = shown.join("、");
    if lines.len() > 3 { format!("{shown}等{}行", lines.len()) } else { shown }
}

fn entry(row: &Line, block: &[(usize, Role)], figures: &[usize], told: &mut Vec<Told>) -> Option<Entry> {
    let cell = |wanted: Role| {
        let (column, _) = block.iter().find(|(_, role)| *role == wanted)?;
        row.1.get(*column).filter(|cell| !cell.is_empty()).cloned()
    };
    let account = cell(Role::Account);
    let host = cell(Role::Host);
    let Some(account) = account.filter(|account| !is_blank(account)) else {
        // An empty tail is how a table of three columns ends; a host alone is a mistake.
        if let Some(host) = host.filter(|host| !is_blank(host)) {
            let line = row.0;
            told.push(Told::Doubt(both!(
                "第{line}行有主办单位“{host}”，没有账号，没有写进去",
                "line {line}: the host “{host}” has no account and was left out"
            )));
        }
        return None;
    };
    let line = row.0;
    let mut counted = |what: &str, text: Option<String>| {
        let text = text.filter(|text| !is_nothing(text))?;
        match number(&text) {
            Some(value) if !value.is_negative() => return Some(value),
            Some(_) => told.push(Told::Doubt(both!(
                "第{line}行“{account}”的{what}“{text}”是负数，没有写进去",
                "line {line}, “{account}”: {what} is “{text}”, which is below 0, and was left out"
            ))),
            None => told.push(Told::Doubt(both!(
                "第{line}行“{account}”的{what}“{text}”不是一个数，没有写进去",
                "line {line}, “{account}”: {what} is “{text}”, which is no number, and was left out"
            ))),
        }
        None
    };
    let place = counted("序号或名次", cell(Role::Number)).and_then(whole).filter(|number| *number > 0);
    let previous = counted("上期名次", cell(Role::Previous)).and_then(whole).filter(|number| *number > 0);
    let score = counted("得分", cell(Role::Score));
    let mut metrics = Vec::new();
    for (column, role) in block.iter().filter(|(column, _)| figures.contains(column)) {
        let Role::Other(head) = role else { continue };
        let cell = row.1.get(*column);
        if let Some(value) = counted(head, cell.cloned()) {
            let sign = if cell.is_some_and(|cell| is_signed(cell)) { "%" } else { "" };
            metrics.push((head.clone(), format!("{value}{sign}")));
        }
    }
    let text = |role| cell(role).filter(|text| !is_blank(text));
    Some(Entry {
        line,
        number: place,
        account: account.clone(),
        kind: text(Role::Type),
        host: host.filter(|host| !is_blank(host)),
        region: text(Role::Region),
        level: text(Role::Level),
        url: text(Role::Url),
        id: text(Role::Id),
        previous,
        score,
        is_rate: cell(Role::Score).is_some_and(|cell| is_signed(&cell)),
        metrics,
        group: text(Role::Group),
    })
}

/// Puts entries in the order of their numbers, where those tell it (side by side, a table is read downwards or across),
/// and says so.
fn in_order(entries: &mut [Entry], blocks: usize) -> Option<Told> {
    let numbers: Vec<u32> = entries.iter().map(|entry| entry.number).collect::<Option<_>>()?;
    if numbers.is_sorted() {
        return None;
    }
    let mut sorted = numbers;
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Some(Told::Doubt(both!(
            "序号有重复又不连着，次序照表里的行",
            "some numbers stand twice, out of order: the order is that of the lines"
        )));
    }
    entries.sort_by_key(|entry| entry.number);
    Some(Told::Fact(match blocks {
        1 => both!("表里的行没有按序号排，按序号理顺了", "the rows were put in the order of their numbers"),
        _ => both!("这张表是横着排的，按序号理顺了", "the table reads across: its numbers gave the order"),
    }))
}
