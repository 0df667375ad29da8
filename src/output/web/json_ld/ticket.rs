//! 放票: a release is an event whose offers are the doors through which tickets can be had.

use super::event::{attendance, basics, online, place};
use super::offer::Availability;
use super::site::own;
use super::{Ground, Subject, Thing, time, word};
use crate::fields::Count;
use crate::kind::ticket::{Channel, Status, Ticket};
use crate::when::When;

/// What a release says of itself.
pub(super) fn of(ground: &Ground, subject: &Subject, ticket: &Ticket) -> Thing {
    let status = match ticket.status {
        Some(Status::Cancelled) => "EventCancelled",
        Some(Status::Postponed) => "EventPostponed",
        Some(Status::Gone) | None => "EventScheduled",
    };
    let (mode, location) = whereabouts(ticket);
    let audience = ticket.eligibility.as_ref().map(|whom| Thing::new("Audience").with("audienceType", whom));
    basics(ground, subject)
        .with("startDate", time(ground, ticket.release))
        .with("endDate", time(ground, last(ticket)))
        .with("eventStatus", word(status))
        .with("eventAttendanceMode", mode)
        .with("location", location)
        .with("organizer", own(ground))
        .with("audience", audience)
        .with("offers", offers(ground, subject, ticket))
}

/// When nothing can be had or picked up any more.
fn last(ticket: &Ticket) -> Option<When> {
    let windows = ticket.pickup.iter().flat_map(|pickup| &pickup.windows).map(|(_, to)| *to);
    ticket.closes.into_iter().chain(windows).max_by_key(|when| when.end())
}

/// Where one goes to pick up, and what one opens. What is offline is somewhere too, and nobody said where: the name of
/// a channel (窗口, 各基层工会) is no address.
fn whereabouts(ticket: &Ticket) -> (Option<String>, Vec<Thing>) {
    let pickup = ticket.pickup.as_ref().and_then(|pickup| pickup.place.as_deref());
    let here = pickup.is_some() || ticket.channels.iter().any(|channel| channel.offline);
    let on_the_net = ticket.channels.iter().find_map(|channel| channel.url.clone().filter(|_| !channel.offline));
    let mode = attendance(here, on_the_net.is_some());
    let place = pickup.map(|name| place(name, None));
    (mode, place.into_iter().chain(on_the_net.map(online)).collect())
}

/// One offer a channel; one for all where none is named.
fn offers(ground: &Ground, subject: &Subject, ticket: &Ticket) -> Vec<Thing> {
    let gone = ticket.status == Some(Status::Gone);
    let available = Availability::of(subject.state, gone);
    let unit = ticket.quantity.as_ref().map_or("", |count| count.unit.as_str());
    let quantity = |count: &Count| {
        let own = if count.unit.is_empty() { unit } else { &count.unit };
        Thing::new("QuantitativeValue").with("unitText", if own.is_empty() { "张" } else { own })
    };
    // How many are left is known before the first is given away and after the last, and never between.
    let left = |count: &Count| match available {
        Availability::PreOrder => Some(quantity(count).with("value", count.number)),
        Availability::SoldOut => Some(quantity(count).with("value", 0)),
        Availability::InStock | Availability::OutOfStock | Availability::Discontinued => None,
    };
    let each = ticket.per_person.as_ref().map(|count| quantity(count).with("maxValue", count.number));
    let offer = |channel: Option<&Channel>| {
        let url = channel.and_then(|channel| channel.url.clone());
        let count = channel.map_or(ticket.quantity.as_ref(), |channel| channel.quota.as_ref());
        let counter =
            channel.filter(|channel| channel.offline).map(|channel| Thing::new("Place").with("name", &channel.name));
        Thing::new("Offer")
            .with("name", channel.map_or(&ticket.item, |channel| &channel.name))
            .with("itemOffered", Thing::new("Service").with("name", &ticket.item))
            .with("url", url.unwrap_or_else(|| subject.url(ground)))
            .with("availability", available)
            .with("validFrom", time(ground, ticket.release))
            .with("validThrough", time(ground, ticket.closes))
            .with("inventoryLevel", count.and_then(left))
            .with("eligibleQuantity", &each)
            .with("availableAtOrFrom", counter)
    };
    if ticket.channels.is_empty() {
        return vec![offer(None)];
    }
    ticket.channels.iter().map(|channel| offer(Some(channel))).collect()
}
