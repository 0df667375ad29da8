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
}
