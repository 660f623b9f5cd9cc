//! Whether validation loss has turned: how far it rose since it was lowest, and whether that
//! is more than chance.
//!
//! Checked by `tests/it/train/diagnosis/rules.rs::each_curve_has_its_verdict` and on recorded
//! runs by `tests/it/train/diagnosis/runs.rs`.

use super::loss_curve::LossCurve;

/// A rise in units of its noise that is no accident.
const SURE_RISE: f64 = 2.0;
/// The least rise that counts, as a share of the lowest validation loss and of what was
/// learned by then.
const LEAST_RISE: (f64, f64) = (0.015, 0.0075);
/// What is given back of what was learned, and still is little.
pub(super) const SLIGHT: f64 = 0.1;
/// The share of the run since validation was lowest; less may be a bump.
const LONG_SINCE: f64 = 0.1;
/// And the epochs.
const EPOCHS_SINCE: f64 = 5.0;
/// The share of the run, and the epochs, in which it must not have fallen to be called level.
const LEVEL_SINCE: f64 = 0.2;
const LEVEL_EPOCHS: f64 = 10.0;
/// The share by which the training loss has fallen since validation was lowest: it is
/// still learning, only nothing that helps on other rows.
const STILL_LEARNS: f64 = 0.02;
/// Where training loss rose as well by less than this share of the rise, the gap between
/// both grew more than they share.
const SHARED: f64 = 0.5;

/// Smoothed validation loss since its lowest point, beside the training loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Turn {
    /// Epochs since smoothed validation loss was lowest.
    since_lowest: f64,
    /// Epochs since the best one.
    since_best: f64,
    /// Epochs run.
    last: f64,
    /// The smoothed validation loss where it was lowest, and its level now.
    pub lowest: f64,
    pub now: f64,
    /// How far the difference of the two is off by chance: both are levels of one curve, on
    /// the same rows.
    pub noise: f64,
    /// What was learned on the validation rows at the lowest point, of what always predicting
    /// the same costs there; not below 0.
    pub learned: f64,
    /// Whether training loss kept falling since.
    pub training_falls: bool,
    /// What training loss rose since; below 0 it fell.
    training_rise: f64,
}

impl Turn {
    /// Of two curves with the same points; `dummy` is what always predicting the same costs
    /// on the validation rows, `penalty` what of the losses is the regularizers',
    /// `best_epoch` the run's best one.
    pub fn new(
        loss: &LossCurve,
        val: &LossCurve,
        dummy: f64,
        penalty: f64,
        best_epoch: u32,
    ) -> Self {
        let smooth = val.smooth();
        let best =
            (0..smooth.len()).min_by(|&a, &b| smooth[a].total_cmp(&smooth[b])).unwrap_or_default();
        let lowest = smooth.get(best).copied().unwrap_or_default();
        let epoch = val.epochs.get(best).copied().unwrap_or_default();
        let last = val.epochs.last().copied().unwrap_or_default();
        let at_best = loss.level(best + 1);
        Self {
            since_lowest: last - epoch,
            since_best: last - f64::from(best_epoch),
            last,
            lowest,
            now: val.now(),
            noise: std::f64::consts::SQRT_2 * val.level_noise(),
            learned: (dummy + penalty - lowest).max(0.0),
            training_falls: at_best - loss.now() > STILL_LEARNS * (at_best - penalty),
            training_rise: loss.now() - at_best,
        }
    }

    /// How far it rose.
    pub fn rise(&self) -> f64 {
        self.now - self.lowest
    }

    /// Whether it rose by more than chance.
    pub fn is_sure(&self) -> bool {
        self.rise() > SURE_RISE * self.noise
    }

    /// Whether it rose by enough to speak of.
    pub fn is_noticeable(&self) -> bool {
        let (of_lowest, of_learned) = LEAST_RISE;
        self.rise() > of_lowest * self.lowest && self.rise() > of_learned * self.learned
    }

    fn is_long(&self, epochs: f64) -> bool {
        epochs >= (LONG_SINCE * self.last).max(EPOCHS_SINCE)
    }

    /// Whether it was lowest long enough ago, smoothed and as it was.
    pub fn is_long_since(&self) -> bool {
        self.is_long(self.since_lowest.min(self.since_best))
    }

    /// Whether it was lowest just now, smoothed and as it was.
    pub fn is_recent(&self) -> bool {
        !self.is_long(self.since_lowest.max(self.since_best))
    }

    /// Whether it rose surely, noticeably and for long.
    fn has_risen(&self) -> bool {
        self.is_sure() && self.is_noticeable() && self.is_long_since()
    }

    /// Whether it rose so while training loss kept falling; or by more than a little, and
    /// training loss by less than half as much.
    pub fn is_turned(&self) -> bool {
        let has_parted = !self.is_slight() && self.training_rise < SHARED * self.rise();
        self.has_risen() && (self.training_falls || has_parted)
    }

    /// Whether both losses rose, validation loss by more than a little.
    pub fn both_rose(&self) -> bool {
        self.has_risen() && !self.is_slight() && !self.is_turned()
    }

    /// Whether it is still up where it had turned before, if only by a third of what counts.
    pub fn is_still_up(&self) -> bool {
        self.rise() > LEAST_RISE.0 / 3.0 * self.lowest && self.is_long_since()
    }

    /// Whether it gave back little of what was learned.
    pub fn is_slight(&self) -> bool {
        self.rise() < SLIGHT * self.learned
    }

    /// Whether it has not fallen for a good part of the run, though training loss has.
    pub fn is_level(&self) -> bool {
        let stretch = (LEVEL_SINCE * self.last).max(LEVEL_EPOCHS);
        self.since_lowest.min(self.since_best) >= stretch && self.training_falls
    }
}
