//! The network of a report, block by block.

use super::ReportedRun;
use crate::config::diff::{Setting, block_settings};
use crate::config::{Grouped, LayerConfig};
use crate::export::html::{paragraph, table};
use crate::{t, tn};

/// The chain as a table, and its parameters.
pub(super) fn section(run: &ReportedRun<'_>) -> String {
    let checked = run.checked();
    let (config, output) = (checked.config(), checked.output());
    let inputs = run.trainer.dataset().inputs() as u64;
    let summary = config.network.summary(inputs, output);
    let names = config.network.layers.iter().map(block);
    let end = t!(
        "Output {units}, {activation}",
        units = output.units,
        activation = output.activation.name()
    );
    let mut rows = vec![vec![
        tn!(Grouped(inputs), "{count} input", "{count} inputs"),
        inputs.to_string(),
        "0".to_owned(),
    ]];
    rows.extend(
        names.chain([end]).zip(&summary.rows).map(|(name, row)| {
            vec![name, row.units.to_string(), Grouped(row.parameters).to_string()]
        }),
    );
    let total = summary.trainable + summary.non_trainable;
    let mut words = tn!(Grouped(total), "{count} parameter in all.", "{count} parameters in all.");
    if summary.non_trainable > 0 {
        words += " ";
        words += &tn!(
            Grouped(summary.non_trainable),
            "{count} of them is kept, not trained.",
            "{count} of them are kept, not trained.",
        );
    }
    let heads = [t!("Block"), t!("Values out"), t!("Parameters")];
    table(&heads, &rows) + &paragraph(&words)
}

/// A block with what is unusual about it, a Dense always with its activation.
fn block(layer: &LayerConfig) -> String {
    let (headline, settings) = block_settings(layer);
    // The headline says it.
    let said = ["dense.units", "activation.activation", "dropout.rate"];
    let is_told = |one: &&Setting| {
        let is_activation = one.path == "dense.activation";
        is_activation || !one.is_default && !said.contains(&one.path.as_str())
    };
    let told = settings.iter().filter(is_told).map(|one| match one.path.as_str() {
        "dense.activation" => one.words.clone(),
        _ => format!("{} {}", one.name, one.words),
    });
    [headline].into_iter().chain(told).collect::<Vec<_>>().join(", ")
}
