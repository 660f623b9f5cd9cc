//! What a chart says: number labels, the spoken summary, widths and contrast.

use descent::plot::label::{short_label, value_label, width_em};
use descent::plot::theme::{DARK, LIGHT, RUN_COLORS};
use descent::plot::{Series, pitch, spoken_summary};
use plotters::style::RGBColor;

#[test]
fn value_labels() {
    let table = [
        (0.4321, "0.4321", "0.432"),
        (0.551, "0.5510", "0.551"),
        (12.345, "12.35", "12.3"),
        (9.999_96, "10.00", "10.0"),
        (1234.4, "1234", "1234"),
        (12_345.6, "12346", "12346"),
        (999_999.6, "1.000e6", "1.00e6"),
        (3.2e12, "3.200e12", "3.20e12"),
        (0.000_123_44, "0.0001234", "0.000123"),
        (1.2346e-5, "1.235e-5", "1.23e-5"),
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (-0.25, "-0.2500", "-0.250"),
        (f64::NAN, "–", "–"),
        (f64::INFINITY, "–", "–"),
    ];
    for (value, four, three) in table {
        assert_eq!((value_label(value).as_str(), short_label(value).as_str()), (four, three));
    }
}

#[test]
fn spoken_summaries() {
    let rising = [0.8, 0.7, 0.65, 0.6, 0.56, 0.53, 0.51, 0.501, 0.52, 0.53, 0.54, 0.551];
    let training: Vec<f64> = (0..12).map(|e| 0.2345 + f64::from(11 - e) * 0.05).collect();
    let table: [(&[f64], &[f64], &str); 9] = [
        (
            &training,
            &rising,
            "12 epochs. Training loss 0.2345, validation loss 0.5510. Validation loss was lowest \
             at epoch 8, 0.501; since then it rose by 10 %. The gap to training grew from 0.0665 to \
             0.317.",
        ),
        (&[], &[], "No epochs yet."),
        (&[0.5], &[0.6], "1 epoch. Training loss 0.5000, validation loss 0.6000."),
        (&[0.5, 0.4], &[], "2 epochs. Training loss 0.4000."),
        (
            &[0.5, 0.4],
            &[0.6, 0.5],
            "2 epochs. Training loss 0.4000, validation loss 0.5000. Validation loss is at its \
             lowest.",
        ),
        (
            &[0.5, 0.4],
            &[0.6, 0.601],
            "2 epochs. Training loss 0.4000, validation loss 0.6010. Validation loss was lowest \
             at epoch 1, 0.600; since then it rose by less than 1 %. The gap to \
             training grew from 0.100 to 0.201.",
        ),
        (
            &[0.5, 0.4],
            &[0.0, 0.5],
            "2 epochs. Training loss 0.4000, validation loss 0.5000. Validation loss was lowest \
             at epoch 1, 0; since then it rose to 0.500.",
        ),
        (
            &[0.5, 0.4, 0.3],
            &[0.6, 0.7, 0.6],
            "3 epochs. Training loss 0.3000, validation loss 0.6000. Validation loss was lowest \
             at epoch 1, 0.600; it is the same again now. The gap to training grew from 0.100 to 0.300.",
        ),
        (&[f64::NAN], &[f64::NAN], "1 epoch."),
    ];
    for (training, validation, expected) in table {
        let epochs: Vec<u32> = (1..=12).collect();
        let series = |values| Series::new(&epochs[..<[f64]>::len(values)], values);
        let said = spoken_summary("loss", false, series(training), series(validation));
        assert_eq!(said, expected);
    }
    let epochs = [3, 40, 90];
    let series = |values| Series::new(&epochs, values);
    assert_eq!(
        spoken_summary("accuracy", true, series(&[0.5, 0.6, 0.7]), series(&[0.5, 0.8, 0.6])),
        "90 epochs. Training accuracy 0.7000, validation accuracy 0.6000. Validation accuracy \
         was highest at epoch 40, 0.800; since then it fell by 25 %.",
    );
}

#[test]
fn pitches() {
    assert_eq!([0.0, 0.5, 1.0].map(|value| pitch(value, 0.0, 1.0)), [220.0, 440.0, 880.0]);
    assert_eq!(pitch(7.0, 7.0, 7.0), 440.0, "a flat line");
    assert_eq!([f64::NAN, 9.0, -9.0].map(|value| pitch(value, 0.0, 1.0)), [440.0, 880.0, 220.0]);
}

#[test]
fn widths_err_on_the_wide_side() {
    // Advance widths in DejaVu Sans and Verdana, the widest fonts likely met.
    for (text, widest) in [
        ("validation", 4.93),
        ("training", 3.88),
        ("0123456789", 6.36),
        ("best epoch 40", 7.12),
        ("Accuracy", 4.72),
    ] {
        let estimate = width_em(text);
        assert!((widest..widest * 1.3).contains(&estimate), "{text}: {estimate}");
    }
}

/// A colour in linear light.
fn linear(color: RGBColor) -> [f64; 3] {
    [color.0, color.1, color.2].map(|byte| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

/// The contrast of the Web Content Accessibility Guidelines.
fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let luminance = |color| {
        let [r, g, b] = linear(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_colours_are_legible() {
    for theme in [LIGHT, DARK] {
        let own = [theme.ink, theme.dim, theme.training_text, theme.validation_text];
        // The names of other runs have the colours of their lines.
        for text in own.into_iter().chain(theme.runs) {
            assert!(contrast(text, theme.ground) >= 4.5, "{text:?}");
        }
        for line in [theme.training, theme.validation] {
            assert!(contrast(line, theme.ground) >= 3.0, "{line:?}");
        }
    }
}

/// CIELAB of linear light, white point D65.
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let sum = |weights: [f64; 3]| weights.iter().zip(rgb).map(|(w, c)| w * c).sum::<f64>();
    let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let x = f(sum([0.4124, 0.3576, 0.1805]) / 0.950_47);
    let y = f(sum([0.2126, 0.7152, 0.0722]));
    let z = f(sum([0.0193, 0.1192, 0.9505]) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How it looks without the cones for green: Machado, Oliveira and Fernandes 2009.
fn deuteranopia([r, g, b]: [f64; 3]) -> [f64; 3] {
    [
        0.367_322 * r + 0.860_646 * g - 0.227_968 * b,
        0.280_085 * r + 0.672_501 * g + 0.047_413 * b,
        -0.011_820 * r + 0.042_940 * g + 0.968_881 * b,
    ]
    .map(|c| c.clamp(0.0, 1.0))
}

#[test]
fn runs_are_told_apart() {
    let distance = |a: [f64; 3], b: [f64; 3]| {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    };
    for theme in [LIGHT, DARK] {
        for (index, &run) in theme.runs.iter().enumerate() {
            for see in [|rgb| rgb, deuteranopia] {
                let look = |color| lab(see(linear(color)));
                for &other in &theme.runs[..index] {
                    let far = distance(look(run), look(other));
                    assert!(far >= 25.0, "{run:?} and {other:?}: {far}");
                }
                for own in [theme.training, theme.validation] {
                    let far = distance(look(run), look(own));
                    assert!(far >= 15.0, "{run:?} and the run's own {own:?}: {far}");
                }
            }
        }
    }
}

/// A run's mark in the list has the colour of its line.
#[test]
fn the_list_of_runs_has_the_colours_of_the_chart() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("style/runs.css");
    let style = std::fs::read_to_string(path).unwrap();
    for index in 0..RUN_COLORS {
        let [light, dark] = [LIGHT, DARK].map(|theme| {
            let RGBColor(red, green, blue) = theme.run(index);
            format!("#{red:02x}{green:02x}{blue:02x}")
        });
        let token = format!("--run-{index}: light-dark({light}, {dark});");
        assert!(style.contains(&token), "style/runs.css has no {token}");
    }
}
