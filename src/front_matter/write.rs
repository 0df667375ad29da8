//! A text as somebody would type it behind a field's name.

use super::{Value, flow, parse};
use crate::diagnostic::Text;

/// A text as a value: as it is where that reads back the same, else in quotes.
pub fn typed(text: &str) -> String {
    if is_plain(text) || reads_back(text) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a text is plain at a glance, as names are: then it needs no trial.
fn is_plain(text: &str) -> bool {
    let letter =
        |c: char| c.is_alphanumeric() || matches!(c, '（' | '）' | '(' | ')' | '·' | '“' | '”' | '《' | '》' | '.');
    text.chars().all(letter) && text.starts_with(char::is_alphanumeric) && !flow::is_empty(text)
}

/// The trial: in a row of a list, where more has a meaning of its own than at the edge.
fn reads_back(text: &str) -> bool {
    let file = Text::new("", format!("k:\n  - k: {text}\n"));
    let read = parse(&file, 0..file.text.len());
    let Some(Value::List(rows)) = read.map.entries.first().map(|entry| &entry.node.value) else { return false };
    let Some(Value::Map(row)) = rows.first().map(|row| &row.value) else { return false };
    row.entries.first().and_then(|entry| entry.node.text()) == Some(text) && read.diagnostics.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_read_as_something_else_is_quoted() {
        for plain in ["三月月榜（县区）", "手工课 第7讲", "A/B"] {
            assert_eq!(typed(plain), plain);
        }
        for (text, quoted) in [
            ("", "\"\""),
            ("null", "\"null\""),
            ("[通知", "\"[通知\""),
            ("\"甲\"", "\"\\\"甲\\\"\""),
            ("\"\\", "\"\\\"\\\\\""),
        ] {
            assert_eq!(typed(text), quoted);
        }
    }
}
