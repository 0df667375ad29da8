use crate::when::{parse, parse_end, parse_span};
use jiff::civil::date;

/// A text of a notice dated 2017-3-1, and what is told of it.
#[track_caller]
fn told(text: &str, zh: &str, en: &str, help: &str) {
    let mistake = parse(text, Some(date(2017, 3, 1))).unwrap_err();
    let message = mistake.message();
    assert_eq!((&*message.zh, &*message.en, &*mistake.help().zh), (zh, en, help));
    assert!(!mistake.help().en.is_empty());
}

#[track_caller]
fn span_told(text: &str, zh: &str) {
    let mistake = parse_span(text, Some(date(2017, 3, 1))).unwrap_err();
    assert_eq!(mistake.message().zh, zh);
}

const FORMS: &str = "写成“2026-3-8”或“2026年3月8日 13:50”";

#[test]
fn nothing_typed_is_told() {
    for text in ["", " \u{3000}", "\u{feff}"] {
        told(text, "没有写日期", "no date is written", FORMS);
    }
}

#[test]
fn words_without_a_date_are_told() {
    told("下周三", "“下周三”看不出是哪一天", "“下周三” does not say which day it is", FORMS);
    told("明天下午", "“明天下午”看不出是哪一天", "“明天下午” does not say which day it is", FORMS);
    told("8/3/2017", "“8/3/2017”看不出是哪一天", "“8/3/2017” does not say which day it is", FORMS);
    told("早上好", "“早上好”看不出是哪一天", "“早上好” does not say which day it is", FORMS);
    told("2017", "“2017”看不出是哪一天", "“2017” does not say which day it is", FORMS);
}

#[test]
fn words_that_say_that_there_is_no_day_are_told_as_such() {
    for text in ["领完为止", "即日起", "长期有效"] {
        let help = format!("没有日期可写，就删去这一行，把“{text}”写进正文；必填的写上日期，如“2026-3-8”");
        told(text, &format!("“{text}”不是日期"), &format!("“{text}” is no date"), &help);
    }
    span_told("3月15日至领完为止", "“领完为止”看不出是哪一天");
}

#[test]
fn a_lunar_date_is_told_as_such() {
    for text in ["农历二月十一 9:00", "2017年农历八月十五", "正月十五"] {
        let zh = format!("“{text}”是农历，这里要写公历");
        let en = format!("“{text}” is a date of the lunar calendar");
        told(text, &zh, &en, "写公历的日期，如“2026年3月8日”；农历写进正文");
    }
    span_told("3月8日至农历二月十五", "“农历二月十五”是农历，这里要写公历");
}

#[test]
fn a_time_without_a_date_is_told() {
    told(
        "下午1点半",
        "“下午1点半”只有时间，没有日期",
        "“下午1点半” is a time without a date",
        "在前面写上日期，如“3月8日 13:50”",
    );
}

#[test]
fn a_month_without_a_day_is_told() {
    let help = "写到日，如“2026年3月8日”";
    told("2017年3月", "“2017年3月”没有写是几日", "“2017年3月” does not say which day of the month", help);
    told("3月", "“3月”没有写是几日", "“3月” does not say which day of the month", help);
    told("2017-3", "“2017-3”没有写是几日", "“2017-3” does not say which day of the month", help);
}

#[test]
fn a_date_that_nothing_gives_a_year_is_told() {
    let mistake = parse("3月8日 13:50", None).unwrap_err();
    assert_eq!(mistake.message().zh, "“3月8日”没有写年份");
    assert_eq!(mistake.message().en, "“3月8日” has no year");
    assert_eq!(mistake.help().zh, "写上年份，如“2026年3月8日”");
}

#[test]
fn a_year_that_cannot_be_meant_is_told() {
    let help = "年份写全四位数字，写在最前面，如“2026-3-8”";
    for (text, year) in [
        ("17年3月8日", "17"),
        ("17-3-8", "17"),
        ("1948-12-31", "1948"),
        ("2101-1-1", "2101"),
        ("20177年3月8日", "20177"),
        ("10170308", "1017"),
    ] {
        let zh = format!("年份“{year}”不在1949年到2100年之间");
        let en = format!("the year “{year}” is not between 1949 and 2100");
        told(text, &zh, &en, help);
    }
    assert!(parse("1949-1-1", None).is_ok() && parse("2100-12-31", None).is_ok());
}

#[test]
fn a_thirteenth_month_is_told() {
    let help = "月份改成1到12";
    told("2026-13-01", "“2026-13-01”不存在：一年只有12个月", "“2026-13-01” does not exist: a year has 12 months", help);
    told("0月8日", "“0月8日”不存在：一年只有12个月", "“0月8日” does not exist: a year has 12 months", help);
    told("20261301", "“20261301”不存在：一年只有12个月", "“20261301” does not exist: a year has 12 months", help);
}

#[test]
fn a_day_that_the_month_does_not_have_is_told() {
    told(
        "2月30日",
        "“2月30日”不存在：2017年2月只有28天",
        "“2月30日” does not exist: 2017-02 has only 28 days",
        "改成1日到28日中的一天，或者改月份",
    );
    told(
        "2024-2-30",
        "“2024-2-30”不存在：2024年2月只有29天",
        "“2024-2-30” does not exist: 2024-02 has only 29 days",
        "改成1日到29日中的一天，或者改月份",
    );
    told(
        "3月0日",
        "“3月0日”不存在：2017年3月只有31天",
        "“3月0日” does not exist: 2017-03 has only 31 days",
        "改成1日到31日中的一天，或者改月份",
    );
    span_told("2月27日—30日", "“30日”不存在：2017年2月只有28天");
}

#[test]
fn a_time_that_the_clock_does_not_have_is_told() {
    let hours = "用24小时制写，从“0:00”到“24:00”";
    told("3月8日 25:00", "“25:00”不存在：一天只有24小时", "“25:00” does not exist: a day has 24 hours", hours);
    told("3月8日 24:30", "“24:30”不存在：一天只有24小时", "“24:30” does not exist: a day has 24 hours", hours);
    told(
        "3月8日 9:60",
        "“9:60”不存在：一小时只有60分钟",
        "“9:60” does not exist: an hour has 60 minutes",
        "分钟写00到59",
    );
    told(
        "3月8日 9点75分",
        "“9点75分”不存在：一小时只有60分钟",
        "“9点75分” does not exist: an hour has 60 minutes",
        "分钟写00到59",
    );
    told(
        "3月8日 9:30:60",
        "“9:30:60”不存在：一分钟只有60秒",
        "“9:30:60” does not exist: a minute has 60 seconds",
        "秒写00到59",
    );
    assert_eq!(parse("2017-3-8 9:005", None).unwrap_err().message().zh, "“9:005”不存在：一小时只有60分钟");
    told("25:00", "“25:00”不存在：一天只有24小时", "“25:00” does not exist: a day has 24 hours", hours);
}

#[test]
fn a_part_of_the_day_without_an_hour_is_told() {
    told("3月8日下午", "“下午”没有写几点", "“下午” does not say at what hour", "写上几点，如“下午2:30”");
}

#[test]
fn an_hour_that_its_part_of_the_day_does_not_have_is_told() {
    let help = "用24小时制写：半夜是“0:00”，中午是“12:00”，下午两点半是“14:30”";
    told("3月8日上午12点", "“上午12点”说不清：上午没有12点", "“上午12点” is unclear: 上午 has no hour 12", help);
    told("3月8日上午13:00", "“上午13:00”说不清：上午没有13点", "“上午13:00” is unclear: 上午 has no hour 13", help);
    told("3月8日晚上2点", "“晚上2点”说不清：晚上没有2点", "“晚上2点” is unclear: 晚上 has no hour 2", help);
}

#[test]
fn what_can_be_read_in_two_ways_is_told() {
    told(
        "3月8日 9:5",
        "“9:5”说不清：是“9:05”还是“9:50”？",
        "“9:5” is unclear: “9:05” or “9:50”?",
        "写成“9:05”或“9:50”",
    );
    span_told("3月15日9:00—16", "“16”说不清：是“16日”还是“16:00”？");
}

#[test]
fn two_times_where_one_is_asked_for_are_told() {
    told(
        "3月15日 9:00-11:00",
        "“3月15日 9:00-11:00”是一段时间，这里只写一个时间",
        "“3月15日 9:00-11:00” is a span; one time is asked for here",
        "开始和结束分开写，这里只留一个",
    );
    told(
        "3月15日—16日",
        "“3月15日—16日”是一段时间，这里只写一个时间",
        "“3月15日—16日” is a span; one time is asked for here",
        "开始和结束分开写，这里只留一个",
    );
}

#[test]
fn a_span_that_leads_nowhere_is_told() {
    span_told("3月15日 9:00—", "“3月15日 9:00—”没有写到什么时候为止");
    span_told("3月15日至大约月底", "“大约月底”看不出是哪一天");
}

#[test]
fn one_end_where_the_other_is_asked_for_is_told_as_such_so_that_nobody_turns_it_round() {
    told(
        "3月15日前有效",
        "“3月15日前”说的是到什么时候为止",
        "“3月15日前” says until when",
        "到什么时候为止，写在“结束”“截止”或“止”里；别的字段写从什么时候起",
    );
    told(
        "3月15日 9:00起",
        "“3月15日 9:00起”说的是从什么时候起",
        "“3月15日 9:00起” says from when",
        "这里不写“起”；到什么时候为止，写在“结束”“截止”或“止”里",
    );
}

#[test]
fn what_is_left_over_is_told() {
    told(
        "3月8日（农历二月十一）",
        "日期和时间里的“农历二月十一”看不懂",
        "“农历二月十一” is neither a date nor a time",
        "日期、星期和时间写成“3月8日（周三）13:50”这样；别的话写进正文",
    );
    told(
        "3月8日 13:",
        "日期和时间里的“13:”看不懂",
        "“13:” is neither a date nor a time",
        "日期、星期和时间写成“3月8日（周三）13:50”这样；别的话写进正文",
    );
    span_told("12月10日至2027年2月28日（春节除外）", "日期和时间里的“春节除外”看不懂");
}

#[test]
fn the_hours_of_every_day_are_told_as_such() {
    span_told("3月15日—16日 9:00—16:00", "“3月15日—16日 9:00—16:00”里有每天的钟点，这里写不下");
    span_told("3月15日至16日每天9:00—16:00", "“3月15日至16日每天9:00—16:00”里有每天的钟点，这里写不下");
}

#[test]
fn another_time_is_told_as_such_so_that_nobody_deletes_it() {
    for text in ["3月15日、16日 9:00", "3月15日 9:00、16日", "3月15日 9:00 14:00"] {
        let mistake = parse(text, Some(date(2017, 3, 1))).unwrap_err();
        assert!(mistake.message().zh.starts_with("后面还有一个时间："), "{text}: {mistake:?}");
    }
}

#[test]
fn an_end_without_anything_to_read_is_told() {
    let start = parse("2017-3-15 9:00", None).unwrap();
    let told = |text| parse_end(text, start, "").unwrap_err().message().zh;
    assert_eq!(told("21:00左右"), "日期和时间里的“左右”看不懂");
    assert_eq!(told("9:30—11:00"), "“9:30—11:00”是一段时间，这里只写一个时间");
    assert_eq!(told("额满为止"), "“额满为止”不是日期");
    assert_eq!(told("一直"), "“一直”看不出是哪一天");
    assert_eq!(told("21日左右"), "日期和时间里的“左右”看不懂");
    assert_eq!(parse_end("散会", start, "").unwrap_err().message().zh, "“散会”看不出是哪一天");
}

#[test]
fn a_long_text_is_told_by_its_beginning() {
    let mistake = parse(&"长".repeat(10_000), None).unwrap_err();
    assert_eq!(mistake.message().zh, format!("“{}…”看不出是哪一天", "长".repeat(24)));
}
