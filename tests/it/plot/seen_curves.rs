//! The losses of a run that a lesson was learned from.

use descent::plot::prediction_pictures::{PictureSize, seen_curves_svg};
use descent::plot::theme::{DARK, LIGHT};

const SIZE: PictureSize = PictureSize { width: 280.0, height: 150.0 };

#[test]
fn two_losses_over_the_epochs() {
    let epochs: Vec<u32> = (1..=20).collect();
    let loss: Vec<f64> = epochs.iter().map(|epoch| 1.0 / f64::from(*epoch)).collect();
    let val_loss: Vec<f64> = loss.iter().map(|loss| loss + 0.1).collect();
    let drawn = |theme| seen_curves_svg(&epochs, [&loss, &val_loss], SIZE, theme);
    insta::assert_snapshot!("seen_curves", drawn(&LIGHT));
    insta::assert_snapshot!("seen_curves_dark", drawn(&DARK));
}

#[test]
fn one_epoch_and_losses_that_are_no_numbers_are_drawn_too() {
    let one = seen_curves_svg(&[1], [&[0.5], &[f64::NAN]], SIZE, &LIGHT);
    assert!(one.trim_end().ends_with("</svg>") && !one.contains("NaN"));
    let none = seen_curves_svg(&[], [&[], &[]], SIZE, &LIGHT);
    assert!(none.trim_end().ends_with("</svg>") && !none.contains("NaN"));
}
