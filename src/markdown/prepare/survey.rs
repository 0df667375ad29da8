//! What a text holds, found before anything is made of it, so that nothing is searched for what is not there.

use crate::markdown::reserved::is_illegal;
use memchr::{memchr2_iter, memchr3_iter};

/// What occurs in a text at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::markdown) struct Survey {
    /// An address with `://` or `www.`.
    pub address: bool,
    /// Delimiters that may be left over within other text.
    pub runs: bool,
    /// A character that no text may hold.
    pub illegal: bool,
    /// A tilde.
    pub tilde: bool,
    /// A caret, as a footnote has.
    pub caret: bool,
}

impl Survey {
    /// Looks at every byte, many at a time.
    pub fn of(text: &str) -> Survey {
        let bytes = text.as_bytes();
        let mut survey = Survey::default();
        for at in memchr3_iter(b'_', b'~', b'^', bytes) {
            survey.caret |= bytes[at] == b'^';
            survey.tilde |= bytes[at] == b'~';
            survey.runs |= bytes[at] != b'^' && bytes.get(at + 1) == Some(&bytes[at]);
        }
        let begins_address = |at: usize| bytes[at..].starts_with(b"://") || bytes[at..].starts_with(b"www.");
        survey.address = memchr2_iter(b':', b'w', bytes).any(begins_address);
        let odd = odd(bytes);
        survey.runs |= odd & WIDE_STAR != 0 && text.contains("＊＊");
        survey.illegal = odd & ILLEGAL != 0 && text.contains(is_illegal);
        survey
    }
}

const WIDE_STAR: u8 = 1;
const ILLEGAL: u8 = 2;

/// What may be there of what hardly ever is: a control character, a noncharacter, EF B7 90–AF or EF BF BE–BF, and
/// a wide asterisk, which ends with BC 8A. Without a branch, so that many bytes are looked at together.
fn odd(bytes: &[u8]) -> u8 {
    let is = |a: u8, b: u8| u8::from(a == b);
    let (mut star, mut illegal) = (0, 0);
    let control = |b: u8| u8::from(b < b' ') & ((is(b, b'\n') | is(b, b'\r') | is(b, b'\t')) ^ 1) | is(b, 0x7f);
    for (&a, &b) in bytes.iter().zip(bytes.iter().skip(1)) {
        star |= is(a, 0xbc) & is(b, 0x8a);
        illegal |= is(a, 0xef) & is(b | 0x08, 0xbf) | control(b);
    }
    illegal |= bytes.first().map_or(0, |&first| control(first));
    (star * WIDE_STAR) | (illegal * ILLEGAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_chinese_holds_nothing_to_look_for() {
        assert_eq!(Survey::of("县总工会，今天（周三）\r\n开会。￥ ﷼ 12: a\t1_2"), Survey::default());
    }

    #[test]
    fn what_is_there_is_found() {
        for before in 0..40 {
            let of = |text: &str| Survey::of(&format!("{}{text}", "a".repeat(before)));
            assert!(of("~~").runs && of("a__b").runs && of("＊＊").runs);
            assert!(of("见 www.a.cn").address && of("见https://a.cn").address);
            assert!(of("a~").tilde && of("^").caret);
            for illegal in ["a\u{fdd0}", "\u{8}", "a\u{8}", "\u{ffff}", "\u{7f}", "汉\u{fdef}"] {
                assert!(of(illegal).illegal, "{illegal:?}");
            }
        }
    }
}
