//! What is done to a body before the parser sees it, so that it reads Chinese as it is meant. Each change is
//! a [`Patch`]; most bodies need few and many none.

mod blanks;
mod depth;
mod dividers;
mod emphasis;
mod endings;
mod html_block;
mod links;
mod ranges;
mod stars;
mod structure;
mod survey;
mod symbols;

use super::codes;
use super::reserved;
use super::signature;
use super::source::{Patch, Source};
use super::tell::Teller;
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::letters::is_unseen;

pub(super) use ranges::is_one;
pub(super) use stars::{factors, is_in_formula, multiplies, without_unit};
pub(super) use structure::{Wanted, restructured};
pub(super) use survey::Survey;

/// Without the characters that no text may hold, and the blanks by which a signature was moved to the right; what only
/// Word knows to end a line ends it.
pub(super) fn cleaned<'s>(body: &'s Source<'_>, survey: Survey, teller: &mut Teller<'_>) -> Source<'s> {
    let indents = signature::lines(&body.text).into_iter().map(|line| {
        let start = body.text[..line.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        Patch { at: start, cut: line.start - start, put: "" }
    });
    let mut patches: Vec<Patch> = indents.filter(|indent| indent.cut > 0).collect();
    if !survey.illegal {
        return body.patched(patches);
    }
    let indented = patches.len();
    for (at, c) in body.text.char_indices() {
        if symbols::is_symbol(c) {
            patches.push(symbols::without(body, at, c, teller));
        }
        if let Some(put) = reserved::line_end(c) {
            patches.push(ended(body, at, c, put, teller));
            continue;
        }
        if !reserved::is_illegal(c) {
            continue;
        }
        // Among the blanks of a signature it goes with them.
        if !patches[..indented].iter().any(|indent| (indent.at..indent.at + indent.cut).contains(&at)) {
            patches.push(Patch { at, cut: c.len_utf8(), put: "" });
        }
        let span = body.span(&(at..at + c.len_utf8()));
        let code = u32::from(c);
        let message = match is_unseen(c) {
            true => both!(
                "这里有一个看不见的字符（U+{code:04X}），已经去掉",
                "an invisible character (U+{code:04X}) was taken out"
            ),
            false => both!(
                "这里有一个看不见的非法字符（U+{code:04X}），已经去掉",
                "an invisible illegal character (U+{code:04X}) was taken out"
            ),
        };
        teller.tell(&codes::CHARACTER_REMOVED, span.clone(), message, |told| {
            told.help(both!(
                "删去它；多半是从别的软件里粘贴来的",
                "delete it; most likely it was pasted from elsewhere"
            ))
            .edit(span, "")
        });
    }
    body.patched(patches)
}

/// The end of a line in the place of a character that is one for Word alone, which is told.
fn ended(body: &Source<'_>, at: usize, c: char, put: &'static str, teller: &mut Teller<'_>) -> Patch {
    let span = body.span(&(at..at + c.len_utf8()));
    let code = u32::from(c);
    let message = both!(
        "这里有一个 Word 的换行符（U+{code:04X}），已经当作换行",
        "an end of a line as Word has it (U+{code:04X}) is read as one"
    );
    let told = |told: Diagnostic| told.help(both!("换成回车", "press Enter in its place")).edit(span.clone(), put);
    teller.tell(&codes::CHARACTER_REMOVED, span.clone(), message, told);
    Patch { at, cut: c.len_utf8(), put }
}

/// As the parser is to see it. The survey learns what was found.
pub(super) fn marked<'s>(clean: &'s Source<'_>, survey: &mut Survey) -> Source<'s> {
    let text = &*clean.text;
    let mut patches = Vec::new();
    depth::markers(text, survey.caret, &mut patches);
    survey.runs |= emphasis::stars(text, &mut patches);
    if survey.tilde {
        emphasis::tildes(text, &mut patches);
    }
    endings::lists(text, &mut patches);
    links::spaces(text, &mut patches);
    if survey.address {
        links::underscores(text, &mut patches);
    }
    if survey.low {
        blanks::underscores(text, &mut patches);
    }
    clean.patched(patches)
}
