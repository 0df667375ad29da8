//! Calendars: what a phone that subscribed once shows after each build.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read, write and print")]

mod support;

use std::collections::BTreeMap;
use support::{Project, tree};

/// A property of a component: its name with its parameters, and its value as written.
type Properties = Vec<(String, String)>;

/// Reads a calendar as RFC 5545 says, and wants it to keep the rules of lines.
fn events(calendar: &[u8]) -> Vec<Properties> {
    let text = std::str::from_utf8(calendar).unwrap();
    let (body, end) = text.split_at(text.len() - 2);
    assert_eq!(end, "\r\n");
    for line in body.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{} octets: {line}", line.len());
    }
    let mut open: Vec<&str> = Vec::new();
    let mut events = Vec::new();
    let unfolded = body.replace("\r\n ", "");
    for line in unfolded.split("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => {
                open.push(value);
                if value == "VEVENT" {
                    events.push(Vec::new());
                }
            }
            "END" => assert_eq!(open.pop(), Some(value)),
            _ if open.last() == Some(&"VEVENT") => {
                events.last_mut().unwrap().push((name.to_owned(), value.to_owned()));
            }
            _ if open.last() == Some(&"VALARM") && name == "TRIGGER" => {
                events.last_mut().unwrap().push(("ALARM".to_owned(), value.to_owned()));
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    for event in &events {
        for needed in ["UID", "DTSTAMP", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED"] {
            assert_eq!(event.iter().filter(|(name, _)| name == needed).count(), 1, "{needed} in {event:?}");
        }
    }
    events
}

fn value<'a>(event: &'a Properties, name: &str) -> Option<&'a str> {
    let named = |found: &str| found == name || found.split(';').next() == Some(name);
    event.iter().find(|(found, _)| named(found)).map(|(_, value)| value.as_str())
}

fn by_uid(project: &Project, path: &str) -> BTreeMap<String, Properties> {
    let events = events(project.page(path).as_bytes());
    let own = |uid: &str| {
        let (own, site) = uid.split_once('@').unwrap();
        assert!(site.strip_suffix(".gongsheng").is_some_and(|site| site.len() == 8), "the site's own id: {uid}");
        own.to_owned()
    };
    events.into_iter().map(|event| (own(value(&event, "UID").unwrap()), event)).collect()
}

/// What a phone shows of an event: when, until when, whether, how it is called, and how often it was changed.
fn shown(event: &Properties) -> String {
    let of = |name| value(event, name).unwrap_or("—");
    let alarms = event.iter().filter(|(name, _)| name == "ALARM").count();
    format!(
        "{} to {}, {}, {}, sequence {}, changed {}, {alarms} alarms",
        of("DTSTART"),
        of("DTEND"),
        of("STATUS"),
        of("SUMMARY"),
        of("SEQUENCE"),
        of("LAST-MODIFIED")
    )
}

fn event(starts: &str, more: &str) -> String {
    format!(
        "---\n标题: 手工课\n编号: 517007\n日期: 2017-3-8 9:00\n开始: {starts}\n地点: 茶座\n地址: 劳动路8号\n报名:\n  截止: 2017-3-17 18:00\n{more}---\n\n来。\n"
    )
}

#[test]
fn an_event_moved_by_an_hour_and_then_cancelled() {
    let project = Project::with(&[("content/events/craft.md", &event("2017-3-22 13:50—16:00", ""))]);
    let mut seen = Vec::new();
    for (what, starts, more) in [
        ("published", "2017-3-22 13:50—16:00", ""),
        ("moved by an hour", "2017-3-22 14:50—17:00", "更新: 2017-3-9 8:30\n"),
        ("cancelled", "2017-3-22 14:50—17:00", "更新: 2017-3-9 11:00\n状态: 取消\n"),
    ] {
        project.write("content/events/craft.md", &event(starts, more));
        project.builds();
        let calendar = by_uid(&project, "calendar.ics");
        let own = by_uid(&project, "events/craft/calendar.ics");
        assert_eq!(calendar, own, "all calendars say the same");
        assert_eq!(calendar.keys().collect::<Vec<_>>(), ["517007-event", "517007-signup"]);
        let one = shown(&calendar["517007-event"]);
        println!("{what}: {one}");
        seen.push(one);
    }
    assert_eq!(
        seen,
        [
            "20170322T135000 to 20170322T160000, CONFIRMED, 手工课, sequence 0, changed 20170308T010000Z, 2 alarms",
            "20170322T145000 to 20170322T170000, CONFIRMED, 手工课, sequence 9039390, changed 20170309T003000Z, 2 alarms",
            "20170322T145000 to 20170322T170000, CANCELLED, 【已取消】手工课, sequence 9039540, changed 20170309T030000Z, 0 alarms",
        ]
    );
    let zoned = by_uid(&project, "calendar.ics");
    let names: Vec<&str> = zoned["517007-event"].iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"DTSTART;TZID=Asia/Shanghai"), "{names:?}");
}

#[test]
fn a_time_that_was_changed_without_a_word_is_told_at_the_entry() {
    let told = |project: &Project| -> Vec<&'static str> {
        project.build().diagnostics.iter().map(|told| told.code.id).collect()
    };
    let project = Project::with(&[("content/events/a.md", &event("2017-3-22 13:50", ""))]);
    assert_eq!(told(&project), [""; 0]);
    project.write("content/events/a.md", &event("2017-3-22 14:50", ""));
    assert_eq!(told(&project), ["facts-changed"]);
    project.write("content/events/a.md", &event("2017-3-22 15:50", "更新: 2017-3-9 9:00\n"));
    assert_eq!(told(&project), [""; 0], "with a word it is fine");
    project.write("content/events/a.md", &event("2017-3-22 15:50", "更新: 2017-3-9 9:00\n联系: 办公室\n"));
    assert_eq!(told(&project), [""; 0], "who to call is no time and no place");
}

#[test]
fn a_release_says_its_second_and_each_window() {
    let ticket = "---\n标题: 温泉票\n编号: 617008\n日期: 2017-3-8\n票种: 票\n放票: 2017-3-10 10:00\n截止: 2017-3-12\n渠道:\n  - 名称: 窗口\n    线下: 是\n领取:\n  时段:\n    - 起: 2017-3-15 9:00\n      止: 2017-3-15 16:00\n    - 起: 2017-3-16\n  地点: 领物处\n---\n\n来。\n";
    let project = Project::with(&[("content/tickets/t.md", ticket)]);
    project.builds();
    let parts = by_uid(&project, "tickets/t/calendar.ics");
    let of = |uid: &str, name: &str| value(&parts[&format!("617008-{uid}")], name).map(str::to_owned);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(parts.len(), 3);
    assert_eq!(of("release", "DTSTART"), some("20170310T100000"));
    assert_eq!(of("release", "DTEND"), None, "an opening is a moment");
    assert_eq!(of("release", "SUMMARY"), some("放票：温泉票"));
    assert_eq!(of("pickup-1", "DTSTART"), some("20170315T090000"));
    assert_eq!(of("pickup-1", "DTEND"), some("20170315T160000"));
    assert_eq!(of("pickup-1", "LOCATION"), some("领物处"));
    assert_eq!(of("pickup-2", "DTSTART"), some("20170316"), "a bare day is a whole day");
    assert_eq!(of("pickup-2", "DTEND"), some("20170317"));
    let alarms: Vec<&str> =
        parts["617008-release"].iter().filter(|(name, _)| name == "ALARM").map(|(_, value)| value.as_str()).collect();
    assert_eq!(alarms, ["-P1D", "-PT10M"], "before the tickets open");
    let page = project.page("tickets/t/index.html");
    assert!(page.contains("<a class=\"button\" href=\"/tickets/t/calendar.ics\" type=\"text/calendar\">加入日历</a>"));
    assert!(page.contains("在浏览器打开"));
}

#[test]
fn a_postponed_event_is_tentative_and_says_so() {
    let project = Project::with(&[("content/events/craft.md", &event("2017-3-22 13:50", "状态: 延期\n"))]);
    project.builds();
    let parts = by_uid(&project, "calendar.ics");
    let one = &parts["517007-event"];
    assert_eq!(value(one, "STATUS"), Some("TENTATIVE"));
    assert_eq!(value(one, "SUMMARY"), Some("【已延期】手工课"));
    assert_eq!(value(one, "DTEND"), None);
}

#[test]
fn no_phone_rings_for_what_is_full_or_gone() {
    let ticket = "---\n标题: 温泉票\n编号: 617008\n日期: 2017-3-8\n票种: 票\n放票: 2017-3-10 10:00\n渠道:\n  - 名称: 窗口\n    线下: 是\n领取:\n  时段:\n    - 2017-3-15 9:00—16:00\n  地点: 领物处\n状态: 领完\n---\n\n来。\n";
    for closes in ["2017-3-17 18:00", "2017-3-17"] {
        let full = event("2017-3-22 13:50", "状态: 已满\n").replace("2017-3-17 18:00", closes);
        let project = Project::with(&[("content/events/craft.md", &full), ("content/tickets/t.md", ticket)]);
        project.builds();
        let parts = by_uid(&project, "calendar.ics");
        let alarms = |uid: &str| parts[uid].iter().filter(|(name, _)| name == "ALARM").count();
        assert_eq!((alarms("517007-event"), alarms("517007-signup")), (2, 0), "who is in is told of the event");
        assert_eq!((alarms("617008-release"), alarms("617008-pickup-1")), (0, 2), "who has one picks it up");
    }
}

#[test]
fn every_calendar_of_the_demo_keeps_the_rules() {
    let project = Project::demo();
    assert!(project.build_at("2026-11-21 12:00").changes.is_some());
    let site = tree(&project.site());
    let mut parts = 0;
    let calendars: Vec<_> = site.iter().filter(|(path, _)| path.ends_with("calendar.ics")).collect();
    for (path, bytes) in &calendars {
        let events = events(bytes);
        let mut uids: Vec<_> = events.iter().map(|event| value(event, "UID")).collect();
        uids.sort();
        uids.dedup();
        assert_eq!(uids.len(), events.len(), "{path}");
        parts += events.len();
    }
    println!("{} calendars, {parts} events in them", calendars.len());
    // The site, its events, its releases, seven columns, thirteen events, eight releases.
    assert_eq!(calendars.len(), 1 + 2 + 7 + 13 + 8);
    // One more year, and the same bytes: a calendar never looks at the clock.
    assert!(project.build_at("2027-11-21 12:00").changes.is_some());
    let later = tree(&project.site());
    assert!(calendars.iter().all(|(path, bytes)| later.get(*path) == Some(bytes)));
}

/// What an escaped text says.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("\\ before {other:?} in {value}"),
            },
            ';' | ',' => panic!("a bare {c} in {value}"),
            c => out.push(c),
        }
    }
    out
}

#[test]
fn any_text_in_a_field_comes_back_from_the_calendar() {
    for typed in [
        "一,二;三\\四",
        "\\n 不是换行",
        "BEGIN:VEVENT",
        "末尾的反斜线\\",
        "：；，、“全角”",
        "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧",
        &"很长的地点".repeat(30),
    ] {
        let text = event("2017-3-22 13:50", "").replace("地点: 茶座\n地址: 劳动路8号", &format!("地点: {typed}"));
        let project = Project::with(&[("content/events/craft.md", &text)]);
        let built = project.build();
        assert!(built.changes.is_some(), "{}", support::said(&built.diagnostics));
        let parts = by_uid(&project, "calendar.ics");
        let one = &parts["517007-event"];
        assert_eq!(unescaped(value(one, "LOCATION").unwrap()), typed);
        let description = unescaped(value(one, "DESCRIPTION").unwrap());
        assert!(description.split('\n').any(|line| line == format!("地点：{typed}")), "{description}");
    }
}

#[test]
fn what_is_hidden_is_in_no_calendar() {
    let project = Project::with(&[
        ("content/events/draft.md", &event("2017-3-22 13:50", "草稿: 是\n")),
        ("content/events/gone.md", &event("2017-3-22 13:50", "下线: 2017-3-9\n").replace("517007", "517008")),
    ]);
    project.build();
    assert!(by_uid(&project, "calendar.ics").is_empty());
    assert!(!project.site().join("events/gone/calendar.ics").exists());
}

/// What was said of a notice is said everywhere, whatever the clock says: the build is as of 2017-3-9 12:00.
#[test]
fn what_was_said_of_a_notice_is_said_by_every_channel() {
    let project = Project::with(&[]);
    let notice = |status: &str| {
        format!(
            "---\n标题: 讲座\n编号: 500001\n日期: 2017-3-1\n开始: 2017-3-8 9:00—11:00\n地点: 剧场\n状态: {status}\n更正:\n  - \
             时间: 2017-3-2 10:00\n    内容: 地点改为308室\n---\n\n欢迎。\n"
        )
    };
    for (status, label) in [("延期", "已延期"), ("取消", "已取消"), ("已满", "名额已满")] {
        project.write("content/events/a.md", &notice(status));
        project.build();
        let event = &by_uid(&project, "calendar.ics")["500001-event"];
        assert!(value(event, "SUMMARY").unwrap().starts_with(&format!("【{label}】")), "{status}");
        assert!(value(event, "DESCRIPTION").unwrap().starts_with("更正（2017年3月2日（周四）10:00）：地点改为308室"));
        assert!(project.page("wechat/events/a.html").contains(label), "{status}");
        assert!(project.page("api/v1/latest.json").contains("地点改为308室"));
        // What filled up was held; what was put off was not.
        let over = project.page("events/a/index.html").contains("已结束");
        assert_eq!(over, status == "已满", "{status}");
    }
}
