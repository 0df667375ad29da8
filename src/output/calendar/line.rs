//! Lines of iCalendar (RFC 5545, 3.1): a name, a value, escaped, folded, ended by CRLF.

/// The octets that a line may have, its CRLF not counted.
const MOST: usize = 75;

/// A calendar as it is written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line whose value needs no escape: a time, a number, a word of the standard.
    pub fn put(&mut self, name: &str, value: &str) {
        fold(&format!("{name}:{value}"), &mut self.0);
    }

    /// Adds a line of text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.put(name, &escaped(value));
    }

    /// Adds a line of several texts, where there are any.
    pub fn texts(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.put(name, &values.iter().map(|value| escaped(value)).collect::<Vec<_>>().join(","));
        }
    }

    /// The bytes of the calendar.
    pub fn done(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// A text as a value (3.3.11): `\`, `;`, `,` and new lines escaped, other control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line in pieces of at most 75 octets, divided between characters; every piece but the first begins
/// with a space, which counts.
fn fold(line: &str, out: &mut String) {
    let mut room = MOST;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = MOST - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(line: &str) -> String {
        let mut out = String::new();
        fold(line, &mut out);
        out
    }

    /// What a reader does: a line break and a space are nothing (3.1).
    fn unfolded(text: &str) -> String {
        text.strip_suffix("\r\n").unwrap().replace("\r\n ", "")
    }

    fn unescaped(value: &str) -> String {
        let mut out = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => out.push('\n'),
                    Some(c) => out.push(c),
                    None => panic!("a backslash at the end of {value}"),
                },
                ';' | ',' => panic!("{c} stands bare in {value}"),
                c => out.push(c),
            }
        }
        out
    }

    #[test]
    fn a_short_line_is_one_piece() {
        assert_eq!(folded("SUMMARY:手工课"), "SUMMARY:手工课\r\n");
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(76)), format!("{}\r\n a\r\n", "a".repeat(75)));
    }

    #[test]
    fn chinese_is_divided_between_characters() {
        // 8 octets and 22 characters of 3 are 74; the next has no room.
        let line = format!("SUMMARY:{}", "工".repeat(60));
        let pieces: Vec<String> = folded(&line).split("\r\n").map(str::to_owned).collect();
        assert_eq!(pieces[0], format!("SUMMARY:{}", "工".repeat(22)));
        assert_eq!(pieces[1], format!(" {}", "工".repeat(24)));
        assert_eq!(pieces[2], format!(" {}", "工".repeat(14)));
        assert_eq!(pieces[3], "");
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped("甲,乙;丙\\丁"), "甲\\,乙\\;丙\\\\丁");
        assert_eq!(escaped("一\r\n二\n三\r四"), "一\\n二\\n三\\n四");
        assert_eq!(escaped("甲：乙，丙；"), "甲：乙，丙；", "full-width marks mean nothing there");
        assert_eq!(escaped("甲\u{8}乙\u{7f}\t丙"), "甲乙 丙");
    }

    proptest! {
        #[test]
        fn folding_is_undone_by_unfolding(line in "[^\r\n]{0,400}") {
            let text = folded(&line);
            prop_assert_eq!(unfolded(&text), line);
            for piece in text.split("\r\n") {
                prop_assert!(piece.len() <= MOST, "{} octets", piece.len());
            }
        }

        #[test]
        fn chinese_and_emoji_fold_too(line in "[一-龥🎉-🏿，；,;\\\\a-z👨‍👩‍👧]{0,300}") {
            let text = folded(&escaped(&line));
            prop_assert_eq!(unescaped(&unfolded(&text)), line);
            prop_assert!(text.split("\r\n").all(|piece| piece.len() <= MOST));
        }

        #[test]
        fn a_text_comes_back_as_it_was(text in "[\\PC&&[^\u{2028}\u{2029}]]{0,200}") {
            prop_assert_eq!(unescaped(&escaped(&text)), text);
        }
    }
}
