//! What has no place on a log axis is not drawn on it.

use descent::plot::slide::svg;
use descent::plot::theme::LIGHT;
use descent::plot::{
    ChartOptions, CurvesView, OverlayCurves, SeedBand, Series, YScale, draw, place,
};
use proptest::prelude::*;

const SIZE: (u32, u32) = (740, 420);
/// Where the plot ends, as `Frame` has it.
const LOWER_END: f64 = 420.0 - 44.0;

fn epochs(count: usize) -> Vec<u32> {
    (1..=count as u32).collect()
}

fn log(view: CurvesView<'_>) -> String {
    let options = ChartOptions { scale: YScale::Log, ..view.options };
    svg(SIZE, |root| draw(root, &CurvesView { options, ..view }))
}

/// The points of all lines and areas in these colours: what is neither grid nor text.
fn drawn(picture: &str, colors: &[&str]) -> Vec<(f64, f64)> {
    let elements = picture.split('<').filter(|element| {
        element.starts_with("poly") && colors.iter().any(|color| element.contains(color))
    });
    let points = elements.flat_map(|element| {
        let (_, rest) = element.split_once("points=\"").unwrap();
        rest.split('"').next().unwrap().split_whitespace().collect::<Vec<_>>()
    });
    points
        .map(|point| {
            let (x, y) = point.split_once(',').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect()
}

const LINES: [&str; 2] = ["#2468D8", "#E0701A"];

#[test]
fn a_line_breaks_where_a_value_is_at_or_below_zero() {
    let epochs = epochs(7);
    let training = [1.0, 0.5, 0.0, 0.4, 0.3, -1.0, 0.2];
    let validation = [1.0, 0.6, 0.5, 0.5, 0.5, 0.4, 0.0];
    let picture = log(CurvesView {
        training: Series::new(&epochs, &training),
        validation: Series::new(&epochs, &validation),
        best_epoch: Some(6),
        ..CurvesView::new("Loss", &LIGHT)
    });
    // The axis ends at 0.2, and the last value is that; nothing else is down there.
    let low = drawn(&picture, &LINES).into_iter().filter(|(_, y)| *y > LOWER_END - 8.0).count();
    assert!(low <= 1, "{picture}");
    assert!(picture.contains("3 epochs at or below 0 off the axis"), "{picture}");
    insta::assert_snapshot!(picture);
}

/// A whole run of zeros, such as the loss of a target that is learned to the last bit.
#[test]
fn a_line_without_any_place_is_not_drawn_at_all() {
    let epochs = epochs(5);
    let zeros = [0.0; 5];
    let values = [0.5, 0.4, 0.3, 0.25, 0.2];
    let picture = log(CurvesView {
        training: Series::new(&epochs, &zeros),
        validation: Series::new(&epochs, &values),
        best_epoch: Some(5),
        ..CurvesView::new("Loss", &LIGHT)
    });
    assert!(drawn(&picture, &LINES[..1]).is_empty(), "{picture}");
    assert!(!picture.contains("gap "), "no gap to what is not there");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Lines, gap, overlays, bands and the ghost: with the values that have a place well above
    /// its lower end, nothing is drawn at it.
    #[test]
    fn nothing_is_drawn_at_the_lower_end_for_what_has_no_place(
        off in prop::collection::vec((any::<bool>(), any::<bool>()), 4..400),
        smoothing in prop::sample::select(vec![0.0, 0.6]),
    ) {
        let epochs = epochs(off.len());
        // 0.02 is the lowest that has a place, at the first epoch.
        let line = |is_off: &dyn Fn(&(bool, bool)) -> bool| {
            off.iter().map(|one| if is_off(one) { 0.0 } else { 0.5 }).collect::<Vec<f64>>()
        };
        let (mut training, validation) = (line(&|one| one.0), line(&|one| one.1));
        training[0] = 0.02;
        let band = SeedBand {
            epochs: epochs.clone(),
            low: line(&|one| one.0),
            median: line(&|one| one.1),
            high: line(&|_| false),
        };
        let overlays = [OverlayCurves { name: "run 1", ..band.drawn() }];
        let (training, validation) = (Series::new(&epochs, &training), Series::new(&epochs, &validation));
        let view = CurvesView {
            training,
            validation,
            ghost: [validation, validation],
            best_epoch: Some(2),
            overlays: &overlays,
            options: ChartOptions { smoothing, ..ChartOptions::default() },
            ..CurvesView::new("Loss", &LIGHT)
        };
        // From the first epoch the line leaves the lower end, smoothed within a few.
        let leaves = if smoothing > 0.0 { 4.0 } else { 1.5 };
        let from = place(&view, f64::from(SIZE.0), f64::from(SIZE.1)).x_of(leaves);
        let picture = log(view);
        let low = drawn(&picture, &["#2468D8", "#E0701A", "#7D04FD"]);
        let low = low.into_iter().filter(|(x, y)| *y > LOWER_END - 8.0 && *x > from).count();
        prop_assert_eq!(low, 0, "{}", picture);
    }
}
