//! How the curves are looked at comes back after a reload.

use descent::app::look::{CurveTab, CurvesLook, KeptLook, MOST_SMOOTHING, SCALES};
use descent::config::Metric;
use descent::plot::{Look, Window, YScale};
use descent::worker::codec;
use proptest::prelude::*;

fn again(look: CurvesLook) -> CurvesLook {
    let kept: KeptLook = codec::decode(&codec::encode(&look.kept())).expect("it was written so");
    kept.restored()
}

proptest! {
    #[test]
    fn a_look_comes_back(
        scale in 0..SCALES.len(),
        smoothing in 0.0..MOST_SMOOTHING,
        window in proptest::option::of((0.0..50.0, 51.0..90.0)),
        hidden in 0u32..5,
        flags in any::<[bool; 3]>(),
    ) {
        let window = window.map(|(start, end)| Window { start, end });
        let chart = Look { scale: SCALES[scale].0, smoothing, window, hidden };
        let tab = if flags[0] { CurveTab::Metric(Metric::Auc) } else { CurveTab::Loss };
        let look = CurvesLook { tab, as_logged: flags[1], chart, sounds: flags[2] };
        prop_assert_eq!(again(look), look);
    }
}

#[test]
fn what_no_control_sets_does_not_come_back() {
    for smoothing in [f64::NAN, -0.1, 1.0, f64::INFINITY] {
        let chart = Look { smoothing, ..Look::default() };
        assert_eq!(again(CurvesLook { chart, ..CurvesLook::default() }).chart.smoothing, 0.0);
    }
    for (start, end) in [(f64::NAN, 4.0), (5.0, 5.0), (7.0, f64::NAN), (9.0, 2.0)] {
        let chart = Look { window: Some(Window { start, end }), ..Look::default() };
        assert_eq!(again(CurvesLook { chart, ..CurvesLook::default() }).chart.window, None);
    }
}

#[test]
fn the_whole_run_keeps_axis_and_smoothing() {
    let window = Some(Window { start: 2.0, end: 9.0 });
    let chart = Look { scale: YScale::Log, smoothing: 0.5, window, hidden: 3 };
    let mut look = CurvesLook { chart, ..CurvesLook::default() };
    look.show_all();
    assert_eq!(look.chart, Look { window: None, hidden: 0, ..chart });
}
