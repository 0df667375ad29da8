//! Which rows a ranking is about, and what groups are made of them: county level apart from the rest.

use super::{Group, Row};
use std::collections::BTreeMap;

/// Which rows of a file a ranking is about; an empty list leaves all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Only {
    /// Regions: a row's begins with one of them.
    pub regions: Vec<String>,
    /// Levels.
    pub levels: Vec<String>,
    /// Types of account.
    pub kinds: Vec<String>,
    /// Hosts: a row's holds one of them.
    pub hosts: Vec<String>,
}

impl Only {
    /// Whether a row is one of those.
    pub fn takes(&self, row: &Row) -> bool {
        let fits = |wanted: &[String], value: Option<&String>, fits: fn(&str, &str) -> bool| {
            wanted.is_empty() || value.is_some_and(|value| wanted.iter().any(|wanted| fits(value, wanted)))
        };
        fits(&self.regions, row.region.as_ref(), |value, wanted| value.starts_with(wanted))
            && fits(&self.levels, row.level.as_ref(), |value, wanted| value == wanted)
            && fits(&self.kinds, row.account.kind.as_ref(), |value, wanted| value == wanted)
            && fits(&self.hosts, row.host.as_ref(), |value, wanted| value.contains(wanted))
    }

    /// What it is about, in a line: `层级：县级；类型：微博、视频号`. None where it is about all.
    pub fn said(&self) -> Option<String> {
        let all = [("地区", &self.regions), ("层级", &self.levels), ("类型", &self.kinds), ("主办单位", &self.hosts)];
        let parts: Vec<String> = all
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(name, words)| format!("{name}：{}", words.join("、")))
            .collect();
        (!parts.is_empty()).then(|| parts.join("；"))
    }
}

/// By what rows are put into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupBy {
    /// 层级
    Level,
    /// 地区
    Region,
    /// 类型
    Kind,
}

/// The levels from the top; others follow in the order of their names.
const LEVELS: &[&str] =
    &["全国", "全国级", "省级", "市级", "区级", "县级", "区县级", "园区", "街道", "乡镇", "村社区", "企业"];

impl GroupBy {
    /// The word for it: `层级`.
    pub fn word(self) -> &'static str {
        match self {
            GroupBy::Level => "层级",
            GroupBy::Region => "地区",
            GroupBy::Kind => "类型",
        }
    }

    /// The rows in their groups, each with what it is called; what says nothing of itself comes last.
    pub fn divide(self, rows: Vec<Row>) -> Vec<Group> {
        let mut groups: BTreeMap<(bool, usize, String), Vec<Row>> = BTreeMap::new();
        for row in rows {
            let value = match self {
                GroupBy::Level => row.level.clone(),
                GroupBy::Region => row.region.clone(),
                GroupBy::Kind => row.account.kind.clone(),
            };
            let known = value.as_ref().and_then(|value| LEVELS.iter().position(|level| level == value));
            let key = (value.is_none(), known.unwrap_or(LEVELS.len()), value.unwrap_or_default());
            groups.entry(key).or_default().push(row);
        }
        let title = |name: String| if name.is_empty() { format!("没有写{}", self.word()) } else { name };
        groups.into_iter().map(|((.., name), rows)| Group { title: title(name), note: None, rows }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::ranking::Account;

    fn row(name: &str, region: &str, level: &str) -> Row {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Row { account: Account::new(name, None), region: given(region), level: given(level), ..Row::default() }
    }

    #[test]
    fn county_level_stands_apart() {
        let rows = vec![
            row("甲", "", "县级"),
            row("乙", "", "市级"),
            row("丙", "", ""),
            row("丁", "", "县级"),
            row("戊", "", "全国"),
        ];
        let groups = GroupBy::Level.divide(rows);
        let said: Vec<String> = groups
            .iter()
            .map(|group| {
                let names: String = group.rows.iter().map(|row| row.account.name.as_str()).collect();
                format!("{}：{names}", group.title)
            })
            .collect();
        assert_eq!(said, ["全国：戊", "市级：乙", "县级：甲丁", "没有写层级：丙"]);
    }

    #[test]
    fn only_what_is_asked_for_is_taken() {
        let only = Only {
            regions: vec!["示例县".to_owned()],
            levels: vec!["乡镇".to_owned(), "街道".to_owned()],
            ..Only::default()
        };
        assert!(only.takes(&row("甲", "示例县竹溪镇", "乡镇")));
        assert!(!only.takes(&row("甲", "别的县竹溪镇", "乡镇")));
        assert!(!only.takes(&row("甲", "示例县", "")));
        assert_eq!(only.said().as_deref(), Some("地区：示例县；层级：乡镇、街道"));
        assert_eq!(Only::default().said(), None);
    }
}
