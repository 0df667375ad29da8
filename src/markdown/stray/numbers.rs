//! Asterisks and tildes between digits, times and the words of a formula: products and ranges.

use super::{LONGEST_MEND, Run, Shape};
use crate::both;
use crate::lang::Both;
use crate::markdown::codes;
use crate::markdown::prepare::{self, is_one, without_unit};
use crate::markdown::tell::Teller;
use std::ops::Range;

/// Tells of two tildes of a range; gives how many of the runs that follow belong to it. One, 9:00~11:00, is how many
/// write it.
pub(super) fn tell_range(run: &Run, rest: &[Run], teller: &mut Teller<'_>) -> usize {
    if run.length != 2 {
        return 0;
    }
    let mut last = run;
    let mut count = 0;
    for next in rest {
        if (next.shape, next.length) != (Shape::Range, 2) || !is_one(teller.typed(last.end()..next.at)) {
            break;
        }
        last = next;
        count += 1;
    }
    let span = run.at..last.end();
    teller.tell(
        &codes::EMPHASIS_LEFT,
        span.clone(),
        both!("“~~”两边是时间或数字，会照原样显示", "`~~` between times or numbers is shown as it is"),
        |told| {
            let told = told.help(both!(
                "从几到几，写成“—”；要划掉后面的字，在它前面空一格",
                "write `—` for a range; to strike out what follows, put a space before it"
            ));
            // 3月8日~~9:00~~10:00 may be either.
            if count == 0 { told.edit(span, "—") } else { told }
        },
    );
    count
}

/// Tells of asterisks between digits; gives how many of the runs that follow belong to it.
pub(super) fn tell_digits(run: &Run, rest: &[Run], teller: &mut Teller<'_>) -> usize {
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    if run.length >= 3 {
        // 138****1234: a number with its middle hidden, as it should be.
        return 0;
    }
    if run.length != 1 {
        let escaped = "\\*".repeat(run.length.min(100));
        let stars = "*".repeat(run.length.min(8));
        let span = run.at..run.end();
        teller.tell(
            &codes::EMPHASIS_LEFT,
            span.clone(),
            both!("数字之间的“{stars}”照原样显示", "`{stars}` between digits is shown as it is"),
            |told| {
                let told = told.help(both!("写成 {escaped} 就不再提示", "write {escaped} and this is no longer told"));
                if run.length <= 100 { told.edit(span, escaped) } else { told }
            },
        );
        return 0;
    }
    let (before, after) = (teller.before(run.at), teller.after(run.end()));
    if !prepare::multiplies(before, after) {
        // Otherwise it is spoken of.
        return if prepare::is_in_formula(before, after) { tell_formula(run, rest, teller) } else { 0 };
    }
    let mut last = run;
    let mut count = 0;
    for next in rest {
        let between = without_unit(teller.typed(last.end()..next.at));
        if next.shape != Shape::Digits || next.length != 1 || !between.chars().all(digits) {
            break;
        }
        last = next;
        count += 1;
    }
    let after = teller.after(last.end());
    let (fewer, less) = (without_unit(before).trim_end_matches(digits), after.trim_start_matches(digits));
    let span = run.at - (before.len() - fewer.len())..last.end() + (after.len() - less.len());
    let message = both!("数字之间的“*”当作乘号，照原样显示", "`*` between digits is multiplication and shown as it is");
    tell_product(span, message, teller);
    count
}

/// Tells of asterisks between the words of a formula; gives how many of the runs that follow belong to it.
fn tell_formula(run: &Run, rest: &[Run], teller: &mut Teller<'_>) -> usize {
    let mut last = run;
    let mut count = 0;
    for next in rest {
        let between = teller.typed(last.end()..next.at);
        if next.shape != Shape::Digits || next.length != 1 || prepare::factors(between.chars()) != between.len() {
            break;
        }
        last = next;
        count += 1;
    }
    let before = prepare::factors(teller.before(run.at).chars().rev());
    let span = run.at - before..last.end() + prepare::factors(teller.after(last.end()).chars());
    let message = both!("算式里的“*”当作乘号，照原样显示", "`*` in a formula is multiplication and shown as it is");
    tell_product(span, message, teller);
    count
}

fn tell_product(span: Range<usize>, message: Both, teller: &mut Teller<'_>) {
    let mended = teller.typed(span.clone()).replace('*', "×");
    teller.tell(&codes::STAR_BETWEEN_DIGITS, span.clone(), message, |told| match mended.len() {
        0..LONGEST_MEND => {
            told.help(both!("乘号写成“×”：{mended}", "write × for multiplication: {mended}")).edit(span, mended)
        }
        _ => told.help(both!("乘号写成“×”", "write × for multiplication")),
    });
}
