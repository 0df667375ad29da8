//! What stands around a number and says that it is another kind of number: letters, an address, a unit, a label.

use super::{Gap, Run, Scan, addresses};
use std::ops::Range;

/// Longer words are looked at in part.
const WORD_MAX: usize = 64;

/// Whether a word says that a number of somebody follows, or there is none.
fn is_label(word: &str) -> bool {
    const LABELS: &[&str] =
        &["tel", "phone", "mobile", "mob", "m", "t", "qq", "wx", "vx", "wechat", "weixin", "ext", "sj", "dh"];
    word.is_empty() || LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

impl Scan<'_> {
    /// Whether letters touch it, as in a hash; those of `Tel` and the like are none of it.
    pub(super) fn is_in_a_word(&self, runs: Range<usize>) -> bool {
        !is_label(self.word_before(&runs)) || !is_label(self.word_after(&runs))
    }

    /// Whether it is a part of the code of a thing: digits and letters take turns in it, as in a hash, or a few capitals
    /// stand before, as in `A13800138000`. A word is none: people write `zhangsan13800138000`.
    pub(super) fn is_in_a_code(&self, runs: Range<usize>) -> bool {
        /// Capitals of a code.
        const CAPITALS: usize = 3;
        let before = self.word_before(&runs);
        let takes_turns = before.bytes().any(|byte| byte.is_ascii_digit()) || !is_label(self.word_after(&runs));
        let capitals = before.len() <= CAPITALS && before.bytes().all(|byte| byte.is_ascii_uppercase());
        takes_turns || capitals && !is_label(before)
    }

    /// The letters and digits that touch it on the left. No code that anybody types has more of them.
    fn word_before(&self, runs: &Range<usize>) -> &str {
        let before = self.before(runs);
        let length = before.bytes().rev().take(WORD_MAX).take_while(u8::is_ascii_alphanumeric).count();
        &before[before.len() - length..]
    }

    fn word_after(&self, runs: &Range<usize>) -> &str {
        let after = self.after(runs);
        &after[..after.bytes().take(WORD_MAX).take_while(u8::is_ascii_alphanumeric).count()]
    }

    pub(super) fn is_in_an_address(&self, at: usize) -> bool {
        let Some(run) = self.numbers.runs.get(at) else { return false };
        let addresses = self.addresses.get_or_init(|| addresses(self.text).collect());
        let next = addresses.partition_point(|span| span.end <= run.span.start);
        addresses.get(next).is_some_and(|span| span.start <= run.span.start)
    }

    /// Whether an address says that it is a telephone number: `?tel=`.
    pub(super) fn is_dialled(&self, at: usize) -> bool {
        let before = self.before(&(at..at + 1)).as_bytes();
        ["tel=", "phone=", "mobile="].iter().any(|key| {
            before
                .len()
                .checked_sub(key.len())
                .is_some_and(|start| before[start..].eq_ignore_ascii_case(key.as_bytes()))
        })
    }

    /// Whether it is a sum: ￥…, …元, 0.…, ….50
    pub(super) fn is_amount(&self, runs: Range<usize>) -> bool {
        /// Units, and what makes another word of one when it stands behind: 次日, 元旦.
        const UNITS: &[(&str, &str)] = &[
            ("元", "旦宵月首老素勋气件宝"),
            ("万元", ""),
            ("亿元", ""),
            ("人次", "日月年晨晚"),
            ("次", "日月年周晨晚于要序第"),
            ("吨", "位"),
            ("%", ""),
            ("％", ""),
        ];
        let run = |at: usize| self.numbers.runs.get(at);
        let decimal = runs.start.checked_sub(1).and_then(run).is_some_and(|before| {
            before.len() == 1
                && run(runs.start).is_some_and(|run| run.gap == Some(Gap::Dot))
                && self.numbers.digits.get(before.digits.start) == Some(&b'0')
        });
        // A sheet that is saved as text writes any number with .0 behind it, a telephone's too.
        let is_nought = |run: &Run| run.len() == 1 && self.numbers.digits.get(run.digits.start) == Some(&b'0');
        let cents =
            run(runs.end).is_some_and(|after| after.gap == Some(Gap::Dot) && after.len() <= 2 && !is_nought(after));
        let after = self.after(&runs);
        let is_unit = |(unit, no_unit): &(&str, &str)| {
            after.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(|c| no_unit.contains(c)))
        };
        let unit = UNITS.iter().any(is_unit);
        decimal || cents || unit || self.before(&runs).ends_with(['￥', '¥', '$'])
    }

    /// Whether the words before it say that it is another kind of number.
    pub(super) fn is_other(&self, runs: Range<usize>) -> bool {
        const LABELS: &[&str] = &[
            "单号",
            "订单编号",
            "流水号",
            "序列号",
            "资产编号",
            "条码",
            "条形码",
            "批号",
            "税号",
            "识别号",
            "登记号",
            "登记证号",
            "信用代码",
            "机构代码",
            "备案号",
            "发票代码",
        ];
        let before = self.before(&runs);
        let label = before.trim_end_matches([' ', '\u{3000}', ':', '：', '*', '"', '“', '为', '是', '#']);
        // A label stands right before the number, not somewhere before a long row of marks.
        before.len() - label.len() <= 16 && LABELS.iter().any(|word| label.ends_with(word))
    }
}
