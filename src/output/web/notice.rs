//! A notice as a page shows it: what is to be done in which order, what is a thumb away, and the sheet for the board.

use super::json_ld::is_online;
use crate::fact::FactKey;
use crate::header::Print;
use crate::kind::{Details, Kind};
use crate::output::parts::FactView;
use crate::output::phone::{self, Number};
use crate::output::qr::Drawing;
use crate::site::{Placed, Setting};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::fmt::Write;

/// Facts that belong together: a step of a notice, or all the rest.
#[derive(Hash, Serialize)]
pub(super) struct Step {
    key: StepKey,
    facts: Vec<FactView>,
}

/// Which step it is, in the order of the steps: for style sheets and for the words of its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
enum StepKey {
    Release,
    Pickup,
    Event,
    Signup,
    Rest,
}

impl StepKey {
    /// The step to which a fact belongs.
    fn of(fact: FactKey) -> StepKey {
        match fact {
            FactKey::Quantity | FactKey::Release | FactKey::Closes => StepKey::Release,
            FactKey::Eligibility | FactKey::PerPerson | FactKey::Channels => StepKey::Release,
            FactKey::PickupWindows | FactKey::PickupPlace | FactKey::PickupBring => StepKey::Pickup,
            FactKey::Starts | FactKey::Place => StepKey::Event,
            FactKey::SignupWindow | FactKey::SignupHow | FactKey::SignupPhone | FactKey::SignupUrl => StepKey::Signup,
            FactKey::Audience | FactKey::Capacity => StepKey::Signup,
            FactKey::Item | FactKey::Admits | FactKey::Use | FactKey::Fee | FactKey::Bring => StepKey::Rest,
            FactKey::Series | FactKey::Organizer | FactKey::Contact => StepKey::Rest,
            FactKey::Issuer | FactKey::Period | FactKey::Formula | FactKey::AsOf => StepKey::Rest,
            FactKey::Only | FactKey::Note | FactKey::Caution => StepKey::Rest,
        }
    }
}

/// The facts whose numbers are telephone numbers.
const CALLED: [FactKey; 3] = [FactKey::Contact, FactKey::Channels, FactKey::SignupPhone];

/// Wraps each clock time, `9:00—16:00`, and each telephone number, so that no line breaks in it; one that is `called`
/// becomes a link that dials.
fn clocks(html: &str, called: bool) -> String {
    let mut out = String::with_capacity(html.len() + 40);
    let mut rest = html;
    let mut linked = false;
    while !rest.is_empty() {
        let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let (tag, behind) = behind.split_at(behind.find('>').map_or(behind.len(), |end| end + 1));
        write_text(text, called && !linked, &mut out);
        out.push_str(tag);
        linked = tag.starts_with("<a ") || linked && tag != "</a>";
        rest = behind;
    }
    out
}

/// A text between tags; where numbers are `called`, each is a link that dials.
fn write_text(text: &str, called: bool, out: &mut String) {
    let mut rest = text;
    for Number { before, typed, address } in phone::numbers(text).filter(|_| called) {
        write_clocks(before, out);
        let _ = write!(out, "<a href=\"{address}\">{typed}</a>");
        rest = &rest[before.len() + typed.len()..];
    }
    write_clocks(rest, out);
}

/// A text whose clock times and numbers are kept whole.
fn write_clocks(text: &str, out: &mut String) {
    let mut rest = text;
    let of_clock = |c: char| c.is_ascii_digit() || ":—-".contains(c);
    let a_number = |piece: &str| piece.contains('-') && piece.len() >= 8;
    while let Some(first) = rest.chars().next() {
        let run = rest.find(|c: char| !of_clock(c)).unwrap_or(rest.len());
        // 9:00—12月4日: what follows the dash is no time.
        let run = match rest[..run].rsplit_once('—') {
            Some((before, after)) if before.contains(':') && !after.is_empty() && !after.contains(':') => {
                run - after.len()
            }
            _ => run,
        };
        let (piece, left) = rest.split_at(run.max(first.len_utf8()));
        if piece.contains(':') && piece.contains(|c: char| c.is_ascii_digit()) || a_number(piece) {
            out.push_str("<span class=\"clock\">");
            out.push_str(piece);
            out.push_str("</span>");
        } else {
            out.push_str(piece);
        }
        rest = left;
    }
}

/// The facts of an entry by steps; of a kind without steps all are the rest.
pub(super) fn steps(mut facts: Vec<FactView>) -> Vec<Step> {
    facts.sort_by_key(|fact| StepKey::of(fact.key));
    let mut steps: Vec<Step> = Vec::new();
    for mut fact in facts {
        fact.html = clocks(&fact.html, CALLED.contains(&fact.key));
        let key = StepKey::of(fact.key);
        match steps.last_mut() {
            Some(step) if step.key == key => step.facts.push(fact),
            _ => steps.push(Step { key, facts: vec![fact] }),
        }
    }
    steps
}

/// What is a thumb away.
#[derive(Default, Hash, Serialize)]
pub(super) struct Actions {
    /// The address that dials.
    call: Option<String>,
    /// The number that is dialled, as it was typed.
    number: String,
    /// What a map is asked for, ready to stand in an address.
    map: Option<String>,
}

/// All but letters and digits, as within the part of an address that follows `?`.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

impl Actions {
    /// Of an event the number of the sign-up, else that of whom one asks; of a release that of whom one asks, for each
    /// channel has only its own tickets. And where one must go: nowhere, where it is on the net.
    pub(super) fn of(setting: &Setting, placed: &Placed) -> Actions {
        let (first, second, place) = match &placed.entry.card.details {
            Details::Event(event) => (
                event.signup.as_ref().and_then(|signup| signup.phone.as_deref()),
                event.contact.as_deref(),
                event.address.as_deref().or(event.place.as_deref()),
            ),
            Details::Ticket(ticket) => (
                ticket.contact.as_deref(),
                ticket.channels.iter().find_map(|channel| channel.phone.as_deref()),
                ticket.pickup.as_ref().and_then(|pickup| pickup.place.as_deref()),
            ),
            _ => return Actions::default(),
        };
        let called = [first, second].into_iter().flatten().find_map(|text| phone::numbers(text).next());
        let (call, number) = called.map(|number| (number.address, number.typed.to_owned())).unzip();
        Actions {
            call,
            number: number.unwrap_or_default(),
            map: place.filter(|place| !is_online(place)).map(|place| {
                let whole = format!("{}{place}", county(setting, place));
                utf8_percent_encode(&whole, QUERY).to_string()
            }),
        }
    }
}

/// The county, where a place does not name it: a map of the whole country knows many a 职工服务中心一楼.
fn county<'a>(setting: &'a Setting, place: &str) -> &'a str {
    let county = setting.config.title.split_once("总工会").map_or("", |(county, _)| county);
    if place.contains(county) { "" } else { county }
}

/// What the paper shows and the screen hardly does.
#[derive(Hash, Serialize)]
pub(super) struct Paper {
    /// The address that is drawn as a QR code: that of a notice, which hangs on a board.
    #[serde(skip)]
    code: Option<String>,
    /// The address as people type it: without the scheme.
    address: String,
    /// Whether the entry asks for the official layout.
    pub(super) official: bool,
    /// Whether the text is short enough to stand on a poster's one sheet.
    brief: bool,
    /// By how many steps the facts are set smaller, for they are many.
    dense: usize,
    /// The date as an official letter has it.
    date: String,
}

/// How many characters of text go on a poster, below the facts; and how many lines of facts leave room for them.
const BRIEF: usize = 90;
const ROOM: usize = 10;
/// From how many lines of facts on they are set smaller, and smaller still (see `dense` in `print.css`).
const DENSE: [usize; 5] = [16, 19, 22, 26, 31];

/// What is set larger on a poster.
const LARGE: [FactKey; 5] =
    [FactKey::Release, FactKey::Starts, FactKey::Place, FactKey::PickupWindows, FactKey::PickupPlace];

/// How many characters stand in a line of a poster: of what is set larger, of a fact, of a correction.
const LARGE_LINE: usize = 18;
const LINE: usize = 28;
const WIDE_LINE: usize = 36;

/// About how many lines a fact takes on a poster.
fn lines(fact: &FactView) -> usize {
    let room = if LARGE.contains(&fact.key) { LARGE_LINE } else { LINE };
    let parts = fact.html.split("</li>").filter(|part| !part.is_empty() && *part != "</ul>");
    parts.map(|part| lines_of(part, room)).sum()
}

/// About how many lines of so many characters a text takes that may be HTML.
fn lines_of(html: &str, room: usize) -> usize {
    let mut inside = false;
    let halves = html.chars().filter_map(|c| {
        let tag = inside || c == '<';
        inside = tag && c != '>';
        // Digits and Latin letters are half as wide as the rest.
        (!tag).then_some(if c.is_ascii() { 1 } else { 2 })
    });
    halves.sum::<usize>().div_ceil(2 * room).max(1)
}

impl Paper {
    /// The sheet of an entry.
    pub(super) fn of(site: &Setting, placed: &Placed, facts: &[FactView]) -> Paper {
        let card = &placed.entry.card;
        let corrections = card.header.corrections.iter();
        let corrected = corrections.map(|it| lines_of(&it.said(), WIDE_LINE));
        let lines: usize = facts.iter().map(lines).chain(corrected).sum();
        let address = site.urls.absolute(&placed.address);
        let bare = address.split_once("://").map_or(address.as_str(), |(_, bare)| bare).to_owned();
        let official = card.header.print == Print::Official;
        Paper {
            code: (official || matches!(placed.kind(), Kind::Event | Kind::Ticket)).then_some(address),
            address: bare,
            official,
            brief: card.words <= BRIEF && lines <= ROOM,
            dense: DENSE.iter().filter(|least| lines >= **least).count(),
            date: card.header.date.map(|date| crate::when::date(date.day(), true)).unwrap_or_default(),
        }
    }

    /// The QR code, drawn; None where the paper has none.
    pub(super) fn code(&self) -> Option<Drawing> {
        Drawing::of(self.code.as_ref()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(keys: &[FactKey]) -> Vec<(StepKey, Vec<FactKey>)> {
        let fact = |&key: &FactKey| FactView { key, label: "", html: String::new() };
        let steps = steps(keys.iter().map(fact).collect()).into_iter();
        steps.map(|step| (step.key, step.facts.into_iter().map(|fact| fact.key).collect())).collect()
    }

    #[test]
    fn a_release_is_had_and_then_picked_up() {
        use FactKey::{Admits, Eligibility, PickupPlace, PickupWindows, Quantity, Release, Use};
        assert_eq!(
            shown(&[Quantity, Release, Admits, Eligibility, PickupWindows, PickupPlace, Use]),
            [
                (StepKey::Release, vec![Quantity, Release, Eligibility]),
                (StepKey::Pickup, vec![PickupWindows, PickupPlace]),
                (StepKey::Rest, vec![Admits, Use])
            ]
        );
    }

    #[test]
    fn a_step_that_has_nothing_to_say_is_left_out() {
        let names = |keys: &[FactKey]| shown(keys).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(names(&[FactKey::Starts, FactKey::Place]), [StepKey::Event]);
        assert_eq!(names(&[FactKey::Formula]), [StepKey::Rest]);
        assert!(names(&[]).is_empty());
    }

    #[test]
    fn a_clock_time_is_kept_together_and_an_address_is_left_alone() {
        assert_eq!(
            clocks("3月15日（周三）9:00—16:00", false),
            "3月15日（周三）<span class=\"clock\">9:00—16:00</span>"
        );
        assert_eq!(
            clocks("<a href=\"https://a.cn:80/9:00\">看8:30</a>", false),
            "<a href=\"https://a.cn:80/9:00\">看<span class=\"clock\">8:30</span></a>"
        );
        assert_eq!(
            clocks("9:00—12月4日（周五）24:00", false),
            "<span class=\"clock\">9:00—</span>12月4日（周五）<span class=\"clock\">24:00</span>"
        );
        assert_eq!(clocks("1:2的比例<", false), "<span class=\"clock\">1:2</span>的比例<");
        assert_eq!(clocks("电话 0000-1234567", false), "电话 <span class=\"clock\">0000-1234567</span>");
        assert_eq!(clocks("名额：30-50人", false), "名额：30-50人");
    }

    #[test]
    fn the_number_of_whom_one_asks_dials() {
        assert_eq!(
            clocks("<ul><li>窗口：100套，电话 0000-1234567</li></ul>", true),
            "<ul><li>窗口：100套，电话 <a href=\"tel:00001234567\">0000-1234567</a></li></ul>"
        );
        let linked = "<a href=\"https://a.cn\">公众号，电话 <span class=\"clock\">0000-1234567</span></a>";
        assert_eq!(clocks("<a href=\"https://a.cn\">公众号，电话 0000-1234567</a>", true), linked);
        for (typed, shown) in [
            (
                "1234567（王主任）、1234568",
                "<a href=\"tel:1234567\">1234567</a>（王主任）、<a href=\"tel:1234568\">1234568</a>",
            ),
            ("女职工部 0000 1234567", "女职工部 <a href=\"tel:00001234567\">0000 1234567</a>"),
            (
                "0000-1234567-801 9:00起",
                "<a href=\"tel:00001234567\">0000-1234567-801</a> <span class=\"clock\">9:00</span>起",
            ),
            ("<a href=\"tel:1234567\">1234567</a>", "<a href=\"tel:1234567\">1234567</a>"),
        ] {
            assert_eq!(clocks(typed, true), shown);
        }
        assert_eq!(clocks("上午9:00—11:30，1,000套", true), clocks("上午9:00—11:30，1,000套", false));
    }

    #[test]
    fn the_lines_of_a_fact_are_guessed() {
        let lines = |html: &str| lines(&FactView { key: FactKey::Fee, label: "", html: html.to_owned() });
        assert_eq!(lines("<a href=\"https://example.cn/a/very/long/address/indeed\">免费</a>"), 1);
        assert_eq!(lines("<ul><li>班组代领</li><li>公众号</li></ul>"), 2);
        assert_eq!(lines(&"字".repeat(28)), 1);
        assert_eq!(lines(&"字".repeat(29)), 2);
        assert_eq!(lines(&"8".repeat(56)), 1);
    }
}
