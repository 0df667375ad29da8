//! What chat tools say to whoever asked them for a text, and what is no part of it.

use super::wrong_words::{Wrong, always, but};

/// Words that only such a tool says. What somebody says in quotation marks may be the same.
pub(super) const CHATTER: &[Wrong<'_>] = &[
    always("为您撰写的", ""),
    always("为你撰写的", ""),
    always("为您生成的", ""),
    always("为你生成的", ""),
    always("为您起草的", ""),
    always("为你起草的", ""),
    always("为您润色", ""),
    always("为你润色", ""),
    always("希望以上内容对您有", ""),
    always("希望以上内容对你有", ""),
    always("如需进一步修改", ""),
    always("如需进一步调整", ""),
    always("如果需要进一步修改", ""),
    always("如果需要进一步调整", ""),
    but("请随时告诉我", "", "", "们"),
    but("可以随时告诉我", "", "", "们"),
    always("您可以根据实际情况修改", ""),
    always("您可以根据实际情况调整", ""),
    always("你可以根据实际情况修改", ""),
    always("你可以根据实际情况调整", ""),
    always("需要我帮您修改", ""),
    always("需要我帮你修改", ""),
    always("需要我继续吗", ""),
    always("作为一个AI", ""),
    always("作为AI助手", ""),
];

/// Further back no quotation is looked for.
const FAR: usize = 200;

/// Whether a word is of these, and not what a site has another for.
pub(super) fn is_chatter(word: &Wrong<'_>) -> bool {
    word.right.is_empty() && CHATTER.iter().any(|known| known.wrong == word.wrong)
}

/// Whether what begins there is said by somebody: a quotation is open.
pub(super) fn is_quoted(text: &str, at: usize) -> bool {
    let mark = |c: &char| matches!(c, '“' | '”' | '\n' | '\r');
    text[..at].chars().rev().take(FAR).find(mark) == Some('“')
}

#[cfg(test)]
mod tests {
    use super::super::told;
    use super::super::words::Words;

    fn codes(text: &str, own: &[(String, String)]) -> Vec<&'static str> {
        let words = Words::new(own);
        told(text, |slips| words.check(slips)).into_iter().map(|told| told.0).collect()
    }

    #[test]
    fn what_a_tool_says_is_told_and_what_somebody_says_is_not() {
        assert_eq!(codes("好的，以下是为您撰写的通知：", &[]), ["chatter"]);
        assert_eq!(codes("他说：“好。”请随时告诉我。", &[]), ["chatter"]);
        assert_eq!(codes("[见](#请随时告诉我)\n\n## 请随时告诉我", &[]), ["chatter", "chatter"]);
        assert_eq!(codes("她说：“有难处，请随时告诉我。”", &[]), [""; 0]);
        for text in ["以下是为您服务的窗口。", "有难处请随时告诉我们。", "需要我继续努力。", "您可以根据实际情况选择。"]
        {
            assert_eq!(codes(text, &[]), [""; 0], "{text}");
        }
        let own = [("请随时告诉我".to_owned(), "请告诉工会".to_owned())];
        assert_eq!(codes("请随时告诉我。", &own), ["wrong-word"]);
    }
}
