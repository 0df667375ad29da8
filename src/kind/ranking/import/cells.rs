//! What one cell of a table says: a number, nothing, a total, a remark.

use crate::fields::Decimal;
use unicode_normalization::UnicodeNormalization;

/// What stands where there is nothing to say.
const NOTHING: &[&str] =
    &["", "-", "--", "—", "——", "–", "/", "\\", "无", "无数据", "暂无", "暂无数据", "未统计", "缺", "n/a", "na", "*"];

/// What begins a row that sums the others up.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数", "总和", "total", "average"];

/// What such a row may end with: 全县平均, 全市合计.
const TOTAL_ENDS: &[&str] =
    &["合计", "总计", "小计", "共计", "平均", "平均分", "平均值", "平均数", "均值", "均分", "中位数"];

/// A longer cell is no such row, whatever it ends with.
const TOTAL_CHARS: usize = 10;

/// What begins a line that explains and names no group.
const REMARKS: &[&str] = &["注", "备注", "说明", "附", "数据来源", "来源", "制表", "统计", "截至", "填报", "审核", "*"];

/// A number as tables have it: `1,234`, `９８．６分`, `第3名`, `1.2万`.
pub(super) fn number(cell: &str) -> Option<Decimal> {
    let plain: String = cell.nfkc().collect();
    let plain = plain.trim();
    let plain = plain.strip_prefix('第').unwrap_or(plain);
    let plain = plain.trim_end_matches(['名', '位', '分', '次', '篇', '条', '个', '人', '家', '件', '场']).trim();
    let (digits, noughts) = match (plain.strip_suffix('万'), plain.strip_suffix('亿')) {
        (Some(digits), _) => (digits, 4),
        (_, Some(digits)) => (digits, 8),
        _ => (plain, 0),
    };
    let digits = digits.trim_end();
    let (value, below) = match Decimal::parse(digits) {
        Some(value) => (value, 0),
        None => divided(digits, noughts)?,
    };
    let times = 10i64.pow(noughts);
    value.millionths().checked_mul(times)?.checked_add(below).map(Decimal::from_millionths)
}

/// A number of more than six places, as averages have them: as far as the sixth, and what is below that, in millionths
/// once it has so many noughts more. There it is rounded: what a spreadsheet gives too.
fn divided(digits: &str, noughts: u32) -> Option<(Decimal, i64)> {
    let (whole, places) = digits.trim_end_matches('%').split_once('.')?;
    let (kept, rest) = places.split_at_checked(6)?;
    if !rest.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let cut = Decimal::parse(&format!("{whole}.{kept}"))?;
    let width = noughts as usize;
    let rest = format!("{rest:0<width$}");
    let (more, beyond) = rest.split_at_checked(width)?;
    let up = i64::from(beyond.starts_with(['5', '6', '7', '8', '9']));
    let below = format!("0{more}").parse::<i64>().ok()? + up;
    Some((cut, if whole.starts_with(['-', '−']) { -below } else { below }))
}

/// Whether a number is a percentage.
pub(super) fn is_signed(cell: &str) -> bool {
    cell.trim_end().ends_with(['%', '％'])
}

/// Whether a cell says that there is nothing.
pub(super) fn is_nothing(cell: &str) -> bool {
    let plain: String = cell.nfkc().filter(|c| !c.is_whitespace()).collect();
    NOTHING.contains(&plain.to_lowercase().as_str())
}

/// What a spreadsheet shows where it could not work out a cell.
const FAILED: &[&str] = &["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"];

/// Whether a cell holds an error of a spreadsheet.
pub(super) fn is_failed(cell: &str) -> bool {
    FAILED.contains(&cell.trim())
}

/// Whether a cell holds no text: it says that there is nothing, or could not be worked out.
pub(super) fn is_blank(cell: &str) -> bool {
    is_nothing(cell) || is_failed(cell)
}

/// Whether a cell begins a row that sums up.
pub(super) fn is_total(cell: &str) -> bool {
    let plain: String = cell.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.split(['(', ':']).next().unwrap_or_default().to_lowercase();
    let ends = || TOTAL_ENDS.iter().any(|end| plain.ends_with(end));
    TOTALS.contains(&plain.as_str()) || (plain.chars().count() <= TOTAL_CHARS && ends())
}

/// A whole number.
pub(super) fn whole(value: Decimal) -> Option<u32> {
    u32::try_from(value.millionths() / 1_000_000).ok().filter(|_| value.millionths() % 1_000_000 == 0)
}

pub(super) fn names_group(cell: &str) -> bool {
    cell.chars().count() <= 30 && !is_remark(cell) && !cell.ends_with(['。', '；'])
}

/// Whether a line explains and names nothing.
pub(super) fn is_remark(cell: &str) -> bool {
    REMARKS.iter().any(|word| cell.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_tables_are_read() {
        let read = |cell| number(cell).map(|number| number.to_string());
        assert_eq!(read("１２"), Some("12".to_owned()));
        assert_eq!(read("第3名"), Some("3".to_owned()));
        assert_eq!(read("1.2万"), Some("12000".to_owned()));
        assert_eq!(read("1,234.5分"), Some("1234.5".to_owned()));
        assert_eq!(
            ["93.33333333", "91.66666667%", "-0.00000051"].map(read),
            ["93.333333", "91.666667", "-0.000001"].map(|n| Some(n.to_owned()))
        );
        assert_eq!(
            ["1.23456789万", "-1.23456789万", "0.12345678949亿", "1.00000000005万"].map(read),
            ["12345.6789", "-12345.6789", "12345678.949", "10000.000001"].map(|n| Some(n.to_owned()))
        );
        assert_eq!(["10万+", "一百", "甲", "", "1e9", ".nan"].map(read), [const { None }; 6]);
        // A decimal comma and a stray blank are no ten times as much.
        assert_eq!(["95,5", "95，5", "9 4", "12 3", "12:30"].map(read), [const { None }; 5]);
        assert_eq!(
            ["1 234", " 98 分", "第 3 名", "1.5 万"].map(read),
            ["1234", "98", "3", "15000"].map(|n| Some(n.to_owned()))
        );
    }

    #[test]
    fn nothing_and_totals_are_known() {
        assert!(["—", "／", "无数据", "N/A"].into_iter().all(is_nothing) && !is_nothing("0"));
        let totals = ["合 计", "总计：", "平均值（分）", "全县平均", "平均分", "全县合计", "小计"];
        assert!(totals.into_iter().all(is_total) && !["总计工会", "平均生活"].into_iter().any(is_total));
    }
}
