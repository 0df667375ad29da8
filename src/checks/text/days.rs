//! 明天, 今晚, 下周五 in a notice: whoever reads it a day later comes on the wrong day.

use super::Slips;
use super::dates::Day;
use crate::both;
use crate::checks::codes;
use crate::letters::{WEEK_WORDS, is_weekday, weekday};
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

/// What 明天 is the future behind, and with.
#[rustfmt::skip]
const FUTURE_BEHIND: &[&str] =
    &["成就", "铸就", "绘就", "拥抱", "共创", "开创", "点亮", "照亮", "托起", "书写", "描绘", "憧憬", "相信", "放飞", "筑梦", "逐梦", "追梦", "圆梦",
      "幸福", "灿烂", "辉煌", "美丽"];
#[rustfmt::skip]
const FUTURE_BEFORE: &[&str] =
    &["会更", "更美", "更好", "的回忆", "的希望", "的梦", "的太阳", "的阳光", "的曙光", "的自己", "的我", "的你", "的世界", "的生活", "的幸福", "的辉煌",
      "的路", "的记忆", "的主人", "的建设者", "的接班人", "的力量"];

/// Words for a week, how many weeks away it is, and what makes another word of their first character.
const WEEKS: &[(&str, i64, &str)] = &[("下", 1, UNDER), ("本", 0, "基根原样书课剧日版成文资副绘译账"), ("这", 0, "")];

/// 以下, 楼下, 私下. Not 名下 and 台下: 报名下周三截止, 平台下周三开放.
const UNDER: &str = "以天旗乡线地当如之楼桥山私底眼脚井檐廊荫坡阶棚亭灯";

/// A day that is named by its distance.
struct Named<'a> {
    word: &'a str,
    /// The day, counted from the entry's.
    day: Option<Date>,
    /// Whether it is a day of a week: on a Sunday not all mean the same one by this week.
    of_a_week: bool,
}

impl Named<'_> {
    /// Whether it cannot be that date.
    fn is_never(&self, date: Date) -> bool {
        self.day.is_some_and(|day| if self.of_a_week { day.weekday() != date.weekday() } else { day != date })
    }
}

/// Tells of days that are named by their distance. What is quoted or a title is passed over: a name, a speech. A day
/// whose date stands beside it is passed over too, unless the two differ.
pub(super) fn check(slips: &mut Slips<'_>, near: Option<Date>) {
    let text = slips.text();
    for block in &slips.prose.blocks {
        let (mut quotes, mut titles) = (0_usize, 0_usize);
        let mut skip = block.start;
        for (offset, c) in text.get(block.clone()).unwrap_or_default().char_indices() {
            let at = block.start + offset;
            match c {
                '“' => quotes += 1,
                '”' => quotes = quotes.saturating_sub(1),
                '《' => titles += 1,
                '》' => titles = titles.saturating_sub(1),
                _ if at >= skip && quotes == 0 && titles == 0 => {
                    let (before, rest) = (&text[block.start..at], &text[at..block.end]);
                    if let Some(named) = named(rest, before, near) {
                        skip = at + named.word.len();
                        let dated = near.and_then(|near| beside(before, &rest[named.word.len()..], near));
                        tell(slips, at, &named, dated);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The word for a day that a text begins with.
fn named<'a>(rest: &'a str, before: &str, near: Option<Date>) -> Option<Named<'a>> {
    let last = before.chars().next_back();
    let stands_before = |other: &str| last.is_some_and(|c| other.contains(c));
    let later = |days: i64| near.and_then(|near| near.checked_add(Span::new().days(days)).ok());
    for (word, days, no_before, no_after) in DAYS {
        let Some(after) = rest.strip_prefix(word) else { continue };
        let is_future = || {
            *word == "明天"
                && (FUTURE_BEHIND.iter().any(|behind| before.ends_with(behind))
                    || FUTURE_BEFORE.iter().any(|with| after.starts_with(with)))
        };
        let other = stands_before(no_before) || after.starts_with(|c| no_after.contains(c)) || is_future();
        // 大后天 is a day later.
        let days = days + i64::from(*word == "后天" && last == Some('大'));
        return (!other).then(|| Named { word: &rest[..word.len()], day: later(days), of_a_week: false });
    }
    let (first, weeks, no_before) = WEEKS.iter().find(|(first, ..)| rest.starts_with(first))?;
    if stands_before(no_before) {
        return None;
    }
    let after = rest.strip_prefix(first)?;
    let after = after.strip_prefix('个').unwrap_or(after);
    let after = WEEK_WORDS.iter().find_map(|week| after.strip_prefix(week))?;
    let named = after.chars().next().filter(|&c| is_weekday(c))?;
    let word = &rest[..rest.len() - after.len() + named.len_utf8()];
    let days = weekday(named)
        .zip(near)
        .map(|(weekday, near)| weeks * 7 + i64::from(weekday) - i64::from(near.weekday().to_monday_zero_offset()));
    Some(Named { word, day: days.and_then(later), of_a_week: true })
}

/// The date that stands right before a day or behind it, most often in brackets: 11月28日（本周六）, 明天（12月6日）.
fn beside(before: &str, after: &str, near: Date) -> Option<Date> {
    let blank = |c: char| matches!(c, ' ' | '\u{3000}' | '*');
    let opening = |c: char| blank(c) || matches!(c, '（' | '(');
    let day = Day::at_end(before.trim_end_matches(opening)).or_else(|| {
        let inside = after.trim_start_matches(opening);
        let week = WEEK_WORDS.iter().find_map(|word| inside.strip_prefix(word));
        let inside = week.map_or(inside, |day| day.trim_start_matches(is_weekday).trim_start_matches(['，', ',', ' ']));
        let day = Day::at_start(inside, near)?;
        // 本周六（11月25日前报名）: another day.
        let other = |c: char| "前之以截止报".contains(c);
        let behind = &inside[day.span.end..];
        (!behind.starts_with(other)).then_some(day)
    })?;
    day.date(near)
}

/// Tells a day that no date stands beside, or another.
fn tell(slips: &mut Slips<'_>, at: usize, named: &Named<'_>, dated: Option<Date>) {
    let word = named.word;
    let day = named.day.map(|day| date(day, false));
    let (message, help) = match (dated, day) {
        (Some(dated), _) if !named.is_never(dated) => return,
        (Some(dated), Some(day)) => {
            let dated = date(dated, false);
            (
                both!(
                    "“{word}”从发布日期算是{day}，旁边写的是{dated}",
                    "counted from the entry's date “{word}” is {day}; beside it stands {dated}"
                ),
                both!("核对是哪一天，只写日期", "check which day is meant, and write the date alone"),
            )
        }
        (_, day) => (
            both!("过几天再看，“{word}”就不是那一天了", "read some days later, “{word}” is another day"),
            match day {
                Some(day) => {
                    both!("写明日期：从发布日期算是{day}", "write the date: counted from the entry's own, {day}")
                }
                None => both!("写明日期，如 3月22日（周三）", "write the date: 3月22日（周三）"),
            },
        ),
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
    fn a_date_beside_a_day_says_which_it_is() {
        for text in [
            "3月11日（本周六）上午",
            "本周六（3月11日）",
            "2017年3月11日 (本周六)",
            "明天（3月9日）",
            "明天（9日）上午",
            "明天3月9日",
            "明天（周四，3月9日）",
            "**明天**（3月9日，周四）",
            "昨晚（3月7日）",
            "后天（3月10日）9:00—11:00",
            "下周六（3月18日）",
            "本周末（3月11日、12日）",
            // Whoever counts from Sunday.
            "3月18日（本周六）",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
        for (text, word) in [
            ("本周六（3月10日前报名）", "本周六"),
            ("明天（3月9日截止）", "明天"),
            ("截至3月9日，明天开始", "明天"),
            ("3月9日前（本周四）", "本周四"),
            ("明天（周四）", "明天"),
            ("明天的讲座（3月9日）", "明天"),
        ] {
            assert_eq!(words(text), [word], "{text}");
        }
        let said = |text| said(text, |slips| check(slips, Date::new(2017, 3, 8).ok()));
        assert_eq!(
            said("明天（12月6日）领票"),
            ("“明天”从发布日期算是3月9日，旁边写的是12月6日".into(), "核对是哪一天，只写日期".into())
        );
        assert_eq!(said("3月10日（本周六）").0, "“本周六”从发布日期算是3月11日，旁边写的是3月10日");
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
            "明天的回忆",
            "健康成就明天",
            "共创美好明天",
            "拥抱明天，明天会更好",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
    }
}
