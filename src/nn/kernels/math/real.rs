//! What `f32` and `f64` differ in: constants, lengths of series, and bits. Checked by
//! `tests/it/nn/math.rs`.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number type that the functions of this module are written for: [`f32`] or [`f64`].
///
/// Methods are branch-free, so that a loop over them becomes vector code.
pub trait Real:
    Copy
    + PartialOrd
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + 'static
{
    /// What is smaller in magnitude counts as zero: see [`crate::nn::TINY`].
    const TINY: Self;

    /// 0.
    const ZERO: Self;
    /// 1/2.
    const HALF: Self;
    /// 1.
    const ONE: Self;
    /// 2.
    const TWO: Self;
    /// The smallest normal number.
    const MIN_POSITIVE: Self;
    /// Infinity.
    const INFINITY: Self;
    /// Not a number.
    const NAN: Self;

    /// 1 / ln 2.
    const LOG2_E: Self;
    /// ln 2 in two parts: the first has so few bits that `k * LN2_HIGH` is exact for
    /// every exponent `k`.
    const LN2_HIGH: Self;
    /// The rest of ln 2.
    const LN2_LOW: Self;
    /// Adding and subtracting it rounds a small number to a whole one: `1.5 * 2^bits`.
    const ROUNDER: Self;
    /// The smallest number whose `exp` is not below `TINY`.
    const EXP_LOW: Self;
    /// Just above `ln(MAX)`: from here up `exp` is infinite.
    const EXP_HIGH: Self;
    /// `1/2!, 1/3!, ...`, as many as `exp` needs; in `f32` fitted to the interval.
    const EXP_TERMS: &'static [Self];
    /// `2/3, 2/5, ...`, as many as `ln` needs.
    const TWICE_ODD_INVERSES: &'static [Self];
    /// sqrt 2 - 1.
    const SQRT_2_MINUS_1: Self;
    /// Up to here `erf` is `x` times a polynomial.
    const ERF_BORDER: Self;
    /// `erf(x) / x` in powers of `x^2`, near zero.
    const ERF_NEAR: &'static [Self];
    /// `exp(x^2) (1 - erf(x))` in powers of `x`, beyond the border: above the line.
    const ERF_FAR_NUMERATOR: &'static [Self];
    /// Below the line.
    const ERF_FAR_DENOMINATOR: &'static [Self];

    /// The magnitude.
    fn abs(self) -> Self;

    /// `self`, which must not be negative, with the sign of `sign`.
    fn signed_as(self, sign: Self) -> Self;

    /// `self 2^k`, given `k` as `ROUNDER + k`, by adding `k` to the exponent. `self` and
    /// the result must be positive and normal: anything comes of others, NaN included.
    fn scaled(self, rounded: Self) -> Self;

    /// `(k, m)` with `self = 2^k m` and `m` from sqrt(1/2) to sqrt(2), for a positive
    /// normal number; anything for others.
    fn exponent_and_fraction(self) -> (Self, Self);

    /// `self`, or `low` if that is larger; NaN stays NaN.
    #[inline(always)]
    fn at_least(self, low: Self) -> Self {
        if self < low { low } else { self }
    }

    /// `self`, or `high` if that is smaller; NaN stays NaN.
    #[inline(always)]
    fn at_most(self, high: Self) -> Self {
        if self > high { high } else { self }
    }

    /// `self`, or zero on a condition.
    #[inline(always)]
    fn zero_if(self, condition: bool) -> Self {
        if condition { Self::ZERO } else { self }
    }

    /// `self`, or zero where `|self| < TINY`; NaN stays NaN.
    #[inline(always)]
    fn flush(self) -> Self {
        self.zero_if(self.abs() < Self::TINY)
    }
}

/// Implements [`Real`]: what is written alike for both types is written once.
macro_rules! real {
    ($float:ident, $bits:ident, $exponent_bias:literal, { $($constants:tt)* }) => {
        impl Real for $float {
            const ZERO: Self = 0.0;
            const HALF: Self = 0.5;
            const ONE: Self = 1.0;
            const TWO: Self = 2.0;
            const MIN_POSITIVE: Self = $float::MIN_POSITIVE;
            const INFINITY: Self = $float::INFINITY;
            const NAN: Self = $float::NAN;
            const LOG2_E: Self = std::$float::consts::LOG2_E;
            const ROUNDER: Self = 1.5 / $float::EPSILON;
            $($constants)*

            #[inline(always)]
            fn abs(self) -> Self {
                $float::abs(self)
            }

            #[inline(always)]
            fn signed_as(self, sign: Self) -> Self {
                $float::from_bits(self.to_bits() | (sign.to_bits() & $float::to_bits(-0.0)))
            }

            #[inline(always)]
            fn scaled(self, rounded: Self) -> Self {
                // The lowest bits of ROUNDER + k are those of k; the shift drops the rest.
                const SHIFT: u32 = $float::MANTISSA_DIGITS - 1;
                $float::from_bits(self.to_bits().wrapping_add(rounded.to_bits() << SHIFT))
            }

            #[inline(always)]
            fn exponent_and_fraction(self) -> (Self, Self) {
                const SHIFT: u32 = $float::MANTISSA_DIGITS - 1;
                const MANTISSA: $bits = (1 << SHIFT) - 1;
                const LOWEST: $bits =
                    $float::to_bits(std::$float::consts::FRAC_1_SQRT_2);
                const ROUNDER: $bits = <$float as Real>::ROUNDER.to_bits();
                // Counted from sqrt(1/2), mantissas carry into the exponent at sqrt(2).
                let bits = self.to_bits().wrapping_add($float::to_bits(1.0) - LOWEST);
                // Neither vector set converts 64-bit integers, so the rounder does it.
                let biased = $float::from_bits(ROUNDER + (bits >> SHIFT));
                let fraction = $float::from_bits((bits & MANTISSA) + LOWEST);
                (biased - (Self::ROUNDER + $exponent_bias), fraction)
            }
        }
    };
}

real!(f32, u32, 127.0, {
    const TINY: Self = f32::from_bits((127 - 63) << 23);
    const LN2_HIGH: Self = f32::from_bits(0x3f31_7200);
    const LN2_LOW: Self = f32::from_bits(0x35bf_be8e);
    const EXP_LOW: Self = -43.668_27;
    const EXP_HIGH: Self = 89.0;
    const EXP_TERMS: &'static [Self] =
        &[0.499_999_94, 0.166_665_2, 0.041_668_393, 8.368_781e-3, 1.381_446_5e-3];
    const TWICE_ODD_INVERSES: &'static [Self] = &[2.0 / 3.0, 2.0 / 5.0, 2.0 / 7.0, 2.0 / 9.0];
    const SQRT_2_MINUS_1: Self = 0.414_213_57;
    const ERF_BORDER: Self = 0.8;
    const ERF_NEAR: &'static [Self] = &[
        std::f32::consts::FRAC_2_SQRT_PI,
        -0.376_126_02,
        0.112_831_31,
        -0.026_821_59,
        5.086_514e-3,
        -6.543_817e-4,
    ];
    const ERF_FAR_NUMERATOR: &'static [Self] = &[1.000_816_6, 0.757_991_9, 0.242_803_08];
    const ERF_FAR_DENOMINATOR: &'static [Self] = &[1.0, 1.891_923_1, 1.360_227, 0.429_066_87];
});

real!(f64, u64, 1023.0, {
    const TINY: Self = f64::from_bits((1023 - 511) << 52);
    const LN2_HIGH: Self = f64::from_bits(0x3fe6_2e42_fee0_0000);
    const LN2_LOW: Self = f64::from_bits(0x3dea_39ef_3579_3c76);
    const EXP_LOW: Self = -354.198_209_266_132_04;
    const EXP_HIGH: Self = 710.0;
    const EXP_TERMS: &'static [Self] = &[
        1.0 / 2.0,
        1.0 / 6.0,
        1.0 / 24.0,
        1.0 / 120.0,
        1.0 / 720.0,
        1.0 / 5_040.0,
        1.0 / 40_320.0,
        1.0 / 362_880.0,
        1.0 / 3_628_800.0,
        1.0 / 39_916_800.0,
        1.0 / 479_001_600.0,
        1.0 / 6_227_020_800.0,
    ];
    const TWICE_ODD_INVERSES: &'static [Self] = &[
        2.0 / 3.0,
        2.0 / 5.0,
        2.0 / 7.0,
        2.0 / 9.0,
        2.0 / 11.0,
        2.0 / 13.0,
        2.0 / 15.0,
        2.0 / 17.0,
        2.0 / 19.0,
        2.0 / 21.0,
    ];
    const SQRT_2_MINUS_1: Self = std::f64::consts::SQRT_2 - 1.0;
    const ERF_BORDER: Self = 0.8;
    const ERF_NEAR: &'static [Self] = &[
        std::f64::consts::FRAC_2_SQRT_PI,
        -0.376_126_389_031_759_3,
        0.112_837_916_705_512_99,
        -0.026_866_170_564_156_41,
        5.223_976_799_658_875e-3,
        -8.548_278_553_754_713e-4,
        1.205_359_557_308_869e-4,
        -1.488_689_803_789_881_1e-5,
        1.593_422_078_331_116_5e-6,
        -1.228_003_274_981_599e-7,
    ];
    const ERF_FAR_NUMERATOR: &'static [Self] = &[
        0.999_999_996_587_357_2,
        1.839_660_205_511_931,
        1.669_168_841_969_541,
        0.937_479_385_090_115_5,
        0.348_586_697_368_410_7,
        0.085_812_079_367_121_55,
        0.013_067_863_161_464_206,
        9.751_572_528_491_27e-4,
    ];
    const ERF_FAR_DENOMINATOR: &'static [Self] = &[
        1.0,
        2.968_039_331_764_744,
        4.018_242_824_025_176,
        3.255_793_475_466_863_4,
        1.736_831_450_761_395,
        0.629_434_341_285_477_3,
        0.152_962_192_458_941_02,
        0.023_162_183_326_106_034,
        1.728_421_244_972_043_7e-3,
    ];
});
