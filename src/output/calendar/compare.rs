//! A calendar against the one that it replaces: what was changed without a word of it.

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place};
use std::collections::HashMap;

/// Time, place or status of something in a calendar is another, and `updated` is not.
pub static FACTS_CHANGED: Code =
    Code::warning("facts-changed", "改了时间或地点，“更新”没有动", "time or place changed, `updated` did not");

/// What a phone must be told of: when, where and whether.
const FACTS: [&str; 4] = ["DTSTART", "DTEND", "LOCATION", "STATUS"];

/// Tells an entry whose own calendar says something else than the one that was published, under the same
/// sequence: phones take such a change for none. `old` and `new` are the bytes of both.
pub fn unannounced(old: &[u8], new: &[u8], place: impl Fn() -> Place) -> Option<Diagnostic> {
    let (old, new) =
        (String::from_utf8_lossy(old).replace("\r\n ", ""), String::from_utf8_lossy(new).replace("\r\n ", ""));
    let before: HashMap<&str, Compared<'_>> = parts(&old).map(|part| (part.uid, part)).collect();
    let silent = |part: Compared<'_>| {
        let old = before.get(part.uid).filter(|old| old.facts != part.facts && part.sequence <= old.sequence)?;
        Some(part.sequence < old.sequence)
    };
    let falls = parts(&new).filter_map(silent).max()?;
    let (message, help) = if falls {
        (
            both!(
                "时间、地点或状态和上次发布的不一样，“更新”却比上次发布的早，订阅了日历的手机会当作旧的",
                "time, place or status differ from what was published, and `updated` is earlier: phones take it for old"
            ),
            both!("把“更新”改成现在的时间", "make `updated` the time of the change"),
        )
    } else {
        (
            both!(
                "时间、地点或状态和上次发布的不一样，“更新”没有动，订阅了日历的手机可能不会跟着变",
                "time, place or status differ from what was published, and `updated` does not: phones may not follow"
            ),
            both!(
                "“更新”写成现在的时间，没有这一行就加上：更新: …",
                "make `updated` the time of the change; without that line, add it"
            ),
        )
    };
    Some(Diagnostic::at(&FACTS_CHANGED, place(), message).help(help))
}

/// A part of a calendar, as far as it is compared.
struct Compared<'a> {
    uid: &'a str,
    sequence: u32,
    facts: [Option<&'a str>; FACTS.len()],
}

/// The parts of an unfolded calendar.
fn parts(calendar: &str) -> impl Iterator<Item = Compared<'_>> {
    calendar.split("BEGIN:VEVENT\r\n").skip(1).map(|part| {
        let own = part.split("BEGIN:VALARM\r\n").next().unwrap_or_default();
        let value = |name: &str| {
            own.lines().find_map(|line| {
                let rest = line.strip_prefix(name)?;
                rest.starts_with([':', ';']).then_some(rest)
            })
        };
        let after_colon = |name| value(name).and_then(|rest| rest.strip_prefix(':')).unwrap_or_default();
        Compared {
            uid: after_colon("UID"),
            sequence: after_colon("SEQUENCE").parse().unwrap_or_default(),
            facts: FACTS.map(value),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(start: &str, place: &str, sequence: u32) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1-event@gongsheng\r\nSEQUENCE:{sequence}\r\nDTSTART;TZID=Asia/Shanghai:{start}\r\nSUMMARY:甲\r\nLOCATION:{place}\r\nSTATUS:CONFIRMED\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    }

    fn told(old: &str, new: &str) -> bool {
        unannounced(old.as_bytes(), new.as_bytes(), || Place::file("content/events/a.md")).is_some()
    }

    #[test]
    fn a_change_without_updated_is_told() {
        let first = calendar("20170322T135000", "茶座", 0);
        assert!(told(&first, &calendar("20170322T145000", "茶座", 0)), "another hour");
        assert!(told(&first, &calendar("20170322T135000", "剧场", 0)), "another place");
        assert!(told(&first, &first.replace("CONFIRMED", "CANCELLED")));
    }

    #[test]
    fn a_change_with_updated_is_fine_and_so_is_another_title() {
        let first = calendar("20170322T135000", "茶座", 0);
        assert!(!told(&first, &calendar("20170322T145000", "剧场", 10)));
        assert!(!told(&first, &first.replace("SUMMARY:甲", "SUMMARY:乙")));
        assert!(!told(&first, &first.replace("-PT1H", "-PT2H")));
        assert!(!told(&first, &first.replace("1-event", "2-event")), "another part");
        assert!(!told("", &first));
    }

    #[test]
    fn a_change_with_an_earlier_updated_is_told_as_such() {
        let (first, second) = (calendar("20170322T135000", "茶座", 20), calendar("20170322T145000", "茶座", 10));
        let told = unannounced(first.as_bytes(), second.as_bytes(), || Place::file("content/events/a.md"));
        assert!(told.is_some_and(|told| told.message.zh.contains("比上次发布的早")));
    }

    #[test]
    fn a_folded_place_is_compared_whole() {
        let long = calendar("20170322T135000", "很长的地点", 0);
        assert!(!told(&long, &long.replace("很长的地点", "很长的\r\n 地点")));
    }
}
