//! Which of the values that were typed are sentences: their fields say so.

use super::{Field, Form};
use crate::front_matter::{Map, Node, Value};
use std::ops::Range;

/// The bytes of the sentences among the values of some fields, in the order of the text. A field that should hold one
/// and holds several has each of them.
pub fn sentences(text: &str, map: &Map, tables: &[&[&'static Field]]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    of_map(text, map, tables, &mut found);
    found
}

fn of_map(text: &str, map: &Map, tables: &[&[&'static Field]], found: &mut Vec<Range<usize>>) {
    for entry in &map.entries {
        let mut fields = tables.iter().copied().flatten();
        if let Some(field) = fields.find(|field| field.is(&entry.key)) {
            of_node(text, &entry.node, field, found);
        }
    }
}

fn of_node(text: &str, node: &Node, field: &Field, found: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Text(value) if matches!(field.form, Form::Sentence) => found.push(unquoted(text, node, value)),
        Value::List(items) => items.iter().for_each(|item| of_node(text, item, field, found)),
        Value::Map(map) => of_map(text, map, &[field.inner()], found),
        Value::Text(_) | Value::Empty => {}
    }
}

/// Where a value stands, without the quotation marks that are YAML's and not its own.
fn unquoted(text: &str, node: &Node, value: &str) -> Range<usize> {
    let Range { start, end } = node.span;
    let typed = text.get(start..end).unwrap_or_default();
    let is_in = |mark: char| typed.len() > 1 && typed.starts_with(mark) && typed.ends_with(mark);
    if typed != value && (is_in('"') || is_in('\'')) { start + 1..end - 1 } else { start..end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;
    use crate::front_matter::parse;
    use crate::header::FIELDS;

    fn found(head: &str) -> Vec<&str> {
        let map = parse(&Text::new("a.md", head), 0..head.len()).map;
        sentences(head, &map, &[FIELDS]).into_iter().map(|span| &head[span]).collect()
    }

    #[test]
    fn a_sentence_is_what_its_field_says_in_either_language() {
        assert_eq!(found("标题: 春,夏\n标签: 春,夏\n编号: 春,夏\nSummary： 秋,冬\n"), ["春,夏", "秋,冬"]);
        assert_eq!(found("微信:\n  标题: 一,二\n  样式: 三,四\n"), ["一,二"]);
    }

    #[test]
    fn each_of_several_has_its_own_bytes() {
        assert_eq!(found("标题: [春, 夏]\n"), ["春", "夏"]);
        assert_eq!(found("标题:\n  - 春,夏\n  - 秋\n"), ["春,夏", "秋"]);
        assert_eq!(
            found("更正:\n  - 时间: 2017-3-8\n    内容: 二,三\n  - {时间: 2017-3-9, 内容: 四}\n"),
            ["二,三", "四"]
        );
    }

    #[test]
    fn a_text_of_several_lines_is_one() {
        assert_eq!(found("摘要: |\n  秋,冬\n\n  一\n标题: 春\n"), ["|\n  秋,冬\n\n  一", "春"]);
        assert_eq!(found("摘要: 秋,冬\n  一\n"), ["秋,冬\n  一"]);
    }

    #[test]
    fn quotation_marks_of_yaml_are_not_its_own() {
        assert_eq!(found("标题: \"春: 夏\"\n摘要: '秋'\n"), ["春: 夏", "秋"]);
        assert_eq!(found("标题: \"春\"和\"夏\"\n摘要: \"\"\n"), ["\"春\"和\"夏\"", ""]);
    }
}
