//! The words for what cannot be read, or only by guessing.

use super::codes::*;
use super::frames::Kind;
use super::told::{Told, clip};
use crate::both;
use std::ops::Range;

/// How deep lists and fields may stand in each other.
pub(super) const DEPTH_MAX: usize = 16;

impl Told<'_> {
    /// A control character, which is left out.
    pub(super) fn control_character(&mut self, span: Range<usize>, c: char) {
        self.tell(&CONTROL_CHARACTER, span, || {
            let code = format!("U+{:04X}", c as u32);
            (
                both!(
                    "这里有一个看不见的控制字符（{code}）",
                    "a control character ({code}) stands here, which nobody can see"
                ),
                both!(
                    "删掉它：多半是从别处复制带来的，重新打一遍这几个字最省事",
                    "delete it: it came along when the text was copied; typing these words again is easiest"
                ),
            )
        });
    }

    /// A line whose column fits nothing; `indent` is what its neighbours have.
    pub(super) fn indentation(&mut self, span: Range<usize>, line: &str, kind: Kind, indent: usize) {
        self.tell(&INDENTATION, span, || {
            let line = clip(line);
            let (zh, en) = if kind == Kind::Map { ("字段", "fields") } else { ("列表项", "list items") };
            (
                both!("“{line}”的缩进与同一层的其他{zh}不一样", "“{line}” is not indented like the other {en} beside it"),
                both!(
                    "同一层的{zh}前面要有一样多的空格，这里是 {indent} 个；如果它是上一行文字的一部分，给整段文字加上英文双引号",
                    "all {en} of one level begin with as many spaces, here {indent}; if it belongs to the text above, put the whole text in double quotes"
                ),
            )
        });
    }

    /// A line that is nothing known, at the level of fields.
    pub(super) fn stray_line(&mut self, span: Range<usize>, line: &str) {
        let has_body = self.has_body();
        self.tell(&STRAY_LINE, span, || {
            let shown = clip(line);
            let message = both!(
                "读不懂这一行：“{shown}”既不是“字段: 值”，也不是列表项",
                "“{shown}” is neither “field: value” nor a list item"
            );
            let is_mark = |c: char| c.is_whitespace() || matches!(c, '=' | '＝' | ';' | '；');
            let (name, value) = match line.split_once(is_mark) {
                Some((name, value)) => (clip(name), clip(value.trim_start_matches(is_mark).trim_end())),
                None => (shown, "…".to_owned()),
            };
            let is_of_a_table = line.split('\t').count() > 2;
            let help = match numbered(line).map(clip) {
                _ if is_of_a_table && !has_body => both!(
                    "从表格里粘贴来的行不能直接放进来：把表格存成 .xlsx 或 .txt，运行 gongsheng 榜单 导入 文件",
                    "rows of a table cannot stand here: save it as .xlsx or .txt and run gongsheng ranking import FILE"
                ),
                Some(item) => both!(
                    "列表的每一项用减号加一个空格开头，不用编号：- {item}",
                    "an item of a list begins with a hyphen and a space, not with a number: - {item}"
                ),
                None if has_body => both!(
                    "如果是字段，写成“{name}: {value}”；如果接着上一行的文字，前面加两个空格；如果是正文，放到下面的 --- 之后",
                    "if it is a field, write “{name}: {value}”; if it goes on with the line above, put two spaces before it; if it is the text of the page, move it below the closing ---"
                ),
                None => both!(
                    "如果是字段，写成“{name}: {value}”；如果接着上一行的文字，前面加两个空格",
                    "if it is a field, write “{name}: {value}”; if it goes on with the line above, put two spaces before it"
                ),
            };
            (message, help)
        });
    }

    /// A field below something that cannot hold fields.
    pub(super) fn stray_field(&mut self, span: Range<usize>, line: &str) {
        self.tell(&STRAY_LINE, span, || {
            let shown = clip(line);
            (
                both!(
                    "“{shown}”放在这里没有归属：上面是一段文字或一个列表，不是字段",
                    "“{shown}” belongs to nothing here: what stands above is a text or a list, not a field"
                ),
                both!(
                    "让它和别的字段对齐；或者把上面的列表项也写成“- 字段: 值”",
                    "align it with other fields, or write the list item above as “- field: value” too"
                ),
            )
        });
    }

    /// A field that stands apart from the others, of which `last`, in line `number`, is the last one.
    pub(super) fn astray_field(&mut self, span: Range<usize>, line: &str, number: usize, last: &str) {
        self.tell(&STRAY_LINE, span, || {
            let (shown, last) = (clip(line), clip(last));
            (
                both!(
                    "“{shown}”像是字段，却不和开头的字段在一起",
                    "“{shown}” looks like a field, but does not stand with those at the beginning"
                ),
                both!(
                    "把这一行移到第 {number} 行“{last}”的下面；如果本来就是正文，在开头的字段前后各单独写一行 ---",
                    "move the line to below line {number}, “{last}”; if it is text, write --- alone on a line before the fields at the beginning, and after them"
                ),
            )
        });
    }

    /// A field far below the others, where it may as well be a text.
    pub(super) fn far_field(&mut self, span: Range<usize>, line: &str, number: usize, last: &str) {
        let (shown, last) = (clip(line), clip(last));
        let message = both!(
            "“{shown}”像是字段，离开头的字段太远，读作正文",
            "“{shown}” looks like a field, but stands far below those at the beginning, and is read as text"
        );
        let help = both!(
            "是字段，就移到第 {number} 行“{last}”的下面；是正文，在开头的字段前后各单独写一行 ---",
            "move it to below line {number}, “{last}”, if it is one; if it is text, write --- alone on a line before the fields at the beginning, and after them"
        );
        self.warn(&STRAY_LINE, span, message, help);
    }

    /// A dividing line in the midst of fields.
    pub(super) fn stray_fence(&mut self, span: Range<usize>) {
        self.tell(&STRAY_LINE, span, || {
            (
                both!("字段中间又有一条分隔线 ---", "another --- stands among the fields"),
                both!("删掉这一行：一个文件只写一份字段", "delete the line: a file holds one set of fields"),
            )
        });
    }

    /// Something behind a closing bracket that lies on a later line than its opening one.
    pub(super) fn stray_tail(&mut self, span: Range<usize>, tail: &str) {
        self.tell(&STRAY_LINE, span, || {
            let tail = clip(tail.trim_start());
            (
                both!("括号后面多出了“{tail}”", "“{tail}” stands behind the closing bracket"),
                both!("删掉它，或者另起一行写", "delete it, or give it a line of its own"),
            )
        });
    }

    /// A list item where no list can stand.
    pub(super) fn stray_item(&mut self, span: Range<usize>, line: &str) {
        self.tell(&STRAY_ITEM, span, || {
            let line = clip(line);
            (
                both!("列表项“{line}”没有所属的字段", "the list item “{line}” belongs to no field"),
                both!(
                    "列表写在“字段:”的下面，字段的冒号后面不能再有内容",
                    "a list stands below “field:”, with nothing behind the colon"
                ),
            )
        });
    }

    /// A quote that nothing closes.
    pub(super) fn unclosed_quote(&mut self, span: Range<usize>, mark: char, text: &str) {
        self.tell(&UNCLOSED_QUOTE, span, || {
            let shown = clip(text);
            let last = text.chars().next_back().filter(|c| matches!(c, '”' | '“' | '’' | '‘' | '＂' | '＇'));
            let help = match last {
                Some(last) => both!(
                    "末尾的 {last} 是中文引号，改成英文的 {mark}",
                    "the last mark {last} is a Chinese one, make it {mark}"
                ),
                None => {
                    both!("在末尾补上 {mark}，或去掉开头的 {mark}", "add {mark} at the end, or take the first one away")
                }
            };
            (
                both!(
                    "开头的英文引号 {mark} 没有收尾：{shown}",
                    "the first quotation mark {mark} has no partner: {shown}"
                ),
                help,
            )
        });
    }

    /// A bracket that nothing closes.
    pub(super) fn unclosed_bracket(&mut self, span: Range<usize>, open: &str) {
        let close = if matches!(open, "{" | "｛") { '}' } else { ']' };
        self.tell(&UNCLOSED_BRACKET, span, || {
            (
                both!("括号 {open} 没有收尾", "the bracket {open} has no partner"),
                both!(
                    "在末尾补上 {close}；如果本来是一段文字，给它加上英文双引号",
                    "add {close} at the end; if it is meant as text, put it in double quotes"
                ),
            )
        });
    }

    /// More levels than anybody needs.
    pub(super) fn too_deep(&mut self, span: Range<usize>) {
        self.tell(&TOO_DEEP, span, || {
            (
                both!("这里套了太多层，最多 {DEPTH_MAX} 层", "nested too deep here, {DEPTH_MAX} levels are the most"),
                both!("把里面的层次减少一些", "use fewer levels"),
            )
        });
    }
}

/// What stands behind the number of an item, as a word processor counts them: `1. 女职工`.
pub(crate) fn numbered(line: &str) -> Option<&str> {
    let number = line.trim_start_matches(['(', '（']);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = rest.strip_prefix(['.', '．', '、', ')', '）'])?.trim();
    let is_item = rest.len() < number.len() && !item.starts_with(|c: char| c.is_ascii_digit()) && !item.is_empty();
    is_item.then_some(item)
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;

    #[test]
    fn a_control_character_is_told() {
        assert_eq!(
            told("a: b\0c"),
            [
                "control-character 1:5 这里有一个看不见的控制字符（U+0000）；改法：删掉它：多半是从别处复制带来的，重新打一遍这几个字最省事"
            ]
        );
    }

    #[test]
    fn a_field_too_far_right_is_told() {
        assert_eq!(
            told("title: 五一\n  date: x"),
            [
                "indentation 2:3 “date: x”的缩进与同一层的其他字段不一样；改法：同一层的字段前面要有一样多的空格，这里是 0 个；如果它是上一行文字的一部分，给整段文字加上英文双引号"
            ]
        );
    }

    #[test]
    fn a_list_item_too_far_left_is_told() {
        assert_eq!(
            told("a:\n  - b\n - c"),
            [
                "indentation 3:2 “- c”的缩进与同一层的其他列表项不一样；改法：同一层的列表项前面要有一样多的空格，这里是 2 个；如果它是上一行文字的一部分，给整段文字加上英文双引号"
            ]
        );
    }

    #[test]
    fn a_field_without_a_colon_is_told_with_the_mend() {
        assert_eq!(
            told("标题 五一"),
            [
                "stray-line 1:1 读不懂这一行：“标题 五一”既不是“字段: 值”，也不是列表项；改法：如果是字段，写成“标题: 五一”；如果接着上一行的文字，前面加两个空格；如果是正文，放到下面的 --- 之后"
            ]
        );
    }

    #[test]
    fn a_semicolon_for_a_colon_is_told_with_the_mend() {
        assert_eq!(
            told("标题；五一"),
            [
                "stray-line 1:1 读不懂这一行：“标题；五一”既不是“字段: 值”，也不是列表项；改法：如果是字段，写成“标题: 五一”；如果接着上一行的文字，前面加两个空格；如果是正文，放到下面的 --- 之后"
            ]
        );
    }

    #[test]
    fn a_line_that_is_nothing_known_is_told() {
        assert_eq!(
            told("五一"),
            [
                "stray-line 1:1 读不懂这一行：“五一”既不是“字段: 值”，也不是列表项；改法：如果是字段，写成“五一: …”；如果接着上一行的文字，前面加两个空格；如果是正文，放到下面的 --- 之后"
            ]
        );
    }

    #[test]
    fn a_field_below_an_item_that_is_text_is_told() {
        assert_eq!(
            told("a:\n  - b\n    file: c"),
            [
                "stray-line 3:5 “file: c”放在这里没有归属：上面是一段文字或一个列表，不是字段；改法：让它和别的字段对齐；或者把上面的列表项也写成“- 字段: 值”"
            ]
        );
    }

    #[test]
    fn a_dividing_line_among_fields_is_told() {
        assert_eq!(
            told("a: b\n---\nc: d"),
            ["stray-line 2:1 字段中间又有一条分隔线 ---；改法：删掉这一行：一个文件只写一份字段"]
        );
    }

    #[test]
    fn what_stands_behind_a_list_is_told() {
        assert_eq!(told("a: [b,\n  c] d"), ["stray-line 2:5 括号后面多出了“d”；改法：删掉它，或者另起一行写"]);
    }

    #[test]
    fn a_list_below_a_field_with_a_value_is_told() {
        assert_eq!(
            told("tags: 五一\n  - 劳动"),
            ["stray-item 2:3 列表项“- 劳动”没有所属的字段；改法：列表写在“字段:”的下面，字段的冒号后面不能再有内容"]
        );
    }

    #[test]
    fn a_quote_without_a_partner_is_told() {
        assert_eq!(
            told("a: \"五一"),
            ["unclosed-quote 1:4 开头的英文引号 \" 没有收尾：\"五一；改法：在末尾补上 \"，或去掉开头的 \""]
        );
    }

    #[test]
    fn a_chinese_quote_is_no_partner_of_a_plain_one() {
        assert_eq!(
            told("a: \"五一”"),
            ["unclosed-quote 1:4 开头的英文引号 \" 没有收尾：\"五一”；改法：末尾的 ” 是中文引号，改成英文的 \""]
        );
    }

    #[test]
    fn a_quote_without_a_partner_in_brackets_is_told() {
        assert_eq!(
            told("a: ['五一, b]"),
            ["unclosed-quote 1:5 “'五一”前面的引号 ' 没有收尾；改法：在这一项末尾补上 '，或去掉前面的 '"]
        );
    }

    #[test]
    fn a_bracket_without_a_partner_is_told() {
        assert_eq!(
            told("a: [五一, b"),
            ["unclosed-bracket 1:4 括号 [ 没有收尾；改法：在末尾补上 ]；如果本来是一段文字，给它加上英文双引号"]
        );
    }

    #[test]
    fn a_brace_without_a_partner_is_told() {
        assert_eq!(
            told("a: {五一: b"),
            ["unclosed-bracket 1:4 括号 { 没有收尾；改法：在末尾补上 }；如果本来是一段文字，给它加上英文双引号"]
        );
    }

    #[test]
    fn nesting_too_deep_is_told() {
        assert_eq!(
            told("a: [[[[[[[[[[[[[[[[[[[["),
            ["nested-too-deep 1:4 这里套了太多层，最多 16 层；改法：把里面的层次减少一些"]
        );
    }
}
