//! Other runs in the chart: the run on the page sets its axis.

use descent::plot::axes::value_axis;
use descent::plot::slide::svg;
use descent::plot::theme::LIGHT;
use descent::plot::{ChartOptions, CurvesView, OverlayCurves, Series, YScale, draw};

const SIZE: (u32, u32) = (740, 420);

fn picture(view: &CurvesView<'_>) -> String {
    svg(SIZE, |root| draw(root, view))
}

/// A run that falls from 1 to a fifth.
const EPOCHS: [u32; 4] = [1, 2, 3, 50];
const OWN: [f64; 4] = [1.0, 0.6, 0.4, 0.2];

fn own(scale: YScale) -> CurvesView<'static> {
    let line = Series::new(&EPOCHS, &OWN);
    let options = ChartOptions { scale, ..ChartOptions::default() };
    CurvesView { training: line, validation: line, options, ..CurvesView::new("Loss", &LIGHT) }
}

fn other(values: &[f64; 4]) -> [OverlayCurves<'_>; 1] {
    let line = Series::new(&EPOCHS, values);
    [OverlayCurves { name: "run 1", training: line, validation: line, ..OverlayCurves::default() }]
}

#[test]
fn a_run_that_diverged_is_cut() {
    let overlays = other(&[0.5, 1e10, 8e37, 0.4]);
    for scale in [YScale::FromZero, YScale::Fit, YScale::Log] {
        let alone = own(scale);
        let picture = picture(&CurvesView { overlays: &overlays, ..alone });
        assert!(picture.contains("1 other run leaves the axis"), "{picture}");
        assert!(!picture.contains("e37") && !picture.contains("NaN"), "{picture}");
        let axis = value_axis(OWN, scale, false, 400.0);
        for (_, label) in [axis.ticks.first(), axis.ticks.last()].into_iter().flatten() {
            assert!(picture.contains(label.as_str()), "{scale:?}: {label}");
        }
    }
}

#[test]
fn a_run_of_the_same_size_is_seen_whole() {
    let overlays = other(&[1.7, 0.9, 0.5, 0.1]);
    for scale in [YScale::FromZero, YScale::Fit, YScale::Log] {
        let picture = picture(&CurvesView { overlays: &overlays, ..own(scale) });
        assert!(!picture.contains("leaves the axis"), "{scale:?}: {picture}");
    }
}

#[test]
fn before_its_first_epoch_the_others_set_it() {
    let overlays = other(&[0.5, 1e10, 8e37, 0.4]);
    let none = CurvesView { overlays: &overlays, ..CurvesView::new("Loss", &LIGHT) };
    let picture = picture(&none);
    assert!(picture.contains("e37") && !picture.contains("leaves the axis"), "{picture}");
}
