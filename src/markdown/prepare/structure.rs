//! What cannot be seen before the blocks are known: indented Chinese that CommonMark takes for code, and
//! blocks of HTML. The body is parsed once to find them and once more without them; few bodies have any.

use super::html_block::HtmlBlock;
use super::{Patch, Source};
use crate::markdown::lines;
use crate::markdown::prose::{is_chinese_prose, without_marks};
use crate::markdown::removals::Removals;
use crate::markdown::tell::Teller;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// What is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::markdown) enum Wanted {
    /// Indentation only: what CommonMark's own examples are compared with.
    Indents,
    /// Indentation and HTML.
    Everything,
}

/// The body without its blocks of HTML and the indentation of Chinese prose. `marked` is `clean` as the
/// parser saw it.
pub(in crate::markdown) fn restructured<'s>(
    clean: &'s Source<'_>,
    marked: &Source<'_>,
    wanted: Wanted,
    teller: &mut Teller<'_>,
    removals: &mut Removals,
) -> Source<'s> {
    let mut patches = Vec::new();
    // The lines of the block that is open, if it is one of these.
    let mut lines: Option<Vec<Range<usize>>> = None;
    for (event, range) in Parser::new_ext(&marked.text, crate::markdown::OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) if is_chinese_prose(&marked.text[range.clone()]) => {
                lines = Some(Vec::new());
            }
            Event::Start(Tag::HtmlBlock) if wanted == Wanted::Everything => lines = Some(Vec::new()),
            Event::Text(_) | Event::Html(_) => {
                if let Some(lines) = &mut lines {
                    lines.push(marked.before(range.start)..marked.before(range.end));
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let lines = lines.take().unwrap_or_default();
                outdent(&clean.text, &lines, &mut patches);
            }
            Event::End(TagEnd::HtmlBlock) => {
                let lines = lines.take().unwrap_or_default();
                HtmlBlock::new(clean, &lines).take_out(&mut patches, teller, removals);
            }
            _ => {}
        }
    }
    clean.patched(patches)
}

/// Takes out the indentation that makes code of lines. Lines of text, one below the other, are paragraphs all the
/// same: they keep the blanks that begin one.
fn outdent(text: &str, lines: &[Range<usize>], patches: &mut Vec<Patch>) {
    // Whether all is text above a line, as far as there is no blank one; what stands below a mark belongs to it.
    let mut above = None;
    let (mut fenced, mut last) = (false, None);
    for line in lines {
        let mut patch = indentation(text, line.start);
        let begin = text[..line.start].rfind('\n');
        // Of a line that ends with two characters the second comes by itself.
        if last.replace(begin) == Some(begin) {
            patches.push(patch);
            continue;
        }
        let typed = lines::first(&text[line.start..]).trim();
        fenced ^= typed.starts_with("```") || typed.starts_with("~~~");
        let is_text = !fenced && is_text(typed);
        if above == Some(true) && is_text {
            patch.put = "\u{3000}\u{3000}";
        }
        patches.push(patch);
        above = (!typed.is_empty()).then_some(above != Some(false) && is_text);
    }
}

/// Whether a line has no mark of a list, a table or the like, by its beginning.
fn is_text(line: &str) -> bool {
    let inner = without_marks(line);
    let after = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after.len() < inner.len()
        && after.strip_prefix(['.', ')']).is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_digit()));
    let defines = line.starts_with('[') && line.contains("]:");
    let begins = |c: char| c.is_alphanumeric() || matches!(c, '（' | '(' | '《' | '〈' | '【' | '「' | '『');
    !numbered && !defines && inner.starts_with(begins)
}

/// The indentation that makes code of a line; what holds the line in a list is none of it.
fn indentation(text: &str, line: usize) -> Patch {
    let bytes = text.as_bytes();
    let mut start = line;
    let mut columns = 0;
    while columns < 4 && start > 0 && matches!(bytes[start - 1], b' ' | b'\t') {
        start -= 1;
        columns += if bytes[start] == b'\t' { 4 } else { 1 };
    }
    let after = text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
    Patch { at: start, cut: line + after - start, put: "" }
}
