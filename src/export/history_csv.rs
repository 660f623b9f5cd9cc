//! A run's figures as a table, the columns named as in Keras's `History`.

use std::fmt::Write;

use crate::config::Metric;
use crate::train::History;

/// One row an epoch: `epoch,loss,val_loss,<metric>,val_<metric>`, with as many digits
/// as it takes to read the same number back.
///
/// Checked by `tests/it/cli.rs::history_reads_back_the_same_numbers`.
pub fn history_csv(history: &History, metric: Metric) -> String {
    let name = metric.name();
    let mut csv = format!("epoch,loss,val_loss,{name},val_{name}\n");
    for index in 0..history.epochs() {
        writeln!(
            csv,
            "{},{},{},{},{}",
            index + 1,
            history.loss[index],
            history.val_loss[index],
            history.metric[index],
            history.val_metric[index]
        )
        .expect("writing to a String cannot fail");
    }
    csv
}
