//! What chat tools say to whoever asked them for a text, and what is no part of it.

use super::wrong_words::{Wrong, always};

/// Words that only such a tool says. What somebody says in quotation marks may be the same.
pub(super) const CHATTER: &[Wrong<'_>] = &[
    always("以下是为您", ""),
    always("以下是为你", ""),
    always("为您撰写的", ""),
    always("为你撰写的", ""),
    always("为您生成的", ""),
    always("为你生成的", ""),
    always("希望以上内容对", ""),
    always("如需进一步修改", ""),
    always("如需进一步调整", ""),
    always("如果需要进一步修改", ""),
    always("如果需要进一步调整", ""),
    always("请随时告诉我", ""),
    always("可以随时告诉我", ""),
    always("您可以根据实际情况", ""),
    always("你可以根据实际情况", ""),
    always("需要我帮您", ""),
    always("需要我帮你", ""),
    always("需要我继续", ""),
    always("作为一个AI", ""),
    always("作为AI助手", ""),
];

/// Whether words are of these.
pub(super) fn is_chatter(words: &str) -> bool {
    CHATTER.iter().any(|known| known.wrong == words)
}

/// Whether what begins there is said by somebody: a quotation is open.
pub(super) fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit(['\n', '\r']).next().unwrap_or_default();
    line.matches('“').count() > line.matches('”').count()
}
