//! An address as a QR code on the terminal.

use qrcode::{Color, EcLevel, QrCode};

/// The white around it, in modules.
const QUIET: usize = 2;

/// The lines of the code, two rows of modules each, black on white whatever the terminal's colours are; None where
/// the text is too long for any.
pub fn lines(text: &str) -> Option<Vec<String>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let (width, modules) = (code.width(), code.to_colors());
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(QUIET), y.checked_sub(QUIET));
        let within = x.zip(y).filter(|(x, y)| *x < width && *y < width);
        within.is_some_and(|(x, y)| modules.get(y * width + x) == Some(&Color::Dark))
    };
    let side = width + 2 * QUIET;
    let line = |y: usize| {
        let drawn: String = (0..side)
            .map(|x| match (is_dark(x, y), is_dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            })
            .collect();
        format!("\x1b[30;107m{drawn}\x1b[0m")
    };
    Some((0..side).step_by(2).map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_are_one_line_with_white_around() {
        let lines = lines("http://192.168.1.2:8080/").unwrap();
        assert_eq!(lines.len(), (25 + 2 * QUIET).div_ceil(2));
        assert_eq!(lines[0], format!("\x1b[30;107m{}\x1b[0m", " ".repeat(29)));
        // The finder in the corner: seven modules, the upper row full, the next with its ends only.
        assert!(lines[1].starts_with("\x1b[30;107m  █▀▀▀▀▀█ "), "{}", lines[1]);
    }
}
