//! Brackets that stayed as text: links that are not quite one, and footnotes without their note.

use super::Builder;
use super::text::{is_escaped, parsed};
use crate::both;
use crate::markdown::autolink::{self, Meant, Slip};
use crate::markdown::codes;
use crate::markdown::footnotes;
use std::ops::Range;

/// A footnote's label is no longer, in bytes.
const LONGEST_LABEL: usize = 100;

impl Builder<'_, '_> {
    /// `[^1]` without its note, and `[名单]（a.xlsx）`.
    pub(super) fn check_brackets(&mut self, gathered: &str, pieces: &[(usize, usize)]) {
        let mut open = None;
        for (at, bracket) in gathered.match_indices(['[', ']']) {
            if bracket == "[" {
                open = Some(at);
                continue;
            }
            let Some(start) = open.take() else { continue };
            let end = at + 1;
            let note = gathered[start..].starts_with("[^");
            if let Some(meant) = autolink::meant(&gathered[end..]).filter(|_| !note) {
                let brackets = parsed(pieces, &(end..end + meant.length));
                if !is_escaped(&self.source.text, parsed(pieces, &(start..end)).start) {
                    self.broken_link(&meant, self.source.span(&brackets));
                }
            }
            let label =
                gathered[start..at].strip_prefix("[^").filter(|label| (1..=LONGEST_LABEL).contains(&label.len()));
            let Some(label) = label.filter(|label| !label.contains(char::is_whitespace)) else { continue };
            let place = parsed(pieces, &(start..end));
            if !is_escaped(&self.source.text, place.start) {
                self.check_note(label, &place);
            }
        }
    }

    /// `【名单】（https://a.cn）`
    pub(super) fn check_wide_brackets(&mut self, gathered: &str, pieces: &[(usize, usize)]) {
        let mut done = 0;
        for (end, bracket) in gathered.match_indices(['】', '］']) {
            let start = gathered[done..end].rfind(['【', '［']).map(|start| done + start);
            done = end + bracket.len();
            let (Some(start), Some((address, length))) = (start, autolink::bracketed(&gathered[done..])) else {
                continue;
            };
            let shown = &gathered[start + '【'.len_utf8()..end];
            if shown.trim().is_empty() || shown.contains(['[', ']', '\\']) {
                continue;
            }
            let span = self.source.span(&parsed(pieces, &(start..done + length)));
            let mended = format!("[{shown}]({address})");
            self.teller.tell(
                &codes::LINK_FULL_WIDTH,
                span.clone(),
                both!("链接的括号是全角的，所以没有变成链接", "full-width brackets make no link"),
                |told| told.help(both!("写成 {mended}", "write {mended}")).edit(span, mended),
            );
        }
    }

    fn broken_link(&mut self, meant: &Meant, span: Range<usize>) {
        let message = match meant.slip {
            Slip::Brackets => both!("链接的括号是全角的，所以没有变成链接", "full-width brackets make no link"),
            Slip::Space => {
                both!(
                    "“]”和“(”之间有空格，所以没有变成链接",
                    "a space between `]` and `(` keeps this from being a link"
                )
            }
            Slip::Quotes => both!(
                "网址后面的引号是中文的，所以没有变成链接",
                "Chinese quotes after the address keep this from being a link"
            ),
        };
        let mended = &meant.mended;
        self.teller.tell(&codes::LINK_FULL_WIDTH, span.clone(), message, |told| {
            told.help(both!("写成 ]{mended}", "write ]{mended}")).edit(span, mended)
        });
    }

    /// `[^1]` that is not known: its note begins here, `[^1]：说明`, or somewhere, or nowhere.
    fn check_note(&mut self, label: &str, place: &Range<usize>) {
        let text = &*self.source.text;
        let after = &text[place.end..];
        if after.starts_with('：') && footnotes::ends_before_a_line(&text[..place.start]) {
            let rest = after['：'.len_utf8()..].trim_start_matches([' ', '\t', '\u{3000}']);
            let span = self.source.span(&(place.end..place.end + after.len() - rest.len()));
            self.teller.tell(
                &codes::FOOTNOTE_MISSING,
                self.source.span(place).start..span.end,
                both!(
                    "脚注 [^{label}] 后面的冒号是中文的，所以没有变成脚注",
                    "with a full-width colon after [^{label}] this is no note"
                ),
                |told| {
                    told.help(both!(
                        "换成英文冒号，后面空一格：[^{label}]: 内容",
                        "write a colon and a space: [^{label}]: note"
                    ))
                    .edit(span, ": ")
                },
            );
        } else if !self.notes.has_wide_colon(label, text) {
            self.missing_note(label, self.source.span(place));
        }
    }

    fn missing_note(&mut self, label: &str, span: Range<usize>) {
        self.teller.tell(
            &codes::FOOTNOTE_MISSING,
            span,
            both!("脚注 [^{label}] 没有内容", "the footnote [^{label}] has no note"),
            |told| {
                told.help(both!(
                    "另起一行写上它的内容：[^{label}]: 内容",
                    "write its note on a line of its own: [^{label}]: note"
                ))
            },
        );
    }
}
