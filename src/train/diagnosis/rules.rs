//! The rules: from a run's figures to a verdict.
//!
//! Every figure is measured against the run itself: what always predicting the same would
//! cost, how far the loss has come, how much it jumps. So no rule knows the size of a loss:
//! `tests/it/train/diagnosis/rules.rs::no_rule_knows_the_size_of_a_loss`.

use super::best_epoch::{best_index, lowest_index};
use super::loss_curve::LossCurve;
use super::network_probe::{Idle, NetworkEvidence};
use super::turn::{SLIGHT, Turn};
use super::{Evidence, Verdict};
use crate::config::Monitor;
use crate::train::StopReason;

/// Epochs before which only divergence is diagnosed: with fewer neither noise nor a
/// trend can be measured.
const LEAST_EPOCHS: u32 = 10;
/// The distance between two points that are judged, as one in this many of the epochs.
const APART: u32 = 8;
/// The share of the planned epochs before which a run may still begin to learn: networks
/// often stand still for a while before they find the way (XOR, spirals).
const STILL_EARLY: f64 = 0.4;
/// From this epoch on it is no longer early, however many are planned.
const NOT_EARLY: u32 = 100;

/// A loss this many times that of a constant prediction, and rising, is diverging.
const DIVERGED: f64 = 3.0;
/// A rise of training loss in units of its noise that is no accident.
const SURE_RISE: f64 = 3.0;
/// The loss has fallen by less than this share of what always predicting the same costs:
/// nothing was learned.
const NOTHING_LEARNED: f64 = 0.03;
/// And of more than it the run has begun to learn.
const SOMETHING_LEARNED: f64 = 0.1;
/// Less than this share of what always predicting the same costs is explained, and training
/// no longer falls: too little capacity, or held back.
const LITTLE_LEARNED: f64 = 0.3;
/// Less than half of it by the end of the run, as fast as it goes now: too slow.
const HALF_LEARNED: f64 = 0.5;
/// A fall in the last third of this share of that in the third before is as good as a
/// straight line: what comes near its end slows down more than that.
const NEARLY_STRAIGHT: f64 = 0.6;
/// A fall over the last third in units of the noise that is no accident.
const SURE_FALL: f64 = 4.0;
/// What the loss may fall over the last third, of what it has come, and still be called
/// level.
const LEVEL: f64 = 0.05;

/// The regularizers cost so much of the loss that they hold the network back.
const HELD_BACK: f64 = 0.3;
/// Jumps from epoch to epoch of this share of what the run has come hide what is learned.
const NOISY: f64 = 0.1;
/// Less than this of what always predicting the same costs is no noise to speak of.
const FLOOR: f64 = 0.25;
/// The share of turns from which a curve goes back and forth rather than anywhere.
const BACK_AND_FORTH: f64 = 0.4;

/// The share of idle units in one block from which hardly anything gets through.
const IDLE: f64 = 0.9;
/// What the first kernel's relative gradient is of the last one's where it vanishes.
const VANISHING: f64 = 1e-3;
/// Training rows for each parameter from which on there is nothing to memorize them with.
const ROWS_TO_A_PARAMETER: u64 = 20;

/// What keeps a network from learning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stuck {
    /// Units of a block, counted from 0.
    Idle { block: usize, idle: Idle, units: u32, of: u32 },
    /// The first kernel's relative gradient, and the last one's.
    Vanishing { first: f64, last: f64 },
}

/// A run as the rules see it.
#[derive(Debug)]
pub(super) struct RunAnalysis<'a> {
    pub evidence: &'a Evidence<'a>,
    /// Epochs that are analysed.
    pub count: u32,
    /// Whether no more come.
    is_over: bool,
    /// Training loss, without the regularizers' penalty as it is now.
    pub loss: LossCurve,
    pub val: LossCurve,
    /// What always predicting the same costs on training rows.
    pub dummy: f64,
    /// The regularizers' penalty as it is now.
    pub penalty: f64,
    /// The best epoch, as the page shows it.
    pub best_epoch: u32,
    /// The epoch since which validation loss is judged: the best one, or where it was lowest
    /// if early stopping watches something else.
    pub since: u32,
    /// Validation loss since its lowest point.
    pub turn: Turn,
    /// Parameters and training rows, where the parameters are too few to memorize them.
    pub few_parameters: Option<(u64, u64)>,
    /// How much of what always predicting the same costs is learned: 1 is all, 0 nothing,
    /// below 0 the network is worse.
    pub learned: f64,
    pub verdict: Verdict,
}

impl<'a> RunAnalysis<'a> {
    /// At the end of the evidence, with the verdict that holds there.
    pub fn new(evidence: &'a Evidence<'a>) -> Self {
        let count = evidence.history.count();
        let mut analysis = Self::at(evidence, count, evidence.end.is_some());
        let now = analysis.judge();
        let settled = settled(evidence, now);
        analysis.verdict = if analysis.still_holds(settled) { settled } else { now };
        analysis
    }

    /// After `count` epochs.
    fn at(evidence: &'a Evidence<'a>, count: u32, is_over: bool) -> Self {
        let history = evidence.history;
        let loss = LossCurve::new(history, &history.loss, count);
        let val = LossCurve::new(history, &history.val_loss, count);
        let penalty = evidence.network.map_or(0.0, |network| network.penalty);
        // A target that never changes costs nothing: then the start is the measure.
        let dummy = match evidence.dummy.loss {
            loss if loss > f64::MIN_POSITIVE => loss,
            _ => loss.first().max(f64::MIN_POSITIVE),
        };
        let learned = 1.0 - (loss.now() - penalty) / dummy;
        let epoch_at = |at: Option<usize>| at.map_or(0, |at| history.epochs[at]);
        let best_epoch = epoch_at(best_index(history, count));
        let training = &evidence.experiment.config().training;
        let watches_other =
            training.early_stopping && training.stopping.monitor != Monitor::ValLoss;
        let since = if watches_other { epoch_at(lowest_index(history, count)) } else { best_epoch };
        let turn = Turn::new(&loss, &val, evidence.dummy.val_loss, penalty, since);
        Self {
            evidence,
            count,
            is_over,
            loss,
            val,
            dummy,
            penalty,
            best_epoch,
            since,
            turn,
            few_parameters: few_parameters(evidence),
            learned,
            verdict: Verdict::NotEnoughEpochs,
        }
    }

    /// The first verdict that holds, in this order:
    ///
    /// 1. **Diverging**: the run ended so, or the training loss is three times what always
    ///    saying the same costs, and above where it was.
    /// 2. **Not enough epochs**: fewer than ten.
    /// 3. **Underfitting**, or fitting: the regularizers cost more than a third of the loss,
    ///    so its curve is that of the weights' size, and little is learned.
    /// 4. **Too noisy**: the training loss jumps from epoch to epoch by a tenth of what it
    ///    has come, back and forth.
    /// 5. **Overfitting**: validation loss has risen since its lowest point, by more than
    ///    its noise, for a while, while training loss kept falling or rose by less than half
    ///    as much ([`Turn`]); unless there are so few parameters for the rows that none can be
    ///    memorized. **Too noisy** where both losses rose.
    /// 6. **Stuck**: nothing was learned, nothing is, and units or gradients say why.
    /// 7. **Too slow**: training falls as straight as a line, and by the end of the run
    ///    would not have learned half.
    /// 8. **Underfitting**: training no longer falls, and little is learned.
    /// 9. **Fitting**: something was learned; else not enough epochs.
    fn judge(&self) -> Verdict {
        let count = self.count;
        if self.diverges() {
            return Verdict::Diverging;
        }
        if count < LEAST_EPOCHS || self.loss.points() < LEAST_EPOCHS as usize {
            return Verdict::NotEnoughEpochs;
        }
        let is_early = !self.is_over
            && count < NOT_EARLY
            && f64::from(count) < STILL_EARLY * f64::from(self.planned());
        if self.is_held_back() {
            return match self.learned {
                learned if learned > LITTLE_LEARNED => Verdict::Fitting,
                _ if is_early => Verdict::NotEnoughEpochs,
                _ => Verdict::Underfitting,
            };
        }
        if self.is_noisy() {
            return Verdict::TooNoisy;
        }
        if self.overfits() {
            return Verdict::Overfitting;
        }
        if self.gets_worse() {
            return Verdict::TooNoisy;
        }
        if !is_early {
            if self.stuck().is_some() {
                return Verdict::Stuck;
            }
            if self.is_slow() {
                return Verdict::TooSlow;
            }
            if self.is_level() && self.learned < LITTLE_LEARNED {
                return Verdict::Underfitting;
            }
        }
        if self.learned > SOMETHING_LEARNED { Verdict::Fitting } else { Verdict::NotEnoughEpochs }
    }

    /// Whether a verdict of a while ago is still true: what is said beside it is of now.
    /// Overfitting needs a rise that is still there; and no run ends as fitting that has given
    /// back more than a little of what it had learned.
    fn still_holds(&self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Overfitting => self.turn.is_still_up(),
            Verdict::Fitting if self.is_over => {
                !self.gets_worse() && (!self.overfits() || self.turn.is_slight())
            }
            _ => true,
        }
    }

    /// Epochs of the run, or those it has run.
    pub fn planned(&self) -> u32 {
        let planned = self.evidence.experiment.config().training.epochs;
        planned.max(self.evidence.history.count())
    }

    fn diverges(&self) -> bool {
        if self.is_over && matches!(self.evidence.end, Some(StopReason::Diverged { .. })) {
            return true;
        }
        if self.loss.points() < 3 {
            return false;
        }
        let (now, middle) = (self.loss.now(), self.loss.level(self.loss.points().div_ceil(2)));
        now - self.penalty > DIVERGED * self.dummy
            && now > self.loss.first()
            && now > middle + SURE_RISE * self.loss.noise
    }

    /// What the training loss has come, or a quarter of what always predicting the same costs.
    fn way(&self) -> f64 {
        (self.learned * self.dummy).max(FLOOR * self.dummy)
    }

    /// The jumps of the training loss, in what it has come.
    pub fn jumps(&self) -> f64 {
        self.loss.noise / self.way()
    }

    /// Whether the loss is that of the weights' size more than that of the rows; then its
    /// curve says little about what is learned.
    pub fn is_held_back(&self) -> bool {
        self.penalty > HELD_BACK * self.loss.now()
    }

    pub fn is_noisy(&self) -> bool {
        self.jumps() > NOISY && self.loss.turns(self.loss.points() / 2) > BACK_AND_FORTH
    }

    fn overfits(&self) -> bool {
        self.turn.is_turned()
            && self.few_parameters.is_none()
            && self.learned > SOMETHING_LEARNED
            && self.loss.now() < self.val.now()
    }

    /// Whether both losses have risen, and not by chance.
    pub fn gets_worse(&self) -> bool {
        self.turn.both_rose() && self.learned > SOMETHING_LEARNED
    }

    /// By which share the run ended above its best validation loss, where that gives back more
    /// than a little of what was learned and the last weights were kept.
    pub fn ends_above(&self) -> Option<f64> {
        let history = self.evidence.history;
        let training = &self.evidence.experiment.config().training;
        let restores = training.early_stopping && training.stopping.restore_best_weights;
        if restores || self.evidence.end != Some(StopReason::Completed) {
            return None;
        }
        let best = history.val_loss[history.index_of(self.best_epoch)?];
        let rise = history.val_loss.last()? - best;
        let gives_back = rise > SLIGHT * (self.evidence.dummy.val_loss - best).max(0.0);
        (gives_back && best > 0.0).then_some(rise / best)
    }

    /// Whether early stopping ended the run.
    pub fn was_stopped_early(&self) -> bool {
        matches!(self.evidence.end, Some(StopReason::EarlyStopped { .. }))
    }

    /// Where the last third begins.
    fn last_third(&self) -> usize {
        self.loss.points() - self.loss.points() / 3
    }

    /// What the training loss falls over the last third.
    fn last_fall(&self) -> f64 {
        let (from, to) = (self.last_third(), self.loss.points());
        self.loss.fall(from, to) * (self.loss.epochs[to - 1] - self.loss.epochs[from])
    }

    fn is_slow(&self) -> bool {
        let (third, to) = (self.last_third(), self.loss.points());
        let first = self.loss.fall(0, self.loss.points() / 3);
        let before = first.max(self.loss.fall(self.loss.points() / 3, third));
        let now = self.loss.fall(third, to);
        let left = f64::from(self.planned()) - self.loss.epochs[to - 1];
        let at_end = self.learned + now * left / self.dummy;
        self.last_fall() > SURE_FALL * self.loss.noise
            && now > NEARLY_STRAIGHT * before
            && at_end < HALF_LEARNED
            && self.learned < HALF_LEARNED
    }

    /// Whether the training loss has levelled off.
    pub fn is_level(&self) -> bool {
        self.last_fall() < LEVEL * self.way()
    }

    pub fn stuck(&self) -> Option<Stuck> {
        let network = self.evidence.network?;
        let stands =
            self.learned < NOTHING_LEARNED && self.last_fall() < NOTHING_LEARNED * self.dummy;
        if stands { idle(network).or_else(|| vanishing(network)) } else { None }
    }

    /// Whether validation loss is still falling, so that more epochs help.
    pub fn still_improves(&self) -> bool {
        !self.is_level() && self.turn.is_recent()
    }
}

/// The settled verdict: only one that holds at three points in a row replaces the one before.
/// The points lie an eighth of the run apart, the same however long it goes on, so one odd
/// stretch changes nothing.
fn settled(evidence: &Evidence<'_>, now: Verdict) -> Verdict {
    let count = evidence.history.count();
    if now == Verdict::Diverging || count < LEAST_EPOCHS {
        return now;
    }
    let mut moments = Vec::new();
    let mut moment = LEAST_EPOCHS;
    while moment <= count {
        moments.push(moment);
        moment += (moment / APART).max(1);
    }
    let judge = |moment: &u32, is_over| RunAnalysis::at(evidence, *moment, is_over).judge();
    let mut verdicts: Vec<Verdict> = moments.iter().map(|moment| judge(moment, false)).collect();
    if evidence.end.is_some() {
        // What only the end of a run can tell must be true of its last moments too.
        let last = &moments[moments.len().saturating_sub(2)..];
        verdicts.extend(last.iter().map(|moment| judge(moment, true)));
        verdicts.push(now);
    }
    let in_turn = |three: &&[Verdict]| three[0] == three[1] && three[1] == three[2];
    let settled = verdicts.windows(3).rev().find(in_turn);
    settled.map_or(Verdict::NotEnoughEpochs, |three| three[0])
}

fn few_parameters(evidence: &Evidence<'_>) -> Option<(u64, u64)> {
    let experiment = evidence.experiment;
    let (config, schema) = (experiment.config(), evidence.table.schema);
    let inputs = evidence.table.inputs?;
    let shapes = config.network.shapes(inputs, experiment.output());
    let parameters = shapes.iter().map(|shape| shape.trainable).sum::<u64>();
    let rows = config.training_rows(schema);
    (parameters.saturating_mul(ROWS_TO_A_PARAMETER) <= rows).then_some((parameters, rows))
}

fn idle(network: &NetworkEvidence) -> Option<Stuck> {
    let block = network.blocks.iter().find(|block| block.share() >= IDLE)?;
    let &super::BlockEvidence { block, idle, units, of } = block;
    Some(Stuck::Idle { block, idle, units, of })
}

fn vanishing(network: &NetworkEvidence) -> Option<Stuck> {
    let (first, last) = (*network.gradients.first()?, *network.gradients.last()?);
    (first < VANISHING * last).then_some(Stuck::Vanishing { first, last })
}
