//! What the values of a setting came to.

use descent::plot::prediction_pictures::{PictureSize, SweptPoint, swept_curve_svg};
use descent::plot::theme::{DARK, LIGHT};

const SIZE: PictureSize = PictureSize { width: 420.0, height: 240.0 };

fn point(name: &str, number: Option<f64>, figures: [f64; 2]) -> SweptPoint {
    SweptPoint { name: name.to_owned(), number, figures, wins: false }
}

fn learning_curve() -> Vec<SweptPoint> {
    let rows = [(45, [0.1, 9.0]), (90, [1.2, 7.5]), (180, [2.1, 6.0]), (360, [2.6, 5.2])];
    let mut points: Vec<_> = rows
        .into_iter()
        .map(|(rows, figures)| point(&rows.to_string(), Some(f64::from(rows)), figures))
        .collect();
    points.push(SweptPoint { wins: true, ..point("721", Some(721.0), [2.8, 4.6]) });
    points
}

#[test]
fn training_rows_are_on_a_log_scale() {
    let titles = ("Training rows", "Loss");
    let drawn = |theme| swept_curve_svg(&learning_curve(), titles, SIZE, theme);
    insta::assert_snapshot!("learning_curve", drawn(&LIGHT));
    insta::assert_snapshot!("learning_curve_dark", drawn(&DARK));
    assert!(drawn(&LIGHT).contains("Training rows, log scale"));
}

#[test]
fn a_few_numbers_are_on_a_plain_scale() {
    let points: Vec<_> = (0..5)
        .map(|depth| point(&depth.to_string(), Some(f64::from(depth)), [0.5, 0.75]))
        .collect();
    let svg = swept_curve_svg(&points, ("Depth", "Loss"), SIZE, &LIGHT);
    insta::assert_snapshot!("depths", svg);
    assert!(!svg.contains("log scale"));
}

#[test]
fn units_of_several_blocks_stand_side_by_side() {
    let points = ["4-1", "8-1", "16-2"].map(|name| point(name, None, [0.2, 0.4]));
    let svg = swept_curve_svg(&points, ("Units", "Accuracy"), SIZE, &LIGHT);
    assert!(svg.contains("8-1"), "{svg}");
}

#[test]
fn one_value_or_none_has_its_axes() {
    let titles = ("Learning rate", "Loss");
    let one = swept_curve_svg(&[point("0.1", Some(0.1), [0.5, 0.5])], titles, SIZE, &LIGHT);
    assert!(!one.contains("NaN"), "{one}");
    let none = swept_curve_svg(&[], titles, SIZE, &LIGHT);
    assert!(!none.contains("NaN"), "{none}");
}
