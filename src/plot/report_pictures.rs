//! The pictures of a report: light, and as large as a page of paper is wide.

use crate::config::{Metric, Task};
use crate::export::NamedHistory;
use crate::export::report::{ReportPicture, ReportedRun};
use crate::plot::curves_view::Stopped;
use crate::plot::prediction_pictures::{
    PictureSize, against_sentence, against_svg, importance_sentence, importance_svg,
};
use crate::plot::runs_slide::{Slide, draw_run};
use crate::plot::series::Series;
use crate::plot::summary::spoken_summary;
use crate::plot::theme::LIGHT;
use crate::t;
use crate::text::inside;
use crate::train::StopReason;
use crate::train::diagnosis::best_index;

/// As wide as the page, so that its text is as large as the text beside it.
const CURVES_PX: (u32, u32) = (700, 300);
const SIZE: PictureSize = PictureSize { width: 480.0, height: 330.0 };

/// The loss, and of a classification the task's own metric; none without an epoch.
///
/// Checked by `tests/it/export/report.rs`.
pub fn report_curves(run: &ReportedRun<'_>) -> Vec<ReportPicture> {
    if run.history.count() == 0 {
        return Vec::new();
    }
    let config = run.trainer.experiment().config();
    let own = Metric::for_task(config.data.task);
    let metrics = (config.data.task != Task::Regression).then_some(Some(own));
    [None].into_iter().chain(metrics).map(|metric| curve(run, metric)).collect()
}

fn curve(run: &ReportedRun<'_>, metric: Option<Metric>) -> ReportPicture {
    let (history, metrics) = (run.history, run.trainer.experiment().metrics());
    let title = metric.map_or(t!("Loss"), Metric::label);
    let stopped = run.trainer.outcome().and_then(|outcome| {
        let is_early = matches!(outcome.reason, StopReason::EarlyStopped { .. });
        let restored = outcome.restored_epoch.is_some();
        is_early.then(|| Stopped { epoch: history.count(), restored })
    });
    let best = best_index(history, history.count());
    let slide = Slide {
        axis: title.to_owned(),
        metric,
        best_epoch: best.map(|at| history.epochs[at]),
        stopped,
        ..Slide::default()
    };
    let series = |values| Series::new(&history.epochs, values);
    let [training, validation] = history.curves(metric, &metrics, false).map(series);
    let is_more_better = metric.is_some_and(Metric::higher_is_better);
    let words = spoken_summary(&inside(title), is_more_better, training, validation);
    let own = NamedHistory { name: String::new(), metrics, history: history.clone() };
    ReportPicture { title: title.to_owned(), words, svg: draw_run(&slide, &own, CURVES_PX) }
}

/// Predicted against actual numbers of a regression, and what each column is worth.
///
/// Checked by `tests/it/export/report.rs`.
pub fn report_learned(run: &ReportedRun<'_>) -> Vec<ReportPicture> {
    let target = &run.trainer.experiment().config().data.target;
    let numbers = run.predictions.as_ref().filter(|found| !found.are_classes());
    let against = numbers.map(|found| ReportPicture {
        title: t!("Predicted against actual").to_owned(),
        words: against_sentence(found),
        svg: against_svg(found, target, SIZE, &LIGHT),
    });
    let importance = run.importance.as_ref().map(|found| ReportPicture {
        title: t!("Column importance").to_owned(),
        words: importance_sentence(found),
        svg: importance_svg(found, SIZE.width, &LIGHT),
    });
    [against, importance].into_iter().flatten().collect()
}
