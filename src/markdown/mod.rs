//! PARSE, the body: Markdown as people type it in Chinese → [`Document`].
//!
//! ```text
//! body ─▶ prepare ─────────────▶ pulldown-cmark ─▶ build ─▶ Document
//!         small changes that     events            tree, line ends, boxes,
//!         make it read Chinese                     what is left over
//! ```
//!
//! Every change that `prepare` makes can be traced back, so that whatever is told has its true place in the
//! author's file. `build` makes our own nodes only: no HTML that somebody typed can come out of here.

mod address;
mod anchors;
mod autolink;
mod boxes;
mod build;
mod cjk;
pub mod codes;
mod document;
mod fence;
mod flow;
mod footnotes;
mod foreign;
mod html;
mod indent;
mod item;
mod letter;
mod lines;
mod masks;
mod moments;
mod numbering;
mod places;
mod prepare;
mod prose;
mod query;
mod readable;
mod removals;
mod reserved;
pub(crate) mod rows;
mod signature;
mod source;
mod stray;
mod tell;
#[cfg(test)]
mod tests;

pub(crate) use address::{addresses, whole as whole_address};
pub use anchors::anchor;
pub use document::*;
pub(crate) use fence::content;
pub(crate) use item::item;
pub use places::{deepest_quote, widest_table};
pub(crate) use query::cut;
pub use query::{
    Heading, anchors, headings, is_latin, plain_text, salutation, shown_text, signature, summary, word_count,
};
pub use readable::{Lead, Readable};

use crate::both;
use crate::diagnostic::{Diagnostic, Text};
use build::Built;
use prepare::{Survey, Wanted};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag as Markup};
use removals::Removals;
use source::Source;
use std::ops::Range;
use tell::Teller;
pub(crate) use tell::{WARNINGS_MAX, left_out};

/// The longest body, in bytes. A book has one.
pub const BODY_MAX: usize = 5_000_000;

/// What is switched on beyond CommonMark. Straight quotes are never made curly, and no template runs.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// What the parsing of a body comes to.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The body. Empty where it was not read.
    pub document: Document,
    /// Where it was typed.
    pub readable: Readable,
    /// What is wrong with it, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a body. `range` is its bytes in the decoded text of the file, so that each diagnostic and each
/// link has its true place there. One that is longer than [`BODY_MAX`] is told and not read.
pub fn parse(text: &Text, range: Range<usize>) -> Parsed {
    let mut teller = Teller::new(text, range.clone());
    let Some(body) = text.text.get(range.clone()) else { return Parsed::default() };
    if body.len() > BODY_MAX {
        let megabytes = body.len() / 1_000_000;
        teller.tell(
            &codes::BODY_TOO_LONG,
            range.start..range.start,
            both!(
                "正文有 {megabytes} MB，太长了，没有读（最长 5 MB）",
                "the body has {megabytes} MB; more than 5 MB are not read"
            ),
            |told| told.help(both!("分成几篇，或把它作为附件", "divide it, or attach it as a file")),
        );
        return Parsed { diagnostics: teller.finish(), ..Parsed::default() };
    }
    let survey = Survey::of(body);
    let body = Source::new(body, range.start);
    let clean = prepare::cleaned(&body, survey, &mut teller);
    let (document, readable) = build(&clean, survey, &mut teller);
    Parsed { document, readable, diagnostics: teller.finish() }
}

fn build(clean: &Source<'_>, mut survey: Survey, teller: &mut Teller<'_>) -> (Document, Readable) {
    let told = teller.count();
    let marked = prepare::marked(clean, &mut survey);
    let built = build::build(&marked, survey, false, teller, &mut Removals::default());
    if let Built::Document(document, readable) = built {
        return (document, readable);
    }
    teller.begin_again(told);
    let mut removals = Removals::default();
    let plain = prepare::restructured(clean, &marked, Wanted::Everything, teller, &mut removals);
    let marked = prepare::marked(&plain, &mut survey);
    match build::build(&marked, survey, true, teller, &mut removals) {
        Built::Document(document, readable) => (document, readable),
        Built::Restructure => Default::default(),
    }
}

/// The parser's events as this room adjusts them, before anything is made of them: for the comparison with
/// CommonMark's own examples. HTML is still in them.
#[doc(hidden)]
pub fn adjusted_events(body: &str) -> Vec<Event<'static>> {
    let mut events = Vec::new();
    each_event(&Text::new("", body), 0..body.len(), |event, _| events.push(restored(event)));
    events
}

/// The same with where in the file each begins.
fn each_event(text: &Text, range: Range<usize>, mut see: impl FnMut(Event<'_>, usize)) {
    let mut teller = Teller::new(text, range.clone());
    let body = text.text.get(range.clone()).unwrap_or_default();
    let mut survey = Survey::of(body);
    let body = Source::new(body, range.start);
    let clean = prepare::cleaned(&body, survey, &mut teller);
    let marked = prepare::marked(&clean, &mut survey);
    let plain = prepare::restructured(&clean, &marked, Wanted::Indents, &mut teller, &mut Removals::default());
    let marked = prepare::marked(&plain, &mut survey);
    for (event, range) in Parser::new_ext(&marked.text, OPTIONS).into_offset_iter() {
        see(event, marked.place(range.start));
    }
}

/// An event without reserved characters in it.
fn restored(event: Event<'_>) -> Event<'static> {
    let own = |text: CowStr<'_>| CowStr::from(reserved::restore(&text).into_owned());
    match event {
        Event::Text(text) => Event::Text(own(text)),
        Event::Code(text) => Event::Code(own(text)),
        Event::Html(text) => Event::Html(own(text)),
        Event::InlineHtml(text) => Event::InlineHtml(own(text)),
        Event::Start(Markup::Link { link_type, dest_url, title, id }) => {
            Event::Start(Markup::Link { link_type, dest_url: own(dest_url), title: own(title), id: own(id) })
        }
        Event::Start(Markup::Image { link_type, dest_url, title, id }) => {
            Event::Start(Markup::Image { link_type, dest_url: own(dest_url), title: own(title), id: own(id) })
        }
        event => event.into_static(),
    }
}
