//! Asterisks and the like that made nothing of the text: each is told, with the mend where it is certain.

mod numbers;

use super::cjk::{has_cjk, is_closing_mark};
use super::codes;
use super::masks::{hide_names, hides, hides_name};
use super::prepare::{self, Survey};
use super::source::Source;
use super::tell::Teller;
use crate::both;
use crate::lang::Both;
use numbers::{tell_digits, tell_range};
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

/// A run of one mark that stayed as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first byte in the file.
    pub at: usize,
    /// Its bytes.
    pub length: usize,
    pub mark: char,
    pub shape: Shape,
}

/// Why it stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It stands between digits, amounts or the words of a formula, or is spoken of.
    Digits,
    /// It was typed for a range: `8:30~~11:30`.
    Range,
    /// It is a blank of a form, `姓名：____`, or stands in an address.
    Blank,
    /// A backslash is before it.
    Escaped,
    /// It was perhaps meant to be more.
    Left,
    /// It is one in the text, but not in the file.
    Broken,
}

impl Run {
    fn end(&self) -> usize {
        self.at + self.length
    }

    /// Whether it was meant to begin or to end something.
    pub fn is_delimiter(&self) -> bool {
        let length = match self.mark {
            '*' => self.length >= 2,
            '＊' => self.length == 2 * '＊'.len_utf8(),
            _ => self.length == 2,
        };
        self.shape == Shape::Left && length
    }
}

/// The runs of `*`, `_`, `~` and `＊` of a text.
pub(super) fn runs(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(['*', '_', '~', '＊'])?;
        let mark = text[start..].chars().next()?;
        let length = text[start..].len() - text[start..].trim_start_matches(mark).len();
        at = start + length;
        Some((start..at, mark))
    })
}

/// Tells of the runs of one block of text.
pub(super) fn tell(runs: &[Run], teller: &mut Teller<'_>) {
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        index += 1;
        if run.shape == Shape::Digits {
            if tell_joined(run, teller) {
                continue;
            }
            index += tell_digits(run, &runs[index..], teller);
            continue;
        }
        if run.shape == Shape::Range {
            index += tell_range(run, &runs[index..], teller);
            continue;
        }
        if run.shape == Shape::Broken && run.mark == '*' {
            tell_alone(run, run.at..run.at + 1, teller);
        }
        if !run.is_delimiter() {
            continue;
        }
        if tell_joined(run, teller) {
            continue;
        }
        let names = tell_names(run, &runs[index..], teller);
        if names > 0 {
            index += names;
            continue;
        }
        // The next of its kind, if it is on the same line.
        let close = runs[index..].iter().position(|other| other.mark == run.mark && other.is_delimiter());
        let close = close.map(|found| (index + found, &runs[index + found])).filter(|(_, close)| {
            close.length == run.length && !teller.typed(run.end()..close.at).contains(['\n', '\r'])
        });
        match close {
            Some((found, close)) => {
                tell_pairs(run, close, teller);
                // What stands between is told on its own.
                index = if found == index { index + 1 } else { skip(runs, index, found, teller) };
            }
            None if run.mark == '*' => tell_alone(run, run.at..run.end(), teller),
            None => {}
        }
    }
}

/// Tells of the runs between the two of a pair; gives the index after the second.
fn skip(runs: &[Run], from: usize, close: usize, teller: &mut Teller<'_>) -> usize {
    tell(&runs[from..close], teller);
    close + 1
}

/// `**甲****乙**`: bold text right after bold text, whose four asterisks part nothing. False if it is not that.
fn tell_joined(run: &Run, teller: &mut Teller<'_>) -> bool {
    if (run.mark, run.length) != ('*', 4) || teller.is_full() {
        return false;
    }
    let ends = |b: u8| matches!(b, b'*' | b'\n' | b'\r');
    let (before, after) = (teller.before(run.at), teller.after(run.end()));
    let left = before.bytes().rev().take(LONGEST_MEND / 2).position(ends);
    let right = after.bytes().take(LONGEST_MEND / 2).position(ends);
    let (Some(left), Some(right)) = (left, right) else { return false };
    let (start, end) = (run.at - left, run.end() + right);
    let (left, right) = (&before[before.len() - left..], &after[..right]);
    // 138****5678，138****5678: longer runs are no ends of bold text.
    let twice = |more: Option<&str>| more.is_some_and(|more| !more.ends_with('*') && !more.starts_with('*'));
    let between = twice(teller.before(start).strip_suffix("**")) && twice(teller.after(end).strip_prefix("**"));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let digits = [digit(left.chars().next_back()), digit(right.chars().next())];
    let tight = [left, right].iter().all(|side| !side.is_empty() && side.trim() == *side);
    let mended = format!("**{left}{right}**");
    if !between || !tight || digits == [true, true] || !makes(teller, &(start - 2..end + 2), &mended) {
        return false;
    }
    let span = run.at..run.end();
    teller.tell(
        &codes::EMPHASIS_LEFT,
        span.clone(),
        both!(
            "两处粗体紧挨着，中间的“****”会照原样显示",
            "between two bold texts without a space, `****` is shown as it is"
        ),
        |told| {
            let told = told.help(both!("合成一处：{mended}", "make one of them: {mended}"));
            // Beside a digit they may hide others.
            if digits == [false, false] { told.edit(span, "") } else { told }
        },
    );
    true
}

/// Tells of asterisks that hide a name, if those that follow hide others; gives how many do.
fn tell_names(run: &Run, rest: &[Run], teller: &mut Teller<'_>) -> usize {
    if !matches!(run.mark, '*' | '＊') {
        return 0;
    }
    let mut last = run;
    let mut count = 0;
    for next in rest {
        let before = teller.before(last.at).chars().next_back();
        let alike = next.is_delimiter() && (next.mark, next.length) == (run.mark, run.length);
        if !alike || !hide_names(before, teller.typed(last.end()..next.at)) {
            break;
        }
        last = next;
        count += 1;
    }
    // ＊＊ are what they look like, wherever they stand.
    if count > 0 && run.mark == '*' {
        teller.tell(
            &codes::EMPHASIS_LEFT,
            run.at..last.end(),
            both!(
                "这些星号像是用来遮名字的，会照原样显示",
                "these asterisks seem to hide a part of names and are shown as they are"
            ),
            |told| told.help(to_hide()),
        );
    }
    count
}

/// How asterisks are written that hide something.
pub(super) fn to_hide() -> Both {
    both!(
        "每个星号前面加一个“\\”，或写全角的“＊”，它就只是星号",
        "put a `\\` before each asterisk, or write the full-width `＊`, and it is nothing else"
    )
}

fn tell_alone(run: &Run, span: Range<usize>, teller: &mut Teller<'_>) {
    let hidden = hides(teller.before(run.at), teller.after(run.end()));
    let stars = "*".repeat(run.length.min(8));
    teller.tell(
        &codes::EMPHASIS_LEFT,
        span,
        both!("“{stars}”没有成对，会照原样显示", "`{stars}` stands alone and is shown as it is"),
        |told| {
            told.help(match hidden {
                true => to_hide(),
                false => both!(
                    "补上另一半，或删去；要显示星号，写作 \\*\\*",
                    "add its other half, or delete it; to show asterisks, write \\*\\*"
                ),
            })
        },
    );
}

/// Tells of two runs that are left: a pair, or the first and the last of several, `**注意 **：请准时。**时间 **：9:00`, of
/// which Markdown took the others for a pair.
fn tell_pairs(open: &Run, close: &Run, teller: &mut Teller<'_>) {
    let inside = teller.typed(open.end()..close.at);
    let between = runs(inside).filter(|&(_, mark)| mark == open.mark).map(|(span, _)| Run {
        at: open.end() + span.start,
        length: span.len(),
        ..open.clone()
    });
    let all: Vec<Run> = [open.clone()].into_iter().chain(between).chain([close.clone()]).collect();
    let typed = |pair: &[Run]| teller.typed(pair[0].end()..pair[1].at);
    let are_pairs = all.len().is_multiple_of(2)
        && all.iter().all(|run| run.length == open.length)
        && all.chunks_exact(2).all(|pair| is_phrase(typed(pair)));
    let is_loose = |pair: &&[Run]| typed(pair).trim() != typed(pair);
    let loose: Vec<&[Run]> = all.chunks_exact(2).filter(is_loose).collect();
    if !are_pairs || loose.is_empty() {
        return tell_pair(open, close, teller);
    }
    for pair in loose {
        tell_pair(&pair[0], &pair[1], teller);
    }
}

/// Whether a text may be one that somebody set bold in a sentence: no mark of a sentence is within it.
fn is_phrase(text: &str) -> bool {
    let parts = |c| matches!(c, '，' | '。' | '；' | '：' | '！' | '？');
    let text = text.trim();
    !text.strip_suffix(parts).unwrap_or(text).contains(parts)
}

fn tell_pair(open: &Run, close: &Run, teller: &mut Teller<'_>) {
    let inside = teller.typed(open.end()..close.at);
    let is_wide = open.mark == '＊';
    let may_hide = is_wide && hides_name(teller.before(open.at));
    // 张＊＊、李明＊＊: no emphasis begins with such a mark. 张＊＊（女），李＊＊: both hide a name.
    if is_wide && inside.starts_with(is_closing_mark) || may_hide && hides_name(inside) {
        return;
    }
    let mended = if teller.is_full() { None } else { mended(teller, open, close, inside) };
    let (code, message) = match open.mark {
        '*' if inside.trim() != inside => (
            &codes::EMPHASIS_LEFT,
            both!("“**”和里面的文字之间有空格，所以没有变成粗体", "a space inside the `**` keeps this from being bold"),
        ),
        '*' if mended.is_some() => (
            &codes::EMPHASIS_LEFT,
            both!(
                "“**”前面是半角标点，所以没有变成粗体",
                "half-width punctuation inside the `**` keeps this from being bold"
            ),
        ),
        '*' => (
            &codes::EMPHASIS_LEFT,
            both!("“**”没有变成粗体，会照原样显示", "this `**` makes nothing bold and is shown as it is"),
        ),
        '＊' => (
            &codes::EMPHASIS_FULL_WIDTH,
            both!("“＊＊”是全角星号，不会变成粗体", "full-width asterisks make nothing bold"),
        ),
        '_' if mended.is_some() && has_cjk(inside) => (
            &codes::EMPHASIS_UNDERSCORE,
            both!("“__”紧挨着汉字，没有变成粗体", "`__` right beside Chinese makes nothing bold"),
        ),
        '~' if mended.is_some() && has_cjk(inside) => (
            &codes::EMPHASIS_LEFT,
            both!(
                "“~~”和里面的文字之间有空格，所以没有划掉",
                "a space inside the `~~` keeps this from being struck out"
            ),
        ),
        _ => return,
    };
    let span = open.at..close.end();
    teller.tell(code, span.clone(), message, |told| match mended {
        Some(mended) if may_hide => told.help(both!(
            "要粗体，写成 {mended}；遮名字的不用改",
            "for bold text write {mended}; what hides a name may stay"
        )),
        Some(mended) => told.help(both!("写成 {mended}", "write {mended}")).edit(span, mended),
        None => told.help(both!(
            "把“**”紧贴文字，或在它外面加一个空格；要显示星号本身，写作 \\*\\*",
            "let the `**` touch the text, or put a space outside it; to show asterisks, write \\*\\*"
        )),
    });
}

/// What is mended is no longer than this.
const LONGEST_MEND: usize = 500;

/// The emphasis as it works, if it is sure to.
fn mended(teller: &Teller<'_>, open: &Run, close: &Run, inside: &str) -> Option<String> {
    let core = inside.trim();
    // Others within it belong to somebody.
    let is_divided = runs(core).any(|(span, mark)| (mark, span.len()) == (open.mark, open.length));
    let is_odd = core.is_empty() || core.starts_with(is_closing_mark) || is_divided;
    if is_odd || inside.len() > LONGEST_MEND || open.length > 6 {
        return None;
    }
    let delimiter = match open.mark {
        '~' => "~~",
        '*' if open.length == 3 => "***",
        '*' if open.length > 3 => return None,
        _ => "**",
    };
    let tight = format!("{delimiter}{core}{delimiter}");
    let wide = with_wide_mark(core).map(|core| format!("{delimiter}{core}{delimiter}"));
    std::iter::once(tight).chain(wide).find(|mended| makes(teller, &(open.at..close.end()), mended))
}

/// Whether a mend in the place of some bytes makes one emphasis, whatever is beside it.
fn makes(teller: &Teller<'_>, span: &Range<usize>, mended: &str) -> bool {
    let neighbour = |c: Option<char>| c.filter(|c| !matches!(c, '\n' | '\r')).map(String::from).unwrap_or_default();
    let before = neighbour(teller.before(span.start).chars().next_back());
    let after = neighbour(teller.after(span.end).chars().next());
    let text = format!("{before}{mended}{after}");
    let source = Source::new(&text, 0);
    let marked = prepare::marked(&source, &mut Survey::of(&text));
    let mut events = Parser::new_ext(&marked.text, super::OPTIONS).into_offset_iter();
    let whole = before.len()..before.len() + mended.len();
    events.any(|(event, range)| {
        matches!(event, Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough)) && marked.span(&range) == whole
    })
}

/// A Chinese text with its last mark made full-width.
fn with_wide_mark(text: &str) -> Option<String> {
    let last = text.chars().next_back()?;
    let wide = "：，；！？".chars().nth(":,;!?".find(last)?)?;
    has_cjk(text).then(|| format!("{}{wide}", &text[..text.len() - last.len_utf8()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_by_their_mark() {
        let found: Vec<_> = runs("a**b_c＊＊~~d*").map(|(span, mark)| (span.len(), mark)).collect();
        assert_eq!(found, [(2, '*'), (1, '_'), (6, '＊'), (2, '~'), (1, '*')]);
    }

    #[test]
    fn a_half_width_mark_at_the_end_is_made_wide() {
        assert_eq!(with_wide_mark("时间:").as_deref(), Some("时间："));
        assert_eq!(with_wide_mark("time:"), None);
    }
}
