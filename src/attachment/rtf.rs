//! Rich text: the words between the control words.

use super::meter::{Meter, Work};
use super::{FileKind, Found, TEXT};
use encoding_rs::GB18030;

/// Looks at a rich text.
pub(super) fn look(meter: &mut Meter<'_>, work: &mut Work<'_>) -> Found {
    let size = meter.size();
    let bytes = meter.head(TEXT);
    work.text.push(&plain(&bytes));
    let whole = memchr::memchr(b'}', &meter.tail(64)).is_some();
    Found { unseen: (bytes.len() as u64) < size, whole, ..Found::new(FileKind::Rtf) }
}

/// The words of a rich text, whatever they are for. Single bytes are taken for GBK.
fn plain(rtf: &[u8]) -> String {
    let (mut text, mut narrow) = (String::new(), Vec::new());
    let mut rest = rtf;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' | b'}' | b'\r' | b'\n' => {}
            b'\\' => {
                let (control, next) = control(after);
                rest = next;
                match control {
                    Control::Byte(byte) => narrow.push(byte),
                    Control::Wide(character) => {
                        flush(&mut narrow, &mut text);
                        text.extend(char::from_u32(character));
                        // The character that stands in for it is one byte, or one in two digits.
                        let stand_in = if rest.starts_with(b"\\'") { 4 } else { usize::from(rest.starts_with(b"?")) };
                        rest = rest.get(stand_in..).unwrap_or_default();
                    }
                    Control::Break => narrow.push(b'\n'),
                    Control::Other => {}
                }
            }
            byte => narrow.push(byte),
        }
    }
    flush(&mut narrow, &mut text);
    text
}

fn flush(narrow: &mut Vec<u8>, text: &mut String) {
    text.push_str(&GB18030.decode_without_bom_handling(narrow).0);
    narrow.clear();
}

enum Control {
    Byte(u8),
    Wide(u32),
    Break,
    Other,
}

/// The control behind a backslash, and what follows it.
fn control(rest: &[u8]) -> (Control, &[u8]) {
    let Some(&first) = rest.first() else { return (Control::Other, rest) };
    if first == b'\'' {
        let digits = rest.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        return (byte.map_or(Control::Other, Control::Byte), rest.get(3..).unwrap_or_default());
    }
    if !first.is_ascii_alphabetic() {
        let control = if matches!(first, b'\\' | b'{' | b'}') { Control::Byte(first) } else { Control::Other };
        return (control, rest.get(1..).unwrap_or_default());
    }
    let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, rest) = rest.split_at_checked(letters).unwrap_or((rest, &[]));
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').take(11).count();
    let (digits, rest) = rest.split_at_checked(digits).unwrap_or((rest, &[]));
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<i32>().ok());
    let control = match (word, number) {
        // A number over 32767 is written as a negative one.
        (b"u", Some(number)) => Control::Wide(u32::try_from(number.rem_euclid(65536)).unwrap_or_default()),
        (b"par" | b"line" | b"cell" | b"row" | b"tab", _) => Control::Break,
        _ => Control::Other,
    };
    (control, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_gbk_and_in_numbers() {
        assert_eq!(plain(b"{\\rtf1\\ansi \\'d5\\'c5\\'c8\\'fd\\par 138}"), "张三\n138");
        assert_eq!(plain(b"{\\u24352?\\u19977\\'3f x\\u-1 ?}"), "张三 x\u{ffff}");
        assert_eq!(plain(b"\\"), "");
        assert_eq!(plain(b"\\'d"), "");
    }
}
