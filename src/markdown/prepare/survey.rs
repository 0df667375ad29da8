//! What a text holds, found in one look, so that nothing is searched for what is not there.

/// Which characters occur in a text at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::markdown) struct Survey {
    pub star: bool,
    pub tilde: bool,
    pub underscore: bool,
    /// `＊`, or a character that shares two bytes with it.
    pub wide_star: bool,
    pub bracket: bool,
    pub colon: bool,
    pub caret: bool,
    pub www: bool,
    pub carriage_return: bool,
    pub illegal: bool,
}

impl Survey {
    /// Looks at every byte once. Written so that the compiler looks at many at a time.
    pub fn of(text: &str) -> Survey {
        let bytes = text.as_bytes();
        let [mut star, mut tilde, mut low, mut bracket, mut colon] = [false; 5];
        let [mut caret, mut www, mut cr, mut control, mut illegal, mut wide_star] = [false; 6];
        for &b in bytes {
            star |= b == b'*';
            tilde |= b == b'~';
            low |= b == b'_';
            bracket |= b == b']';
            colon |= b == b':';
            caret |= b == b'^';
            www |= b == b'w';
            cr |= b == b'\r';
            control |= (b < b' ') & (b != b'\n') & (b != b'\r') & (b != b'\t') | (b == 0x7f);
        }
        // The noncharacters that are reserved, and U+FFFE and U+FFFF: EF B7 90–AF, EF BF BE–BF.
        for (&a, &b) in bytes.iter().zip(bytes.iter().skip(1)) {
            illegal |= (a == 0xef) & ((b == 0xb7) | (b == 0xbf));
            wide_star |= (a == 0xbc) & (b == 0x8a);
        }
        let illegal = control || illegal && text.contains(crate::markdown::reserved::is_illegal);
        Survey { star, tilde, underscore: low, wide_star, bracket, colon, caret, www, carriage_return: cr, illegal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_chinese_holds_nothing_to_look_for() {
        assert_eq!(Survey::of("县总工会，今天（周三）\n开会。￥ ﷼"), Survey::default());
    }

    #[test]
    fn what_is_there_is_found() {
        assert!(Survey::of("a*b").star && Survey::of("~").tilde && Survey::of("x\r\n").carriage_return);
        assert!(Survey::of("a\u{fdd0}").illegal && Survey::of("\u{8}").illegal && Survey::of("\u{ffff}").illegal);
    }
}
