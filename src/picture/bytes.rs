//! Numbers out of bytes, for the readers of headers: `None` where the bytes end.

/// The two bytes at a place, the high one first.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The four bytes at a place, the highest first.
pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The two bytes at a place, the low one first.
pub(super) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    be16(bytes, at).map(u16::swap_bytes)
}

/// The four bytes at a place, the lowest first.
pub(super) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    be32(bytes, at).map(u32::swap_bytes)
}

/// The three bytes at a place, the lowest first.
pub(super) fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    match bytes.get(at..at.checked_add(3)?)? {
        [a, b, c] => Some(u32::from_le_bytes([*a, *b, *c, 0])),
        _ => None,
    }
}

/// Whether the bytes hold these, anywhere.
pub(super) fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len().max(1)).any(|window| window == what)
}
