//! Lists and fields in brackets: `[五一, 劳动]`, `{标题: 通知, 文件: a.pdf}`.

use super::codes::UNCLOSED_QUOTE;
use super::key::{Separator, separator};
use super::lines::Lines;
use super::scalar::{push_clean, quote, undo};
use super::scan::{Bracket, Scan, Shape, opening};
use super::space::{fold, is_space};
use super::told::{Told, clip};
use crate::both;
use std::fmt::Write;
use std::ops::Range;

/// A value in brackets, to be written as clean YAML.
pub(super) struct Flow<'s> {
    src: &'s str,
    scan: &'s Scan,
    /// Whether the outermost bracket is full-width: only then a full-width square one inside means anything.
    wide: bool,
    /// What is put right: bytes and what should stand there.
    fixes: Vec<(Range<usize>, &'static str)>,
    out: String,
}

impl<'s> Flow<'s> {
    /// Writes the value that the outermost pair of a scan is. None where it is text after all: `【通知】`,
    /// `{五一}`, `{{ x }}`.
    pub(super) fn write(src: &'s str, scan: &'s Scan, told: &mut Told) -> Option<String> {
        let outer = scan.pairs.first()?;
        let wide = !src.get(outer.open.clone())?.is_ascii();
        let mut flow = Flow { src, scan, wide, fixes: Vec::new(), out: String::new() };
        if !flow.is_structure(outer) || (wide && flow.is_title(outer)) {
            return None;
        }
        flow.pair(outer, told);
        flow.tell(outer, told);
        Some(flow.out)
    }

    fn pair(&mut self, pair: &Bracket, told: &mut Told) {
        self.fix(pair.open.clone(), if pair.shape == Shape::Square { "[" } else { "{" });
        let (open, close) = if pair.shape == Shape::Square { ('[', ']') } else { ('{', '}') };
        let _ = write!(self.out, "!p{}.{} {open}", pair.open.start, pair.close.end);
        for item in self.items(pair) {
            match pair.shape {
                Shape::Square => self.item(item, told),
                Shape::Curly => self.field(item, told),
            }
            self.out.push_str(", ");
        }
        self.out.push(close);
        self.fix(pair.close.clone(), if pair.shape == Shape::Square { "]" } else { "}" });
    }

    /// The items of a pair, without the spaces around them and without empty ones.
    fn items(&mut self, pair: &Bracket) -> Vec<Range<usize>> {
        // Beside plain commas 、 belongs to the items: 身份证、户口本, 照片 are two.
        let listed = pair.commas.iter().all(|(_, comma)| *comma != ',');
        let mut items = Vec::new();
        let mut from = pair.open.end;
        for (index, &(at, comma)) in pair.commas.iter().enumerate() {
            let end = at + comma.len_utf8();
            let until = pair.commas.get(index + 1).map_or(pair.close.start, |next| next.0);
            let parts = match (comma, pair.shape) {
                (',', _) => true,
                ('，', Shape::Square) => true,
                (_, Shape::Square) => listed,
                // In a field's value it is a comma of the sentence, unless the next field follows it.
                (_, Shape::Curly) => self.separator(self.trim(end..until)).is_some(),
            };
            if parts {
                items.push(self.trim(from..at));
                self.fix(at..end, ", ");
                from = end;
            }
        }
        items.push(self.trim(from..pair.close.start.max(from)));
        items.retain(|item| !item.is_empty());
        items
    }

    /// An item of a list. As in YAML, `a: b` alone is a field.
    fn item(&mut self, item: Range<usize>, told: &mut Told) {
        match self.separator(item.clone()) {
            Some(found) if !found.wide && (found.spaced || found.quoted) => {
                self.out.push('{');
                self.field(item, told);
                self.out.push('}');
            }
            _ => self.value(item, told),
        }
    }

    fn field(&mut self, item: Range<usize>, told: &mut Told) {
        let Some(found) = self.separator(item.clone()) else {
            // The question mark lifts YAML's limit for the length of a name.
            self.out.push_str("? ");
            self.text(item.clone(), told);
            let _ = write!(self.out, " : !p{}.{} ~", item.end, item.end);
            return;
        };
        if found.wide || found.odd || (!found.spaced && !found.quoted) {
            self.fix(found.gap.clone(), ": ");
        }
        let _ = write!(self.out, "!p{}.{} ", found.key.start, found.key.end);
        quote(&mut self.out, &told.name(self.src, &found));
        self.out.push_str(": ");
        self.value(found.gap.end..item.end.max(found.gap.end), told);
    }

    fn value(&mut self, span: Range<usize>, told: &mut Told) {
        let scan = self.scan;
        let pair = scan.at(span.start).and_then(|pair| scan.pairs.get(pair));
        match pair.filter(|pair| pair.close.end == span.end && self.is_structure(pair)) {
            Some(pair) => self.pair(pair, told),
            None if is_empty(self.src.get(span.clone()).unwrap_or("")) => {
                let _ = write!(self.out, "!p{}.{} ~", span.start, span.end);
            }
            None => self.text(span, told),
        }
    }

    fn text(&mut self, span: Range<usize>, told: &mut Told) {
        let text = self.src.get(span.clone()).unwrap_or("");
        let _ = write!(self.out, "!p{}.{} ", span.start, span.end);
        let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        let meant = match mark.map(|mark| (mark, super::scalar::closing(text, 1, mark))) {
            Some((_, Some(end))) if end == text.len() => undo(self.src, span, told),
            Some((mark, None)) => {
                told.tell(&UNCLOSED_QUOTE, span.clone(), || {
                    let shown = clip(text);
                    (
                        both!(
                            "“{shown}”前面的引号 {mark} 没有收尾",
                            "the quotation mark {mark} before “{shown}” has no partner"
                        ),
                        both!(
                            "在这一项末尾补上 {mark}，或去掉前面的 {mark}",
                            "add {mark} at the end of the item, or take the first one away"
                        ),
                    )
                });
                unfold(self.src, span.start + 1..span.end, told)
            }
            _ => unfold(self.src, span, told),
        };
        quote(&mut self.out, &meant);
    }

    fn separator(&self, item: Range<usize>) -> Option<Separator> {
        let name = |found: &Separator| self.src.get(found.key.clone()).unwrap_or("");
        separator(self.src, item).filter(|found| found.quoted || !name(found).contains(|c| opening(c).is_some()))
    }

    /// A range without the spaces, ends of line and comment lines before and behind it.
    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let is_gap = |c| is_space(c) || matches!(c, '\n' | '\r');
        let part = self.src.get(range.clone()).unwrap_or("");
        let mut rest = part.trim_start_matches(is_gap);
        while let Some(comment) = rest.strip_prefix('#')
            && part.get(..part.len() - rest.len()).is_some_and(|before| before.contains(['\n', '\r']))
        {
            rest = comment.trim_start_matches(|c| !matches!(c, '\n' | '\r')).trim_start_matches(is_gap);
        }
        let start = range.end.max(range.start) - rest.len();
        let mut rest = rest.trim_end_matches(is_gap);
        while let Some((before, last)) = rest.rsplit_once(['\n', '\r'])
            && last.trim_start_matches(is_space).starts_with('#')
        {
            rest = before.trim_end_matches(is_gap);
        }
        start..start + rest.len()
    }

    /// Whether square brackets are those of a title: they hold one text, 【通知】.
    fn is_title(&self, pair: &Bracket) -> bool {
        let inside = self.trim(pair.open.end..pair.close.start.max(pair.open.end));
        let first = self.scan.at(inside.start).and_then(|first| self.scan.pairs.get(first));
        let holds_fields = first.is_some_and(|first| first.shape == Shape::Curly && self.has_field(first));
        pair.shape == Shape::Square && pair.commas.is_empty() && !holds_fields
    }

    /// Whether a pair is a list or fields rather than text in brackets.
    fn is_structure(&self, pair: &Bracket) -> bool {
        let wide = !self.src.get(pair.open.clone()).unwrap_or("").is_ascii();
        if wide && !self.wide && pair.shape == Shape::Square {
            return false;
        }
        let inside = self.trim(pair.open.end..pair.close.start.max(pair.open.end));
        pair.shape == Shape::Square || inside.is_empty() || self.has_field(pair)
    }

    fn has_field(&self, pair: &Bracket) -> bool {
        let commas = pair.commas.iter().map(|&(at, comma)| (at, comma.len_utf8()));
        let mut from = pair.open.end;
        commas.chain([(pair.close.start, 0)]).any(|(end, comma)| {
            let found = self.separator(self.trim(from..end.max(from))).is_some();
            from = end + comma;
            found
        })
    }

    /// Notes what should stand at a place, if it does not.
    fn fix(&mut self, span: Range<usize>, right: &'static str) {
        let typed = self.src.get(span.clone()).unwrap_or("");
        let wide = !typed.is_ascii();
        if !typed.is_empty() && (wide || (right == ": " && typed.trim_end() == typed)) {
            self.fixes.push((span, right));
        }
    }

    /// One warning for the whole value, which shows it as it was read.
    fn tell(&mut self, outer: &Bracket, told: &mut Told) {
        if self.fixes.is_empty() {
            return;
        }
        self.fixes.sort_by_key(|(span, _)| span.start);
        let span = outer.open.start..outer.close.end;
        let (mut right, mut from) = (String::new(), span.start);
        for (place, text) in &self.fixes {
            right.push_str(self.src.get(from..place.start).unwrap_or(""));
            right.push_str(text);
            from = place.end;
            if *text == ", " {
                let rest = self.src.get(from..span.end).unwrap_or("");
                from += rest.len() - rest.trim_start_matches(' ').len();
            }
        }
        right.push_str(self.src.get(from..span.end).unwrap_or(""));
        told.brackets(span, right);
    }
}

/// What typed alone means that nothing stands there.
pub(super) fn is_empty(value: &str) -> bool {
    matches!(value, "" | "~" | "null" | "Null" | "NULL")
}

/// A text that may run over several lines, as one; lines that are comments are left out.
pub(super) fn unfold(src: &str, span: Range<usize>, told: &mut Told) -> String {
    let mut out = String::new();
    for (index, line) in Lines::new(src, span).each(0..usize::MAX).enumerate() {
        let content = src.get(line.content()).unwrap_or("");
        if !content.is_empty() && (index == 0 || !content.starts_with('#')) {
            let mut piece = String::new();
            push_clean(&mut piece, content, line.start, told);
            fold(&mut out, &piece);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;

    /// The YAML without its places, and how many things were told.
    fn written(src: &str) -> (Option<String>, usize) {
        let text = Text::new("a.md", src);
        let mut told = Told::new(&text);
        let mut scan = Scan::default();
        assert_eq!(scan.feed(src, 0..src.len()), Some(src.len()), "{src}");
        let yaml = Flow::write(src, &scan, &mut told);
        let plain = |yaml: String| yaml.split(' ').filter(|part| !part.starts_with('!')).collect::<Vec<_>>().join(" ");
        let plain = |yaml: String| plain(yaml.replace("[!", "[ !").replace("{!", "{ !"));
        (yaml.map(plain), told.finish().len())
    }

    #[test]
    fn lists_and_fields_are_written_in_plain_punctuation() {
        for (src, yaml, told) in [
            ("[a, b]", r#"[ "a", "b", ]"#, 0),
            ("[a, , b,]", r#"[ "a", "b", ]"#, 0),
            ("【a，b】", r#"[ "a", "b", ]"#, 1),
            ("[甲、乙]", r#"[ "甲", "乙", ]"#, 1),
            ("[甲、乙, 丙]", r#"[ "甲、乙", "丙", ]"#, 0),
            ("[甲，乙, 丙]", r#"[ "甲", "乙", "丙", ]"#, 1),
            ("{a: b, c: ~}", r#"{ "a": "b", "c": ~, }"#, 0),
            ("{\"a\":\"b\"}", r#"{ "a": "b", }"#, 0),
            ("{名：甲，址：乙，丙}", r#"{ "名": "甲", "址": "乙，丙", }"#, 1),
            ("[[a], {b: c}, [通知] d, \"e, f\"]", r#"[ [ "a", ], { "b": "c", }, "[通知] d", "e, f", ]"#, 0),
            ("[【通知】, a]", r#"[ "【通知】", "a", ]"#, 0),
            ("［｛名称：表，文件：a.pdf｝］", r#"[ { "名称": "表", "文件": "a.pdf", }, ]"#, 1),
            ("[{名称: 表}，｛名称：甲，文件：b｝]", r#"[ { "名称": "表", }, { "名称": "甲", "文件": "b", }, ]"#, 1),
            ("[甲、乙，丙；丁]", r#"[ "甲", "乙", "丙", "丁", ]"#, 1),
            ("[｛五一｝, a]", r#"[ "｛五一｝", "a", ]"#, 0),
        ] {
            assert_eq!(written(src), (Some(yaml.to_owned()), told), "{src}");
        }
    }

    #[test]
    fn text_in_brackets_is_no_structure() {
        for src in ["【通知】", "{五一}", "{{ x }}", "{% raw %}", "｛五一｝"] {
            assert_eq!(written(src), (None, 0), "{src}");
        }
    }

    #[test]
    fn lines_that_are_comments_are_left_out() {
        let src = "[\n  # 注释，一\n  a\n  # 注释二\n]";
        let text = Text::new("a.md", src);
        let mut scan = Scan::default();
        for line in Lines::new(src, 0..src.len()).each(0..5).filter(|line| !src[line.start..].starts_with('#')) {
            scan.feed(src, line.content());
        }
        let yaml = Flow::write(src, &scan, &mut Told::new(&text));
        assert_eq!(yaml.as_deref(), Some(r#"!p0.38 [!p21.22 "a", ]"#));
    }
}
