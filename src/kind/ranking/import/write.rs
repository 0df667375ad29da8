//! A table → the YAML of a ranking, tidy and in Chinese keys.

use super::{Entry, Import};
use crate::front_matter::typed;
use std::fmt::Write;

/// What the head of the file says that no table does.
pub struct Head<'a> {
    /// The title.
    pub title: &'a str,
    /// The id that feeds know it by.
    pub id: &'a str,
    /// The day it is made, `2017-03-08`.
    pub date: &'a str,
}

impl Import {
    /// The file. It is a draft until somebody has looked at it.
    pub fn yaml(&self, head: &Head<'_>) -> String {
        let mut out = String::new();
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(out, "{key}:{}{value}", if value.is_empty() { "" } else { " " });
        };
        line("标题", &typed(head.title));
        line("编号", head.id);
        line("日期", head.date);
        line("# 核对以后，把“草稿: 是”这一行删掉\n草稿", "是");
        line("# 谁发布的\n发布单位", "");
        line(
            "# 哪一期，如 2017年3月；同一份榜单的各期，“榜单”写同一个名字，程序就会算升降\n期",
            &self.period.as_deref().map(typed).unwrap_or_default(),
        );
        line("榜单", "");
        if self.scored {
            line("方式", "评分");
            match &self.index {
                Some(index) => line("计分:\n  公式: 给定\n  版本", &typed(index)),
                None => line("计分", "{公式: 给定}"),
            }
            if self.dense {
                line("并列", "1,1,2");
            }
        } else {
            line("方式", "名单");
        }
        line("说明", "");
        let grouped = self.groups.iter().any(|(title, _)| title.is_some());
        if grouped {
            out.push_str("分组:\n");
            for (title, entries) in &self.groups {
                let _ = writeln!(out, "  - 标题: {}\n    条目:", typed(title.as_deref().unwrap_or("其他")));
                entries.iter().for_each(|entry| write_entry(&mut out, entry, 6));
            }
        } else {
            out.push_str("条目:\n");
            self.entries().for_each(|entry| write_entry(&mut out, entry, 2));
        }
        out
    }
}

fn write_entry(out: &mut String, entry: &Entry, indent: usize) {
    let pad = " ".repeat(indent);
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let fields = [
        ("编号", entry.id.clone()),
        ("账号", Some(entry.account.clone())),
        ("类型", entry.kind.clone()),
        ("主办单位", entry.host.clone()),
        ("地区", entry.region.clone()),
        ("层级", entry.level.clone()),
        ("链接", entry.url.clone()),
        ("得分", entry.score.map(|score| format!("{score}{}", if entry.is_rate { "%" } else { "" }))),
        ("上期", number(entry.previous)),
    ];
    let mut dash = "- ";
    for (key, value) in fields.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        let _ = writeln!(out, "{pad}{dash}{key}: {}", typed(&value));
        dash = "  ";
    }
    if !entry.metrics.is_empty() {
        let _ = writeln!(out, "{pad}  数据:");
        for (name, figure) in &entry.metrics {
            let _ = writeln!(out, "{pad}    {}: {figure}", typed(name));
        }
    }
}
