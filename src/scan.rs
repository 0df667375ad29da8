//! Looking for a few kinds of bytes in a long text, of which nearly all are others.

/// So many bytes are asked about at once.
const BLOCK: usize = 16;

/// Where the first byte is that is looked for, by itself and the next one. Of a block it is asked without a branch,
/// which a processor does for all of its bytes in a few steps.
pub(crate) fn first(bytes: &[u8], look: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let mut at = 0;
    while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<{ BLOCK + 1 }>()) {
        if (0..BLOCK).fold(false, |found, at| found | look(block[at], block[at + 1])) {
            break;
        }
        at += BLOCK;
    }
    (at..bytes.len()).find(|&at| look(bytes[at], bytes.get(at + 1).copied().unwrap_or_default()))
}
