//! The address of a page as a QR code, drawn: the way from a sheet of paper to the page.

mod code;

pub(in crate::output) use code::Code;

use qrcode::{Color, EcLevel};
use serde::Serialize;

/// The drawing of a QR code.
#[derive(Serialize)]
pub(in crate::output) struct Drawing {
    /// Its side in modules, with the white around it that readers need.
    pub(in crate::output) size: usize,
    /// The dark modules as one path.
    pub(in crate::output) path: String,
}

/// The white around it, in modules.
const QUIET: usize = 2;

impl Drawing {
    /// The drawing of an address; None where it is too long for any.
    pub(in crate::output) fn of(address: &str) -> Option<Drawing> {
        let code = Code::of(address, EcLevel::L)?;
        let mut path = String::new();
        for (y, row) in code.lines().enumerate() {
            // A run of dark modules is one stroke: fewer characters, and no hair lines between them.
            let mut x = 0;
            while x < row.len() {
                let run = row[x..].iter().take_while(|module| **module == Color::Dark).count();
                if run > 0 {
                    for (sign, number) in [("M", x + QUIET), (" ", y + QUIET), ("h", run), ("v1h-", run)] {
                        path.push_str(sign);
                        push_number(&mut path, number);
                    }
                    path.push('z');
                }
                x += run.max(1);
            }
        }
        Some(Drawing { size: code.width + 2 * QUIET, path })
    }
}

/// Writes a number. Of these a drawing has a thousand, and `write!` takes several times as long.
fn push_number(out: &mut String, number: usize) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_drawn_and_one_too_long_is_not() {
        let drawing = Drawing::of("https://gonghui.example.cn/posts/hotspring/").unwrap();
        assert_eq!(drawing.size, 29 + 4);
        assert!(drawing.path.starts_with("M2 2h7v1h-7z"), "{}", drawing.path);
        assert!(Drawing::of(&"x".repeat(3000)).is_none());
    }
}
