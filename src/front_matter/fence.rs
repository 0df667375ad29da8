//! Where the front matter of a .md file lies: between two lines of `---`.

mod say;

use super::dash::dash;
use super::key::{plain_name, separator};
use super::lines::{Line, Lines};
use super::space::is_space;
use super::told::Told;
use crate::diagnostic::{Diagnostic, Text};
use crate::letters::is_dash;
use std::ops::Range;

/// The two parts of a .md file, in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The lines between the `---`; None where the file does not begin with one.
    pub head: Option<Range<usize>>,
    /// What follows.
    pub body: Range<usize>,
    /// What is told about the `---` lines, not about what stands between them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the front matter at the beginning of a .md file, after blank lines at most. `is_field` says which names
/// are those of fields there.
///
/// Where the closing `---` is missing, the head ends after the last line of fields, so that the body is never
/// swallowed; that is an error. So is a field that would become a part of the body there: it may be the one that
/// says that nothing is published yet. A `---` in the body is Markdown's, and what follows a head that is closed is
/// never looked at.
pub fn split(text: &Text, is_field: &dyn Fn(&str) -> bool) -> Split {
    let src: &str = &text.text;
    let mut told = Told::new(text);
    let page = Page { src, lines: Lines::new(src, 0..src.len()), is_field };
    let (head, body) = page.split(&mut told);
    Split { head, body, diagnostics: told.finish() }
}

/// Whether a line's content is typed as a dividing line: three or more dashes of any width, or `===`. Two
/// em dashes are what one key gives in Chinese typing. `- --` is a list item.
pub(super) fn is_fence(content: &str) -> bool {
    let marks = || content.chars().filter(|&c| !is_space(c));
    let weight = |c: char| if c == '—' { 2 } else { 1 };
    let dashes = marks().all(|c| is_dash(c) || c == '─');
    let doubles = marks().all(|c| matches!(c, '=' | '＝'));
    let item = content.contains('-') && content.contains(is_space);
    (dashes || doubles) && !item && marks().map(weight).take(3).sum::<usize>() >= 3
}

/// What a line looks like, taken alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Blank,
    /// `key: value`.
    Key {
        /// Whether it is plain that it is no sentence.
        certain: bool,
        /// Whether a field has that name.
        known: bool,
    },
    /// A list item, or an indented line.
    Part,
    Comment,
    Text,
}

/// A field may have gone astray in so many lines after the others; further down the text has long begun, and what is
/// named like a field is most often a part of it.
const ASTRAY_MAX: usize = 10;

struct Page<'s> {
    src: &'s str,
    lines: Lines<'s>,
    is_field: &'s dyn Fn(&str) -> bool,
}

impl Page<'_> {
    fn split(&self, told: &mut Told) -> (Option<Range<usize>>, Range<usize>) {
        let whole = 0..self.src.len();
        let Some(open) = (0..self.lines.len()).find(|&index| !self.line(index).is_blank()) else {
            self.tell_none(0, told);
            return (None, whole);
        };
        let opening = self.line(open);
        if !is_fence(self.content(open)) {
            return self.without_opening(open, told);
        }
        let end = self.end_of_fields(open + 1);
        let close = self.closing(open);
        let closed = close.filter(|&close| self.is_plausible(open + 1, end, close));
        if closed.is_none() && !(open + 1..end).any(|line| matches!(self.look(line), Look::Key { .. })) {
            if let Some(close) = close.filter(|&close| self.are_names(open + 1, close)) {
                self.tell_no_colons(open + 1, told);
                return (None, self.begin(close + 1)..whole.end);
            }
            // A rule above a text, not fields.
            self.tell_none(open, told);
            return (None, whole);
        }
        self.tell_fence(open, told);
        let begin = self.begin(open + 1);
        match closed {
            Some(close) => {
                self.tell_fence(close, told);
                (Some(begin..self.line(close).begin), self.begin(close + 1)..whole.end)
            }
            None => {
                self.tell_unclosed(opening, end, close, told);
                self.tell_astray(end, told);
                let end = self.begin(end);
                (Some(begin..end), end..whole.end)
            }
        }
    }

    /// The first line that could close what `open` opens. A rule inside an indented text does not.
    fn closing(&self, open: usize) -> Option<usize> {
        let margin = self.line(open).column;
        (open + 1..self.lines.len()).find(|&index| {
            let line = self.line(index);
            let stray_space = || {
                let above = (open..index).rev().find(|&above| !self.line(above).is_blank()).unwrap_or(open);
                let complete = !self.content(above).ends_with(['|', '>', '-', '+', ':', '：']) || above == open;
                complete && self.line(above).column < line.column
            };
            is_fence(self.content(index)) && (line.column <= margin || stray_space())
        })
    }

    /// The line after the last one of the fields that begin at `from`: at a text, or at a blank line that no
    /// certain or known field follows.
    fn end_of_fields(&self, from: usize) -> usize {
        let (mut end, mut seen, mut blank) = (from, false, false);
        for index in from..self.lines.len() {
            match self.look(index) {
                _ if is_fence(self.content(index)) && self.line(index).column == 0 => break,
                Look::Blank => blank = seen,
                Look::Key { certain, known } if certain || known || !blank => {
                    (end, seen, blank) = (index + 1, true, false)
                }
                Look::Part if seen && !blank => end = index + 1,
                Look::Comment if !blank => {}
                _ => break,
            }
        }
        end
    }

    /// The known fields in the first lines from `end`, where the fields end, up to the line `to`.
    fn astray(&self, end: usize, to: usize) -> Vec<usize> {
        self.typed(end, to).take(ASTRAY_MAX).filter(|&index| self.is_known(index)).collect()
    }

    /// The first line further down that is named like one.
    fn far(&self, end: usize) -> Option<usize> {
        self.typed(end, self.lines.len()).skip(ASTRAY_MAX).find(|&index| self.is_known(index))
    }

    /// The lines from one to another that are not blank.
    fn typed(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        (from..to).filter(|&index| !self.line(index).is_blank())
    }

    fn is_known(&self, index: usize) -> bool {
        matches!(self.look(index), Look::Key { known: true, .. })
    }

    /// Whether all up to the line `close` is front matter with a few mistakes in it, rather than an unclosed
    /// one with a body behind it in which `close` is a rule.
    fn is_plausible(&self, from: usize, end: usize, close: usize) -> bool {
        let (mut fields, mut texts, mut prose) = (0, 0, false);
        for index in end.min(close)..close {
            match self.look(index) {
                Look::Text => texts += 1,
                Look::Blank => prose |= texts == 0,
                Look::Key { .. } | Look::Part => fields += 1,
                Look::Comment => {}
            }
        }
        let begun = end > from;
        let goes_on = begun && !self.astray(end, close).is_empty();
        texts == 0 || goes_on || if prose { fields > texts && begun } else { texts <= 1 || (fields >= texts && begun) }
    }

    fn look(&self, index: usize) -> Look {
        let line = self.line(index);
        let content = self.content(index);
        if line.is_blank() {
            return Look::Blank;
        }
        if content.starts_with('#') {
            return Look::Comment;
        }
        if let Some(found) = separator(self.src, line.content()) {
            let name = self.src.get(found.key.clone()).unwrap_or("");
            let known = (self.is_field)(&plain_name(name).unwrap_or_else(|| name.to_owned()).replace(is_space, ""));
            let ascii = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '"'));
            return Look::Key { certain: ascii && found.keyish && !found.wide && found.spaced, known };
        }
        let item = dash(self.src, line.content()).is_some();
        if item || line.column > 0 || content.starts_with(['}', ']']) { Look::Part } else { Look::Text }
    }

    fn line(&self, index: usize) -> Line {
        let end = self.src.len();
        let none = Line { begin: end, start: end, end, stop: end, column: 0, odd: false };
        self.lines.get(index).unwrap_or(none)
    }

    /// Where a line begins; behind the last one the text ends.
    fn begin(&self, index: usize) -> usize {
        self.line(index).begin
    }

    fn content(&self, index: usize) -> &str {
        self.src.get(self.line(index).content()).unwrap_or("")
    }

    /// Fields at the beginning without a line before them are read as meant; a text is a body.
    fn without_opening(&self, first: usize, told: &mut Told) -> (Option<Range<usize>>, Range<usize>) {
        self.tell_none(first, told);
        let whole = 0..self.src.len();
        if !self.are_fields(first) {
            return (None, whole);
        }
        let end = self.end_of_fields(first);
        let begin = self.begin(first);
        match self.closing_of(first, end) {
            Some(close) => (Some(begin..self.line(close).begin), self.begin(close + 1)..whole.end),
            None => {
                self.tell_astray(end, told);
                (Some(begin..self.begin(end)), self.begin(end)..whole.end)
            }
        }
    }

    /// The line that closes fields which nothing opens: they go from `first` to `end`.
    fn closing_of(&self, first: usize, end: usize) -> Option<usize> {
        self.closing(first).filter(|&close| self.is_plausible(first, end, close))
    }

    /// Whether the lines up to `close` are fields without their colons: few, and one begins with a title.
    fn are_names(&self, from: usize, close: usize) -> bool {
        let named = |line: usize| {
            let content = self.content(line).trim_start_matches(['【', '［', '[']);
            ["标题", "title", "日期", "date"].iter().any(|name| content.to_ascii_lowercase().starts_with(name))
        };
        close - from <= 30 && (from..close).any(named)
    }

    /// Whether what begins at a line is plainly fields.
    fn are_fields(&self, first: usize) -> bool {
        match self.look(first) {
            Look::Key { certain, .. } => {
                let end = self.end_of_fields(first);
                let titled = || (first..end).any(|line| self.content(line).starts_with("标题"));
                certain || is_fence(self.content(end)) || titled()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::in_words;
    use super::*;

    fn is_field(name: &str) -> bool {
        ["title", "标题", "日期", "摘要", "草稿"].contains(&name)
    }

    /// Head and body, and behind them what was told.
    fn cut(src: &str) -> (Option<&str>, &str, Vec<String>) {
        let split = split(&Text::new("a.md", src), &is_field);
        let told = split.diagnostics.iter().map(|told| in_words(src, told)).collect();
        (split.head.map(|head| src.get(head).unwrap()), src.get(split.body).unwrap(), told)
    }

    fn codes(src: &str) -> (Option<&str>, &str, Vec<&'static str>) {
        let split = split(&Text::new("a.md", src), &is_field);
        let codes = split.diagnostics.iter().map(|told| told.code.id).collect();
        (split.head.map(|head| src.get(head).unwrap()), src.get(split.body).unwrap(), codes)
    }

    #[test]
    fn the_head_stands_between_two_lines() {
        for (src, head, body) in [
            ("---\ntitle: x\n---\n正文", "title: x\n", "正文"),
            ("---\r\ntitle: x\r\n---\r\n正文\r\n", "title: x\r\n", "正文\r\n"),
            ("---\rtitle: x\r---\r正文", "title: x\r", "正文"),
            ("\n \n---\ntitle: x\n---", "title: x\n", ""),
            ("---\n---\n正文", "", "正文"),
            ("--- \ntitle: x\n---\t\n正文", "title: x\n", "正文"),
            ("---\ntitle: |\n  ---\n  a\n---\n正文", "title: |\n  ---\n  a\n", "正文"),
            ("---\nentries: [\n{a: b},\n]\n---\n正文", "entries: [\n{a: b},\n]\n", "正文"),
            ("---\ntitle: x\n\n日期：x\n---\n正文", "title: x\n\n日期：x\n", "正文"),
        ] {
            assert_eq!(cut(src), (Some(head), body, Vec::new()), "{src:?}");
        }
    }

    #[test]
    fn a_rule_in_the_body_is_markdowns() {
        let src = "---\ntitle: x\n---\n正文\n\n---\n\n再";
        assert_eq!(cut(src), (Some("title: x\n"), "正文\n\n---\n\n再", Vec::new()));
    }

    #[test]
    fn lines_typed_otherwise_are_accepted_and_told() {
        for typed in ["———", "——", "－－－", "— — —", "–––", "===", "----", "＝＝＝", " ---", "\u{3000}---"]
        {
            let src = format!("{typed}\ntitle: x\n{typed}\n正文");
            let fence = "front-matter-fence";
            assert_eq!(codes(&src), (Some("title: x\n"), "正文", vec![fence, fence]), "{typed}");
        }
        assert_eq!(
            cut("———\ntitle: x\n---\n").2,
            [
                "front-matter-fence 1:1 分隔线写成了“———”，已读作“---”；改法：单独写一行三个英文减号：--- → \"---\\ntitle: x\\n---\\n\""
            ]
        );
    }

    #[test]
    fn a_line_of_few_dashes_or_of_something_else_is_no_dividing_line() {
        for content in ["--", "—", "==", "- --", "- - -", "-- x", "***", "", "｜"] {
            assert!(!is_fence(content), "{content}");
        }
    }

    #[test]
    fn a_mistake_among_the_fields_does_not_end_them() {
        for head in ["title: x\n标题 五一\n", "标题 五一\n", "title: x\n标题 五一\ndate: x\n栏目 x\ntags: y\n"]
        {
            let src = format!("---\n{head}---\n正文");
            assert_eq!(codes(&src), (Some(head), "正文", vec![]), "{src:?}");
        }
    }

    #[test]
    fn an_unclosed_head_ends_after_its_last_field() {
        for (src, head) in [
            ("---\ntitle: x\ndate: y\n\n正文第一段\n", "title: x\ndate: y\n"),
            ("---\ntitle: x\ntags:\n  - a\n\n各基层工会：\n　　根据\n", "title: x\ntags:\n  - a\n"),
            ("---\ntitle: x\n\ndate: y\n# 标题\n正文\n", "title: x\n\ndate: y\n"),
            ("---\ntitle: x\n\n# 标题\n\n正文\n\n---\n\n再", "title: x\n"),
            ("---\ntitle: x\n正文\n更多\n再多\n---\n\n再", "title: x\n"),
            ("---\ntitle: x", "title: x"),
        ] {
            let body = src.get(4 + head.len()..).unwrap();
            assert_eq!(codes(src), (Some(head), body, vec!["unclosed-front-matter"]), "{src:?}");
        }
        assert_eq!(
            cut("---\r\ntitle: x\r\n\r\n正文").2,
            ["unclosed-front-matter 1:1 开头的 --- 没有收尾；改法：在第 2 行“title: x”的后面另起一行，单独写 --- → \
              \"---\\r\\ntitle: x\\r\\n---\\r\\n\\r\\n正文\""]
        );
        assert!(cut("---\ntitle: x").2[0].ends_with("→ \"---\\ntitle: x\\n---\\n\""));
    }

    #[test]
    fn a_field_apart_from_the_others_never_becomes_text() {
        let codes_of = |src: &str| codes(src).2;
        for head in [
            "标题: x\n摘要: 一\n第二行\n第三行\n草稿: 是\n",
            "标题: x\n标签:\n1. 甲\n2. 乙\n草稿：是\n",
            "标题: x\n摘要: 一\n\n第二行\n草稿: 是\n",
        ] {
            let closed = format!("---\n{head}---\n正文");
            assert_eq!(codes(&closed), (Some(head), "正文", vec![]), "{head}");
            let unopened = format!("{head}---\n正文");
            assert_eq!(codes(&unopened), (Some(head), "正文", vec!["front-matter-fence"]), "{head}");
            let unclosed = format!("---\n{head}\n正文");
            assert_eq!(codes_of(&unclosed), ["unclosed-front-matter", "stray-line"], "{head}");
            assert!(!cut(&unclosed).2[0].contains('→'), "{head}");
            let bare = format!("{head}\n正文");
            assert_eq!(codes_of(&bare), ["front-matter-fence", "stray-line"], "{head}");
            assert!(!cut(&bare).2[0].contains('→'), "{head}");
        }
        for blank in ["标题: x\n日期: y\n\n草稿: 是\n", "标题: x\n\n\n草　稿：是\n"] {
            assert_eq!(codes(&format!("{blank}\n正文")), (Some(blank), "\n正文", vec!["front-matter-fence"]));
            let unclosed = format!("---\n{blank}\n正文");
            assert_eq!(codes(&unclosed), (Some(blank), "\n正文", vec!["unclosed-front-matter"]));
        }
    }

    #[test]
    fn a_field_far_below_the_others_is_told_and_nothing_is_closed_above_it_unseen() {
        let text = "第几行\n".repeat(12);
        for open in ["---\n", ""] {
            let src = format!("{open}标题: x\n\n{text}草稿：是\n日期：y\n");
            let told = cut(&src).2;
            let code = if open.is_empty() { "front-matter-fence" } else { "unclosed-front-matter" };
            assert!(told[0].starts_with(code) && !told[0].contains('→'), "{told:?}");
            assert!(told[1].contains("“草稿：是”像是字段，离开头的字段太远，读作正文"), "{told:?}");
            assert_eq!(told.len(), 2, "{told:?}");
        }
    }

    #[test]
    fn a_body_below_a_closed_head_may_begin_like_a_field() {
        for body in ["时间：3月8日\n地点：会议室", "草稿：是", "\n标题: x\n---\n正文", "日期：明天\n\n---\n"]
        {
            assert_eq!(cut(&format!("---\ntitle: x\n---\n{body}")), (Some("title: x\n"), body, Vec::new()));
        }
    }

    #[test]
    fn a_line_that_could_close_is_named_where_it_is_not_plain_whether_it_does() {
        assert_eq!(
            cut("---\ntitle: x\n正文\n更多\n---\n\n再").2,
            [
                "unclosed-front-matter 1:1 开头的 --- 没有收尾；改法：如果字段到第 2 行“title: x”为止，在它的后面另起一行，\
                 单独写 ---；如果到第 5 行的 --- 为止，上面不是“字段: 值”的每一行前面加两个空格"
            ]
        );
    }

    #[test]
    fn without_front_matter_all_is_body() {
        for src in ["", "\n\n", "正文\n\n---\n\n再", "---", "---\n\n正文\n\n---\n\n正文", "时间：3月8日\n地点：会议室"]
        {
            let (head, body, told) = cut(src);
            assert_eq!((head, body), (None, src));
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].starts_with("no-front-matter ") && !told[0].contains('→'), "{told:?}");
        }
        assert_eq!(
            cut("正文").2,
            ["no-front-matter 1:1 文件开头没有字段，标题、日期等都不知道；改法：在最前面写一行 ---，下面写“标题: …”\
              “日期: 2026-3-8”，再写一行 ---"]
        );
    }

    #[test]
    fn fields_without_lines_around_them_are_told_with_the_mend() {
        for (src, head, body, mended) in [
            ("title: x\n\n正文", "title: x\n", "\n正文", "---\\ntitle: x\\n---\\n\\n正文"),
            ("title: x\n---\n正文", "title: x\n", "正文", "---\\ntitle: x\\n---\\n正文"),
            ("标题：x", "标题：x", "", "---\\n标题：x\\n---\\n"),
            ("日期: y\n\n标题: x\n", "日期: y\n\n标题: x\n", "", "---\\n日期: y\\n\\n标题: x\\n---\\n"),
        ] {
            let help = "在第一行单独写 ---，字段写完后再单独写一行 ---";
            let told = format!("front-matter-fence 1:1 文件开头的字段前面没有 ---；改法：{help} → \"{mended}\"");
            assert_eq!(cut(src), (Some(head), body, vec![told]));
        }
    }
}
