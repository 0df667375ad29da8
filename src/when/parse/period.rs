//! How long something holds, as a notice says it: 3月16日至4月30日, 12月31日前有效, 自3月16日起.

use super::*;

/// What says before a time that it is an end.
pub(super) const UNTIL_THEN: &[&str] = &["即日起至", "有效期至", "截至", "截止到", "截止", "至", "到"];

/// The begin and the end of a period, where they are named.
type Period = (Option<When>, Option<When>);

/// Reads the end of something: what [`parse`] reads, or a time that says itself that it is one, `12月31日前`.
pub fn parse_until(text: &str, near: Option<Date>) -> Result<When, Mistake> {
    parse(text, near).or_else(|mistake| match one_end(text, near) {
        Ok((None, Some(end))) => Ok(end),
        one => Err(named(mistake, one)),
    })
}

/// Reads the end of a period whose begin is not said: what [`parse_until`] reads. How long something holds is said
/// before it is over: a day without a year that is before `near` is of the next year, as in a span, where it is soon.
pub fn parse_last(text: &str, near: Option<Date>) -> Result<When, Mistake> {
    let end = parse_until(text, near)?;
    let later = near.filter(|near| end.day() < *near).and_then(|near| {
        let next_year = Date::new(near.year() + 1, 1, 1).ok();
        parse_until(text, next_year).ok().filter(|later| near.duration_until(later.day()) <= HALF_A_YEAR)
    });
    Ok(later.unwrap_or(end))
}

/// Reads a period: what [`parse_span`] reads, or one end that says which it is: `12月31日前有效`, `至12月31日`,
/// `自3月16日起`. A day alone is the whole of it; what a moment alone would be nobody knows.
pub fn parse_period(text: &str, near: Option<Date>) -> Result<Period, Mistake> {
    let one = match one_end(text, near) {
        Ok((None, Some(_))) => return Ok((None, Some(parse_last(text, near)?))),
        Ok(period) => return Ok(period),
        one => one,
    };
    match parse_span(text, near) {
        Ok((from, to)) if from == to && from.is_precise() => Err(Mistake::NoEnd { said: shorten(text) }),
        Ok((from, to)) => Ok((Some(from), Some(to))),
        Err(mistake) => Err(named(mistake, one)),
    }
}

/// What is wrong where an end may say that it is one: the words behind it, 12月31日前（逾期不候）.
fn named(mistake: Mistake, one_end: Result<Period, Mistake>) -> Mistake {
    match (mistake, one_end) {
        (Mistake::Until { .. }, Err(rest @ Mistake::Rest { .. })) => rest,
        (mistake, _) => mistake,
    }
}

/// A time that says whether it is the begin or the end.
fn one_end(text: &str, near: Option<Date>) -> Result<Period, Mistake> {
    let mut cursor = begin(text)?;
    cursor.eat(&['从', '自']);
    let until = cursor.word(UNTIL_THEN).is_some();
    cursor.space();
    let when = cursor.point(Year::Of(near))?.when;
    let until = cursor.says(UNTIL) || until;
    let since = !until && cursor.says(SINCE);
    cursor.says(&["有效", "可用"]);
    cursor.finish()?;
    match (until, since) {
        (true, _) => Ok((None, Some(when))),
        (false, true) => Ok((Some(when), None)),
        (false, false) => Err(Mistake::NoEnd { said: shorten(text) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    const NEAR: Option<Date> = Some(date(2017, 3, 1));

    fn day(month: i8, day: i8) -> When {
        When::of_day(date(2017, month, day))
    }

    #[track_caller]
    fn periods(texts: &[&str], meant: Period) {
        for text in texts {
            assert_eq!(parse_period(text, NEAR), Ok(meant), "{text}");
        }
    }

    #[test]
    fn an_end_alone_is_an_end_and_a_begin_a_begin() {
        let until =
            ["12月31日前", "12月31日（周日）之前有效", "至12月31日", "截至12月31日", "到12月31日为止", "12月31日止"];
        periods(&until, (None, Some(day(12, 31))));
        periods(&["自即日起至12月31日", "有效期至12月31日"], (None, Some(day(12, 31))));
        periods(&["12月1日起", "自12月1日起有效", "从12月1日（周五）开始"], (Some(day(12, 1)), None));
    }

    #[test]
    fn an_end_alone_is_never_before_the_entry_if_it_may_be_soon_after() {
        let near = Some(date(2026, 11, 20));
        let last = |text| parse_period(text, near).map(|(_, to)| to.unwrap().day());
        for text in ["至1月31日", "自即日起至1月31日", "1月31日前有效", "1月31日止"] {
            assert_eq!(last(text), Ok(date(2027, 1, 31)), "{text}");
        }
        assert_eq!(last("至12月31日"), Ok(date(2026, 12, 31)));
        assert_eq!(last("至11月20日"), Ok(date(2026, 11, 20)));
        assert_eq!(last("至9月30日"), Ok(date(2026, 9, 30)), "ten months off, it is a slip");
        assert_eq!(last("至2026年1月31日"), Ok(date(2026, 1, 31)));
        assert_eq!(parse_last("1月31日", near).map(When::day), Ok(date(2027, 1, 31)));
    }

    #[test]
    fn both_ends_are_both_and_a_day_alone_is_all_of_it() {
        periods(&["3月16日至4月30日", "3月16日起至4月30日止"], (Some(day(3, 16)), Some(day(4, 30))));
        periods(&["3月16日", "2017-3-16"], (Some(day(3, 16)), Some(day(3, 16))));
    }

    #[test]
    fn what_is_no_period_is_told() {
        let told = |text| parse_period(text, NEAR).unwrap_err().message().zh;
        assert_eq!(told("12月31日 18:00"), "“12月31日 18:00”没有写到什么时候为止");
        assert_eq!(told("12月31日前登记"), "日期和时间里的“登记”看不懂");
        assert_eq!(told("长期有效"), "“长期有效”不是日期");
    }

    #[test]
    fn an_end_may_say_that_it_is_one() {
        let at = When::of(datetime(2017, 3, 15, 18, 0, 0, 0));
        assert_eq!(parse_until("3月15日18:00前", NEAR), Ok(at));
        assert_eq!(parse_until("2017-03-15T18:00:00+08:00", NEAR), Ok(at));
        assert_eq!(parse_end("18:00前", day(3, 15), ""), Ok(at));
        assert_eq!(parse_end("到1月8日", day(12, 20), ""), Ok(When::of_day(date(2018, 1, 8))));
        assert!(matches!(parse_until("3月15日起", NEAR), Err(Mistake::Since { .. })));
        for text in ["3月15日前（逾期不候）", "3月15日17:00前，逾期不候"] {
            let told = parse_until(text, NEAR).unwrap_err().message().zh;
            assert!(told.contains("逾期不候") && told.ends_with("看不懂"), "{told}");
        }
        assert!(matches!(parse_until("3月15日—16日", NEAR), Err(Mistake::Span { .. })));
    }
}
