//! What a text holds, found in one look, so that nothing is searched for what is not there.

use crate::markdown::reserved::is_illegal;

/// What occurs in a text at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::markdown) struct Survey {
    pub star: bool,
    pub tilde: bool,
    pub underscore: bool,
    /// `]`
    pub bracket: bool,
    /// An address with `://` or `www.`.
    pub address: bool,
    /// Delimiters that may be left over within other text.
    pub runs: bool,
    /// Lines that may open many quotes or lists.
    pub deep: bool,
    pub carriage_return: bool,
    pub illegal: bool,
}

const STAR: u16 = 1;
const TILDE: u16 = 1 << 1;
const LOW: u16 = 1 << 2;
const BRACKET: u16 = 1 << 3;
const COLON: u16 = 1 << 4;
const WWW: u16 = 1 << 5;
const CARET: u16 = 1 << 6;
const RETURN: u16 = 1 << 7;
const CONTROL: u16 = 1 << 8;
/// What can stand before the text of a line.
const PREFIX: u16 = 1 << 9;

/// What each byte says.
const TABLE: [u16; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'*' => STAR | PREFIX,
            b'~' => TILDE,
            b'_' => LOW,
            b']' => BRACKET | PREFIX,
            b':' => COLON,
            b'w' => WWW,
            b'^' => CARET,
            b'\r' => RETURN,
            b' ' | b'\t' | b'>' | b'-' | b'+' | b'.' | b')' | b'0'..=b'9' => PREFIX,
            b'\n' => 0,
            0..=31 | 127 => CONTROL,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// So many bytes are looked at together. What is too deep has two of these before its text.
const CHUNK: usize = 16;

impl Survey {
    /// Looks at every byte; at those of Chinese, many at a time.
    pub fn of(text: &str) -> Survey {
        let bytes = text.as_bytes();
        let mut found = 0;
        let mut deep = false;
        for chunk in bytes.chunks(CHUNK) {
            if chunk.iter().fold(0xff, |all, byte| all & byte) & 0x80 == 0 {
                let mut all = PREFIX;
                for &byte in chunk {
                    let says = TABLE[usize::from(byte)];
                    found |= says;
                    all &= says;
                }
                deep |= all != 0;
            }
        }
        // The noncharacters that are reserved, U+FFFE and U+FFFF: EF B7 90–AF, EF BF BE–BF. And `＊`: EF BC 8A.
        let (mut illegal, mut wide_star) = (0, 0);
        for (&a, &b) in bytes.iter().zip(bytes.iter().skip(1)) {
            illegal |= u8::from(a == 0xef) & (u8::from(b == 0xb7) | u8::from(b == 0xbf));
            wide_star |= u8::from(a == 0xbc) & u8::from(b == 0x8a);
        }
        let has = |flag| found & flag != 0;
        Survey {
            star: has(STAR),
            tilde: has(TILDE),
            underscore: has(LOW),
            bracket: has(BRACKET),
            address: has(COLON) && text.contains("://") || has(WWW) && text.contains("www."),
            runs: has(TILDE) && text.contains("~~")
                || has(LOW) && text.contains("__")
                || wide_star != 0 && text.contains("＊＊"),
            deep: deep || has(CARET),
            carriage_return: has(RETURN),
            illegal: has(CONTROL) || illegal != 0 && text.contains(is_illegal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_chinese_holds_nothing_to_look_for() {
        assert_eq!(Survey::of("县总工会，今天（周三）\n开会。￥ ﷼ 12: a"), Survey::default());
    }

    #[test]
    fn what_is_there_is_found() {
        assert!(Survey::of("a*b").star && Survey::of("~").tilde && Survey::of("x\r\n").carriage_return);
        assert!(Survey::of("~~").runs && !Survey::of("~").runs && Survey::of("＊＊").runs);
        assert!(Survey::of(&">".repeat(33)).deep && Survey::of("[^a]: ").deep && Survey::of("见 www.a.cn").address);
        assert!(Survey::of("a\u{fdd0}").illegal && Survey::of("\u{8}").illegal && Survey::of("\u{ffff}").illegal);
    }
}
