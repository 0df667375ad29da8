//! What a text holds, found before anything is made of it, so that nothing is searched for what is not there.

use crate::markdown::reserved::is_illegal;
use memchr::{memchr2_iter, memmem};

/// What occurs in a text at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::markdown) struct Survey {
    /// An address with `://` or `www.`.
    pub address: bool,
    /// Delimiters that may be left over within other text.
    pub runs: bool,
    /// A character that no text may hold.
    pub illegal: bool,
}

impl Survey {
    /// Looks at every byte, many at a time.
    pub fn of(text: &str) -> Survey {
        let bytes = text.as_bytes();
        let is_address = |at: usize| bytes[at..].starts_with(b"://") || bytes[at..].starts_with(b"www.");
        Survey {
            address: memchr2_iter(b':', b'w', bytes).any(is_address),
            runs: memchr2_iter(b'_', b'~', bytes).any(|at| bytes.get(at + 1) == Some(&bytes[at]))
                || memmem::find(bytes, "＊＊".as_bytes()).is_some(),
            illegal: may_be_illegal(bytes) && text.contains(is_illegal),
        }
    }
}

/// Whether there is a control character, or the beginning of a noncharacter: EF B7 90–AF and EF BF BE–BF are
/// what no text may hold. Without a branch, so that many bytes are looked at together.
fn may_be_illegal(bytes: &[u8]) -> bool {
    let control = |b: u8| {
        u8::from(b < b' ') & u8::from(b != b'\n') & u8::from(b != b'\r') & u8::from(b != b'\t') | u8::from(b == 0x7f)
    };
    let mut found = bytes.first().map_or(0, |&b| control(b));
    for (&a, &b) in bytes.iter().zip(bytes.iter().skip(1)) {
        found |= control(b) | u8::from(a == 0xef) & (u8::from(b == 0xb7) | u8::from(b == 0xbf));
    }
    found != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_chinese_holds_nothing_to_look_for() {
        assert_eq!(Survey::of("县总工会，今天（周三）\r\n开会。￥ ﷼ 12: a\t~1_2*3"), Survey::default());
    }

    #[test]
    fn what_is_there_is_found() {
        assert!(Survey::of("~~").runs && Survey::of("a__b").runs && Survey::of("＊＊").runs);
        assert!(Survey::of("见 www.a.cn").address && Survey::of("见https://a.cn").address);
        for illegal in ["a\u{fdd0}", "\u{8}", "a\u{8}", "\u{ffff}", "\u{7f}"] {
            assert!(Survey::of(illegal).illegal, "{illegal:?}");
        }
    }
}
