//! Looking for a few kinds of bytes in a long text, of which nearly all are others.

/// So many bytes are asked about at once.
const BLOCK: usize = 16;

/// The position of the first byte for which `look(byte, next_byte)` holds. A block of them is tested without a branch,
/// so that the compiler makes one test of many bytes at once (SIMD).
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
