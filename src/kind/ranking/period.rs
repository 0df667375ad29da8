//! Periods as people write them, so far as their order goes: 2017年3月, 2017年第一季度, 2017年上半年, 第12期.

use crate::letters::{half_width, number};

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
        let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let parted = plain.split_once(['年', '-', '/', '.']).unwrap_or((&plain, ""));
        let (year, rest) = match year(parted.0) {
            Some(year) => (year, parted.1),
            None => (0, plain.as_str()),
        };
        let of = |unit, number| Some(Period { unit, year, number });
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let counted = |endings: &[&str]| {
            let digits = endings.iter().find_map(|ending| rest.strip_suffix(ending))?;
            number(digits)
        };
        match rest {
            "" | "度" | "全年" if year > 0 => return of(Unit::Year, 0),
            "上半年" => return of(Unit::Half, 1),
            "下半年" => return of(Unit::Half, 2),
            _ => {}
        }
        if let Some(number) = counted(&["季度", "季"]) {
            return of(Unit::Quarter, number).filter(|_| (1..=4).contains(&number));
        }
        if let Some(number) = counted(&["月份", "月"]).or_else(|| number(rest).filter(|_| year > 0)) {
            return of(Unit::Month, number).filter(|_| (1..=12).contains(&number));
        }
        if let Some(number) = counted(&["周", "星期"]) {
            return of(Unit::Week, number);
        }
        counted(&["期", "次", "届"]).and_then(|number| of(Unit::Issue, number))
    }
}

/// The year that some digits are.
fn year(digits: &str) -> Option<u32> {
    number(digits).filter(|year| (1000..10_000).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_write_them() {
        let read = |text| Period::parse(text).map(|p| (p.unit, p.year, p.number));
        assert_eq!(read("2017年九月"), Some((Unit::Month, 2017, 9)));
        assert_eq!(read("2017年十二月"), Some((Unit::Month, 2017, 12)));
        assert_eq!(read("二〇一七年十月份"), Some((Unit::Month, 2017, 10)));
        assert_eq!(read("第二十一期"), Some((Unit::Issue, 0, 21)));
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
        for text in [
            "",
            "春节期间",
            "3",
            "本月",
            "2017年3月和4月",
            "2017年一二月",
            "99999999999期",
            "2017年13月",
            "2017-0",
            "2017年第5季度",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
