//! What a correction quotes as it was misprinted: “帐号”应为“账号”, 将“部署”误写为“布署”. Mended, it would say nothing.

use crate::cut::{ceil_char, floor_char};
use std::ops::Range;

/// Between which marks words are quoted.
const MARKS: [(&str, &str); 3] = [("“", "”"), ("《", "》"), ("\"", "\"")];
/// How long what is quoted may be, in bytes.
const LONGEST: usize = 300;

/// What says of the words before it that they are not right.
#[rustfmt::skip]
const BEHIND: &[&str] = &[
    "应为", "应是", "应作", "应改为", "应更正为", "应更改为", "应修改为", "应当为", "应当是", "应该为", "应该是", "改为", "改成",
    "更正为", "更改为", "修改为", "误写", "误为", "误作", "有误", "系笔误", "是笔误", "为笔误", "是错别字",
];

/// What may stand between the two.
const BETWEEN: &[&str] = &["一词", "二字", "两字", "一句", "一处", "现", "均", "都"];

/// What says of the words behind it how they are, or were, written.
const BEFORE: &[&str] = &["写成", "写为", "写作", "印成", "印为", "误为", "误作"];

/// The parts of a text that corrections quote.
#[derive(Debug)]
pub(crate) struct Corrected {
    /// In order, none within another.
    spans: Vec<Range<usize>>,
}

impl Corrected {
    pub fn of(text: &str) -> Corrected {
        let mut found: Vec<Range<usize>> = MARKS.iter().flat_map(|marks| quoted(text, *marks)).collect();
        found.sort_by_key(|span| span.start);
        let mut spans: Vec<Range<usize>> = Vec::new();
        for span in found {
            match spans.last_mut().filter(|last| span.start < last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => spans.push(span),
            }
        }
        Corrected { spans }
    }

    /// Whether some bytes of the text are quoted by a correction.
    pub fn holds(&self, span: &Range<usize>) -> bool {
        let next = self.spans.partition_point(|quoted| quoted.start <= span.start);
        next.checked_sub(1).and_then(|at| self.spans.get(at)).is_some_and(|quoted| span.end <= quoted.end)
    }
}

/// What stands between marks of a kind and is called wrong, with the marks.
fn quoted<'t>(text: &'t str, (open, close): (&'t str, &'t str)) -> impl Iterator<Item = Range<usize>> + 't {
    let opened = move |at: usize| {
        let from = floor_char(text, at.saturating_sub(LONGEST));
        text[from..at].rfind(open).map(|start| from + start..at + close.len())
    };
    let closed = move |at: usize| {
        let inside = at + open.len();
        let to = ceil_char(text, (inside + LONGEST).min(text.len()));
        text[inside..to].find(close).map(|end| at..inside + end + close.len())
    };
    let before = text.match_indices(close).filter(|(at, _)| is_called_wrong(&text[at + close.len()..]));
    let behind = text.match_indices(open).filter(|(at, _)| is_spelling(&text[..*at]));
    before.filter_map(move |(at, _)| opened(at)).chain(behind.filter_map(move |(at, _)| closed(at)))
}

/// The emphasis and the blanks around words.
const AROUND: &[char] = &['*', ' ', '\u{3000}'];

/// Whether a text begins by saying of what is before it that it is wrong.
fn is_called_wrong(after: &str) -> bool {
    let after = after.trim_start_matches(AROUND);
    let after = BETWEEN.iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    BEHIND.iter().any(|word| after.starts_with(word))
}

/// Whether a text ends by saying that what follows is how something is written.
fn is_spelling(before: &str) -> bool {
    let before = before.trim_end_matches(AROUND);
    BEFORE.iter().any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        Corrected::of(text).spans.into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn what_is_called_wrong_is_quoted_and_what_is_right_is_not() {
        assert_eq!(quoted("“帐号”应为“账号”，“布署”应为“部署”"), ["“帐号”", "“布署”"]);
        assert_eq!(quoted("将“部署”误写为“布署”"), ["“部署”", "“布署”"]);
        assert_eq!(quoted("第三段“3月8日（周六）”一处应为“3月8日（周日）”"), ["“3月8日（周六）”"]);
        assert_eq!(quoted("**“帐号”** 更正为 **“账号”**"), ["“帐号”"]);
        assert_eq!(quoted("《关于“布署”的通知》有误"), ["《关于“布署”的通知》"]);
        assert_eq!(quoted("\"帐号\"应为\"账号\""), ["\"帐号\""]);
        assert_eq!(quoted("不要写成“帐号”"), ["“帐号”"]);
    }

    #[test]
    fn what_is_only_quoted_is_not() {
        for text in [
            "“帐号”要保管好",
            "统一“布署”，应为职工着想",
            "帐号”应为“账号",
            "“职工之家”应职工要求",
            "写“帐号”两个字",
            "",
        ] {
            assert_eq!(quoted(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn only_what_lies_within_is_held() {
        let text = "“帐号”应为“账号”";
        let corrected = Corrected::of(text);
        let at = text.find("帐号").unwrap_or_default();
        assert!(corrected.holds(&(at..at + 6)));
        assert!(!corrected.holds(&(at..text.len())) && !corrected.holds(&(text.len()..text.len())));
    }
}
