//! What holds for every text and every time.

use super::*;
use jiff::SignedDuration;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that dates are made of, and what comes in their way.
const PIECES: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "8",
    "12",
    "15",
    "24",
    "30",
    "31",
    "59",
    "60",
    "2017",
    "2016",
    "20170308",
    "９",
    "一",
    "三",
    "十",
    "〇",
    "年",
    "月",
    "日",
    "号",
    "时",
    "点",
    "分",
    "秒",
    "半",
    "刻",
    "整",
    "上午",
    "下午",
    "晚上",
    "中午",
    "凌晨",
    "周",
    "星期",
    "周三",
    "星期日",
    "礼拜天",
    "次",
    "3月8日",
    "2月29日",
    "12月30日",
    "9:00",
    "13：50",
    ":",
    "：",
    "-",
    "—",
    "–",
    "~",
    "～",
    "至",
    "到",
    "起",
    "止",
    "/",
    ".",
    "（",
    "）",
    "(",
    ")",
    "【",
    "】",
    "、",
    "，",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\n",
    "T",
    "Z",
    "+",
    "+08:00",
    "@",
    "次日",
    "*",
    "x",
    "é",
    "𠮷",
    "\u{feff}",
    "\0",
    "99999999999",
];

fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..16).prop_map(|pieces| pieces.concat())
}

fn day() -> impl Strategy<Value = Date> {
    (0..54_000i64).prop_map(|days| date(1949, 1, 1).saturating_add(SignedDuration::from_hours(days * 24)))
}

fn minute() -> impl Strategy<Value = DateTime> {
    (day(), 0..24i8, 0..60i8).prop_map(|(day, hour, minute)| day.at(hour, minute, 0, 0))
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![day().prop_map(When::of_day), minute().prop_map(When::of)]
}

proptest! {
    #[test]
    fn no_text_is_too_nasty(text in nasty(), near in prop::option::of(day()), start in when()) {
        let _ = parse_span(&text, near);
        let _ = parse_windows(&text, near);
        let _ = parse_end(&text, start, &text);
        let _ = parse_instant(&text, Zone::default());
        let _ = Zone::parse(&text);
        if let Err(mistake) = parse(&text, near) {
            prop_assert!(!mistake.message().zh.is_empty() && !mistake.help().en.is_empty());
        }
        for wrong in weekdays(&text, near) {
            prop_assert!(text.get(wrong.range).is_some_and(|said| said.starts_with(['周', '星', '礼'])));
            prop_assert!(wrong.said != wrong.right);
        }
    }

    #[test]
    fn what_is_read_is_in_the_years_there_are(text in nasty(), near in day()) {
        if let Ok(when) = parse(&text, Some(near)) {
            prop_assert!((1948..=2101).contains(&when.day().year()));
            prop_assert!(when.end() >= when.at());
        }
    }

    #[test]
    fn a_moment_is_one_time_in_a_span_and_in_a_field(text in nasty(), near in day()) {
        if let Ok((start, end)) = parse_span(&text, Some(near))
            && let Ok(when) = parse(&text, Some(near))
        {
            prop_assert_eq!((start, end), (when, when));
        }
    }

    #[test]
    fn a_text_with_its_weekdays_mended_has_none_wrong(text in nasty(), near in day()) {
        let mut mended = text.clone();
        for wrong in weekdays(&text, Some(near)).into_iter().rev() {
            mended.replace_range(wrong.range, &wrong.mended);
        }
        prop_assert_eq!(weekdays(&mended, Some(near)), []);
    }

    #[test]
    fn a_moment_is_read_as_it_was_written(when in when()) {
        prop_assert_eq!(parse(&moment(when, true), None), Ok(when));
        prop_assert_eq!(parse(&moment(when, false), Some(when.day())), Ok(when));
        prop_assert_eq!(parse(&until(when, true), None), Ok(when));
    }

    #[test]
    fn the_forms_of_machines_are_read_as_they_were_written(at in minute(), quarters in -48..=56i64) {
        prop_assert_eq!(parse(&iso_minute(at), None), Ok(When::of(at)));
        prop_assert_eq!(parse(&iso_date(at.date()), None), Ok(When::of_day(at.date())));
        prop_assert_eq!(parse(&compact(at.date()), None), Ok(When::of_day(at.date())));
        let minutes = quarters.abs() * 15;
        let sign = if quarters < 0 { '-' } else { '+' };
        let zone = Zone::parse(&format!("{sign}{}:{:02}", minutes / 60, minutes % 60)).unwrap();
        prop_assert_eq!(parse_in(&zone.rfc3339(at), None, zone), Ok(When::of(at)));
        prop_assert_eq!(parse_instant(&format!("@{}", zone.unix(at)), zone), Ok(at));
        prop_assert_eq!(zone.local(zone.unix(at)), at);
        prop_assert_eq!(Zone::parse(&zone.to_string()), Ok(zone));
    }

    #[test]
    fn a_span_is_read_as_it_was_written(start in minute(), minutes in 0..1_000_000i64, days in 0..700i64) {
        let end = start.saturating_add(SignedDuration::from_mins(minutes));
        let last = start.date().saturating_add(SignedDuration::from_hours(days * 24));
        let instants = (When::of(start), When::of(end));
        let bare = (When::of_day(start.date()), When::of_day(last));
        for (start, end) in [instants, bare] {
            prop_assert_eq!(parse_span(&span(start, end, true), None), Ok((start, end)));
            prop_assert_eq!(parse_span(&span(start, end, false), Some(start.day())), Ok((start, end)));
        }
    }

    #[test]
    fn the_weekdays_that_are_written_are_right(start in when(), end in when()) {
        prop_assert_eq!(weekdays(&span(start.min(end), start.max(end), true), None), []);
    }
}

/// A text of a hundred thousand bytes that made anybody read it twice at every place would take minutes.
#[test]
fn the_longest_text_is_read_once() {
    let repeated = [
        "1",
        "一",
        " ",
        "1 ",
        "1-",
        "1.1.",
        "-",
        "—",
        "3月",
        "3月8日",
        "3月8日、",
        "3月8、",
        "3月8日（周三、",
        "周三、",
        "（",
        "上午",
        "9—",
        "9:",
        "3月8日9:00—",
        "2017年3月8日 ",
        "3月8日周三至",
    ];
    for piece in repeated {
        for head in ["", "3月8日", "3月8日（周三）9:00—"] {
            let text = head.to_owned() + &piece.repeat(100_000 / piece.len());
            let _ = parse(&text, Some(date(2017, 3, 1)));
            let _ = parse_span(&text, Some(date(2017, 3, 1)));
            let _ = parse_windows(&text, Some(date(2017, 3, 1)));
            let _ = weekdays(&text, Some(date(2017, 3, 1)));
        }
    }
}
