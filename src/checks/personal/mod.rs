//! Personal information: full identity numbers, bank cards and mobile numbers stop the build.

mod card;
mod digits;
mod find;
mod found;
mod identity;
mod unmarked;
mod veil;

use super::told::Told;
use super::{Allowed, Rules, Shown, Subject, codes};
use crate::attachment;
use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lang::Both;
use digits::{DIALLED_FIRST, digit};
use find::find;
use found::{Found, What};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use unmarked::{Lines, Unmarked};
pub use veil::{number_spans, veil, veiled, veiled_line};

/// Tells of every personal number in the file, and of the exceptions.
pub(super) fn check(subject: &Subject<'_>, rules: &Rules) -> Vec<Told> {
    let found = find(&subject.text.text);
    if found.is_empty() && subject.allowed.is_empty() {
        return Vec::new();
    }
    let free = free(rules);
    // The exceptions that count, by their numbers; a number that is declared twice is the first one's.
    let mut exceptions: BTreeMap<String, (usize, Vec<Range<usize>>)> = BTreeMap::new();
    for (index, allowed) in subject.allowed.iter().enumerate().filter(|(_, allowed)| has_reason(&allowed.reason)) {
        exceptions.entry(bare(&allowed.text)).or_insert((index, Vec::new()));
    }
    let mut told = Vec::new();
    let mut declarations: Vec<&Range<usize>> = subject.allowed.iter().map(|allowed| &allowed.span).collect();
    declarations.sort_by_key(|span| span.start);
    for found in found {
        let before = declarations.partition_point(|span| span.start <= found.span.start);
        let declared = before.checked_sub(1).is_some_and(|index| declarations[index].end >= found.span.end);
        if declared || is_free(&found, &free) {
            continue;
        }
        match exceptions.get_mut(&found.number) {
            Some((_, uses)) => uses.push(found.span),
            None if is_in_a_name(&subject.text.text, found.span.end) => {
                let help =
                    both!("给文件改名，不带号码，这里也跟着改", "rename the file without the number, and here too");
                told.push(Told { edit: None, help, ..tell(&found) });
            }
            None => told.push(tell(&found)),
        }
    }
    for (index, allowed) in subject.allowed.iter().enumerate() {
        let masked = masked(&allowed.text);
        let uses = exceptions.get(&bare(&allowed.text)).filter(|(first, _)| *first == index);
        told.push(match uses.map(|(_, uses)| uses.as_slice()) {
            _ if !has_reason(&allowed.reason) => without_reason(&masked, allowed.span.clone()),
            Some([first, rest @ ..]) => published(&masked, &allowed.reason, rest.len() + 1, first.clone()),
            _ => unused(&masked, allowed.span.clone()),
        });
    }
    told
}

/// Somewhere in so many bytes is a place.
const PIECE_MAX: usize = 1_000;

/// No file has a longer name, in characters.
const NAME_MAX: usize = 255;

/// Whether what stands there is the name of a file, up to its ending: 13812345678.pdf.
fn is_in_a_name(text: &str, from: usize) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    let ends = |c: char| c.is_whitespace() || "()[]<>\"'@|,:，。；：、（）《》“”".contains(c);
    let length: usize = rest.chars().take(NAME_MAX).take_while(|c| !ends(*c)).map(char::len_utf8).sum();
    let ending = rest[..length].rsplit_once('.').map_or("", |(_, ending)| ending);
    attachment::is_offered(&ending.to_ascii_lowercase())
}

/// Tells of personal numbers that readers see and the file does not show as such: divided by markup
/// (`**138**12345678`) or by a line end, written in escapes. What stands there as it was typed has been looked at there.
pub(super) fn check_shown(shown: &[Shown<'_>], subject: &Subject<'_>, rules: &Rules) -> Vec<Told> {
    let text = &subject.text.text;
    let typed = |one: &Shown<'_>| text.get(one.span.clone()).unwrap_or_default();
    let is_as_typed = |one: &Shown<'_>| typed(one).contains(&*one.text);
    let pieces = shown.iter().filter(|one| !is_as_typed(one)).map(|one| (one, find(&one.text)));
    let pieces: Vec<_> = pieces.filter(|(_, found)| !found.is_empty()).collect();
    if pieces.is_empty() {
        return Vec::new();
    }
    let free = free(rules);
    let known: BTreeSet<String> = find(text).into_iter().map(|found| found.number).collect();
    let allowed: BTreeSet<String> = subject.allowed.iter().map(|allowed| bare(&allowed.text)).collect();
    let mut told = Vec::new();
    for (one, mut found) in pieces {
        found.retain(|found| {
            !known.contains(&found.number) && !allowed.contains(&found.number) && !is_free(found, &free)
        });
        found.sort_by(|one, other| one.number.cmp(&other.number));
        found.dedup_by(|one, other| one.number == other.number);
        told.extend(at_their_places(&found, typed(one), one.span.start));
    }
    told
}

/// Tells of numbers where they were typed: in a text that begins at `base`, or else in any of it. Of a long one that says
/// nothing, and its beginning stands for it.
fn at_their_places(found: &[Found], typed: &str, base: usize) -> Vec<Told> {
    let somewhere = base..base + if typed.len() > PIECE_MAX { 0 } else { typed.len() };
    let mut places: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    for Found { number, span, .. } in if found.is_empty() { Vec::new() } else { divided(typed, Lines::Joined) } {
        places.entry(number).or_default().push(base + span.start..base + span.end);
    }
    let mut told = Vec::new();
    for found in found {
        let spans = places.remove(&found.number).unwrap_or_else(|| vec![somewhere.clone()]);
        told.extend(spans.into_iter().map(|span| Told { span, edit: None, ..tell(found) }));
    }
    told
}

/// The personal numbers that have marks between their digits, as they were typed.
fn divided(text: &str, lines: Lines) -> Vec<Found> {
    let Some(unmarked) = Unmarked::of(text, lines) else { return Vec::new() };
    let typed = |found: Found| Some(Found { span: unmarked.typed(&found.span)?, ..found });
    find(&unmarked.text).into_iter().filter_map(typed).collect()
}

/// The personal numbers in a text, each masked and once.
pub fn numbers(text: &str, rules: &Rules) -> Vec<String> {
    let free = free(rules);
    let found: BTreeMap<String, String> =
        found(text, &free).into_iter().map(|found| (found.number.clone(), found.masked())).collect();
    found.into_values().collect()
}

/// Tells of personal numbers in the name of a file, which is its address: `shown` is its path as its author sees
/// it. The name is printed masked.
pub(super) fn check_name(shown: &str, allowed: &[Allowed], rules: &Rules) -> Vec<Diagnostic> {
    let free = free(rules);
    let allowed: BTreeSet<String> = allowed.iter().map(|allowed| bare(&allowed.text)).collect();
    // What divides the parts of a path divides numbers too. Each sign is as long as what stands for it.
    let mut found = find(&shown.replace(['/', '\\', '.', '_'], " "));
    found.retain(|found| !is_free(found, &free) && !allowed.contains(&found.number));
    let mut name = String::with_capacity(shown.len());
    let mut at = 0;
    for one in &found {
        name.push_str(shown.get(at..one.span.start).unwrap_or_default());
        name.push_str(&one.hidden(shown.get(one.span.clone()).unwrap_or_default()));
        at = one.span.end;
    }
    name.push_str(shown.get(at..).unwrap_or_default());
    let help = |found: &Found| match found.what {
        What::Mobile => both!(
            "给文件改名，不带号码；单位公布的电话，写进 site.yaml 的公开电话（phones）",
            "rename the file without the number; an office's number belongs in phones of site.yaml"
        ),
        _ => both!("给文件改名，不带号码", "rename the file without the number"),
    };
    let told = |found: &Found| {
        let told = tell(found);
        let (zh, en) = (told.message.zh, told.message.en);
        let message = both!("文件名里的{zh}", "in a file's name: {en}");
        Diagnostic::at(told.code, Place::file(&name), message).help(help(found))
    };
    found.iter().map(told).collect()
}

/// The personal numbers in a text that do not belong to the office, divided by marks or not.
fn found(text: &str, free: &BTreeSet<String>) -> Vec<Found> {
    let mut found = find(text);
    let apart = |found: &[Found], one: &Found| {
        found.iter().all(|other| other.span.end <= one.span.start || one.span.end <= other.span.start)
    };
    let divided = divided(text, Lines::Apart).into_iter().filter(|one| apart(&found, one)).collect::<Vec<_>>();
    found.extend(divided);
    found.sort_by_key(|found| found.span.start);
    found.retain(|found| !is_free(found, free));
    found
}

/// The numbers that belong to the office.
fn free(rules: &Rules) -> BTreeSet<String> {
    rules.phones.iter().chain([&rules.hotline]).map(|phone| bare(phone)).collect()
}

fn is_free(found: &Found, free: &BTreeSet<String>) -> bool {
    found.what == What::Mobile && free.contains(&found.number)
}

fn has_reason(reason: &str) -> bool {
    !reason.trim().is_empty()
}

/// A number as it is compared: its digits, with the X of an identity number, without what is dialled before it.
fn bare(typed: &str) -> String {
    let one = |c: char| match c {
        'x' | 'X' | 'ｘ' | 'Ｘ' | '×' => Some('X'),
        c => digit(c).map(char::from),
    };
    let digits: String = typed.chars().filter_map(one).collect();
    let national = DIALLED_FIRST.iter().find_map(|code| digits.strip_prefix(code).filter(|rest| rest.len() == 11));
    national.map(str::to_owned).unwrap_or(digits)
}

/// A number of an exception as a message may show it.
fn masked(typed: &str) -> String {
    match find(typed).first() {
        Some(found) => found.masked(),
        None => {
            let digits = bare(typed);
            let tail = digits.len().saturating_sub(4);
            format!("****{}", digits.get(tail..).unwrap_or_default())
        }
    }
}

fn tell(found: &Found) -> Told {
    let masked = found.masked();
    let (code, message): (&'static Code, Both) = match found.what {
        What::Identity => (
            &codes::IDENTITY_NUMBER,
            both!("完整的身份证号 {masked} 不能公开", "the full identity number {masked} must not be published"),
        ),
        What::Card => (
            &codes::BANK_CARD,
            both!("完整的银行卡号 {masked} 不能公开", "the full bank card number {masked} must not be published"),
        ),
        What::Mobile => {
            (&codes::MOBILE_NUMBER, both!("手机号 {masked} 没有打码", "the mobile number {masked} is not masked"))
        }
    };
    let help = match found.what {
        What::Mobile => both!(
            "写成 {masked}；单位公布的电话，写进 site.yaml 的公开电话（phones）；确实要公开的，作为例外写上理由",
            "write {masked}; an office's number belongs in phones of site.yaml; what must be published needs an exception with its reason"
        ),
        _ => both!(
            "写成 {masked}；确实要公开的，作为例外写上理由",
            "write {masked}; what must be published needs an exception with its reason"
        ),
    };
    Told { code, span: found.span.clone(), message, help, edit: Some(masked) }
}

fn published(masked: &str, reason: &str, count: usize, span: Range<usize>) -> Told {
    let reason = reason.trim();
    Told {
        code: &codes::PERSONAL_DATA_ALLOWED,
        span,
        message: both!(
            "{masked} 按例外完整公开，共{count}处；理由：{reason}",
            "{masked} is published in full by an exception, in {count} places: {reason}"
        ),
        help: both!(
            "不再需要公开时，删去例外，把号码打码",
            "when it need not be published any more, delete the exception and mask the number"
        ),
        edit: None,
    }
}

fn without_reason(masked: &str, span: Range<usize>) -> Told {
    Told {
        code: &codes::EXCEPTION_WITHOUT_REASON,
        span,
        message: both!(
            "{masked} 的例外没有写理由，不算数",
            "the exception for {masked} gives no reason and does not count"
        ),
        help: both!("写上为什么要完整公开，谁同意的", "say why it is published in full, and who agreed"),
        edit: None,
    }
}

fn unused(masked: &str, span: Range<usize>) -> Told {
    Told {
        code: &codes::EXCEPTION_UNUSED,
        span,
        message: both!("{masked} 的例外没有用到", "nothing here needs the exception for {masked}"),
        help: both!("删去它；或者核对号码有没有写错", "delete it, or see whether its number is right"),
        edit: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_in_a_name_only_where_a_file_may_end_so() {
        let is = |text: &str| is_in_a_name(text, text.find("8000").unwrap_or_default() + 4);
        for name in ["13800008000.pdf", "(13800008000_2.JPG)", "a/13800008000/b.docx", "“13800008000名单.xlsx”"] {
            assert!(is(name), "{name}");
        }
        let long = format!("13800008000{}.pdf", "长".repeat(NAME_MAX));
        for text in ["13800008000", "13800008000/zhang@163.com", "13800008000|见a.pdf", "13800008000，a.pdf", &long] {
            assert!(!is(text), "{text}");
        }
    }
}
