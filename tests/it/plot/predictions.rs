//! Pictures of predictions.

use descent::config::ColumnType;
use descent::inspection::{calibration_curve, roc_curve, score_histogram};
use descent::plot::prediction_pictures::{
    PictureSize, Scatter, ScatterAcross, calibration_svg, histogram_svg, roc_svg, scatter_svg,
    score_axis, value_range,
};
use descent::plot::theme::{DARK, LIGHT};

const SIZE: PictureSize = PictureSize { width: 320.0, height: 260.0 };
const NUMBERS: ScatterAcross<'static> = ScatterAcross::Numbers(ColumnType::Decimal);

/// A network that is right most of the time.
fn scores() -> Vec<(f32, bool)> {
    (0..60_u32)
        .map(|row| {
            let noise = f64::from(row.wrapping_mul(2_654_435_761) >> 16) / 65_536.0;
            let is_positive = row % 3 == 0;
            let middle = if is_positive { 0.35 } else { 0.0 };
            ((middle + 0.65 * noise) as f32, is_positive)
        })
        .collect()
}

#[test]
fn two_classes() {
    let scores = scores();
    let curve = roc_curve(&scores).unwrap();
    insta::assert_snapshot!("roc", roc_svg(&curve, (0.2, 0.8), SIZE, &LIGHT));
    insta::assert_snapshot!("roc_dark", roc_svg(&curve, (0.0, 0.0), SIZE, &DARK));
    insta::assert_snapshot!(
        "calibration",
        calibration_svg(&calibration_curve(&scores), SIZE, &LIGHT)
    );
    let histogram = score_histogram(&scores);
    let words = "Predicted probability of yes";
    insta::assert_snapshot!("histogram", histogram_svg(&histogram, 0.5, words, SIZE, &LIGHT));
}

#[test]
fn numbers() {
    let points: Vec<_> =
        scores().iter().map(|(x, _)| (f64::from(*x), f64::from(*x) * 0.9)).collect();
    let titles = ("Actual price", "Predicted price");
    let color = LIGHT.validation;
    let scatter = Scatter { points: &points, across: NUMBERS, titles, has_diagonal: true, color };
    insta::assert_snapshot!("predicted_against_actual", scatter_svg(&scatter, SIZE, &LIGHT));
    let residuals: Vec<_> = points.iter().map(|(t, p)| (*p, p - t)).collect();
    let titles = ("Predicted price", "Residual");
    let scatter =
        Scatter { points: &residuals, across: NUMBERS, titles, has_diagonal: false, color };
    insta::assert_snapshot!("residuals", scatter_svg(&scatter, SIZE, &LIGHT));
}

#[test]
fn a_handle_lies_below_the_line() {
    // The axis ends on a round number beyond the scores.
    let histogram = score_histogram(&[(-0.4, false), (0.9, true)]);
    let axis = score_axis(&histogram, SIZE);
    assert_eq!((axis.low, axis.high), (-0.5, 1.0));
    let share = (0.3 - axis.low) / (axis.high - axis.low);
    let x = SIZE.width * (axis.before + share * (1.0 - axis.before - axis.after));
    let svg = histogram_svg(&histogram, 0.3, "Score", SIZE, &LIGHT);
    let line = format!("points=\"{0},", (2.0 * x).round());
    assert!(svg.contains(&line), "{line} {svg}");
}

/// One row, no row, equal rows, huge ones.
#[test]
fn nothing_is_no_number() {
    let cases: [&[(f64, f64)]; 4] =
        [&[], &[(2.0, 2.0)], &[(0.0, 0.0), (0.0, 0.0)], &[(-1e30, 1e30), (1e30, -1e30)]];
    for points in cases {
        for has_diagonal in [true, false] {
            let scatter = Scatter {
                points,
                across: NUMBERS,
                titles: ("x", "y"),
                has_diagonal,
                color: LIGHT.ink,
            };
            let svg = scatter_svg(&scatter, SIZE, &LIGHT);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{points:?}: {svg}");
        }
    }
    let empty = histogram_svg(&score_histogram(&[]), 0.5, "x", SIZE, &LIGHT);
    assert!(!empty.contains("NaN") && !calibration_svg(&[], SIZE, &LIGHT).contains("NaN"));
    assert_eq!(value_range([f64::NAN].into_iter()), [0.0, 1.0]);
}

/// Long tables are drawn as an even choice of their rows.
#[test]
fn many_rows_are_a_choice() {
    let points = vec![(1.0, 1.0); 5_001];
    let scatter = Scatter {
        points: &points,
        across: NUMBERS,
        titles: ("", ""),
        has_diagonal: true,
        color: LIGHT.ink,
    };
    assert_eq!(scatter.every(), 3);
    assert_eq!(scatter_svg(&scatter, SIZE, &LIGHT).matches("<circle").count(), 1_667);
}

fn words(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("category {at}")).collect()
}

/// Residuals of 60 rows over categories.
fn over_words(words: &[String]) -> Vec<(f64, f64)> {
    let residual = |at: usize| ((37 * at * at + 11 * at) % 101) as f64 / 101.0 - 0.5;
    (0..60).map(|at| ((at * 7 / 2 % words.len()) as f64, residual(at))).collect()
}

#[test]
fn residuals_over_a_column() {
    let titles = ("city", "Residual");
    let cities = ["Bern", "Oslo", "Rome"].map(str::to_owned);
    let points = over_words(&cities);
    let scatter = |points, across| Scatter {
        points,
        across,
        titles,
        has_diagonal: false,
        color: LIGHT.validation,
    };
    let three = scatter(&points, ScatterAcross::Words(&cities));
    assert_eq!(three.named_every(SIZE), 1);
    insta::assert_snapshot!("residuals_over_categories", scatter_svg(&three, SIZE, &LIGHT));
    let sixty = words(60);
    let points = over_words(&sixty);
    let many = scatter(&points, ScatterAcross::Words(&sixty));
    assert_eq!(many.named_every(SIZE), 20);
    insta::assert_snapshot!("residuals_over_sixty_categories", scatter_svg(&many, SIZE, &DARK));
    let days: Vec<_> = points.iter().map(|(x, y)| (20_000.0 + 10.0 * x, *y)).collect();
    let dates = scatter(&days, ScatterAcross::Numbers(ColumnType::Date));
    insta::assert_snapshot!("residuals_over_dates", scatter_svg(&dates, SIZE, &LIGHT));
}

/// A column without a change, one row, hours of one day, a category without a name.
#[test]
fn columns_that_say_little_are_drawn_all_the_same() {
    let cases: [(&[(f64, f64)], ScatterAcross<'_>); 5] = [
        (&[(20_000.25, 1.0), (20_000.75, -1.0)], ScatterAcross::Numbers(ColumnType::Date)),
        (&[(3_600.0, 1.0)], ScatterAcross::Numbers(ColumnType::Duration)),
        (&[(4.0, 1.0), (4.0, 2.0)], NUMBERS),
        (&[(0.0, 1.0)], ScatterAcross::Words(&[String::new()])),
        (&[], ScatterAcross::Words(&[])),
    ];
    for (points, across) in cases {
        let titles = ("x", "y");
        let scatter = Scatter { points, across, titles, has_diagonal: false, color: LIGHT.ink };
        let svg = scatter_svg(&scatter, SIZE, &LIGHT);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{points:?}: {svg}");
        assert_eq!(svg.matches("<circle").count(), points.len());
    }
}
