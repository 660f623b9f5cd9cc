//! The figures of the runs that are drawn with the one on the page.

use super::database::{Database, Store, Value};
use super::runs::experiment_of;
use super::{ReadLink, Storage};
use crate::config::Metric;
use crate::train::History;
use crate::workspace::run_list::{DrawnRun, ListedRun, Overlay};
use crate::workspace::run_record::read_body;

/// The figures of a run, and what they measure apart from the loss.
pub type Figures = (Vec<Metric>, History);

impl<D: Database> Storage<D> {
    /// The figures of a run of the experiment.
    async fn read_figures(&self, run: &ListedRun, read_link: &impl ReadLink) -> Option<Figures> {
        let Value::Bytes(body) = self.part(Store::Runs, &run.key).await? else { return None };
        let run = read_body(&body, experiment_of(&run.head, read_link).await.ok())?;
        Some((run.metrics(), run.history))
    }

    /// What is drawn of runs, those of a band together: the figures that are `known`, and
    /// those that are stored. None once it was asked for again, as after every change of the
    /// list, or once another experiment was opened.
    pub async fn read_overlays(
        &self,
        shown: Vec<Vec<ListedRun>>,
        known: impl Fn(&str) -> Option<Figures>,
        read_link: &impl ReadLink,
    ) -> Option<Vec<Overlay>> {
        let asked = self.0.overlays.get() + 1;
        self.0.overlays.set(asked);
        let mut overlays = Vec::new();
        for group in shown {
            let Some(first) = group.first().map(|run| &run.head) else { continue };
            let name = if group.len() > 1 { first.group.clone() } else { first.title() };
            let color = first.color.unwrap_or_default();
            let mut overlay = Overlay { name, color, metrics: Vec::new(), runs: Vec::new() };
            for run in group {
                let figures = match known(&run.key) {
                    Some(figures) => Some(figures),
                    None => self.read_figures(&run, read_link).await,
                };
                if let Some((metrics, history)) = figures {
                    let (key, title) = (run.key, run.head.title());
                    overlay.metrics = metrics;
                    overlay.runs.push(DrawnRun { key, title, history });
                }
            }
            if !overlay.runs.is_empty() {
                overlays.push(overlay);
            }
        }
        (self.0.overlays.get() == asked).then_some(overlays)
    }
}
