//! Pictures of what is inside the layers.

use descent::inspection::{ValueHistogram, value_histogram};
use descent::plot::prediction_pictures::{TitledHistogram, dropout_mask_svg, value_histograms_svg};
use descent::plot::theme::{DARK, LIGHT};

fn spread(values: &[f64]) -> ValueHistogram {
    value_histogram(values.iter().copied()).unwrap().unwrap()
}

/// Around a middle, more of them near it.
fn hill(middle: f64) -> ValueHistogram {
    let noise = |at: u32| f64::from(at.wrapping_mul(2_654_435_761) >> 16) / 65_536.0 - 0.5;
    let values: Vec<f64> =
        (0..300).map(|at| middle + noise(at) + noise(at + 911) + noise(at + 1_777)).collect();
    spread(&values)
}

fn titled<'a>(title: &'a str, values: &'a ValueHistogram) -> TitledHistogram<'a> {
    TitledHistogram { title, values }
}

#[test]
fn histograms_of_a_layer() {
    let (activations, kernel, bias) = (spread(&[0.0, 0.0, 0.5, 2.0]), hill(0.2), spread(&[0.0; 8]));
    let all = [titled("outputs", &activations), titled("kernel", &kernel), titled("bias", &bias)];
    insta::assert_snapshot!("layer_histograms", value_histograms_svg(&all, &LIGHT));
    insta::assert_snapshot!("layer_histogram_dark", value_histograms_svg(&all[1..2], &DARK));
}

#[test]
fn masks() {
    let kept = |rows: usize, units: usize| -> Vec<Vec<bool>> {
        (0..rows)
            .map(|row| (0..units).map(|unit| (row * 7 + unit * 3) % 10 > 2).collect())
            .collect()
    };
    insta::assert_snapshot!("dropout_mask", dropout_mask_svg(&kept(4, 8), &LIGHT));
    insta::assert_snapshot!("dropout_mask_dark", dropout_mask_svg(&kept(2, 3), &DARK));
    // The largest that is shown has a square for each value and a word for each end.
    let whole = dropout_mask_svg(&kept(32, 64), &LIGHT);
    assert_eq!(whole.matches('M').count(), 32 * 64);
    assert!(whole.contains("\nunits 1 to 64\n") && whole.contains("\n32\n"), "{whole}");
}

/// Equal numbers, huge ones, tiny ones, a single one.
#[test]
fn nothing_is_no_number() {
    let cases: [&[f64]; 8] = [
        &[0.0],
        &[-3.0, -3.0],
        &[3.0, 3.0],
        &[-1e300, 1e300],
        &[f64::MIN, f64::MAX],
        &[0.0, 5e-324],
        &[-5e-324, 1e300],
        &[1e38, 1e38 + 1e22],
    ];
    for values in cases {
        // Numbers whose spread is no number have no histogram.
        let Ok(Some(histogram)) = value_histogram(values.iter().copied()) else { continue };
        for theme in [&LIGHT, &DARK] {
            let svg = value_histograms_svg(&[titled("kernel", &histogram)], theme);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{values:?}: {svg}");
        }
    }
    for empty in [value_histograms_svg(&[], &LIGHT), dropout_mask_svg(&[], &LIGHT)] {
        assert!(!empty.contains("NaN") && !empty.contains("inf"), "{empty}");
    }
    assert!(!dropout_mask_svg(&[Vec::new()], &LIGHT).contains("NaN"));
}

/// Equal numbers are one bar in the middle, in the colour of their sign.
#[test]
fn equal_numbers_are_one_bar() {
    let colors = ["#0b7a70", "#9248c7"];
    for (value, color, other) in [(-2.0, 0, 1), (0.0, 1, 0), (2.0, 1, 0)] {
        let histogram = spread(&[value; 5]);
        let svg = value_histograms_svg(&[titled("bias", &histogram)], &LIGHT);
        assert!(svg.contains("M77.3 100.0"), "{svg}");
        assert!(svg.contains(colors[color]) && !svg.contains(colors[other]), "{value}: {svg}");
    }
}
