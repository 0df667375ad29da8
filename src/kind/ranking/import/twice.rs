//! Columns of one kind (主办单位 运营单位) and of one name (数量 数量): one of them counts, the others are told.

use super::Told;
use super::roles::{Role, preference};
use crate::both;

/// What was called twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Twice {
    /// Two columns hold the same: that of the first head counts, that of the second is a figure or is not read.
    Kind { what: String, kept: String, left: String },
    /// Two columns have one name: the second is called otherwise.
    Name { head: String, called: String },
}

/// A part of the columns of a table.
type Block = Vec<(usize, Role)>;

/// The blocks with one column of a kind each, and no figure's name twice; with what was called so in the first of them,
/// which speaks for all.
pub(super) fn settled(blocks: Vec<Block>, heads: &[String]) -> (Vec<Block>, Vec<Twice>) {
    let mut said = None;
    let settle = |mut block: Block| {
        let mut twice = Vec::new();
        one_of_a_kind(&mut block, heads, &mut twice);
        names_once(&mut block, &mut twice);
        said.get_or_insert(twice);
        block
    };
    let blocks = blocks.into_iter().map(settle).collect();
    (blocks, said.unwrap_or_default())
}

fn head(heads: &[String], column: usize) -> String {
    heads.get(column).map(|head| head.trim().to_owned()).unwrap_or_default()
}

fn one_of_a_kind(block: &mut Block, heads: &[String], twice: &mut Vec<Twice>) {
    let kinds: Vec<Role> = block.iter().map(|(_, role)| role.clone()).collect();
    for (at, kind) in kinds.iter().enumerate() {
        let is_first = !kinds.iter().take(at).any(|before| before == kind);
        if !is_first || matches!(kind, Role::Other(_) | Role::Ignored(_)) {
            continue;
        }
        let same = || block.iter().filter(|(_, role)| role == kind).map(|(column, _)| *column);
        let Some(kept) = same().min_by_key(|&column| (preference(&head(heads, column)), column)) else { continue };
        for (column, role) in block.iter_mut().filter(|(column, role)| role == kind && *column != kept) {
            let left = head(heads, *column);
            if *kind == Role::Number {
                // Beside a 名次, a 序号 only counts the lines.
                *role = Role::Ignored(left);
                continue;
            }
            twice.push(Twice::Kind { what: kind.name(), kept: head(heads, kept), left: left.clone() });
            *role = Role::Other(left);
        }
    }
}

fn names_once(block: &mut Block, twice: &mut Vec<Twice>) {
    let mut names: Vec<String> = Vec::new();
    for (_, role) in block.iter_mut() {
        let Role::Other(name) = role else { continue };
        if names.contains(name) {
            let head = name.clone();
            let free = (2..).map(|number: usize| format!("{head}{number}")).find(|called| !names.contains(called));
            *name = free.unwrap_or_else(|| head.clone());
            twice.push(Twice::Name { head, called: name.clone() });
        }
        names.push(name.clone());
    }
}

impl Twice {
    /// What is said of it.
    pub fn told(&self) -> Told {
        Told::Doubt(match self {
            Twice::Kind { what, kept, left } if kept == left => both!(
                "有两列都叫“{kept}”，{what}用前面的一列",
                "two columns are called “{kept}”: the first of them counts"
            ),
            Twice::Kind { what, kept, left } => both!(
                "“{kept}”和“{left}”都是{what}，用“{kept}”那一列",
                "“{kept}” and “{left}” say the same: “{kept}” counts"
            ),
            Twice::Name { head, called } => both!(
                "有两列都叫“{head}”，后面的一列写成“{called}”",
                "two columns are called “{head}”: the later one became “{called}”"
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::roles::role;
    use super::*;

    fn settle(heads: &[&str]) -> (String, Vec<String>) {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        let block = heads.iter().map(|head| role(head).unwrap_or_else(|| Role::Other(head.clone()))).enumerate();
        let (blocks, twice) = settled(vec![block.collect()], &heads);
        let names: Vec<String> = blocks.iter().flatten().map(|(_, role)| role.name()).collect();
        let told = twice.iter().map(|twice| match twice.told() {
            Told::Fact(both) | Told::Doubt(both) => both.zh,
        });
        (names.join(" "), told.collect())
    }

    #[test]
    fn of_two_columns_of_a_kind_the_better_counts() {
        let said = |heads: &[&str], names: &str, told: &[&str]| {
            let (all, said) = settle(heads);
            assert_eq!((all.as_str(), said.iter().map(String::as_str).collect::<Vec<_>>()), (names, told.to_vec()));
        };
        said(
            &["名次", "公众号", "综合得分", "WCI"],
            "序号或名次 账号 得分 WCI",
            &["“综合得分”和“WCI”都是得分，用“综合得分”那一列"],
        );
        said(
            &["账号", "运营单位", "主办单位"],
            "账号 运营单位 主办单位",
            &["“主办单位”和“运营单位”都是主办单位，用“主办单位”那一列"],
        );
        said(
            &["微信公众号", "微博名称", "省份", "城市"],
            "账号 微博名称 省份 地区",
            &["“微信公众号”和“微博名称”都是账号，用“微信公众号”那一列", "“城市”和“省份”都是地区，用“城市”那一列"],
        );
        said(&["序号", "账号", "名次"], "序号（不用） 账号 序号或名次", &[]);
        said(&["账号", "得分", "得分"], "账号 得分 得分", &["有两列都叫“得分”，得分用前面的一列"]);
    }

    #[test]
    fn two_columns_of_one_name_have_two_names() {
        let (names, told) = settle(&["账号", "数量", "数量2", "数量"]);
        assert_eq!(names, "账号 数量 数量2 数量3");
        assert_eq!(told, ["有两列都叫“数量”，后面的一列写成“数量3”"]);
    }
}
