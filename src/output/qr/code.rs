//! An address as a QR code (ISO/IEC 18004). The crate makes the words and the drawing; which of the eight masks
//! suits readers best is found here, for that is nearly all the work: a line of modules is one number, what a mask
//! changes in it is another, and what the standard counts in it are some shifts.

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, Version, bits, ec};
use std::sync::OnceLock;

/// The modules of a code.
#[derive(Debug, PartialEq)]
pub(in crate::output) struct Code {
    /// Its side in modules.
    pub(in crate::output) width: usize,
    modules: Vec<Color>,
}

impl Code {
    /// The code of an address; None where it is too long for any.
    pub(in crate::output) fn of(address: &str, level: EcLevel) -> Option<Code> {
        let bits = bits::encode_auto(address.as_bytes(), level).ok()?;
        let version = bits.version();
        let (data, checks) = ec::construct_codewords(&bits.into_bytes(), version, level).ok()?;
        let mut canvas = Canvas::new(version, level);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &checks);
        let width = usize::try_from(version.width()).ok()?;
        let modules = match masks(version, level) {
            Some(masks) => Square::of(canvas, width).under_the_best_of(masks).modules(),
            None => canvas.apply_best_mask().into_colors(),
        };
        Some(Code { width, modules })
    }

    /// Its lines, from the top.
    pub(in crate::output) fn lines(&self) -> impl Iterator<Item = &[Color]> {
        self.modules.chunks(self.width.max(1))
    }

    /// Whether a module is dark; those outside are not.
    pub(in crate::output) fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && self.modules.get(y * self.width + x) == Some(&Color::Dark)
    }
}

/// In the order in which the standard numbers them: of two that are as good the first is taken.
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// The largest version of which a line is one number, and how many levels of correction there are. Nobody's address is
/// as long: a kilobyte.
const VERSIONS: usize = 27;
const LEVELS: usize = 4;

/// What each mask changes in a code of a version and level: the modules that it turns and those that say which it is.
/// It is the same in all of them, so it is found once.
fn masks(version: Version, level: EcLevel) -> Option<&'static [Square; 8]> {
    static FOUND: [[OnceLock<[Square; 8]>; LEVELS]; VERSIONS] =
        [const { [const { OnceLock::new() }; LEVELS] }; VERSIONS];
    let Version::Normal(number) = version else { return None };
    let found = FOUND.get(usize::try_from(number).ok()?.checked_sub(1)?)?.get(level as usize)?;
    let width = usize::try_from(version.width()).ok()?;
    Some(found.get_or_init(|| {
        let mut bare = Canvas::new(version, level);
        bare.draw_all_functional_patterns();
        MASKS.map(|mask| {
            let mut canvas = bare.clone();
            canvas.apply_mask(mask);
            Square::of(canvas, width).turned_by(&Square::of(bare.clone(), width))
        })
    }))
}

/// A row or a column: a bit a module, set where it is dark. Which end of it is which does not matter to what is counted.
type Line = u128;

/// The modules of a code, seen from the side and from above.
struct Square {
    rows: Vec<Line>,
    columns: Vec<Line>,
}

impl Square {
    fn of(canvas: Canvas, width: usize) -> Square {
        let mut square = Square { rows: vec![0; width], columns: vec![0; width] };
        for (row, modules) in square.rows.iter_mut().zip(canvas.into_colors().chunks(width.max(1))) {
            for (column, module) in square.columns.iter_mut().zip(modules) {
                let dark = Line::from(*module == Color::Dark);
                *row = *row << 1 | dark;
                *column = *column << 1 | dark;
            }
        }
        square
    }

    /// With each module turned that is dark in the other.
    fn turned_by(&self, other: &Square) -> Square {
        let turned = |ours: &[Line], theirs: &[Line]| ours.iter().zip(theirs).map(|(a, b)| a ^ b).collect();
        Square { rows: turned(&self.rows, &other.rows), columns: turned(&self.columns, &other.columns) }
    }

    fn under_the_best_of(&self, masks: &[Square]) -> Square {
        let under = masks.iter().map(|mask| self.turned_by(mask)).min_by_key(Square::penalty);
        under.unwrap_or(Square { rows: Vec::new(), columns: Vec::new() })
    }

    /// How much about it makes it hard to read, as the standard counts it (7.8.3.1).
    fn penalty(&self) -> u32 {
        let width = self.rows.len();
        let of_lines: u32 = self.rows.iter().chain(&self.columns).map(|line| of_line(*line, width)).sum();
        let squares: u32 = self.rows.windows(2).map(|pair| squares(pair[0], pair[1], width)).sum();
        let dark: u32 = self.rows.iter().map(|line| line.count_ones()).sum();
        // How far from half of it is dark, in halves of a percent.
        let uneven = (dark * 200 / (width * width).max(1) as u32).abs_diff(100);
        of_lines + 3 * squares + uneven
    }

    /// Row by row, from the top.
    fn modules(&self) -> Vec<Color> {
        let width = self.rows.len();
        let module = |line: Line, at: usize| if line >> at & 1 == 1 { Color::Dark } else { Color::Light };
        self.rows.iter().flat_map(|line| (0..width).rev().map(move |at| module(*line, at))).collect()
    }
}

/// The places of a line of which this module and the next are alike.
fn alike(line: Line, width: usize) -> Line {
    !(line ^ line >> 1) & ones(width - 1)
}

fn ones(count: usize) -> Line {
    Line::MAX.checked_shr(Line::BITS - count as u32).unwrap_or(0)
}

/// Five alike in a row are 3, each more is 1; what looks like a finder with white at one side is 40.
fn of_line(line: Line, width: usize) -> u32 {
    let pairs = alike(line, width);
    let fives = pairs & pairs >> 1 & pairs >> 2 & pairs >> 3;
    let runs = fives & !(fives << 1);
    let finder = line & !(line >> 1) & line >> 2 & line >> 3 & line >> 4 & !(line >> 5) & line >> 6;
    let before = line << 1 | line << 2 | line << 3 | line << 4;
    let behind = line >> 7 | line >> 8 | line >> 9 | line >> 10;
    fives.count_ones() + 2 * runs.count_ones() + 40 * (finder & !(before & behind)).count_ones()
}

/// The squares of two by two that are of one colour, in two rows.
fn squares(upper: Line, lower: Line, width: usize) -> u32 {
    let same = !(upper ^ lower);
    (alike(upper, width) & same & same >> 1).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::QrCode;

    #[test]
    fn a_code_is_the_one_of_the_crate_which_counts_module_by_module() {
        for level in [EcLevel::L, EcLevel::M] {
            for length in (0..1400).step_by(37) {
                let address = format!("https://gonghui.example.cn/{}/", "posts/hotspring-".repeat(length / 16));
                let whole = QrCode::with_error_correction_level(&address, level).unwrap();
                let code = Code::of(&address, level).unwrap();
                assert_eq!((code.width, code.modules), (whole.width(), whole.to_colors()), "{address}");
            }
        }
    }

    #[test]
    fn what_is_counted_in_a_line() {
        // Runs of five and seven are 3 and 5; at 1011101 the edge is white too, so it counts.
        assert_eq!(of_line(0b0101_1111_0101, 12), 3);
        assert_eq!(of_line(0, 7), 5);
        assert_eq!(of_line(0b101_1101, 7), 40);
        assert_eq!(of_line(0b1_1011_1011, 9), 0);
        assert_eq!(of_line(0b1_1011_1010_0001, 13), 40);
        assert_eq!(squares(0b1100, 0b1101, 4), 1);
    }
}
