//! What readers read is written down where it is met.

use super::Builder;
use super::captions::title;
use crate::markdown::readable::Lead;
use memchr::memrchr2;
use pulldown_cmark::RefDefs;
use std::ops::Range;

impl Builder<'_, '_> {
    /// Some text is read: a block, from the beginning of its first line.
    pub(super) fn reads(&mut self, range: &Range<usize>) {
        let typed = self.source.text.get(range.clone()).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let span = self.source.span(&(range.start..range.start + typed.len()));
        let before = self.teller.before(span.start);
        let line = memrchr2(b'\n', b'\r', before.as_bytes()).map_or(0, |end| end + 1);
        self.readable.blocks.push(span.start - (before.len() - line)..span.end);
    }

    /// The block that was begun last ends here.
    pub(super) fn reads_no_further(&mut self) {
        let end = self.source.place(self.seen);
        if let Some(block) = self.readable.blocks.last_mut() {
            block.end = block.end.max(end);
        }
    }

    /// Something within a block is not read as it is typed.
    pub(super) fn hides(&mut self, range: &Range<usize>) {
        self.readable.hidden.push(self.source.span(range));
    }

    /// A link or an image ends: nobody reads what stands behind its text, nor `<https://a.cn>`.
    pub(super) fn hides_lead(&mut self, range: &Range<usize>) {
        let rest = self.source.text.get(self.seen..range.end).unwrap_or_default();
        let Some(text) = rest.find(']') else { return self.hides(range) };
        let lead = &rest[text + 1..];
        if lead.is_empty() {
            return;
        }
        let start = range.end - lead.len();
        let title = title(lead).unwrap_or(lead.len() - 1..lead.len() - 1);
        let title = self.source.span(&(start + title.start..start + title.end));
        self.readable.leads.push(Lead { span: self.source.span(&(start..range.end)), title });
    }

    /// Of definitions the names are read: links have them too.
    pub(super) fn reads_definitions(&mut self, definitions: &RefDefs<'_>) {
        for (_, definition) in definitions.iter() {
            let start = definition.span.start;
            let typed = self.source.text.get(definition.span.clone()).unwrap_or_default().trim_end();
            let end = start + typed.len();
            let Some((name, target)) = typed.split_once("]:") else { continue };
            self.reads(&(start..start + name.len() + 1));
            let span = self.source.span(&(end - target.trim_start().len()..end));
            self.readable.leads.push(Lead { title: span.end..span.end, span });
        }
        self.readable.blocks.sort_unstable_by_key(|block| block.start);
    }
}
