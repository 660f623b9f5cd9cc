//! A run's network measured as it stands, beside its epochs.

use crate::nn::narrow;
use crate::train::trainer::NextStep;
use crate::train::{Figures, Outcome, PartFigures, Trainer, evaluation};

impl Trainer {
    /// The epoch after which the weights stand; `None` within an epoch and before the first.
    ///
    /// Checked by `tests/it/worker/threshold.rs`.
    pub fn measured_epoch(&self) -> Option<u32> {
        let epoch = match self.next_step {
            NextStep::Finished(Outcome { restored_epoch: Some(epoch), .. }) => epoch,
            NextStep::TrainBatch | NextStep::Evaluate => return None,
            _ if self.epoch == self.reported => self.reported,
            _ => return None,
        };
        (epoch > 0).then_some(epoch)
    }

    /// The epoch after which the weights stand and its metrics, training and validation, as they
    /// are with the threshold of now; `None` within an epoch.
    ///
    /// Checked by `tests/it/worker/threshold.rs`.
    pub fn measure_again(&mut self) -> Option<(u32, [Vec<f64>; 2])> {
        let epoch = self.measured_epoch()?;
        let figures = self.measure();
        let both =
            [figures.metrics, figures.val_metrics].map(|metrics| self.units.metrics(metrics));
        Some((epoch, both))
    }

    /// Training and validation loss with the weights as they stand, in the units of the target,
    /// as they are measured at the end of an epoch; `None` while that is under way, or if one is
    /// no number.
    ///
    /// Checked by `tests/it/inspection/network_graph.rs`.
    pub fn losses_now(&mut self) -> Option<[f64; 2]> {
        if self.next_step == NextStep::Evaluate {
            return None;
        }
        let figures = self.measure();
        let losses = [figures.loss, figures.val_loss].map(|loss| self.units.loss(loss));
        losses.iter().all(|loss| narrow(*loss).is_finite()).then_some(losses)
    }

    /// Loss and metrics of the training and of the validation part with the weights as they
    /// stand, in the units of the target, as they are measured at the end of an epoch; `None`
    /// while that is under way, or if a figure is no number.
    ///
    /// Checked by `tests/it/command/evaluate.rs::saved_weights_have_the_figures_of_their_epoch`.
    pub fn parts_now(&mut self) -> Option<[PartFigures; 2]> {
        if self.next_step == NextStep::Evaluate {
            return None;
        }
        let figures = self.measure();
        if !figures.are_numbers() {
            return None;
        }
        let Figures { loss, val_loss, metrics, val_metrics, .. } = self.units.figures(figures);
        let validation = PartFigures { loss: val_loss, metrics: val_metrics };
        Some([PartFigures { loss, metrics }, validation])
    }

    /// Both parts as at the end of an epoch, in the units that are learned.
    fn measure(&mut self) -> Figures {
        let network = self.learner.network_mut();
        loop {
            if let Some(figures) = self.evaluation.advance(network, &self.dataset, 0.0) {
                return figures;
            }
        }
    }

    /// Loss and metrics of the test part with the weights as they stand, in the units of
    /// the target; `None` without a test part, or if a figure is no number. It changes
    /// nothing about the run.
    ///
    /// Checked by `tests/it/train/units.rs::the_test_part_is_measured_as_validation_rows_are`.
    pub fn evaluate_test(&mut self) -> Option<PartFigures> {
        let test = &self.dataset.test;
        if test.rows() == 0 {
            return None;
        }
        let network = self.learner.network_mut();
        let PartFigures { loss, metrics } =
            evaluation::evaluate(&self.experiment, self.evaluation.threshold(), network, test);
        let are_numbers = metrics.iter().chain([&loss]).all(|&figure| narrow(figure).is_finite());
        are_numbers.then(|| PartFigures {
            loss: self.units.loss(loss),
            metrics: self.units.metrics(metrics),
        })
    }
}
