//! What a text holds, found before anything is made of it, so that nothing is searched for what is not there.

use super::symbols::is_symbol;
use crate::markdown::address::holds_address;
use crate::markdown::foreign;
use crate::markdown::reserved::{is_illegal, line_end};
use memchr::{memchr_iter, memchr3_iter};

/// What occurs in a text at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::markdown) struct Survey {
    /// What may be an address.
    pub address: bool,
    /// Delimiters that may be left over within other text.
    pub runs: bool,
    /// A character that no text may hold, that only Word can show, or that ends a line for Word alone.
    pub illegal: bool,
    /// A tilde.
    pub tilde: bool,
    /// An underscore.
    pub low: bool,
    /// A caret, as a footnote has.
    pub caret: bool,
    /// What may be a mark of another tool.
    pub foreign: bool,
}

impl Survey {
    /// Looks at every byte, many at a time.
    pub fn of(text: &str) -> Survey {
        let bytes = text.as_bytes();
        let mut survey = Survey::default();
        for at in memchr3_iter(b'_', b'~', b'^', bytes) {
            survey.caret |= bytes[at] == b'^';
            survey.tilde |= bytes[at] == b'~';
            survey.low |= bytes[at] == b'_';
            survey.runs |= bytes[at] != b'^' && bytes.get(at + 1) == Some(&bytes[at]);
            survey.foreign |= at > 0 && foreign::may_be_script(bytes[at - 1], bytes[at]);
        }
        survey.foreign = survey.foreign
            || memchr3_iter(b'=', b'{', b'$', bytes).any(|at| foreign::may_be(&bytes[at..]))
            || memchr3_iter(b'+', b':', b'<', bytes).any(|at| foreign::may_be(&bytes[at..]))
            || memchr_iter(b'\\', bytes).any(|at| foreign::may_be(&bytes[at..]));
        survey.address = holds_address(text);
        if may_be_odd(bytes) {
            survey.runs |= text.contains("＊＊");
            survey.illegal = text.contains(|c| is_illegal(c) || is_symbol(c) || line_end(c).is_some());
        }
        survey
    }
}

/// Whether there may be what hardly ever is: a control character, a noncharacter, EF B7 90–AF or EF BF BE–BF, one
/// that has no width, EF BB BF or what ends with 80 8B or 81 A0, an end of a line of Unicode's, 80 A8–A9, a sign of
/// Word's, EF 80–83, or a wide asterisk, which ends with BC 8A. Without a branch, so that many bytes are looked at together: of numbers that are 0 for what is
/// looked for, the least is kept.
fn may_be_odd(bytes: &[u8]) -> bool {
    // Of a control character this is less than `' ' - 1`; of a line feed, which most lines end with, it is not.
    let control = |b: u8| (b ^ b'\n').wrapping_sub(1);
    let Some(&first) = bytes.first() else { return false };
    let (mut low, mut least) = (control(first), first ^ 0x7f);
    for (&a, &b) in bytes.iter().zip(bytes.get(1..).unwrap_or_default()) {
        low = low.min(control(b));
        let noncharacter = (a ^ 0xef) | ((b | 0x0c) ^ 0xbf);
        let symbol = (a ^ 0xef) | ((b & 0xfc) ^ 0x80);
        let wide_star = (a ^ 0xbc) | (b ^ 0x8a);
        let no_width = ((a ^ 0x80) | (b ^ 0x8b)).min((a ^ 0x81) | (b ^ 0xa0));
        let line_end = (a ^ 0x80) | ((b & 0xfe) ^ 0xa8);
        least = least.min(b ^ 0x7f).min(noncharacter).min(symbol).min(wide_star).min(no_width).min(line_end);
    }
    low < b' ' - 1 || least == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_chinese_holds_nothing_to_look_for() {
        assert_eq!(Survey::of("县总工会，今天（周三）\r\n开会。￥ ﷼ 12: a\t1-2"), Survey::default());
    }

    #[test]
    fn what_is_there_is_found() {
        for before in 0..40 {
            let of = |text: &str| Survey::of(&format!("{}{text}", "a".repeat(before)));
            assert!(of("~~").runs && of("a__b").runs && of("＊＊").runs);
            assert!(of("见 www.a.cn").address && of("见https://a.cn").address);
            assert!(of("a~").tilde && of("^").caret && of("1_2").low && !of("1_2").runs);
            for illegal in [
                "\u{200b}",
                "a\u{2060}",
                "\u{feff}",
                "a\u{fdd0}",
                "\u{8}",
                "a\u{8}",
                "\u{ffff}",
                "\u{7f}",
                "汉\u{fdef}",
                "\u{f020}",
                "汉\u{f07f}",
                "\u{f0ff}",
                "\u{b}",
                "a\u{2028}",
                "汉\u{2029}",
            ] {
                assert!(of(illegal).illegal, "{illegal:?}");
            }
        }
    }
}
