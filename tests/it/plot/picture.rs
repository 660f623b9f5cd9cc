//! A network's curve and its surface, as they are seen.

use descent::config::Shape;
use descent::inspection::PartName;
use descent::inspection::picture::{Held, Picture, PictureQuestion};
use descent::plot::prediction_pictures::{
    Boundary, Fit, PictureSize, SurfaceColors, mean_residual, surface_pixels, unit_pixels,
};
use descent::plot::theme::{DARK, LIGHT};

use crate::inspection::picture::{made, of_gallery, picture};

const SIZE: PictureSize = PictureSize { width: 360.0, height: 260.0 };

fn over(columns: &[&str], places: u16) -> PictureQuestion {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    PictureQuestion { columns, held: Held::Typical, places }
}

fn boundary<'a>(picture: &'a Picture, colors: &'a SurfaceColors) -> Boundary<'a> {
    Boundary { picture, colors, threshold: 0.5, size: SIZE }
}

#[test]
fn boundaries() {
    let two = picture(&made(Shape::TwoMoons, 0.2, 40), &over(&[], 24));
    let colors = SurfaceColors::new(&two, 0.5, false);
    insta::assert_snapshot!("boundary_of_two_classes", boundary(&two, &colors).svg(&LIGHT));
    insta::assert_snapshot!("boundary_dark", boundary(&two, &colors).svg(&DARK));
    let whole = boundary(&two, &colors).svg_with_surface("data:image/png;base64,", &LIGHT);
    assert!(whole.contains("<image ") && whole.contains("#ffffff"));
    let three = picture(&of_gallery("iris", 10), &over(&["petal_length_cm", "petal_width_cm"], 24));
    let colors = SurfaceColors::new(&three, 0.5, false);
    insta::assert_snapshot!("boundary_of_three_classes", boundary(&three, &colors).svg(&LIGHT));
    let number = picture(&made(Shape::Plane, 0.1, 10), &over(&[], 24));
    let colors = SurfaceColors::new(&number, 0.5, false);
    insta::assert_snapshot!("surface_of_a_regression", boundary(&number, &colors).svg(&LIGHT));
}

#[test]
fn fits() {
    let sine = picture(&made(Shape::Sine, 0.2, 40), &over(&[], 60));
    let fit = |has_residuals| Fit {
        picture: &sine,
        up: "y",
        has_residuals,
        batch: &[],
        held: None,
        size: SIZE,
    };
    insta::assert_snapshot!("fit", fit(false).svg(&LIGHT));
    insta::assert_snapshot!("fit_with_residuals_dark", fit(true).svg(&DARK));
    let classes = picture(&of_gallery("iris", 10), &over(&["petal_length_cm"], 40));
    let up = "Probability of each species";
    let fit =
        Fit { picture: &classes, up, has_residuals: false, batch: &[], held: None, size: SIZE };
    insta::assert_snapshot!("fit_of_classes", fit.svg(&LIGHT));
}

/// Dashes begin anew with each line, so that many short lines would look like one without dashes.
#[test]
fn what_made_the_points_is_one_dashed_line() {
    let sine = picture(&made(Shape::Sine, 0.2, 40), &over(&[], 60));
    let fit =
        Fit { picture: &sine, up: "y", has_residuals: false, batch: &[], held: None, size: SIZE };
    let svg = fit.svg(&LIGHT);
    let dashed: Vec<_> = svg.split("<path ").filter(|path| path.contains("dasharray")).collect();
    assert_eq!(dashed.len(), 1);
    assert_eq!(dashed[0].matches('M').count(), 1, "{}", dashed[0]);
}

/// Sticks from each row to the curve: their mean length is the MAE that the curves show.
#[test]
fn residuals_are_as_long_as_the_mean_absolute_error() {
    let of = made(Shape::Sine, 0.3, 5);
    let found = picture(&of, &over(&[], 30));
    let predicted = found.points.iter().filter(|point| point.part == PartName::Validation);
    let errors: Vec<f64> = predicted.map(|point| (point.predicted - point.actual).abs()).collect();
    let mae = errors.iter().sum::<f64>() / errors.len() as f64;
    assert!((mean_residual(&found, PartName::Validation).unwrap() - mae).abs() < 1e-12);
    assert_eq!(mean_residual(&found, PartName::Test), None);
}

#[test]
fn colours_say_which_class_and_how_sure() {
    let found = picture(&made(Shape::TwoMoons, 0.1, 30), &over(&[], 16));
    let colors = SurfaceColors::new(&found, 0.5, false);
    let at_threshold = colors.color(0.5, 0, &LIGHT);
    assert_eq!(at_threshold, LIGHT.ground, "unsure is the ground itself");
    assert_ne!(colors.color(0.9, 0, &LIGHT), colors.color(0.1, 0, &LIGHT));
    let steps = SurfaceColors::new(&found, 0.5, true);
    assert_eq!(steps.color(0.51, 0, &LIGHT), steps.color(0.99, 0, &LIGHT));
    // The first row of pixels is the upper one.
    let pixels = surface_pixels(&found, &colors, &LIGHT);
    assert_eq!(pixels.len(), 4 * 256);
    let upper_left = colors.color(f64::from(found.values[15 * 16]), 0, &LIGHT);
    assert_eq!(pixels[..4], [upper_left.0, upper_left.1, upper_left.2, 255]);
    assert_eq!(unit_pixels(&found.units[0], 24, &LIGHT).len(), 4 * 576);
}

#[test]
fn the_cursor_reads_what_is_there() {
    let found = picture(&made(Shape::TwoMoons, 0.1, 10), &over(&[], 20));
    let colors = SurfaceColors::new(&found, 0.5, false);
    let boundary = boundary(&found, &colors);
    let [x, y] = boundary.values_at((0.5, 0.5)).unwrap();
    let axis = &found.axes[0];
    assert!(axis.low < x && x < axis.high && found.axes[1].low < y);
    assert_eq!(boundary.values_at((0.001, 0.5)), None, "left of the plot");
    let corner = [found.axes[0].low, found.axes[1].low];
    assert_eq!(boundary.said_at(corner), Some((f64::from(found.values[0]), 0)));
    let line = picture(&made(Shape::Line, 0.1, 3), &over(&[], 20));
    let fit =
        Fit { picture: &line, up: "y", has_residuals: false, batch: &[], held: None, size: SIZE };
    let (x, said) = fit.said_at(0.6).unwrap();
    assert!((-1.5..1.5).contains(&x) && said.len() == 1);
    assert_eq!(fit.said_at(0.0), None);
}

#[test]
fn an_end_that_is_moved_stays_below_the_pointer() {
    let line = picture(&made(Shape::Line, 0.1, 3), &over(&[], 20));
    let fit =
        |held, size| Fit { picture: &line, up: "y", has_residuals: false, batch: &[], held, size };
    let still = fit(None, SIZE);
    for value in [still.up_ends()[0], 0.25, still.up_ends()[1]] {
        let (x, y) = still.share_of((line.axes[0].rows[0], value));
        assert!((still.number_at(y) - value).abs() < 1e-9, "{value}");
        assert!(0.0 < x && x < 0.5 && 0.0 < y && y < 1.0);
    }
    assert_eq!(still.number_at(-3.0), still.up_ends()[1], "above the picture");
    // A range that is held is drawn as it is, whatever the curve does.
    assert_eq!(fit(Some(still.range()), SIZE).svg(&LIGHT), still.svg(&LIGHT));
    assert!(fit(Some([-50.0, 50.0]), SIZE).up_ends()[1] >= 50.0);
}
