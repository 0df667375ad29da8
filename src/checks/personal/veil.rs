//! What is printed of a file, without the personal numbers in it: a log keeps what it was shown.

use super::super::{Rules, codes};
use super::digits::{GAP_MAX, digit};
use super::found::{Found, star};
use super::{found, free};
use crate::diagnostic::{Diagnostic, LINE_SHOWN_MAX, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::ops::Range;
use std::sync::Arc;

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

/// Each number as it was typed, and as its digits alone, with its mask.
fn masks(text: &str, found: &[Found]) -> BTreeMap<String, String> {
    let typed = found.iter().filter_map(|one| {
        let typed = text.get(one.span.clone())?;
        Some((typed.to_owned(), one.hidden(typed)))
    });
    typed.chain(found.iter().map(|one| (one.number.clone(), one.masked()))).collect()
}
