//! Tables as they come from the worker: on their way, arrived, refused.

use leptos::prelude::*;

use super::{
    alert_with, announce, compare_table, edit, forget_run, note, points_arrived, store_file,
    without_table,
};
use crate::app::services::engine::{PendingTable, Purpose};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::app::state::data::LoadedTable;
use crate::app::state::notices::WayOn;
use crate::config::{DataSource, Shape, TableSchema};
use crate::data::{TableSummary, gallery, synthetic};
use crate::text::Grouped;
use crate::worker::{LoadError, TableId};
use crate::workspace::data::{new_title, table_title};
use crate::workspace::inspection::Inspection;
use crate::workspace::painting::Painting;
use crate::workspace::undo::Step;
use crate::{t, tn};

/// A file is being read.
pub fn reading_goes_on(state: AppState, table: TableId, progress: (u64, u64)) {
    let is_pending = state
        .engine
        .with_value(|engine| engine.pending.as_ref().is_some_and(|pending| pending.id == table));
    if is_pending {
        state.data().loading.update(|loading| {
            if let Some(loading) = loading {
                loading.progress = Some(progress);
            }
        });
    }
}

/// A table has arrived.
pub fn table_loaded(state: AppState, table: TableId, summary: TableSummary) {
    let Some(mut pending) =
        state.engine.try_update_value(|engine| engine.take_pending(table)).flatten()
    else {
        return;
    };
    state.data().loading.set(None);
    state.inspection().update(Inspection::forget_runs);
    if let DataSource::File { columns, .. } = &mut pending.source {
        *columns = summary.schema.columns.iter().map(|column| column.name.clone()).collect();
    }
    let source = pending.source.clone();
    if let Some(file) = &pending.file {
        state.engine.update_value(|engine| engine.remember_file(source.clone(), file.clone()));
        if pending.purpose == Purpose::NewData {
            store_file(state, file);
        }
    }
    let wanted = state.data().wanted.get_untracked();
    let warnings = summary.warnings.clone();
    let schema = summary.schema.clone();
    let rows = tn!(Grouped(schema.rows as u64), "{count} row", "{count} rows");
    let columns = Grouped(schema.columns.len() as u64);
    let columns = tn!(columns, "{count} column", "{count} columns");
    announce(state, &t!("{rows} and {columns} read", rows, columns));
    let reading = pending.reading.clone();
    state.data().table.set(Some(LoadedTable { source: source.clone(), reading, summary }));
    // Those of a table that comes back were read when it came first.
    let is_news = matches!(pending.purpose, Purpose::NewData | Purpose::Reread);
    state.data().notes.set(if is_news { warnings } else { Vec::new() });
    match pending.purpose {
        Purpose::NewData | Purpose::Reread => {
            if let (Some((_, columns)), DataSource::File { .. }) = (&wanted, &source) {
                compare_table(state, columns.clone());
            }
            adopt(state, &pending, &schema, wanted);
        }
        Purpose::Expected => {
            // A file stored in the last visit may be another one than the link speaks of.
            let expected =
                state.experiment.with_untracked(|experiment| experiment.data.source.clone());
            if source != expected {
                state.data().table.set(None);
                state.engine.update_value(|engine| engine.held = None);
                return;
            }
            if let DataSource::File { columns, .. } = source {
                compare_table(state, columns);
            }
            // Another table ends the worker's run.
            state.run.update(|run| run.interrupt());
        }
        Purpose::Again => {}
    }
    state.engine.update_value(|engine| engine.held = Some(pending));
    points_arrived(state);
}

/// Makes new data part of the experiment.
fn adopt(
    state: AppState,
    pending: &PendingTable,
    schema: &TableSchema,
    wanted: Option<(String, Vec<String>)>,
) {
    let source = &pending.source;
    let lacking = wanted.as_ref().map(|(_, columns)| {
        columns.iter().filter(|name| schema.column(name).is_none()).cloned().collect::<Vec<_>>()
    });
    let is_reread = pending.purpose == Purpose::Reread;
    let step = if is_reread && !matches!(source, DataSource::Synthetic(_)) {
        t!("Reading of the file changed").into()
    } else {
        Step::of(t!("Data"), |e| table_title(&e.data.source).unwrap_or_default())
    };
    edit(state, step, |experiment| {
        let same_columns = match (&experiment.data.source, source) {
            (DataSource::File { columns: old, .. }, DataSource::File { columns: new, .. }) => {
                old == new
            }
            (DataSource::Synthetic(old), DataSource::Synthetic(new)) => {
                // Points that were moved are painted from then on.
                let were_moved = is_reread
                    && matches!(&new.shape, Shape::Painted { points } if !points.is_empty());
                (old.shape.id() == new.shape.id() || were_moved)
                    && old.shape.task() == new.shape.task()
            }
            (old, new) => old == new,
        };
        // A set that is open already can be chosen again for the network that it brings.
        let is_chosen_again = !is_reread
            && matches!(source, DataSource::Gallery { .. } | DataSource::Synthetic(_))
            && state.data().brings_network.get_untracked();
        if same_columns && !is_chosen_again || lacking.as_ref().is_some_and(Vec::is_empty) {
            // The same table again, or the one the link asked for: the recipe stands.
            experiment.data.source = source.clone();
            experiment.refit(schema);
        } else {
            let with_network = state.data().brings_network.get_untracked();
            *experiment = match source {
                DataSource::Gallery { id } if with_network => {
                    gallery::find(id).map_or_else(|| experiment.clone(), gallery::experiment)
                }
                DataSource::Synthetic(config) if with_network => {
                    synthetic::experiment(config.clone())
                }
                _ => experiment.with_table(&new_title(source), source.clone(), schema),
            };
            if let DataSource::Gallery { id } = source
                && let Some(set) = gallery::find(id)
                && !with_network
            {
                let data = gallery::experiment(set).data;
                // The training follows the task, which the set knows better than a guess.
                experiment.set_task(data.task);
                experiment.data = data;
                experiment.refit(schema);
            }
        }
        experiment.data.reading = pending.reading.clone();
    });
    if let (Some(lacking), Some((name, _))) = (lacking, wanted)
        && let Some(first) = lacking.first()
    {
        let sentence = match lacking.len() - 1 {
            0 => t!(
                "This file has no column \"{first}\", which the link's {name} has, so the data settings were proposed anew. Undo brings the link's back.",
                first,
                name,
            ),
            more => t!(
                "This file has no column \"{first}\" and {more} more, which the link's {name} has, so the data settings were proposed anew. Undo brings the link's back.",
                first,
                more,
                name,
            ),
        };
        note(state, sentence);
    }
    forget_run(state);
}

/// A table could not be read; the one before stays.
pub fn table_rejected(state: AppState, table: TableId, error: LoadError) {
    let pending = state.engine.try_update_value(|engine| engine.take_pending(table)).flatten();
    let Some(pending) = pending else { return };
    state.data().loading.set(None);
    without_table(state, &pending);
    state.data().painting.update(Painting::give_up);
    let LoadError { sentence, sample_every: sample } = error;
    // The same table made or read another way is asked for in a dialog, before which a notice
    // would lie.
    if pending.purpose == Purpose::Reread && focus::is_in_dialog() {
        state.data().refusal.set(Some(sentence));
        return;
    }
    let way_on = match &pending.source {
        // It is whole where it comes from, so that only the way here can be at fault.
        DataSource::Gallery { .. } => Some(WayOn::FetchAgain),
        _ => sample.map(WayOn::Sample),
    };
    if way_on.is_some() {
        state.engine.update_value(|engine| engine.refused = Some(pending));
    }
    alert_with(state, sentence, way_on);
}
