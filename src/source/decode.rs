//! Bytes of any encoding that Windows writes → text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// Why bytes are not read as text.
#[derive(Debug, PartialEq)]
pub(crate) enum Undecoded {
    /// They are none, or of an encoding that cannot be told.
    NoText,
    /// They are UTF-8 but for a few: the text with U+FFFD in their place, and where in it these stand.
    Torn(String, Vec<usize>),
}

/// The text, and the name of its encoding where that is not UTF-8.
pub(crate) fn decode(mut bytes: Vec<u8>) -> Result<(String, Option<&'static str>), Undecoded> {
    if let Some((encoding, bom)) = Encoding::for_bom(&bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        return strictly(encoding, &bytes[bom..], "UTF-16");
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, None)),
        Err(other) => other.into_bytes(),
    };
    // GB18030 holds all of GBK and GB 2312, the old Notepad's "ANSI"; but nearly every pair of bytes is a character of
    // it, so what looks like another script is not taken for it.
    if is_nearly_utf8(&bytes) {
        Err(torn(&bytes))
    } else if is_other_script(&bytes) {
        Err(Undecoded::NoText)
    } else {
        strictly(GB18030, &bytes, "GBK/GB18030")
    }
}

/// Whether bytes are UTF-8 but for a few, as where a word was pasted from a file of another encoding. In GBK three
/// bytes that are a Chinese character of UTF-8 come about by chance, and seldom.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut chinese, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        chinese += chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    chinese > 4 * wrong
}

fn torn(bytes: &[u8]) -> Undecoded {
    let (mut text, mut at) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            // Of bytes that follow one another one place is told.
            if !(chunk.valid().is_empty() && text.ends_with(char::REPLACEMENT_CHARACTER)) {
                at.push(text.len());
            }
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Undecoded::Torn(text, at)
}

/// Whether bytes look like Big5, Shift_JIS or EUC: the encodings that GB18030 would make nonsense of.
fn is_other_script(bytes: &[u8]) -> bool {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    [BIG5, SHIFT_JIS, EUC_JP, EUC_KR].contains(&guess)
}

/// Decodes, but never guesses nonsense: one wrong byte, or a NUL, and it is no text of that encoding.
fn strictly(
    encoding: &'static Encoding,
    bytes: &[u8],
    name: &'static str,
) -> Result<(String, Option<&'static str>), Undecoded> {
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    let no_text = wrong || text.contains('\0');
    if no_text { Err(Undecoded::NoText) } else { Ok((text.into_owned(), Some(name))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_writes_is_read() {
        let gbk = encoding_rs::GBK.encode("标题：五一").0.into_owned();
        assert_eq!(decode(gbk), Ok(("标题：五一".to_owned(), Some("GBK/GB18030"))));
        let utf16: Vec<u8> = [0xfeff].into_iter().chain("标题".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(utf16), Ok(("标题".to_owned(), Some("UTF-16"))));
        assert_eq!(decode("\u{feff}标题".into()), Ok(("标题".to_owned(), None)));
    }

    #[test]
    fn other_scripts_are_not_made_nonsense_of() {
        let text = "---\n標題: 縣總工會關於五一勞動節放假的通知\n日期: 2017-3-1\n---\n\n各單位請做好值班工作。\n";
        assert_eq!(decode(BIG5.encode(text).0.into_owned()), Err(Undecoded::NoText));
        let text = "---\ntitle: 労働組合のお知らせです\ndate: 2017-3-1\n---\n\nこれはテストの文章です。よろしくお願いします。\n";
        assert_eq!(decode(SHIFT_JIS.encode(text).0.into_owned()), Err(Undecoded::NoText));
    }

    #[test]
    fn short_chinese_texts_are_chinese() {
        for text in [
            "标题: 五一",
            "标题：放假通知\n日期：2017-3-1\n",
            "---\n标题: 温泉套票放票\n---\n带上会员卡。",
            "关于我们",
            "工会",
        ] {
            let gbk = encoding_rs::GBK.encode(text).0.into_owned();
            assert_eq!(decode(gbk), Ok((text.to_owned(), Some("GBK/GB18030"))), "{text}");
        }
    }

    #[test]
    fn a_word_of_another_encoding_is_found_in_its_place() {
        let mut bytes = "本县总工会的通知，".repeat(3).into_bytes();
        let at = bytes.len();
        bytes.extend([0xd6, 0xd0]);
        bytes.extend("。\n".bytes());
        let text = format!("{}\u{fffd}\u{fffd}。\n", "本县总工会的通知，".repeat(3));
        assert_eq!(decode(bytes), Err(Undecoded::Torn(text, vec![at])));
    }

    #[test]
    fn bytes_that_are_no_text_are_no_text() {
        assert_eq!(decode(vec![0x89, b'P', b'N', b'G', 0xff, 0xff, 0]), Err(Undecoded::NoText));
    }
}
