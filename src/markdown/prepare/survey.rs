//! What a text holds, found before anything is made of it, so that nothing is searched for what is not there.

use crate::markdown::reserved::is_illegal;
use memchr::memmem;

/// What occurs in a text at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::markdown) struct Survey {
    /// An address with `://` or `www.`.
    pub address: bool,
    /// Delimiters that may be left over within other text.
    pub runs: bool,
    /// A character that no text may hold.
    pub illegal: bool,
    /// An asterisk.
    pub star: bool,
    /// A tilde.
    pub tilde: bool,
    /// A bracket that closes.
    pub bracket: bool,
    /// A caret, as a footnote has.
    pub caret: bool,
}

impl Survey {
    /// Looks at every byte, many at a time.
    pub fn of(text: &str) -> Survey {
        let bytes = text.as_bytes();
        let seen = Seen::of(bytes);
        Survey {
            address: seen.colon != 0 && memmem::find(bytes, b"://").is_some()
                || seen.twice != 0 && memmem::find(bytes, b"www.").is_some(),
            runs: seen.twice != 0 && (text.contains("__") || text.contains("~~"))
                || seen.wide != 0 && text.contains("＊＊"),
            illegal: seen.illegal != 0 && text.contains(is_illegal),
            star: seen.star != 0,
            tilde: seen.tilde != 0,
            bracket: seen.bracket != 0,
            caret: seen.caret != 0,
        }
    }
}

/// What may be in a text; 0 where it is not.
struct Seen {
    /// A control character, or the beginning of a noncharacter: EF B7 90–AF and EF BF BE–BF are what no text may hold.
    illegal: u8,
    /// `:/`
    colon: u8,
    /// `__`, `~~`, `ww`, or any other character of ASCII from `_` on, twice.
    twice: u8,
    /// The end of a wide asterisk, EF BC 8A, and a character that begins as it does.
    wide: u8,
    star: u8,
    tilde: u8,
    bracket: u8,
    caret: u8,
}

impl Seen {
    /// Without a branch, so that many bytes are looked at together.
    fn of(bytes: &[u8]) -> Seen {
        let (mut illegal, mut colon, mut twice, mut wide) = (0, 0, 0, 0);
        let (mut star, mut tilde, mut bracket, mut caret) = (0, 0, 0, 0);
        let is = |b: u8, wanted: u8| u8::from(b == wanted);
        let isnt = |b: u8, wanted: u8| u8::from(b != wanted);
        for (&a, &b) in bytes.iter().zip(bytes.iter().skip(1)) {
            illegal |= u8::from(b < b' ') & isnt(b, b'\n') & isnt(b, b'\r') & isnt(b, b'\t') | is(b, 0x7f);
            illegal |= is(a, 0xef) & (is(b, 0xb7) | is(b, 0xbf));
            colon |= is(a, b':') & is(b, b'/');
            twice |= u8::from(a == b) & u8::from(b.cast_signed() >= b'_'.cast_signed());
            wide |= is(a, 0x8a) & is(b, 0xef);
            star |= is(b, b'*');
            tilde |= is(b, b'~');
            bracket |= is(b, b']');
            caret |= is(b, b'^');
        }
        if let Some(&first) = bytes.first() {
            illegal |= u8::from(first.is_ascii_control() && !matches!(first, b'\n' | b'\r' | b'\t'));
            star |= is(first, b'*');
            tilde |= is(first, b'~');
            bracket |= is(first, b']');
            caret |= is(first, b'^');
        }
        Seen { illegal, colon, twice, wide, star, tilde, bracket, caret }
    }
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
        assert!(Survey::of("~~").runs && Survey::of("a__b").runs && Survey::of("＊＊").runs);
        assert!(Survey::of("见 www.a.cn").address && Survey::of("见https://a.cn").address);
        assert!(Survey::of("*").star && Survey::of("a~").tilde && Survey::of("]").bracket && Survey::of("^").caret);
        for illegal in ["a\u{fdd0}", "\u{8}", "a\u{8}", "\u{ffff}", "\u{7f}"] {
            assert!(Survey::of(illegal).illegal, "{illegal:?}");
        }
    }
}
