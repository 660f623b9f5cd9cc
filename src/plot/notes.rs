//! What a chart does not show as it is, in words: nothing is smoothed, cut or left out
//! without saying so.

use crate::plot::axes::ValueAxis;
use crate::plot::chart_options::YScale;
use crate::plot::curves_view::{CurvesView, OverlayCurves};
use crate::plot::epoch_window::EpochWindow;
use crate::plot::series::{Point, Series};
use crate::text::Decimal;
use crate::{t, tn};

/// What stands under the chart, in full and where there is little room.
///
/// Checked by `tests/it/plot/states.rs::what_is_not_shown_as_it_is_stands_under_the_chart`.
pub fn notes(view: &CurvesView<'_>, values: &ValueAxis) -> Vec<(String, String)> {
    let options = view.options;
    let mut said = Vec::new();
    let mut say = |long: String, short: String| said.push((long, short));
    match options.scale {
        YScale::FromZero => {}
        YScale::Fit => say(t!("axis fitted").to_owned(), t!("fitted").to_owned()),
        YScale::Log => say(t!("log axis").to_owned(), t!("log").to_owned()),
    }
    if options.smoothing > 0.0 {
        let share = format!("{:.2}", Decimal(options.smoothing));
        say(t!("smoothed {share}", share), t!("smoothed").to_owned());
    }
    match options.hidden {
        0 => {}
        hidden => say(
            tn!(hidden, "first epoch hidden", "first {count} epochs hidden"),
            tn!(hidden, "first hidden", "first {count} hidden"),
        ),
    }
    match off_the_axis(view) {
        0 => {}
        off => say(
            tn!(
                off,
                "{count} epoch at or below 0 off the axis",
                "{count} epochs at or below 0 off the axis",
            ),
            t!("{epochs} off axis", epochs = off),
        ),
    }
    match view.overlays.iter().filter(|other| is_cut(other, view, values)).count() {
        0 => {}
        cut => say(
            tn!(cut, "{count} other run leaves the axis", "{count} other runs leave the axis"),
            tn!(cut, "{count} run cut", "{count} runs cut"),
        ),
    }
    if options.window.and_then(|window| window.inside(view.count())).is_some() {
        say(t!("zoomed").to_owned(), t!("zoomed").to_owned());
    }
    said
}

/// Whether a run has a value beyond the axis where it is shown.
fn is_cut(run: &OverlayCurves<'_>, view: &CurvesView<'_>, values: &ValueAxis) -> bool {
    let count = view.count();
    let window = view.options.window.and_then(|window| window.inside(count));
    let window = window.unwrap_or_else(|| EpochWindow::whole(count));
    let is_shown = |point: &Point| {
        let epoch = f64::from(point.epoch);
        point.epoch > view.options.hidden && epoch >= window.start && epoch <= window.end
    };
    let is_beyond = |point: Point| values.holds(point.value) && !values.spans(point.value);
    run.lines().any(|line| line.points().filter(is_shown).any(is_beyond))
}

/// How many epochs that are shown have a value without a place on a log axis, run by run.
fn off_the_axis(view: &CurvesView<'_>) -> usize {
    if view.options.scale != YScale::Log {
        return 0;
    }
    let overlays = view.overlays.iter().map(|other| [other.training, other.validation]);
    let runs = [[view.training, view.validation], view.ghost].into_iter().chain(overlays);
    let is_off = |line: Series<'_>, epoch| line.at(epoch).is_some_and(|value| value <= 0.0);
    runs.map(|[training, validation]| {
        let only = off(validation, view).filter(|point| !is_off(training, point.epoch));
        off(training, view).count() + only.count()
    })
    .sum()
}

fn off<'a>(line: Series<'a>, view: &CurvesView<'_>) -> impl Iterator<Item = Point> + use<'a> {
    let hidden = view.options.hidden;
    line.points().filter(move |point| point.epoch > hidden && point.value <= 0.0)
}
