//! Calendars (iCalendar, RFC 5545) that phones subscribe to: for the site, for each column, for each entry that
//! has times.

mod compare;
mod line;
mod part;

pub use compare::{FACTS_CHANGED, unannounced};

use super::{Artifact, Blueprint, Compare, Kit, Rank, Scene, View};
use crate::diagnostic::Diagnostic;
use crate::hash::{Key, Shared};
use crate::kind::KINDS;
use crate::own::CALENDAR;
use crate::site::{Placed, Scope, Setting, Topic};
use crate::theme::Theme;
use crate::when::{self, DateTime, Zone};
use line::Lines;
use part::{Part, Status, Time};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A calendar.
#[derive(Hash)]
struct Calendar {
    name: String,
    about: String,
    own: String,
    zone: Zone,
    entries: Vec<Arc<Parts>>,
}

/// What one entry puts into the calendars that hold it.
struct Parts {
    parts: Vec<Part>,
    key: Key,
}

/// The key is that of the parts.
impl Hash for Parts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// The most entries that a calendar holds: the latest to begin. A phone reads it anew every few hours.
const MOST: usize = 200;

/// The calendars of a site. An entry's own is there as long as the entry is; a column's always.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, memo, .. } = scene;
    let of_kinds =
        KINDS.iter().filter(|info| Scope::Kind(info.kind).has_calendar()).flat_map(|info| site.of_kind(info.kind));
    let mut timed: Vec<&Shared<Placed>> = of_kinds.filter(|placed| placed.entry.card.details.has_times()).collect();
    timed.sort_by(|a, b| (b.when(), &b.address).cmp(&(a.when(), &a.address)));
    let mut artifacts = Vec::with_capacity(timed.len() + 1);
    for topic in Topic::all(site).iter().filter(|topic| topic.scope.has_calendar()) {
        let latest = timed.iter().filter(|placed| topic.holds(placed)).take(MOST);
        let mut entries: Vec<Arc<Parts>> =
            latest.map(|&placed| memo.once(&(&site.setting, placed), parts_of)).collect();
        entries.reverse();
        let path = topic.file(CALENDAR);
        let view = Calendar::new(&site.setting, &topic.title, &topic.about, &path, entries);
        artifacts.push(Artifact::made(path, Rank::List, theme, view));
    }
    let kit = scene.kit();
    let inputs: Vec<Own<'_>> = timed.into_iter().map(|placed| Own { kit, placed }).collect();
    artifacts.extend(scene.artifacts_of_each(&inputs, |input| input.placed.key()));
    artifacts
}

fn parts_of(&(setting, placed): &(&Shared<Setting>, &Shared<Placed>)) -> Parts {
    let parts = part::of(setting, placed);
    let key = Key::of(&parts);
    Parts { parts, key }
}

/// All that the calendar of one entry depends on.
#[derive(Hash)]
struct Own<'a> {
    kit: Kit<'a>,
    placed: &'a Shared<Placed>,
}

impl Blueprint for Own<'_> {
    fn artifacts(&self) -> Vec<Arc<Artifact>> {
        let &Own { kit: Kit { setting, theme, memo, .. }, placed } = self;
        let card = &placed.entry.card;
        let path = format!("{}{CALENDAR}", placed.address);
        let parts = memo.once(&(setting, placed), parts_of);
        let view = Calendar::new(setting, &card.header.title, &card.summary, &path, vec![parts]);
        let entry = placed.entry.clone();
        let compare: Compare = Box::new(move |old, new| unannounced(old, new, || entry.card.text.line(1)));
        // Its page links to it, and nothing else does.
        vec![Arc::new(Artifact { compare: Some(compare), ..Artifact::of(path, Rank::File, theme, view) })]
    }
}

impl View for Calendar {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let mut lines = Lines::default();
        lines.put("BEGIN", "VCALENDAR");
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//gongsheng//gongsheng//ZH");
        lines.put("CALSCALE", "GREGORIAN");
        // RFC 7986, and what was used before it.
        lines.text("NAME", &self.name);
        lines.text("X-WR-CALNAME", &self.name);
        lines.text("DESCRIPTION", &self.about);
        lines.text("X-WR-CALDESC", &self.about);
        lines.put("SOURCE;VALUE=URI", &self.own);
        lines.put("X-WR-TIMEZONE", &name_of(self.zone));
        lines.put("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        lines.put("X-PUBLISHED-TTL", "PT1H");
        self.zone(&mut lines);
        for part in self.entries.iter().flat_map(|entry| &entry.parts) {
            self.part(part, &mut lines);
        }
        lines.put("END", "VCALENDAR");
        Ok(lines.done())
    }
}

impl Calendar {
    fn new(setting: &Setting, name: &str, about: &str, path: &str, entries: Vec<Arc<Parts>>) -> Calendar {
        let (own, zone) = (setting.urls.absolute(path), setting.config.zone);
        Calendar { name: name.to_owned(), about: about.to_owned(), own, zone, entries }
    }

    /// The site's fixed offset as a zone without summer time.
    fn zone(&self, lines: &mut Lines) {
        let offset = self.zone.to_string().replace(':', "");
        lines.put("BEGIN", "VTIMEZONE");
        lines.put("TZID", &name_of(self.zone));
        lines.put("BEGIN", "STANDARD");
        lines.put("DTSTART", "19700101T000000");
        lines.put("TZOFFSETFROM", &offset);
        lines.put("TZOFFSETTO", &offset);
        lines.text("TZNAME", &self.zone.to_string());
        lines.put("END", "STANDARD");
        lines.put("END", "VTIMEZONE");
    }

    fn part(&self, part: &Part, lines: &mut Lines) {
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &part.uid);
        // When it was made by whoever publishes it: never the clock's now.
        lines.put("DTSTAMP", &self.utc(part.changed));
        lines.put("CREATED", &self.utc(part.created));
        lines.put("LAST-MODIFIED", &self.utc(part.changed));
        lines.put("SEQUENCE", &part.sequence.to_string());
        self.time(part.time, lines);
        lines.text("SUMMARY", &part.summary);
        lines.text("DESCRIPTION", &part.description);
        if let Some(location) = &part.location {
            lines.text("LOCATION", location);
        }
        lines.put("URL", &part.url);
        lines.texts("CATEGORIES", &part.categories);
        lines.put(
            "STATUS",
            match part.status {
                Status::Confirmed => "CONFIRMED",
                Status::Tentative => "TENTATIVE",
                Status::Cancelled => "CANCELLED",
            },
        );
        // Nobody's diary is full because the union has an event.
        lines.put("TRANSP", "TRANSPARENT");
        for minutes in part.alarms {
            lines.put("BEGIN", "VALARM");
            lines.put("ACTION", "DISPLAY");
            lines.put("TRIGGER", &before(*minutes));
            lines.text("DESCRIPTION", &part.summary);
            lines.put("END", "VALARM");
        }
        lines.put("END", "VEVENT");
    }

    fn time(&self, time: Time, lines: &mut Lines) {
        let zone = name_of(self.zone);
        let (name, from, to) = match time {
            Time::Days(from, to) => {
                (";VALUE=DATE".to_owned(), when::compact(from.date()), Some(when::compact(to.date())))
            }
            Time::Clock(from, to) => (format!(";TZID={zone}"), civil(from), to.map(civil)),
        };
        lines.put(&format!("DTSTART{name}"), &from);
        if let Some(to) = to {
            lines.put(&format!("DTEND{name}"), &to);
        }
    }

    fn utc(&self, at: DateTime) -> String {
        format!("{}Z", civil(Zone::UTC.local(self.zone.unix(at))))
    }
}

/// `20170308T135000`
fn civil(at: DateTime) -> String {
    format!("{}T{:02}{:02}{:02}", when::compact(at.date()), at.hour(), at.minute(), at.second())
}

/// What a zone is called where calendars know zones by name: those that never had another offset since 1991.
/// Of the rest, whole hours have names too; POSIX turned their sign round.
fn name_of(zone: Zone) -> String {
    let shown = zone.to_string();
    match shown.as_str() {
        "+08:00" => "Asia/Shanghai".to_owned(),
        "+00:00" => "Etc/UTC".to_owned(),
        _ => match shown.strip_suffix(":00") {
            Some(hours) if hours.starts_with('+') => format!("Etc/GMT-{}", hours.trim_start_matches(['+', '0'])),
            Some(hours) => format!("Etc/GMT+{}", hours.trim_start_matches(['-', '0'])),
            None => format!("UTC{}", shown.replace(':', "")),
        },
    }
}

/// `-PT1H`, `-P1D`
fn before(minutes: u32) -> String {
    match minutes {
        minutes if minutes.is_multiple_of(24 * 60) => format!("-P{}D", minutes / (24 * 60)),
        minutes if minutes.is_multiple_of(60) => format!("-PT{}H", minutes / 60),
        minutes => format!("-PT{minutes}M"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_the_names_that_calendars_know() {
        let name = |text| name_of(Zone::parse(text).unwrap());
        assert_eq!(name("+08:00"), "Asia/Shanghai");
        assert_eq!(name("UTC"), "Etc/UTC");
        assert_eq!(name("+9"), "Etc/GMT-9");
        assert_eq!(name("-10"), "Etc/GMT+10");
        assert_eq!(name("+5:30"), "UTC+0530");
    }

    #[test]
    fn alarms_are_told_in_the_largest_unit() {
        assert_eq!([1440, 60, 900, 10].map(before), ["-P1D", "-PT1H", "-PT15H", "-PT10M"]);
    }
}
