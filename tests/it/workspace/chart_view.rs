//! How the curves are looked at comes back after a reload.

use descent::config::Metric;
use descent::plot::{ChartOptions, EpochWindow, YScale};
use descent::worker::codec;
use descent::workspace::chart_view::{ChartView, CurveTab, KeptChartView, MAX_SMOOTHING, SCALES};
use proptest::prelude::*;

fn again(view: ChartView) -> ChartView {
    let kept: KeptChartView =
        codec::decode(&codec::encode(&view.kept())).expect("it was written so");
    kept.restored()
}

proptest! {
    #[test]
    fn a_view_comes_back(
        scale in 0..SCALES.len(),
        smoothing in 0.0..MAX_SMOOTHING,
        window in proptest::option::of((0.0..50.0, 51.0..90.0)),
        hidden in 0u32..5,
        flags in any::<[bool; 3]>(),
    ) {
        let window = window.map(|(start, end)| EpochWindow { start, end });
        let options = ChartOptions { scale: SCALES[scale].0, smoothing, window, hidden };
        let tab = if flags[0] { CurveTab::Metric(Metric::Auc) } else { CurveTab::Loss };
        let view = ChartView { tab, as_logged: flags[1], options, sounds: flags[2] };
        prop_assert_eq!(again(view), view);
    }
}

#[test]
fn what_no_control_sets_does_not_come_back() {
    for smoothing in [f64::NAN, -0.1, 1.0, f64::INFINITY] {
        let options = ChartOptions { smoothing, ..ChartOptions::default() };
        assert_eq!(again(ChartView { options, ..ChartView::default() }).options.smoothing, 0.0);
    }
    for (start, end) in [(f64::NAN, 4.0), (5.0, 5.0), (7.0, f64::NAN), (9.0, 2.0)] {
        let options =
            ChartOptions { window: Some(EpochWindow { start, end }), ..ChartOptions::default() };
        assert_eq!(again(ChartView { options, ..ChartView::default() }).options.window, None);
    }
}

#[test]
fn the_whole_run_keeps_axis_and_smoothing() {
    let window = Some(EpochWindow { start: 2.0, end: 9.0 });
    let options = ChartOptions { scale: YScale::Log, smoothing: 0.5, window, hidden: 3 };
    let mut view = ChartView { options, ..ChartView::default() };
    view.show_all();
    assert_eq!(view.options, ChartOptions { window: None, hidden: 0, ..options });
}
