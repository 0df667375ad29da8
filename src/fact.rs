//! The narrow waist: what an event or a ticket release says of itself, in one form that every channel
//! reads. Because they read the same, they say the same.

mod key;

pub use key::{FactKey, StateKey};

use crate::when::{self, When};
use jiff::civil::DateTime;
use serde::Serialize;

/// One fact of an entry: 地点 — 万福路316号.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What it is, for programs.
    pub key: FactKey,
    /// What it is, for readers.
    pub label: &'static str,
    /// What it says.
    pub value: Value,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Any text.
    Text(String),
    /// A day, or a minute.
    Time(When),
    /// Up to a time: 24:00 of a day stays on that day.
    Until(When),
    /// From one time to another.
    Span(When, When),
    /// A telephone number.
    Phone(String),
    /// A place; its address, when given, is what a map is asked for.
    Place {
        /// The name of the place.
        name: String,
        /// Its address; may be empty.
        address: String,
    },
    /// How many of what.
    Count {
        /// How many.
        number: u32,
        /// 套, 张, 人.
        unit: String,
    },
    /// Something to open.
    Link {
        /// What is shown.
        text: String,
        /// The address, `http:` or `https:`.
        url: String,
    },
    /// Several values, each on a line of its own.
    List(Vec<Value>),
}

impl Fact {
    /// A fact.
    pub fn new(key: FactKey, label: &'static str, value: Value) -> Fact {
        Fact { key, label, value }
    }
}

/// Collects facts, leaving out what was not given.
#[derive(Default)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// Adds a fact where there is a value.
    pub fn add(&mut self, key: FactKey, label: &'static str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.push(Fact::new(key, label, value));
        }
    }

    /// Adds a text.
    pub fn text(&mut self, key: FactKey, label: &'static str, text: &Option<String>) {
        self.add(key, label, text.clone().map(Value::Text));
    }

    /// The facts, in the order in which they were added.
    pub fn done(self) -> Vec<Fact> {
        self.0
    }
}

impl Value {
    /// The value as a line of text. A year is shown where it is not `year`.
    pub fn show(&self, year: i16) -> String {
        let other = |day: jiff::civil::Date| day.year() != year;
        match self {
            Value::Text(text) | Value::Phone(text) => text.clone(),
            Value::Time(when) => when::moment(*when, other(when.day())),
            Value::Until(when) => when::until(*when, other(when::last_day(*when))),
            Value::Span(from, to) => when::span(*from, *to, other(from.day()) || other(to.day())),
            Value::Place { name, address } if address.is_empty() => name.clone(),
            Value::Place { name, address } => format!("{name}（{address}）"),
            Value::Count { number, unit } => format!("{}{unit}", grouped(*number)),
            Value::Link { text, .. } => text.clone(),
            Value::List(values) => values.iter().map(|value| value.show(year)).collect::<Vec<_>>().join("；"),
        }
    }
}

/// A number as people read it: 1,000 from four digits on.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Where an entry stands on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct State {
    /// For programs and style sheets.
    pub key: StateKey,
    /// For readers: 放票中.
    pub label: &'static str,
    /// What it means for lists.
    pub phase: Phase,
}

/// What a state means for lists: the order is the one in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Something can be done or seen now.
    Now,
    /// It is still to come.
    Coming,
    /// It is past, or off.
    Over,
}

impl State {
    /// A state.
    pub const fn new(key: StateKey, label: &'static str, phase: Phase) -> State {
        State { key, label, phase }
    }
}

/// An instant at which a state changes, on the site's clock.
pub type Moment = DateTime;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_with_the_year_does_not_name_it() {
        let end = when::parse("2026-12-31 24:00", None).unwrap();
        assert_eq!(Value::Until(end).show(2026), "12月31日（周四）24:00");
        assert_eq!(Value::Until(end).show(2025), "2026年12月31日（周四）24:00");
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(1234567), "1,234,567");
    }
}
