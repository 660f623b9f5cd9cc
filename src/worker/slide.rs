//! The curves as a picture to be taken away.

use serde::{Deserialize, Serialize};

use crate::config::Metric;
use crate::export::NamedHistory;
use crate::plot::slide::slide_svg;
use crate::plot::theme::{DARK, LIGHT};
use crate::plot::{CurvesView, Look, Other, Series, Stopped};

/// What a picture of runs shows, and how.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Slide {
    /// Above it.
    pub title: String,
    /// Of the value axis.
    pub axis: String,
    /// Which figure; `None` is the loss.
    pub metric: Option<Metric>,
    /// Whether the training loss is shown as Keras logs it.
    pub as_logged: bool,
    /// Of the first run.
    pub best_epoch: Option<u32>,
    /// Of the first run, if it stopped early.
    pub stopped: Option<Stopped>,
    /// As on the page.
    pub look: Look,
    /// Light lines on a dark ground.
    pub is_dark: bool,
    /// The colours of the runs after the first.
    pub colors: Vec<usize>,
}

/// A picture of runs as SVG, the first drawn as the run on the page; empty without one.
///
/// Checked by `tests/it/slide.rs`.
pub fn draw(slide: &Slide, runs: &[NamedHistory]) -> String {
    let Some((own, others)) = runs.split_first() else { return String::new() };
    let lines = |run| lines(slide, run);
    let others: Vec<_> = others
        .iter()
        .zip(slide.colors.iter().copied().chain(std::iter::repeat(0)))
        .map(|(run, color)| {
            let [training, validation] = lines(run);
            Other { name: &run.name, color, training, validation, ..Other::default() }
        })
        .collect();
    let [training, validation] = lines(own);
    let view = CurvesView {
        training,
        validation,
        best_epoch: slide.best_epoch,
        bounded: slide.metric.is_some_and(Metric::is_share),
        look: slide.look,
        stopped: slide.stopped,
        others: &others,
        ..CurvesView::new(&slide.axis, if slide.is_dark { &DARK } else { &LIGHT })
    };
    slide_svg(&view, &slide.title, &own.name)
}

/// Training and validation; without values where the run does not measure the figure.
fn lines<'a>(slide: &Slide, run: &'a NamedHistory) -> [Series<'a>; 2] {
    let history = &run.history;
    let Some(metric) = slide.metric else {
        let training = if slide.as_logged { &history.logged_loss } else { &history.loss };
        return [training, &history.val_loss].map(|values| Series::new(&history.epochs, values));
    };
    let at = run.metrics.iter().position(|one| *one == metric);
    let of = |all: &'a [Vec<f64>]| at.and_then(|at| all.get(at)).map(Vec::as_slice);
    [of(&history.metrics), of(&history.val_metrics)].map(|values| {
        values.map_or(Series::default(), |values| Series::new(&history.epochs, values))
    })
}
