//! The card of a notice: what, when, where in large letters; then who, how many, how, what to bring, until
//! when; a release's channels as a small table.

use super::Emitter;
use crate::fact::{Fact, FactKey, Value};
use crate::kind::Details;
use crate::kind::ticket::{Channel, Ticket};
use crate::output::wechat::tree::Name;
use crate::site::Placed;

/// The facts that are read at a glance.
const CHIEF: [FactKey; 4] = [FactKey::Starts, FactKey::Place, FactKey::Item, FactKey::Release];

/// How many letters wide the column of labels is, with the space behind it (see `css/sheets/furniture.css`).
const LABEL: usize = 5;

/// What the card of a notice says.
#[derive(Hash)]
pub(in crate::output::wechat) struct FactCard {
    /// The kind, as themes know it.
    kind: &'static str,
    state: Option<&'static str>,
    series: Option<String>,
    facts: Vec<Fact>,
    quotas: Vec<Quota>,
    year: i16,
}

/// A channel of a release.
#[derive(Hash)]
struct Quota {
    name: String,
    count: String,
    phone: Option<String>,
    url: Option<String>,
}

impl FactCard {
    /// The card of an entry; one without facts has none.
    pub(in crate::output::wechat) fn of(placed: &Placed) -> Option<FactCard> {
        let card = &placed.entry.card;
        let mut facts = card.details.facts();
        let (kind, series, quotas) = match &card.details {
            Details::Event(event) => ("event", event.series.as_ref().map(|series| series.show()), Vec::new()),
            Details::Ticket(ticket) => ("ticket", None, quotas(ticket)),
            Details::Ranking(_) => ("ranking", None, Vec::new()),
            Details::Post | Details::Page => ("post", None, Vec::new()),
        };
        facts.retain(|fact| fact.key != FactKey::Series && (fact.key != FactKey::Channels || quotas.is_empty()));
        facts.sort_by_key(|fact| fact.key);
        // An article stays as it was copied: of the clock it says nothing.
        let state = card.details.said().map(|state| state.label);
        (!facts.is_empty()).then(|| FactCard { kind, state, series, facts, quotas, year: card.year() })
    }
}

/// The channels as rows; none where a line says as much.
fn quotas(ticket: &Ticket) -> Vec<Quota> {
    let counted = ticket.channels.iter().filter(|channel| channel.quota.is_some()).count();
    if counted < 2 {
        return Vec::new();
    }
    let row = |channel: &Channel| Quota {
        name: channel.label(),
        count: ticket.quota(channel).unwrap_or_default(),
        phone: channel.phone.clone(),
        url: channel.url.clone(),
    };
    ticket.channels.iter().map(row).collect()
}

impl Emitter<'_> {
    /// The facts of a notice.
    pub(in crate::output::wechat) fn card(&mut self, card: &FactCard) {
        let before = self.open(("section", &["facts"]));
        self.class(card.kind);
        if let Some(state) = card.state {
            self.line(("p", &["state"]), state);
        }
        if let Some(series) = &card.series {
            self.line(("p", &["series"]), series);
        }
        let mut quotas = (!card.quotas.is_empty()).then_some(&card.quotas);
        for fact in &card.facts {
            // The table stands where the line would: behind whom it is for and how many there are.
            if let Some(quotas) = quotas.take_if(|_| fact.key > FactKey::Channels) {
                self.quotas(quotas);
            }
            self.fact(fact, card.year);
        }
        if let Some(quotas) = quotas {
            self.quotas(quotas);
        }
        self.close(before);
    }

    fn fact(&mut self, fact: &Fact, year: i16) {
        let before = self.open(("p", &["fact"]));
        self.class(Name::from(format!("fact-{}", fact.key.name().replace(['.', '_'], "-"))));
        let chief = CHIEF.contains(&fact.key);
        if chief {
            self.class("chief");
        }
        if matches!(fact.value, Value::List(_)) {
            self.class("lines");
        }
        // Letters of one width make a column; spaces stay as wide as letters when a reader enlarges the text.
        let spaces = if chief { 1 } else { LABEL.saturating_sub(fact.label.chars().count()).max(1) };
        self.line(("span", &["label"]), &format!("{}{}", fact.label, "　".repeat(spaces)));
        self.within(("span", &["value"]), |emitter| emitter.value(&fact.value, year));
        self.close(before);
    }

    fn value(&mut self, value: &Value, year: i16) {
        match value {
            Value::Link { text, url } => {
                // An address that is its own text needs no note, and is broken wherever a line ends.
                if text == url {
                    return self.line(("span", &["address"]), text);
                }
                self.text(text);
                self.note(text, url);
            }
            Value::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        self.line_break();
                    }
                    self.value(value, year);
                }
            }
            value => self.text(&value.show(year)),
        }
    }

    fn quotas(&mut self, quotas: &[Quota]) {
        self.within(("table", &["quotas"]), |emitter| {
            emitter.within(("tbody", &[]), |emitter| {
                for (at, quota) in quotas.iter().enumerate() {
                    emitter.within(("tr", &[]), |emitter| {
                        emitter.within(("td", &["channel"]), |emitter| {
                            // The first row sets the columns of the whole table.
                            if at == 0 {
                                emitter.attribute("width", "70%".to_owned());
                            }
                            emitter.channel(quota);
                        });
                        emitter.line(("td", &["count"]), &quota.count);
                    });
                }
            });
        });
    }

    fn channel(&mut self, quota: &Quota) {
        self.text(&quota.name);
        if let Some(url) = &quota.url {
            self.note(&quota.name, url);
        }
        if let Some(phone) = &quota.phone {
            self.line_break();
            self.line(("span", &["small"]), &format!("电话 {phone}"));
        }
    }
}
