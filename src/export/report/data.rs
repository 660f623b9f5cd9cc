//! The data of a report, and what was done to them.

use super::{ReportedRun, columns, count, told};
use crate::config::diff::settings;
use crate::config::{DataSource, Grouped, Shape};
use crate::data::{RowCounts, gallery};
use crate::export::html::{escaped, facts, list};
use crate::text::{Decimal, shown};
use crate::{t, tn};

/// Settings that are always told, and beginnings of those that are where they are unusual.
const ALWAYS: [&str; 4] =
    ["data.split.method", "data.validation_percent", "data.split.test_percent", "data.scaling"];
const UNUSUAL: [&str; 3] = ["data.reading.", "data.split.", "data.preparation."];

/// Where they come from, which rows are used, and how columns become inputs.
pub(super) fn section(run: &ReportedRun<'_>) -> String {
    let config = run.checked().config();
    let facts_of_data = run.trainer.dataset().facts();
    let (source, attribution) = source(&config.data.source);
    let table = run.table;
    let size = [
        tn!(Grouped(table.rows() as u64), "{count} row", "{count} rows"),
        tn!(table.schema().columns.len(), "{count} column", "{count} columns"),
    ];
    let mut rows = vec![
        (t!("Source").to_owned(), source),
        (t!("Table").to_owned(), size.join(", ")),
        (t!("Rows left out").to_owned(), left_out(&facts_of_data.counts)),
        (t!("Gaps filled in").to_owned(), gaps(&facts_of_data.counts)),
        (t!("Rows of each part").to_owned(), parts(&facts_of_data.counts)),
    ];
    // What single columns have of their own stands in their rows.
    let own = |path: &str| path.starts_with("data.preparation.columns.");
    let mut all = settings(config);
    all.retain(|one| !own(&one.path));
    rows.extend(told(&all, &UNUSUAL, &ALWAYS));
    let warnings: Vec<_> = facts_of_data.warnings.iter().map(ToString::to_string).collect();
    facts(&rows) + &attribution + &list(&warnings) + &columns::table_of(run)
}

/// Its name, and whom it is from, where that is known.
fn source(source: &DataSource) -> (String, String) {
    match source {
        DataSource::Gallery { id } => {
            let title = gallery::find(id).map_or(id.as_str(), |set| shown(set.title));
            let attribution = gallery::attribution(id);
            let attribution =
                attribution.map(|text| format!("<p class=\"dim\">{}</p>\n", escaped(&text)));
            (t!("{title}, from the Gallery", title), attribution.unwrap_or_default())
        }
        DataSource::File { name, .. } => (name.clone(), String::new()),
        DataSource::Synthetic(made) => {
            let formula = match &made.shape {
                Shape::Formula { formula } => format!(" ({formula})"),
                _ => String::new(),
            };
            let made = t!(
                "{shape}, made by Descent: noise {noise}, data seed {seed}",
                shape = format!("{}{formula}", made.shape.label()),
                noise = Decimal(made.noise),
                seed = made.seed,
            );
            (made, String::new())
        }
    }
}

fn left_out(counts: &RowCounts) -> String {
    let mut all = Vec::new();
    if counts.dropped > 0 {
        all.push(tn!(
            Grouped(counts.dropped as u64),
            "{count} row without a target",
            "{count} rows without a target"
        ));
    }
    if counts.incomplete > 0 {
        all.push(tn!(
            Grouped(counts.incomplete as u64),
            "{count} row with a missing input",
            "{count} rows with a missing input"
        ));
    }
    if counts.unused() > 0 {
        all.push(tn!(
            Grouped(counts.unused() as u64),
            "{count} row of the training part that is not used",
            "{count} rows of the training part that are not used"
        ));
    }
    if all.is_empty() { t!("none").to_owned() } else { all.join(", ") }
}

fn gaps(counts: &RowCounts) -> String {
    match counts.imputed {
        0 => t!("none").to_owned(),
        cells => tn!(Grouped(cells as u64), "{count} cell", "{count} cells"),
    }
}

fn parts(counts: &RowCounts) -> String {
    let [training, validation] = [counts.training, counts.validation].map(count);
    match counts.test {
        0 => t!("training {training}, validation {validation}", training, validation),
        test => t!(
            "training {training}, validation {validation}, test {test}",
            training,
            validation,
            test = count(test),
        ),
    }
}
