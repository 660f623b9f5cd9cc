//! What a network says of a typed row, and what each column is worth, as they are seen.

use descent::inspection::{
    ColumnCurve, ColumnImportance, CurvePlaces, PermutationImportance, Score,
};
use descent::plot::prediction_pictures::{
    PictureSize, by_importance, column_curve_svg, importance_svg,
};
use descent::plot::theme::{DARK, LIGHT};

const SIZE: PictureSize = PictureSize { width: 330.0, height: 250.0 };

fn numbers(outputs: usize) -> ColumnCurve {
    let places: Vec<f64> = (0..40).map(|at| 2.0 * f64::from(at) - 10.0).collect();
    let of = |x: f64, output: usize| match (outputs, output) {
        (1, _) => 30.0 + 0.4 * x + 6.0 * (x / 9.0).sin(),
        (_, 0) => 1.0 / (1.0 + (x / 8.0).exp()),
        (_, 1) => 0.4 / (1.0 + (-x / 8.0).exp()),
        _ => 0.6 / (1.0 + (-x / 8.0).exp()),
    };
    let predicted =
        places.iter().flat_map(|x| (0..outputs).map(move |at| of(*x, at) as f32)).collect();
    let column = "age".to_owned();
    ColumnCurve { column, places: CurvePlaces::Numbers(places), outputs, predicted }
}

fn words(words: &[&str], outputs: usize) -> ColumnCurve {
    let all = words.len() * outputs;
    ColumnCurve {
        column: "embarked".to_owned(),
        places: CurvePlaces::Words(words.iter().map(|&word| word.to_owned()).collect()),
        outputs,
        predicted: (0..all).map(|at| (at as f32 + 1.0) / (all as f32 + 1.0)).collect(),
    }
}

fn has_only_numbers(svg: &str) {
    assert!(svg.starts_with("<svg") && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn over_numbers() {
    let up = "Probability of survived = yes";
    let light = column_curve_svg(&numbers(1), "22", up, SIZE, &LIGHT);
    insta::assert_snapshot!("curve_over_numbers", light);
    let dark = column_curve_svg(&numbers(3), "22.5", "Probability of each", SIZE, &DARK);
    insta::assert_snapshot!("curve_of_three_classes_dark", dark);
    has_only_numbers(&light);
    has_only_numbers(&dark);
    assert!(light.contains("stroke-dasharray"), "the row itself");
    let without = ["", "missing", "1e9", "-400", "NaN", "inf"];
    for here in without {
        let svg = column_curve_svg(&numbers(1), here, up, SIZE, &LIGHT);
        has_only_numbers(&svg);
        assert!(!svg.contains("stroke-dasharray"), "{here}");
    }
}

#[test]
fn over_words() {
    let few = words(&["Southampton", "Queenstown", "Cherbourg"], 1);
    let light = column_curve_svg(&few, "Queenstown", "Probability", SIZE, &LIGHT);
    insta::assert_snapshot!("curve_over_few_words", light);
    let many: Vec<String> = (0..12).map(|at| format!("deck {at}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let dark = column_curve_svg(&words(&many, 1), "deck 3", "Probability", SIZE, &DARK);
    insta::assert_snapshot!("curve_over_many_words_dark", dark);
    let several = column_curve_svg(&words(&["a", "b"], 3), "b", "Probability", SIZE, &LIGHT);
    insta::assert_snapshot!("curve_over_words_of_three_classes", several);
    for svg in [&light, &dark, &several] {
        has_only_numbers(svg);
    }
    assert!(light.contains("Southampt…") && light.contains("Cherbourg"), "names that are cut");
    assert!(!dark.contains("deck 3"), "no room for so many");
}

/// One place, equal values, huge ones, none.
#[test]
fn a_curve_of_nothing_is_no_number() {
    let one =
        ColumnCurve { places: CurvePlaces::Numbers(vec![7.0]), predicted: vec![2.0], ..numbers(1) };
    let flat = ColumnCurve { predicted: vec![0.0; 40], ..numbers(1) };
    let steep = ColumnCurve {
        predicted: (0..40).map(|at| if at % 2 == 0 { 1e30 } else { -1e30 }).collect(),
        ..numbers(1)
    };
    for curve in [&one, &flat, &steep, &words(&[], 1), &words(&["only"], 1)] {
        for theme in [&LIGHT, &DARK] {
            has_only_numbers(&column_curve_svg(curve, "7", "y", SIZE, theme));
        }
    }
}

fn importance(columns: &[(&str, f64, f64)]) -> PermutationImportance {
    PermutationImportance {
        epoch: 30,
        score: Score::Accuracy,
        baseline: 0.81,
        rows: [262, 262],
        columns: columns
            .iter()
            .map(|&(name, mean, deviation)| ColumnImportance {
                column: name.to_owned(),
                mean,
                standard_deviation: deviation,
                repeats: vec![mean; 5],
                most_correlated: None,
            })
            .collect(),
        has_correlations: true,
    }
}

#[test]
fn what_columns_are_worth() {
    let titanic = importance(&[
        ("pclass", 0.06, 0.01),
        ("sex", 0.21, 0.02),
        ("a_column_with_a_very_long_name", 0.02, 0.008),
        ("parch", -0.01, 0.004),
        ("Straßenüberführungsnummer", -0.002, 0.003),
        ("fare", 0.0, 0.0),
    ]);
    assert_eq!(by_importance(&titanic), [1, 0, 2, 5, 4, 3]);
    let light = importance_svg(&titanic, 330.0, &LIGHT);
    insta::assert_snapshot!("importance", light);
    insta::assert_snapshot!("importance_dark", importance_svg(&titanic, 330.0, &DARK));
    has_only_numbers(&light);
    assert!(light.contains("a_column_with_a_…") && light.contains("Straßenüberführu…"));
    assert!(light.contains("Lost accuracy when the column is shuffled"));
}

#[test]
fn of_many_columns_those_that_are_worth_most() {
    let names: Vec<String> = (0..40).map(|at| format!("column {at}")).collect();
    let columns: Vec<_> =
        (0..).zip(&names).map(|(at, name)| (name.as_str(), f64::from(at) / 100.0, 0.01)).collect();
    let many = PermutationImportance { score: Score::R2, ..importance(&columns) };
    let svg = importance_svg(&many, 330.0, &LIGHT);
    insta::assert_snapshot!("importance_of_many_columns", svg);
    has_only_numbers(&svg);
    assert!(svg.contains(">\ncolumn 39\n<") || svg.contains("column 39"));
    assert!(svg.contains("column 28") && !svg.contains("column 27"), "twelve");
}

#[test]
fn worth_nothing_is_no_number() {
    let cases: [&[(&str, f64, f64)]; 4] = [
        &[],
        &[("only", 0.0, 0.0)],
        &[("a", 1e30, 1e29), ("b", -1e30, 0.0)],
        &[("", -0.5, 0.1), ("", -0.5, 0.1)],
    ];
    for columns in cases {
        for theme in [&LIGHT, &DARK] {
            has_only_numbers(&importance_svg(&importance(columns), 330.0, theme));
        }
    }
    let equal = importance(&[("first", 0.1, 0.0), ("second", 0.1, 0.0)]);
    assert_eq!(by_importance(&equal), [0, 1], "of equals the first in the table");
}
