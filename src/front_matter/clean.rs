//! Line for line: what was typed → clean YAML, in which every key and every text is in double quotes and
//! carries its place as a tag.
//!
//! ```text
//! 标题：五一        !p0.6 "标题": !p9.15 "五一"
//! 标签：            !p16.22 "标签":
//! — 劳动              - !p30.36 "劳动"
//! ```
//!
//! Each line of the text is one line of the YAML, so that whatever serde_yaml could say has its line.

use super::dash::{Dash, dash};
use super::fence;
use super::frames::{Frame, Frames, Kind, Spot};
use super::key::{Separator, separator};
use super::lines::{Line, Lines};
use super::mistakes::DEPTH_MAX;
use super::scalar;
use super::told::Told;
use super::value::Open;
use std::fmt::Write;
use std::ops::Range;

/// The clean YAML of a part of a text. Without any field it is empty but for ends of lines.
pub(super) fn clean(src: &str, range: Range<usize>, told: &mut Told) -> String {
    let lines = Lines::new(src, range);
    let is_content = |line: Line| !line.is_blank() && !src.get(line.content()).unwrap_or("").starts_with('#');
    let first = (0..lines.len()).find(|&line| lines.get(line).is_some_and(is_content)).unwrap_or(0);
    let last = (0..lines.len()).rfind(|&line| lines.get(line).is_some_and(is_content)).unwrap_or(0);
    let margin = lines.each(0..lines.len()).filter(|line| !line.is_blank()).map(|line| line.column).min().unwrap_or(0);
    let mut cleaner = Cleaner {
        margin,
        src,
        lines,
        next: 0,
        frames: Frames::default(),
        open: Open::Nothing(0),
        skip: None,
        yaml: String::new(),
        owed: 0,
        told,
    };
    while let Some(line) = cleaner.lines.get(cleaner.next) {
        let index = cleaner.next;
        cleaner.next += 1;
        cleaner.line(&line, index == first || index == last);
        cleaner.owed += cleaner.next - index;
    }
    cleaner.flush();
    cleaner.yaml
}

/// No item has more fields.
const ITEM_FIELDS_MAX: usize = 20;

/// The state between two lines.
pub(super) struct Cleaner<'s, 't, 'd> {
    pub src: &'s str,
    pub lines: Lines<'s>,
    /// The least column of any line.
    margin: usize,
    /// The next line to be read.
    pub next: usize,
    pub frames: Frames,
    /// The value of the last key or item, which the lines below may go on with.
    open: Open,
    /// Lines further right than this belong to one that could not be read.
    skip: Option<usize>,
    yaml: String,
    /// Ends of line to be written behind the open value.
    owed: usize,
    pub told: &'d mut Told<'t>,
}

impl<'s> Cleaner<'s, '_, '_> {
    /// One line; values of several lines take those below with them.
    fn line(&mut self, line: &Line, outermost: bool) {
        if line.is_blank() {
            self.open.blank();
            return;
        }
        if self.skip.is_some_and(|limit| line.column > limit) {
            return;
        }
        self.skip = None;
        let content = self.slice(line.content());
        if content.starts_with('#') {
            return;
        }
        if line.column == 0 && fence::is_fence(content) {
            match outermost {
                true if content == "---" => {}
                true => self.told.fence(line, content),
                false => self.told.stray_fence(line.content()),
            }
            return;
        }
        let mut placed = line.clone();
        if line.odd && self.frames.depth() == 0 {
            placed.column = self.margin;
        }
        self.content(&mut placed);
        if line.odd || placed.column != line.column {
            self.told.odd_indent(self.src, line, placed.column);
        }
    }

    /// A line with something on it. Its column is put right where it can only have been meant otherwise.
    fn content(&mut self, line: &mut Line) {
        let goes_on = self.open.is_plain() && self.frames.find(line.column, Kind::Map) == Spot::Inside;
        if let Some(dash) = dash(self.src, line.content()).filter(|dash| dash.is_proper() || !goes_on) {
            return self.item(line, &dash);
        }
        match separator(self.src, line.content()).filter(|found| !goes_on || self.is_misplaced_field(found)) {
            Some(found) => self.field(line, &found),
            None => self.text(line),
        }
    }

    /// Whether a line below a text, further right than its field, is a field indented wrongly rather than
    /// more of the text. Below an item's text only a proper one is: items are often sentences.
    fn is_misplaced_field(&self, found: &Separator) -> bool {
        let below_item = self.frames.top().is_some_and(|top| top.kind == Kind::List);
        found.keyish && (!below_item || (!found.wide && found.spaced))
    }

    /// A line with a key.
    fn field(&mut self, line: &mut Line, found: &Separator) {
        if let Some(column) = self.column_of_item(line).filter(|_| !line.odd) {
            line.column = column;
        }
        let top = self.frames.depth().saturating_sub(1);
        let frame = match self.frames.find(line.column, Kind::Map) {
            Spot::At(frame) => Some(frame),
            Spot::Inside if self.open.is_nothing() => {
                if !self.enter(Kind::Map, line.column, line.odd, line.content()) {
                    return;
                }
                Some(self.frames.depth() - 1)
            }
            Spot::Inside => self.misplaced(line, &[top], Kind::Map, line.odd),
            Spot::Other(frame) | Spot::Left(frame) => self.misplaced(line, &[frame, frame + 1], Kind::Map, line.odd),
        };
        let Some(frame) = frame else {
            self.told.stray_field(line.content(), self.slice(line.content()));
            self.skip = Some(line.column);
            return;
        };
        self.begin(frame);
        self.key(line, found, line.column);
    }

    /// The column of the fields of an item, for a line at the column of its dash that can only be one of them: nothing
    /// else stands at that column, or the next item does.
    fn column_of_item(&self, line: &Line) -> Option<usize> {
        let list = self.frames.0.iter().rposition(|frame| frame.kind == Kind::List && frame.indent == line.column)?;
        let item = self.frames.0.get(list + 1).filter(|frame| frame.kind == Kind::Map && !frame.vague)?;
        let stands_alone = self.frames.find(line.column, Kind::Map) == Spot::Other(list);
        (stands_alone || self.is_before_an_item(line)).then_some(item.indent)
    }

    /// Whether lines with keys and values are all that stands between a line and an item at its column.
    fn is_before_an_item(&self, line: &Line) -> bool {
        let mut below = self.lines.each(self.next - 1..self.next + ITEM_FIELDS_MAX).filter(|next| !next.is_blank());
        let has_value = |next: &Line| {
            let value = separator(self.src, next.content()).map(|found| found.gap.end..next.end.max(found.gap.end));
            next.column == line.column && value.is_some_and(|value| !value.is_empty())
        };
        let is_item = |next: &Line| {
            let dash = dash(self.src, next.content()).filter(Dash::is_proper);
            next.column == line.column && dash.is_some()
        };
        below.find(|next| !has_value(next) || is_item(next)).is_some_and(|next| is_item(&next))
    }

    /// A line with a list item.
    fn item(&mut self, line: &mut Line, dash: &Dash) {
        let top = self.frames.depth().saturating_sub(1);
        let vague = line.odd || dash.odd || !dash.is_proper();
        let frame = match self.frames.find(line.column, Kind::List) {
            Spot::At(frame) => Some(frame),
            Spot::Inside if self.frames.top().is_some_and(|top| top.kind == Kind::List) && !self.open.is_nothing() => {
                self.misplaced(line, &[top], Kind::List, vague)
            }
            Spot::Other(frame) if frame != top => self.misplaced(line, &[frame + 1], Kind::List, vague),
            Spot::Left(frame) => self.misplaced(line, &[frame], Kind::List, vague),
            // Below a field: its list begins. If the field has a value already, the list is read all the
            // same, so that its items are not told one by one.
            Spot::Inside | Spot::Other(_) => {
                if !self.open.is_nothing() {
                    self.told.stray_item(line.content(), self.slice(line.content()));
                    if self.frames.depth() == 0 {
                        return;
                    }
                }
                if !self.enter(Kind::List, line.column, vague, line.content()) {
                    return;
                }
                Some(self.frames.depth() - 1)
            }
        };
        let Some(frame) = frame else {
            self.told.stray_item(line.content(), self.slice(line.content()));
            self.skip = Some(line.column);
            return;
        };
        self.begin(frame);
        self.told.dash(self.src, dash, self.slice(dash.rest..line.end));
        self.item_content(line, dash, vague);
    }

    /// What stands behind the mark of an item: another item, a key, or a value.
    fn item_content(&mut self, line: &Line, dash_: &Dash, vague: bool) {
        self.yaml.push_str("- ");
        let mut mark = dash_.clone();
        let (mut base, mut column) = (line.column, line.column + mark.width);
        loop {
            let rest = mark.rest..line.end.max(mark.rest);
            if let Some(inner) = dash(self.src, rest.clone()).filter(|inner| inner.is_proper() && !rest.is_empty()) {
                if !self.enter(Kind::List, column, vague || inner.odd, rest) {
                    return;
                }
                self.yaml.push_str("- ");
                (base, column) = (column, column + inner.width);
                mark = inner;
            } else if let Some(found) = separator(self.src, rest.clone()) {
                if self.enter(Kind::Map, column, vague, rest) {
                    self.key(line, &found, column);
                }
                return;
            } else {
                let stand = self.stand(mark.mark.end);
                self.open = self.value(rest, Some(base), stand);
                return;
            }
        }
    }

    /// A key and what stands behind it on the line.
    fn key(&mut self, line: &Line, found: &Separator, column: usize) {
        let name = self.told.name(self.src, found);
        let rest = found.gap.end..line.end.max(found.gap.end);
        self.told.colon(&name, found, self.slice(rest.clone()));
        let _ = write!(self.yaml, "!p{}.{} ", found.key.start, found.key.end);
        scalar::quote(&mut self.yaml, &name);
        self.yaml.push(':');
        let stand = self.stand(found.after);
        self.open = self.value(rest, Some(column), stand);
    }

    /// A line that is neither: a value below its key, or more of the text above.
    fn text(&mut self, line: &Line) {
        let inside = self.frames.find(line.column, Kind::Map) == Spot::Inside;
        if inside && self.open.is_plain() {
            self.open.go_on(self.src, line, self.told);
        } else if inside && self.open.is_nothing() {
            // Without any field only brackets can hold some.
            let root = self.frames.depth() == 0;
            if root && !self.slice(line.content()).starts_with(['[', '{']) {
                return self.stray(line);
            }
            let open = self.value(line.content(), self.frames.base(), line.start);
            if root && open.is_plain() {
                return self.stray(line);
            }
            self.open = open;
        } else {
            self.stray(line);
        }
    }

    /// The first of some frames that is of a kind, for a line whose column is not its; which is told. Where
    /// the columns are vague, the line is moved to it.
    fn misplaced(&mut self, line: &mut Line, frames: &[usize], kind: Kind, vague: bool) -> Option<usize> {
        let index = *frames.iter().find(|&&frame| self.frames.kind(frame) == Some(kind))?;
        let frame = self.frames.0.get_mut(index)?;
        let indent = frame.indent;
        let vague = vague || frame.vague;
        if vague {
            line.column = indent;
        } else if index == 0 && line.column < indent {
            (frame.indent, frame.also) = (line.column, Some(indent));
        } else {
            frame.also = Some(line.column);
        }
        if !vague {
            let content = self.slice(line.content());
            self.told.indentation(line.content(), content, kind, indent);
        }
        Some(index)
    }

    fn stray(&mut self, line: &Line) {
        self.told.stray_line(line.content(), self.slice(line.content()));
        self.skip = Some(line.column);
    }

    /// Opens a list or a mapping as the value of what came last, unless it would stand too deep.
    fn enter(&mut self, kind: Kind, indent: usize, vague: bool, span: Range<usize>) -> bool {
        if self.frames.depth() >= DEPTH_MAX {
            self.told.too_deep(span.clone());
            self.open = Open::nothing_more(span.start..span.start);
            self.skip = self.frames.base();
            return false;
        }
        self.open = Open::written();
        self.frames.0.push(Frame::new(kind, indent, vague));
        true
    }

    /// Begins a line of a frame; the frames inside it are over.
    fn begin(&mut self, frame: usize) {
        self.flush();
        self.frames.0.truncate(frame + 1);
        self.yaml.extend(std::iter::repeat_n("  ", frame));
    }

    /// Writes the open value and the ends of line behind it.
    fn flush(&mut self) {
        let open = std::mem::replace(&mut self.open, Open::written());
        if self.frames.depth() > 0 || !open.is_nothing() {
            open.write(&mut self.yaml);
        }
        self.yaml.extend(std::iter::repeat_n('\n', std::mem::take(&mut self.owed)));
    }

    /// Where a value would stand behind a mark.
    fn stand(&self, mark: usize) -> usize {
        if self.slice(mark..self.src.len()).starts_with(' ') { mark + 1 } else { mark }
    }

    /// A part of the text.
    pub(super) fn slice(&self, range: Range<usize>) -> &'s str {
        self.src.get(range).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;

    #[test]
    fn each_line_of_the_text_is_one_line_of_clean_yaml() {
        let src = "标题：五一\n# 注释\n标签：\n— 劳动\n摘要: 一\n  二\n\na: [b，c]\nd:\n  - e: \"f\"\n    g:\n";
        let text = Text::new("a.md", src);
        let yaml = clean(src, 0..src.len(), &mut Told::new(&text));
        let lines = [
            r#"!p0.6 "标题": !p9.15 "五一""#,
            "",
            r#"!p25.31 "标签":"#,
            r#"  - !p39.45 "劳动""#,
            r#"!p46.52 "摘要": !p54.63 "一二""#,
            "",
            "",
            r#"!p65.66 "a": !p68.75 [!p69.70 "b", !p73.74 "c", ]"#,
            r#"!p76.77 "d":"#,
            r#"  - !p83.84 "e": !p86.89 "f""#,
            r#"    !p94.95 "g": !p96.96 ~"#,
        ];
        assert_eq!(yaml.lines().collect::<Vec<_>>(), lines);
    }
}
