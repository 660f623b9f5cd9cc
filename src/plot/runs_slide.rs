//! The curves as a picture to be taken away.

use crate::config::Metric;
use crate::export::NamedHistory;
use crate::plot::chart_options::ChartOptions;
use crate::plot::curves::draw;
use crate::plot::curves_view::{CurvesView, OverlayCurves, Stopped};
use crate::plot::overlays::{SeedBand, seeds_band};
use crate::plot::series::Series;
use crate::plot::slide::{slide_svg, svg};
use crate::plot::theme::{DARK, LIGHT};

/// What a picture of runs shows, and how.
#[derive(Debug, Clone, Default, PartialEq)]
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
    pub options: ChartOptions,
    /// Light lines on a dark ground.
    pub is_dark: bool,
    /// The colours of the runs after the first; those of one colour are drawn as a band.
    pub colors: Vec<usize>,
}

/// A picture of runs as SVG, the first drawn as the run on the page; empty without one.
///
/// Checked by `tests/it/plot/runs_slide.rs`.
pub fn draw_runs<'runs>(slide: &Slide, runs: &'runs [NamedHistory]) -> String {
    let Some((own, overlays)) = runs.split_first() else { return String::new() };
    let lines = |run| lines(slide, run);
    let colored: Vec<_> =
        overlays.iter().zip(slide.colors.iter().copied().chain(std::iter::repeat(0))).collect();
    let together: Vec<_> = colored.chunk_by(|one, next| one.1 == next.1).collect();
    let band = |runs: &&[(&'runs NamedHistory, usize)]| {
        let validation: Vec<_> = runs.iter().map(|(run, _)| lines(run)[1]).collect();
        if runs.len() > 1 { seeds_band(&validation) } else { SeedBand::default() }
    };
    let bands: Vec<_> = together.iter().map(band).collect();
    let overlays: Vec<_> = together
        .iter()
        .zip(&bands)
        .map(|(runs, band)| {
            let (run, color) = runs[0];
            if runs.len() > 1 {
                return OverlayCurves { name: &run.name, color, ..band.drawn() };
            }
            let [training, validation] = lines(run);
            OverlayCurves {
                name: &run.name,
                color,
                training,
                validation,
                ..OverlayCurves::default()
            }
        })
        .collect();
    let view = CurvesView { overlays: &overlays, ..view(slide, own) };
    slide_svg(&view, &slide.title, &own.name)
}

/// One run as a chart of this size in CSS pixels, its lines named at their ends, without a title
/// and a legend.
///
/// Checked by `tests/it/plot/runs_slide.rs`.
pub fn draw_run(slide: &Slide, run: &NamedHistory, size: (u32, u32)) -> String {
    svg(size, |root| draw(root, &view(slide, run)))
}

fn view<'a>(slide: &'a Slide, run: &'a NamedHistory) -> CurvesView<'a> {
    let [training, validation] = lines(slide, run);
    CurvesView {
        training,
        validation,
        best_epoch: slide.best_epoch,
        bounded: slide.metric.is_some_and(Metric::is_share),
        options: slide.options,
        stopped: slide.stopped,
        ..CurvesView::new(&slide.axis, if slide.is_dark { &DARK } else { &LIGHT })
    }
}

/// Training and validation; without values where the run does not measure the figure.
fn lines<'a>(slide: &Slide, run: &'a NamedHistory) -> [Series<'a>; 2] {
    let history = &run.history;
    history.curves(slide.metric, &run.metrics, slide.as_logged).map(|values| match values {
        [] => Series::default(),
        values => Series::new(&history.epochs, values),
    })
}
