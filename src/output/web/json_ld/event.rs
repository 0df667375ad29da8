//! 活动: an event with its place and its sign-up.

use super::offer::{Availability, price};
use super::site::{organization, own};
use super::{Ground, Subject, Thing, time, word};
use crate::fact::StateKey;
use crate::kind::event::{Event, Status};

/// What an event says of itself.
pub(super) fn of(ground: &Ground, subject: &Subject, event: &Event) -> Thing {
    let status = match event.status {
        Some(Status::Cancelled) => "EventCancelled",
        // Until it has a new time, the one that was announced stays.
        Some(Status::Postponed) => "EventPostponed",
        Some(Status::Full) | None => "EventScheduled",
    };
    let (mode, location) = whereabouts(ground, subject, event);
    let audience = event.audience.as_ref().map(|whom| Thing::new("Audience").with("audienceType", whom));
    let price = event.fee.as_deref().and_then(price);
    let full = event.status == Some(Status::Full);
    basics(ground, subject)
        .with("startDate", time(ground, event.starts))
        .with("endDate", time(ground, event.ends))
        .with("eventStatus", word(status))
        .with("eventAttendanceMode", mode)
        .with("location", location)
        .with("organizer", organizers(ground, event.organizer.as_deref()))
        .with("audience", audience)
        .with("maximumAttendeeCapacity", event.capacity.as_ref().map(|count| count.number))
        .with("remainingAttendeeCapacity", full.then_some(0))
        .with("isAccessibleForFree", price.as_ref().map(|price| price == "0"))
        .with("offers", offer(ground, subject, event, price))
}

/// What events and releases have alike.
pub(super) fn basics(ground: &Ground, subject: &Subject) -> Thing {
    let card = &subject.entry.card;
    Thing::new("Event")
        .with("name", &card.header.title)
        .with("description", &card.summary)
        .with("url", subject.url(ground))
        .with("image", subject.image(ground))
        .with("inLanguage", &ground.language)
}

/// A place; without an address, its name is how one finds it.
pub(super) fn place(name: &str, address: Option<&str>) -> Thing {
    let address = Thing::new("PostalAddress").with("streetAddress", address.unwrap_or(name));
    Thing::new("Place").with("name", name).with("address", address)
}

/// A place that is an address on the net.
pub(super) fn online(url: String) -> Thing {
    Thing::new("VirtualLocation").with("url", url)
}

/// How one takes part, from whether there is a place to go to and an address to open.
pub(super) fn attendance(here: bool, online: bool) -> Option<String> {
    match (here, online) {
        (true, true) => Some(word("MixedEventAttendanceMode")),
        (true, false) => Some(word("OfflineEventAttendanceMode")),
        (false, true) => Some(word("OnlineEventAttendanceMode")),
        (false, false) => None,
    }
}

/// What the place of an event says that is on the net.
const ONLINE: [&str; 6] = ["线上", "网上", "网络直播", "腾讯会议", "钉钉", "视频会议"];

fn on_the_net(place: &str) -> bool {
    ONLINE.iter().any(|word| place.contains(word))
}

/// Whether the place of an event is on the net, and nowhere else.
pub(in crate::output::web) fn is_online(place: &str) -> bool {
    on_the_net(place) && !place.contains("线下")
}

fn whereabouts(ground: &Ground, subject: &Subject, event: &Event) -> (Option<String>, Vec<Thing>) {
    let name = event.place.as_deref();
    let on_the_net = name.is_some_and(on_the_net);
    let here = event.address.is_some() || name.is_some_and(|name| !is_online(name));
    let mut all = Vec::new();
    if here && let Some(name) = name.or(event.address.as_deref()) {
        all.push(place(name, event.address.as_deref()));
    }
    if on_the_net {
        let url = event.signup.as_ref().and_then(|signup| signup.url.clone());
        all.push(online(url.unwrap_or_else(|| subject.url(ground))));
    }
    (attendance(here, on_the_net), all)
}

/// Who invites: several are divided by 、. Nobody named: whoever runs the site.
fn organizers(ground: &Ground, names: Option<&str>) -> Vec<Thing> {
    let all: Vec<Thing> = names
        .unwrap_or_default()
        .split('、')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| organization(ground, name))
        .collect();
    if all.is_empty() { vec![own(ground)] } else { all }
}

/// The sign-up; an event that one simply goes to offers its price alone.
fn offer(ground: &Ground, subject: &Subject, event: &Event, price: Option<String>) -> Option<Thing> {
    let signup = event.signup.as_ref();
    if signup.is_none() && price.is_none() {
        return None;
    }
    let gone = event.status == Some(Status::Full);
    let available = match subject.state.map(|state| state.key) {
        // Nobody signs up for what is on, but anybody may still come where no sign-up was asked for.
        Some(StateKey::On) if signup.is_none() => Availability::InStock,
        _ => Availability::of(subject.state, gone),
    };
    let opens = signup.and_then(|signup| signup.opens).or(subject.entry.card.date());
    let url = signup.and_then(|signup| signup.url.clone());
    Some(
        Thing::new("Offer")
            .with("url", url.unwrap_or_else(|| subject.url(ground)))
            .with("availability", available)
            .with("priceCurrency", price.as_ref().map(|_| "CNY"))
            .with("price", price)
            .with("validFrom", time(ground, opens))
            .with("validThrough", time(ground, signup.and_then(|signup| signup.closes))),
    )
}
