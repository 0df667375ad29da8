//! The table of kinds. One kind a room: its fields, its checks, its facts, its states and their moments.

pub mod event;
pub mod page;
pub mod post;
pub mod ranking;
pub mod ticket;

use crate::diagnostic::Code;
use crate::fact::{Fact, Moment, State};
use crate::fields::{Field, Reader};
use event::Event;
use jiff::civil::DateTime;
use ranking::Ranking;
use serde::{Deserialize, Serialize};
use ticket::Ticket;

/// A kind of entry: what the folder it lies in says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 文章
    Post,
    /// 活动
    Event,
    /// 放票
    Ticket,
    /// 榜单
    Ranking,
    /// 页面
    Page,
}

/// What the file of an entry is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Fields, and a text below them.
    Markdown,
    /// Fields only.
    Yaml,
}

impl Syntax {
    /// The ending of such a file.
    pub fn ending(self) -> &'static str {
        match self {
            Syntax::Markdown => "md",
            Syntax::Yaml => "yaml",
        }
    }

    /// Whether a file with an ending, in small letters, is one.
    pub fn reads(self, ending: &str) -> bool {
        match self {
            Syntax::Markdown => matches!(ending, "md" | "markdown"),
            Syntax::Yaml => matches!(ending, "yaml" | "yml"),
        }
    }
}

/// What the program must know of a kind.
pub struct KindInfo {
    /// The kind.
    pub kind: Kind,
    /// Its folder in content/, and the first part of its addresses.
    pub folder: &'static str,
    /// What programs call it, and those who type a word: never another.
    pub name: &'static str,
    /// What it is called: 中文, English.
    pub label: (&'static str, &'static str),
    /// What its files are written in.
    pub syntax: Syntax,
    /// Whether an entry needs a date, and stands in the news and the feeds.
    pub dated: bool,
    /// Its own fields, beside those of every kind.
    pub fields: &'static [&'static Field],
    /// Takes its own fields.
    pub read: fn(&mut Reader<'_>) -> Details,
}

impl KindInfo {
    /// What it is called where one word is typed: 放票, ticket.
    pub fn words(&self) -> [&'static str; 2] {
        [self.label.0, self.name]
    }

    /// What its addresses begin with: `tickets/`. Its list lies there, where it has one.
    pub fn address(&self) -> String {
        format!("{}/", self.folder)
    }
}

/// One row a kind.
pub static KINDS: [KindInfo; 5] = [post::INFO, event::INFO, ticket::INFO, ranking::INFO, page::INFO];

impl Kind {
    /// Its row in the table.
    pub fn info(self) -> &'static KindInfo {
        match self {
            Kind::Post => &KINDS[0],
            Kind::Event => &KINDS[1],
            Kind::Ticket => &KINDS[2],
            Kind::Ranking => &KINDS[3],
            Kind::Page => &KINDS[4],
        }
    }

    /// Whether there is a text below its fields.
    pub fn has_body(self) -> bool {
        self.info().syntax == Syntax::Markdown
    }
}

/// What an entry has of its own kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Details {
    /// An article has nothing beside its header.
    Post,
    /// 活动
    Event(Box<Event>),
    /// 放票
    Ticket(Box<Ticket>),
    /// 榜单
    #[serde(skip)]
    Ranking(Box<Ranking>),
    /// A page has nothing beside its header.
    Page,
}

impl Details {
    /// What it says of itself, in the order in which a reader asks.
    pub fn facts(&self) -> Vec<Fact> {
        match self {
            Details::Post | Details::Page => Vec::new(),
            Details::Event(event) => event.facts(),
            Details::Ticket(ticket) => ticket.facts(),
            Details::Ranking(ranking) => ranking.facts(),
        }
    }

    /// Where it stands on the clock.
    pub fn state(&self, now: DateTime) -> Option<State> {
        match self {
            Details::Post | Details::Page | Details::Ranking(_) => None,
            Details::Event(event) => Some(event.state(now)),
            Details::Ticket(ticket) => Some(ticket.state(now)),
        }
    }

    /// What somebody said of where it stands: no clock takes that back.
    pub fn said(&self) -> Option<State> {
        match self {
            Details::Post | Details::Page | Details::Ranking(_) => None,
            Details::Event(event) => event.said(),
            Details::Ticket(ticket) => ticket.said(),
        }
    }

    /// Whether it has anything for a calendar.
    pub fn has_times(&self) -> bool {
        match self {
            Details::Event(event) => event.starts.is_some(),
            Details::Ticket(ticket) => ticket.release.is_some(),
            Details::Post | Details::Ranking(_) | Details::Page => false,
        }
    }

    /// The instants at which its state changes.
    pub fn moments(&self) -> Vec<Moment> {
        match self {
            Details::Post | Details::Page | Details::Ranking(_) => Vec::new(),
            Details::Event(event) => event.moments(),
            Details::Ticket(ticket) => ticket.moments(),
        }
    }

    /// The states that are still to come, each with the instant at which it begins.
    pub fn turns(&self, now: DateTime) -> Vec<(Moment, State)> {
        let mut moments = self.moments();
        moments.retain(|&moment| moment > now);
        moments.sort();
        let states = moments.into_iter().filter_map(|moment| Some((moment, self.state(moment)?)));
        let mut last = self.state(now);
        let mut turns: Vec<(Moment, State)> = Vec::new();
        for (moment, state) in states {
            if last != Some(state) {
                turns.push((moment, state));
            }
            last = Some(state);
        }
        turns
    }
}

/// The codes of all kinds.
pub const CODES: &[&Code] = &[
    &ticket::QUOTAS_DIFFER,
    &ticket::NO_OFFLINE_CHANNEL,
    &ticket::RELEASE_WITHOUT_TIME,
    &ticket::RELEASE_WITHOUT_END,
    &ranking::NO_ENTRIES,
    &ranking::SAME_ENTRY,
    &ranking::NO_FORMULA,
    &ranking::NO_FIGURE,
    &ranking::MISSING_FIGURE,
    &ranking::SCORE_DIFFERS,
    &ranking::WEIGHTS_SUM,
    &ranking::UNUSED,
    &ranking::SAME_PERIOD,
    &ranking::PREVIOUS,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header;

    #[test]
    fn every_kind_finds_its_row() {
        for info in &KINDS {
            assert_eq!(info.kind.info().folder, info.folder);
        }
    }

    #[test]
    fn no_key_of_a_kind_is_also_one_of_every_kind() {
        for info in &KINDS {
            let all: Vec<&Field> = header::FIELDS.iter().chain(info.fields).copied().collect();
            for (at, field) in all.iter().enumerate() {
                let twin = all[at + 1..].iter().find(|other| other.is(field.en) || other.is(field.zh));
                assert!(twin.is_none(), "{}: {} / {}", info.folder, field.en, field.zh);
            }
        }
    }
}
