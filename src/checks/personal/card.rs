//! Numbers of bank cards (ISO/IEC 7812).

/// Whether digits are the number of a card: issuer, length and check are all right.
pub(super) fn is_card(number: &[u8]) -> bool {
    is_issued(number) && luhn(number)
}

/// Whether a number begins like those of an issuer of cards in China, and is as long.
fn is_issued(number: &[u8]) -> bool {
    const DEBIT: &[&[u8]] = &[b"9558", b"9559", b"9555", b"4367", b"4563", b"6013"];
    let begins = |prefix: &[u8]| number.starts_with(prefix);
    match number.len() {
        16 if begins(b"4") || begins(b"35") => true,
        16 if matches!(number, [b'5', b'1'..=b'5', ..]) => true,
        16..=19 => begins(b"62") || DEBIT.iter().any(|prefix| begins(prefix)),
        _ => false,
    }
}

/// The check of ISO/IEC 7812.
fn luhn(number: &[u8]) -> bool {
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(index, &digit)| match (index % 2, u32::from(digit - b'0')) {
            (0, value) => value,
            (_, value) => value * 2 % 10 + value / 5,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuer_length_and_check_must_all_be_right() {
        for right in ["6222021234567890128", "4111111111111111", "5555555555554444", "3530111333300000"] {
            assert!(is_card(right.as_bytes()), "{right}");
        }
        for wrong in ["6222021234567890129", "4111111111111112", "1111111111111117", "622202123456784", ""] {
            assert!(!is_card(wrong.as_bytes()), "{wrong}");
        }
    }
}
