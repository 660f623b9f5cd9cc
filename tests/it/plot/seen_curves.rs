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

/// It is shown at 200 to 340 pixels: the letters have at least 9 of them, and none lies beyond
/// the edge.
#[test]
fn what_is_written_can_be_read() {
    let svg =
        seen_curves_svg(&[1, 500, 1000], [&[12.5, 6.0, 0.1], &[13.0, 7.0, 1.0]], SIZE, &LIGHT);
    for text in svg.split("<text ").skip(1) {
        let number = |name: &str| -> f64 {
            let from = text.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
            text[from..].split('"').next().unwrap().parse().unwrap()
        };
        assert!(number("font-size") * 200.0 / 560.0 >= 9.0, "{text}");
        assert!((10.0..550.0).contains(&number("x")), "{text}");
        let hangs_over = text.contains("\n1000\n") && number("x") + 36.0 > 560.0;
        assert!(!hangs_over, "{text}");
        assert!((10.0..290.0).contains(&number("y")), "{text}");
    }
    for name in ["Loss", "Epoch", "training", "validation"] {
        assert_eq!(svg.matches(&format!("\n{name}\n")).count(), 1, "{name}");
    }
    // Each of the two lines once for the run, and once in the legend.
    assert_eq!(svg.matches("<path ").count(), 4);
    assert_eq!(svg.matches("stroke-dasharray").count(), 2);
}

#[test]
fn one_epoch_and_losses_that_are_no_numbers_are_drawn_too() {
    let one = seen_curves_svg(&[1], [&[0.5], &[f64::NAN]], SIZE, &LIGHT);
    assert!(one.trim_end().ends_with("</svg>") && !one.contains("NaN"));
    let none = seen_curves_svg(&[], [&[], &[]], SIZE, &LIGHT);
    assert!(none.trim_end().ends_with("</svg>") && !none.contains("NaN"));
}
