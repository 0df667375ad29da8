//! Word documents before 2007 ([MS-DOC]): tracked changes, comments and hidden text, by the properties of
//! characters that stand in pages of 512 bytes.

use super::prose::note;

/// Where the document says where its tables are: offset and length, 4 bytes each.
const COMMENTS: usize = 0xba;
const PAGES: usize = 0xfa;
const COMMENTERS: usize = 0x1ba;
const CHANGERS: usize = 0x232;
/// The size of a page of properties.
const PAGE: usize = 512;
/// The size of what is kept of a comment beside its place.
const COMMENT: usize = 30;

/// What a document tells of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// Stretches that were inserted or deleted, and by whom.
    pub(super) changes: usize,
    pub(super) changers: Vec<String>,
    pub(super) comments: usize,
    pub(super) commenters: Vec<String>,
    /// Stretches that are not shown.
    pub(super) hidden: usize,
}

/// Whether the document is encrypted.
pub(super) fn is_locked(stream: &[u8]) -> bool {
    stream.get(11).is_some_and(|flags| flags & 1 == 1)
}

/// The name of the stream that holds the tables.
pub(super) fn table(stream: &[u8]) -> &'static str {
    if stream.get(11).is_some_and(|flags| flags & 2 == 2) { "1Table" } else { "0Table" }
}

/// Reads the document and its tables.
pub(super) fn look(stream: &[u8], table: &[u8]) -> Word {
    let mut word = Word::default();
    let slice = |at: usize| {
        let (start, length) = (long(stream, at)?, long(stream, at + 4)?);
        table.get(start..)?.get(..length).filter(|slice| !slice.is_empty())
    };
    // Places come one more than what they are the places of.
    let count = |slice: &[u8], size: usize| slice.len().saturating_sub(4) / (4 + size);
    word.comments = slice(COMMENTS).map_or(0, |slice| count(slice, COMMENT));
    if word.comments > 0 {
        slice(COMMENTERS).into_iter().for_each(|names| commenters(names, &mut word.commenters));
    }
    let names = slice(CHANGERS).map(strings).unwrap_or_default();
    let pages = slice(PAGES).unwrap_or_default();
    let pages_at = (count(pages, 4) + 1) * 4;
    // A page that is named twice is read twice: no more are read than there is room for.
    let most = stream.len() / PAGE + 1;
    for number in pages.get(pages_at..).unwrap_or_default().as_chunks::<4>().0.iter().take(most) {
        let start = (u32::from_le_bytes(*number) as usize & 0x3f_ffff) * PAGE;
        if let Some(page) = stream.get(start..).and_then(|rest| rest.get(..PAGE)) {
            properties(page, &names, &mut word);
        }
    }
    word
}

/// Counts what the stretches of characters in a page are.
fn properties(page: &[u8], names: &[String], word: &mut Word) {
    let runs = usize::from(page.last().copied().unwrap_or_default());
    let offsets = page.get((runs + 1) * 4..).unwrap_or_default().iter().take(runs);
    for offset in offsets.map(|offset| usize::from(*offset) * 2).filter(|offset| *offset > 0) {
        let length = page.get(offset).copied().unwrap_or_default();
        let list = page.get(offset + 1..).and_then(|rest| rest.get(..usize::from(length))).unwrap_or_default();
        let (mut changed, mut hidden) = (false, false);
        modifiers(list, |code, operand| match code {
            0x0800 | 0x0801 => changed |= operand.first() == Some(&1),
            0x083c => hidden |= operand.first() == Some(&1),
            // Who inserted it, and who deleted it.
            0x4804 | 0x4863 => {
                let at = operand.first_chunk().map(|at| usize::from(u16::from_le_bytes(*at)));
                note(&mut word.changers, at.and_then(|at| names.get(at)).cloned());
            }
            _ => {}
        });
        word.changes += usize::from(changed);
        word.hidden += usize::from(hidden);
    }
}

/// Walks over changes of properties: a code, and an operand whose length is in the code.
fn modifiers(mut list: &[u8], mut each: impl FnMut(u16, &[u8])) {
    while let Some((code, rest)) = list.split_first_chunk() {
        let code = u16::from_le_bytes(*code);
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ => usize::from(rest.first().copied().unwrap_or_default()) + 1,
        };
        let Some((operand, rest)) = rest.split_at_checked(length) else { return };
        each(code, operand);
        list = rest;
    }
}

/// The names of those who commented: a length in characters and the characters, one behind the other.
fn commenters(mut names: &[u8], into: &mut Vec<String>) {
    while let Some((length, rest)) = names.split_first_chunk() {
        let Some((name, rest)) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)) * 2) else { return };
        note(into, Some(wide(name)));
        names = rest;
    }
}

/// A table of strings in UTF-16, behind a mark, their number and the size of what else is kept of each.
fn strings(table: &[u8]) -> Vec<String> {
    let mut strings = Vec::new();
    let Some((&[0xff, 0xff, _, _, a, b], mut rest)) = table.split_first_chunk() else { return strings };
    let extra = usize::from(u16::from_le_bytes([a, b]));
    while let Some((length, after)) = rest.split_first_chunk() {
        let Some((name, after)) = after.split_at_checked(usize::from(u16::from_le_bytes(*length)) * 2) else { break };
        strings.push(wide(name));
        rest = after.get(extra..).unwrap_or_default();
    }
    strings
}

fn wide(name: &[u8]) -> String {
    encoding_rs::UTF_16LE.decode_without_bom_handling(name).0.into_owned()
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes) as usize)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The streams of a document with an insertion, a hidden stretch and a comment.
    pub(in super::super) fn streams() -> (Vec<u8>, Vec<u8>) {
        let name = |name: &str| {
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [&u16::try_from(units.len() / 2).unwrap().to_le_bytes()[..], &units].concat()
        };
        let parts = [
            (COMMENTS, vec![0; 4 * 2 + COMMENT]),
            (PAGES, [[0; 4], [9, 0, 0, 0], [2, 0, 0, 0]].concat()),
            (COMMENTERS, name("王五")),
            (CHANGERS, [&[0xff, 0xff, 2, 0, 0, 0][..], &name("Unknown"), &name("李四")].concat()),
        ];
        let (mut stream, mut table) = (vec![0; 3 * PAGE], Vec::new());
        stream[11] = 2;
        for (at, bytes) in parts {
            stream[at..at + 4].copy_from_slice(&u32::try_from(table.len()).unwrap().to_le_bytes());
            stream[at + 4..at + 8].copy_from_slice(&u32::try_from(bytes.len()).unwrap().to_le_bytes());
            table.extend(bytes);
        }
        let page = &mut stream[2 * PAGE..];
        page[PAGE - 1] = 2;
        page[12..14].copy_from_slice(&[50, 100]);
        page[100..108].copy_from_slice(&[7, 0x01, 0x08, 1, 0x04, 0x48, 1, 0]);
        page[200..204].copy_from_slice(&[3, 0x3c, 0x08, 1]);
        (stream, table)
    }

    #[test]
    fn changes_comments_and_hidden_text_are_counted() {
        let (stream, tables) = streams();
        assert_eq!(table(&stream), "1Table");
        let told = Word {
            changes: 1,
            changers: vec!["李四".to_owned()],
            comments: 1,
            commenters: vec!["王五".to_owned()],
            hidden: 1,
        };
        assert_eq!(look(&stream, &tables), told);
        assert_eq!(look(&stream, &[]), Word::default());
        assert_eq!(look(&[], &tables), Word::default());
    }
}
