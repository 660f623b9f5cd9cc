//! A run's figures as a table, the columns named as in Keras's `History`.

use std::fmt::Write;

use crate::config::Metric;
use crate::train::{Figures, History};

/// The columns: `epoch,loss,val_loss,<metric>,val_<metric>,...,logged_loss`. The last
/// one is the training loss as Keras logs it.
pub fn history_header(metrics: &[Metric]) -> String {
    let mut header = "epoch,loss,val_loss".to_owned();
    for metric in metrics {
        let name = metric.name();
        write!(header, ",{name},val_{name}").expect(TO_STRING);
    }
    header + ",logged_loss"
}

/// An epoch's row, with as many digits as it takes to read the same numbers back.
pub fn history_row(epoch: u32, figures: &Figures) -> String {
    let Figures { loss, val_loss, logged_loss, metrics, val_metrics } = figures;
    let mut row = format!("{epoch},{loss},{val_loss}");
    for (metric, val_metric) in metrics.iter().zip(val_metrics) {
        write!(row, ",{metric},{val_metric}").expect(TO_STRING);
    }
    write!(row, ",{logged_loss}").expect(TO_STRING);
    row
}

/// The header and one row for each epoch that the history keeps.
///
/// Checked by `tests/it/command/train.rs::history_reads_back_the_same_numbers`.
pub fn history_csv(history: &History, metrics: &[Metric]) -> String {
    let mut csv = history_header(metrics) + "\n";
    for (index, epoch) in history.epochs.iter().enumerate() {
        csv += &history_row(*epoch, &history.figures(index));
        csv.push('\n');
    }
    csv
}

/// Why writing to a text is no error.
const TO_STRING: &str = "writing to a String cannot fail";
