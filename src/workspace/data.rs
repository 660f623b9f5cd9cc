//! What the page calls a table.

use crate::config::{DataSource, ExperimentConfig};
use crate::data::gallery;
use crate::text::shown;
use crate::tn;

/// What a table is called; `None` for a set that the Gallery does not have.
pub fn table_title(source: &DataSource) -> Option<String> {
    match source {
        DataSource::Gallery { id } => gallery::find(id).map(|set| shown(set.title).to_owned()),
        DataSource::File { name, .. } => Some(name.clone()),
        DataSource::Synthetic(config) => Some(config.shape.label().to_owned()),
    }
}

/// The data of an experiment and the number of its blocks.
pub fn about(experiment: &ExperimentConfig) -> String {
    let data = table_title(&experiment.data.source).unwrap_or_default();
    let blocks = tn!(experiment.network.layers.len(), "{count} block", "{count} blocks");
    format!("{data} · {blocks}")
}

/// What an experiment with a new table is called: a file's name without its ending, else the
/// table's own title.
pub fn new_title(source: &DataSource) -> String {
    let title = table_title(source).unwrap_or_default();
    let title = title.strip_suffix(".gz").unwrap_or(&title);
    match (source, title.rsplit_once('.')) {
        (DataSource::File { .. }, Some((stem, _))) => stem.to_owned(),
        _ => title.to_owned(),
    }
}
