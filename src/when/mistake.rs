//! What can be wrong with a date or a time, and how it is mended.

use crate::both;
use crate::lang::Both;

/// What is wrong with a date or a time that somebody typed. `said` is the part at fault, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum Mistake {
    /// Nothing was typed.
    Empty,
    /// There is no date in it.
    NotADate { said: String },
    /// Words that say that there is no day: 领完为止, 长期有效.
    Undated { said: String },
    /// A date of the lunar calendar.
    Lunar { said: String },
    /// A time of day without a date.
    NoDate { said: String },
    /// A month without a day.
    NoDay { said: String },
    /// A date without a year, where nothing else gives it one.
    NoYear { said: String },
    /// A year outside 1949..=2100: a slip, or written with two digits.
    YearImplausible { said: String },
    /// A month past the twelfth, or 0.
    NoSuchMonth { said: String },
    /// A day that the month does not have.
    NoSuchDay { said: String, year: i16, month: i8, days: i8 },
    /// A time that the clock does not have.
    NoSuchTime { said: String, unit: Unit },
    /// A part of the day without an hour: 下午.
    NoHour { said: String },
    /// An hour that is not in the part of the day that was named: 上午12点, 晚上2点.
    OddHour { said: String, part: &'static str, hour: u32 },
    /// It can be read in two ways.
    Unclear { said: String, either: String, or: String },
    /// Two times where one is asked for.
    Span { said: String },
    /// A span that leads nowhere: 3月15日 9:00—.
    NoEnd { said: String },
    /// A time until which something lasts, where one is asked for from which it does: 12月5日前.
    Until { said: String },
    /// A time from which something lasts, where its beginning needs no word: 11月26日起.
    Since { said: String },
    /// The end of a window without its begin.
    NoBegin { said: String },
    /// The hours of every day, where days are asked for: 11月23日至27日每天7:30—10:00.
    Daily { said: String },
    /// The days of every week, likewise: 11月23日至12月31日（周一至周五）.
    Weekly { said: String },
    /// How long it takes, where its end is asked for: 2小时.
    Duration { said: String },
    /// Something after the date that is neither a weekday nor a time.
    Rest { said: String },
    /// Another date or time after the one that is asked for.
    Another { said: String },
    /// Another window after the first, where each has a line of its own.
    AnotherWindow { said: String },
    /// A day that is not after the one before it in a list.
    NotInOrder { said: String },
    /// More days with times than are written out one by one.
    TooManyDays { said: String, most: usize },
    /// Not an offset from UTC.
    NotAZone { said: String },
}

/// The parts of a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 0 to 24, the last only as 24:00.
    Hour,
    /// 0 to 59.
    Minute,
    /// 0 to 59.
    Second,
}

impl Mistake {
    /// What is wrong.
    pub fn message(&self) -> Both {
        match self {
            Mistake::Empty => both!("没有写日期", "no date is written"),
            Mistake::NotADate { said } => both!("“{said}”看不出是哪一天", "“{said}” does not say which day it is"),
            Mistake::Undated { said } => both!("“{said}”不是日期", "“{said}” is no date"),
            Mistake::Lunar { said } => {
                both!("“{said}”是农历，这里要写公历", "“{said}” is a date of the lunar calendar")
            }
            Mistake::NoDate { said } => both!("“{said}”只有时间，没有日期", "“{said}” is a time without a date"),
            Mistake::NoDay { said } => both!("“{said}”没有写是几日", "“{said}” does not say which day of the month"),
            Mistake::NoYear { said } => both!("“{said}”没有写年份", "“{said}” has no year"),
            Mistake::YearImplausible { said } => {
                both!("年份“{said}”不在1949年到2100年之间", "the year “{said}” is not between 1949 and 2100")
            }
            Mistake::NoSuchMonth { said } => {
                both!("“{said}”不存在：一年只有12个月", "“{said}” does not exist: a year has 12 months")
            }
            Mistake::NoSuchDay { said, year, month, days } => both!(
                "“{said}”不存在：{year}年{month}月只有{days}天",
                "“{said}” does not exist: {year}-{month:02} has only {days} days"
            ),
            Mistake::NoSuchTime { said, unit: Unit::Hour } => {
                both!("“{said}”不存在：一天只有24小时", "“{said}” does not exist: a day has 24 hours")
            }
            Mistake::NoSuchTime { said, unit: Unit::Minute } => {
                both!("“{said}”不存在：一小时只有60分钟", "“{said}” does not exist: an hour has 60 minutes")
            }
            Mistake::NoSuchTime { said, unit: Unit::Second } => {
                both!("“{said}”不存在：一分钟只有60秒", "“{said}” does not exist: a minute has 60 seconds")
            }
            Mistake::NoHour { said } => both!("“{said}”没有写几点", "“{said}” does not say at what hour"),
            Mistake::OddHour { said, part, hour } => {
                both!("“{said}”说不清：{part}没有{hour}点", "“{said}” is unclear: {part} has no hour {hour}")
            }
            Mistake::Unclear { said, either, or } => {
                both!("“{said}”说不清：是“{either}”还是“{or}”？", "“{said}” is unclear: “{either}” or “{or}”?")
            }
            Mistake::Span { said } => {
                both!("“{said}”是一段时间，这里只写一个时间", "“{said}” is a span; one time is asked for here")
            }
            Mistake::NoEnd { said } => both!("“{said}”没有写到什么时候为止", "“{said}” does not say until when"),
            Mistake::Until { said } => both!("“{said}”说的是到什么时候为止", "“{said}” says until when"),
            Mistake::Since { said } => both!("“{said}”说的是从什么时候起", "“{said}” says from when"),
            Mistake::NoBegin { said } => both!("“{said}”没有写从什么时候起", "“{said}” does not say from when"),
            Mistake::Daily { said } => both!(
                "“{said}”里有每天的钟点，这里写不下",
                "“{said}” names the hours of every day, for which there is no room here"
            ),
            Mistake::Weekly { said } => both!(
                "“{said}”里有每周的星期几，这里写不下",
                "“{said}” names the days of every week, for which there is no room here"
            ),
            Mistake::Duration { said } => {
                both!("“{said}”说的是多久，不是到什么时候", "“{said}” says how long, and not until when")
            }
            Mistake::Rest { said } => both!("日期和时间里的“{said}”看不懂", "“{said}” is neither a date nor a time"),
            Mistake::Another { said } | Mistake::AnotherWindow { said } => {
                both!("后面还有一个时间：“{said}”", "another time follows: “{said}”")
            }
            Mistake::NotInOrder { said } => {
                both!("“{said}”不在前一天的后面", "“{said}” does not come after the day before it")
            }
            Mistake::TooManyDays { said, most } => {
                both!(
                    "“{said}”太多天：写了钟点，一行最多{most}天",
                    "“{said}” is too many days: with times, a line takes {most}"
                )
            }
            Mistake::NotAZone { said } => both!("“{said}”不是时区", "“{said}” is not an offset from UTC"),
        }
    }

    /// How it is mended.
    pub fn help(&self) -> Both {
        match self {
            Mistake::Empty | Mistake::NotADate { .. } => {
                both!("写成“2026-3-8”或“2026年3月8日 13:50”", "write 2026-3-8 or 2026年3月8日 13:50")
            }
            Mistake::Undated { said } => both!(
                "没有日期可写，就删去这一行，把“{said}”写进正文；必填的写上日期，如“2026-3-8”",
                "where there is no date, delete the line and say “{said}” in the body; where one is required, write it: 2026-3-8"
            ),
            Mistake::Lunar { .. } => {
                both!(
                    "写公历的日期，如“2026年3月8日”；农历写进正文",
                    "write 2026年3月8日; the lunar date belongs in the body"
                )
            }
            Mistake::NoDate { .. } => both!("在前面写上日期，如“3月8日 13:50”", "put a date before it: 3月8日 13:50"),
            Mistake::NoDay { .. } => both!("写到日，如“2026年3月8日”", "write the day as well: 2026年3月8日"),
            Mistake::NoYear { .. } => both!("写上年份，如“2026年3月8日”", "write the year as well: 2026年3月8日"),
            Mistake::YearImplausible { .. } => {
                both!("年份写全四位数字，写在最前面，如“2026-3-8”", "write the year first, with four digits: 2026-3-8")
            }
            Mistake::NoSuchMonth { .. } => both!("月份改成1到12", "make the month one from 1 to 12"),
            Mistake::NoSuchDay { days, .. } => {
                both!("改成1日到{days}日中的一天，或者改月份", "make the day one from 1 to {days}, or mend the month")
            }
            Mistake::NoSuchTime { unit: Unit::Hour, .. } => {
                both!("用24小时制写，从“0:00”到“24:00”", "use the 24-hour clock, from 0:00 to 24:00")
            }
            Mistake::NoSuchTime { unit: Unit::Minute, .. } => both!("分钟写00到59", "write minutes from 00 to 59"),
            Mistake::NoSuchTime { unit: Unit::Second, .. } => both!("秒写00到59", "write seconds from 00 to 59"),
            Mistake::NoHour { .. } => both!("写上几点，如“下午2:30”", "write the hour: 下午2:30"),
            Mistake::OddHour { .. } => both!(
                "用24小时制写：半夜是“0:00”，中午是“12:00”，下午两点半是“14:30”",
                "use the 24-hour clock: midnight is 0:00, noon 12:00, half past two 14:30"
            ),
            Mistake::Unclear { either, or, .. } => {
                both!("写成“{either}”或“{or}”", "write “{either}” or “{or}”")
            }
            Mistake::Span { .. } => {
                both!("开始和结束分开写，这里只留一个", "leave one here, and write the other where it belongs")
            }
            Mistake::Until { .. } => both!(
                "到什么时候为止，写在“结束”“截止”或“止”里；别的字段写从什么时候起",
                "until when belongs in ends, closes or to; other fields say from when"
            ),
            Mistake::Since { .. } => both!(
                "这里不写“起”；到什么时候为止，写在“结束”“截止”或“止”里",
                "leave out 起, and write until when in ends, closes or to"
            ),
            Mistake::NoBegin { .. } | Mistake::NoEnd { .. } => {
                both!("写成“3月15日 9:00—16:00”或“3月15日—16日”", "write 3月15日 9:00—16:00 or 3月15日—16日")
            }
            Mistake::Weekly { .. } => both!(
                "只写从哪天到哪天，如“3月1日—3月31日”；星期几、几点到几点写进正文",
                "write the first and the last day alone, 3月1日—3月31日, and weekdays and hours in the body"
            ),
            Mistake::Duration { .. } => {
                both!(
                    "写是什么时候，如“3月8日 16:00”；“结束”可以只写“16:00”",
                    "write when it is: 3月8日 16:00; ends can be 16:00 alone"
                )
            }
            Mistake::Daily { .. } => both!(
                "只写从哪天到哪天，如“11月23日—27日”；每天几点到几点写进正文",
                "write the days alone, 11月23日—27日, and the hours of every day in the body"
            ),
            Mistake::Rest { .. } => both!(
                "日期、星期和时间写成“3月8日（周三）13:50”这样；别的话写进正文",
                "write date, weekday and time like 3月8日（周三）13:50; anything else belongs in the body"
            ),
            Mistake::Another { .. } => both!(
                "这里只写一个；连着几天写成“3月15日—16日”，分开的几场各写一篇",
                "write one here: 3月15日—16日 for some days in a row, and an entry for each where they lie apart"
            ),
            Mistake::AnotherWindow { .. } => {
                both!(
                    "下一段另起一行，前面加减号：“- 3月16日 9:00—12:00”",
                    "write it on a line of its own: - 3月16日 9:00—12:00"
                )
            }
            Mistake::NotInOrder { .. } => {
                both!("先写前面的日子，如“3月15日、16日”", "write the earlier day first: 3月15日、16日")
            }
            Mistake::TooManyDays { most, .. } => both!(
                "分成几行写，一行一段，每行最多{most}天；每行前面加减号",
                "divide it into lines of {most} days at most, each after a -"
            ),
            Mistake::NotAZone { .. } => both!("写成“+08:00”（北京时间）", "write +08:00 (Beijing time)"),
        }
    }
}

#[cfg(test)]
mod tests;
