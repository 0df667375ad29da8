//! Which way up a picture is kept: EXIF 2.32, tag 0x0112.

/// How to read the kept pixels so that the picture is upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Turn {
    /// What is seen as a row is kept as a column.
    pub(super) swap: bool,
    /// Kept columns are read from the right.
    pub(super) flip_x: bool,
    /// Kept rows are read from the bottom.
    pub(super) flip_y: bool,
}

impl Turn {
    /// The turn an EXIF orientation means. Anything but 1 to 8 is as 1: upright already.
    pub(super) fn of_exif(orientation: u16) -> Turn {
        let (swap, flip_x, flip_y) = match orientation {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => (false, false, false),
        };
        Turn { swap, flip_x, flip_y }
    }

    /// The upright size of a kept one, and the kept size of an upright one.
    pub(super) fn size(self, width: u32, height: u32) -> (u32, u32) {
        if self.swap { (height, width) } else { (width, height) }
    }

    /// The pixels in the order in which they are seen. `pixels` are rows of `width` pixels of `N` bytes.
    pub(super) fn apply<const N: usize>(self, pixels: &[u8], width: usize) -> Vec<u8> {
        let (kept, _) = pixels.as_chunks::<N>();
        let height = kept.len().checked_div(width).unwrap_or(0);
        let (columns, rows) = if self.swap { (height, width) } else { (width, height) };
        // In steps through the kept pixels: where the first one seen is, and how far it is to the right and down.
        let (mut first, mut right, mut down) = (0, 1, width as isize);
        if self.flip_x {
            (first, right) = (width as isize - 1, -right);
        }
        if self.flip_y {
            (first, down) = (first + (height as isize - 1) * down, -down);
        }
        let (right, down) = if self.swap { (down, right) } else { (right, down) };
        let mut seen = Vec::with_capacity(pixels.len());
        for row in 0..rows as isize {
            let start = first + row * down;
            seen.extend(
                (0..columns as isize).filter_map(|column| kept.get((start + column * right) as usize)).flatten(),
            );
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows of three: `abc` over `def`, as each orientation keeps them seen upright.
    fn seen(orientation: u16) -> String {
        String::from_utf8(Turn::of_exif(orientation).apply::<1>(b"abcdef", 3)).unwrap()
    }

    #[test]
    fn each_of_the_eight_orientations_is_read_as_exif_defines_it() {
        assert_eq!(seen(1), "abcdef");
        assert_eq!(seen(2), "cbafed");
        assert_eq!(seen(3), "fedcba");
        assert_eq!(seen(4), "defabc");
        assert_eq!(seen(5), "adbecf");
        assert_eq!(seen(6), "daebfc");
        assert_eq!(seen(7), "fcebda");
        assert_eq!(seen(8), "cfbead");
    }

    #[test]
    fn an_orientation_nobody_defined_is_upright() {
        assert_eq!(seen(0), "abcdef");
        assert_eq!(seen(9), "abcdef");
    }
}
