//! The marks of boxes: `> [!提示]`.

use super::document::CalloutKind;

/// The mark that a quotation begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    /// What stands in the brackets.
    pub name: &'a str,
    /// The box; None for a name that is none.
    pub kind: Option<CalloutKind>,
    /// Bytes of the brackets.
    pub bracket: usize,
    /// Bytes of the mark, with the spaces after it.
    pub length: usize,
}

/// No name is longer, in bytes.
const LONGEST: usize = 60;

/// The mark that a line begins with: `[!提示]`, also with full-width signs, `【！提示】`.
pub(super) fn mark(line: &str) -> Option<Mark<'_>> {
    let inside = line.strip_prefix(['[', '［', '【'])?;
    // What else stands in full-width brackets is text.
    let wide = !line.starts_with('[');
    let inside = inside.strip_prefix(['!', '！'])?;
    let ends = |&(index, c): &(usize, char)| index >= LONGEST || matches!(c, ']' | '］' | '】' | '\n' | '\r');
    let (end, _) = inside.char_indices().find(ends)?;
    let rest = inside[end..].strip_prefix([']', '］', '】'])?;
    // `[!a](b)` is a link.
    if rest.starts_with(['(', '[']) {
        return None;
    }
    let name = inside.get(..end)?.trim();
    let bracket = line.len() - rest.len();
    let length = line.len() - rest.trim_start_matches([' ', '\t', '\u{3000}']).len();
    let kind = kind(name);
    (!name.is_empty() && (kind.is_some() || !wide)).then_some(Mark { name, kind, bracket, length })
}

const NAMES: &[(&str, CalloutKind)] = &[
    ("提示", CalloutKind::Tip),
    ("重要", CalloutKind::Important),
    ("进展", CalloutKind::Progress),
    ("问答", CalloutKind::Question),
    ("tip", CalloutKind::Tip),
    ("note", CalloutKind::Tip),
    ("important", CalloutKind::Important),
    ("warning", CalloutKind::Important),
    ("caution", CalloutKind::Important),
    ("progress", CalloutKind::Progress),
    ("question", CalloutKind::Question),
];

/// What people write for the names, and which one is meant.
const MEANT: &[(&str, &str)] = &[
    ("注意", "重要"),
    ("警告", "重要"),
    ("小心", "重要"),
    ("紧急", "重要"),
    ("特别", "重要"),
    ("说明", "提示"),
    ("备注", "提示"),
    ("贴士", "提示"),
    ("温馨", "提示"),
    ("info", "提示"),
    ("hint", "提示"),
    ("动态", "进展"),
    ("进度", "进展"),
    ("时间", "进展"),
    ("问题", "问答"),
    ("提问", "问答"),
    ("答疑", "问答"),
    ("faq", "问答"),
];

fn kind(name: &str) -> Option<CalloutKind> {
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, kind)| kind)
}

/// The name that was meant, if one is near.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    if let Some(&(_, meant)) = MEANT.iter().find(|(part, _)| lower.contains(part)) {
        return Some(meant);
    }
    let near = NAMES.iter().map(|&(known, _)| (strsim::damerau_levenshtein(known, &lower), known));
    // One slip in two characters, two in more.
    near.min_by_key(|&(slips, _)| slips)
        .filter(|&(slips, known)| slips <= if known.chars().count() > 4 { 2 } else { 1 })
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_known_in_both_languages() {
        let tip = mark("[!提示] 标题").unwrap();
        assert_eq!((tip.name, tip.kind, tip.bracket, tip.length), ("提示", Some(CalloutKind::Tip), 9, 10));
        for line in ["[！进展]", "【!进展】", "［！进展］ 3月8日", "[!进展】"] {
            assert_eq!(mark(line).unwrap().kind, Some(CalloutKind::Progress), "{line}");
        }
        assert_eq!(mark("[!Warning]").unwrap().kind, Some(CalloutKind::Important));
    }

    #[test]
    fn other_brackets_are_no_marks() {
        for line in ["[提示]", "[!]", "[!提示", "[!提\n示]", "[!a](b)", "![a](b)", "【！紧急通知】", ""] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn the_nearest_name_is_found() {
        assert_eq!(nearest("提是"), Some("提示"));
        assert_eq!(nearest("注意"), Some("重要"));
        assert_eq!(nearest("warnning"), Some("warning"));
        assert_eq!(nearest("天气"), None);
    }
}
