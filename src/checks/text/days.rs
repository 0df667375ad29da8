//! 明天, 今晚, 下周五 in a notice: whoever reads it a day later comes on the wrong day.

use super::Slips;
use crate::both;
use crate::checks::codes;
use crate::when::{Date, date};
use jiff::Span;

/// Words for a day, how far it is from today, what is no such word when it stands before, and after.
#[rustfmt::skip]
const DAYS: &[(&str, i64, &str, &str)] = &[
    ("明天", 1, BEFORE_TOMORROW, "使气堂"),
    ("明晚", 1, BEFORE_TOMORROW, ""),
    ("明早", 1, BEFORE_TOMORROW, ""),
    ("后天", 2, "先以之最随前今雨饭课会节事然", "努养培形学性条环因教获气色空晴天然"),
    ("今晚", 0, "", "报"),
    ("昨天", -1, "的与", "的今"),
    ("昨晚", -1, "", ""),
];

/// 文明天下, 说明天气, 昆明天津; and the tomorrow that is the future: 美好明天, 走向明天.
const BEFORE_TOMORROW: &str = "文光黎说证声表透发鲜聪分清昆高英三的好向造迎望赢拥";

/// Words for a week, how many weeks away it is, and what makes another word of their first character.
const WEEKS: &[(&str, i64, &str)] = &[("下", 1, UNDER), ("本", 0, "基根原样书课剧日版成文资副绘译账"), ("这", 0, "")];

/// 以下, 楼下, 私下. Not 名下 and 台下: 报名下周三截止, 平台下周三开放.
const UNDER: &str = "以天旗乡线地当如之楼桥山私底眼脚井檐廊荫坡阶棚亭灯";

/// Tells of days that are named by their distance. What is quoted or a title is passed over: a name, a speech.
pub(super) fn check(slips: &mut Slips<'_>, near: Option<Date>) {
    let text = slips.text();
    for block in &slips.prose.blocks {
        let (mut quotes, mut titles) = (0_usize, 0_usize);
        let mut before = None;
        let mut skip = block.start;
        for (offset, c) in text.get(block.clone()).unwrap_or_default().char_indices() {
            let at = block.start + offset;
            match c {
                '“' => quotes += 1,
                '”' => quotes = quotes.saturating_sub(1),
                '《' => titles += 1,
                '》' => titles = titles.saturating_sub(1),
                _ if at >= skip && quotes == 0 && titles == 0 => {
                    if let Some((word, day)) = text.get(at..).and_then(|rest| named(rest, before, near)) {
                        skip = at + word.len();
                        tell(slips, at, word, day);
                    }
                }
                _ => {}
            }
            before = Some(c);
        }
    }
}

/// The word for a day that a text begins with, and the day.
fn named(rest: &str, before: Option<char>, near: Option<Date>) -> Option<(&str, Option<Date>)> {
    let stands_before = |other: &str| before.is_some_and(|c| other.contains(c));
    let later = |days: i64| near.and_then(|near| near.checked_add(Span::new().days(days)).ok());
    for (word, days, no_before, no_after) in DAYS {
        let Some(after) = rest.strip_prefix(word) else { continue };
        let other = stands_before(no_before) || after.starts_with(|c| no_after.contains(c));
        // 大后天 is a day later.
        let days = days + i64::from(*word == "后天" && before == Some('大'));
        return (!other).then(|| (&rest[..word.len()], later(days)));
    }
    let (first, weeks, no_before) = WEEKS.iter().find(|(first, ..)| rest.starts_with(first))?;
    if stands_before(no_before) {
        return None;
    }
    let after = rest.strip_prefix(first)?;
    let after = after.strip_prefix('个').unwrap_or(after);
    let after = ["周", "星期", "礼拜"].iter().find_map(|week| after.strip_prefix(week))?;
    let weekday = after.chars().next()?;
    let number = "一二三四五六日天末".chars().position(|c| c == weekday)? as i64;
    let word = &rest[..rest.len() - after.len() + weekday.len_utf8()];
    let days = match weekday {
        '末' => None,
        _ => near.map(|near| weeks * 7 + number.min(6) - i64::from(near.weekday().to_monday_zero_offset())),
    };
    Some((word, days.and_then(later)))
}

fn tell(slips: &mut Slips<'_>, at: usize, word: &str, day: Option<Date>) {
    let message = both!("过几天再看，“{word}”就不是那一天了", "read some days later, “{word}” is another day");
    let help = match day.map(|day| date(day, false)) {
        Some(day) => both!("写明日期：从发布日期算是{day}", "write the date: counted from the entry's own, {day}"),
        None => both!("写明日期，如 3月22日（周三）", "write the date: 3月22日（周三）"),
    };
    slips.tell(&codes::RELATIVE_DAY, at..at + word.len(), (message, help), None);
}

#[cfg(test)]
mod tests {
    use super::super::{said, told};
    use super::*;

    /// The words told of a notice of Wednesday, 8 March 2017.
    fn words(text: &str) -> Vec<&str> {
        told(text, |slips| check(slips, Date::new(2017, 3, 8).ok())).into_iter().map(|told| told.1).collect()
    }

    #[test]
    fn a_day_named_by_its_distance_is_told() {
        assert_eq!(words("请于明天下午领票，后天截止"), ["明天", "后天"]);
        assert_eq!(words("今晚7点，明晚8点；昨天已发布"), ["今晚", "明晚", "昨天"]);
        assert_eq!(
            words("本周五领票，下周一截止，这周六、下星期天、本周末开放"),
            ["本周五", "下周一", "这周六", "下星期天", "本周末"]
        );
        assert_eq!(words("报名下周三截止，平台下周四开放，各支部下周五前报送"), ["下周三", "下周四", "下周五"]);
    }

    #[test]
    fn the_date_is_counted_from_the_entry() {
        let said = |text| said(text, |slips| check(slips, Date::new(2017, 3, 8).ok()));
        assert_eq!(
            said("明天领票"),
            ("过几天再看，“明天”就不是那一天了".into(), "写明日期：从发布日期算是3月9日".into())
        );
        assert_eq!(said("大后天领票").1, "写明日期：从发布日期算是3月11日");
        assert_eq!(said("本周五领票").1, "写明日期：从发布日期算是3月10日");
        assert_eq!(said("下周日领票").1, "写明日期：从发布日期算是3月19日");
        assert_eq!(said("下周末领票").1, "写明日期，如 3月22日（周三）");
    }

    #[test]
    fn what_is_no_such_day_is_not_told() {
        for text in [
            "建设文明天下",
            "天气说明天气",
            "创造美好的明天",
            "走向明天",
            "最后天气转晴",
            "雨后天晴",
            "后天努力",
            "基本周一到位",
            "以下周三",
            "食堂楼下周三有义诊",
            "桥下周六有集市",
            "私下周五碰头",
            "楼上周三有义诊",
            "线上周五开课",
            "账本周五公开",
            "每周五开放",
            "主题为“拥抱明天”",
            "《明天会更好》",
            "`明天`",
            "今晚报社",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
    }
}
