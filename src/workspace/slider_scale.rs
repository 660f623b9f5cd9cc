//! How a slider's position maps to a value.

/// Positions of a slider run from 0 to this.
pub const STEPS: f64 = 200.0;

/// A slider's scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Track {
    /// Equal steps from the first to the second value, rounded to the third.
    Linear(f64, f64, f64),
    /// Equal factors from the first to the second value, rounded to two digits.
    Log(f64, f64),
    /// 1, 2, 4, ... up to the value.
    PowersOfTwo(f64),
}

impl Track {
    /// The value at a position.
    ///
    /// Checked by `tests/it/workspace/network.rs::sliders`.
    pub fn value(self, position: f64) -> f64 {
        let share = (position / STEPS).clamp(0.0, 1.0);
        match self {
            Self::Linear(min, max, step) => {
                let value = min + share * (max - min);
                ((value / step).round() * step * 1e6).round() / 1e6
            }
            Self::Log(min, max) => two_digits(min * (share * (max / min).log2()).exp2()),
            Self::PowersOfTwo(max) => (share * max.log2()).round().exp2(),
        }
    }

    /// The position that shows a value; values outside the track sit at its ends.
    pub fn position(self, value: f64) -> f64 {
        let share = match self {
            Self::Linear(min, max, _) => (value - min) / (max - min),
            Self::Log(min, max) => (value / min).ln() / (max / min).ln(),
            Self::PowersOfTwo(max) => value.log2() / max.log2(),
        };
        if share.is_finite() { (share.clamp(0.0, 1.0) * STEPS).round() } else { 0.0 }
    }
}

/// Rounds to two significant digits; whole from 10 on.
fn two_digits(value: f64) -> f64 {
    let power = decade(value) - 1;
    decimal(decimal(value, -power).round(), power)
}

/// The next value of the series 1, 2, 5, 10, 20, ... above (or below) `value`.
pub fn next_in_series(value: f64, up: bool) -> f64 {
    let decade = decade(value);
    let candidates = (decade - 1..=decade + 1)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|digit| decimal(digit, power)));
    let margin = value * 1e-9;
    if up {
        candidates.filter(|next| *next > value + margin).fold(f64::INFINITY, f64::min)
    } else {
        candidates.filter(|next| *next < value - margin).fold(0.0, f64::max)
    }
}

/// The next multiple of `step` above (or below) `value`: a field's arrows.
///
/// Checked by `tests/it/workspace/typed_number.rs::arrows_walk_from_step_to_step`.
pub fn next_multiple(value: f64, step: f64, up: bool) -> f64 {
    const MARGIN: f64 = 1e-9;
    let count = value / step;
    let next = if up { (count + MARGIN).floor() + 1.0 } else { (count - MARGIN).ceil() - 1.0 };
    // Divided where the step is a share of 1, so that 0.3 does not become 0.30000000000000004.
    let parts = (1.0 / step).round();
    if step < 1.0 && (parts * step - 1.0).abs() < MARGIN { next / parts } else { next * step }
}

/// The next power of two above (or below) `value`: how wide layers usually are.
///
/// Checked by `tests/it/workspace/network.rs::steppers_walk_powers_of_two`.
pub fn next_power_of_two(value: f64, up: bool) -> f64 {
    let power = value.log2();
    if up { (power.floor() + 1.0).exp2() } else { (power.ceil() - 1.0).max(0.0).exp2() }
}

/// The power of ten of a number's first digit.
fn decade(value: f64) -> i32 {
    value.log10().floor() as i32
}

/// `digits` times a power of ten. Whole digits give the number that the decimal reads as,
/// for powers up to 10^22 are exact, and one division is rounded once.
fn decimal(digits: f64, power: i32) -> f64 {
    let factor = 10_f64.powi(power.abs());
    if power < 0 { digits / factor } else { digits * factor }
}
