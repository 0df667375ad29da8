//! What is said of a table: how it was understood, and what should be looked at.

use super::grid::Grid;
use super::heads::Columns;
use super::rows::listed;
use super::title::Named;
use super::twice::Twice;
use super::{Entry, Import, Told};
use crate::both;
use crate::kind::ranking::order::{Ties, arrange};
use crate::kind::ranking::{Mode, Row};
use crate::lang::Both;
use std::collections::{BTreeMap, HashSet};

impl Import {
    fn fact(&mut self, both: Both) {
        self.told.push(Told::Fact(both));
    }

    fn doubt(&mut self, both: Both) {
        self.told.push(Told::Doubt(both));
    }

    /// What of a spreadsheet nobody sees, or nobody has worked out.
    pub(super) fn say_unseen(&mut self, grid: &Grid) {
        let among = |lines: &[usize]| -> Vec<usize> {
            self.entries().map(|entry| entry.line).filter(|line| lines.binary_search(line).is_ok()).collect()
        };
        let (hidden, unworked) = (among(&grid.hidden), among(&grid.unworked));
        if !hidden.is_empty() {
            let (count, lines) = (hidden.len(), listed(&hidden));
            self.doubt(both!(
                "有{count}个账号在 Excel 里是隐藏的（筛选掉了，或藏起来了），也写进去了：{lines}；不要的，从新建的文件里删掉",
                "{count} accounts are hidden in the spreadsheet (by a filter, or by hand) and were taken all the same: {lines}; remove from the new file what is not wanted"
            ));
        }
        if !unworked.is_empty() {
            let lines = listed(&unworked);
            self.doubt(both!(
                "有的格子是公式，文件里没有算好的数，读不出来：{lines}；用 Excel 打开，保存一次，再导入",
                "some cells are formulas whose results are not in the file: {lines}; open it in a spreadsheet program, save it, and import it again"
            ));
        }
    }

    /// The columns that nothing was read of, since nothing says what they hold, with what stands there first.
    pub(super) fn say_unread(&mut self, grid: &Grid, columns: &Columns) {
        let lines: HashSet<usize> = self.entries().map(|entry| entry.line).collect();
        let rows = || grid.rows.iter().filter(|(line, _)| lines.contains(line)).map(|(_, cells)| cells);
        let is_read = |column: usize| columns.blocks.iter().flatten().any(|(at, _)| *at == column);
        let heads = columns.head.and_then(|head| grid.rows.get(head)).map_or(&[][..], |(_, heads)| heads);
        let is_named = |column: usize| heads.get(column).is_some_and(|head| !head.is_empty());
        let width = rows().map(Vec::len).max().unwrap_or_default();
        for column in (0..width).filter(|column| !is_read(*column) && !is_named(*column)) {
            let there: Vec<&String> =
                rows().filter_map(|cells| cells.get(column)).filter(|cell| !cell.is_empty()).collect();
            // What stands beside a few is a remark; a column goes on downwards.
            if there.len() * 2 > lines.len()
                && let Some(first) = there.first()
            {
                let (number, first) = (column + 1, first.to_string());
                self.doubt(both!(
                    "第{number}列没有表头，没有读：“{first}”等；要读，就在表头里写上这一列是什么，再导入",
                    "column {number} has no head and was not read (“{first}” …): write into the head what it is, and import it again"
                ));
            }
        }
    }

    /// The period, where the title names one.
    pub(super) fn say_period(&mut self, named: Named) {
        match named {
            Named::Nothing => {}
            Named::Period(period) => {
                self.fact(both!("期是“{period}”，从标题看出来的", "the period is “{period}”, by the title"));
                self.period = Some(period);
            }
            Named::Open => self.doubt(both!(
                "标题里的期看不准，没有写进去，请自己填上“期”",
                "which period the title means is not clear: fill in “期” (period) yourself"
            )),
        }
    }

    /// Tells the index of reads and likes that the title names, and hands it back.
    pub(super) fn say_index(&mut self, index: Option<String>) -> Option<String> {
        if let Some(index) = &index {
            self.fact(both!(
                "标题里有“{index}”，得分是阅读、点赞这类数据算的：记在“版本”里，网页上会写明不作为考核依据",
                "the title says “{index}”: the scores come of reads and likes, which is noted as the version and said on the page"
            ));
        }
        index
    }

    /// How the table was read.
    pub(super) fn say_table(&mut self, columns: &Columns) {
        let heads: Vec<String> = columns.blocks.first().into_iter().flatten().map(|(_, role)| role.name()).collect();
        let (heads, count, blocks) = (heads.join("、"), self.entries().count(), columns.blocks.len());
        self.fact(match blocks {
            1 => both!("读到{count}个账号，各列是：{heads}", "{count} accounts; the columns are {heads}"),
            _ => both!(
                "读到{count}个账号；表是{blocks}栏并排的，每栏：{heads}",
                "{count} accounts; the table is {blocks} side by side, each {heads}"
            ),
        });
        self.told.extend(columns.twice.iter().map(Twice::told));
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
    pub(super) fn say_figures(&mut self) {
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
    pub(super) fn say_numbers(&mut self) {
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
                // The number of the row stands in for the identity: an account may stand twice, which is told
                // elsewhere, and a line holds several where tables stand side by side.
                rows.iter_mut().zip(all.len()..).for_each(|(row, at)| row.id = Some(at.to_string()));
                arrange(&mut rows, Mode::Scored, ties, &[]);
                all.extend(rows.into_iter().filter_map(|row| Some((row.id?.parse().ok()?, row.place.number()))));
            }
            all
        };
        let wrong = |ties: Ties| -> Vec<(String, u32, u32)> {
            let places: BTreeMap<usize, Option<u32>> = worked(ties).into_iter().collect();
            self.entries()
                .zip(0usize..)
                .filter_map(|(entry, at)| Some((entry, entry.number?, places.get(&at).copied().flatten()?)))
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
    pub(super) fn say_accounts(&mut self) {
        let Accounts { kinds, hosts, names, twice, alike, hostless } = Accounts::of(&self.groups);
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

/// What there is to say of the accounts of a table, each as it is said.
struct Accounts {
    /// The types, with how many are of each.
    kinds: Vec<String>,
    /// The hosts that have several, with these.
    hosts: Vec<String>,
    /// Accounts of one name and several types.
    names: Vec<String>,
    /// Those that stand twice.
    twice: Vec<String>,
    /// Those that nothing but their hosts tells apart.
    alike: Vec<String>,
    /// How many have no host.
    hostless: usize,
}

impl Accounts {
    fn of(groups: &[(Option<String>, Vec<Entry>)]) -> Accounts {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut hosts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let (mut twice, mut alike): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut hostless = 0usize;
        for (_, entries) in groups {
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
        Accounts { kinds, hosts, names, twice, alike, hostless }
    }
}
