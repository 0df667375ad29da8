//! The words for what was typed otherwise than YAML wants it and read as meant.

use super::codes::*;
use super::dash::Dash;
use super::key::{Separator, plain_name};
use super::lines::Line;
use super::scalar;
use super::space::{self, is_odd};
use super::told::{Told, clip};
use crate::both;
use crate::diagnostic::Edit;
use std::ops::Range;

/// A mend of no more characters is shown whole.
const COPIED_MAX: usize = 100;

impl Told<'_> {
    /// The name of a field as meant: quotes undone, full-width letters and digits folded (which is told).
    pub(super) fn name(&mut self, src: &str, found: &Separator) -> String {
        let span = found.key.clone();
        if found.quoted {
            return scalar::undo(src, span, self);
        }
        let mut typed = String::new();
        scalar::push_clean(&mut typed, src.get(span.clone()).unwrap_or(""), span.start, self);
        let Some(plain) = plain_name(&typed) else { return typed };
        self.tell_edit(
            &FULL_WIDTH_KEY,
            span.clone(),
            || {
                (
                    both!(
                        "字段“{typed}”里有全角或看不见的字符，已读作“{plain}”",
                        "the field “{typed}” holds full-width or unseen characters, it was read as “{plain}”"
                    ),
                    both!("写成“{plain}”", "write “{plain}”"),
                )
            },
            || Some(Edit { span, text: plain.clone() }),
        );
        plain
    }

    /// A colon that is full-width, has no space behind it, or odd spaces around it.
    pub(super) fn colon(&mut self, name: &str, found: &Separator, value: &str) {
        let code = match (found.wide, found.spaced, found.odd) {
            (true, ..) => &FULL_WIDTH_COLON,
            (_, false, _) => &COLON_SPACE,
            (.., true) => &ODD_SPACE,
            _ => return,
        };
        let say = || {
            let (name, value) = (clip(name), clip(value));
            let right = format!("{name}: {value}").trim_end().to_owned();
            let message = match (found.wide, found.spaced) {
                (true, _) if found.twice => both!(
                    "“{name}”后面的冒号写了两次，已读作“{right}”",
                    "the colon of “{name}” was typed twice, it was read as “{right}”"
                ),
                (true, _) => both!(
                    "“{name}”后面是中文冒号，已读作“{right}”",
                    "a full-width colon follows “{name}”, it was read as “{right}”"
                ),
                (_, false) => both!(
                    "“{name}”的冒号后面少一个空格，已读作“{right}”",
                    "no space follows the colon of “{name}”, it was read as “{right}”"
                ),
                _ => both!(
                    "“{name}”的冒号旁边有全角空格、制表符之类，已当作普通空格",
                    "odd spaces stand beside the colon of “{name}”, they were read as plain ones"
                ),
            };
            (message, both!("写成英文冒号加一个空格：{right}", "write a plain colon and a space: {right}"))
        };
        let right = if value.is_empty() { ":" } else { ": " };
        self.tell_edit(code, found.gap.clone(), say, || Some(Edit { span: found.gap.clone(), text: right.to_owned() }));
    }

    /// White space before a line that is not spaces, or not as many as its neighbours have where these are
    /// odd; it was read as `count` spaces.
    pub(super) fn odd_indent(&mut self, src: &str, line: &Line, count: usize) {
        let span = line.begin..line.start;
        let odd = src.get(span.clone()).and_then(|typed| typed.chars().find(|&c| is_odd(c)));
        let say = || {
            let (zh, en) = odd.map_or(("空格", "spaces"), space::name);
            let message = match count {
                _ if odd.is_none() => both!(
                    "这一行没有与同一层的其他行对齐，已当作行首有 {count} 个空格",
                    "the line is not aligned with its neighbours, it was read as if it began with {count} spaces"
                ),
                0 => both!("行首有{zh}，已略去", "the line begins with {en}, which was left out"),
                _ => {
                    both!("行首有{zh}，已当作 {count} 个普通空格", "the line begins with {en}, read as {count} spaces")
                }
            };
            let help = match count {
                0 => both!(
                    "删掉它：把光标放到行首，按一次 Delete",
                    "delete it: put the cursor at the start of the line and press Delete"
                ),
                _ => both!(
                    "行首只用普通空格：这里用 {count} 个",
                    "begin lines with plain spaces only: {count} of them here"
                ),
            };
            (message, help)
        };
        self.tell_edit(&ODD_SPACE, span.clone(), say, || Some(Edit { span, text: " ".repeat(count) }));
    }

    /// A list item that does not begin with `- `.
    pub(super) fn dash(&mut self, src: &str, dash: &Dash, rest: &str) {
        let (code, span) = match (dash.is_proper(), dash.odd) {
            (true, true) => (&ODD_SPACE, dash.mark.start..dash.rest),
            (true, false) => return,
            _ => (&LIST_DASH, dash.mark.start..dash.rest),
        };
        let say = || {
            let mark = src.get(dash.mark.clone()).unwrap_or("");
            let rest = clip(rest);
            let message = match (dash.hyphen, dash.spaced) {
                (true, true) => both!(
                    "列表项的“-”后面是全角空格、制表符之类，已当作普通空格",
                    "an odd space follows the “-” of a list item, it was read as a plain one"
                ),
                (true, false) => both!(
                    "“-”后面少一个空格，已读作列表项“- {rest}”",
                    "no space follows “-”, it was read as the list item “- {rest}”"
                ),
                _ => both!(
                    "列表项前面写的是“{mark}”，已读作“- {rest}”",
                    "a list item begins with “{mark}”, it was read as “- {rest}”"
                ),
            };
            (
                message,
                both!("列表项写成减号加一个空格：- {rest}", "begin list items with a hyphen and a space: - {rest}"),
            )
        };
        let right = if rest.is_empty() { "-" } else { "- " };
        self.tell_edit(code, span.clone(), say, || Some(Edit { span, text: right.to_owned() }));
    }

    /// Chinese punctuation in brackets; `right` is the value as it was read.
    pub(super) fn brackets(&mut self, span: Range<usize>, right: String) {
        let shown = clip(&right);
        // What is to be typed is never cut; nobody types what is longer.
        let copied = right.chars().count() <= COPIED_MAX && !right.contains(['\n', '\r']);
        let (zh, en) = match copied.then_some(&right) {
            Some(right) => (format!("写成英文标点：{right}"), format!("write plain punctuation: {right}")),
            None => ("把里面的标点都写成英文的".to_owned(), "write plain punctuation in it throughout".to_owned()),
        };
        self.tell_edit(
            &BRACKET_PUNCTUATION,
            span.clone(),
            || {
                (
                    both!(
                        "括号里用了中文标点，或冒号后面少空格，已读作“{shown}”",
                        "full-width punctuation in brackets, or no space after a colon, was read as “{shown}”"
                    ),
                    both!(
                        "{zh}；如果本来是一段文字，给它加上英文双引号",
                        "{en}; if it is meant as text, put it in double quotes"
                    ),
                )
            },
            || Some(Edit { span, text: right }),
        );
    }

    /// A line of dashes at the edge of a file of fields.
    pub(super) fn fence(&mut self, line: &Line, typed: &str) {
        let span = line.begin..line.end;
        let typed = clip(typed);
        self.tell_edit(
            &FENCE,
            span.clone(),
            || {
                (
                    both!(
                        "分隔线写成了“{typed}”，已读作“---”",
                        "the dividing line is typed “{typed}”, it was read as “---”"
                    ),
                    both!("单独写一行三个英文减号：---", "write three hyphens alone on the line: ---"),
                )
            },
            || Some(Edit { span, text: "---".to_owned() }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;

    #[test]
    fn a_full_width_colon_is_read_as_meant() {
        assert_eq!(
            told("title：五一"),
            [
                "full-width-colon 1:6 “title”后面是中文冒号，已读作“title: 五一”；改法：写成英文冒号加一个空格：title: 五一 → \"title: 五一\""
            ]
        );
    }

    #[test]
    fn a_colon_without_a_space_is_read_as_meant() {
        assert_eq!(
            told("title:五一"),
            [
                "colon-space 1:6 “title”的冒号后面少一个空格，已读作“title: 五一”；改法：写成英文冒号加一个空格：title: 五一 → \"title: 五一\""
            ]
        );
    }

    #[test]
    fn an_odd_space_beside_the_colon_is_a_space() {
        assert_eq!(
            told("title:\u{3000}五一"),
            [
                "odd-space 1:6 “title”的冒号旁边有全角空格、制表符之类，已当作普通空格；改法：写成英文冒号加一个空格：title: 五一 → \"title: 五一\""
            ]
        );
    }

    #[test]
    fn a_full_width_colon_without_a_value_needs_no_space() {
        assert_eq!(
            told("title："),
            [
                "full-width-colon 1:6 “title”后面是中文冒号，已读作“title:”；改法：写成英文冒号加一个空格：title: → \"title:\""
            ]
        );
    }

    #[test]
    fn full_width_letters_in_a_name_are_folded() {
        assert_eq!(
            told("ｔｉｔｌｅ: x"),
            [
                "full-width-key 1:1 字段“ｔｉｔｌｅ”里有全角或看不见的字符，已读作“title”；改法：写成“title” → \"title: x\""
            ]
        );
    }

    #[test]
    fn a_tab_before_a_line_is_spaces() {
        assert_eq!(
            told("a:\n\tb: c"),
            [
                "odd-space 2:1 行首有制表符（Tab），已当作 4 个普通空格；改法：行首只用普通空格：这里用 4 个 → \"a:\\n    b: c\""
            ]
        );
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(
            told("\u{200b}a: b"),
            ["odd-space 1:1 行首有看不见的字符，已略去；改法：删掉它：把光标放到行首，按一次 Delete → \"a: b\""]
        );
    }

    #[test]
    fn beside_a_tab_no_line_is_blamed_for_its_spaces() {
        assert_eq!(
            told("a:\n\tb: c\n  d: e"),
            [
                "odd-space 2:1 行首有制表符（Tab），已当作 4 个普通空格；改法：行首只用普通空格：这里用 4 个 → \"a:\\n    b: c\\n  d: e\"",
                "odd-space 3:1 这一行没有与同一层的其他行对齐，已当作行首有 4 个空格；改法：行首只用普通空格：这里用 4 个 → \"a:\\n\\tb: c\\n    d: e\""
            ]
        );
    }

    #[test]
    fn another_dash_begins_a_list_item() {
        assert_eq!(
            told("a:\n- b\n— c"),
            [
                "list-dash 3:1 列表项前面写的是“—”，已读作“- c”；改法：列表项写成减号加一个空格：- c → \"a:\\n- b\\n- c\""
            ]
        );
    }

    #[test]
    fn a_hyphen_without_a_space_begins_a_list_item() {
        assert_eq!(
            told("a:\n-b"),
            ["list-dash 2:1 “-”后面少一个空格，已读作列表项“- b”；改法：列表项写成减号加一个空格：- b → \"a:\\n- b\""]
        );
    }

    #[test]
    fn an_odd_space_behind_the_hyphen_is_a_space() {
        assert_eq!(
            told("a:\n-\tb"),
            [
                "odd-space 2:1 列表项的“-”后面是全角空格、制表符之类，已当作普通空格；改法：列表项写成减号加一个空格：- b → \"a:\\n- b\""
            ]
        );
    }

    #[test]
    fn full_width_brackets_and_commas_make_a_list() {
        assert_eq!(
            told("a: 【b，c】"),
            [
                "bracket-punctuation 1:4 括号里用了中文标点，或冒号后面少空格，已读作“[b, c]”；改法：写成英文标点：[b, c]；如果本来是一段文字，给它加上英文双引号 → \"a: [b, c]\""
            ]
        );
    }

    #[test]
    fn in_brackets_a_colon_without_a_space_is_read_as_meant() {
        assert_eq!(
            told("a: {b:c}"),
            [
                "bracket-punctuation 1:4 括号里用了中文标点，或冒号后面少空格，已读作“{b: c}”；改法：写成英文标点：{b: c}；如果本来是一段文字，给它加上英文双引号 → \"a: {b: c}\""
            ]
        );
    }

    #[test]
    fn a_dividing_line_at_the_edge_is_left_out() {
        assert_eq!(
            told("———\na: b"),
            [
                "front-matter-fence 1:1 分隔线写成了“———”，已读作“---”；改法：单独写一行三个英文减号：--- → \"---\\na: b\""
            ]
        );
    }
}
