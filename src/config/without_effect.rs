//! Settings that change nothing: legal, kept, and said.

use crate::config::{
    ClassWeights, ExperimentConfig, Metric, Scaling, SplitMethod, TableSchema, Task,
};
use crate::t;
use crate::text::inside;

impl ExperimentConfig {
    /// A sentence for each setting that names what `schema` does not have, or that does nothing
    /// for the task.
    ///
    /// Checked by `tests/it/config/without_effect.rs`.
    pub fn without_effect(&self, schema: &TableSchema) -> Vec<String> {
        let mut sentences = self.unknown_columns(schema);
        let (data, training) = (&self.data, &self.training);
        if data.ignored.contains(&data.target) {
            let target = &data.target;
            sentences.push(t!(
                "\"data.ignored\" names the target \"{target}\", which is predicted all the same.",
                target,
            ));
        }
        let is_regression = data.task == Task::Regression;
        let unused = [
            (
                is_regression && training.class_weights != ClassWeights::None,
                "training.class_weights",
            ),
            (
                data.task != Task::BinaryClassification && training.threshold.is_some(),
                "training.threshold",
            ),
            (
                !is_regression && data.preparation.target_scaling != Scaling::None,
                "data.preparation.target_scaling",
            ),
        ];
        let unused = unused.into_iter().filter(|(is_unused, _)| *is_unused);
        let mut settings: Vec<_> = unused.map(|(_, setting)| setting.to_owned()).collect();
        let fitting = Metric::all_for_task(data.task);
        let unfit = training.metrics.iter().filter(|metric| !fitting.contains(metric));
        settings.extend(unfit.map(|metric| format!("training.metrics: {}", metric.name())));
        let task = inside(data.task.label());
        let of_setting = |setting| t!("\"{setting}\" has no effect on {task}.", setting, task);
        sentences.extend(settings.into_iter().map(of_setting));
        sentences.extend(self.surplus_class_weights(schema));
        if data.split.method == SplitMethod::InOrder && data.split.seed.is_some() {
            let setting = "data.split.seed";
            sentences
                .push(t!("\"{setting}\" has no effect on rows that are split in order.", setting));
        }
        sentences
    }

    fn unknown_columns(&self, schema: &TableSchema) -> Vec<String> {
        let (data, reading) = (&self.data, &self.data.reading);
        let ignored = data.ignored.iter().map(|column| ("data.ignored", column));
        let types = reading.types.keys().map(|column| ("data.reading.types", column));
        let joined = reading.joined.iter().map(|column| ("data.reading.joined", column));
        let columns = data.preparation.columns.keys();
        let prepared = columns.map(|column| ("data.preparation.columns", column));
        let named = ignored.chain(types).chain(joined).chain(prepared);
        let unknown = named.filter(|(_, column)| schema.column(column).is_none());
        let sentence = |(setting, column): (&str, &String)| {
            t!(
                "\"{setting}\" names the column \"{column}\", which the table does not have.",
                setting,
                column
            )
        };
        unknown.map(sentence).collect()
    }

    fn surplus_class_weights(&self, schema: &TableSchema) -> Option<String> {
        let ClassWeights::Given(weights) = &self.training.class_weights else { return None };
        let target = schema.column(&self.data.target)?;
        let (received, classes) = (weights.len(), target.distinct);
        let is_surplus = self.data.task != Task::Regression && received > classes;
        is_surplus.then(|| {
            t!(
                "\"training.class_weights\" has {received} weights, but \"{target}\" has only {classes} classes.",
                received,
                target = target.name,
                classes,
            )
        })
    }
}
