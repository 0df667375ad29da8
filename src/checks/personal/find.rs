//! Where personal numbers stand in a text as it was typed.

mod around;

use super::card::is_card;
use super::digits::{DIALLED_FIRST, Gap, Numbers, Run, digit, gap};
use super::found::{Found, What};
use super::identity::{is_identity, is_old_identity};
use crate::letters::takes_no_room;
use crate::markdown::addresses;
use std::cell::OnceCell;
use std::ops::Range;

/// The personal numbers of a text, in order, none within another.
pub(super) fn find(text: &str) -> Vec<Found> {
    let numbers = Numbers::of(text);
    let scan = Scan { text, numbers: &numbers, addresses: OnceCell::new() };
    let mut found = Vec::new();
    let mut at = 0;
    while at < numbers.runs.len() {
        let hit = scan.identity(at).or_else(|| scan.card(at)).or_else(|| scan.mobile(at));
        at = match hit {
            Some((next, hit)) => {
                found.push(hit);
                next
            }
            None => at + 1,
        };
    }
    found
}

/// A number, and the run after it.
type Hit = (usize, Found);

struct Scan<'a> {
    text: &'a str,
    numbers: &'a Numbers,
    /// Looked for when a number is one that may stand in an address.
    addresses: OnceCell<Vec<Range<usize>>>,
}

impl Scan<'_> {
    /// An identity number that begins with this run, in whatever parts.
    fn identity(&self, at: usize) -> Option<Hit> {
        let mut end = at;
        let mut length = 0;
        while let Some(run) = self.numbers.runs.get(end).filter(|run| end == at || run.gap.is_some()) {
            length += run.len();
            end += 1;
            let digits = self.numbers.digits(at..end);
            match length {
                18 if is_identity(digits) => return self.hit(What::Identity, at..end),
                18.. => return None,
                17 => {
                    let mut number = digits.to_vec();
                    number.push(b'X');
                    let close = self.check_x(run.span.end).filter(|_| is_identity(&number));
                    if let Some(close) = close {
                        let (next, mut found) = self.hit(What::Identity, at..end)?;
                        found.span.end = close;
                        found.number.push('X');
                        return Some((next, found));
                    }
                }
                15 if is_old_identity(digits) && (self.parts(at..end, &[15]) || self.parts(at..end, &[6, 6, 3])) => {
                    let alone = !self.is_in_a_word(at..end) && !self.is_other(at..end);
                    return if alone { self.hit(What::Identity, at..end) } else { None };
                }
                _ => {}
            }
        }
        None
    }

    /// Where an X that is a check character ends, if one stands here.
    fn check_x(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let (offset, _) = rest.char_indices().take(5).find(|(_, c)| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×'))?;
        let between = rest.get(..offset)?;
        let joined = between.chars().all(takes_no_room) || gap(between).is_some();
        let after = rest.get(offset..)?.chars().nth(1);
        let width = rest.get(offset..)?.chars().next()?.len_utf8();
        (joined && !after.is_some_and(|c| c.is_ascii_alphanumeric())).then_some(at + offset + width)
    }

    /// A bank card whose number begins with this run: by issuer, length and the check of Luhn.
    fn card(&self, at: usize) -> Option<Hit> {
        let mut end = at;
        let mut length = 0;
        let mut longest = None;
        while let Some(run) = self.numbers.runs.get(end).filter(|run| end == at || is_between_parts(run.gap)) {
            length += run.len();
            end += 1;
            if length > 19 {
                break;
            }
            let digits = self.numbers.digits(at..end);
            if length >= 16 && self.is_grouped(at..end) && is_card(digits) {
                longest = Some(at..end);
            }
        }
        let runs = longest?;
        let other = self.is_in_a_word(runs.clone()) || self.is_in_an_address(at) || self.is_other(runs.clone());
        if other { None } else { self.hit(What::Card, runs) }
    }

    /// Whether the digits stand together, in fours, or six and the rest, as on a card.
    fn is_grouped(&self, runs: Range<usize>) -> bool {
        match self.numbers.runs.get(runs).unwrap_or_default() {
            [_] => true,
            [first, _] if first.len() == 6 => true,
            [fours @ .., last] => last.len() <= 4 && fours.iter().all(|run| run.len() == 4),
            [] => false,
        }
    }

    /// A mobile number that begins with this run.
    fn mobile(&self, at: usize) -> Option<Hit> {
        let first = self.numbers.runs.get(at)?;
        let whole = self.numbers.digits(at..at + 1);
        let dialled = |code: &&str| first.len() == 11 + code.len() && whole.starts_with(code.as_bytes());
        let country = DIALLED_FIRST.iter().find(|code| dialled(code)).map_or(0, |code| code.len());
        let end = if first.len() < 11 { at + self.mobile_parts(at)? } else { at + 1 };
        let digits = self.numbers.digits(at..end).get(country..)?;
        let mobile = digits.len() == 11 && matches!(digits, [b'1', b'3'..=b'9', ..]);
        if !mobile || self.is_in_a_code(at..end) || self.is_amount(at..end) || self.is_other(at..end) {
            return None;
        }
        if self.is_in_an_address(at) && !self.is_dialled(at) {
            return None;
        }
        let (next, mut found) = self.hit(What::Mobile, at..end)?;
        let typed = self.text.get(found.span.clone())?;
        let (offset, _) = typed.char_indices().filter(|&(_, c)| digit(c).is_some()).nth(country)?;
        found.span.start += offset;
        found.number = found.number.get(country..)?.to_owned();
        Some((next, found))
    }

    /// How many runs make a number of eleven digits, divided as people divide mobile numbers.
    fn mobile_parts(&self, at: usize) -> Option<usize> {
        // What few people write so, and columns of figures may be, counts only with what stands in no table.
        #[rustfmt::skip]
        const PARTS: &[(&[usize], &[Gap])] = &[
            (&[3, 4, 4], &[Gap::Space, Gap::Blanks, Gap::Hyphen, Gap::Dot]),
            (&[3, 8], &[Gap::Space, Gap::Blanks, Gap::Hyphen, Gap::Dot]),
            (&[7, 4], &[Gap::Space, Gap::Hyphen, Gap::Dot]),
            (&[3, 3, 5], &[Gap::Space, Gap::Hyphen]),
            (&[4, 4, 3], &[Gap::Hyphen]),
            (&[4, 3, 4], &[Gap::Hyphen]),
        ];
        let fits = |(lengths, gaps): &&(&[usize], &[Gap])| {
            let runs = at..at + lengths.len();
            let joined = self.numbers.runs.get(at + 1..runs.end).unwrap_or_default();
            self.parts(runs, lengths) && joined.iter().all(|run| run.gap.is_some_and(|gap| gaps.contains(&gap)))
        };
        PARTS.iter().find(fits).map(|(lengths, _)| lengths.len())
    }

    fn hit(&self, what: What, runs: Range<usize>) -> Option<Hit> {
        if self.is_row(&runs) {
            return None;
        }
        let number = self.numbers.digits(runs.clone()).iter().map(|&digit| char::from(digit)).collect();
        Some((runs.end, Found { what, span: self.span(&runs)?, number }))
    }

    fn span(&self, runs: &Range<usize>) -> Option<Range<usize>> {
        let runs = self.numbers.runs.get(runs.clone())?;
        Some(runs.first()?.span.start..runs.last()?.span.end)
    }

    /// Whether tabs divide it, and what is before it too, or beside its line: the columns of a table, one number each.
    fn is_row(&self, runs: &Range<usize>) -> bool {
        let typed = self.span(runs).and_then(|span| self.text.get(span));
        if !typed.is_some_and(|typed| typed.contains('\t')) {
            return false;
        }
        let (before, after) = (self.before(runs), self.after(runs));
        let is_beside = || [before.lines().next_back(), after.lines().nth(1)].into_iter().flatten().any(is_divided);
        before.ends_with('\t') || (before.is_empty() || before.ends_with(['\n', '\r'])) && is_beside()
    }

    /// Whether runs are as long as this.
    fn parts(&self, runs: Range<usize>, lengths: &[usize]) -> bool {
        let runs = self.numbers.runs.get(runs).unwrap_or_default();
        runs.iter().map(Run::len).eq(lengths.iter().copied())
    }

    fn before(&self, runs: &Range<usize>) -> &str {
        self.span(runs).and_then(|span| self.text.get(..span.start)).unwrap_or_default()
    }

    fn after(&self, runs: &Range<usize>) -> &str {
        self.span(runs).and_then(|span| self.text.get(span.end..)).unwrap_or_default()
    }
}

/// Whether tabs stand between the words of a line.
fn is_divided(line: &str) -> bool {
    line.trim().contains('\t')
}

fn is_between_parts(gap: Option<Gap>) -> bool {
    matches!(gap, Some(Gap::Space | Gap::Blanks | Gap::Hyphen))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text: each as it may be published.
    fn found(text: &str) -> Vec<String> {
        find(text).iter().map(Found::masked).collect()
    }

    #[track_caller]
    fn fine(texts: &[&str]) {
        for text in texts {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn an_identity_number_is_found_however_it_is_typed() {
        for typed in [
            "11010519491231002X",
            "11010519491231002x",
            "11010519491231002Ｘ",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002X",
            "110105-19491231-002X",
            "110105 19491231 002 X",
            "1101 0519 4912 3100 2X",
            "110105\u{200b}19491231002X",
            "110105  19491231  002X",
            "110105\t19491231\t002\tX",
        ] {
            assert_eq!(found(&format!("张三（身份证{typed}）")), ["110105********002X"], "{typed}");
        }
        assert_eq!(found("440524188001010014"), ["440524********0014"]);
        assert_eq!(found("ID440524188001010014"), ["440524********0014"]);
        assert_eq!(found("https://a.cn/440524188001010014"), ["440524********0014"]);
    }

    #[test]
    fn an_identity_number_of_the_old_form_is_found() {
        assert_eq!(found("110105491231002"), ["110105******002"]);
        assert_eq!(found("110105 491231 002"), ["110105******002"]);
        fine(&["110105 4912 31002", "税号：110105491231002", "a110105491231002"]);
    }

    #[test]
    fn what_is_as_long_as_an_identity_number_is_none() {
        fine(&[
            "统一社会信用代码 91110000802100433B",
            "911100001000012345",
            "110105194912310021",
            "20170308123456",
            "201703081234567890",
            "110105199902300010",
            "1111010519491231002X",
            "京公网安备 11010502012345号",
        ]);
    }

    #[test]
    fn a_bank_card_is_found_whole_and_in_groups() {
        assert_eq!(found("卡号6222021234567890128"), ["6222***********0128"]);
        assert_eq!(found("6222 0212 3456 7890 128"), ["6222***********0128"]);
        assert_eq!(found("622202-1234567890128"), ["6222***********0128"]);
        assert_eq!(found("卡号6222  0212\t3456\u{3000}\u{3000}7890  128"), ["6222***********0128"]);
        assert_eq!(found("4111 1111 1111 1111"), ["4111********1111"]);
    }

    #[test]
    fn what_is_as_long_as_a_bank_card_is_none() {
        fine(&[
            "6222021234567890129",
            "单号：6222021234567890128",
            "0006222021234567890128",
            "https://a.cn/6222021234567890128.html",
            "a6222021234567890128f",
            "1489012345678901",
            "4111.1111.1111.1111",
            "7222021234567890127",
        ]);
    }

    #[test]
    fn a_mobile_number_is_found_however_it_is_typed() {
        for typed in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "138 00138000",
            "1380013-8000",
            "1380-0138-000",
            "138 001 38000",
            "138  0013  8000",
            "138\u{3000}\u{a0}0013    8000",
            "138\t0013\t8000",
            "013800138000",
            "+8613800138000",
            "+86 138 0013 8000",
            "0086-138-0013-8000",
            "8613800138000",
            "１３８００１３８０００",
            "tel:13800138000",
            "Tel13800138000",
            "https://a.cn/?tel=13800138000",
            "1.13800138000",
            "名单_13800138000.xlsx",
            "①③⑧⓪⓪①③⑧⓪⓪⓪",
            "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎",
            "①13800138000",
            "1\u{fe0f}\u{20e3}13800138000¹",
            "138\u{fe0f}00138000",
            "微信号zhangsan13800138000",
            "dianhua13800138000",
            "sj13800138000",
            "SJ13800138000",
            "MobileNo13800138000",
            "网页名: wang13800138000",
            "zhangsan8613800138000",
        ] {
            assert_eq!(found(&format!("张三 {typed}，李四")), ["138****8000"], "{typed}");
        }
        assert_eq!(found("13800138000、13900139000"), ["138****8000", "139****9000"]);
        // A line alone is no table.
        for text in ["138\t0013\t8000", "电话：\n138\t00138000\r\n联系人张三", "\t各位职工：\n138\t0013\t8000"]
        {
            assert_eq!(found(text), ["138****8000"], "{text}");
        }
        assert_eq!(found("138 0013 8000 3月8日"), ["138****8000"]);
        for after in ["次日到岗", "次月起停用", "元旦不变", "元宵值班", "亿达公司"] {
            assert_eq!(found(&format!("电话13800138000{after}")), ["138****8000"], "{after}");
        }
        assert_eq!(find("+8613800138000")[0].span, 3..14);
    }

    #[test]
    fn what_looks_like_a_mobile_number_is_none() {
        fine(&[
            "138****1234",
            "0000-1234567",
            "12351",
            "400-138-0013",
            "0571-87654321",
            "12800138000",
            "138001380001",
            "订单号：13800138000",
            "编号A13800138000",
            "3f13800138000ab",
            "设备SN13800138000、IMG13800138000.jpg、KBT13800138000",
            "da39a3ee13800138000",
            "ab13800138000cd",
            "13800138000kWh",
            "微信号zhangsan138、wang_2017、QQ群123456789",
            "https://a.cn/a/13800138000.html",
            "收入13800138000元",
            "收入13800138000元整",
            "点击13800138000次，13800138000人次",
            "￥13800138000",
            "13800138000.50",
            "0.13800138000",
            "1489012345678",
            "138 0013\n8000",
            "138     0013     8000",
            "1380013  8000",
            "150  200  10000",
            "发票代码：013800138000",
            "0138001380001",
            "2026  11  21",
            "一厂\t138\t0013\t8000",
            "138\t0013\t8000\n150\t2345\t1234",
            "4111\t1111\t1111\t1111\n一厂\t二厂\t三厂\t四厂",
            "单位\t日期\t编号\n110105\t19491231\t002X",
            "2017-03-08 13:50",
            "①②③④⑤⑥⑦⑧⑨⑩⑪",
            "1️⃣3️⃣8️⃣",
            "9:00—16:00",
        ]);
    }
}
