//! Tables of others → a ranking as its file has it: CSV, text with tabs as Word, Excel and web pages give it, .xlsx.
//!
//! Nothing is guessed in silence: [`Import::told`] says how the table was understood, and what was left out.

mod book;
mod cells;
mod grid;
mod heads;
mod roles;
mod rows;
mod say;
mod sound;
mod text;
mod title;
mod twice;
mod unseen;
mod write;

use super::{Account, Row, caution};
use crate::both;
use crate::fields::Decimal;
use crate::lang::Both;
use grid::{Grid, Sheet};
use heads::Columns;

pub use write::Head;

/// A table, understood.
#[derive(Debug, Default)]
pub struct Import {
    /// What it is called: as somebody said, else by the line above the table, else by the file.
    pub title: String,
    /// The period that the title names: 2017年3月.
    pub period: Option<String>,
    /// Whether it has scores.
    pub scored: bool,
    /// What its scores are called, where that is the name of an index of reads and likes: WCI.
    pub index: Option<String>,
    /// How it numbers equal scores.
    pub dense: bool,
    /// Its groups; one without a title where there are none.
    pub groups: Vec<(Option<String>, Vec<Entry>)>,
    /// How it was understood, and what was left out.
    pub told: Vec<Told>,
}

/// What is said of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// How it was understood.
    Fact(Both),
    /// What should be looked at.
    Doubt(Both),
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The line of the file, from 1.
    pub line: usize,
    /// Its number there.
    pub number: Option<u32>,
    /// The account as printed.
    pub account: String,
    /// Its type, from a column of its own.
    pub kind: Option<String>,
    /// Whose it is.
    pub host: Option<String>,
    /// Where it is.
    pub region: Option<String>,
    /// 省级, 市级, 县级
    pub level: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its number in the last period.
    pub previous: Option<u32>,
    /// Its score.
    pub score: Option<Decimal>,
    /// Whether the score is a percentage.
    pub is_rate: bool,
    /// What was counted, as a ranking has it: 3, 98.5%.
    pub metrics: Vec<(String, String)>,
    /// The group that a column names.
    pub group: Option<String>,
}

impl Entry {
    /// The row of a ranking that it becomes.
    fn row(&self) -> Row {
        Row {
            account: Account::new(&self.account, self.kind.clone()),
            id: self.id.clone(),
            score: self.score,
            ..Row::default()
        }
    }
}

/// Understands a file. `given` is the title that somebody gave it, `stem` the one that it has where nothing gives it another.
/// The error says why no table could be found.
pub fn read(bytes: Vec<u8>, given: Option<&str>, stem: &str) -> Result<Import, Both> {
    let mut told = Vec::new();
    let sheets = grid::read(bytes, &mut told)?;
    let several = sheets.len() > 1;
    for Sheet { name, hidden, grid } in sheets {
        let Some(columns) = heads::find(&grid.rows) else { continue };
        let mut told = told.clone();
        if hidden {
            told.push(Told::Doubt(both!(
                "读的是隐藏的工作表“{name}”：看得见的工作表里没有榜单",
                "the sheet “{name}”, which is hidden, was read: those that are seen have no ranking"
            )));
        } else if several {
            told.push(Told::Fact(both!(
                "读的是工作表“{name}”，别的没有读",
                "the sheet “{name}” was read, the others were not"
            )));
        }
        let title = given.map(str::to_owned).or_else(|| title::of(&grid, &columns)).unwrap_or_else(|| stem.to_owned());
        let import = understand(&grid, &columns, title, told);
        if import.entries().next().is_some() {
            return Ok(import);
        }
    }
    Err(both!(
        "没有找到榜单的表格。表头要有“账号”或“账号名称”这样的一列；从 Word、Excel 或网页复制表格时，要从表头选起。粘贴出来一格占一行的，先粘贴到 Excel 里，存成 .xlsx",
        "there is no table of accounts: a head like 账号 or 账号名称 is wanted; when a table is copied, copy its head too, and where each cell comes out as a line, paste it into a spreadsheet"
    ))
}

fn understand(grid: &Grid, columns: &Columns, title: String, mut told: Vec<Told>) -> Import {
    let named = title::period(&title);
    let groups = rows::collect(grid, columns, &mut told);
    let mut import = Import { title, groups, told, ..Import::default() };
    let scored = import.entries().any(|entry| entry.score.is_some());
    import.scored = scored;
    import.say_unseen(grid);
    import.say_unread(grid, columns);
    import.say_period(named);
    import.say_table(columns);
    if scored {
        let by_title = caution::names_index(&import.title).map(str::to_owned);
        import.index = columns.index(&grid.rows).or_else(|| import.say_index(by_title));
    }
    import.say_figures();
    import.say_numbers();
    import.say_accounts();
    import
}

impl Import {
    /// All entries, group by group.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|(_, entries)| entries)
    }
}

#[cfg(test)]
mod tests;
