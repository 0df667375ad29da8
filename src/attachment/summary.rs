//! The property sets of old Office documents ([MS-OLEPS]): strings by their number.

use encoding_rs::{GB18030, UTF_8, UTF_16LE};

/// The number of the property that says the encoding of the others.
const CODE_PAGE: u32 = 1;
/// The code page UTF-8.
const CODE_PAGE_UTF8: u32 = 65001;
/// The code page UTF-16.
const CODE_PAGE_UTF16: u32 = 1200;

/// The strings of the wanted properties in the first section, in the order of the file.
pub(super) fn names(set: &[u8], wanted: &[u32]) -> Vec<String> {
    section(set, wanted).unwrap_or_default()
}

fn section(set: &[u8], wanted: &[u32]) -> Option<Vec<String>> {
    let start = number(set, 44)? as usize;
    let section = set.get(start..)?;
    let count = number(section, 4)?.min(200) as usize;
    let rows = section.get(8..)?.as_chunks::<8>().0.iter().take(count);
    let rows = rows.filter_map(|row| Some((number(row, 0)?, number(row, 4)? as usize)));
    let rows: Vec<(u32, usize)> = rows.collect();
    let page = rows.iter().find(|(id, _)| *id == CODE_PAGE).and_then(|(_, at)| number(section, at.checked_add(4)?));
    // The page is a signed 16-bit number in front of two bytes that mean nothing.
    let page = page.unwrap_or_default() & 0xffff;
    let strings = rows.iter().filter(|(id, _)| wanted.contains(id));
    Some(strings.filter_map(|(_, at)| string(section.get(*at..)?, page)).collect())
}

/// A string with its type and length in front.
fn string(value: &[u8], page: u32) -> Option<String> {
    let length = number(value, 4)? as usize;
    let text = match number(value, 0)? & 0xffff {
        0x1e => {
            let bytes = value.get(8..)?.get(..length)?;
            let encoding = match page {
                CODE_PAGE_UTF8 => UTF_8,
                CODE_PAGE_UTF16 => UTF_16LE,
                _ => GB18030,
            };
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        0x1f => UTF_16LE.decode_without_bom_handling(value.get(8..)?.get(..length.checked_mul(2)?)?).0.into_owned(),
        _ => return None,
    };
    Some(text.trim_end_matches('\0').to_owned())
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A property set with an author in GBK.
    pub(in super::super) fn set(author: &str) -> Vec<u8> {
        let name = encoding_rs::GBK.encode(author).0.into_owned();
        let mut set = vec![0; 44];
        set.extend(48u32.to_le_bytes());
        for number in [0u32, 2, 1, 24, 4, 32, 2, 936, 0x1e, name.len() as u32 + 1] {
            set.extend(number.to_le_bytes());
        }
        set.extend(name);
        set.push(0);
        set
    }

    #[test]
    fn an_author_in_gbk_is_read() {
        assert_eq!(names(&set("张三"), &[4, 8]), ["张三"]);
        assert_eq!(names(&set("张三"), &[8]), Vec::<String>::new());
        assert_eq!(names(&set("张三")[..60], &[4]), Vec::<String>::new());
    }
}
