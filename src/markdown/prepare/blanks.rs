//! Underscores that are a blank of a form, `姓名：____，单位：____`: they are text, and set nothing bold.

use super::Patch;
use super::emphasis::{Run, runs};
use crate::markdown::cjk::{has_cjk, is_closing_mark};
use std::ops::Range;

/// Fewer underscores than these may be emphasis.
const LONG: usize = 3;

/// The changes that `_` needs, in lines of Chinese.
pub(super) fn underscores(text: &str, out: &mut Vec<Patch>) {
    let mut line = 0..0;
    let mut chinese = false;
    for run in runs(text, b'_') {
        if run.start >= line.end {
            line = line_around(text, line.end, run.start);
            chinese = has_cjk(&text[line.clone()]);
        }
        if chinese && is_blank(&run) {
            out.extend((run.start..run.end).map(|at| Patch { at, cut: 1, put: "\u{fdd4}" }));
        }
    }
}

/// The line that a byte stands in; none of it is before `from`.
fn line_around(text: &str, from: usize, at: usize) -> Range<usize> {
    let end = |c| matches!(c, '\n' | '\r');
    let start = text[from..at].rfind(end).map_or(from, |end| from + end + 1);
    start..text[at..].find(end).map_or(text.len(), |end| at + end)
}

/// Whether a run is a blank: it is long, or no emphasis that was meant begins or ends with it.
fn is_blank(run: &Run<'_>) -> bool {
    let letters = |c: char| !c.is_whitespace();
    let begins = run.after.is_some_and(|c| letters(c) && !is_closing_mark(c) && !matches!(c, ')' | ',' | ';'));
    let parts = |c: char| matches!(c, '：' | '，' | '、' | '；' | ':') && run.after.is_some_and(letters);
    let ends = run.before.is_some_and(|c| letters(c) && !is_opening_mark(c) && !parts(c));
    run.end - run.start >= LONG || is_counted(&run.text[run.end..]) || !begins && !ends
}

fn is_opening_mark(c: char) -> bool {
    matches!(c, '（' | '(' | '《' | '〈' | '【' | '「' | '『' | '“' | '‘')
}

/// Whether a text begins with what is counted, by itself: `__年__月__日`, `__人，`.
fn is_counted(text: &str) -> bool {
    let rest = text.strip_prefix(['年', '月', '日', '时', '分', '元', '人', '份']);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::source::Source;

    /// A text with `-` for each underscore that is one.
    fn shown(text: &str) -> String {
        let mut patches = Vec::new();
        underscores(text, &mut patches);
        Source::new(text, 0).patched(patches).text.replace('\u{fdd4}', "-")
    }

    #[test]
    fn a_blank_of_a_form_is_text() {
        for text in [
            "姓名：________性别：____单位：________________",
            "姓名：____，单位：____。",
            "姓名：__，单位：__。",
            "姓名 __，单位：__ 。\n电话：___",
            "时间：__年__月__日，共__人，__元。",
            "____年____月____日（____）",
            "（__）",
            "姓名:__,单位:__;",
            "> 姓名：____\r\n> 单位：____",
        ] {
            assert!(!shown(text).replace(" __ ", "").contains("___"), "{}", shown(text));
            assert!(!shown(text).contains("_，") && !shown(text).contains("_年"), "{}", shown(text));
        }
        assert_eq!(shown("姓名：__，单位：__。"), "姓名：--，单位：--。");
        assert_eq!(shown("时间：__年__月__日"), "时间：--年--月--日");
    }

    #[test]
    fn an_emphasis_is_none() {
        for text in [
            "__重点__，_着重_。",
            "（__注意__）",
            "__时间：__ 3月8日",
            "请看__“重点”__内容",
            "__（重要）__",
            "__“重要”__，",
            "完__！__",
            "__年度工作__、__人员__",
            "甲\n\n___\n\n乙",
            "____\n",
            "___a___ b, c __, d",
            "a_b_c文件",
        ] {
            assert_eq!(shown(text), text);
        }
    }
}
