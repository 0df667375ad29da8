//! What stands above a table: what it is called, and the period that this names.

use super::cells::is_remark;
use super::grid::Grid;
use super::heads::Columns;
use crate::kind::ranking::Period;
use crate::letters::{is_digit, is_line_numeral};
use crate::when;
use unicode_normalization::UnicodeNormalization;

/// What a title says of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// Nothing.
    Nothing,
    /// This one: 2017年3月.
    Period(String),
    /// Several, or one of a kind that is not known: nobody is to guess which.
    Open,
}

/// What goes between the two ends of a span.
const JOINTS: &[char] = &['—', '–', '-', '~', '至', '到', '、', '和', '及', '与', '/', ',', '.', '·'];

/// The last line above the head that is one cell and no remark (单位：分, 附件1, 制表单位：… beside a date): what the
/// table is called.
pub(super) fn of(grid: &Grid, columns: &Columns) -> Option<String> {
    let above = grid.rows.get(..columns.head?)?;
    let lines = above.iter().rev().map(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>());
    let remark = |cells: &[&String]| {
        let [only] = cells else { return cells.iter().all(|cell| cell.contains(['：', ':']) || is_day(cell)) };
        let short = only.chars().count() <= 6;
        let labelled = only.contains(['：', ':']) && !only.starts_with('附');
        (is_remark(only) || only.starts_with("单位")) && (short || labelled)
    };
    let line = lines.into_iter().find(|cells| !cells.is_empty() && !remark(cells))?;
    match line.as_slice() {
        [only] if only.chars().count() <= 60 => Some((*only).clone()),
        _ => None,
    }
}

fn is_day(cell: &str) -> bool {
    when::parse(cell, None).is_ok()
}

/// The period that a title names: `2017年3月`, `2017年第一季度`, `2017年`. One that goes on behind it (2017年3月5日,
/// 2017年1月至3月) or begins before it (2016—2017年度) is another.
pub(super) fn period(title: &str) -> Named {
    let title: String = title.nfkc().filter(|c| !c.is_whitespace()).collect();
    let Some((before, year, rest)) = year(&title) else { return Named::Nothing };
    let unit = ["月", "季度", "周", "上半年", "下半年", "期"].iter().find_map(|unit| {
        let end = rest.find(unit)?;
        (rest.get(..end)?.chars().count() <= 3).then(|| end + unit.len())
    });
    let (named, behind) = rest.split_at_checked(unit.unwrap_or(0)).unwrap_or(("", rest));
    let whole = format!("{year}年{named}");
    let begins_before = before.ends_with(JOINTS) || before.ends_with(|c: char| c.is_ascii_digit());
    if Period::parse(&whole).is_none() || begins_before || goes_on(behind) {
        return Named::Open;
    }
    Named::Period(whole)
}

/// The first year of a title, with what stands before and behind it.
fn year(title: &str) -> Option<(&str, &str, &str)> {
    title.match_indices('年').find_map(|(at, sign)| {
        let year = title.get(at.checked_sub(4)?..at)?;
        let digits = year.bytes().all(|b| b.is_ascii_digit());
        digits.then_some((title.get(..at - 4)?, year, title.get(at + sign.len()..)?))
    })
}

/// Whether a period goes on: 第2周, 5日, 至3月, 上旬. A number that is no part of it (100家) does not.
fn goes_on(behind: &str) -> bool {
    let numbers = |c: char| is_digit(c) || is_line_numeral(c);
    let digits = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let day = digits.len() < behind.len() && (digits.starts_with(['日', '号', '月']) || digits.starts_with(JOINTS));
    let joined = behind.trim_start_matches(JOINTS);
    let span = joined.len() < behind.len() && joined.starts_with(|c: char| numbers(c) || c == '第');
    day || span
        || ["第", "上旬", "中旬", "下旬", "上半月", "下半月", "底", "初"].iter().any(|more| behind.starts_with(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_period() {
        for (title, named) in [
            ("2017年3月乡镇工会月榜", "2017年3月"),
            ("示例县２０１７ 年 ３ 月份榜", "2017年3月"),
            ("2017年十二月榜", "2017年十二月"),
            ("2017年3月——两新组织榜", "2017年3月"),
            ("2017年3月——乡镇榜", "2017年3月"),
            ("2017年第一季度榜", "2017年第一季度"),
            ("2017年上半年榜", "2017年上半年"),
            ("2017年度十佳", "2017年"),
            ("2017年100家工会新媒体", "2017年"),
            ("2017年第3期", "2017年第3期"),
        ] {
            assert_eq!(period(title), Named::Period(named.to_owned()), "{title}");
        }
        assert_eq!(period("三月榜"), Named::Nothing);
    }

    #[test]
    fn a_period_that_goes_on_or_began_before_is_open() {
        for title in [
            "2017年3月第2周榜",
            "2017年3月5日—3月11日榜",
            "2017年1月至3月榜",
            "2017年1-3月榜",
            "2017年1、2月榜",
            "2016—2017年度十佳",
            "2017年3月上旬榜",
            "2017年3月—2018年2月榜",
        ] {
            assert_eq!(period(title), Named::Open, "{title}");
        }
    }
}
