//! Periods as people write them, so far as their order goes: 2017年3月, 2017年第一季度, 2017年上半年, 第12期.

use crate::width::half_width;

/// A period that can be put in order among others of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Year, half, quarter, month, week, issue: only periods of one unit have an order.
    pub unit: Unit,
    /// The year; 0 where none is named.
    pub year: u32,
    /// Which of its unit.
    pub number: u32,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 2017年
    Year,
    /// 2017年上半年
    Half,
    /// 2017年第一季度
    Quarter,
    /// 2017年3月
    Month,
    /// 2017年第9周
    Week,
    /// 第12期
    Issue,
}

impl Period {
    /// Whether it stands before or after another wherever that is: one of no year (12月, 第3期) comes again each year.
    pub fn has_order(&self) -> bool {
        self.year > 0
    }

    /// Reads a period; None where its order cannot be told.
    pub fn parse(text: &str) -> Option<Period> {
        let plain: String = text.chars().map(plain).filter(|c| !c.is_whitespace()).collect();
        let (year, rest) = match plain.find(['年', '-', '/', '.']) {
            Some(at) if plain.get(..at).is_some_and(|year| year.len() == 4) => {
                let sign = plain[at..].chars().next().map_or(0, char::len_utf8);
                (plain[..at].parse().ok()?, &plain[at + sign..])
            }
            None if plain.len() == 4 && plain.parse::<u32>().is_ok() => (plain.parse().ok()?, ""),
            _ => (0, plain.as_str()),
        };
        let of = |unit, number| Some(Period { unit, year, number });
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let counted = |endings: &[&str]| {
            let digits = endings.iter().find_map(|ending| rest.strip_suffix(ending))?;
            digits.parse::<u32>().ok()
        };
        match rest {
            "" | "度" | "全年" if year > 0 => return of(Unit::Year, 0),
            "上半年" => return of(Unit::Half, 1),
            "下半年" => return of(Unit::Half, 2),
            _ => {}
        }
        if let Some(number) = counted(&["季度", "季"]) {
            return of(Unit::Quarter, number);
        }
        if let Some(number) = counted(&["月份", "月"]).or_else(|| if year > 0 { rest.parse().ok() } else { None }) {
            return of(Unit::Month, number);
        }
        if let Some(number) = counted(&["周", "星期"]) {
            return of(Unit::Week, number);
        }
        counted(&["期", "次", "届"]).and_then(|number| of(Unit::Issue, number))
    }
}

/// Full-width and Chinese digits as plain ones. 十 stands for itself: 十二月 is read by its digits' value only up
/// to nine, and whatever is not read has no order but its date's.
fn plain(c: char) -> char {
    match c {
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        '〇' => '0',
        c => half_width(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_write_them() {
        let read = |text| Period::parse(text).map(|p| (p.unit, p.year, p.number));
        assert_eq!(read("2017年3月"), Some((Unit::Month, 2017, 3)));
        assert_eq!(read("２０１７年３月份"), Some((Unit::Month, 2017, 3)));
        assert_eq!(read("2017-03"), Some((Unit::Month, 2017, 3)));
        assert_eq!(read("2017年"), Some((Unit::Year, 2017, 0)));
        assert_eq!(read("2017年度"), Some((Unit::Year, 2017, 0)));
        assert_eq!(read("2017年第一季度"), Some((Unit::Quarter, 2017, 1)));
        assert_eq!(read("2017年下半年"), Some((Unit::Half, 2017, 2)));
        assert_eq!(read("2017年第9周"), Some((Unit::Week, 2017, 9)));
        assert_eq!(read("第12期"), Some((Unit::Issue, 0, 12)));
    }

    #[test]
    fn what_has_no_order_is_none() {
        for text in ["", "春节期间", "3", "本月", "2017年3月和4月", "十二月"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
