use super::*;
use jiff::civil::{date, datetime};

const NEAR: Option<Date> = Some(date(2017, 3, 1));

fn at(month: i8, day: i8, hour: i8, minute: i8) -> When {
    When::of(datetime(2017, month, day, hour, minute, 0, 0))
}

fn day(month: i8, day: i8) -> When {
    When::of_day(date(2017, month, day))
}

#[track_caller]
fn reads(texts: &[&str], when: When) {
    for text in texts {
        assert_eq!(parse(text, NEAR), Ok(when), "{text}");
    }
}

#[track_caller]
fn spans(texts: &[&str], start: When, end: When) {
    for text in texts {
        assert_eq!(parse_span(text, NEAR), Ok((start, end)), "{text}");
    }
}

#[test]
fn a_date_is_read_with_any_of_the_usual_signs() {
    reads(&["2017-3-8", "2017-03-08", "2017/3/8", "2017.3.8", "2017 - 3 - 8", "20170308"], day(3, 8));
}

#[test]
fn a_date_is_read_in_words() {
    reads(&["2017年3月8日", "2017年3月8号", "2017年03月08日", "2017 年 3 月 8 日", "2017年3月8"], day(3, 8));
    reads(&["二〇一七年三月八日", "二○一七年三月八日", "2017年三月八号"], day(3, 8));
}

#[test]
fn a_date_without_a_year_is_of_the_entrys_year() {
    reads(&["3月8日", "3月8号", "三月八日", "3-8", "3/8", "3.8"], day(3, 8));
}

#[test]
fn a_date_has_the_year_that_is_written_and_not_the_entrys() {
    assert_eq!(parse("2026年3月8日", NEAR), Ok(When::of_day(date(2026, 3, 8))));
}

#[test]
fn full_width_digits_and_signs_are_read_as_meant() {
    reads(
        &["２０１７－３－８", "２０１７年３月８日", "２０１７／３／８", "２０１７．３．８", "２０１７０３０８"],
        day(3, 8),
    );
    reads(&["３月８日　１３：５０", "3月8日 13：50", "3月8日13∶50"], at(3, 8, 13, 50));
}

#[test]
fn any_blank_may_stand_anywhere() {
    reads(
        &[
            "  3月8日\u{3000}13:50\u{3000}",
            "3月8日\u{a0}13:50",
            "\u{feff}3月8日\u{200b}13:50\n",
            "3 月 8 日 13 : 50",
            "3月8日\t13:50",
            "3月8日13:50",
        ],
        at(3, 8, 13, 50),
    );
}

#[test]
fn the_ri_and_yue_of_a_pdf_are_read_as_meant() {
    reads(&["3⽉8⽇"], day(3, 8));
}

#[test]
fn a_weekday_between_date_and_time_is_passed_over() {
    reads(
        &[
            "3月8日（周三）13:50",
            "3月8日(周三) 13:50",
            "3月8日（星期三）13:50",
            "3月8日 周三 13:50",
            "3月8日周三13:50",
            "3月8日【礼拜三】13:50",
            "3月8日，周三，13:50",
            "3月8日（周三 13:50）",
            "3月8日（周日）13:50",
            "2017-3-8 周三 13:50",
            "2017-3-8 13:50 星期三",
            "3月8日13:50（周三）",
        ],
        at(3, 8, 13, 50),
    );
    reads(&["3月8日（周三）", "2017-03-08 星期三"], day(3, 8));
}

#[test]
fn a_time_is_read_with_colons() {
    reads(&["3月8日 13:50", "3月8日 13:50:00", "2017-3-8 13:50", "20170308 13:50"], at(3, 8, 13, 50));
    reads(&["3月8日 9:05", "3月8日 09:05"], at(3, 8, 9, 5));
    assert_eq!(parse("2017-3-8 13:50:07", None), Ok(When::of(datetime(2017, 3, 8, 13, 50, 7, 0))));
}

#[test]
fn a_time_is_read_in_words() {
    reads(&["3月8日13点50分", "3月8日13时50分", "3月8日13点50", "3月8日 13点50分00秒"], at(3, 8, 13, 50));
    reads(
        &["3月8日上午9时", "3月8日9点", "3月8日9点整", "3月8日9点钟", "3月8日上午九点", "3月8日早上9点"],
        at(3, 8, 9, 0),
    );
    reads(&["3月8日9点一刻", "3月8日9点1刻"], at(3, 8, 9, 15));
}

#[test]
fn a_time_is_told_by_the_part_of_the_day() {
    reads(&["3月8日下午1:50", "3月8日 下午 1：50", "3月8日下午1点50分", "3月8日下午13:50"], at(3, 8, 13, 50));
    reads(
        &["3月8日下午1点半", "3月8日午后1点半", "3月8日13点半", "3月8日下午一点半", "3月8日中午1点半"],
        at(3, 8, 13, 30),
    );
    reads(&["3月8日晚上8点", "3月8日晚8点", "3月8日晚8:00", "3月8日晚上20点"], at(3, 8, 20, 0));
    reads(&["3月8日凌晨0:30", "3月8日凌晨12:30", "3月8日0:30"], at(3, 8, 0, 30));
}

#[test]
fn noon_is_told_in_three_ways() {
    reads(&["3月8日中午12点", "3月8日下午12点", "3月8日12:00", "3月8日正午12时"], at(3, 8, 12, 0));
}

#[test]
fn the_end_of_a_day_is_the_next_days_midnight() {
    reads(&["3月8日24:00", "3月8日24点", "3月8日24时", "3月8日晚上12点", "3月9日0:00"], at(3, 9, 0, 0));
    assert_eq!(parse("2016-12-31 24:00", None), Ok(at(1, 1, 0, 0)));
}

#[test]
fn what_machines_write_is_read() {
    reads(
        &[
            "2017-03-08T13:50",
            "2017-03-08T13:50:00",
            "2017-03-08T13:50:00.123",
            "2017-03-08T13:50:00+08:00",
            "2017-03-08 13:50:00 +0800",
            "2017-03-08t13:50:00.000+08:00",
            "2017-03-08T05:50:00Z",
            "2017-03-08T00:50:00-05:00",
        ],
        at(3, 8, 13, 50),
    );
}

#[test]
fn an_offset_is_turned_to_the_sites_clock() {
    let tokyo = Zone::parse("+9").unwrap();
    assert_eq!(parse_in("2017-03-08T13:50:00+08:00", None, tokyo), Ok(at(3, 8, 14, 50)));
    assert_eq!(parse_in("2017-03-08T13:50:00", None, tokyo), Ok(at(3, 8, 13, 50)));
}

#[test]
fn the_leap_day_is_there_in_leap_years() {
    assert_eq!(parse("2024-2-29", None), Ok(When::of_day(date(2024, 2, 29))));
    assert_eq!(parse("2月29日", Some(date(2024, 1, 5))), Ok(When::of_day(date(2024, 2, 29))));
}

#[test]
fn a_span_within_a_day_is_read_with_any_sign() {
    spans(
        &[
            "3月15日 9:00—16:00",
            "3月15日 9:00——16:00",
            "3月15日 9:00–16:00",
            "3月15日 9:00-16:00",
            "3月15日 9:00~16:00",
            "3月15日 9:00～16:00",
            "3月15日 9:00至16:00",
            "3月15日 9:00到16:00",
            "3月15日9:00 — 16:00",
            "3月15日（周三）9:00—16:00",
            "3月15日上午9:00—下午4:00",
            "3月15日9点至16点",
            "3月15日9—16时",
            "从3月15日9:00起至16:00止",
            "2017.3.15 9:00-16:00",
        ],
        at(3, 15, 9, 0),
        at(3, 15, 16, 0),
    );
}

#[test]
fn a_span_over_days_is_read() {
    spans(
        &[
            "2017-3-15 9:00至3月16日16:00",
            "3月15日9:00—3月16日16:00",
            "3月15日9:00—16日16:00",
            "3月15日（周三）9:00—16日（周四）16:00",
            "2017-3-15 9:00 - 2017-3-16 16:00",
            "2017.3.15 9:00—3.16 16:00",
            "3月15日9:00至次日16:00",
            "3月15日9:00—次日下午4点",
        ],
        at(3, 15, 9, 0),
        at(3, 16, 16, 0),
    );
}

#[test]
fn a_span_of_days_is_read() {
    spans(
        &[
            "3月15日—16日",
            "3月15日—3月16日",
            "3月15—16日",
            "3月15日（周三）—16日（周四）",
            "2017年3月15日至16日",
            "2017.3.15-3.16",
            "2017.3.15-16",
            "2017-3-15—2017-3-16",
            "20170315-20170316",
            "3.15-3.16",
        ],
        day(3, 15),
        day(3, 16),
    );
}

#[test]
fn one_time_begins_and_ends_its_span() {
    spans(&["3月15日"], day(3, 15), day(3, 15));
    spans(&["3月15日 9:00"], at(3, 15, 9, 0), at(3, 15, 9, 0));
}

#[test]
fn the_end_of_a_span_has_the_afternoon_of_its_start() {
    spans(&["3月15日下午1:30—4:30", "3月15日下午1:30—16:30"], at(3, 15, 13, 30), at(3, 15, 16, 30));
    spans(&["3月15日上午9:00—12:00"], at(3, 15, 9, 0), at(3, 15, 12, 0));
    spans(&["3月15日上午9:00—16:00"], at(3, 15, 9, 0), at(3, 15, 16, 0));
    spans(&["3月15日中午12:00—1:30"], at(3, 15, 12, 0), at(3, 15, 13, 30));
    spans(&["3月15日晚上8:00—12:00"], at(3, 15, 20, 0), at(3, 16, 0, 0));
    spans(&["3月15日凌晨4:00—12:00"], at(3, 15, 4, 0), at(3, 15, 12, 0));
    spans(&["3月15日下午2—4点"], at(3, 15, 14, 0), at(3, 15, 16, 0));
}

#[test]
fn a_span_may_end_at_24_00() {
    spans(&["3月15日9:00—24:00"], at(3, 15, 9, 0), at(3, 16, 0, 0));
}

#[test]
fn a_span_may_go_over_the_new_year() {
    let start = When::of_day(date(2016, 12, 30));
    assert_eq!(parse_span("2016年12月30日—1月2日", None), Ok((start, day(1, 2))));
    assert_eq!(parse_span("12月30日—2017年1月2日", Some(date(2016, 12, 1))), Ok((start, day(1, 2))));
    let leap = When::of_day(date(2016, 2, 29));
    assert_eq!(parse_span("2015-12-1—2月29日", None).map(|(_, end)| end), Ok(leap));
}

#[test]
fn an_end_may_say_that_it_is_of_the_next_year() {
    let end = When::of_day(date(2018, 2, 28));
    for text in ["12月10日至次年2月28日", "3月10日（周五）至第二年2月28日止", "3月10日—2018年2月28日"]
    {
        assert_eq!(parse_span(text, NEAR).map(|(_, end)| end), Ok(end), "{text}");
    }
    assert_eq!(parse_end("明年2月28日", day(12, 10), ""), Ok(end));
    assert!(matches!(parse_span("3月10日至次年春节", NEAR), Err(Mistake::NotADate { .. })));
}

#[test]
fn an_end_before_its_start_is_left_to_the_caller() {
    spans(&["3月16日—3月15日", "3月16日—15日"], day(3, 16), day(3, 15));
    spans(&["3月15日16:00—9:00"], at(3, 15, 16, 0), at(3, 15, 9, 0));
}

#[test]
fn an_end_apart_from_its_start_has_its_day() {
    let start = at(3, 15, 9, 0);
    for text in ["16日16:00", "3月16日16:00", "次日16:00", "2017-3-16 16:00"] {
        assert_eq!(parse_end(text, start, ""), Ok(at(3, 16, 16, 0)), "{text}");
    }
    assert_eq!(parse_end("16:00", start, ""), Ok(at(3, 15, 16, 0)));
    assert_eq!(parse_end("16日", start, ""), Ok(day(3, 16)));
    assert_eq!(parse_end("", start, ""), Err(Mistake::Empty));
}

#[test]
fn an_end_apart_from_its_start_has_its_afternoon() {
    let start = at(3, 15, 14, 30);
    assert_eq!(parse_end("4:30", start, "3月15日下午2:30"), Ok(at(3, 15, 16, 30)));
    assert_eq!(parse_end("4点半", start, "2017年3月15日（周三）下午2点半"), Ok(at(3, 15, 16, 30)));
    assert_eq!(parse_end("16:30", start, "3月15日下午2:30"), Ok(at(3, 15, 16, 30)));
    assert_eq!(parse_end("次日4:30", start, "3月15日下午2:30"), Ok(at(3, 16, 4, 30)));
    assert_eq!(parse_end("4:30", start, "3月15日14:30"), Ok(at(3, 15, 4, 30)), "nobody said 下午");
    assert_eq!(parse_end("11:30", at(3, 15, 9, 0), "3月15日上午9:00"), Ok(at(3, 15, 11, 30)));
    assert_eq!(parse_end("9:00", at(3, 15, 19, 0), "3月15日晚上7点"), Ok(at(3, 15, 21, 0)));
}

#[test]
fn the_instant_of_a_command_line_is_read_in_every_form() {
    let zone = Zone::default();
    let noon = datetime(2017, 3, 8, 12, 0, 0, 0);
    for text in ["2017-3-8 12:00", "2017年3月8日中午12点", "2017-03-08T04:00:00Z", "@1488945600", " @1488945600 "]
    {
        assert_eq!(parse_instant(text, zone), Ok(noon), "{text}");
    }
    assert_eq!(parse_instant("2017-3-8", zone), Ok(datetime(2017, 3, 8, 0, 0, 0, 0)));
    assert_eq!(parse_instant("@0", zone), Ok(datetime(1970, 1, 1, 8, 0, 0, 0)));
    assert_eq!(parse_instant("@", zone), Err(Mistake::NotADate { said: "@".into() }));
    assert_eq!(parse_instant("@99999999999", zone), Err(Mistake::YearImplausible { said: "5138".into() }));
    assert_eq!(parse_instant("3月8日", zone), Err(Mistake::NoYear { said: "3月8日".into() }));
}
