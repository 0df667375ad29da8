//! What is kept of an entry from build to build: all that was found out by reading it, without its text.

use super::{Body, Card, Entry, Outline};
use crate::diagnostic::{Diagnostic, Edit, Named, Place, Severity};
use crate::hash::Key;
use crate::header::Header;
use crate::kind::Details;
use crate::lang::Both;
use crate::source::EntrySource;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// An entry and what was told of it, in a form that can be written down.
#[derive(Serialize, Deserialize)]
pub struct Kept<'a> {
    header: Cow<'a, Header>,
    details: Cow<'a, Details>,
    id: Cow<'a, str>,
    slug: Cow<'a, str>,
    summary: Cow<'a, str>,
    words: usize,
    outline: Cow<'a, Outline>,
    body: (Range<usize>, Key),
    told: Vec<Told<'a>>,
}

/// A diagnostic whose code is known by its name.
#[derive(Serialize, Deserialize)]
pub struct Told<'a> {
    code: Cow<'a, str>,
    severity: Severity,
    place: Cow<'a, Option<Place>>,
    message: Cow<'a, Both>,
    help: Cow<'a, Option<Both>>,
    also: Cow<'a, [(Place, Both)]>,
    edit: Cow<'a, Option<Edit>>,
}

impl<'a> Kept<'a> {
    /// What is kept of an entry; None of a ranking: its rows are most of its text, and are read again.
    pub fn of(entry: &'a Entry, told: &'a [Diagnostic]) -> Option<Kept<'a>> {
        let Entry { card, body, .. } = entry;
        (!matches!(card.details, Details::Ranking(_))).then(|| Kept {
            header: Cow::Borrowed(&card.header),
            details: Cow::Borrowed(&card.details),
            id: Cow::Borrowed(&card.id),
            slug: Cow::Borrowed(&card.slug),
            summary: Cow::Borrowed(&card.summary),
            words: card.words,
            outline: Cow::Borrowed(&body.outline),
            body: (body.range.clone(), body.key),
            told: told.iter().map(Told::of).collect(),
        })
    }

    /// The entry, and what was told of it. The source is the one that it was made of. None where that cannot be:
    /// then it is parsed.
    pub fn restore(self, source: &EntrySource, named: Named) -> Option<(Entry, Vec<Diagnostic>)> {
        let told = self.told.into_iter().map(|told| told.restore(named)).collect::<Option<Vec<_>>>()?;
        let card = Card {
            kind: source.kind,
            path: source.path.clone(),
            text: source.text.clone(),
            header: self.header.into_owned(),
            details: self.details.into_owned(),
            id: self.id.into_owned(),
            slug: self.slug.into_owned(),
            summary: self.summary.into_owned(),
            words: self.words,
        };
        let outline = self.outline.into_owned();
        let (range, key) = self.body;
        let body = Body { outline, text: source.text.clone(), range, key, document: OnceLock::new() };
        Some((Entry::new(source.key, card, body), told))
    }
}

impl<'a> Told<'a> {
    /// A diagnostic, to be written down.
    pub fn of(told: &'a Diagnostic) -> Told<'a> {
        Told {
            code: Cow::Borrowed(told.code.id),
            severity: told.severity,
            place: Cow::Borrowed(&told.place),
            message: Cow::Borrowed(&told.message),
            help: Cow::Borrowed(&told.help),
            also: Cow::Borrowed(&told.also),
            edit: Cow::Borrowed(&told.edit),
        }
    }

    /// The diagnostic; None where the program has no such code any more.
    pub fn restore(self, named: Named) -> Option<Diagnostic> {
        Some(Diagnostic {
            code: named(&self.code)?,
            severity: self.severity,
            place: self.place.into_owned(),
            message: self.message.into_owned(),
            help: self.help.into_owned(),
            also: self.also.into_owned(),
            edit: self.edit.into_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Rules;
    use crate::codes;
    use crate::diagnostic::Text;
    use crate::entry::parse;
    use crate::kind::Kind;

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let typed = "---\n标题: 春游\n日期: 2017-3-1\n开始: 2017-3-22 13:50—16:00\n地点: 湖边\n名额: 60人\n没有: 1\n---\n## 一\n\n[去](../posts/a.md)，见周四，2017年3月8日（周四）。\n";
        let text = Text::new("content/events/a.md", typed);
        let source = EntrySource::new(Kind::Event, "events/a.md".into(), text, "a.md".into());
        let (entry, told) = parse(&source, &Rules::default());
        assert!(told.len() > 1, "{told:?}");
        let bytes = postcard::to_allocvec(&Kept::of(&entry, &told).unwrap()).unwrap();
        let kept: Kept<'_> = postcard::from_bytes(&bytes).unwrap();
        let (again, told_again) = kept.restore(&source, codes::named).unwrap();
        assert_eq!(told_again, told);
        assert_eq!(again.card.header, entry.card.header);
        assert_eq!(again.card.details, entry.card.details);
        assert_eq!(again.body.outline, entry.body.outline);
        assert_eq!(again.body.document(), entry.body.document());
        let card = |card: &Card| (card.id.clone(), card.slug.clone(), card.summary.clone(), card.words);
        assert_eq!(card(&again.card), card(&entry.card));
    }
}
