//! Fields of one item that were typed in one line, `- 名称: 公众号，数量: 70`: they would be read as the text of the
//! first of them.

use super::*;
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::front_matter::{Node, Value};
use std::ops::Range;

/// A field within the text of another.
struct RunOn {
    field: &'static Field,
    /// Its key and its colon.
    key: Range<usize>,
}

impl Reader<'_> {
    /// Tells each field of an item that stands in the text of another of its fields. The name of one that is given in
    /// a line of its own is a word of the text there.
    pub(super) fn run_on(&mut self, list: &'static Field, item: &Node) {
        let Value::Map(map) = &item.value else { return };
        let given = |field: &Field| map.entries.iter().any(|entry| field.is(&entry.key));
        let open: Vec<&'static Field> = list.inner().iter().copied().filter(|field| !given(field)).collect();
        for entry in &map.entries {
            let is_text = list.inner().iter().any(|field| field.form.is_line() && field.is(&entry.key));
            let begin = entry.node.span.start;
            let typed = self.text.text.get(entry.node.span.clone()).unwrap_or_default();
            // Whoever puts a text in quotation marks means it as it is.
            if !is_text || typed.starts_with(['"', '\'']) {
                continue;
            }
            let found = find(typed, &open);
            for (at, RunOn { field, key }) in found.iter().enumerate() {
                self.unread.push(begin + key.start..begin + key.end);
                let end = found.get(at + 1).map_or(typed.len(), |next| next.key.start);
                let value = typed.get(key.end..end).unwrap_or_default();
                let value = value.trim_matches(|c: char| c.is_whitespace() || is_comma(c));
                let ((zh, en), name) = ((field.zh, field.en), entry.key.as_str());
                let told = Diagnostic::at(
                    &WRONG_SHAPE,
                    self.text.place(begin + key.start..begin + key.end),
                    both!(
                        "“{zh}”写在了“{name}”的后面，成了它的一部分",
                        "{en} stands behind “{name}” and became a part of it"
                    ),
                );
                self.diagnostics.push(told.help(both!(
                    "从这里断开，另起一行，和“{name}”对齐，写“{zh}: {value}”；本来就是一句话的，加上英文双引号",
                    "begin a new line here, aligned with “{name}”: “{en}: {value}”; put it in double quotes if it is one sentence"
                )));
            }
        }
    }
}

/// The fields in a text that are named behind a comma or a blank, with a colon.
fn find(text: &str, fields: &[&'static Field]) -> Vec<RunOn> {
    let mut found = Vec::new();
    let mut parted = false;
    for (at, c) in text.char_indices() {
        if parted && let Some(run_on) = named(text, at, fields) {
            found.push(run_on);
        }
        parted = is_comma(c) || c.is_whitespace();
    }
    found
}

/// The field that is named at a place of a text.
fn named(text: &str, at: usize, fields: &[&'static Field]) -> Option<RunOn> {
    let rest = text.get(at..)?;
    let (colon, mark) = rest.char_indices().take(NAME_MAX).find(|(_, c)| matches!(c, ':' | '：'))?;
    let field = fields.iter().copied().find(|field| field.is(rest[..colon].trim_end()))?;
    Some(RunOn { field, key: at..at + colon + mark.len_utf8() })
}

/// No name of a field is longer.
const NAME_MAX: usize = 30;

fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '；' | ';')
}
