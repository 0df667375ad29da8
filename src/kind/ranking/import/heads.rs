//! What the columns of a table are, by their heads; and whether the table is several side by side.

use super::grid::Line;
use super::roles::{Role, role};
use super::twice::{Twice, settled};
use crate::fields::Decimal;
use crate::kind::ranking::caution::is_index;

/// The columns of a table, block by block: the paper prints three lists side by side.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// Of each block: the role of each of its columns, with the number of the column.
    pub blocks: Vec<Vec<(usize, Role)>>,
    /// The row that the heads stand in; None where there are none and the columns were guessed.
    pub head: Option<usize>,
    /// The first row of data.
    pub first: usize,
    /// What was called twice, and which of it counts.
    pub twice: Vec<Twice>,
}

impl Columns {
    /// The head of the scores, where it is the name of an index of reads and likes.
    pub fn index(&self, rows: &[Line]) -> Option<String> {
        let (_, heads) = rows.get(self.head?)?;
        let (column, _) = self.blocks.first()?.iter().find(|(_, role)| *role == Role::Score)?;
        heads.get(*column).filter(|head| is_index(head)).cloned()
    }
}

/// Finds the heads, or guesses the columns where there are none. None where no column holds accounts.
pub(super) fn find(rows: &[Line]) -> Option<Columns> {
    if let Some(at) = head(rows) {
        let cells = rows.get(at).map(|(_, cells)| cells.as_slice()).unwrap_or_default();
        let below = rows.get(at + 1).map(|(_, below)| below.as_slice()).filter(|below| is_second_head(cells, below));
        let heads = below.map_or_else(|| cells.to_vec(), |below| joined(cells, below));
        let first = at + 1 + usize::from(below.is_some());
        let (blocks, twice) = settled(blocks(named(&heads)), &heads);
        return Some(Columns { blocks, head: Some(at), first, twice });
    }
    guessed(rows)
}

/// Whether the heads of a table are there.
pub(super) fn are_there(rows: &[Line]) -> bool {
    head(rows).is_some()
}

/// The row that the heads stand in.
fn head(rows: &[Line]) -> Option<usize> {
    rows.iter().position(|(_, cells)| is_head(cells))
}

fn is_head(cells: &[String]) -> bool {
    let known: Vec<Role> = cells.iter().filter_map(|cell| role(cell)).collect();
    let counts = known.contains(&Role::Number) || known.contains(&Role::Score);
    known.contains(&Role::Account) && cells.iter().filter(|cell| !cell.is_empty()).count() > 1
        || (known.contains(&Role::Host) || known.contains(&Role::Region)) && counts
        || known.contains(&Role::Number) && known.contains(&Role::Score)
}

/// Whether a row below a table has the heads of another: no numbers, and a head where that has its accounts, not an
/// account whose type is called like a head (公众号).
pub(super) fn begins_another(cells: &[String], columns: &Columns) -> bool {
    let accounts = || columns.blocks.iter().flatten().filter(|(_, role)| *role == Role::Account);
    is_head(cells)
        && cells.iter().filter(|cell| role(cell).is_some()).count() > 1
        && cells.iter().all(|cell| super::cells::number(cell).is_none())
        && accounts().any(|(column, _)| cells.get(*column).is_some_and(|cell| role(cell).is_some()))
}

/// Whether a line goes on with the heads above it: cells merged downwards say the same again or nothing, and what is
/// new divides a head over several columns (其中: 答复件数, 线下场次).
fn is_second_head(heads: &[String], below: &[String]) -> bool {
    let head = |at: usize| heads.get(at).map_or("", String::as_str);
    let divides = |at: usize| match head(at) {
        "" => true,
        text => role(text).is_none() || head(at + 1).is_empty(),
    };
    let fits = |(at, cell): (usize, &String)| {
        cell.is_empty() || cell == head(at) || (divides(at) && super::cells::number(cell).is_none())
    };
    let has_new = below.iter().enumerate().any(|(at, cell)| !cell.is_empty() && cell != head(at));
    let has_account = below.iter().enumerate().any(|(at, cell)| {
        !cell.is_empty() && cell != head(at) && role(head(at)).is_some_and(|role| role == Role::Account)
    });
    let mut filled = below.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    // A line of one cell at the left names a group.
    let names_group = filled.next().is_some_and(|(at, _)| at == 0) && filled.next().is_none();
    has_new && !has_account && !names_group && below.iter().enumerate().all(fits)
}

/// Two lines of heads as one. What divides a head is called as it is, where that is clear; else with the head before
/// it.
fn joined(heads: &[String], below: &[String]) -> Vec<String> {
    let mut above = "";
    let mut all: Vec<(&str, &str)> = Vec::new();
    for at in 0..heads.len().max(below.len()) {
        let (head, cell) = (heads.get(at).map_or("", String::as_str), below.get(at).map_or("", String::as_str));
        above = if head.is_empty() { above } else { head };
        all.push(if cell.is_empty() || cell == head { (head, "") } else { (above, cell) });
    }
    let twice = |cell: &str| all.iter().filter(|(_, other)| *other == cell).count() > 1;
    let name = |&(head, cell): &(&str, &str)| {
        let both = [format!("{cell}{head}"), format!("{head}{cell}")];
        match both.into_iter().find(|both| !cell.is_empty() && role(both).is_some() && role(cell).is_none()) {
            Some(known) => known,
            None if cell.is_empty() => head.to_owned(),
            None if twice(cell) => format!("{head}{cell}"),
            None => cell.to_owned(),
        }
    };
    all.iter().map(name).collect()
}

fn named(cells: &[String]) -> Vec<(usize, Role)> {
    let mut roles: Vec<(usize, Role)> = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(at, cell)| (at, role(cell).unwrap_or_else(|| Role::Other(cell.trim().to_owned()))))
        .collect();
    // Where no column is called an account, the unit is what is ranked, or the place, or what nobody knows.
    let kinds = [Role::Account, Role::Host, Role::Region];
    let ranked = kinds.into_iter().find(|kind| roles.iter().any(|(_, role)| role == kind));
    let ranks = |role: &Role| ranked.as_ref().map_or(matches!(role, Role::Other(_)), |kind| role == kind);
    // Of those that nobody knows, the first: the others are figures.
    let most = if ranked.is_some() { usize::MAX } else { 1 };
    roles.iter_mut().filter(|(_, role)| ranks(role)).take(most).for_each(|(_, role)| *role = Role::Account);
    roles
}

/// Divides the columns where the first of them comes again: 序号 账号 单位 序号 账号 单位.
fn blocks(columns: Vec<(usize, Role)>) -> Vec<Vec<(usize, Role)>> {
    let Some(first) = columns.first().map(|(_, role)| role.clone()) else { return Vec::new() };
    let mut blocks: Vec<Vec<(usize, Role)>> = Vec::new();
    for (at, role) in columns {
        match blocks.last_mut() {
            Some(block) if role != first => block.push((at, role)),
            _ => blocks.push(vec![(at, role)]),
        }
    }
    let repeated = |blocks: &[Vec<(usize, Role)>]| {
        let roles = |block: &Vec<(usize, Role)>| block.iter().map(|(_, role)| role.clone()).collect::<Vec<_>>();
        blocks.iter().all(|block| block.iter().any(|(_, role)| *role == Role::Account))
            && blocks.windows(2).all(|pair| roles(&pair[0]) == roles(&pair[1]))
    };
    // What only looks like a repetition (two columns called 名称) is one table.
    if repeated(&blocks) { blocks } else { vec![blocks.into_iter().flatten().collect()] }
}

/// The columns of a table without heads: a number, an account, a host, a score.
fn guessed(rows: &[Line]) -> Option<Columns> {
    let first = rows.iter().position(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).count() > 1)?;
    let body: Vec<&Vec<String>> = rows
        .iter()
        .skip(first)
        .map(|(_, cells)| cells)
        .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    let width = body.iter().map(|cells| cells.len()).max().unwrap_or_default();
    let numeric = |column: usize| {
        let mut all = body.iter().filter_map(|cells| cells.get(column)).filter(|cell| !cell.is_empty()).peekable();
        all.peek().is_some() && all.all(|cell| super::cells::number(cell).is_some())
    };
    let mut roles = Vec::new();
    let mut open = [Role::Account, Role::Host].into_iter();
    for column in 0..width {
        match (numeric(column), column) {
            (true, 0) => roles.push((column, Role::Number)),
            (true, _) if !roles.iter().any(|(_, role)| *role == Role::Score) => roles.push((column, Role::Score)),
            (true, _) => {}
            (false, _) => roles.extend(open.next().map(|role| (column, role))),
        }
    }
    let blocks = vec![roles];
    let has_account = blocks.iter().flatten().any(|(_, role)| *role == Role::Account);
    has_account.then_some(Columns { blocks, head: None, first, twice: Vec::new() })
}

/// Whether a column of something else is a figure: half of what stands in it are numbers.
pub(super) fn is_figure<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut numbers, mut others) = (0, 0);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let number: Option<Decimal> = super::cells::number(cell);
        if number.is_some() || super::cells::is_blank(cell) { numbers += 1 } else { others += 1 }
    }
    numbers > others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Option<Columns> {
        let rows: Vec<Line> =
            lines.iter().zip(1..).map(|(line, at)| (at, line.split('|').map(str::to_owned).collect())).collect();
        find(&rows)
    }

    #[test]
    fn three_lists_side_by_side_are_three_blocks() {
        let columns =
            found(&["附表", "序号|账号名称|主办单位|序号|账号名称|主办单位|序号|账号名称|主办单位", "1|甲|乙"]);
        let block = |at| vec![(at, Role::Number), (at + 1, Role::Account), (at + 2, Role::Host)];
        assert_eq!(
            columns,
            Some(Columns { blocks: vec![block(0), block(3), block(6)], head: Some(1), first: 2, twice: vec![] })
        );
    }

    #[test]
    fn what_is_ranked_may_be_called_as_it_likes() {
        for ranked in ["乡镇", "部门", "企业名称", "代表队", "班组", "姓名"] {
            let columns = found(&[&format!("排名|{ranked}|得分"), "1|东屏镇|95", "2|石桥街道|92"]);
            let roles = vec![(0, Role::Number), (1, Role::Account), (2, Role::Score)];
            assert_eq!(columns, Some(Columns { blocks: vec![roles], head: Some(0), first: 1, twice: vec![] }));
        }
    }

    #[test]
    fn heads_of_two_lines_are_one() {
        let columns = found(&[
            "名次||单位|账号|综合得分|其中||阅读|点赞",
            "本月|上月|单位|账号|综合得分|答复件数|线下场次|总数|总数",
            "1|2|甲总工会|甲|98|3|4|5|6",
        ]);
        let other = |name: &str| Role::Other(name.to_owned());
        let roles = [
            Role::Number,
            Role::Previous,
            Role::Host,
            Role::Account,
            Role::Score,
            other("答复件数"),
            other("线下场次"),
            other("阅读总数"),
            other("点赞总数"),
        ];
        let blocks = vec![roles.into_iter().enumerate().collect::<Vec<_>>()];
        assert_eq!(columns, Some(Columns { blocks, head: Some(0), first: 2, twice: vec![] }));
        // Pasted as text, cells merged downwards are empty.
        let pasted = found(&["名次|账号|其中|", "||答复件数|线下场次", "1|甲|3|4"]).map(|columns| columns.first);
        assert_eq!(pasted, Some(2));
        for data in ["一、县级|||", "1|甲|3|4", "|甲|无|无", "合计||9|9"] {
            let first = found(&["名次|账号|答复件数|线下场次", data, "2|乙|5|6"]).map(|columns| columns.first);
            assert_eq!(first, Some(1), "{data}");
        }
    }

    #[test]
    fn without_heads_the_columns_are_guessed() {
        let roles = |columns: Option<Columns>| columns.map(|columns| columns.blocks);
        let simple = vec![vec![(0, Role::Number), (1, Role::Account), (2, Role::Host), (3, Role::Score)]];
        assert_eq!(roles(found(&["1|甲|甲总工会|95", "2|乙|乙总工会|90.5"])), Some(simple));
        assert_eq!(
            roles(found(&["甲|甲总工会", "乙|乙总工会"])),
            Some(vec![vec![(0, Role::Account), (1, Role::Host)]])
        );
        assert_eq!(found(&["一段话", "又一段"]), None);
    }

    #[test]
    fn where_units_are_ranked_the_unit_is_the_account() {
        let blocks = found(&["名次|单位名称|得分", "1|东屏镇总工会|92"]).map(|columns| columns.blocks);
        assert_eq!(blocks, Some(vec![vec![(0, Role::Number), (1, Role::Account), (2, Role::Score)]]));
    }
}
