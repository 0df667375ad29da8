//! Personal information: full identity numbers, bank cards and mobile numbers stop the build.

mod card;
mod digits;
mod find;
mod found;
mod identity;
mod unmarked;

use super::told::Told;
use super::{Allowed, Rules, Shown, Subject, codes};
use crate::attachment;
use crate::both;
use crate::diagnostic::{Code, Diagnostic, LINE_SHOWN_MAX, Place};
use crate::lang::Both;
use digits::{DIALLED_FIRST, GAP_MAX, digit};
use find::find;
use found::{Found, What, star};
use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::ops::Range;
use std::sync::Arc;
use unmarked::{Lines, Unmarked};

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

/// Something that is told of, how it is shown, and the numbers in it, each with its mask.
struct Seen {
    text: Arc<str>,
    shown: Arc<str>,
    numbers: BTreeMap<String, String>,
}

/// Takes every personal number out of what is printed: messages, names of files, lines and mends, so that none
/// of them ends in a log. Columns stay as they are. A mend that would repeat a number is left out until it is
/// masked.
///
/// Meant for everything that is told of a file, whoever tells it: what is told as a number is hidden in all lines that
/// it stands in, whatever divides it there.
pub fn veil(diagnostics: &mut [Diagnostic], rules: &Rules) {
    if diagnostics.is_empty() {
        return;
    }
    let free = free(rules);
    let mut files = Files::default();
    let mut spans: BTreeMap<Arc<str>, Vec<Range<usize>>> = BTreeMap::new();
    for place in diagnostics.iter().filter(|told| is_number(told)).filter_map(|told| told.place.as_ref()) {
        spans.entry(files.seen(&place.file, &free).shown.clone()).or_default().push(place.span.clone());
    }
    // Many things are told of one line.
    let mut line: Option<Seen> = None;
    for told in diagnostics {
        let mut numbers = BTreeMap::new();
        let is_number = is_number(told);
        let mut is_half = false;
        for (index, place) in told.place.iter_mut().chain(told.also.iter_mut().map(|(place, _)| place)).enumerate() {
            let file = files.seen(&place.file, &free);
            place.file = file.shown.clone();
            numbers.extend(file.numbers.iter().map(|(number, mask)| (number.clone(), mask.clone())));
            let here = spans.get(&place.file).map_or(&[][..], Vec::as_slice);
            let mended = told.edit.as_ref().map(|edit| &edit.span).filter(|_| index == 0);
            is_half |= mended.is_some_and(|span| here.iter().any(|other| meet(span, other)));
            let source = place.source.clone();
            let one = line.take_if(|one| one.text == source).unwrap_or_else(|| seen_line(place, &free));
            place.source = in_line(place, &one, here, &free).unwrap_or_else(|| one.shown.clone());
            numbers.extend(one.numbers.iter().map(|(number, mask)| (number.clone(), mask.clone())));
            line = Some(one);
        }
        // What is a number in the line is one in all that is told of the line, also within more digits.
        let texts =
            iter::once(&mut told.message).chain(&mut told.help).chain(told.also.iter_mut().map(|(_, what)| what));
        for text in texts.flat_map(|both| [&mut both.zh, &mut both.en]) {
            if let Some(hidden) = hidden(text, &numbers, &free) {
                *text = hidden;
            }
        }
        let repeats = |text: &str| {
            let half = is_half && !is_number && text.contains(|c| digit(c).is_some());
            half || hidden(text, &numbers, &free).is_some()
        };
        told.edit.take_if(|edit| repeats(&edit.text));
    }
}

/// The names of files as they are shown: many things are told of one file.
#[derive(Default)]
struct Files(BTreeMap<Arc<str>, Seen>);

impl Files {
    fn seen(&mut self, file: &Arc<str>, free: &BTreeSet<String>) -> &Seen {
        self.0.entry(file.clone()).or_insert_with(|| seen(file, free))
    }
}

/// Whether it tells of a personal number.
fn is_number(told: &Diagnostic) -> bool {
    [&codes::IDENTITY_NUMBER, &codes::BANK_CARD, &codes::MOBILE_NUMBER].iter().any(|code| code.id == told.code.id)
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The line of a place without what it holds of some numbers; None where it holds nothing of them.
fn in_line(place: &Place, seen: &Seen, numbers: &[Range<usize>], free: &BTreeSet<String>) -> Option<Arc<str>> {
    if numbers.is_empty() {
        return None;
    }
    let before = place.column.saturating_sub(place.skipped + 1) as usize;
    let before = place.source.chars().take(before).map(char::len_utf8).sum();
    let hidden = starred(&place.source, &seen.shown, place.span.start.checked_sub(before)?, numbers, free);
    hidden.map(Arc::from)
}

/// No personal number has fewer digits.
const DIGITS_MIN: usize = 11;

/// A line that begins at `begin`, as it was typed and as it is shown so far, without what it holds of some numbers: of
/// those that do not look like one in the line alone no digit is left. None where it holds nothing of them.
fn starred(
    typed: &str,
    shown: &str,
    begin: usize,
    numbers: &[Range<usize>],
    free: &BTreeSet<String>,
) -> Option<String> {
    let line = begin..begin + typed.len();
    // A whole number with so few digits has been masked before.
    let is_masked = |span: &Range<usize>| {
        let here = span.start.checked_sub(begin).and_then(|start| typed.get(start..span.end - begin));
        here.is_some_and(|here| here.chars().filter(|&c| digit(c).is_some()).count() < DIGITS_MIN)
    };
    let halves: Vec<_> = numbers.iter().filter(|span| meet(span, &line) && !is_masked(span)).collect();
    if halves.is_empty() {
        return None;
    }
    let whole = found(typed, free);
    let one = |((at, _), shown): ((usize, char), char)| {
        let is_hidden = halves.iter().any(|span| span.contains(&(begin + at)))
            && !whole.iter().any(|one| one.span.contains(&at))
            && digit(shown).is_some();
        if is_hidden { star(shown) } else { shown }
    };
    Some(typed.char_indices().zip(shown.chars()).map(one).collect())
}

/// A text by itself without the personal numbers in it; None where nothing in it is to be hidden.
pub fn veiled(text: &str, rules: &Rules) -> Option<String> {
    hidden(text, &BTreeMap::new(), &free(rules))
}

/// Where in a file personal numbers are told.
pub fn number_spans(told: &[Diagnostic]) -> Vec<Range<usize>> {
    let places = told.iter().filter(|told| is_number(told)).filter_map(|told| told.place.as_ref());
    places.map(|place| place.span.clone()).collect()
}

/// A line of a file that begins at `begin`, without the personal numbers in it and what it holds of those that are told.
pub fn veiled_line(line: &str, begin: usize, numbers: &[Range<usize>], rules: &Rules) -> String {
    let free = free(rules);
    let shown = hidden(line, &BTreeMap::new(), &free).unwrap_or_else(|| line.to_owned());
    starred(line, &shown, begin, numbers, &free).unwrap_or(shown)
}

/// As many bytes as the longest number takes: 19 digits in frames, and what joins them.
const NUMBER_MAX: usize = 19 * 7 + 18 * GAP_MAX;

fn seen(text: &Arc<str>, free: &BTreeSet<String>) -> Seen {
    let numbers = masks(text, &found(text, free));
    let shown = hidden(text, &numbers, free).map_or_else(|| text.clone(), Arc::from);
    Seen { text: text.clone(), shown, numbers }
}

/// A line may be shown in part.
fn seen_line(place: &Place, free: &BTreeSet<String>) -> Seen {
    let seen = seen(&place.source, free);
    if place.source.len() < LINE_SHOWN_MAX {
        return seen;
    }
    // A long line is cut where it is shown, perhaps in the middle of a number.
    let (head, tail) = (if place.skipped > 0 { NUMBER_MAX } else { 0 }, seen.shown.len().saturating_sub(NUMBER_MAX));
    let star = |(at, c): (usize, char)| match digit(c) {
        Some(_) if at < head || at >= tail => star(c),
        _ => c,
    };
    Seen { shown: seen.shown.char_indices().map(star).collect::<String>().into(), ..seen }
}

/// A text with stars in its personal numbers and in those of its line, wherever else their digits stand too;
/// None without any.
fn hidden(text: &str, numbers: &BTreeMap<String, String>, free: &BTreeSet<String>) -> Option<String> {
    let found = found(text, free);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for one in &found {
        out.push_str(text.get(at..one.span.start)?);
        out.push_str(&one.hidden(text.get(one.span.clone())?));
        at = one.span.end;
    }
    out.push_str(text.get(at..)?);
    for (number, mask) in masks(text, &found).iter().chain(numbers) {
        if out.contains(number) {
            out = out.replace(number, mask);
        }
    }
    (out != text).then_some(out)
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

/// Each number as it was typed, and as its digits alone, with its mask.
fn masks(text: &str, found: &[Found]) -> BTreeMap<String, String> {
    let typed = found.iter().filter_map(|one| {
        let typed = text.get(one.span.clone())?;
        Some((typed.to_owned(), one.hidden(typed)))
    });
    typed.chain(found.iter().map(|one| (one.number.clone(), one.masked()))).collect()
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
