//! A repeat or a sweep in sentences: how far it is, what came of it, what its runs are called.

use crate::config::ThreeDigits;
use crate::t;
use crate::text::{inside, localized};
use crate::workspace::run_list::order;
use crate::workspace::sweep::{Lane, Standing, Sweep};

impl Sweep {
    /// The names of the settings, inside a sentence.
    fn settings(&self) -> Vec<String> {
        self.axes.iter().map(|axis| inside(axis.setting.label())).collect()
    }

    /// How far it is, or what came of it.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::the_end_is_told_in_a_sentence`.
    pub fn summary(&self) -> String {
        let Some(first) = self.lanes.first() else { return String::new() };
        if self.is_running {
            let over = |lane: &&Lane| matches!(lane.standing, Standing::Over | Standing::Failed(_));
            let over = self.lanes.iter().filter(over).count();
            return t!("{over} of {chosen} are done.", over, chosen = self.chosen());
        }
        if self.lanes.iter().all(|lane| lane.standing == Standing::Waiting) {
            return String::new();
        }
        let figure = inside(&first.trial.experiment.training.stopping.monitor.label());
        let results: Vec<_> = self.lanes.iter().map(Lane::result).collect();
        let order = order(&results, self.maximizes());
        let sorted: Vec<_> = order.iter().filter_map(|at| results[*at]).collect();
        let (Some(best), Some(worst)) = (sorted.first(), sorted.last()) else {
            return t!("None has come to a result.").to_owned();
        };
        let (best, worst) = (ThreeDigits(*best), ThreeDigits(*worst));
        if self.is_repeat() {
            let middle = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
            let median = ThreeDigits(f64::midpoint(middle.0, middle.1));
            let seeds = sorted.len();
            return if self.maximizes() {
                t!(
                    "Highest {figure} from {seeds} seeds: {best} to {worst}, median {median}.",
                    figure,
                    seeds,
                    best,
                    worst,
                    median,
                )
            } else {
                t!(
                    "Lowest {figure} from {seeds} seeds: {best} to {worst}, median {median}.",
                    figure,
                    seeds,
                    best,
                    worst,
                    median,
                )
            };
        }
        let lane = &self.lanes[order[0]];
        let epoch = lane.run.best_epoch.unwrap_or_default();
        let values = self.axes.iter().zip(self.places(order[0]));
        let values = values.zip(self.settings()).map(|((axis, place), setting)| {
            let name = axis.values.get(place).map_or("", |value| value.name.as_str());
            format!("{setting} {}", localized(name.to_owned()))
        });
        let with = values.collect::<Vec<_>>().join(", ");
        if self.maximizes() {
            t!("Highest {figure}: {best} with {with}, in epoch {epoch}.", figure, best, with, epoch)
        } else {
            t!("Lowest {figure}: {best} with {with}, in epoch {epoch}.", figure, best, with, epoch)
        }
    }

    /// What the runs are called together in the list: "5 seeds, runs 4 to 8".
    pub fn group(&self, first: u32) -> String {
        let count = self.chosen() as u32;
        let what = match self.axes.as_slice() {
            _ if self.is_repeat() => t!("{seeds} seeds", seeds = count),
            [first, second] => {
                let (first, second) = (first.setting.label(), inside(second.setting.label()));
                t!("{first} and {second}", first, second)
            }
            axes => axes.first().map_or("", |axis| axis.setting.label()).to_owned(),
        };
        t!("{what}, runs {first} to {last}", what, first, last = first + count.saturating_sub(1))
    }
}
