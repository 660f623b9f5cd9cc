//! A run mini-batch by mini-batch, as it is seen.

use descent::config::Shape;
use descent::inspection::picture::PictureQuestion;
use descent::inspection::{BatchByBatch, batch_by_batch};
use descent::plot::prediction_pictures::{Fit, PictureSize, batch_losses_svg, batch_weights_svg};
use descent::plot::theme::{DARK, LIGHT};

use crate::inspection::picture::{Trained, made, picture};

const SIZE: PictureSize = PictureSize { width: 330.0, height: 250.0 };

fn way(of: &Trained) -> BatchByBatch {
    batch_by_batch(&of.trainer).unwrap()
}

#[test]
fn a_line_on_its_way_to_least_squares() {
    let of = made(Shape::Line, 0.3, 8);
    let way = way(&of);
    insta::assert_snapshot!("batch_losses", batch_losses_svg(&way, SIZE, &LIGHT));
    insta::assert_snapshot!("batch_weights", batch_weights_svg(&way, SIZE, &LIGHT));
    let question = PictureQuestion { places: 24, ..PictureQuestion::default() };
    let found = picture(&of, &question);
    let fit = Fit {
        picture: &found,
        up: "y",
        has_residuals: false,
        batch: &way.rows,
        held: None,
        size: SIZE,
    };
    insta::assert_snapshot!("fit_with_the_rows_of_a_batch", fit.svg(&LIGHT));
}

#[test]
fn before_the_first_batch_and_after_many() {
    let none = way(&made(Shape::Line, 0.3, 0));
    let (losses, weights) =
        (batch_losses_svg(&none, SIZE, &DARK), batch_weights_svg(&none, SIZE, &DARK));
    insta::assert_snapshot!("batch_weights_before_the_first_dark", weights);
    assert!(losses.starts_with("<svg") && !losses.contains("NaN") && !losses.contains("inf"));
    let many = way(&made(Shape::Sine, 0.05, 400));
    assert!(many.stride > 1);
    insta::assert_snapshot!("batch_losses_of_a_long_run", batch_losses_svg(&many, SIZE, &LIGHT));
}
