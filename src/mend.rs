//! The mends that are certain, applied: a text → the text as it should be.

use crate::codes;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Edit, Text};
use crate::entry;
use crate::source::{EntrySource, Sources, config_path};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// A file that can be mended.
#[derive(Debug)]
pub struct Mended {
    /// Where the file lies on this machine.
    pub disk: PathBuf,
    /// The text as it is.
    pub before: Text,
    /// The text as it should be.
    pub after: String,
    /// What is told of the text as it is.
    pub told: Vec<Diagnostic>,
    /// What was mended, in the order in which it was told.
    pub mends: Vec<Diagnostic>,
    /// What is left for its author.
    pub left: Vec<Diagnostic>,
}

/// One mend can bring another to light, a repaired line its unknown key; it never takes more rounds than
/// this for anything that a person typed.
const ROUNDS: usize = 12;

/// Mends every file of a project that has something certain to mend, but for what its site.yaml wants nothing said of.
pub fn mend_all(root: &Path, sources: &Sources, config: &Config) -> Vec<Mended> {
    let rules = config.rules();
    let heard = |mut told: Vec<Diagnostic>| {
        told.retain(|told| !config.is_silent_about(told));
        told
    };
    let site_yaml = sources.config.as_ref().map(|text| {
        mend(text, config_path(root), |text| {
            let mut told = Vec::new();
            config::parse(Some(text), None, codes::named, &mut told);
            heard(told)
        })
    });
    let entries = sources.entries.par_iter().map(|source| {
        mend(source.text.text(), source.disk.clone(), |text| {
            let source = EntrySource::new(source.kind, source.path.clone(), text.clone(), source.disk.clone());
            heard(entry::parse(&source, &rules).1)
        })
    });
    let entries: Vec<Mended> = entries.collect();
    site_yaml.into_iter().chain(entries).filter(|mended| *mended.before.text != *mended.after).collect()
}

/// Mends a text until nothing certain is left, so that mending it again changes nothing.
pub fn mend(text: &Text, disk: PathBuf, tell: impl Fn(&Text) -> Vec<Diagnostic>) -> Mended {
    let mut now = text.clone();
    let mut mends = Vec::new();
    let first = tell(&now);
    let mut told = first.clone();
    for _ in 0..ROUNDS {
        let (after, done) = apply(&now.text, &told);
        if done.is_empty() {
            break;
        }
        mends.extend(done);
        now = Text::new(now.file.clone(), after);
        told = tell(&now);
    }
    let after = now.text.to_string();
    Mended { disk, before: text.clone(), after, told: first, mends, left: told }
}

/// Applies the edits that do not touch one another, first come, first served. Those that were left are met
/// again in the next round.
fn apply(text: &str, told: &[Diagnostic]) -> (String, Vec<Diagnostic>) {
    let mut chosen: Vec<(&Edit, &Diagnostic)> = Vec::new();
    let fits = |edit: &Edit| text.get(edit.span.clone()).is_some_and(|old| old != edit.text);
    for diagnostic in told {
        let Some(edit) = diagnostic.edit.as_ref().filter(|edit| fits(edit)) else { continue };
        let apart =
            |(other, _): &(&Edit, &Diagnostic)| edit.span.end <= other.span.start || other.span.end <= edit.span.start;
        let same_spot = |(other, _): &(&Edit, &Diagnostic)| edit.span.start == other.span.start;
        if chosen.iter().all(|one| apart(one) && !same_spot(one)) {
            chosen.push((edit, diagnostic));
        }
    }
    chosen.sort_by_key(|(edit, _)| edit.span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (edit, _) in &chosen {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    (out, chosen.into_iter().map(|(_, diagnostic)| diagnostic.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Rules;
    use crate::kind::Kind;

    fn mended(text: &str) -> Mended {
        let tell = |text: &Text| {
            let source = EntrySource::new(Kind::Post, "posts/a.md".into(), text.clone(), PathBuf::new());
            entry::parse(&source, &Rules::default()).1
        };
        mend(&Text::new("content/posts/a.md", text), PathBuf::new(), tell)
    }

    #[test]
    fn what_is_certain_is_mended_and_mending_again_changes_nothing() {
        let once = mended("---\n标题：五一\n日期：2017-3-1\n---\n\n＊＊重点＊＊。\n");
        assert!(once.after.starts_with("---\n标题: 五一\n日期: 2017-3-1\n---\n"), "{}", once.after);
        let twice = mended(&once.after);
        assert_eq!(twice.after, once.after);
        assert!(twice.mends.is_empty());
    }

    #[test]
    fn however_many_lines_are_wrong_in_one_way_all_are_mended() {
        let items = "\t- 时间: 3月9日\n    内容: 甲\n".repeat(40);
        let once = mended(&format!("---\n标题: 五一\n日期: 2017-3-1\n作者:　张三\n更正:\n{items}---\n\n一。\n"));
        assert!(once.left.is_empty(), "{:?}", once.left);
        assert_eq!(once.after.matches("\n    - 时间: 3月9日\n      内容: 甲").count(), 40, "{}", once.after);
        let colons =
            "标题：五一\n日期：2017-3-1\n".to_owned() + &(0..200).map(|n| format!("字段{n}：值\n")).collect::<String>();
        let once = mended(&format!("---\n{colons}---\n\n一。\n"));
        assert!(!once.after.contains('：') && mended(&once.after).mends.is_empty());
    }

    #[test]
    fn nobody_is_lost_of_a_table_out_of_a_spreadsheet() {
        let rows = "\t单位\t备注\n张三\t一厂\t\n\t二厂\n李四\t三厂\t";
        let once = mended(&format!("---\n标题: 名单\n日期: 2017-3-1\n---\n\n名单如下：\n{rows}\n"));
        let table = "|  | 单位 | 备注 |\n|---|---|---|\n| 张三 | 一厂 |  |\n|  | 二厂 |  |\n| 李四 | 三厂 |  |\n";
        assert!(once.after.ends_with(&format!("名单如下：\n\n{table}")), "{}", once.after);
        assert!(once.left.is_empty(), "{:?}", once.left);
    }

    #[test]
    fn a_correction_stays_as_it_is() {
        let text = "---\n标题: 更正\n日期: 2017-3-1\n---\n\n“帐号”应为“账号”，将“部署”误写为“布署”。帐号照旧。\n";
        assert_eq!(mended(text).after, text.replace("帐号照旧", "账号照旧"));
    }

    #[test]
    fn what_is_not_understood_is_left() {
        let text = "---\n标题: 一\n日期: 不知道\n颜色: 红\n---\n";
        let left = mended(text);
        assert_eq!(left.after, text);
        assert_eq!(left.left.len(), 2);
    }
}
