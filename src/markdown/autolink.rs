//! Bare addresses in running text that become links, and links that are not quite ones.

use super::address::{self, is_address_byte};
use std::ops::Range;

/// A bare address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// Its bytes.
    pub span: Range<usize>,
    /// `www.…`, which has no scheme of its own.
    www: bool,
}

impl Bare {
    /// Where it leads.
    pub fn href(&self, shown: &str) -> Box<str> {
        if self.www { format!("http://{shown}").into() } else { shown.into() }
    }
}

/// The bare addresses of a text, in order.
pub(super) fn links(text: &str) -> impl Iterator<Item = Bare> {
    let mut done = 0;
    address::marks(text).filter_map(move |mark| {
        let www = text[mark..].starts_with('w');
        let start = if www { Some(mark) } else { scheme(text, mark) };
        let start = start.filter(|&start| mark >= done && begins_word(text, start))?;
        let head = mark + if www { "www.".len() } else { "://".len() };
        done = address::end(text, head);
        let end = trimmed(text, start, done);
        let host = text.get(head..end).unwrap_or_default();
        let named = host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
        (named && (!www || host.contains('.'))).then_some(Bare { span: start..end, www })
    })
}

/// Where `http` or `https` before `://` begins.
fn scheme(text: &str, colon: usize) -> Option<usize> {
    let ends = |name: &str| {
        let start = colon.checked_sub(name.len())?;
        text.get(start..colon).is_some_and(|found| found.eq_ignore_ascii_case(name)).then_some(start)
    };
    ends("https").or_else(|| ends("http"))
}

fn begins_word(text: &str, start: usize) -> bool {
    !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '/'))
}

/// Where an address ends that was found as far as `end`: the marks of a sentence after it are not its own.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    let mut address = &text[start..end];
    let count = |c: char| address.matches(c).count() as isize;
    // How many brackets are closed that were not opened.
    let (mut round, mut square) = (count(')') - count('('), count(']') - count('['));
    loop {
        match address.bytes().last() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b';' | b'_' | b'~' | b'\'') => {}
            Some(b')') if round > 0 => round -= 1,
            Some(b']') if square > 0 => square -= 1,
            _ => return start + address.len(),
        }
        address = &address[..address.len() - 1];
    }
}

/// An address in full-width brackets is no longer, in bytes.
const LONGEST: usize = 300;

/// What stands after the `]` of a link that is not quite one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    /// Its bytes.
    pub length: usize,
    /// As it makes a link.
    pub mended: String,
    pub slip: Slip,
}

/// Why it makes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    Brackets,
    Space,
    Quotes,
}

/// What was meant by the brackets that a text begins with: `（附件/名单.xlsx）`, ` (https://a.cn)`,
/// `(https://a.cn “标题”)`.
pub(super) fn meant(text: &str) -> Option<Meant> {
    let brackets = text.trim_start_matches(' ');
    let (inside, length) = within_brackets(brackets)?;
    let (address, title) = curly_title(inside.trim());
    let slip = match title {
        _ if length > "()".len() + inside.len() => Slip::Brackets,
        Some(_) => Slip::Quotes,
        None if brackets.len() < text.len() => Slip::Space,
        None => return None,
    };
    let mended = title.map_or_else(|| format!("({address})"), |title| format!("({address} \"{title}\")"));
    let length = text.len() - brackets.len() + length;
    is_address(address).then_some(Meant { length, mended, slip })
}

/// What stands in the brackets of either width that a text begins with, and the bytes of it with the brackets.
fn within_brackets(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix(['（', '('])?;
    let mut depth = 0;
    for (at, c) in inside.char_indices().take_while(|&(at, c)| at <= LONGEST && c != '\n') {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' if depth == 0 => return Some((&inside[..at], text.len() - inside.len() + at + c.len_utf8())),
            '）' | ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// An address and the title after it, between Chinese quotes.
pub(super) fn curly_title(inside: &str) -> (&str, Option<&str>) {
    let parts = inside.strip_suffix('”').and_then(|inside| inside.split_once('“'));
    match parts {
        Some((address, title)) if address.ends_with([' ', '\u{3000}']) && !title.contains('"') => {
            (address.trim_end(), Some(title))
        }
        _ => (inside, None),
    }
}

/// Whether it is an address of the web or the name of a file, and no sentence about one.
fn is_address(text: &str) -> bool {
    let file = |(name, kind): (&str, &str)| {
        !name.is_empty()
            && (2..=4).contains(&kind.len())
            && kind.bytes().all(|b| b.is_ascii_alphanumeric())
            && kind.bytes().any(|b| b.is_ascii_alphabetic())
    };
    let sentence = text.starts_with(['见', '详']) || text.contains(['，', '。', '、', '；', '：', '"', '<']);
    !sentence && (text.contains("://") || text.rsplit_once('.').is_some_and(file))
}

/// An address of the web in brackets of either width, with which a text begins, and the bytes of both.
pub(super) fn bracketed(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix(['（', '('])?;
    let is_address = |b: u8| is_address_byte(b) && !matches!(b, b'(' | b')');
    let length = inside.bytes().take(LONGEST).position(|b| !is_address(b))?;
    let (address, rest) = inside.split_at_checked(length)?;
    let rest = rest.strip_prefix(['）', ')'])?;
    let web = ["http://", "https://"].iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
    web.then_some((address, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text).map(|link| &text[link.span]).collect()
    }

    #[test]
    fn an_address_ends_before_chinese() {
        assert_eq!(found("网址https://a.cn/x，请查看"), ["https://a.cn/x"]);
        assert_eq!(found("见HTTP://a.cn/x请查看www.b.cn。"), ["HTTP://a.cn/x", "www.b.cn"]);
        assert_eq!(found("（https://a.cn/）https://b.cn/?a=1&b=2#c"), ["https://a.cn/", "https://b.cn/?a=1&b=2#c"]);
    }

    #[test]
    fn the_marks_of_the_sentence_are_not_the_address() {
        assert_eq!(found("see https://a.cn/x."), ["https://a.cn/x"]);
        assert_eq!(found("(https://a.cn/x_(1))"), ["https://a.cn/x_(1)"]);
        assert_eq!(found("https://a.cn/x?!,"), ["https://a.cn/x"]);
    }

    #[test]
    fn other_colons_and_letters_are_no_addresses() {
        for text in
            ["时间: 9:00", "https://", "https://，", "www.", "wwww.a.cn", "ftp://a.cn", "xhttp://a.cn", "a@www.b.cn"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn www_has_a_scheme() {
        let link = links("www.a.cn").next().unwrap();
        assert_eq!(&*link.href("www.a.cn"), "http://www.a.cn");
    }

    #[test]
    fn an_address_of_the_web_in_brackets_is_known() {
        assert_eq!(bracketed("（https://a.cn/x）。"), Some(("https://a.cn/x", "（https://a.cn/x）".len())));
        assert_eq!(bracketed("(http://a.cn）"), Some(("http://a.cn", "(http://a.cn）".len())));
        assert_eq!(["（见https://a.cn）", "(https://)", "（https://a.cn", "a"].map(bracketed), [None; 4]);
    }

    #[test]
    fn brackets_that_are_not_quite_a_links_are_known() {
        let known = |text| meant(text).map(|meant| (text[..meant.length].to_owned(), meant.mended, meant.slip));
        for (text, mended, slip) in [
            ("（附件/名单 2026.xlsx）。", "(附件/名单 2026.xlsx)", Slip::Brackets),
            ("（附件/名单（一）.xlsx）。", "(附件/名单（一）.xlsx)", Slip::Brackets),
            ("（https://a.cn)。", "(https://a.cn)", Slip::Brackets),
            ("(https://a.cn）。", "(https://a.cn)", Slip::Brackets),
            (" (https://a.cn)。", "(https://a.cn)", Slip::Space),
            (" (a b.jpg)。", "(a b.jpg)", Slip::Space),
            ("(https://a.cn “标题”)。", "(https://a.cn \"标题\")", Slip::Quotes),
            ("（a.pdf　“标题”）。", "(a.pdf \"标题\")", Slip::Brackets),
        ] {
            let length = text.len() - "。".len();
            assert_eq!(known(text), Some((text[..length].to_owned(), mended.to_owned(), slip)));
        }
        for text in [
            "（见附件）",
            "（见名单.xlsx）",
            "（限100名，9.30前）",
            "（9.30）",
            "(/my uri)",
            " (a)",
            "（a.pdf",
            "（a.pdf\n）",
            "(a.pdf)",
            "",
        ] {
            assert_eq!(known(text), None, "{text}");
        }
    }
}
