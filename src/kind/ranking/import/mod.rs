//! Tables of others → a ranking as its file has it: CSV, text with tabs as Word, Excel and web pages give it, .xlsx.
//!
//! Nothing is guessed in silence: [`Import::told`] says how the table was understood, and what was left out.

mod grid;
mod heads;
mod rows;
mod sound;
mod write;

use super::order::{Ties, arrange};
use super::{Account, Mode, Row};
use crate::both;
use crate::fields::Decimal;
use crate::lang::Both;
use grid::Grid;
use heads::{Columns, Role};
use std::collections::BTreeMap;

pub use write::Head;

/// A table, understood.
#[derive(Debug, Default)]
pub struct Import {
    /// The line above the table, which names it.
    pub title: Option<String>,
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
    /// What was counted.
    pub metrics: Vec<(String, Decimal)>,
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

/// Understands a file. The error says why no table could be found.
pub fn read(bytes: Vec<u8>) -> Result<Import, Both> {
    let mut told = Vec::new();
    let sheets = grid::read(bytes, &mut told)?;
    let several = sheets.len() > 1;
    for (name, grid) in sheets {
        let Some(columns) = heads::find(&grid.rows) else { continue };
        if several {
            told.push(Told::Fact(both!(
                "读的是工作表“{name}”，别的没有读",
                "the sheet “{name}” was read, the others were not"
            )));
        }
        let import = understand(&grid, &columns, told.clone());
        if import.entries().next().is_some() {
            return Ok(import);
        }
    }
    Err(both!(
        "没有找到榜单的表格。表头要有“账号”或“账号名称”这样的一列；从 Word、Excel 或网页复制表格时，要从表头选起。粘贴出来一格占一行的，先粘贴到 Excel 里，存成 .xlsx",
        "there is no table of accounts: a head like 账号 or 账号名称 is wanted; when a table is copied, copy its head too, and where each cell comes out as a line, paste it into a spreadsheet"
    ))
}

fn understand(grid: &Grid, columns: &Columns, told: Vec<Told>) -> Import {
    let mut import = Import { told, ..Import::default() };
    import.title = title(grid, columns);
    import.period = import.title.as_deref().and_then(period);
    let mut told = std::mem::take(&mut import.told);
    import.groups = rows::collect(grid, columns, &mut told);
    let scored = import.entries().any(|entry| entry.score.is_some());
    import.scored = scored;
    import.index = columns.index(&grid.rows).filter(|_| scored);
    import.told = told;
    import.say_table(columns);
    import.say_figures();
    import.say_numbers();
    import.say_accounts();
    import
}

/// The last line above the head that is one cell and no remark (单位：分, 附件1): what the table is called.
fn title(grid: &Grid, columns: &Columns) -> Option<String> {
    let above = grid.rows.get(..columns.head?)?;
    let lines = above.iter().rev().map(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>());
    let remark = |cells: &[&String]| {
        let [only] = cells else { return false };
        let short = only.chars().count() <= 6;
        let labelled = only.contains(['：', ':']) && !only.starts_with('附');
        (rows::is_remark(only) || only.starts_with("单位")) && (short || labelled)
    };
    let line = lines.into_iter().find(|cells| !cells.is_empty() && !remark(cells))?;
    match line.as_slice() {
        [only] if only.chars().count() <= 60 => Some((*only).clone()),
        _ => None,
    }
}

/// The period that a title names: `2017年3月`, `2017年第一季度`, `2017年`.
fn period(title: &str) -> Option<String> {
    let year = title.match_indices('年').find_map(|(at, _)| {
        let digits = title.get(..at)?.chars().rev().take(4).filter(char::is_ascii_digit).count();
        (digits == 4).then(|| at - 4)
    })?;
    let rest = title.get(year + 4 + '年'.len_utf8()..)?;
    let unit = ["月", "季度", "周", "上半年", "下半年"].iter().find_map(|unit| {
        let end = rest.find(unit)?;
        (rest.get(..end)?.chars().count() <= 3).then(|| end + unit.len())
    });
    let whole = format!("{}年{}", title.get(year..year + 4)?, rest.get(..unit.unwrap_or(0))?);
    super::Period::parse(&whole).map(|_| whole)
}

impl Import {
    /// All entries, group by group.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|(_, entries)| entries)
    }

    fn fact(&mut self, both: Both) {
        self.told.push(Told::Fact(both));
    }

    fn doubt(&mut self, both: Both) {
        self.told.push(Told::Doubt(both));
    }

    /// How the table was read.
    fn say_table(&mut self, columns: &Columns) {
        let name = |role: &Role| match role {
            Role::Number => "序号或名次".to_owned(),
            Role::Account => "账号".to_owned(),
            Role::Type => "类型".to_owned(),
            Role::Host => "主办单位".to_owned(),
            Role::Region => "地区".to_owned(),
            Role::Level => "层级".to_owned(),
            Role::Score => "得分".to_owned(),
            Role::Previous => "上期".to_owned(),
            Role::Url => "链接".to_owned(),
            Role::Id => "编号".to_owned(),
            Role::Group => "分组".to_owned(),
            Role::Other(head) => head.clone(),
            Role::Ignored => "升降（不用）".to_owned(),
        };
        let heads: Vec<String> = columns.blocks.first().into_iter().flatten().map(|(_, role)| name(role)).collect();
        let (heads, count, blocks) = (heads.join("、"), self.entries().count(), columns.blocks.len());
        self.fact(match blocks {
            1 => both!("读到{count}个账号，各列是：{heads}", "{count} accounts; the columns are {heads}"),
            _ => both!(
                "读到{count}个账号；表是{blocks}栏并排的，每栏：{heads}",
                "{count} accounts; the table is {blocks} side by side, each {heads}"
            ),
        });
        if columns.head.is_none() {
            self.doubt(both!("没有表头，各列是猜的", "the table has no heads: what its columns are is a guess"));
        }
        let groups: Vec<String> = self
            .groups
            .iter()
            .filter_map(|(title, entries)| Some(format!("{}（{}个）", title.as_ref()?, entries.len())))
            .collect();
        if !groups.is_empty() {
            let groups = groups.join("、");
            self.fact(both!("分组：{groups}", "groups: {groups}"));
        }
    }

    /// What was counted, where nothing says how it makes scores.
    fn say_figures(&mut self) {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.entries().flat_map(|entry| &entry.metrics) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        if self.scored || names.is_empty() {
            return;
        }
        let names = names.join("、");
        self.doubt(both!(
            "有数据（{names}），没有得分，按名单排；要程序算得分，把“方式”改成“评分”，再写“计分”",
            "there are figures ({names}) and no scores, so it is a list; to have scores worked out, write 评分 as “方式”, and “计分”"
        ));
    }

    /// Whether the numbers of the table are those that the program gives.
    fn say_numbers(&mut self) {
        if self.scored {
            self.say_ranks();
            return;
        }
        let runs = |entries: &[Entry]| entries.iter().zip(1..).all(|(entry, number)| entry.number == Some(number));
        if self.entries().all(|entry| entry.number.is_none()) {
            return;
        }
        if self.groups.iter().all(|(_, entries)| runs(entries)) {
            let last = self.entries().count();
            self.fact(match self.groups.len() {
                1 => both!("序号从1到{last}，一个不缺", "the numbers go from 1 to {last}, none is missing"),
                _ => both!("各组的序号都从1起，一个不缺", "the numbers of each group begin at 1, none is missing"),
            });
            return;
        }
        let odd = self.groups.iter().flat_map(|(_, entries)| entries.iter().zip(1u32..));
        let odd: Vec<String> = odd
            .filter(|(entry, number)| entry.number != Some(*number))
            .take(3)
            .map(|(entry, number)| match entry.number {
                Some(typed) => format!("“{}”写的是{typed}，排第{number}", entry.account),
                None => format!("“{}”没有序号，排第{number}", entry.account),
            })
            .collect();
        let odd = odd.join("；");
        self.doubt(both!(
            "表里的序号不是从1起一个不缺；名单按先后重新编号：{odd}",
            "the numbers are not 1, 2, 3 …; the list is numbered anew: {odd}"
        ));
    }

    /// Whether the ranks of the table follow from its scores, by one of the two rules of ties.
    fn say_ranks(&mut self) {
        let printed: Vec<Option<u32>> = self.entries().map(|entry| entry.number).collect();
        if printed.iter().all(Option::is_none) {
            return;
        }
        let worked = |ties: Ties| -> Vec<(usize, Option<u32>)> {
            let mut all = Vec::new();
            for (_, entries) in &self.groups {
                let mut rows: Vec<Row> = entries.iter().map(Entry::row).collect();
                // The line stands in for the identity: an account may stand twice, which is told elsewhere.
                rows.iter_mut().zip(entries).for_each(|(row, entry)| row.id = Some(entry.line.to_string()));
                arrange(&mut rows, Mode::Scored, ties, &[]);
                all.extend(rows.into_iter().filter_map(|row| Some((row.id?.parse().ok()?, row.place.number()))));
            }
            all
        };
        let wrong = |ties: Ties| -> Vec<(String, u32, u32)> {
            let places: BTreeMap<usize, Option<u32>> = worked(ties).into_iter().collect();
            self.entries()
                .filter_map(|entry| Some((entry, entry.number?, places.get(&entry.line).copied().flatten()?)))
                .filter(|(_, typed, worked)| typed != worked)
                .map(|(entry, typed, worked)| (entry.account.clone(), typed, worked))
                .collect()
        };
        let (skip, dense) = (wrong(Ties::Skip), wrong(Ties::Dense));
        self.dense = dense.len() < skip.len();
        let rule = if self.dense { "1、1、2" } else { "1、1、3" };
        let wrong = if self.dense { dense } else { skip };
        match wrong.first() {
            None => {
                self.fact(both!("名次和得分对得上（并列按{rule}）", "the ranks follow from the scores (ties {rule})"))
            }
            Some((name, typed, worked)) => {
                let count = wrong.len();
                self.doubt(both!(
                    "有{count}个名次和得分对不上，如“{name}”写的是第{typed}，按得分是第{worked}；网页上按得分排",
                    "{count} ranks do not follow from the scores: “{name}” is {typed} there, by its score {worked}; pages go by scores"
                ));
            }
        }
    }

    /// Types, hosts with several accounts, names that stand twice.
    fn say_accounts(&mut self) {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut hosts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let (mut twice, mut alike): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut hostless = 0usize;
        for (_, entries) in &self.groups {
            let mut seen: BTreeMap<String, &Entry> = BTreeMap::new();
            for entry in entries {
                let row = entry.row();
                if let Some(kind) = &row.account.kind {
                    *kinds.entry(kind.clone()).or_default() += 1;
                }
                match &entry.host {
                    Some(host) => hosts.entry(host).or_default().push(row.account.full()),
                    None => hostless += 1,
                }
                if let Some(first) = seen.insert(row.identity(), entry) {
                    let said = format!("“{}”（第{}行、第{}行）", entry.account, first.line, entry.line);
                    if first.host == entry.host { twice.push(said) } else { alike.push(said) }
                } else {
                    names.entry(row.account.name.clone()).or_default().push(row.account.full());
                }
            }
        }
        let kinds: Vec<String> = kinds.into_iter().map(|(kind, count)| format!("{kind}{count}个")).collect();
        let hosts: Vec<String> = hosts
            .into_iter()
            .filter(|(_, accounts)| accounts.len() > 1)
            .map(|(host, accounts)| format!("{host}（{}）", accounts.join("、")))
            .collect();
        let names: Vec<String> =
            names.into_values().filter(|printed| printed.len() > 1).map(|printed| printed.join("和")).collect();
        if !kinds.is_empty() {
            let kinds = kinds.join("、");
            self.fact(both!("认出的类型：{kinds}", "types that were told apart: {kinds}"));
        }
        if !hosts.is_empty() {
            let (count, hosts) = (hosts.len(), hosts.join("；"));
            self.fact(both!(
                "有{count}家单位不止一个账号：{hosts}",
                "{count} hosts have more than one account: {hosts}"
            ));
        }
        if !names.is_empty() {
            let names = names.join("；");
            self.fact(both!("名称一样、类型不同，是不同的账号：{names}", "of one name and several types: {names}"));
        }
        if hostless > 0 && hostless < self.entries().count() {
            self.doubt(both!("有{hostless}个账号没有主办单位", "{hostless} accounts have no host"));
        }
        if !twice.is_empty() {
            let twice = twice.join("；");
            self.doubt(both!(
                "同一个账号出现两次，构建前要改：去掉一个，或写上类型：{twice}",
                "an account stands twice; remove one, or give each its type, before building: {twice}"
            ));
        }
        if !alike.is_empty() {
            let alike = alike.join("；");
            self.doubt(both!(
                "账号名一样、主办单位不同，分不开，构建前给每个写上“类型”或“编号”：{alike}",
                "one name of several hosts: give each its type or an id (“编号”) before building: {alike}"
            ));
        }
        let without = self.entries().filter(|entry| entry.score.is_none()).count();
        if self.scored && without > 0 {
            self.fact(both!(
                "有{without}个账号没有得分，网页上是“无数据”",
                "{without} accounts have no score: 无数据 on the page"
            ));
        }
    }
}

#[cfg(test)]
mod tests;
