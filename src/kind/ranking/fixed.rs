//! Numbers for formulas: whole 10⁻¹⁵ths, so that a score is the same on every machine.
//!
//! Sums are exact; a product, a quotient and a logarithm are off by less than 10⁻¹³. A score is rounded to nine
//! places first and then, half away from zero, to those that are shown: what differs from a half by less than
//! 10⁻⁹ is that half. That is the whole tolerance, and it is stated to readers.

use crate::fields::Decimal;

/// A number of 10⁻¹⁵ths. What would not fit is None: no number ever wraps round or becomes infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fixed(i128);

const ONE: i128 = 1_000_000_000_000_000;
/// 10⁻¹⁵ths in a millionth.
const MILLIONTH: i128 = ONE / 1_000_000;
const LN_2: i128 = 693_147_180_559_945;

impl Fixed {
    /// Nought.
    pub const ZERO: Fixed = Fixed(0);

    /// A decimal, exactly.
    pub fn of(number: Decimal) -> Fixed {
        Fixed(i128::from(number.millionths()) * MILLIONTH)
    }

    /// A quotient; None where it is divided by nought.
    pub fn ratio(a: Decimal, b: Decimal) -> Option<Fixed> {
        let (a, b) = (i128::from(a.millionths()), i128::from(b.millionths()));
        // 10¹⁸ millionths times 10¹⁵ fit.
        (b != 0).then(|| Fixed(rounded(a * ONE, b)))
    }

    /// A sum.
    pub fn plus(self, other: Fixed) -> Option<Fixed> {
        self.0.checked_add(other.0).map(Fixed)
    }

    /// A difference.
    pub fn minus(self, other: Fixed) -> Option<Fixed> {
        self.0.checked_sub(other.0).map(Fixed)
    }

    /// A product.
    pub fn times(self, other: Fixed) -> Option<Fixed> {
        let (whole, part) = (self.0 / ONE, self.0 % ONE);
        let part = rounded(part.checked_mul(other.0)?, ONE);
        whole.checked_mul(other.0)?.checked_add(part).map(Fixed)
    }

    /// ln(x + 1) of a number that is not negative; None of one that is.
    pub fn ln_1p(self) -> Option<Fixed> {
        let x = self.0.checked_add(ONE).filter(|x| *x >= ONE)?;
        // x = m · 2ᵏ with 1 ≤ m < 2, and ln m = 2 artanh((m − 1) / (m + 1)).
        let halvings = (x / ONE).ilog2();
        let m = rounded(x, 1 << halvings);
        let t = rounded((m - ONE) * ONE, m + ONE);
        let square = rounded(t * t, ONE);
        let (mut power, mut sum, mut n) = (t, 0, 1);
        while power != 0 {
            sum += power / n;
            power = rounded(power * square, ONE);
            n += 2;
        }
        Some(Fixed(2 * sum + i128::from(halvings) * LN_2))
    }

    /// Rounded to at most six places, half away from zero; see the rule above.
    pub fn round(self, places: u32) -> Option<Decimal> {
        let guarded = rounded(self.0, ONE / 1_000_000_000);
        let unit = 10i128.pow(9 - places.min(6));
        let millionths = rounded(guarded, unit) * 10i128.pow(6 - places.min(6));
        i64::try_from(millionths).ok().map(Decimal::from_millionths)
    }
}

/// a ÷ b for a b that is not nought, to the nearest whole number, half away from zero.
fn rounded(a: i128, b: i128) -> i128 {
    let (quotient, rest) = (a / b, a % b);
    let away = rest.unsigned_abs() >= b.unsigned_abs() - rest.unsigned_abs();
    quotient + if !away || rest == 0 { 0 } else { a.signum() * b.signum() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_default()
    }

    fn shown(number: Option<Fixed>, places: u32) -> String {
        number.and_then(|number| number.round(places)).map(|number| number.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_half_is_rounded_away_from_zero_and_stays_a_half() {
        let of = |text| Some(Fixed::of(decimal(text)));
        assert_eq!(shown(of("78.505"), 2), "78.51");
        assert_eq!(shown(of("-78.505"), 2), "-78.51");
        assert_eq!(shown(of("78.504999"), 2), "78.5");
        assert_eq!(shown(of("2.5"), 0), "3");
        // Three thirds of 0.045: each a little off, the sum is 0.045 and not below.
        let third = Fixed::ratio(decimal("0.045"), decimal("3"));
        let sum = third.and_then(|a| a.plus(a)).and_then(|two| two.plus(third?));
        assert_eq!(shown(sum, 2), "0.05");
    }

    #[test]
    fn what_cannot_be_is_none() {
        assert_eq!(Fixed::ratio(decimal("1"), decimal("0")), None);
        assert_eq!(Fixed::of(decimal("-2")).ln_1p(), None);
        let huge = Fixed::of(decimal("999999999999"));
        assert_eq!(huge.times(huge), None);
        assert_eq!(Fixed::ZERO.ln_1p(), Some(Fixed::ZERO));
    }

    proptest! {
        #[test]
        fn a_logarithm_is_right_to_twelve_places(millionths in 0i64..1_000_000_000_000_000_000) {
            let number = Decimal::from_millionths(millionths);
            let ours = Fixed::of(number).ln_1p().map(|ln| ln.0 as f64 / ONE as f64);
            let theirs = (millionths as f64 / 1e6).ln_1p();
            prop_assert!(ours.is_some_and(|ours| (ours - theirs).abs() < 1e-12), "{number}: {ours:?} {theirs}");
        }

        #[test]
        fn a_product_is_right_to_twelve_places(a in -1_000_000_000_000i64..1_000_000_000_000, b in -10_000_000i64..10_000_000) {
            let (x, y) = (Decimal::from_millionths(a), Decimal::from_millionths(b));
            let exact = i128::from(a) * i128::from(b) * (ONE / 1_000_000_000_000);
            prop_assert_eq!(Fixed::of(x).times(Fixed::of(y)), Some(Fixed(exact)));
        }
    }
}
