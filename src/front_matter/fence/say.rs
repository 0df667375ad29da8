//! What is told of the lines around the fields, and the mends that are certain.

use super::super::codes::{FENCE, NO_FRONT_MATTER, UNCLOSED_FRONT_MATTER};
use super::super::told::{Told, clip};
use super::{Line, Page};
use crate::both;
use crate::diagnostic::Edit;

impl Page<'_> {
    pub(super) fn tell_fence(&self, index: usize, told: &mut Told) {
        let line = self.line(index);
        if self.content(index) != "---" || line.begin != line.start {
            told.fence(&line, self.content(index));
        }
    }

    pub(super) fn tell_no_colons(&self, first: usize, told: &mut Told) {
        let say = || {
            (
                both!("--- 之间的字段没有写冒号", "the fields between the --- lines have no colons"),
                both!("每行写成“标题: …”，英文冒号加一个空格", "write each as “title: …”, with a colon and a space"),
            )
        };
        told.tell_edit(&NO_FRONT_MATTER, self.line(first).content(), say, || None);
    }

    pub(super) fn tell_none(&self, first: usize, told: &mut Told) {
        let line = self.line(first);
        let end = self.end_of_fields(first);
        let fields = self.are_fields(first);
        let closed = self.closing_of(first, end).is_some();
        let next = self.line_end();
        let say = || match fields {
            _ if self.content(first) == "+++" => (
                both!("+++ 是 Hugo 的写法，这里不认", "+++ is how Hugo begins its fields: it is not known here"),
                both!(
                    "把上下两行 +++ 都改成 ---，中间每行的 = 改成冒号加一个空格，如“title: 五一放假”",
                    "write --- for both lines of +++, and a colon and a space for each = between them: title: …"
                ),
            ),
            true => (
                both!("文件开头的字段前面没有 ---", "no --- stands before the fields at the beginning"),
                both!(
                    "在第一行单独写 ---，字段写完后再单独写一行 ---",
                    "write --- alone on the first line, and again on the line after the fields"
                ),
            ),
            false => (
                both!(
                    "文件开头没有字段，标题、日期等都不知道",
                    "the file does not begin with fields: title, date and all else are unknown"
                ),
                both!(
                    "在最前面写一行 ---，下面写“标题: …”“日期: 2026-3-8”，再写一行 ---",
                    "begin with a line ---, then “title: …” and “date: 2026-3-8”, then another ---"
                ),
            ),
        };
        let edit = || {
            let (from, to) = (line.begin, self.begin(end));
            let typed = self.src.get(from..to).unwrap_or("");
            let close = if closed { String::new() } else { format!("{}---{next}", self.newline_after(typed)) };
            let certain = fields && (closed || self.ends_certainly(end));
            certain.then(|| Edit { span: from..to, text: format!("---{next}{typed}{close}") })
        };
        let code = if fields { &FENCE } else { &NO_FRONT_MATTER };
        told.tell_edit(code, line.content(), say, edit);
    }

    /// `close` is a line that could have closed the fields, were it not for what stands between.
    pub(super) fn tell_unclosed(&self, opening: Line, end: usize, close: Option<usize>, told: &mut Told) {
        let last = end; // Lines are counted from 1.
        let line = self.line(end.saturating_sub(1));
        let at = self.begin(end);
        let typed = self.src.get(..at).unwrap_or("");
        let next = self.line_end();
        let shown = clip(self.src.get(line.content()).unwrap_or(""));
        let plain = self.ends_plainly(end);
        let certain = close.is_none() && self.ends_certainly(end);
        told.tell_edit(
            &UNCLOSED_FRONT_MATTER,
            opening.content(),
            || {
                let message = both!("开头的 --- 没有收尾", "the --- at the beginning has no partner");
                let help = match close.map(|close| close + 1) {
                    _ if !plain => both!(
                        "先把后面散着的字段移到第 {last} 行“{shown}”的下面，再在最后一个字段的后面另起一行，单独写 ---",
                        "first move the fields that stand further down to below line {last}, “{shown}”; then write --- alone on a new line after the last of them"
                    ),
                    Some(close) => both!(
                        "如果字段到第 {last} 行“{shown}”为止，在它的后面另起一行，单独写 ---；如果到第 {close} 行的 --- 为止，上面不是“字段: 值”的每一行前面加两个空格",
                        "if the fields end with line {last}, “{shown}”, write --- alone on a new line after it; if they end at the --- of line {close}, put two spaces before each line above it that is no “field: value”"
                    ),
                    None => both!(
                        "在第 {last} 行“{shown}”的后面另起一行，单独写 ---",
                        "write --- alone on a new line after line {last}, “{shown}”"
                    ),
                };
                (message, help)
            },
            || certain.then(|| Edit { span: at..at, text: format!("{}---{next}", self.newline_after(typed)) }),
        );
    }

    /// Tells each field that stands apart from the others, which end at `end`: it would be read as text.
    pub(super) fn tell_astray(&self, end: usize, told: &mut Told) {
        let line = self.line(end.saturating_sub(1));
        let last = self.src.get(line.content()).unwrap_or("");
        for index in self.astray(end, self.lines.len()) {
            let span = self.line(index).content();
            told.astray_field(span.clone(), self.src.get(span).unwrap_or(""), end, last);
        }
        if let Some(index) = self.far(end) {
            let span = self.line(index).content();
            told.far_field(span.clone(), self.src.get(span).unwrap_or(""), end, last);
        }
    }

    /// Whether nothing soon after the fields may be meant as one of them.
    fn ends_plainly(&self, end: usize) -> bool {
        self.astray(end, self.lines.len()).is_empty()
    }

    /// Whether nothing at all may, so that they can be closed there unseen.
    fn ends_certainly(&self, end: usize) -> bool {
        self.ends_plainly(end) && self.far(end).is_none()
    }

    /// What is missing between a text and a line of its own.
    fn newline_after(&self, typed: &str) -> &'static str {
        if typed.is_empty() || typed.ends_with(['\n', '\r']) { "" } else { self.line_end() }
    }

    fn line_end(&self) -> &'static str {
        if self.src.contains("\r\n") { "\r\n" } else { "\n" }
    }
}
