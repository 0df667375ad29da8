//! Which characters are Chinese, as far as Markdown cares.

/// A character of the CJK-friendly amendment: East Asian Width W, F or H (Unicode 16) and not an emoji by
/// default, or Hangul.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11ff | 0x20a9 | 0x2329..=0x232a | 0x2630..=0x2637 | 0x268a..=0x268f
        | 0x2e80..=0x303e | 0x3041..=0x4dff | 0x4e00..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7ff
        | 0xf900..=0xfaff | 0xfe10..=0xfe19 | 0xfe30..=0xfe6f | 0xff01..=0xffee
        | 0x16fe0..=0x18dff | 0x1aff0..=0x1b2ff | 0x1d300..=0x1d376
        | 0x1f200 | 0x1f202 | 0x1f210..=0x1f219 | 0x1f21b..=0x1f22e | 0x1f230..=0x1f231 | 0x1f237
        | 0x1f23b | 0x1f240..=0x1f248 | 0x1f260..=0x1f265 | 0x20000..=0x3fffd)
}

/// White space within a line, as people type it and as pages give it.
pub(super) const SPACES: &[char] = &[' ', '\t', '\u{a0}', '\u{2002}', '\u{2003}', '\u{3000}'];

/// A mark that Chinese shares with other scripts: Chinese where its neighbour is.
pub(super) fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '―' | '…' | '·')
}

/// A full-width punctuation mark: no space is ever wanted beside it, and every parser calls it punctuation.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301b | 0x301d..=0x301f | 0xfe10..=0xfe19 | 0xfe30..=0xfe52
        | 0xff01..=0xff0f | 0xff1a..=0xff20 | 0xff3b..=0xff40 | 0xff5b..=0xff65)
}

/// A mark that ends something or stands between two things, and so never begins an emphasis that was meant.
pub(super) fn is_closing_mark(c: char) -> bool {
    matches!(c, '、' | '，' | '。' | '；' | '：' | '？' | '！' | '）' | '》' | '〉' | '】' | '」' | '』' | '”' | '’')
}

/// A line end between these two is no space on the page: both are Chinese, or one is a full-width mark.
/// Korean puts spaces between words.
pub(super) fn joins(before: char, after: char) -> bool {
    let hangul = |c| matches!(u32::from(c), 0x1100..=0x11ff | 0x3131..=0x318e | 0xa960..=0xa97f | 0xac00..=0xd7ff);
    let solid = |c| is_cjk(c) && !hangul(c);
    solid(before) && solid(after) || is_wide_mark(before) || is_wide_mark(after)
}

/// Whether a text holds a Chinese character at all.
pub(super) fn has_cjk(text: &str) -> bool {
    text.chars().any(is_cjk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Parser, Tag};

    #[test]
    fn an_emoji_is_not_chinese_though_it_is_wide() {
        for c in ['汉', '〇', '，', '《', 'Ａ', 'ｱ', '한', '㊗'] {
            assert!(is_cjk(c), "{c}");
        }
        for c in ['a', '“', '😀', '⭐', '✅', '·', '①', 'é'] {
            assert!(!is_cjk(c), "{c}");
        }
    }

    #[test]
    fn every_wide_mark_is_punctuation_to_the_parser() {
        for c in (0x3000..0xffff).filter_map(char::from_u32).filter(|&c| is_wide_mark(c)) {
            let text = format!("a**{c}b**");
            let strong = Parser::new(&text).any(|event| matches!(event, Event::Start(Tag::Strong)));
            assert!(!strong, "{c} {:x}", u32::from(c));
        }
    }

    #[test]
    fn a_line_end_joins_chinese_only() {
        assert!(joins('汉', '字'));
        assert!(joins('，', 'a'));
        assert!(!joins('汉', 'a'));
        assert!(!joins('한', '글'));
    }
}
