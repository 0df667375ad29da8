//! Where bare addresses stand in a text. An address ends before Chinese, since nothing else tells it from the text
//! where there are no spaces: `网址https://a.cn/x，请看`.

use memchr::memchr2_iter;
use std::ops::Range;

/// Where there is what every address of a page holds: `://` or `www.`.
pub(super) fn marks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr2_iter(b':', b'w', bytes).filter(|&at| bytes[at..].starts_with(b"://") || bytes[at..].starts_with(b"www."))
}

/// Whether a text may hold an address.
pub(super) fn holds_address(text: &str) -> bool {
    marks(text).next().is_some()
}

/// All that may be an address, whatever its scheme and the marks at its end.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    marks(text).filter_map(move |mark| {
        let before = text.as_bytes().get(done..mark)?;
        let scheme = before.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        done = end(text, mark);
        Some(mark - scheme..done)
    })
}

/// Where an address ends that goes on at a byte.
pub(super) fn end(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take_while(|&&b| is_address_byte(b)).count()
}

/// Whether a bare address may hold it.
pub(super) fn is_address_byte(b: u8) -> bool {
    b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'*')
}

/// An address that somebody gave, as far as it goes: what a sentence puts behind it is not its own. Within Chinese a
/// mark may be: wiki/你好，李焕英.
pub(crate) fn whole(given: &str) -> &str {
    let mut is_ascii = false;
    let mut ends = |(at, c): &(usize, char)| {
        let is_behind = is_ascii && is_mark(*c) && !goes_on(&given[*at..]);
        is_ascii = c.is_ascii();
        is_behind
    };
    let end = given.char_indices().find(&mut ends).map_or(given.len(), |(at, _)| at);
    given[..end].trim_end_matches(|c| matches!(c, '.' | ',' | ';') || END_MARKS.contains(&c))
}

/// What a sentence ends with, or a part of one.
const END_MARKS: &[char] = &['，', '。', '、', '；', '：', '！', '？', '…'];

fn is_mark(c: char) -> bool {
    END_MARKS.contains(&c) || matches!(c, '（' | '）' | '【' | '】' | '“' | '”' | '‘' | '’')
}

/// Whether an address goes on behind the mark with which a text begins: （1）.pdf, ？id=1.
fn goes_on(text: &str) -> bool {
    let behind = match text.strip_prefix('（') {
        Some(inside) => inside.find(is_mark).and_then(|at| inside[at..].strip_prefix('）')),
        None => text.strip_prefix(['）', '？']),
    };
    behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_chinese() {
        let found = |text| addresses(text).map(|span| &text[span]).collect::<Vec<_>>();
        assert_eq!(
            found("网址https://a.cn/x,y，请看<ftp://b.cn>和www.c.cn。"),
            ["https://a.cn/x,y", "ftp://b.cn", "www.c.cn"]
        );
        assert_eq!(found("http://www.a.cn/?to=https://b.cn"), ["http://www.a.cn/?to=https://b.cn"]);
        assert_eq!(found("时间: 9:00, w, ww.a.cn"), [""; 0]);
    }

    #[test]
    fn what_a_sentence_puts_behind_an_address_is_not_its_own() {
        for behind in [
            "。",
            "，点击报名",
            "（复制到浏览器打开）",
            ".",
            "；",
            "”",
            "）。",
            "：",
            "（手机打开）。",
            "！！",
            "……",
            ";",
        ] {
            for address in
                ["https://a.cn/baoming", "https://a.cn/", "https://a.cn", "https://a.cn/?a=1&b=2#c", "https://a.cn/(1)"]
            {
                assert_eq!(whole(&format!("{address}{behind}")), address, "{behind}");
            }
        }
        assert_eq!(whole("https://a.cn/工会。"), "https://a.cn/工会");
        assert_eq!(whole("https://a.cn/a，https://a.cn/b"), "https://a.cn/a");
        assert_eq!(whole("https://。"), "https://");
        assert_eq!(["", "。", "（", "（）"].map(whole), ["", "", "（", "（）"]);
    }

    #[test]
    fn a_mark_within_chinese_may_be_of_an_address() {
        for address in [
            "https://zh.wikipedia.org/wiki/你好，李焕英",
            "https://baike.baidu.com/item/《中华人民共和国工会法》",
            "https://baike.baidu.com/item/红楼梦（1987年版）",
            "https://a.cn/files/名单（一）.pdf",
            "https://a.cn/files/2026（1）.pdf",
            "https://a.cn/2026—2027.pdf",
            "https://a.cn/a？id=1",
            "https://a.cn/x_(1)",
            "https://a.cn/%E3%80%82",
            "https://工会.中国/",
        ] {
            assert_eq!(whole(address), address);
        }
    }
}
